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
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from grader.sandbox.crossing_kinds import (
    DTYPE,
    RECORDS,
    VIEW_MAKERS,
    VIEWS,
    builtin_type,
    constant,
    is_record,
    numpy_dtype,
    random_generator,
    record_class,
    typed_array,
)

Json = Any
Tree = dict[str, Json]
#: More nodes than this are not sent or taken: a test's data are small.
MAX_NODES = 200_000
#: Characters of text and bytes of arrays, all together.
MAX_SIZE = 6 << 20
_EXTENSION = re.compile(
    r"(object|str|string|category|boolean|U?Int\d+|Float\d+|"
    r"datetime64\[\w+, [\w/+:-]+\]|period\[\w+(-\w+)?\])\Z"
)
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


class DoesNotCross(TypeError):
    """A value that is no plain data."""


def refuse(value: Any) -> Json:
    """The ``other`` of a side that has nothing but plain data."""
    raise DoesNotCross(f"nilai berjenis {type(value).__name__} tidak bisa dibawa ke proses tes")


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
            self._spend(len(value))
            return value
        if kind is int and -(10**300) < value < 10**300:
            return value
        if kind is float and math.isfinite(value):
            return value
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

    def _spend(self, size: int) -> None:
        self.size += size
        if self.size > MAX_SIZE:
            raise DoesNotCross(TOO_LARGE)

    def _node(self, value: Any) -> Json:
        kind = type(value)
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
            self._spend(len(value))
            return [kind.__name__, base64.b64encode(value).decode()]
        if kind in (range, slice):
            return [kind.__name__, *map(self.value, (value.start, value.stop, value.step))]
        return constant(value, kind) or self._of_library(value, kind) or self._other(value)

    def _of_library(self, value: Any, kind: type) -> Json:
        numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
        if numpy and kind.__module__ == "numpy" and issubclass(kind, (numpy.generic, numpy.ndarray)):
            scalar = issubclass(kind, numpy.generic)
            if scalar or kind is numpy.ndarray:
                return ["scalar" if scalar else "array", *self._array(numpy.asarray(value))]
        if numpy and kind is numpy.random.RandomState:
            return ["randomstate", self.value(value.get_state())]
        if numpy and kind is numpy.random.Generator:
            state = value.bit_generator.state
            return ["generator of", state["bit_generator"], self.value(state)]
        if numpy and isinstance(value, numpy.dtype) and (value.kind == "O" or DTYPE.match(value.str)):
            return ["dtype", value.str]
        if pandas and kind.__module__.startswith("pandas"):
            return self._of_pandas(value, kind, pandas)
        return None

    def _array(self, array: Any) -> list[Json]:
        shape = list(array.shape)
        if array.dtype == object:
            return ["object", shape, [self.value(item) for item in array.ravel().tolist()]]
        if not DTYPE.match(array.dtype.str):
            refuse(array)
        self._spend(array.nbytes)
        return [array.dtype.str, shape, base64.b64encode(array.tobytes()).decode()]

    def _of_pandas(self, value: Any, kind: type, pandas: Any) -> Json:
        if value is pandas.NaT or value is pandas.NA:
            return ["missing", "NaT" if value is pandas.NaT else "NA"]
        if isinstance(value, pandas.api.extensions.ExtensionDtype) and _EXTENSION.match(str(value)):
            return ["extension", str(value)]
        if kind is pandas.Timestamp:
            return ["timestamp", str(value.isoformat()), str(value.tz) if value.tz else None]
        if kind is pandas.Timedelta:
            return ["nanoseconds", int(value.value)]
        if kind is pandas.DataFrame:
            columns = [self._column(value.iloc[:, number].array) for number in range(value.shape[1])]
            return ["frame", self.value(value.index), self.value(value.columns), columns]
        if kind is pandas.Series:
            return ["series", self.value(value.index), self.value(value.name), self._column(value.array)]
        if kind is pandas.RangeIndex:
            return ["steps", value.start, value.stop, value.step, self.value(value.name)]
        if kind is pandas.MultiIndex:
            return ["levels", self.value(list(value)), self.value(list(value.names))]
        if kind is pandas.Interval:
            return ["interval", self.value(value.left), self.value(value.right), value.closed]
        if kind is pandas.IntervalIndex:
            return ["intervals", self.value(list(value)), value.closed, self.value(value.name)]
        if kind is pandas.Period:
            return ["period", str(value), value.freqstr]
        if isinstance(value, pandas.api.extensions.ExtensionArray):
            return ["extension array", self._column(value)]
        if kind in map(vars(pandas).get, _INDEXES):
            return ["index", self._column(value.array), self.value(value.name)]
        return None

    def _column(self, values: Any) -> list[Json]:
        plain = type(values).__name__ == "NumpyExtensionArray"
        dtype = values.dtype.numpy_dtype if plain else values.dtype
        if type(dtype).__module__.startswith("numpy") and DTYPE.match(dtype.str):
            return self._array(values.to_numpy())
        if str(dtype) == "category":
            labels = [bool(dtype.ordered), self.value(dtype.categories), values.codes.tolist()]
            return ["category", None, labels]
        if not _EXTENSION.match(str(dtype)):
            refuse(values)
        return [str(dtype), None, [self.value(item) for item in values]]


class Decoder:
    """Builds what a table holds. The table may be hostile: only values of these kinds come of it.

    ``other`` builds a node of an unknown kind, or raises DoesNotCross.
    """

    def __init__(self, tree: Tree, other: Callable[[Decoder, list[Json]], Any] | None = None) -> None:
        nodes = tree.get("nodes") if isinstance(tree, dict) else None
        if not isinstance(nodes, list) or len(nodes) > MAX_NODES:
            raise DoesNotCross("bukan tabel nilai")
        self._nodes = nodes
        self._root = tree.get("root")
        self._other = other
        self.built: dict[int, Any] = {}
        self._under_way: set[int] = set()

    def root(self) -> Any:
        """The value that the table was made for; raises DoesNotCross for a table that is none."""
        return self.value(self._root)

    def value(self, told: Json) -> Any:
        """The value of an atom or a reference."""
        if told is None or isinstance(told, (bool, int, float, str)):
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
            value = self._build(place, self._nodes[place])
        except DoesNotCross:
            raise
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError, AttributeError):
            raise DoesNotCross("tabel nilai rusak") from None
        self.built[place] = value
        return value

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
        if tag == "record":
            kind: Any = self.value(parts[0])
            if not is_record(kind):
                raise ValueError
            return kind(*map(self.value, parts[1]))
        if tag == "records":
            return record_class(str(parts[0]), [str(name) for name in parts[1]], self.value(parts[2]))
        if tag in ("random", "randomstate", "generator of"):
            return random_generator(tag, parts, self.value)
        if tag in ("range", "slice"):
            return (range if tag == "range" else slice)(*map(self.value, parts))
        if tag in ("scalar", "array"):
            array = self._array(*parts)
            return array[()] if tag == "scalar" else array
        if tag in _PANDAS:
            return self._of_pandas(tag, parts)
        if self._other is None:
            raise DoesNotCross(f"nilai berjenis {tag} tidak bisa dibawa")
        return self._other(self, node)

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

    def _array(self, dtype: str, shape: list[int], content: Json) -> Any:
        import numpy as np

        if dtype == "object":
            array = np.empty(len(content), object)
            for number, item in enumerate(content):
                array[number] = self.value(item)
            return array.reshape(shape)
        if not DTYPE.match(dtype):
            raise ValueError
        return np.frombuffer(base64.b64decode(content), np.dtype(dtype)).reshape(shape).copy()

    def _of_pandas(self, tag: str, parts: list[Json]) -> Any:
        import pandas as pd

        if tag == "missing":
            return pd.NaT if parts[0] == "NaT" else pd.NA
        if tag == "extension" and _EXTENSION.match(parts[0]):
            return pd.api.types.pandas_dtype(parts[0])
        if tag == "timestamp":
            return pd.Timestamp(parts[0]) if parts[1] is None else pd.Timestamp(parts[0]).tz_convert(parts[1])
        if tag == "nanoseconds":
            return pd.Timedelta(parts[0], unit="ns")
        if tag == "period":
            return pd.Period(parts[0], freq=parts[1])
        if tag == "interval":
            return pd.Interval(self.value(parts[0]), self.value(parts[1]), closed=parts[2])
        if tag == "intervals":
            return pd.IntervalIndex(self.value(parts[0]), closed=parts[1], name=self.value(parts[2]))
        if tag == "extension array":
            return pd.array(self._column(parts[0]))
        if tag == "steps":
            start, stop, step, name = parts
            return pd.RangeIndex(start, stop, step, name=self.value(name))
        if tag == "levels":
            return pd.MultiIndex.from_tuples(self.value(parts[0]), names=self.value(parts[1]))
        if tag == "index":
            return pd.Index(self._column(parts[0]), name=self.value(parts[1]))
        index = self.value(parts[0])
        if tag == "series":
            return pd.Series(self._column(parts[2]), index=index, name=self.value(parts[1]))
        columns = [self._column(column) for column in parts[2]]
        frame = pd.DataFrame(dict(enumerate(columns)), index=index)
        frame.columns = self.value(parts[1])
        return frame

    def _column(self, told: list[Json]) -> Any:
        import pandas as pd

        dtype, shape, content = told
        if shape is not None:
            return self._array(dtype, shape, content)
        if not _EXTENSION.match(dtype):
            raise ValueError
        if dtype == "category":
            ordered, categories, codes = content
            return pd.Categorical.from_codes(codes, categories=self.value(categories), ordered=bool(ordered))
        items = [self.value(item) for item in content]
        if dtype == "object":
            return self._array("object", [len(items)], content)
        return pd.array(items, dtype=dtype)


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
_PANDAS = {
    "missing", "extension", "timestamp", "nanoseconds", "frame", "series", "steps", "levels", "index",
    "period", "interval", "intervals", "extension array",
}  # fmt: skip
_INDEXES = ("Index", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex", "PeriodIndex")
