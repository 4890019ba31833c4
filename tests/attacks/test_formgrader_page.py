"""What a learner writes must not pass for formgrader's own: its boxes for scores, its dialogs, its bars.

Formgrader finds the box of a score by its id and takes the panel around it. Were a heading in an answer the
first of that id, "Full credit" for the answer would give full marks to the other cells as well.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from grader.grading.untrusted import is_page, plain_markdown, plain_outputs
from tests.nbgrader_course import answer, answered, check, grade, gradebook_rows, notebook, write

HEADINGS = [
    "# tes",
    "#tes",
    "# \x0btes",
    "###\ttes ###",
    "# **t**es",
    "# &#116;es",
    "> - # tes",
    "1. # tes",
    "a\r#tes",
    "tes\n===",
    "tes \x0c\n-",
    "> tes\n> ==",
    "- tes\n  ---",
    "tes\r=",
    "[tes](a)\n--",
]
PIECES = [
    *("[a](b)", "[b]: c", "[a][b]", "https://", "<a@b.id>", "]:"),
    *("tes", "#", " ", "\t", "\n", "\r", "\n\n", ">", "-", "*", "=", "===", "1. ", "`", "[", "]", "(", ")"),
    *("\\", "&#116;", "**", "    ", "|", "~", "\x0b", "\x0c", "\u00a0", "$", ":", "+", "!", "<"),
]


def ids(markdown: str) -> set[str]:
    return set(re.findall(r'id="([^"]*)"', markdown2html_mistune(markdown)))


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_heading_takes_the_place_of_a_box_for_a_score(heading: str) -> None:
    assert ids(heading) == {"tes"}  # else it shows nothing
    assert "tes" not in ids(plain_markdown(heading))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nor_does_any_other_markdown(text: str) -> None:
    assert "tes" not in ids(plain_markdown(text))


@pytest.mark.parametrize(
    "kept", ["#", "a\n\n---", "- a\n- b", "| a |\n|---|\n| 1 |", "a # b", "[a](https://b#c)"]
)
def test_what_is_no_heading_stays(kept: str) -> None:
    assert plain_markdown(kept) == kept


INNER = [
    "[a](..%2f..%2f..%2fsubmitted%2fani%2fps%2fa.html)",
    "[a]( <a.html> )",
    "[a](\na.html)",
    "[a][b]\n\n[b]: a.html",
    "[b]\n\n> [b]:\n> a.html",
    "[a](//localhost:8888/a.html)",
    "[a](http:a.html)",
    "[a](javascript:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](&#x2e;/a.html)",
    "[a](?a)",
]


@pytest.mark.parametrize("link", INNER)
def test_no_link_leads_into_the_server(link: str) -> None:
    assert "href=" in markdown2html_mistune(link) or "javascript" in link.replace("&#115;", "s")
    assert "href=" not in markdown2html_mistune(plain_markdown(link))


@pytest.mark.parametrize(
    "link", ["[a](https://contoh.id/b)", "[a][b]\n\n[b]: HTTP://contoh.id", "[a](mailto:a@b.id)", "[a](#b)"]
)
def test_links_to_other_sites_stay(link: str) -> None:
    assert plain_markdown(link) == link


def shown(html: str) -> dict[str, str]:
    [output] = plain_outputs([{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}])
    data: dict[str, str] = output["data"]
    return data


@pytest.mark.parametrize("name", ["modal-backdrop in", "navbar navbar-fixed-top", "score tabbable", "help"])
def test_no_table_dresses_as_a_part_of_the_page(name: str) -> None:
    assert shown(f'<table class="{name}"><tr><td>Submission 1 / 1</td></tr></table>') == {}


def test_pandas_own_tables_stay() -> None:
    table = pd.DataFrame({("a", "b"): [1]}, index=pd.MultiIndex.from_tuples([(1, 2)]))
    assert 'class="dataframe"' in shown(table._repr_html_())["text/html"]


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "b/a.xhtml", "a.svg", "a.xml", "a.csv.html"])
def test_what_a_browser_makes_a_page_of(name: str) -> None:
    assert is_page(name)


@pytest.mark.parametrize("name", ["a", "a.txt", "a.csv", "a.xlsx", "a.png", "a.pdf", "html"])
def test_what_it_does_not(name: str) -> None:
    assert not is_page(name)


def test_only_the_authors_pages_lie_beside_a_graded_notebook(tmp_path: Path) -> None:
    source = notebook(
        answer("jawab", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"), check("tes", "assert x", 2)
    )
    reads = "x = len(open('punyaku.html').read()) + len(open('soal.html').read())"
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "source/ps/soal.html", "<p>Soal</p>")
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": reads}))
    write(tmp_path / "submitted/ani/ps/punyaku.html", "<script>alert(1)</script>")
    grade(tmp_path)
    assert gradebook_rows(tmp_path)["ani/ps/ps/tes"]["auto"] == 2
    beside = {path.name for path in (tmp_path / "autograded/ani/ps").iterdir()}
    assert beside == {"ps.ipynb", "soal.html", ".sinau-nilai.json"}
