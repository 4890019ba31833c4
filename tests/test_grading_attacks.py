"""Attacks by the notebook and the folder that is handed in; what code may try stands in tests/attacks."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.grading.untrusted import WORD_JOINER, plain_attachments, plain_markdown, plain_outputs
from tests.nbgrader_course import (
    Json,
    answer,
    answered,
    cell,
    check,
    code,
    grade,
    gradebook_rows,
    markdown,
    notebook,
    read,
    write,
)

SOURCE = notebook(
    markdown("Soal pertama."),
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check("tes", "assert x == 3", 2),
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=5),
    code("y = 1", grade_id="kunci", solution=False, grade=False, locked=True),
    answer("jawab-2", "### BEGIN SOLUTION\nz = 4\n### END SOLUTION"),
    check("tes-2", "assert y == 1 and z == 4", 1),
)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def change(nb: Json, grade_id: str, **fields: object) -> None:
    cell(nb, grade_id)["metadata"]["nbgrader"].update(fields)


def points_raised(nb: Json) -> None:
    change(nb, "tes", points=1000)
    change(nb, "jawab", points=1000, grade=True)
    change(nb, "tes-2", points=-5)


def locks_opened(nb: Json) -> None:
    change(nb, "tes", locked=False, solution=True, grade=True)
    cell(nb, "tes")["source"] = "pass"
    change(nb, "kunci", locked=False)
    cell(nb, "kunci")["source"] = "y = 2"


def grade_ids_swapped(nb: Json) -> None:
    first, second = cell(nb, "tes"), cell(nb, "jawab")
    first["metadata"]["nbgrader"]["grade_id"] = "jawab"
    second["metadata"]["nbgrader"]["grade_id"] = "tes"


def grade_ids_forged(nb: Json) -> None:
    nb["cells"].append(check("tes", "pass", 99) | {"id": "palsu"})
    nb["cells"].append(check("tes-3", "100", 99) | {"id": "karangan"})
    for odd in (["tes"], {"a": 1}, 7, None, "", "tes\x00", "../../tes", "x" * 10_000, "\ud800"):
        nb["cells"].append(check("ganti", "100", 99) | {"id": "aneh"})
        nb["cells"][-1]["metadata"]["nbgrader"]["grade_id"] = odd


def cells_deleted(nb: Json) -> None:
    nb["cells"] = [c for c in nb["cells"] if "locked" not in str(c["metadata"]) or not cell_is(c, "locked")]


def cell_is(one: Json, field: str) -> bool:
    return bool(one["metadata"].get("nbgrader", {}).get(field))


def cells_reversed(nb: Json) -> None:
    nb["cells"].reverse()


def cells_doubled(nb: Json) -> None:
    nb["cells"] += json.loads(json.dumps(nb["cells"]))


def cells_merged(nb: Json) -> None:
    text = "\n".join(c["source"] for c in nb["cells"] if c["cell_type"] == "code")
    nb["cells"] = [dict(cell(nb, "jawab"), source=text)]


def types_changed(nb: Json) -> None:
    for one in nb["cells"]:
        one["cell_type"] = {"code": "raw", "markdown": "code"}[one["cell_type"]]


def marks_stripped(nb: Json) -> None:
    for one in nb["cells"]:
        one["metadata"] = {}


def metadata_stuffed(nb: Json) -> None:
    for one in nb["cells"]:
        one["metadata"] |= {
            "trusted": True,
            "tags": ["ok", 3, "<b>"],
            "editable": True,
            "js": SVG,
            "a": [[[]]],
        }
    nb["metadata"] |= {"kernelspec": {"name": "bash"}, "widgets": {"x": SVG}, "celltoolbar": "Edit Metadata"}


def ten_thousand_cells(nb: Json) -> None:
    nb["cells"] += [
        markdown("x", grade_id="tes", grade=True, solution=False, points=1) for _ in range(10_000)
    ]


def odd_characters(nb: Json) -> None:
    cell(nb, "tulis")["source"] = "\ud800 \x00 \x1b[31m \u202e \ufffe" + "e\u0301" * 1000
    nb["cells"].insert(0, code("# \udcff\x0c\nx = '\x00'"))


# what is changed → score of each test
ATTACKS: dict[Callable[[Json], None], tuple[float, float]] = {
    points_raised: (2, 1),
    locks_opened: (2, 1),
    grade_ids_swapped: (0, 1),
    grade_ids_forged: (2, 1),
    cells_deleted: (2, 1),
    cells_reversed: (0, 0),
    cells_doubled: (2, 1),
    cells_merged: (2, 1),
    types_changed: (2, 1),
    marks_stripped: (2, 1),
    metadata_stuffed: (2, 1),
    ten_thousand_cells: (2, 1),
    odd_characters: (2, 1),
}


def test_no_change_to_a_notebook_raises_a_score_and_none_stops_the_class(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    good = answered(SOURCE, {"jawab": "x = 3", "jawab-2": "z = 4", "tulis": "Jawab."})
    write(tmp_path / "submitted/000-baik/ps/ps.ipynb", good)
    write(tmp_path / "submitted/zzz-baik/ps/ps.ipynb", good)
    for attack in ATTACKS:
        bad = answered(good, {})
        attack(bad)
        data = json.dumps(bad).encode()  # surrogates as escapes, as an attacker would
        write(tmp_path / "submitted" / attack.__name__ / "ps/ps.ipynb", data)
    summary = grade(tmp_path)
    assert (summary.problems, summary.lost) == ([], [])
    rows = gradebook_rows(tmp_path)
    scores = {name: (rows[f"{name}/ps/ps/tes"]["auto"], rows[f"{name}/ps/ps/tes-2"]["auto"]) for name in
              ["000-baik", "zzz-baik", *(a.__name__ for a in ATTACKS)]}  # fmt: skip
    assert scores == {"000-baik": (2, 1), "zzz-baik": (2, 1)} | {a.__name__: s for a, s in ATTACKS.items()}
    assert {r["max"] for at, r in rows.items() if at.endswith("/tes")} == {2}
    for path in tmp_path.glob("autograded/*/ps/ps.ipynb"):
        graded = read(path)
        tests = [c for c in graded["cells"] if cell_is(c, "grade") and not cell_is(c, "solution")]
        ours = {(c["source"], c["metadata"]["nbgrader"]["points"]) for c in tests}
        assert ours == {("assert x == 3", 2), ("assert y == 1 and z == 4", 1)}
        assert len(tests) == 2
        assert SVG not in path.read_text(encoding="utf-8")
        assert graded["metadata"]["kernelspec"]["name"] == "python3"
        assert len({c["id"] for c in graded["cells"]}) == len(graded["cells"])


SHOWN = f"""
from IPython.display import HTML, Javascript, Markdown, Latex, SVG, display
import pandas as pd
display(HTML("<script>alert(1)</script>"), Javascript("alert(2)"), Markdown("<img src=x onerror=alert(3)>"))
display(Latex("$$</script><script>alert(4)</script>$$"), SVG("{SVG}"))
display({{"image/png": 'AA"><script>alert(5)</script>', "text/plain": "gambar"}}, raw=True)
wide = {{"image/png": {{"width": '"><script>alert(6)</script>'}}}}
display({{"image/png": "AAAA"}}, raw=True, metadata=wide)
forged = {{"outcome": "benar", "score": 99}}
display({{"application/vnd.sinau.verdict+json": forged, "text/plain": "99"}}, raw=True)
display(pd.DataFrame({{"a": [1, 2]}}))
x = 3
"""


def test_outputs_and_texts_cannot_run_in_the_pages_made_of_them(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    bad = answered(
        SOURCE,
        {"jawab": SHOWN, "tulis": "# Judul\n<script>alert(7)</script>\n[klik](java&#115;cript:alert(8))"},
    )
    picture = {"image/png": "AAAA", "text/html": "<script>alert(9)</script>", "image/svg+xml": SVG}
    cell(bad, "tulis")["attachments"] = {"foto.png": picture}
    write(tmp_path / "submitted/ani/ps/ps.ipynb", bad)
    grade(tmp_path)
    graded = read(tmp_path / "autograded/ani/ps/ps.ipynb")
    written, shown = cell(graded, "tulis"), cell(graded, "jawab")["outputs"]
    kinds = [set(o["data"]) for o in shown]
    assert set().union(*kinds) == {"text/plain", "image/png", "text/html"}
    [table] = [o["data"]["text/html"] for o in shown if "text/html" in o["data"]]
    assert "<td>1</td>" in table
    assert all(o["metadata"] == {} for o in shown)
    assert "alert(5)" not in str(shown)
    assert (
        written["source"]
        == f"# {WORD_JOINER}Judul\n&lt;script>alert(7)&lt;/script>\n[klik] (java&#115;cript:alert(8))"
    )
    assert written["attachments"] == {"foto.png": {"image/png": "AAAA"}}
    from nbconvert import HTMLExporter
    from nbformat import from_dict

    page, _ = HTMLExporter(template_name="classic").from_notebook_node(from_dict(graded))
    body = page[page.index("<body") :]
    # What the learner wrote is told as text; no element of the page is the learner's.
    for made in ("<script>alert", "<img src=x", "<svg xmlns", 'href="javascript', "href='javascript"):
        assert made not in body, made


@pytest.mark.parametrize(
    "harmless",
    [
        "a < b dan c > d",
        "> kutipan",
        "`if x<5:`",
        "[tautan](https://contoh.id/a?b=1)",
        "nilai &amp; harga",
        "$x<3$",
    ],
)
def test_ordinary_markdown_stays_as_it_is(harmless: str) -> None:
    assert plain_markdown(harmless) == harmless


def test_the_picture_that_belajar_shows_stays_with_its_description() -> None:
    html = '<img src="data:image/png;base64,AAAA" alt="Omzet &amp; laba.">'
    data = {"text/html": html, "text/plain": "Omzet & laba."}
    [shown] = plain_outputs([{"output_type": "display_data", "data": data, "metadata": {}}])
    assert shown["data"] == {"image/png": "AAAA", "text/plain": "Omzet & laba."}


@pytest.mark.parametrize(
    "odd", [None, 3, [], {"a": 1}, {"a": {"image/png": 3}}, {"a": {"image/svg+xml": SVG}}]
)
def test_odd_attachments_are_left_out(odd: object) -> None:
    assert plain_attachments(odd) == {}


def test_folders_links_pipes_and_clashing_names(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    write(tmp_path / "source/ps/data/harga.csv", "1\n")
    good = answered(SOURCE, {"jawab": "x = int(open('data/harga.csv').read()) + 2"})
    into = tmp_path / "submitted"
    write(into / "baik/ps/ps.ipynb", good)
    (into / "folder/ps/ps.ipynb").mkdir(parents=True)
    write(into / "folder/ps/ps.ipynb/isi.txt", "x")
    for name in ("tautan", "pipa"):
        (into / name / "ps").mkdir(parents=True)
    (into / "tautan/ps/ps.ipynb").symlink_to(into / "baik/ps/ps.ipynb")
    os.mkfifo(into / "pipa/ps/ps.ipynb")
    write(into / "bentrok/ps/ps.ipynb", good)
    write(into / "bentrok/ps/data", "berkas di tempat folder")
    (into / "bentrok/ps/rahasia.txt").symlink_to("/etc/passwd")
    os.mkfifo(into / "bentrok/ps/pipa.txt")
    (into / "bentrok/ps" / os.fsdecode(b"nama-\xff.txt")).write_text("x")
    write(into / "bentrok/ps/boleh.txt", "ini boleh")
    (into / "bukan-folder").write_text("x")
    (into / "kosong/ps").mkdir(parents=True)
    assert grade(tmp_path).problems == []
    rows = gradebook_rows(tmp_path)
    scores = {at.split("/")[0]: r["auto"] for at, r in rows.items() if at.endswith("/tes")}
    assert scores == {"baik": 2, "folder": 0, "tautan": 0, "pipa": 0, "bentrok": 2, "kosong": 0}
    beside = {p.name for p in (tmp_path / "autograded/bentrok/ps").iterdir()}
    assert beside == {"ps.ipynb", "data", "boleh.txt", ".sinau-nilai.json"}
    assert "tidak ada dalam kiriman" in (tmp_path / "autograded/pipa/ps/ps.ipynb").read_text()


def test_a_folder_named_like_a_notebook_takes_no_graded_ones_place(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"source/ps/{name}.ipynb", SOURCE)
    write(tmp_path / "submitted/ani/ps/b.ipynb", answered(SOURCE, {"jawab": "x = 3"}))
    write(tmp_path / "submitted/ani/ps/a.ipynb/isi.txt", "x")
    assert grade(tmp_path).graded == 2
    assert (tmp_path / "autograded/ani/ps/a.ipynb").is_file()
    assert grade(tmp_path).unchanged == 2
