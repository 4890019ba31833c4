"""The messy inbox of one evening: thirty people, three exercises, and everything that people send."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from grader.common.checkout import content_root
from grader.learner.package import pack
from grader.learner.signing import signed
from grader.notebooks.manifest import Manifest
from tests.kelas_evening import notebook, people

EXERCISES = ("1-01-mulai", "1-02-hitung", "1-03-dikw")
DOES = ("benar", "keliru", "separuh", "benar", "benar")
#: Whose code the new class list changes, who has left by it, and who has come.
RECODED = ("PNG-014", "PNG-114")
LEFT = "PNG-030"
NEW = ("PNG-031", "Tumini", "Golan")
WHATSAPP = range(18, 22)
DRIVE = range(22, 25)
PHOTO = b"\xff\xd8\xff\xe0 foto"

Key = tuple[str, str]


@dataclass(frozen=True)
class Sent:
    """A hand-in that counts in the end: what it does, and its bytes."""

    does: str
    content: bytes


def new_list() -> list[tuple[str, str, str]]:
    """Code, name and village of everybody on the list of this week."""
    told = [(RECODED[1] if code == RECODED[0] else code, name, village) for code, name, village in people()]
    return [*((code, name, village) for code, name, village in told if code != LEFT), NEW]


def write_workbook(path: Path) -> None:
    """The new list as somebody keeps it in Excel: the columns in another order, one of them not ours."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nama", "Kode", "Jalur", "Desa", "HP", "Alamat"])
    for n, (code, name, village) in enumerate(new_list()):
        sheet.append([name, code, "umkm", "Babadan" if n == 4 else village, f"0812{n:08}", "RT 02"])
    book.save(path)


class Inbox:
    """Puts files into an inbox and remembers what must come of them."""

    def __init__(self, course: Path, folder: Path) -> None:
        self.course, self.folder = course, folder
        self.now = datetime.now(UTC) - timedelta(hours=2)
        self.expected: dict[Key, Sent] = {}
        self.useless = 0
        self._contents: dict[tuple[str, str, int], bytes] = {}
        folder.mkdir()

    def content(self, exercise: str, does: str, n: int) -> bytes:
        """What a person's notebook holds."""
        key = exercise, does, n
        if key not in self._contents:
            self._contents[key] = notebook(self.course, exercise, does, n)
        return self._contents[key]

    def package(
        self,
        who: tuple[str, str],
        exercise: str,
        content: bytes,
        hours_ago: float = 0,
        key: Path | None = None,
    ) -> bytes:
        """What `kumpulkan()` makes of it, signed where there is a folder for keys."""
        code, name = who
        sha, when = hashlib.sha256(content).hexdigest(), self.now - timedelta(hours=hours_ago)
        manifest = Manifest(code, name, exercise, f"{exercise}.ipynb", "uji", sha, when)
        return pack(signed(manifest, key) if key else manifest, content)

    def put(self, name: str, content: bytes, hours_ago: float = 0) -> None:
        """A file that came so long ago."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert not path.exists()
        path.write_bytes(content)
        came = (self.now - timedelta(hours=hours_ago)).timestamp()
        os.utime(path, (came, came))

    def put_useless(self, name: str, content: bytes) -> None:
        """A file that no decision of the trainer's can bring in."""
        self.put(name, content)
        self.useless += 1


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def fill_inbox(course: Path, folder: Path, keys: Path) -> Inbox:
    """An evening's inbox; ``keys`` is where two people's signing keys are made."""
    inbox = Inbox(course, folder)
    chat: dict[str, bytes] = {"_chat.txt": b"[26/11/26 19.02] Bu Ani: sudah saya kirim"}
    drive: dict[str, bytes] = {}
    for n, (code, name, _) in enumerate(people()):
        for at, exercise in enumerate(EXERCISES):
            if code == LEFT or (n % 9 == 8 and at == 2):
                continue
            does = DOES[(n + at) % len(DOES)]
            content = inbox.content(exercise, does, n)
            inbox.expected[RECODED[1] if code == RECODED[0] else code, exercise] = Sent(does, content)
            made = inbox.package((code, name), exercise, content, key=keys if n < 2 else None)
            if n in WHATSAPP:
                chat[f"{code}_{exercise}_20261126-1902.zip"] = made
                chat[f"IMG-20261126-WA{n}{at}.jpg"] = PHOTO
            elif n in DRIVE:
                drive[f"Kumpulan tugas/{name}/{code}_{exercise}.zip"] = made
            else:
                _send(inbox, n, (code, name), exercise, content, made)
    inbox.put("Chat WhatsApp dengan Kelas Josari.zip", zipped(chat))
    inbox.put("Kumpulan tugas-20261126T121500Z-001.zip", zipped(drive))
    _sent_twice(inbox)
    _to_settle(inbox, keys)
    _useless(inbox)
    return inbox


def _send(inbox: Inbox, n: int, who: tuple[str, str], exercise: str, content: bytes, made: bytes) -> None:
    """By package, or as people and their phones rename what they send."""
    code, name = who
    if n % 7 == 3:
        inbox.put(f"{code} {name}/{exercise} (1).ipynb", content)
    elif n % 7 == 5:
        inbox.put(f"tugas {name} {exercise[:4]}.zip", made)
    elif n % 10 == 6:
        inbox.put(f"{code.lower().replace('-', ' ')} - {exercise} (2).ipynb", content)
    else:
        inbox.put(f"{code}_{exercise}_20261126-1902.zip", made)


def _sent_twice(inbox: Inbox) -> None:
    """The same once more, an empty draft of before, and a first try that a second one has replaced."""
    for n, (code, name, _) in enumerate(people()[:18]):
        for exercise in EXERCISES[:2]:
            whole = inbox.folder / f"{code}_{exercise}_20261126-1902.zip"
            if whole.is_file():
                inbox.put(f"{code}_{exercise}_20261126-1902 (1).zip", whole.read_bytes())
            draft = inbox.content(exercise, "kosong", n)
            sent = inbox.package((code, name), exercise, draft, 50)
            inbox.put(f"lama/{code}_{exercise}_20261124-0800.zip", sent, 50)
            if n % 3 == 0:
                first = inbox.content(exercise, "keliru" if n % 2 else "separuh", n + 40)
                sent = inbox.package((code, name), exercise, first, 26)
                inbox.put(f"lama/{code}_{exercise}_20261125-0800.zip", sent, 26)


def _to_settle(inbox: Inbox, keys: Path) -> None:
    """What a trainer has to decide; each is called by what is wrong with it."""
    names = {code: name for code, name, _ in people()}

    def settled(code: str, exercise: str) -> bytes:
        content = inbox.content(exercise, "separuh", 60 + int(code[-3:]))
        inbox.expected[code, exercise] = Sent("separuh", content)
        return content

    def put(name: str, code: str, told: str, owner: str, exercise: str, key: Path | None = None) -> None:
        """A package that says so, an hour after all others, and is the ``owner``'s."""
        made = "1-02-hitung" if exercise == "1-02-hitungan" else exercise
        inbox.put(name, inbox.package((code, told), exercise, settled(owner, made), -1, key), -1)

    first, second, third = EXERCISES
    put("nama tertukar.zip", "PNG-002", names["PNG-028"], "PNG-028", third)
    put("kode salah.zip", "PNG-777", names["PNG-009"], "PNG-009", third)
    put("nol hilang.zip", "PNG-18", "", "PNG-018", third)
    put("latihan salah nama.zip", "PNG-007", names["PNG-007"], "PNG-007", "1-02-hitungan")
    borrowed = lend_key(keys, "PNG-001", "PNG-016")
    put("kunci orang lain.zip", "PNG-016", names["PNG-016"], "PNG-016", first, borrowed)
    put("PNG-025 punya.zip", "PNG-026", names["PNG-026"], "PNG-026", second)
    inbox.put("tugas saya.ipynb", settled("PNG-027", third), -1)
    [lesson] = (content_root() / "lessons").glob(f"*/{EXERCISES[1]}.ipynb")
    inbox.put("PNG-012_1-02-hitung pelajaran.ipynb", lesson.read_bytes())


def lend_key(keys: Path, owner: str, code: str) -> Path:
    """A folder in which a person signs with the key of another."""
    folder = keys / "dipinjam"
    place = folder / ".sinau" / "kunci"
    place.mkdir(parents=True)
    (place / f"{code}.kunci").write_bytes((keys / ".sinau" / "kunci" / f"{owner}.kunci").read_bytes())
    return folder


def _useless(inbox: Inbox) -> None:
    """Torn files, photos, archives of archives, and what was never a notebook."""
    whole = inbox.package(("PNG-005", "Sri Aminah"), EXERCISES[0], inbox.content(EXERCISES[0], "benar", 4))
    notebook_bytes = inbox.content(EXERCISES[1], "benar", 4)
    old_format = json.loads(notebook_bytes) | {"nbformat": 3, "worksheets": []}
    deep = zipped({"dalam.zip": zipped({"a.zip": whole, "b.zip": whole}), "catatan.txt": b"x"})
    for name, content in {
        "PNG-005_terpotong.zip": whole[:900],
        "PNG-005_terpotong.ipynb": notebook_bytes[: len(notebook_bytes) // 2],
        "PNG-013_kosong.ipynb": b"",
        "PNG-015_1-02-hitung.ipynb": b"<!DOCTYPE html><title>Masuk Google</title>",
        "PNG-021_versi lama.ipynb": json.dumps(old_format).encode(),
        "latihan.rar": b"Rar!\x1a\x07\x00 isi",
        "jawaban saya.docx": zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}),
        "catatan.pdf": b"%PDF-1.4 isi",
        "IMG-20261126-WA0001.jpg": PHOTO,
        "IMG-20261126-WA0002.jpg": PHOTO,
        "PTT-20261126-WA0003.opus": b"OggS suara",
        "zip dalam zip.zip": deep,
    }.items():
        inbox.put_useless(name, content)
    inbox.put(
        ".DS_Store", b"\x00\x00\x00\x01Bud1"
    )  # what a computer leaves by itself is no matter for anybody
    inbox.put("lama/Thumbs.db", b"\xd0\xcf")
