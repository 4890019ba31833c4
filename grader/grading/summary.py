"""What a trainer reads after grading."""

from __future__ import annotations

from grader.grading.pipeline import Summary

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


def sentences(summary: Summary) -> list[str]:
    """A few Indonesian sentences; the last one tells the next step."""
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
    if summary.problems or summary.lost:
        return said
    if not summary.graded and not summary.unchanged:
        return [*said, "Belum ada kiriman. Ambil dulu dengan: sinau collect FOLDER."]
    return [*said, "Berikutnya: sinau feedback dan sinau report."]
