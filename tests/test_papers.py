"""What ARCHITECTURE.md draws and what the papers name is what the code is."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from grader.common.checkout import content_root

ROOT = content_root()
#: Rooms that are drawn as one, or under a shorter name.
DRAWN = {"demo": "cli", "bench": "cli", "warm_kernel": "warm"}
PAPERS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "grader/PENILAIAN.md")
OURS = {path.name for place in (ROOT, ROOT / "grader") for path in place.iterdir() if path.is_dir()}


def imports() -> dict[str, set[str]]:
    """Room → rooms that it imports, as they are drawn."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in (ROOT / "grader").rglob("*.py"):
        room = file.relative_to(ROOT / "grader").parts[0].removesuffix(".py")
        for name in imported(ast.parse(file.read_text("utf-8"))):
            other = name.split(".")[1]
            found[DRAWN.get(room, room)].add(DRAWN.get(other, other))
    return {room: others - {room} for room, others in found.items() if room != "__init__"}


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("grader."):
            yield str(node.module)
        elif isinstance(node, ast.ImportFrom) and node.module == "grader":
            yield from (f"grader.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("grader."))


def reached(arrows: Mapping[str, set[str]], room: str, without: str) -> set[str]:
    """What a room imports in the end, but for one arrow of its own."""
    found: set[str] = set()
    waiting = arrows.get(room, set()) - {without}
    while waiting:
        found |= waiting
        waiting = {far for near in waiting for far in arrows.get(near, set())} - found
    return found


def test_the_drawing_is_what_the_rooms_import() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    drawing = text.partition("```mermaid")[2].partition("```")[0]
    drawn = set(re.findall(r"(\w+)(?:\[[^\]]*\])? --> (\w+)", drawing))
    real = imports()
    needed = {(room, to) for room in real for to in real[room] if to not in reached(real, room, to)}
    assert drawn == needed


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_that_a_paper_names_is_there(paper: str) -> None:
    text = (ROOT / paper).read_text("utf-8")
    linked = [path for path in re.findall(r"\]\(([^)#]+)", text) if not path.startswith("http")]
    assert [path for path in linked if not (ROOT / Path(paper).parent / path).exists()] == []
    named = [path for path in re.findall(r"`([\w.*-]+/[\w./*-]*)`", text) if path.partition("/")[0] in OURS]
    assert [path for path in named if not is_there(path)] == []


def is_there(path: str) -> bool:
    """Whether a path, or a module's without its ending and perhaps with a name in it, is in the checkout."""
    module, _, name = path.rpartition(".")
    for place in (ROOT, ROOT / "grader"):
        if any(place.glob(path.rstrip("/"))) or (place / f"{path}.py").is_file():
            return True
        if name and (place / f"{module}.py").is_file():
            return name in (place / f"{module}.py").read_text("utf-8")
    return False
