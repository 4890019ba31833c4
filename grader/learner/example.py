"""The worked example of a question, tried where its author writes it: it runs and keeps the key secret."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from collections.abc import Iterator, Mapping

from grader.checks.build import Check
from grader.checks.kinds import KINDS
from grader.checks.lock import OpenLock
from grader.checks.observe import observe
from grader.checks.spec import Spec
from grader.common.errors import SinauError
from grader.common.indonesian import parse_number
from grader.learner.figure import figures_put_away

_WRITTEN = re.compile(r"\d+(?:[.,_]\d+)*|[^\W\d_]{2,}")
_LOOKS_LIKE_CODE = re.compile(r"^\s*(?:[A-Za-z_]\w*\s*=[^=]|print\()", re.MULTILINE)
#: Values that stand in nearly any code; an example that has one of them tells nothing.
_EVERYWHERE = (0, 1, -1, True, False)


def try_example(spec: Spec, check: Check, lock: OpenLock, namespace: Mapping[str, object]) -> None:
    """Raise SinauError where an example fails, or where the key stands in it or comes out of it."""
    if not spec.example:
        return
    where = f'periksa("{spec.name}"): contoh'
    tree = _code(spec.example)
    if tree is None and _LOOKS_LIKE_CODE.search(spec.example):
        raise SinauError(f"{where} tidak terbaca sebagai kode; tulis kalimatnya sebagai komentar (#).")
    values = list(_written(spec.example, tree))
    if tree is not None:
        values += _made(spec.example, namespace, where)
    if any(_is_key(value, check, lock) for value in values):
        raise SinauError(f"{where} membuka kuncinya; pakai angka atau nama lain.")


def _code(example: str) -> ast.Module | None:
    """The example as code; a single word that Python could read is a text all the same."""
    try:
        tree = ast.parse(example)
    except (SyntaxError, ValueError):
        return None
    bare = all(isinstance(s, ast.Expr) and isinstance(s.value, ast.Name | ast.Constant) for s in tree.body)
    return None if bare else tree


def _written(example: str, tree: ast.Module | None) -> Iterator[object]:
    """Numbers and words that stand in the example."""
    if tree is not None:
        yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        return
    for word in _WRITTEN.findall(example):
        number = parse_number(word.replace("_", ""))
        yield word if number is None else number


def _made(example: str, namespace: Mapping[str, object], where: str) -> list[object]:
    """What the example gives a name or shows last, run beside the notebook's own names."""
    room = dict(namespace)
    try:
        with figures_put_away(), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(example, "<contoh>", "exec"), room)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise SinauError(f"{where} berhenti karena {said[:200]}; perbaiki kodenya.") from None
    made = (name for name in room if name != "__builtins__" and room[name] is not namespace.get(name))
    return [room[name] for name in made]


def _is_key(value: object, check: Check, lock: OpenLock) -> bool:
    if check.kind == "boolean" or not lock.accepted or (isinstance(value, str) and len(value.strip()) < 2):
        return False
    if isinstance(value, int | float) and value in _EVERYWHERE:
        return False
    seen = observe({check.name: value}, check.request())
    kind = KINDS[check.kind]
    canon = kind.canon(seen, check.frame) if seen["type"] in kind.types else {}
    return all(f in canon and lock.matches(f, canon[f]) for f in lock.accepted)
