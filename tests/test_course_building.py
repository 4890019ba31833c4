"""Which answers a question builds on: followed through the names of the author's cells, or a learner's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader.curriculum.building import building_of
from grader.notebooks.build import code_cell, markdown_cell
from grader.notebooks.flow import Checked, Ran, follow

EXERCISES = Path(__file__).parents[1] / "exercises"


def builds(*parts: str) -> dict[str, set[str]]:
    """`?a` is the check of `a`, everything else a cell; only answers that build on others."""
    told = [Checked(part[1:]) if part.startswith("?") else Ran(part) for part in parts]
    return {name: set(names) for name, names in follow(told).builds_on.items() if names}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("b = a * 2", {"a"}),
        ("b = 5", set()),
        ("teks = 'a'\nb = teks", set()),
        ("c = a\nd = c + 1\nb = d", {"a"}),
        ("print(a)\nb = 7", set()),
        ("b = ____\nb = a", {"a"}),
        ("b = a\nb = 3", set()),
        ("b = 1\nb += a", {"a"}),
        ("def f(x):\n    return x * a\nb = f(2)", {"a"}),
        ("def f(a):\n    return a * 2\nb = f(2)", set()),
        ("b = [x for x in range(3)]", set()),
        ("b = [x + a for x in range(3)]", {"a"}),
        ("b = [a for a in range(3)]", set()),
        ("b = (lambda a: a)(2)", set()),
        ("b = {}\nb['kali'] = a", {"a"}),
        ("b = []\nb.append(a)", {"a"}),
        ("if a > 3:\n    b = 1\nelse:\n    b = 2", {"a"}),
        ("for x in a:\n    b = x", {"a"}),
        ("b = f'{a} pak'", {"a"}),
        ("%matplotlib inline\nb = a", {"a"}),
        ("b = a +", set()),
        ("return a", set()),
        ("import a\nb = a.x", set()),
        ("b: int = a", {"a"}),
        ("(b := a)", {"a"}),
    ],
)
def test_an_answer_comes_from_what_its_statements_read(cell: str, names: set[str]) -> None:
    assert builds("a = 1", "?a", cell, "?b").get("b", set()) == names


def test_a_chain_is_told_link_by_link() -> None:
    found = builds("a = 1", "?a", "b = a", "?b", "c = b + a", "?c", "d = b", "?d", "e = 3", "?e")
    assert found == {"b": {"a"}, "c": {"a", "b"}, "d": {"b"}}


def test_a_cell_of_the_author_between_two_questions_carries_on() -> None:
    assert builds("a = 1", "?a", "daftar = a.head()", "b = len(daftar)", "?b") == {"b": {"a"}}


def test_what_an_answer_cell_gives_beside_its_answer_belongs_to_its_question() -> None:
    parts = ["isi = [1, 2]\na = len(isi)", "?a", "b = isi[0]", "?b"]
    assert builds(*parts) == {"b": {"a"}}
    assert follow([Ran(parts[0]), Checked("a"), Ran(parts[2])]).helpers == {"a": {"isi"}}
    # A name that the next cell makes anew is no helper.
    assert follow([Ran(parts[0]), Checked("a"), Ran("isi = 3\nb = isi")]).helpers == {"a": frozenset()}


def test_a_name_given_anew_forgets_where_it_came_from() -> None:
    assert builds("a = 1", "?a", "c = a", "c = 5", "b = c", "?b") == {}


def test_questions_are_called_as_their_headings_say() -> None:
    cells: list[dict[str, Any]] = [
        markdown_cell("# Latihan\n\n## Soal 1: omzet"),
        code_cell("omzet = 5"),
        code_cell('periksa("omzet")'),
        code_cell("biaya = 2"),
        code_cell('periksa("biaya")'),
        markdown_cell("## Soal 3: untung"),
        code_cell("untung = omzet - biaya"),
        code_cell('periksa("untung")'),
    ]
    checks = {2: "omzet", 4: "biaya", 7: "untung"}
    building = building_of({"cells": cells}, checks, frozenset(checks.values()))
    assert building.builds_on["untung"] == (("omzet", "Soal 1"), ("biaya", "`biaya`"))
    assert building.lends == {"omzet": ("omzet",), "biaya": ("biaya",)}
    # A lesson's question, whose key is written down, is nobody's ground.
    known = building_of({"cells": cells}, checks, frozenset({"omzet", "untung"}))
    assert known.builds_on["untung"] == (("omzet", "Soal 1"),)


def test_the_course_says_so_itself_where_a_question_uses_an_earlier_one() -> None:
    """Authors tell learners in a hint ("memakai jawaban Soal 3"): each such hint is found by reading, too."""
    from grader.curriculum.declared import declared
    from grader.notebooks.cells import is_code

    for path in sorted(EXERCISES.glob("*/*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        checks = declared(notebook)
        by_place = {d.index: d.spec.name for d in checks}
        computed = frozenset(d.spec.name for d in checks if d.needs_run)
        building = building_of(notebook, by_place, computed)
        assert all(is_code(notebook["cells"][place]) for place in by_place)
        for check in (d for d in checks if d.spec.name in computed):
            said = [h for h in check.spec.hints if h.startswith("Soal ini memakai") and "Soal " in h[5:]]
            for hint in said:
                called = {label for _, label in building.builds_on[check.spec.name]}
                assert any(label in hint for label in called), (path.stem, check.spec.name, hint)
