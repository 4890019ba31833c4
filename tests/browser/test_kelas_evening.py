"""A trainer's evening in the room, in a real browser: a messy inbox in, marks by keyboard, feedback out."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from accessibility import serious_violations
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from watched_page import LAPTOP, save_note, save_picture, watched_page

from grader.start.server import Server
from tests.kelas_evening import make_class, people
from tests.kelas_figures import KEYS, Worked, work_out
from tests.kelas_messy import EXERCISES, LEFT, Inbox, fill_inbox, new_list, write_workbook
from tests.kelas_server import room

pytestmark = pytest.mark.long

#: The review counted 7 commands, 56 × 5 actions for the written answers, and 130 messages made by hand.
MOST_CLICKS = 35
PHONE: ViewportSize = {"width": 390, "height": 844}
JOB = 400_000  # milliseconds, for grading ninety hand-ins on a busy machine


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Inbox]:
    """A class and its inbox of a hundred and fifty files."""
    folder = tmp_path_factory.mktemp("malam")
    course = make_class(folder, EXERCISES)
    return course, fill_inbox(course, folder / "kiriman", folder / "kunci")


@pytest.fixture(scope="module")
def server(evening: tuple[Path, Inbox]) -> Iterator[Server]:
    with room(evening[0]) as running:
        yield running


def go(tab: Page, step: str) -> None:
    link = tab.get_by_role("navigation", name="Langkah").get_by_role("link", name=re.compile(f"^{step}"))
    link.click()
    expect(link).to_have_attribute("aria-current", "page")
    tab.wait_for_load_state()


def looked_at(tab: Page, name: str) -> None:
    """Accessible, and no wider than a telephone; pictures of both."""
    save_picture(tab, f"kelas-{name}-laptop")
    assert serious_violations(tab) == []
    tab.set_viewport_size(PHONE)
    save_picture(tab, f"kelas-{name}-ponsel")
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.set_viewport_size(LAPTOP)


def test_an_evening(browser: Browser, server: Server, evening: tuple[Path, Inbox], tmp_path: Path) -> None:
    course, inbox = evening
    written = [code for code, exercise in inbox.expected if exercise == EXERCISES[-1]]
    assert sum(path.is_file() for path in inbox.folder.rglob("*")) >= 150
    with watched_page(browser, LAPTOP) as tab:
        tab.goto(server.page("kelas"))
        _bring_the_list(tab, tmp_path / "daftar baru.xlsx")
        count_work(tab)
        go(tab, "Masuk")
        _bring_in(tab, inbox)
        _grade(tab, len(inbox.expected))
        _mark(tab)
        _give_back(tab, tmp_path)
        # The evening is over. Written answers: two rubric keys and Enter each; everything else by mouse.
        clicks, keys = work_done(tab)
        clicks += 1 + 2 * len(CHOSEN)  # the drop, and the lists, which this browser does without a mouse
        save_note("kelas-malam.txt", f"{clicks} klik, {keys} tombol, {len(written)} tulisan")
        assert clicks <= MOST_CLICKS
        assert keys <= 3 * len(written) + 20  # the first one also had a comment, and was taken back
        _taken_in_as_sent(course, inbox)
        _tomorrow(tab, inbox)
        _figures(tab, work_out(course), tmp_path)
        for step in ("Minggu", "Rekap", "Peserta", "Latihan", "Cadangan"):
            go(tab, step)
            looked_at(tab, step.lower())


def _taken_in_as_sent(course: Path, inbox: Inbox) -> None:
    """What counts of everybody is what they sent last, to the byte."""
    there = {path.parts[-3:-1]: path.read_bytes() for path in (course / "submitted").glob("*/*/*.ipynb")}
    assert there == {key: sent.content for key, sent in inbox.expected.items()}


def count_work(tab: Page) -> None:
    """From now on count what the trainer's hands do, as the pages hear it: in their storage, since the page
    that a click leaves would not come to tell it.
    """
    tab.context.add_init_script(
        "for (const kind of ['mousedown', 'keydown']) addEventListener(kind, (e) => {"
        "if (e.isTrusted) localStorage[kind] = 1 + Number(localStorage[kind] ?? 0); }, true);"
    )
    tab.reload()


def work_done(tab: Page) -> tuple[int, int]:
    """How many clicks and keys that were."""
    clicks, keys = tab.evaluate("['mousedown', 'keydown'].map((kind) => Number(localStorage[kind] ?? 0))")
    return clicks, keys


def _figures(tab: Page, worked: dict[tuple[str, str], Worked], tmp_path: Path) -> None:
    """Every figure of all thirty in the workbook, and the difficulty of every question, by hand."""
    go(tab, "Rekap")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Unduh rekap").click()
    download.value.save_as(tmp_path / "rekap.xlsx")
    rows: dict[Any, list[Any]] = {
        row[0]: list(row)
        for row in load_workbook(tmp_path / "rekap.xlsx")["Nilai"].iter_rows(values_only=True)
    }
    assert rows["Kode"][4:] == [
        "1-01",
        "1-02",
        "1-03",
        "Jumlah",
        "Dari",
        "Persen",
        "Terkumpul",
        "Menunggu dinilai",
    ]
    for code, name, village in new_list():
        mine = [worked.get((code, exercise)) for exercise in EXERCISES]
        there = [one for one in mine if one]
        score, most = sum(one.points for one in there), sum(one.most for one in there)
        expected = [
            code,
            name,
            "Babadan" if code == "PNG-005" else village,
            "UMKM",
            *(one.points if one else None for one in mine),
        ]
        percent = pytest.approx(100 * score / most, abs=0.051) if most else None
        assert rows[code] == [*expected, score, most, percent, len(there), 0], code
    go(tab, "Besok")
    for exercise in EXERCISES:
        for number, name in enumerate(KEYS[exercise], 1):
            shares = [
                one.shares[name]
                for (_, which), one in worked.items()
                if which == exercise and one.shares[name] is not None
            ]
            row = (
                tab.locator("#butir")
                .locator("..")
                .get_by_role("row", name=f"{exercise[:4]} · Soal {number}:")
            )
            told = row.get_by_role("cell").all_text_contents()
            assert int(told[0]) == len(shares)
            assert abs(float(told[1].rstrip("%").replace(",", ".")) - 100 * mean(shares)) <= 0.5, (name, told)


def _bring_the_list(tab: Page, workbook: Path) -> None:
    """A new list in Excel: one has come, one has left, one has another code, one has moved."""
    write_workbook(workbook)
    go(tab, "Peserta")
    tab.get_by_label("Berkas").set_input_files(workbook)
    tab.get_by_role("button", name="Lihat dulu bedanya").click()
    changes = tab.get_by_role("region", name="Yang berubah kalau daftar baru dipakai")
    for told in ("1 orang baru", "1 orang berganti kode", "1 orang berubah", "1 orang tidak ada lagi"):
        changes.get_by_role("heading", name=told).wait_for()
    expect(changes).to_contain_text("dulu PNG-014; kirimannya tetap miliknya")
    looked_at(tab, "daftar-baru")
    tab.get_by_role("button", name="Pakai daftar ini").click()
    tab.get_by_text("Daftar peserta diperbarui").wait_for()


#: Files of which the trainer has to choose the owner; of the others the page has found it.
CHOSEN = {"nama tertukar.zip": "PNG-028", "tugas saya.ipynb": "PNG-027", "kunci orang lain.zip": "PNG-016"}
FOUND = {
    "kode salah.zip": ("PNG-009", EXERCISES[2]),
    "nol hilang.zip": ("PNG-018", EXERCISES[2]),
    "latihan salah nama.zip": ("PNG-007", EXERCISES[1]),
    "PNG-025 punya.zip": ("PNG-026", EXERCISES[1]),
}


def _bring_in(tab: Page, inbox: Inbox) -> None:
    tab.locator("#pilih-folder").set_input_files(inbox.folder)
    tab.get_by_role("button", name="Unggah dan kumpulkan").click()
    waiting = len(CHOSEN) + len(FOUND) + 1 + inbox.useless
    tab.get_by_role("heading", name=f"{waiting} berkas menunggu keputusanmu").wait_for()
    looked_at(tab, "masuk")
    swapped = tab.locator(".masalah", has_text="nama tertukar.zip")
    expect(swapped).to_contain_text("namanya tertulis 'Joko Prasetyo'")
    for file, code in CHOSEN.items():
        problem = tab.locator(".masalah", has_text=file)
        problem.get_by_label("Milik siapa").select_option(value=code)
        _accept(tab, file, code)
    for file, (code, exercise) in FOUND.items():
        problem = tab.locator(".masalah", has_text=file)
        assert problem.get_by_label("Milik siapa").input_value() == code
        assert problem.get_by_label(f"Latihan {inbox.folder.name}/{file}").input_value() == exercise
        _accept(tab, file, code)
    tab.get_by_role("button", name="Biarkan semua yang tidak bisa diterima").click()
    expect(tab.locator(".masalah")).to_have_count(1)
    expect(tab.locator(".masalah")).to_contain_text("Ini pelajaran 1-02-hitung, bukan latihannya")
    tab.get_by_role("button", name="Biarkan").click()
    expect(tab.locator(".masalah")).to_have_count(0)


def _accept(tab: Page, file: str, code: str) -> None:
    tab.locator(".masalah", has_text=file).get_by_role("button", name="Terima").click()
    expect(tab.get_by_role("status", name="Pesan")).to_contain_text(f"{code}, 1-0")
    expect(tab.locator(".masalah", has_text=file)).to_have_count(0)


def _grade(tab: Page, hand_ins: int) -> None:
    go(tab, "Nilai")
    tab.get_by_role("button", name="Nilai sekarang").click()
    other = tab.context.new_page()  # the job is the server's, not the page's
    other.goto(tab.url)
    other.get_by_text(f"{hand_ins} kiriman dinilai").wait_for(timeout=JOB)
    other.close()
    tab.get_by_text(f"{hand_ins} kiriman dinilai").wait_for()
    looked_at(tab, "nilai")


def _mark(tab: Page) -> None:
    go(tab, "Periksa tulisan")
    tab.get_by_role("link", name="Periksa 1-03-dikw").click()
    tab.wait_for_load_state()
    tab.keyboard.press("1")
    tab.keyboard.press("k")
    tab.keyboard.type("Bagus.")
    tab.keyboard.press("Escape")
    _press_enter_twice(tab)
    tab.keyboard.press("2")
    tab.keyboard.press("Alt+1")
    assert tab.locator("#kata").input_value() == "Bagus."
    looked_at(tab, "jawaban")
    with tab.expect_navigation():
        tab.keyboard.press("z")
    tab.get_by_text("Nilai terakhir dibatalkan").wait_for()
    marked = 0
    while tab.get_by_text("Semua jawaban soal ini sudah dinilai").count() == 0:
        tab.keyboard.press("1")
        tab.keyboard.press("2")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        marked += 1
    assert tab.locator(".antre a.sudah").count() == marked


def _press_enter_twice(tab: Page) -> None:
    """The server is slow, the hand is not: the mark is sent once."""
    sent: list[Route] = []
    tab.route("**/kelas/jawaban", lambda route: sent.append(route))
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
        while not sent:
            tab.wait_for_timeout(50)
        tab.keyboard.press("Enter")
        sent[0].continue_()
    assert len(sent) == 1
    tab.unroute("**/kelas/jawaban")


def _give_back(tab: Page, tmp_path: Path) -> None:
    go(tab, "Kembalikan")
    tab.get_by_role("button", name="Siapkan halaman").click()
    tab.get_by_role("link", name="Unduh zip yang baru").wait_for(timeout=JOB)
    looked_at(tab, "kembalikan")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Unduh zip yang baru").click()
    download.value.save_as(tmp_path / "baru.zip")
    names = set(zipfile.ZipFile(tmp_path / "baru.zip").namelist())
    assert names == {f"{name} - umpan balik.html" for code, name, _ in people() if code != LEFT}
    tab.get_by_role("button", name="Tandai yang dicentang terkirim").click()
    tab.get_by_role("heading", name="0 dari 29 halaman belum dikirim").wait_for()


def _tomorrow(tab: Page, inbox: Inbox) -> None:
    """The first lesson is the slip of those who answered with it, counted from what was sent."""
    go(tab, "Besok")
    looked_at(tab, "besok")
    wrong = Counter(exercise for (_, exercise), sent in inbox.expected.items() if sent.does == "keliru")
    lesson = tab.locator("#ajar-1").locator("..")
    exercise = next(e for e in EXERCISES if e[:4] in lesson.inner_text())
    expect(lesson).to_contain_text(f"{wrong[exercise]} dari")
    tab.get_by_role("link", name="catatan pelatihnya").first.click()
    tab.get_by_text("Catatan pelatih").first.wait_for()
