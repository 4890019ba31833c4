"""What cells print is Indonesian; what they keep, return or write into a file stays Python's."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.learner.prints import formatted

CELLS = {
    "angka": "print(200.0)",
    "beberapa": 'print("Rp", 2_400_000, "rata", 54.68, sep=" ")',
    "kalimat": 'omzet = 2400000.0\nprint(f"Omzet {omzet}, naik {0.125}, nama {chr(65)}")',
    "format": 'print(f"{omzet:,.2f}|{omzet:.1f}|{0.5468:.1%}|{omzet:>12}|{7:03d}|{True}")',
    "gabung": 'print("Omzet: " + str(omzet) + "!")',
    "lama": 'print("Omzet {} dan {x:.1f}".format(omzet, x=1.25))',
    "pilih": 'print(f"{omzet}" if omzet else f"{1.5}")',
    "bertanda": 'print(f"{omzet=}")',
    "tanggal": 'import datetime\nhari = datetime.date(2024, 1, 1)\nprint(hari, f"{hari} {hari:%d/%m/%Y}")',
    "daftar": 'print([1.5, 2], {"a": 2500000}, (float("nan"),))',
    "bintang": "print(*[1.5, 2.5])",
    "fungsi": 'def cetak(nilai):\n    print(f"{nilai}")\ncetak(54.68)\nlist(map(print, [0.5]))\nNone',
    "isi": 'teks = f"{omzet}"\nprint(teks, len(teks), type(teks).__name__)',
    "nilai": 'print(repr(omzet) == "2400000.0", str(1.5) == "1.5", f"{1.5}" == "1.5")',
    "berkas": 'import io\nke = io.StringIO()\nprint(1.5, f"{2.5}", file=ke)\nprint(ke.getvalue(), end="")',
    "kosong": 'print(f"{float(\'nan\'):.2f}", float("nan"))',
    "ganti": 'print(f"{omzet:,.0f}".replace(",", "."))',
    "akhir": 'f"Omzet {omzet}"',
    "daftar_akhir": "[1250, 2.5]",
    "angka_akhir": "omzet",
    "hari_akhir": "hari",
    "salah": 'print(f"{1.5:d}")',
    "salah_nama": 'print(f"{tidak_ada}")',
    "salah_pilihan": 'print("a", ujung="")',
}
SHOWN = {
    "angka": "200\n",
    "beberapa": "Rp 2.400.000 rata 54,68\n",
    "kalimat": "Omzet 2.400.000, naik 0,125, nama A\n",
    "format": "2.400.000,00|2400000,0|54,7%|   2.400.000|007|True\n",
    "gabung": "Omzet: 2.400.000!\n",
    "lama": "Omzet 2.400.000 dan 1,2\n",
    "pilih": "2.400.000\n",
    "bertanda": "omzet=2.400.000\n",
    "tanggal": "1 Jan 2024 1 Jan 2024 01/01/2024\n",
    "daftar": "[1,5; 2] {'a': 2.500.000} (–,)\n",
    "bintang": "1,5 2,5\n",
    "fungsi": "54,68\n0,5\n",
    "isi": "2400000.0 9 str\n",
    "nilai": "True True True\n",
    "berkas": "1.5 2.5\n",
    "kosong": "– –\n",
    "ganti": "2.400.000\n",
    "akhir": "'Omzet 2.400.000'",
    "daftar_akhir": "[1.250; 2,5]",
    "angka_akhir": "2.400.000",
    "hari_akhir": "1 Jan 2024",
}
#: Runs the cells of a file in a shell with the course's `belajar`, and tells what each showed or raised.
SHELL = """
import io, json, sys
from contextlib import redirect_stdout
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("from grader.belajar import periksa", silent=True)
told = {}
for name, cell in json.load(sys.stdin).items():
    shown = io.StringIO()
    with redirect_stdout(shown):
        done = shell.run_cell(cell, store_history=True)
    error = done.error_in_exec
    text = "" if done.result is None else shell.display_formatter.format(done.result)[0]["text/plain"]
    told[name] = f"{type(error).__name__}: {error}" if error else text or shown.getvalue()
sys.stdout.write("\\n=====" + json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What each cell showed."""
    run = subprocess.run(
        [sys.executable, "-c", SHELL], input=json.dumps(CELLS), capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    found = json.loads(run.stdout.partition("=====")[2])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", SHOWN)
def test_a_cell_shows(told: dict[str, str], name: str) -> None:
    assert told[name] == SHOWN[name]


def test_errors_are_pythons(told: dict[str, str]) -> None:
    assert told["salah"] == "ValueError: Unknown format code 'd' for object of type 'float'"
    assert told["salah_nama"] == "NameError: name 'tidak_ada' is not defined"
    assert told["salah_pilihan"].startswith("TypeError: ")
    assert "'ujung'" in told["salah_pilihan"]


@pytest.mark.parametrize(
    ("value", "spec", "shown"),
    [(1250.5, "", "1.250,5"), (1250.5, "10", "   1.250,5"), (1250.5, "<10", "1.250,5   "),
     (1250.5, "*^11", "**1.250,5**"), (1250, ",", "1.250"), (1250, "_", "1_250"), (0.25, ".0%", "25%"),
     (1250.5, ".>9.1f", "...1250.5"), (float("nan"), ">5.1f", "    –"), (1250.5, "+,.1f", "+1.250,5")],
)  # fmt: skip
def test_a_format_keeps_its_digits(value: float, spec: str, shown: str) -> None:
    assert formatted(value, spec) == shown
