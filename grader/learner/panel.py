"""The panel a person reads after `periksa(...)`: icon, word, sentence, next step, hints."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from grader.checks.messages import FACES
from grader.checks.spec import Outcome, Verdict
from grader.common.indonesian import points

#: Border and background of each outcome; text is always near-black on a light ground (contrast over 7).
COLOURS: dict[Outcome, tuple[str, str]] = {
    Outcome.RIGHT: ("#00734f", "#eefaf4"),
    Outcome.PARTIAL: ("#8a6100", "#fff9e8"),
    Outcome.NOT_YET: ("#1f5fa8", "#f0f6fe"),
    Outcome.BLANK: ("#5c5c5c", "#f6f6f6"),
    Outcome.CRASHED: ("#b25000", "#fff6ec"),
}


def box(outcome: Outcome, content: str, role: str = "status", name: str = "") -> str:
    """The frame of all that is said under a cell; `content` is HTML, `name` a CSS class."""
    border, ground = COLOURS[outcome]
    style = (
        f"border-left:5px solid {border};background:{ground};color:#1f1f1f;padding:.6em .9em;"
        "line-height:1.5;max-width:46em"
    )
    own = f'class="{name}" ' if name else ""
    return f'<div lang="id" {own}role="{role}" style="{style}">{content}</div>'


def paragraph(content: str, first: bool = False) -> str:
    """A line of a panel."""
    return f'<p style="margin:{"0" if first else ".3em 0 0"}">{content}</p>'


def verdict_html(verdict: Verdict, hints: Sequence[str] = (), solution: str = "") -> str:
    """The verdict as a self-contained HTML fragment; hints fold open one after another without a widget
    server, the worked answer of a lesson behind the last of them.
    """
    icon, word = FACES[verdict.outcome]
    score = f" · {points(verdict.score)} dari {points(verdict.points)} poin" if verdict.graded else ""
    head = f'<b><span aria-hidden="true">{icon}</span> {word}</b> · <code>{html.escape(verdict.check)}</code>'
    rows = [paragraph(head + score, first=True)]
    rows += [paragraph(inline(s)) for s in (verdict.saw, verdict.message) if s]
    if verdict.next_step:
        rows.append(paragraph(f"<b>Langkah berikutnya:</b> {inline(verdict.next_step)}"))
    if verdict.outcome is not Outcome.RIGHT:
        folds = [(f"Petunjuk {number}", hint) for number, hint in enumerate(hints, 1)]
        rows.append(_folded([*folds, ("Lihat jawabannya", solution)] if solution else folds))
    return box(verdict.outcome, "".join(rows), name="sinau-periksa")


def notice_html(sentence: str) -> str:
    """A sentence that is no verdict, e.g. a hint asked for or a key file that is missing."""
    return box(Outcome.BLANK, _hint(sentence))


def inline(sentence: str) -> str:
    """Escape a sentence and set what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(sentence))


def _folded(folds: Sequence[tuple[str, str]]) -> str:
    if not folds:
        return ""
    (title, hint), *others = folds
    inner = f"{_hint(hint)}{_folded(others)}"
    return f'<details style="margin:.4em 0 0"><summary>{title}</summary>{inner}</details>'


def _hint(hint: str) -> str:
    """A hint: its first line is a sentence, what follows (a worked example) keeps its lines."""
    sentence, _, rest = hint.partition("\n")
    shown = f'<p style="margin:.3em 0">{inline(sentence)}</p>'
    return f'{shown}<pre style="white-space:pre-wrap">{html.escape(rest)}</pre>' if rest else shown
