"""Slips of writing that run, and answers that stand although their cell failed: told alike everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judging import question

from grader.audit.mutants import mutants
from grader.audit.novices import has_cause, novices
from grader.checks.evaluate import evaluate
from grader.checks.ingredients import Ingredients
from grader.checks.observation import number_seen, text_seen
from grader.checks.observe import describe
from grader.checks.spec import Cell, Outcome, Written
from grader.grading.reasons import line_of
from grader.notebooks.names import asked_names, assigned_names, names_before
from grader.notebooks.typed import typed_names, typed_slip
from grader.notebooks.written import written_in
from grader.sandbox.job import StepResult


@pytest.mark.parametrize(
    ("source", "ident", "written", "meant"),
    [
        ("x = harga - 1.250", "dotted-inside", "1.250", "1_250"),
        ("x = 150.000 / 30", "dotted-inside", "150.000", "150_000"),
        ("x = omzet * 20% - biaya", "percent-modulo", "20%", "20 / 100"),
        ("x = 10% -biaya", "percent-modulo", "10%", "10 / 100"),
        ("x = harga - bagian% - biaya", "percent-modulo", "bagian%", "bagian"),
        ('t["izin"] = "ya"\nx = len(t)', "stored-for-asked", 't["izin"] = "ya"', 't["izin"] == "ya"'),
        ('izin = "ya"\nx = len(t)', "stored-for-asked", 'izin = "ya"', 'izin == "ya"'),
        ("x = 0,2 + f(y)", "comma-in-number", "0,2", "0.2"),
        ("x = omzet * 0,2 - biaya", "comma-in-number", "0,2", "0.2"),
        ("x = 350,000", "comma-in-number", "350,000", "350_000"),
        ("x = 0,125", "comma-in-number", "0,125", "0.125"),
        ("x = (20 + 27) ** 0,5", "comma-in-number", "0,5", "0.5"),
        ("x = 80_050 / 9,11", "comma-in-number", "9,11", "9.11"),
        ("x = [a - 0,13, a + 0,13]", "comma-in-number", "0,13", "0.13"),
        ("x = omzet // pak", "whole-division", "//", "/"),
        ("x = 7.50", "dot-misplaced", "7.50", "750"),
        ("x = 12.0", "dot-misplaced", "12.0", "120"),
        (
            'x = t.value_counts("dusun", "umur")',
            "columns-one-by-one",
            'value_counts("dusun", "umur")',
            'value_counts(["dusun", "umur"])',
        ),
        (
            'x = t["dusun"].value_counts("Krajan")',
            "value-for-counts",
            'value_counts("Krajan")',
            'value_counts()["Krajan"]',
        ),
        ("x = (a + b)^0.5", "caret-for-power", ")^0.5", ") ** 0.5"),
        ("x = omzet ^ 2 + 1", "caret-for-power", "omzet ^ 2", "omzet ** 2"),
    ],
)
def test_a_slip_of_writing_is_seen(source: str, ident: str, written: str, meant: str) -> None:
    found = typed_names(source)["x"]
    assert (found.ident, found.written, found.meant) == (ident, written, meant)


@pytest.mark.parametrize(
    "source",
    [
        "x = 0.125 * 1.5",
        "x = 7.5",
        "x = 0.50",
        "x = 7.50 * 2",
        'x = t.value_counts(["dusun", "umur"])',
        'x = t.value_counts("dusun")',
        'x = t["dusun"].value_counts(normalize=True)',
        "x = 0.005 * y",
        "x = 12.5004",
        "x = 'Rp1.250'  # 1.250",
        "x = hari % 7",
        "x = hari%7",
        "x = hari %bagian - 1",
        't["izin"] = izin\nx = len(t)',
        'x = "ya"',
        "x = [1, 2]",
        "x = [1,2]",
        "x = rumah.sample(60,7)",
        "x = f(1,2)",
        "x = 5 / 2",
        "x = 3.250.000",
        "x = t['a'].iloc[len(t) // 2]",
        "x = t[(t['a'] > 5) ^ (t['b'] > 3)]",
    ],
)
def test_what_is_no_slip_of_writing(source: str) -> None:
    assert typed_slip(source) is None


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ('t["izin"] = "ya"\njawaban = len(t)', True),
        ('izin = "ya"\njawaban = len(t)', True),
        ('t["izin"] = "tidak"\njawaban = len(t)', False),  # nobody asks for that
        ('kota = "ya"\njawaban = len(t)', False),  # a name of the learner's own
    ],
)
def test_what_is_stored_is_told_where_the_solution_asks_for_it(source: str, is_told: bool) -> None:
    asked = question(14.0, keliru={"30": "Ini kalimat penulis."})
    used = written_in('t["izin"] = izin\nx = len(t[t["izin"] == "ya"])')
    assert used is not None
    sure = replace(asked.open, ingredients=Ingredients(used, known=frozenset(["t", "izin"])))
    typed = typed_slip(source)
    cell = Cell(typed=typed.told if typed else None, written=written_in(source))
    said = evaluate(asked.check, sure, number_seen(30), cell).message
    assert ("menyimpan, bukan bertanya" in said) is is_told


def test_a_slip_of_writing_speaks_only_of_wrong_answers_without_a_sentence_of_the_author() -> None:
    asked = question(5000.0, keliru={"5": "Ini kalimat penulis."})
    cell = Cell(typed=typed_names("jawaban = 1.250 * 4")["jawaban"].told)
    told = evaluate(asked.check, asked.open, number_seen(7.5), cell)
    assert told.message == "Titik membuat Python membaca `1.250` sebagai 1,25."
    assert told.next_step == "Tulis `1_250`."
    assert evaluate(asked.check, asked.open, number_seen(5), cell).message == "Ini kalimat penulis."
    # Where the solution calculates with 1_250, the dot is the cause, whatever else comes out as 5.
    due = Ingredients(Written(frozenset(), frozenset([1250.0, 4.0]), frozenset(), frozenset("*")))
    sure = replace(asked.open, ingredients=due)
    assert evaluate(asked.check, sure, number_seen(5), cell).message == told.message
    other = replace(due, used=replace(due.used, numbers=frozenset([4.375])))
    said = evaluate(asked.check, replace(asked.open, ingredients=other), number_seen(5), cell).message
    assert said == "Ini kalimat penulis."
    assert evaluate(asked.check, asked.open, number_seen(5000), cell).score == 2


def test_that_a_division_drops_its_rest_is_told_where_nothing_else_is_known() -> None:
    asked = question(12.5)
    cell = Cell(typed=typed_names("jawaban = 25 // 2")["jawaban"].told)
    assert "10 kali" in evaluate(asked.check, asked.open, number_seen(125), cell).message
    assert "`//`" in evaluate(asked.check, asked.open, number_seen(77), cell).message


@pytest.mark.parametrize(
    ("source", "line", "names"),
    [
        ("x = 5\nprint(rupiah(x))", 2, {"x"}),
        ("x = 5\nx = y", 2, set()),
        ("x = 5\nx['a'] = y", 2, set()),
        ("x = (\n  y\n)\nz = 1", 2, set()),
        ("x = 5\nprint(y)", None, set()),
        ("x = 5\ny y", 2, set()),
    ],
)
def test_which_names_stand_before_the_line_that_failed(
    source: str, line: int | None, names: set[str]
) -> None:
    assert names_before(source, line) == names


def test_a_value_that_stands_is_judged_and_its_cell_told_beside() -> None:
    asked = question(5)
    cell = Cell("Baris 2 gagal.", stands=True)
    right = evaluate(asked.check, asked.open, number_seen(5), cell)
    assert (right.outcome, right.score) == (Outcome.RIGHT, 2)
    assert right.message == "Jawabanmu sesuai. Sesudah itu selnya berhenti: Baris 2 gagal."
    wrong = evaluate(asked.check, asked.open, number_seen(50), cell)
    assert wrong.message.endswith("Sesudah itu selnya berhenti: Baris 2 gagal.")
    for seen, stale in (({"type": "missing"}, cell), (number_seen(5), Cell("Baris 1 gagal."))):
        assert evaluate(asked.check, asked.open, seen, stale).outcome is Outcome.CRASHED


def test_the_names_of_a_cell_that_cannot_be_read() -> None:
    assert assigned_names("a = t[t['k'] = 1]; b = 2") == {"a", "b"}
    assert assigned_names("omzet - biaya = untung") == {"untung"}
    assert assigned_names("if omzet - 1 == x y") == set()


def test_the_line_of_an_error_is_read_from_its_traceback() -> None:
    def failed(*traceback: str) -> StepResult:
        shown = {"output_type": "error", "ename": "E", "evalue": "", "traceback": list(traceback)}
        return StepResult("0", "error", (shown,))

    assert line_of(failed("KeyError: 'b' (baris 3)")) == 3
    assert line_of(failed("E", "Cell In[3], line 4\n----> 4 z=f()\n", "Cell In[3], line 2, in f()\n")) == 4
    assert line_of(failed("KeyError: 'b'")) is None


def test_novices_are_the_same_every_time_and_all_differ() -> None:
    source = 'x = t[t["n"] >= 5]["m"].sum() / 1_250'
    made = [m.source for m in novices(source, ["n", "m"], 40, "soal")]
    assert made == [m.source for m in novices(source, ["n", "m"], 40, "soal")]
    assert len(set(made)) == len(made) == 40
    assert source not in made
    assert set(made) - {m.source for m in mutants(source, ["n", "m"])}  # slips of writing, and two at once


def test_a_bare_sentence_is_no_cause() -> None:
    asked = question(5, satuan="Rp")
    assert not has_cause(asked.judge(123))
    assert has_cause(asked.judge(50))


def test_a_line_that_ends_in_a_question_mark_gives_no_answer() -> None:
    assert asked_names("tanya = RT mana yang dijemput lebih dulu?") == {"tanya"}
    assert asked_names('tanya = "RT mana?"\nx = y == z\nmuat?') == frozenset()
    asked = question("RT 04")
    cell = Cell(asked=True)
    assert "bantuan" in evaluate(asked.check, asked.open, {"type": "missing"}, cell).message
    assert evaluate(asked.check, asked.open, text_seen("RT 04"), cell).score == 2


@pytest.mark.parametrize(
    ("source", "ident"),
    [
        ("x = bahan * 120, sewa, upah", "comma-between"),
        ("x = a ^ 2", "caret-for-power"),
        ('x = len(t["a"] > 5)', "length-of-condition"),
        ('x = (t["a"] == "b").count() / 12', "length-of-condition"),
        ('x = ["K" "M", "H"]', "comma-lost"),
    ],
)
def test_what_runs_and_means_something_else(source: str, ident: str) -> None:
    assert typed_names(source)["x"].ident == ident


@pytest.mark.parametrize(
    "source",
    [
        "x, y = a * 2, b",
        "x = 12, 500, 1",
        'x = len(t[t["a"] > 5])',
        'x = t["a"].count()',
        'x = ["K", "M"]',
        'x = "a" "b"',
        'x = """Kami, warga RT 01,\nsepakat."""',
    ],
)
def test_what_means_what_it_says(source: str) -> None:
    assert typed_slip(source) is None


def test_a_comma_between_is_told_of_a_list_where_a_number_is_due() -> None:
    asked = question(5000.0)
    cell = Cell(typed=typed_names("jawaban = a * 2, b")["jawaban"].told)
    seen = describe((10, 3), {})
    assert evaluate(asked.check, asked.open, seen, cell).message.startswith("Koma di `a * 2, b`")
    parts_of_it = describe((4000, 1000), {})
    assert evaluate(asked.check, asked.open, parts_of_it, cell).message.startswith("Koma di `a * 2, b`")
    assert "Koma di" not in evaluate(asked.check, asked.open, number_seen(77), cell).message


def test_a_caret_is_shown_with_the_whole_name() -> None:
    found = typed_names("x = harga ^ mangkuk")["x"]
    assert (found.written, found.meant) == ("harga ^ mangkuk", "harga ** mangkuk")


def test_dots_that_cancel_out_are_told_beside_a_right_result() -> None:
    asked = question(5.0)
    made_of = Ingredients(Written(frozenset(), frozenset([40_000.0, 32_000.0]), frozenset(), frozenset("-/")))
    lock = replace(asked.open, ingredients=made_of)
    dots = Cell(typed=typed_names("jawaban = 40.000 / (40.000 - 32.000)")["jawaban"].told)
    verdict = evaluate(asked.check, lock, number_seen(5), dots)
    assert verdict.outcome is Outcome.RIGHT
    assert "`40.000` dibaca Python sebagai 40" in verdict.message
    plain = Cell(typed=typed_names("jawaban = 5.000")["jawaban"].told)
    assert "Awas" not in evaluate(asked.check, lock, number_seen(5), plain).message
    assert "Awas" not in evaluate(asked.check, lock, number_seen(5), Cell()).message
