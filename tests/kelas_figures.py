"""The figures of an evening, worked out again from the handed-in notebooks alone: keys and rules by hand."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class Option(str):
    """The right one of a choice, by its text: the letters before it are shuffled at release."""


#: What Mbak Rini's exercise gives, and each answer: its cell, its right value and its points.
GIVEN = {"harga": 5_000, "mangkuk": 120, "bahan": 2_000, "sewa": 60_000, "upah": 50_000}
MULAI = {
    "kemampuan": ("jawab-1-kemampuan", 750, 4),
    "bulan_melebihi": ("jawab-2-bulan", 5, 3),
    "langkah": ("jawab-3-langkah", Option("Membetulkan kata itu, lalu menjalankannya lagi."), 3),
}
HITUNG = {
    "omzet": ("jawab-1-omzet", 600_000, 2),
    "biaya": ("jawab-2-biaya", 350_000, 2),
    "untung": ("jawab-3-untung", 250_000, 2),
    "kembalian": ("jawab-4-kembalian", 15_000, 1),
    "salah_eja": ("jawab-5-ejaan", "mangkok", 1),
    "tambahan": ("jawab-6-tambahan", 90_000, 2),
}
DIKW = {
    "tingkat": ("jawab-1-tingkat", ["D", "I", "P", "K", "I", "D", "K", "P"], 4),
    "masuk_minggu": ("jawab-2-masuk-minggu", 658_000, 2),
    "informasi": (
        "jawab-3-informasi",
        Option("Minggu 18 Oktober masuk Rp144.000 lebih banyak daripada Jumat."),
        1,
    ),
    "keputusan": (
        "jawab-4-keputusan",
        Option("Mengupah empat minggu lagi sambil mencatat, lalu putuskan bersama."),
        1,
    ),
}
KEYS = {"1-01-mulai": MULAI, "1-02-hitung": HITUNG, "1-03-dikw": DIKW}
#: The written answer: its cell, its points, and that the trainer of the test gives all of them.
WRITTEN = {"1-03-dikw": ("jawab-5-cerita", 2)}


@dataclass(frozen=True)
class Worked:
    """One hand-in: by answer the share (0 to 1) that is right, None where nothing was written."""

    exercise: str
    shares: dict[str, float | None]

    @property
    def points(self) -> float:
        return sum(_points(self.exercise, name) * (share or 0) for name, share in self.shares.items())

    @property
    def most(self) -> float:
        return sum(_points(self.exercise, name) for name in self.shares)


def _points(exercise: str, name: str) -> int:
    return KEYS[exercise][name][2] if name in KEYS[exercise] else WRITTEN[exercise][1]


def work_out(course: Path) -> dict[tuple[str, str], Worked]:
    """(code, exercise) → what the hand-in that counts is worth."""
    found = {}
    for path in sorted((course / "submitted").glob("*/*/*.ipynb")):
        code, exercise = path.parts[-3], path.parts[-2]
        notebook = json.loads(path.read_text(encoding="utf-8"))["cells"]
        letters = {
            text: letter
            for cell in notebook
            for letter, text in re.findall(r"^- ([a-h])\. (.+)$", "".join(cell["source"]), re.MULTILINE)
        }
        cells = {
            cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"]) for cell in notebook
        }
        found[code, exercise] = _hand_in(exercise, cells, letters)
    return found


def _hand_in(exercise: str, cells: dict[str, str], letters: dict[str, str]) -> Worked:
    own: dict[str, Any] = dict(GIVEN)
    right: dict[str, Any] = dict(GIVEN)
    shares: dict[str, float | None] = {}
    for name, (cell, told, _) in KEYS[exercise].items():
        key = letters[told] if isinstance(told, Option) else told
        source = cells.get(cell, "")
        if "____" in source or not source.strip():
            shares[name] = None
            own.pop(name, None)
        else:
            own[name] = _value(source, name, own)
            on_right_ones = _value(source, name, right)  # a mistake made earlier is not counted twice
            shares[name] = max(_share(own[name], key), _share(on_right_ones, key))
        right[name] = key
    if exercise in WRITTEN:
        cell, _ = WRITTEN[exercise]
        source = cells.get(cell, "")
        shares[cell] = None if "____" in source or not source.strip() else 1.0
    return Worked(exercise, shares)


def _value(source: str, name: str, known: dict[str, Any]) -> Any:
    names = dict(known)
    try:
        exec(source, names)  # what the test itself has written
    except Exception:
        return None
    return names.get(name)


def _share(value: Any, key: Any) -> float:
    """Of a list the part of its places that are right; of anything else all or nothing."""
    if isinstance(key, list) and isinstance(value, list) and len(value) == len(key):
        return sum(one == other for one, other in zip(value, key, strict=True)) / len(key)
    return float(type(value) is type(key) and value == key)
