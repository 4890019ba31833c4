"""The test's side of an isolated test: the learner's values as plain data, their functions as stubs.

This process never ran a line of the learner's. What comes from the other side is data of known kinds, or a
number by which to ask there again. An object of a learner's class is a proxy that can do only what the
objects of the reference solution were asked for in this very test (``allowed``), and that is never equal to
plain data.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from grader.sandbox import raising, signatures
from grader.sandbox.crossing import Decoder, Encoder, Json
from grader.sandbox.crossing_kinds import DoesNotCross
from grader.sandbox.crossing_wrapped import refilled
from grader.sandbox.draws import Seeds
from grader.sandbox.job import CONTENTS, WAYS
from grader.sandbox.lending import SPECIAL
from grader.sandbox.mirror import Files, Settings
from grader.sandbox.stand_ins import Once, Proxy, ProxyType, as_array, not_crossed, number_of, stand_in

_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
#: What any object can, also where its class says nothing of it: so it does where the solution's says nothing.
_BY_DEFAULT: dict[str, Callable[..., Any]] = {
    "__eq__": object.__eq__,
    "__ne__": object.__ne__,
    "__repr__": object.__repr__,
    "__str__": object.__repr__,
    "__bool__": lambda proxy: True,
}


#: What gives the items of an object: they come by its own way, as those of a list would.
_ITEMS = ("__iter__", "__next__", "__getitem__", "__reversed__", "send", "items", "held")
#: What is asked of an iterator, which says by StopIteration that it has no more.
_GOING_ON = ("__next__", "send")


class LearnerStopped(BaseException):
    """The learner's side does not answer any more; no `except Exception` of a test holds it up."""


class Borrower:
    """Asks for the learner's names and objects. ``used`` is what was asked of them beside plain data."""

    def __init__(self, ask: Callable[[Json], Json]) -> None:
        self._ask = ask
        self.used: set[str] = set()
        self.allowed: Collection[str] | None = None
        self._stubs: dict[int, Any] = {}
        self._classes: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._objects: dict[int, Any] = {}
        self._opaque: dict[int, Any] = {}
        self._held: dict[int, list[Any]] = {}
        self._ways: dict[int, str] = {}
        self._way = ""
        self._lent: list[Callable[..., Any]] = []
        self._bound: set[str] = set()
        self._settings, self._files, self._seeds = Settings(), Files(self._may_change), Seeds()
        self._awaited: Collection[str] = ()

    def bind(self, namespace: dict[str, Any], request: Mapping[str, Json], told: Json) -> None:
        """Put the learner's names into the test's namespace; a library's are imported here afresh."""
        found = told.get("names") if isinstance(told, dict) else None
        if not isinstance(found, dict):
            raise DoesNotCross("bukan daftar nama")
        imports: Mapping[str, str] = request.get("imports", {})
        decoder = self._decoder({"nodes": told.get("nodes"), "root": None})
        for name in request["names"]:
            if name not in found:
                if name not in imports or name in self._bound:
                    namespace.pop(name, None)  # what another test made is no answer of the learner's
                continue
            self._bound.add(name)
            if name in imports:
                _import(imports[name], namespace)
            else:
                self._way = name
                namespace[name] = self._value(name, found[name], decoder)
        self._awaited = request.get("files", ())
        self._files.begin(self._awaited)
        self._files.take(told.get("files"), self._awaited)
        self._settings.begin(namespace, request)
        self._seeds.begin(request.get("seeds", ()))

    def settle(self) -> None:
        """Leave the learner's side with what the test has set, as one process would."""
        made, gone = self._settings.changes()
        if made or gone:
            with contextlib.suppress(DoesNotCross):
                self._request("settle", -1, "", [], {}, made, gone)

    def _value(self, name: str, told: Json, decoder: Decoder) -> Any:
        if not isinstance(told, dict):
            return not_crossed(name)
        try:
            value = decoder.value(told.get("value"))
            if isinstance(value, Proxy) and not self._permits(f"object {name}"):
                return self._at_heart(name, object.__getattribute__(value, "_sinau_object")[1])
        except (DoesNotCross, TypeError):
            return not_crossed(name)
        return value

    def serve(self, told: Mapping[str, Json]) -> Json:
        """Call a function of the test's for the learner's side."""
        try:
            self._way = "callback"
            arguments, keywords = self._decoder(told["given"]).root()
            result = self._lent[told["of"]](*arguments, **keywords)
            return {"tree": Encoder(self._lend).tree(result)}
        except Exception as error:
            return {"raised": {"base": raising.base_of(type(error)), "message": str(error)[:5000]}}

    def call(
        self,
        do: str,
        of: int,
        *arguments: Any,
        name: str = "",
        keywords: Mapping[str, Any] = MappingProxyType({}),
    ) -> Any:
        """Have the learner's side do something; its value, or its exception. It may change the arguments."""
        told = self._settings.changes((*arguments, *keywords.values()))
        return self._request(do, of, name, list(arguments), dict(keywords), *told)

    def _request(
        self,
        do: str,
        of: int,
        name: str,
        arguments: list[Any],
        keywords: dict[str, Any],
        made: dict[str, Any],
        gone: list[str],
    ) -> Any:
        encoder = Encoder(self._lend)
        given = encoder.tree([arguments, keywords, made, self._seeds.changes()])
        asked = {"do": do, "of": of, "name": name, "given": given, "gone": gone}
        files = self._files.made(self._awaited, (*arguments, *keywords.values()))
        answer = self._ask(asked | {"seeds": self._seeds.watched, "files": files})
        if not isinstance(answer, dict):
            raise LearnerStopped
        self._way = self._way_by(do, of, name, arguments)
        sys.stdout.write(str(answer.get("printed", "")))
        self._files.take(answer.get("files"), self._awaited)
        if answer.get("drew"):
            self._seeds.moved(answer["drew"])
        if answer.get("after"):
            self._decoder(answer["after"], encoder.objects).root()
        if answer.get("raised"):
            raise self._error(answer["raised"], name)
        return self._decoder(answer, encoder.objects).root()

    def _way_by(self, do: str, of: int, name: str, arguments: list[Any]) -> str:
        """By which way a value comes: "Kotak", "Kotak()", ".sisi", ".luas()"; of a chain the last part."""
        if do == "get":
            return f".{arguments[0]}"
        own = self._ways.get(of, "")
        if (name or do) in _ITEMS:
            return own
        return f"{own}()" if do == "call" else f".{name or do}()"

    def _decoder(self, tree: Json, sent: Sequence[Any] = ()) -> Decoder:
        """Builds what the learner's side tells; ``sent`` are the objects of the table that it answers."""
        return Decoder(tree, functools.partial(self._node, sent), self._permits_data)

    def _permits_data(self, what: str) -> bool:
        """What a decoder asks; "empty" and "missing" are said of the way by which a value comes."""
        return self._permits_of_late(f"{what} {self._way}" if what in ("empty", "missing") else what)

    def _permits_of_late(self, what: str) -> bool:
        """The same as `_permits`; yes where a release from before tells nothing of it."""
        permitted = self._permits(what)
        return permitted or (self.allowed is not None and CONTENTS not in self.allowed)

    def _may_change(self, file: str) -> bool:
        return self._permits(f"writes {file}")

    def _permits(self, what: str) -> bool:
        self.used.add(what)
        return self.allowed is None or what in self.allowed

    def _permits_object(self) -> bool:
        """Whether the solution gave an object by the way by which this one comes."""
        what = f"object {self._way}"
        self.used.add(what)
        return self.allowed is None or what in self.allowed or WAYS not in self.allowed

    def _permit(self, what: str) -> None:
        if not self._permits(what):
            raise TypeError(f"Tes ini tidak menerima objek buatan sendiri di sini ({what}).")

    def _lend(self, value: Any) -> Json:
        number = self._numbers.get(id(value), number_of(value))
        if number is not None:
            return ["own", number]
        module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
        module = module or getattr(getattr(value, "__objclass__", None), "__module__", None)
        if module != "__main__" and callable(value) and _is_in(module, name, value):
            return ["library", module, name]
        if callable(value) and not isinstance(value, type):
            number = next((n for n, lent in enumerate(self._lent) if lent is value), len(self._lent))
            if number == len(self._lent):
                self._lent.append(value)
            return ["function", number, str(name), _doc(value)]
        raise DoesNotCross(f"nilai berjenis {type(value).__name__} tidak bisa dibawa ke kode peserta")

    def _node(self, sent: Sequence[Any], decoder: Decoder, node: list[Json]) -> Any:
        match node:
            case ["function" | "generator" | "class" | "object", int(number), *_]:
                self._ways[number] = self._way
        match node:
            case ["function", int(number), str(name), str(doc), signature]:
                return self._kept(self._stubs, number, lambda: self._stub(number, name, doc, signature))
            case ["generator", int(number), str(name)]:
                make = self._generator if self._permits_of_late("generator") else self._once
                return self._kept(self._stubs, number, lambda: make(number, name))
            case ["exception", int(number), str(name), str(base)]:
                bases = (raising.builtin_error(base),)
                return self._kept(self._classes, number, lambda: type(name, bases, {}))
            case ["class", int(number), str(), str(), list(), list()]:
                return self._class(node)
            case ["object", int(number), list(kind), function, list(held)]:
                self._held[number] = [stand_in(decoder.value(item), number) for item in held[:1]]
                if isinstance(function, list) and function[:1] == ["function"]:
                    self._node(sent, decoder, function)  # whoever may not look into it can call it
                if kind[:1] != ["class"] or not (self._permits_object() and self._permits("class")):
                    return self._at_heart(str(kind[2])[:60], number, kind[-1])
                made = self._class(kind)
                return self._kept(self._objects, number, lambda: self._proxy(made, number))
            case ["mine", int(number)] if 0 <= number < len(self._lent):
                return self._lent[number]
            case ["was", int(place), content] if 0 <= place < len(sent):
                return refilled(sent[place], decoder.value(content))
        raise DoesNotCross(f"nilai berjenis {str(node[0])[:40]} tidak bisa dibawa ke proses tes")

    def _at_heart(self, name: str, number: int, can: Collection[str] = ()) -> Any:
        """An object that the test may not ask: the plain data that it holds, else a function if it is one,
        else whether it is true and what it goes through.
        """
        if self._held.get(number):
            return self._held[number][0]
        if number in self._stubs:
            return self._stubs[number]

        def ask(do: str, *given: Any, **further: Any) -> Any:
            return self.call(do, number, *given, **further)

        return self._kept(self._opaque, number, lambda: not_crossed(name, ask, can))

    def _kept(self, table: dict[int, Any], number: int, make: Callable[[], Any]) -> Any:
        if number not in table:
            table[number] = make()
            self._numbers[id(table[number])] = number
        return table[number]

    def _generator(self, number: int, name: str) -> Any:
        def items() -> Generator[Any, Any, Any]:
            given: tuple[Any, ...] = ()
            while True:
                try:
                    item = self.call("special", number, *given, name="send" if given else "__next__")
                except StopIteration as end:
                    return end.value
                sent = yield item
                given = () if sent is None else (sent,)

        made: Any = items()
        made.__name__ = made.__qualname__ = name
        return made

    def _once(self, number: int, name: str) -> Once:
        return Once(lambda: self.call("special", number, name="__next__"))

    def _stub(self, number: int, name: str, doc: str, signature: Json) -> Callable[..., Any]:
        def stub(*arguments: Any, **keywords: Any) -> Any:
            return self.call("call", number, *arguments, keywords=keywords)

        stub.__name__ = stub.__qualname__ = name or "fungsi"
        stub.__doc__ = doc or None
        stub.__module__ = "__main__"
        signatures.put_on(stub, signature)
        return stub

    def _class(self, node: list[Json]) -> Any:
        _, number, name, doc, bases, special = node
        self._permit("class")
        known = [self._class(base) for base in bases if base[:1] == ["class"]]

        def make() -> Any:
            forwarded = {s: self._forward(s) for s in SPECIAL if s in special}
            if "__len__" in special and "__bool__" not in special:
                forwarded["__bool__"] = lambda proxy: self._is_filled(proxy)
            if "__len__" in special and "__getitem__" in special:
                forwarded["__array__"] = as_array
            held = {"__doc__": doc, "__slots__": (), **forwarded}
            return ProxyType(name, tuple(known) or (Proxy,), held, self, number)

        return self._kept(self._classes, number, make)

    def _proxy(self, kind: Any, number: int) -> Any:
        made = object.__new__(kind)
        object.__setattr__(made, "_sinau_object", (self, number))
        return made

    def _forward(self, special: str) -> Callable[..., Any]:
        def method(proxy: Any, *arguments: Any) -> Any:
            # nothing of the learner's may say that it equals plain data
            number = object.__getattribute__(proxy, "_sinau_object")[1]
            if special in _COMPARISONS and not isinstance(arguments[0], Proxy):
                return self._compared(number, special, *arguments)
            if special in _BY_DEFAULT and not self._permits(special):
                return _BY_DEFAULT[special](proxy, *arguments)
            self._permit(special)
            return self.call("special", number, *arguments, name=special)

        if special == "__hash__":
            return object.__hash__
        return method

    def _compared(self, number: int, special: str, other: Any) -> Any:
        """How the plain data that an object holds compares: that is done here, not by its class."""
        if not self._held.get(number):
            return NotImplemented
        plain = stand_in(self.call("held", number), number)
        return getattr(type(plain), special)(plain, other)

    def _is_filled(self, proxy: Any) -> bool:
        return not self._permits("__len__") or len(proxy) > 0

    def _error(self, told: Json, asked: str) -> BaseException:
        kind = told.get("class")
        known = self._node((), Decoder({"nodes": []}), kind) if isinstance(kind, list) else None
        error = raising.error(told, known)
        ends = isinstance(error, StopIteration) and asked not in _GOING_ON
        # it would end a `map` of the test's as if all had been seen
        return RuntimeError("StopIteration") if ends and not self._permits("StopIteration") else error


def _is_in(module: Any, name: str, value: Any) -> bool:
    """Whether the other side finds the same thing by this name."""
    try:
        return functools.reduce(getattr, name.split("."), sys.modules[module]) is value
    except (KeyError, AttributeError):
        return False


def _import(statement: str, namespace: dict[str, Any]) -> None:
    try:
        exec(statement, namespace)  # the author's own import
    except ImportError:
        return


def _doc(value: Any) -> str:
    found = getattr(value, "__doc__", None)
    return found[:5000] if isinstance(found, str) else ""
