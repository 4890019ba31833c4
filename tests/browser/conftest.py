"""A trainee's JupyterLab in Debian's Chromium: laid out and started as start.py does it.

Every test that takes `page` also fails if the page logged an error or asked anything of another computer
(trainees may be offline). Pictures go to build/screenshots/.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lab_page import LabPage
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from watched_page import CHROMIUM_OPTIONS, KERNEL_WAIT, LAPTOP, save_picture, watched_page

from grader.start import checks, lab
from grader.start.places import Venv, private_runtime_folder
from grader.start.server import Server, stop, wait_until_ready

expect.set_options(timeout=KERNEL_WAIT)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a module on one worker, which has their JupyterLab running."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless.

    For one module: while Playwright is open its event loop runs in this thread, and papermill in another test
    would hang in it.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=checks.chromium(), args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def workspace(shared_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trainee's new folder."""
    return Path(shutil.copytree(shared_workspace, tmp_path_factory.mktemp("rumah") / "belajar"))


@pytest.fixture(autouse=True)
def as_laid_out(request: pytest.FixtureRequest) -> None:
    """Give each test the notebooks as they came: what a test before it ran has been saved."""
    if "workspace" in request.fixturenames:
        new, home = request.getfixturevalue("shared_workspace"), request.getfixturevalue("workspace")
        for folder in ("pelajaran", "latihan"):
            shutil.copytree(new / folder, home / folder, dirs_exist_ok=True)


def own_port() -> int:
    """A port of this test process: of two servers that begin at the same one at once, one would end."""
    return lab.DEFAULT_PORT + 20 * (1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")))


@pytest.fixture(scope="module")
def server(workspace: Path) -> Iterator[Server]:
    """JupyterLab on that folder, as start.py runs it."""
    runtime = private_runtime_folder(workspace)
    log = workspace / ".sinau" / "jupyterlab.log"
    log.parent.mkdir(exist_ok=True)
    process = lab.start(workspace, Venv(Path(sys.prefix)), own_port(), log)
    try:
        yield wait_until_ready(process, runtime, log)
    finally:
        stop(process)
        shutil.rmtree(runtime)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A watched page of a laptop's size."""
    with watched_page(browser, LAPTOP) as tab:
        yield tab


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page that may log errors: its server is gone, or another tab's widgets talk to its kernel."""
    context = browser.new_context(viewport=LAPTOP, locale="id-ID")
    context.set_default_timeout(KERNEL_WAIT)
    yield context.new_page()
    keep_from_saving(context)
    context.close()


@pytest.fixture
def lab_page(page: Page, server: Server) -> Iterator[LabPage]:
    """The page, with the hands of a trainee in JupyterLab."""
    yield LabPage(page, server)
    keep_from_saving(page.context)


def keep_from_saving(context: BrowserContext) -> None:
    """What a page saves while it is being closed would come over the notebooks of the next test."""

    def hold(route: Route) -> None:
        if route.request.method != "PUT":
            route.continue_()

    context.route("**/api/contents/**", hold)


@pytest.fixture
def shoot(page: Page) -> Callable[[str], Path]:
    """Save a picture of the page under a name."""
    return lambda name: save_picture(page, name)


class Days:
    """JupyterLab on one workspace, started and stopped by the test as days begin and end."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.runtime = private_runtime_folder(workspace)

    def begin(self) -> Server:
        log = self.workspace / ".sinau" / "jupyterlab.log"
        self.process = lab.start(self.workspace, Venv(Path(sys.prefix)), own_port() + 10, log)
        return wait_until_ready(self.process, self.runtime, log)

    def end(self) -> None:
        stop(self.process)
        for note in self.runtime.glob("jpserver-*"):
            note.unlink()


@pytest.fixture
def days(workspace: Path) -> Iterator[Days]:
    made = Days(workspace)
    yield made
    made.end()
    shutil.rmtree(made.runtime, ignore_errors=True)
