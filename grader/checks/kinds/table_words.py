"""What a learner is told of a table that is not the one asked for."""

from __future__ import annotations

from collections.abc import Sequence

from grader.checks import messages
from grader.checks.kinds.near import nearest
from grader.checks.observation import Column, TableSeen
from grader.checks.spec import Json
from grader.common.indonesian import show_number

WORDS = {"number": "angka", "text": "teks", "date": "tanggal", "bool": "True/False", "mixed": "campuran"}


def sentence(wrong: Sequence[str], seen: TableSeen, frame: Json) -> str:
    """One sentence on what differs first: with other columns or rows, nothing else can agree either."""
    if not wrong:
        return ""
    if not seen["names"]:
        return "Tabelmu masih kosong."
    if "kolom" in wrong:
        if seen.get("series") and seen["columns"][-1]["is"] == "bool":
            return "Ini masih True atau False untuk setiap baris; pakai untuk menyaring tabelnya."
        return _columns_sentence(seen, frame)
    if "baris" in wrong and not seen["rows"]:
        return (
            f"{messages.NO_ROWS}; kalau disaring, periksa kolomnya, tulisannya huruf demi huruf, dan "
            "batasnya."
        )
    if "baris" in wrong:
        return f"{messages.ROW_COUNT}; tabelmu punya {show_number(seen['rows'])} baris."
    columns = [facet.removeprefix("isi ") for facet in wrong if facet.startswith("isi ")]
    if columns:
        found = dict(zip(seen["names"], seen["columns"], strict=True))
        for name in columns:
            if (is_now := found[name]["is"]) != (due := frame["is"][name]):
                where = "Kolomnya" if name in frame["unnamed"] else f"Kolom {name}"
                if said := _no_values(found[name]):
                    return f"{where} {said}"
                if name in frame.get("kosong", ()):
                    return f"{where} berisi {WORDS[is_now]}; di baris yang diminta kolom itu kosong."
                return f"{where} berisi {WORDS[is_now]}; yang diminta {WORDS[due]}."
        if set(columns) <= set(frame["unnamed"]):
            return "Ada nama atau angka yang belum sesuai."
        if len(columns) == 1:
            values = {str(value) for value in found[columns[0]]["values"]}
            alike = ": semua barisnya berisi nilai yang sama" if len(values) == 1 < seen["rows"] else ""
            return f"Isi kolom {columns[0]} belum sesuai{alike}."
        if set(columns) == set(frame["names"]) and len(columns) > 2:
            return messages.ALL_ROWS
        return f"Periksa lagi isi kolom {listed(columns, 'dan')}."
    if "indeks" in wrong:
        return "Indeks tabel belum seperti yang diminta."
    return "Isinya sudah ada, tetapi urutan barisnya belum seperti yang diminta."


def _of_values(frame: Json) -> str:
    """What the one column of values of a key without names holds."""
    return str(frame["is"].get(frame["names"][-1], "number"))


def _no_values(column: Column) -> str:
    """What is wrong with a column that holds what no column should."""
    strange = {str(v) for v in column["values"] if isinstance(v, str) and v.startswith("{'x': ")}
    if column["values"] and all(v is None for v in column["values"]):
        return "kosong semua."
    if "{'x': 'inf'}" in strange:
        return "memuat hasil bagi dengan nol; periksa pembaginya."
    if any("method" in v or "function" in v for v in strange):
        return "berisi fungsi yang belum dipanggil; tambahkan tanda kurung ()."
    return ""


def _columns_sentence(seen: TableSeen, frame: Json) -> str:
    names = seen["names"]
    if frame["unnamed"]:
        values = WORDS[_of_values(frame)]
        return f"Bentuknya belum sama: yang diminta satu kolom {values}, dengan namanya di kiri."
    missing = [n for n in frame["names"] if n not in names]
    extra = [n for n in names if n not in frame["names"]]
    if missing and seen.get("series"):
        return f"Ini baru satu kolom; kolom {listed(missing, 'dan')} belum ada."
    if twice := [name for name in missing if f"{name}_x" in names]:
        return (
            f"Kolom {twice[0]} ada di kedua tabel, jadi menjadi {twice[0]}_x dan {twice[0]}_y. "
            "Gabungkan menurut kolom itu."
        )
    if near := [(name, due) for name in extra if (due := nearest(name, missing))]:
        others = [name for name in missing if name not in dict(near).values()]
        pairs = listed([f"`{name}` menjadi `{due}`" for name, due in near], "dan")
        said = f"Nama kolom yang hampir sama dengan yang diminta: ganti {pairs}."
        return f"{said} Kolom {listed(others, 'dan')} belum ada." if others else said
    if missing and extra:
        return f"Kolom {listed(missing, 'dan')} belum ada; tabelmu berisi kolom {listed(names, 'dan')}."
    if missing:
        return f"Kolom {listed(missing, 'dan')} belum ada."
    return f"Ada kolom yang tidak diminta: {listed(extra, 'dan')}."


def listed(names: Sequence[str], last: str = "") -> str:
    """Up to eight names, the last joined by a word where one is given."""
    shown = [str(n)[:40] for n in names[:8]]
    if len(names) > 8:
        return ", ".join([*shown, "…"])
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}" if last and len(shown) > 1 else ", ".join(shown)
