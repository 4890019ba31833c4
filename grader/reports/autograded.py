"""An autograded notebook, read into the questions a page shows.

Cells that belong together make one question: its text, the trainee's answer with its outputs, and the check
cells behind it. The source of a check or of any other locked code cell is never kept, because in an ordinary
nbgrader course it holds the tests. Notebooks are read with the standard library: nbformat's validation would
cost more than everything else together, and whatever is malformed has to be survived anyway.
"""

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.checks.messages import NEXT_HINT
from grader.checks.spec import VERDICT_MIME, FacetVerdict, Outcome, Verdict
from grader.grading.reasons import STOPPED
from grader.notebooks.cells import is_code, marks, tags
from grader.reports.untrusted import excerpt, one_line, png_data_uri

MAX_FILE_BYTES = 50_000_000
MAX_IMAGES = 4
MAX_NOTES = 10
#: Errors that the sandbox raises in a cell, which no Python book explains.
_OUR_ERRORS = {"OutputLimit": STOPPED, "InputNotAvailable": STOPPED}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Output:
    """One thing a cell printed or drew: `text` and how many characters were left out, or a PNG as `data:`."""

    text: str = ""
    omitted: int = 0
    image: str | None = None
    error: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the trainee wrote in one cell."""

    source: str
    omitted: int
    outputs: list[Output]
    is_code: bool
    grade_id: str | None
    """None for a cell the trainee added or changed of their own accord."""


@dataclass(frozen=True, slots=True)
class CheckCell:
    """A cell that judges. `grade_id` is None for a pre-check that gives no points."""

    grade_id: str | None
    points: float
    verdict: Verdict | None
    """Cleaned, or made of the error that a test ended with.

    None: the cell ended without an error and said nothing more, or a person marks it.
    """
    is_manual: bool
    """A trainer marks it; no code can."""


@dataclass(slots=True)
class AnsweredQuestion:
    """A question of an exercise, as one trainee answered it."""

    notebook: str
    text: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    extras: list[Answer] = field(default_factory=list)
    checks: list[CheckCell] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What it is called in every copy of the exercise: the first grade id of its checks."""
        return next((check.grade_id for check in self.checks if check.grade_id), "")

    @property
    def grade_ids(self) -> set[tuple[str, str]]:
        """(notebook, grade id) of each cell: the gradebook's keys for scores and comments."""
        ids = [answer.grade_id for answer in self.answers] + [check.grade_id for check in self.checks]
        return {(self.notebook, grade_id) for grade_id in ids if grade_id}


@dataclass(frozen=True, slots=True)
class GradedNotebook:
    questions: list[AnsweredQuestion]
    failure: str | None
    """Why the whole hand-in could not be graded as usual: one sentence, or None."""
    notes: list[str]
    """What grading mended in it, such as a deleted cell: sentences."""


def read_json(path: Path) -> Json:
    """A notebook's JSON. Raises ValueError (with an Indonesian reason) when it cannot be read as one."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ValueError("Berkas hasil penilaian terlalu besar untuk ditampilkan.")
        loaded = json.loads(path.read_bytes())
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError("Berkas hasil penilaian tidak terbaca sebagai notebook.") from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("cells"), list):
        raise ValueError("Berkas hasil penilaian tidak terbaca sebagai notebook.")
    return loaded


def read_graded(paths: list[Path], given: Set[str]) -> GradedNotebook:
    """The questions of all notebooks of one hand-in, in order.

    `given` holds the sources of the exercise's own cells; a cell that equals one is not shown again.
    """
    questions: list[AnsweredQuestion] = []
    failures: list[str] = []
    notes: list[str] = []
    for path in paths:
        try:
            notebook = read_json(path)
        except ValueError as error:
            failures.append(str(error))
            continue
        questions += parse_questions(notebook, path.stem, given)
        run = _dict(_dict(notebook.get("metadata")).get("sinau_penilaian"))
        said = [one_line(note, 400) for note in _list(run.get("notes")) if isinstance(note, str)]
        if said and run.get("ended") != "ok":
            failures.append(said.pop(0))  # grading puts the reason first
        notes += said[:MAX_NOTES]
    return GradedNotebook(questions, " ".join(failures) or None, notes)


def parse_questions(notebook: Json, name: str, given: Set[str]) -> list[AnsweredQuestion]:
    """The questions of one notebook. Cells after the last check (such as `kumpulkan()`) belong to none."""
    questions: list[AnsweredQuestion] = []
    current = AnsweredQuestion(name)
    for cell in _cells(notebook):
        _collect(current, cell, given)
        check = _check(cell)
        if check is None:
            continue
        if questions and not (current.text or current.answers or current.extras or check.is_manual):
            questions[-1].checks.append(check)  # a further check of the same answer
        else:
            current.checks.append(check)
            questions.append(current)
        current = AnsweredQuestion(name)
    return questions


def _collect(question: AnsweredQuestion, cell: Json, given: Set[str]) -> None:
    """Add what a cell tells, or what the trainee wrote in it; never the source of a check or a task."""
    noted, source = marks(cell), text_of(cell.get("source"))
    if noted.get("task") is True:
        return  # it may hold the mark scheme
    if noted.get("solution") is True:
        question.answers.append(_answer(source, is_code(cell), cell, _grade_id(cell)))
    elif noted.get("grade") is True:
        return
    elif not is_code(cell):
        if cell.get("cell_type") == "markdown" and "pelatih" not in tags(cell):
            question.text.append(source)
    elif noted.get("locked") is not True and source.strip() and source not in given:
        question.extras.append(_answer(source, True, cell, None))


def _check(cell: Json) -> CheckCell | None:
    """The cell as one that judges or is judged; None where it is neither."""
    noted, code = marks(cell), is_code(cell)
    points, solution = _number(noted.get("points")), noted.get("solution") is True
    if noted.get("task") is True or (solution and noted.get("grade") is True):
        return CheckCell(_grade_id(cell), points, None, is_manual=True)
    if solution:
        return None
    if noted.get("grade") is True:
        return CheckCell(_grade_id(cell), points, _verdict(cell) if code else None, is_manual=not code)
    if code and noted.get("locked") is True and text_of(cell.get("source")).lstrip().startswith("periksa("):
        verdict = _verdict(cell)
        return CheckCell(None, 0.0, verdict, is_manual=False) if verdict else None
    return None


def _grade_id(cell: Json) -> str | None:
    return text_of(marks(cell).get("grade_id")) or None


def _answer(source: str, is_code: bool, cell: Json, grade_id: str | None) -> Answer:
    text, omitted = excerpt(source.strip("\n"), characters=10_000, lines=200)
    return Answer(text, omitted, list(_outputs(cell)) if is_code else [], is_code, grade_id)


def _outputs(cell: Json) -> Iterator[Output]:
    """Text and PNG of a cell; neighbouring texts are one, so that a thousand prints are one box."""
    printed: list[str] = []
    images = 0

    def flush() -> Iterator[Output]:
        text = "".join(printed)
        printed.clear()
        if text.strip():
            yield Output(*excerpt(text.rstrip()))

    for output in _outputs_of(cell):
        kind, data = output.get("output_type"), _dict(output.get("data"))
        if kind == "stream":
            printed.append(text_of(output.get("text")))
        elif kind == "error":
            yield from flush()
            yield Output(_error_text(output), error=True)
        elif "image/png" in data:
            yield from flush()
            image = png_data_uri(text_of(data["image/png"])) if images < MAX_IMAGES else None
            images += 1
            yield Output(image=image) if image else Output("(Gambar ini tidak ditampilkan.)")
        elif VERDICT_MIME not in data and (plain := text_of(data.get("text/plain"))):
            printed.append(plain + "\n")
    yield from flush()


def _verdict(cell: Json) -> Verdict | None:
    """The verdict in a check cell's outputs, or the message of the error a test cell stopped with.

    Anything else it printed stays hidden: a learner's function can print the hidden arguments it gets.
    """
    for output in _outputs_of(cell):
        try:
            return _cleaned(Verdict.from_json(_dict(output.get("data"))[VERDICT_MIME]))
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
    for output in _outputs_of(cell):
        if output.get("output_type") == "error":
            name, message = text_of(output.get("ename")), excerpt(text_of(output.get("evalue")), 600)[0]
            if name in ("AssertionError", STOPPED):
                outcome = Outcome.CRASHED if name == STOPPED else Outcome.NOT_YET
                return Verdict("", outcome, 0.0, 0.0, message=message)
            said = f"Kode berhenti karena galat: {_error_text(output)}"
            return Verdict("", Outcome.CRASHED, 0.0, 0.0, message=said)
    return None


def _cleaned(verdict: Verdict) -> Verdict:
    """The same for a page: a learner's words are in it. NEXT_HINT points to hints only the notebook has."""
    return replace(
        verdict,
        saw=excerpt(verdict.saw, 600)[0],
        message=excerpt(verdict.message, 600)[0],
        next_step="" if verdict.next_step == NEXT_HINT else excerpt(verdict.next_step, 600)[0],
        misconception=one_line(verdict.misconception or "") or None,
        diagnosis=one_line(verdict.diagnosis or "") or None,
        facets=tuple(
            FacetVerdict(one_line(facet.name), facet.ok, one_line(facet.message, 300))
            for facet in verdict.facets
        ),
    )


def _error_text(output: Json) -> str:
    """Name and message. The traceback is left out: it can quote the source of a hidden test."""
    name, message = one_line(text_of(output.get("ename"))), excerpt(text_of(output.get("evalue")), 600)[0]
    name = _OUR_ERRORS.get(name, name)
    return f"{name}: {message}" if message else name


def _cells(notebook: Json) -> Iterator[Json]:
    return (cell for cell in _list(notebook.get("cells")) if isinstance(cell, dict))


def _outputs_of(cell: Json) -> Iterator[Json]:
    return (output for output in _list(cell.get("outputs")) if isinstance(output, dict))


def given_sources(notebook: Json) -> set[str]:
    """The sources of all cells of an exercise as the author wrote it."""
    return {text_of(cell.get("source")) for cell in _cells(notebook)}


def notebook_title(notebook: Json) -> str:
    """The exercise's title from its `sinau` metadata; "" when it has none."""
    return one_line(text_of(_dict(_dict(notebook.get("metadata")).get("sinau")).get("title")))


def text_of(value: object) -> str:
    """A notebook's text, which may be stored as one string or as a list of lines."""
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _number(value: object) -> float:
    """Points; 0 for what is no number, or none that a score can be."""
    return float(value) if isinstance(value, int | float) and 0 <= value < 1e9 else 0.0


def _dict(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
