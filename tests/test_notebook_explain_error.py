"""Each error a novice meets gets sentences that name the variable, line or file, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.compilerop import CachingCompiler

from grader.checks.blank import ____
from grader.learner.errors.explain import explain
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.raised import scene_of
from grader.learner.errors.scene import Scene
from grader.learner.errors.spelling import closest

ORDERS = pd.DataFrame({"kanal": ["wa", "toko"], "jumlah": [1, 2]})


def failing(source: str, files: Sequence[str] = (), **names: object) -> tuple[BaseException, Explanation]:
    """Run a cell that must fail; return the error and its explanation."""
    namespace = dict(names)
    try:
        exec(compile(source, "<sel>", "exec"), namespace)
    except BaseException as error:
        scene = replace(scene_of(error, source, namespace), files=files)
        return error, explain(error, scene)
    pytest.fail(f"the cell ran: {source}")


@pytest.mark.parametrize(
    ("source", "names", "kind", "happened", "todo"),
    [
        ("untung = hrga * 2", {"harga": 5}, NameError, "`hrga`", "`harga`"),
        ("x = Harga", {"harga": 5}, NameError, "`Harga`", "huruf besar dan kecil"),
        ("prit(3)", {}, NameError, "`prit`", "`print`"),
        ("x = jenang", {}, NameError, "`jenang`", '`"jenang"`'),
        ("bulan = April", {}, NameError, "`April`", '`"April"`'),
        ("jawaban = b", {"bb": 1}, NameError, "`b`", '`"b"`'),
        ("grafik_jenang(2025)", {}, NameError, "`grafik_jenang`", "jalankan dulu"),
        ("x = Rp15000", {}, NameError, "`Rp15000`", "`15000`"),
        ("periksa('a')", {}, NameError, "`periksa`", "sel persiapan"),
        ("harga + 5", {"harga": "7.000"}, TypeError, '`harga` berisi teks `"7.000"`', "`harga = 7_000`"),
        ("x = pak * 2.5", {"pak": "40 pak"}, TypeError, "`pak` berisi teks", "berisi angka"),
        ("total = harga + 5", {"harga": (12, 500)}, TypeError, "berisi beberapa nilai", "12_500"),
        ("x = print(5)\ny = x + 1", {}, TypeError, "`x` masih kosong", "`print(...)`"),
        ("print('Untung ' + 5)", {}, TypeError, "mencampur", "koma"),
        ("harga(5)", {"harga": 4}, TypeError, "`harga` berisi angka", "`*`"),
        ("print = 4\nprint(5)", {}, TypeError, "`print` sudah kamu pakai", "mulai ulang kernel"),
        ("for i in 5: pass", {}, TypeError, "`for i in 5: pass`", "`range(5)`"),
        ("int('12.500')", {}, ValueError, '`"12.500"`', "`12500`"),
        ("int('Rp12.500,-')", {}, ValueError, "tidak dapat dijadikan angka", "`12500`"),
        ("float('12,5')", {}, ValueError, '`"12,5"`', "`12.5`"),
        ("int('40 pak')", {}, ValueError, '`"40 pak"`', "`40`"),
        ("a, b = 1, 2, 3", {}, ValueError, "banyak nama", "Samakan"),
        ("x = untung / pembeli", {"untung": 5, "pembeli": 0}, ZeroDivisionError, "`pembeli` bernilai 0", ""),
        ("x = 5 / 0", {}, ZeroDivisionError, "Baris 1", "`/`"),
        ("x = 5 / 0,6", {}, ZeroDivisionError, "dua isi: 0 dan 6", "`0.6`"),
        ("x = 5 / (1 - 0,4)", {}, TypeError, "dua isi: 0 dan 4", "`0.4`"),
        ("t['Jumlah']", {"t": ORDERS}, KeyError, '`t` tidak mempunyai kolom `"Jumlah"`', '`"jumlah"`'),
        ("t['xyz']", {"t": ORDERS}, KeyError, '`"xyz"`', 'Yang ada: `"kanal"`, `"jumlah"`'),
        ("t.groupby('kanl')", {"t": ORDERS}, KeyError, '`"kanl"`', '`"kanal"`'),
        ("t[['jumlah', 'Kanal']]", {"t": ORDERS}, KeyError, 'kolom `"Kanal"`', '`"kanal"`'),
        ("t['kanal', 'jumlah']", {"t": ORDERS}, KeyError, "satu lapis", '`[["kanal", "jumlah"]]`'),
        ("x = t['Kanal']", {"t": ORDERS, "x": ____}, KeyError, "`t` tidak", '`"kanal"`'),
        ("t['kanal'] == 'a' & t['jumlah'] == 1", {"t": ORDERS}, TypeError, "dua syarat", "kurung"),
        ("t['kanal'].mean()", {"t": ORDERS}, TypeError, "`mean` dari kolom yang tidak", "berisi angka"),
        ("t.groupby('jumlah').mean()", {"t": ORDERS}, TypeError, "`mean` dari kolom", "berisi angka"),
        ("t.plot.bar(x='jumlah', y='kanal')", {"t": ORDERS}, TypeError, "tidak berisi angka", "`y`"),
        ("t.plot.batang()", {"t": ORDERS}, AttributeError, "`plot` tidak mempunyai `.batang`", "ejaan"),
        ("t.hed()", {"t": ORDERS}, AttributeError, "`.hed`", "`.head`"),
        ("x = None\nx.sum()", {}, AttributeError, "kosong (None)", "print"),
        ("[1, 2][5]", {}, IndexError, "urutan yang tidak ada", "dari 0"),
        ("import pndas", {}, ModuleNotFoundError, "`pndas`", "terpasang"),
        ("from grader.belajar import rupih", {}, ImportError, "`rupih`", "`rupiah`"),
        ("raise KeyboardInterrupt", {}, KeyboardInterrupt, "dihentikan", "Tidak ada yang rusak"),
        ("raise MemoryError", {}, MemoryError, "Memori", "Tutup program lain"),
        ("assert 1 == 2", {}, AssertionError, "`AssertionError`", "pelatih"),
    ],
)  # fmt: skip
def test_runtime_errors(
    source: str, names: dict[str, object], kind: type[BaseException], happened: str, todo: str
) -> None:
    error, explanation = failing(source, **names)
    assert type(error) is kind
    assert happened in explanation.what_happened
    assert todo in explanation.what_to_do


@pytest.mark.parametrize(
    ("source", "happened", "todo"),
    [
        ("if 3 > 2\n    x = 1", "titik dua", "`:`"),
        ("print('a'", "`(` tetapi tidak menutupnya", "`)`"),
        ("x = [3)", "`[` tetapi menutupnya dengan `)`", "`]`"),
        ("x = 3)", "menutup kurung `)`", "Hapus"),
        ("nama = 'Bu Sari", "tanda kutip tetapi tidak menutupnya", "tanda kutip yang sama"),
        ("if x = 3: pass", "satu tanda `=`", "`==`"),
        ("x = len(t[t['kota'] = 'Madiun'])", "satu tanda `=`", "`==`"),
        ("t[t.kota = 'Madiun']", "satu tanda `=`", "`==`"),
        ("x = f(a=1, t['kota'] = 'Madiun')", "satu tanda `=`", "`==`"),
        ("harga = Rp1.250.000", "`Rp1.250.000`", "`1_250_000`"),
        ("harga = Rp 7000", "`Rp 7000`", "`7_000`"),
        ("harga = 1.250.000", "`1.250.000`", "`1_250_000`"),
        ("harga = 1,250,050", "koma sebagai pemisah ribuan", "`1_250_050`"),
        ("nama = “Bu Sari”", "`“`", "ketik sendiri"),
        ("x = 7000 – 5000", "`–`", "`-`"),
        ("harga jual = 5", "`harga jual`", "`harga_jual`"),
        ("harga-jual = 5", "`harga-jual`", "`harga_jual`"),
        ("2harga = 5", "diawali angka", "`harga_2`"),
        ("5 = x", "`5` di kiri tanda `=`", "nama di kiri"),
        ("x = 10%", "`%` sebagai persen", "`10 / 100`"),
        ("x = 5 x 3", "huruf `x`", "`*`"),
        ("x = 10 : 2", "memuat `:`", "`/`"),
        ("x = 012", "diawali 0", "jadikan teks"),
        ("print 'a'", "tanpa tanda kurung", "`print(...)`"),
        ("x = 5kg", "`kg` tepat sesudah angka", "tanpa satuan"),
        ("x = 5 +", "berhenti di tengah", "Lengkapi"),
        ("x = = 3", "memuat dua tanda `=`", "satu tanda `=` saja"),
    ],
)
def test_syntax_errors_name_the_line_and_the_likeliest_slip(source: str, happened: str, todo: str) -> None:
    error, explanation = failing(source)
    assert type(error) is SyntaxError
    assert happened in explanation.what_happened
    assert todo in explanation.what_to_do


@pytest.mark.parametrize(
    ("source", "happened"),
    [
        ("x = (3", "membuka kurung `(` tetapi tidak menutupnya"),
        ("x = (3\n\n", "Baris 1, `x = (3`, membuka kurung"),
        ("t = t[t['kota'] == 'Madiun'", "membuka kurung `[`"),
        ("x = '''abc", "tanda kutip tetapi tidak menutupnya"),
        ("if True:", "seharusnya menjorok"),
    ],
)
def test_a_cell_that_ends_half_way_is_explained_in_the_notebook_too(source: str, happened: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        CachingCompiler().ast_parse(source)
    assert raised.value.msg == "incomplete input"
    assert happened in explain(raised.value, Scene(source)).what_happened


@pytest.mark.parametrize(
    ("source", "happened"),
    [
        ("if True:\nx = 1", "Baris 2, `x = 1`, seharusnya menjorok"),
        ("x = 1\n  y = 2", "Baris 2, `y = 2`, diawali spasi"),
        ("if True:\n    x = 1\n  y = 2", "Baris 3, `y = 2`, tidak sejajar"),
    ],
)
def test_indentation_errors_name_the_line(source: str, happened: str) -> None:
    error, explanation = failing(source)
    assert isinstance(error, IndentationError)
    assert happened in explanation.what_happened
    assert "spasi" in explanation.what_to_do


def test_a_missing_file_names_the_closest_one() -> None:
    _, near = failing("open('pesann_jenang.csv')", files=["catatan.txt", "pesanan_jenang.csv"])
    assert "`pesann_jenang.csv`" in near.what_happened
    assert "`pesanan_jenang.csv`" in near.what_to_do
    _, none = failing("open('zzz.txt')", files=["pesanan_jenang.csv"])
    assert "pesanan_jenang" not in none.what_to_do


def test_the_closest_name_prefers_another_mix_of_capitals() -> None:
    assert closest("Harga", ["harga_jual", "harga"]) == "harga"
    assert closest("hraga", ["harga", "untung"]) == "harga"
    assert closest("jenang", ["harga", "untung"]) is None


@given(source=st.text(max_size=60), line=st.none() | st.integers(-3, 9), text=st.text(max_size=40))
def test_any_error_in_any_cell_gets_two_sentences(source: str, line: int | None, text: str) -> None:
    kinds = (NameError, TypeError, ValueError, KeyError, ImportError, AttributeError, IndexError, OSError)
    for error in [kind(text) for kind in kinds] + [
        SyntaxError(text),
        IndentationError(text),
        ZeroDivisionError(),
    ]:
        explanation = explain(error, Scene(source, line, {"harga": 5}))
        assert explanation.what_happened.strip()
        assert explanation.what_to_do.strip()
