"""Rules that run the notebook: clean and quick, charts with all they need."""

from __future__ import annotations

from pathlib import Path

from course_builder import Json, code, lay_down, lesson, md

from grader.curriculum.lint.running import Axes, Chart, Run, charts, clean_run, lint_runs
from grader.curriculum.model import Course

DRAW = "import matplotlib.pyplot as plt\nfrom grader.belajar import gambar\nplt.bar(['a', 'b'], [1, 2])\n"
LABELS = "plt.title('Pesanan jenang')\nplt.xlabel('Kota')\nplt.ylabel('Pesanan (pak)')\n"
SHOW = "gambar(sumber='catatan Bu Sari', waktu='Mei 2026')"


def course_of(root: Path, *cells: Json) -> Course:
    notebook = lesson()
    notebook["cells"] = [md("judul", "# Judul"), *cells]
    return Course.load(lay_down(root, notebook))


def test_judges_charts_as_they_were_drawn(tmp_path: Path) -> None:
    course = course_of(
        tmp_path,
        code("baik", DRAW + LABELS + SHOW),
        code("polos", "plt.bar(['a', 'b'], [1, 2])"),
        code(
            "tanpa-satuan",
            "plt.plot([1, 2])\nplt.title('T')\nplt.xlabel('Hari')\nplt.ylabel('Pesanan')\n" + SHOW,
        ),
        code("sengaja", "plt.bar(['a', 'b'], [1, 2])\n" + SHOW, "grafik-salah"),
        code("celah", "plt.bar(['a', 'b'], [1, 2])\nplt.title(____)"),
        code("jawab", "pak = 2"),
        code(
            "soal",
            "from grader.belajar import periksa\n"
            "periksa('pak', keliru={'plt.bar([1, 2], [1, 2])': 'Ini grafik.'})",
        ),
        code("tanpa-alt", DRAW + LABELS + "gambar(sumber='x', waktu='2026', alt='')"),
        code("lingkaran", "plt.pie([1, 2])\nplt.title('Bagian omzet')\n" + SHOW),
    )
    found = {(p.cell, p.message) for p in lint_runs(course.notebooks)}
    assert found == {
        ("polos", "grafik tanpa teks alternatif"),
        ("polos", "grafik tanpa catatan sumber dan waktu"),
        ("polos", "grafik tanpa judul"),
        ("polos", "grafik tanpa label sumbu mendatar"),
        ("polos", "grafik tanpa label sumbu tegak"),
        ("tanpa-satuan", "grafik tanpa satuan di label `Pesanan`"),
        ("tanpa-alt", "teks alternatif gambar kosong atau terlalu pendek"),
    }


def test_a_failing_cell_is_named(tmp_path: Path) -> None:
    course = course_of(tmp_path, code("baik", "x = 1"), code("rusak", "x / 0"), code("sesudah", "y"))
    [found] = lint_runs(course.notebooks)
    assert (found.rule, found.cell) == ("clean-run", "rusak")
    assert "ZeroDivisionError" in found.message


def test_a_slow_notebook_is_told(tmp_path: Path) -> None:
    [notebook] = course_of(tmp_path).notebooks
    [finding] = clean_run(notebook, Run(seconds=12.5))
    assert "12.5 detik" in finding.message


def test_bars_to_the_side_have_their_unit_below(tmp_path: Path) -> None:
    [notebook] = course_of(tmp_path, code("datar", "x = 1")).notebooks
    run = Run(charts=[Chart(2, (Axes("T", "Omzet (Rp)", "Kanal", "x"),), has_note=True, shown_bare=False)])
    assert list(charts(notebook, run)) == []
