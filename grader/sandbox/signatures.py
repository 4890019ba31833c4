"""What a test may ask of a function beside calling it: parameters, defaults, annotations. Plain data only."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable
from typing import Any

from grader.sandbox.crossing import Decoder, Encoder, Json
from grader.sandbox.crossing_kinds import DoesNotCross

_NONE = inspect.Parameter.empty
#: A text for an annotation is a program, which `typing.get_type_hints` runs: of names alone it does nothing.
_NAMES = re.compile(r"[\w.,\[\]| ]*")


def told(function: Any) -> Json:
    """The signature of a learner's function, None where it has none that is plain data."""
    try:
        if not isinstance(inspect.unwrap(function), (types.FunctionType, types.MethodType)):
            return None
        found = inspect.signature(function)
        parameters = [
            [p.name, int(p.kind), _given(p.default), _given(p.annotation)] for p in found.parameters.values()
        ]
        return Encoder().tree([parameters, _given(found.return_annotation)])
    except (DoesNotCross, ValueError, TypeError):
        return None


def put_on(stub: Callable[..., Any], tree: Json) -> None:
    """Give a stub the signature of `told`, as far as it is one."""
    if tree is None:
        return
    try:
        parameters, returned = Decoder(tree, allows=lambda what: what in ("empty", "missing")).root()
        made = [
            inspect.Parameter(name, inspect._ParameterKind(kind), default=_taken(d), annotation=_harmless(a))
            for name, kind, d, a in parameters
        ]
        signature = inspect.Signature(made, return_annotation=_harmless(returned))
    except (DoesNotCross, ValueError, TypeError):
        return
    stub.__signature__ = signature  # type: ignore[attr-defined]
    annotations = {p.name: p.annotation for p in made if p.annotation is not _NONE}
    if signature.return_annotation is not _NONE:
        annotations["return"] = signature.return_annotation
    stub.__annotations__ = annotations


def _given(value: Any) -> list[Any]:
    return [] if value is _NONE else [value]


def _taken(value: Any) -> Any:
    return value[0] if value else _NONE


def _harmless(annotation: Any) -> Any:
    taken = _taken(annotation)
    return _NONE if isinstance(taken, str) and not _NAMES.fullmatch(taken) else taken
