"""Which expression of a cell failed, and what of it the recognisers see."""

from __future__ import annotations

import pandas as pd
import pytest

from grader.learner.errors.raised import scene_of
from grader.learner.errors.scene import Scene

TABLE = pd.DataFrame({"kota": ["Madiun", "Ngawi"], "pak": [1, 2]})


def scene(source: str, **names: object) -> Scene:
    """The scene of the error that a cell raises."""
    namespace: dict[str, object] = {"tabel": TABLE.copy(), "nol": 0, **names}
    try:
        exec(compile(source, "<sel>", "exec"), namespace)
    except BaseException as error:
        return scene_of(error, source, namespace)
    pytest.fail(f"the cell ran: {source}")


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("x = 5 / 2 + 3 / nol", "3 / nol"),
        (
            "x = tabel['kota'].value_counts()['Solo'] + tabel['pk'].sum()",
            "tabel['kota'].value_counts()['Solo']",
        ),
        ("a = 5; b = 'x'; c = a + b", "a + b"),
        ("x = 1  # x = 1 + 'a'\ny = x + 'b'  # ya", "x + 'b'"),
        ("x = [k + 5 for k in ['a']]", "k + 5"),
        ("x = [k for k in range(2) if k / nol]", "k / nol"),
        ("x = tabel['pak'].apply(lambda k: k / nol)", "k / nol"),
        (
            "x = (\n    tabel.groupby('kota')\n    .sum()\n    .srt()  # urut\n)",
            "tabel.groupby('kota').sum().srt",
        ),
        ("if 5 / nol > 1:\n    x = 3", "5 / nol"),
        ("def f(a):\n    return a + 'x'\ny = f(5) * 2", "a + 'x'"),
        ("x = 'é' + 5", "'é' + 5"),
        ("x = 5\nx += 'a'", "x += 'a'"),
    ],
)
def test_the_part_that_failed_is_the_smallest_one(source: str, part: str) -> None:
    assert scene(source).part == part


def test_a_statement_over_several_lines_is_one_line_without_comments() -> None:
    seen = scene("x = tabel.sort_values(\n    'pk',  # \"kolom\"\n    ascending=False,\n)")
    assert seen.line_text == "x = tabel.sort_values( 'pk', ascending=False, )"
    assert seen.where == "Baris 1, `x = tabel.sort_values(`,"


def test_of_a_block_only_the_head_is_seen() -> None:
    assert scene("for k in 5:\n    x = 'a' + 5").line_text == "for k in 5:"


def test_where_nothing_tells_which_of_two_statements_failed_both_are_seen() -> None:
    seen = Scene("a = 5; b = a / nol", 1, {"nol": 0})
    assert (seen.failing, seen.line_text) == (None, "a = 5; b = a / nol")
    assert Scene("a = 5\nb = a / nol", 2).part == "b = a / nol"


def test_the_names_are_those_of_the_function_that_failed() -> None:
    seen = scene("def f(a, kas):\n    return a + kas\ndef g(beli):\n    return f(beli, 'x')\ny = g(5)")
    assert seen.names["kas"] == "x"
    assert "beli" not in seen.names


def test_what_the_lines_above_make_is_known_although_the_cell_never_ran() -> None:
    seen = scene("untung = 5\nprint('Untung' untung)\nrugi = 3")
    assert "untung" in seen.names
    assert "rugi" not in seen.names


def test_an_error_of_reading_inside_a_query_is_told_of_its_line() -> None:
    assert scene("x = 5\ny = tabel.query('pak dan 5')").where == "Baris 2, `y = tabel.query('pak dan 5')`,"


def test_a_line_mends_where_python_reads_further() -> None:
    seen = scene("x = 1.250.000 * 2 pak\ny = 5")
    assert seen.mends("1.250.000", "1_250_000")
    assert not seen.mends("2 pak", "2")
    assert not seen.whole("x = 1_250_000 * 2 pak")
    assert seen.whole("x = 1_250_000 * 2")
