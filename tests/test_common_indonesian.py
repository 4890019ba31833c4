"""Numbers and dates in the forms people type: whatever goes out in an Indonesian form comes back the same."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.common.indonesian import MONTHS, UnreadableError, read_dates, read_numbers

whole = st.integers(min_value=-(10**12), max_value=10**12)
fraction = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def points(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def indonesian(number: Decimal) -> str:
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


RUPIAH_FORMS = [
    str,
    points,
    lambda n: f"Rp{points(n)}",
    lambda n: f"Rp {points(n)}",
    lambda n: f"Rp. {points(n)},-",
    lambda n: f"{points(n)},00",
    lambda n: f" {points(n)}\u00a0",
    lambda n: f"IDR {n}",
    lambda n: f"({points(-n)})" if n < 0 else points(n),
]


@given(st.lists(whole, min_size=1, max_size=8), st.sampled_from(RUPIAH_FORMS))
def test_rupiah_round_trip(numbers: list[int], form) -> None:  # type: ignore[no-untyped-def]
    assert read_numbers([form(number) for number in numbers], whole=True) == numbers


@given(st.lists(fraction, min_size=1, max_size=8))
def test_decimal_comma_round_trip(numbers: list[Decimal]) -> None:
    assert read_numbers([indonesian(number) for number in numbers]) == numbers
    assert read_numbers([f"{indonesian(number)} %" for number in numbers]) == numbers


@given(st.lists(fraction, min_size=1, max_size=8))
def test_a_column_written_the_english_way_round_trips(numbers: list[Decimal]) -> None:
    assert read_numbers([f"{number:,.2f}" for number in numbers]) == numbers


@given(st.lists(whole, min_size=1, max_size=8))
def test_english_thousands_round_trip_where_fractions_cannot_occur(numbers: list[int]) -> None:
    assert read_numbers([f"{number:,}" for number in numbers], whole=True) == numbers


DATE_FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: f"{d.day}.{d.month:02d}.{d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02d} {MONTHS[d.month - 1][:3].upper()} {d.year}",
    lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
    lambda d: f"Selasa, {d.day} {MONTHS[d.month - 1].lower()} {d.year}",
    lambda d: f"{d.day:02d}/{d.month:02d}/{d.year % 100:02d}",
]


@given(
    st.lists(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), min_size=1, max_size=8),
    st.sampled_from(DATE_FORMS),
)
def test_date_round_trip(days: list[date], form) -> None:  # type: ignore[no-untyped-def]
    read = read_dates([form(day) for day in days])
    assert [moment and moment.date() for moment in read] == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp1.250.000", 1_250_000),
        ("12,5%", Decimal("12.5")),
        ("25rb", 25_000),
        ("1,5 juta", 1_500_000),
        ("1.250", 1_250),
        ("0.125", Decimal("0.125")),
        ("1 250 000", 1_250_000),
        ("\u22125", -5),
        ("-Rp20.000", -20_000),
        ("Rp-20.000", -20_000),
        ("007", 7),
    ],
)
def test_single_numbers(text: str, expected: Decimal | int) -> None:
    assert read_numbers([text]) == [expected]


@pytest.mark.parametrize("text", ["", " ", "-", "–", "n/a", "NA", "kosong"])
def test_nothing_written_is_missing(text: str) -> None:
    assert read_numbers([text]) == [None]
    assert read_dates([text]) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "habis",
        "1.25.000",
        "12,5,1",
        "Rp",
        "40 pak",
        "08xx",
        "1.250.00",
        "--5",
        "1,2.3,4",
        "12 5",
        "1 25",
        "#REF!",
        "1e6",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="tidak terbaca sebagai angka"):
        read_numbers(["1", text])


def test_a_fraction_is_refused_where_only_whole_numbers_make_sense() -> None:
    with pytest.raises(UnreadableError, match="bukan bilangan bulat") as caught:
        read_numbers(["3", "2,5"], whole=True)
    assert caught.value.index == 1


def test_a_comma_before_three_digits_groups_only_when_nothing_else_speaks() -> None:
    assert read_numbers(["1,250", "20,000"], comma_groups=True) == [1250, 20000]
    assert read_numbers(["1,250", "0,5"], comma_groups=True) == [Decimal("1.25"), Decimal("0.5")]
    assert read_numbers(["1,250"]) == [Decimal("1.25")]


def test_mixed_ways_of_writing_are_refused_at_the_line_that_changes() -> None:
    with pytest.raises(UnreadableError, match="pakai satu cara") as caught:
        read_numbers(["1.250.000", "3.000.000", "12.5"])
    assert caught.value.index == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24/11/2026", datetime(2026, 11, 24)),
        ("24 Nov 2026", datetime(2026, 11, 24)),
        ("24 Nopember 2026", datetime(2026, 11, 24)),
        ("17 Agt 2026", datetime(2026, 8, 17)),
        ("5 Mei 26", datetime(2026, 5, 5)),
        ("2026-11-24 08:30:00", datetime(2026, 11, 24, 8, 30)),
        ("24/11/2026 08.30 WIB", datetime(2026, 11, 24, 8, 30)),
        ("2026-11-24T00:00:00", datetime(2026, 11, 24)),
        ("Jum'at, 6 November 2026", datetime(2026, 11, 6)),
    ],
)
def test_single_dates(text: str, expected: datetime) -> None:
    assert read_dates([text]) == [expected]


@pytest.mark.parametrize("text", ["11/24/2026", "31/02/2026", "kemarin", "24 Novembr 2026", "2026", "46350"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="tidak terbaca sebagai tanggal"):
        read_dates([text])


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_numbers, read_dates):
        try:
            values = read([text])
        except UnreadableError as error:
            values = [error.reason]
        assert len(values) == 1
