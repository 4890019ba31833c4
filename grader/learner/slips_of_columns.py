"""A column that was there and is not any more: left out before, or under another name after a merge."""

from __future__ import annotations

import re

from grader.learner.explanation import Explanation
from grader.learner.recogniser import Recognisers
from grader.learner.scene import Scene

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[["kota", "pak"]].sort_values("omzet")'],
    silent=['x = tabel[["kota", "pak"]].sort_values("omst")', 'x = tabel.sort_values("omst")'],
)
def column_left_out_before(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\w+)\[\[([^\]]*)\]\]\.sort_values\(\s*[\"'](\w+)[\"']", scene.line_text)
    if not found or found[3] not in scene.tables.get(found[1], []) or found[3] in found[2]:
        return None
    return Explanation(
        f"Kolom `{found[3]}` tidak ikut dipilih, jadi sesudahnya tidak dapat dipakai untuk mengurutkan.",
        f'Urutkan dulu, baru pilih kolomnya: `{found[1]}.sort_values("{found[3]}")[[...]]`.',
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel.merge(twin, on="pak")[["kota", "pak"]]'],
    silent=['x = tabel.merge(twin, on="pak")[["kta", "pak"]]', "x = tabel['Pak']"],
)
def column_of_both_tables(error: KeyError, scene: Scene) -> Explanation | None:
    """After a merge, a column that both tables have is there twice, under two other names."""
    missing = next(iter(re.findall(r"'([^']*)'", str(error))), "")
    owners = [name for name, columns in scene.tables.items() if missing in columns]
    if (
        "merge(" not in scene.line_text
        or len([n for n in owners if re.search(rf"\b{n}\b", scene.line_text)]) < 2
    ):
        return None
    return Explanation(
        f"Kolom `{missing}` ada di kedua tabel; sesudah `merge` namanya `{missing}_x` dan `{missing}_y`.",
        f'Pakai salah satunya, atau gabungkan menurut kolom itu: `on="{missing}"`.',
    )
