"""Values on their way between the learner's process and the test's: a typed table of nodes, never pickle.

An atom (None, bool, int, text, finite float) stands for itself, `[k]` for node k. One table a transfer: what
was one object on one side is one object on the other, and depth costs no nesting. Only exact types of Python,
numpy and pandas are data; whatever else there is goes through ``other``, which each side gives.
"""

from __future__ import annotations

import base64
import collections
import datetime
import decimal
import fractions
import math
import random
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from grader.sandbox.crossing_kinds import (
    RECORDS,
    VIEW_MAKERS,
    VIEWS,
    DoesNotCross,
    builtin_type,
    constant,
    is_record,
    numpy_dtype,
    random_generator,
    record_class,
    refuse,
    typed_array,
)
from grader.sandbox.crossing_tables import TABLES, array, library_node, special_array, table
from grader.sandbox.crossing_wrapped import BUILDERS, held, wrapped
from grader.sandbox.hollow import content, hollow, is_empty, is_hollow

Json = Any
Tree = dict[str, Json]
#: More nodes than this are not sent or taken: a test's data are small.
MAX_NODES = 200_000
#: Characters of text and bytes of arrays, all together.
MAX_SIZE = 6 << 20
_SEQUENCES: dict[type, str] = {
    list: "list", tuple: "tuple", set: "set", frozenset: "frozenset", collections.deque: "deque", **VIEWS,
}  # fmt: skip
_MAPPINGS: dict[type, str] = {
    dict: "dict", collections.OrderedDict: "ordered", collections.Counter: "counter",
}  # fmt: skip
_TEXTS: dict[type, str] = {decimal.Decimal: "decimal", fractions.Fraction: "fraction"}
_KINDS: dict[str, Any] = {n: kind for table in (_SEQUENCES, _MAPPINGS, _TEXTS) for kind, n in table.items()}
_KINDS |= VIEW_MAKERS


TOO_LARGE = "nilai terlalu besar untuk dibawa ke proses tes"
#: A text that reaches into what it is filled with: `"{o.__init__.__globals__[expected]}".format(o=...)`.
_REACHES_IN = re.compile(r"\{[^{}]*[.\[]_")
#: What numpy takes for a row of numbers, besides lists and tuples.
_ROWS = frozenset(
    ("deque", "bounded", "range", "typed", "memory", "userlist", "userdict", "userstring", "chain", "proxy")
)
_MAY_BE_EMPTY = frozenset(
    ("list", "tuple", "array", "matrix", "recarray", "series", "frame", "extension array", "index", "steps")
) | {"levels", "intervals"}


class Encoder:
    """Makes one table; ``other`` gives the node of what is no plain data, or raises DoesNotCross.

    ``was`` holds, by id, the places of objects in a table that came from the other side before: they go
    back as what they were, with what they hold now.
    """

    def __init__(
        self, other: Callable[[Any], Json] = refuse, was: Mapping[int, int] = MappingProxyType({})
    ) -> None:
        self.nodes: list[Json] = []
        self.objects: list[Any] = []
        self._other = other
        self._was = was
        self.size = 0
        self._seen: dict[int, int] = {}

    def tree(self, value: Any) -> Tree:
        """The table with ``value`` as its root."""
        root = self.value(value)
        return {"root": root, "nodes": self.nodes}

    def value(self, value: Any) -> Json:
        """An atom, or a reference to its node."""
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str:
            self.spend(len(value))
            return value
        if kind is int and -(10**300) < value < 10**300:
            return value
        if kind is float and math.isfinite(value):
            return value
        if is_hollow(kind):
            value = content(value)
        known = self._seen.get(id(value))
        if known is None:
            known = self._seen[id(value)] = len(self.nodes)
            if known >= MAX_NODES:
                raise DoesNotCross(TOO_LARGE)
            self.nodes.append(None)
            self.objects.append(value)
            if id(value) in self._was:
                self.nodes.append(None)
                self.objects.append(value)
                self.nodes[known] = ["was", self._was[id(value)], [known + 1]]
                self.nodes[known + 1] = self._node(value)
            else:
                self.nodes[known] = self._node(value)
        return [known]

    def spend(self, size: int) -> None:
        """Count what is sent; raises DoesNotCross where it is too much."""
        self.size += size
        if self.size > MAX_SIZE:
            raise DoesNotCross(TOO_LARGE)

    def _node(self, value: Any) -> Json:
        kind = type(value)
        if found := wrapped(value, kind):
            return [found[0], self.value(found[1])]
        if kind in _SEQUENCES:
            return [_SEQUENCES[kind], [self.value(item) for item in value]]
        if kind in _MAPPINGS:
            return [_MAPPINGS[kind], [[self.value(k), self.value(v)] for k, v in value.items()]]
        if kind in _TEXTS:
            return [_TEXTS[kind], str(value)]
        if kind is collections.defaultdict:
            items = [[self.value(k), self.value(v)] for k, v in value.items()]
            return ["defaults", self.value(value.default_factory), items]
        if is_record(kind):
            return ["record", self.value(kind), [self.value(item) for item in value]]
        if kind is type and is_record(value):
            RECORDS[value.__name__, *value._fields] = value
            return ["records", value.__name__, list(value._fields), self.value(value._field_defaults)]
        if kind is random.Random:
            return ["random", self.value(value.getstate())]
        if kind is complex:
            return ["complex", repr(value.real), repr(value.imag)]
        if kind in (bytes, bytearray):
            self.spend(len(value))
            return [kind.__name__, base64.b64encode(value).decode()]
        if kind in (range, slice):
            return [kind.__name__, *map(self.value, (value.start, value.stop, value.step))]
        return constant(value, kind) or library_node(self, value, kind) or self._no_data(value)

    def _no_data(self, value: Any) -> Json:
        """The node that ``other`` gives; of an object, with what it holds if it is plain data at heart."""
        told = self._other(value)
        if told[0] not in ("object", "own"):
            return told
        return [*told, [self.value(item) for item in held(value)]]


class Decoder:
    """Builds what a table holds. The table may be hostile: only values of these kinds come of it.

    ``other`` builds a node of an unknown kind, or raises DoesNotCross. ``allows`` is asked about data that
    can say yes to everything: "masked" items of arrays, "methods" among the fields of named tuples, what is
    "empty" or "missing", texts with "patterns" that reach into what they are filled with.
    """

    def __init__(
        self,
        tree: Tree,
        other: Callable[[Decoder, list[Json]], Any] | None = None,
        allows: Callable[[str], bool] = lambda what: True,
    ) -> None:
        nodes = tree.get("nodes") if isinstance(tree, dict) else None
        if not isinstance(nodes, list) or len(nodes) > MAX_NODES:
            raise DoesNotCross("bukan tabel nilai")
        self._nodes = nodes
        self._root = tree.get("root")
        self._other, self.allows = other, allows
        self.built: dict[int, Any] = {}
        self._under_way: set[int] = set()

    def root(self) -> Any:
        """The value that the table was made for; raises DoesNotCross for a table that is none."""
        return self.value(self._root)

    def value(self, told: Json) -> Any:
        """The value of an atom or a reference."""
        if isinstance(told, str):
            return self.text(told)
        if told is None or isinstance(told, (bool, int, float)):
            return told
        try:
            [place] = told
            if type(place) is not int or not 0 <= place < len(self._nodes):
                raise ValueError
            if place in self.built:
                return self.built[place]
            if place in self._under_way:
                raise ValueError  # a ring through something that cannot be made before its parts
            self._under_way.add(place)
            value = self._filled(self._build(place, self._nodes[place]), self._nodes[place][0])
        except DoesNotCross:
            raise
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError, AttributeError):
            raise DoesNotCross("tabel nilai rusak") from None
        self.built[place] = value
        return value

    def _filled(self, value: Any, tag: str) -> Any:
        """The value; one that is empty where it may not be as one that proves nothing."""
        if tag in _ROWS and not len(value) and not self.allows("empty"):
            raise DoesNotCross("deret kosong tidak bisa dibawa ke proses tes")
        if tag not in _MAY_BE_EMPTY or not is_empty(value) or self.allows("empty"):
            return value
        return hollow(value)

    def text(self, told: str) -> str:
        """A text; raises DoesNotCross for one that would open what it is filled with."""
        if "{" in told and _REACHES_IN.search(told) and not self.allows("patterns"):
            raise DoesNotCross("teks dengan pola yang membuka isi objek tidak bisa dibawa ke proses tes")
        return told

    def _build(self, place: int, node: list[Json]) -> Any:
        tag, *parts = node
        if tag in _KINDS:
            return self._container(place, tag, parts[0])
        simple = _SIMPLE.get(tag)
        if simple is not None:
            return simple(*parts)
        if tag == "defaults":
            made: Any = collections.defaultdict(self.value(parts[0]))  # a TypeError for what is no factory
            self.built[place] = made
            made.update((self.value(key), self.value(value)) for key, value in parts[1])
            return made
        if tag in ("record", "records", *BUILDERS):
            return self._wrapper(tag, parts)
        if tag in ("random", "randomstate", "generator of"):
            return random_generator(tag, parts, self.value)
        if tag in ("range", "slice"):
            return (range if tag == "range" else slice)(*map(self.value, parts))
        if tag in ("scalar", "array"):
            made = array(self, *parts)
            return made[()] if tag == "scalar" else made
        if tag in ("matrix", "recarray", "masked"):
            if tag == "masked" and not self.allows(tag):
                raise DoesNotCross("larik dengan isi bermasker (np.ma) tidak bisa dibawa ke proses tes")
            return special_array(self, tag, parts)
        if tag in TABLES:
            return table(self, tag, parts)
        if self._other is None:
            raise DoesNotCross(f"nilai berjenis {tag} tidak bisa dibawa")
        return self._other(self, node)

    def _wrapper(self, tag: str, parts: list[Json]) -> Any:
        if tag == "records":
            defaults = self.value(parts[2])
            self.fields(defaults.values())
            return record_class(str(parts[0]), [str(name) for name in parts[1]], defaults)
        inside: Any = self.value(parts[0])
        if tag == "record":
            if not is_record(inside):
                raise ValueError
            return inside(*self.fields(map(self.value, parts[1])))
        if tag == "names":
            self.fields(inside.values())
        return BUILDERS[tag](inside)

    def fields(self, values: Iterable[Any]) -> list[Any]:
        """The values of named fields: what can be called there would be a method that the learner chose."""
        found = list(values)
        if any(map(callable, found)) and not self.allows("methods"):
            raise DoesNotCross("fungsi sebagai isi yang bernama tidak bisa dibawa ke proses tes")
        return found

    def _container(self, place: int, tag: str, parts: Json) -> Any:
        kind = _KINDS[tag]
        if kind in _TEXTS:
            return kind(str(parts)[:1000])
        if kind in (list, collections.deque) or kind in _MAPPINGS:
            made: Any = kind()
            self.built[place] = made  # before its parts: it may hold itself
            if kind in _MAPPINGS:
                for key, value in parts:
                    made[self.value(key)] = self.value(value)
            else:
                made.extend(map(self.value, parts))
            return made
        return kind(map(self.value, parts))


_SIMPLE: dict[str, Callable[..., Any]] = {
    "float": float,
    "int": lambda text: int(text[:20_000], 16),
    "complex": lambda real, imag: complex(float(real), float(imag)),
    "bytes": base64.b64decode,
    "bytearray": lambda text: bytearray(base64.b64decode(text)),
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "time": datetime.time.fromisoformat,
    "timedelta": datetime.timedelta,
    "path": Path,
    "typed": typed_array,
    "ellipsis": lambda: Ellipsis,
    "notimplemented": lambda: NotImplemented,
    "type": builtin_type,
    "dtype": numpy_dtype,
}
