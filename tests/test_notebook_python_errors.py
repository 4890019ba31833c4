"""The hook in a shell: what is shown, what stays an error for Jupyter, what is remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from grader.learner import python_errors
from grader.learner.errors.explanation import Explanation
from grader.learner.python_errors import failure_of, panel_html
from grader.notebooks.names import assigned_names


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor")
    python_errors.install()
    python_errors.install()  # a second import of belajar changes nothing
    yield shell
    shell.history_manager.end_session()
    InteractiveShell.clear_instance()
    python_errors._failures.clear()


def run(shell: InteractiveShell, cell: str) -> tuple[bool, list[RichOutput], str]:
    with capture_output() as seen:
        result = shell.run_cell(cell, store_history=True)
    return bool(result.success), seen.outputs, seen.stdout


def test_a_panel_is_shown_with_the_traceback_folded_and_the_run_stays_failed(shell: InteractiveShell) -> None:
    run(shell, "harga = 7000")
    success, (panel,), plain = run(shell, "jumlah = 40\nuntung = hrga * jumlah")
    assert not success
    page = panel.data["text/html"]
    assert "Python belum mengenal nama <code>hrga</code>" in page
    assert "Mungkin maksudmu <code>harga</code>" in page
    assert page.index("<details") < page.index("untung = hrga * jumlah")  # the traceback is in the fold
    assert plain.strip() == "NameError: name 'hrga' is not defined (baris 2)"
    assert len(shell._last_traceback) > 1  # complete for debuggers and for the execute reply


def test_a_syntax_error_takes_the_same_way(shell: InteractiveShell) -> None:
    success, (panel,), _ = run(shell, "harga = 1.250.000")
    assert not success
    assert "<code>1_250_000</code>" in panel.data["text/html"]
    assert failure_of("harga") is not None


def test_an_error_inside_a_function_of_another_cell_is_told_of_that_cell(shell: InteractiveShell) -> None:
    run(shell, "def hpp(bahan, tenaga):\n    return bahan + tenga")
    success, (panel,), plain = run(shell, "beli = 5\nsatu = 2\nx = hpp(beli, satu)")
    assert not success
    page = panel.data["text/html"]
    assert "Mungkin maksudmu <code>tenaga</code>" in page
    assert plain.strip() == "NameError: name 'tenga' is not defined (baris 3)"
    run(shell, "def bagi(a):\n    return a / 0")
    _, (panel,), _ = run(shell, "y = bagi(5)")
    assert "Baris 2 di sel yang membuat <code>bagi</code>" in panel.data["text/html"]


def test_our_own_sentence_stands_alone(shell: InteractiveShell) -> None:
    run(shell, "from grader.belajar import rupiah")
    _, (panel,), plain = run(shell, "rupiah('7.000')")
    assert "membutuhkan angka" in panel.data["text/html"]
    assert "<details" not in panel.data["text/html"]
    assert plain.strip() == "SinauError (baris 1)"


def test_the_failed_names_are_remembered_until_mended(shell: InteractiveShell) -> None:
    run(shell, "hpp = biaya / 40\nmargin = 1 - hpp")
    run(shell, "biaya = 500_000")
    assert "biaya" in failure_of("hpp").explanation.what_happened
    run(shell, "hpp = biaya / 40")
    assert failure_of("hpp") is None
    assert "biaya" in failure_of("margin").explanation.what_happened
    run(shell, "margin = 1 - hpp")
    assert failure_of("margin") is None


def test_each_answer_keeps_its_own_failure(shell: InteractiveShell) -> None:
    run(shell, "hpp = biaya / 40")
    run(shell, "margin = untung / 40")
    assert "biaya" in failure_of("hpp").explanation.what_happened
    assert "untung" in failure_of("margin").explanation.what_happened


def test_a_cell_that_runs_again_is_no_longer_failed_whatever_it_assigns(shell: InteractiveShell) -> None:
    for source in ("kemampuan = Rp750", "Kemampuan = 750"):
        with capture_output():
            shell.run_cell(source, store_history=True, cell_id="jawab-1")
    assert failure_of("kemampuan") is None


def test_an_answer_tried_again_in_the_cell_of_its_check_has_a_clean_start(shell: InteractiveShell) -> None:
    run(shell, "from grader.learner.python_errors import failure_of\nbulan = Maret")
    _, _, plain = run(shell, "bulan = 'Maret'\nprint(failure_of('bulan'))")
    assert plain.strip() == "None"


def test_ipythons_own_names_are_never_suggested(shell: InteractiveShell) -> None:
    _, (panel,), _ = run(shell, "prin('Jenang')")
    assert "Mungkin maksudmu <code>print</code>" in panel.data["text/html"]
    _, (panel,), _ = run(shell, "Inn")
    assert "<code>In</code>" not in panel.data["text/html"]


def test_an_error_inside_a_function_names_the_line_in_the_cell(shell: InteractiveShell) -> None:
    _, (panel,), _ = run(shell, "def bagi(a, pembeli):\n    return a / pembeli\nbagi(5, 0)")
    assert "Baris 2, <code>return a / pembeli</code>, membagi dengan nol" in panel.data["text/html"]
    assert "<code>pembeli</code> bernilai 0" in panel.data["text/html"]


def test_a_bug_in_the_explanation_leaves_pythons_own_message(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr(python_errors, "explain", broken)
    success, outputs, plain = run(shell, "x = hrga")
    assert not success
    assert outputs == []
    assert "name 'hrga' is not defined" in plain


def test_a_lesson_can_show_the_panel_of_an_error_it_caught(shell: InteractiveShell) -> None:
    run(shell, "harga = 7000\nfrom grader.belajar import jelaskan")
    cell = "try:\n    print(hrga)\nexcept NameError as galat:\n    jelaskan(galat)"
    success, (panel,), plain = run(shell, cell)
    assert success
    assert plain == ""
    assert "Mungkin maksudmu <code>harga</code>" in panel.data["text/html"]
    assert python_errors._failures == {}


def test_in_a_kernel_the_cell_is_an_error_for_jupyter_papermill_and_nbgrader() -> None:
    cells = [new_code_cell("from grader.belajar import rupiah\nharga = 7000"), new_code_cell("print(hrga)")]
    notebook = new_notebook(cells=cells)
    with pytest.raises(CellExecutionError) as failed:
        NotebookClient(notebook, kernel_name="python3").execute()
    assert "----> 1 print(hrga)" in python_errors.ANSI.sub("", failed.value.traceback)
    panel, error = notebook.cells[1].outputs
    assert "Mungkin maksudmu <code>harga</code>" in panel["data"]["text/html"]
    assert (error["output_type"], error["ename"]) == ("error", "NameError")
    assert error["traceback"] == ["NameError: name 'hrga' is not defined (baris 1)"]


def test_without_a_shell_nothing_happens() -> None:
    InteractiveShell.clear_instance()
    python_errors.install()


def test_what_a_trainee_wrote_cannot_become_html() -> None:
    page = panel_html(Explanation("Nama `<script>` salah.", ""), "<img onerror=1>")
    assert "<script" not in page
    assert "<img" not in page
    assert "Coba:" not in page


def test_assigned_names() -> None:
    assert assigned_names("a = 1\nfor b in []:\n    c = b\ndef f(x): return x\nd: int = 3") == {*"abcdf"}
    assert assigned_names("harga = = 3\n untung = 5\nif x == 3:") == {"harga", "untung"}
    assert assigned_names("def lama(p, beda)\n    return p / beda") == {"lama"}
