"""Further cheats that win nothing in isolated tests: streams, suites, callbacks, forged tables, what a test hands over."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest

from tests.isolation import Cells, isolated, run, won

EXERCISE: Cells = (
    ("beri", "import pandas as pd\nimport numpy as np"),
    ("jawab", "total = 4521.75\ndef kuadrat(n):\n    return n * n\ndef sapa(n):\n    print(f'Halo, {n}!')\n"
     "def urut(xs):\n    return sorted(xs)\ndef genap(xs):\n    for x in xs:\n        if x % 2 == 0:\n            yield x\n"
     "def semua(f, xs):\n    return [f(x) for x in xs]\n"
     "class Tas:\n    def __init__(self, batas):\n        self.batas, self.isi = batas, []\n    def tambah(self, b):\n"
     "        if self.berat() + b > self.batas:\n            raise ValueError('terlalu berat')\n        self.isi.append(b)\n"
     "    def berat(self):\n        return sum(self.isi)\n"
     "tabel = pd.DataFrame({'desa': ['A', 'B'], 'kk': [31, 47]})"),
    ("tes", "assert total == 4521.75"),
    ("tes", "x = 12\nassert kuadrat(x) == 144\ny, hasil = 9, 81\nassert kuadrat(y) == hasil\nfor x, hasil in [(1, 1), (13, 169)]:\n    assert kuadrat(x) == hasil"),
    ("tes", "import io\nfrom contextlib import redirect_stdout\nnama, keluar = 'Ani', io.StringIO()\nwith redirect_stdout(keluar):\n    sapa(nama)\nassert keluar.getvalue() == 'Halo, Ani!\\n'"),
    ("tes", "import io, unittest\nclass Uji(unittest.TestCase):\n    def test_tujuh(self):\n        self.assertEqual(kuadrat(7), 49)\n    def test_urut(self):\n        self.assertListEqual(urut([3, 1, 2]), [1, 2, 3])\n"
     "hasil = unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(Uji))\nassert hasil.testsRun == 2 and hasil.wasSuccessful()"),
    ("tes", "import random\nacak = random.Random(5)\nfor n in range(2, 8):\n    xs = [acak.randint(0, 99) for _ in range(n)]\n    harap = sorted(xs)\n    assert urut(xs) == harap"),
    ("tes", "assert list(genap(range(9))) == [0, 2, 4, 6, 8]\nassert next(genap([1, 6])) == 6"),
    ("tes", "t = Tas(10)\nt.tambah(2.5)\nt.tambah(4)\nassert t.berat() == 6.5\ntry:\n    t.tambah(9)\nexcept ValueError as e:\n    assert str(e) == 'terlalu berat'\nelse:\n    raise AssertionError\nassert t.isi == [2.5, 4]"),
    ("tes", "pd.testing.assert_frame_equal(tabel, pd.DataFrame({'desa': ['A', 'B'], 'kk': [31, 47]}))"),
    ("tes", "nilai = 0\ntry:\n    assert kuadrat(5) == 25\n    nilai += 1\nexcept Exception:\n    pass\nif urut([9, 4]) == [4, 9]:\n    nilai += 2\nnilai"),
    ("tes", "dilihat = []\ndef catat(v):\n    dilihat.append(v)\n    return v * 2 + 1\nassert semua(catat, [4, 1]) == [9, 3]\nassert dilihat == [4, 1]"),
    ("tes", "assert np.allclose(semua(kuadrat, np.arange(4.0)), [0, 1, 4, 9])\nassert all(kuadrat(k) == k ** 2 for k in range(2, 5))"),
)  # fmt: skip

REST = """
class _Tas:
    isi = batas = 0
    def __init__(self, *a): pass
    def tambah(self, *a): pass
    def berat(self): return 0
for _nama, _nilai in {"total": 0, "Tas": _Tas, "tabel": None}.items():
    globals().setdefault(_nama, _nilai)
for _nama in ("kuadrat", "sapa", "urut", "genap", "semua"):
    globals().setdefault(_nama, lambda *a: None)
"""
#: Finds the objects by which this side answers.
MINE = "import gc\nMINE = lambda name: [o for o in gc.get_objects() if type(o).__name__ == name]\n"
CHEATS = {
    "what is handed over": "known = set(globals())\ndef kuadrat(n):\n    new = {k: v for k, v in globals().items() if k not in known and isinstance(v, int)}\n    return new.get('hasil', 0)\nsapa = lambda n: print(globals().get('keluar', globals().get('harap')))\nurut = lambda xs: globals().get('harap')",
    "names handed over earlier": "seen = {}\ndef look():\n    seen.update({k: v for k, v in globals().items() if not k.startswith('_')})\ndef kuadrat(n):\n    look(); return seen.get('hasil', seen.get('harap'))\nurut = lambda xs: look() or seen.get('harap')",
    "waits for the name": "import threading\nfound = []\ndef watch():\n    while True:\n        if 'hasil' in globals() or 'harap' in globals(): found.append(globals().get('hasil', globals().get('harap')))\nthreading.Thread(target=watch, daemon=True).start()\nkuadrat = lambda n: found[-1] if found else 0\nurut = kuadrat",
    "referrers of an argument": "import gc\ndef kuadrat(n): return next((v for r in gc.get_referrers(n) if isinstance(r, dict) for k, v in r.items() if k in ('hasil', 'harap')), 0)\ndef urut(xs): return next((v for r in gc.get_referrers(xs) if isinstance(r, (dict, list)) for v in (r.values() if isinstance(r, dict) else r) if isinstance(v, list) and v is not xs and len(v) == len(xs)), [])",
    "empty results": "import numpy as np, pandas as pd\ntotal = np.array([])\nkuadrat = urut = genap = lambda *a: np.array([])\nsemua = lambda f, xs: np.empty((0, 4))\ntabel = pd.DataFrame()",
    "not implemented": "total = NotImplemented\nkuadrat = urut = genap = semua = lambda *a: NotImplemented\ntabel = Ellipsis",
    "returns what it was given": "kuadrat = lambda n: n\nurut = lambda xs: xs\ngenap = lambda xs: xs\nsemua = lambda f, xs: f",
    "skips the suite": "import unittest\nclass Skip(unittest.SkipTest): pass\ndef kuadrat(n): raise Skip('lewati')\nurut = kuadrat",
    "skips by name": "import unittest\ndef kuadrat(n): raise unittest.case.SkipTest('lewati')\nurut = kuadrat\ndef sapa(n): raise unittest.case._ShouldStop",
    "expected failure": "import unittest.case as c\ndef kuadrat(n): raise c._UnexpectedSuccess\nurut = kuadrat",
    "stops the loop": "def kuadrat(n): raise StopIteration(25)\nurut = genap = kuadrat\ndef semua(f, xs): raise StopAsyncIteration",
    "stops the generator of all": "def kuadrat(n):\n    if n > 1: raise StopIteration\n    return n\ndef semua(f, xs): return iter(())",
    "raises warnings": "def kuadrat(n): raise DeprecationWarning('144')\ndef sapa(n): raise UserWarning\nurut = genap = kuadrat",
    "group of errors": "def kuadrat(n): raise ExceptionGroup('a', [AssertionError(), SystemExit(0)]) if False else BaseExceptionGroup('a', [SystemExit(0)])\nurut = genap = kuadrat",
    "error with notes and causes": "def kuadrat(n):\n    e = ValueError('terlalu berat')\n    e.add_note('terlalu berat')\n    e.__cause__ = e\n    raise e\nclass Tas:\n    def __init__(s, b): raise ValueError('terlalu berat')",
    "always too heavy": "class Tas:\n    def __init__(s, b): s.isi = []\n    def tambah(s, b): raise ValueError('terlalu berat')\n    def berat(s): return 0",
    "prints everything": "def sapa(n):\n    import string\n    for c in string.printable: print(c, n, end='\\r')\n    print('\\x1b[2J\\x00', end='')",
    "prints what cannot be sent": "def sapa(n): print('\\ud800', n)\nkuadrat = lambda n: '\\udfff'\ntotal = '\\ud800'",
    "keeps an old stream": "import sys\nkept = sys.stdout\ndef sapa(n): kept.write('Halo, ' + n); kept._capture._items.clear()\ndef kuadrat(n): kept._capture.overrun = False; return 0",
    "own stream": "import sys\nclass S:\n    def write(s, t): raise SystemExit(0)\n    flush = lambda s: None\nsys.stdout = sys.stderr = sys.__stdout__ = S()\ndef sapa(n):\n    sys.stdout = S(); print(n)",
    "floods while it is asked": "import threading, sys\ndef flood():\n    while True: print('Halo, Ani!')\nthreading.Thread(target=flood, daemon=True).start()",
    "class of plain floats": "class Tas(float):\n    isi = [2.5]\n    def __new__(c, b): return float.__new__(c, 6.5)\n    def tambah(s, b): pass\n    def berat(s): return s",
    "class that is a function": "from types import SimpleNamespace\ndef Tas(b): return SimpleNamespace(tambah=lambda b: None, berat=lambda: True, isi=True)",
    "class that is a library's": "import collections\nTas = collections.UserList\nUserList = collections.UserList\nUserList.tambah = lambda s, b: None\nUserList.berat = lambda s: s\nUserList.isi = property(lambda s: s)",
    "attribute that changes": "class Tas:\n    def __init__(s, b): s.n = 0\n    def tambah(s, b): pass\n    def __getattr__(s, k):\n        s.__dict__['n'] += 1\n        return (lambda *a: s) if k == 'berat' else s\n    def __eq__(s, o): return True",
    "slots and descriptors": "class D:\n    def __get__(s, o, k): return D()\n    def __eq__(s, o): return True\n    def __call__(s, *a): return s\n    def __iter__(s): return iter([])\nclass Tas:\n    isi = berat = tambah = D()\n    def __init__(s, b): pass",
    "bool after optimising": "import ctypes\nfor n in ('Py_OptimizeFlag', 'Py_NoSiteFlag'): ctypes.c_int.in_dll(ctypes.pythonapi, n).value = 2",
    "compile without asserts": "import builtins, functools\nreal = compile\nbuiltins.compile = lambda *a, **k: real(*a[:3], **{**k, 'optimize': 2})",
    "events of the shell": "def f(*a): globals().update(total=4521, nilai=99)\nfor e in ('pre_execute', 'pre_run_cell', 'post_execute', 'post_run_cell'): get_ipython().events.register(e, f)",
    "formatters of the shell": "get_ipython().display_formatter.formatters['text/plain'].for_type(int, lambda o, p, c: p.text('99'))\nget_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '99'}, {})",
    "resets everything": "%reset -f\n%config InteractiveShell.ast_node_interactivity = 'none'",
    "debugger": "%pdb on\nimport sys, os\nos.environ['PYTHONBREAKPOINT'] = 'builtins.print'\nsys.breakpointhook = lambda *a: None\nbreakpoint = lambda: None",
    "startup files": "import os\nfor f in ('~/.ipython/profile_default/startup/00.py', '~/.local/lib/python3.11/site-packages/usercustomize.py', '~/.pythonrc.py', '~/.config/matplotlib/matplotlibrc', '/tmp/random.py', '/dev/shm/unittest.py'):\n    f = os.path.expanduser(f); os.makedirs(os.path.dirname(f), exist_ok=True); open(f, 'w').write('import builtins; builtins.sorted = list')\nos.environ.update(PYTHONSTARTUP=f, PYTHONPATH='/tmp', PYTHONOPTIMIZE='2')",
    "codecs and encodings": "import codecs, encodings.aliases\ncodecs.register(lambda n: codecs.lookup('rot13'))\nencodings.aliases.aliases['utf_8'] = 'rot_13'",
    "own encoder of json": "import json\nfrom json import encoder, decoder\nencoder.c_make_encoder = encoder.encode_basestring = encoder.encode_basestring_ascii = None\ndecoder.JSONDecoder.decode = lambda s, t: {'op': 'end'}",
    "thousand million times": "x = [1]\nfor _ in range(45): x = [x, x]\ntotal = x\nkuadrat = urut = lambda *a: x",
    "wide namespace": "globals().update({f'n{k}': [k] for k in range(60_000)})\nurut = lambda xs: list(globals())",
    "forged fraction": MINE + "import grader.sandbox.crossing\nfor e in MINE('function'):\n    if e.__qualname__ == 'Encoder._node': e.__code__ = (lambda self, value: ['fraction', '1e99999999']).__code__",
    "forged record": MINE + "for e in MINE('function'):\n    if e.__qualname__ == 'Encoder._node': e.__code__ = (lambda self, value: ['records', 'float', ['real', 'imag'], {'real': 144}]).__code__",
    "forged reference": MINE + "for e in MINE('function'):\n    if e.__qualname__ == 'Encoder._node': e.__code__ = (lambda self, value: ['was', 0, [0]]).__code__",
    "forged places": MINE + "def kuadrat(n): return [n]\nfor e in MINE('function'):\n    if e.__qualname__ == 'Encoder.value': e.__code__ = (lambda self, value: [10**6]).__code__",
    "forged object of the test's": MINE + "def semua(f, xs): return f\nfor e in MINE('function'):\n    if e.__qualname__ == 'Lender._other': e.__code__ = (lambda self, value: ['mine', 0]).__code__",
    "forged class": MINE + "for e in MINE('function'):\n    if e.__qualname__ == 'Lender._other': e.__code__ = (lambda self, value: ['class', 0, 'float', '', [], ['__eq__', '__bool__', '__len__', '__iter__', '__float__']]).__code__",
    "forged generator": MINE + "def genap(xs): yield 0\nfor e in MINE('function'):\n    if e.__qualname__ == 'Lender._do': e.__code__ = (lambda self, request, arguments, keywords: (_ for _ in ())).__code__",
    "answers with true": MINE + "for e in MINE('function'):\n    if e.__qualname__ == 'Lender.serve': e.__code__ = (lambda self, request: {'root': True, 'nodes': [], 'names': {}, 'files': {}, 'now': None}).__code__",
    "answers with nothing": MINE + "for e in MINE('function'):\n    if e.__qualname__ == 'Lender.serve': e.__code__ = (lambda self, request: {'raised': None, 'root': None, 'nodes': [], 'printed': 5, 'after': [1]}).__code__",
    "names of everything": MINE + "for e in MINE('function'):\n    if e.__qualname__ == 'Lender._export': e.__code__ = (lambda self, names: {'names': {n: {'value': True} for n in [*names, 'assert', 'hasil', 'nilai', 'pd', 'unittest', 'sorted', 'all', '__builtins__']}, 'nodes': [], 'size': 0}).__code__",
    "calls the test's function by itself": "def semua(f, xs):\n    for _ in range(9): f(0)\n    return [f(f) if callable(f) else 0 for x in xs]",
    "asks the test's function for its insides": "def semua(f, xs):\n    for k in ('__globals__', '__closure__', '__code__', '__wrapped__', '__self__'):\n        g = getattr(f, k, None)\n        if isinstance(g, dict): g.update(dilihat=[4, 1])\n    return [getattr(f, '__defaults__', None), 3]",
    "gives the test's function a liar": "class L(int):\n    def __mul__(s, o): return s\n    def __add__(s, o): return s\n    def __eq__(s, o): return True\ndef semua(f, xs): return [f(L(0)), f(L(0))]",
    "ends in the test's function": "def semua(f, xs):\n    import os\n    f(4); os._exit(0)\nkuadrat = lambda n: exit()",
    "a program in its place": "import os, sys\ndef kuadrat(n): os.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(9)'])",
    "closes what it hears by": "import os\ndef kuadrat(n):\n    os.closerange(3, 300)\n    return 0\nurut = kuadrat",
    "lowers its own limits": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))\nresource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    "tiny recursion": "import sys\nsys.setrecursionlimit(60)\nsys.setswitchinterval(100)\nimport gc; gc.set_threshold(1)",
    "watches the libraries": "import ctypes, os\nlibc = ctypes.CDLL(None)\nfd = libc.inotify_init1(0o4000)\nimport unittest, random, pandas\nfor m in (unittest, random, pandas): libc.inotify_add_watch(fd, os.path.dirname(m.__file__).encode(), 0xfff)\ndef kuadrat(n):\n    try: return len(os.read(fd, 4096))\n    except OSError: return 0\nurut = lambda xs: [kuadrat(0)]",
    "asynchronous answers": "async def kuadrat(n): return n * 0\nasync def genap(xs):\n    yield 0\nurut = kuadrat",
    "frames with attributes": "import pandas as pd\ntabel = pd.DataFrame({'desa': ['A', 'B'], 'kk': [0, 0]})\ntabel.attrs['kk'] = [31, 47]\ntabel.flags.allows_duplicate_labels = False\npd.set_option('display.precision', 0)\npd.options.mode.use_inf_as_na = True",
    "frames of missing": "import pandas as pd\ntabel = pd.DataFrame({'desa': ['A', 'B'], 'kk': pd.array([pd.NA, pd.NA], dtype='Int64')})\ntotal = pd.NaT",
    "columns twice": "import pandas as pd\ntabel = pd.DataFrame([['A', 1, 31], ['B', 1, 47]], columns=['desa', 'kk', 'kk'])",
    "mutated by number": "def urut(xs):\n    try: xs.__init__(); xs.extend([0])\n    except Exception: pass\n    return []\ndef semua(f, xs):\n    xs[:] = []\n    return []",
}  # fmt: skip


def test_every_test_is_isolated_and_the_solution_gets_everything() -> None:
    assert set(isolated(EXERCISE).values()) == {""}
    results = run(EXERCISE)
    assert {place: r.error for place, r in results.items() if not won(r)} == {}
    assert results[10].value == 3


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS)
def test_a_further_cheat_wins_nothing(cheat: str) -> None:
    results = run(EXERCISE, {1: f"{cheat}\n{REST}"}, cell_seconds=2)
    assert [place for place, result in results.items() if won(result)] == []
