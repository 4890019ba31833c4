"""Which rows of a table differ from the key's: a row is known by the words that stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from grader.checks import messages
from grader.checks.kinds.base import MOST_PARTS, Has
from grader.checks.kinds.scalar import canon_text, canon_values, show_text
from grader.checks.observation import Column, Observation, is_table
from grader.checks.spec import Json


def row_parts(seen: Observation, frame: Json, order: Sequence[int]) -> Iterable[str]:
    """The label of each row, and each number with its label and column; nothing where a label stands twice.

    `order` is the one of the table's canonical form, in which the grids have their places.
    """
    labels, numbers = _labels(seen, frame, order), _numbers(seen, frame, order)
    if not labels or len(labels) * (1 + len(numbers)) > MOST_PARTS:
        return []
    cells = [_cell(name, *pair) for name in numbers for pair in zip(labels, numbers[name], strict=True)]
    return [*map(_row, labels), *cells]


def where_in_rows(
    seen: Observation, frame: Json, order: Sequence[int], wrong: Collection[str], has: Has
) -> str:
    """The rows that are not asked for or missing, else those with another number in a wrong column."""
    labels, numbers = _labels(seen, frame, order), _numbers(seen, frame, order)
    if "kolom" in wrong or not labels or len(labels) > MOST_PARTS:
        return ""
    amount = f"{messages.ROW_COUNT}; tabelmu punya {len(labels)} baris."
    strange = [label for label in labels if not has(_row(label))]
    if len(strange) == len(labels):
        return ""
    if strange:
        # Of several words in a row one may be wrong, and the row be due all the same.
        of_one = "Yang tidak diminta" if len(_words(seen, frame)) == 1 else "Yang belum sesuai"
        said = f"{amount} {of_one}" if "baris" in wrong else "Baris yang belum sesuai"
        return f"{said}: {_listed(strange)}."
    if "baris" in wrong:
        return f"{amount} {messages.LACKS_SOME}"
    columns = [name for name in numbers if f"isi {name}" in wrong]
    if {*wrong} - {"urutan", *(f"isi {name}" for name in columns)}:
        return ""  # with other words the rows stand in another order
    for name in columns:
        cells = zip(labels, numbers[name], strict=True)
        differing = [label for label, value in cells if not has(_cell(name, label, value))]
        if 0 < len(differing) < len(labels):
            column = "Angka" if name in frame["unnamed"] else f"Isi kolom `{name}`"
            return f"{column} belum sesuai di baris {_listed(differing)}."
    return ""


def _labels(seen: Observation, frame: Json, order: Sequence[int]) -> list[str]:
    """What each row is known by: the words in it; nothing where two rows have the same."""
    columns = [[column["values"][i] for i in order] for column in _words(seen, frame)]
    labels = [" · ".join(str(v) for v in row) for row in zip(*columns, strict=True)]
    return labels if len(set(map(canon_text, labels))) == len(labels) else []


def _words(seen: Observation, frame: Json) -> list[Column]:
    """The columns of words or dates that the key has too, by name."""
    if not is_table(seen) or seen.get("too_big"):
        return []
    return [
        column
        for name, column in sorted(zip(seen["names"], seen["columns"], strict=True), key=lambda c: c[0])
        if frame["is"].get(name) in ("text", "date") and column["is"] == frame["is"][name]
    ]


def _numbers(seen: Observation, frame: Json, order: Sequence[int]) -> dict[str, Sequence[str]]:
    """The canonical values of the columns of numbers that the key has too."""
    if not is_table(seen) or seen.get("too_big"):
        return {}
    return {
        name: canon_values([column["values"][i] for i in order], frame["grid"].get(name))
        for name, column in zip(seen["names"], seen["columns"], strict=True)
        if column["is"] == "number" == frame["is"].get(name)
    }


def _row(label: str) -> str:
    return f"baris {canon_text(label)}"


def _cell(name: str, label: str, value: str) -> str:
    """A number with its place."""
    return f"isi {name} {canon_text(label)} {value}"


def _listed(labels: Sequence[str]) -> str:
    shown = [show_text(label, 30) for label in labels[:6]]
    return ", ".join([*shown, "…"] if len(labels) > 6 else shown)
