"""A number or a True that was written so that Python takes it for a name."""

from __future__ import annotations

import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_names import happened, name_of
from grader.learner.errors.slips_of_units import in_words
from grader.learner.errors.slips_of_words import NUMBER_WORDS

RECOGNISERS = Recognisers()

CONSTANTS = {"true": "True", "benar": "True", "false": "False", "salah": "False", "none": "None"}


@RECOGNISERS.of(NameError, speaks=["x = Rp15000", "x = rp_5000", "x = Rp150rb"], silent=["x = Rpx"])
def rupiah_sign(error: NameError, scene: Scene) -> Explanation | None:
    amount = re.fullmatch(r"[Rr]p_?(\d[\d_]*)([a-zA-Z]*)", name_of(error))
    if not amount:
        return None
    scaled = in_words(f"{amount[1]}{amount[2]}")
    if amount[2] and not scaled:
        return None
    number = f"{scaled[1]:_.0f}" if scaled else amount[1]
    return Explanation(happened(error), f"Tulis angkanya saja, tanpa Rp: `{number}`.")


@RECOGNISERS.of(
    NameError,
    speaks=['t = tabel.sort_values("omzet", ascending=false)', "x = TRUE", "x = none", "jawaban = benar"],
    silent=["x = falsa"],
)
def constant(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    meant = CONSTANTS.get(name.lower())
    if not meant:
        return None
    if name.lower() in ("benar", "salah") and not re.search(rf"\bascending\s*=\s*{name}", scene.bare_line):
        said = f'Kalau itu teks: `"{name}"`. Kalau nilai benar-salah: `{meant}`.'
        return Explanation(happened(error), said)
    return Explanation(happened(error), f"Tulis `{meant}`, dengan huruf pertama besar dan sisanya kecil.")


@RECOGNISERS.of(
    NameError, speaks=["x = lima", "x = Dua", "x = setengah * pak"], silent=["x = limas", "x = tabel[lima]"]
)
def number_in_a_word(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    if (
        name.lower() not in NUMBER_WORDS
        or name.lower() in scene.names
        or not re.search(rf"[-+*/=]\s*{name}\b|\b{name}\s*[-+*/]", scene.bare_line)
    ):
        return None
    return Explanation(
        happened(error), f'Tulis dengan angka. Kalau yang diminta teks, beri tanda kutip: `"{name}"`.'
    )


@RECOGNISERS.of(
    NameError, speaks=["x = O5", "x = o600_000 * 2"], silent=["x = O", "x = omzet5", "jawaban = [O1, O2]"]
)
def letter_for_zero(error: NameError, scene: Scene) -> Explanation | None:
    """Silent in a list: there stand the labels of choices."""
    name = name_of(error)
    if not re.fullmatch(r"[Oo][\d_Oo]*\d[\d_Oo]*", name) or re.search(r"=\s*\[", scene.bare_line):
        return None
    return Explanation(
        f"`{name}` diawali huruf `O`, bukan angka nol, jadi dibaca sebagai nama.",
        f"Kalau itu angka, tulis `{re.sub('[Oo]', '0', name).lstrip('0_') or '0'}`.",
    )
