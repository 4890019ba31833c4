"""Why a run or a step ended early, as a sentence for a trainee."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection

from grader.common.errors import SinauError
from grader.learner.errors.explain import explain
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.scene import Scene
from grader.notebooks.cells import short
from grader.sandbox.job import StepResult

ENDED: dict[str, str] = {
    "timeout": "Kodenya berjalan terlalu lama lalu dihentikan; mungkin ada perulangan yang tidak selesai.",
    "cpu": "Kodenya bekerja terlalu lama lalu dihentikan; mungkin ada perulangan yang tidak selesai.",
    "memory": "Kodenya memakai memori terlalu banyak lalu dihentikan.",
    "processes": "Kodenya membuka terlalu banyak proses lalu dihentikan.",
    "disk": "Kodenya menulis berkas terlalu banyak lalu dihentikan.",
    "output": "Kodenya mencetak terlalu banyak lalu dihentikan.",
    "exit": "Kodenya menutup Python sebelum selesai; hapus exit() atau quit().",
    "crash": "Python berhenti mendadak saat menjalankan kode ini.",
    "killed": "Kodenya dihentikan oleh sistem sebelum selesai.",
    "protocol": "Hasil dari kode ini tidak bisa dibaca.",
}
#: What stands in the place of an error's name where a limit, not the code, ended it.
STOPPED = "Dihentikan"
#: The frame of the cell itself (functions end in their names), or the line that our own panel leaves.
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)\n|.*\(baris (\d+)\)$")
#: Stands for the value of a name.
_UNKNOWN = object()
LONG = 2_000
LONG_SENTENCE = 500
NOT_REACHED = "Bagian ini tidak sempat dijalankan."


def sentence(ended: str) -> str:
    """The sentence for how a whole run ended."""
    return ENDED.get(ended, "Kode ini berhenti sebelum selesai.")


def was_stopped(result: StepResult) -> bool:
    """Whether the step was ended from outside, by a limit or with its process, so that its error tells
    nothing.
    """
    ended = result.error is not None and result.error.ename == "ProcessEnded"
    return ended or result.status in ("timeout", "output")


def of_step(result: StepResult, ended: str, source: str = "", known: Collection[str] = ()) -> str:
    """The sentence for a step that did not end well; ``ended`` tells how the whole run ended, ``known`` which
    names there were.
    """
    if result.status == "not_reached":
        return NOT_REACHED
    if was_stopped(result):
        return sentence(ended if result.status == "error" else result.status)
    assert result.error is not None
    error = result.error
    return explained(error.ename, error.evalue, source, line_of(result), known).what_happened


def line_of(result: StepResult) -> int | None:
    """The line of its cell in which a step failed, as the traceback that it shows tells."""
    shown = [str(line) for o in result.outputs if o["output_type"] == "error" for line in o["traceback"]]
    found = [match for line in shown if (match := _LINE.match(line.lstrip()))]
    return int(found[0][1] or found[0][2]) if found else None


def explained(
    ename: str, evalue: str, source: str = "", line: int | None = None, known: Collection[str] = ()
) -> Explanation:
    """The trainee's explanation of an exception known only by its name and text, both of any length.

    Of the ``known`` names the values are not; so what is told of a value is not told here.
    """
    ename, evalue, source = ename[:100], evalue[:LONG], source[: 10 * LONG]
    error = _rebuilt(ename, evalue, source)
    if isinstance(error, SyntaxError):
        line = error.lineno or line  # one raised by a library while the cell ran has none
    return explain(error, Scene(source, line, dict.fromkeys(known, _UNKNOWN)))


def _rebuilt(ename: str, evalue: str, source: str) -> Exception:
    """The exception as it was raised, as far as its name, its text and the cell tell."""
    if ename == SinauError.__name__:
        return SinauError(short(evalue, LONG_SENTENCE))  # our own sentence
    kind = getattr(builtins, ename, None)
    if not isinstance(kind, type) or not issubclass(kind, Exception):
        return _named(ename, evalue)
    if issubclass(kind, SyntaxError):
        try:
            ast.parse(source)
        except SyntaxError as error:  # only the parser knows the line
            return error
        except (ValueError, RecursionError, MemoryError):
            pass
    if issubclass(kind, KeyError):
        try:
            return kind(ast.literal_eval(evalue))  # its text is the repr of the key
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            pass
    try:
        return kind(evalue)
    except TypeError:  # a few built-in exceptions cannot be made from one text
        return _named(ename, evalue)


def _named(ename: str, evalue: str) -> Exception:
    """An exception of a library or of the learner, under its own name."""
    named: type[Exception] = type(ename if ename.isidentifier() else "Exception", (Exception,), {})
    return named(evalue)
