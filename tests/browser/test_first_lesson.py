"""A trainee's first hour: lesson 1-01 with its slider; exercise 1-01 wrong, right, handed in."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import serious_violations
from lab_page import LabPage
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-01-mulai.ipynb"
EXERCISE = "latihan/1-01-mulai/1-01-mulai.ipynb"
Shoot = Callable[[str], Path]


def test_the_whole_lesson_runs_and_its_slider_redraws(lab_page: LabPage, shoot: Shoot) -> None:
    lab_page.open(LESSON)
    lab_page.run_all()
    panel = lab_page.notebook
    expect(panel.get_by_text("data latihan (sintetis)").first).to_be_visible()
    expect(panel.locator(".sinau-periksa").first).to_contain_text("Belum dikerjakan")
    slider = panel.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    picture = panel.locator(".jp-OutputArea-output img").filter(visible=True)
    before = [image.get_attribute("src") for image in panel.locator(".jp-OutputArea-output img").all()]
    slider.focus()
    for _ in range(4):
        lab_page.page.keyboard.press("ArrowRight")
    lab_page.page.wait_for_function(
        "before => [...document.querySelectorAll('.jp-OutputArea-output img')]"
        ".some(image => !before.includes(image.src))",
        arg=before,
    )
    lab_page.wait_until_idle()
    shoot("pelajaran-geser")
    assert all(image.get_attribute("alt") for image in picture.all())
    assert serious_violations(lab_page.page, within=".sinau-periksa") == []


def test_the_exercise_is_checked_at_once_and_handed_in(
    lab_page: LabPage, workspace: Path, shoot: Shoot
) -> None:
    tell_name(workspace)
    lab_page.open(EXERCISE)
    lab_page.run_all()
    panel = lab_page.notebook
    answer(lab_page, "kemampuan = ____", "kemampuan = 700")
    expect(verdict(panel, "kemampuan")).to_contain_text("Belum tepat")
    expect(verdict(panel, "kemampuan")).to_contain_text("April (736 pak) masih diarsir")
    verdict(panel, "kemampuan").get_by_text("Petunjuk 1").click()
    expect(verdict(panel, "kemampuan")).to_contain_text("Batang paling tinggi adalah April")
    shoot("latihan-belum-tepat")
    answer(lab_page, "kemampuan = 700", "kemampuan = 750")
    expect(verdict(panel, "kemampuan")).to_contain_text("Benar")
    shoot("latihan-benar")
    lab_page.page.keyboard.press("Control+s")
    lab_page.wait_until_idle()
    saved = workspace / EXERCISE
    lab_page.until(lambda: "kemampuan = 750" in saved.read_text("utf-8"))
    before = packages(workspace)
    lab_page.run("kumpulkan()")
    expect(panel.get_by_text("PNG-007").first).to_be_visible()
    lab_page.until(lambda: bool(packages(workspace) - before))
    shoot("kumpulkan")
    (made,) = packages(workspace) - before
    with zipfile.ZipFile(made) as package:
        assert "kemampuan = 750" in package.read("1-01-mulai.ipynb").decode()


def packages(workspace: Path) -> set[Path]:
    """The packages in the workspace's hand-in folder."""
    return set((workspace / "kumpul").glob("PNG-007_1-01-mulai_*.zip"))


def tell_name(workspace: Path) -> None:
    """The name that lesson 1-01 asks for once."""
    from grader.learner.profile import Profile, write_profile

    write_profile(workspace, Profile("Peserta Uji", "PNG-007"))


def answer(lab_page: LabPage, old: str, new: str) -> None:
    """Write an answer over the cell's text, run it and the check below it."""
    name = old.partition(" = ")[0]
    lab_page.write(lab_page.code_cell(f"{name} = "), new)
    lab_page.run(f'periksa("{name}")')


def verdict(panel: Locator, name: str) -> Locator:
    """The panel of a question."""
    return panel.locator(".sinau-periksa").filter(has=panel.page.locator("code", has_text=name)).first
