"""What a run of grading did, and what a trainer reads of it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.classroom.folder import for_class

HERE = Path()
ENDED_WORDS = {
    "timeout": "terlalu lama",
    "cpu": "terlalu lama",
    "memory": "memori penuh",
    "processes": "terlalu banyak proses",
    "disk": "ruang simpan penuh",
    "output": "keluaran terlalu banyak",
    "exit": "menutup Python",
    "crash": "Python berhenti mendadak",
    "killed": "dihentikan sistem",
    "protocol": "hasil tidak terbaca",
}


@dataclass
class Summary:
    """What a run did: notebooks graded and unchanged, how runs ended, seconds by stage, and what was left.

    ``left_out`` names steps of the course's own that nbgrader would have run. ``waiting`` answers wait for a
    person, of which ``second_look`` were marked before they changed.
    """

    graded: int = 0
    unchanged: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    seconds: float = 0.0
    waiting: int = 0
    second_look: int = 0

    def count(self, ended: str, stages: Mapping[str, float]) -> None:
        """One more hand-in has been graded: how its run ended, and the seconds of each stage."""
        self.graded += 1
        self.ended[ended] += 1
        self.stages.update(stages)


def what_happened(summary: Summary) -> list[str]:
    """What a run did and what it could not, in a few Indonesian sentences."""
    said = [
        f"{summary.graded} kiriman dinilai, {summary.unchanged} tidak berubah ({summary.seconds:.1f} detik)."
    ]
    stopped = [
        f"{n} {ENDED_WORDS.get(ended, ended)}" for ended, n in sorted(summary.ended.items()) if ended != "ok"
    ]
    if stopped:
        said.append(
            f"Kode yang dihentikan di tengah jalan: {', '.join(stopped)}; alasannya ada di umpan balik."
        )
    if summary.left_out:
        said.append(
            f"Tidak dijalankan: {', '.join(summary.left_out)} dari nbgrader_config.py. Kalau itu mengubah "
            "nilai, nilai di sini berbeda; untuk kelas ini pakai: nbgrader autograde."
        )
    said += [f"Belum bisa dinilai: {problem}" for problem in summary.problems]
    said += [
        f"Belum dinilai karena pekerjanya mati berulang kali: {name}; jalankan lagi." for name in summary.lost
    ]
    return said


def sentences(summary: Summary, course: Path = HERE) -> list[str]:
    """The same, and the next step in the terminal, with the class folder as it was typed."""
    said = what_happened(summary)
    if summary.waiting:
        again = f", {summary.second_look} di antaranya berubah sesudah dinilai" if summary.second_look else ""
        said.append(
            f"{summary.waiting} jawaban tertulis menunggu dinilai orang{again}: "
            f"sinau kelas {shlex.quote(str(course))}, lalu Periksa tulisan"
        )
    if summary.problems or summary.lost:
        return said
    if not summary.graded and not summary.unchanged:
        return [*said, f"Belum ada kiriman. Ambil dulu dengan: {for_class('sinau collect FOLDER', course)}"]
    follow = (for_class(f"sinau {name}", course) for name in ("feedback", "report"))
    return [*said, f"Berikutnya: {' lalu '.join(follow)}"]
