"""What a Python error means and what to do about it, in two Indonesian sentences.

`explain(error, scene)` is pure: an exception and the scene in which it happened go in, an `Explanation` comes
out. Code inside the sentences stands between backticks. What is known stands in lists of recognisers, one
module for each kind of slip; the first that is sure speaks.
"""

from __future__ import annotations

from dataclasses import replace

from grader.common.errors import SinauError
from grader.learner.errors import (
    slips_of_arguments,
    slips_of_attributes,
    slips_of_calls,
    slips_of_charts,
    slips_of_columns,
    slips_of_commas,
    slips_of_comparisons,
    slips_of_conditions,
    slips_of_dates,
    slips_of_equals,
    slips_of_files,
    slips_of_functions,
    slips_of_groups,
    slips_of_inputs,
    slips_of_keys,
    slips_of_literals,
    slips_of_loops,
    slips_of_marks,
    slips_of_methods,
    slips_of_names,
    slips_of_nothing,
    slips_of_operands,
    slips_of_quotes,
    slips_of_rows,
    slips_of_spreadsheets,
    slips_of_syntax,
    slips_of_tables,
    slips_of_types,
    slips_of_units,
    slips_of_unmade,
    slips_of_values,
    slips_of_words,
    slips_of_writing,
)
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.scene import Scene
from grader.notebooks.cells import short

RECOGNISERS = (
    *slips_of_spreadsheets.RECOGNISERS,
    *slips_of_charts.RECOGNISERS,
    *slips_of_quotes.RECOGNISERS,
    *slips_of_marks.RECOGNISERS,
    *slips_of_equals.RECOGNISERS,
    *slips_of_syntax.RECOGNISERS,
    *slips_of_functions.RECOGNISERS,
    *slips_of_comparisons.RECOGNISERS,
    *slips_of_words.RECOGNISERS,
    *slips_of_units.RECOGNISERS,
    *slips_of_writing.RECOGNISERS,
    *slips_of_arguments.RECOGNISERS,
    *slips_of_groups.RECOGNISERS,
    *slips_of_tables.RECOGNISERS,
    *slips_of_rows.RECOGNISERS,
    *slips_of_unmade.RECOGNISERS,
    *slips_of_loops.RECOGNISERS,
    *slips_of_dates.RECOGNISERS,
    *slips_of_literals.RECOGNISERS,
    *slips_of_methods.RECOGNISERS,
    *slips_of_names.RECOGNISERS,
    *slips_of_attributes.RECOGNISERS,
    *slips_of_operands.RECOGNISERS,
    *slips_of_calls.RECOGNISERS,
    *slips_of_inputs.RECOGNISERS,
    *slips_of_conditions.RECOGNISERS,
    *slips_of_commas.RECOGNISERS,
    *slips_of_types.RECOGNISERS,
    *slips_of_columns.RECOGNISERS,
    *slips_of_keys.RECOGNISERS,
    *slips_of_nothing.RECOGNISERS,
    *slips_of_values.RECOGNISERS,
    *slips_of_files.RECOGNISERS,
)


def explain(error: BaseException, scene: Scene) -> Explanation:
    """Explain any exception; one that is not known gets sentences that are true of all."""
    if isinstance(error, SinauError):
        return Explanation(str(error), "")
    if isinstance(error, SyntaxError) and scene.statement is None:
        told = slips_of_syntax.told_in_full(error, scene.source)
        error, scene = told, replace(scene, line=told.lineno or 1)
    for recogniser in RECOGNISERS:
        found: Explanation | None = None
        if isinstance(error, recogniser.kinds):
            found = recogniser.explain(error, scene)
        if found is not None:
            return found
    return _unknown(error, scene)


def _unknown(error: BaseException, scene: Scene) -> Explanation:
    said = f": `{short(str(error), 120)}`" if str(error).strip() else ""
    return Explanation(
        f"{scene.where} berhenti karena galat `{type(error).__name__}`{said}.",
        "Bandingkan dengan contoh di atasnya. Kalau belum ketemu, tunjukkan rincian ini kepada pelatih.",
    )
