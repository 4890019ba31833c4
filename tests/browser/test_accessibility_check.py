"""The accessibility check itself notices what people stumble over."""

from accessibility import serious_violations
from playwright.sync_api import Page


def test_axe_notices_a_picture_without_words_and_pale_text(page: Page) -> None:
    page.set_content(
        '<html lang="id"><title>x</title><main><h1>Laporan</h1>'
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color:#ccc">pucat</p></main></html>'
    )
    assert [line.split(":")[0] for line in serious_violations(page)] == ["color-contrast", "image-alt"]
    assert serious_violations(page, "h1") == []
