"""Who has earned a certificate: the class's own rule, and what each person still lacks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.curriculum.model import LESSON_IDS
from grader.reports.certificate.key import FOLDER
from grader.reports.class_report import ClassReport, TraineeRow
from grader.reports.graded_class import ClassExercise
from grader.reports.state import State

FILE = "aturan.toml"
#: What a class begins with; the trainer changes it in the class folder.
TEMPLATE = """\
# Aturan sertifikat kelas ini. Ubah seperlunya, simpan, lalu jalankan lagi: sinau sertifikat
dikumpulkan = 0.8       # bagian latihan di jalurnya yang harus dikumpulkan (0 sampai 1)
nilai = 0.6             # bagian poin yang harus dicapai dari yang sudah dinilai (0 sampai 1)
wajib = []              # latihan yang harus dikumpulkan, misalnya ["4-06-proyek"]
kelas = "Kelas Sinau Desa"
tempat = "Ponorogo"
penanda_tangan = ""     # nama yang tercetak di bawah garis tanda tangan
"""
_UNDONE = (State.MISSING, State.BLANK)


@dataclass(frozen=True)
class Rule:
    """Shares are from 0 to 1; ``required`` are ids of exercises; the rest is printed on the paper."""

    handed_in: float
    score: float
    required: tuple[str, ...]
    course: str
    place: str
    signatory: str

    def sentence(self) -> str:
        """The rule as a trainee may read it."""
        required = f", termasuk {', '.join(self.required)}" if self.required else ""
        return (
            f"Mengumpulkan sedikitnya {_percent(self.handed_in)} latihan di jalurnya{required}, dengan nilai "
            f"sedikitnya {_percent(self.score)} dari poin yang sudah dinilai."
        )


@dataclass(frozen=True)
class Standing:
    """One trainee against the rule: the exercises done, and what is still lacking (nothing: earned)."""

    trainee: Participant
    done: tuple[ClassExercise, ...]
    lacks: tuple[str, ...]

    @property
    def earned(self) -> bool:
        return not self.lacks


def read_rule(course: Path) -> Rule:
    """The rule of a class folder, written there with its usual values where there is none.

    Raises SinauError, naming the line, for a file that cannot be read or a value that makes no sense.
    """
    path = course / FOLDER / FILE
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEMPLATE, encoding="utf-8")
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SinauError(
            f"{path} tidak terbaca ({error}); perbaiki, atau hapus supaya dibuat baru."
        ) from None
    usual = tomllib.loads(TEMPLATE)
    if strange := sorted(given.keys() - usual.keys()):
        raise SinauError(f"{path}: `{strange[0]}` tidak dikenal; yang ada: {', '.join(usual)}.")
    values = {**usual, **given}
    return Rule(
        handed_in=_share(path, values, "dikumpulkan"),
        score=_share(path, values, "nilai"),
        required=_ids(path, values["wajib"]),
        course=_text(path, values, "kelas"),
        place=_text(path, values, "tempat"),
        signatory=_text(path, values, "penanda_tangan"),
    )


def standings(report: ClassReport, rule: Rule) -> list[Standing]:
    """Every trainee of a class report against the rule, by name."""
    return [_standing(report.exercises, row, rule) for row in report.rows]


def _standing(exercises: list[ClassExercise], row: TraineeRow, rule: Rule) -> Standing:
    on_path = [(e, c) for e, c in zip(exercises, row.cells, strict=True) if c and e.id in LESSON_IDS]
    done = tuple(e for e, cell in on_path if cell.state not in _UNDONE)
    lacks = []
    needed = -(-len(on_path) * rule.handed_in // 1)
    if len(done) < needed or not done:
        lacks.append(f"baru {len(done)} dari {int(max(needed, 1))} latihan yang dikerjakan")
    missing = [name for name in rule.required if name not in {e.id for e in done}]
    if missing:
        lacks.append(f"belum mengumpulkan {', '.join(missing)}")
    if row.share is None:
        lacks.append("belum ada yang dinilai")
    elif row.share < rule.score:
        lacks.append(f"nilainya {_percent(row.share)}, perlu {_percent(rule.score)}")
    return Standing(row.trainee, done, tuple(lacks))


def _share(path: Path, values: dict[str, Any], name: str) -> float:
    value = values[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SinauError(f"{path}: `{name}` harus angka dari 0 sampai 1, misalnya 0.8 (bukan {value!r}).")
    return float(value)


def _text(path: Path, values: dict[str, Any], name: str) -> str:
    value = values[name]
    if not isinstance(value, str) or len(value) > 80:
        raise SinauError(f"{path}: `{name}` harus teks di antara tanda kutip, paling banyak 80 huruf.")
    return " ".join(value.split())


def _ids(path: Path, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(item in LESSON_IDS for item in value):
        raise SinauError(f'{path}: `wajib` harus daftar nomor latihan, misalnya ["4-06-proyek"].')
    return tuple(value)


def _percent(share: float) -> str:
    return f"{share * 100:.3g}%".replace(".", ",")
