"""Cheats by what plain data hold, do twice, or leave on disk; by the learner's files, process and libraries."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest

from tests.isolation import Cells, isolated, run, won

EXERCISE: Cells = (
    ("beri", "import numpy as np\nimport pandas as pd"),
    ("jawab", "hpp = 18750.5\nsapaan = 'Halo, Ngebel!'\nlarik = np.array([3.5, 1.25, 9.0])\nharga = [15000, 8000, 12500]\n"
     "stok = pd.Series({'jenang': 12, 'kopi': 7})\nkata = ['jenang', 'kopi']\npesan = 'Pesanan {o.nama}: {o.banyak} pak'\n"
     "tabel = pd.DataFrame({'desa': ['A', 'B'], 'kk': [31, 47]})\n"
     "def bagi(xs):\n    return np.array(xs) / sum(xs)\ndef genap(xs):\n    return [x for x in xs if x % 2 == 0]\n"
     "def jumlah(*xs):\n    return sum(xs)\ndef jauh(p, q):\n    return ((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) ** 0.5\n"
     "def simpan(xs):\n    with open('laporan.csv', 'w') as f:\n        f.writelines(f'{x}\\n' for x in xs)\ndef panjang(nama):\n    return len(open(nama).read())"),
    ("kunci", "class Pesanan:\n    def __init__(self, nama, banyak):\n        self.nama, self.banyak = nama, banyak\n"
     "nota = 'Pesanan Siti: 4 pak'\nwith open('acuan.csv', 'w') as f:\n    f.write('61\\n74\\n')"),
    ("jawab", "selesai = True"),
    ("tes", "assert np.allclose(hpp, 18750.5)"),
    ("tes", "np.testing.assert_allclose(hpp, 18750.5, rtol=1e-9)"),
    ("tes", "assert np.allclose(np.asarray(bagi([4, 4])), 0.5)\nassert (bagi([1, 1, 1, 1]) == 0.25).all()"),
    ("tes", "assert np.allclose(np.array(larik).tolist() if isinstance(larik, list) else larik.tolist(), [3.5, 1.25, 9.0])\nassert np.allclose(larik[:1].tolist(), 3.5)"),
    ("tes", "assert np.abs(larik - np.array([3.5, 1.25, 9.0])).sum() < 1e-9"),
    ("tes", "assert sapaan.startswith('Halo') and sapaan.endswith('!') and sapaan.upper().count('L') == 2"),
    ("tes", "assert kata[0].startswith('je') and kata[1].endswith('pi')"),
    ("tes", "assert len(harga) > 2\nassert len(harga) < 4\nassert min(harga) > 7999\nassert max(harga) < 15001\nassert 12499 < sorted(harga)[1] < 12501"),
    ("tes", "assert (stok - pd.Series({'jenang': 12, 'kopi': 7})).abs().sum() < 1e-9 and len(stok) == 2 and set(stok.index) == {'jenang', 'kopi'}"),
    ("tes", "assert all(x % 2 == 0 for x in genap([3, 8, 10]))\nassert sum(genap([3, 8, 10])) == 18"),
    ("tes", "assert pesan.format(o=Pesanan('Siti', 4)) == nota"),
    ("tes", "simpan([61, 74])\nassert open('laporan.csv').read() == open('acuan.csv').read()"),
    ("tes", "assert np.isclose(jauh((0, 0), (3, 4)), 5)\nassert not np.isclose(jauh((0, 0), (1, 1)), 1)"),
    ("tes", "poin = 0\nfor xs, harap in [((2, 8), 10), ((5, 1), 6)]:\n    poin += np.allclose(jumlah(*xs), harap)\nint(poin)"),
    ("tes", "with open('uji.txt', 'w') as f:\n    f.write('jenang ' * 3)\nassert panjang('uji.txt') == len(open('uji.txt').read())"),
    ("tes", "assert (stok == pd.Series({'jenang': 12, 'kopi': 7})).all()"),
    ("tes", "assert (tabel['kk'] == [31, 47]).all() and list(tabel.columns) == ['desa', 'kk']"),
)  # fmt: skip
#: Whatever a cheat does not give is there, and wrong.
REST = """
for _n in ("hpp", "larik", "stok", "tabel"):
    globals().setdefault(_n, -1.5)
for _n, _v in {"sapaan": "?", "pesan": "?", "harga": [1], "kata": ["?", "?"]}.items():
    globals().setdefault(_n, _v)
for _n in ("bagi", "genap", "jumlah", "jauh", "simpan", "panjang"):
    globals().setdefault(_n, lambda *a, **k: -1.5)
"""
NUMBERS = "hpp = larik = stok = harga = "
FUNCTIONS = "bagi = genap = jumlah = jauh = lambda *a, **k: "
MINE = "import gc, types\nMINE = {f.__qualname__: f for f in gc.get_objects() if type(f) is types.FunctionType and 'sandbox' in f.__module__}\n"
YES = "class Ya:\n    def __call__(s, *a, **k): return True\n    def __len__(s): return 3\n"
WORDS = "startswith endswith upper count"


def _all(value: str, before: str = "") -> str:
    return f"{before}\n{NUMBERS}{value}\n{FUNCTIONS}{value}\ntabel = {value}\n"


CHEATS = {
    # of nothing everything is true
    "an empty array": _all("np.array([])"),
    "an empty list": _all("[]") + "kata = []",
    "an empty tuple in a tuple": _all("((),)"),
    "a list of empty lists": _all("[[], []]"),
    "an array without width": _all("np.empty((3, 0))"),
    "an empty array of objects": _all("np.array([], dtype=object)"),
    "an empty array of truths": _all("np.array([], dtype=bool)"),
    "an empty matrix": _all("np.matrix(np.empty((0, 2)))"),
    "empty records": _all("np.recarray((0,), dtype=[('a', float)])"),
    "an empty range": _all("range(0)"),
    "an empty typed array": _all("__import__('array').array('d')"),
    "an empty deque": _all("__import__('collections').deque()"),
    "an empty deque with a bound": _all("__import__('collections').deque(maxlen=3)"),
    "an empty list of a user's": _all("__import__('collections').UserList()"),
    "an empty view of memory": _all("memoryview(np.empty(0))"),
    "an empty series": _all("pd.Series([], dtype=float)"),
    "a series of nothing known": _all("pd.Series(dtype='Int64')"),
    "an empty series of the right name": _all("pd.Series([], index=pd.Index([], name='kk'), dtype=float)"),
    "a table without rows": _all("pd.DataFrame({'desa': [], 'kk': []})"),
    "a table without columns": _all("pd.DataFrame(index=[0, 1])"),
    "an empty index": _all("pd.Index([])"),
    "an empty subclass": "class Kosong(list): pass\nclass Larik(np.ndarray): pass\n" + _all("Kosong()") + "hpp = np.empty(0).view(Larik)",
    "emptied before it is seen": "harga = [1, 2, 3]\nhpp = larik = harga\nimport threading\ndef hapus():\n    while True: harga.clear()\nthreading.Thread(target=hapus, daemon=True).start()",
    "empties what it was given": "def bagi(xs):\n    xs.clear()\n    return xs\ngenap = bagi\ndef jumlah(*xs): return np.array(xs)[:0]",
    "an object without items": "class D:\n    def __len__(s): return 0\n    def __getitem__(s, k): raise IndexError\n    def __iter__(s): return iter(())\n" + _all("D()"),
    "a mapping without items": "from collections import ChainMap, UserDict, UserString\nfrom types import MappingProxyType\n" + _all("UserDict()") + "hpp, bagi, jumlah, jauh = ChainMap(), lambda x: UserString(''), lambda *a: MappingProxyType({}), lambda *a: ChainMap()",
    # missing values, odd numbers
    "series of other labels": "stok = pd.Series([1.0, 2.0], index=['x', 'y'])\nlarik = stok",
    "missing values everywhere": _all("float('nan')") + "larik = np.array([np.nan] * 3)",
    "missing values of pandas": _all("pd.NA") + "stok = pd.Series([pd.NA, pd.NA], dtype='Int64')",
    "missing values under the right labels": "stok = pd.Series([np.nan, np.nan], index=['jenang', 'kopi'])\ntabel = pd.DataFrame({'desa': [None, None], 'kk': [np.nan, np.nan]})",
    "values that are missing to pandas": "stok = pd.Series([pd.NA, pd.NA], index=['jenang', 'kopi'], dtype='Int64')\ntabel = pd.DataFrame({'desa': pd.array(['A', pd.NA], dtype='string'), 'kk': pd.array([pd.NA, 47], dtype='Int64')})",
    "truths that are missing": "stok = pd.Series([pd.NA, pd.NA], index=['jenang', 'kopi'], dtype='boolean')\nharga = larik = stok",
    "infinite": _all("float('inf')") + "larik = np.array([np.inf] * 3)",
    "minus zero": _all("-0.0"),
    "a number that wraps": _all("np.int8(-128)") + "larik = np.array([-128] * 3, dtype=np.int8)",
    "an unsigned number": _all("np.uint64(2**63)"),
    "truth for one": _all("True"),
    "a number of ten thousand digits": _all("10 ** 10_000"),
    "complex infinity": _all("complex('inf+nanj')"),
    "a broadcast row": _all("np.arange(10.0).reshape(1, 10)"),
    "a date that is none": _all("np.datetime64('NaT')"),
    # items by name: what can be called is a method
    "an object to call in a tuple": f"from collections import namedtuple\n{YES}T = namedtuple('T', {WORDS!r})\nsapaan = T(*[Ya()] * 4)\nkata = [sapaan, sapaan]",
    "an object to call in a namespace": f"from types import SimpleNamespace\n{YES}sapaan = SimpleNamespace(**dict.fromkeys({WORDS!r}.split(), Ya()))\nkata = [sapaan, sapaan]",
    "labels of a series": f"sapaan = pd.Series(dict.fromkeys({WORDS!r}.split(), lambda *a: True), dtype=object)\nkata = [sapaan, sapaan]",
    "objects to call as labels of a series": f"{YES}sapaan = pd.Series(dict.fromkeys({WORDS!r}.split(), Ya()), dtype=object)\nkata = [sapaan, sapaan]",
    "a row of a table": f"kata = pd.DataFrame([[lambda *a: True] * 4] * 2, columns={WORDS!r}.split()).T",
    "fields of a record": "kata = np.rec.array([(lambda *a: True, lambda *a: True)] * 2, dtype=[('startswith', object), ('endswith', object)])",
    "fields of a record with objects": f"{YES}kata = np.rec.array([(Ya(), Ya())] * 2, dtype=[('startswith', object), ('endswith', object)])",
    "a default of a record": f"from collections import namedtuple\n{YES}T = namedtuple('T', {WORDS!r}, defaults=[Ya()] * 4)\nsapaan = T()\nkata = [T(), T()]",
    "a type to call in a chain": f"from collections import ChainMap, namedtuple\nT = namedtuple('T', {WORDS!r})\nsapaan = ChainMap({{'x': 1}})\nkata = [T(bool, bool, str, len)] * 2",
    # another answer each time
    "a length that changes": "class D:\n    n = 0\n    def __len__(s): D.n += 1; return [3, 3, 10, 0][D.n % 4]\n    def __iter__(s): D.n += 1; return iter([10 ** 9] if D.n % 2 else [-10 ** 9])\nharga = D()",
    "items that change": "class D:\n    n = 0\n    def __len__(s): return 3\n    def __iter__(s):\n        D.n += 1\n        return iter([[99999], [0], [12500] * 3][D.n % 3])\n    def __getitem__(s, k): return 12500 if k == 1 else 1\nharga = D()",
    "items by number that change": "class D:\n    n = 0\n    def __len__(s): return 3\n    def __getitem__(s, k):\n        D.n += 1\n        if k > 2: raise IndexError\n        return 10 ** 6 * (-1) ** D.n\nharga = kata = D()",
    "an iterator that is spent": "harga = iter([9, 9, 9])\ndef genap(xs): return iter([9])\nlarik = map(float, [3.5, 1.25, 9.0])",
    "a generator of nothing": "harga = (x for x in ())\ndef genap(xs):\n    return\n    yield",
    "a truth that changes": "class B:\n    n = 0\n    def __bool__(s): B.n += 1; return B.n % 2 == 0\n    def __call__(s, *a): return s\nhpp = B()\nbagi = genap = jumlah = jauh = B()",
    "a thread that changes the list": "import threading\nharga = [10 ** 6] * 3\ndef ganti():\n    k = 1\n    while True: k = -k; harga[:] = [k * 10 ** 6] * 3\nthreading.Thread(target=ganti, daemon=True).start()",
    "names that change between tests": MINE + "turn = [0]\nolder = MINE['Lender._export']\ncopy = types.FunctionType(older.__code__, older.__globals__)\ndef export(self, names):\n    turn[0] += 1\n    globals().update(harga=[[10 ** 6] * 3, [0] * 3][turn[0] % 2], hpp=turn[0] * 1.0)\n    return copy(self, names)\nimport builtins\nbuiltins.export = export\nolder.__code__ = (lambda self, names: export(self, names)).__code__",
    # texts that reach in
    "a pattern that opens an object": "pesan = '{o.__init__.__globals__[nota]}'",
    "a pattern that opens its class": "pesan = '{o.__class__.__init__.__globals__[nota]}'\nsapaan = pesan",
    "a pattern with a conversion": "pesan = '{o.__init__.__globals__[nota]!s:}'",
    "a pattern by number": "pesan = '{0.__init__.__globals__[nota]}{o.__module__}'",
    "a pattern in an array": "pesan = np.array(['{o.__init__.__globals__[nota]}'])[0]",
    "a pattern of a user's text": "from collections import UserString\npesan = UserString('{o.__init__.__globals__[nota]}')",
    "a pattern of a subclass": "class P(str): pass\npesan = P('{o.__init__.__globals__[nota]}')",
    "a pattern that an object gives": "class P:\n    def format(s, **k): return k\n    def __format__(s, f): return 'Pesanan'\npesan = P()",
    # files
    "another file in the author's place": "open('acuan.csv', 'w').write('kosong')\nopen('laporan.csv', 'w').write('kosong')\n#SPLIT\nopen('acuan.csv', 'w').write('kosong')\ndef simpan(xs):\n    open('acuan.csv', 'w').write('kosong'); open('laporan.csv', 'w').write('kosong')",
    "a file that it empties": "def panjang(nama):\n    open(nama, 'w').close()\n    return 0",
    "a file that stood there first": "open('uji.txt', 'w').close()\nimport os, threading\ndef panjang(nama):\n    os.remove(nama); open(nama, 'w').close()\n    return 0",
    "a file of another name": "import os\ndef panjang(nama):\n    os.rename(nama, 'acuan.csv'); os.symlink('acuan.csv', nama)\n    open('acuan.csv', 'w').close(); open('laporan.csv', 'w').close()\n    return 0\nsimpan = panjang",
    "a link in the author's place": "import os\nos.symlink('/dev/null', 'acuan.csv')\nos.symlink('/dev/null', 'laporan.csv')",
    "a folder in the author's place": "import os\nos.makedirs('acuan.csv'); os.makedirs('laporan.csv')",
    "a pipe in the author's place": "import os\nos.mkfifo('acuan.csv'); os.mkfifo('laporan.csv')",
    "modules beside the notebook": "for n in ('numpy', 'pandas', 'fractions', 'csv', 'warnings', 'enum', 'zoneinfo'):\n    open(f'{n}.py', 'w').write('import builtins; builtins.all = lambda x: True')",
    "paths of the installation": "import site, sys, os\nfor top in {sys.prefix, sys.exec_prefix, *site.getsitepackages(), site.getusersitepackages(), '/usr/lib/python3', os.path.dirname(os.__file__)}:\n    for n in ('jahat.pth', 'sitecustomize.py', 'usercustomize.py'):\n        try:\n            os.makedirs(top, exist_ok=True); open(os.path.join(top, n), 'w').write('import builtins; builtins.all = lambda x: True\\n')\n        except OSError: pass",
    "settings of libraries on disk": "import os\nhome = os.path.expanduser('~')\nfor n, t in {'matplotlibrc': 'figure.dpi: 1', '.config/matplotlib/matplotlibrc': 'figure.dpi: 1', '.numpy-site.cfg': '[all]', '.ipython/profile_default/ipython_config.py': 'c.InteractiveShell.ast_node_interactivity = \"none\"', '.config/pip/pip.conf': '[x]', 'pytest.ini': '[pytest]', 'setup.cfg': '[tool:pytest]', 'pyvenv.cfg': 'home = /tmp'}.items():\n    for top in (home, '.', '/tmp', '/kerja'):\n        try:\n            os.makedirs(os.path.dirname(os.path.join(top, n)) or '.', exist_ok=True); open(os.path.join(top, n), 'w').write(t)\n        except OSError: pass",
    # processes, sockets, memory
    "an abstract socket that answers": "import socket, threading\ns = socket.socket(socket.AF_UNIX)\nfor n in ('\\0sinau', '\\0tes'):\n    try: s.bind(n); s.listen(); break\n    except OSError: pass\nthreading.Thread(target=lambda: [s.accept()[0].sendall(b'{\"value\": 1}') for _ in range(9)], daemon=True).start()",
    "memory shared by name": "from multiprocessing import shared_memory\nimport os\nfor n in ('tes', 'nota', 'sinau'):\n    try: shared_memory.SharedMemory(n, create=True, size=64)\n    except OSError: pass\npesan = str(os.listdir('/dev/shm')) + str(os.listdir('/proc'))",
    "looks for the other process": "import os, glob\nfound = ''\nfor p in glob.glob('/proc/[0-9]*'):\n    for n in ('environ', 'cmdline', 'cwd', 'root', 'fd/3', 'task/1/mem', 'mem'):\n        try: found += open(f'{p}/{n}', errors='ignore').read(4096)\n        except (OSError, ValueError): pass\npesan = found[found.find('Pesanan S'):][:19]\nsapaan = found",
    "descriptors that were left open": "import os\nfound = b''\nfor n in range(3, 256):\n    try: found += os.pread(n, 4096, 0)\n    except OSError:\n        try: os.set_blocking(n, False)\n        except OSError: pass\npesan = found.decode(errors='ignore')",
    "a child that stays": "import os\nif os.fork() == 0:\n    import time\n    while True:\n        time.sleep(.01)\n        for n in range(3, 12):\n            try: os.write(n, b'\\0\\0\\0\\2{}')\n            except OSError: pass",
    "signals that answer": "import signal, os\ndef ya(*a): globals().update(hpp=18750)\nfor n in range(1, 32):\n    try: signal.signal(n, ya)\n    except (OSError, ValueError): pass\nsignal.setitimer(signal.ITIMER_REAL, .001, .001)\nsignal.raise_signal(signal.SIGUSR1)",
    "leaves before it is asked": "import threading, os, time\nthreading.Thread(target=lambda: (time.sleep(.05), os._exit(0)), daemon=True).start()",
    "leaves at the end": "import atexit, os, sys\natexit.register(lambda: os._exit(0))\nsys.exitfunc = lambda: os._exit(0)\nimport weakref\nweakref.finalize(globals()['In'].__class__, os._exit, 0)",
    "goes to sleep at its answer": "import time\n" + FUNCTIONS + "time.sleep(30)",
    "eats what memory there is": FUNCTIONS + "bytearray(1 << 40)\nhpp = [0] * (1 << 21)",
    "warnings that are errors": "import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')\nnp.set_printoptions(threshold=0)\npd.set_option('mode.chained_assignment', 'raise')\nimport locale, os\nos.environ.update(PYTHONWARNINGS='error', LC_ALL='id_ID', PYTHONOPTIMIZE='2', PYTHONHASHSEED='0', PYTHONINSPECT='1')",
    "tolerances of its own": "np.core.numeric.isclose.__wrapped__.__defaults__ = (1e9, 1e9, True)\nnp.core.numeric.allclose.__wrapped__.__defaults__ = (1e9, 1e9, True)\nimport numpy.testing._private.utils as u\nu.assert_allclose.__kwdefaults__ = {'rtol': 1e9}",
    # names, errors, classes
    "letters that look alike": "нpp = 18750.5\nhрр = 18750.5\nｈｐｐ = 1\nﬁ = 5\nglobals()['hpp\\u200b'] = 18750.5",
    "names of the machinery": "__sinau_mark__ = lambda *a: True\n__builtins__ = {}\n__name__ = 'x'\n__doc__ = 'hpp'\n__annotations__ = {'hpp': 18750.5}\n__getattr__ = lambda n: 18750.5",
    "names of its libraries": "class N:\n    def __getattr__(s, n): return lambda *a, **k: True\nnp = pd = N()",
    "an error named as its answer": "class E(ArithmeticError, LookupError):\n    def __bool__(s): return True\n" + FUNCTIONS + "(_ for _ in ()).throw(E(0.5))",
    "an error within its own text": "class E(ValueError):\n    def __str__(s): raise s\n    __repr__ = __str__\n    args = property(lambda s: 1 / 0)\n" + FUNCTIONS + "(_ for _ in ()).throw(E())",
    "a warning for an answer": "import warnings\n" + FUNCTIONS + "warnings.warn('0.5', UserWarning)",
    "arithmetic of its own": "class N(float):\n    def __array__(s, *a, **k): return np.array([])\n    def __sub__(s, o): return 0.0\n    __rsub__ = __sub__\n    __array_priority__ = 1e9\n" + _all("N(1)"),
    "a mapping that is a number": "from collections.abc import Mapping\nclass M(Mapping):\n    def __getitem__(s, k): return 0.5\n    def __iter__(s): return iter(())\n    def __len__(s): return 0\n    def __float__(s): return 18750.5\n" + _all("M()"),
    "columns in another order": "tabel = pd.DataFrame({'kk': [31.0], 'desa': ['A']})[['desa', 'kk']].iloc[:0]",
    "a column of everything": "tabel = pd.DataFrame({'desa': ['A', 'B'], 'kk': pd.arrays.SparseArray([np.nan, np.nan])})\nstok = pd.Series(pd.Categorical([None, None], categories=[12, 7]), index=['jenang', 'kopi'])",
    "what it was asked before": "seen = []\ndef jauh(p, q):\n    seen.append((p, q))\n    return len(seen)\ndef jumlah(*xs): return len(xs) and xs[-1]\ndef bagi(xs): return [1 / 3 for x in xs]",
}  # fmt: skip


def test_every_test_is_isolated_and_the_solution_gets_everything() -> None:
    assert set(isolated(EXERCISE).values()) == {""}
    results = run(EXERCISE)
    assert {place: r.error for place, r in results.items() if not won(r)} == {}
    assert results[17].value == 2


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS)
def test_a_cheat_wins_nothing(cheat: str) -> None:
    first, _, later = cheat.partition("#SPLIT")
    answers = {1: f"import numpy as np, pandas as pd\n{first}\n{REST}", 3: later or "selesai = False"}
    results = run(EXERCISE, answers, cell_seconds=3)
    assert [place for place, result in results.items() if won(result)] == []
