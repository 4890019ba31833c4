"""Hand-ins aimed at the grader itself: whatever one of them is, the others are graded, and in time."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from grader.checks.build import build
from grader.checks.evaluate import evaluate
from grader.checks.kinds.scalar import canon_text, normal_text
from grader.checks.observe import describe
from grader.checks.spec import make_spec
from grader.classroom import timestamp
from grader.classroom.entries import ReleasedCell
from grader.grading import worker
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.deadline import TooSlow, within
from grader.grading.graded_notebook import LONG_CODE
from grader.grading.score import grade as judge
from grader.grading.untrusted import plain_markdown, plain_outputs
from grader.notebooks.names import assigned_names
from grader.notebooks.typed import typed_slip
from grader.reports.report_page import write_report
from grader.sandbox.job import JobResult
from tests.nbgrader_course import answered, cell, grade, gradebook_rows, read, write
from tests.test_grading_attacks import SOURCE

pytestmark = pytest.mark.long

GOOD = answered(SOURCE, {"jawab": "x = 3", "jawab-2": "z = 4", "tulis": "Jawab."})
# Sources on which Python's own parser, or ours, gives up or takes for ever.
SOURCES = {
    "terlalu-dalam": "x = " + "+".join(["1"] * 200_000),
    "terlalu-bersarang": "x = " + "-" * 200_000 + "1",
    "rantai": "x = 3" + ".real" * 100_000,
    "baris-kosong": "\n" * 500_000 + "(",
    "pernyataan": "a\n" * 450_000,
    "nama-galat": "raise type('A' * 10**6, (Exception,), {})('b' * 10**7)",
    "bukan-galat": "raise UnicodeDecodeError('utf-8', b'', 0, 1, 'x' * 10**6)",
    "kunci": 'raise KeyError("[\'" * 10**5)',
}
SECONDS = 150.0  # without end is more than this, on any machine


def test_no_source_stops_the_class(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    for name in ("000-baik", "zzz-baik"):
        write(tmp_path / f"submitted/{name}/ps/ps.ipynb", GOOD)
    for name, source in SOURCES.items():
        write(tmp_path / f"submitted/{name}/ps/ps.ipynb", answered(GOOD, {"jawab": source}))
    started = time.monotonic()
    summary = grade(tmp_path)
    assert time.monotonic() - started < SECONDS
    assert (summary.graded, summary.problems, summary.lost) == (len(SOURCES) + 2, [], [])
    rows = gradebook_rows(tmp_path)
    scores = {at.split("/")[0]: row["auto"] for at, row in rows.items() if at.endswith("/tes")}
    assert scores == {"000-baik": 2, "zzz-baik": 2} | dict.fromkeys(SOURCES, 0)


def test_a_file_too_deep_to_be_copied_stops_nobody(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    for name in ("000-baik", "zzz-baik"):
        write(tmp_path / f"submitted/{name}/ps/ps.ipynb", GOOD)
    deep = tmp_path / "submitted/000-baik/ps"
    while (room := 4094 - len(str(deep / "a"))) > 1:
        deep /= "d" * min(200, room - 1)
    deep.mkdir(parents=True)
    (deep / "a").touch()
    try:
        assert grade(tmp_path).graded == 2  # "File name too long" ended it
    finally:
        shutil.rmtree(tmp_path / "submitted/000-baik")  # pytest's own tidying cannot


@pytest.mark.parametrize("name", [b"\xff\xfesiti", b"n" * 129])
def test_a_folder_whose_name_no_gradebook_holds_stops_nobody(tmp_path: Path, name: bytes) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    for student in ("000-baik", os.fsdecode(name)):
        write(tmp_path / "submitted" / student / "ps/ps.ipynb", GOOD)
    summary = grade(tmp_path)  # UnicodeEncodeError
    assert summary.graded == 1
    [problem] = summary.problems
    assert problem.isprintable()
    assert "ganti dengan kode peserta" in problem
    write_report(tmp_path)


def test_a_time_without_end_is_no_time(tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_text("2026-01-05 09:00:00.5 WIB")
    assert timestamp.read(tmp_path) is not None
    (tmp_path / "timestamp.txt").write_text("1" * 10_000_000)
    started = time.monotonic()
    assert timestamp.read(tmp_path) is None
    assert time.monotonic() - started < 60  # it was an hour


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RecursionError(), "Penilai tidak bisa membaca notebook ini (RecursionError)."),
        (MemoryError(), "Penilai tidak bisa membaca notebook ini (MemoryError)."),
        (KeyError("x"), "Penilai tidak bisa membaca notebook ini (KeyError)."),
        (TooSlow(), "Membaca notebook ini makan waktu lebih dari 30 detik, jadi penilai berhenti."),
    ],
)
def test_what_breaks_the_judging_costs_its_learner_alone(
    monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def breaks(known: CompiledExercise, clean: object, run: JobResult, *roots: object) -> object:
        if run.ended == "ok":
            raise error
        return judge(known, clean, run, *roots)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "grade", breaks)
    monkeypatch.setattr(worker, "_run", lambda *given: JobResult("ok", "", ()))
    test = ReleasedCell("tes", "code", "assert x == 3", None, True, True, False, False, 2.0)
    data = worker.grade_submission(
        CompiledExercise("ps", "ps", (test,)).to_bytes(), json.dumps(GOOD).encode(), True
    )
    result = worker.Result.from_bytes(data)
    assert result.ended == "protocol"
    assert [(s.auto, s.reason) for s in result.scores] == [(0.0, sentence)]


def test_our_own_work_has_a_time_limit() -> None:
    def work() -> None:
        with within(0.05):
            while True:
                pass

    with pytest.raises(TooSlow):
        work()
    with within(0.05):
        pass
    time.sleep(0.1)  # no alarm is left behind
    done = []
    thread = threading.Thread(target=lambda: [done.append(1) for _ in [0] if within(1).__enter__() is None])
    thread.start()
    thread.join()
    assert done  # where no alarm can ring, the work is done all the same


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_ring_that_somebody_swallows_is_followed_by_another() -> None:
    class Greedy:
        def __del__(self) -> None:
            until = time.monotonic() + 0.2
            while time.monotonic() < until:
                pass

    with pytest.raises(TooSlow), within(0.05):  # noqa: PT012
        Greedy()
        while True:
            pass


def test_names_of_sources_without_a_syntax_tree() -> None:
    assert assigned_names("nilai = 1\nx = " + "-" * 200_000 + "1") == {"nilai", "x"}
    assert assigned_names("nilai = 1\n" + "a\n" * 100_000) == {"nilai"}
    assert typed_slip('x = """' + "[" * 90_000 + '1,2"""') is None


def test_wide_tables_are_judged_in_time() -> None:
    check, lock = build(
        make_spec("t", graded=True), describe(pd.DataFrame({"a": [1, 2], "b": [3, 4]}), {}), {}
    )
    wide = describe(pd.DataFrame({f"k{n}": range(1000) for n in range(200)}), {})
    started = time.monotonic()
    assert evaluate(check, lock, wide).score == 0
    assert time.monotonic() - started < 60  # it was an hour


def test_accents_without_end_are_compared_in_time() -> None:
    started = time.monotonic()
    assert normal_text("a" + "\u0301\u0323" * 200_000 + " B").endswith(" b")
    assert canon_text("\ufdfa" * 100_000) == "t:" + "\ufdfa" * 100_000
    assert time.monotonic() - started < 60  # it was minutes
    long = "Ke\u0301n " * 200
    assert normal_text(long) == " ".join(["k\u00e9n"] * 200)


def test_an_observation_larger_than_any_of_ours_counts_as_unreadable() -> None:
    from grader.grading.score import _seen
    from grader.sandbox.job import StepResult

    big = {"type": "list", "values": [1] * 1_000_001, "length": 1}
    assert _seen(StepResult("a", "ok", value=big)) == {"type": "broken"}
    table = describe(pd.DataFrame({"a": range(250_000), "b": range(250_000)}), {})
    assert _seen(StepResult("a", "ok", value=table)) == table


def test_megabytes_of_markup_are_looked_at_in_little_memory() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    html = "<td>" * 2_000_000 + "<x"
    [shown] = plain_outputs([{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}])
    assert shown["data"] == {}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # it was 900 MB


MARKUP = "<img src='http://contoh.id/x.png'><div class='modal' style='position:fixed'>Masuk lagi</div>"


def test_a_raw_cell_is_text_like_any_other(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    bad = answered(GOOD, {})
    bad["cells"].append({"cell_type": "raw", "id": "mentah", "metadata": {}, "source": MARKUP})
    html = {"raw_mimetype": "text/html", "format": "text/html"}
    bad["cells"].append({"cell_type": "raw", "id": "mentah-2", "metadata": html, "source": MARKUP})
    cell(bad, "tulis")["source"] = "![hilang](attachment:tidak-ada.png)"
    write(tmp_path / "submitted/ani/ps/ps.ipynb", bad)
    grade(tmp_path)
    from nbconvert import HTMLExporter
    from nbformat import from_dict

    graded = read(tmp_path / "autograded/ani/ps/ps.ipynb")
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(from_dict(graded))  # raised
    body = page[page.index("<body") :]
    assert "Masuk lagi" in body
    assert "<img src" not in body
    assert "<div class='modal'" not in body
    assert 'class="modal"' not in body


@pytest.mark.parametrize(
    ("source", "gone"),
    [
        (r"$\href{javascript:alert(1)}{x}$", r"\href"),
        (r"$\style{background:url(http://contoh.id)}{x}$", r"\style"),
        (r"$\bbox[position:fixed;top:0]{x}$", r"\bbox"),
        ("$\\\n  cssId{a}{x}$", "\n"),
        (r"&#36;\hr&#101;f{http://contoh.id}{x}&#36;", r"&#101;f"),
        (r"&#92;href{http://contoh.id}{x}", "&#92;h"),
        (r"\$\\href{http://contoh.id}{x}\$", r"\href"),
        (r"$\def\x{\href}$", r"\href"),
        ("![x](http://contoh.id/a.png)", "!["),
        ("![x][y]\n\n[y]: http://contoh.id/a.png", "!["),
        ("![![a](attachment:foto.png)](http://contoh.id/b.png)", "![!"),
        (r"![a\](attachment:foto.png)](http://contoh.id/d.png)", "!["),
        ("![`](attachment:foto.png)`](http://contoh.id/d.png)", "!["),
        ("![a](attachment:lain.png)", "!["),
    ],
)
def test_markdown_loads_nothing_and_runs_nothing(source: str, gone: str) -> None:
    assert gone not in plain_markdown(source, {"foto.png"}).replace("&amp;", " ")


@pytest.mark.parametrize("opening", [r"\begin{a}", r"\\(", r"\\["])
def test_formulas_without_end_do_not_hold_up_formgrader(opening: str) -> None:
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    source = plain_markdown(opening * 40_000)
    started = time.process_time()
    markdown2html_mistune(source)
    assert time.process_time() - started < 15  # growing with the square: it was most of a minute


@pytest.mark.parametrize(
    "kept",
    [
        "![foto](attachment:foto.png)",
        r"$\frac{1}{2} + \sqrt{x}$",
        r"\begin{align}a\end{align} \\(b\\)",
        "Enak! [a](https://b)",
    ],
)
def test_pictures_and_formulas_of_ones_own_stay(kept: str) -> None:
    assert plain_markdown(kept, {"foto.png"}) == kept


def test_code_that_takes_minutes_to_colour_is_cut_in_the_graded_copy(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    endless = "x = 3\n" + "\n " * 100_000
    write(tmp_path / "submitted/p1/ps/ps.ipynb", answered(GOOD, {"jawab": endless}))
    grade(tmp_path)
    assert next(r["auto"] for at, r in gradebook_rows(tmp_path).items() if at.endswith("/tes")) == 2
    shown = cell(read(tmp_path / "autograded/p1/ps/ps.ipynb"), "jawab")["source"]
    assert shown.startswith("x = 3\n")
    assert len(shown) < 2 * LONG_CODE
    assert shown.endswith("# (dipotong)")
