"""Arrays and tables of numpy and pandas as nodes of `crossing`, and what such nodes hold."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from grader.sandbox.crossing_kinds import DTYPE, Json, refuse
from grader.sandbox.hollow import content, hollow, is_hollow, is_missing

_EXTENSION = re.compile(
    r"(object|str|string|category|boolean|U?Int\d+|Float\d+|"
    r"datetime64\[\w+, [\w/+:-]+\]|period\[\w+(-\w+)?\]|interval\[[\w, ]+\])\Z"
)
_NULLABLE = {"string", "boolean", "Float32", "Float64"} | {
    f"{u}Int{n}" for u in ("U", "") for n in (8, 16, 32, 64)
}
TABLES = {
    "missing", "extension", "timestamp", "nanoseconds", "frame", "series", "steps", "levels", "index",
    "period", "interval", "intervals", "extension array",
}  # fmt: skip
_INDEXES = ("Index", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex", "PeriodIndex")


class Encoder(Protocol):
    """What makes the table (`crossing.Encoder`), as far as arrays and tables need it."""

    def value(self, value: Any) -> Json:
        """An atom, or a reference to its node."""

    def spend(self, size: int) -> None:
        """Count what is sent; raises DoesNotCross where it is too much."""


class Decoder(Protocol):
    """What builds the values of a table (`crossing.Decoder`), as far as arrays and tables need it."""

    def value(self, told: Json) -> Any:
        """The value of an atom or a reference."""

    def text(self, told: str) -> str:
        """A text; raises DoesNotCross for one that would open what it is filled with."""

    def fields(self, values: Iterable[Any]) -> list[Any]:
        """The values of named fields; raises DoesNotCross where one can be called."""

    @property
    def allows(self) -> Callable[[str], bool]:
        """Whether data of a kind that can say yes to everything may cross."""


def library_node(encoder: Encoder, value: Any, kind: type) -> Json:
    """The node of a value of numpy or pandas; None for what is none."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy and kind.__module__.startswith("numpy"):
        return _numpy_node(encoder, value, kind, numpy)
    if pandas and kind.__module__.startswith("pandas"):
        return _pandas_node(encoder, value, kind, pandas)
    return None


def _numpy_node(encoder: Encoder, value: Any, kind: type, numpy: Any) -> Json:
    if kind is numpy.ndarray or issubclass(kind, numpy.generic):
        tag = "array" if kind is numpy.ndarray else "scalar"
        return [tag, *_array_node(encoder, numpy.asarray(value))]
    if kind in (numpy.matrix, numpy.recarray):
        return [kind.__name__, encoder.value(numpy.asarray(value))]
    if issubclass(kind, numpy.ma.MaskedArray):
        data, mask = numpy.ma.getdata(value), numpy.ma.getmaskarray(value)
        return ["masked", encoder.value(numpy.asarray(data)), encoder.value(mask)] if mask.any() else None
    if kind is numpy.random.RandomState:
        return ["randomstate", encoder.value(value.get_state())]
    if kind is numpy.random.Generator:
        state = value.bit_generator.state
        return ["generator of", state["bit_generator"], encoder.value(state)]
    if isinstance(value, numpy.dtype) and (value.kind == "O" or DTYPE.match(value.str)):
        return ["dtype", value.str]
    return None


def _array_node(encoder: Encoder, array: Any) -> list[Json]:
    shape = list(array.shape)
    if array.dtype == object:
        return ["object", shape, [encoder.value(item) for item in array.ravel().tolist()]]
    if array.dtype.names:
        parts = [[name, encoder.value(array[name].copy())] for name in array.dtype.names]
        return ["fields", shape, parts]
    if not DTYPE.match(array.dtype.str):
        refuse(array)
    encoder.spend(array.nbytes)
    return [array.dtype.str, shape, base64.b64encode(array.tobytes()).decode()]


def _pandas_node(encoder: Encoder, value: Any, kind: type, pandas: Any) -> Json:
    if value is pandas.NaT or value is pandas.NA:
        return ["missing", "NaT" if value is pandas.NaT else "NA"]
    if isinstance(value, pandas.api.extensions.ExtensionDtype) and _EXTENSION.match(str(value)):
        return ["extension", str(value)]
    if kind is pandas.Timestamp:
        return ["timestamp", str(value.isoformat()), str(value.tz) if value.tz else None]
    if kind is pandas.Timedelta:
        return ["nanoseconds", int(value.value)]
    if kind is pandas.DataFrame:
        columns = [_column_node(encoder, value.iloc[:, number].array) for number in range(value.shape[1])]
        return ["frame", encoder.value(value.index), encoder.value(value.columns), columns]
    if kind is pandas.Series:
        return [
            "series",
            encoder.value(value.index),
            encoder.value(value.name),
            _column_node(encoder, value.array),
        ]
    if kind is pandas.RangeIndex:
        return ["steps", value.start, value.stop, value.step, encoder.value(value.name)]
    if kind is pandas.MultiIndex:
        return ["levels", encoder.value(list(value)), encoder.value(list(value.names))]
    if kind is pandas.Interval:
        return ["interval", encoder.value(value.left), encoder.value(value.right), value.closed]
    if kind is pandas.IntervalIndex:
        return ["intervals", encoder.value(list(value)), value.closed, encoder.value(value.name)]
    if kind is pandas.Period:
        return ["period", str(value), value.freqstr]
    if isinstance(value, pandas.api.extensions.ExtensionArray):
        return ["extension array", _column_node(encoder, value)]
    if kind in map(vars(pandas).get, _INDEXES):
        every = value.freqstr if kind in (pandas.DatetimeIndex, pandas.TimedeltaIndex) else None
        return ["index", _column_node(encoder, value.array), encoder.value(value.name), every]
    return None


def _column_node(encoder: Encoder, values: Any) -> list[Json]:
    plain = type(values).__name__ == "NumpyExtensionArray"
    dtype = values.dtype.numpy_dtype if plain else values.dtype
    if type(dtype).__module__.startswith("numpy") and DTYPE.match(dtype.str):
        return _array_node(encoder, values.to_numpy())
    if str(dtype) == "category":
        labels = [bool(dtype.ordered), encoder.value(dtype.categories), values.codes.tolist()]
        return ["category", None, labels]
    if type(dtype).__name__ == "SparseDtype":
        return ["sparse", None, [encoder.value(dtype.fill_value), encoder.value(values.to_dense())]]
    if not _EXTENSION.match(str(dtype)):
        refuse(values)
    return [str(dtype), None, [encoder.value(item) for item in values]]


def array(decoder: Decoder, dtype: str, shape: list[int], content: Json) -> Any:
    """The array of an "array" or "scalar" node; raises ValueError or TypeError where it is none."""
    import numpy as np

    if dtype == "object":
        made = np.empty(len(content), object)
        for number, item in enumerate(content):
            made[number] = decoder.value(item)
        return made.reshape(shape)
    if dtype == "fields":
        parts = {str(name): np.asarray(decoder.value(part)) for name, part in content}
        kinds = [(name, part.dtype, part.shape[len(shape) :]) for name, part in parts.items()]
        made = np.empty(shape, np.dtype(kinds))
        for name, part in parts.items():
            made[name] = part
        return made
    if not DTYPE.match(dtype):
        raise ValueError
    made = np.frombuffer(base64.b64decode(content), np.dtype(dtype)).reshape(shape).copy()
    if made.dtype.kind == "U":
        for text in made.ravel().tolist():
            decoder.text(text)
    return made


def special_array(decoder: Decoder, tag: str, parts: list[Json]) -> Any:
    """A matrix, an array of records or one with masked items."""
    import numpy as np

    data = np.asarray(decoder.value(parts[0]))
    if tag == "masked":
        return np.ma.array(data, mask=decoder.value(parts[1]))
    if tag == "recarray" and data.dtype.hasobject:
        decoder.fields(item for name in data.dtype.names or () for item in data[name].ravel())
    return np.asmatrix(data) if tag == "matrix" else data.view(np.recarray)


def table(decoder: Decoder, tag: str, parts: list[Json]) -> Any:
    """The value of a node of `TABLES`; raises like `array`."""
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
        return pd.Interval(decoder.value(parts[0]), decoder.value(parts[1]), closed=parts[2])
    if tag == "intervals":
        return pd.IntervalIndex(_full(decoder, parts[0]), closed=parts[1], name=decoder.value(parts[2]))
    if tag == "extension array":
        return pd.array(_column(decoder, parts[0]))
    if tag == "steps":
        start, stop, step, name = parts
        return pd.RangeIndex(start, stop, step, name=decoder.value(name))
    if tag == "levels":
        return pd.MultiIndex.from_tuples(_full(decoder, parts[0]), names=decoder.value(parts[1]))
    if tag == "index":
        made: Any = pd.Index(_column(decoder, parts[0]), name=decoder.value(parts[1]))
        if parts[2] is not None:
            made.freq = parts[2]
        return made
    index = _full(decoder, parts[0])
    columns = [_column(decoder, column) for column in (parts[2:] if tag == "series" else parts[2])]
    if tag == "series":
        made = pd.Series(columns[0], index=index, name=decoder.value(parts[1]))
    else:
        made = pd.DataFrame(dict(enumerate(columns)), index=index)
        made.columns = _full(decoder, parts[1])
    tells = not columns or not all(map(is_missing, columns)) or decoder.allows("missing")
    return made if tells else hollow(made)


def _full(decoder: Decoder, told: Json) -> Any:
    """The labels of a table, which may be none."""
    value = decoder.value(told)
    return content(value) if is_hollow(type(value)) else value


def _column(decoder: Decoder, told: list[Json]) -> Any:
    import pandas as pd

    dtype, shape, held = told
    if shape is not None:
        return array(decoder, dtype, shape, held)
    if dtype == "sparse":
        fill, dense = (_full(decoder, part) for part in held)
        return pd.arrays.SparseArray(dense, fill_value=fill)
    if not _EXTENSION.match(dtype):
        raise ValueError
    if dtype == "category":
        ordered, categories, codes = held
        return pd.Categorical.from_codes(codes, categories=_full(decoder, categories), ordered=bool(ordered))
    items = [decoder.value(item) for item in held]
    if dtype == "object":
        decoder.fields(items)  # a series gives its items by their labels too
        return array(decoder, "object", [len(items)], held)
    made = pd.array(items, dtype=dtype)
    if dtype in _NULLABLE and made.isna().any() and not decoder.allows("missing"):
        # compared with anything its missing values are missing, which `all` leaves out
        return made.to_numpy(object if dtype in ("string", "boolean") else float, na_value=float("nan"))
    return made
