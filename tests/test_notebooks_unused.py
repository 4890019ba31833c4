"""Which lines of a cell its answer does not profit from, read and never run."""

from __future__ import annotations

import pytest

from grader.notebooks.written import written_in


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("t.sort_values('n')\nx = t", [("not-kept", "t.sort_values('n')")]),
        ("t[t['n'] > 4]\nx = t", [("not-kept", "t[t['n'] > 4]")]),
        ("round(a / b, 2)\nx = a / b", [("not-kept", "round(a / b, 2)")]),
        ("display(t.head(5))\nx = t", [("not-kept", "t.head(5)")]),
        ("t['n'] == 4\nx = t", [("only-compared", "t['n'] == 4")]),
        ("u = t[t.n > 4]\nx = len(t)", [("not-used", "u")]),
        ("u = t.head()\nv = u.tail()\nx = t", [("not-used", "u"), ("not-used", "v")]),
        ("x = t.head()\nx = t.tail()", [("replaced", "x")]),
        ("u = t.head()\nu = t.tail()\nx = u", [("replaced", "u")]),
        ("x = t.groupby('k').sum()\nt['n'] = t['m'] * 2", [("column-elsewhere", 't["n"]')]),
        # The answer comes by way of it.
        ("u = t.head()\nx = u.tail()", []),
        ("x = t.head()\nx = x.tail()", []),
        ("x = t\nx['n'] = x['m'] * 2\nx = x.head()", []),
        ("u = []\nfor n in t: u.append(n)\nx = len(u)", []),
        ("u = 0\nfor n in t:\n    u = u + n\nx = u", []),
        ("u = 1\nif a > 2:\n    u = 5\nx = u", []),
        ("def luas(a):\n    return a * 4\nx = luas(3)", []),
        ("x = t\nu = x.head()", [("not-used", "u")]),
        ("batas = 4\nx = t.query('n > @batas')", []),
        ("u = t\nu['n'] = t['m'] * 2\nx = t.head()", [("not-used", "u")]),
        ("a = 4\nx = f'{a} kg'", []),
        ("a = 4\nx = list(map(lambda n: n * a, t))", []),
        # It changes something, or only shows it.
        ("t.sort_values('n', inplace=True)\nx = t", []),
        ("u.sort()\nx = u", []),
        ("x = t.plot.bar()\nx.set_title('Panen')\ngambar(x)", []),
        ("x = t\nx", []),
        ("plt.title('Panen')\nx = plt.gca()", []),
        ("print('Hasil', x)\nx = 4", []),
        ("import math\nx = math.pi", []),
        ("x = t.head()", []),
        ("x = (", None),
        ("return 4\nx = 3", []),
    ],
)
def test_what_leads_nowhere(source: str, lost: list[tuple[str, str]] | None) -> None:
    found = written_in(source)
    assert (found and [(one.ident, one.code) for one in found.lost if one.answer == "x"]) == lost


def test_of_a_lost_line_is_told_what_only_it_has() -> None:
    found = written_in("u = t[t['n'] > 4]\nx = t['n'].sum()")
    assert found is not None
    (lost,) = (one for one in found.lost if one.answer == "x")
    assert lost.parts == {">", "=4"}


def test_of_a_cell_that_no_person_wrote_nothing_is_followed() -> None:
    found = written_in("x = t\n" + "t.head(4)\n" * 9_000)
    assert found is not None
    assert found.lost == ()
