"""The class report on disk: one page and one table for the trainer, from the same rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from grader.classroom.collect_problems import Problem, read_problems
from grader.classroom.folder import ClassFolder
from grader.classroom.release import weak_tests
from grader.common.errors import SinauError
from grader.common.excel import ENCODING, csv_text
from grader.curriculum.model import LESSON_IDS
from grader.reports.certificate.rule import Standing, read_rule, standings
from grader.reports.class_report import HANDED_IN_BY, ClassReport, build_report, grouped
from grader.reports.needs_help import HELP_BELOW
from grader.reports.pages import environment, write_atomically
from grader.reports.state import State


def write_report(course: Path) -> tuple[Path, Path]:
    """Write `laporan/laporan.html` and `laporan/nilai.csv` into the course folder; returns both paths."""
    report = build_report(course)
    waiting = read_problems(ClassFolder(course))
    page, table = course / "laporan" / "laporan.html", course / "laporan" / "nilai.csv"
    now = datetime.now(UTC).replace(tzinfo=None)
    tests = (page.parent / "tes.html").is_file()
    weak = not_isolated(course, [exercise.id for exercise in report.exercises])
    write_atomically(page, render_report(report, now, waiting, certificates(course, report), tests, weak))
    write_atomically(table, render_csv(report), ENCODING)
    return page, table


def not_isolated(course: Path, exercises: Sequence[str]) -> dict[str, list[str]]:
    """Exercise → its tests that share a process with the learner's code, each with the reason."""
    folder = ClassFolder(course)
    found = {name: weak_tests(course, folder.source(name)) for name in exercises}
    return {name: weak for name, weak in found.items() if weak}


@dataclass(frozen=True)
class Certificates:
    """Who meets the class's rule and who lacks what; or the ``problem`` with the rule, in a sentence."""

    rule: str = ""
    standings: tuple[Standing, ...] = ()
    problem: str = ""


def certificates(course: Path, report: ClassReport) -> Certificates | None:
    """The standing of a class for its certificates; None for one without an exercise of the curriculum."""
    if not any(exercise.id in LESSON_IDS for exercise in report.exercises):
        return None
    try:
        rule = read_rule(course)
    except SinauError as problem:
        return Certificates(problem=str(problem))
    return Certificates(rule.sentence(), tuple(standings(report, rule)))


def render_report(
    report: ClassReport,
    made: datetime,
    problems: Sequence[Problem] = (),
    certificate: Certificates | None = None,
    with_tests: bool = False,
    weak: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """The page as HTML; `made` is the time it shows, in UTC without zone, `problems` are those of collect;
    `with_tests` links to `tes.html`; `weak` are the tests of `not_isolated`.
    """
    return (
        environment()
        .get_template("class_report.html.j2")
        .render(
            report=report,
            made=made,
            problems=problems,
            certificate=certificate,
            with_tests=with_tests,
            weak=weak,
            by_track=grouped(report.rows, lambda trainee: trainee.track),
            by_village=grouped(report.rows, lambda trainee: trainee.village),
            help_below=HELP_BELOW,
            handed_in_by=HANDED_IN_BY,
            outcomes=[outcome for outcome in State if outcome.is_outcome],
        )
    )


def render_csv(report: ClassReport) -> str:
    """The scores as Excel in Indonesian opens them: semicolons, decimal commas, CRLF.

    `ikut_salah` counts answers with all their points although a wrong earlier answer made them wrong.
    An exercise's column is empty when it was not handed in or not graded, or is not on the trainee's path.
    """
    names = ("kode", "nama", "desa", "jalur")
    figures = (
        "jumlah",
        "maksimum",
        "persen",
        "dikumpulkan",
        "menunggu_pelatih",
        "ikut_salah",
        "perlu_bantuan",
    )
    rows = [(*names, *(_no_formula(exercise.id) for exercise in report.exercises), *figures)]
    for row in report.rows:
        person, cells = row.trainee, [cell for cell in row.cells if cell]
        rows.append(
            (
                *map(_no_formula, (person.code, person.name, person.village, person.track)),
                *(_number(cell.score) if cell and cell.max_score else "" for cell in row.cells),
                *(_number(row.score), _number(row.max_score)),
                "" if row.share is None else _number(100 * row.share),
                str(row.handed_in),
                str(sum(cell.waiting for cell in cells)),
                str(sum(cell.carried for cell in cells)),
                "; ".join(row.reasons),
            )
        )
    return csv_text(rows)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _no_formula(value: str) -> str:
    """A spreadsheet would run text that begins with one of these signs; an apostrophe makes it plain text."""
    return "'" + value if value.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else value
