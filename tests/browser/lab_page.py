"""What a trainee does in JupyterLab, by the Indonesian names they see."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect
from watched_page import KERNEL_WAIT

from grader.start.server import Server

ACTIVE = re.compile(r"\bjp-mod-active\b")
SOON = 5_000  # milliseconds after which a trainee sees that a click has not arrived, and clicks again
WATCH_PROMPT = """cell => {
    const seen = { ran: false };
    const changes = { childList: true, characterData: true, subtree: true };
    const watch = new MutationObserver(() => (seen.ran = true));
    watch.observe(cell.querySelector('.jp-InputPrompt'), changes);
    return seen;
}"""


class LabPage:
    """JupyterLab in a page."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server

    def open(self, notebook: str) -> Locator:
        """Open a notebook of the workspace and wait for its kernel; returns its panel."""
        self.page.goto(self.server.page(f"doc/tree/{notebook}"))
        return self.wait_for(notebook)

    def wait_for(self, notebook: str) -> Locator:
        """Wait until a notebook is in front and its kernel has nothing to do; returns its panel."""
        # JupyterLab first shows what was open before, with its kernel; what is run then is not run here.
        self.page.locator(f'.lm-TabBar-tab.lm-mod-current[title*="{notebook}"]').wait_for(
            state="attached", timeout=KERNEL_WAIT
        )
        self.notebook.locator(".jp-Cell").first.wait_for(timeout=KERNEL_WAIT)
        self.notebook.locator(".jp-Spinner").wait_for(state="detached", timeout=KERNEL_WAIT)
        self.notebook.locator('.jp-Notebook[aria-busy="false"]').wait_for(timeout=KERNEL_WAIT)
        self.wait_until_idle()
        return self.notebook

    @property
    def notebook(self) -> Locator:
        """The panel of the notebook in front."""
        return self.page.locator(".jp-NotebookPanel:visible")

    @property
    def cells(self) -> Locator:
        """The cells of the notebook in front."""
        return self.notebook.locator(".jp-Notebook > .jp-WindowedPanel-outer .jp-Cell")

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.notebook.locator(".jp-InputPrompt", has_text="*").first.wait_for(
            state="detached", timeout=KERNEL_WAIT
        )
        self.page.locator('.sinau-bilah[data-kernel="idle"]').wait_for(timeout=KERNEL_WAIT)

    def button(self, name: str) -> Locator:
        """A button of the one bar."""
        return self.page.get_by_role("toolbar", name="Bilah pelajaran").get_by_role("button", name=name)

    def code_cell(self, text: str) -> Locator:
        """The first code cell that holds this text."""
        return self.notebook.locator(".jp-CodeCell").filter(has_text=text).first

    def click_into(self, cell: Locator) -> None:
        """Click on a cell's code, folded or not, until that cell is the selected one.

        What is drawn above it just then moves it away under the mouse.
        """
        code = cell.locator(".cm-content, .jp-InputPlaceholder").first
        code.click()
        try:
            expect(cell).to_have_class(ACTIVE, timeout=SOON)
        except AssertionError:
            code.click()
            expect(cell).to_have_class(ACTIVE)

    def select(self, cell: Locator) -> None:
        """Select a cell as it is after Shift + Enter: nobody writes in it."""
        self.click_into(cell)
        self.page.keyboard.press("Escape")

    def replace(self, cell: Locator, text: str) -> None:
        """Write a text in place of what a cell holds."""
        self.click_into(cell)
        expect(cell.locator(".cm-content")).to_be_focused()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    @contextmanager
    def runs(self, cell: Locator) -> Iterator[None]:
        """Wait until a cell whose code can be seen has begun to run; its text may be another one by then."""
        seen = self.page.evaluate_handle(WATCH_PROMPT, cell.element_handle())
        yield
        self.page.wait_for_function("seen => seen.ran", arg=seen, timeout=KERNEL_WAIT)

    def write(self, cell: Locator, text: str) -> None:
        """Write a text in place of what a cell holds, and run it."""
        with self.runs(cell):
            self.replace(cell, text)
            self.page.keyboard.press("Shift+Enter")

    def run(self, text: str) -> None:
        """Run the first code cell that holds this text, and wait for it."""
        cell = self.code_cell(text)
        with self.runs(cell):
            self.click_into(cell)
            self.page.keyboard.press("Shift+Enter")
        self.wait_until_idle()

    def run_by_button(self, cell: Locator) -> None:
        """Run a cell by the button of the bar, and wait for it."""
        with self.runs(cell):
            self.click_into(cell)
            self.button("▶ Jalankan").click()
        self.wait_until_idle()

    def run_setup(self) -> None:
        """Run the first code cell; its code is folded or not."""
        cell = self.notebook.locator(".jp-CodeCell").first
        self.click_into(cell)
        self.button("▶ Jalankan").click()
        expect(cell).not_to_have_class(ACTIVE)
        self.wait_until_idle()

    def sees_whole(self, part: Locator) -> bool:
        """Whether all of a part can be seen below the bar."""
        box = part.bounding_box()
        top = self.page.locator("#jp-header-panel").bounding_box()
        size = self.page.viewport_size
        if box is None or top is None or size is None:
            return False
        return box["y"] >= top["y"] + top["height"] - 1 and box["y"] + box["height"] <= size["height"] + 1

    def show_all_menus(self) -> None:
        """Bring out the menus that the one bar stands for."""
        button = self.page.get_by_role("button", name="Semua menu")
        if button.get_attribute("aria-pressed") == "false":
            button.click()
        self.page.locator("#jp-MainMenu .lm-MenuBar-item").first.wait_for()

    def open_menu(self, name: str) -> Locator:
        """Open a menu of the menu bar; returns it."""
        self.show_all_menus()
        self.page.locator("#jp-MainMenu .lm-MenuBar-item").get_by_text(name, exact=True).click()
        menu = self.page.locator(".lm-Menu").first
        menu.wait_for()
        return menu

    def close_menus(self) -> None:
        """Close all menus."""
        while self.page.locator(".lm-Menu").count():
            self.page.keyboard.press("Escape")

    def choose(self, menu: str, *entries: str) -> None:
        """Choose an entry of a menu, through its submenus."""
        self.open_menu(menu)
        for depth, entry in enumerate(entries):
            self.page.locator(".lm-Menu").nth(depth).get_by_text(entry, exact=True).click()

    def run_all(self) -> None:
        """Run all cells and wait until the last one has run."""
        self.choose("Jalankan", "Jalankan Semua Sel")
        self.page.wait_for_function(
            """() => {
                const panel = [...document.querySelectorAll('.jp-NotebookPanel')].find(p => p.offsetParent);
                return [...panel.querySelectorAll('.jp-CodeCell')].every(cell => {
                    const prompt = cell.querySelector('.jp-InputPrompt')?.textContent ?? '';
                    const empty = !cell.querySelector('.cm-content')?.textContent.trim();
                    return empty || /\\d/.test(prompt);
                });
            }""",
            timeout=2 * KERNEL_WAIT,
        )
        self.wait_until_idle()

    def until(self, true: Callable[[], bool], patience: int = KERNEL_WAIT // 1000) -> None:
        """Wait until something outside the page is true, at most `patience` seconds."""
        for _ in range(patience * 10):
            if true():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"not true within {patience} s")

    def dialog(self) -> Locator:
        """The dialog in front."""
        dialog = self.page.locator(".jp-Dialog-content")
        dialog.wait_for()
        return dialog

    def dismiss(self) -> None:
        """Close the dialog without doing what it asks."""
        self.page.keyboard.press("Escape")
        self.page.locator(".jp-Dialog").wait_for(state="detached")
