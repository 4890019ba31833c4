"""The learner's side of an isolated test: names are looked up here, and learner's functions run here.

Nothing in this process is trusted; whatever it sends is the learner's word, worth as much as an answer.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import os
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from grader.sandbox import draws, signatures
from grader.sandbox.crossing import Decoder, Encoder, Json
from grader.sandbox.crossing_kinds import DoesNotCross
from grader.sandbox.crossing_wrapped import held, refill
from grader.sandbox.mirror import Mirrored
from grader.sandbox.raising import base_of

Request = Mapping[str, Json]
#: As many calls of a test bring the names as they are now with their answers, where those are small (nodes).
FEW, SMALL = 8, 100
#: The list of all, of the arguments, of the keywords, of the settings, of the seeds.
_ROOTS = 5
#: Methods of a class by which operators work; the test's side forwards those that a class defines.
SPECIAL = [
    "__len__",
    "__iter__",
    "__next__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__contains__",
    "__call__",
    "__str__",
    "__repr__",
    "__bool__",
    "__int__",
    "__float__",
    "__index__",
    "__hash__",
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__add__",
    "__radd__",
    "__iadd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__truediv__",
    "__rtruediv__",
    "__floordiv__",
    "__mod__",
    "__pow__",
    "__neg__",
    "__abs__",
    "__matmul__",
    "__and__",
    "__or__",
    "__xor__",
    "__invert__",
    "__enter__",
    "__exit__",
    "__reversed__",
    "__round__",
]
_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    functools.partial,
    types.MethodDescriptorType,
    types.MethodWrapperType,
    types.WrapperDescriptorType,
)


class Lender:
    """What has been lent to the test, by number. ``back`` has the test's side call a function of its own."""

    def __init__(self, namespace: dict[str, Any], back: Callable[[Request], Json]) -> None:
        self._back = back
        self._lent: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._stubs: dict[int, Any] = {}
        self._of_stub: dict[int, int] = {}
        self._mirrored = Mirrored(namespace)
        self._wanted: Sequence[str] = ()
        self._small, self._calls = False, 0

    def serve(self, request: Request) -> Json:
        """Answer the test's side: look names up, call, read or set what was lent."""
        if request["do"] == "names":
            self.give_back()
            self._mirrored.watch(request["files"])
            self._wanted, self._calls = request["names"], 0
            return self._now()
        decoder = Decoder(request["given"], self._borrowed)
        arguments, keywords, settings, seeds = decoder.root()
        self._mirrored.apply(settings, request["gone"])
        self._mirrored.receive(request["files"])
        draws.take(seeds)
        undrawn = draws.marks(request["seeds"])
        was = {id(value): place for place, value in decoder.built.items()}
        # beside the roots nothing was built: then nothing of the test's can change
        given = (arguments, keywords) if len(was) > _ROOTS else ()
        before = [self._look(value) for value in given]
        try:
            result = self._do(request, arguments, keywords)
        except (Exception, SystemExit) as error:
            answer: dict[str, Json] = {"raised": self._raised(error)}
        else:
            encoder = Encoder(self._other, was)
            answer = {"root": encoder.value(result), "nodes": encoder.nodes}
        answer |= {"after": self._after(given, before, was), "files": self._mirrored.written()}
        answer["drew"] = draws.moved(undrawn)
        self._calls += 1
        return answer | {"now": self._now() if self._small and self._calls <= FEW else None}

    def few(self, request: Request) -> Json:
        """The names of a request and the files, where they are small; None else."""
        told = self.serve(request)
        return told if self._small and sum(map(len, told["files"].values())) <= SMALL << 7 else None

    def give_back(self) -> None:
        """Before code of the learner's or another test: the test's names are gone."""
        self._mirrored.give_back()

    def _now(self) -> Json:
        """The names that the test's side has asked for, and the files."""
        made = self._export(self._wanted)
        self._small = len(made["nodes"]) <= SMALL and not made["size"] > SMALL << 7
        return {"names": made["names"], "nodes": made["nodes"], "files": self._mirrored.all_written()}

    def _do(self, request: Request, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        if request["do"] == "settle":
            return None
        target = self._lent[request["of"]]
        match request["do"]:
            case "call":
                return target(*arguments, **keywords)
            case "get":
                return getattr(target, arguments[0])
            case "set":
                return setattr(target, *arguments)
            case "truth":
                return bool(target)
            case "items":
                return (item for item in target)
            case "held":
                [plain] = held(target)
                return plain
            case "special":
                return getattr(type(target), request["name"])(target, *arguments)
        raise DoesNotCross(str(request["do"]))

    def _look(self, value: Any) -> list[Json]:
        return Encoder(self._other).tree(value)["nodes"]  # type: ignore[no-any-return]

    def _after(self, given: Sequence[Any], before: Sequence[Json], was: Mapping[int, int]) -> Json:
        """What was given, once more, where the call has changed it."""
        if [self._look(value) for value in given] == before:
            return None
        return Encoder(self._other, was).tree(list(given))

    def _export(self, names: Sequence[str]) -> Json:
        """The values of those names that are bound; None for the value of one that cannot cross."""
        bound = self._mirrored.of_learner(names)
        left_out: set[str] = set()
        while True:
            encoder, name = Encoder(self._other), ""
            found: dict[str, Json] = {}
            try:
                for name, value in bound.items():
                    found[name] = {"value": encoder.value(value)} if name not in left_out else None
            except Exception:
                left_out.add(name)
            else:
                return {"names": found, "nodes": encoder.nodes, "size": encoder.size}

    def _other(self, value: Any) -> Json:
        """The node of a function, class or object: a number by which the test's side asks for it."""
        if id(value) in self._of_stub:
            return ["mine", self._of_stub[id(value)]]
        if isinstance(value, types.ModuleType):
            return ["library", str(value.__name__)]
        if isinstance(value, type):
            return self._class(value)
        if isinstance(value, _FUNCTIONS) or type(value).__name__ == "ufunc":
            return self._function(value)
        if isinstance(value, Iterator) and not _is_own(type(value)):
            return ["generator", self._number(value), _text(value, "__name__")]
        return [
            "object",
            self._number(value),
            self._class(type(value)),
            self._function(value) if callable(value) and not _is_own(type(value)) else None,
        ]

    def _function(self, value: Any) -> Json:
        new = id(value) not in self._numbers
        signature = signatures.told(value) if new else None
        return [
            "function",
            self._number(value),
            _text(value, "__name__"),
            _text(value, "__doc__"),
            signature,
        ]

    def _class(self, kind: type) -> Json:
        if issubclass(kind, BaseException):
            return ["exception", self._number(kind), kind.__name__, base_of(kind)]
        bases = [self._class(base) for base in kind.__bases__ if _is_own(base)]
        special = [name for name in SPECIAL if _defines(kind, name)]
        return ["class", self._number(kind), kind.__name__, _text(kind, "__doc__"), bases, special]

    def _number(self, value: Any) -> int:
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self._lent)
            self._lent.append(value)
        return self._numbers[id(value)]

    def _borrowed(self, decoder: Decoder, node: list[Json]) -> Any:
        """What the test's side sent that is no data."""
        match node:
            case ["own", int(number), list(held)]:
                own = self._lent[number]
                return refill(own, decoder.value(held[0])) if held else own
            case ["library", str(module), str(name)]:
                return functools.reduce(getattr, name.split("."), importlib.import_module(module))
            case ["function", int(number), str(name), str(doc)]:
                if number not in self._stubs:
                    self._stubs[number] = self._stub(number, name, doc)
                    self._of_stub[id(self._stubs[number])] = number
                return self._stubs[number]
        raise DoesNotCross(str(node[0]))

    def _stub(self, number: int, name: str, doc: str) -> Callable[..., Any]:
        def stub(*arguments: Any, **keywords: Any) -> Any:
            given = Encoder(self._other).tree([list(arguments), keywords])
            answer = self._back({"of": number, "given": given})
            if "raised" in answer:
                raise _error(answer["raised"])
            return Decoder(answer["tree"], self._borrowed).root()

        stub.__name__ = stub.__qualname__ = name
        stub.__doc__ = doc or None
        return stub

    def _raised(self, error: BaseException) -> Json:
        kind = type(error)
        try:
            arguments: Json = Encoder().tree(list(error.args))
        except Exception:
            arguments = None
        try:
            said = str(error)
        except Exception:
            said = ""
        name = self._class(kind) if _is_own(kind) else None
        known = {"base": base_of(kind), "class": name, "library": [kind.__module__, kind.__qualname__]}
        return known | {"message": said[:5000], "arguments": arguments}


def _error(told: Json) -> Exception:
    kind = getattr(builtins, str(told["base"]), Exception)
    return kind(told["message"])


def _is_own(kind: type) -> bool:
    """Whether it is a class that the learner made, here or in a module beside the notebook."""
    if kind.__module__ == "__main__":
        return True
    file = getattr(sys.modules.get(kind.__module__), "__file__", None) or ""
    return bool(file) and (not os.path.isabs(file) or file.startswith(f"{os.getcwd()}{os.sep}"))  # noqa: PTH109, PTH117


def _defines(kind: type, name: str) -> bool:
    return getattr(kind, name, None) is not getattr(object, name, None)


def _text(value: Any, name: str) -> str:
    found = getattr(value, name, None)
    return found[:5000] if isinstance(found, str) else ""
