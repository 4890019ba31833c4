"""The grader attacks its own questions: mutants lose, equivalents win, cheats gain nothing."""

from __future__ import annotations

import pytest
from laboratories import ROOT, laboratory

from grader.audit.audit import audit, table
from grader.audit.mutants import equivalents, mutants
from grader.checks.kinds import KINDS
from grader.common.checkout import exercise_ids
from tests.extent import is_ordinary

SAMPLE = 3
"""Attacks of each kind on a question, one in an ordinary run; `start.py test --semua` tries all of them."""


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", exercise_ids(ROOT))
def test_an_exercise_stands_its_audit(exercise: str, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("semua"):
        result = audit(ROOT, laboratory(exercise))
        assert result.passed, table([result])
    else:
        result = audit(ROOT, laboratory(exercise), 1 if is_ordinary(pytestconfig) else SAMPLE)
        assert not result.rejected, table([result])
        assert not result.winners, table([result])
        assert not result.untrue, table([result])
        assert not result.copied, table([result])
        # The same answer written otherwise is among the mutants too; the whole audit counts its share.
        assert len(result.survivors) <= 2, table([result])
    assert result.cheats > 0


def changed(source: str, *columns: str) -> set[str]:
    return {m.source for m in mutants(source, columns)}


def test_operators_constants_and_aggregations_are_mutated() -> None:
    assert changed("x = a + 2") == {"x = a - 2", "x = a + 3"}
    assert "x = t['pak'].mean()" in changed("x = t['pak'].sum()")
    assert changed("x = t[t.n > 5]") >= {"x = t[t.n < 5]", "x = t[t.n >= 5]"}


def test_filters_and_columns_are_mutated() -> None:
    found = changed("x = t[t['n'] > 5]['pak'].sum()", "n", "pak", "omzet")
    assert "x = t['pak'].sum()" in found
    assert "x = t[t['n'] > 5]['n'].sum()" in found


def test_taste_is_not_mutated() -> None:
    assert changed("ax.bar(x, y, width=0.5, color='red')") == {"ax.plot(x, y, width=0.5, color='red')"}
    assert changed("print(1, 'a')") == set()


def test_equivalents_keep_the_answers_name() -> None:
    for mutant in equivalents("a = 1\nx = a + 1", "x", KINDS["number"].equivalents):
        namespace: dict[str, object] = {}
        exec(mutant.source, namespace)
        assert namespace["x"] == 2
