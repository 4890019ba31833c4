"""The front door: one import, `____` everywhere, nothing slow, nothing of the trainee's overwritten."""

from __future__ import annotations

import subprocess
import sys

import grader.belajar as belajar


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_the_import_leaves_the_heavy_libraries_for_later() -> None:
    heavy = "'pandas', 'matplotlib', 'babel', 'nbgrader', 'jsonschema', 'pydantic'"
    wanted = "from grader.belajar import muat, periksa, peta, rupiah, tempel"
    assert python(f"{wanted}\nimport sys; print([m for m in ({heavy},) if m in sys.modules])") == "[]"


def test_the_blank_is_known_after_importing_one_name_and_survives_a_wildcard() -> None:
    assert python("from grader.belajar import rupiah\nhpp = ____\nprint(hpp / 40)") == "____"
    assert python("____ = 3\nfrom grader.belajar import *\nprint(____)") == "____"


def test_a_wildcard_brings_only_the_course_functions() -> None:
    names = python(
        "before = set(dir())\nfrom grader.belajar import *\nprint(*sorted(set(dir()) - before - {'before'}))"
    )
    assert set(names.split()) == set(belajar.__all__)


def test_charts_get_the_course_style_though_matplotlib_comes_later() -> None:
    code = "import grader.belajar, matplotlib as m; print(m.rcParams['axes.titlelocation'])"
    assert python(code) == "left"
