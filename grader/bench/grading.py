"""How fast the grader is, in ratios from one run, with stock nbgrader beside it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.bench.machine import machine
from grader.classroom.make import make_course
from grader.classroom.release import release_course
from grader.common.checkout import content_root
from grader.notebooks.build import code_cell, marks_of, notebook

Say = Callable[[str], None]
EXERCISE = "2-02-harga"
TABLE = "1-05-ringkas"
DRAWING = "1-06-grafik"
ASSERTS = "dua-puluh-assert"
CLASS = 100
WORKERS = 2


@dataclass(frozen=True)
class Measured:
    """One grading run in a fresh process: wall and processor seconds (all processes), the coordinator's peak,
    stages.
    """

    seconds: float
    cpu: float
    memory_mib: float
    stages: Mapping[str, float]


def bench_grading(large: int, stock: int, say: Say) -> None:
    """Measure grading and print it; takes some minutes."""
    say(machine())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for exercise in (EXERCISE, TABLE, DRAWING, ASSERTS):
            _one_exercise(place / exercise, exercise, stock, say)
        _large_class(place / "besar", large, say)


def _one_exercise(place: Path, exercise: str, stock: int, say: Say) -> None:
    course = place / "kelas"
    notebooks = new_course(course, exercise)
    submit(course, exercise, notebooks, 1)
    one = grade(course, WORKERS)
    submit(course, exercise, notebooks, CLASS)
    many = grade(course, WORKERS)
    say(f"\n{exercise}: {CLASS} kiriman, {WORKERS} pekerja")
    say(f"  sinau grade             {many.seconds:8.2f} detik   ({CLASS / many.seconds:.1f} tiap detik)")
    per_submission = (many.cpu - one.cpu) / (CLASS - 1)
    bare = bare_cpu(notebooks[0])
    say(f"  prosesor per kiriman    {per_submission * 1e3:8.1f} ms")
    say(f"  sel yang sama, telanjang{bare * 1e3:8.1f} ms       rasio {per_submission / bare:.2f} (batas 2)")
    for stage, seconds in sorted(many.stages.items(), key=lambda item: -item[1]):
        say(f"    {stage:22}{seconds / CLASS * 1e3:8.1f} ms per kiriman")
    first, some = stock_autograde(place / "stok", exercise, notebooks, 1), 0.0
    some = stock_autograde(place / "stok", exercise, notebooks, stock)
    slope = (some - first) / (stock - 1)
    scaled = first + slope * (CLASS - 1)
    say(
        f"  nbgrader autograde      {scaled:8.1f} detik   "
        f"(diukur {stock} kiriman, {slope:.2f} detik tiap kiriman)"
    )
    say(f"  → {scaled / many.seconds:.0f} kali lebih cepat (batas 60)")


def _large_class(place: Path, large: int, say: Say) -> None:
    notebooks = new_course(place, EXERCISE)
    submit(place, EXERCISE, notebooks, CLASS)
    small = grade(place, WORKERS)
    submit(place, EXERCISE, notebooks, large)
    big = grade(place, WORKERS)
    rate = (large / big.seconds) / (CLASS / small.seconds)
    say(f"\n{large} kiriman: {big.seconds:.1f} detik, {large / big.seconds:.1f} kiriman per detik")
    say(
        f"  laju terhadap {CLASS} kiriman: {rate:.2f} (batas 0,9); "
        f"memori koordinator {big.memory_mib:.0f} MB (batas 500)"
    )


def grade(course: Path, workers: int) -> Measured:
    """Grade everything in ``course`` anew, in a fresh process, and measure it."""
    shutil.rmtree(course / "autograded", ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-m", "grader.bench.grading", str(course), str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = json.loads(done.stdout.splitlines()[-1])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(seconds, cpu, told["memory_mib"], told["stages"])


def stock_autograde(place: Path, exercise: str, notebooks: list[bytes], count: int) -> float:
    """Seconds that plain `nbgrader autograde` needs for ``count`` submissions of the exercise."""
    shutil.rmtree(place, ignore_errors=True)
    new_course(place, exercise)
    # Released by us, graded by stock nbgrader: our configuration would send it through our sandbox.
    (place / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    submit(place, exercise, notebooks, count)
    program = Path(sys.executable).parent / "nbgrader"
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    started = time.perf_counter()
    command = [str(program), "autograde", exercise]
    subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def bare_cpu(submitted: bytes) -> float:
    """Processor seconds of a notebook's cells alone, in one warm IPython shell, the median of 40 runs."""
    code = (
        "import json, statistics, sys, time\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "import pandas, matplotlib.pyplot, grader.belajar\n"
        "cells = json.load(sys.stdin)\n"
        "shell = InteractiveShell.instance()\n"
        "spent = []\n"
        "for _ in range(40):\n"
        "    shell.reset(new_session=False)\n"
        "    before = time.process_time()\n"
        "    for cell in cells:\n"
        "        shell.run_cell(cell)\n"
        "    spent.append(time.process_time() - before)\n"
        "sys.stderr.write(str(statistics.median(spent)))\n"
    )
    cells = ["".join(c["source"]) for c in json.loads(submitted)["cells"] if c["cell_type"] == "code"]
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(cells).encode(),
            capture_output=True,
            check=True,
            cwd=empty,
        )
    return float(done.stderr.split()[-1])


def new_course(course: Path, exercise: str) -> list[bytes]:
    """A course with this exercise released; a full and an untouched submission of it."""
    if exercise == ASSERTS:
        (course / "source" / ASSERTS).mkdir(parents=True)
        source = json.dumps(_asserts()).encode()
        (course / "source" / ASSERTS / f"{ASSERTS}.ipynb").write_bytes(source)
    else:
        make_course(content_root(), course, None)
        for other in (course / "source").iterdir():
            if other.name != exercise:
                shutil.rmtree(other)
        source = (course / "source" / exercise / f"{exercise}.ipynb").read_bytes()
    released = release_course(course, exercise) / f"{exercise}.ipynb"
    return [_answered(json.loads(released.read_bytes()), json.loads(source)), released.read_bytes()]


def _answered(released: dict[str, Any], source: dict[str, Any]) -> bytes:
    """The released notebook with the source's solutions: what a good trainee hands in."""
    for cell, original in zip(released["cells"], source["cells"], strict=True):
        if original["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = original["source"]
    return json.dumps(released).encode()


def submit(course: Path, exercise: str, notebooks: list[bytes], count: int) -> None:
    """``count`` submissions, three full ones to each untouched one."""
    for number in range(count):
        folder = course / "submitted" / f"P{number:05d}" / exercise
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{exercise}.ipynb").write_bytes(notebooks[number % 4 == 3])


def _asserts() -> dict[str, Any]:
    """An ordinary nbgrader exercise: a function over a table, twenty asserts in four locked cells."""
    solution = (
        "import pandas as pd\n\n\ndef omzet(tabel):\n    ### BEGIN SOLUTION\n"
        '    return (tabel["harga"] * tabel["pak"]).sum()\n    ### END SOLUTION'
    )
    cells = [code_cell(solution, "jawab", nbgrader=marks_of("jawab", solution=True))]
    for number in range(4):
        lines = ["import pandas as pd"]
        lines += [
            f"assert omzet(pd.DataFrame({{'harga': [{p}], 'pak': [{number + 1}]}})) == {p * (number + 1)}"
            for p in range(10, 15)
        ]
        name = f"tes-{number}"
        cells.append(code_cell("\n".join(lines), name, nbgrader=marks_of(name, points=5)))
    return notebook(cells)


def _main(course: str, workers: str) -> None:
    """Grade in this process, as `sinau grade` does, and print what it took, for the process that measures."""
    from grader.common.garbage import be_quick
    from grader.grading.options import GradingOptions
    from grader.grading.pipeline import grade_class

    be_quick()
    summary = grade_class(
        Path(course), None, GradingOptions(force=True, workers=int(workers)), lambda done, total: None
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"memory_mib": peak, "stages": dict(summary.stages)}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
