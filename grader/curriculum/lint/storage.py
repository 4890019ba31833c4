"""Rules about the file itself: normal form, no outputs, readable cell ids, nothing fetched from a network."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable

from grader.common.errors import SinauError
from grader.curriculum.declared import declared
from grader.curriculum.lint.prose import html_of, images
from grader.curriculum.lint.registry import Finding, notebook_rule
from grader.curriculum.model import ID_PATTERN, Exercise, Lesson
from grader.notebooks.check_calls import declaration, parse
from grader.notebooks.normal_form import dumps

NETWORK_MODULES = ("aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib", "urllib3")
_RANDOM_ID = re.compile(r"(?=.*\d)[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FETCHED_TAG = re.compile(r"<(?:img|iframe|script|video|audio|link|source|embed)\b[^>]*https?://", re.I)


@notebook_rule("normal-form")
def normal_form(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """The bytes of the file are those that the normal form writes."""
    if notebook.path.read_bytes() != dumps(notebook.raw).encode("utf-8"):
        yield Finding(
            None,
            "berkas tidak dalam bentuk baku",
            f"jalankan `python -m grader.notebooks.normal_form {notebook.file}`",
        )


@notebook_rule("no-outputs")
def no_outputs(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Neither outputs nor execution counts are stored."""
    for cell, raw in zip(notebook.cells, notebook.raw["cells"], strict=True):
        if raw.get("outputs") or raw.get("execution_count"):
            yield Finding(cell, "sel menyimpan keluaran", "hapus semua keluaran sebelum menyimpan")


@notebook_rule("cell-id")
def cell_id(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Cell ids are readable and unique: they are what a diff and a report show."""
    counts = Counter(cell.id for cell in notebook.cells)
    for cell in notebook.cells:
        if not cell.id:
            yield Finding(cell, "sel tanpa id", "beri id yang terbaca, misalnya `soal-2-roas`")
        elif counts[cell.id] > 1:
            yield Finding(cell, f"id sel `{cell.id}` dipakai {counts[cell.id]} kali", "buat setiap id unik")
        elif _RANDOM_ID.fullmatch(cell.id):
            yield Finding(
                cell, f"id sel `{cell.id}` acak", "ganti dengan id yang terbaca, misalnya `ubah-harga`"
            )
        elif not re.fullmatch(ID_PATTERN, cell.id) or not re.search("[a-z]", cell.id):
            yield Finding(
                cell,
                f"id sel `{cell.id}` memuat tanda lain",
                "pakai huruf kecil, angka, dan tanda hubung saja",
            )


@notebook_rule("offline")
def offline(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Running needs no network: no network module, no address as an argument, no fetched picture."""
    for cell in notebook.cells:
        if cell.is_markdown:
            fetched = [target for _, target in images(cell.source) if "://" in target]
            if fetched or _FETCHED_TAG.search(html_of(cell.source)):
                yield Finding(cell, "gambar atau isi diambil dari internet", "simpan gambarnya di repositori")
        elif cell.is_code:
            for message in _network_in_code(cell.source):
                yield Finding(cell, message, "pakai data di datasets/ lewat muat(...)")


def _network_in_code(source: str) -> Iterable[str]:
    if any(line.startswith("!") or re.match(r"%(pip|conda)\b", line) for line in source.split("\n")):
        yield "sel menjalankan perintah shell atau memasang paket"
    for node in ast.walk(parse(source) or ast.Module([], [])):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        for module in modules:
            if module.split(".")[0] in NETWORK_MODULES:
                yield f"sel mengimpor modul jaringan `{module}`"
        if isinstance(node, ast.Call):
            for argument in node.args:
                if isinstance(argument, ast.Constant) and re.match(r"(https?|ftp)://", str(argument.value)):
                    yield f"sel mengambil alamat {argument.value!s}"


@notebook_rule("check-sealed")
def check_sealed(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """A release can read every declaration of `periksa`, and takes it away from what a trainee reads."""
    found = False
    for cell in notebook.cells:
        try:
            declaration(cell.source if cell.is_code else "")
        except SinauError as problem:
            found = True
            yield Finding(cell, str(problem).rstrip("."), "perbaiki periksa(...) di sel itu")
    if found:
        return
    try:
        declared(notebook.raw)
    except SinauError as problem:
        yield Finding(None, str(problem).rstrip("."), "perbaiki periksa(...) di sel itu")
