"""`laporan/tes.html`: what a class learned between the two tests, and how good the items are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.common.errors import SinauError
from grader.curriculum.model import MODULES
from grader.knowledge_test.bank import BLOCKS, FORMS, TESTS, Form, Item, sheet
from grader.reports import learning_gain as gains
from grader.reports.learning_gain import Gain, ItemFigures, Pair, item_figures, learning_gain
from grader.reports.learning_test.answers import Taking, takings
from grader.reports.pages import environment, write_atomically

PAGE = "tes.html"


@dataclass(frozen=True)
class Part:
    """The gain of one part of the test: all of it, or a module."""

    name: str
    items: int | None
    gain: Gain


@dataclass(frozen=True)
class ItemRow:
    """One item in one form: how it did, and the misconception chosen most."""

    number: int
    track: str
    form: Form
    item: Item
    figures: ItemFigures
    slip: str
    slips: int


@dataclass(frozen=True)
class LearningReport:
    """What the page says. ``only_before`` and ``only_after`` are numbers of people."""

    people: int
    both: int
    only_before: int
    only_after: int
    same_form: int
    parts: tuple[Part, ...]
    items: tuple[ItemRow, ...]

    @property
    def whole(self) -> Gain:
        return self.parts[0].gain


def write_test_report(course: Path) -> Path:
    """Write `laporan/tes.html`. Raises SinauError where nobody has taken a test."""
    folder = ClassFolder(course)
    roster = folder.known_roster()
    found = takings(folder, roster)
    if not found:
        raise SinauError(
            "Belum ada tes yang masuk. Kumpulkan dengan `sinau collect`, atau masukkan jawaban kertas dengan "
            "`sinau tes masuk`."
        )
    page = course / "laporan" / PAGE
    template = environment().get_template("test_report.html.j2")
    made = datetime.now(UTC).replace(tzinfo=None)
    write_atomically(
        page, template.render(report=build_learning_report(found, len(roster)), made=made, limits=gains)
    )
    return page


def build_learning_report(found: Sequence[Taking], people: int) -> LearningReport:
    """The report of the tests that were taken. People who took the same form twice are told, and left out."""
    by_test = {test: {one.code: one for one in found if one.test == test} for test in TESTS}
    before, after = by_test["awal"], by_test["akhir"]
    both = [(before[code], after[code]) for code in sorted(before.keys() & after.keys())]
    pairs = [(first, second) for first, second in both if first.form != second.form]
    return LearningReport(
        people,
        len(both),
        len(before.keys() - after.keys()),
        len(after.keys() - before.keys()),
        len(both) - len(pairs),
        tuple(_parts(pairs)),
        tuple(_items(found)),
    )


def _parts(pairs: Sequence[tuple[Taking, Taking]]) -> list[Part]:
    parts = [Part("Seluruh tes", 20, learning_gain([_pair(first, second, "") for first, second in pairs]))]
    for module, name in MODULES.items():
        number = module[0]
        of_module = [both for both in pairs if any(item.module == number for item in both[0].items)]
        sizes = {sum(item.module == number for item in first.items) for first, _ in of_module}
        gain = learning_gain([_pair(first, second, number) for first, second in of_module])
        parts.append(Part(f"Modul {number}: {name}", sizes.pop() if len(sizes) == 1 else None, gain))
    return parts


def _pair(first: Taking, second: Taking, module: str) -> Pair:
    return Pair(_share(first, module), _share(second, module), first.form == "A")


def _share(taking: Taking, module: str) -> float:
    """The share right of the items of a module ("" is all)."""
    right = [
        ok for item, ok in zip(taking.items, taking.right, strict=True) if item.module.startswith(module)
    ]
    return sum(right) / len(right)


def _items(found: Sequence[Taking]) -> list[ItemRow]:
    rows = []
    for track in BLOCKS:
        for form in FORMS:
            taken = [one for one in found if one.track == track and one.form == form]
            for index, item in enumerate(sheet(track, form) if taken else ()):
                right = [one.right[index] for one in taken]
                rest = [float(sum(one.right) - ok) for one, ok in zip(taken, right, strict=True)]
                figures = item_figures(right, rest, [one.test for one in taken])
                slip, slips = _commonest_slip(item, [one.answers[index] for one in taken])
                rows.append(ItemRow(index + 1, track, form, item, figures, slip, slips))
    return rows


def _commonest_slip(item: Item, answers: Sequence[str | None]) -> tuple[str, int]:
    named = Counter(slip for answer in answers if (slip := item.slip(answer)))
    return named.most_common(1)[0] if named else ("", 0)
