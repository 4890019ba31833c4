"""Cheats that do not know the answer win nothing in a test cell that runs in a process of its own."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest

from tests.isolation import Cells, isolated, run, won

EXERCISE: Cells = (
    ("beri", "import numpy as np\nimport math"),
    ("jawab", "hpp = 18750.5\ndaftar = [3, 1, 2]\ndef luas(p, l):\n    return p * l\n"
     "class Keranjang:\n    def __init__(self):\n        self.isi = []\n"
     "    def tambah(self, n, harga):\n        self.isi.append(n * harga)\n"
     "    def total(self):\n        return sum(self.isi)\n    def __len__(self):\n        return len(self.isi)"),
    ("tes", "assert hpp == 18750.5\nassert round(hpp, 1) == 18750.5"),
    ("tes", "assert abs(hpp - 18750.5) < 1e-6\nassert np.isclose(hpp, 18750.5)"),
    ("tes", "assert luas(3, 4) == 12\nassert luas(2.5, 2) == 5\nassert luas(7, 6) == 42"),
    ("tes", "nilai = 0\nif luas(3, 4) == 12:\n    nilai += 1\nif luas(5, 5) == 25:\n    nilai += 2\nnilai"),
    ("tes", "assert len(daftar) == 3\nassert sorted(daftar) == [1, 2, 3]"),
    ("tes", "k = Keranjang()\nk.tambah(2, 5000)\nassert k.total() == 10000\nassert len(k) == 1\n"
     "k.tambah(3, 700)\nassert k.total() == 12100 and len(k) == 2"),
    ("tes", "from unittest import TestCase\nTestCase().assertEqual(luas(9, 3), 27)\nTestCase().assertAlmostEqual(hpp, 18750.5)"),
)  # fmt: skip

REST = """
for nama, nilai in {"hpp": 1, "daftar": 1, "luas": lambda *a: 1}.items():
    globals().setdefault(nama, nilai)
class Kosong:
    def tambah(self, *a): pass
    def total(self): return 1
    def __len__(self): return 7
globals().setdefault("Keranjang", Kosong)
"""
LIAR = """
class Liar(float):
    def _yes(self, *a, **k): return True
    def __len__(self): return 3
    def __iter__(self): return iter([self] * 3)
    def _self(self, *a, **k): return self
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __bool__ = _yes
    __sub__ = __rsub__ = __abs__ = __round__ = __add__ = __call__ = __getitem__ = _self
    def __ne__(self, o): return False
    def __hash__(self): return 0
"""
CHEATS = {
    "frame constants": "import sys\ndef luas(*a):\n    return next(c for c in sys._getframe(1).f_code.co_consts if isinstance(c, (int, float)))",
    "frames all the way": "import sys\ndef luas(p, l):\n    f = sys._getframe()\n    while f.f_back: f = f.f_back; f.f_globals['nilai'] = 99; f.f_globals['luas'] = lambda p, l: p * 0\n    return 0",
    "globals nilai": "def luas(p, l):\n    globals()['nilai'] = 99\n    return 0",
    "main nilai": "import __main__\ndef luas(p, l):\n    __main__.nilai = 99\n    get_ipython().user_ns['nilai'] = 99\n    return 0",
    "liar object": LIAR + "hpp = daftar = Liar()\ndef luas(*a): return Liar()\nKeranjang = Liar()",
    "liar plain class": LIAR.replace("(float)", "") + "hpp = daftar = Liar()\ndef luas(*a): return Liar()\nclass Keranjang(Liar):\n    def total(self): return Liar()\n    def tambah(self, *a): pass",
    "liar int subclass": "class Liar(int):\n    def __eq__(self, o): return True\n    def __lt__(self, o): return True\n    def __sub__(self, o): return 0\n    def __hash__(self): return 1\nhpp = Liar(1)\ndef luas(*a): return Liar(1)",
    "liar str": "class Liar(str):\n    def __eq__(self, o): return True\n    __hash__ = str.__hash__\nhpp = Liar()\ndef luas(*a): return Liar()",
    "liar list": "class Liar(list):\n    def __len__(self): return 3\n    def __eq__(self, o): return True\ndaftar = Liar()",
    "liar array": "import numpy as np\nclass Liar(np.ndarray):\n    def __eq__(self, o): return np.True_\nhpp = np.array(1.0).view(Liar)\ndef luas(*a): return hpp",
    "reflected eq": "class Liar:\n    def __req__(self, o): return True\n    def __eq__(self, o): return True\n    def __rsub__(self, o): return 0.0\n    def __array_ufunc__(self, *a, **k): return True\nhpp = Liar()\nluas = lambda *a: Liar()",
    "nan and inf": "hpp = float('nan')\nluas = lambda *a: float('inf')",
    "masked": "import numpy as np\nhpp = np.ma.masked\nluas = lambda *a: np.ma.masked",
    "mock": "from unittest.mock import MagicMock, ANY\nhpp = ANY\ndaftar = MagicMock()\nluas = lambda *a: ANY\nKeranjang = MagicMock()",
    "gc runner": "import gc, types\ngc.unfreeze()\nfor f in gc.get_objects():\n    if isinstance(f, types.FunctionType) and 'sandbox' in str(f.__module__) and f.__name__ in ('run', 'serve', 'observe'):\n        f.__code__ = (lambda *a, **k: {'root': True, 'nodes': []}).__code__",
    "gc functions": "import gc, types\nfor f in gc.get_objects():\n    if isinstance(f, types.FunctionType) and f.__name__ in ('_compare', '_refuse_if', 'mark'):\n        f.__code__ = (lambda *a, **k: True).__code__",
    "frames of gc": "import gc, types\nfor f in gc.get_objects():\n    if isinstance(f, types.FrameType): f.f_locals.update(value=99, nilai=99)",
    "sys modules": "import sys, types\nfor m in list(sys.modules):\n    if m.startswith('grader.sandbox'): del sys.modules[m]\nsys.modules['math'] = sys.modules['numpy'] = types.ModuleType('palsu')",
    "fake folder": "import os\nfor n in ('unittest', 'math', 'numpy'):\n    os.makedirs(n, exist_ok=True)\n    open(f'{n}/__init__.py', 'w').write('isclose = lambda *a, **k: True\\nclass TestCase:\\n    def __getattr__(self, n): return lambda *a, **k: None')",
    "sitecustomize": "import os, site, sys\nfor p in sys.path + [os.path.expanduser('~')]:\n    try: open(os.path.join(p, 'sitecustomize.py'), 'w').write('import builtins; builtins.abs = lambda x: 0')\n    except OSError: pass",
    "builtins abs": "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.round = lambda *a: 18750.5\nbuiltins.len = lambda x: 3\nbuiltins.sorted = lambda x: [1, 2, 3]",
    "builtins error": "import builtins\nbuiltins.AssertionError = type('E', (Exception,), {})\nbuiltins.__build_class__ = None",
    "shadowed names": "abs = lambda x: 0\nround = lambda *a: 18750.5\nlen = lambda x: 3\nsorted = lambda x: [1, 2, 3]",
    "dunder builtins": "__builtins__ = {'abs': lambda x: 0, 'round': lambda *a: 18750.5}",
    "patched numpy": "import numpy as np\nnp.isclose = np.allclose = lambda *a, **k: True\nimport math; math.isclose = lambda *a, **k: True",
    "np replaced": "class np:\n    isclose = staticmethod(lambda *a: True)\nimport math",
    "patched unittest": "import unittest\nunittest.TestCase.assertEqual = unittest.TestCase.assertAlmostEqual = lambda *a, **k: None",
    "patched json": "import json\njson.dumps = lambda *a, **k: '{}'\njson.loads = lambda *a, **k: {}",
    "patched protocol": "import grader.sandbox.protocol as p, grader.sandbox.lending as l, grader.sandbox.crossing as c\np.encode = p.decode = lambda *a: b''\nl.Lender.serve = lambda *a: {'root': True, 'nodes': []}\nc.Encoder.tree = lambda *a: {'root': True, 'nodes': []}",
    "ctypes assert": "import ctypes\nctypes.pythonapi.PyErr_Clear()\nctypes.memset(id(18750.5) + 16, 0, 8)",
    "ctypes ints": "import ctypes\nfor n in (12, 25, 27, 42): ctypes.c_int.from_address(id(n) + 24).value = 1\nluas = lambda *a: 1",
    "settrace": "import sys, threading\ndef t(frame, event, arg):\n    frame.f_locals['nilai'] = 99\n    return t\nsys.settrace(t); threading.settrace(t); sys.setprofile(t)",
    "audit hook": "import sys\nseen = []\nsys.addaudithook(lambda e, a: seen.append(a))\ndef luas(p, l):\n    return next((x for a in seen for x in a if isinstance(x, int) and x > 10), 0)",
    "ast transformer": "import ast\nclass T(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\nget_ipython().ast_transformers.append(T())",
    "input transformer": "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])",
    "patched shell": "ip = get_ipython()\ntype(ip).run_cell = type(ip).run_code = lambda *a, **k: None\nip.showtraceback = lambda *a, **k: None",
    "import hook": "import sys\nclass H:\n    def find_spec(self, *a): raise SystemExit(0)\nsys.meta_path.insert(0, H())",
    "excepthook": "import sys\nsys.excepthook = lambda *a: None\nsys.unraisablehook = lambda *a: None",
    "exit in call": "import os\ndef luas(p, l): os._exit(0)",
    "system exit": "def luas(p, l): raise SystemExit(0)",
    "raises own": "class Lulus(BaseException): pass\ndef luas(p, l): raise Lulus",
    "raises interrupt": "def luas(p, l): raise KeyboardInterrupt",
    "thread later": "import threading, time\ndef later():\n    while True:\n        time.sleep(.001); globals().update(nilai=99, AssertionError=None)\nthreading.Thread(target=later, daemon=True).start()",
    "del method": "class Late:\n    def __del__(self): globals()['nilai'] = 99\nhpp = Late()",
    "other process": "import os, signal\nfor p in os.listdir('/proc'):\n    if p.isdigit() and int(p) not in (1, os.getpid()):\n        os.kill(int(p), signal.SIGKILL)",
    "answers on the socket": "import os, socket, json, struct\nframe = json.dumps({'nonce': '', 'status': 'ok', 'value': 99, 'outputs': [], 'cpu': 0, 'error': None}).encode()\nfor n in range(3, 30):\n    try: os.write(n, struct.pack('>I', len(frame)) + frame)\n    except OSError: pass",
    "reads the socket": "import os\ndef luas(p, l):\n    for n in range(3, 30):\n        try:\n            os.set_blocking(n, False); os.read(n, 100000)\n        except OSError: pass\n    return 0",
    "forged backs": "import gc\ndef luas(p, l):\n    for o in gc.get_objects():\n        if type(o).__name__ == 'Lender':\n            for k in range(9):\n                try: o._back({'of': k, 'given': {'root': None, 'nodes': []}})\n                except BaseException: pass\n    return 0",
    "reads the source": "import os\ndef luas(p, l):\n    text = ''\n    for top, _, names in os.walk('.'):\n        for n in names: text += open(os.path.join(top, n), errors='ignore').read()\n    return 12 if 'nilai ' + '+= 2' in text else 0",
    "reads memory": "def luas(p, l):\n    m = open('/proc/self/maps').read().split('\\n')\n    return 12 if any('luas(3, 4) ==' in x for x in m) else 0",
    "reads linecache": "import linecache, gc\ndef luas(p, l):\n    t = str(linecache.cache) + str([s for s in gc.get_objects() if isinstance(s, (list, tuple, dict)) and 'luas(3,' in str(s)[:500]])\n    return 12 if 'nilai ' + '+= 2' in t else 0",
    "history": "def luas(p, l):\n    return 12 if any('nilai ' + '+= 2' in s for s in In) else 0",
    "metaclass": "class M(type):\n    def __eq__(c, o): return True\n    def __instancecheck__(c, o): return True\n    def __call__(c, *a): return c\n    def __getattr__(c, n): return c\n    def __len__(c): return 3\n    def __hash__(c): return 1\nclass Keranjang(metaclass=M): pass\nhpp = daftar = Keranjang\nluas = lambda *a: Keranjang",
    "len for keranjang": "class Keranjang:\n    def tambah(self, *a): pass\n    def total(self): return self\n    def __eq__(self, o): return True\n    def __len__(self): return 1",
    "class property": "class Keranjang:\n    __class__ = float\n    def tambah(self, *a): pass\n    total = property(lambda s: (lambda: True))\n    def __len__(self): return True",
    "returns the callee": "def luas(p, l): return luas\nhpp = luas",
    "mutates constants": "def luas(*a):\n    import ctypes\n    ctypes.c_long.from_address(id(a[0]) + 24).value = 12\n    return 1",
    "codec confusion": "class T: pass\nimport gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Lender':\n        o._other = lambda v: ['type', 'object']\n        o._export = lambda names: {'names': {n: {'value': [0]} for n in names}, 'nodes': [['list', [[0]]]]}",
    "codec flood": "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Lender':\n        o._export = lambda names: {'names': {'hpp': {'value': [10**9]}, 'luas': None}, 'nodes': [['array', 'O8', [1], ''], ['scalar', '<f8', [], 'AAAA']]}",
}  # fmt: skip


def test_every_test_of_the_exercise_is_isolated() -> None:
    assert set(isolated(EXERCISE).values()) == {""}


def test_the_solution_gets_everything() -> None:
    results = run(EXERCISE)
    assert {place: r.error for place, r in results.items() if not won(r)} == {}
    assert results[5].value == 3


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS)
def test_a_cheat_wins_nothing(cheat: str) -> None:
    results = run(EXERCISE, {1: cheat + REST}, cell_seconds=4)
    assert [place for place, result in results.items() if won(result)] == []
