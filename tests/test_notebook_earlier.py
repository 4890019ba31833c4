"""`periksa` sends the learner to the earlier answer that is wrong, and only where their cells use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from carrying import chain_source
from IPython.core.interactiveshell import InteractiveShell

from grader.checks.arrangement import ARRANGED
from grader.checks.messages import LEFT, NOT_YET
from grader.curriculum.release import release_notebook
from grader.learner import earlier, python_errors, unfinished
from grader.learner.periksa import Hasil

FIRST = "Betulkan dulu Soal {}: jawaban di sini memakainya."
RIGHT_1, RIGHT_2 = "jawab_1 = 37 * 113", "jawab_2 = jawab_1 * 3 - 19"


@pytest.fixture(scope="module")
def keys() -> str:
    made = release_notebook("rantai", chain_source(), {})
    assert made is not None
    return made


@pytest.fixture
def shell(keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    (tmp_path / ".kunci").mkdir()
    (tmp_path / ".kunci" / "rantai.json").write_text(keys, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor")
    for part in (python_errors, unfinished, earlier):
        part.install()
    shell.run_cell("import pandas as pd\nfrom grader.belajar import periksa")
    yield shell
    shell.history_manager.end_session()
    InteractiveShell.clear_instance()
    python_errors._failures.clear()


def said(shell: InteractiveShell, *cells: str, check: str) -> tuple[str, str]:
    """Message and next step of a check after these cells; `?1` is the check of Soal 1."""
    for cell in cells:
        shell.run_cell(f'periksa("jawab_{cell[1:]}");' if cell.startswith("?") else cell, store_history=True)
    found = shell.run_cell(f'periksa("jawab_{check}")', store_history=True).result
    assert isinstance(found, Hasil)
    return found.verdict.message, found.verdict.next_step


def test_the_wrong_earlier_answer_is_named_whether_it_was_checked_or_not(shell: InteractiveShell) -> None:
    assert said(shell, "jawab_1 = 5000", "?1", RIGHT_2, check="2")[0] == FIRST.format(1)
    assert said(shell, "jawab_1 = 5001", RIGHT_2, check="2")[0] == FIRST.format(1)
    assert said(shell, RIGHT_1, RIGHT_2, check="2")[0] == "Jawabanmu sesuai."


def test_of_a_chain_the_first_wrong_one(shell: InteractiveShell) -> None:
    third = "jawab_3 = jawab_2 / 4 + jawab_1"
    assert said(shell, "jawab_1 = 5000", RIGHT_2, third, check="3")[0] == FIRST.format(1)
    # Soal 2 still rests on the old answer: it is what has to be run again.
    assert said(shell, RIGHT_1, "jawab_3 = jawab_2 / 4", check="3")[0] == FIRST.format(2)


def test_an_answer_that_does_not_use_it_is_judged_by_itself(shell: InteractiveShell) -> None:
    assert said(shell, "jawab_1 = 5000", "?1", "jawab_2 = 7", check="2")[0] == NOT_YET
    own = said(shell, RIGHT_1, "?1", "jawab_2 = jawab_1 * 3 + 20", check="2")[0]
    assert own != FIRST.format(1)
    # That it is ten times too much may come from Soal 1; the thousands dot was typed here.
    assert said(shell, "jawab_1 = 5000", "jawab_2 = jawab_1 * 0 + 125240", check="2")[0] == FIRST.format(1)
    typed = said(shell, "jawab_1 = 5000", "jawab_2 = jawab_1 + 1.250", check="2")[0]
    assert typed == "Titik membuat Python membaca `1.250` sebagai 1,25."


def test_a_way_of_the_learners_own_that_builds_on_what_the_solution_does_not(shell: InteractiveShell) -> None:
    """The solution of Soal 4 reads Soal 2 alone; this one reads Soal 1, straight or by way of a name."""
    assert said(shell, "jawab_1 = 5000", "jawab_4 = jawab_1 > 7000", check="4")[0] == FIRST.format(1)
    assert said(shell, "jawab_1 = 5000", "x = jawab_1", "jawab_4 = x > 7000", check="4")[0] == FIRST.format(1)
    assert said(shell, RIGHT_1, "jawab_4 = jawab_1 > 7000", check="4")[0] != FIRST.format(1)
    # Soal 2 is right, whatever it was made of: it is what stands between.
    right_2 = f"jawab_1 = 5000\njawab_2 = {37 * 113 * 3 - 19} + jawab_1 * 0"
    assert said(shell, right_2, "?2", "jawab_4 = jawab_2 < 7", check="4")[0] != FIRST.format(1)


def test_a_cell_that_no_longer_gives_the_answer_its_value_is_told(shell: InteractiveShell) -> None:
    def run(source: str, cell: str) -> None:
        shell.run_cell(source, store_history=True, cell_id=cell)

    run("jawab_1 = 5000", "a")
    assert said(shell, check="1")[0] != LEFT.format(name="jawab_1")
    run("5001 + 1", "b")
    assert said(shell, check="1")[0] != LEFT.format(name="jawab_1")
    run("5001 + 1", "a")
    assert said(shell, check="1")[0] == LEFT.format(name="jawab_1")
    run(RIGHT_1, "b")
    assert said(shell, check="1")[0] == "Jawabanmu sesuai."


def test_an_earlier_answer_left_out_is_to_be_done_first(shell: InteractiveShell) -> None:
    first = "Kerjakan dulu Soal 1: jawaban di sini memakainya."
    assert said(shell, "jawab_1 = ____", RIGHT_2, check="2")[0] == first
    assert "____" in said(shell, "jawab_2 = ____", check="2")[0]


def test_an_error_keeps_its_sentence(shell: InteractiveShell) -> None:
    message, step = said(shell, "jawab_1 = 'x'", RIGHT_2, check="2")
    assert "teks" in message
    assert step == FIRST.format(1)


def test_a_right_table_that_a_later_cell_widened_is_no_mistake(shell: InteractiveShell) -> None:
    table = 'jawab_6 = pd.DataFrame({"desa": ["Pupus", "Bulu"], "warga": [411, 233]})'
    wider = 'jawab_6["lagi"] = 1\njawab_7 = jawab_6["warga"].max() + 17'
    own = "Periksa bagian dengan `max` dan angka 17: soal ini dapat dijawab tanpa itu."
    assert said(shell, table, "?6", wider, check="7")[0] == own
    assert said(shell, table, wider, check="7")[0] == own  # never checked: nothing is known against it
    other = 'jawab_6 = pd.DataFrame({"desa": ["Pupus"], "warga": [411]})'
    assert said(shell, other, wider, check="7")[0] == own
    assert said(shell, other, "?6", wider, check="7")[0] == FIRST.format(6)


def test_a_key_file_from_before_or_one_that_turns_in_a_circle_is_survived(
    shell: InteractiveShell, keys: str
) -> None:
    path, known = Path(".kunci/rantai.json"), json.loads(keys)
    for check in known["checks"].values():
        del check["builds_on"], check["earlier"]
    path.write_text(json.dumps(known), encoding="utf-8")
    all_there = ARRANGED.format(what="nama, angka, dan tanda")
    assert said(shell, "jawab_1 = 5000", RIGHT_2, check="2")[0] == all_there
    for name, other in (("jawab_1", "jawab_2"), ("jawab_2", "jawab_1"), ("jawab_3", "tidak_ada")):
        known["checks"][name]["builds_on"] = [[other, "Soal 9"]]
    path.write_text(json.dumps(known), encoding="utf-8")
    assert said(shell, "jawab_1 = jawab_2", RIGHT_2, check="2")[0] == FIRST.format(9)
    assert said(shell, "jawab_3 = 0", check="3")[0]
