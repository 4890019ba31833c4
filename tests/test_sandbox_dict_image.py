"""A dict's image changes exactly when a key or value of it does."""

from __future__ import annotations

import types
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from grader.sandbox.dict_image import image, table_of

KEYS = st.one_of(st.text(max_size=3), st.integers(0, 40).map(str))


@given(st.dictionaries(KEYS, st.builds(object), max_size=80), KEYS, st.booleans())
def test_the_image_tells_each_exchange(table: dict[str, Any], key: str, delete: bool) -> None:
    before = image(table)
    assert before is not None
    for name in list(table):
        table[name] = table[name]
    assert image(table) == before
    if delete and table:
        del table[next(iter(table))]
    else:
        table[key] = object()
    assert image(table) != before


def test_the_dict_of_modules_and_classes_is_found() -> None:
    class Made:
        attribute = 1

    module = types.ModuleType("percobaan")
    for owner in (Made, module):
        table = table_of(vars(owner))
        before = image(table)
        owner.lain = 2  # type: ignore[attr-defined]
        assert table["lain"] == 2
        assert image(table) != before
