"""Of many dicts, those of which a key or value was put, deleted or exchanged."""

from __future__ import annotations

import types
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from grader.sandbox.dict_versions import Numbered, Versions, table_of

KEYS = st.one_of(st.text(max_size=3), st.integers(0, 40).map(str))


@given(st.dictionaries(KEYS, st.builds(object), max_size=80), KEYS, st.booleans())
def test_each_exchange_is_told(table: dict[str, Any], key: str, delete: bool) -> None:
    tables = [{"a": 1}, table, {}]
    versions = Versions(tables)
    for name in list(table) if Versions is Numbered else ():  # one that is watched tells of this too
        table[name] = table[name]
    assert tuple(versions.changed()) == ()
    if delete and table:
        del table[next(iter(table))]
    else:
        table[key] = object()
    assert tuple(versions.changed()) == (1,)
    versions.close()


def test_the_dict_of_modules_and_classes_is_found() -> None:
    class Made:
        attribute = 1

    module = types.ModuleType("percobaan")
    tables = [table_of(vars(owner)) for owner in (Made, module)]
    for number, owner in enumerate((Made, module)):
        versions = Versions(tables)
        owner.lain = 2  # type: ignore[attr-defined]
        assert tables[number]["lain"] == 2
        assert tuple(versions.changed()) == (number,)
        versions.close()
