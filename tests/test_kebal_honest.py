"""Answers of people who cheat nobody: an isolated test gives them at least what one process gives."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import pytest
from sandboxes import shared_sandbox

from grader.curriculum.release import reference_steps
from grader.sandbox.job import Job
from tests.isolation import Cells, isolated, run, source

EXERCISE: Cells = (
    ("jawab", "def kuadrat(n):\n    return n * n\nclass Kotak:\n    def __init__(self, p, l):\n        self.p, self.l = p, l\n"
     "    def luas(self):\n        return self.p * self.l\ndef rata(xs):\n    return sum(xs) / len(xs)\ndef dadu(n):\n    import random\n    return [random.randint(1, 6) for _ in range(n)]"),
    ("tes", "import math, statistics as st\nx = 5\nassert kuadrat(x) == 25\nfor x in range(3):\n    assert kuadrat(x) == x ** 2"),
    ("tes", "assert math.isclose(rata([1, 2]), 1.5) and st.mean([kuadrat(1), kuadrat(3)]) == 5"),
    ("kunci", "from collections import Counter\nimport json\ndef sama(a, b):\n    return json.dumps(a) == json.dumps(b)"),
    ("tes", "p, l = 3, 4\nk = Kotak(p, l)\nassert k.luas() == 12\nassert vars(Kotak(1, 2)) == {'p': 1, 'l': 2}\nassert k == k and [k].index(k) == 0 and k and str(k) and {k: 1}[k] == 1"),
    ("tes", "assert Counter([kuadrat(2)]) == {4: 1} and sama(rata([2, 4]), 3.0)"),
    ("tes", "xs = [1, 2, 6]\nassert rata(xs) == 3\nxs.append(11)\nassert rata(xs) == 5"),
    ("tes", "import random\nrandom.seed(3)\nwanted = [random.randint(1, 6) for _ in range(5)]\nrandom.seed(3)\nfirst = dadu(5)\nassert first == wanted\nrandom.seed(3)\nassert dadu(5) == first and dadu(5) != first"),
    ("jawab", "hasil = kuadrat(4) + kuadrat(1)"),
    ("tes", "assert hasil == 17"),
)  # fmt: skip
CLASS = EXERCISE[0][1][EXERCISE[0][1].index("class Kotak") :]
ANSWERS = {
    "imports what tests import": {0: f"import math, json, random\nimport statistics as st\nfrom collections import Counter\n{EXERCISE[0][1]}"},
    "uses a test's names otherwise": {0: f"math = json = st = Counter = sama = 'kata'\nx, p, l, k, xs = 7, 8, 9, 10, 11\n{EXERCISE[0][1]}"},
    "reads a global for the parameter": {0: f"def kuadrat(n):\n    return x * x if 'x' in globals() else n * n\n{CLASS}"},
    "reads globals in a method": {0: EXERCISE[0][1].replace("return self.p * self.l", "return p * l")},
    "reads a changed list": {0: EXERCISE[0][1].replace("return sum(xs) / len(xs)", "return sum(globals().get('xs', xs)) / len(xs)")},
    "draws otherwise": {0: EXERCISE[0][1].replace("random.randint(1, 6)", "random.choice(range(1, 7))")},
    "draws too much": {0: EXERCISE[0][1].replace("return [random", "random.random()\n    return [random")},
    "seeds by itself": {0: EXERCISE[0][1].replace("import random\n", "import random\n    random.seed(1)\n")},
    "a function of a lambda and a partial": {0: f"from functools import partial\nkuadrat = partial(lambda n, m: n ** m, m=2)\n{CLASS}"},
    "a dataclass": {0: "from dataclasses import dataclass\n" + EXERCISE[0][1].replace("class Kotak:\n    def __init__(self, p, l):\n        self.p, self.l = p, l\n", "@dataclass\nclass Kotak:\n    p: int\n    l: int\n")},
    "own equality": {0: EXERCISE[0][1].replace("    def luas", "    def __eq__(self, o):\n        return isinstance(o, Kotak) and self.p == o.p\n    def __hash__(self):\n        return hash(self.p)\n    def luas")},
    "own text and length": {0: EXERCISE[0][1].replace("    def luas", "    def __str__(self):\n        return f'{self.p} x {self.l}'\n    __repr__ = __str__\n    def __len__(self):\n        return self.p\n    def luas")},
    "remembered results": {0: f"from functools import lru_cache\n@lru_cache(maxsize=None)\n{EXERCISE[0][1]}"},
    "a vectorised function": {0: f"import numpy as np\nkuadrat = np.vectorize(lambda n: n * n)\n{CLASS}"},
    "slots": {0: EXERCISE[0][1].replace("class Kotak:\n", "class Kotak:\n    __slots__ = ('p', 'l')\n")},
    "one function for many types": {0: f"{EXERCISE[0][1]}\nfrom functools import singledispatch\n@singledispatch\ndef kuadrat(n):\n    return n * n\n@kuadrat.register\ndef _(n: str):\n    return int(n) ** 2"},
    "an object that can be called": {0: f"{EXERCISE[0][1]}\nclass Pangkat:\n    def __init__(self, k):\n        self.k = k\n    def __call__(self, n):\n        return n ** self.k\nkuadrat = Pangkat(2)"},
    "decorated with wraps": {0: f"{EXERCISE[0][1]}\nfrom functools import wraps\ndef catat(f):\n    @wraps(f)\n    def luar(*a, **k):\n        luar.n += 1\n        return f(*a, **k)\n    luar.n = 0\n    return luar\nkuadrat, rata = catat(kuadrat), catat(rata)"},
    "closures and nonlocal": {0: f"{EXERCISE[0][1]}\ndef pabrik():\n    n_ = 0\n    def f(n):\n        nonlocal n_\n        n_ += 1\n        return n * n\n    return f\nkuadrat = pabrik()"},
    "match and walrus": {0: f"{EXERCISE[0][1]}\ndef rata(xs):\n    match list(xs):\n        case []:\n            return 0\n        case [*isi] if (n := len(isi)):\n            return sum(isi) / n"},
    "statistics in its place": {0: f"{EXERCISE[0][1]}\nfrom statistics import mean as rata"},
    "a table in its place": {0: f"{EXERCISE[0][1]}\nimport pandas as pd\ndef rata(xs):\n    return pd.Series(xs).mean()"},
    "fractions on the way": {0: f"{EXERCISE[0][1]}\nfrom fractions import Fraction\ndef rata(xs):\n    return sum(map(Fraction, xs)) / len(xs)"},
    "static and class methods": {0: EXERCISE[0][1].replace("    def luas(self):\n        return self.p * self.l", "    @staticmethod\n    def kali(a, b):\n        return a * b\n    @classmethod\n    def baru(cls, p, l):\n        return cls(p, l)\n    def luas(self):\n        return self.kali(self.p, self.l)")},
    "a base class and super": {0: EXERCISE[0][1].replace("class Kotak:", "class Bentuk:\n    def __init__(self, *a):\n        pass\nclass Kotak(Bentuk):").replace("        self.p, self.l = p, l", "        super().__init__(p, l)\n        self.p, self.l = p, l")},
    "an abstract base": {0: EXERCISE[0][1].replace("class Kotak:", "from abc import ABC, abstractmethod\nclass Bentuk(ABC):\n    @abstractmethod\n    def luas(self): ...\nclass Kotak(Bentuk):")},
    "a cached property": {0: EXERCISE[0][1].replace("    def luas(self):\n        return self.p * self.l", "    from functools import cached_property\n    @property\n    def keliling(self):\n        return 2 * (self.p + self.l)\n    def luas(self):\n        return self.p * self.l")},
    "a metaclass": {0: EXERCISE[0][1].replace("class Kotak:", "class Meta(type):\n    def __call__(cls, *a, **k):\n        return super().__call__(*a, **k)\nclass Kotak(metaclass=Meta):")},
    "a module of its own": {0: f"from pathlib import Path\nPath('hitung.py').write_text('def kuadrat(n):\\n    return n * n\\n')\n{EXERCISE[0][1]}\nfrom hitung import kuadrat"},
    "prints and warns as it goes": {0: f"{EXERCISE[0][1]}\nimport warnings, logging\ndef kuadrat(n):\n    print('menghitung', n)\n    warnings.warn('pelan')\n    logging.warning('pelan')\n    return n * n"},
    "threads for the work": {0: f"{EXERCISE[0][1]}\nfrom concurrent.futures import ThreadPoolExecutor\ndef kuadrat(n):\n    with ThreadPoolExecutor(2) as pool:\n        return next(pool.map(lambda k: k * k, [n]))"},
    "asyncio on the way": {0: f"{EXERCISE[0][1]}\nimport asyncio, threading\ndef kuadrat(n):\n    async def f():\n        await asyncio.sleep(0)\n        return n * n\n    hasil = []\n    t = threading.Thread(target=lambda: hasil.append(asyncio.run(f())))\n    t.start(); t.join()\n    return hasil[0]"},
    "text that is calculated": {0: f"{EXERCISE[0][1]}\nkuadrat = eval('lambda n: n ** 2')\nexec('def rata(xs):\\n    return sum(xs) / len(xs)')"},
    "a method taken for a function": {0: f"{EXERCISE[0][1]}\nclass Hitung:\n    def kuadrat(self, n):\n        return n * n\nkuadrat = Hitung().kuadrat"},
    "an operator of the library": {0: f"{EXERCISE[0][1]}\nimport operator\nfrom functools import partial\nkuadrat = lambda n: operator.mul(n, n)\nrata = lambda xs: operator.truediv(sum(xs), operator.length_hint(xs))"},
    "a generator that is used up inside": {0: f"{EXERCISE[0][1]}\ndef _isi(xs):\n    yield from xs\ndef rata(xs):\n    n = s = 0\n    for x in _isi(xs):\n        n, s = n + 1, s + x\n    return s / n"},
    "numbers of numpy": {0: f"import numpy as np\ndef kuadrat(n):\n    return np.multiply(n, n)\n{CLASS}"},
}  # fmt: skip


def test_the_exercise_is_isolated() -> None:
    assert set(isolated(EXERCISE).values()) == {""}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS)
def test_an_honest_answer_gets_no_less_than_in_one_process(answers: dict[int, str]) -> None:
    together = shared_sandbox().run(Job(reference_steps(source(EXERCISE, answers), (), {})))
    apart = run(EXERCISE, answers)
    due = [place for place in apart if together.step(f"{place}").status == "ok"]
    assert {place: apart[place].error for place in due if apart[place].status != "ok"} == {}


VALUES: Cells = (
    ("beri", "import re\nimport numpy as np\nimport pandas as pd"),
    ("jawab", "def genap(xs):\n    return [x for x in xs if x % 2 == 0]\ndef nama(d):\n    return sorted(d)\ndef surel(t):\n    return bool(re.match(r'\\w+@\\w+', t))\n"
     "def muat(n):\n    return list(range(n))\ndef jumlah(data):\n    return sum(data)\ndef hari():\n    import datetime\n    return datetime.datetime(2025, 1, 2)\ndef berkas():\n    return 'a.txt'\n"
     "def baca(t):\n    import json, statistics\n    return statistics.mean(json.loads(t))"),
    ("tes", "assert list(genap([1, 2, 4])) == [2, 4] and sorted(genap({6, 8})) == [6, 8]"),
    ("tes", "assert sum(genap(range(7))) == 12\nfor x in genap([3, 4]):\n    assert x == 4\na, b = genap([2, 3, 4])\nassert b == 4"),
    ("tes", "assert sorted(nama({'b': 1, 'a': 2})) == ['a', 'b'] and 'a' in nama({'a': 1}) and len(nama({})) == 0"),
    ("tes", "assert surel('a@b.id')\nassert not surel('kosong')\nassert [t for t in ('a@b', 'c') if surel(t)] == ['a@b']"),
    ("tes", "data = muat(4)\nassert jumlah(data) == 6"),
    ("tes", "assert hari().year == 2025 and hari().isoformat().startswith('2025-01-02')"),
    ("tes", "import json, statistics\nfor teks, galat in (('{', json.JSONDecodeError), ('[]', statistics.StatisticsError), ('7', TypeError)):\n"
     "    try:\n        baca(teks)\n        raise AssertionError\n    except galat as e:\n        assert str(e)"),
    ("tes", "import os\nassert os.path.basename(berkas()) == 'a.txt' and str(berkas()).endswith('.txt')"),
)  # fmt: skip
BODY = VALUES[1][1]
WAYS = {
    "filter and keys": [("[x for x in xs if x % 2 == 0]", "filter(lambda x: x % 2 == 0, xs)"), ("sorted(d)", "d.keys()")],
    "map and set": [("[x for x in xs if x % 2 == 0]", "map(int, [x for x in xs if x % 2 == 0])"), ("sorted(d)", "set(d)")],
    "values of a dictionary": [("[x for x in xs if x % 2 == 0]", "dict(enumerate(x for x in xs if x % 2 == 0)).values()"), ("sorted(d)", "tuple(d)")],
    "an iterator of itertools": [("[x for x in xs if x % 2 == 0]", "__import__('itertools').chain([x for x in xs if x % 2 == 0])"), ("sorted(d)", "frozenset(d)")],
    "arrays": [("[x for x in xs if x % 2 == 0]", "np.array([x for x in xs if x % 2 == 0])"), ("sorted(d)", "pd.Categorical(list(d))")],
    "an array of the standard library": [("[x for x in xs if x % 2 == 0]", "__import__('array').array('q', [x for x in xs if x % 2 == 0])"), ("sorted(d)", "dict(d)")],
    "a match for true": [("bool(re.match(r'\\w+@\\w+', t))", "re.match(r'\\w+@\\w+', t)")],
    "an own class between two functions": [("list(range(n))", "type('Data', (), {'n': n})()"), ("sum(data)", "sum(range(data.n))")],
    "an open generator between two functions": [("list(range(n))", "(x for x in range(n))")],
    "a time with its zone": [("datetime(2025, 1, 2)", "datetime(2025, 1, 2, tzinfo=datetime.timezone.utc)")],
    "a path": [("'a.txt'", "__import__('pathlib').Path('a.txt')")],
}  # fmt: skip


def test_the_exercise_of_values_is_isolated() -> None:
    assert set(isolated(VALUES).values()) == {""}


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
def test_another_kind_of_value_is_right_too(changes: list[tuple[str, str]]) -> None:
    text = BODY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    apart = run(VALUES, {1: text})
    assert {place: result.error for place, result in apart.items() if result.status != "ok"} == {}


def test_names_that_a_test_hands_over_are_gone_after_it() -> None:
    answers = {0: f"x = 7\n{EXERCISE[0][1]}", 8: "hasil = kuadrat(4) + (x == 7)"}
    assert run(EXERCISE, answers)[9].status == "ok"
