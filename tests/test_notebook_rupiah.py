"""Amounts and numbers written as people in Indonesia write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.blank import ____
from grader.common.errors import SinauError
from grader.learner.rupiah import angka, persen, rupiah


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (1250000, "Rp1.250.000"),
        (0, "Rp0"),
        (999, "Rp999"),
        (-7000, "-Rp7.000"),
        (17500.5, "Rp17.501"),
        (-17500.5, "-Rp17.501"),
        (2.5, "Rp3"),
        (-0.4, "Rp0"),
        (Decimal("1234.5"), "Rp1.235"),
        (np.int64(5000), "Rp5.000"),
        (np.float32(1250.25), "Rp1.250"),
    ],
)
def test_rupiah(amount: object, written: str) -> None:
    assert rupiah(amount) == written


@given(st.integers(min_value=-(10**40), max_value=10**40))
def test_no_digit_is_lost(amount: int) -> None:
    written = rupiah(amount)
    assert int(written.replace("Rp", "").replace(".", "")) == amount
    assert all(len(group) == 3 for group in written.split(".")[1:])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_float_is_rounded_half_up(amount: float) -> None:
    whole = int(Decimal(repr(amount)).to_integral_value(ROUND_HALF_UP))
    assert rupiah(amount) == rupiah(whole)


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=6))
def test_numbers_read_back(units: int, digits: int) -> None:
    value = Decimal(units).scaleb(-digits)
    assert Decimal(angka(value, digits).replace(".", "").replace(",", ".")) == value


def test_numbers_and_per_cents() -> None:
    assert angka(979008) == "979.008"
    assert angka(9.32, 2) == "9,32"
    assert persen(0.0932, 2) == "9,32%"
    assert persen(1) == "100,0%"


def test_a_blank_stays_blank() -> None:
    assert rupiah(____) == angka(____, 2) == persen(____) == "____"


@pytest.mark.parametrize("value", ["1.250.000", "", None, [1], True, float("nan"), float("inf")])
def test_what_is_not_a_number_gets_a_sentence(value: object) -> None:
    with pytest.raises(SinauError, match=r"rupiah\(\) membutuhkan"):
        rupiah(value)
