"""Answer cells that try to win without an answer; none may score more than the untouched notebook."""

from __future__ import annotations

from grader.audit.mutants import Mutant

_ALWAYS_EQUAL = """\
class Sama:
    def __eq__(self, lain): return True
    def __ne__(self, lain): return False
    def __hash__(self): return 0
    def __bool__(self): return True
    def __len__(self): return 1
    def __getattr__(self, nama): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter([self])
    def __float__(self): return 0.0
    def __int__(self): return 0
    def __index__(self): return 0
{name} = Sama()"""

_LYING_FLOAT = """\
class Angka(float):
    def __eq__(self, lain): return True
    def __sub__(self, lain): return 0.0
    def __float__(self): return 0.0
    def __hash__(self): return 0
{name} = Angka(123456789.25)"""

_CHEATS: dict[str, str] = {
    "objek yang sama dengan apa saja": _ALWAYS_EQUAL,
    "angka yang berbohong": _LYING_FLOAT,
    "mengganti periksa": (
        "def periksa(*a, **k): return 100\nimport grader.belajar as b\nb.periksa = periksa\n{name} = 100"
    ),
    "mengganti observe": (
        "import grader.checks.observe as o\n"
        "o.observe = lambda *a, **k: {{'type': 'bool', 'value': True}}\no.describe = o.observe\n{name} = True"
    ),
    "mengganti evaluate": (
        "import grader.checks.evaluate as e, grader.checks.lock as l\n"
        "l.SealedLock.matches = l.OpenLock.matches = lambda *a: True\n"
        "e.evaluate = lambda *a, **k: 100\n{name} = -987654321"
    ),
    "mencetak nilai": "print(100)\nfrom IPython.display import display\ndisplay(100)\n{name} = None",
    "mencari kunci": (
        "import pathlib, grader\nrumah = pathlib.Path(grader.__file__).parents[1]\n"
        "tempat = [pathlib.Path.cwd(), rumah, pathlib.Path.home(), pathlib.Path('/tmp')]\n"
        "pola = ('.kunci/*', 'exercises/*/*.ipynb')\n"
        "isi = [p.read_text() for t in tempat for g in pola for p in t.glob(g)]\n"
        "{name} = isi[0] if isi else None"
    ),
    "keluar dengan tenang": "{name} = True\nraise SystemExit(0)",
    "masih kosong": "{name} = ____",
    "kosong yang dihitung": "{name} = ____ * 2 + 1",
    "daftar segala jawaban": "{name} = list('abcdefgh') + list(range(1000))",
}


def cheats(name: str) -> list[Mutant]:
    """Every cheat for the answer ``name``."""
    return [Mutant(what, source.format(name=name)) for what, source in _CHEATS.items()]
