"""A message to a trainee under a cell: a panel in the notebook, the same words as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from grader.checks.messages import FACES
from grader.learner.panel import box, paragraph

#: A notice looks like the verdict with the same icon.
_LOOKS = {icon: outcome for outcome, (icon, _) in FACES.items()}
_BUTTON = (
    "display:inline-block;margin:.3em .6em .3em 0;padding:.4em .9em;border-radius:6px;"
    "background:#00573d;color:#fff;text-decoration:none;font-weight:600"
)
_TABLE = "margin:.4em 0 0;color:inherit;font-size:inherit"


@dataclass(frozen=True)
class Link:
    """A way on from a notice: its words and an address relative to the notebook."""

    words: str
    address: str
    download: bool = False


@dataclass(frozen=True)
class Notice:
    """Icon and word say the kind; `facts` are name and value; `items` are shown as a list."""

    icon: str
    word: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def __repr__(self) -> str:
        lines = [f"{self.icon} {self.word}", self.sentence]
        lines += [f"{name}: {value}" for name, value in self.facts]
        lines += [f"- {item}" for item in self.items]
        lines += [f"{number}. {step}" for number, step in enumerate(self.steps, 1)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        def listed(tag: str, entries: tuple[str, ...]) -> str:
            lines = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
            return f'<{tag} style="margin:.4em 0 0">{lines}</{tag}>' if lines else ""

        facts = "".join(
            '<tr style="background:none"><th scope="row" style="text-align:left;padding:.1em 1.2em .1em 0">'
            f'{escape(name)}</th><td style="text-align:left;padding:.1em 0">{escape(value)}</td></tr>'
            for name, value in self.facts
        )
        head = f'<b><span aria-hidden="true">{escape(self.icon)}</span> {escape(self.word)}</b>'
        rows = [
            paragraph(head, first=True),
            paragraph(escape(self.sentence)),
            f'<table style="{_TABLE}"><tbody>{facts}</tbody></table>' if facts else "",
            listed("ul", self.items),
            listed("ol", self.steps),
            paragraph("".join(map(_button, self.links))) if self.links else "",
        ]
        return box(_LOOKS[self.icon], "".join(rows), name="sinau-kumpul")


def _button(link: Link) -> str:
    """A link that looks like a button; a download leaves the page where it is."""
    load = " download" if link.download else ""
    return f'<a href="{escape(link.address)}"{load} style="{_BUTTON}">{escape(link.words)}</a>'
