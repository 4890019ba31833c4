"""From the bytes somebody handed in to cells that may be run: restore what is ours, keep what is theirs.

Nothing a submission says about points, locks, grade ids or kinds of cells is believed; the released notebook
decides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from grader.classroom.entries import ReleasedCell
from grader.curriculum.release import SKIPPED
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.untrusted import plain_attachments
from grader.notebooks.cells import marks
from grader.notebooks.json_size import has_too_many_parts

Json = Any

MAX_BYTES = 20 * 2**20
MAX_CELLS = 2_000
MAX_SOURCE = 2**20


@dataclass
class SanitisedCell:
    """One cell to run or to keep: ``ref`` is the released cell it stands for, None for a learner's own."""

    cell_type: str
    source: str
    ref: ReleasedCell | None = None
    tags: list[str] = field(default_factory=list)
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sanitised:
    """The cells in order and what was repaired, in Indonesian; ``unreadable`` says why nothing was read.

    ``missing``: there was nothing to read.
    """

    cells: tuple[SanitisedCell, ...]
    repairs: tuple[str, ...] = ()
    unreadable: str | None = None
    missing: bool = False


def sanitise(data: bytes | None, exercise: CompiledExercise) -> Sanitised:
    """Read a submitted notebook (None: there is none); never raises, whatever the bytes are.

    An unreadable one becomes the released cells alone, so that it gets a graded outcome like any other.
    """
    try:
        if data is None:
            raise _Unreadable(f"Berkas {exercise.notebook}.ipynb tidak ada dalam kiriman ini.")
        raw = _read(data)
    except _Unreadable as problem:
        return unreadable(exercise, str(problem), missing=data is None)
    repairs: list[str] = []
    cells = [_cell(c, repairs) for c in raw[:MAX_CELLS]]
    if len(raw) > MAX_CELLS:
        repairs.append(f"Notebook berisi {len(raw)} sel; hanya {MAX_CELLS} sel pertama yang dibaca.")
    _identify(cells, [_grade_id(c) for c in raw[:MAX_CELLS]], exercise, repairs)
    _add_missing(cells, exercise, repairs)
    return Sanitised(tuple(cells), tuple(dict.fromkeys(repairs)))


def unreadable(exercise: CompiledExercise, why: str, missing: bool = False) -> Sanitised:
    """The released cells alone, in place of a submission of which nothing could be read."""
    return Sanitised(tuple(_restored(c) for c in exercise.cells), (), why, missing)


class _Unreadable(Exception):
    pass


def _read(data: bytes) -> list[Json]:
    if not data.strip():
        raise _Unreadable("Berkasnya kosong.")
    if len(data) > MAX_BYTES:
        raise _Unreadable(
            f"Berkasnya terlalu besar ({len(data) // 2**20} MB; paling besar {MAX_BYTES // 2**20} MB)."
        )
    if has_too_many_parts(data):
        raise _Unreadable("Isinya jutaan potong kecil, bukan notebook.")
    try:
        raw = json.loads(_decoded(data))
    except (ValueError, RecursionError, MemoryError):
        raise _Unreadable("Isinya bukan notebook yang utuh; mungkin terpotong saat dikirim.") from None
    if not isinstance(raw, dict):
        raise _Unreadable("Isinya bukan notebook.")
    cells = raw.get("cells")
    if cells is None and isinstance(raw.get("worksheets"), list):
        sheets = [s for s in raw["worksheets"] if isinstance(s, dict)]
        lists = [s["cells"] for s in sheets if isinstance(s.get("cells"), list)]
        cells = [c for cells in lists for c in cells]
    if not isinstance(cells, list):
        raise _Unreadable("Notebook ini tidak punya sel.")
    return cells


def _decoded(data: bytes) -> str:
    for encoding in (
        ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    ):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _text(value: Json) -> str:
    if isinstance(value, list):
        value = "".join(v for v in value if isinstance(v, str))
    if not isinstance(value, str):
        return ""
    # A lone surrogate cannot be written to any file.
    return value.encode("utf-8", "replace").decode()


def _cell(raw: Json, repairs: list[str]) -> SanitisedCell:
    if not isinstance(raw, dict):
        repairs.append("Ada sel yang rusak; isinya dikosongkan.")
        return SanitisedCell("markdown", "")
    # A raw cell goes into formgrader's page as HTML; as Markdown it is cleaned like any other text.
    kind = "code" if raw.get("cell_type") == "code" else "markdown"
    source = _text(raw.get("source", raw.get("input", "")))
    if len(source) > MAX_SOURCE:
        repairs.append("Ada sel yang terlalu panjang; isinya dipotong.")
        source = source[:MAX_SOURCE]
    metadata = raw.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    clean = (
        [t for t in tags if isinstance(t, str) and (t.isidentifier() or t == SKIPPED)]
        if isinstance(tags, list)
        else []
    )
    return SanitisedCell(kind, source, tags=clean[:20], attachments=plain_attachments(raw.get("attachments")))


def _grade_id(raw: Json) -> str | None:
    grade_id = marks(raw).get("grade_id") if isinstance(raw, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def _identify(
    cells: list[SanitisedCell], ids: list[str | None], exercise: CompiledExercise, repairs: list[str]
) -> None:
    """Tie cells to released ones; of copies the last one counts, as in nbgrader."""
    known = {ref.grade_id: ref for ref in exercise.cells}
    seen: set[str] = set()
    for cell, grade_id in reversed(list(zip(cells, ids, strict=True))):
        ref = known.get(grade_id) if grade_id is not None else None
        if ref is None:
            continue
        grade_id = ref.grade_id
        if grade_id in seen:
            repairs.append(f"Sel {grade_id} ada lebih dari satu; yang terakhir yang dinilai.")
            continue
        seen.add(grade_id)
        cell.ref = ref
        if cell.cell_type != ref.cell_type:
            repairs.append(f"Jenis sel {grade_id} dikembalikan.")
            cell.cell_type = ref.cell_type
        if ref.locked and cell.source != ref.source:
            repairs.append(f"Sel terkunci {grade_id} dikembalikan seperti semula.")
            cell.source = ref.source


def _add_missing(cells: list[SanitisedCell], exercise: CompiledExercise, repairs: list[str]) -> None:
    """Put released cells that are gone back behind the released cell that stood before them.

    A test with nothing of the submission before it goes to the end: what it tests may stand anywhere in cells
    that lost their marks.
    """
    present = {id(c.ref): c for c in cells if c.ref is not None}
    before: SanitisedCell | None = None
    tested: SanitisedCell | None = None
    for ref in exercise.cells:
        there = present.get(id(ref))
        if there is None and (ref.locked or ref.grade or ref.task):
            there = _restored(ref)
            behind, else_at = (tested, len(cells)) if ref.is_test else (before, 0)
            cells.insert(next((i + 1 for i, c in enumerate(cells) if c is behind), else_at), there)
            repairs.append(f"Sel {ref.grade_id} hilang; ditaruh kembali.")
        before = there or before
        # What a test needs of the author's stands before it, too.
        given = ref.locked and tested is not None
        if there and (ref.is_test or id(ref) in present or (given and _follows(cells, there, tested))):
            tested = there


def _follows(cells: list[SanitisedCell], cell: SanitisedCell, other: SanitisedCell | None) -> bool:
    places = {id(one): place for place, one in enumerate(cells)}
    return other is not None and places[id(cell)] > places[id(other)]


def _restored(ref: ReleasedCell) -> SanitisedCell:
    return SanitisedCell(ref.cell_type, ref.source, ref)
