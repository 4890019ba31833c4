"""The recipe "add a kind of answer", followed literally: one module, one line, and this test of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import grader
from grader.checks.messages import SLIPS

MODULE = '''
"""Times of day."""

import datetime
from collections.abc import Iterable, Mapping

from grader.checks.kinds.base import Kind
from grader.checks.observation import Observation
from grader.checks.spec import Json


class TimeSeen(Observation):
    minutes: int


class Clock(Kind):
    name = "clock"
    types = frozenset({"time"})
    wanted, noun = "sebuah jam", "jam"
    equivalents = ("{0}.replace(second=0)",)

    def recognise(self, value: object, request: Mapping[str, Json]) -> TimeSeen | None:
        if not isinstance(value, datetime.time):
            return None
        return {"type": "time", "minutes": value.hour * 60 + value.minute}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        return {"jam": str(seen["minutes"])} if seen["type"] == "time" else {}

    def show(self, seen: Observation) -> str:
        return f"pukul {seen['minutes'] // 60}.{seen['minutes'] % 60:02d}"
'''
LINE = "from grader.checks.kinds.clock import Clock\n"

TRIAL = """
import json, sys
from pathlib import Path
import course_builder as made
from grader.audit.laboratory import Laboratory
from grader.audit.mutants import equivalents
from grader.checks.kinds import KINDS
from grader.curriculum.release import release_notebook
from grader.learner import keyfile
from grader.checks.evaluate import evaluate
from grader.checks.observe import observe
from grader.learner.panel import verdict_html
from grader.sandbox.client import Sandbox
from grader.checks.spec import Cell
from grader.notebooks.written import written_in
import datetime

root = Path(sys.argv[1])
check = 'periksa("buka", petunjuk=["Baca jamnya."], keliru={"datetime.time(9, 0)": "Itu jam tutup."})'
cells = [
    made.code("persiapan", "import datetime\\nfrom grader.belajar import kumpulkan, periksa"),
    made.graded(
        "jawab-1-buka",
        "buka = ____\\n### BEGIN SOLUTION\\nbuka = datetime.time(7, 30)\\n### END SOLUTION",
        answer=True,
    ),
    made.graded("soal-1-buka", check, points=10, objective=1),
]
notebook = {**made.exercise(), "cells": cells}
made.lay_down(root, notebook)
path = root / "exercises/1-01-mulai/1-01-mulai.ipynb"

def said(verdict):
    return [str(verdict.outcome), verdict.score, verdict.saw, verdict.message]

with Sandbox(wall=False) as sandbox:
    lab = Laboratory.of(path, sandbox)
    times = [f"datetime.time({t})" for t in ("7, 30", "9, 0", "8, 0")]
    answers = [*times, "'7.30'", "730", "[7, 30]", "len", "____"]
    graded = {a: said(lab.grade_answer("soal-1-buka", f"buka = {a}")) for a in answers}
    solution = "buka = datetime.time(7, 30)"
    same = list(equivalents(solution, "buka", KINDS["clock"].equivalents))
    accepted = {m.what: lab.grade_answer("soal-1-buka", m.source).score for m in same}

released = json.loads(json.dumps(notebook))
folder = root / "rilis"
(folder / ".kunci").mkdir(parents=True)
(folder / ".kunci/1-01-mulai.json").write_text(release_notebook("1-01-mulai", released, {}))
question = keyfile.find("buka", folder, None)
for answer in (*times, "'7.30'"):
    value = eval(answer)
    cell = Cell(written=written_in(f"buka = {answer}"))
    seen = observe({"buka": value}, question.check.request())
    verdict = evaluate(question.check, question.lock, seen, cell)
    assert said(verdict)[2:] == graded[answer][2:], (said(verdict), graded[answer])
    assert verdict_html(verdict)
print(json.dumps({"graded": graded, "accepted": accepted}))
"""


def test_one_module_and_one_line_make_a_kind(tmp_path: Path) -> None:
    package = tmp_path / "grader"
    skip = shutil.ignore_patterns("__pycache__", "languagepack", "start")
    shutil.copytree(Path(grader.__file__).parent, package, ignore=skip)
    (package / "checks/kinds/clock.py").write_text(MODULE, encoding="utf-8")
    registry = package / "checks/kinds/__init__.py"
    text = registry.read_text(encoding="utf-8").replace("    Date(),\n", "    Date(),\n    Clock(),\n")
    registry.write_text(text.replace("from grader.checks.kinds.date", LINE + "from grader.checks.kinds.date"))
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parent)])
    run = subprocess.run(
        [sys.executable, "-c", TRIAL, str(tmp_path / "kursus")],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    seen = json.loads(run.stdout)
    right, slip, wrong = (seen["graded"][f"datetime.time({t})"] for t in ("7, 30", "9, 0", "8, 0"))
    assert right == ["benar", 10.0, "Jawabanmu pukul 7.30.", "Jawabanmu sesuai."]
    assert slip == ["belum tepat", 0.0, "Jawabanmu pukul 9.00.", "Itu jam tutup."]
    assert wrong[1:] == [
        0.0,
        "Jawabanmu pukul 8.00.",
        "Periksa bagian dengan angka 8: soal ini dapat dijawab tanpa itu.",
    ]
    assert seen["graded"]["len"][3] == SLIPS["function-not-called"]
    for answer, word in (("'7.30'", "teks"), ("730", "angka"), ("[7, 30]", "daftar")):
        assert seen["graded"][answer][3] == f"Yang diminta sebuah jam, sedangkan `buka` berisi {word}."
    assert seen["graded"]["____"][0] == "belum dikerjakan"
    assert set(seen["accepted"].values()) == {10.0}
    assert "buka.replace(second=0)" in seen["accepted"]
