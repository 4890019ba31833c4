"""Two days of a 52-year-old trainee without a trainer, from the first page to the file in her hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Days
from lab_page import LabPage
from playwright.sync_api import Browser, Page, ViewportSize, expect
from watched_page import LAPTOP, save_picture, watched_page

from grader.learner.package import packed_manifest

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-01-mulai.ipynb"
EXERCISE = "latihan/1-01-mulai/1-01-mulai.ipynb"
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "ponsel"])
def size(request: pytest.FixtureRequest, days: Days) -> Iterator[ViewportSize]:
    """The size of her screen, and a folder in which nobody has worked."""
    for left in (*(days.workspace / "kumpul").glob("*.zip"), days.workspace / ".sinau" / "profil.json"):
        left.unlink(missing_ok=True)
    for done in (days.workspace / ".sinau" / "kemajuan").glob("*.json"):
        done.unlink()
    kept = {name: (days.workspace / name).read_bytes() for name in (LESSON, EXERCISE)}
    yield request.param
    for name, content in kept.items():
        (days.workspace / name).write_bytes(content)


def test_she_begins_errs_succeeds_sleeps_and_hands_in(
    days: Days, browser: Browser, size: ViewportSize
) -> None:
    kind = "laptop" if size == LAPTOP else "ponsel"
    with watched_page(browser, size) as page:
        first_day(LabPage(page, days.begin()), kind)
        page.goto("about:blank")  # she closes the tab, and then start.py's window
        days.end()
    with watched_page(browser, size) as page:
        second_day(LabPage(page, days.begin()), days.workspace, kind)
    days.end()


def first_day(lab_page: LabPage, kind: str) -> None:
    page = lab_page.page
    page.goto(lab_page.server.page("beranda"))
    page.get_by_label("Namamu").fill("Bu Tutik")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Mulai: 1-01 Mulai di sini").click()
    lab_page.wait_for(LESSON)
    types_on_a_selected_cell(lab_page)
    lab_page.run_setup()
    chart = lab_page.code_cell("grafik_jenang(2025)")
    lab_page.run_by_button(chart)
    picture = chart.locator("img")
    picture.wait_for()
    lab_page.until(lambda: lab_page.sees_whole(picture))
    save_picture(page, f"jalannya-grafik-{kind}")
    goes_wrong_and_gets_it_right(lab_page)
    save_picture(page, f"jalannya-benar-{kind}")
    lab_page.button("Berikutnya").click()
    lab_page.wait_for(EXERCISE)
    fits(page)


def types_on_a_selected_cell(lab_page: LabPage) -> None:
    cell, cells = lab_page.code_cell('tebakan = "..."'), lab_page.cells.count()
    for typed in ("Maret", "9000"):
        lab_page.select(cell)
        lab_page.page.keyboard.type(typed)
        expect(cell.locator(".cm-content")).to_contain_text(typed)
    lab_page.write(cell, 'tebakan = "Maret"\nprint("Tebakanku:", tebakan)')
    expect(lab_page.notebook.get_by_text("Tebakanku: Maret", exact=True)).to_be_visible()
    assert lab_page.cells.count() == cells
    expect(lab_page.page.locator(".jp-Dialog")).to_have_count(0)


def goes_wrong_and_gets_it_right(lab_page: LabPage) -> None:
    cell = lab_page.code_cell('periksa("bulan_ramai")')
    panel = cell.locator(".sinau-periksa")
    for answer in ("April", "Mei"):
        lab_page.write(cell, f'bulan_ramai = "{answer}"\nperiksa("bulan_ramai")')
        lab_page.wait_until_idle()
        expect(panel).to_contain_text("Belum tepat")
    lab_page.until(lambda: lab_page.sees_whole(panel))
    lab_page.click_into(cell)
    folds = panel.locator("details")
    for number in range(folds.count()):
        lab_page.button("Petunjuk").click()
        expect(folds.nth(number)).to_have_attribute("open", "")
    expect(panel.get_by_text("Petunjuk 1")).to_be_visible()
    lab_page.write(cell, 'bulan_ramai = "Maret"\nperiksa("bulan_ramai")')
    expect(panel).to_contain_text("Benar")
    expect(panel.locator("details")).to_have_count(0)


def second_day(lab_page: LabPage, workspace: Path, kind: str) -> None:
    page = lab_page.page
    page.goto(lab_page.server.page("beranda"))
    fits(page)
    expect(page.get_by_text("Selamat belajar, Bu Tutik (MANDIRI-")).to_be_visible()
    row = page.locator(".jalan a", has_text="1-01 Mulai di sini")
    expect(row.get_by_role("img")).to_have_accessible_name("sedang")
    page.get_by_role("link", name="Lanjutkan: 1-01 Mulai di sini").click()
    lab_page.wait_for(LESSON)
    expect(lab_page.code_cell("bulan_ramai =").locator(".cm-content")).to_contain_text('"Maret"')
    expect(lab_page.code_cell("bulan_ramai =").locator(".sinau-periksa")).to_contain_text("Benar")
    lab_page.button("Berikutnya").click()
    lab_page.wait_for(EXERCISE)
    lab_page.run_setup()
    answer = lab_page.code_cell("kemampuan = ____")
    lab_page.write(answer, "kemampuan = 750")
    lab_page.run('periksa("kemampuan")')
    expect(lab_page.code_cell('periksa("kemampuan")').locator(".sinau-periksa")).to_contain_text("Benar")
    lab_page.button("Simpan").click()
    expect(page.locator(".sinau-pesan")).to_contain_text("Tersimpan pukul")
    lab_page.run("kumpulkan()")
    panel = lab_page.notebook.locator(".sinau-kumpul").last
    expect(panel).to_contain_text("Siap dikirim")
    expect(panel).to_contain_text("Soal 1 (kemampuan): benar")
    expect(page.locator(".sinau-pesan")).to_be_empty()  # not that the cell is locked
    save_picture(page, f"jalannya-kumpulkan-{kind}")
    (package,) = (workspace / "kumpul").glob("MANDIRI-*_1-01-mulai_*.zip")
    manifest = packed_manifest(package)
    assert manifest is not None
    lab_page.button("Beranda").click()
    handed_in = page.get_by_role("listitem").filter(has_text=manifest.receipt)
    with page.expect_download() as loading:
        handed_in.get_by_role("link", name="Unduh berkas").click()
    assert Path(loading.value.path()).read_bytes() == package.read_bytes()
    save_picture(page, f"jalannya-beranda-{kind}")


def fits(page: Page) -> None:
    """Nothing lies beside the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
