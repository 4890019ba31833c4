"""A small course that breaks no rule, for tests that break one rule at a time."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from grader.notebooks.build import code_cell, markdown_cell, marks_of
from grader.notebooks.build import notebook as notebook_of
from grader.notebooks.normal_form import write_notebook

Json = dict[str, Any]

SENTENCE = "Bu Sari menjual jenang di pasar dan mencatat uang yang masuk setiap hari. "
OBJECTIVES = ["menghitung laba satu hari", "mengubah angka di sebuah sel"]
CLOSING = "\n\n**Tiga hal untuk diingat**\n\n1. Catat.\n2. Hitung.\n3. Putuskan."
GLOSSARY = "# Glosarium\n\n- **variabel**: nama untuk sebuah nilai.\n"


def md(cell_id: str, text: str, *tags: str) -> Json:
    return markdown_cell(text, cell_id, tags)


def code(cell_id: str, text: str, *tags: str, **metadata: Any) -> Json:
    return code_cell(text, cell_id, tags, **metadata)


def ask(name: str, key: str, wrong: str = "") -> str:
    return f'{name} = ____\nperiksa("{name}", kunci="{key}", petunjuk=["Baca lagi."]{wrong})'


def recall(name: str, key: str) -> str:
    """A question with its options in its own cell."""
    return f"# Untung: a. omzet   b. laba   c. biaya\n{ask(name, key)}"


def lesson(**meta: Any) -> Json:
    """The first lesson: two objectives, one term, two functions; 30 cells, some 700 words."""
    wrong = ', keliru={"a": "Itu omzet.", "c": "Itu biaya."}'
    text = SENTENCE * 5
    cells = [
        md("judul", "# Mulai di sini\n\n" + text),
        code("persiapan", "from grader.belajar import periksa", "persiapan"),
        md("ingat", "## Ingat\n\n" + text),
        *(code(f"ingat-{n}", recall(f"ingat_{n}", key), "ingat-awal") for n, key in enumerate("bac", 1)),
        md("tebak", "## Tebak dulu\n\n" + text, "prediksi"),
        code("omzet", "omzet = 40 * 25_000\nprint(omzet)", "jalankan", "pudar-contoh"),
        md("selidiki", text, "selidiki"),
        code("celah", "biaya = 20 * ____\nprint(biaya)", "pudar-celah"),
        md("ubah", "## Ubah\n\n" + text),
        code("ubah-harga", "harga = 25_000\nprint(harga)", "ubah"),
        code("sedikit", "laba = ____\nprint(laba)", "pudar-sedikit"),
        md("galat", "### Galat\n\n" + text),
        code("galat-nama", "try:\n    print(omzett)\nexcept NameError:\n    print(omzet)", "galat"),
        md("baris", "Urutkan baris a, b, dan c. " + text),
        code("parsons", ask("urutan", "bac"), "parsons"),
        md("pilih", "Berapa untungnya?\n\n- a. omzet\n- b. laba\n- c. biaya\n\n" + text),
        code("pilihan", ask("untung", "b", wrong), "pilihan-ganda"),
        md("buat", "## Buat sendiri\n\n" + text),
        code("kosong", "# tulis di sini\n____", "buat", "pudar-kosong"),
        code("cetak", "print(omzet)", "data-saya"),
        *(code(f"ingat-{n}", recall(f"ingat_{n}", key), "ingat-akhir") for n, key in enumerate("acb", 4)),
        md("tutup", "## Besok, tanpa komputer\n\n" + text + CLOSING),
        md(
            "pelatih",
            "Waktu 45 menit. Boleh dilewati: baris. Salah paham: omzet dikira laba. Diskusi: apa itu laba?",
            "pelatih",
        ),
    ]
    sinau = {
        "kind": "lesson",
        "id": "1-01-mulai",
        "title": "Mulai di sini",
        "module": "1-fondasi",
        "minutes": {"explain": 20, "practise": 25},
        "objectives": OBJECTIVES,
        "prerequisites": [],
        "terms": ["variabel"],
        "functions": ["print", "periksa"],
        "datasets": [],
    }
    return notebook_of(cells, sinau=sinau | meta)


def graded(cell_id: str, text: str, *, points: int = 0, answer: bool = False, objective: int = 0) -> Json:
    extra = {"sinau": {"objective": objective}} if objective else {}
    return code(cell_id, text, nbgrader=marks_of(cell_id, points=points or None, solution=answer), **extra)


def exercise(**meta: Any) -> Json:
    """The first lesson's exercise: two computed answers and a written one, 10 points."""
    cells: list[Json] = [
        md("judul", "# Latihan: mulai di sini\n\n" + SENTENCE),
        code("persiapan", "from grader.belajar import kumpulkan, periksa", "persiapan"),
    ]
    for number, name in enumerate(("omzet", "laba"), start=1):
        answer = f"{name} = ____\n### BEGIN SOLUTION\n{name} = 40 * 25_000\n### END SOLUTION"
        check = (
            f'periksa("{name}", petunjuk=["Kalikan."], keliru={{"40": "Itu pak.", "25_000": "Itu harga."}})'
        )
        cells += [
            md(f"tanya-{number}", "Hitung uang yang masuk."),
            graded(f"jawab-{number}-{name}", answer, answer=True),
            graded(f"soal-{number}-{name}", check, points=3, objective=number),
        ]
    rencana = 'rencana = ____\n### BEGIN SOLUTION\nrencana = "Jual lagi."\n### END SOLUTION'
    pre_check = 'periksa("rencana", jenis="uraian", minimal_kata=3, petunjuk=["Sebut satu langkah."])'
    cells += [
        md("tanya-3", "Tulis rencana besok. Rubrik: 4 angka kalau ada alasan."),
        graded("jawab-3-rencana", rencana, points=4, answer=True, objective=2),
        graded("pra-3-rencana", pre_check),
        graded("kumpul", "kumpulkan()"),
    ]
    sinau = {
        "kind": "exercise",
        "id": "1-01-mulai",
        "title": "Latihan: mulai di sini",
        "module": "1-fondasi",
        "minutes": 20,
        "objectives": OBJECTIVES,
        "datasets": [],
    }
    return notebook_of(cells, sinau=sinau | meta)


def cell(notebook: Json, cell_id: str) -> Json:
    """The cell of that id, to be changed in place."""
    found: Json = next(cell for cell in notebook["cells"] if cell["id"] == cell_id)
    return found


def lay_down(root: Path, *notebooks: Json, glossary: str = GLOSSARY) -> Path:
    """Write a course folder with these notebooks, in normal form, and a glossary."""
    for notebook in notebooks:
        sinau = notebook["metadata"]["sinau"]
        folder = root / (
            "lessons/" + sinau["module"] if sinau["kind"] == "lesson" else "exercises/" + sinau["id"]
        )
        folder.mkdir(parents=True, exist_ok=True)
        write_notebook(folder / f"{sinau['id']}.ipynb", copy.deepcopy(notebook))
    (root / "lessons").mkdir(exist_ok=True)
    (root / "lessons/glosarium.md").write_text(glossary, encoding="utf-8")
    return root


ANSWERS = """from grader.curriculum.questions import Right, Wrong
TWO = [Right("x = 1"), Right("x = 2 - 1"), Wrong("x = 2", says="dua"), Wrong("x = 3")]
ANSWERS = {"soal-1-omzet": TWO, "soal-2-laba": TWO}
"""


def lay_down_answers(root: Path, exercise_id: str = "1-01-mulai", text: str = ANSWERS) -> None:
    """Write tests/questions/<id>.py."""
    folder = root / "tests/questions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{exercise_id}.py").write_text(text, encoding="utf-8")
