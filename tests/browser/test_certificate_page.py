"""The page that checks certificates offline says in a real browser what the command says."""

from datetime import date
from pathlib import Path

import pytest
from accessibility import serious_violations
from playwright.sync_api import Browser, Page
from watched_page import PHONE, save_picture, watched_page

from grader.reports.certificate.facts import Facts, printed, signed_code
from grader.reports.certificate.issue import checker_page
from grader.reports.certificate.key import class_key
from grader.reports.certificate.rule import read_rule

pytestmark = pytest.mark.long

FACTS = Facts("2026-001", "Siti Nur'aini <b>", "Desa", 21, 1470, "Kelas Jabung", date(2026, 11, 26))


def checked(page: Page, text: str) -> str:
    """What the page says of a text."""
    page.get_by_label("Teks sertifikat").fill(text)
    page.get_by_role("button", name="Periksa").click()
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize("lines", [True, False])
def test_the_page_accepts_genuine_and_refuses_changed(browser: Browser, tmp_path: Path, lines: bool) -> None:
    code = signed_code(FACTS, class_key(tmp_path))
    text = "\n".join(printed(code)).replace("0", "o") if lines else code
    file = tmp_path / "periksa.html"
    file.write_text(checker_page(tmp_path, read_rule(tmp_path)), encoding="utf-8")
    with watched_page(browser, PHONE) as page:
        page.goto(file.as_uri())
        said = checked(page, text)
        assert "✔ Sah" in said
        assert "Siti Nur'aini <b>" in said
        assert "24,5 jam" in said
        save_picture(page, "periksa-sertifikat")
        assert serious_violations(page) == []
        changed = text[:8] + ("A" if text[8] != "A" else "B") + text[9:]
        assert "Baris kode nomor 1" in checked(page, changed)
        renamed = checked(page, f"Sertifikat diberikan kepada Orang Lain\n{text}")
        assert "✔ Sah" not in renamed
        assert "Kodenya asli, milik Siti Nur'aini <b>" in renamed
        (tmp_path / "sertifikat" / "kunci.pem").unlink()
        assert "TIDAK SAH" in checked(page, signed_code(FACTS, class_key(tmp_path)))
