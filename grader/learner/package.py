"""`kumpulkan()`, the last cell of an exercise: one small file to send, and what is in it."""

from __future__ import annotations

import ast
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from grader.checks.blank import NAME as BLANK
from grader.common.errors import SinauError
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.common.layout import read_stamp, write_atomic
from grader.learner import class_server
from grader.learner.identity import notebook_path
from grader.learner.notice import Notice
from grader.learner.profile import STATE_FOLDER, find_workspace, read_profile
from grader.learner.unsaved import Recorder, is_behind, text, watch_session
from grader.notebooks.cells import is_answer
from grader.notebooks.hand_in import MAX_NOTEBOOK_BYTES, Unacceptable, read_notebook
from grader.notebooks.manifest import MANIFEST_NAME, Manifest

HANDIN_FOLDER = "kumpul"
_ANSWER_ID = re.compile(r"jawab-(?P<number>\d+)-(?P<name>.+)")


@dataclass(frozen=True)
class Question:
    """One answer cell as it stands in the saved file."""

    label: str
    done: bool


def kumpulkan() -> Notice:
    """Pack this exercise's notebook, as it is saved on disk, into one file in `kumpul/`.

    Never raises: outside a workspace, before lesson 1-01, with unsaved work or on a full disk it makes no
    file and the notice says what to do.
    """
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
        return _hand_in(workspace, path, session)
    except SinauError as problem:
        return Notice("⚠", "Belum dikumpulkan", str(problem))


def _hand_in(workspace: Path, path: Path | None, session: Recorder) -> Notice:
    if path is None:
        raise SinauError(
            "Notebook ini tidak dikenali lagi, mungkin karena berganti nama atau pindah folder. "
            "Kembalikan nama dan tempatnya seperti semula, simpan (Ctrl+S), lalu jalankan sel ini lagi."
        )
    profile = read_profile(workspace)
    if profile is None:
        raise SinauError(
            "Namamu belum tercatat. Buka pelajaran 1-01, isi nama dan kode peserta di sel perkenalan, "
            "jalankan sel itu, lalu kembali dan jalankan sel ini lagi."
        )
    content, notebook, saved_at = _read_saved(path)
    if is_behind(notebook["cells"], saved_at, session.runs()):
        raise SinauError(
            "Jawaban terakhirmu belum tersimpan. Simpan dulu (Ctrl+S atau menu Berkas), "
            "lalu jalankan sel ini lagi."
        )
    manifest = Manifest(
        participant=profile.code,
        name=profile.name,
        exercise=(exercise := _exercise_id(path, notebook["metadata"].get("sinau"))),
        notebook=f"{exercise}.ipynb",
        release=(read_stamp(workspace / STATE_FOLDER / "ruang.json") or "")[:12],
        sha256=hashlib.sha256(content).hexdigest(),
        time=datetime.now().astimezone(),
    )
    try:
        package = write_package(workspace / HANDIN_FOLDER, manifest, content)
    except OSError as error:
        raise SinauError(
            f"Berkas tidak dapat dibuat di folder {HANDIN_FOLDER} ({error.strerror}). "
            "Periksa ruang kosong di komputer, lalu jalankan sel ini lagi. Jawabanmu tidak hilang."
        ) from error
    made = _packed(package, manifest, questions(notebook["cells"]), datetime.fromtimestamp(saved_at))
    return _received(made, class_server.hand_in(package.read_bytes())) if class_server.is_here() else made


def _read_saved(path: Path) -> tuple[bytes, dict[str, Any], float]:
    """The notebook's bytes, its JSON, and when it was saved (epoch seconds)."""
    try:
        content, found = read_plain_file(path, MAX_NOTEBOOK_BYTES)
        return content, read_notebook(content).fields, found.st_mtime
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
    """Write `<CODE>_<exercise>_<YYYYmmdd-HHMM>.zip` into `folder`; an existing file is never touched.

    A second package in the same minute gets `-2`. Raises OSError, leaving no part of a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{manifest.participant}_{manifest.exercise}_{manifest.time:%Y%m%d-%H%M}"
    for number in count(1):
        path = folder / (f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")
        try:
            path.open("xb").close()  # takes the name: two kernels cannot both get it
        except FileExistsError:
            continue
        try:
            write_atomic(path, pack(manifest, notebook))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path
    raise AssertionError("unreachable: count() does not end")


def questions(cells: Iterable[Mapping[str, Any]]) -> list[Question]:
    """The answer cells in order, and whether each holds an answer."""
    answers = [cell for cell in cells if is_answer(cell)]
    found = []
    for order, cell in enumerate(answers, 1):
        named = _ANSWER_ID.fullmatch(str(cell.get("id")))
        label = f"Soal {named['number']} ({named['name']})" if named else f"Soal {order}"
        found.append(Question(label, is_answered(text(cell))))
    return found


def is_answered(source: str) -> bool:
    """Whether an answer cell holds an answer: it is not empty and no `____` is left in what counts.

    A name that is given a value twice counts with its last value, as it does when the cell runs.
    """
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(source.strip()) and BLANK not in source
    last: dict[object, ast.stmt] = {}
    for position, statement in enumerate(statements):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.FunctionDef(name=name):
                last[name] = statement
            case _:
                last[position] = statement
    return bool(last) and not any(
        isinstance(node, ast.Name) and node.id == BLANK
        for statement in last.values()
        for node in ast.walk(statement)
    )


def _packed(path: Path, manifest: Manifest, answers: list[Question], saved: datetime) -> Notice:
    done = sum(question.done for question in answers)
    left = len(answers) - done
    return Notice(
        "✔",
        "Siap dikirim",
        f"Satu berkas sudah dibuat: {path.name}. "
        f"Isinya notebook latihan ini, seperti yang tersimpan pukul {saved:%H.%M}."
        + (f" Masih ada {left} soal yang belum dikerjakan; kamu boleh melengkapinya dulu." if left else ""),
        facts=(
            ("Peserta", f"{manifest.participant} ({manifest.name})"),
            ("Latihan", manifest.exercise),
            ("Dikerjakan", f"{done} dari {len(answers)} soal"),
            ("Berkas", f"{HANDIN_FOLDER}/{path.name} ({max(1, round(path.stat().st_size / 1000))} kB)"),
        ),
        items=tuple(
            f"✔ {question.label}: dikerjakan" if question.done else f"○ {question.label}: belum dikerjakan"
            for question in answers
        ),
        steps=(
            f"Kirim berkas itu kepada pelatih. Berkasnya ada di folder {path.parent}.",
            "WhatsApp: lampirkan sebagai Dokumen (bukan foto). Atau salin ke USB atau folder bersama kelas.",
            "Mau mengubah jawaban? Ubah, simpan, dan jalankan sel ini lagi. Pelatih memakai kiriman terbaru.",
        ),
    )


def _received(made: Notice, sentence: str) -> Notice:
    """On the class server nothing needs to be sent: the class has it already."""
    return replace(
        made,
        word="Sudah dikumpulkan",
        sentence=sentence,
        steps=(
            "Tidak perlu mengirim apa-apa lagi; umpan balik pelatih muncul di foldermu.",
            "Mau mengubah jawaban? Ubah, simpan, dan jalankan sel ini lagi. Pelatih memakai kiriman terbaru.",
        ),
    )
