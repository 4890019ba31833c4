"""Making the certificates of a class, and the page that checks them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.common.names import file_name
from grader.curriculum.model import Course
from grader.reports.certificate.facts import Facts, signed_code
from grader.reports.certificate.key import FOLDER, as_hex, class_key, public_keys
from grader.reports.certificate.paper import Paper, as_pdf
from grader.reports.certificate.rule import Rule, Standing, read_rule, standings
from grader.reports.class_report import build_report
from grader.reports.pages import environment, write_atomically

REGISTER = "daftar.json"
CHECKER = "periksa-sertifikat.html"
#: Ed25519 for browsers that have none: TweetNaCl 1.0.3, public domain, as it is published.
NACL = Path(__file__).parents[1] / "templates" / "nacl-fast.min.js"


@dataclass(frozen=True)
class Issued:
    """What a run did: the sheets it wrote or found current, and who lacks what."""

    sheets: tuple[Path, ...]
    standings: tuple[Standing, ...]
    rule: Rule


def issue_certificates(course: Path, today: date) -> Issued:
    """Write a PDF for everybody who meets the class's rule, and the page that checks them.

    A certificate keeps its number and day for as long as what it says stays the same. Raises SinauError where
    nothing has been graded yet, or the rule or the key cannot be read.
    """
    rule = read_rule(course)
    found = standings(build_report(course), rule)
    key, curriculum = class_key(course), Course.load(content_root())
    register = _read_register(course / FOLDER / REGISTER)
    sheets = []
    for standing in (s for s in found if s.earned):
        facts = _facts(standing, curriculum, rule, today, register)
        register[standing.trainee.code] = [facts.number, facts.day.isoformat(), _digest(facts)]
        paper = Paper(
            facts, signed_code(facts, key), _abilities(standing, curriculum), rule.place, rule.signatory
        )
        path = course / FOLDER / f"{file_name(facts.name)} - {standing.trainee.code}.pdf"
        data = as_pdf(paper)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
        sheets.append(path)
    write_atomically(course / FOLDER / REGISTER, json.dumps(register, indent=1, sort_keys=True) + "\n")
    write_atomically(course / FOLDER / CHECKER, checker_page(course, rule))
    return Issued(tuple(sheets), tuple(found), rule)


def checker_page(course: Path, rule: Rule) -> str:
    """One HTML file that checks this class's certificates in any browser, without a network."""
    keys = [as_hex(key) for key in public_keys(course)]
    nacl = Markup(NACL.read_text(encoding="ascii"))
    page = environment().get_template("check_certificate.html.j2")
    return page.render(keys=json.dumps(keys), nacl=nacl, rule=rule)


def sentences(issued: Issued) -> list[str]:
    """What a trainer reads: the rule, who has earned a certificate, who lacks what."""
    lacking = [s for s in issued.standings if not s.earned]
    return [
        f"Aturan: {issued.rule.sentence()}",
        f"{len(issued.sheets)} sertifikat siap di folder {FOLDER}.",
        *(f"Belum: {s.trainee.name} ({s.trainee.code}): {'; '.join(s.lacks)}." for s in lacking),
    ]


def _facts(
    standing: Standing, curriculum: Course, rule: Rule, today: date, register: dict[str, list[str]]
) -> Facts:
    lessons = [curriculum.lesson(done.id) for done in standing.done]
    exercises = [curriculum.exercise(done.id) for done in standing.done]
    minutes = sum(lesson.meta.minutes.total for lesson in lessons if lesson)
    minutes += sum(exercise.meta.minutes for exercise in exercises if exercise)
    person = standing.trainee
    number, day, digest = register.get(person.code, ["", "", ""])
    number = number or f"{today:%Y}-{1 + len(register):03d}"
    facts = Facts(number, person.name, person.track, len(standing.done), minutes, rule.course, today)
    before = Facts(**{**vars(facts), "day": date.fromisoformat(day)}) if day else facts
    return before if _digest(before) == digest else facts


def _digest(facts: Facts) -> str:
    return facts.to_bytes().decode()


def _abilities(standing: Standing, curriculum: Course) -> tuple[str, ...]:
    lessons: Sequence[str] = [done.id for done in standing.done]
    found = (curriculum.lesson(name) for name in lessons)
    return tuple(lesson.meta.objectives[0] for lesson in found if lesson)


def _read_register(path: Path) -> dict[str, list[str]]:
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(code): [str(number), str(day), str(said)] for code, (number, day, said) in entries.items()
        }
    except (ValueError, AttributeError, TypeError):
        raise SinauError(f"{path} rusak: kembalikan dari salinan cadangan kelas.") from None
