"""A comma in a number, which Python reads as one between two values."""

from __future__ import annotations

import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.notebooks.names import LONG

RECOGNISERS = Recognisers()

#: What Python says where values cannot stand on both sides of a sign.
MIXED = (
    r"can only concatenate|unsupported operand|can't multiply"
    r"|not supported between|Invalid comparison between|ufunc '\w+' did not contain a loop"
)


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = 5 / (1 - 0,4)",
        "x = harga_koma + 5",
        "x = persen_koma / 2",
        "harga_baru = omzet * 1,3\nx = harga_baru - omzet",
    ],
    silent=["x = (1, 2) + 5", "harga_koma = 5 + 'a'", "ukuran = tabel.shape\nx = ukuran / 2"],
)
def comma_in_a_number(error: TypeError, scene: Scene) -> Explanation | None:
    """Silent of what this cell made without a comma between two numbers."""
    if not re.search(MIXED, str(error)) or "tuple" not in str(error):
        return None
    for name in scene.mentioned(tuple):
        made = re.search(rf"^[ \t]*{name}[ \t]*=(.*)$", scene.source[:LONG], re.MULTILINE)
        written = re.search(r"(?<![\w.,])\d+(?:,\d+)+(?![\w.,])", made[1]) if made else None
        number = _without_comma(tuple(written[0].split(",")) if written else scene.names[name])
        if number and (written or made is None):
            what = f"`{number}`" if written else f"misalnya `{name} = {number}`"
            return Explanation(
                f"`{name}` berisi beberapa nilai, bukan satu angka.",
                f"Kalau angkanya ditulis dengan koma, tulis tanpa koma: {what}.",
            )
    comma = re.search(r"\b\d+,\d+\b", scene.part)
    return decimal_comma(comma[0], scene) if comma else None


def _without_comma(pair: object) -> str:
    """What `9,64` or `12,500`, read as two numbers, was meant to be; nothing for other values."""
    parts = [str(part) for part in pair] if isinstance(pair, tuple) else []
    if len(parts) < 2 or not all(part.isdigit() for part in parts) or len(parts[0]) > 3:
        return ""
    if len(parts) == 2 and (len(parts[1]) != 3 or parts[0] == "0"):
        return ".".join(parts)
    return "_".join([parts[0], *(part.zfill(3) for part in parts[1:])])


@RECOGNISERS.of(
    TypeError,
    speaks=["ukuran = tabel.shape\nx = ukuran / 2", "x = tabel.shape - 5"],
    silent=["x = harga_koma + 5", "x = (1, 2) + 5", "x = 'a' - 5"],
)
def several_values_in_a_name(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(MIXED, str(error)) or "tuple" not in str(error):
        return None
    names = scene.mentioned(tuple)
    if not names and ".shape" not in scene.bare_part:
        return None
    what = f"`{names[0]}`" if names else "`.shape`"
    return Explanation(
        f"{what} berisi beberapa nilai, bukan satu angka.",
        f"Ambil satu menurut urutannya: `{names[0] if names else '.shape'}[0]` untuk yang pertama.",
    )


def decimal_comma(number: str, scene: Scene) -> Explanation:
    """What to say of 0,4 where a number was meant."""
    first, _, second = number.partition(",")
    return Explanation(
        f"{scene.where} memuat `{number}`, yang dibaca Python sebagai dua isi: {first} dan {second}.",
        f"Tulis koma desimal dengan titik: `{first}.{second}`.",
    )
