"""`sinau audit`: the grader attacks its own questions with mutants, equivalents and cheats, and counts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.audit.causes import other_causes
from grader.audit.cheats import cheats
from grader.audit.laboratory import Laboratory
from grader.audit.mutants import Mutant, choices, equivalents, mutants
from grader.audit.novices import MANY, has_cause, novices
from grader.checks.kinds import KINDS
from grader.checks.spec import Verdict
from grader.common.checkout import exercise_ids
from grader.common.errors import SinauError
from grader.curriculum.questions import Right, Wrong, load_answers
from grader.curriculum.slips.copied import numbers_in
from grader.notebooks.cells import solution_of, source_text, tags
from grader.notebooks.normal_form import read_notebook
from grader.sandbox.client import Sandbox

#: The share of mutants that must lose points.
KILLED_AT_LEAST = 0.95
#: Wrong answers of novices on one exercise, for each of a sample's attacks.
NOVICES_OF_A_SAMPLE = 4


@dataclass
class Audit:
    """What was tried on one exercise and what slipped through (cell and change)."""

    exercise: str
    mutants: int = 0
    equivalents: int = 0
    cheats: int = 0
    novices: int = 0
    told: int = 0
    misled: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    winners: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    chances: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    @property
    def killed(self) -> float:
        """The share of mutants that lost points."""
        return 1 - len(self.survivors) / self.mutants if self.mutants else 1.0

    @property
    def explained(self) -> float:
        """The share of novices' answers that got a sentence about their cause."""
        return self.told / self.novices if self.novices else 1.0

    @property
    def passed(self) -> bool:
        slipped_through = self.rejected or self.winners or self.untrue or self.copied
        return self.killed >= KILLED_AT_LEAST and not slipped_through


def audit_exercises(root: Path, exercise: str | None = None) -> list[Audit]:
    """Audit one exercise of a repository, or all; raises SinauError for an unknown one or an author's
    error.
    """
    known = exercise_ids(root)
    if exercise is not None and exercise not in known:
        raise SinauError(f'Latihan "{exercise}" tidak ada; yang ada: {", ".join(known)}.')
    with Sandbox() as sandbox:
        paths = [root / "exercises" / name / f"{name}.ipynb" for name in ([exercise] if exercise else known)]
        return [audit(root, Laboratory.of(path, sandbox)) for path in paths]


def audit(root: Path, lab: Laboratory, sample: int | None = None) -> Audit:
    """Audit one exercise; with ``sample`` only so many of each kind of attack on a question, evenly spread,
    and without trying the authored answers, which have tests of their own.
    """
    exercise = lab.exercise.notebook
    authored = load_answers(root, exercise)
    result = Audit(exercise)
    checks = lab.check_ids()
    many = max(1, (MANY if sample is None else NOVICES_OF_A_SAMPLE * sample) // max(len(checks), 1))
    for check in checks:
        question = lab.exercise.questions[check].check
        if question.kind == "prose":
            continue
        answers = authored.get(check, ())
        solution = _solution(lab, check)
        # Without a key another project is as right as the solution, and its other names belong to the answer:
        # only authored answers tell.
        kind = KINDS[question.kind]
        wrong = _spread(_mutants(lab, check, solution), sample) if kind.needs_key else []
        tried = answers if sample is None else ()
        wrong += [Mutant("jawaban keliru penulis", a.source) for a in tried if isinstance(a, Wrong)]
        same = [Mutant("jawaban penulis", a.source) for a in tried if isinstance(a, Right)]
        if kind.needs_key:
            same += _spread(equivalents(solution, question.name, kind.equivalents), sample)
        if kind.needs_key:
            _try_novices(lab, check, solution, novices(solution, _columns(lab), many, check), result)
            meant = _numbers_meant(answers)
            lesson = [n for n in _numbers_of_the_lesson(root, exercise) if n not in meant]
            _look_at_slips(lab, check, lesson, result)
        _attack(lab, check, wrong, same, _spread(cheats(question.name), sample), result)
    return result


def _try_novices(
    lab: Laboratory, check: str, solution: str, answers: Iterable[Mutant], result: Audit
) -> None:
    """How many of the typical wrong answers get a cause, and which get one that is none of theirs; those that
    come out right are none.
    """
    for one in answers:
        verdict = lab.grade_answer(check, one.source)
        if _full(verdict):
            continue
        result.novices += 1
        result.told += has_cause(verdict)
        if others := other_causes(verdict, one, solution):
            result.misled.append(f"{check}: {one.what}: {_last_line(one.source)}: {', '.join(others)}")


def _numbers_of_the_lesson(root: Path, exercise: str) -> list[float]:
    """The numbers in the texts of the lesson to which an exercise belongs, as a learner has them."""
    found = [
        number
        for path in (root / "lessons").glob(f"*/{exercise}.ipynb")
        for cell in read_notebook(path)["cells"]
        if cell["cell_type"] == "markdown" and "pelatih" not in tags(cell)
        for number in numbers_in(source_text(cell))
    ]
    return list(dict.fromkeys(found))


def _numbers_meant(answers: Iterable[Right | Wrong]) -> set[float]:
    """The numbers that the author wrote down as right answers: one of them may stand in the lesson too."""
    found = (
        re.fullmatch(r"\w+ = (\d[\d_]*(?:\.\d+)?)", a.source.strip()) for a in answers if isinstance(a, Right)
    )
    return {float(match[1]) for match in found if match}


def _look_at_slips(lab: Laboratory, check: str, lesson: Iterable[float], result: Audit) -> None:
    """Numbers of the lesson that would be paid, sentences that claim one slip where another gives the same
    answer, and for information slips by which the key comes out all the same, and those that come out alike.
    """
    result.copied += [f"{check}: angka pelajaran {n:g}" for n in lesson if lab.would_pass(check, n)]
    result.untrue += [f"{check}: {said}" for said in lab.untrue(check)]
    for expression in lab.chances(check):
        result.chances.append(f"{check}: {expression}")
    for idents in lab.shared(check):
        result.shared.append(f"{check}: {' = '.join(idents)}")


def _attack(
    lab: Laboratory,
    check: str,
    wrong: Iterable[Mutant],
    same: Iterable[Mutant],
    cheating: Iterable[Mutant],
    result: Audit,
) -> None:
    """Grade every variant of one question and note what slips through."""
    for mutant in wrong:
        result.mutants += 1
        if _full(lab.grade_answer(check, mutant.source)):
            result.survivors.append(f"{check}: {mutant.what}: {_last_line(mutant.source)}")
    for mutant in same:
        result.equivalents += 1
        if not _full(lab.grade_answer(check, mutant.source)):
            result.rejected.append(f"{check}: {mutant.what}")
    for mutant in cheating:
        result.cheats += 1
        if lab.grade_answer(check, mutant.source).score > 0:
            result.winners.append(f"{check}: {mutant.what}")


def _spread(variants: Iterable[Mutant], most: int | None) -> list[Mutant]:
    """At most so many of the variants, evenly spread over all."""
    found = list(variants)
    if most is None or len(found) <= most:
        return found
    return [found[len(found) * number // most] for number in range(most)]


def table(results: Iterable[Audit]) -> str:
    """The results as lines: a row an exercise, then what slipped through."""
    lines = [
        f"{'latihan':24}{'mutan':>8}{'gugur':>8}{'setara':>8}{'diterima':>10}{'curang':>8}{'ditolak':>9}"
        f"{'pemula':>8}{'bersebab':>10}{'salah sebab':>13}{'kebetulan':>11}{'kembar':>8}"
    ]
    notes: list[str] = []
    for r in results:
        accepted = r.equivalents - len(r.rejected)
        refused = r.cheats - len(r.winners)
        lines.append(
            f"{r.exercise:24}{r.mutants:>8}{r.killed:>8.0%}{r.equivalents:>8}{accepted:>10}{r.cheats:>8}{refused:>9}"
            f"{r.novices:>8}{r.explained:>10.0%}{len(r.misled):>13}{len(r.chances):>11}{len(r.shared):>8}"
        )
        notes += [f"  mutan lolos       {r.exercise} {s}" for s in r.survivors]
        notes += [f"  setara ditolak    {r.exercise} {s}" for s in r.rejected]
        notes += [f"  curang berhasil   {r.exercise} {s}" for s in r.winners]
        notes += [f"  angka pelajaran terbayar   {r.exercise} {s}" for s in r.copied]
        notes += [f"  kalimat tidak pasti benar   {r.exercise} {s}" for s in r.untrue]
        notes += [f"  sebab lain disebut   {r.exercise} {s}" for s in r.misled]
        notes += [f"  keliru, kebetulan sama dengan kunci   {r.exercise} {s}" for s in r.chances]
        notes += [f"  keliru yang kembar   {r.exercise} {s}" for s in r.shared]
    return "\n".join([*lines, *notes])


def _mutants(lab: Laboratory, check: str, solution: str) -> list[Mutant]:
    question = lab.exercise.questions[check].check
    letters = question.frame.get("pilihan") if isinstance(question.frame, dict) else None
    if letters:
        right = _literal(solution, question.name)
        return list(choices(question.name, letters, right))
    return list(mutants(solution, _columns(lab)))


def _solution(lab: Laboratory, check: str) -> str:
    """The lines of the solution region, without the blank in front of it."""
    text = source_text(lab.answer_cell(check))
    return solution_of(text) or text


def _literal(solution: str, name: str) -> str:
    for node in ast.walk(ast.parse(solution)):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
            continue
        if any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            return str(node.value.value)
    return ""


def _columns(lab: Laboratory) -> Sequence[str]:
    """Column names the notebook's own cells subscript."""
    names: dict[str, None] = {}
    for cell in lab.source["cells"]:
        if cell["cell_type"] == "code":
            for match in re.finditer(r"\[\"(\w+)\"\]", source_text(cell)):
                names[match.group(1)] = None
    return list(names)


def _full(verdict: Verdict) -> bool:
    return verdict.score >= verdict.points


def _last_line(source: str) -> str:
    return source.strip().splitlines()[-1][:90]
