"""`sinau profil`: a page for any village, by one parameterised notebook."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import app
from grader.common.errors import SinauError
from grader.profil import facts
from grader.profil.boundaries import neighbours, outlines
from grader.profil.command import chosen, parameters_of
from grader.profil.make import make_pages, page_path, run_notebook, stamp_of
from grader.profil.show import profil
from grader.profil.villages import find, named, twins, villages

SLAHUNG, BAJANG = "35.02.01.2003", "35.02.08.2011"
STATED = {"penduduk": 2750, "sumber_penduduk": "buku induk desa", "waktu_penduduk": "Juni 2026"}
HEAD = "kode_kemendagri;ukuran;nilai;satuan;sumber;waktu\n"


@pytest.mark.parametrize("text", [SLAHUNG, "3502012003", "slahung", "Desa Slahung", "Slahung, Kec. Slahung"])
def test_a_village_is_found_however_it_is_written(text: str) -> None:
    assert find(text).code == SLAHUNG


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bajang", r"Ada 2 desa bernama Bajang: .*Mlarak \(35.02.08.2011\) dan .*Balong \(35.02.11.2012\)"),
        ("35.02.99.2001", "bukan kode desa di Ponorogo"),
        ("Slahungg", "Mungkin maksudmu Slahung"),
        ("zzz", "tidak ada di daftar 307"),
    ],
)
def test_what_is_no_single_village_is_said_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(SinauError, match=says):
        find(text)


def test_fifteen_names_are_borne_twice_and_the_search_shows_both() -> None:
    assert len({v.name for v in villages().values() if twins(v)}) == 15
    assert [v.kecamatan for v in named("bajang")] == ["Mlarak", "Balong"]


def test_borders_are_mutual_and_every_village_has_one() -> None:
    assert outlines().keys() == villages().keys()
    for code in villages():
        beside = neighbours(code)
        assert beside
        assert all(code in neighbours(other) for other in beside)


def test_a_figure_of_its_own_moves_from_estimated_to_recorded() -> None:
    village = find(SLAHUNG)
    own = [facts.OwnFigure("Penduduk", 2750, "orang", "buku induk desa", "Juni 2026")]
    without = {e.what: e.value for e in facts.estimates(village, [])}
    assert without["Penduduk"] == "2.500 sampai 9.400 orang"
    assert "Penduduk" not in {e.what for e in facts.estimates(village, own)}
    assert [f.value for f in facts.known(village, own) if f.own] == ["2.750 orang"]
    assert not any("Berapa penduduk" in u.question for u in facts.unknowns(village, own))


def test_what_the_village_brought_is_not_asked_for() -> None:
    village = find(SLAHUNG)
    own = [facts.OwnFigure("rumah berinternet", 63, "persen", "survei kilat", "Agustus 2026")]
    assert any("internet" in unknown.question for unknown in facts.unknowns(village, []))
    assert not any("internet" in unknown.question for unknown in facts.unknowns(village, own))
    assert [f.what for f in facts.known(village, own) if f.own] == ["Rumah berinternet"]


def test_a_village_of_the_centre_has_one_distance() -> None:
    assert [e.what for e in facts.estimates(find("Paju"), [])].count(
        "Jarak lurus ke tengah Kecamatan Ponorogo"
    ) == 1


def test_what_is_recorded_differs_by_village() -> None:
    def what(text: str) -> set[str]:
        return {fact.what for fact in facts.known(find(text), [])}

    assert "Status IDM 2022" in what(SLAHUNG)
    assert "Status IDM 2022" not in what("Josari")
    assert "Desa Cantik" in what("Bajang, Balong")
    assert "Desa Cantik" not in what(BAJANG)
    assert "Potensi (wisata)" in what("Jurug")
    assert "Kode BPS" not in what("Pulung")
    assert any("Kode BPS" in u.question for u in facts.unknowns(find("Pulung"), []))
    unsure = [f for f in facts.known(find("Jenangan, Jenangan"), []) if f.what == "Status IDM 2022"]
    assert unsure[0].value.startswith("mungkin")


def test_pages_are_made_kept_and_told(tmp_path: Path) -> None:
    own = tmp_path / "profil.csv"
    own.write_text(
        HEAD + f"{SLAHUNG};penduduk;;orang;buku induk;2026\n{BAJANG};penduduk;2000;orang;contoh;2026\n"
    )
    wanted = [find(SLAHUNG), find(BAJANG)]
    made = make_pages(wanted, tmp_path, {"data_saya": str(own)})
    assert [p.name for p in made.written] == [f"{BAJANG}-bajang.html"]
    assert list(made.problems) == [SLAHUNG]
    assert "nilai penduduk untuk 35.02.01.2003 kosong" in made.problems[SLAHUNG]

    page = page_path(tmp_path, find(BAJANG)).read_text()
    assert '<html lang="id">' in page
    assert "Nama kembar: ada juga Desa Bajang, Kecamatan Balong" in page
    assert "Memuat angka contoh" in page
    alts = re.findall(r'<img src="data:image/png[^"]*" alt="([^"]*)"', page)
    assert len(alts) == 2
    assert all(len(alt) > 80 for alt in alts)
    assert "Yang tercatat" in page
    assert "Yang ditaksir" in page
    assert "Yang belum diketahui" in page
    assert "Tetangga (" in page
    assert "profil.kepala()" not in page

    again = make_pages([find(BAJANG)], tmp_path, {"data_saya": str(own)})
    assert (again.current, again.written) == (1, [])
    other = make_pages([find(BAJANG)], tmp_path, STATED, apart=True)
    assert len(other.written) == 1
    assert "2.750 orang" in other.written[0].read_text()


def test_a_page_in_this_process_leaves_its_main_module_alone(tmp_path: Path) -> None:
    main = sys.modules["__main__"]
    notebook = run_notebook({"kode": SLAHUNG})
    assert sys.modules["__main__"] is main
    injected = [c for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", [])]
    assert SLAHUNG in injected[0].source


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"kode": "35.02.99.2001"}, "bukan kode desa"),
        ({"kode": SLAHUNG, "penduduk": 2750}, "butuh sumber_penduduk dan waktu_penduduk"),
        ({"kode": SLAHUNG, **STATED, "penduduk": -3}, "bukan banyaknya orang"),
        ({"kode": SLAHUNG, **STATED, "penduduk": 2.750}, "penduduk=2.75 bukan banyaknya orang"),
        ({"kode": SLAHUNG, **STATED, "penduduk": 2.000}, "tulis angka tanpa titik"),
        ({"kode": SLAHUNG, "data_saya": "tidak-ada.csv"}, "tidak-ada.csv tidak ada"),
    ],
)
def test_a_page_that_cannot_be_made_says_why(parameters: dict[str, Any], says: str) -> None:
    with pytest.raises(SinauError, match=says):
        run_notebook(parameters)


def test_an_own_file_with_a_strange_code_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "profil.csv"
    own.write_text(HEAD + "35.02.99.0000;penduduk;5;orang;buku;2026\n")
    with pytest.raises(SinauError, match=r"kode 35\.02\.99\.0000 bukan kode desa"):
        facts.own_figures(find(SLAHUNG), str(own))


def test_a_page_is_current_only_for_the_same_parameters() -> None:
    assert stamp_of({}) == stamp_of({})
    assert stamp_of({}) != stamp_of(STATED)


def test_parameters_are_read_as_people_write_them() -> None:
    assert parameters_of(["penduduk=2.750", "pembuat=Pak Mujiono"], None) == {
        "penduduk": 2750,
        "pembuat": "Pak Mujiono",
    }
    for wrong in ("penduduk", "warna=biru", "penduduk=banyak"):
        with pytest.raises(SinauError):
            parameters_of([wrong], None)
    assert len(chosen([], every=True)[0]) == 307
    with pytest.raises(SinauError, match="Sebut desanya"):
        chosen([], every=False)


def test_the_command_line_searches_and_goes_on_past_a_wrong_code(tmp_path: Path) -> None:
    runner = CliRunner()
    assert "35.02.11.2012" in runner.invoke(app, ["profil", "--cari", "bajang"]).output
    done = runner.invoke(app, ["profil", "35.02.99.2001", SLAHUNG, "--folder", str(tmp_path)])
    assert done.exit_code == 1
    assert "bukan kode desa" in done.output
    assert page_path(tmp_path, find(SLAHUNG)).exists()


def test_a_notebook_shows_the_page_or_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data-saya").mkdir()
    monkeypatch.chdir(tmp_path)
    profil("Bajang")
    assert "Ada 2 desa bernama Bajang" in capsys.readouterr().out
    profil(SLAHUNG, penduduk=2750)
    assert "butuh sumber_penduduk" in capsys.readouterr().out
    profil(SLAHUNG, **STATED)
    assert "Tersimpan: profil/35.02.01.2003-slahung.html" in capsys.readouterr().out
    assert (tmp_path / "profil" / f"{SLAHUNG}-slahung.html").exists()
