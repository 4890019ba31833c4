"""Dates in a calculation, and the days between two of them."""

from __future__ import annotations

import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = tabel_tanggal["hari"].max() - tabel_tanggal["hari"].min() > 30',
        'x = tabel_tanggal["hari"] - tabel_tanggal["hari"].min() > 30',
    ],
    silent=['x = tabel_tanggal["hari"] > 30', "x = 'a' > 5"],
)
def days_compared(error: TypeError, scene: Scene) -> Explanation | None:
    """The time between dates beside a number."""
    if not re.search(r"'Timedelta'|dtype=timedelta", str(error)):
        return None
    days = ".dt.days" if "dtype=" in str(error) else ".days"
    return Explanation(
        f"{scene.where} membandingkan selisih tanggal dengan angka.",
        f"Jadikan banyaknya hari dulu: `(...){days}`, dengan kurung di sekeliling selisihnya.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = tabel_tanggal["hari"].max() - "2026-01-01"',
        'x = tabel_tanggal["hari"] - "2026-01-01"',
        'x = "2026-05-01" - tabel_tanggal["hari"].max()',
    ],
    silent=["x = 'a' - 5", 'x = "2026-05-01" - "2026-01-01"'],
)
def date_and_a_text(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(
        r"operand type\(s\) for .*'(Timestamp|DatetimeArray|datetime|str)' and '(\w+)'", str(error)
    )
    if not told or "'str'" not in str(error) or told[1] == told[2]:
        return None
    if not re.search("Timestamp|DatetimeArray|datetime", str(error)):
        return None
    written = re.search(r"[\"'](\d{4}-\d{1,2}-\d{1,2})[\"']", scene.part)
    given = written[1] if written else "..."
    return Explanation(
        f"{scene.where} menghitung dengan tanggal dan teks; tanggal dalam tanda kutip masih teks.",
        f'Jadikan tanggal dulu: `pd.Timestamp("{given}")`.{_imported(scene)}',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel_tanggal["hari"].max() - 5', 'x = tabel_tanggal["hari"].max() + 7'],
    silent=["x = 'a' - 5", 'x = tabel_tanggal["hari"] > 5'],
)
def date_and_a_number(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search("ddition/subtraction of integers", str(error)):
        return None
    return Explanation(
        f"{scene.where} menghitung dengan sebuah tanggal dan sebuah angka.",
        "Untuk bagian tanggalnya: `.day`, `.month`, atau `.year`. Kalau angka itu banyaknya hari: "
        f"`pd.Timedelta(days=...)`.{_imported(scene)}",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel_tanggal[tabel_tanggal["hari"] > "1 Maret 2026"]'],
    silent=['x = tabel["kota"] > 5', "x = 'a' - 5"],
)
def date_as_people_write_it(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"Invalid comparison between dtype=datetime", str(error)):
        return None
    return Explanation(
        f"{scene.where} membandingkan kolom tanggal dengan sesuatu yang bukan tanggal.",
        'Tulis tanggalnya sebagai teks, tahun lebih dulu: `"2026-03-01"`.',
    )


def _imported(scene: Scene) -> str:
    """How `pd` is brought, where it is not known."""
    return "" if "pd" in scene.names else " Kalau `pd` belum dikenal: `import pandas as pd` di baris pertama."
