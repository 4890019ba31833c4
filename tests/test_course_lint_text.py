"""How the lint reads text and code: words, sentences, headings, spelling, used names."""

from __future__ import annotations

import shutil

import pytest

from grader.common.errors import SinauError
from grader.curriculum.lint import language, prose, vocabulary


def test_counts_what_is_read_and_not_markup() -> None:
    text = "# Harga\n\nBaca **[tabel harga](a.ipynb)**, lalu `rata` 9,32%.\n```\ntidak\n```\n<!-- x -->"
    assert prose.count_words(text) == 7


def test_readable_drops_code_links_files_and_formulas() -> None:
    text = "Buka `hpp` di [situs BPS](https://bps.go.id), data.csv, $x = y$; Rp5.000 dan <b>tebal</b>."
    assert prose.WORD.findall(prose.readable(text)) == ["Buka", "di", "situs", "BPS", "Rp", "dan", "tebal"]


def test_indonesian_in_code_is_read() -> None:
    source = (
        '# ganti angkanya\nx = 1\nperiksa("x", petunjuk=["Coba lagi."], keliru={"2": "Itu dua."})\n### END'
    )
    assert list(prose.sentences_in_code(source)) == ["Coba lagi.", "Itu dua.", "ganti angkanya"]


def test_headings_ignore_code_blocks() -> None:
    assert prose.headings("# Satu\n```\n# bukan\n```\n### Tiga ###") == [(1, "Satu"), (3, "Tiga")]


def test_names_and_abbreviations_are_not_spelled() -> None:
    text = "Menurut Bu Sari dari UMKM WhatsApp, harga naik. Laba turun.\n- Omzet"
    assert " ".join(language.words_to_check(text)) == "menurut dari harga naik laba turun omzet"


def test_spelling_knows_regular_forms_and_finds_errors() -> None:
    right = "rata-rata kolomnya urutkan diurutkan tuliskan kelompokkan berapakah datanya ubahlah satu-satunya"
    wrong = {"merubah", "silahkan", "dibawah", "diatas", "disini", "haraga"}
    assert language.misspelled([*right.split(), *wrong], allowed=["kolom"]) == wrong


def test_without_hunspell_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SinauError, match="apt install hunspell hunspell-id"):
        language.misspelled(["harga"])


@pytest.mark.parametrize(
    ("text", "banned"),
    [
        ("Kamu tinggal klik.", True),
        ("Warga yang tinggal di desa; alamat tempat tinggal.", False),
        ("Sudah jelas, tentu saja.", True),
        ("Jelaskan secukupnya.", True),
        ("Penjelasan ini menjelaskan.", False),
        ("Mencukupi kebutuhan orang yang meninggal.", False),
        ("Gampangnya begini; cukuplah.", True),
    ],
)
def test_banned_words_are_whole_words(text: str, banned: bool) -> None:
    assert bool(language.banned_in(text)) is banned


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("print(rupiah(omzet))", ["print", "rupiah"]),
        ("plt.bar(a, b)", ["plt.bar"]),
        ("ax = df.groupby('kota')['total'].sum().plot.bar()", [".bar", ".plot", ".sum", ".groupby"]),
        ("df[['a', 'b']]", []),
        ("x = [1, 2]; y = {'a': 1}", ["list", "dict"]),
        ("for i in range(3):\n    f'{i}'", ["for", "range", "f-string"]),
        ("[i for i in x if i % 2 and not i // 3]", ["comprehension", "and", "%", "not", "//"]),
        ("%matplotlib inline\nhpp = ____", []),
        ("def f(x):\n    return -x ** 2", ["def", "**"]),
        ("raise ValueError", []),
        ("ini bukan python", []),
    ],
)
def test_used_names(source: str, expected: list[str]) -> None:
    assert vocabulary.used_names(source, imported={"plt", "rupiah"}) == expected


def test_what_an_entry_introduces() -> None:
    assert vocabulary.introduces("print()") == {"print"}
    assert vocabulary.introduces("df.str.contains") == {"df.str.contains", ".str", ".contains"}
    assert "plt.bar" in vocabulary.introduces("plt.bar")
