"""A lesson on a phone of 360 px, opened as a file: answers by a tap, pictures that slide, Next, the road."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import serious_violations
from playwright.sync_api import Browser, Page, expect
from watched_page import PHONE, save_picture, watched_page

from grader.baca.make import make_pages
from grader.common.checkout import content_root

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("baca")
    for lesson in ("1-03-dikw", "1-04-tabel"):
        make_pages(content_root(), folder, lesson)
    return folder


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with watched_page(browser, PHONE) as page:
        yield page


def test_a_lesson_is_played_with_one_thumb(phone: Page, pages: Path) -> None:
    phone.goto((pages / "1-03-dikw.html").as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious_violations(phone) == []

    choice = phone.locator('[data-name="ingat_1"]')
    choice.get_by_role("button", name="1.200.000").click()
    expect(choice.locator(".hasil")).to_contain_text("Bagi Python titik adalah koma desimal. Ganti titiknya.")
    choice.get_by_role("button", name="1_200_000").click()
    expect(choice.locator(".hasil")).to_contain_text("Benar")

    typed = phone.locator('[data-name="keluar"]')
    for answer, said in (
        ("banyak", "Tulis sebuah angka"),
        ("123", "Belum sama dengan yang diminta."),
        ("560.000", "Baris kedua belum ikut."),
        ("Rp785.000", "Benar"),
    ):
        typed.get_by_role("textbox").fill(answer)
        typed.get_by_role("button", name="Periksa").click()
        expect(typed.locator(".hasil")).to_contain_text(said)
    order = phone.locator('[data-name="urutan"]')
    order.get_by_role("textbox").fill('"bdca"')
    order.get_by_role("textbox").press("Enter")
    expect(order.locator(".hasil")).to_contain_text("Benar")

    slider = phone.get_by_role("slider")
    drawn = phone.locator(".langkah:visible img")
    before = drawn.get_attribute("src")
    slider.press("End")
    assert slider.get_attribute("aria-valuetext") == "500.000"
    assert drawn.get_attribute("src") != before
    phone.get_by_role("textbox", name="Tebakanku").fill("berkurang")
    save_picture(phone, "baca-pelajaran")
    assert serious_violations(phone) == []

    phone.get_by_role("link", name="Berikutnya").click()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    assert phone.url.endswith("1-04-tabel.html")
    phone.get_by_role("link", name="Jalan belajar").click()
    expect(phone.locator('[data-road="1-03-dikw"] .tanda')).to_have_text("✔")
    expect(phone.locator('[data-road="1-04-tabel"] .tanda')).to_have_text("○")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious_violations(phone) == []
    save_picture(phone, "baca-jalan")

    phone.locator('[data-road="1-03-dikw"]').click()
    expect(phone.locator('[data-name="keluar"] .hasil')).to_contain_text("Benar")
    expect(phone.get_by_role("textbox", name="Tebakanku")).to_have_value("berkurang")


def test_a_chart_grows_with_a_tap(phone: Page, pages: Path) -> None:
    phone.goto((pages / "1-03-dikw.html").as_uri())
    chart = phone.locator(".gambar:visible").first
    width = "element => element.querySelector('img').getBoundingClientRect().width"
    small = chart.evaluate(width)
    chart.click()
    assert chart.evaluate(width) == 700 > small
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_table_wider_than_the_phone_says_so_and_code_is_never_cut_off(phone: Page, pages: Path) -> None:
    phone.goto((pages / "1-03-dikw.html").as_uri())
    tables = phone.evaluate(
        "[...document.querySelectorAll('.lebar')].filter(t => t.clientWidth)"
        ".map(t => [t.scrollWidth > t.clientWidth, !t.previousElementSibling.hidden])"
    )
    assert {wider for wider, _ in tables} == {True, False}
    assert all(wider == told for wider, told in tables)
    cut = "[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth).length"
    assert phone.evaluate(cut) == 0
