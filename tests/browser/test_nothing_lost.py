"""What she types and runs is not lost: too early, rubbed out, or left behind."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lab_page import LabPage
from playwright.sync_api import Page, Route, expect

from grader.start.server import Server

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-01-mulai.ipynb"
EXERCISE = "latihan/1-01-mulai/1-01-mulai.ipynb"
ANSWER = "bulan_ramai = ____"
HEARS_LATE = """
const listen = BroadcastChannel.prototype.addEventListener;
window.busy = false;
window.unheard = [];
window.hear = () => { window.busy = false; window.unheard.forEach((message) => message()); };
BroadcastChannel.prototype.addEventListener = function (kind, hear) {
    const late = (event) => window.busy ? window.unheard.push(() => hear(event)) : hear(event);
    listen.call(this, kind, late);
};
"""


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
    page = lab_page.page
    lab_page.replace(lab_page.code_cell(ANSWER), "")
    page.keyboard.press("Delete")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("button", name="Kembalikan isinya").click()
    expect(lab_page.code_cell(ANSWER)).to_contain_text('periksa("bulan_ramai")')
    expect(page.locator(".sinau-pesan")).to_be_empty()


def test_back_leads_to_the_lesson_before(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    lab_page.button("Berikutnya").click()
    lab_page.wait_for(EXERCISE)
    lab_page.page.go_back()
    lab_page.wait_for(LESSON)
    expect(lab_page.page.locator(".sinau-tempat")).to_have_text("1-01 Mulai di sini")


def test_what_was_typed_is_saved_when_the_page_goes_out_of_sight(lab_page: LabPage, workspace: Path) -> None:
    lab_page.open(LESSON)
    lab_page.replace(lab_page.code_cell(ANSWER), "belum_dijalankan = 123")
    expect(lab_page.code_cell("belum_dijalankan = 123")).to_be_visible()
    # Headless Chromium shows every page; this is what one that is put away hears.
    lab_page.page.evaluate("""() => {
        Object.defineProperty(document, 'hidden', { get: () => true });
        document.dispatchEvent(new Event('visibilitychange'));
    }""")
    lab_page.until(lambda: "belum_dijalankan = 123" in (workspace / LESSON).read_text("utf-8"))


def hold_the_first_save(lab_page: LabPage) -> list[Callable[[], None]]:
    """A slow machine: the answer to the first save comes when the one function in the list is called."""
    late: list[Callable[[], None]] = []

    def come_late(route: Route) -> None:
        if route.request.method == "PUT" and not late:
            answer = route.fetch()  # what was sent is in the file
            late.append(lambda: route.fulfill(response=answer))
        else:
            route.continue_()

    lab_page.page.route(re.compile("/api/contents/"), come_late)
    return late


def test_what_is_typed_while_a_save_is_on_its_way_is_still_unsaved(
    lab_page: LabPage, workspace: Path
) -> None:
    lab_page.open(LESSON)
    late = hold_the_first_save(lab_page)
    lab_page.replace(lab_page.code_cell(ANSWER), "satu = 1")
    lab_page.button("Simpan").click()
    lab_page.until(lambda: bool(late))
    lab_page.replace(lab_page.code_cell("satu = 1"), "dua = 2")
    late[0]()
    expect(lab_page.page.locator(".sinau-pesan")).to_contain_text("Tersimpan pukul")
    assert "satu = 1" in (workspace / LESSON).read_text("utf-8")
    lab_page.button("Simpan").click()
    lab_page.until(lambda: "dua = 2" in (workspace / LESSON).read_text("utf-8"))


def test_a_save_that_overtakes_another_waits_for_it(lab_page: LabPage, workspace: Path) -> None:
    lab_page.open(LESSON)
    late = hold_the_first_save(lab_page)
    lab_page.replace(lab_page.code_cell(ANSWER), "satu = 1")
    lab_page.button("Simpan").click()
    lab_page.until(lambda: bool(late))
    lab_page.replace(lab_page.code_cell("satu = 1"), "dua = 2")
    with lab_page.page.expect_request(lambda request: request.method == "PUT"):
        for _ in range(2):
            lab_page.button("Simpan").click()
        late[0]()
    lab_page.until(lambda: "dua = 2" in (workspace / LESSON).read_text("utf-8"))
    expect(lab_page.page.locator(".jp-Dialog")).to_have_count(0)


def test_a_loop_left_behind_can_be_stopped_on_coming_back(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    cell = lab_page.notebook.locator(".jp-CodeCell").nth(1)
    lab_page.write(cell, "while True: pass")
    expect(lab_page.button("Hentikan")).to_be_enabled()
    lab_page.button("Beranda").click()
    expect(lab_page.page.get_by_role("heading", name="Sinau Desa", exact=True)).to_be_visible()
    lab_page.page.goto(lab_page.server.page(f"doc/tree/{LESSON}"))
    lab_page.button("Hentikan").click()
    lab_page.wait_until_idle()
    expect(lab_page.button("Hentikan")).to_be_disabled()


def test_a_lesson_in_two_tabs_is_one(tab: Page, server: Server, workspace: Path) -> None:
    first = LabPage(tab, server)
    first.open(LESSON)
    first.write(
        first.notebook.locator(".jp-CodeCell").nth(1),
        'from ipywidgets import IntSlider\nIntSlider(description="harga")',
    )
    expect(first.notebook.get_by_role("slider", name="harga")).to_be_visible()
    first.code_cell(ANSWER).locator(".cm-content").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text("dari_tab_satu = 1")
    second = LabPage(tab.context.new_page(), server)
    second.open(LESSON)
    expect(second.code_cell("dari_tab_satu = 1")).to_be_visible()
    second.write(second.code_cell("dari_tab_satu = 1"), "dari_tab_dua = 2")
    second.wait_until_idle()
    second.notebook.get_by_role("slider", name="harga").press("ArrowRight")
    # In headless Chromium every page is in front; this is what one hears that comes there.
    tab.evaluate("window.dispatchEvent(new Event('focus'))")
    first.write(first.code_cell("dari_tab_dua = 2"), "kembali = 3")
    first.button("Simpan").click()
    expect(tab.locator(".sinau-pesan")).to_contain_text("Tersimpan pukul")
    assert "kembali = 3" in (workspace / LESSON).read_text("utf-8")
    for page in (tab, second.page):
        expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_what_a_busy_tab_saves_late_is_shown_in_the_other(tab: Page, server: Server) -> None:
    tab.add_init_script(HEARS_LATE)
    first = LabPage(tab, server)
    first.open(LESSON)
    first.code_cell(ANSWER).locator(".cm-content").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text("dari_tab_satu = 1")
    expect(first.code_cell("dari_tab_satu = 1")).to_be_visible()
    tab.evaluate("window.busy = true")
    second = LabPage(tab.context.new_page(), server)
    second.open(LESSON)
    expect(second.code_cell(ANSWER)).to_be_visible()
    tab.evaluate("window.hear()")
    expect(second.code_cell("dari_tab_satu = 1")).to_be_visible()
    second.write(second.code_cell("dari_tab_satu = 1"), "dari_tab_dua = 2")
    second.button("Simpan").click()
    expect(second.page.locator(".sinau-pesan")).to_contain_text("Tersimpan pukul")
    expect(second.page.locator(".jp-Dialog")).to_have_count(0)
