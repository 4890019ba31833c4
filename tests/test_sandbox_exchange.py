"""Plain values taken out of a run and put into another."""

from __future__ import annotations

import datetime
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from grader.checks.blank import ____
from grader.sandbox.crossing_kinds import DoesNotCross
from grader.sandbox.exchange import LARGEST, give, lend


class Opaque:
    """No plain data, and unwilling."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)


@pytest.mark.parametrize("value", [5, 0.1, "teks", [1, (2, {"a": None})], datetime.date(2026, 10, 1)])
def test_plain_values_come_out_as_they_went_in(value: object) -> None:
    there: dict[str, Any] = {}
    give(there, json.loads(json.dumps(lend({"x": value}, ["x"]))))
    assert there == {"x": value}
    assert type(there["x"]) is type(value)


def test_tables_do_too() -> None:
    table = pd.DataFrame(
        {"desa": ["Pupus", None], "warga": [411, 233], "hari": pd.to_datetime(["2026-10-01", "2026-10-02"])},
        index=pd.Index(["a", "b"], name="rt"),
    )
    there: dict[str, Any] = {}
    give(there, json.loads(json.dumps(lend({"t": table, "n": np.float64(2.5)}, ["t", "n"]))))
    pd.testing.assert_frame_equal(there["t"], table)
    assert there["n"] == 2.5


def test_what_is_no_plain_data_too_large_or_not_there_stays() -> None:
    values = {"fungsi": print, "aneh": Opaque(), "besar": "x" * LARGEST, "celah": ____}
    names = [*values, "tidak_ada"]
    assert lend(values, names) == dict.fromkeys(names)


@pytest.mark.parametrize(
    "tree", [None, {}, {"root": [0], "nodes": []}, {"root": [0], "nodes": [["mine", 3]]}]
)
def test_a_forged_value_gives_nothing(tree: Any) -> None:
    with pytest.raises(DoesNotCross):
        give({}, {"x": tree})
