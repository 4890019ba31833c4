"""Beranda: its marks come from checks really made; its pages are whole and escape what is foreign."""

import dataclasses
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.beranda.page import beranda_page, reading_page
from grader.beranda.state import Beranda, beranda, choose_path, own_road
from grader.checks.spec import Outcome, Verdict
from grader.common.errors import SinauError
from grader.common.indonesian import day_and_time
from grader.learner import progress
from grader.learner.package import write_package
from grader.learner.profile import introduce, read_profile
from grader.learner.road import FILE, Step, dumps, neighbours, read_road
from grader.notebooks.manifest import Manifest


def step(kind: str, ident: str, paths: tuple[str, ...], *questions: str) -> Step:
    folder = "pelajaran/1-fondasi" if kind == "lesson" else f"latihan/{ident}"
    points = 2.0 * len(questions) if kind == "exercise" else 0.0
    return Step(
        kind, ident, "Judul <i>", "1-fondasi", 40, f"{folder}/{ident}.ipynb", paths, points, questions
    )


BOTH = ("UMKM", "Desa")
ROAD = (
    step("lesson", "1-06-grafik", BOTH, "a", "b"),
    step("exercise", "1-06-grafik", BOTH, "x"),
    step("lesson", "2-01-corong", ("UMKM",), "c"),
    step("lesson", "3-01-membunyikan", ("Desa",), "d"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / ".sinau").mkdir()
    (tmp_path / FILE).write_text(dumps(ROAD), encoding="utf-8")
    return tmp_path


def check(
    workspace: Path, at: Step, name: str, outcome: Outcome, seen: str = "?", score: float = 0.0
) -> None:
    verdict = Verdict(name, outcome, score, 2.0)
    progress.note(workspace, workspace / at.path, {"value": seen}, verdict)


def marks(workspace: Path) -> str:
    return "".join(page.mark for page in beranda(workspace).pages)


def test_a_page_is_open_begun_and_done_by_its_checks_alone(workspace: Path) -> None:
    lesson = ROAD[0]
    assert marks(workspace) == "○○○○"
    check(workspace, lesson, "a", Outcome.BLANK)
    check(workspace, lesson, "a", Outcome.CRASHED)
    assert marks(workspace) == "○○○○"
    check(workspace, lesson, "a", Outcome.NOT_YET)
    assert marks(workspace) == "◐○○○"
    assert beranda(workspace).pages[0].minutes_left == 40
    check(workspace, lesson, "a", Outcome.RIGHT)
    assert beranda(workspace).pages[0].minutes_left == 20
    check(workspace, lesson, "b", Outcome.RIGHT)
    check(workspace, lesson, "b", Outcome.NOT_YET, "later")
    assert marks(workspace) == "✔○○○"


def test_points_are_the_best_that_was_reached_and_wrong_answers_count_once(workspace: Path) -> None:
    exercise = ROAD[1]
    for seen, score in (("one", 1.5), ("two", 0.5), ("two", 0.5)):
        check(workspace, exercise, "x", Outcome.PARTIAL, seen, score)
    assert beranda(workspace).pages[1].score == 1.5
    tried = progress.read(workspace, Path(exercise.path))["x"]
    assert len(tried.wrong) == 2
    copy = workspace / "latihan" / "1-06-grafik" / "1-06-grafik (versi baru).ipynb"
    assert progress.read(workspace, copy)["x"] == tried


def test_going_on_means_what_was_worked_on_last_then_what_follows(workspace: Path) -> None:
    def following() -> str:
        page = beranda(workspace).following
        return page.step.path if page else ""

    assert following() == ROAD[0].path
    check(workspace, ROAD[2], "c", Outcome.NOT_YET)
    assert following() == ROAD[2].path
    check(workspace, ROAD[2], "c", Outcome.RIGHT)
    assert following() == ROAD[3].path
    choose_path(workspace, "UMKM")
    assert following() == ROAD[0].path
    for at, name in ((ROAD[0], "a"), (ROAD[0], "b"), (ROAD[1], "x")):
        check(workspace, at, name, Outcome.RIGHT)
    assert following() == ""


def test_a_fork_names_both_ways(workspace: Path) -> None:
    assert neighbours(ROAD, ROAD[0].path, 1) == (("", ROAD[1]),)
    assert neighbours(ROAD, ROAD[1].path, 1) == (("UMKM", ROAD[2]), ("Desa", ROAD[3]))
    assert neighbours(ROAD, ROAD[3].path, -1) == (("", ROAD[1]),)
    assert neighbours(ROAD, ROAD[3].path, 1) == ()
    assert neighbours(ROAD, "pelajaran/lain.ipynb", 1) == ()
    choose_path(workspace, "Desa")
    assert own_road(workspace) == (ROAD[0], ROAD[1], ROAD[3])
    choose_path(workspace, "")
    assert own_road(workspace) == read_road(workspace) == ROAD


@pytest.mark.parametrize("text", ["", "[1]", '{"a": 1}', '[{"kind": "lesson"}]'])
def test_damaged_files_are_as_none(workspace: Path, text: str) -> None:
    (workspace / ".sinau" / "kemajuan").mkdir()
    for file in (".sinau/jalan.json", ".sinau/jalur.json", ".sinau/kemajuan/latihan-1-06-grafik.json"):
        (workspace / file).write_text(text)
    assert progress.read(workspace, Path(ROAD[1].path)) == {}
    assert beranda(workspace).pages == ()
    assert beranda_page(beranda(workspace), "/", "t", "").count("<h1>") == 1


def test_hand_ins_and_feedback_are_shown_with_receipt_and_download(workspace: Path) -> None:
    when = datetime(2026, 11, 26, 3, 4, tzinfo=UTC)
    manifest = Manifest("PNG-001", "Siti", "1-06-grafik", "1-06-grafik.ipynb", "", "0" * 64, when)
    package = write_package(workspace / "kumpul", manifest, b"{}")
    (workspace / "kumpul" / "foto.zip").write_bytes(b"no package")
    (workspace / "umpan-balik").mkdir()
    (workspace / "umpan-balik" / "<b>.html").write_text("x")
    for name in ("umpan-balik.html", "Siti Al-Hasan - umpan balik.html"):
        (workspace / "umpan-balik" / name).write_text("x")
        os.utime(workspace / "umpan-balik" / name, (when.timestamp(), when.timestamp()))
    shown = beranda_page(beranda(workspace), "/", "t", "<script>")
    assert re.fullmatch(r"[0-9A-F]{3}-[0-9A-F]{3}", manifest.receipt)
    assert manifest.receipt in shown
    assert f'href="/files/kumpul/{package.name}" download' in shown
    for title in ("Umpan balik", "Siti Al-Hasan - umpan balik"):
        assert f">{title}</a>, {day_and_time(when)}</li>" in shown
    assert 'href="/files/umpan-balik/umpan-balik.html"' in shown
    assert dataclasses.replace(manifest, participant="PNG-002").receipt != manifest.receipt
    for foreign in ("<script>", "<i>", "<b>.html"):
        assert foreign not in shown
    assert "<script" not in shown


def test_a_test_is_done_once_it_was_handed_in(tmp_path: Path) -> None:
    (tmp_path / ".sinau").mkdir()
    (tmp_path / FILE).write_text(dumps((step("exercise", "0-tes-awal", BOTH), *ROAD)), encoding="utf-8")
    assert marks(tmp_path) == "○○○○○"
    left = beranda(tmp_path).minutes_left
    when = datetime(2026, 11, 26, 3, 4, tzinfo=UTC)
    manifest = Manifest("PNG-001", "Siti", "0-tes-awal", "0-tes-awal.ipynb", "", "0" * 64, when)
    write_package(tmp_path / "kumpul", manifest, b"{}")
    assert marks(tmp_path) == "✔○○○○"
    assert beranda(tmp_path).minutes_left == left - 40


def test_somebody_without_a_trainer_gets_a_code(workspace: Path) -> None:
    introduce(workspace, " Siti  Aminah ", "")
    profile = read_profile(workspace)
    assert profile is not None
    assert profile.name == "Siti Aminah"
    assert re.fullmatch(r"MANDIRI-[0-9A-F]{4}", profile.code)
    with pytest.raises(SinauError, match="belum cocok"):
        introduce(workspace, "Siti", "???")
    with pytest.raises(SinauError, match="Tulis namamu"):
        introduce(workspace, "  ", "PNG-1")


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_table_is_read_by_its_own_mark(tmp_path: Path, mark: str) -> None:
    file = tmp_path / "toko.csv"
    file.write_bytes(f"nama{mark}harga\nKué & Teh{mark}5000\n".encode("cp1252"))
    page = reading_page(file, "/")
    assert page is not None
    assert '<th scope="col">nama</th><th scope="col">harga</th>' in page
    assert "<td>Kué &amp; Teh</td><td>5000</td>" in page


def test_an_empty_page_and_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    (tmp_path / "a.md").write_text("# Judul\n<!-- penulis -->\nisi\n<script>x</script>\n<!-- tak tertutup")
    assert reading_page(tmp_path / "a.csv", "/") is not None
    page = reading_page(tmp_path / "a.md", "/")
    assert page is not None
    assert "<h1>Judul</h1>" in page
    assert "isi" in page
    assert "<script>" not in page
    assert "penulis" not in page
    assert "tak tertutup" not in page
    assert reading_page(tmp_path / "a.png", "/") is None


def test_the_page_of_an_empty_workspace_is_whole(tmp_path: Path) -> None:
    empty = Beranda(None, None, (), None, (), (), (), in_class=False, hand=0.0)
    assert beranda(tmp_path) == empty
    assert "Belum ada." in beranda_page(empty, "/", "t", "")
