"""After a Python error: two Indonesian sentences, the traceback folded away, and a note of what failed.

`install()` replaces what the IPython shell shows; the error itself stays an error for Jupyter, papermill
and nbgrader. The hook never raises: whatever goes wrong in here, the trainee still gets Python's own message.
"""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from grader.checks.spec import Outcome
from grader.common.errors import SinauError
from grader.learner.errors.explain import explain
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.raised import line_in_cell, scene_of
from grader.learner.identity import notebook_path
from grader.learner.lesson_names import names_of_the_lesson_alone
from grader.learner.panel import box, inline, paragraph
from grader.learner.shell import running_shell
from grader.notebooks.names import assigned_names, names_before

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Failure:
    """A cell that failed: its id where the front end tells it, the sentences that were shown, and the names
    that had their values before.
    """

    cell: str | None
    explanation: Explanation
    before: frozenset[str] = frozenset()


#: Name → the failure of the last cell that would have assigned it.
_failures: dict[str, Failure] = {}
_running: str | None = None


def failure_of(name: str) -> Failure | None:
    """Why a name has no value: the failure of its cell, until that cell or another tries the name again."""
    return _failures.get(name)


def install() -> None:
    """Explain every error of the shell this runs in; installing twice, or without a shell, does nothing."""
    shell = running_shell()
    if shell is None or getattr(shell, "_sinau_errors", False):
        return
    shell._sinau_errors = True
    original: Callable[[Any, Any, list[str]], None] = shell._showtraceback

    def showtraceback(etype: Any, error: Any, stb: list[str]) -> None:
        try:
            brief = _explain_in(shell, error, stb)
        except Exception:  # an explanation is a help, never a second error
            original(etype, error, stb)
            return
        original(etype, error, brief)
        shell._last_traceback = stb  # what nbclient and the debugger read stays complete

    shell._showtraceback = showtraceback
    _failures.clear()
    shell.events.register("pre_run_cell", _forget_what_is_tried_again)


def jelaskan(galat: BaseException) -> None:
    """Show the panel for an error that a lesson caught with try/except, as if it had stopped the cell."""
    shell = running_shell()
    namespace = shell.user_ns if shell is not None else {}
    source = shell.history_manager.input_hist_raw[-1] if shell is not None else ""
    trace = "".join(traceback.format_exception(galat))
    _show(_explanation(galat, source, namespace), "" if isinstance(galat, SinauError) else trace)


def panel_html(explanation: Explanation, traceback_text: str) -> str:
    """The panel: the two sentences, then the whole traceback behind a fold (none for our own sentences)."""
    rows = paragraph(f"<b>⚠ Kode berhenti karena galat.</b> {inline(explanation.what_happened)}", first=True)
    if explanation.what_to_do:
        rows += paragraph(f"<b>Coba:</b> {inline(explanation.what_to_do)}")
    if traceback_text:
        rows += (
            '<details style="margin-top:.5em"><summary>Rincian dari Python (untuk pelatih)</summary>'
            f'<pre style="white-space:pre-wrap;font-size:.85em">{html.escape(traceback_text)}</pre></details>'
        )
    return box(Outcome.CRASHED, rows, role="alert")


def panel_text(explanation: Explanation) -> str:
    """The same two sentences for places without HTML."""
    return " ".join(part for part in (explanation.what_happened, explanation.what_to_do) if part)


def _explain_in(shell: Any, error: BaseException, stb: list[str]) -> list[str]:
    """Show the panel and remember the failure; return the one line that stays in the error output."""
    source = shell.history_manager.input_hist_raw[-1]
    explanation = _explanation(error, source, shell.user_ns)
    line = line_in_cell(error, shell.user_ns)
    before = names_before(source, line)
    _failures.update(dict.fromkeys(assigned_names(source), Failure(_running, explanation, before)))
    _show(explanation, "" if isinstance(error, SinauError) else ANSI.sub("", "\n".join(stb)))
    # Our own sentence already stands in the panel; Python's own stays readable below it. The grader reads the
    # line from here.
    said = "SinauError" if isinstance(error, SinauError) else f"{type(error).__name__}: {_first_line(error)}"
    return [f"{said} (baris {line})" if line else said]


def _explanation(error: BaseException, source: str, namespace: dict[str, Any]) -> Explanation:
    scene = scene_of(error, source, namespace)
    if isinstance(error, NameError):
        scene = replace(scene, of_lesson=names_of_the_lesson_alone(notebook_path()))
    return explain(error, scene)


def _show(explanation: Explanation, traceback_text: str) -> None:
    from IPython.display import display

    panel = {"text/html": panel_html(explanation, traceback_text), "text/plain": panel_text(explanation)}
    display(panel, raw=True)  # type: ignore[no-untyped-call]


def _forget_what_is_tried_again(info: Any) -> None:
    """Before, not after, a cell runs: the answer and its `periksa` may stand in one cell."""
    global _running
    _running = getattr(info, "cell_id", None)
    again = assigned_names(info.raw_cell or "") if _failures else frozenset()
    for name, failure in list(_failures.items()):
        if name in again or (_running is not None and failure.cell == _running):
            del _failures[name]


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0]
