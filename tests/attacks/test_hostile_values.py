"""Values made to break whoever looks at them: observing one ends, in time, in plain JSON or in an error."""

# ruff: noqa: E501  (values are dense)

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from sandboxes import IDENTITIES, sandbox_as

from attacks.test_attacks import LIMITS, SECONDS, assert_next_is_unharmed
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, Step

VALUES = {
    "nan": "float('nan')",
    "infinity": "float('inf')",
    "minus_infinity": "-float('inf')",
    "huge_integer": "10**5000",
    "huge_float": "1e308 * 10",
    "complex": "complex(1, float('nan'))",
    "lone_surrogates": "'\\ud800' * 100",
    "control_characters": "''.join(map(chr, range(32)))",
    "long_text": "'x' * 10**7",
    "html": "'<script>alert(1)</script>'",
    "deep_list": "__import__('functools').reduce(lambda a, _: [a], range(10**5), 1)",
    "list_in_itself": "(lambda a: (a.append(a), a)[1])([])",
    "dict_in_itself": "(lambda a: (a.update(a=a), a)[1])({})",
    "long_list": "list(range(10**6))",
    "long_table": "__import__('pandas').DataFrame({'a': __import__('numpy').zeros(10**7)})",
    "wide_table": "__import__('pandas').DataFrame(__import__('numpy').zeros((2, 10**5)))",
    "table_in_table": "__import__('pandas').DataFrame({'a': [__import__('pandas').DataFrame()] * 3})",
    "table_with_strange_names": "__import__('pandas').DataFrame({(1, None): [1], '\\ud800': [2], float('nan'): [3]})",
    "dates_out_of_range": "__import__('pandas').Series([__import__('datetime').date(9999, 12, 31)], dtype=object)",
    "endless_iterator": "__import__('itertools').count()",
    "range_without_end": "range(10**18)",
    "module": "__import__('os')",
    "class_itself": "type",
    "function": "lambda *a: a",
    "lies_about_class": "type('A', (), {'__class__': property(lambda self: float)})()",
    "lies_about_length": "type('A', (list,), {'__len__': lambda self: 10**9})()",
    "endless_repr": "type('A', (), {'__repr__': lambda self: 'x' * 10**9})()",
    "repr_that_raises": "type('A', (), {'__repr__': lambda self: 1 / 0})()",
    "str_that_exits": "type('A', (str,), {'__str__': lambda self: exit(0)})('a')",
    "endless_iteration": "type('A', (list,), {'__iter__': lambda self: __import__('itertools').count()})()",
    "float_that_hangs": "type('A', (float,), {'__float__': lambda self: __import__('time').sleep(60)})(1)",
    "attribute_that_exits": "type('A', (), {'__getattr__': lambda self, name: __import__('os')._exit(0)})()",
    "array_of_objects": "__import__('numpy').array([object(), None, [1]], dtype=object)",
    "dict_with_odd_keys": "{(1, 2): 3, None: 4, float('nan'): 5, b'a': 6}",
    "set_of_many": "set(range(10**6))",
    "bytes": "bytes(10**6)",
    "deleted_figure": "__import__('matplotlib.pyplot').pyplot.figure()",
}


@pytest.fixture(scope="module", params=IDENTITIES)
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_as(request.param, LIMITS) as made:
        yield made


@pytest.mark.alternately("box", IDENTITIES)
@pytest.mark.parametrize("name", VALUES)
def test_observing_a_hostile_value_ends_in_plain_json(box: Sandbox, name: str) -> None:
    steps = (
        Step("cell", "jawab", f"nilai = {VALUES[name]}"),
        Step("observe", "lihat", request={"name": "nilai"}),
        Step("cell", "sesudah", "1 + 1"),
    )
    started = time.monotonic()
    result = box.run(Job(steps, limits=LIMITS))
    assert time.monotonic() - started < SECONDS
    assert result.ended in ("ok", "memory", "exit"), result
    seen = result.step("lihat")
    assert seen.status in ("ok", "error", "timeout", "output", "not_reached")
    if seen.status == "ok":
        text = json.dumps(seen.value, allow_nan=False, ensure_ascii=False)
        assert len(text.encode("utf-8")) < 600_000
    assert_next_is_unharmed(box)
