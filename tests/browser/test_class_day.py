"""A day with the class server: two phones learn and hand in, a third browser is the trainer's.

What each fixture has done, the tests after it look at; a person waits as long as a slow laptop needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from accessibility import serious_violations
from lab_page import LabPage
from playwright.sync_api import Browser, Locator, Page, expect
from watched_page import LAPTOP, PHONE, save_picture, watched_page

from grader.common.checkout import content_root
from grader.curriculum.choices import choices
from grader.notebooks.normal_form import read_notebook
from tests.class_server import PEOPLE, ClassServer, end_room, running_class
from tests.kelas_server import room

LESSON = "pelajaran/1-fondasi/1-02-hitung.ipynb"
EXERCISE = "latihan/1-02-hitung/1-02-hitung.ipynb"
pytestmark = pytest.mark.long

SITI, BUDI = "PNG-001", "PNG-002"
PATIENCE = 90_000  # milliseconds; nothing takes that long unless a whole suite runs beside it


@dataclass(frozen=True)
class OwnRoom:
    """Where a learner's own server is, for `LabPage`."""

    url: str

    def page(self, path: str) -> str:
        return f"{self.url}{path}"


class Learner:
    """Somebody with a telephone, by what they see."""

    def __init__(self, page: Page, server: ClassServer, code: str) -> None:
        self.page, self.server, self.code = page, server, code
        self.lab = LabPage(page, OwnRoom(f"{server.url}user/{code}/"))  # type: ignore[arg-type]

    def sign_in(self) -> None:
        """Scan the code, pick one's name, type the PIN of the slip."""
        self.page.goto(self.server.url)
        self.page.get_by_label("Nama").select_option(self.code)
        self.page.get_by_label("PIN").fill(self.server.pins[self.code])
        self.page.get_by_role("button", name="Masuk").click()
        self.page.get_by_role("heading", name="Sinau Desa").wait_for(timeout=PATIENCE)

    def beranda(self) -> None:
        self.lab.button("Beranda").click()
        self.page.get_by_role("heading", name="Sinau Desa").wait_for(timeout=PATIENCE)

    def run(self, cell: Locator) -> None:
        """Tap into a cell and tap on the bar's button."""
        self.lab.run_by_button(cell)

    def key(self, name: str) -> Locator:
        """A key of the row above the phone's keyboard."""
        return self.page.get_by_role("toolbar", name="Tanda untuk kode").get_by_role("button", name=name)

    def fill_blank(self, cell: Locator, *words: str) -> None:
        """Tap into a cell, have its blank selected, type words with a star between them."""
        cell.locator(".cm-content").tap()
        self.key("Ke isian").tap()
        for number, word in enumerate(words):
            if number:
                self.key("Ketik *").tap()
            self.page.keyboard.insert_text(word)

    def try_answer(self, answer: str) -> None:
        """Answer the lesson's first question."""
        question = self.lab.code_cell('periksa("ingat_1"')
        self.lab.replace(question, f'ingat_1 = "{answer}"\nperiksa("ingat_1")')
        self.run(question)
        question.locator(".sinau-periksa").wait_for(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared_workspace: Path) -> Iterator[ClassServer]:
    with running_class(tmp_path_factory.mktemp("kelas"), shared_workspace) as running:
        yield running


@pytest.fixture(scope="module")
def learners(browser: Browser, server: ClassServer) -> Iterator[dict[str, Learner]]:
    """Two telephones of 360 pixels, signed in."""
    with ExitStack() as open_pages:
        found = {}
        for code in (SITI, BUDI):
            page = open_pages.enter_context(watched_page(browser, PHONE, touched=True))
            page.set_default_timeout(PATIENCE)
            found[code] = Learner(page, server, code)
            found[code].sign_in()
        yield found


@pytest.fixture(scope="module")
def trainer(browser: Browser, server: ClassServer) -> Iterator[Page]:
    """Ruang Pelatih on the same class folder."""
    with room(server.state.course) as kelas, watched_page(browser, LAPTOP) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(kelas.page("kelas/sekarang"))
        yield page


def first_key() -> str:
    """The right letter of the lesson's first question, as learners see it."""
    source = read_notebook(content_root() / LESSON.replace("pelajaran/", "lessons/"))
    return next(choice.shown_key for choice in choices(source) if choice.name == "ingat_1")


@pytest.fixture(scope="module")
def lesson_learned(learners: dict[str, Learner]) -> None:
    """Siti has answered the first question, Budi is stopped by it and has raised his hand."""
    right = first_key()
    for code, answers in ((SITI, right), (BUDI, "abc".replace(right, ""))):
        learner = learners[code]
        learner.page.locator(".jalan a", has_text="1-02").first.click()
        learner.lab.wait_for(LESSON)
        learner.lab.run_setup()
        for answer in answers:
            learner.try_answer(answer)
        save_picture(learner.page, f"kelas-belajar-{code}")
    learners[BUDI].lab.button("Angkat tangan").click()
    expect(learners[BUDI].page.locator(".sinau-pesan")).to_contain_text(
        "Tanganmu terangkat", timeout=PATIENCE
    )
    for learner in learners.values():
        learner.beranda()


@pytest.fixture(scope="module")
def handed_in(learners: dict[str, Learner], lesson_learned: None) -> None:
    """Both have handed in the exercise, Siti with a right answer and Budi with a wrong one."""
    for code, words in ((SITI, ("harga ", " mangkuk")), (BUDI, ("harga + mangkuk",))):
        learner = learners[code]
        learner.page.locator(".jalan a", has_text="Latihan 1-02").first.click()
        learner.lab.wait_for(EXERCISE)
        learner.lab.run_setup()
        learner.fill_blank(learner.lab.code_cell("omzet = ____"), *words)
        save_picture(learner.page, f"kelas-tombol-{code}")
        learner.lab.button("Simpan").click()
        expect(learner.page.locator(".sinau-pesan")).to_contain_text("Tersimpan pukul", timeout=PATIENCE)
        learner.run(learner.lab.code_cell("kumpulkan()"))
        panel = learner.lab.notebook.locator(".sinau-kumpul").last
        expect(panel).to_contain_text("Sudah dikumpulkan", timeout=PATIENCE)
        save_picture(learner.page, f"kelas-kumpul-{code}")


@pytest.fixture(scope="module")
def returned(trainer: Page, handed_in: None) -> None:
    """The trainer has taken the hand-ins in, had them graded and made the pages."""
    step(trainer, "Masuk")
    trainer.get_by_role("button", name="Ambil kiriman").click()
    trainer.get_by_text("2 kiriman baru dari server kelas").wait_for()
    step(trainer, "Nilai")
    trainer.get_by_role("button", name="Nilai sekarang").click()
    trainer.get_by_text("2 kiriman dinilai").wait_for(timeout=2 * PATIENCE)
    step(trainer, "Kembalikan")
    trainer.get_by_role("button", name="Siapkan halaman").click()
    trainer.get_by_role("link", name="Unduh zip yang baru").wait_for()


def step(trainer: Page, name: str) -> None:
    link = trainer.get_by_role("navigation", name="Langkah").get_by_role("link", name=re.compile(f"^{name}"))
    link.click()
    expect(link).to_have_attribute("aria-current", "page")
    trainer.wait_for_load_state()


def row(trainer: Page, code: str) -> Locator:
    return trainer.locator("tr", has_text=code)


def test_the_page_for_signing_in_fits_a_telephone(browser: Browser, server: ClassServer) -> None:
    with watched_page(browser, PHONE) as page:
        page.goto(server.url, timeout=PATIENCE)
        page.get_by_label("PIN").wait_for()
        save_picture(page, "kelas-masuk")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert serious_violations(page) == []
        for part in (page.get_by_label("Nama"), page.get_by_label("PIN"), page.get_by_role("button")):
            box = part.bounding_box()
            assert box is not None
            assert box["height"] >= 44


def test_two_telephones_come_to_their_own_beranda(learners: dict[str, Learner]) -> None:
    for code, learner in learners.items():
        expect(learner.page.get_by_text(PEOPLE[code])).to_be_visible()
        save_picture(learner.page, f"kelas-beranda-{code}")
        assert learner.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_trainer_sees_where_everybody_is(
    trainer: Page, learners: dict[str, Learner], lesson_learned: None
) -> None:
    """By itself, without a reload: the page renews what it shows."""
    expect(row(trainer, BUDI)).to_contain_text("ingat_1", timeout=PATIENCE)
    expect(row(trainer, BUDI)).to_contain_text("Tangan terangkat", timeout=PATIENCE)
    expect(row(trainer, SITI)).to_contain_text("1 dari", timeout=PATIENCE)
    expect(row(trainer, SITI)).to_contain_text("1-02", timeout=PATIENCE)
    expect(row(trainer, "PNG-005")).to_contain_text("tidak tersambung")
    expect(trainer.locator("section", has_text="Soal yang menahan")).to_contain_text("1 orang di ingat_1")
    save_picture(trainer, "kelas-sekarang-laptop")
    assert serious_violations(trainer) == []
    trainer.set_viewport_size(PHONE)
    save_picture(trainer, "kelas-sekarang-ponsel")
    assert trainer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    trainer.set_viewport_size(LAPTOP)
    row(trainer, BUDI).get_by_role("button", name="Sudah dibantu").click()
    expect(row(trainer, BUDI)).not_to_contain_text("Tangan terangkat")
    budi = learners[BUDI].page
    expect(budi.get_by_role("button", name="Turunkan tangan")).to_be_visible()

    def lowered() -> bool:
        budi.reload()
        return budi.get_by_role("button", name="Angkat tangan").is_visible()

    learners[BUDI].lab.until(lowered, 60)


def test_what_was_handed_in_lies_in_the_class(server: ClassServer, handed_in: None) -> None:
    packages = sorted(path.parent.name for path in server.state.inbox.glob("*/*.zip"))
    assert packages == [SITI, BUDI]


def test_everybody_reads_on_their_telephone_what_the_trainer_returned(
    learners: dict[str, Learner], returned: None
) -> None:
    for code, other in ((SITI, BUDI), (BUDI, SITI)):
        learner = learners[code]
        learner.beranda()
        link = learner.page.get_by_role("link", name="Umpan balik", exact=True)

        def arrived(page: Page = learner.page, link: Locator = link) -> bool:
            page.reload()
            return link.count() > 0

        learner.lab.until(arrived, 60)
        with learner.page.context.expect_page() as opening:
            link.click()
        feedback = opening.value
        feedback.wait_for_load_state()
        expect(feedback.get_by_text(PEOPLE[code]).first).to_be_visible()
        assert feedback.get_by_text(PEOPLE[other]).count() == 0
        assert feedback.get_by_role("heading", name="Python sebagai kalkulator usaha").count() > 0
        assert feedback.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        save_picture(feedback, f"kelas-umpan-balik-{code}")
        feedback.close()


def test_the_trainer_makes_a_new_pin_in_the_page(
    trainer: Page, server: ClassServer, lesson_learned: None
) -> None:
    step(trainer, "Sekarang")
    trainer.get_by_label("Peserta", exact=True).select_option("PNG-004")
    trainer.get_by_role("button", name="Buat PIN baru").click()
    said = trainer.get_by_text("PIN baru Ratna Dewi").inner_text()
    pin = "".join(re.findall(r"\d{3} \d{3}", said)).replace(" ", "")
    assert len(pin) == 6
    assert server.book.fits("PNG-004", pin)
    assert not server.book.fits("PNG-004", server.pins["PNG-004"]) or pin == server.pins["PNG-004"]
    trainer.reload()
    expect(trainer.get_by_role("heading", name="PIN hilang?")).to_be_visible()
    assert trainer.get_by_text("PIN baru Ratna Dewi").count() == 0, "its address shows it to nobody else"


def test_a_lesson_that_was_left_open_wakes_its_room(browser: Browser, server: ClassServer) -> None:
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()  # not watched: a room that sleeps answers with errors
        page.set_default_timeout(PATIENCE)
        learner = Learner(page, server, "PNG-003")
        learner.sign_in()
        page.locator(".jalan a", has_text="1-02").first.click()
        learner.lab.wait_for(LESSON)
        cell = learner.lab.notebook.locator(".jp-CodeCell").nth(1)
        learner.lab.replace(cell, "print(6 * 7)")
        learner.lab.button("Simpan").click()
        said = page.locator(".sinau-pesan")
        expect(said).to_contain_text("Tersimpan pukul", timeout=PATIENCE)
        end_room(server, "PNG-003")
        expect(said).to_contain_text("Ruangmu sudah bangun", timeout=PATIENCE)
        learner.lab.wait_until_idle()
        learner.run(cell)
        expect(cell.locator(".jp-OutputArea-output")).to_contain_text("42", timeout=PATIENCE)
        learner.lab.button("Simpan").click()
        expect(said).to_contain_text("Tersimpan pukul", timeout=PATIENCE)
        assert page.locator(".jp-Dialog").count() == 0
        save_picture(page, "kelas-bangun")


def test_beranda_in_front_of_a_lesson_leads_back_and_on(browser: Browser, server: ClassServer) -> None:
    """JupyterLab is started once; after that lessons open in the page that is there."""
    with watched_page(browser, PHONE, touched=True) as page:
        page.set_default_timeout(PATIENCE)
        learner = Learner(page, server, "PNG-004")
        server.pins["PNG-004"] = server.book.make(["PNG-004"])["PNG-004"]
        learner.sign_in()
        page.locator(".jalan a", has_text="1-02").first.click()
        learner.lab.wait_for(LESSON)
        page.evaluate("window.tetap = true")
        learner.beranda()
        expect(page).to_have_title("Beranda · Sinau Desa")
        assert page.url.endswith("/beranda")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        save_picture(page, "kelas-beranda-di-depan")
        page.get_by_role("link", name="Glosarium").click()
        page.get_by_role("link", name="Beranda").click()
        page.get_by_role("button", name="Jalur UMKM").click()
        expect(page.get_by_role("button", name="Jalur UMKM")).to_have_attribute("aria-pressed", "true")
        page.go_back()
        learner.lab.wait_for(LESSON)
        expect(page.get_by_role("heading", name="Sinau Desa", exact=True)).to_have_count(0)
        learner.beranda()
        page.locator(".jalan a", has_text="Latihan 1-02").first.click()
        learner.lab.wait_for(EXERCISE)
        expect(page).to_have_title("Latihan 1-02 · Sinau Desa")
        assert page.url.endswith(EXERCISE)
        assert page.evaluate("window.tetap"), "JupyterLab was not started anew"
        learner.beranda()
        page.reload()
        expect(page.get_by_role("heading", name="Sinau Desa")).to_be_visible()
        assert serious_violations(page) == []
