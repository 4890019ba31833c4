"""The test before and after in a notebook: its items, and whether something is written for each of them."""

from __future__ import annotations

import html
import sys

from grader.checks.blank import is_blank
from grader.common.names import participant_code
from grader.knowledge_test.bank import BLOCKS, ITEMS, LETTERS, MINUTES, TESTS, Question, form_of, questions
from grader.learner.notice import Notice
from grader.learner.panel import inline


class Lembar:
    """A sheet of items: HTML for people, the same words as plain text."""

    def __init__(self, title: str, items: tuple[Question, ...]) -> None:
        self.title = title
        self.items = items

    def __repr__(self) -> str:
        lines = [self.title]
        for number, item in enumerate(self.items, 1):
            lines += ["", f"{number}. {item.text}"]
            lines += [f"   {letter}. {text}" for letter, text in zip(LETTERS, item.options, strict=False)]
            lines += [] if item.options else ["   (tulis angkanya saja)"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        entries = []
        for item in self.items:
            options = "".join(f"<li>{inline(text)}</li>" for text in item.options)
            answer = f'<ol type="a">{options}</ol>' if options else "<p><em>Tulis angkanya saja.</em></p>"
            entries.append(f'<li style="margin-bottom:1em">{inline(item.text)}{answer}</li>')
        return f"<h3>{html.escape(self.title)}</h3><ol>{''.join(entries)}</ol>"


def tes(yang: str, kode: object, jalur: object) -> Lembar | Notice:
    """Show the sheet of a participant: ``yang`` is "awal" or "akhir"; the code decides the form.

    Never raises for what a trainee writes: a blank or a wrong code gives a sentence.
    """
    code = None if is_blank(kode) else participant_code(str(kode))
    track = next((name for name in BLOCKS if name.casefold() == str(jalur).strip().casefold()), None)
    if code is None or track is None or yang not in TESTS:
        return Notice(
            "○",
            "Belum diisi",
            'Isi kode pesertamu dan jalurmu ("UMKM" atau "Desa") di antara tanda kutip, misalnya '
            'kode = "PNG-001" dan jalur = "UMKM". Lalu jalankan sel itu lagi.',
        )
    form = form_of(code, "awal" if yang == "awal" else "akhir")
    return Lembar(
        f"Tes {yang}, jalur {track}, bentuk {form}: {ITEMS} soal, {MINUTES} menit", questions(track, form)
    )


def isian_tes() -> Notice:
    """Say for how many items something is written in ``jawab_1`` to ``jawab_20``; never what is right."""
    namespace = sys._getframe(1).f_globals
    answers = {number: namespace.get(f"jawab_{number}") for number in range(1, ITEMS + 1)}
    blank = [str(n) for n, answer in answers.items() if is_blank(answer) or not str(answer or "").strip()]
    if not blank:
        return Notice("✔", "Semua terisi", "Semua soal sudah berisi. Simpan (Ctrl + S), lalu kumpulkan.")
    return Notice(
        "○",
        "Belum penuh",
        f"{ITEMS - len(blank)} dari {ITEMS} soal sudah berisi. Yang masih kosong: {', '.join(blank)}. "
        "Kalau tidak tahu, biarkan kosong; itu tidak apa-apa.",
    )
