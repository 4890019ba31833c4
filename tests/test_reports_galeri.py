"""The gallery shows what its owners allowed, as text, and nothing a learner could make a page do."""

import json
import re
import struct
from base64 import b64encode
from pathlib import Path

import pytest
from reports_course import CourseBuilder, code, markdown, notebook, shown

from grader.checks.spec import Outcome, Verdict
from grader.common.errors import SinauError
from grader.reports.galeri import EXERCISE, literals, project_of, render, write_gallery

PNG = b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 30) + b"\0" * 20).decode()
CARD = "Sumber: buku bank sampah\nCara: ditimbang setiap Senin\nWaktu: 2027\nSatuan: kg"
PAGE = "Pembersihan: 4 dari 30 baris\nPutusan: RT 04 dulu\nBerubah pikiran kalau: RT 02 lebih banyak"


def answer(name: str, text: str, **outputs: str) -> dict[str, object]:
    source = f'{name} = ____\n{name} = """{text}"""'
    drawn = (
        [shown(**{"image/png": outputs["png"], "text/html": "<script>alert(1)</script>"})] if outputs else []
    )
    return code(source, drawn, grade_id=f"jawab-{name}", grade=False, solution=True, locked=False)


def project(
    question: str = "RT mana dulu?",
    card: str = CARD,
    page: str = PAGE,
    permission: str = "ya",
    png: str = PNG,
    outcome: str = "benar",
) -> dict[str, object]:
    verdict = {"application/vnd.sinau.verdict+json": Verdict("grafik", Outcome(outcome), 2, 2).to_json()}
    check = code('periksa("grafik")', [shown(**verdict)], grade_id="soal-5-grafik", grade=True, points=2)
    check["metadata"]["nbgrader"] |= {"locked": True, "solution": False}
    manual = {"grade_id": "jawab-6-halaman", "grade": True, "solution": True, "locked": False, "points": 2}
    return notebook(
        [
            markdown("# Proyek"),
            answer("pertanyaan", question),
            answer("kartu", card),
            answer("grafik", "gambar", png=png),
            check,
            code(f'halaman = """{page}"""', [], **manual),
            answer("izin_galeri", permission),
            code("kumpulkan()", grade_id="kumpul", grade=False, locked=True, solution=False),
        ]
    )


NAMES = {"A1": "Bu Sari", "B2": "Pak Mujiono", "C3": "Mas Dimas"}


def gallery(root: Path, **projects: dict[str, object]) -> tuple[str, str]:
    """The gallery and the trainer's page of these projects, by trainee."""
    found = []
    for trainee, content in projects.items():
        path = root / trainee / f"{EXERCISE}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), "utf-8", "surrogatepass")
        found.append(project_of(trainee, NAMES[trainee], [path]))
    return render([p for p in found if p.is_in_gallery], False), render(found, True)


def test_a_course_folder_gets_both_pages(tmp_path: Path) -> None:
    with CourseBuilder(tmp_path) as builder:
        builder.roster("A1;Bu Sari;Jabung;UMKM", "B2;Pak Mujiono;Ngebel;Desa")
        builder.exercise(EXERCISE, "Proyek akhir", [])
        for trainee, permission in (("A1", "ya"), ("B2", "tidak")):
            builder.write_graded(trainee, EXERCISE, project(permission=permission))
            builder.mark(trainee, EXERCISE, [])
            grade = builder.gradebook.find_submission(EXERCISE, trainee)
            assert grade is not None
    pages = write_gallery(tmp_path)
    assert [one.code for one in pages.shown] == ["A1"]
    assert [one.why_not for one in pages.held_back] == ["belum ada izin"]
    before = pages.gallery.read_bytes(), pages.everything.read_bytes()
    write_gallery(tmp_path)
    assert (pages.gallery.read_bytes(), pages.everything.read_bytes()) == before


def test_only_what_was_allowed_is_shown_and_the_trainer_sees_all(tmp_path: Path) -> None:
    public, everything = gallery(
        tmp_path,
        A1=project("Sari bertanya?", permission="Ya."),
        B2=project("Mujiono bertanya?", permission="tanpa nama"),
        C3=project("Dimas bertanya?", permission="tidak"),
    )
    assert "Sari bertanya?" in public
    assert "Bu Sari" in public
    assert "Mujiono bertanya?" in public
    assert "Pak Mujiono" not in public
    assert "Peserta kelas" in public
    assert "Dimas" not in public
    assert public.count("data:image/png;base64,") == 2
    for told in ("Pak Mujiono", "Dimas bertanya?", "tidak dipajang: belum ada izin"):
        assert told in everything
    assert "4 dari 30 baris" in public
    assert "ditimbang setiap Senin" in public


@pytest.mark.parametrize("permission", ["", "____", "terserah", "ya kalau menang", "TIDAK"])
def test_anything_but_a_clear_yes_is_no(tmp_path: Path, permission: str) -> None:
    public, _ = gallery(tmp_path, A1=project(permission=permission))
    assert "RT mana dulu?" not in public
    assert "Belum ada proyek" in public


@pytest.mark.parametrize(
    "content",
    [
        project(question="Siapa punya nomor 0812 3456 7890?"),
        project(card=CARD.replace("buku", "NIK 3502111203850001")),
        project(page=PAGE + "\nJl. Sumatra No. 4"),
    ],
)
def test_personal_data_keeps_a_project_out_of_the_gallery(tmp_path: Path, content: dict[str, object]) -> None:
    public, everything = gallery(tmp_path, A1=content)
    assert "Belum ada proyek" in public
    assert re.search(r"tidak dipajang: ada (nomor|alamat)", everything)


def test_a_chart_that_earned_nothing_is_not_shown(tmp_path: Path) -> None:
    public, _ = gallery(tmp_path, A1=project(outcome="belum tepat"))
    assert "RT mana dulu?" in public
    assert "data:image" not in public


def test_hostile_words_and_pictures_stay_harmless(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    public, everything = gallery(
        tmp_path,
        A1=project(
            evil, f"Sumber: {evil}\nCara: {evil}", f"Putusan: {evil}\u202e" + "z" * 100_000, png='"><script>'
        ),
        B2=project(png="iVBORw0KGgo="),
    )
    for page in (public, everything):
        assert "<script" not in page
        assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", page)
        assert "\u202e" not in page
        assert "data:image" not in page
        assert "default-src 'none'" in page
        assert len(page) < 40_000


def test_a_broken_notebook_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    public, everything = gallery(tmp_path, A1=notebook([]), B2=project())
    assert "RT mana dulu?" in public
    assert "(pertanyaannya tidak terbaca)" in everything


def test_nothing_is_run_to_read_a_text() -> None:
    assert literals('a = "x"\nb = """y\nz"""\na = "w"') == {"a": "w", "b": "y\nz"}
    assert literals('a = "x"\na = open("/etc/passwd").read()') == {}
    assert literals("a = f'{1 + 1}'\nb = 'c' 'd'") == {"b": "cd"}
    assert literals("ini bukan kode") == {}


def test_a_course_without_projects_is_told(tmp_path: Path) -> None:
    with pytest.raises(SinauError):
        write_gallery(tmp_path)
