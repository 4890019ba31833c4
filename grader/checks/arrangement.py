"""How a calculation with all that is due is put together otherwise: in comparison or in order. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from grader.checks.signs import ENDING
from grader.checks.spec import Written

ARRANGED = (
    "Semua {what} yang perlu sudah ada di hitunganmu. Yang belum pas susunannya: pasangannya, "
    "urutannya, atau kurungnya."
)
ASKED_OTHERWISE = "Periksa tanda perbandingan `{sign}` di hitunganmu."
COMPARING = ("<", "<=", ">", ">=", "==", "!=")
#: What a calculation is made of, in Indonesian and as a part of `Written`.
PARTS = {"nama": "names", "angka": "numbers"}


def arranged_otherwise(written: Written, used: Written) -> str:
    """A sentence on a cell with the solution's names and numbers: the one comparison that it has
    otherwise, or that only the order is another; "" where more differs.
    """
    if sign := _asked_otherwise(written, used):
        return ASKED_OTHERWISE.format(sign=sign)
    if written.operands != used.operands or _signs_of(written) != _signs_of(used):
        return ""
    parts = [what for what in ("nama", "angka") if getattr(used, PARTS[what])]
    return ARRANGED.format(what=", ".join(parts) + (", dan tanda" if parts[1:] else " dan tanda"))


def _signs_of(written: Written) -> Mapping[str, int]:
    """How often each sign, method and comparison stands there."""
    counted = {sign: number for sign, number in written.tally if not sign.startswith(ENDING)}
    return {sign: number for sign, number in counted.items() if sign[0] != "=" or sign == "=="}


def _asked_otherwise(written: Written, used: Written) -> str:
    """The one comparison that stands where the solution has another; "" where more differs."""
    more = [sign for sign in COMPARING if written.count(sign) > used.count(sign)]
    less = [sign for sign in COMPARING if written.count(sign) < used.count(sign)]
    same = written.count(*COMPARING) == used.count(*COMPARING) and used.numbers <= written.numbers
    return more[0] if len(more) == len(less) == 1 and same and "~" not in written.signs else ""
