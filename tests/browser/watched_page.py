"""A browser page that must log no error and stay on this computer, and pictures of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Browser, Page, ViewportSize

from grader.start.places import checkout

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}
KERNEL_WAIT = 60_000  # milliseconds, for a busy two-core machine
CHROMIUM_OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    "--disable-dev-shm-usage",  # a container has little of it: a page would crash
]
SCREENSHOTS = checkout() / "build" / "screenshots"


@contextmanager
def watched_page(browser: Browser, viewport: ViewportSize, *, touched: bool = False) -> Iterator[Page]:
    """A new page, which must log no error and stay on this computer; `touched` by a finger, as a phone's."""
    context = browser.new_context(
        viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta", has_touch=touched, is_mobile=touched
    )
    context.set_default_timeout(KERNEL_WAIT)
    errors: list[str] = []
    outside: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("request", lambda request: outside.append(request.url) if leaves_computer(request.url) else None)
    yield tab
    context.close()
    assert not errors, f"the page logged {errors}"
    assert not outside, f"the page asked for {outside}"


def leaves_computer(address: str) -> bool:
    """Whether an address is of another computer."""
    parts = urlparse(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("localhost", "127.0.0.1")


def save_picture(page: Page, name: str) -> Path:
    """Save a picture of a page to build/screenshots/; returns its path."""
    path = SCREENSHOTS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    return path


def save_note(name: str, text: str) -> None:
    """Keep what a test has counted beside the pictures."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / name).write_text(text + "\n", encoding="utf-8")
