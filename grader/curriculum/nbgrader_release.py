"""Release through nbgrader's own `generate_assignment`: one preprocessor and its configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveCells
from traitlets import Bool

from grader.common.layout import KEYS
from grader.curriculum.release import release_notebook


class CompileChecks(NbGraderPreprocessor):  # type: ignore[misc]
    """Shorten `periksa(...)` declarations and write the key file beside the released notebook."""

    keep_in_source = Bool(
        True, help="Also keep the key file beside the source, from where nbgrader copies it when it grades."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        folder = Path(resources["metadata"]["path"] or ".")
        name = resources["nbgrader"]["notebook"]
        keys = release_notebook(name, nb, data_files(folder))
        if keys is not None:
            entry = f"{KEYS}/{name}.json"
            resources.setdefault("outputs", {})[entry] = keys.encode()
            if self.keep_in_source:
                (folder / KEYS).mkdir(exist_ok=True)
                (folder / entry).write_bytes(keys.encode())
        return nb, resources


def data_files(folder: Path) -> dict[str, bytes]:
    """The files beside a notebook that its cells may read: not keys, nothing hidden."""
    found = {file.relative_to(folder): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return {
        name.as_posix(): file.read_bytes()
        for name, file in found.items()
        if not any(part.startswith(".") for part in name.parts)
    }


def with_checks(preprocessors: list[Any]) -> list[Any]:
    """The release preprocessors with CompileChecks first, unless it is there."""
    names = [p if isinstance(p, str) else p.__name__ for p in preprocessors]
    return (
        preprocessors if any(n.endswith("CompileChecks") for n in names) else [CompileChecks, *preprocessors]
    )


def without_database(preprocessors: list[Any]) -> list[Any]:
    """The release preprocessors without the one that writes to the gradebook."""
    return [p for p in preprocessors if p is not SaveCells]
