"""What a trainer and a trainee see after grading: the demo's report, feedback on a phone, and Formgrader."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import serious_violations
from playwright.sync_api import Browser, Page
from watched_page import LAPTOP, PHONE, save_picture, watched_page

from grader.demo import run_demo
from grader.grading.formgrader import command, environment


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded demo course."""
    folder = tmp_path_factory.mktemp("demo") / "percobaan"
    run_demo(folder, lambda line: None)
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
    assert (scores["DEMO-01"]["jumlah"], scores["DEMO-01"]["persen"]) == ("30", "100")
    assert scores["DEMO-07"]["jumlah"] == "30"
    assert scores["DEMO-03"]["2-02-harga"] == "0"


@pytest.fixture(scope="module")
def formgrader(course: Path) -> Iterator[str]:
    """Formgrader on the demo course, as `sinau formgrader` runs it; its address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    arguments = [*command(course, port, browser=False), "--IdentityProvider.token=uji"]
    server = subprocess.Popen(arguments, cwd=course, env=environment(), stderr=subprocess.DEVNULL)
    yield f"http://localhost:{port}"
    server.terminate()
    server.wait()


def test_formgrader_lists_the_graded_demo(page: Page, formgrader: str) -> None:
    for _ in range(600):
        try:
            page.request.get(f"{formgrader}/api?token=uji")
            break
        except Exception:
            page.wait_for_timeout(100)
    page.goto(f"{formgrader}/?token=uji")
    assert "/formgrader" in page.url  # the address that the command opens and prints
    page.goto(f"{formgrader}/formgrader/manage_assignments?token=uji")
    page.get_by_text("2-02-harga").first.wait_for(timeout=60_000)
    save_picture(page, "formgrader")
    page.goto(f"{formgrader}/formgrader/gradebook/2-02-harga/2-02-harga")
    page.get_by_text("Submission #1").first.wait_for(timeout=60_000)
    save_picture(page, "formgrader-nilai")
