"""Make one page or all of them: side by side in warm processes, and only those that are not there yet."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError
from grader.common.process_pool import process_pool
from grader.data.catalog import DESCRIPTOR, find_data_folder
from grader.data.own_file import find_own_file
from grader.learner import style
from grader.profil.page import STAMP, render
from grader.profil.villages import Village

NOTEBOOK = Path(__file__).with_name("profil.ipynb")
PRELOADED = ["IPython.core.interactiveshell", "papermill", "pandas", "matplotlib.pyplot", "babel.numbers"]
PRELOADED += ["grader.profil.engine", "grader.profil.sections", "jinja2", "markdown_it", __name__]
MARK = re.compile(re.escape(STAMP).replace(r"\{stamp\}", r"(\w+)"))

Parameters = Mapping[str, Any]


@dataclass
class Made:
    """What came of a run: pages written, pages that were current already, and one sentence per failure."""

    written: list[Path] = field(default_factory=list)
    current: int = 0
    problems: dict[str, str] = field(default_factory=dict)


def page_path(folder: Path, village: Village) -> Path:
    """Where the page of a village lies; the code tells twins apart, the name is for people."""
    name = re.sub(r"[^a-z0-9]+", "-", village.name.casefold()).strip("-")
    return folder / f"{village.code}-{name}.html"


def make_pages(
    wanted: Iterable[Village],
    folder: Path,
    parameters: Parameters,
    workers: int | None = None,
    again: bool = False,
    apart: bool = False,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Made:
    """Make the pages that are missing or were made from something else, ``again`` all of them.

    A page that cannot be made is told by a sentence and the others go on. ``apart`` runs even a single one in
    a process of its own, for a caller whose names must not be touched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    style.install()  # before matplotlib is imported in the process that forks the others
    made, stamp = Made(), stamp_of(parameters)
    todo = []
    for village in wanted:
        if not again and _is_current(page_path(folder, village), stamp):
            made.current += 1
        else:
            todo.append(village)
    count = min(workers or os.cpu_count() or 1, max(len(todo), 1))
    results: Iterable[tuple[Village, str | None]]
    if count == 1 and not apart:
        results = ((village, _make_safely(village, folder, parameters, stamp)) for village in todo)
    else:
        results = _side_by_side(todo, folder, parameters, stamp, count)
    for done, (village, problem) in enumerate(results, 1):
        if problem is None:
            made.written.append(page_path(folder, village))
        else:
            made.problems[village.code] = f"{village.full_name} ({village.code}): {problem}"
        advance(done, len(todo))
    made.written.sort()
    return made


def _side_by_side(
    todo: list[Village], folder: Path, parameters: Parameters, stamp: str, count: int
) -> Iterable[tuple[Village, str | None]]:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(PRELOADED)
    with process_pool(count, mp_context=context) as pool:
        waiting = {pool.submit(_make_safely, v, folder, parameters, stamp): v for v in todo}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _make_safely(village: Village, folder: Path, parameters: Parameters, stamp: str) -> str | None:
    """Make one page; the sentence that says why it could not be made, None where it was."""
    try:
        write_page(village, folder, parameters, stamp)
    except SinauError as problem:
        return str(problem)
    return None


def write_page(village: Village, folder: Path, parameters: Parameters, stamp: str) -> Path:
    """Run the notebook for one village and write its page; raises SinauError with one sentence."""
    notebook = run_notebook({**parameters, "kode": village.code})
    path = page_path(folder, village)
    draft = path.with_suffix(".baru")
    draft.write_text(render(notebook, f"Profil {village.full_name}", stamp), encoding="utf-8")
    draft.replace(path)  # a page that is interrupted is never half a page
    return path


def run_notebook(parameters: Parameters, engine: str | None = None, output: Path | None = None) -> Any:
    """Execute the parameterised notebook with papermill; raises SinauError where a cell fails."""
    import matplotlib as mpl
    from papermill import PapermillExecutionError, execute_notebook

    from grader.profil.engine import register

    mpl.use("agg")
    try:
        return execute_notebook(
            str(NOTEBOOK),
            None if output is None else str(output),
            parameters=dict(parameters),
            engine_name=register() if engine is None else engine,
            kernel_name="python3",
            language="python",
            progress_bar=False,
        )
    except PapermillExecutionError as error:
        said = str(error.evalue)
        raise SinauError(said if error.ename == "SinauError" else f"{error.ename}: {said}") from None


def stamp_of(parameters: Parameters) -> str:
    """A digest of all that a page is made from: code, data, parameters, the trainee's own file."""
    total = hashlib.sha256(json.dumps(dict(parameters), sort_keys=True).encode())
    package = Path(__file__).parent
    own = parameters.get("data_saya")
    files = sorted([*package.rglob("*.py"), *package.rglob("*.ipynb"), *package.rglob("*.j2")])
    files.append(find_data_folder(Path.cwd()) / DESCRIPTOR)
    for file in [*files, *([find_own_file(own, Path.cwd())] if own else [])]:
        total.update(file.read_bytes())
    return total.hexdigest()[:24]


def _is_current(path: Path, stamp: str) -> bool:
    try:
        with path.open(encoding="utf-8") as page:
            found = MARK.search(page.read(600))
    except OSError:
        return False
    return found is not None and found[1] == stamp
