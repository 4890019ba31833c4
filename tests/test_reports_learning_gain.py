"""A simulated class with a known gain proves the arithmetic of the test before and after."""

import numpy as np
import pytest

from grader.reports.learning_gain import (
    ENOUGH_FOR_DISCRIMINATION,
    ENOUGH_PAIRS,
    Pair,
    item_figures,
    learning_gain,
    t_quantile,
)


def simulated(
    rng: np.random.Generator, n: int, gain: float, form: float = 0.0, a_first: float = 0.5, order: float = 0.0
) -> list[Pair]:
    """A class: ability by person, `gain` from before to after, form B easier by `form`."""
    pairs = []
    for number in range(n):
        first = number < round(a_first * n)
        ability = rng.normal(0.45, 0.12) + (order if first else 0)
        noise = rng.normal(0, 0.08, 2)
        before, after = ability + noise[0], ability + gain + noise[1]
        pairs.append(Pair(before + (0 if first else form), after + (form if first else 0), first))
    return pairs


@pytest.mark.parametrize(("df", "value"), [(1, 12.706), (2, 4.303), (7, 2.365), (19, 2.093), (39, 2.023)])
def test_quantiles_of_t_are_those_of_the_tables(df: int, value: float) -> None:
    assert t_quantile(df) == pytest.approx(value, abs=0.002)


@pytest.mark.parametrize(
    ("form", "a_first", "order"), [(0, 0.5, 0), (0.15, 0.5, 0), (0.15, 0.8, 0), (-0.1, 0.3, 0.2)]
)
def test_the_interval_holds_the_true_gain_nineteen_times_in_twenty(
    form: float, a_first: float, order: float
) -> None:
    rng = np.random.default_rng(1)
    found = [learning_gain(simulated(rng, 40, 0.18, form, a_first, order)) for _ in range(250)]
    gains = [one.gain for one in found if one.gain]
    assert len(gains) == 250
    assert 0.91 <= np.mean([one.low <= 0.18 <= one.high for one in gains]) <= 0.985
    assert np.mean([one.mean for one in gains]) == pytest.approx(0.18, abs=0.004)
    assert np.mean([one.form.mean for one in found if one.form]) == pytest.approx(form, abs=0.004)
    assert np.mean([one.order.mean for one in found if one.order]) == pytest.approx(order, abs=0.008)


def test_shuffled_pairs_show_no_gain() -> None:
    """Before and after exchanged at random within people: the gain vanishes."""
    rng = np.random.default_rng(2)
    claims = []
    for _ in range(300):
        pairs = simulated(rng, 40, 0.18)
        turned = [Pair(p.after, p.before, p.a_first) if rng.random() < 0.5 else p for p in pairs]
        found = learning_gain(turned).gain
        assert found
        claims.append(found.tells)
    assert np.mean(claims) <= 0.09


def test_of_eight_people_nothing_is_claimed() -> None:
    pairs = simulated(np.random.default_rng(3), 8, 0.5)
    found = learning_gain(pairs)
    assert found.pairs == 8 < ENOUGH_PAIRS
    assert (found.gain, found.form, found.order, found.before) == (None, None, None, None)


def test_one_order_only_leaves_the_forms_undecided() -> None:
    found = learning_gain(simulated(np.random.default_rng(4), 20, 0.2, a_first=1.0))
    assert found.gain
    assert found.form is None
    assert found.order is None


def test_equal_changes_have_no_width() -> None:
    found = learning_gain([Pair(0.4, 0.6, number % 2 == 0) for number in range(20)])
    assert found.gain
    assert found.gain.low == pytest.approx(0.2)
    assert found.gain.high == pytest.approx(0.2)


def test_an_item_that_knows_the_able_is_told_from_one_that_does_not() -> None:
    rng = np.random.default_rng(5)
    ability = rng.normal(0, 1, 300)
    learned = np.repeat([0.0, 2.0], 150)
    rest = (ability + learned).tolist()
    good = item_figures((ability + rng.normal(0, 0.5, 300) > 0).tolist(), rest, learned.tolist())
    luck = item_figures((rng.random(300) < 0.5).tolist(), rest, learned.tolist())
    only_learned = item_figures((learned > 1).tolist(), rest, learned.tolist())
    assert good.discrimination
    assert good.discrimination > 0.5
    assert luck.discrimination is not None
    assert abs(luck.discrimination) < 0.2
    assert only_learned.discrimination is None


def test_few_answers_have_no_discrimination_and_very_few_no_difficulty() -> None:
    n = ENOUGH_FOR_DISCRIMINATION - 1
    assert item_figures([True] * n, [0.5] * n, [0] * n).discrimination is None
    assert item_figures([True] * 9, [0.5] * 9, [0] * 9).right is None
