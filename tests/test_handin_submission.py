"""What a received file may hold: notebooks, packages, and everything hostile."""

import hashlib
import io
import json
import stat
import struct
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.learner.package import pack
from grader.notebooks.hand_in import MAX_NOTEBOOK_BYTES, Status, Unacceptable, read_notebook, read_received
from grader.notebooks.manifest import MANIFEST_NAME, Manifest

WIB = timezone(timedelta(hours=7))


def notebook(source: str = "hpp = 1", exercise: str | None = "2-02-harga", **extra: Any) -> bytes:
    metadata = {"sinau": {"kind": "exercise", "id": exercise}} if exercise else {}
    cell = {
        "cell_type": "code",
        "id": "jawab-1-hpp",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [cell], **extra}
    ).encode()


def package(content: bytes, **changed: Any) -> bytes:
    fields = {
        "participant": "PNG-001",
        "name": "Siti",
        "exercise": "2-02-harga",
        "notebook": "2-02-harga.ipynb",
        "release": "1",
        "sha256": hashlib.sha256(content).hexdigest(),
        "time": datetime(2026, 1, 5, 9, 0, tzinfo=WIB),
    }
    return pack(Manifest(**{**fields, **changed}), content)


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content, compress_type=method)
    return out.getvalue()


def why(name: str, content: bytes) -> tuple[Status, str]:
    with pytest.raises(Unacceptable) as caught:
        read_received(name, content)
    assert caught.value.sentence.endswith(".")
    return caught.value.status, caught.value.sentence


def test_a_package_gives_back_the_very_bytes() -> None:
    content = notebook("# é 😀")
    found = read_received("PNG-001_2-02-harga_20260105-0900 (2).zip", package(content))
    assert found.notebook.content == content
    assert found.manifest is not None
    assert found.manifest.time == datetime(2026, 1, 5, 2, 0, tzinfo=timezone.utc)  # noqa: UP017
    assert package(content) == package(content)


def test_a_laptop_whose_clock_has_stopped_can_hand_in() -> None:
    then = datetime(1970, 1, 1, 9, tzinfo=WIB)
    found = read_received("a.zip", package(notebook(), time=then))
    assert found.manifest is not None
    assert (found.manifest.time, found.entry_time) == (then, None)


@pytest.mark.parametrize("name", ["x.ipynb", "x.ipynb.txt", "x.json", "x (1).ipynb", "tanpa-akhiran"])
def test_a_bare_notebook_under_any_name(name: str) -> None:
    assert read_received(name, notebook()).notebook.content == notebook()


def test_a_plain_zip_and_what_macos_and_jupyter_add() -> None:
    content = zipped(
        ("latihan/x.ipynb", notebook()),
        ("__MACOSX/latihan/._x.ipynb", b"\0\5"),
        ("latihan/.ipynb_checkpoints/x-checkpoint.ipynb", notebook("")),
        ("data.csv", b"a"),
    )
    found = read_received("kiriman.zip", content)
    assert found.names == ("kiriman.zip", "x.ipynb")
    assert found.manifest is None
    assert read_received("x.zip", zipped(("latihan\\x.ipynb", notebook()))).names[-1] == "x.ipynb"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_wrong_encodings_are_repaired(encoding: str) -> None:
    text = json.dumps(json.loads(notebook("# café")), ensure_ascii=False)
    found = read_notebook(text.encode(encoding))
    assert found.repaired_from is not None
    assert found.content == text.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (b"", Status.UNREADABLE, "kosong"),
        (b"\0" * 500, Status.UNREADABLE, "kosong"),
        (notebook()[:-20], Status.UNREADABLE, "JSON"),
        (b"<html>", Status.UNREADABLE, "JSON"),
        (b"\x81\x8d\xff", Status.UNREADABLE, "Pengodean"),
        (b'{"a": NaN}', Status.UNREADABLE, "JSON"),
        (b'{"a": Infinity}', Status.UNREADABLE, "JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", Status.UNREADABLE, "JSON"),
        (b"[]", Status.UNREADABLE, "bukan notebook"),
        (b'{"a": 1}', Status.UNREADABLE, "bukan notebook"),
        (b'{"nbformat": 3, "metadata": {}, "worksheets": []}', Status.UNREADABLE, "versi 4"),
        (b'{"nbformat": 4, "metadata": [], "cells": []}', Status.UNREADABLE, "rusak"),
        (b'{"nbformat": 4, "metadata": {}, "cells": [1]}', Status.UNREADABLE, "rusak"),
        (b'{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "source": 1}]}',
         Status.UNREADABLE, "rusak"),
        (notebook("\ud800"), Status.UNREADABLE, "huruf rusak"),
        (b"[" * 200_000, Status.REFUSED, "terlalu dalam"),
        (b'{"nbformat": 4, "a": ' + b"[" * 300 + b"]" * 300 + b"}", Status.REFUSED, "terlalu dalam"),
        (b" " * (MAX_NOTEBOOK_BYTES + 1) + b"{}", Status.REFUSED, "lebih besar"),
    ],
)  # fmt: skip
def test_what_is_no_notebook(content: bytes, status: Status, told: str) -> None:
    found = why("x.ipynb", content)
    assert found[0] is status
    assert told in found[1]


@pytest.mark.parametrize("name", ["foto.jpg", "catatan.txt", "x.rar", "x.7z", "x.tar.gz"])
def test_other_files_are_refused(name: str) -> None:
    assert why(name, b"\x89whatever")[0] is Status.REFUSED


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("x.ipynb")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (zipped(("../../x.ipynb", notebook())), "ke luar"),
        (zipped(("/etc/x.ipynb", notebook())), "ke luar"),
        (zipped(("..\\x.ipynb", notebook())), "ke luar"),
        (zipped(("C:/x.ipynb", notebook())), "ke luar"),
        (zipped(("a.ipynb", notebook()), ("../rahasia.txt", b"x")), "ke luar"),
        (zipped((link(), b"/etc/passwd")), "tautan"),
        (zipped(("a.ipynb", notebook()), ("lagi.zip", zipped(("b.ipynb", notebook())))), "arsip lain"),
        (zipped(("a.ipynb", notebook()), ("A.ipynb", notebook())), "2 notebook"),
        (zipped(("a.txt", b"x")), "tidak berisi notebook"),
        (zipped(), "tidak berisi notebook"),
        (zipped(("a.ipynb", b" " * (MAX_NOTEBOOK_BYTES + 1))), "lebih besar"),
        (zipped(*((f"{n}.txt", b"") for n in range(201))), "lebih dari 200"),
        (zipped(("a.ipynb", notebook()), method=zipfile.ZIP_BZIP2), "pemampatan"),
        (zipped(("a.ipynb", notebook()), method=zipfile.ZIP_LZMA), "pemampatan"),
        (zipped((MANIFEST_NAME, b"{}"), ("a.ipynb", notebook())), "Daftar isi"),
        (zipped((MANIFEST_NAME, b"[" * 60_000), ("a.ipynb", notebook())), "Daftar isi"),
        (zipped((MANIFEST_NAME, b" " * 65_000), ("a.ipynb", notebook())), "Daftar isi"),
        (package(notebook(), sha256="0" * 64), "berbeda"),
    ],
)  # fmt: skip
def test_hostile_zips_are_refused(content: bytes, told: str) -> None:
    status, sentence = why("PNG-001_2-02-harga.zip", content)
    assert status is Status.REFUSED
    assert told in sentence


def test_an_encrypted_zip_is_refused() -> None:
    content = bytearray(zipped(("a.ipynb", notebook())))
    content[6] |= 1  # the flag in the local header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    assert "kata sandi" in why("a.zip", bytes(content))[1]


def test_a_bomb_that_declares_a_small_size_is_read_no_further_than_that() -> None:
    bomb = bytearray(zipped(("a.ipynb", b"0" * (MAX_NOTEBOOK_BYTES * 5))))
    for at in (22, bomb.index(b"PK\x01\x02") + 24):
        bomb[at : at + 4] = (1000).to_bytes(4, "little")
    assert why("a.zip", bytes(bomb))[0] is Status.UNREADABLE


def entry_at(offset: int) -> bytes:
    """A package whose first entry is said to begin at `offset`, a number of eight bytes."""
    data = bytearray(package(notebook()))
    entry, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    (name,) = struct.unpack_from("<H", data, entry + 28)
    wide = struct.pack("<HHQ", 1, 8, offset)
    struct.pack_into("<L", data, entry + 42, 0xFFFFFFFF)
    struct.pack_into("<H", data, entry + 30, len(wide))
    (size,) = struct.unpack_from("<L", data, end + 12)
    struct.pack_into("<L", data, end + 12, size + len(wide))
    data[entry + 46 + name : entry + 46 + name] = wide
    return bytes(data)


@pytest.mark.parametrize("offset", [2**64 - 1, 2**63, 2**62])
def test_an_entry_beyond_all_numbers_is_unreadable(offset: int) -> None:
    assert why("a.zip", entry_at(offset))[0] is Status.UNREADABLE


def test_an_entry_without_a_name_is_passed_over() -> None:
    content = zipped(("a", b"{}"), ("2-02-harga.ipynb", notebook()))
    entry = content.find(b"PK\x01\x02")
    nameless = content[: entry + 28] + b"\0\0\1\0" + content[entry + 32 :]  # its letter is taken as extra
    assert read_received("a.zip", nameless).names[-1] == "2-02-harga.ipynb"


def test_a_truncated_zip_is_unreadable() -> None:
    whole = package(notebook())
    for cut in range(4, len(whole) - 1, 7):
        assert why("a.zip", whole[:cut])[0] is Status.UNREADABLE


@given(st.binary(max_size=400), st.sampled_from(["a.ipynb", "a.zip", "a", "a.jpg"]))
def test_random_bytes_never_raise_anything_else(content: bytes, name: str) -> None:
    with pytest.raises(Unacceptable):
        read_received(name, content)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_packages_never_raise_anything_else(damage: list[tuple[int, int]]) -> None:
    content = bytearray(package(notebook()))
    for at, value in damage:
        content[at % len(content)] = value
    try:
        found = read_received("a.zip", bytes(content))
    except Unacceptable:
        return
    assert found.notebook.content == notebook()


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cell_type", "source", "metadata", "nbgrader", "outputs", "sinau", "id"]), inner
        )
    ),
    max_leaves=8,
)


@given(JSON, st.lists(JSON, max_size=3))
def test_any_json_is_a_notebook_or_unacceptable(metadata: Any, cells: list[Any]) -> None:
    content = json.dumps({"nbformat": 4, "metadata": metadata, "cells": cells}).encode()
    try:
        assert read_notebook(content).content == content
    except Unacceptable:
        assert not isinstance(metadata, dict) or cells


@given(JSON)
def test_any_json_is_a_manifest_or_a_value_error(fields: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        Manifest.from_json(fields)


def test_a_manifest_survives_the_way() -> None:
    manifest = Manifest("A1", "Siti", "x", "x.ipynb", "1", "0" * 64, datetime(2026, 1, 5, 9, tzinfo=WIB))
    assert Manifest.from_json(json.loads(manifest.to_json())) == manifest


PEAK = """
import sys, zipfile, io
from grader.notebooks.hand_in import Unacceptable, read_received

part, size = sys.argv[1], 19_800_000
content = '{"nbformat":4,"nbformat_minor":5,"metadata":{"x":['
content += (part + ",") * (size // (len(part) + 1)) + "0]},"
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a.ipynb", content + '"cells":[]}')
del content
open("/proc/self/clear_refs", "w").write("5")
before = int(open("/proc/self/statm").read().split()[1]) * 4096
try:
    read_received("a.zip", packed.getvalue())
except Unacceptable as problem:
    print(problem.sentence)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) * 1024 - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    "part", ["[]", "{}", '{"a":1}', "1.5", '"ab"', "[[[]]]", '"' + "\U0001f600" * 999 + '"']
)
def test_a_small_file_fills_no_memory(part: str) -> None:
    done = subprocess.run([sys.executable, "-c", PEAK, part], capture_output=True, text=True, check=True)
    *told, peak = done.stdout.splitlines()
    assert int(peak) < 200_000_000
    assert all("jutaan potong kecil" in sentence or "lebih besar" in sentence for sentence in told)
