"""The generated pages: what they hold, that they are current, and that hand-written parts survive."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from course_builder import GLOSSARY, Json, cell, exercise, lay_down, lesson

from grader.common.errors import SinauError
from grader.curriculum import function_sheet, glossary, prerequisite_graph, seeds, syllabus, trainer_guide
from grader.curriculum.model import LESSON_IDS, Course, module_of, paths_of

REPOSITORY = Path(__file__).resolve().parents[1]
GUIDE = """# Panduan

Tulisan tangan.

<!-- otomatis: hari -->

lama

<!-- akhir otomatis -->

Di tengah.

<!-- otomatis: pelajaran -->
<!-- akhir otomatis -->
"""


def course_root(root: Path, *notebooks: Json) -> Path:
    lay_down(root, *notebooks)
    (root / trainer_guide.FILE).write_text(GUIDE, encoding="utf-8")
    return root


def whole_curriculum(root: Path) -> Path:
    """32 lessons of 45 minutes with exercises of 25; each needs the one before it on its path."""
    notebooks = []
    for lesson_id in LESSON_IDS:
        module = str(module_of(lesson_id))
        earlier = [i for i in LESSON_IDS if i < lesson_id and set(paths_of(lesson_id)) <= set(paths_of(i))]
        meta = {"id": lesson_id, "module": module}
        notebooks += [lesson(**meta, prerequisites=earlier[-1:]), exercise(**meta, minutes=25)]
    return course_root(root, *notebooks)


def test_the_repository_is_current() -> None:
    assert syllabus.drift(REPOSITORY) == [], "jalankan `sinau syllabus`"


def test_writes_what_changed_and_then_nothing(tmp_path: Path) -> None:
    root = course_root(tmp_path, lesson(), exercise())
    assert {path.name for path in syllabus.write_syllabus(root)} == {
        "silabus.md",
        "prasyarat.svg",
        "lembar-fungsi.md",
        "glosarium.md",
        "panduan-pelatih.md",
    }
    assert syllabus.drift(root) == []
    assert syllabus.write_syllabus(root) == []
    lay_down(root, lesson(title="Judul lain"), glossary=(root / glossary.FILE).read_text(encoding="utf-8"))
    assert syllabus.drift(root) == [
        "lessons/silabus.md",
        "lessons/prasyarat.svg",
        "lessons/lembar-fungsi.md",
        "lessons/panduan-pelatih.md",
    ]


def test_totals_of_the_two_paths(tmp_path: Path) -> None:
    text = syllabus.syllabus(Course.load(whole_curriculum(tmp_path)))
    assert f"| UMKM | 23 | {23 * 45} | {23 * 25} | 26,8 |" in text
    assert f"| Desa | 21 | {21 * 45} | {21 * 25} | 24,5 |" in text
    assert "1-06 → 2-01" in text
    assert "2-15 → 4-05 → 4-06" in text
    assert "1-06 → 3-01" in text


def test_graph_has_every_lesson_and_arrow(tmp_path: Path) -> None:
    course = Course.load(whole_curriculum(tmp_path))
    picture = prerequisite_graph.svg(course)
    arrows = len(prerequisite_graph.edges(course))
    assert arrows == 35
    tree = ElementTree.fromstring(picture)
    assert len(tree.findall("{*}path")) == arrows
    assert len(tree.findall("{*}rect")) == 36 + 1
    assert tree.findtext("{*}desc") == prerequisite_graph.alt_text(course)
    assert len(picture.encode("utf-8")) < 100_000


def test_function_sheet_shows_a_line_of_the_lesson(tmp_path: Path) -> None:
    text = (
        "total = sum(harga)\nfor kota in daftar:\n    print(kota)\n"
        "tabel = df.groupby('kota')['pak'].sum().sort_values(ascending=False)\nhasil = round(____)"
    )
    one = lesson(functions=["for", "df.groupby", "print", "round", "belum"])
    cell(one, "omzet")["source"] = text
    [notebook] = Course.load(lay_down(tmp_path, one)).lessons
    assert function_sheet.example("for", notebook) == "for kota in daftar:"
    assert function_sheet.example("print", notebook) == "print(kota)"
    assert function_sheet.example("df.groupby", notebook).startswith("tabel = df.groupby('kota')")
    assert function_sheet.example("round", notebook) == "hasil = round(____)"
    assert function_sheet.example("belum", notebook) == ""


def test_the_example_of_a_dotted_function_uses_its_last_name(tmp_path: Path) -> None:
    one = lesson(functions=["df.plot.line", "df.plot.bar"])
    cell(one, "omzet")["source"] = (
        "a = tabel.plot.bar(x='kota', title=____)\n"
        "b = tabel.plot.line(x='bulan', y='jumlah_pak')\n"
        f"c = tabel.plot.bar(x='kota', title='{'panjang ' * 12}')"
    )
    [notebook] = Course.load(lay_down(tmp_path, one)).lessons
    assert function_sheet.example("df.plot.line", notebook).startswith("b = tabel.plot.line")
    assert function_sheet.example("df.plot.bar", notebook).startswith("c = tabel.plot.bar")


def test_function_sheet_shows_the_method_itself_and_not_its_sibling(tmp_path: Path) -> None:
    one = lesson(functions=["df.plot.line", "df.str.contains"])
    cell(one, "omzet")["source"] = (
        "df.plot.bar(x='a')\ndf.plot.line(x='jam')\nkecil = u.str.lower()\nada = u.str.contains('basi')"
    )
    [notebook] = Course.load(lay_down(tmp_path, one)).lessons
    assert function_sheet.example("df.plot.line", notebook) == "df.plot.line(x='jam')"
    assert function_sheet.example("df.str.contains", notebook) == "ada = u.str.contains('basi')"


def test_no_example_from_a_cell_that_is_wrong_on_purpose(tmp_path: Path) -> None:
    one = lesson()
    cell(one, "galat-nama")["source"] = "try:\n    print(o)\nexcept NameError:\n    print(omzet)"
    [notebook] = Course.load(lay_down(tmp_path, one)).lessons
    assert function_sheet.example("print", notebook) == "print(laba)"


def test_glossary_is_sorted_and_names_the_lesson(tmp_path: Path) -> None:
    text = GLOSSARY + "- **HPP**: Biaya satu barang. *(9-99)*\n- **galat**: Pesan (dari komputer).\n"
    root = course_root(tmp_path, lesson())
    (root / glossary.FILE).write_text(text, encoding="utf-8")
    syllabus.write_syllabus(root)
    items = [
        line for line in (root / glossary.FILE).read_text(encoding="utf-8").splitlines() if line[:2] == "- "
    ]
    assert items == [
        "- **galat**: Pesan (dari komputer).",
        "- **HPP**: Biaya satu barang.",
        "- **variabel**: nama untuk sebuah nilai. *(1-01-mulai)*",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- variabel: tanpa tebal\n", "glosarium.md baris 1 tidak terbaca"),
        (GLOSSARY + "- **Variabel**: dua kali.\n", "`variabel` ada dua kali"),
    ],
)
def test_a_bad_glossary_is_told(tmp_path: Path, text: str, said: str) -> None:
    root = course_root(tmp_path, lesson())
    (root / glossary.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SinauError, match=said):
        syllabus.drift(root)


def test_no_day_is_planned_beyond_seventy_percent(tmp_path: Path) -> None:
    root = whole_curriculum(tmp_path)
    for test_id in ("0-tes-awal", "0-tes-akhir"):
        lay_down(root, exercise(id=test_id, minutes=40))
    course = Course.load(root)
    for path, lessons, planned in (("UMKM", 23, 8), ("Desa", 21, 7)):
        days = trainer_guide.days(course, path)  # type: ignore[arg-type]
        items = [item for day in days for item in day]
        assert (items[0].name, items[-1].name, len(items)) == ("tes awal", "tes akhir", lessons + 2)
        assert max(sum(item.minutes for item in day) for day in days) <= 0.7 * 360
        assert len(days) == planned


def test_the_guide_keeps_what_people_wrote(tmp_path: Path) -> None:
    root = course_root(tmp_path, lesson(), exercise())
    syllabus.write_syllabus(root)
    text = (root / trainer_guide.FILE).read_text(encoding="utf-8")
    assert "Tulisan tangan." in text
    assert "Di tengah." in text
    assert "lama" not in text
    assert "Salah paham: omzet dikira laba." in text
    assert "| 1 | 1-01 | 65 | 18% |" in text


def test_a_lost_mark_is_told(tmp_path: Path) -> None:
    root = course_root(tmp_path, lesson())
    (root / trainer_guide.FILE).write_text("# Panduan", encoding="utf-8")
    with pytest.raises(SinauError, match="kembalikan keduanya"):
        syllabus.write_syllabus(root)


def test_headings_of_trainer_cells_become_bold() -> None:
    assert trainer_guide.without_headings("## Catatan\nisi") == "**Catatan**\nisi"


def test_every_seed_of_the_programme_names_a_lesson_and_a_question() -> None:
    lines = syllabus.syllabus(Course.load(REPOSITORY))
    assert all(f"| {seed.name} | [" in lines for seed in seeds.SEEDS)


def test_a_course_without_the_questions_has_no_table_of_seeds(tmp_path: Path) -> None:
    root = course_root(tmp_path, lesson(), exercise())
    assert seeds.seeds_table(Course.load(root)) == []
