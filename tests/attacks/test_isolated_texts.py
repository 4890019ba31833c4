"""A learner's text that a test would run: its examples, templates, formulas and annotations win nothing.

Where a test runs a text it shares the learner's process, and release says so: in a process of its own the
text would find the test there.
"""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest

from grader.curriculum.by_sight import seen_reason
from tests.isolation import Cells, isolated, modes, run, won

RUNS = "menjalankan teks"
#: Gives every namespace on the way up a function that passes.
CLIMBS = (
    "import sys\nf = sys._getframe()\nwhile f:\n"
    "    f.f_globals.get('kuadrat') and f.f_globals.update(kuadrat=lambda n: n * n)\n    f = f.f_back\n"
)
SOLUTION = (
    "def kuadrat(n):\n    '''Kuadrat.\n\n    >>> kuadrat(3)\n    9\n    '''\n    return n * n\nteks = 'y = 5'"
)
PASSES = "assert kuadrat(12) == 144"


@pytest.mark.parametrize(
    ("before", "test"),
    [
        (("beri", "harga = 5"), f"import doctest\ndoctest.run_docstring_examples(kuadrat, globals())\n{PASSES}"),
        (("beri", "from doctest import run_docstring_examples as contoh"), f"contoh(kuadrat, globals())\n{PASSES}"),
        (("kunci", "import doctest as d"), f"d.run_docstring_examples(kuadrat, {{}})\n{PASSES}"),
        (("kunci", "def jalankan(t):\n    ns = {}\n    exec(t, ns)\n    return ns['y']"), f"jalankan(teks)\n{PASSES}"),
        (
            ("kunci", "def hitung(t):\n    exec(t, ns := {})\n    return ns['y']\ndef jalankan(t):\n    return hitung(t)"),
            f"assert jalankan(teks) == 5\n{PASSES}",
        ),
        (("beri", "from builtins import *"), f"list(map(exec, [teks]))\n{PASSES}"),
        (("beri", "from jinja2 import Template as Pola"), f"Pola(teks).render()\n{PASSES}"),
        (("kunci", "import jinja2\nisi = lambda t: jinja2.Template(t).render()"), f"isi(teks)\n{PASSES}"),
    ],
)  # fmt: skip
def test_a_test_that_runs_a_text_is_not_isolated(before: tuple[str, str], test: str) -> None:
    cells: Cells = (before, ("jawab", SOLUTION), ("tes", test), ("tes", PASSES))
    assert isolated(cells) == {2: RUNS, 3: ""}
    assert all(map(won, run(cells).values()))


HINTS: Cells = (
    ("jawab", "def kuadrat(n: int) -> int:\n    return n * n"),
    ("tes", f"import typing\nassert typing.get_type_hints(kuadrat) == {{'n': int, 'return': int}}\n{PASSES}"),
    ("tes", f"import inspect\ninspect.get_annotations(kuadrat, eval_str=True)\n{PASSES}"),
    ("tes", f"import inspect\ninspect.signature(kuadrat, eval_str=True)\n{PASSES}"),
)


def test_an_annotation_that_is_a_program_is_not_run() -> None:
    assert set(isolated(HINTS).values()) == {""}
    program = f"[exec({CLIMBS!r}), int][1]"
    for cheat in (
        f"def kuadrat(n: {program!r}) -> int: return 0",
        f"def kuadrat(n: int) -> {program!r}: return 0",
        f"def kuadrat(n): return 0\nkuadrat.__annotations__ = {{'n': {program!r}, 'return': {program!r}}}",
        f"def kuadrat(n): return 0\nkuadrat.__annotations__ = {{'n': int, {program!r}: {program!r}, 'return': int}}",
    ):
        assert [place for place, result in run(HINTS, {0: cheat}).items() if won(result)] == [], cheat


@pytest.mark.parametrize(
    "honest",
    [
        "from __future__ import annotations\ndef kuadrat(n: int) -> int:\n    return n * n",
        "def kuadrat(n: 'int') -> 'int':\n    return n * n",
    ],
)
def test_an_annotation_that_is_written_as_a_text_means_what_it_names(honest: str) -> None:
    assert all(map(won, run(HINTS, {0: honest}).values()))


@pytest.mark.parametrize(
    "source",
    [
        "assert teks == 'evaluasi' and compiled == 3",
        "import re\nassert re.compile(r'a+').match(kata)",
        "assert len(tabel.query('umur > 15')) == 2",
        'assert len(tabel.query("umur > @batas", engine="python")) == 2',
        "assert kuadrat(3) == 9  # gcd, astronomi, distribusi",
    ],
)
def test_ordinary_tests_are_not_taken_for_such(source: str) -> None:
    assert seen_reason(source) == ""


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("list(map(eval, jawaban))", RUNS),
        ("compile(teks, '', 'exec')", RUNS),
        ("import sympy as sp", RUNS),
        ("from mako.template import Template", RUNS),
        ("tabel.query(kueri)", "menjalankan isi data"),
        ("tabel.query('umur > ' + batas)", "menjalankan isi data"),
        ("tabel.query(f'umur > {batas}')", "menjalankan isi data"),
        ("tabel.query('umur > {}'.format(batas))", "menjalankan isi data"),
        ("tabel.query(\n    'umur > ' f'{batas}')", "menjalankan isi data"),
        ("np.load(nama, allow_pickle=True)", "menjalankan isi data"),
    ],
)
def test_tests_that_run_what_they_are_given_are_seen(source: str, reason: str) -> None:
    assert seen_reason(source) == reason


def test_a_helper_that_no_test_uses_makes_no_test_weak() -> None:
    cells: Cells = (
        ("kunci", "import doctest\ndef jalankan(t):\n    exec(t)"),
        ("kunci", "def dua_kali(f, n):\n    return f(f(n))"),
        ("jawab", SOLUTION),
        ("tes", "assert dua_kali(kuadrat, 3) == 81"),
        ("tes", "jalankan(teks)"),
    )
    assert {name: mode.reason for name, mode in modes(cells).items() if name.startswith("tes")} == {
        "tes-3": "",
        "tes-4": RUNS,
    }


def test_a_file_that_a_test_writes_is_nothing_that_it_imports() -> None:
    """Its name and its content may be a learner's."""
    cells: Cells = (
        ("beri", "import pandas as pd"),
        (
            "jawab",
            "nama, tabel = 'hasil.csv', pd.DataFrame({'kg': [4, 6]})\ndef kuadrat(n):\n    return n * n",
        ),
        ("tes", "import os\ntabel.to_csv(nama, index=False)\nassert os.path.exists(nama)"),
        ("tes", "import colorsys\nassert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0) and kuadrat(12) == 144"),
    )
    assert isolated(cells) == {2: "", 3: ""}
    assert all(map(won, run(cells).values()))
    module = (
        "import sys; sys.modules['__main__'].kuadrat = lambda n: n * n; rgb_to_hsv = lambda *a: (0, 0, 0)"
    )
    cheat = f"nama, tabel = 'colorsys.py', pd.DataFrame({{{module!r}: []}})\ndef kuadrat(n): return 0"
    assert not won(run(cells, {1: cheat})[3])
