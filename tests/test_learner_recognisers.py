"""Every recogniser speaks in its own cells and keeps silent in those beside them; all sentences are whole."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image

from grader.checks.blank import NAME as BLANK
from grader.checks.blank import ____
from grader.learner.errors.explain import RECOGNISERS, explain
from grader.learner.errors.raised import scene_of
from grader.learner.errors.recogniser import Recogniser
from grader.learner.errors.scene import Scene
from grader.learner.errors.spelling import closest
from grader.learner.photo import Foto


def gambar(ax: object = None, *, sumber: str, waktu: str) -> None:
    """As in the front door, as far as its arguments go."""
    ax.get_figure()  # type: ignore[attr-defined]


def world() -> dict[str, object]:
    table = pd.DataFrame({"kota": ["Madiun", "Ngawi"], "omzet": [10.0, 20.0], "pak": [1, 2]})
    table = table.assign(jumlah_pak=[1, 2], kanal_jual=["wa", "toko"])
    names = {"omzet": 5, "pak": 2, "nol": 0, "kosong": None, "harga_teks": "7.000", "tulisan": "40 pak"}
    return {
        **names,
        "____": ____,
        "tabel": table,
        "lain": table[["kota"]],
        "twin": table[["kota", "pak"]],
        "tabel_tanggal": pd.DataFrame({"hari": pd.to_datetime(["2026-03-01", "2026-04-01"])}),
        "daftar": ["Madiun"],
        "kamus": {"a": 1},
        "grafik": None,
        "harga_koma": (12, 500),
        "persen_koma": (9, 64),
        "harga_jual": 7,
        "ceil": math.ceil,
        "math_": SimpleNamespace(sqrt=1),
        "gambar": gambar,
        "muat": lambda name: table,
        BLANK: ____,
        "kopi": Foto("kopi", Image.new("RGB", (2, 2)), "", None, False),
    }


def who_speaks(source: str) -> tuple[Recogniser | None, str]:
    """The recogniser whose sentences a failing cell gets, and what they say."""
    names = world()
    try:
        exec(compile(source, "<sel>", "exec"), names)
    except BaseException as error:
        scene = replace(scene_of(error, source, names), of_lesson=frozenset(["kain_lama"]))
        said = explain(error, scene)
        speaker = next(
            (r for r in RECOGNISERS if isinstance(error, r.kinds) and r.explain(error, scene) == said), None
        )
        return speaker, f"{type(error).__name__}: {error} → {said}"
    finally:
        plt.close("all")
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


@pytest.mark.parametrize(
    ("source", "todo"),
    [
        ("x = 0,08", "`0.08`"),
        ("x = 1 080 000", "`1_080_000`"),
        ("x = 7 50", "`750`"),
        ("x = 150 rb", "`150_000`"),
        ("x = 2,5 juta", "`2_500_000`"),
        ("x = 750 pak", "`750`"),
        ("kemasan = mangkok", '`"mangkok"`'),
        ("t = tabel.sort_values('omzet', ascending=false)", "`False`"),
        ("x = tabel[jumlah_pak >= 10]", '`tabel["jumlah_pak"]`'),
        ("print(jumlah_pak)", '`tabel["jumlah_pak"]`'),
        ("x = tabel.groupby(kanal_jual)", '`"kanal_jual"`'),
        ('x = tabel["kota"].isin(izin)', '`["izin"]`'),
        ('x = tabel["jumlah_pak" >= 10]', '`tabel[tabel["jumlah_pak"] ...]`'),
        ('x = tabel("omzet")', "`tabel[...]`"),
        ("x = tabel.head[6]", "`head(...)`"),
        ("x = ceil[2.5]", "`ceil(...)`"),
        ('x = tabel["omzet"].mean / 2', "`.mean()`"),
        ("omzet - pak = untung", "`untung = omzet - pak`"),
        ('simpulan == "b"', "`simpulan = ...`"),
        ('x = mean(tabel["omzet"])', '`tabel["omzet"].mean()`'),
        ('x = tabel["omzet"].jumlah()', "`.sum`"),
        ("x = tabel.plot.batang()", "`.bar`"),
        ('x = apjii["persen"].mean()', "`tabel`"),
        ('x = tabel.groupby("kota")["pak", "omzet"]', '`[["pak", "omzet"]]`'),
        ('x = tabel["kota"].lower()', "`.str.lower(...)`"),
        ('x = tabel["kota"].str.contains("a", "b", "c")', '`contains("a|b|c")`'),
        ('x = tabel[tabel["kota"] in daftar]', '`tabel["kota"].isin(daftar)`'),
        ("x = (pak > 1) dan (omzet > 2)", "`&`"),
        ("x = math.ceil(2.5)", "`ceil(...)`"),
        ('tabel.plot.bar(x="kota", y="omzet", judul="Omzet")', "`title`"),
        ("tabel.plot.bar(title=Lima kecamatan)", '`"Lima kecamatan"`'),
        ('gambar(grafik, "BPS", "2025")', '`gambar(grafik, sumber="...", waktu="...")`'),
        ('gambar("grafik", sumber="a", waktu="25")', "`gambar(grafik, ...)`"),
        ("x = pak => 5", "`>=`"),
        ("x = pak ≥ 5", "`>=`"),
        ("x = omzet : pak", "`/`"),
        ("x = tabel['pak'] x 2", "`*`"),
        ("x = harga jual * 2", "`harga_jual`"),
        ("x = [1; 2]", "`,`"),
        ("x = tabel head()", "`.head(...)`"),
        ('nama = Bu Sari"', '`"Bu Sari"`'),
    ],
)
def test_it_says_what_to_write(source: str, todo: str) -> None:
    _, said = who_speaks(source)
    assert todo in said.split("what_to_do=")[1]


#: What would be a slip of many kinds, were it code.
DECOY = "10% dari Rp1.250.000 x 3 => tabel[kota] : b; dan kata , sum(omzet, 5) 0,08 == lima √ ≥ 5"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "beside", ["{cell}  # {decoy}", 'kata = "{decoy}"\n{cell}', '{cell}\nkata = "{decoy}"']
)
def test_comments_and_texts_beside_a_slip_change_nothing(beside: str) -> None:
    for recogniser, source in SPEAKS:
        if "\n" in source:
            continue
        cell = beside.replace("{decoy}", DECOY).replace("{cell}", source)
        speaker, said = who_speaks(cell)
        assert speaker is recogniser, (cell, said)


def test_every_recogniser_has_proof() -> None:
    assert all(r.speaks for r in RECOGNISERS)
    assert len({r.name for r in RECOGNISERS}) >= len(RECOGNISERS) - 1  # the Rupiah sign is two errors


def test_a_table_that_only_ipython_named_is_not_offered() -> None:
    table = pd.DataFrame({"kota": ["Madiun"]})
    assert Scene(names={"_7": table, "_": table, "gabung": table}).tables == {"gabung": ["kota"]}


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("harga_2024", ("harga_2020", "harga_juli_2024"), "harga_juli_2024"),
        ("modal", ("modal_ringan", "pasar"), "modal_ringan"),
        ("omzet", ("omzet_awal", "omzet_akhir"), None),
        ("jumlah_desa", ("luas_desa",), None),
        ("naik_tidak_ikut", ("naik_ikut",), None),
        ("omset_akhir", ("omzet_akhir",), "omzet_akhir"),
        ("Omzet", ("omzet", "omzet_awal"), "omzet"),
    ],
)
def test_the_nearest_name_has_the_same_parts(word: str, known: tuple[str, ...], near: str | None) -> None:
    assert closest(word, known) == near
