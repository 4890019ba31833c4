"""muat: where it finds data, what it shows, and what it says when something is wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from grader.common.errors import SinauError
from grader.data import muat
from grader.data.build import DATASETS
from grader.data.card import DataCard, resource_card
from grader.data.catalog import find_data_folder, load_catalog


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trainee's workspace with two data files, the current folder deep inside it."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("datapackage.json", "kas_warung.csv", "apjii_penetrasi.csv"):
        shutil.copy(DATASETS / name, data)
    shutil.copytree(DATASETS / "templates", data / "templates")
    lesson = tmp_path / "pelajaran" / "1-fondasi"
    lesson.mkdir(parents=True)
    monkeypatch.chdir(lesson)
    return tmp_path


def test_the_workspace_comes_first(workspace: Path) -> None:
    assert find_data_folder(Path.cwd()) == workspace / "data"
    assert len(muat("kas_warung")) == 34


def test_elsewhere_the_data_beside_the_package_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_data_folder(tmp_path) == DATASETS
    assert len(muat("apjii_penetrasi")) == 7


def test_somebody_elses_descriptor_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"name": "lain", "resources": []}')
    assert find_data_folder(tmp_path) == DATASETS


def test_the_card_is_printed_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    muat("kas_warung")
    said = " ".join(capsys.readouterr().out.split())
    for part in (
        "Buku kas Warung Bu Tin",
        "data latihan (sintetis)",
        "34 baris, 6 kolom",
        "satu catatan uang masuk atau uang keluar",
        "Rp: jumlah_rupiah",
        "12 Oktober sampai Minggu 18 Oktober 2026",
        "CC BY 4.0",
    ):
        assert part in said, part


def test_real_data_are_called_real(capsys: pytest.CaptureFixture[str]) -> None:
    muat("apjii_penetrasi")
    said = capsys.readouterr().out
    assert "data nyata" in said
    assert "sintetis" not in said
    assert "n = 8.700" in said


def test_in_ipython_the_card_is_displayed_with_both_faces() -> None:
    shell = InteractiveShell.instance()
    try:
        with capture_output() as captured:
            shell.run_cell("from grader.data import muat\ntabel = muat('kas_warung')")
        (shown,) = captured.outputs
        assert "<table" in shown.data["text/html"]
        assert "sintetis" in shown.data["text/html"]
        assert shown.data["text/plain"].startswith("KARTU DATA")
    finally:
        InteractiveShell.clear_instance()


def test_html_is_escaped_and_lists_the_columns() -> None:
    card = DataCard("<b>judul</b>", "data nyata", "1 baris, 1 kolom", (("Sumber", "a & b <i>"),))
    html = card._repr_html_()
    assert "<b>" not in html
    assert "a &amp; b &lt;i&gt;" in html
    resource = load_catalog(DATASETS).resources["kas_warung"]
    html = resource_card(resource)._repr_html_()
    assert "Arti 6 kolom" in html
    assert "<code>jumlah_rupiah</code>: besarnya uang (Rp)" in html


@pytest.mark.parametrize(
    "resource", load_catalog(DATASETS).resources.values(), ids=lambda resource: resource.name
)
def test_every_card_is_compact(resource) -> None:  # type: ignore[no-untyped-def]
    lines = str(resource_card(resource)).splitlines()
    assert len(lines) <= 15
    assert max(len(line) for line in lines) <= 112
    assert len(resource_card(resource)._repr_html_()) < 6_000


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("pesanan_jenag", 'Mungkin maksudmu muat("pesanan_jenang")'),
        ("pesanan", 'muat("pesanan_batik")'),
        ("pesanan_jenang.csv", 'tanpa akhiran: muat("pesanan_jenang")'),
        ("Kas_Warung", 'Mungkin maksudmu muat("kas_warung")'),
        ("zzzz", "Lihat lagi nama data"),
    ],
)
def test_an_unknown_name_gets_one_sentence(name: str, says: str) -> None:
    with pytest.raises(SinauError, match=re.escape(says)) as caught:
        muat(name)
    assert f'"{name}"' in str(caught.value)


def test_a_missing_file(workspace: Path) -> None:
    (workspace / "data" / "kas_warung.csv").unlink()
    with pytest.raises(SinauError, match=r"kas_warung\.csv tidak ada"):
        muat("kas_warung")


@pytest.mark.parametrize("change", [b"1", b"\n"], ids=["a digit more", "a line more"])
def test_a_changed_file(workspace: Path, change: bytes) -> None:
    path = workspace / "data" / "kas_warung.csv"
    path.write_bytes(path.read_bytes() + change)
    with pytest.raises(SinauError, match=r"kas_warung\.csv sudah berubah"):
        muat("kas_warung")


@pytest.mark.parametrize(
    "content", ["", "{", '{"name": "sinau-desa"}', '{"name": "sinau-desa", "resources": [{}]}']
)
def test_a_broken_descriptor(tmp_path: Path, content: str) -> None:
    (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(SinauError, match=r"datapackage\.json rusak"):
        load_catalog(tmp_path)
    with pytest.raises(SinauError, match="tidak dapat dibaca"):
        load_catalog(tmp_path / "tidak-ada")


def test_own_file_through_muat(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "data-saya").mkdir()
    shutil.copy(DATASETS / "templates" / "toko.csv", workspace / "data-saya" / "toko.csv")
    table = muat("data-saya/toko.csv")
    assert table["harga_satuan"].tolist() == [20_000, 20_000, 22_000]
    assert "data milikmu sendiri" in capsys.readouterr().out
    assert len(muat("data-saya/toko.csv", templat="toko")) == 3
