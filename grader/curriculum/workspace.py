"""The trainee's workspace: lessons without trainer notes, released exercises, datasets, room for their own
files.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from grader.common.checkout import refuse_checkout
from grader.common.errors import SinauError
from grader.common.layout import KEYS, STATE, Layout, is_current, lay_out
from grader.curriculum.generate import exercise_folders, release
from grader.curriculum.model import Course
from grader.curriculum.processes import Advance, all_of
from grader.curriculum.release import release_notebook
from grader.curriculum.road import road_of, with_links
from grader.learner.road import FILE as ROAD_FILE
from grader.learner.road import dumps as road_text
from grader.notebooks.cells import source_text, tags
from grader.notebooks.normal_form import dumps, read_notebook

#: What is laid out, by folder of the repository; anything else there (generators, sources of tests) stays at
#: home.
DATA_SUFFIXES = {".csv", ".json", ".geojson", ".jpg", ".md"}


def lay_out_workspace(root: Path, target: Path, advance: Advance = lambda done, total: None) -> Layout:
    """Lay out or update a workspace from the repository `root`; `advance` is told how far it is.

    Instant when nothing changed. Raises SinauError for a target that cannot be written, or lies in a checkout
    (a trainee must not work beside the solutions).
    """
    target = target.expanduser().absolute()
    if target.is_file():
        raise SinauError(f"{target} adalah berkas, bukan folder; pilih nama folder lain.")
    refuse_checkout(target, "~/sinau-desa")
    state, stamp = target / STATE, content_stamp(root)
    if is_current(target, state, stamp):
        return Layout()
    return lay_out(workspace_files(root, advance), target, state, stamp)


def workspace_files(root: Path, advance: Advance = lambda done, total: None) -> dict[str, bytes]:
    """What is laid out: POSIX relative names and contents. Raises SinauError for an author's error."""
    return _with_road(root, {**_released(root, advance), **_data(root), **_own_room(root), **_pages(root)})


#: The rooms whose code decides what a workspace holds.
_COMPILERS = ("grader/checks", "grader/curriculum", "grader/learner", "grader/notebooks")


def content_stamp(root: Path) -> str:
    """A digest of everything a workspace is made from, the code that compiles it included."""
    total = hashlib.sha256()
    for folder in ("lessons", "exercises", "datasets", *_COMPILERS):
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and KEYS not in file.parts:
                total.update(file.relative_to(root).as_posix().encode() + b"\0")
                total.update(file.read_bytes())
    return total.hexdigest()


def _with_road(root: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the road through them: its own file, and links in each notebook."""
    road = road_of(Course.load(root), files)
    linked = {
        step.path: dumps(with_links(json.loads(files[step.path]), step.path, road)).encode() for step in road
    }
    return {**files, **linked, ROAD_FILE.as_posix(): road_text(road).encode()}


def released_lesson(path: Path) -> tuple[bytes, bytes | None]:
    """A lesson as trainees get it and the text of its key file (None where it asks nothing)."""
    notebook = read_notebook(path)
    notebook["cells"] = [_for_trainee(c) for c in notebook["cells"] if "pelatih" not in tags(c)]
    try:
        keys = release_notebook(path.stem, notebook, {})
    except SinauError as problem:
        raise SinauError(f"{path}: {problem}") from None
    return dumps(notebook).encode(), keys.encode() if keys is not None else None


def _released(root: Path, advance: Advance) -> dict[str, bytes]:
    """Every exercise and lesson as trainees get it."""
    notebooks = sorted((root / "lessons").rglob("*.ipynb"))
    lessons = [path for path in notebooks if ".ipynb_checkpoints" not in path.parts]
    pieces = [partial(_exercise, folder) for folder in exercise_folders(root / "exercises")]
    pieces += [partial(_lesson, root / "lessons", path) for path in lessons]
    return {name: data for files in all_of(pieces, advance) for name, data in files.items()}


def _exercise(folder: Path) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as target:
        release(folder, Path(target))
        return {
            f"latihan/{file.relative_to(target).as_posix()}": file.read_bytes()
            for file in sorted(Path(target).rglob("*"))
            if file.is_file()
        }


def _lesson(lessons: Path, path: Path) -> dict[str, bytes]:
    name = f"pelajaran/{path.relative_to(lessons).as_posix()}"
    notebook, keys = released_lesson(path)
    beside = f"{Path(name).parent.as_posix()}/{KEYS}/{path.stem}.json"
    return {name: notebook} | ({beside: keys} if keys is not None else {})


def _pages(root: Path) -> dict[str, bytes]:
    """What is read beside the notebooks."""
    return {
        f"pelajaran/{path.relative_to(root / 'lessons').as_posix()}": path.read_bytes()
        for path in sorted((root / "lessons").rglob("*"))
        if path.suffix in {".md", ".png", ".svg"} and path.stem not in NOT_FOR_TRAINEES
    }


#: Pages and pictures under lessons/ that are for trainers, authors and the README.
NOT_FOR_TRAINEES = {"panduan-pelatih", "menulis-pelajaran", "satu-laptop", "banyak-kelas", "sinau-desa"}


def _data(root: Path) -> dict[str, bytes]:
    data = root / "datasets"
    return {
        f"data/{file.relative_to(data).as_posix()}": file.read_bytes()
        for file in sorted((*data.glob("*"), *data.glob("templates/*")))
        if file.suffix in DATA_SUFFIXES
    }


def _own_room(root: Path) -> dict[str, bytes]:
    templates = sorted((root / "datasets" / "templates").glob("*"))
    about_own = (
        "Taruh datamu sendiri di sini. Salin salah satu berkas contoh, ganti isinya, simpan sebagai CSV.\n"
    )
    about_hand_in = "Berkas hasil kumpulkan() masuk ke folder ini. Kirim berkas itu kepada pelatihmu.\n"
    return {
        "data-saya/BACA-DULU.txt": about_own.encode(),
        "kumpul/BACA-DULU.txt": about_hand_in.encode(),
        **{f"data-saya/{file.name}": file.read_bytes() for file in templates if file.suffix == ".csv"},
    }


def _for_trainee(cell: dict[str, Any]) -> dict[str, Any]:
    """Links lead to where things stand in a workspace."""
    if cell["cell_type"] != "markdown":
        return cell
    text = (
        source_text(cell)
        .replace("](../../exercises/", "](../../latihan/")
        .replace("](../../lessons/", "](../../pelajaran/")
    )
    return cell | {"source": text}
