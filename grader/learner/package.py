"""`kumpulkan()`, the last cell of an exercise: one small file to send, and what is in it."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import sys
import time
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from grader.common.errors import SinauError
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.common.layout import create_atomic, read_stamp
from grader.learner import class_server
from grader.learner.identity import notebook_path
from grader.learner.notice import Link, Notice
from grader.learner.profile import STATE_FOLDER, Profile, find_workspace, read_profile
from grader.learner.road import neighbours, read_road
from grader.learner.signing import signed
from grader.learner.standing import Question, judged
from grader.learner.unsaved import Recorder, is_behind, watch_session
from grader.notebooks.hand_in import MAX_NOTEBOOK_BYTES, Unacceptable, read_notebook
from grader.notebooks.manifest import MANIFEST_NAME, Manifest

HANDIN_FOLDER = "kumpul"
EARLIER = "lama"
SAVE_SECONDS = 5.0  # a save takes less, on the slowest laptop
_MAX_SLIP_BYTES = 20_000


def kumpulkan() -> Notice:
    """Pack this exercise's notebook, as it is saved on disk, into one file in `kumpul/`.

    Never raises: outside a workspace, before lesson 1-01, with unsaved work or on a full disk it makes no
    file and the notice says what to do.
    """
    namespace = sys._getframe(1).f_globals
    session = watch_session()
    path = notebook_path()
    workspace = find_workspace(path.parent if path else Path.cwd())
    if workspace is None:
        return Notice(
            "○",
            "Tidak ada yang dikumpulkan",
            "Berkas untuk pelatih dibuat dari folder belajarmu; di luar folder itu sel ini diam.",
        )
    try:
        return _hand_in(workspace, path, session, namespace)
    except SinauError as problem:
        return Notice("⚠", "Belum dikumpulkan", str(problem))


def _hand_in(
    workspace: Path, path: Path | None, session: Recorder, namespace: Mapping[str, object]
) -> Notice:
    if path is None:
        raise SinauError(
            "Notebook ini tidak dikenali lagi, mungkin karena berganti nama atau pindah folder. "
            "Kembalikan nama dan tempatnya seperti semula, simpan (Ctrl+S), lalu jalankan sel ini lagi."
        )
    profile = read_profile(workspace)
    if profile is None:
        raise SinauError(
            "Namamu belum tercatat. Buka pelajaran 1-01, isi nama dan kode peserta di sel perkenalan, "
            "jalankan sel itu, lalu kembali dan jalankan sel ini lagi. Bisa juga lewat Beranda."
        )
    content, notebook, saved_at = _read_saved(path)
    if is_behind(notebook["cells"], saved_at, session.runs()):
        raise SinauError(
            "Jawaban terakhirmu belum tersimpan. Simpan dulu (tombol Simpan atau Ctrl+S), "
            "lalu jalankan sel ini lagi."
        )
    exercise = _exercise_id(path, notebook["metadata"].get("sinau"))
    manifest = _slip(profile, exercise, content, read_stamp(workspace / STATE_FOLDER / "ruang.json") or "")
    try:
        package = write_package(workspace / HANDIN_FOLDER, signed(manifest, workspace), content)
    except OSError as error:
        raise SinauError(
            f"Berkas tidak dapat dibuat di folder {HANDIN_FOLDER} ({error.strerror}). "
            "Periksa ruang kosong di komputer, lalu jalankan sel ini lagi. Jawabanmu tidak hilang."
        ) from error
    made = _packed(
        package,
        manifest,
        judged(notebook["cells"], path, namespace),
        datetime.fromtimestamp(saved_at),
        _links(workspace, path, package),
    )
    return _received(made, class_server.hand_in(package.read_bytes())) if class_server.is_here() else made


def _slip(profile: Profile, exercise: str, content: bytes, stamp: str) -> Manifest:
    return Manifest(
        participant=profile.code,
        name=profile.name,
        exercise=exercise,
        notebook=f"{exercise}.ipynb",
        release=stamp[:12],
        sha256=hashlib.sha256(content).hexdigest(),
        time=datetime.now().astimezone(),
    )


def _links(workspace: Path, notebook: Path, package: Path) -> tuple[Link, ...]:
    """The file to download, and the page that follows on each learning path."""

    def address(target: Path) -> str:
        return quote(os.path.relpath(target, notebook.parent).replace(os.sep, "/"))

    here = notebook.relative_to(workspace).as_posix()
    following = [
        Link(f"Berikutnya: {step.name}{f' (jalur {name})' if name else ''}", address(workspace / step.path))
        for name, step in neighbours(read_road(workspace), here, 1)
    ]
    return (Link("Unduh berkas", address(package), download=True), *following)


def _read_once_whole(path: Path) -> tuple[bytes, dict[str, Any], float]:
    """Jupyter writes into the file itself: in the moment of a save only its beginning is there."""
    patience = time.monotonic() + SAVE_SECONDS
    while True:
        content, found = read_plain_file(path, MAX_NOTEBOOK_BYTES)
        try:
            return content, read_notebook(content).fields, found.st_mtime
        except Unacceptable:
            if time.monotonic() > patience:
                raise
            time.sleep(0.1)


def _read_saved(path: Path) -> tuple[bytes, dict[str, Any], float]:
    """The notebook's bytes, its JSON, and when it was saved (epoch seconds)."""
    try:
        return _read_once_whole(path)
    except TooBig as error:
        raise SinauError(
            f"Notebook {path.name} terlalu besar. Hapus semua keluaran lewat menu Sunting, simpan (Ctrl+S), "
            "lalu jalankan sel ini lagi."
        ) from error
    except (OSError, NotAPlainFile, Unacceptable) as error:
        raise SinauError(
            f"Notebook {path.name} di komputer ini rusak atau tidak dapat dibaca. Simpan (Ctrl+S), "
            "lalu jalankan sel ini lagi."
        ) from error


def _exercise_id(path: Path, about: Any) -> str:
    if isinstance(about, dict) and about.get("kind") == "exercise":
        exercise = about.get("id")
        if isinstance(exercise, str) and re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", exercise):
            return exercise
    raise SinauError(f"Notebook {path.name} bukan latihan, jadi tidak ada yang dikumpulkan dari sini.")


def pack(manifest: Manifest, notebook: bytes) -> bytes:
    """The package as zip bytes: the manifest, then the notebook exactly as given. Same in, same out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in ((MANIFEST_NAME, manifest.to_json()), (manifest.notebook, notebook)):
            # A laptop whose clock stands at 1970 can hand in too, though zip begins with 1980.
            entry = zipfile.ZipInfo(name, max(manifest.time.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on Windows and Linux
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def write_package(folder: Path, manifest: Manifest, notebook: bytes) -> Path:
    """Write `<CODE>_<exercise>_<YYYYmmdd-HHMM>.zip` into `folder`, where it alone is of that exercise.

    Earlier ones move into the folder `lama`, none is ever lost: a second package in the same minute gets
    `-2`. Raises OSError, leaving no part of a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    own = f"{manifest.participant}_{manifest.exercise}_"
    earlier = sorted(folder.glob(f"{own}*.zip"))
    stem = f"{own}{manifest.time:%Y%m%d-%H%M}"
    for number in count(1):
        path = folder / (f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")
        if (folder / EARLIER / path.name).exists():
            continue
        try:
            create_atomic(path, pack(manifest, notebook))  # two kernels cannot both get the name
        except FileExistsError:
            continue
        _put_away(earlier, folder / EARLIER)
        return path
    raise AssertionError("unreachable: count() does not end")


def _put_away(packages: Iterable[Path], folder: Path) -> None:
    """Move packages that a newer one replaces; one that cannot be moved stays where it is."""
    for package in packages:
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
            package.rename(folder / package.name)


def packed_manifest(package: Path) -> Manifest | None:
    """The slip of a package that lies in the hand-in folder, None where the file is no package."""
    try:
        with zipfile.ZipFile(package) as archive, archive.open(MANIFEST_NAME) as slip:
            return Manifest.from_json(json.loads(slip.read(_MAX_SLIP_BYTES)))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None


def _packed(
    path: Path, manifest: Manifest, answers: list[Question], saved: datetime, links: tuple[Link, ...]
) -> Notice:
    done = sum(question.done for question in answers)
    left = len(answers) - done
    empty = bool(answers) and not done
    sentence = (
        f"Satu berkas sudah dibuat: {path.name}. "
        f"Isinya notebook latihan ini, seperti yang tersimpan pukul {saved:%H.%M}."
    )
    if empty:
        sentence = (
            f"Belum ada soal yang dikerjakan, jadi isi berkas {path.name} masih kosong. "
            "Kerjakan dulu, simpan, lalu jalankan sel ini lagi."
        )
    elif left:
        sentence += f" Masih ada {left} soal yang belum dikerjakan; kamu boleh melengkapinya dulu."
    return Notice(
        "◐" if empty else "✔",
        "Masih kosong" if empty else "Siap dikirim",
        sentence,
        facts=(
            ("Peserta", f"{manifest.participant} ({manifest.name})"),
            ("Latihan", manifest.exercise),
            ("Tanda terima", manifest.receipt),
            ("Dikerjakan", f"{done} dari {len(answers)} soal"),
            ("Berkas", f"{HANDIN_FOLDER}/{path.name} ({max(1, round(path.stat().st_size / 1000))} kB)"),
        ),
        items=tuple(question.line() for question in answers),
        steps=() if empty else _ways_to_send(path),
        links=links,
    )


def _ways_to_send(path: Path) -> tuple[str, ...]:
    return (
        f"Kirim berkas itu kepada pelatih. Berkasnya ada di folder {path.parent}.",
        "WhatsApp: lampirkan sebagai Dokumen (bukan foto). Atau salin ke USB atau folder bersama kelas.",
        "Mau mengubah jawaban? Ubah, simpan, dan jalankan sel ini lagi. Pelatih memakai kiriman terbaru.",
    )


def _received(made: Notice, sentence: str) -> Notice:
    """On the class server nothing needs to be sent: the class has it already."""
    empty = made.icon == "◐"
    return replace(
        made,
        word="Sudah dikumpulkan, masih kosong" if empty else "Sudah dikumpulkan",
        sentence=f"{sentence} Belum ada soal yang dikerjakan." if empty else sentence,
        steps=(
            "Tidak perlu mengirim apa-apa lagi; umpan balik pelatih muncul di foldermu.",
            "Mau mengubah jawaban? Ubah, simpan, dan jalankan sel ini lagi. Pelatih memakai kiriman terbaru.",
        ),
    )
