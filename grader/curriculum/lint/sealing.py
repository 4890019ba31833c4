"""What a trainee must not be able to read is really taken away when the notebook is released."""

from __future__ import annotations

from collections.abc import Iterable

from grader.common.errors import SinauError
from grader.curriculum.lint.registry import Finding, notebook_rule
from grader.curriculum.model import Exercise, Lesson, check_calls
from grader.curriculum.release import declared


@notebook_rule("check-sealed")
def check_sealed(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Each ``periksa`` with options stands where the release seals it: last in its cell, one a cell."""
    try:
        sealed = {found.index + 1 for found in declared(notebook.raw)}
    except SinauError as error:
        yield Finding(
            None, f"periksa(...) tidak dapat dibaca: {error}", "tulis nilai tetap di dalam periksa(...)"
        )
        return
    for cell in notebook.cells:
        calls = check_calls(cell.source) if cell.is_code else []
        open_calls = [call.name for call in calls if call.options or call.unreadable]
        if len(open_calls) > 1 or (open_calls and cell.number not in sealed):
            yield Finding(
                cell,
                f"kunci periksa {', '.join(open_calls)} akan terbaca peserta",
                "tulis satu periksa(...) di akhir sel, tanpa apa-apa sesudahnya",
            )
