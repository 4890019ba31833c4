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
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from typing import Any

from grader.sandbox import raising, signatures
from grader.sandbox.crossing import Decoder, DoesNotCross, Encoder, Json
from grader.sandbox.draws import Seeds
from grader.sandbox.lending import SPECIAL
from grader.sandbox.mirror import Files, Settings

_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
#: What any object can, also where its class says nothing of it: so it does where the solution's says nothing.
_BY_DEFAULT: dict[str, Callable[..., Any]] = {
    "__eq__": object.__eq__,
    "__ne__": object.__ne__,
    "__repr__": object.__repr__,
    "__str__": object.__repr__,
    "__bool__": lambda proxy: True,
}
#: What a class of the learner's may be asked that is no method of its objects (dataclasses, annotations).
_OF_CLASSES = ("__dataclass_fields__", "__annotations__")


class LearnerStopped(BaseException):
    """The learner's side does not answer any more; no `except Exception` of a test holds it up."""


class NotCrossed:
    """Stands for a value that cannot be brought here: whatever a test asks of it, it fails.

    Only whether it is true (``truth``) it tells: that is no more than a `True` in its place would.
    """

    def __init__(self, name: str, truth: Callable[[], Any] | None = None) -> None:
        object.__setattr__(self, "_why", f"Nilai {name} berjenis yang tidak bisa dibawa ke proses tes.")
        object.__setattr__(self, "_truth", truth)

    def __bool__(self) -> bool:
        truth = object.__getattribute__(self, "_truth")
        return bool(self._fail() if truth is None else truth())

    def _fail(self, *given: Any) -> Any:
        raise TypeError(object.__getattribute__(self, "_why"))

    __hash__ = object.__hash__


for _name in (*SPECIAL, "__getattr__"):
    if _name not in ("__hash__", "__repr__", "__str__", "__bool__"):
        setattr(NotCrossed, _name, NotCrossed._fail)


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
        self._lent: list[Callable[..., Any]] = []
        self._bound: set[str] = set()
        self._settings, self._files, self._seeds = Settings(), Files(), Seeds()
        self._awaited: Collection[str] = ()

    def bind(self, namespace: dict[str, Any], request: Mapping[str, Json], told: Json) -> None:
        """Put the learner's names into the test's namespace; a library's are imported here afresh."""
        found = told.get("names") if isinstance(told, dict) else None
        if not isinstance(found, dict):
            raise DoesNotCross("bukan daftar nama")
        imports: Mapping[str, str] = request.get("imports", {})
        decoder = Decoder({"nodes": told.get("nodes"), "root": None}, functools.partial(self._node, ()))
        for name in request["names"]:
            if name in self._bound and name not in found:
                namespace.pop(name, None)
            if name not in found:
                continue
            self._bound.add(name)
            if name in imports:
                _import(imports[name], namespace)
            else:
                namespace[name] = self._value(name, found[name], decoder)
        self._awaited = request.get("files", ())
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
            return NotCrossed(name)
        try:
            value = decoder.value(told.get("value"))
            if isinstance(value, _Proxy) and not self._permits(f"object {name}"):
                return self._opaque(name, object.__getattribute__(value, "_sinau_object")[1])
        except (DoesNotCross, TypeError):
            return NotCrossed(name)
        return value

    def serve(self, told: Mapping[str, Json]) -> Json:
        """Call a function of the test's for the learner's side."""
        try:
            arguments, keywords = Decoder(told["given"], functools.partial(self._node, ())).root()
            result = self._lent[told["of"]](*arguments, **keywords)
            return {"tree": Encoder(self._lend).tree(result)}
        except Exception as error:
            return {"raised": {"base": raising.base_of(type(error)), "message": str(error)[:5000]}}

    def call(self, do: str, of: int, *arguments: Any, name: str = "", **keywords: Any) -> Any:
        """Have the learner's side do something; its value, or its exception. It may change the arguments."""
        told = self._settings.changes((*arguments, *keywords.values()))
        return self._request(do, of, name, list(arguments), keywords, *told)

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
        answer = self._ask(asked | {"seeds": self._seeds.watched})
        if not isinstance(answer, dict):
            raise LearnerStopped
        sys.stdout.write(str(answer.get("printed", "")))
        self._files.take(answer.get("files"), self._awaited)
        if answer.get("drew"):
            self._seeds.moved(answer["drew"])
        if answer.get("after"):
            Decoder(answer["after"], functools.partial(self._node, encoder.objects)).root()
        if answer.get("raised"):
            raise self._error(answer["raised"])
        return Decoder(answer, functools.partial(self._node, encoder.objects)).root()

    def _permits(self, what: str) -> bool:
        self.used.add(what)
        return self.allowed is None or what in self.allowed

    def _permit(self, what: str) -> None:
        if not self._permits(what):
            raise TypeError(f"Tes ini tidak menerima objek buatan sendiri di sini ({what}).")

    def _lend(self, value: Any) -> Json:
        number = self._numbers.get(id(value))
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
            case ["function", int(number), str(name), str(doc), signature]:
                return self._kept(self._stubs, number, lambda: self._stub(number, name, doc, signature))
            case ["generator", int(number), str(name)]:
                return self._kept(self._stubs, number, lambda: self._generator(number, name))
            case ["exception", int(number), str(name), str(base)]:
                bases = (raising.builtin_error(base),)
                return self._kept(self._classes, number, lambda: type(name, bases, {}))
            case ["class", int(number), str(), str(), list(), list()]:
                return self._class(node)
            case ["object", int(number), list(kind), function]:
                if kind[:1] != ["class"] or not self._permits("class"):
                    # such as a function in a library's wrapper: whoever may not look into it can call it
                    if isinstance(function, list) and function[:1] == ["function"]:
                        return self._node(sent, decoder, function)
                    return self._opaque(str(kind[2])[:60], number)
                made = self._class(kind)
                return self._kept(self._objects, number, lambda: self._proxy(made, number))
            case ["mine", int(number)] if 0 <= number < len(self._lent):
                return self._lent[number]
            case ["was", int(place), content] if 0 <= place < len(sent):
                decoder_value = decoder.value(content)
                return _update(sent[place], decoder_value)
        raise DoesNotCross(f"nilai berjenis {str(node[0])[:40]} tidak bisa dibawa ke proses tes")

    def _opaque(self, name: str, number: int) -> Any:
        return self._kept(self._objects, number, lambda: NotCrossed(name, lambda: self.call("truth", number)))

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

    def _stub(self, number: int, name: str, doc: str, signature: Json) -> Callable[..., Any]:
        def stub(*arguments: Any, **keywords: Any) -> Any:
            return self.call("call", number, *arguments, **keywords)

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
            held = {"__doc__": doc, "__slots__": (), **forwarded}
            return _ProxyType(name, tuple(known) or (_Proxy,), held, self, number)

        return self._kept(self._classes, number, make)

    def _proxy(self, kind: Any, number: int) -> Any:
        made = object.__new__(kind)
        object.__setattr__(made, "_sinau_object", (self, number))
        return made

    def _forward(self, special: str) -> Callable[..., Any]:
        def method(proxy: Any, *arguments: Any) -> Any:
            # nothing of the learner's may say that it equals plain data
            if special in _COMPARISONS and not isinstance(arguments[0], _Proxy):
                return NotImplemented
            if special in _BY_DEFAULT and not self._permits(special):
                return _BY_DEFAULT[special](proxy, *arguments)
            self._permit(special)
            return self.call(
                "special", object.__getattribute__(proxy, "_sinau_object")[1], *arguments, name=special
            )

        if special == "__hash__":
            return object.__hash__
        return method

    def _is_filled(self, proxy: Any) -> bool:
        return not self._permits("__len__") or len(proxy) > 0

    def _error(self, told: Json) -> BaseException:
        kind = told.get("class")
        known = self._node((), Decoder({"nodes": []}), kind) if isinstance(kind, list) else None
        return raising.error(told, known)


class _ProxyType(type):
    """The class of proxies that stands for a class of the learner's."""

    def __new__(cls, name: str, bases: tuple[type, ...], held: dict[str, Any], *given: Any) -> Any:
        return super().__new__(cls, name, bases, held)

    def __init__(cls, name: str, bases: Any, held: Any, borrower: Any = None, number: int = -1) -> None:
        super().__init__(name, bases, held)
        type.__setattr__(cls, "_sinau", (borrower, number))

    def __call__(cls, *arguments: Any, **keywords: Any) -> Any:
        borrower, number = type.__getattribute__(cls, "_sinau")
        return borrower.call("call", number, *arguments, **keywords)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") and name not in _OF_CLASSES:
            raise AttributeError(name)
        return cls._ask("get", name)

    def _ask(cls, do: str, *arguments: Any, name: str = "") -> Any:
        borrower, number = type.__getattribute__(cls, "_sinau")
        return borrower.call(do, number, *arguments, name=name)

    def __bool__(cls) -> bool:
        return True

    def __len__(cls) -> int:
        return int(cls._ask("special", name="__len__"))

    def __iter__(cls) -> Iterator[Any]:
        return iter(cls._ask("special", name="__iter__"))

    def __getitem__(cls, key: Any) -> Any:
        return cls._ask("special", key, name="__getitem__")

    def __contains__(cls, item: Any) -> bool:
        return bool(cls._ask("special", item, name="__contains__"))


class _Proxy(metaclass=_ProxyType):
    """An object of the learner's. It has no attributes here: `vars` asks there too."""

    __slots__ = ("__weakref__", "_sinau_object")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in ("__dict__", "__name__"):
            raise AttributeError(name)
        borrower, number = object.__getattribute__(self, "_sinau_object")
        return borrower.call("get", number, name)

    def __setattr__(self, name: str, value: Any) -> None:
        borrower, number = object.__getattribute__(self, "_sinau_object")
        borrower.call("set", number, name, value)


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


def _update(original: Any, now: Any) -> Any:
    """Put what an argument holds now into the test's own object."""
    kind = type(original)
    if kind is not type(now) or original is now:
        return original
    if kind in (list, bytearray):
        original[:] = now
    elif kind in (set, deque) or isinstance(original, dict):
        original.clear()
        getattr(original, "extend" if kind is deque else "update")(now)
    elif kind.__name__ == "ndarray" and original.shape == now.shape and original.dtype == now.dtype:
        original[...] = now
    elif kind.__name__ in ("DataFrame", "Series"):
        original._update_inplace(now)
    return original


def _doc(value: Any) -> str:
    found = getattr(value, "__doc__", None)
    return found[:5000] if isinstance(found, str) else ""
