"""JupyterLab speaks Indonesian wherever the first lesson leads."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lab_page import LabPage
from playwright.sync_api import Browser, expect
from watched_page import LAPTOP, save_picture, watched_page

from grader.start.server import Server

pytestmark = pytest.mark.long

WELCOME = "pelajaran/1-fondasi/1-01-mulai.ipynb"
MENUS = ["Berkas", "Sunting", "Tampilan", "Jalankan", "Kernel", "Tab", "Pengaturan", "Bantuan"]

# Words of JupyterLab's English that no Indonesian text contains.
ENGLISH = re.compile(
    r"\b(a|above|activate|active|add|all|and|auto|below|browser|cancel|cell|cells|change|clear|close|collapse|"
    r"copy|create|current|cut|delete|dismiss|document|download|duplicate|edit|enable|expand|export|file|files|"
    r"filter|find|for|from|help|hide|import|in|increase|insert|interrupt|last|launcher|line|list|merge|"
    r"modified|more|move|name|new|next|of|open|output|outputs|paste|print|recent|redo|reference|refresh|rename|render|"
    r"replace|reset|restart|revert|run|save|search|select|selected|settings|show|shut|sidebar|size|split|start|"
    r"state|switch|tabs|text|the|this|to|toggle|trust|undo|up|update|upload|view|with|workspace|your)\b",
    re.IGNORECASE,
)
FOREIGN = "English - English"  # the name of the other language


def english(texts: Iterable[str]) -> list[str]:
    """The texts that are still English."""
    return [text for text in texts if ENGLISH.search(text) and text != FOREIGN]


@pytest.fixture(scope="module")
def lesson(browser: Browser, server: Server) -> Iterator[LabPage]:
    """JupyterLab with the welcome lesson open, one for all tests here."""
    with watched_page(browser, LAPTOP) as page:
        lab_page = LabPage(page, server)
        lab_page.open(WELCOME)
        lab_page.show_all_menus()
        yield lab_page


@pytest.fixture(autouse=True)
def nothing_stays_open(lesson: LabPage) -> Iterator[None]:
    """Close what a test has opened."""
    yield
    lesson.close_menus()


def test_menus_and_their_submenus_hold_no_english(lesson: LabPage) -> None:
    bar = lesson.page.locator("#jp-MainMenu .lm-MenuBar-item")
    assert bar.all_inner_texts() == MENUS
    seen: list[str] = []
    for name in MENUS:
        menu = lesson.open_menu(name)
        entries = menu.locator(".lm-Menu-itemLabel").all_inner_texts()
        assert len([entry for entry in entries if entry]) >= 5
        seen += entries
        for submenu in menu.locator('.lm-Menu-item[data-type="submenu"]').all():
            if "Sintaks" in submenu.inner_text():  # names of programming languages
                continue
            submenu.click()  # opens it at once in place of the one before; hovering does so a little later
            opened = lesson.page.locator(".lm-Menu").nth(1)
            opened.wait_for()
            seen += opened.locator(".lm-Menu-itemLabel").all_inner_texts()
        if name == "Berkas":
            save_picture(lesson.page, "menu-berkas")
        lesson.close_menus()
    assert len(seen) > 150
    assert english(entry for entry in seen if "/" not in entry) == []


@pytest.mark.parametrize(
    "place",
    [
        ".jp-CodeCell .jp-InputArea-editor:visible",
        ".jp-DirListing-item",
        ".lm-DockPanel-tabBar .lm-TabBar-tab",
    ],
    ids=["sel", "berkas", "tab"],
)
def test_context_menus_hold_no_english(lesson: LabPage, place: str) -> None:
    lesson.page.locator(place).first.click(button="right")
    lesson.page.locator(".lm-Menu .lm-Menu-itemLabel").nth(8).wait_for(state="attached")
    entries = lesson.page.locator(".lm-Menu .lm-Menu-itemLabel").all_inner_texts()
    assert english(entries) == []


def test_toolbars_panels_and_status_bar_hold_no_english(lesson: LabPage) -> None:
    lesson.cells.nth(1).click()
    page = lesson.page
    captions = page.locator("#main").evaluate(
        "main => [...main.querySelectorAll('[title]')].filter(e => e.checkVisibility()).map(e => e.title)"
    )
    assert len(captions) > 25
    # JupyterLab makes this button before its translations are there.
    assert set(english(caption for caption in captions if "/" not in caption)) <= {"More commands"}
    shown = [
        *page.locator(".jp-Notebook-toolbarCellType option").all_inner_texts(),
        *page.locator(".jp-DirListing-headerItemText").all_inner_texts(),
        *page.locator("#jp-main-statusbar .jp-StatusBar-TextItem").all_inner_texts(),
    ]
    assert "Nama" in shown
    assert english(shown) == []


def test_a_file_is_told_in_indonesian(lesson: LabPage) -> None:
    item = lesson.page.locator(".jp-DirListing-item", has_text="1-01-mulai.ipynb")
    item.hover()
    expect(item).to_have_attribute("title", re.compile(r"Ukuran: \d+(,\d+)? kB\n"))
    told = item.get_attribute("title") or ""
    assert "Bisa ditulis: ya" in told
    assert english(told.replace("1-01-mulai.ipynb", "").splitlines()) == []


def test_a_table_with_semicolons_is_read_by_them(lesson: LabPage, workspace: Path) -> None:
    (workspace / "data-saya" / "buku kas.csv").write_text("tanggal;uraian;masuk\n1 Mei;Jenang, 2 pak;40000\n")
    lesson.page.goto(lesson.server.page("lab/tree/data-saya/buku kas.csv"))
    expect(lesson.page.locator(".jp-CSVDelimiter select")).to_have_value(";")
    save_picture(lesson.page, "titik-koma")
    lesson.open(WELCOME)


@pytest.mark.parametrize(
    ("entries", "title"),
    [
        (("Berkas", "Ganti Nama Notebook…"), "Ganti Nama Berkas"),
        (("Berkas", "Matikan"), "Konfirmasi mematikan"),
        (("Kernel", "Mulai Ulang Kernel…"), "Mulai Ulang Kernel?"),
        (("Kernel", "Ganti Kernel…"), "Pilih Kernel"),
    ],
    ids=["nama", "matikan", "mulai-ulang", "kernel"],
)
def test_dialogs_hold_no_english(lesson: LabPage, entries: tuple[str, ...], title: str) -> None:
    lesson.choose(*entries)
    dialog = lesson.dialog()
    assert dialog.locator(".jp-Dialog-header").inner_text() == title
    assert english(dialog.inner_text().splitlines()) == []
    lesson.dismiss()


def test_launcher_holds_no_english(lesson: LabPage) -> None:
    lesson.choose("Berkas", "Peluncur Baru")
    launcher = lesson.page.locator(".jp-Launcher:visible")
    for card in ("Notebook", "Konsol", "Lainnya", "Berkas Teks"):
        expect(launcher.get_by_text(card, exact=True).first).to_be_visible()
    cards = launcher.inner_text().splitlines()
    assert english(card for card in cards if "/" not in card) == []
    save_picture(lesson.page, "peluncur")


def test_closing_a_changed_notebook_asks_in_indonesian(lesson: LabPage) -> None:
    lesson.open(WELCOME)
    lesson.notebook.locator(".jp-CodeCell .cm-content").first.click()
    lesson.page.keyboard.type("x")
    lesson.choose("Berkas", "Tutup Tab")
    dialog = lesson.dialog()
    assert english(dialog.inner_text().splitlines()) == []
    dialog.get_by_text("Buang", exact=True).click()
