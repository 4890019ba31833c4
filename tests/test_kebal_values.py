"""Values that are plain data at heart (wrappers, own subclasses, members of enums) in isolated tests.

The solution gives plain data; an honest answer that gives their like gets exactly what one process gives it.
"""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest
from sandboxes import shared_sandbox

from grader.curriculum.release import reference_steps
from grader.sandbox.job import Job
from tests.isolation import Cells, isolated, run, source, won

EXERCISE: Cells = (
    ("beri", "import numpy as np\nimport pandas as pd"),
    ("jawab", "daftar = [3, 1, 2]\nkamus = {'a': 1, 'b': 2}\nteks = 'jenang'\nangka = 7\ntitik = (3, 4)\nlarik = np.array([1.0, 2.0, 4.0])\nderet = pd.Series([1, 2, 4])\n"
     "def buat(n):\n    return list(range(n))\ndef tambah(xs, x):\n    xs.append(x)\ndef jumlah(xs):\n    return sum(xs)\ndef huruf(t):\n    return t.upper()\ndef bagi(k):\n    return k['a'] / k['b']\n"
     "def byte():\n    return b'abc'\ndef hari():\n    import datetime\n    return datetime.date(2025, 1, 2)"),
    ("tes", "assert daftar == [3, 1, 2]\nassert len(daftar) == 3 and daftar[0] == 3 and sorted(daftar) == [1, 2, 3] and 2 in daftar"),
    ("tes", "assert [x * 2 for x in daftar] == [6, 2, 4] and sum(daftar) == 6 and max(daftar) == 3"),
    ("tes", "assert kamus == {'a': 1, 'b': 2}"),
    ("tes", "assert kamus['b'] == 2 and sorted(kamus) == ['a', 'b'] and len(kamus) == 2 and dict(kamus) == {'a': 1, 'b': 2}"),
    ("tes", "assert teks == 'jenang' and teks.upper() == 'JENANG' and len(teks) == 6"),
    ("tes", "assert angka == 7 and angka + 1 == 8 and abs(angka - 7) < 1e-9"),
    ("tes", "assert tuple(titik) == (3, 4)\nx, y = titik\nassert x * y == 12 and titik[1] == 4"),
    ("tes", "assert np.allclose(larik, [1, 2, 4]) and larik.sum() == 7 and larik.shape == (3,)"),
    ("tes", "assert list(deret) == [1, 2, 4] and deret.sum() == 7 and deret.max() == 4"),
    ("tes", "isi = buat(3)\ntambah(isi, 9)\nassert list(isi) == [0, 1, 2, 9]\nassert jumlah(isi) == 12"),
    ("tes", "assert huruf(teks) == 'JENANG' and bagi(kamus) == 0.5 and jumlah(daftar) == 6"),
    ("tes", "assert bytes(byte()) == b'abc' and byte() == b'abc'\nassert hari().year == 2025 and hari().day == 2"),
    ("tes", "assert isinstance(daftar, list) and isinstance(kamus, dict) and isinstance(teks, str)"),
)  # fmt: skip
#: What an answer does after the solution's own cell.
ANSWERS = {
    "user classes": "from collections import UserList, UserDict, UserString\ndaftar = UserList(daftar)\nkamus = UserDict(kamus)\nteks = UserString(teks)\nbuat = lambda n: UserList(range(n))",
    "chains and proxies": "from collections import ChainMap\nfrom types import MappingProxyType\nkamus = ChainMap({'a': 1}, {'b': 2, 'a': 5})\nbagi = lambda k: MappingProxyType({'x': k['a'] / k['b']})['x']",
    "a read-only view": "from types import MappingProxyType\nkamus = MappingProxyType({'a': 1, 'b': 2})",
    "own subclasses": "class Daftar(list):\n    def total(self):\n        return sum(self)\nclass Kamus(dict):\n    def bagi(self):\n        return self['a'] / self['b']\nclass Teks(str):\n    def besar(self):\n        return self.upper()\nclass Angka(int):\n    pass\n"
    "daftar, kamus, teks, angka = Daftar(daftar), Kamus(kamus), Teks(teks), Angka(angka)\nbuat = lambda n: Daftar(range(n))\njumlah = lambda xs: xs.total()\nbagi = lambda k: k.bagi()\nhuruf = lambda t: t.besar()",
    "own subclass of a user class": "from collections import UserList, UserDict\nclass Daftar(UserList):\n    def total(self):\n        return sum(self.data)\nclass Kamus(UserDict):\n    pass\ndaftar, kamus = Daftar(daftar), Kamus(kamus)\nbuat = lambda n: Daftar(range(n))\njumlah = lambda xs: xs.total()",
    "members of enums": "from enum import IntEnum, StrEnum\nclass Nilai(IntEnum):\n    TUJUH = 7\nclass Jajan(StrEnum):\n    JENANG = 'jenang'\nangka, teks = Nilai.TUJUH, Jajan.JENANG\nhuruf = lambda t: t.value.upper()",
    "named tuples": "from typing import NamedTuple\nclass Titik(NamedTuple):\n    x: int\n    y: int\n    def jarak(self):\n        return (self.x ** 2 + self.y ** 2) ** 0.5\ntitik = Titik(3, 4)",
    "named tuples without more": "from collections import namedtuple\ntitik = namedtuple('Titik', 'x y')(3, 4)",
    "an own sequence": "class Tiga:\n    def __init__(self):\n        self.isi = [3, 4]\n    def __iter__(self):\n        return iter(self.isi)\n    def __getitem__(self, n):\n        return self.isi[n]\ntitik = Tiga()",
    "an own mapping": "from collections.abc import Mapping\nclass Kamus(Mapping):\n    def __getitem__(self, k):\n        return {'a': 1, 'b': 2}[k]\n    def __iter__(self):\n        return iter('ab')\n    def __len__(self):\n        return 2\nkamus = Kamus()",
    "counters and default values": "from collections import Counter, OrderedDict, defaultdict\nclass Hitung(Counter):\n    pass\nkamus = Hitung(a=1, b=2)",
    "ordered after a move": "from collections import OrderedDict\nclass Urut(OrderedDict):\n    pass\nkamus = Urut(b=2, a=1)\nkamus.move_to_end('b')",
    "deques": "from collections import deque\nclass Antre(deque):\n    pass\nbuat = lambda n: deque(range(n), maxlen=9)\ntitik = Antre([3, 4])",
    "bytes of other kinds": "class B(bytes):\n    pass\nbyte = lambda: memoryview(B(b'abc'))",
    "bytes that can change": "byte = lambda: bytearray(b'abc')",
    "masked without a mask": "larik = np.ma.array(larik)\nderet = pd.Series(np.ma.array([1, 2, 4]))",
    "subclasses of tables and arrays": "class L(np.ndarray):\n    pass\nclass D(pd.Series):\n    pass\nlarik = larik.view(L)\nderet = D(deret)",
    "extension arrays": "larik = pd.array([1.0, 2.0, 4.0])\nderet = pd.Series([1, 2, 4], dtype='Int64', index=pd.date_range('2025-01-01', periods=3))",
    "sparse": "deret = pd.Series(pd.arrays.SparseArray([1, 2, 4]), index=['x', 'y', 'z'])",
    "an array for a series": "deret = pd.Index([1, 2, 4])\ntitik = np.array([3, 4])\nangka = np.int64(7)",
    "fractions and decimals": "from fractions import Fraction\nfrom decimal import Decimal\nclass Uang(Decimal):\n    pass\nangka = Fraction(7)\nbagi = lambda k: Uang('0.5')",
    "a later date": "import datetime\nclass Hari(datetime.date):\n    pass\nhari = lambda: Hari(2025, 1, 2)",
    "a time in its zone": "import datetime\nfrom zoneinfo import ZoneInfo\nhari = lambda: datetime.datetime(2025, 1, 2, tzinfo=ZoneInfo('Asia/Jakarta'))",
    "a namespace between functions": "from types import SimpleNamespace\ndef buat(n):\n    global kotak\n    kotak = SimpleNamespace(isi=list(range(n)))\n    return kotak.isi",
    "own items in plain lists": "class Angka(float):\n    pass\ndaftar = [Angka(3), 1, Angka(2)]\nkamus = {'a': Angka(1), 'b': Angka(2)}",
}  # fmt: skip


def test_every_test_is_isolated() -> None:
    assert set(isolated(EXERCISE).values()) == {""}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_like_of_plain_data_gets_what_one_process_gives(answer: str) -> None:
    answers = {1: f"{EXERCISE[1][1]}\n{answer}"}
    together = shared_sandbox().run(Job(reference_steps(source(EXERCISE, answers), (), {})))
    apart = run(EXERCISE, answers)
    due = [place for place in apart if together.step(f"{place}").status == "ok"]
    assert {place: apart[place].error for place in due if apart[place].status != "ok"} == {}
    assert len(due) >= 11
    assert [place for place in apart if won(apart[place]) and place not in due] == []
