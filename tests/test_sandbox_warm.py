"""Libraries are imported before the fork when cells speak of them, and work when nobody foresaw them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, Step
from grader.sandbox.warm import ALL, libraries_of


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    """A sandbox of this module's own, which starts without any library."""
    with Sandbox() as made:
        yield made


def show(box: Sandbox, *cells: str) -> str:
    """What the last of the cells shows as text; each must run."""
    result = box.run(Job(tuple(Step("cell", str(n), source) for n, source in enumerate(cells))))
    assert result.ended == "ok"
    assert [step.error for step in result.steps] == [None] * len(cells)
    return str(result.steps[-1].outputs[-1]["data"]["text/plain"])


@pytest.mark.parametrize(
    ("text", "libraries"),
    [
        ("harga = 12_000 * 3", set()),
        ("from grader.belajar import muat, peta, periksa", {"grader.belajar"}),
        ('tabel = muat("pesanan")', {"numpy", "pandas", "grader.data"}),
        ("peta(tabel)", {"numpy", "pandas", "matplotlib", "grader.data"}),
        ("import pandas as pd\ndf.plot.bar()", {"numpy", "pandas", "matplotlib"}),
        ("from scipy import stats", {"numpy"}),
        ("import seaborn as sns", {"numpy", "pandas", "matplotlib"}),
        ("termuat = plotting = 1", set()),
        ("from ipywidgets import interact", {"ipywidgets"}),
    ],
)
def test_libraries_are_read_off_the_cells(text: str, libraries: set[str]) -> None:
    assert libraries_of([text]) == libraries
    assert libraries_of(["x = 1", text, ""]) == libraries


def test_what_a_library_needs_comes_before_it() -> None:
    assert ALL.index("numpy") < ALL.index("pandas") < ALL.index("matplotlib")


# Names are put together so that the sandbox does not see what is coming.
UNFORESEEN = "import sys; sorted({'num' + 'py', 'pan' + 'das', 'mat' + 'plotl' + 'ib'} & set(sys.modules))"


def test_a_job_finds_what_it_speaks_of_and_nothing_else(box: Sandbox) -> None:
    assert show(box, UNFORESEEN) == "[]"
    assert show(box, f"{UNFORESEEN}  # numpy") == "['numpy']"
    assert show(box, f"{UNFORESEEN}  # pandas") == "['numpy', 'pandas']"


def test_a_library_that_nobody_foresaw_draws_as_well() -> None:
    draw = "plt.bar([1], [2]);"
    cell = f"import importlib\nplt = importlib.import_module('matplotl' + 'ib.pyp' + 'lot')\n{draw}"
    with Sandbox() as fresh:
        result = fresh.run(Job((Step("cell", "1", cell),)))
    assert [sorted(output["data"]) for output in result.steps[0].outputs] == [["image/png", "text/plain"]]


def test_what_notebooks_of_the_course_show_first_is_there_before_they_run() -> None:
    """The marks of Indonesian numbers take twenty milliseconds to read: a class of a hundred waits once."""
    told = "import sys; read = sys.modules.get('babel.localedata'); bool(read and 'id' in read._cache)"
    with Sandbox() as fresh:
        assert show(fresh, told) == "False"
        assert show(fresh, f"{told}  # belajar") == "True"


def test_random_numbers_are_the_same_on_every_run(box: Sandbox) -> None:
    cell = "import numpy as np, random\n(random.random(), np.random.rand())"
    assert show(box, cell) == show(box, cell)
    with Sandbox() as other:
        assert show(other, "import pandas, matplotlib.pyplot", cell) == show(box, cell)
