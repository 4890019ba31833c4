"""A file or a module that is not there, or a name that a module has not."""

from __future__ import annotations

import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import FRONT_DOOR, Scene
from grader.learner.errors.spelling import closest

RECOGNISERS = Recognisers()


@RECOGNISERS.of(FileNotFoundError, speaks=["open('tidak_ada_di_sini.csv')"])
def no_such_file(error: FileNotFoundError, scene: Scene) -> Explanation | None:
    path = str(error.filename or (re.findall(r"'([^']+)'", str(error)) or [""])[0])
    near = closest(re.split(r"[\\/]", path)[-1], scene.files)
    todo = (
        f"Berkas yang mirip: `{near}`. Samakan namanya, termasuk akhiran seperti `.csv`."
        if near
        else "Periksa nama dan foldernya di daftar berkas di sisi kiri. "
        "Untuk data pelajaran, pakai `muat(...)`."
    )
    return Explanation(f"Berkas `{path}` tidak ditemukan.", todo)


@RECOGNISERS.of(
    ImportError, speaks=["import pndas", "import grader.belajar.muat"], silent=["from math import akar"]
)
def no_such_module(error: ImportError, scene: Scene) -> Explanation | None:
    if error.name and not isinstance(error, ModuleNotFoundError):
        return None
    wanted = (error.name or "").rpartition(".")[2]
    if (error.name or "").startswith("grader.belajar") and wanted in FRONT_DOOR:
        return Explanation(
            f"`{wanted}` bukan modul tersendiri.", f"Tulis: `from grader.belajar import {wanted}`."
        )
    return Explanation(
        f"Modul `{error.name or 'itu'}` tidak ada di laptop ini.",
        "Periksa ejaannya. Semua untuk kursus ini sudah terpasang: salin baris `import` dari pelajaran.",
    )


@RECOGNISERS.of(
    ImportError,
    speaks=["from math import akar", "from grader.belajar import rupih", "from grader import muat"],
)
def no_such_name_in_module(error: ImportError, scene: Scene) -> Explanation | None:
    listed = re.findall(r"import name '(\w+)'", str(error)) or ["itu"]
    wanted = getattr(error, "name_from", None) or listed[0]
    if wanted in FRONT_DOOR and error.name == "grader":
        return Explanation(
            f"Nama `{wanted}` tidak ada langsung di dalam `grader`.",
            f"Tulis: `from grader.belajar import {wanted}`.",
        )
    near = closest(wanted, FRONT_DOOR) if (error.name or "").startswith("grader") else None
    return Explanation(
        f"Nama `{wanted}` tidak ada di dalam `{error.name}`.",
        f"Mungkin maksudmu `{near}`. Betulkan ejaannya." if near else "Periksa ejaannya di baris `import`.",
    )
