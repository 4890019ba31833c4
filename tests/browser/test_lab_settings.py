"""JupyterLab as a trainee first meets it: calm, on the welcome lesson, saving by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lab_page import LabPage
from playwright.sync_api import expect

pytestmark = pytest.mark.long
NOTHING_BETWEEN = """() => {
    const place = (part) => document.querySelector(part).getBoundingClientRect();
    const text = place(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook");
    return text.top - place("#jp-header-panel").bottom < 5;
}"""


def test_a_lesson_shows_itself_one_bar_and_little_else(
    lab_page: LabPage, shoot: Callable[[str], Path]
) -> None:
    lab_page.open("pelajaran/1-fondasi/1-01-mulai.ipynb")
    page = lab_page.page
    shoot("awal")
    buttons = page.get_by_role("toolbar", name="Bilah pelajaran").get_by_role("button")
    expect(buttons).to_have_text(
        [
            *("Beranda", "▶ Jalankan", "■ Hentikan", "Simpan", "Petunjuk"),
            *("‹ Sebelumnya", "Berikutnya ›", "Semua menu"),
        ]
    )
    for away in (
        "#jp-MainMenu",
        ".jp-NotebookPanel-toolbar",
        "#jp-main-statusbar",
        ".jp-SideBar.jp-mod-left",
    ):
        expect(page.locator(away)).to_be_hidden()
    expect(page.locator(".jp-SideBar.jp-mod-right")).to_be_hidden()
    expect(page.locator("#jp-right-stack")).to_be_hidden()
    expect(page.locator(".jp-DebuggerBugButton, [data-jp-item-name='nbgrader']")).to_have_count(0)
    expect(page.locator(".cm-lineNumbers:visible")).to_have_count(0)
    expect(page.locator(".jp-Notification, .Toastify__toast")).to_have_count(0)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")
    page.wait_for_function(NOTHING_BETWEEN)  # Lab lays out a moment later


def test_work_is_saved_by_itself_every_minute_and_by_ctrl_s(lab_page: LabPage, workspace: Path) -> None:
    address = f"{lab_page.server.url}lab/api/settings/@jupyterlab/docmanager-extension:plugin"
    answer = lab_page.page.request.get(address, params={"token": lab_page.server.token}).json()
    properties = answer["schema"]["properties"]
    assert (properties["autosave"]["default"], properties["autosaveInterval"]["default"]) == (True, 60)
    lab_page.open("pelajaran/1-fondasi/1-01-mulai.ipynb")
    lab_page.notebook.locator(".jp-CodeCell .cm-content").first.click()
    lab_page.page.keyboard.type("# tulisan saya\n")
    lab_page.page.keyboard.press("Control+s")
    notebook = workspace / "pelajaran/1-fondasi/1-01-mulai.ipynb"
    lab_page.until(lambda: "# tulisan saya" in notebook.read_text("utf-8"))


def test_a_maintainer_can_still_reach_what_is_put_away(lab_page: LabPage) -> None:
    lab_page.open("pelajaran/1-fondasi/1-01-mulai.ipynb")
    lab_page.show_all_menus()
    expect(lab_page.page.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    labels = lab_page.page.locator(".lm-DockPanel-tabBar .lm-TabBar-tabLabel")
    expect(labels.first).to_have_text("1-01 Mulai di sini")
    expect(lab_page.page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab")).to_have_count(3)
    lab_page.choose("Tampilan", "Penampilan", "Tampilkan Bilah Aktivitas Kanan")
    expect(lab_page.page.locator(".jp-SideBar.jp-mod-right .lm-TabBar-tab")).to_have_count(1)
    lab_page.choose("Tampilan", "Tampilkan Nomor Baris")
    expect(lab_page.page.locator(".cm-lineNumbers:visible").first).to_be_visible()
    lab_page.choose("Pengaturan", "Editor Pengaturan")
    expect(lab_page.page.locator(".jp-SettingsPanel")).to_be_visible()


def test_a_newer_course_is_not_hidden_by_what_the_browser_kept(lab_page: LabPage) -> None:
    # What lies in a folder "static" a browser keeps for a year: there names hold a digest, ours do not.
    address = f"{lab_page.server.url}lab/extensions/sinau-desa/modules/bar.js"
    answer = lab_page.page.request.get(address, params={"token": lab_page.server.token})
    assert answer.ok
    assert answer.headers["cache-control"] == "no-cache"
