"""Numbers, text, yes-no, dates: what is right in any form, what is wrong, and what is said about it."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import Question, question

from grader.checks import grid
from grader.checks.blank import ____
from grader.checks.evaluate import evaluate
from grader.checks.spec import Cell, Outcome
from grader.common.errors import SinauError
from grader.common.indonesian import parse_number

SALES = pd.DataFrame({"kanal": ["WA", "WA", "pasar"], "pak": [10, 5, 20]})
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-3)


@pytest.mark.parametrize(
    "same",
    [
        18750,
        18_750.0,
        np.int64(18750),
        np.float32(18750),
        Decimal(18750),
        np.longdouble(18750),
        np.array([18750]),
        pd.Series([18750]),
    ],
)
def test_a_number_is_right_in_any_form(same: object) -> None:
    assert question(18750).judge(same).score == 2


@given(key=NUMBERS, tolerance=st.floats(0.001, 1000), share=st.floats(-1, 1))
def test_a_number_within_tolerance_is_right(key: float, tolerance: float, share: float) -> None:
    tolerance = max(tolerance, abs(key) * 1e-7)
    width, offset = grid.place(key, tolerance)
    right = grid.cell(key, width, offset)
    assert grid.cell(key + share * tolerance, width, offset) == right


@given(
    key=NUMBERS, tolerance=st.floats(0.001, 1000), beyond=st.floats(1.14, 100), sign=st.sampled_from([-1, 1])
)
def test_a_number_outside_tolerance_is_wrong(key: float, tolerance: float, beyond: float, sign: int) -> None:
    tolerance = max(tolerance, abs(key) * 1e-7)
    width, offset = grid.place(key, tolerance)
    assert grid.cell(key + sign * beyond * tolerance, width, offset) != grid.cell(key, width, offset)


@pytest.mark.parametrize("tolerance", [0.0, 0.5, 1e-4])
def test_where_the_cells_begin_leaves_many_keys_possible(tolerance: float) -> None:
    frames = {number: grid.place(number, tolerance) for number in range(1, 20_001)}
    published = frames[18_750]
    same = [number for number, frame in frames.items() if math.isclose(frame[1], published[1], abs_tol=1e-12)]
    assert len({round(frame[1] / frame[0], 6) for frame in frames.values()}) <= grid.STEPS
    assert len(same) > len(frames) / grid.STEPS / 4


@settings(max_examples=30)  # sealing is meant to be slow
@given(key=NUMBERS.filter(lambda x: abs(x) > 2))
def test_open_and_sealed_locks_agree(key: float) -> None:
    asked = question(key)
    for answer in (key, key * 100, key / 100, -key, key + 1, key * 1.5, str(key)):
        asked.judge(answer)


@pytest.mark.parametrize(
    ("key", "answer", "diagnosis"),
    [
        (0.375, 37.5, "times-100"),
        (37.5, 0.375, "divided-by-100"),
        (12_500, 12.5, "divided-by-1000"),
        (12.5, 12_500, "times-1000"),
        (12_500, -12_500, "sign"),
        (0.25, 4, "swapped-fraction"),
        (25, 400, "swapped-fraction"),
        (0.3, 0.7, "complement"),
        (12, 13, "off-by-one"),
        (9.3245, 9.32, "rounding"),
        (12_345, 12_300, "rounding"),
        (1.5, 2, "rounded-away"),
        (12.5, 13, "rounding"),
        (0.2308, 0.2, "rounding"),
        (0.25, 0.3, "rounding"),
        (0.5833, 0.5, "rounded-away"),
        (0.26667, 0.26, "rounding"),
        (0.0645, 0.065, "rounding"),
        (1_250_000, "1.250.000", "number-as-text"),
        (9.32, "9,32", "number-as-text"),
        (12_500, "Rp12.500", "number-as-text"),
        (60, [10, 20, 30], "column-for-number"),
        (60, pd.Series([10, 20, 30]), "column-for-number"),
        (60, pd.Series([True] * 60 + [False] * 9), "column-for-number"),
        (60, pd.DataFrame({"pak": range(60), "kota": "Madiun"}), "table-for-count"),
        (0.35, "35 %", "percent-as-text"),
        (60, [60], "wrapped"),
        (600_000, (600, 0), "comma-in-number"),
        (1_250_000, (1, 250, 0), "comma-in-number"),
        (3.82, (3, 82), "comma-in-number"),
        (5, "5 bulan", "number-as-text"),
        (0.385, "0.385", "number-as-text"),
        (12.5, "12,5 poin persen", "number-as-text"),
        (-84_000, "-Rp84.000", "number-as-text"),
        (-84_000, (-84, 0), "comma-in-number"),
        (600_000, 60_000_000, "too-big-100"),
        (600_000, 6_000, "too-small-100"),
        (7, lambda: 7, "function-not-called"),
    ],
)
def test_typical_slips_of_numbers_are_recognised(key: object, answer: object, diagnosis: str) -> None:
    verdict = question(key).judge(answer)
    assert (verdict.outcome, verdict.diagnosis, verdict.score) == (Outcome.NOT_YET, diagnosis, 0)


@pytest.mark.parametrize(
    ("key", "answer"), [(750, 1000), (160, 200), (60, 100), (600_000, "600"), (60, 40), (2, 98)]
)
def test_no_slip_is_named_that_was_not_made(key: float, answer: object) -> None:
    assert question(key, satuan="porsi").judge(answer).diagnosis is None


def test_numbers_split_by_a_comma_are_told_about_it() -> None:
    assert "tanpa koma" in question(15_400).judge((11_000, 4)).next_step
    assert "tanpa koma" not in question(15_400).judge(["a", "b"]).next_step


def test_a_name_that_is_not_there_may_be_misspelled() -> None:
    asked = question(5)
    verdict = evaluate(asked.check, asked.open, {"type": "missing"})
    assert "`jawaban = ...`" in verdict.next_step


def test_money_is_not_counted_one_by_one() -> None:
    assert question(600_000, satuan="Rp").judge(600_001).diagnosis is None


def test_money_below_nothing_is_written_the_indonesian_way() -> None:
    assert question(90_000, satuan="Rp").judge(-30_000).saw == "Jawabanmu -Rp30.000."


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (float("nan"), "kosong (NaN)"),
        (float("inf"), "terlalu besar"),
        (10**400, "terlalu besar"),
        (print, "tanda kurung ()"),
        (SALES.groupby("kanal"), "baru pengelompokannya"),
        (SALES.groupby("kanal")["pak"], "baru pengelompokannya"),
        (SALES.to_numpy(), "nama kolomnya hilang"),
        (np, "sebuah pustaka"),
        (datetime.timedelta(days=123), "selisih tanggal"),
        (SALES["pak"], "berisi satu kolom"),
    ],
)
def test_what_is_no_answer_is_called_by_its_name(answer: object, says: str) -> None:
    assert says in question(123).judge(answer).message


@pytest.mark.parametrize("nothing", ["____", "", "  ", ..., [____, ____]])
@pytest.mark.parametrize("key", [5, "b", [1, 2]])
def test_what_is_still_a_gap_is_blank(key: object, nothing: object) -> None:
    assert question(key).judge(nothing).outcome is Outcome.BLANK


def test_an_empty_text_is_not_told_of_a_gap_that_is_not_there() -> None:
    verdict = question("b", pilihan=["a", "b"]).judge(" ")
    assert (verdict.outcome, verdict.message) == (Outcome.BLANK, "Isi `jawaban` masih kosong.")


def test_a_misconception_of_another_type_speaks_only_for_its_own_content() -> None:
    asked = question(7, keliru={"['a', 'b']": "Ini daftar nama kolom."})
    assert asked.judge(["a", "b"]).message == "Ini daftar nama kolom."
    assert asked.judge(["c", "d"]).misconception is None


def test_an_unfinished_answer_is_blank_unless_it_earns_something() -> None:
    asked = question(5)
    for seen, crash in (({"type": "number", "value": 9}, None), ({"type": "missing"}, "Galat.")):
        verdict = evaluate(asked.check, asked.open, seen, Cell(crash, unfinished=True))
        assert verdict.outcome is Outcome.BLANK
    right = {"type": "number", "value": 5}
    assert evaluate(asked.check, asked.open, right, Cell(unfinished=True)).outcome is Outcome.RIGHT


def test_an_authored_misconception_speaks_first() -> None:
    asked = Question({"jawaban": 37.5, "pecahan": 0.375}, keliru={"pecahan": "Ini pecahan; kalikan 100."})
    verdict = asked.judge(0.375)
    assert (verdict.message, verdict.misconception) == ("Ini pecahan; kalikan 100.", "pecahan")


def test_a_misconception_that_equals_the_key_is_the_authors_error() -> None:
    with pytest.raises(SinauError, match="sama dengan kuncinya"):
        Question({"jawaban": 5, "lain": 5}, keliru={"lain": "..."})


def test_a_misconception_that_could_never_speak_is_the_authors_error() -> None:
    with pytest.raises(SinauError, match='"sama" memberi jawaban yang sama dengan "lain"'):
        Question({"jawaban": 5, "lain": 6, "sama": 6.0}, keliru={"lain": "Satu.", "sama": "Dua."})
    Question({"jawaban": 5, "lain": 6, "sama": 6}, keliru={"lain": "Satu.", "sama": "Satu."})


def test_a_misconception_that_cannot_be_computed_is_the_authors_error() -> None:
    with pytest.raises(SinauError, match="tidak bisa dihitung"):
        Question({"jawaban": 5}, keliru={"tidak_ada": "..."})


@pytest.mark.parametrize("far", [10**40, 2.5**100, -1e307, 1.7e308])
@pytest.mark.parametrize("key", [5, 1e-3, 1e25])
def test_a_number_of_any_length_is_judged_and_shown(far: float, key: float) -> None:
    for answer in (far, [far, far], {"a": far}, pd.Series([far, far])):
        assert question(key).judge(answer).score == 0  # InvalidOperation, OverflowError
    assert len(question(key).judge(far).saw) < 30


@pytest.mark.parametrize("nothing", [None, float("nan"), float("inf"), 10**400, object(), b"5", 5j, {}, []])
def test_odd_values_are_judged_not_crashed_on(nothing: object) -> None:
    assert question(5).judge(nothing).score == 0


@pytest.mark.parametrize(
    "same", ["WhatsApp", "WhatsApp.", "`WhatsApp`", " whatsapp ", "WHATSAPP", "Whats​App".replace("​", "")]
)
def test_text_forgives_case_and_spaces(same: str) -> None:
    assert question("WhatsApp").judge(same).score == 2


@pytest.mark.parametrize("same", ["b", "B", "b.", "b)", " b ", "(b)", "b,", "b. Tetap mengupah", "B) ya"])
def test_a_choice_is_right_however_it_is_typed(same: str) -> None:
    assert question("b").judge(same).score == 2


@pytest.mark.parametrize("answer", ["z", "ab", "a dan b", "bukan a", "ya", "b. atau c.", "b) atau c)"])
def test_what_is_no_letter_of_a_choice_is_told_so(answer: str) -> None:
    verdict = question("b", pilihan=["a", "b", "c"]).judge(answer)
    assert (verdict.score, verdict.message) == (0, "Tulis satu huruf saja: a, b, atau c.")


def test_exact_text_tells_what_differs() -> None:
    assert question("WhatsApp", persis=True).judge("WhatsApp").score == 2
    asked = question("whatsapp", persis=True)
    assert asked.judge("WhatsApp ").diagnosis == "case-and-spaces"


def test_other_wordings_count_when_the_author_says_so() -> None:
    asked = question("COD", terima=["bayar di tempat"])
    assert asked.judge("Bayar di tempat").score == 2
    assert asked.judge("transfer").score == 0


@pytest.mark.parametrize("answer", [3502, "3502"])
def test_a_lost_leading_zero_is_named(answer: object) -> None:
    assert question("03502").judge(answer).diagnosis == "leading-zero"


@pytest.mark.parametrize(
    ("answer", "score"), [(True, 2), (np.True_, 2), ("ya", 2), (False, 0), (1, 0), ("tidak", 0)]
)
def test_yes_and_no(answer: object, score: float) -> None:
    assert question(True).judge(answer).score == score


@pytest.mark.parametrize(
    "same",
    [
        datetime.date(2026, 3, 5),
        datetime.datetime(2026, 3, 5, 9),
        pd.Timestamp("2026-03-05"),
        np.datetime64("2026-03-05"),
    ],
)
def test_a_date_is_right_in_any_form(same: object) -> None:
    assert question(datetime.date(2026, 3, 5)).judge(same).score == 2


@pytest.mark.parametrize(
    ("answer", "diagnosis"),
    [
        (datetime.date(2026, 5, 3), "month-day"),
        ("05/03/2026", "date-as-text"),
        ("2026-03-05", "date-as-text"),
        (datetime.date(2026, 3, 4), "off-by-one"),
    ],
)
def test_typical_slips_of_dates_are_recognised(answer: object, diagnosis: str) -> None:
    assert question(datetime.date(2026, 3, 5)).judge(answer).diagnosis == diagnosis


@given(number=st.integers(0, 10**12))
def test_indonesian_amounts_are_read(number: int) -> None:
    written = f"{number:,}".replace(",", ".")
    assert parse_number(written) == number
    assert parse_number(f"Rp{written}") == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("600 ribu", 600_000), ("Rp600rb", 600_000), ("1,5 juta rupiah", 1_500_000), ("0.267", 0.267)],
)
def test_amounts_in_words_and_small_fractions_are_read(written: str, number: float) -> None:
    assert parse_number(written) == pytest.approx(number)


@given(whole=st.integers(0, 10**6), part=st.integers(0, 99))
def test_decimal_commas_are_read(whole: int, part: int) -> None:
    assert parse_number(f"{whole},{part:02d} %") == pytest.approx(whole + part / 100)


def test_no_key_is_readable_in_what_is_sealed() -> None:
    asked = Question({"jawaban": 18750, "salah": 750_000}, keliru={"salah": "Pesan rahasia sekali"})
    public = str(asked.check.to_json()) + str(asked.sealed.to_json())
    assert not any(secret in public for secret in ("18750", "750000", "rahasia", "salah"))
