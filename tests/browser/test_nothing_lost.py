"""What she types and runs is not lost: too early, in two tabs, or rubbed out."""

import re

import pytest
from lab_page import LabPage
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-01-mulai.ipynb"
EXERCISE = "latihan/1-01-mulai/1-01-mulai.ipynb"
ANSWER = "bulan_ramai = ____"


def test_a_run_that_is_asked_for_before_python_is_there_waits(lab_page: LabPage) -> None:
    page, server = lab_page.page, lab_page.server
    for session in page.request.get(f"{server.url}api/sessions?token={server.token}").json():
        page.request.delete(f"{server.url}api/sessions/{session['id']}?token={server.token}")
    held: list[Route] = []
    slow = True

    def hold(route: Route) -> None:
        if slow and route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/api/sessions(\?|$)"), hold)
    page.goto(server.page(f"doc/tree/{LESSON}"))
    cell = lab_page.code_cell(ANSWER)
    lab_page.write(cell, 'print("hasil", 6 * 7)')
    expect(page.locator(".sinau-pesan")).to_contain_text("Python sedang disiapkan")
    slow = False
    for route in held:
        route.continue_()
    expect(lab_page.notebook.get_by_text("hasil 42", exact=True)).to_be_visible()
    expect(page.locator(".sinau-pesan")).to_be_empty()
    running = page.request.get(f"{server.url}api/sessions?token={server.token}").json()
    assert [one["path"] for one in running] == [LESSON]


def test_an_emptied_cell_gets_back_what_stood_in_it(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    page, cell = lab_page.page, lab_page.code_cell(ANSWER)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("button", name="Kembalikan isinya").click()
    expect(lab_page.code_cell(ANSWER)).to_contain_text('periksa("bulan_ramai")')
    expect(page.locator(".sinau-pesan")).to_be_empty()


def look_at(page: Page, seen: bool) -> None:
    """Bring a tab to the front, or another one before it: a browser without a screen has all in front."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        not seen,
    )


def test_one_lesson_in_two_tabs_is_one(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    tab = lab_page.page.context.new_page()
    other = LabPage(tab, lab_page.server)
    other.open(LESSON)
    for number, (here, there) in enumerate(((lab_page, other), (other, lab_page))):
        look_at(there.page, seen=False)
        look_at(here.page, seen=True)
        written = f'print("dari tab {number}")'
        here.write(here.notebook.locator(".jp-CodeCell").nth(1), written)
        expect(here.notebook.get_by_text(f"dari tab {number}", exact=True)).to_be_visible()
        look_at(here.page, seen=False)
        there.until(lambda text=written: text in saved(lab_page))
        look_at(there.page, seen=True)
        expect(there.notebook.locator(".jp-CodeCell").nth(1)).to_contain_text(f"dari tab {number}")
    expect(tab.locator(".jp-Dialog")).to_have_count(0)
    expect(lab_page.page.locator(".jp-Dialog")).to_have_count(0)


def saved(lab_page: LabPage) -> str:
    """The sources in the file of the lesson."""
    server = lab_page.server
    answer = lab_page.page.request.get(f"{server.url}api/contents/{LESSON}?token={server.token}")
    return "".join(str(cell["source"]) for cell in answer.json()["content"]["cells"])


def test_back_leads_to_the_lesson_before(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    lab_page.button("Berikutnya").click()
    lab_page.wait_for(EXERCISE)
    lab_page.page.go_back()
    lab_page.wait_for(LESSON)
    expect(lab_page.page.locator(".sinau-tempat")).to_have_text("1-01 Mulai di sini")


def test_a_loop_left_behind_can_be_stopped_on_coming_back(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    cell = lab_page.notebook.locator(".jp-CodeCell").nth(1)
    lab_page.write(cell, "while True: pass")
    expect(lab_page.button("■ Hentikan")).to_be_visible()
    lab_page.until(lambda: "while True" in saved(lab_page))
    lab_page.page.goto(lab_page.server.page("beranda"))
    lab_page.page.goto(lab_page.server.page(f"doc/tree/{LESSON}"))
    lab_page.button("■ Hentikan").click()
    lab_page.wait_until_idle()
    expect(lab_page.button("▶ Jalankan")).to_be_visible()
