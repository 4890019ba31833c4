"""What no learner may find in a kit, told from the sources alone, and the search for it in all bytes."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.checks.build import calls_of
from grader.curriculum.declared import declared
from grader.knowledge_test import bank
from grader.notebooks.cells import solution_of, source_text, tags, without_solution
from grader.notebooks.check_calls import as_trainee_sees

SHORTEST = 16  # characters; what is shorter stands in half of all programs
TRAINERS = "pelatih"


def secrets_of(root: Path) -> dict[str, str]:
    """Each secret text and where it comes from. What lessons and exercises show anyway is none."""
    found: dict[str, str] = {}
    shown: list[str] = []
    for path in sorted([*(root / "lessons").rglob("*.ipynb"), *(root / "exercises").rglob("*.ipynb")]):
        notebook = json.loads(path.read_text("utf-8"))
        shown += _shown(notebook)
        found |= dict.fromkeys(_of_cells(notebook), path.name)
        found |= dict.fromkeys(_of_declarations(notebook), path.name)
    guide = (root / "lessons" / "panduan-pelatih.md").read_text("utf-8").splitlines()
    found |= dict.fromkeys(guide, "panduan-pelatih.md")
    for sheet in (bank.sheet(track, form) for track in bank.BLOCKS for form in bank.FORMS):
        found |= {name: "butir.toml" for item in sheet for name in item.misconceptions.values()}
    public = "\n".join([*shown, (root / "lessons" / "silabus.md").read_text("utf-8")])
    return {text.strip(): where for text, where in found.items() if is_secret(text.strip(), public)}


def is_secret(text: str, public: str) -> bool:
    """Long enough to be told from chance, and not to be read anyway."""
    return len(text) >= SHORTEST and text not in public


def _shown(notebook: dict[str, Any]) -> Iterator[str]:
    """The texts of cells, and the hints and examples that `periksa` gives to everybody in the end."""
    for question in declared(notebook):
        yield from (*question.spec.hints, question.spec.example)
    for cell in notebook["cells"]:
        if TRAINERS not in tags(cell):
            yield as_trainee_sees(without_solution(source_text(cell)))


def _of_cells(notebook: dict[str, Any]) -> Iterator[str]:
    """Lines of solutions and of trainers' notes."""
    for cell in notebook["cells"]:
        if TRAINERS in tags(cell):
            yield from source_text(cell).splitlines()
        yield from (solution_of(source_text(cell)) or "").splitlines()


def _of_declarations(notebook: dict[str, Any]) -> Iterator[str]:
    """Misconceptions, hidden calls, and keys that are a text."""
    for question in declared(notebook):
        spec = question.spec
        yield from (text for pair in spec.misconceptions.items() for text in pair)
        yield from set(calls_of(spec, hidden=True)) - set(calls_of(spec, hidden=False))
        if isinstance(spec.answer, str):
            yield spec.answer


def leaks(data: bytes, secrets: dict[str, str]) -> list[str]:
    """The secrets that stand in these bytes: as they are, as in JSON, as in HTML; in zips too."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [leak for name in archive.namelist() for leak in leaks(archive.read(name), secrets)]
    text = data.decode("utf-8", "replace")
    forms = [text, html.unescape(text)]
    if "\\" in text:
        forms.append(re.sub(r'\\(["\\/])', r"\1", text))
    return [secret for secret in secrets if any(secret in form for form in forms)]
