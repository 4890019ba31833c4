"""A trainee's own file: read right, or one sentence that says where and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.common.errors import SinauError
from grader.data.build import TEMPLATES
from grader.data.card import size
from grader.data.catalog import load_catalog
from grader.data.own_file import OwnTable, find_own_file, read_own_file

CATALOG = load_catalog(TEMPLATES)
HEADER = "tanggal;produk;kanal;jumlah;harga_satuan;total"
ROWS = ["24/11/2026;Jenang ketan;WhatsApp;3;20000;60000", "25/11/2026;Jenang wijen;;1;22000;22000"]


def read(folder: Path, content: str | bytes, name: str = "toko.csv", template: str | None = None) -> OwnTable:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_own_file(path, f"data-saya/{name}", CATALOG, template)


def message(folder: Path, content: str | bytes, name: str = "toko.csv", template: str | None = None) -> str:
    with pytest.raises(SinauError) as caught:
        read(folder, content, name, template)
    text = str(caught.value)
    assert text.startswith(f"data-saya/{name}")
    assert text.endswith(".")
    assert "\n" not in text
    return text


EXPECTED = pd.DataFrame(
    {
        "tanggal": pd.to_datetime(["2026-11-24", "2026-11-25"]).astype("datetime64[us]"),
        "produk": pd.array(["Jenang ketan", "Jenang wijen"], dtype="str"),
        "kanal": pd.array(["WhatsApp", None], dtype="str"),
        "jumlah": [3, 1],
        "harga_satuan": [20_000, 22_000],
        "total": [60_000, 22_000],
    }
)
PLAIN = "\n".join([HEADER, *ROWS]) + "\n"
TITLE = "Laporan Penjualan Toko Réyog;;;;;\nNovember 2026;;;;;\n;;;;;\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(";", ","),
        PLAIN.replace(";", "\t"),
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        (TITLE + PLAIN).encode("cp1252"),
        (TITLE + PLAIN).encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        "sep=;\n" + PLAIN,
        PLAIN.replace("20000;60000", "Rp20.000;Rp 60.000,-").replace("22000", '"22.000,00"'),
        PLAIN.replace(";", ",").replace("20000", '"20,000"').replace("22000", '"22,000"'),
        PLAIN.replace("24/11/2026", "24 Nov 2026").replace("25/11/2026", "25-11-2026"),
        PLAIN.replace("24/11/2026", "2026-11-24 00:00:00").replace("25/11/2026", "Rabu, 25 November 2026"),
        PLAIN.replace("\n", "\n;;;;;\n"),
        PLAIN + "Total;;;4;;82000\n",
        PLAIN + ";;;;;\nJUMLAH;;;4;;82.000\n;;;;;\n",
        PLAIN + "Jumlah;;;4;;82.000\nMengetahui;;;Bu Lurah;;\n",
        PLAIN + HEADER + "\n",
        PLAIN.replace("harga_satuan", "Harga Satuan (Rp)").replace("tanggal", "TANGGAL "),
        PLAIN.replace("harga_satuan", '"harga\nsatuan"'),
        PLAIN.replace(HEADER, "Barang;;;Uang;;\n" + HEADER),
        "\n".join(f"{line};;" for line in PLAIN.splitlines()) + "\n",
    ],
    ids=[
        "semicolons",
        "commas",
        "tabs",
        "windows lines",
        "bom",
        "title cp1252",
        "title utf-16",
        "utf-16 without bom",
        "sep line",
        "rupiah",
        "english thousands",
        "month names",
        "time and day name",
        "empty rows",
        "total",
        "total after gap",
        "total and signature",
        "header repeated",
        "header with unit",
        "header on two lines",
        "merged header above",
        "empty columns",
    ],
)
def test_the_same_table_in_every_guise(tmp_path: Path, content: str | bytes) -> None:
    own = read(tmp_path, content)
    pd.testing.assert_frame_equal(own.frame, EXPECTED)


def test_the_card_says_how_it_was_read(tmp_path: Path) -> None:
    card = str(read(tmp_path, (TITLE + PLAIN + "Total;;;4;;82000\n").encode("cp1252")).card)
    for part in (
        "data milikmu sendiri",
        "2 baris, 6 kolom",
        "satu penjualan satu barang",
        "24 November 2026 sampai 25 November 2026",
        "Rp: harga_satuan, total",
        "titik koma",
        "Windows-1252",
        "2 baris judul dilewati",
        "1 baris total dan sesudahnya dilewati",
    ):
        assert part in " ".join(card.split()), part


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (("3;20000", "tiga;20000"), ["baris 2", "kolom jumlah", '"tiga"', "tidak terbaca sebagai angka"]),
        (("3;20000", "2,5;20000"), ["baris 2", "kolom jumlah", "bukan bilangan bulat"]),
        (("25/11/2026", "11/25/2026"), ["baris 3", "kolom tanggal", "hari/bulan/tahun"]),
        (("25/11/2026", ""), ["baris 3", "kolom tanggal", "kosong"]),
        (("tanggal", "tgl"), ["kolom tanggal tidak ditemukan", "kamu beri nama tgl"]),
        (("harga_satuan", "harga"), ["kolom harga_satuan tidak ditemukan", "kamu beri nama harga"]),
        (("kanal", "produk"), ["nama kolom produk ada dua kali"]),
        ((";60000", ";60000;catatan"), ["baris 2", "ada 7 isian untuk 6 kolom"]),
        (("22000;22000", "#REF!;22000"), ["baris 3", "kolom harga_satuan", "#REF!"]),
    ],
)
def test_one_sentence_with_line_and_column(tmp_path: Path, change: tuple[str, str], parts: list[str]) -> None:
    text = message(tmp_path, PLAIN.replace(*change))
    assert all(part in text for part in parts), text


def test_line_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    text = message(tmp_path, TITLE + PLAIN.replace("1;22000", "satu;22000"))
    assert "baris 6, kolom jumlah" in text


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"PK\x03\x04rest of a workbook", "Simpan Sebagai"),
        (b"\xd0\xcf\x11\xe0old workbook", "Simpan Sebagai"),
        (b"", "kosong"),
        (b"  \n\n", "kosong"),
        (b"\xff\xfe\x00", "bukan berkas teks"),
        (b"\x00\x01\x02\x03" * 20, "bukan berkas teks"),
        (b"1;2;3\n4;5;6\n", "nama kolom tidak ditemukan"),
        (b"24/11/2026;Jenang;3\n25/11/2026;Sate;5\n", "nama kolom tidak ditemukan"),
        (b"tanggal;;jumlah\n24/11/2026;x;3\n", "tanpa nama kolom"),
    ],
)
def test_what_is_no_table_gets_a_sentence(tmp_path: Path, content: bytes, part: str) -> None:
    assert part in message(tmp_path, content, "catatan.csv")


def test_decimal_commas_in_a_comma_file_are_pointed_out(tmp_path: Path) -> None:
    text = message(tmp_path, "nama,berat,harga\njenang,0,5,20000\nsate,0,25,15000\n", "lain.csv")
    assert "baris 2" in text
    assert "titik koma" in text


@pytest.mark.parametrize("template", CATALOG.resources)
def test_each_template_reads_as_itself(template: str) -> None:
    resource = CATALOG.resources[template]
    own = read_own_file(resource.path, resource.path.name, CATALOG, None)
    assert ("Templat", template) in own.card.facts
    assert list(own.frame.columns) == [field.name for field in resource.fields]
    assert len(own.frame) == resource.rows
    wanted = {"date": "M", "integer": "iI", "number": "f"}
    for field in resource.fields:
        if field.type in wanted:
            assert own.frame[field.name].dtype.kind in wanted[field.type], field.name


def test_a_template_is_found_by_columns_whatever_the_file_is_called(tmp_path: Path) -> None:
    own = read(tmp_path, PLAIN, "warung-bu-tin.csv")
    assert ("Templat", "toko") in own.card.facts
    own = read(tmp_path, "langkah;jumlah\ndilihat;1.200\nklik;60\n", "punyaku.csv")
    assert ("Templat", "corong") in own.card.facts
    assert own.frame["jumlah"].tolist() == [1200, 60]


def test_the_file_name_chooses_among_templates(tmp_path: Path) -> None:
    text = message(tmp_path, "tgl;terjual\n24/11/2026;4\n", "penjualan_harian-mei.csv")
    assert "kolom tanggal tidak ditemukan" in text


def test_asking_for_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match=r'"tokoo" tidak ada.*toko'):
        read(tmp_path, PLAIN, template="tokoo")


def test_extra_columns_are_kept_behind(tmp_path: Path) -> None:
    content = PLAIN.replace(HEADER, HEADER + ";ongkir").replace("60000\n", "60000;5.000\n")
    content = content.replace("22000\n", "22000;7.500\n")
    frame = read(tmp_path, content).frame
    assert frame.columns[-1] == "ongkir"
    assert frame["ongkir"].tolist() == [5_000, 7_500]


def test_a_file_of_its_own_kind_is_typed_by_its_values(tmp_path: Path) -> None:
    content = (
        "Kode Desa;Desa;RT;Lahir;Panen (ton);Harga;Catatan\n"
        "35.02.17.1001;Contoh A;01;1/2/2026;1,5;Rp1.200;baik\n"
        "35.02.17.1002;Contoh B;02;;12,25;900;-\n"
    )
    frame = read(tmp_path, content, "panen.csv").frame
    assert list(frame.columns) == ["kode_desa", "desa", "rt", "lahir", "panen", "harga", "catatan"]
    assert frame["kode_desa"].tolist() == ["35.02.17.1001", "35.02.17.1002"]
    assert frame["rt"].tolist() == ["01", "02"]
    assert frame["lahir"].dtype.kind == "M"
    assert frame["panen"].tolist() == [1.5, 12.25]
    assert frame["harga"].tolist() == [1200, 900]
    assert frame["catatan"].isna().tolist() == [False, True]


def test_the_comma_of_a_comma_file_groups_thousands(tmp_path: Path) -> None:
    comma = read(tmp_path, 'barang,harga\njenang,"20,000"\nsate,"15,000"\n', "lain.csv").frame
    assert comma["harga"].tolist() == [20_000, 15_000]
    semicolon = read(tmp_path, "barang;berat\njenang;0,500\nsate;1,250\n", "lain.csv").frame
    assert semicolon["berat"].tolist() == [0.5, 1.25]


def test_one_odd_cell_in_a_free_file_is_named_in_the_card(tmp_path: Path) -> None:
    own = read(tmp_path, "barang;stok\na;10\nb;habis\nc;30\n", "stok.csv")
    assert own.frame["stok"].tolist() == ["10", "habis", "30"]
    assert "kolom stok dibaca sebagai teks karena isi baris 3 bukan angka" in str(own.card)


def test_numbers_longer_than_a_column_can_hold_are_codes(tmp_path: Path) -> None:
    content = "pesanan;harga\n58392023847583475612345;1\n58392023847583475612346;2\n"
    frame = read(tmp_path, content, "bebas.csv").frame  # an OverflowError of pandas' own
    assert list(frame["pesanan"]) == ["58392023847583475612345", "58392023847583475612346"]
    text = message(tmp_path, PLAIN.replace("60000", "6" * 30))
    assert "baris 2, kolom total" in text
    assert "terlalu panjang" in text


def test_millions_of_rows_are_told_with_points_alone() -> None:
    assert size(1_500_000, 2) == "1.500.000 baris, 2 kolom"


def test_personal_columns_are_flagged(tmp_path: Path) -> None:
    own = read(tmp_path, "nama;nik;jumlah\nWarga 1;123;4\nWarga 2;124;5\n", "warga.csv")
    assert "jangan dibagikan" in str(own.card)
    assert own.frame["nik"].tolist() == ["123", "124"]
    goods = read(tmp_path, "nama_barang;jumlah\nJenang;4\nSate;5\n", "barang.csv")
    assert "jangan dibagikan" not in str(goods.card)


def test_the_file_is_found_from_a_folder_deeper_down(tmp_path: Path) -> None:
    lesson = tmp_path / "pelajaran" / "2-pemasaran"
    lesson.mkdir(parents=True)
    (tmp_path / "data-saya").mkdir()
    (tmp_path / "data-saya" / "toko.csv").write_text(PLAIN)
    found = tmp_path / "data-saya" / "toko.csv"
    assert find_own_file("data-saya/toko.csv", lesson) == found
    assert find_own_file("data-saya\\toko.csv", lesson) == found
    assert find_own_file(str(found), lesson) == found
    with pytest.raises(SinauError, match=r"Mungkin maksudmu toko\.csv"):
        find_own_file("data-saya/tko.csv", lesson)
    with pytest.raises(SinauError, match=r"Yang ada di folder itu: toko\.csv"):
        find_own_file("data-saya/kopi-arabika.csv", lesson)
    with pytest.raises(SinauError, match="Simpan berkas CSV-mu"):
        find_own_file("lain/zzz.csv", lesson)


def test_in_the_repository_a_template_stands_in_for_own_data(tmp_path: Path) -> None:
    lesson, templates = tmp_path / "lessons" / "2-pemasaran", tmp_path / "datasets" / "templates"
    lesson.mkdir(parents=True)
    templates.mkdir(parents=True)
    (templates / "toko.csv").write_text(PLAIN)
    assert find_own_file("data-saya/toko.csv", lesson) == templates / "toko.csv"
    with pytest.raises(SinauError, match="tidak ada"):
        find_own_file("lain/toko.csv", lesson)


def test_a_template_asks_for_nothing_personal(tmp_path: Path) -> None:
    own = read(tmp_path, "nama_biaya;jenis;total\nUpah;tenaga;50000\n", "harga_biaya.csv")
    assert "Data pribadi" not in str(own.card)


def points(number: int) -> str:
    return f"{number:,}".replace(",", ".")


rows = st.lists(
    st.tuples(
        st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
        st.sampled_from(["Jenang", "Sate; pedas", "Batik, ciprat", 'Susu "segar"', "Kopi – Réyog"]),
        st.integers(min_value=0, max_value=10_000),
        st.integers(min_value=0, max_value=10**9),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from([";", ",", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
def test_round_trip(tmp_path_factory, data, delimiter: str, encoding: str) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("own")
    frame = pd.DataFrame(data, columns=["tanggal", "produk", "jumlah", "harga_satuan"])
    written = frame.assign(
        tanggal=[f"{day.day:02d}/{day.month:02d}/{day.year}" for day in frame["tanggal"]],
        harga_satuan=[f"Rp{points(price)}" for price in frame["harga_satuan"]],
    )
    content = written.to_csv(index=False, sep=delimiter).encode(encoding)
    read_back = read(folder, content).frame
    assert read_back["tanggal"].dt.date.tolist() == frame["tanggal"].tolist()
    assert read_back["produk"].tolist() == frame["produk"].tolist()
    assert read_back["jumlah"].tolist() == frame["jumlah"].tolist()
    assert read_back["harga_satuan"].tolist() == frame["harga_satuan"].tolist()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="ab1;,.\t\n\"' /-Rp%", max_size=120).map(str.encode))
def test_any_bytes_give_a_table_or_a_sentence(tmp_path_factory, content: bytes) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("any")
    try:
        said = str(read(folder, content, "apa.csv").card)
    except SinauError as error:
        said = str(error)
    assert "data-saya/apa.csv" in said
