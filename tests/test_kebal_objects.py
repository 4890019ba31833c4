"""Honest classes that are built otherwise than the solution's: an isolated test gives them what one process gives."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest
from sandboxes import shared_sandbox

from grader.curriculum.release import reference_steps
from grader.sandbox.job import Job
from tests.isolation import Cells, isolated, run, source, won

BARANG = "class Barang:\n    def __init__(self, nama, harga):\n        self.nama, self.harga = nama, harga\n"
TOKO = (
    "class Toko:\n    def __init__(self, pemilik=None):\n        self.isi, self.pemilik = [], pemilik\n"
    "    def tambah(self, b):\n        self.isi.append(b)\n        return self\n"
    "    def cari(self, nama):\n        for b in self.isi:\n            if b.nama == nama:\n                return b\n        return None\n"
    "    def semua(self):\n        return list(self.isi)\n"
    "    def termahal(self):\n        return max(self.isi, key=lambda b: b.harga)\n"
    "    def __iter__(self):\n        return iter(self.isi)\n"
    "    def __getitem__(self, k):\n        return self.isi[k]\n"
    "    def __len__(self):\n        return len(self.isi)\n"
)
BUAT = "def buka(*barang):\n    t = Toko()\n    for b in barang:\n        t.tambah(b)\n    return t\ndef murah(toko, batas):\n    return [b for b in toko if b.harga < batas]\n"
EXERCISE: Cells = (
    ("jawab", BARANG + TOKO + BUAT),
    ("tes", "t = Toko()\nt.tambah(Barang('jenang', 12)).tambah(Barang('kopi', 7))\nassert t.cari('kopi').harga == 7\nassert t.cari('teh') is None"),
    ("tes", "t = buka(Barang('jenang', 12), Barang('kopi', 7))\nassert [b.nama for b in t.semua()] == ['jenang', 'kopi']\nassert t.termahal().nama == 'jenang' and len(t) == 2"),
    ("tes", "t = buka(Barang('jenang', 12), Barang('kopi', 7))\nassert sum(b.harga for b in t) == 19 and t[1].nama == 'kopi' and t[0].harga == 12\nassert [b.harga for b in murah(t, 10)] == [7]"),
    ("tes", "t = Toko(pemilik=Barang('Ani', 1))\nassert t.pemilik.nama == 'Ani'\nb = Barang('a', 1)\nb.harga = 5\nt.tambah(b)\nassert t.cari('a').harga == 5 and t.cari('a') is b"),
)  # fmt: skip
BODY = EXERCISE[0][1]
WAYS: dict[str, list[tuple[str, str]]] = {
    "tuples of the goods": [("return list(self.isi)", "return tuple(self.isi)"), ("return [b for b in toko if b.harga < batas]", "return {b.nama: b for b in toko if b.harga < batas}.values()")],
    "generators of the goods": [("        return list(self.isi)", "        yield from self.isi"), ("        return iter(self.isi)", "        for b in self.isi:\n            yield b"), ("return [b for b in toko if b.harga < batas]", "return filter(lambda b: b.harga < batas, toko)")],
    "next in place of a loop": [("        for b in self.isi:\n            if b.nama == nama:\n                return b\n        return None", "        return next((b for b in self.isi if b.nama == nama), None)")],
    "a dictionary inside": [("self.isi, self.pemilik = [], pemilik", "self._isi, self.pemilik = {}, pemilik"), ("self.isi.append(b)", "self._isi[b.nama] = b"), ("    def cari", "    @property\n    def isi(self):\n        return list(self._isi.values())\n    def cari")],
    "a data class": [(BARANG, "from dataclasses import dataclass\n@dataclass\nclass Barang:\n    nama: str\n    harga: int\n")],
    "slots and properties": [(BARANG, "class Barang:\n    __slots__ = ('nama', '_h')\n    def __init__(self, nama, harga):\n        self.nama, self.harga = nama, harga\n    @property\n    def harga(self):\n        return self._h\n    @harga.setter\n    def harga(self, h):\n        self._h = h\n")],
    "a shop that is a list": [("class Toko:\n    def __init__(self, pemilik=None):\n        self.isi, self.pemilik = [], pemilik\n", "class Toko(list):\n    def __init__(self, pemilik=None):\n        self.pemilik = pemilik\n    @property\n    def isi(self):\n        return self\n"), ("    def __iter__(self):\n        return iter(self.isi)\n    def __getitem__(self, k):\n        return self.isi[k]\n    def __len__(self):\n        return len(self.isi)\n", "")],
    "a shop of a base class": [("class Toko:", "class Dasar:\n    def __len__(self):\n        return sum(1 for _ in self)\nclass Toko(Dasar):"), ("    def __len__(self):\n        return len(self.isi)\n", "")],
    "sorted afresh each time": [("return max(self.isi, key=lambda b: b.harga)", "return sorted(self.isi, key=lambda b: -b.harga)[0]")],
    "a shop by a function": [("def buka(*barang):\n    t = Toko()\n    for b in barang:\n        t.tambah(b)\n    return t", "buka = lambda *barang: [t := Toko(), *map(t.tambah, barang)][0]")],
    "numbers of an own kind": [("self.nama, self.harga = nama, harga", "self.nama, self.harga = nama, Rupiah(harga)"), ("class Barang:", "class Rupiah(int):\n    def __str__(self):\n        return f'Rp{int(self)}'\nclass Barang:")],
    "words of an own kind": [("self.nama, self.harga = nama, harga", "self.nama, self.harga = Nama(nama), harga"), ("class Barang:", "class Nama(str):\n    pass\nclass Barang:")],
    "equality and order of its own": [("class Barang:\n", "from functools import total_ordering\n@total_ordering\nclass Barang:\n    def __eq__(self, o):\n        return self.harga == o.harga\n    def __lt__(self, o):\n        return self.harga < o.harga\n"), ("max(self.isi, key=lambda b: b.harga)", "max(self.isi)")],
}  # fmt: skip


def test_every_test_is_isolated() -> None:
    assert set(isolated(EXERCISE).values()) == {""}


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
def test_classes_that_are_built_otherwise_are_right_too(changes: list[tuple[str, str]]) -> None:
    text = BODY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    together = shared_sandbox().run(Job(reference_steps(source(EXERCISE, {0: text}), (), {})))
    apart = run(EXERCISE, {0: text})
    due = [place for place in apart if together.step(f"{place}").status == "ok"]
    assert {place: apart[place].error for place in due if not won(apart[place])} == {}
    assert len(due) == 4
