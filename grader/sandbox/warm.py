"""Libraries that are imported once, before a job's process is forked, when the job's cells speak of them.

A class of a hundred that only calculates does not wait for pandas, and forking a small process costs less.
A library that is not foreseen here works as well: the job's own process imports it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from grader.sandbox.job import Job


@dataclass(frozen=True)
class Library:
    """What to import, the words (or calls: with a bracket) that tell of its use, and what to run once so that
    no job pays for it.
    """

    module: str
    words: tuple[str, ...]
    first_use: str = ""


LIBRARIES = {
    "numpy": Library(
        "numpy",
        (
            "numpy",
            "scipy",
            "sklearn",
            "statsmodels",
            "pandas",
            "muat(",
            "peta(",
            "matplotlib",
            "pylab",
            "seaborn",
        ),
    ),
    "pandas": Library(
        "pandas",
        ("pandas", "muat(", "peta(", "seaborn"),
        """
import io
import pandas as pd
tabel = pd.read_csv(io.StringIO("desa,nilai,tanggal\\nA,1,2024-01-01\\nB,2.5,2024-02-01\\nA,,2024-03-01"))
tabel["tanggal"] = pd.to_datetime(tabel["tanggal"])
tabel.groupby("desa", as_index=False)["nilai"].sum().sort_values("nilai").merge(tabel, on="desa")
tabel.describe()
tabel.pivot_table(index="desa", values="nilai", aggfunc="mean")
display(tabel)
tabel
""",
    ),
    "matplotlib": Library(
        "matplotlib.pyplot",
        ("matplotlib", "pylab", "seaborn", "peta(", "plot", "hist", "boxplot"),
        """
import matplotlib.pyplot as plt
gambar, sumbu = plt.subplots(figsize=(2, 2))
sumbu.bar(["A", "B"], [1, 2.5]); sumbu.set_title("Judul")
sumbu.set_xlabel("desa"); sumbu.set_ylabel("nilai (Rp)")
plt.show()
plt.figure(figsize=(2, 2)); plt.plot([1, 2], [3, 4], label="a"); plt.legend(); plt.tight_layout(); plt.show()
""",
    ),
    "grader.data": Library(
        "grader.data", ("muat(", "peta("), 'from grader.data import muat\nmuat("pesanan_jenang")'
    ),
    "ipywidgets": Library("ipywidgets", ("ipywidgets", "interact")),
    "grader.belajar": Library(
        "grader.checks.observe",
        ("belajar", "periksa"),
        "from grader.learner.first_use import use_once\nuse_once()",
    ),
}
#: Run once when both are there.
TOGETHER = {
    ("pandas", "matplotlib"): """
import pandas as pd, matplotlib.pyplot as plt
tabel = pd.DataFrame({"desa": ["A", "B"], "nilai": [1, 2.5]})
tabel.plot.bar(x="desa", y="nilai", title="Judul", figsize=(2, 2)); plt.show()
""",
    ("pandas", "grader.belajar"): """
import pandas as pd
from grader.learner.tables import as_html, as_text
tabel = pd.DataFrame({"desa": ["A", "B"], "nilai": [1, 2.5], "tanggal": pd.to_datetime(["2024-01-01"] * 2)})
as_html(tabel), as_text(tabel), as_html(tabel.groupby("desa")[["nilai"]].median())
""",
}
#: What values may hold that come from the learner's side, whether the tests name it or not.
DATA = frozenset({"numpy", "pandas"})
#: In the order in which they are imported.
ALL = tuple(LIBRARIES)


def is_there(name: str) -> bool:
    """Whether this process has imported one of LIBRARIES."""
    return LIBRARIES[name].module in sys.modules


def libraries_of(texts: Iterable[str]) -> frozenset[str]:
    """The names of LIBRARIES that these cells or notebooks speak of; a word in a comment counts too."""
    text = "\n".join(texts)
    return frozenset(name for name in ALL if _words(name).search(text))


def of_job(job: Job) -> frozenset[str]:
    """What a job's cells speak of, and what it takes to look at the learner's names."""
    found = libraries_of(step.source for step in job.steps)
    return found | {"grader.belajar"} if job.observes else found


def of_tests(job: Job) -> frozenset[str]:
    """What its isolated steps speak of; values of libraries of DATA come from the learner's cells."""
    isolated = [(step.source, step.isolated) for step in job.steps if step.isolated is not None]
    given = (" ".join([*told.get("imports", {}).values(), *told.get("stars", ())]) for _, told in isolated)
    own = libraries_of([*(source for source, _ in isolated), *given])
    return own | (libraries_of(step.source for step in job.steps) & DATA)


@lru_cache(maxsize=len(ALL))
def _words(name: str) -> re.Pattern[str]:
    each = (re.escape(word) if word.endswith("(") else rf"{word}\b" for word in LIBRARIES[name].words)
    return re.compile(rf"\b(?:{'|'.join(each)})")
