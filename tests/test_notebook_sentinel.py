"""A blank `____` absorbs what people write around it, and stays recognisable."""

from __future__ import annotations

import copy
import math
import operator
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks.blank import ____, is_blank

BINARY = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow,
    operator.and_, operator.or_, operator.xor, operator.lshift, operator.rshift, operator.matmul, divmod,
    operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne,
]  # fmt: skip
UNARY = [
    operator.neg,
    operator.pos,
    operator.invert,
    abs,
    round,
    math.floor,
    math.ceil,
    math.trunc,
    copy.deepcopy,
]

plain_values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers()), st.tuples()
)


@given(operation=st.sampled_from(BINARY), other=plain_values, blank_first=st.booleans())
def test_any_operation_with_a_blank_is_blank(
    operation: Callable[..., object], other: object, blank_first: bool
) -> None:
    if not blank_first and operation is operator.mod and isinstance(other, str):
        return  # "teks %s" % ____ is formatting, tested below
    assert is_blank(operation(____, other) if blank_first else operation(other, ____))


@pytest.mark.parametrize("operation", UNARY)
def test_unary_operations_and_roundings_absorb(operation: Callable[[object], object]) -> None:
    assert is_blank(operation(____))


@given(spec=st.text())
def test_every_format_prints_the_blank_itself(spec: str) -> None:
    assert format(____, spec) == str(____) == repr(____) == "____"
    assert f"{____:,.0f}" == "____"
    assert "untung %s" % ____ == "untung ____"  # noqa: UP031


def test_a_blank_is_false_empty_and_hashable() -> None:
    assert not ____
    assert len(____) == 0
    assert list(____) == []
    assert list(range(____)) == []
    assert {____: 1}[____] == 1
    assert math.isnan(float(____))
    assert int(____) == 0


def test_calls_indexes_attributes_and_assignments_absorb() -> None:
    assert is_blank(____("a", b=1)["kolom"].groupby("kanal").sum().head(3))
    ____["kolom"] = 1
    ____.kolom = 1
    assert is_blank(____.kolom)
    with ____ as inside:
        assert is_blank(inside)


def test_protocol_lookups_are_refused_so_that_nobody_takes_it_for_something_else() -> None:
    for name in ("_repr_html_", "_ipython_display_", "__array__", "dtype", "shape", "to_numpy"):
        assert not hasattr(____, name), name


def test_numpy_and_pandas_leave_the_blank_alone() -> None:
    table = pd.DataFrame({"kanal": ["wa", "toko"], "pak": [3, 5]})
    assert is_blank(table["pak"] > ____)
    assert is_blank(____ < table["pak"])
    assert is_blank(table["pak"] * ____)
    assert is_blank(np.array([1, 2]) + ____)
    assert is_blank(np.sqrt(____))
    assert is_blank(np.mean(____))
    assert table[table["pak"] > ____].empty
    assert table.groupby(____)["pak"].sum().empty


def test_charts_of_a_blank_are_empty() -> None:
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    assert len(ax.bar(____, ____)) == 0
    ax.plot(____)
    ax.set_title(____)
    plt.close()


@given(value=plain_values)
def test_only_the_blank_is_blank(value: object) -> None:
    assert is_blank(____)
    assert not is_blank(value)
