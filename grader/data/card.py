"""The *kartu data*: what a row is, where the data comes from, how it was collected and which time it refers
to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import fill

from grader.common.indonesian import whole
from grader.data.catalog import Field, Resource

SYNTHETIC = "data latihan (sintetis)"
REAL = "data nyata"
OWN = "data milikmu sendiri"
BOX = (
    "border:1px solid #8a8f98;border-left:5px solid #00639c;border-radius:4px;padding:6px 12px;margin:4px 0;"
    "font-size:0.92em;max-width:60em"
)
UNITS = "Satuan"
"""In a notebook the units stand with the columns they belong to, one click away."""
COMMIT = re.compile(r" @[0-9a-f]{7,40}\b")
CELL = "text-align:left;vertical-align:top;padding:1px 0"


@dataclass(frozen=True)
class DataCard:
    """A card as Jupyter shows it: HTML in a notebook, plain text anywhere else."""

    title: str
    badge: str
    size: str
    facts: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...] = ()
    licence: str = ""

    def __str__(self) -> str:
        facts = (*self.facts, *((("Lisensi", self.licence),) if self.licence else ()))
        width = max(len(label) for label, _ in facts)
        lines = [f"KARTU DATA · {self.title} · {self.badge} · {self.size}"]
        for label, value in facts:
            lines.append(
                fill(value, 110, initial_indent=f"  {label:<{width}}  ", subsequent_indent=" " * (width + 4))
            )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="{CELL};white-space:nowrap;padding-right:12px">{escape(label)}</th>'
            f'<td style="{CELL}">{escape(value)}</td></tr>'
            for label, value in self.facts
            if label != UNITS or not self.fields
        )
        return (
            f'<div style="{BOX}"><div><strong>Kartu data: {escape(self.title)}</strong>'
            f" · {escape(self.badge)} · {escape(self.size)}</div>"
            f'<table style="border-collapse:collapse;margin-top:4px;font-size:inherit">{rows}</table>'
            f"{self._columns_html()}</div>"
        )

    def _columns_html(self) -> str:
        if not self.fields:
            return ""
        items = "".join(
            f"<li><code>{escape(field.name)}</code>: {escape(field.description + _in_unit(field))}</li>"
            for field in self.fields
        )
        summary = f"<summary>Arti {len(self.fields)} kolom{' dan lisensi' if self.licence else ''}</summary>"
        licence = f"<div>Lisensi: {escape(self.licence)}</div>" if self.licence else ""
        return f'<details>{summary}<ul style="margin:2px 0">{items}</ul>{licence}</details>'


def resource_card(resource: Resource) -> DataCard:
    """The card of a course file."""
    facts = [
        ("Satu baris", resource.row_meaning),
        ("Sumber", COMMIT.sub("", "; ".join(resource.sources))),
        ("Cara dikumpulkan", resource.collection),
        ("Waktu", resource.reference_time),
        (UNITS, units(resource.fields)),
        ("Keyakinan", resource.confidence),
    ]
    return DataCard(
        title=resource.title,
        badge=SYNTHETIC if resource.synthetic else REAL,
        size=size(resource.rows, len(resource.fields)),
        facts=tuple((label, value) for label, value in facts if value),
        fields=resource.fields,
        licence=resource.licence,
    )


def units(fields: Sequence[Field]) -> str:
    """The units grouped, e.g. "Rp: harga_satuan, total · pak: jumlah_pak"; "" when no column has one."""
    by_unit: dict[str, list[str]] = {}
    for field in fields:
        if field.unit:
            by_unit.setdefault(field.unit, []).append(field.name)
    return " · ".join(f"{unit}: {', '.join(names)}" for unit, names in by_unit.items())


def size(rows: int, columns: int) -> str:
    """Rows and columns in words, thousands with a point."""
    return f"{whole(rows)} baris, {columns} kolom"


def _in_unit(field: Field) -> str:
    return f" ({field.unit})" if field.unit else ""
