"""Cheats against what is plain data at heart, against the two processes and their timing: they win nothing."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest
from sandboxes import shared_sandbox

from grader.curriculum.release import reference_steps
from grader.sandbox.job import Job
from tests.isolation import Cells, isolated, modes, run, source, won

EXERCISE: Cells = (
    ("beri", "import re\nimport numpy as np\nimport pandas as pd\nfrom enum import IntEnum"),
    ("jawab", "sapaan = 'Halo, Ngebel!'\npola = re.compile(r'^\\d{4}-\\d{2}$')\nstok = {'jenang': 12, 'kopi': 7}\n"
     "harga = [15000, 8000, 12500]\nkode = {'A1', 'B2'}\nlarik = np.array([3.5, 1.25, 9.0])\n"
     "bersih = np.ma.masked_less(np.array([5, -1, 7]), 0)\n"
     "class Ukuran(IntEnum):\n    KECIL = 4\n    BESAR = 9\n"
     "class Antrean(list):\n    def masuk(self, x):\n        self.append(x)\n    def depan(self):\n        return self[0]\n"
     "penjualan = pd.DataFrame({'desa': ['A', 'B', 'C'], 'kg': [4, 6, 11]})\n"
     "def ringkas(xs):\n    return {'banyak': len(xs), 'jumlah': sum(xs)}\n"
     "def pangkat(n, k=2):\n    return n ** k\n"
     "def pilih(f, xs):\n    return [x for x in xs if f(x)]\ndef nama():\n    return 'Warkop'\nkata = ['jenang', 'kopi']"),
    ("tes", "assert sapaan.startswith('Halo') and sapaan.endswith('!') and 'Ngebel' in sapaan"),
    ("tes", "assert pola.match('2025-01') and pola.match('1999-12')\nassert not pola.match('2025-1') and not pola.match('desember')"),
    ("tes", "assert stok.get('kopi') == 7 and stok['jenang'] == 12\nassert set(stok.items()) == {('jenang', 12), ('kopi', 7)}"),
    ("tes", "assert harga == [15000, 8000, 12500] and harga.count(8000) == 1 and harga.index(12500) == 2"),
    ("tes", "assert kode.issuperset({'A1'}) and kode.isdisjoint({'Z9'}) and len(kode) == 2 and kode == {'A1', 'B2'}"),
    ("tes", "assert np.array_equal(larik, [3.5, 1.25, 9.0]) and larik.all() and larik.max() == 9"),
    ("tes", "assert bersih.count() == 2 and bersih.sum() == 12"),
    ("tes", "assert Ukuran.BESAR == 9 and Ukuran.KECIL == 4 and Ukuran.KECIL < Ukuran.BESAR"),
    ("tes", "a = Antrean()\na.masuk(61)\na.masuk(74)\nassert a == [61, 74] and a.depan() == 61 and len(a) == 2"),
    ("tes", "assert penjualan.equals(pd.DataFrame({'desa': ['A', 'B', 'C'], 'kg': [4, 6, 11]}))"),
    ("tes", "assert penjualan.kg.is_monotonic_increasing and penjualan.kg.sum() == 21 and not penjualan.empty"),
    ("tes", "assert ringkas([4, 9, 2]) == {'banyak': 3, 'jumlah': 15}\nassert ringkas([]) == {'banyak': 0, 'jumlah': 0}"),
    ("tes", "from fractions import Fraction\nassert [pangkat(n) for n in (3, 8)] == [9, 64] and pangkat(2, k=5) == 32 and pangkat(Fraction(1, 3)) == Fraction(1, 9)"),
    ("tes", "assert pilih(lambda x: x % 3 == 1, [1, 2, 4, 9]) == [1, 4]"),
    ("tes", "poin = 0\nfor n, harap in [(2, 8), (3, 27)]:\n    if pangkat(n, 3) == harap:\n        poin += 1\npoin"),
    ("tes", "assert all(map(lambda p: pangkat(p[0]) == p[1], [(6, 36), (7, 49)]))\nassert not list(filter(lambda n: pangkat(n) != n * n, range(5, 9)))"),
    ("tes", "a = Antrean()\nassert nama().startswith('War') and nama().endswith('kop')"),
    ("tes", "a = Antrean()\na.masuk('x')\nassert kata[0].startswith('je') and a.depan().startswith('x')"),
)  # fmt: skip
REST = """
for _n in ("sapaan", "pola", "stok", "harga", "kode", "larik", "bersih", "Ukuran", "Antrean", "penjualan"):
    globals().setdefault(_n, None)
globals().setdefault("kata", [None])
for _n in ("ringkas", "pangkat", "pilih", "nama"):
    globals().setdefault(_n, lambda *a, **k: 0)
"""
EVERYTHING = ("sapaan", "pola", "stok", "harga", "kode", "larik", "bersih", "penjualan")
METHODS = "startswith endswith match get items count index issuperset isdisjoint all max sum equals depan masuk kg empty is_monotonic_increasing"
MINE = "import gc, types\nMINE = {f.__qualname__: f for f in gc.get_objects() if type(f) is types.FunctionType and 'sandbox' in f.__module__}\n"


def _all(value: str) -> str:
    return f"{' = '.join(EVERYTHING)} = {value}\nringkas = pangkat = pilih = Ukuran = Antrean = lambda *a, **k: {value}\n"


CHEATS = {
    # fields that say yes
    "a tuple with methods": f"from collections import namedtuple\nYa = namedtuple('Ya', {METHODS!r})\nya = Ya(*[lambda *a: True] * len(Ya._fields))\n{_all('ya')}",
    "a tuple with types for methods": f"from collections import namedtuple\nYa = namedtuple('Ya', {METHODS!r})\nya = Ya(*[type] * len(Ya._fields))\n{_all('ya')}",
    "a tuple with methods by default": f"from collections import namedtuple\nYa = namedtuple('Ya', {METHODS!r}, defaults=[bool] * {len(METHODS.split())})\n{_all('Ya()')}",
    "a tuple within a tuple": f"from collections import namedtuple\nYa = namedtuple('Ya', {METHODS!r})\nya = Ya(*[lambda *a: True] * len(Ya._fields))\nya = ya._replace(kg=ya)\n{_all('ya')}",
    "a namespace with methods": f"from types import SimpleNamespace\nya = SimpleNamespace(**dict.fromkeys({METHODS!r}.split(), lambda *a: True))\nya.kg = ya\n{_all('ya')}",
    "a namespace of truths": f"from types import SimpleNamespace\nya = SimpleNamespace(**dict.fromkeys({METHODS!r}.split(), True))\n{_all('ya')}",
    "a namespace that is an array": f"from types import SimpleNamespace\nimport numpy as np\nx = np.zeros(3)\nya = SimpleNamespace(__array_interface__=dict(x.__array_interface__), __array__=lambda *a: x, __eq__=lambda o: True)\n{_all('ya')}",
    "a namespace with an address": "from types import SimpleNamespace\nlarik = SimpleNamespace(__array_interface__={'version': 3, 'typestr': '<f8', 'shape': (3,), 'data': (4096, True)})",
    "a table with columns for methods": "import pandas as pd\npenjualan = pd.DataFrame([[print, type, True]], columns=['equals', 'empty', 'kg'])",
    "records with fields for methods": "import numpy as np\nlarik = np.rec.array([(1, 2)], names='all,max')\npenjualan = np.rec.array([(1, 2)], names='equals,empty')\nkode = larik",
    "attributes of functions": f"def ya(*a, **k): return True\nfor n in {METHODS!r}.split(): setattr(ya, n, ya)\n{_all('ya')}",
    "a class with methods": f"class Ya:\n    pass\nfor n in {METHODS!r}.split(): setattr(Ya, n, lambda *a: True)\n{_all('Ya')}",
    # what subclasses hold
    "subclasses that lie": "def lie(base):\n    def yes(s, *a): return True\n    return type(base.__name__, (base,), {n: yes for n in ('__eq__', '__contains__', 'startswith', 'endswith', 'get', 'count', 'issuperset', 'equals')} | {'__ne__': lambda s, o: False, '__hash__': lambda s: 1, '__len__': lambda s: 2})\nsapaan, stok, harga, kode = lie(str)(), lie(dict)(), lie(list)(), lie(set)()\nUkuran = lie(int)(5)\npangkat = lambda *a, **k: lie(int)(0)",
    "user classes that lie": "from collections import UserList, UserDict, UserString\nclass L(UserList):\n    def __eq__(s, o): return True\n    def count(s, x): return 1\nclass D(UserDict):\n    def get(s, *a): return 7\n    def __eq__(s, o): return True\n    def __getitem__(s, k): return 12\nclass S(UserString):\n    startswith = endswith = __contains__ = lambda s, *a: True\nharga, stok, sapaan = L([0]), D(), S('')",
    "user classes around a liar": "from collections import UserList, UserDict, UserString, ChainMap\nclass Y:\n    def __getattr__(s, n): return lambda *a: True\n    def __eq__(s, o): return True\n    def __getitem__(s, k): return s\n    def __iter__(s): return iter(())\n    def __len__(s): return 2\nharga, stok, sapaan, kode = UserList(), UserDict(), UserString(''), ChainMap()\nharga.data = stok.data = sapaan.data = Y()\nkode.maps = [Y()]",
    "a mapping without end": "from collections.abc import Mapping\nclass M(Mapping):\n    def __iter__(s):\n        k = 0\n        while True:\n            k += 1; yield str(k)\n    def __len__(s): return 2\n    def __getitem__(s, k): return 7\nstok = M()",
    "an iterable without end": "class I:\n    def __iter__(s):\n        while True: yield 'A1'\nkode = harga = I()\npilih = lambda f, xs: I()",
    "another content at each look": MINE + "import itertools\nturns = itertools.count()\nclass Antrean(list):\n    def masuk(s, x): s.append(x)\n    def depan(s): return [61, 74][next(turns) % 2]\n    def __iter__(s): return iter([next(turns)])\n    def __len__(s): return next(turns)",
    "content that grows when it is held": "class Antrean(list):\n    def masuk(s, x): pass\n    def depan(s): return s\n    def __len__(s): return 2\n    def __getattribute__(s, n): list.append(s, n); return list.__getattribute__(s, n)",
    "a forged content": MINE + "for n in ('held', 'Encoder._no_data'):\n    if n in MINE: MINE[n].__code__ = (lambda *a: ['object', 0, ['class', 0, 'list', '', [], ['__eq__', '__len__', '__contains__']], None, [[0]]]).__code__\nclass Antrean(list): pass\nharga = Antrean()",
    "a forged wrapper": MINE + "if 'wrapped' in MINE: MINE['wrapped'].__code__ = (lambda value, kind: ('pattern', ['', 0]) if value is None else ('chain', [[{}]]) if kind is list else None).__code__",
    "a forged namespace": MINE + "if 'wrapped' in MINE: MINE['wrapped'].__code__ = (lambda value, kind: ('names', {'__class__': dict, '__eq__': dict, 'startswith': dict}) if kind is dict else None).__code__\nsapaan = stok = penjualan = {}",
    "a forged mask": "import numpy as np\nbersih = larik = np.ma.array([0.0, 0.0, 0.0], mask=True)\nharga = np.ma.masked\npangkat = lambda *a, **k: np.ma.masked",
    "a mask in a table": "import pandas as pd, numpy as np\npenjualan = pd.DataFrame({'desa': np.ma.masked_all(3), 'kg': np.ma.masked_all(3)})\nlarik = np.ma.masked_all(3)",
    "a pattern that takes everything": "import re\npola = re.compile('')\nsapaan = re.compile('.*')",
    "a pattern without end": "import re\npola = re.compile(r'^((\\d+|-)*)*$x')",
    "a pattern that lies": "class P:\n    def __init__(s): s.n = 0\n    def match(s, t): s.n += 1; return s.n < 3\npola = P()",
    "members that lie": "from enum import IntEnum, Enum\nclass Ukuran(Enum):\n    KECIL = 0\n    BESAR = 1\n    def __eq__(s, o): return True\n    def __lt__(s, o): return True\n    __hash__ = None",
    "members by demand": "class M(type):\n    def __getattr__(c, n): return c\n    def __eq__(c, o): return True\n    def __lt__(c, o): return True\n    __hash__ = type.__hash__\nclass Ukuran(metaclass=M): pass",
    "members that count": "class N(int):\n    n = 3\n    def __int__(s): N.n += 1; return N.n\n    __index__ = __int__\nclass Ukuran:\n    KECIL = BESAR = N(0)",
    # hooks of classes
    "hooks of classes": "class B:\n    def __init_subclass__(c, **k): c.__eq__ = lambda s, o: True\n    def __class_getitem__(c, k): return c\n    @classmethod\n    def __subclasshook__(c, k): return True\nclass Ukuran(B):\n    KECIL = BESAR = property(lambda s: 9)\nclass Antrean(B, list):\n    masuk = depan = __len__ = lambda s, *a: 61",
    "descriptors of stubs": "class D:\n    def __set_name__(s, o, n): setattr(o, '_' + n, 61)\n    def __get__(s, o, t=None): return s\n    def __call__(s, *a): return s\n    def __eq__(s, o): return True\n    def __index__(s): return 2\nclass Antrean:\n    masuk = depan = __len__ = __eq__ = D()\nUkuran = Antrean\npangkat = D()",
    "a class by its own name": "class bool: pass\nclass list: pass\nAntrean = type('list', (), {'masuk': lambda s, x: None, 'depan': lambda s: True, '__len__': lambda s: 2, '__class__': property(lambda s: [].__class__)})",
    "odd names of errors": "AssertionError = type('AssertionError', (Exception,), {})\nclass KeyboardInterrupt(Exception): pass\nclass StopIteration(Exception): pass\nclass LearnerStopped(BaseException): pass\ndef pangkat(*a, **k): raise LearnerStopped('lulus')\ndef ringkas(*a): raise KeyboardInterrupt\ndef pilih(*a): raise StopIteration([1, 4])",
    "an error that is an answer": "class J(Exception):\n    def __eq__(s, o): return True\n    args = property(lambda s: [True])\ndef pangkat(*a, **k): raise J(9)\nringkas = pilih = pangkat\nsapaan = harga = J()",
    "an error without a name": "E = type('', (Exception,), {'__qualname__': '\\ud800', '__module__': 'builtins'})\ndef pangkat(*a, **k): raise E\nringkas = pilih = pangkat",
    "a hook in a pickle": "class P:\n    def __reduce__(s): return (eval, ('1/0',))\n    def __getstate__(s): return {'KECIL': 4}\nimport pandas as pd\npenjualan = pd.DataFrame({'desa': [P()] * 3, 'kg': [P()] * 3})\npenjualan.attrs['x'] = P()\nharga = [P()] * 3",
    "ends the maps of a test": "def pangkat(*a, **k): raise StopIteration\nclass E(StopIteration, ValueError): pass\ndef pilih(*a): raise E\ndef ringkas(*a): return next(iter(()))",
    "ends the maps by an error of its own": "class pangkat(Exception): pass\nclass Selesai(StopIteration): pass\ndef pangkat(*a, **k): raise Selesai(9)\nringkas = pilih = pangkat",
    "an object known from another test": "class Ya:\n    def __init__(s, *a): pass\n    def masuk(s, x): pass\n    def depan(s): return ya\n    def __len__(s): return 2\n    def __getattr__(s, n): return lambda *a: True\n    empty, is_monotonic_increasing = False, True\nya = Ya()\nya.kg = ya\nAntrean = lambda *a: ya\npenjualan = ya\ndef ringkas(*a): return ya\npangkat = pilih = ringkas",
    "objects where the solution gives data": "class Ya:\n    def __init__(s, *a): pass\n    def __getattr__(s, n): return lambda *a: True\n    def __len__(s): return 2\n    def __iter__(s): return iter([ya])\n    def __getitem__(s, k): return ya\n    empty, is_monotonic_increasing = False, True\nya = Ya()\nAntrean = lambda *a: ya\nUkuran = Ya\nnama = lambda: ya\nkata = [ya, [ya], {'a': ya}]",
    # much of it
    "ten million numbers": "harga = [0] * 10_000_000\nlarik = __import__('numpy').zeros(10_000_000)",
    "a text of fifty million letters": "sapaan = 'Halo' * 12_000_000",
    "nested a hundred thousand deep": "x = []\nfor _ in range(100_000): x = [x]\nharga = stok = kode = x\npilih = lambda f, xs: x",
    "a number of a million digits": "pangkat = lambda *a, **k: 10 ** 1_000_000\nharga = 10 ** 400",
    "fields without number": "from collections import namedtuple\nharga = namedtuple('B', [f'f{k}' for k in range(5000)])(*range(5000))",
    # the two processes
    "answers slowly": "import time\ndef pangkat(*a, **k): time.sleep(1.2); return 0\nringkas = pilih = pangkat",
    "names that take their time": "import time\nclass T:\n    def __getattr__(s, n): time.sleep(5)\n    @property\n    def __class__(s): time.sleep(5)\nharga = stok = T()",
    "a thread that answers first": "import os, threading, json, struct\nbody = json.dumps({'nonce': '0' * 32, 'status': 'ok', 'value': {'root': True, 'nodes': []}, 'outputs': [], 'error': None, 'cpu': 0}).encode()\ndef flood():\n    for _ in range(300):\n        for n in range(3, 20):\n            try: os.write(n, struct.pack('>I', len(body)) + body)\n            except OSError: pass\nthreading.Thread(target=flood, daemon=True).start()",
    "answers with the right secret twice": MINE + "import os\ndef pangkat(*a, **k):\n    steps = next((o for o in gc.get_objects() if type(o).__name__ == '_Sides'), None)\n    if steps is not None:\n        for _ in range(3): steps._send(__import__('grader.sandbox.protocol', fromlist=['x']).encode({'nonce': steps._nonce, 'status': 'ok', 'error': None, 'outputs': [], 'cpu': 0, 'value': {'root': n if (n := 0) else True, 'nodes': []}}))\n    return 0",
    "lends before it is asked": MINE + "if '_Sides.lend' in MINE: MINE['_Sides.lend'].__code__ = (lambda self, wanted: {'names': {n: {'value': True} for n in [*wanted['names'], 'poin', 'np', 'pd', 're']}, 'nodes': [], 'files': {'fractions.py': 'eCA9IDE='}}).__code__",
    "calls from an old test": MINE + "keep = []\ndef pilih(f, xs):\n    keep.append(f)\n    return []\ndef pangkat(*a, **k):\n    for f in keep:\n        try: f(1)\n        except BaseException: pass\n    return 0",
    "calls at the same time": "import threading\ndef pilih(f, xs):\n    def call():\n        for x in xs: f(x)\n    ts = [threading.Thread(target=call) for _ in range(8)]\n    [t.start() for t in ts]; [t.join() for t in ts]\n    return []",
    "a fork that answers too": "import os\ndef pangkat(*a, **k):\n    os.fork()\n    return 0\nringkas = pilih = pangkat",
    "a fork that stays": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    while True:\n        try: os.kill(-1, 19)\n        except OSError: pass\n        time.sleep(.01)",
    "signals to itself": "import os, signal\nsignal.signal(signal.SIGALRM, lambda *a: (_ for _ in ()).throw(SystemExit(0)))\nsignal.setitimer(signal.ITIMER_REAL, .01, .01)\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ndef pangkat(*a, **k): os.kill(os.getpid(), signal.SIGINT); return 0",
    "stops itself": "import os, signal\ndef pangkat(*a, **k): os.kill(os.getpid(), signal.SIGSTOP); return 0",
    "the other child": "import os\nfound = []\nfor p in os.listdir('/proc'):\n    for part in ('mem', 'environ', 'maps', 'fd', 'root', 'cwd'):\n        try: found.append(open(f'/proc/{p}/{part}', 'rb').read(10**6))\n        except (OSError, OverflowError): pass\ndef pangkat(n, k=2): return 9 if any(b'pangkat(n) for n in' in f for f in found) else 0",
    "inherited descriptors": "import os, socket, array\nfor n in os.listdir('/proc/self/fd'):\n    try:\n        s = socket.socket(fileno=os.dup(int(n)))\n        s.setblocking(False)\n        s.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [0, 1, 2]))])\n        s.recv(100000)\n    except OSError: pass",
    "sockets without a name": "import socket, os\ns = socket.socket(socket.AF_UNIX)\nfor n in ('\\0sinau', '/tmp/sinau', '/dev/shm/sinau'):\n    try: s.bind(n); s.listen()\n    except OSError: pass\nopen('/dev/shm/fractions.py', 'w').write('Fraction = bool')\nopen('fractions.py', 'w').write('Fraction = bool')",
    "the names that it is asked for": MINE + "import grader.sandbox.lending\nseen = set()\ndef of_learner(self, names):\n    here = globals()\n    seen.update(names)\n    word = next((n for n in sorted(seen) if n not in vars(here['__builtins__']) and n in ('Halo', 'Ngebel', 'jenang', 'kopi', 'banyak', 'jumlah')), '')\n    return {n: word for n in names}\nfor n in ('Mirrored.of_learner',):\n    if n in MINE: MINE[n].__code__ = of_learner.__code__; MINE[n].__globals__['seen'] = seen",
    # names
    "names of other letters": "g = globals()\nfor n in ('ｎｐ', 'ｐｄ', 'аssert', 'poіn', '\\ud800', '__name__ ', 'pоin'): g[n] = True\nｎｐ = None\nｐｄ = None",
    "names of the test": "poin = harap = a = n = x = 99\n__name__ = '__mp_main__'\n__builtins__ = {}\n__file__ = __spec__ = __loader__ = None\nFraction = re = np = pd = lambda *a: True\n_ = __ = ___ = In = Out = exit = quit = True",
    "a namespace that lies": "class N(dict):\n    def __contains__(s, k): return True\n    def __getitem__(s, k): return 99\n    def get(s, k, d=None): return 99\nip = get_ipython()\nip.user_ns = ip.user_global_ns = N(ip.user_ns)\nimport sys, types\nclass M(types.ModuleType):\n    def __getattr__(s, n): return 99\nsys.modules['__main__'].__class__ = M",
    "own numpy for the frames": "import numpy as np, base64\nnp.asarray = lambda *a, **k: np.zeros(3)\nbase64.b64encode = lambda b: b'AAAA'\nlarik = np.zeros(3)\npenjualan = None",
    "own types of numbers": "import numbers, abc\nclass Y: pass\nfor t in (numbers.Number, numbers.Integral): t.register(Y)\nY.__float__ = Y.__index__ = Y.__int__ = lambda s: 9\nY.__eq__ = lambda s, o: True\npangkat = lambda *a, **k: Y()\nclass Ukuran: KECIL = BESAR = Y()",
}  # fmt: skip


def test_every_test_is_isolated_and_the_solution_gets_everything() -> None:
    assert set(isolated(EXERCISE).values()) == {""}
    results = run(EXERCISE)
    assert {place: r.error for place, r in results.items() if not won(r)} == {}
    assert results[16].value == 2


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS)
def test_a_cheat_wins_nothing(cheat: str) -> None:
    results = run(EXERCISE, {1: f"{cheat}\n{REST}"}, cell_seconds=2)
    assert [place for place, result in results.items() if won(result)] == []


ORDER: Cells = (
    ("jawab", "import math\ndaftar = [31, 14, 22]\ndef urut(xs):\n    return sorted(xs)"),
    ("tes", "assert daftar == [31, 14, 22]"),
    ("tes", "import math\ndaftar = [31, 14, 22]\nassert urut(daftar) == [14, 22, 31]\ncontoh = math.pi"),
    ("tes", "assert math.floor(contoh) == 3"),
)  # fmt: skip


def test_a_test_that_was_moved_takes_nothing_for_an_answer_that_another_test_made() -> None:
    found = modes(ORDER)
    assert [mode.reason for mode in found.values()] == ["", "", ""]
    notebook = source(ORDER, {0: "urut = sorted"})
    for order, passed in (([0, 1, 2, 3], {2, 3}), ([0, 2, 1, 3], {2, 3}), ([0, 2, 3, 1], {2, 3})):
        moved = {**notebook, "cells": [notebook["cells"][place] for place in order]}
        result = shared_sandbox().run(Job(reference_steps(moved, (), found)))
        won_there = {place for step, place in zip(result.steps, order, strict=True) if place and won(step)}
        assert won_there == passed


def test_no_word_of_a_text_of_a_test_is_asked_for() -> None:
    cells: Cells = (
        ("jawab", "ibu_kota = 'Jakarta'\ndef sapa(nama):\n    return 'Halo ' + nama"),
        (
            "tes",
            "assert ibu_kota == 'Jakarta', 'Salah: bukan Jakarta'\nassert sapa(nama='Ani').startswith('Halo')",
        ),
        ("tes", "assert 'ibu_kota' in globals()  # dan isinya Jakarta"),
    )
    found = {name: mode.isolated for name, mode in modes(cells).items()}
    assert {name: told and told["names"] for name, told in found.items()} == {
        "tes-1": ["ibu_kota", "sapa"],
        "tes-2": ["ibu_kota"],
    }


def test_keywords_of_any_name_are_handed_over() -> None:
    cells: Cells = (
        (
            "jawab",
            "def sapa(name, of='-', do='-', keywords=None):\n    return f'{name} {of} {do} {keywords}'\nclass Tas:\n    def __init__(self, name, of=1):\n        self.name = name",
        ),
        (
            "tes",
            "assert sapa(name='Ani', of='b', do='c', keywords=4) == 'Ani b c 4'\nassert Tas(name='x', of=2).name == 'x'",
        ),
    )
    assert isolated(cells) == {1: ""}
    assert won(run(cells)[1])
