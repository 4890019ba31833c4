"""What trainees wrote must reach a page as harmless, bounded text and pictures."""

import base64
import struct
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.common.indonesian import percent, points
from grader.reports.autograded import parse_questions
from grader.reports.question_text import render
from grader.reports.untrusted import clean, excerpt, one_line, png_data_uri


def png(width: int, height: int, size: int = 60) -> str:
    header = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)
    return base64.b64encode(header.ljust(size, b"\0")).decode()


def test_clean_removes_what_escaping_does_not_cover() -> None:
    assert clean("\x1b[31mmerah\x1b[0m") == "merah"
    assert clean("a\ud800b\x00c\u202ed") == "a\ufffdb\ufffdc\ufffdd"
    assert clean("baris\r\n\tdua é ✔") == "baris\n\tdua é ✔"


def test_excerpt_bounds_length_and_lines_and_says_what_is_missing() -> None:
    assert excerpt("x" * 5_000) == ("x" * 4_000, 1_000)
    shown, omitted = excerpt("1\n" * 100)
    assert shown.count("\n") == 59
    assert omitted == 200 - len(shown)


def test_a_name_is_one_short_line() -> None:
    assert one_line(" Bu\nSari\t ") == "Bu Sari"
    assert len(one_line("nama " * 1_000_000)) == 120


def test_a_png_becomes_a_data_address() -> None:
    assert png_data_uri(png(640, 480)) == "data:image/png;base64," + png(640, 480)


@pytest.mark.parametrize(
    "encoded",
    [
        png(50_000, 50_000),
        png(0, 10),
        png(640, 480, size=1_000_001),
        base64.b64encode(b"<svg onload=alert(1)>".ljust(60)).decode(),
        '"><script>alert(1)</script>',
        "é",
        "",
    ],
    ids=["huge side", "no width", "too many bytes", "svg", "markup", "not ascii", "empty"],
)
def test_other_pictures_are_refused(encoded: str) -> None:
    assert png_data_uri(encoded) is None


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](data:text/html,<script>alert(1)</script>)",
        "[klik](vbscript:x) <javascript:alert(1)>",
        "![x](https://jahat.example/pelacak.png)",
        '[x](https://a.example "\\" onclick=alert(1)")',
        "# <script>alert(1)</script>\n\n```html\n<script>alert(1)</script>\n```",
        "| a |\n|---|\n| <iframe src=//x> |",
    ],
)
def test_markdown_yields_no_active_element(source: str) -> None:
    _, html = render(source)
    for tag, attributes in Elements(str(html)).found:
        assert tag in {"p", "a", "h3", "pre", "code", "div", "table", "thead", "tbody", "tr", "th", "td"}
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "https://").startswith(("https://", "http://"))


def test_markdown_keeps_its_meaning() -> None:
    heading, html = render("## Soal 2: **margin**\n\nBaca [BPS](https://bps.go.id).\n\n# Lagi\n\n- satu")
    assert heading == "Soal 2: margin"
    assert '<a href="https://bps.go.id">BPS</a>' in html
    assert "<h3>Lagi</h3>" in html
    assert "<li>satu</li>" in html


def test_numbers_are_written_as_in_indonesia() -> None:
    assert [points(value) for value in (8.5, 1250, 0, 2.666, -0.0)] == ["8,5", "1.250", "0", "2,67", "0"]
    assert percent(0.6) == "60%"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def mangled(shape: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with the keys of a notebook's parts, each value as expected or anything at all."""
    return st.fixed_dictionaries({}, optional={key: value | JSON for key, value in shape.items()})


OUTPUT = mangled(
    {
        "output_type": st.sampled_from(["stream", "error", "display_data"]),
        "text": st.text(max_size=5),
        "data": mangled(
            {
                "application/vnd.sinau.verdict+json": mangled({"outcome": st.just("benar"), "facets": JSON}),
                "image/png": JSON,
            }
        ),
    }
)
GRADING = mangled(
    dict.fromkeys(("grade", "solution", "locked", "task"), st.booleans()) | {"points": JSON, "grade_id": JSON}
)
CELL = mangled(
    {
        "cell_type": st.sampled_from(["code", "markdown"]),
        "source": st.sampled_from(["periksa('x')", "# Judul", "x = 1"]),
        "metadata": mangled({"nbgrader": GRADING, "tags": JSON}),
        "outputs": st.lists(OUTPUT, max_size=3),
    }
)


@settings(max_examples=300, deadline=None)
@given(st.lists(CELL | JSON, max_size=5))
def test_any_json_reads_as_some_questions(cells: list[Any]) -> None:
    questions = parse_questions({"cells": cells}, "x", set())
    assert all(question.checks for question in questions)
