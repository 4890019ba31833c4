"""The server stops, another starts the next day: the page says so, and what was there is there again."""

from collections.abc import Iterator

import pytest
from conftest import Days
from lab_page import LabPage
from playwright.sync_api import Browser, Page, expect
from watched_page import LAPTOP, save_picture, watched_page

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-02-hitung.ipynb"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page that may log that its server is gone."""
    context = browser.new_context(viewport=LAPTOP, locale="id-ID")
    yield context.new_page()
    context.close()


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
    with watched_page(browser, LAPTOP) as page:
        second = LabPage(page, days.begin())
        second.open(LESSON)
        expect(second.notebook.get_by_role("slider").first).to_be_visible()
        expect(second.notebook.get_by_text("Error displaying widget")).to_have_count(0)
        second.notebook.get_by_role("slider").first.scroll_into_view_if_needed()
        save_picture(page, "hari-kedua")
    expect(tab.get_by_text("Server berhenti")).to_be_hidden()
