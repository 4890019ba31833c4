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
    "persen": 'print("Omzet %s, %d%%, %.2f, %5s|%-6s|" % (omzet, 12.9, 0.5, 1.5, "ab"))',
    "persen_nama": 'print("%(a)s" % {"a": 2.5})',
    "persen_satu": 'print("Rp%s" % omzet, "%s" % [1.5, 2], "%d" % omzet, "%5.1f|%%" % 2.25)',
    "persen_hilang": 'print("%5.1f" % float("nan"))',
    "persen_lebar": 'print("%*d" % (6, 42))',
    "persen_hitung": "print(10 % 4, omzet % 7)",
    "tabel": "import pandas as pd\ntabel = pd.DataFrame({'a': [1500.5, None], 'b': ['x', 'y']})",
    "tabel_teks": "print(tabel.to_string())",
    "tabel_persen": "print('Isi:\\n%s' % tabel)",
    "tabel_tanpa": "print(tabel.to_string(index=False), tabel['a'].to_string(), sep='|')",
    "tabel_sendiri": "print(tabel.to_string(float_format='%.1f'), type(tabel.to_string()).__name__)",
    "tabel_panjang": "print(len(pd.Series([0.5] * 200).to_string().splitlines()))",
    "akhir": 'f"Omzet {omzet}"',
    "daftar_akhir": "[1250, 2.5]",
    "angka_akhir": "omzet",
    "hari_akhir": "hari",
    "salah": 'print(f"{1.5:d}")',
    "salah_nama": 'print(f"{tidak_ada}")',
    "salah_persen": 'print("%d" % "x")',
    "salah_persen_dua": 'print("%s %s" % 1)',
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
    "persen": "Omzet 2.400.000, 12%, 0,50,   1,5|ab    |\n",
    "persen_nama": "2,5\n",
    "persen_satu": "Rp2.400.000 [1,5; 2] 2400000   2,2|%\n",
    "persen_hilang": "    –\n",
    "persen_lebar": "    42\n",
    "persen_hitung": "2 1\n",
    "tabel_teks": "         a  b\n0  1.500,5  x\n1        –  y\n",
    "tabel_persen": "Isi:\n         a  b\n0  1.500,5  x\n1        –  y\n",
    "tabel_tanpa": "      a b\n1.500,5 x\n      – y|0  1.500,5\n1        –\n",
    "tabel_sendiri": "       a  b\n0 1500.5  x\n1    NaN  y str\n",
    "tabel_panjang": "200\n",
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
