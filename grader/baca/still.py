"""Runs inside a lesson's kernel: sliders become pictures at some of their values, tables Indonesian HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from grader.common.indonesian import show_number

#: A slider's pictures as a media type of a notebook's outputs.
SLIDER_MIME = "application/vnd.sinau.penggeser+json"
#: The cell that is put before a lesson's own.
SETUP = "from grader.baca.still import install as _pasang\n_pasang()"
#: How many values of one slider are drawn at most and at least, and of all sliders of a cell together.
MOST, LEAST, TOGETHER = 9, 3, 12


def install() -> None:
    """Replace `ipywidgets.interact` and the way a table is shown, for this kernel."""
    import ipywidgets
    from IPython.core.getipython import get_ipython

    ipywidgets.interact = interact
    shell: Any = get_ipython()
    html = shell.display_formatter.formatters["text/html"]
    html.for_type_by_name("pandas", "DataFrame", table_html)
    html.for_type_by_name("pandas", "Series", lambda series: table_html(series.to_frame()))


def interact(function: Callable[..., Any], **widgets: Any) -> Callable[..., Any]:
    """Show what `function` gives at the author's values and, one slider after another, at others."""
    from IPython.display import display

    start = {name: widget.value for name, widget in widgets.items()}
    moving = [name for name, widget in widgets.items() if len(values_of(widget)) > 1]
    most = max(LEAST, min(MOST, TOGETHER // max(len(moving), 1)))
    sliders = []
    for name in moving:
        values = spread(values_of(widgets[name]), start[name], most)
        steps = [
            {"value": written(value), "outputs": outputs_of(function, start | {name: value})}
            for value in values
        ]
        label = str(getattr(widgets[name], "description", "") or name)
        sliders.append({"label": label, "start": values.index(start[name]), "steps": steps})
    display({SLIDER_MIME: sliders, "text/plain": ""}, raw=True)  # type: ignore[no-untyped-call]
    return function


def values_of(widget: Any) -> list[Any]:
    """Every value that a control can take; a `fixed` one has its own alone."""
    if hasattr(widget, "options"):
        return [pair[1] for pair in widget._options_full]
    if hasattr(widget, "step") and hasattr(widget, "max"):
        count = round((widget.max - widget.min) / widget.step)
        return [type(widget.value)(round(widget.min + n * widget.step, 9)) for n in range(count + 1)]
    return [False, True] if isinstance(widget.value, bool) else [widget.value]


def spread(values: Sequence[Any], start: Any, most: int) -> list[Any]:
    """At most `most` values, evenly spread, both ends and the author's `start` among them."""
    values = list(values) if start in values else sorted([*values, start])
    if len(values) <= most:
        return values
    last = len(values) - 1
    chosen = {round(n * last / (most - 1)) for n in range(most)}
    own = values.index(start)
    if own not in chosen:
        inner = chosen - {0, last}
        chosen = (chosen - {min(inner, key=lambda place: abs(place - own))}) | {own}
    return [values[place] for place in sorted(chosen)]


def outputs_of(function: Callable[..., Any], arguments: dict[str, Any]) -> list[dict[str, Any]]:
    """What one call shows, as outputs of a notebook."""
    from IPython.display import display
    from IPython.utils.capture import capture_output

    with capture_output() as shown:
        result = function(**arguments)
        if result is not None:
            display(result)  # type: ignore[no-untyped-call]
    printed = [{"output_type": "stream", "text": shown.stdout}] if shown.stdout else []
    return printed + [{"output_type": "display_data", "data": dict(o.data)} for o in shown.outputs]


def written(value: Any) -> str:
    """A value as an Indonesian reads it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return show_number(value) if isinstance(value, (int, float)) and not is_year(value) else str(value)


def is_year(value: float) -> bool:
    return 1900 <= value <= 2100 and float(value).is_integer()


def table_html(table: Any) -> str:
    """A table with Indonesian numbers and dates; missing values are a dash, years stay years."""
    import pandas as pd

    shown = table.head(20)
    formatters = [_formatter(shown.iloc[:, place], pd) for place in range(shown.shape[1])]
    html = str(shown.to_html(formatters=formatters, na_rep="–", border=0, index_names=False))
    rest = len(table) - len(shown)
    return html + (f"<p>… dan {show_number(rest)} baris lagi.</p>" if rest else "")


def _formatter(column: Any, pd: Any) -> Callable[[Any], str]:
    numbers = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    years = numbers and all(is_year(value) for value in column.dropna())

    def show(value: Any) -> str:
        if pd.api.types.is_scalar(value) and pd.isna(value):
            return "–"
        if isinstance(value, pd.Timestamp):
            return f"{value.day}-{value.month}-{value.year}"
        return show_number(float(value)) if numbers and not years else str(value)

    return show
