"""Cheats that aim at the second run, in which earlier answers are put right: none gains a point.

The solution is `jawab_1 = 37 * 113` (4181), `jawab_2 = jawab_1 * 3 - 19` (12524),
`jawab_3 = jawab_2 / 4 + jawab_1` (7312), `jawab_4 = jawab_2 > 10_000`, a choice `jawab_5`, a table `jawab_6`
and its total `jawab_7`.
"""

from __future__ import annotations

import pytest
from carrying import chain

SPY = """
import sys, threading, builtins, gc
lihat = []
def intip(frame, event, arg):
    for name, value in list(frame.f_locals.items()):
        if type(value) in (int, float, str, dict):
            lihat.append((name, value))
    return intip
"""

#: Second guesses: each knows the key, as if by luck, but would have said something else first.
SECOND_GUESS = {
    "another number once the answer is not its own": "jawab_2 = 5 if jawab_1 == 1 else 12524",
    "a number for the right answer": "jawab_2 = 12524 if jawab_1 == 4181 else 0",
    "looked up": "jawab_2 = {1: 77}.get(jawab_1, 12524)",
    "by arithmetic": "jawab_2 = 5 + 12519 * (jawab_1 != 1)",
    "by a loop": "for angka in (5, 12524):\n    jawab_2 = angka\n    if jawab_1 == 1:\n        break",
    "by an error": "try:\n    jawab_2 = 5 + 0 * [0, 0][jawab_1]\nexcept IndexError:\n    jawab_2 = 12524",
    "by a function": "def tebak(x):\n    return 5 if x < 2 else 12524\njawab_2 = tebak(jawab_1)",
    "by time": "import time\njawab_2 = 5 if jawab_1 == 1 or not time.time() else 12524",
}

#: What looks for the solution or for a key where the second run might have left it; `jawab_1` is used so that
#: there is a second run.
SEARCH = {
    "copies the answer put right": "jawab_2 = jawab_1",
    "merely writes a number": "jawab_2 = 12500",
    "mentions the answer, writes a number": "_ = jawab_1\njawab_2 = 12500",
    "history": (
        "teks = [t for t in [*In, *_ih] if 'jawab_1 ' + '* 3' in t and 'teks' not in t]\n"
        "jawab_2 = jawab_1 * 0\nfor t in teks:\n    exec(t)"
    ),
    "frames": """
import sys
jawab_2 = jawab_1 * 0
cari, rangka, lihat = "jawab_1 " + "* 3 - 19", sys._getframe(), set()
while rangka:
    antre = [dict(rangka.f_locals)]
    while antre:
        isi = antre.pop()
        if id(isi) in lihat or len(lihat) > 20_000:
            continue
        lihat.add(id(isi))
        if type(isi) is str and cari in isi and "rangka" not in isi:
            exec(isi)
        if type(isi) is dict:
            antre += [*isi.values()]
        if type(isi) in (list, tuple):
            antre += isi
    rangka = rangka.f_back
""",
    "memory": """
import re
jawab_2 = jawab_1 * 0
cari = b"jawab_1 " + b"\\\\* 3 " + b"- 19\\n"
with open("/proc/self/maps") as peta, open("/proc/self/mem", "rb") as isi:
    for baris in peta:
        daerah, hak, *_ = baris.split()
        awal, akhir = (int(x, 16) for x in daerah.split("-"))
        if hak == "rw-p" and akhir - awal < 2**28:
            try:
                isi.seek(awal)
                if re.search(cari, isi.read(akhir - awal)):
                    jawab_2 = 12524
            except (OSError, ValueError):
                pass
""",
    "objects": """
import gc
jawab_2 = jawab_1 * 0
for benda in gc.get_objects():
    if type(benda) is dict:
        for nama, nilai in list(benda.items()):
            if nama == "jawab_2" and type(nilai) is int and nilai:
                jawab_2 = nilai
""",
    "files of the first run": """
import pathlib
jawab_2 = jawab_1 * 0
for folder in ("/kerja", "/tmp", "/dev/shm", "."):
    berkas = pathlib.Path(folder, "pernah")
    try:
        jawab_2 = 12524 if berkas.exists() else jawab_2
        berkas.write_text("ya")
    except OSError:
        pass
""",
    "an object that equals all": """
class Sama(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return self
    __hash__ = None
jawab_2 = Sama(jawab_1) - 0
""",
    "no number at all": "jawab_2 = type('Apa', (), {'__float__': lambda self: 12524.0, 'x': jawab_1})()",
}

#: Cells of Soal 1 that wait for the value that will be put in the place of their own.
HOOKS = {
    "trace": f"{SPY}sys.settrace(intip)\nsys._getframe().f_trace = intip\njawab_1 = 1",
    "thread": (
        f"{SPY}\ndef tunggu():\n    while globals().get('jawab_1') == 1:\n        pass\n"
        "    globals()['tukar'] = 12524\njawab_1 = 1\nthreading.Thread(target=tunggu, daemon=True).start()"
    ),
    "destructor": (
        "class Umpan:\n    def __mul__(self, other): return 5\n    def __del__(self):\n"
        "        globals()['tukar'] = 12524\njawab_1 = Umpan()"
    ),
    "audit hook": (
        f"{SPY}\nsys.addaudithook(lambda name, given: globals().update(tukar=12524) "
        "if globals().get('jawab_1', 1) != 1 else None)\njawab_1 = 1"
    ),
    "own decoder": (
        "import gc\nfor benda in gc.get_objects():\n"
        "    if isinstance(benda, type) and benda.__name__ == 'Decoder':\n"
        "        benda.root = lambda self: 12524\njawab_1 = 1"
    ),
    "own namespace": (
        "class Ruang(dict):\n    def update(self, *given):\n        self['tukar'] = 12524\n"
        "        dict.update(self, *given)\nget_ipython().user_ns = Ruang(get_ipython().user_ns)\njawab_1 = 1"
    ),
}


@pytest.mark.parametrize("cell", SECOND_GUESS.values(), ids=SECOND_GUESS)
def test_a_second_guess_gains_nothing(cell: str) -> None:
    graded = chain().grade({"jawab-1": "jawab_1 = 1", "jawab-2": cell})
    assert (graded.points["soal-1"], graded.points["soal-2"]) == (0, 0)


@pytest.mark.parametrize("cell", SEARCH.values(), ids=SEARCH)
def test_what_it_finds_in_the_second_run_gains_nothing(cell: str) -> None:
    graded = chain().grade({"jawab-1": "jawab_1 = 1", "jawab-2": cell})
    assert (graded.points["soal-1"], graded.points["soal-2"]) == (0, 0)
    assert "4181" not in graded.notebook


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_who_waits_for_the_value_put_right_gains_nothing(hook: str) -> None:
    follower = "tukar = globals().get('tukar', 0)\njawab_2 = jawab_1 * 0 + tukar"
    graded = chain().grade({"jawab-1": hook, "jawab-2": follower})
    assert (graded.points["soal-1"], graded.points["soal-2"]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("jawab-4", "jawab_4 = jawab_1 != 5001"),
        ("jawab-5", "jawab_5 = 'c' if jawab_1 == 5001 else 'b'"),
    ],
)
def test_a_yes_or_no_and_a_choice_cannot_be_guessed_twice(name: str, cell: str) -> None:
    graded = chain().grade({"jawab-1": "jawab_1 = 5001", name: cell})
    assert graded.points[name.replace("jawab", "soal")] == 0


def test_a_question_put_right_for_others_never_wins_its_own_points() -> None:
    """Soal 2 is decided before its answer goes into the run that judges Soal 3."""
    takes = "jawab_3 = jawab_2 / 4 + jawab_1\nsimpan = jawab_2"
    graded = chain().grade({"jawab-1": "jawab_1 = 1", "jawab-2": "jawab_2 = ____", "jawab-3": takes})
    assert [graded.points[f"soal-{n}"] for n in (1, 2, 3)] == [0, 0, 2]
    assert "12524" not in graded.notebook
    # Nor does an answer that is written again below its check.
    below = "jawab_3 = jawab_2 / 4 + jawab_1\njawab_2 = jawab_2"
    graded = chain().grade({"jawab-2": "jawab_2 = 7", "jawab-3": below})
    assert [graded.points[f"soal-{n}"] for n in (1, 2, 3)] == [2, 0, 2]


def test_an_answer_made_to_fit_needs_the_authors_way() -> None:
    """A table whose total is the first guess: the way from it is the author's, or it gains nothing."""
    table = "jawab_6 = pd.DataFrame({'desa': ['Pupus'], 'warga': [77]})"
    guess = "jawab_7 = 77 if len(jawab_6) == 1 else 600"
    graded = chain().grade({"jawab-6": table, "jawab-7": guess})
    assert (graded.points["soal-6"], graded.points["soal-7"]) == (0, 0)


def test_a_value_that_does_not_come_back_from_the_first_run_gains_nothing() -> None:
    """The answer to Soal 1 is no plain data, so that nobody knows what the author makes of it."""
    opaque = "class Angka(int):\n    pass\njawab_1 = Angka(1)"
    graded = chain().grade({"jawab-1": opaque, "jawab-2": "jawab_2 = 5 if jawab_1 == 1 else 12524"})
    assert graded.points["soal-2"] == 0


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        ("import os\njawab_2 = jawab_1 * 3 - 19\nif jawab_1 != 1:\n    os._exit(0)", (0, 0, 2)),
        # The value stands, and it came the right way: what fails below it costs nothing, as in any run.
        ("jawab_2 = jawab_1 * 3 - 19\nwhile jawab_1 != 1:\n    pass", (0, 2, 2)),
        ("jawab_2 = jawab_1 * 3 - 19\nif jawab_1 != 1:\n    print('x' * 10_000_000)", (0, 2, 2)),
        ("import time\nwhile jawab_1 != 1:\n    time.sleep(1)\njawab_2 = jawab_1 * 3 - 19", (0, 0, 2)),
    ],
    ids=["leaves", "hangs", "talks", "hangs-before"],
)
def test_who_breaks_the_second_run_keeps_the_first(hook: str, expected: tuple[int, int, int]) -> None:
    graded = chain(cell_seconds=4).grade({"jawab-1": "jawab_1 = 1", "jawab-2": hook})
    assert tuple(graded.points[f"soal-{number}"] for number in (1, 2, 6)) == expected
