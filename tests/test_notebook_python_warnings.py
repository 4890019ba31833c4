"""A condition on another table: pandas warns in English, a learner reads Indonesian; other warnings stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from grader.learner import python_warnings

TABLES = (
    "import pandas as pd\nchat = pd.DataFrame({'menit': [5, 90, 30]})\ncepat = chat[chat['menit'] <= 60]\n"
)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    monkeypatch.setattr("warnings.showwarning", lambda message, *rest: print("asli:", message))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor")
    python_warnings.install()
    python_warnings.install()  # a second import of belajar changes nothing
    yield shell
    shell.history_manager.end_session()
    InteractiveShell.clear_instance()


def shown(shell: InteractiveShell, cell: str) -> str:
    with capture_output() as seen:
        shell.run_cell(cell)
    return str(seen.stdout)


def test_a_condition_on_another_table_is_told(shell: InteractiveShell) -> None:
    said = shown(shell, TABLES + "lambat = cepat[chat['menit'] > 10]\nprint(len(lambat))")
    assert said.split("\n") == [python_warnings.SENTENCE, "1", ""]  # 30: in `cepat`, and over 10 in `chat`


def test_its_own_condition_is_not(shell: InteractiveShell) -> None:
    assert shown(shell, TABLES + "print(len(cepat[cepat['menit'] > 10]))") == "1\n"


def test_another_warning_stays_as_python_writes_it(shell: InteractiveShell) -> None:
    assert shown(shell, "import warnings\nwarnings.warn('half full')") == "asli: half full\n"
