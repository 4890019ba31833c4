"""The server stops, another starts the next day: the page says so, and what was there is there again."""

import pytest
from conftest import Days
from lab_page import LabPage
from playwright.sync_api import Browser, Page, expect
from watched_page import LAPTOP, save_picture, watched_page

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-02-hitung.ipynb"


def test_a_stopped_server_is_told_and_a_slider_is_there_the_next_day(
    days: Days, tab: Page, browser: Browser
) -> None:
    first = LabPage(tab, days.begin())
    first.open(LESSON)
    first.run_all()
    expect(first.notebook.get_by_role("slider").first).to_be_visible()
    tab.keyboard.press("Control+s")
    lesson = days.workspace / LESSON
    first.until(lambda: "application/vnd.jupyter.widget-state+json" in lesson.read_text("utf-8"))
    days.end()
    expect(tab.get_by_text("Server berhenti")).to_be_visible()
    save_picture(tab, "server-berhenti")
    server = days.begin()
    expect(tab.get_by_text("Server berhenti")).to_be_hidden()
    tab.close()
    with watched_page(browser, LAPTOP) as page:
        second = LabPage(page, server)
        second.open(LESSON)
        expect(second.notebook.get_by_role("slider").first).to_be_visible()
        expect(second.notebook.get_by_text("Error displaying widget")).to_have_count(0)
        second.notebook.get_by_role("slider").first.scroll_into_view_if_needed()
        save_picture(page, "hari-kedua")


def test_a_page_that_outlives_its_server_says_so_once_and_works_again(days: Days, tab: Page) -> None:
    lab_page = LabPage(tab, days.begin())
    lab_page.open(LESSON)
    said, dialogs = tab.locator(".sinau-pesan"), tab.locator(".jp-Dialog")
    with tab.expect_event(
        "requestfailed", lambda request: "/api/kernels" in request.url
    ):  # JupyterLab sees it too
        days.end()
    expect(said).to_contain_text("Server berhenti")
    cell = lab_page.notebook.locator(".jp-CodeCell").nth(1)
    lab_page.write(cell, 'print("sesudah", 6 * 7)')
    lab_page.button("Simpan").click()
    expect(said).to_contain_text("Belum tersimpan")
    for name in ("Berikutnya", "Beranda"):
        lab_page.button(name).click()
    expect(dialogs).to_have_count(0)
    save_picture(tab, "tanpa-server")
    days.begin()
    expect(said).to_contain_text("Server sudah jalan lagi")
    lab_page.run_by_button(cell)
    expect(lab_page.notebook.get_by_text("sesudah 42", exact=True)).to_be_visible()
    lab_page.button("Simpan").click()
    expect(said).to_contain_text("Tersimpan pukul")
    assert "sesudah" in (days.workspace / LESSON).read_text("utf-8")
    expect(dialogs).to_have_count(0)
