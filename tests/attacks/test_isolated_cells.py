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
    "reads linecache": "import linecache, gc\ndef luas(p, l):\n    t = str(linecache.cache) + str([s for s in gc.get_objects() if isinstance(s, (list, tuple, dict)) and 'luas(3,' in str(s)[:500]])\n    return 12 if ' '.join(['nilai', '+=', '2']) in t else 0",
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


#: What the settings, files, signatures and generators that cross since then could be good for.
LATER_CHEATS = {
    "says a namedtuple": "from collections import namedtuple\nclass T(namedtuple('T', 'a')):\n    def __eq__(self, o): return True\n    __hash__ = None\nhpp = daftar = T(1)\nluas = lambda *a: T(1)",
    "record of a liar": "from collections import namedtuple\nT = namedtuple('float', 'real imag')\nT.__eq__ = lambda s, o: True\nT.__len__ = lambda s: 3\nhpp = daftar = T(18750.5, 0)\nluas = lambda *a: T(12, 0)",
    "defaultdict liar": "from collections import defaultdict\nclass D(defaultdict):\n    def __missing__(self, k): return 12\n    def __eq__(self, o): return True\nhpp = daftar = D(int)\nluas = lambda *a: D(lambda: 12)",
    "endless generator": "def luas(p, l):\n    while True: yield 12\ndaftar = (x for x in iter(int, 1))",
    "generator that raises": "def luas(p, l):\n    raise StopIteration\n    yield\nhpp = luas(1, 2)",
    "generator of liars": LIAR + "def luas(p, l): yield Liar()\ndaftar = luas(1, 2)",
    "huge return": "luas = lambda *a: [0] * 10**7\ndaftar = 'x' * 10**8\nhpp = 10 ** 10000",
    "deep return": "x = []\nfor _ in range(10**5): x = [x]\nluas = lambda *a: x\ndaftar = x",
    "ring": "daftar = []\ndaftar.append(daftar)\nluas = lambda *a: daftar\nhpp = daftar",
    "endless recursion": "def luas(*a): return luas(*a)",
    "call that never ends": "def luas(*a):\n    while True: pass",
    "exception with a lying name": "class AssertionError(Exception): pass\nE = type('KeyboardInterrupt', (BaseException,), {})\ndef luas(*a): raise E('lulus')",
    "exception that is a class of tests": "class SkipTest(Exception): pass\nimport unittest\ndef luas(*a): raise unittest.SkipTest('lulus')",
    "exception whose str ends it": "class E(Exception):\n    def __str__(self): raise SystemExit(0)\n    __repr__ = __str__\ndef luas(*a): raise E",
    "exception with liar args": LIAR + "def luas(*a): raise ValueError(Liar(), Liar())",
    "generator exit": "def luas(*a): raise GeneratorExit",
    "reduce": "class R:\n    def __reduce__(self): return (eval, ('globals().update(nilai=99) or 12',))\n    __reduce_ex__ = lambda s, p: s.__reduce__()\nhpp = daftar = R()\nluas = lambda *a: R()",
    "copyreg": "import copyreg\ncopyreg.pickle(int, lambda i: (int, (12,)))\nluas = lambda *a: 1",
    "getstate random": "import random\nclass R(random.Random):\n    def getstate(self): return __import__('os')._exit(0)\nhpp = R()\nr = random.Random()\nr.getstate = lambda: 12\nluas = lambda *a: r",
    "bit generator": "import numpy as np\nclass G(np.random.Generator):\n    pass\nhpp = np.random.default_rng(1)\nluas = lambda *a: hpp",
    "object dtype": "import numpy as np\nclass E:\n    def __eq__(self, o): return True\n    def __float__(self): return 12.0\nhpp = np.array([E()], object)\nluas = lambda *a: np.array(E(), object)[()]\ndaftar = hpp",
    "structured dtype": "import numpy as np\nhpp = np.zeros(3, dtype=[('a', 'f8'), ('b', 'O')])\ndaftar = hpp\nluas = lambda *a: hpp[0]",
    "record array": "import numpy as np\ndaftar = np.rec.array([(1, 2)])\nhpp = np.matrix([[1]])\nluas = lambda *a: hpp",
    "numpy bool": "import numpy as np\nhpp = np.True_\nluas = lambda *a: np.True_\ndaftar = np.ones(3, bool)",
    "bool for int": "hpp = True\nluas = lambda *a: True\ndaftar = [True, True, True]",
    "numpy float with nan": "import numpy as np\nhpp = np.float64('nan')\nluas = lambda *a: np.nan\ndaftar = [np.nan] * 3",
    "decimal context": "import decimal\ndecimal.getcontext().prec = 1\ndecimal.getcontext().traps.clear()\nhpp = decimal.Decimal('NaN')\nluas = lambda *a: decimal.Decimal(1)",
    "locale": "import locale\nlocale.str = lambda x: '12'\nlocale.atof = lambda x: 12\nhpp = '18750,5'\nluas = lambda *a: '12'",
    "float errors": "import numpy as np\nnp.seterr(all='ignore')\nnp.set_printoptions(precision=0)\nhpp = np.float16(1)\nluas = lambda *a: np.float16(0)",
    "hash collisions": "class H(str):\n    def __hash__(self): return hash(12)\n    def __eq__(self, o): return True\nluas = lambda *a: H()\ndaftar = {H(): 1, H('a'): 2, H('b'): 3}",
    "changes what it was given": "def luas(*a):\n    for x in a:\n        if isinstance(x, list): x.clear()\n    return 12.5\ndaftar = []",
    "changed defaults": "import math, builtins\nabs.__self__.round = lambda *a: 18750.5\nimport numpy as np\nnp.isclose.__wrapped__.__defaults__ = (9e9, 9e9, True)\nhpp = 1.0",
    "str subclass of numbers": "class S(str):\n    def __eq__(self, o): return True\n    def __float__(self): return 18750.5\n    def __hash__(self): return 1\nhpp = S('18750.5')\nluas = lambda *a: S('12')",
    "complex": "hpp = 18750.5j\nluas = lambda *a: complex(0, 12)",
    "table subclass": "import pandas as pd\nclass D(pd.DataFrame):\n    @property\n    def _constructor(self): return D\n    def __eq__(self, o): return True\n    def __len__(self): return 3\n    def __bool__(self): return True\nhpp = daftar = D({'a': [1]})\nluas = lambda *a: D()",
    "series of liars": LIAR
    + "import pandas as pd\nhpp = daftar = pd.Series([Liar()] * 3)\nluas = lambda *a: hpp",
    "index liar": "import pandas as pd\nclass I(pd.Index):\n    pass\ndaftar = pd.Index([3, 3, 3])\nhpp = pd.NA\nluas = lambda *a: pd.NA",
    "pandas na": "import pandas as pd\nhpp = pd.NA\ndaftar = [pd.NA] * 3\nluas = lambda *a: pd.NaT",
    "interval": "import pandas as pd\nhpp = pd.Interval(0, 1e9)\nluas = lambda *a: pd.Interval(0, 99)\ndaftar = hpp",
    "callback liar": "def luas(p, l):\n    return (lambda *a: 12)\nhpp = luas",
    "signature liar": "import inspect\ndef luas(*a): return 1\nclass S(inspect.Signature):\n    pass\nluas.__signature__ = S()\nluas.__defaults__ = luas.__wrapped__ = luas\nluas.__annotations__ = {'return': 12}",
    "doc liar": "class S(str):\n    def __eq__(self, o): return True\ndef luas(*a): return 1\nluas.__doc__ = S('12')\nluas.__name__ = 'abs'",
    "names of a module": "import math as hpp, numpy as daftar\nimport operator\nluas = operator.mul.__call__ if False else operator.add",
    "writes a module": "for n in ('unittest', 'math', 'hasil'):\n    for e in ('py', 'csv', 'txt', 'json'): open(f'{n}.{e}', 'w').write('isclose = lambda *a, **k: True\\nclass TestCase: pass')",
    "named like the tester's": "__sinau_mark__ = lambda *a: True\n__sinau_builtin_abs__ = lambda x: 0\n__sinau_builtin_round__ = lambda *a: 18750.5\nabs = round = 1",
    "atexit": "import atexit, os\natexit.register(lambda: os.write(1, b'12'))\ndef luas(*a):\n    atexit._run_exitfuncs()\n    return 0",
    "fork that answers twice": "import os\ndef luas(p, l):\n    os.fork()\n    return 1",
    "thread that answers": "import threading, os, stat\ndef luas(p, l):\n    def flood():\n        for n in range(3, 30):\n            try:\n                if stat.S_ISSOCK(os.fstat(n).st_mode): os.write(n, b'\\0\\0\\0\\2{}')\n            except OSError: pass\n    t = threading.Thread(target=flood)\n    t.start()\n    t.join()\n    return 1",
    "signals itself": "import os, signal\ndef luas(p, l):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    os.kill(os.getpid(), signal.SIGINT)\n    os.kill(os.getppid(), signal.SIGUSR1)\n    return 1",
    "alarm": "import signal\ndef ring(*a): raise SystemExit(0)\nsignal.signal(signal.SIGALRM, ring)\nsignal.setitimer(signal.ITIMER_REAL, .001, .001)",
    "proc of the sibling": "import os, re\ndef luas(p, l):\n    for n in os.listdir('/proc'):\n        for f in ('environ', 'cmdline', 'maps', 'fd/3', 'root/etc/passwd', 'cwd/x.py'):\n            try:\n                t = open(f'/proc/{n}/{f}', 'rb').read()\n                if b'luas(3' in t: return 12\n            except OSError: pass\n    return 1",
    "memory of the sibling": "import os\ndef luas(p, l):\n    for n in filter(str.isdigit, os.listdir('/proc')):\n        try:\n            with open(f'/proc/{n}/mem', 'r+b') as m:\n                m.seek(0x400000); m.write(b'x')\n        except (OSError, ValueError): pass\n    return 1",
    "prints frames": "import sys, json, struct, os\nbody = json.dumps({'nonce': '', 'proof': '', 'status': 'ok', 'value': 99, 'error': None, 'outputs': [], 'cpu': 0, 'used': []}).encode()\ndef luas(*a):\n    for f in (1, 2):\n        try: os.write(f, struct.pack('>I', len(body)) + body)\n        except OSError: pass\n    print(body.decode())\n    return 1",
    "forged names with an answer": "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Lender':\n        o._now = lambda: {'names': {n: {'value': 12} for n in ('hpp', 'daftar', 'luas', 'nilai', 'assert')}, 'nodes': [], 'files': {'unittest.py': 'eA=='}}\n        o._small = True\nluas = lambda *a: 1",
    "forged files": "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Mirrored':\n        o.written = o.all_written = lambda: {n: 'aXNjbG9zZSA9IGxhbWJkYSAqYTogVHJ1ZQ==' for n in ('math.py', '../math.py', '/tmp/math.py', 'unittest.py', 'numpy/__init__.py')}",
    "forged after": "import gc\ndef luas(p, l):\n    return 1\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Lender':\n        o._after = lambda *a: {'root': [0], 'nodes': [['was', 0, [1]], ['list', [12, 12]]]}\n        o._look = lambda v: 0",
    "asks for what it has lent": "import gc\ndef luas(p, l):\n    for o in gc.get_objects():\n        if type(o).__name__ == 'Lender':\n            try: return o._back({'of': -1, 'given': {'root': [0], 'nodes': [['list', [[1], [2]]], ['list', []], ['dict', []]]}})\n            except BaseException: return 1\n    return 1",
    "os exit in generator": "import os\ndef luas(p, l):\n    os._exit(0)\n    yield 12\ndef isi():\n    yield 1\n    os._exit(0)\ndaftar = isi()",
    "property that lies": "class K:\n    def __getattribute__(self, n):\n        import sys\n        return lambda *a: 12\n    def __class_getitem__(c, k): return 12\n    def __instancecheck__(s, o): return True\nhpp = daftar = K()\nluas = lambda *a: K()\nKeranjang = K",
    "abc register": "import numbers\nclass K:\n    def __eq__(s, o): return True\n    def __hash__(s): return 12\nnumbers.Number.register(K)\nhpp = K()\nluas = lambda *a: K()",
    "array priority": "class K:\n    __array_priority__ = 9e9\n    __array_interface__ = property(lambda s: {'shape': (), 'typestr': '<f8', 'data': (id(12.0) + 16, True), 'version': 3})\n    def __array__(self, *a, **k):\n        import numpy as np\n        return np.array(12.0)\n    def __eq__(s, o): return True\n    __hash__ = None\nhpp = K()\nluas = lambda *a: K()",
    "enum liar": "from enum import Enum\nclass L(Enum):\n    A = 12\n    def __eq__(s, o): return True\n    def __hash__(s): return 1\nhpp = L.A\nluas = lambda *a: L.A\nKeranjang = L",
    "dataclass liar": "from dataclasses import dataclass\n@dataclass(order=True)\nclass K:\n    x: int = 12\n    def __eq__(s, o): return True\n    def __sub__(s, o): return 0\n    __rsub__ = __sub__\nhpp = K()\nluas = lambda *a: K()",
    "async": "async def luas(p, l): return 12\nimport asyncio\nhpp = asyncio.get_event_loop().create_future() if False else luas(1, 2)",
    "simple namespace": "from types import SimpleNamespace, MappingProxyType\nhpp = SimpleNamespace(real=18750.5)\ndaftar = MappingProxyType({0: 1, 5: 2, 6: 3})\nluas = lambda *a: hpp",
    "weak reference": "import weakref\nclass K: pass\nk = K()\nhpp = weakref.proxy(k)\nluas = lambda *a: hpp",
}


@pytest.mark.parametrize("cheat", LATER_CHEATS.values(), ids=LATER_CHEATS)
def test_a_later_cheat_wins_nothing(cheat: str) -> None:
    results = run(EXERCISE, {1: cheat + REST}, cell_seconds=2)
    assert [place for place, result in results.items() if won(result)] == []


#: Tests that set what the learner's functions read, patch builtins and read files.
SETTINGS: Cells = (
    ("jawab", "def harga(n):\n    return n * RATE\ndef sapa(n):\n    print('Halo', n)\ndef tanya():\n    return int(input()) + 1\n"
     "def tulis(n):\n    with open('hasil.csv', 'w') as f:\n        f.write(f'nama,{n}\\n')\ndef deret(n):\n    for i in range(n):\n        yield i * RATE"),
    ("tes", "RATE = 3\nharap = 12\nassert harga(4) == harap\nRATE = 5\nharap = 20\nassert harga(4) == harap"),
    ("tes", "from unittest.mock import patch\nwith patch('builtins.print') as cetak:\n    sapa('Ani')\ncetak.assert_called_once_with('Halo', 'Ani')"),
    ("tes", "from unittest.mock import patch\nharap = 42\nwith patch('builtins.input', return_value='41'):\n    assert tanya() == harap"),
    ("tes", "harap = 'nama,7'\ntulis(7)\nassert open('hasil.csv').read().strip() == harap"),
    ("tes", "RATE = 2\nharap = [0, 2, 4]\nassert list(deret(3)) == harap"),
)  # fmt: skip
NOTHING = "\nfor _n in ('harga', 'sapa', 'tanya', 'tulis', 'deret'):\n    globals().setdefault(_n, lambda *a: None)\n"
SETTINGS_CHEATS = {
    "globals": "def harga(n): return globals().get('harap')\ntanya = deret = lambda *a: globals().get('harap')\ndef tulis(n): open('hasil.csv', 'w').write(str(globals().get('harap')))",
    "main": "import __main__\ndef harga(n): return getattr(__main__, 'harap', 0)\ntanya = deret = harga",
    "expected in the patched": "def harga(n): return print.__globals__.get('harap')\ndef tanya(): return input.__globals__.get('harap') or input.__closure__[0].cell_contents\ndef sapa(n): return [c.cell_contents for c in print.__closure__]",
    "patches again": "import builtins\ndef sapa(n): builtins.print = lambda *a: None\ndef tanya():\n    builtins.int = lambda x: 42\n    return builtins.input()",
    "assert on the mock": "def sapa(n): print.assert_called_once_with = lambda *a, **k: None\nprint = input = open = lambda *a: 42",
    "returns the mock": "def sapa(n): return print()\ndef tanya(): return input\ndef harga(n): return print(n)",
    "the mock's answer": "def tanya():\n    x = input()\n    x.__class__ = int\n    return x",
    "file is a link": "import os\ndef tulis(n): os.symlink('/etc/hostname', 'hasil.csv')",
    "file is a pipe": "import os\ndef tulis(n): os.mkfifo('hasil.csv')",
    "file is a folder": "import os\ndef tulis(n): os.makedirs('hasil.csv/nama')",
    "file is huge": "def tulis(n):\n    with open('hasil.csv', 'wb') as f: f.truncate(90 << 20)",
    "rate that equals": "class R(int):\n    def __eq__(s, o): return True\n    def __rmul__(s, o): return s\nRATE = R(1)\ndef harga(n): return RATE if type(RATE) is R else R(1)",
    "generator of the mock": "def deret(n):\n    yield from iter(lambda: RATE, object())\ndef harga(n): return (x for x in [12])",
    "tester's source by the mock's error": "def tanya():\n    try: input(1, 2, 3, wrong=4)\n    except Exception as e:\n        t = e.__traceback__\n        while t:\n            if 'harap' in t.tb_frame.f_globals: return t.tb_frame.f_globals['harap']\n            t = t.tb_next\n    return 0",
}  # fmt: skip


def test_the_tests_with_settings_are_isolated_and_pass() -> None:
    assert set(isolated(SETTINGS).values()) == {""}
    assert all(map(won, run(SETTINGS).values()))


@pytest.mark.parametrize("cheat", SETTINGS_CHEATS.values(), ids=SETTINGS_CHEATS)
def test_a_cheat_wins_nothing_where_a_test_sets_things(cheat: str) -> None:
    results = run(SETTINGS, {0: cheat + NOTHING}, cell_seconds=2)
    assert [place for place, result in results.items() if won(result)] == []
