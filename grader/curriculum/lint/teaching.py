"""Rules about how a lesson teaches: size, pace, PRIMM, fading, recall, choice, Parsons, repaired error."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from grader.curriculum.choices import FIXED
from grader.curriculum.lint.prose import count_words, readable
from grader.curriculum.lint.registry import Finding, lesson_rule
from grader.curriculum.model import LESSON_IDS, Cell, Lesson
from grader.learner.rupiah import angka, persen
from grader.notebooks.check_calls import check_calls, parse

PRIMM = ("prediksi", "jalankan", "selidiki", "ubah", "buat")
FADE = ("pudar-contoh", "pudar-celah", "pudar-sedikit", "pudar-kosong")
RECALL = ("ingat-awal", "ingat-akhir")
LESSON_TAGS = ("pilihan-ganda", "parsons", "galat", "interaktif", "data-saya", "grafik", "grafik-salah")
OTHER_TAGS = ("pelatih", "persiapan", "kumpul", "sembunyi", FIXED)
TAGS = frozenset((*PRIMM, *FADE, *RECALL, *LESSON_TAGS, *OTHER_TAGS))
TO_DO = frozenset((*PRIMM, *FADE, *RECALL, *LESSON_TAGS, "kumpul")) - frozenset(
    ("jalankan", "pudar-contoh", "galat", "grafik", "grafik-salah")
)
"""Cells in which the trainee does more than read and run."""

CELLS, CODE_CELLS, WORDS = (20, 35), (8, 15), (600, 1100)
LONGEST_CODE, MEDIAN_CODE = 10, 3
LONGEST_READING, LONGEST_RUNNING = 300, 4


def taught_code(lesson: Lesson) -> list[Cell]:
    """Code cells a trainee works through: without the set-up cell and the six one-line recall questions."""
    apart = {"persiapan", *RECALL}
    return [cell for cell in lesson.trainee_cells if cell.is_code and not apart & set(cell.tags)]


def visible_lines(cell: Cell) -> int:
    """Non-blank lines of a code cell as a trainee sees it; none when the cell is collapsed or the set-up."""
    if {"sembunyi", "persiapan"} & set(cell.tags):
        return 0
    return sum(1 for line in cell.trainee_source.split("\n") if line.strip())


def _outside(value: int, limits: tuple[int, int]) -> bool:
    return not limits[0] <= value <= limits[1]


@lesson_rule("cells")
def cells(lesson: Lesson) -> Iterable[Finding]:
    """20 to 35 cells for the trainee, 8 to 15 of them code (set-up and recall not counted)."""
    total, code = len(lesson.trainee_cells), len(taught_code(lesson))
    if _outside(total, CELLS):
        yield Finding(None, f"ada {total} sel untuk peserta", f"pakai {CELLS[0]} sampai {CELLS[1]} sel")
    if _outside(code, CODE_CELLS):
        yield Finding(
            None,
            f"ada {code} sel kode (di luar persiapan dan ingatan)",
            f"pakai {CODE_CELLS[0]} sampai {CODE_CELLS[1]} sel kode",
        )


@lesson_rule("words")
def words(lesson: Lesson) -> Iterable[Finding]:
    """600 to 1,100 words to read."""
    total = sum(count_words(cell.source) for cell in lesson.trainee_cells if cell.is_markdown)
    if _outside(total, WORDS):
        yield Finding(None, f"ada {total} kata", f"tulis {WORDS[0]} sampai {WORDS[1]} kata")


@lesson_rule("code-lines")
def code_lines(lesson: Lesson) -> Iterable[Finding]:
    """Code cells show at most 10 lines, 3 in the median."""
    shown = {cell: lines for cell in lesson.trainee_cells if cell.is_code and (lines := visible_lines(cell))}
    for cell, lines in shown.items():
        if lines > LONGEST_CODE:
            yield Finding(
                cell,
                f"sel kode {lines} baris",
                f"pecah, atau beri tanda `sembunyi`; paling banyak {LONGEST_CODE} baris",
            )
    if shown and median(shown.values()) > MEDIAN_CODE:
        yield Finding(
            None,
            f"median panjang sel kode {median(shown.values()):g} baris",
            f"buat paling banyak {MEDIAN_CODE} baris",
        )


@lesson_rule("pace")
def pace(lesson: Lesson) -> Iterable[Finding]:
    """At most 300 words and 4 code cells between two things to do."""
    read, run = 0, 0
    for cell in lesson.trainee_cells:
        if is_to_do(cell):
            read, run = 0, 0
            continue
        if cell.is_markdown:
            before, read = read, read + count_words(cell.source)
            if before <= LONGEST_READING < read:
                yield Finding(
                    cell, f"{read} kata tanpa kegiatan", f"sisipkan kegiatan sebelum {LONGEST_READING} kata"
                )
        elif visible_lines(cell):
            run += 1
            if run == LONGEST_RUNNING + 1:
                yield Finding(
                    cell,
                    f"{run} sel kode tanpa kegiatan",
                    f"sisipkan kegiatan setelah {LONGEST_RUNNING} sel kode",
                )


def is_to_do(cell: Cell) -> bool:
    """Whether the trainee answers, changes or makes something here."""
    return bool(TO_DO & set(cell.tags)) or (
        cell.is_code and ("____" in cell.trainee_source or bool(check_calls(cell.source)))
    )


@lesson_rule("tags")
def tags(lesson: Lesson) -> Iterable[Finding]:
    """Only tags the project knows: a mistyped one would switch a rule off."""
    for cell in lesson.cells:
        for tag in cell.tags:
            if tag not in TAGS:
                yield Finding(
                    cell, f"tanda `{tag}` tidak dikenal", f"pakai salah satu dari {', '.join(sorted(TAGS))}"
                )
        if "sembunyi" in cell.tags and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            yield Finding(cell, "sel `sembunyi` masih terbuka", "beri metadata `jupyter.source_hidden: true`")
        if cell.for_trainer and not cell.is_markdown:
            yield Finding(cell, "sel `pelatih` berisi kode", "pakai sel Markdown untuk catatan pelatih")


def _first_places(lesson: Lesson, wanted: Sequence[str]) -> dict[str, Cell]:
    return {tag: found[0] for tag in wanted if (found := lesson.tagged(tag))}


def _missing_or_disordered(lesson: Lesson, wanted: Sequence[str]) -> Iterable[Finding]:
    first = _first_places(lesson, wanted)
    if missing := [tag for tag in wanted if tag not in first]:
        yield Finding(
            None, f"tanda {', '.join(missing)} belum ada", f"beri tanda {' → '.join(wanted)}, berurutan"
        )
    for (_, one), (tag, other) in pairwise(first.items()):
        if other.number < one.number:
            yield Finding(other, f"`{tag}` datang terlalu awal", f"urutkan {' → '.join(wanted)}")


@lesson_rule("primm-order")
def primm(lesson: Lesson) -> Iterable[Finding]:
    """Predict, run, investigate, modify, make: each present, first occurrences in this order."""
    yield from _missing_or_disordered(lesson, PRIMM)


@lesson_rule("fade-order")
def fade(lesson: Lesson) -> Iterable[Finding]:
    """One fade series: worked example, gaps, fewer given lines, blank; each once, gaps are `____`."""
    yield from _missing_or_disordered(lesson, FADE)
    for step in FADE:
        code = [cell for cell in lesson.tagged(step) if cell.is_code]
        if len(code) > 1:
            yield Finding(code[1], f"`{step}` ada {len(code)} kali", "pakai satu rangkaian pudar saja")
        if (
            step in FADE[1:]
            and code
            and "____" not in code[0].source
            and not code[0].trainee_source.lstrip().startswith("#")
        ):
            yield Finding(code[0], f"`{step}` tanpa celah", "tulis `____` di bagian yang diisi peserta")


@lesson_rule("recall")
def recall(lesson: Lesson) -> Iterable[Finding]:
    """Three items from the lesson before at the start, three parallel ones at the end: ingat_1 ... ingat_6.

    The very first lesson has no lesson before it and may open without.
    """
    names = {
        tag: [call.name for cell in lesson.tagged(tag) for call in check_calls(cell.source)] for tag in RECALL
    }
    first_lesson = lesson.id == LESSON_IDS[0]
    if names["ingat-awal"] != ["ingat_1", "ingat_2", "ingat_3"] and not (
        first_lesson and not names["ingat-awal"]
    ):
        yield Finding(
            None,
            f"ingatan awal berisi {names['ingat-awal']}",
            "buat tiga sel `ingat-awal` dengan periksa ingat_1, ingat_2, ingat_3",
        )
    closing = [["ingat_4", "ingat_5", "ingat_6"]]
    if first_lesson and not names["ingat-awal"]:
        closing.append(["ingat_1", "ingat_2", "ingat_3"])
    if names["ingat-akhir"] not in closing:
        yield Finding(
            None,
            f"ingatan akhir berisi {names['ingat-akhir']}",
            f"buat tiga sel `ingat-akhir` dengan periksa {', '.join(closing[0])}",
        )
    first = _first_places(lesson, ("prediksi", "buat"))
    for cell in lesson.tagged("ingat-awal"):
        if "prediksi" in first and cell.number > first["prediksi"].number:
            yield Finding(cell, "ingatan awal datang sesudah prediksi", "pindahkan ke awal pelajaran")
    for cell in lesson.tagged("ingat-akhir"):
        if "buat" in first and cell.number < first["buat"].number:
            yield Finding(cell, "ingatan akhir datang sebelum `buat`", "pindahkan ke akhir pelajaran")


@lesson_rule("lesson-check")
def lesson_check(lesson: Lesson) -> Iterable[Finding]:
    """A question in a lesson declares its key and has at least one hint; names are unique."""
    seen: set[str] = set()
    for cell in lesson.cells:
        for call in check_calls(cell.source) if cell.is_code else []:
            if call.name in seen:
                yield Finding(cell, f"periksa `{call.name}` ada dua kali", "beri nama lain")
            seen.add(call.name)
            if "kunci" not in {*call.options, *call.unreadable} and call.options.get("jenis") != "uraian":
                yield Finding(
                    cell, f"periksa `{call.name}` tanpa kunci", 'tulis kunci="..." di dalam periksa(...)'
                )
            if not call.options.get("petunjuk"):
                yield Finding(cell, f"periksa `{call.name}` tanpa petunjuk", 'tambahkan petunjuk=["..."]')


@lesson_rule("closing")
def closing(lesson: Lesson) -> Iterable[Finding]:
    """A lesson ends with three key points ("Tiga hal ...") and a paper "Besok, tanpa komputer"."""
    text = "\n".join(cell.source for cell in lesson.trainee_cells if cell.is_markdown)
    if "besok, tanpa komputer" not in text.lower():
        yield Finding(None, "belum ada bagian `Besok, tanpa komputer`", "tulis apa yang dilakukan besok")
    after = re.split(r"^(?:\*\*|#+ ?)Tiga hal\b[^\n]*\n", text, flags=re.I | re.M)
    listed = re.match(r"\s*((?:(?:[-*]|\d\.)[ \t].+\n?(?:\n(?=[-*\d]))?)+)", after[-1]) if after[1:] else None
    points = len(re.findall(r"^(?:[-*]|\d\.)[ \t]", listed[1], re.M)) if listed else 0
    if points != 3:
        yield Finding(
            None,
            f"ada {points} butir `Tiga hal`" if after[1:] else "belum ada `Tiga hal`",
            "tutup dengan `Tiga hal untuk diingat` dan tiga butir",
        )


@lesson_rule("spoiler")
def spoiler(lesson: Lesson) -> Iterable[Finding]:
    """The key of a question does not stand in the two cells below it; put it further down."""
    cells = lesson.trainee_cells
    for place, cell in enumerate(cells):
        for call in check_calls(cell.source) if cell.is_code else []:
            shown = _as_written(call.options.get("kunci"))
            for below in cells[place + 1 : place + 3]:
                text = readable(below.source) if below.is_markdown else ""
                for form in sorted(shown):
                    if re.search(rf"(?<![\w.,])(?:Rp)?{re.escape(form)}(?!\w|[.,]\d)", text):
                        yield Finding(
                            below,
                            f"jawaban `{call.name}` ({form}) terbaca di bawah soalnya",
                            "pindahkan paling sedikit tiga sel ke bawah, atau hapus",
                        )


def _as_written(key: object) -> set[str]:
    """How a text would give a key away. Letters and small whole numbers say nothing by themselves."""
    if isinstance(key, str):
        return {key} if len(key) > 3 else set()
    if isinstance(key, bool) or not isinstance(key, int | float):
        return set()
    if isinstance(key, int) or float(key).is_integer():
        return {angka(key)} if abs(key) >= 20 else set()
    forms = {angka(key, digits) for digits in (1, 2, 3) if abs(round(key, digits) - key) < 1e-9}
    return forms | ({persen(key, 0), persen(key), persen(key, 2)} if abs(key) < 1 else set())


@lesson_rule("choice")
def choice(lesson: Lesson) -> Iterable[Finding]:
    """One multiple-choice question for discussion; each wrong option names its misconception."""
    asked = [
        (cell, call)
        for cell in lesson.tagged("pilihan-ganda")
        if cell.is_code
        for call in check_calls(cell.source)
    ]
    if len(asked) != 1:
        yield Finding(
            None,
            f"ada {len(asked)} pertanyaan `pilihan-ganda`",
            "buat satu sel kode bertanda `pilihan-ganda` dengan periksa(...)",
        )
    for cell, call in asked:
        key, wrong = (
            str(call.options.get("kunci", "")),
            {str(name) for name in call.options.get("keliru", {})},
        )
        options = {str(option) for option in call.options.get("pilihan", ())} or options_before(lesson, cell)
        unnamed = sorted(options - wrong - {key})
        if len(wrong) < 2 or unnamed:
            yield Finding(
                cell,
                f"pilihan salah tanpa pesan: {', '.join(unnamed) or 'kurang dari dua'}",
                "jelaskan setiap pilihan salah di keliru={...}",
            )


def options_before(lesson: Lesson, cell: Cell) -> set[str]:
    """The letters of the options listed in the cell itself or in the Markdown cell before it."""
    texts = [other.source for other in lesson.cells if other.number == cell.number - 1 and other.is_markdown]
    listed = re.findall(r"^[ \t]*(?:[-*#][ \t]*)?\**([a-e])\**[.)]", "\n".join([*texts, cell.source]), re.M)
    return set(listed)


@lesson_rule("parsons")
def parsons(lesson: Lesson) -> Iterable[Finding]:
    """Module 1 has one item in which lines are put in order."""
    if lesson.id.startswith("1-") and not any(check_calls(cell.source) for cell in lesson.tagged("parsons")):
        yield Finding(
            None, "belum ada soal menyusun baris", "tambahkan sel kode bertanda `parsons` dengan periksa(...)"
        )


@lesson_rule("repaired-error")
def repaired_error(lesson: Lesson) -> Iterable[Finding]:
    """Module 1 shows an error and repairs it, inside try/except so that the notebook runs to its end."""
    if not lesson.id.startswith("1-"):
        return
    shown = [cell for cell in lesson.tagged("galat") if cell.is_code]
    if not shown:
        yield Finding(None, "belum ada galat yang diperbaiki", "tambahkan sel kode bertanda `galat`")
    elif not any(
        isinstance(node, ast.Try)
        for cell in shown
        for node in ast.walk(parse(cell.source) or ast.Module([], []))
    ):
        yield Finding(
            shown[0], "galat tidak ditangkap", "bungkus dengan try/except agar notebook tetap berjalan"
        )


@lesson_rule("trainer-notes")
def trainer_notes(lesson: Lesson) -> Iterable[Finding]:
    """Trainer cells say minutes, what to skip, likely misconceptions and what to discuss."""
    notes = " ".join(cell.source for cell in lesson.tagged("pelatih")).lower()
    missing = [word for word in ("menit", "dilewati", "salah paham", "diskusi") if word not in notes]
    if missing:
        yield Finding(None, f"sel `pelatih` belum menyebut: {', '.join(missing)}", "lengkapi catatan pelatih")


@lesson_rule("set-up")
def set_up(lesson: Lesson) -> Iterable[Finding]:
    """The first code cell is the set-up cell."""
    code = [cell for cell in lesson.cells if cell.is_code]
    if not code or "persiapan" not in code[0].tags:
        yield Finding(
            code[0] if code else None,
            "sel kode pertama bukan `persiapan`",
            "mulai dengan sel impor grader.belajar",
        )
