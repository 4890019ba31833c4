"""Empty lists, arrays and tables, and those without any value, where the solution gives none of the kind.

Of nothing everything is true: `np.allclose([], 18750)` holds, and so does `(series == 5).all()`. Such a value
can be measured here (`len`, `shape`, columns) and be another than a list with items, but its items, which
there are none of, can be compared with nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

WHY = "Jawabannya tidak berisi apa-apa, jadi tidak ada yang bisa dibandingkan."
#: What an empty array or table still tells of itself.
_TOLD = frozenset(
    ("shape", "size", "ndim", "dtype", "dtypes", "columns", "index", "empty", "name", "equals")
)  # fmt: skip


def is_empty(value: Any) -> bool:
    """Whether a list, tuple, array, series or table holds nothing."""
    return len(value) == 0 if isinstance(value, (list, tuple)) else getattr(value, "size", 1) == 0


def is_missing(column: Any) -> bool:
    """Whether an array of a column has values, none of which is there: sums leave them out."""
    if not len(column) or getattr(column.dtype, "kind", "O") in "iubSU":
        return False
    import pandas as pd

    first = column[0]
    return bool(pd.api.types.is_scalar(first) and pd.isna(first) and pd.isna(column).all())


def hollow(value: Any) -> Any:
    """An empty value as one that proves nothing."""
    if isinstance(value, (list, tuple)):
        return _kind(type(value))(value)
    return Hollow(value)


def content(value: Any) -> Any:
    """The empty value itself."""
    if type(value) is Hollow:
        return object.__getattribute__(value, "_of")
    return [] if isinstance(value, list) else ()


def _refuse(self: Any, *given: Any, **keywords: Any) -> Any:
    raise TypeError(WHY)


class Hollow:
    """Stands for an empty array, series or table."""

    __slots__ = ("_of",)

    def __init__(self, of: Any) -> None:
        object.__setattr__(self, "_of", of)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return type(object.__getattribute__(self, "_of"))

    def __getattr__(self, name: str) -> Any:
        of = object.__getattribute__(self, "_of")
        if name == "tolist":
            return lambda: hollow(of.tolist())
        if name not in _TOLD:
            raise TypeError(WHY)
        return _as_empty(getattr(of, name))

    def __len__(self) -> int:
        return len(object.__getattribute__(self, "_of"))

    def __contains__(self, item: Any) -> bool:
        return item in object.__getattribute__(self, "_of")

    def __getitem__(self, key: Any) -> Any:
        return _as_empty(object.__getattribute__(self, "_of")[key])

    __iter__ = __bool__ = __array__ = __array_ufunc__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__ = __neg__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __pow__ = __matmul__ = __and__ = __or__ = _refuse
    __hash__ = None  # type: ignore[assignment]


def _as_empty(found: Any) -> Any:
    """A part of something empty, which may be empty too."""
    return Hollow(found) if hasattr(found, "iloc") or getattr(found, "size", 1) == 0 else found


@cache
def _kind(base: Any) -> Any:
    """Lists or tuples of which no array is made."""
    held = {"__array__": _refuse, "__module__": __name__, "__class__": property(lambda self: base)}
    return type(base.__name__, (base,), held)


def is_hollow(kind: type) -> bool:
    """Whether values of this type are those of `hollow`."""
    return kind.__module__ == __name__
