"""Every recogniser speaks in its own cells and keeps silent in those beside them; all sentences are whole."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from grader.learner.explain_error import RECOGNISERS, explain
from grader.learner.python_errors import _line_in_cell
from grader.learner.recogniser import Recogniser
from grader.learner.scene import Scene


def gambar(ax: object = None, *, sumber: str, waktu: str) -> None:
    """As in the front door, as far as its arguments go."""
    ax.figure  # type: ignore[attr-defined]  # noqa: B018


def world() -> dict[str, object]:
    table = pd.DataFrame({"kota": ["Madiun", "Ngawi"], "omzet": [10.0, 20.0], "pak": [1, 2]})
    table = table.assign(jumlah_pak=[1, 2], kanal_jual=["wa", "toko"])
    names = {"omzet": 5, "pak": 2, "nol": 0, "kosong": None, "harga_teks": "7.000", "tulisan": "40 pak"}
    return {
        **names,
        "tabel": table,
        "daftar": ["Madiun"],
        "kamus": {"a": 1},
        "grafik": None,
        "harga_koma": (12, 500),
        "harga_jual": 7,
        "ceil": math.ceil,
        "math_": SimpleNamespace(sqrt=1),
        "gambar": gambar,
    }


def who_speaks(source: str) -> tuple[Recogniser | None, str]:
    """The recogniser whose sentences a failing cell gets, and what they say."""
    names = world()
    try:
        exec(compile(source, "<sel>", "exec"), names)
    except BaseException as error:
        line = getattr(error, "lineno", None) or _line_in_cell(error, names)
        known = {name: value for name, value in names.items() if name != "__builtins__"}
        said = explain(error, Scene(source, line, known))
        scene = Scene(source, line, known)
        speaker = next(
            (r for r in RECOGNISERS if isinstance(error, r.kinds) and r.explain(error, scene) == said), None
        )
        return speaker, f"{type(error).__name__}: {error} → {said}"
    pytest.fail(f"the cell ran: {source}")


SPEAKS = [(r, source) for r in RECOGNISERS for source in r.speaks]
SILENT = [(r, source) for r in RECOGNISERS for source in r.silent]


@pytest.mark.parametrize(("recogniser", "source"), SPEAKS, ids=lambda x: getattr(x, "name", x))
def test_it_speaks(recogniser: Recogniser, source: str) -> None:
    speaker, said = who_speaks(source)
    assert speaker is recogniser, (speaker and speaker.name, said)


@pytest.mark.parametrize(("recogniser", "source"), SILENT, ids=lambda x: getattr(x, "name", x))
def test_it_keeps_silent(recogniser: Recogniser, source: str) -> None:
    speaker, said = who_speaks(source)
    assert speaker is not recogniser, said


def test_every_recogniser_has_proof() -> None:
    assert all(r.speaks for r in RECOGNISERS)
    assert len({r.name for r in RECOGNISERS}) >= len(RECOGNISERS) - 1  # the Rupiah sign is two errors
