"""What stands on the test's side for objects of the learner's: none of it runs a line of theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import count
from typing import Any

from grader.sandbox.crossing_kinds import DoesNotCross
from grader.sandbox.crossing_wrapped import BASES
from grader.sandbox.lending import SPECIAL

#: What a class of the learner's may be asked that is no method of its objects (dataclasses, annotations).
_OF_CLASSES = ("__dataclass_fields__", "__annotations__")


class NotCrossed:
    """Stands for a value that cannot be brought here: whatever a test asks of it, it fails.

    By ``ask`` it tells only whether it is true, and what it goes through, if its class ``can`` do that: no
    more than a `True` or a list in its place would. What it has told once it tells always, as a list does.
    """

    def __init__(self, name: str, ask: Callable[..., Any] | None = None, can: Collection[str] = ()) -> None:
        object.__setattr__(self, "_why", f"Nilai {name} berjenis yang tidak bisa dibawa ke proses tes.")
        object.__setattr__(self, "_asks", (ask, can))
        object.__setattr__(self, "_told", {})

    def __bool__(self) -> bool:
        ask, _ = object.__getattribute__(self, "_asks")
        return bool(self._fail() if ask is None else self._once("truth", lambda: ask("truth")))

    def __iter__(self) -> Iterator[Any]:
        return _again(*self._once("items", lambda: ([], iter(self._goes_through("__iter__", "items")))))

    def __contains__(self, item: Any) -> bool:
        return any(one is item or one == item for one in self)

    def __len__(self) -> int:
        return int(self._once("len", lambda: self._goes_through("__len__", "special")))

    def __getitem__(self, key: Any) -> Any:
        asked = f"item {type(key).__name__} {str(key)[:1000]}"
        return self._once(asked, lambda: self._goes_through("__getitem__", "special", key))

    def _once(self, what: str, ask: Callable[[], Any]) -> Any:
        told = object.__getattribute__(self, "_told")
        if what not in told:
            told[what] = ask()
        return told[what]

    def _goes_through(self, name: str, do: str, *given: Any) -> Any:
        ask, can = object.__getattribute__(self, "_asks")
        return ask(do, *given, name=name) if name in can else self._fail()

    def _fail(self, *given: Any, **keywords: Any) -> Any:
        raise TypeError(object.__getattribute__(self, "_why"))

    __array__ = _fail  # else numpy would take it for a row that is as long as it says
    __hash__ = object.__hash__


def _again(items: list[Any], rest: Iterator[Any]) -> Iterator[Any]:
    """What has been gone through, and the rest, which is remembered."""
    for place in count():
        if place == len(items):
            try:
                items.append(next(rest))
            except StopIteration:
                return
        yield items[place]


for _name in (*SPECIAL, "__getattr__"):
    if _name not in vars(NotCrossed) and _name != "__call__":
        setattr(NotCrossed, _name, NotCrossed._fail)


class _Called(NotCrossed):
    """One that can be called: no more than a function in its place would be."""

    def __call__(self, *given: Any, **keywords: Any) -> Any:
        ask, _ = object.__getattribute__(self, "_asks")
        return ask("call", *given, keywords=keywords)


def not_crossed(name: str, ask: Callable[..., Any] | None = None, can: Collection[str] = ()) -> NotCrossed:
    """What stands for a value of a type of this name."""
    return (_Called if ask is not None and "__call__" in can else NotCrossed)(name, ask, can)


class Once:
    """An iterator of the learner's where the solution gives none: gone through twice it is no empty list."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        self._ask, self._ended = ask, False

    def __iter__(self) -> Iterator[Any]:
        if self._ended:
            raise TypeError("Isinya sudah diambil semua; jadikan daftar dulu dengan list(...).")
        return self

    def __next__(self) -> Any:
        try:
            return self._ask()
        except StopIteration:
            self._ended = True
            raise


class ProxyType(type):
    """The class of proxies that stands for a class of the learner's."""

    def __new__(cls, name: str, bases: tuple[type, ...], held: dict[str, Any], *given: Any) -> Any:
        return super().__new__(cls, name, bases, held)

    def __init__(cls, name: str, bases: Any, held: Any, borrower: Any = None, number: int = -1) -> None:
        super().__init__(name, bases, held)
        type.__setattr__(cls, "_sinau", (borrower, number))

    def __call__(cls, *arguments: Any, **keywords: Any) -> Any:
        borrower, number = type.__getattribute__(cls, "_sinau")
        return borrower.call("call", number, *arguments, keywords=keywords)

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


class Proxy(metaclass=ProxyType):
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


def as_array(proxy: Any, *given: Any, **keywords: Any) -> Any:
    """What numpy makes of an object with items; of one without any nothing could be said."""
    import numpy as np

    items = [proxy[place] for place in range(len(proxy))]
    if not items:
        raise TypeError("Objek ini kosong, jadi tidak ada yang bisa dibandingkan.")
    return np.array(items)


def stand_in(plain: Any, number: int) -> Any:
    """What an object of the learner's holds, as an object of a class made here: data, but it is known whose.

    Raises DoesNotCross for what is no plain data.
    """
    if isinstance(plain, (Proxy, ProxyType, NotCrossed)):
        raise DoesNotCross("bukan data biasa")
    if type(plain) not in BASES:
        return plain
    base: Any = type(plain)
    made = _kind(base)(plain)
    made._sinau_number = number
    return made


def number_of(value: Any) -> int | None:
    """Which object of the learner's a stand-in is for; None for anything else."""
    if type(value).__module__ != __name__ or isinstance(value, NotCrossed):
        return None
    if isinstance(value, Proxy):
        return object.__getattribute__(value, "_sinau_object")[1]  # type: ignore[no-any-return]
    return getattr(value, "_sinau_number", None)


@cache
def _kind(base: Any) -> Any:
    return type(base.__name__, (base,), {"__module__": __name__})
