"""The blank `____` that stands where a trainee's answer will be.

Anything done with a blank is a blank again, so an exercise nobody has touched runs from top to bottom
without an exception and every check can say *belum dikerjakan*.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Iterator
from typing import Any

NAME = "____"

# Asked for by numpy, pandas and matplotlib to find out what an object is; a blank is none of those things.
_ARRAY_PROTOCOL = frozenset({"dtype", "shape", "ndim", "to_numpy", "values", "categories", "to_dict"})


class Blank:
    """The one value of `____`: absorbing, false, empty, and printed as `____`."""

    __slots__ = ()
    __pandas_priority__ = 10_000  # df["x"] > ____ is left to the blank

    def __getattr__(self, name: str) -> Blank:
        if name.startswith("_") or name in _ARRAY_PROTOCOL:
            raise AttributeError(name)
        return self

    def __setattr__(self, name: str, value: object) -> None:
        """`____.kolom = 1` changes nothing."""

    def __setitem__(self, key: object, value: object) -> None:
        """`____["kolom"] = 1` changes nothing."""

    def __delitem__(self, key: object) -> None:
        """`del ____["kolom"]` changes nothing."""

    def _absorb(self, *args: object, **kwargs: object) -> Any:
        return self

    __call__ = __getitem__ = _absorb
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _absorb
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _absorb
    __pow__ = __rpow__ = __divmod__ = __rdivmod__ = __matmul__ = __rmatmul__ = _absorb
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = _absorb
    __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = _absorb
    __neg__ = __pos__ = __abs__ = __invert__ = __round__ = __trunc__ = __floor__ = __ceil__ = _absorb
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _absorb
    __array_ufunc__ = _absorb
    __enter__ = _absorb

    def __exit__(self, *exc: object) -> None:
        """`with ____:` runs its body."""

    def __hash__(self) -> int:
        return hash(NAME)

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __contains__(self, item: object) -> bool:
        return False

    def __int__(self) -> int:
        return 0

    def __index__(self) -> int:
        return 0

    def __float__(self) -> float:
        return math.nan

    def __repr__(self) -> str:
        return NAME

    def __format__(self, spec: str) -> str:
        return NAME

    def __copy__(self) -> Blank:
        return self

    def __deepcopy__(self, memo: object) -> Blank:
        return self


____ = Blank()


def is_blank(value: object) -> bool:
    """Whether a trainee's value is still (or was computed from) the untouched `____`."""
    return type(value) is Blank


def install() -> None:
    """Make `____` known in every cell, whatever was imported."""
    setattr(builtins, NAME, ____)
