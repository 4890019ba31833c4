"""The sentence for an error of which the sandbox tells only name and text."""

from __future__ import annotations

import pandas as pd
import pytest

from grader.checks.build import build
from grader.checks.observe import describe
from grader.checks.spec import Outcome, make_spec
from grader.classroom.entries import ReleasedCell
from grader.curriculum.release import CompiledQuestion
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.reasons import ENDED, explained, sentence
from grader.grading.sanitise import Sanitised, SanitisedCell
from grader.grading.score import grade
from grader.grading.summary import Summary, sentences
from grader.reports.autograded import parse_questions
from grader.sandbox.job import JobResult, StepError, StepResult, StepStatus


def test_a_syntax_error_names_its_own_line() -> None:
    assert (
        "Baris 2, `untung =`,"
        in explained("SyntaxError", "invalid syntax", "omzet = 5\nuntung =").what_happened
    )


@pytest.mark.parametrize("columns", ["jumlah", ["jumlah"], ["pak", "jumlah"]])
def test_a_missing_column_is_named_without_pandas_own_words(columns: str | list[str]) -> None:
    with pytest.raises(KeyError) as caught:
        pd.DataFrame({"pak": [1]})[columns]
    said = explained("KeyError", str(caught.value), "").what_happened
    assert said == 'Kode ini mencari `"jumlah"`, tetapi tidak menemukannya.'


def test_a_missing_column_of_groups_is_named() -> None:
    with pytest.raises(KeyError) as caught:
        pd.DataFrame({"pak": [1], "kota": "x"}).groupby("kota")[["jumlah"]]
    assert '`"jumlah"`' in explained("KeyError", str(caught.value), "").what_happened


def test_a_missing_attribute_tells_whose() -> None:
    said = explained("AttributeError", "'Series' object has no attribute 'lower'").what_happened
    assert said == "Sebuah kolom tidak mempunyai `.lower`."
    assert (
        "kosong (None)" in explained("AttributeError", "'NoneType' object has no attribute 'x'").what_happened
    )


TEST = ReleasedCell("tes", "code", "assert f() == 3", None, True, True, False, False, 2.0)


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_a_test_that_was_stopped_tells_why_in_indonesian(ended: str) -> None:
    status: StepStatus = ended if ended in ("timeout", "output") else "error"  # type: ignore[assignment]
    step = StepResult("0", status, error=StepError("ProcessEnded", "ended by SIGSEGV", ()))
    graded = grade(
        CompiledExercise("ps", "ps", (TEST,)),
        Sanitised((SanitisedCell("code", TEST.source, TEST),)),
        JobResult(ended, "ended by SIGSEGV", (step,)),  # type: ignore[arg-type]
    )
    assert graded.scores[0].reason == sentence(ended)  # it was that of exit() for all but two
    assert "SIGSEGV" not in str(graded.notebook)
    [question] = parse_questions(graded.notebook, "ps", set())
    verdict = question.checks[0].verdict
    assert verdict is not None
    assert (verdict.outcome, verdict.message) == (Outcome.CRASHED, sentence(ended))


def test_a_test_that_was_interrupted_is_told_from_one_that_failed() -> None:
    step = StepResult("0", "timeout", error=StepError("KeyboardInterrupt", "", ()))
    cells = Sanitised((SanitisedCell("code", TEST.source, TEST),))
    graded = grade(CompiledExercise("ps", "ps", (TEST,)), cells, JobResult("ok", "", (step,)))
    assert "KeyboardInterrupt" not in str(graded.notebook)
    assert sentence("timeout") in str(graded.notebook)


@pytest.mark.parametrize(
    ("status", "ename", "says"),
    [
        ("timeout", "KeyboardInterrupt", "terlalu lama"),
        ("output", "OutputLimit", "mencetak terlalu banyak"),
        ("error", "SystemExit", "Kode"),
    ],
)
def test_a_function_that_never_answers_is_not_called_missing(
    status: StepStatus, ename: str, says: str
) -> None:
    spec = make_spec("f", contoh=[(1,)], graded=True)
    question = CompiledQuestion("soal", *build(spec, describe(abs, {"calls": ["(1,)"]}), {}))
    ref = ReleasedCell("soal", "code", 'periksa("f")', None, True, True, False, False, 1.0)
    error = StepError(ename, "", ())
    steps = (StepResult("0", status, error=error), StepResult("0:akhir", status, error=error))
    graded = grade(
        CompiledExercise("ps", "ps", (ref,), {"soal": question}),
        Sanitised((SanitisedCell("code", ref.source, ref),)),
        JobResult("ok", "", steps),
    )
    verdict = graded.verdicts["soal"]
    assert verdict.outcome is Outcome.CRASHED  # it was "belum dikerjakan"
    assert says in verdict.message


def test_the_next_step_after_grading() -> None:
    assert "sinau collect" in sentences(Summary())[-1]
    assert "sinau feedback" in sentences(Summary(unchanged=3))[-1]
    assert sentences(Summary(graded=1, problems=["ps/a.ipynb rusak."]))[-1].endswith("ps/a.ipynb rusak.")
