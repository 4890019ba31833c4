"""A trainee's way in the browser: from Beranda through a lesson, wrong, right, and on to the next page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import serious_violations
from lab_page import LabPage
from playwright.sync_api import expect
from watched_page import PHONE

from grader.learner.package import packed_manifest
from grader.learner.profile import introduce, read_profile

pytestmark = pytest.mark.long

LESSON = "pelajaran/1-fondasi/1-01-mulai.ipynb"
EXERCISE = "latihan/1-01-mulai/1-01-mulai.ipynb"
SECOND = "pelajaran/1-fondasi/1-02-hitung.ipynb"
Shoot = Callable[[str], Path]


def beranda(lab_page: LabPage) -> None:
    lab_page.page.goto(lab_page.server.page("beranda"))


def test_somebody_without_a_trainer_begins_on_beranda(
    lab_page: LabPage, workspace: Path, shoot: Shoot
) -> None:
    beranda(lab_page)
    page = lab_page.page
    page.get_by_label("Namamu").fill("Siti <b>Aminah</b>")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Selamat belajar, Siti <b>Aminah</b> (MANDIRI-")).to_be_visible()
    profile = read_profile(workspace)
    assert profile is not None
    assert profile.code.startswith("MANDIRI-")
    page.get_by_role("button", name="Jalur UMKM").click()
    expect(page.get_by_role("button", name="Jalur UMKM")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("2-01 ", exact=False).first).to_be_visible()
    expect(page.get_by_text("3-01 ", exact=False)).to_have_count(0)
    shoot("beranda")
    assert serious_violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    shoot("beranda-ponsel")
    page.get_by_role("link", name="Glosarium").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Beranda").click()
    page.get_by_role("link", name="data-saya/toko.csv").click()
    expect(page.locator("th").nth(2)).to_be_visible()


def test_beranda_asks_for_the_token(lab_page: LabPage) -> None:
    for address in ("beranda", "beranda/jalan.json", "beranda/baca/pelajaran/glosarium.md"):
        answer = lab_page.page.request.get(f"{lab_page.server.url}{address}", max_redirects=0)
        assert answer.status in (302, 403), address
        assert "Tes awal" not in answer.text()


def test_nothing_outside_the_workspace_can_be_read(lab_page: LabPage) -> None:
    for address in (
        "..%2F..%2Fetc%2Fpasswd",
        ".sinau/profil.json",
        "pelajaran/1-fondasi/.kunci/1-01-mulai.json",
    ):
        url = f"{lab_page.server.url}beranda/baca/{address}?token={lab_page.server.token}"
        answer = lab_page.page.request.get(url)
        assert answer.status == 404, address


def test_letters_and_digits_on_a_selected_cell_go_into_it(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    cell = lab_page.code_cell('tebakan = "..."')
    count = lab_page.cells.count()
    lab_page.select(cell)
    lab_page.page.keyboard.type("Maret9000")
    expect(cell.locator(".cm-content")).to_contain_text("Maret9000")
    for key in ("d", "d", "0", "0", "x", "m", "Delete"):
        lab_page.select(lab_page.code_cell("grafik_jenang(2025)"))
        lab_page.page.keyboard.press(key)
    lab_page.select(cell)
    for keys in ("Control+Shift+ArrowUp", "Control+Shift+m", "Alt+Enter"):
        lab_page.page.keyboard.press(keys)
    assert lab_page.cells.count() == count
    expect(lab_page.notebook.locator(".jp-RawCell")).to_have_count(0)
    expect(lab_page.page.locator(".jp-Dialog")).to_have_count(0)
    expect(lab_page.notebook.locator(".jp-cell-toolbar, .jp-cell-menu")).to_have_count(0)


def test_the_text_of_a_lesson_stays_text(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    text = lab_page.notebook.locator(".jp-MarkdownCell").first
    text.locator("h1").dblclick()
    lab_page.page.keyboard.type("a")
    lab_page.page.keyboard.press("Enter")
    expect(text.locator("h1")).to_be_visible()
    expect(text.locator(".cm-content:visible")).to_have_count(0)
    expect(lab_page.page.locator(".sinau-pesan")).to_contain_text("Ini teks bacaan")


def test_a_locked_cell_looks_locked_and_says_so(lab_page: LabPage, shoot: Shoot) -> None:
    lab_page.open(EXERCISE)
    locked, free = lab_page.code_cell('periksa("kemampuan")'), lab_page.code_cell("kemampuan = ____")
    ground = "e => getComputedStyle(e).borderTopStyle"
    assert locked.locator(".jp-InputArea-editor").evaluate(ground) == "dashed"
    assert free.locator(".jp-InputArea-editor").evaluate(ground) != "dashed"
    lab_page.select(locked)
    lab_page.page.keyboard.type("x")
    expect(lab_page.page.locator(".sinau-pesan")).to_contain_text("Sel ini terkunci")
    expect(locked.locator(".cm-content")).to_have_text('periksa("kemampuan")')
    expect(lab_page.page.locator(".jp-Dialog")).to_have_count(0)
    shoot("sel-terkunci")


def test_a_folded_cell_runs_and_stays_folded_and_its_chart_is_seen_whole(
    lab_page: LabPage, shoot: Shoot
) -> None:
    lab_page.open(LESSON)
    folded = lab_page.notebook.locator(".jp-InputPlaceholder")
    count = folded.count()
    folded.first.click()
    lab_page.button("▶ Jalankan").click()
    expect(lab_page.notebook.get_by_text("data latihan (sintetis)").first).to_be_visible()
    assert folded.count() == count
    cell = lab_page.code_cell("grafik_jenang(2025)")
    lab_page.run("grafik_jenang(2025)")
    picture = cell.locator("img")
    picture.wait_for()
    lab_page.until(lambda: lab_page.sees_whole(picture))
    shoot("grafik-utuh")


def test_checks_show_on_beranda_and_next_leads_on(lab_page: LabPage, shoot: Shoot) -> None:
    lab_page.open(LESSON)
    page = lab_page.page
    expect(page).to_have_title("1-01 Mulai di sini · Sinau Desa")
    lab_page.run_setup()
    lab_page.write(lab_page.code_cell("bulan_ramai = ____"), 'bulan_ramai = "April"\nperiksa("bulan_ramai")')
    panel = lab_page.notebook.locator(".sinau-periksa").first
    panel.wait_for()
    lab_page.until(lambda: lab_page.sees_whole(panel))
    lab_page.button("Petunjuk").click()
    expect(panel.locator("details").first).to_have_attribute("open", "")
    lab_page.button("Beranda").click()
    row = page.locator(".jalan a", has_text="1-01 Mulai di sini")
    expect(row.get_by_role("img")).to_have_accessible_name("sedang")
    expect(page.get_by_role("link", name="Lanjutkan: 1-01 Mulai di sini")).to_be_visible()
    shoot("beranda-sedang")
    row.click()
    lab_page.wait_for(LESSON)
    for path, name in ((EXERCISE, "Latihan 1-01"), (SECOND, "1-02 Python sebagai kalkulator usaha")):
        lab_page.button("Berikutnya").click()
        lab_page.wait_for(path)
        expect(page.locator(".sinau-tempat")).to_have_text(name)
    kernels = f"{lab_page.server.url}api/kernels?token={lab_page.server.token}"
    lab_page.until(lambda: len(page.request.get(kernels).json()) <= 2)
    lab_page.notebook.get_by_role("link", name="Sebelumnya: Latihan 1-01").first.click()
    lab_page.wait_for(EXERCISE)
    page.set_viewport_size({"width": 390, "height": 844})
    shoot("latihan-ponsel")
    assert serious_violations(page, within="#sinau-bilah") == []


def test_an_error_is_told_once_and_in_indonesian(lab_page: LabPage, shoot: Shoot) -> None:
    lab_page.open(LESSON)
    cell = lab_page.code_cell('tebakan = "')
    lab_page.write(cell, "prin(5)")
    panel = lab_page.notebook.get_by_role("alert").first
    expect(panel).to_contain_text("Kode berhenti karena galat")
    lab_page.wait_until_idle()
    expect(
        lab_page.notebook.get_by_text("NameError: name", exact=False).locator("visible=true")
    ).to_have_count(0)
    panel.get_by_text("Rincian dari Python").click()
    expect(panel.get_by_text("name 'prin' is not defined").last).to_be_visible()
    shoot("galat-sekali")


def test_a_table_is_shown_in_indonesian_by_a_cell(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    cell = lab_page.notebook.locator(".jp-CodeCell").filter(has_text="# Tulis di bawah baris ini:").first
    lab_page.write(cell, 'import pandas as pd\npd.Series({"omzet": 2400000.0, "biaya": None})')
    table = lab_page.notebook.locator("table.dataframe")
    expect(table).to_contain_text("2.400.000")
    expect(table).to_contain_text("–")
    expect(lab_page.notebook.get_by_text("dtype")).to_have_count(0)


def test_handing_in_gives_a_receipt_a_download_and_the_next_page(
    lab_page: LabPage, workspace: Path, shoot: Shoot
) -> None:
    introduce(workspace, "Peserta Uji", "PNG-009")
    lab_page.open(EXERCISE)
    page = lab_page.page
    lab_page.run_setup()
    lab_page.run("kumpulkan()")
    expect(lab_page.notebook.get_by_text("◐ Masih kosong")).to_be_visible()
    cell = lab_page.code_cell("kemampuan = ____")
    lab_page.write(cell, "kemampuan = 750")
    lab_page.wait_until_idle()
    lab_page.button("Simpan").click()
    expect(page.locator(".sinau-pesan")).to_contain_text("Tersimpan pukul")
    lab_page.run("kumpulkan()")
    panel = lab_page.notebook.locator(".sinau-kumpul").last
    expect(panel).to_contain_text("Siap dikirim")
    expect(panel).to_contain_text("Soal 1 (kemampuan): benar")
    expect(panel).to_contain_text("Soal 2 (bulan): belum dikerjakan")
    shoot("kumpulkan-unduh")
    with page.expect_download() as loading:
        panel.get_by_role("link", name="Unduh berkas").click()
    (current,) = (workspace / "kumpul").glob("PNG-009_*.zip")
    assert Path(loading.value.path()).read_bytes() == current.read_bytes()
    manifest = packed_manifest(current)
    assert manifest is not None
    expect(panel).to_contain_text(manifest.receipt)
    panel.get_by_role("link", name="Berikutnya: 1-02").click()
    lab_page.wait_for(SECOND)
    lab_page.button("Beranda").click()
    expect(page.get_by_role("listitem").filter(has_text=manifest.receipt)).to_be_visible()


def test_a_file_is_handed_on_to_another_app_where_the_browser_can(
    lab_page: LabPage, workspace: Path, shoot: Shoot
) -> None:
    page = lab_page.page
    page.add_init_script(
        "navigator.canShare = () => true;"
        "navigator.share = async ({files}) => { window.shared = [files[0].name, files[0].size]; };"
    )
    introduce(workspace, "Peserta Uji", "PNG-010")
    lab_page.open(EXERCISE)
    lab_page.run_setup()
    lab_page.button("Simpan").click()
    lab_page.run("kumpulkan()")
    panel = lab_page.notebook.locator(".sinau-kumpul").last
    panel.get_by_role("button", name="Bagikan").click()
    page.wait_for_function("window.shared")
    (package,) = (workspace / "kumpul").glob("PNG-010_*.zip")
    assert page.evaluate("window.shared") == [package.name, package.stat().st_size]
    shoot("bagikan")
    page.evaluate(
        "() => { navigator.share = async () => { throw new DOMException('', 'NotAllowedError'); }; }"
    )
    panel.get_by_role("button", name="Bagikan").click()
    expect(page.locator(".sinau-pesan")).to_contain_text("Unduh berkas")


def test_numbers_beside_sliders_are_written_and_read_in_indonesian(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    cell = lab_page.code_cell("# Tulis di bawah baris ini:")
    lab_page.write(
        cell,
        "from ipywidgets import FloatSlider, IntSlider, SelectionSlider, VBox\n"
        'biaya = IntSlider(2_400_000, 0, 9_000_000, 100_000, description="biaya")\n'
        'bagian = FloatSlider(value=37.5, min=20, max=60, step=2.5, readout_format=".1f")\n'
        "VBox([biaya, bagian, SelectionSlider(options=[2024, 2025])])",
    )
    readouts = lab_page.notebook.locator(".widget-readout")
    expect(readouts).to_have_text(["2.400.000", "37,5", "2024"])
    slider = lab_page.notebook.get_by_role("slider", name="biaya")
    expect(slider).to_have_attribute("aria-valuetext", "2.400.000")
    for number, typed, shown, value in (
        (0, "1.500.000", "1.500.000", "1500000"),
        (0, "1700000", "1.700.000", "1700000"),
        (1, "42,5", "42,5", "42.5"),
        (1, "45.0", "45,0", "45.0"),
    ):
        readouts.nth(number).click()
        lab_page.page.keyboard.press("Control+a")
        lab_page.page.keyboard.insert_text(typed)
        lab_page.page.keyboard.press("Enter")
        expect(readouts.nth(number)).to_have_text(shown)
        expect(lab_page.notebook.get_by_role("slider").nth(number)).to_have_attribute(
            "aria-valuenow", f"{float(value):.1f}"
        )
    slider.focus()
    lab_page.page.keyboard.press("ArrowRight")
    expect(readouts.first).to_have_text("1.800.000")


@pytest.mark.parametrize(
    "size", [(195, 422), (683, 384), (844, 390)], ids=["ponsel", "laptop", "ponsel-miring"]
)
def test_zoomed_or_low_the_bar_leaves_room_to_read(
    lab_page: LabPage, shoot: Shoot, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    """A phone and a laptop at 200%, and a phone on its side."""
    page, (width, height) = lab_page.page, size
    page.set_viewport_size({"width": width, "height": height})
    lab_page.open(EXERCISE)
    locked = lab_page.code_cell('periksa("kemampuan")')
    locked.locator(".cm-content").click()
    expect(page.locator(".sinau-pesan")).to_contain_text("Sel ini terkunci")
    box = page.locator("#jp-header-panel").bounding_box()
    assert box is not None
    assert box["height"] <= height / 4
    shoot(f"bilah-{request.node.callspec.id}")
    assert serious_violations(page, within="#sinau-bilah") == []
    lab_page.button("Berikutnya").click()  # by scrolling the row
    lab_page.wait_for(SECOND)


def test_nothing_on_the_page_of_a_lesson_is_closed_to_a_screen_reader(lab_page: LabPage) -> None:
    lab_page.open(LESSON)
    lab_page.run_all()
    page = lab_page.page
    expect(lab_page.notebook.locator('.cm-content:not([aria-label^="Sel "])')).to_have_count(0)
    expect(
        lab_page.notebook.locator(":is(.noUi-handle, .jp-collapseHeadingButton):not([aria-label])")
    ).to_have_count(0)
    assert serious_violations(page) == []  # with all of Lab's menus
    lab_page.button("Semua menu").click()
    assert serious_violations(page) == []
