"""axe-core's verdict on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def serious_violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds serious or critical, one line a place, in the page or within a CSS selector."""
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(map(str, place['target']))}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for place in rule["nodes"]
    ]
