"""Pages for a phone: small, alone, with the sentences of `periksa` and without anybody's solutions."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.baca.make import LARGEST, make_pages, questions_of
from grader.baca.page import markdown
from grader.baca.questions import digest, page_question, seal
from grader.baca.still import spread
from grader.checks.spec import make_spec
from grader.cli import app
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.curriculum.model import MODULES, Course

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("baca")]

COURSE = Course.load(content_root())
ONE_OF_EACH = [next(n for n in COURSE.lessons if n.meta.module == module).id for module in MODULES]
WITH_PHOTOS = "2-15-foto-cod"
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


class Addresses(HTMLParser):
    """What a page loads by itself; `text` is all that a reader or a script can read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        loading = {"src", "srcset", "poster", "data", "action"} | ({"href"} if tag == "link" else set())
        self.loaded += [value or "" for name, value in attrs if name in loading]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("baca")
    for ident in (*ONE_OF_EACH, WITH_PHOTOS):
        assert len(make_pages(content_root(), folder, ident).written) == 1
    return folder


@pytest.mark.parametrize("ident", [*ONE_OF_EACH, WITH_PHOTOS])
def test_a_page_is_small_alone_and_strict(pages: Path, ident: str) -> None:
    page = (pages / f"{ident}.html").read_text(encoding="utf-8")
    assert len(page.encode()) <= LARGEST
    assert all(address.startswith("data:image/") for address in Addresses(page).loaded)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|\bimport\(", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "script-src 'sha256-" in policy[1]
    assert "Catatan pelatih" not in page
    assert "type=range" in page or 'type="range"' in page


@pytest.mark.parametrize("ident", ONE_OF_EACH)
def test_no_key_and_no_solution_of_an_exercise_is_on_a_page(pages: Path, ident: str) -> None:
    shown = Addresses((pages / f"{ident}.html").read_text(encoding="utf-8")).text
    lesson = COURSE.lesson(ident)
    assert lesson is not None
    own = {line.strip() for cell in lesson.cells for line in cell.source.splitlines()}
    solutions = {
        line.strip()
        for exercise in COURSE.exercises
        for cell in exercise.cells
        for solution in SOLUTION.findall(cell.source)
        for line in solution.splitlines()
        if len(line.strip()) > 12
    }
    assert len(solutions) > 50
    assert [line for line in solutions - own if line in shown] == []
    assert "kunci=" not in shown
    assert "keliru=" not in shown


def test_every_question_of_every_lesson_opens_with_its_key() -> None:
    asked = left = 0
    for lesson in COURSE.lessons:
        for question in questions_of(lesson).values():
            asked, left = asked + (question is not None), left + (question is None)
            if question is not None:
                assert question.sealed
                assert "Benar" not in question.to_json() + question.other
    assert asked > 10 * left


def test_an_answer_opens_its_own_sentence_and_no_other() -> None:
    spec = make_spec(
        "untung", kunci=160_000, satuan="Rp", keliru={"400000": "Itu omzetnya."}, artinya="Cukup."
    )
    question = page_question("9-01-uji", spec)
    assert question is not None

    def said(value: float) -> str:
        canon = str(int((value - question.offset) // question.width))
        sealed = base64.b64decode(question.sealed[digest(question.salt, canon)])
        again = base64.b64decode(seal(question.salt, canon, "\0" * len(sealed)))
        return bytes(a ^ b for a, b in zip(sealed, again, strict=True)).decode()

    assert "Benar" in said(160_000)
    assert "Cukup." in said(160_000)
    assert "Itu omzetnya." in said(400_000)
    assert "1.000 kali terlalu besar" in said(160_000_000)
    assert "omzet" not in json.dumps(question.to_json())


def test_a_slider_is_drawn_at_its_ends_and_where_the_author_put_it() -> None:
    assert spread(list(range(101)), 37, 5) == [0, 37, 50, 75, 100]
    assert spread([0, 1, 2], 1, 9) == [0, 1, 2]


def test_what_is_current_is_left_alone_and_a_changed_page_made_again(pages: Path) -> None:
    first = pages / f"{ONE_OF_EACH[0]}.html"
    whole = first.read_text(encoding="utf-8")
    assert make_pages(content_root(), pages, ONE_OF_EACH[0]).current == 1
    first.write_text(
        re.sub(r'sinau-baca" content="\w+', 'sinau-baca" content="lama', whole), encoding="utf-8"
    )
    assert make_pages(content_root(), pages, ONE_OF_EACH[0]).written == (first,)
    assert first.read_text(encoding="utf-8") == whole


def test_bad_input_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match="Tidak ada pelajaran 9-99-x; yang ada: 1-01-mulai"):
        make_pages(content_root(), tmp_path, "9-99-x")
    file = tmp_path / "berkas"
    file.touch()
    result = CliRunner().invoke(app, ["baca", str(file)])
    assert isinstance(result.exception, SinauError)
    assert "bukan folder" in str(result.exception)


def test_what_a_lesson_strikes_out_is_struck_out() -> None:
    assert "<s>terserap 100%</s>" in markdown("Target: ~~terserap 100%~~")
