"""`sinau new ID "Judul"`: a lesson, its exercise and the file of test answers, for an author to fill in.

Everything to be written is marked `ISI:`; the lint reports each mark until it is gone. What is not marked
is sound as it stands: metadata, tags in order, one question worked out.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError
from grader.curriculum.lint.vocabulary import introduces
from grader.curriculum.model import LESSON_IDS, Course, module_of, paths_of
from grader.notebooks.build import code_cell, markdown_cell, marks_of
from grader.notebooks.normal_form import write_notebook

Json = dict[str, Any]

#: The first line of every setup cell; folded away, it is all that is seen of it.
SETUP = "# Persiapan: klik di sini, lalu tekan Shift + Enter\n"
#: What a lesson before may have taught; an answer may want any of it.
TOOLS = "angka, gambar, kumpulkan, muat, periksa, persen, rupiah"
OBJECTIVES = ["menghitung ISI: besaran apa", "memilih ISI: antara apa dan apa"]


def new(root: Path, lesson_id: str, title: str) -> list[Path]:
    """Write the three files and return their paths.

    Raises SinauError when the id is not in the curriculum, or when one of the files is there already.
    """
    if lesson_id not in LESSON_IDS:
        close = difflib.get_close_matches(lesson_id, LESSON_IDS, n=1)
        meant = f"; mungkin maksudmu {close[0]}?" if close else "."
        raise SinauError(
            f"Id `{lesson_id}` tidak ada di kurikulum{meant} "
            "Id baru ditambahkan dulu di grader/curriculum/model.py."
        )
    lesson_path = root / "lessons" / str(module_of(lesson_id)) / f"{lesson_id}.ipynb"
    exercise_path = root / "exercises" / lesson_id / f"{lesson_id}.ipynb"
    answers_path = root / "tests" / "questions" / f"{lesson_id}.py"
    for path in (lesson_path, exercise_path, answers_path):
        if path.exists():
            raise SinauError(f"Berkas {path} sudah ada; hapus dulu kalau memang mau mulai dari awal.")
    for path in (lesson_path, exercise_path, answers_path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(
        lesson_path, lesson_skeleton(lesson_id, title, new_functions=_unknown_print(root, lesson_id))
    )
    write_notebook(exercise_path, exercise_skeleton(lesson_id, title))
    answers_path.write_text(ANSWERS, encoding="utf-8", newline="\n")
    return [lesson_path, exercise_path, answers_path]


def _unknown_print(root: Path, lesson_id: str) -> list[str]:
    """`["print"]` where no earlier lesson introduces it: the skeleton uses it."""
    course = Course.load(root)
    for path in paths_of(lesson_id):
        earlier = [entry for lesson in course.before(lesson_id, path) for entry in lesson.meta.functions]
        if not any("print" in introduces(entry) for entry in earlier):
            return ["print"]
    return []


def lesson_skeleton(lesson_id: str, title: str, new_functions: list[str]) -> Json:
    """A lesson with every part in its place."""
    earlier = [i for i in LESSON_IDS if i < lesson_id and set(paths_of(lesson_id)) <= set(paths_of(i))]
    sinau = {
        "kind": "lesson",
        "id": lesson_id,
        "title": title,
        "module": module_of(lesson_id),
        "minutes": {"explain": 20, "practise": 25},
        "objectives": OBJECTIVES,
        "prerequisites": earlier[-1:],
        "terms": [],
        "functions": new_functions,
        "datasets": [],
    }
    cells = [
        _md("judul", f"# {title}\n\nSesudah pelajaran ini kamu dapat:\n\n- ISI: dua sampai empat tujuan."),
        _md("pelatih-waktu", TRAINER_NOTES, "pelatih"),
        _code("persiapan", f"{SETUP}from grader.belajar import gambar, muat, periksa, rupiah", "persiapan"),
        _md("ingat", "## Yang masih kamu ingat\n\nISI: kalimat pengantar. Tidak dinilai."),
        *(_recall(number, "ingat-awal") for number in (1, 2, 3)),
        _md(
            "cerita",
            "## ISI: judul cerita\n\nISI: siapa, keputusan apa.\n\nTulis tebakanmu.",
            "prediksi",
        ),
        _code("contoh", 'harga = 25_000\nprint("Omzet:", 40 * harga)', "jalankan", "pudar-contoh"),
        _md("selidiki", "ISI: pertanyaan. Apa akibatnya kalau satu hal berubah?", "selidiki"),
        _md("celah", "## Isi celahnya\n\nISI: petunjuk mengisi `____`."),
        _code("ubah-harga", 'harga = ____\nprint("Omzet:", 40 * harga)', "ubah", "pudar-celah"),
        _md("lanjutkan", "ISI: sekarang bantuan lebih sedikit."),
        _code("sedikit", "omzet = ____\nprint(omzet)", "pudar-sedikit"),
        _md("geser", "## Geser dan lihat\n\nISI: apa yang dicari dengan menggeser."),
        _code("penggeser", SLIDER, "interaktif", "sembunyi", jupyter={"source_hidden": True}),
        _code("tanpa-geser", 'print("30 pak:", 30 * 25_000)'),
        *(_for_module_1() if lesson_id.startswith("1-") else []),
        _md(
            "diskusi",
            "## Pikirkan berdua\n\nISI: pertanyaan.\n\n"
            "- a. ISI: satu salah paham\n- b. ISI: yang benar\n- c. ISI: salah paham lain",
        ),
        _code("pilihan", CHOICE, "pilihan-ganda"),
        _md("buat", "## Buat sendiri\n\nISI: tugas dari sel kosong."),
        _code("buat-sendiri", "# tulis di bawah baris ini", "buat", "pudar-kosong"),
        _md("data-saya", "## Datamu sendiri\n\nISI: angka apa yang diganti peserta."),
        _code("angka-saya", "harga_saya = ____\nprint(harga_saya)", "data-saya"),
        _md("putuskan", "## Putuskan\n\nISI: keputusan yang dapat diambil besok tanpa komputer."),
        _md(
            "besok",
            "## Besok, tanpa komputer\n\nISI: apa yang orangnya tulis atau lakukan besok.\n\n"
            "**Tiga hal untuk diingat**\n\n1. ISI\n2. ISI\n3. ISI",
        ),
        _md("ingat-lagi", "## Yang kamu ingat\n\nISI: kalimat pengantar."),
        *(_recall(number, "ingat-akhir") for number in (4, 5, 6)),
        _md("lanjut", "**Berikutnya:** ISI: tautan ke latihan."),
    ]
    return {"cells": cells, "metadata": {"sinau": sinau}, "nbformat": 4, "nbformat_minor": 5}


def exercise_skeleton(lesson_id: str, title: str) -> Json:
    """An exercise of three questions and 10 points: one worked number, one choice, one written answer."""
    sinau = {
        "kind": "exercise",
        "id": lesson_id,
        "title": f"Latihan: {title}",
        "module": module_of(lesson_id),
        "minutes": 25,
        "objectives": OBJECTIVES,
        "datasets": [],
    }
    cells = [
        _md("judul", f"# Latihan: {title}\n\nISI: siapa, dan keputusan apa."),
        _code("persiapan", f"{SETUP}from grader.belajar import {TOOLS}", "persiapan"),
        _md(
            "tanya-1",
            "## Soal 1\n\nBu Sari menjual 40 pak jenang. Harganya Rp25.000 per pak. Berapa omzetnya?",
        ),
        _code("angka", "pak = 40\nharga = 25_000"),
        _graded("jawab-1-omzet", _solution("omzet", "pak * harga"), answer=True),
        _graded("soal-1-omzet", WORKED_CHECK, points=3, objective=1),
        _md(
            "tanya-2",
            "## Soal 2\n\nISI: pertanyaan.\n\n- a. ISI: satu salah paham\n"
            "- b. ISI: yang benar\n- c. ISI: salah paham lain",
        ),
        _graded("jawab-2-pilihan", _solution("pilihan", '"b"'), answer=True),
        _graded("soal-2-pilihan", CHOICE_CHECK, points=3, objective=2),
        _md("tanya-3", f"## Soal 3\n\nISI: apa yang ditulis.\n\n{RUBRIC}"),
        _graded(
            "jawab-3-rencana",
            _solution("rencana", '"ISI: contoh jawaban."'),
            answer=True,
            points=4,
            objective=2,
        ),
        _graded("pra-3-rencana", PROSE_CHECK),
        _md("kirim", "## Kumpulkan\n\nSimpan dulu dengan **Ctrl + S**, lalu jalankan sel terakhir."),
        _graded("kumpul", "kumpulkan()"),
    ]
    return {"cells": cells, "metadata": {"sinau": sinau}, "nbformat": 4, "nbformat_minor": 5}


TRAINER_NOTES = """**Catatan pelatih**

- **Menit**: ISI: bagian mana berapa menit.
- **Boleh dilewati**: ISI: bagian mana.
- **Salah paham**: ISI: yang sering terjadi.
- **Diskusi**: ISI: satu pertanyaan untuk kelas."""

SLIDER = """from ipywidgets import IntSlider, interact


def lihat(pak):
    print(pak, "pak:", pak * 25_000)


interact(lihat, pak=IntSlider(value=30, min=10, max=100, step=10, continuous_update=False));"""

CHOICE = """alasan = ____
periksa("alasan", kunci="b", petunjuk=["ISI: petunjuk."],
        keliru={"a": "ISI: salah paham apa.", "c": "ISI: salah paham apa."})"""

WORKED_CHECK = """periksa("omzet", satuan="Rp", petunjuk=["Kalikan banyaknya pak dengan harga satu pak."],
        keliru={"harga": "Ini harga satu pak. Kalikan dengan banyaknya pak.",
                "pak + harga": "Di sini pak dijumlahkan dengan harga. Coba kalikan."})"""

CHOICE_CHECK = """periksa("pilihan", pilihan=["a", "b", "c"], petunjuk=["ISI: petunjuk."],
        keliru={"a": "ISI: salah paham apa.", "c": "ISI: salah paham apa."})"""

PROSE_CHECK = """periksa("rencana", jenis="uraian", minimal_kata=3, petunjuk=["ISI: petunjuk."])"""

RUBRIC = """**Rubrik**

| angka | kalau |
|---|---|
| 2 | ISI: syarat pertama |
| 2 | ISI: syarat kedua |"""

ANSWERS = '''"""Other right and wrong answers to the questions of the exercise."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-omzet": [
        Right("omzet = 1_000_000"),
        Right("omzet = sum([harga] * pak)"),
        Wrong("omzet = harga", says="Ini harga satu pak"),
        Wrong("omzet = pak"),
    ],
    # ISI: untuk setiap soal lain, dua jawaban benar dan dua jawaban salah.
    "soal-2-pilihan": [
        Right('pilihan = "B"'),
        Right('pilihan = " b "'),
        Wrong('pilihan = "a"', says="ISI"),
        Wrong('pilihan = "c"', says="ISI"),
    ],
}
'''


def _for_module_1() -> list[Json]:
    return [
        _md("urutan", "## Urutan itu penting\n\nISI: baris yang teracak.\n\n- A. ISI\n- B. ISI\n- C. ISI"),
        _code(
            "susun-baris",
            'urutan = ____\nperiksa("urutan", kunci="CAB", petunjuk=["ISI."], keliru={"ABC": "ISI."})',
            "parsons",
        ),
        _md("galat", "## Galat bukan kerusakan\n\nISI: galat apa, dan bagaimana memperbaikinya."),
        _code(
            "galat-contoh",
            'try:\n    print(hrga)\nexcept NameError:\n    print("Nama itu belum ada.")',
            "galat",
        ),
    ]


def _recall(number: int, tag: str) -> Json:
    name, key, wrong = f"ingat_{number}", "abc"[number % 3], "bca"[number % 3]
    check = (
        f'periksa("{name}", kunci="{key}", petunjuk=["ISI: petunjuk."], '
        f'keliru={{"{wrong}": "ISI: salah paham apa."}})'
    )
    return _code(
        f"ingat-{number}",
        f"# ISI: pertanyaan   a. ISI satu   b. ISI dua   c. ISI tiga\n{name} = ____\n{check}",
        tag,
    )


def _solution(name: str, value: str) -> str:
    return f"{name} = ____\n### BEGIN SOLUTION\n{name} = {value}\n### END SOLUTION"


def _md(cell_id: str, text: str, *tags: str) -> Json:
    return markdown_cell(text, cell_id, tags)


def _code(cell_id: str, text: str, *tags: str, **metadata: Any) -> Json:
    return code_cell(text, cell_id, tags, **metadata)


def _graded(cell_id: str, text: str, *, points: int = 0, answer: bool = False, objective: int = 0) -> Json:
    """A cell of nbgrader: an answer, a check with points, both (marked by hand), or a locked given cell."""
    about = {"sinau": {"objective": objective}} if objective else {}
    return _code(cell_id, text, nbgrader=marks_of(cell_id, points=points or None, solution=answer), **about)
