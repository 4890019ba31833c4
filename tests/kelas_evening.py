"""A class and the messy inbox of one evening: thirty invented people, everything that people send."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from grader.classroom.folder import ROSTER
from grader.classroom.make import enrol, make_course
from grader.classroom.release import release_course
from grader.common.checkout import content_root
from grader.demo import answer
from grader.learner.package import pack
from grader.notebooks.manifest import Manifest

EXERCISES = ("1-02-hitung", "1-03-dikw")
FIRST = (
    *("Siti", "Rina", "Dewi", "Fitri", "Sri", "Yuni", "Nur", "Wati"),
    *("Lina", "Ani", "Budi", "Agus", "Joko", "Eko", "Dwi"),
)
LAST = ("Aminah", "Prasetyo")
VILLAGES = ("Josari", "Jabung", "Golan")
WRITTEN = "jawab-5-cerita"
STORY = (
    'cerita = "Informasi: laku {n} pak jenang pada hari Senin pekan lalu. Keputusan: Sabtu depan dibuat '
    '{m} pak, supaya bu {name} di sebelah juga kebagian pembeli."'
)


def people() -> list[tuple[str, str, str]]:
    """Code, name and village of everybody."""
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    return [(f"PNG-{n:03}", name, VILLAGES[n % 3]) for n, name in enumerate(names, 1)]


def make_class(folder: Path, exercises: Sequence[str] = EXERCISES) -> Path:
    """A class with these exercises released and everybody on its list."""
    roster = folder / "daftar.csv"
    rows = [f"{code};{name};{village};UMKM;0812{n:08}" for n, (code, name, village) in enumerate(people())]
    roster.write_text("\n".join(["kode;nama;desa;jalur;hp", *rows]) + "\n", encoding="utf-8")
    course = folder / "kelas"
    _, known = make_course(content_root(), course, roster)
    assert known is not None
    for source in (course / "source").iterdir():
        if source.name not in exercises:
            shutil.rmtree(source)
    enrol(course, known)
    for exercise in exercises:
        release_course(course, exercise)
    assert (course / ROSTER).is_file()
    return course


def notebook(course: Path, exercise: str, does: str, person: int) -> bytes:
    """The exercise as a person hands it in; the written answer is their own."""
    source = _json(content_root() / "exercises" / exercise / f"{exercise}.ipynb")
    done = json.loads(answer(_json(course / "release" / exercise / f"{exercise}.ipynb"), source, does))
    for cell in done["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade_id") == WRITTEN and does != "kosong":
            cell["source"] = STORY.format(n=20 + person, m=30 + person, name=FIRST[person % len(FIRST)])
    return json.dumps(done, ensure_ascii=False).encode()


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def package(code: str, name: str, exercise: str, content: bytes, when: datetime) -> bytes:
    """What `kumpulkan()` makes."""
    sha = hashlib.sha256(content).hexdigest()
    return pack(Manifest(code, name, exercise, f"{exercise}.ipynb", "uji", sha, when), content)


def fill_inbox(course: Path, inbox: Path) -> dict[tuple[str, str], str]:
    """Put an evening's files into `inbox`; what each (code, exercise) that is taken in does."""
    inbox.mkdir()
    now = datetime.now(UTC) - timedelta(hours=2)
    does = ("benar", "keliru", "separuh", "benar", "benar")
    sent: dict[tuple[str, str], str] = {}
    for n, (code, name, _) in enumerate(people()):
        for exercise in EXERCISES:
            if n == 29 or (n % 9 == 8 and exercise == EXERCISES[1]):
                continue  # nothing from them
            how = does[n % len(does)]
            content = notebook(course, exercise, how, n)
            _send(inbox, n, code, name, exercise, content, now)
            sent[code, exercise] = how
    _mess(course, inbox, now)
    return sent


def _send(inbox: Path, n: int, code: str, name: str, exercise: str, content: bytes, now: datetime) -> None:
    """By package, as a bare notebook in a folder, or as WhatsApp renames it."""
    if n % 7 == 3:
        place = inbox / f"{code} {name}" / f"{exercise} (1).ipynb"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    else:
        (inbox / f"{code}_{exercise}_{n}.zip").write_bytes(package(code, name, exercise, content, now))


def _mess(course: Path, inbox: Path, now: datetime) -> None:
    """What goes wrong: a foreign name, an unknown code, a torn file, a photo, an archive of packages."""
    first = notebook(course, EXERCISES[0], "benar", 0)
    (inbox / "tertukar.zip").write_bytes(package("PNG-002", "Joko Prasetyo", EXERCISES[1], first, now))
    (inbox / "kode salah.zip").write_bytes(package("PNG-777", "Dwi Prasetyo", EXERCISES[0], first, now))
    (inbox / "terpotong.zip").write_bytes(package("PNG-005", "Sri Aminah", EXERCISES[0], first, now)[:900])
    (inbox / "IMG-20261126-WA0001.jpg").write_bytes(b"\xff\xd8\xff\xe0 foto")
    early = now - timedelta(days=1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n, (code, name, _) in enumerate(people()[:5]):
            content = notebook(course, EXERCISES[0], "kosong", n)
            archive.writestr(f"Drive/{code}.zip", package(code, name, EXERCISES[0], content, early))
    (inbox / "drive-download.zip").write_bytes(packed.getvalue())
