"""What a trainer and a trainee see after grading: the demo's report, feedback on a phone, and Formgrader."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import serious_violations
from playwright.sync_api import Browser, Page
from watched_page import LAPTOP, PHONE, save_picture, watched_page

from grader.cli import app

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded demo course."""
    folder = tmp_path_factory.mktemp("demo") / "percobaan"
    app.main(args=["demo", str(folder)], standalone_mode=False)
    return folder / "kelas"


@pytest.mark.parametrize(
    ("page_of", "name"),
    [("laporan/laporan.html", "laporan"), ("feedback/DEMO-03/2-02-harga/2-02-harga.html", "umpan-balik")],
)
@pytest.mark.parametrize("size", ["ponsel", "laptop"])
def test_pages_are_readable_and_accessible(
    browser: Browser, course: Path, page_of: str, name: str, size: str
) -> None:
    with watched_page(browser, PHONE if size == "ponsel" else LAPTOP) as page:
        page.goto((course / page_of).as_uri())
        save_picture(page, f"{name}-{size}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert serious_violations(page) == []


def test_the_hostile_hand_in_changed_only_its_own_score(course: Path) -> None:
    rows = (course / "laporan" / "nilai.csv").read_text(encoding="utf-8-sig").splitlines()
    columns = rows[0].split(";")
    scores = {row.split(";")[0]: dict(zip(columns, row.split(";"), strict=True)) for row in rows[1:]}
    assert (scores["DEMO-11"]["1-02-hitung"], scores["DEMO-11"]["2-02-harga"]) == ("0", "0")
    assert (scores["DEMO-01"]["jumlah"], scores["DEMO-01"]["persen"]) == ("38", "100")
    assert scores["DEMO-07"]["jumlah"] == "38"
    assert scores["DEMO-03"]["2-02-harga"] == "0"


@pytest.fixture
def formgrader(course: Path) -> Iterator["subprocess.Popen[str]"]:
    """`sinau formgrader` on the demo course."""
    command = [sys.executable, "-m", "grader.cli", "formgrader", "--no-browser", "--course", str(course)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield process
    process.terminate()
    process.wait()


def test_formgrader_lists_the_graded_demo(page: Page, formgrader: "subprocess.Popen[str]") -> None:
    assert formgrader.stdout is not None
    said = formgrader.stdout.readline()
    assert said.startswith("Formgrader terbuka di http://localhost:")
    assert formgrader.stdout.readline() == "Untuk selesai, tekan Ctrl+C di jendela ini.\n"
    address = said.split()[-1]
    page.goto(address)
    page.get_by_text("2-02-harga").first.wait_for(timeout=60_000)
    save_picture(page, "formgrader")
    page.goto(address.replace("/formgrader", "/formgrader/gradebook/2-02-harga/2-02-harga"))
    page.get_by_text("Submission #1").first.wait_for(timeout=60_000)
    save_picture(page, "formgrader-nilai")
