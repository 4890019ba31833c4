"""Any value as it is shown: Indonesian digits, days, lists; what is no number stays what it was."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from grader.learner.written import in_collection, in_print, number

HARI = dt.datetime(2024, 1, 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2_400_000, "2.400.000"), (54.68, "54,68"), (15000.0, "15.000"), (2024, "2024"), (2024.0, "2024"),
     (0.1 + 0.2, "0,3"), (0.0932, "0,0932"), (-3, "-3"), (float("nan"), "–"), (1999.5, "1.999,5"),
     (1 / 3 * 100, "33,33"), (3.1416, "3,1416"), (3.14159265, "3,14"), (np.float32(0.5), "0,5"),
     (3502172302900001, "3.502.172.302.900.001"), (np.int64(3502172302900001), "3.502.172.302.900.001"),
     (Decimal("12500.50"), "12.500,5"), (200.0, "200"), (0.0, "0"), (-0.5, "-0,5")],
)  # fmt: skip
def test_one_number(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (200.0, "200"),
        (np.float64(54.68), "54,68"),
        (np.int64(2_400_000), "2.400.000"),
        ([2_400_000, 15_000], "[2.400.000, 15.000]"),
        ([54.68, 60.0], "[54,68; 60]"),
        ((1.5,), "(1,5;)"),
        ((5,), "(5,)"),
        ({"biaya": 54.68, "omzet": 1250}, "{'biaya': 54,68; 'omzet': 1.250}"),
        ({2024: [1.5, None]}, "{2024: [1,5; None]}"),
        ([float("nan"), pd.NA, pd.NaT], "[–, –, –]"),
        (["Rp1.000", "a"], "['Rp1.000', 'a']"),
        ([np.float64(1.5), np.bool_(True)], "[1,5; True]"),
        (pd.NaT, "–"),
        (float("nan"), "–"),
        (dt.date(2024, 8, 17), "17 Agu 2024"),
        (pd.Timestamp("2024-01-01 13:05"), "1 Jan 2024 13.05"),
        (np.datetime64("2024-01-01"), "1 Jan 2024"),
        (np.datetime64("2024-01-01T08:00", "ns"), "1 Jan 2024 08.00"),
        (np.datetime64("NaT"), "–"),
        ([HARI], "[1 Jan 2024]"),
        (dt.time(8, 30), "08.30"),
        (dt.timedelta(days=31), "31 hari"),
        (pd.Timedelta(hours=-2, minutes=-5), "-2 jam 5 menit"),
        (dt.timedelta(0), "0 hari"),
        (np.timedelta64(3, "D"), "3 hari"),
        (pd.Period("2024-01", "M"), "Jan 2024"),
        (pd.Period("2024", "Y"), "2024"),
        (pd.Interval(0.5, 10), "(0,5; 10]"),
        (np.array([1.5, 2000000]), "[1,5 2.000.000]"),
        (pd.Index(["nama", "harga"]), "['nama', 'harga']"),
        (pd.Series(["b", "a"]).unique(), "['b', 'a']"),
        (pd.RangeIndex(3), "[0, 1, 2]"),
    ],
)
def test_what_print_shows(value: Any, shown: str) -> None:
    assert str(in_print(value)) == shown


@pytest.mark.parametrize(
    "value",
    ["1.5", "2400000", True, None, np.True_, set(), [], 1 + 2j, Fraction(1, 3), len, "35.02", [[]],
     {"a": None}, frozenset({1.5}), range(3)],
)  # fmt: skip
def test_what_is_no_number_stays(value: Any) -> None:
    assert str(in_print(value)) == str(value)


def test_a_list_that_holds_itself_and_a_long_one_are_pythons() -> None:
    own: list[Any] = [1.5]
    own.append(own)
    long = [0.5] * 2_000
    assert in_collection(own) == repr(own)
    assert in_collection(long) == repr(long)


def test_a_text_in_a_list_has_its_quotes() -> None:
    assert in_collection("a") == "'a'"
    assert in_print("a") == "a"
