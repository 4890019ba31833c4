"""`sinau demo`: twelve invented trainees go the whole way, from an empty course folder to the class
report.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from grader.classroom.folder import ClassFolder
from grader.common.checkout import content_root, refuse_checkout
from grader.common.errors import SinauError
from grader.curriculum.choices import as_shown
from grader.curriculum.declared import Declared, declared
from grader.kelas import inboxes, weeks
from grader.notebooks.cells import is_answer, marks, source_text, with_solution

Notebook = dict[str, Any]
Say = Callable[[str], None]
#: Runs one command of `sinau`, given as it is typed: ("release", "--course", "kelas").
Run = Callable[[tuple[str, ...]], None]

EXERCISES = ("1-01-mulai", "1-02-hitung", "2-02-harga", "1-03-dikw")
#: Says that a folder is a demo's, so that it may be made anew.
MARK = ".sinau-demo"

LOOPING = "while True:\n    pass"
LEAVING = "import os\nos._exit(0)"
TALKING = 'while True:\n    print("halo " * 1000)'
SNOOPING = """\
import glob, os, pathlib
bocor = glob.glob("/tmp/**/gradebook.db", recursive=True)
bocor += glob.glob("/home/**/source/*/*.ipynb", recursive=True)
for p in bocor:
    pathlib.Path(p).write_text("rusak")
import grader.learner.periksa as p
p.periksa = lambda *a, **k: 100
print(100)
os.kill(-1, 9)
"""


@dataclass(frozen=True)
class Trainee:
    """An invented trainee: what they do with the answers of each exercise (a key of ANSWERING), and how they
    send it.
    """

    code: str
    name: str
    village: str
    path: str
    does: tuple[str, str, str, str]
    sends: str = "paket"


TRAINEES = (
    Trainee("DEMO-01", "Peserta Satu", "Josari", "UMKM", ("benar", "benar", "benar", "benar")),
    Trainee("DEMO-02", "Peserta Dua", "Nologaten", "UMKM", ("benar", "benar", "separuh", "benar")),
    Trainee("DEMO-03", "Peserta Tiga", "Jabung", "UMKM", ("benar", "keliru", "keliru", "keliru")),
    Trainee("DEMO-04", "Peserta Empat", "Karangpatihan", "UMKM", ("keliru", "separuh", "kosong", "kosong")),
    Trainee(
        "DEMO-05",
        "Peserta Lima",
        "Pupus",
        "Desa",
        ("benar", "salah ketik", "benar", "benar"),
        "notebook saja",
    ),
    Trainee("DEMO-06", "Peserta Enam", "Bulu", "Desa", ("separuh", "benar", "terpotong", "separuh")),
    Trainee(
        "DEMO-07",
        "Peserta Tujuh",
        "Tanjungsari",
        "UMKM",
        ("benar", "sel terhapus", "benar", "benar"),
        "dua kali",
    ),
    Trainee("DEMO-08", "Peserta Delapan", "Mrayan", "Desa", ("benar", "benar", "tak selesai", "keliru")),
    Trainee("DEMO-09", "Peserta Sembilan", "Golan", "UMKM", ("benar", "keluar", "keliru", "benar")),
    Trainee("DEMO-10", "Peserta Sepuluh", "Sraten", "UMKM", ("separuh", "separuh", "cerewet", "separuh")),
    Trainee("DEMO-11", "Peserta Sebelas", "Keniten", "UMKM", ("benar", "mengintip", "mengintip", "benar")),
    Trainee(
        "DEMO-12",
        "Peserta Dua Belas",
        "Talun",
        "Desa",
        ("benar", "tidak kirim", "tidak kirim", "tidak kirim"),
    ),
)


#: The cell of the last exercise in which people tell of their own shop.
WRITTEN = "jawab-5-cerita"
#: What some write there; one has copied, and changed two words.
WORDS = {
    "DEMO-01": "Informasi: Jumat laku 34 bungkus, hari lain 18. Keputusan: Jumat saya goreng 40 bungkus.",
    "DEMO-02": "Informasi: pembeli sore dua kali lebih banyak dari pembeli pagi. Keputusan: warung saya buka "
    "sampai jam delapan malam, dan nasi pecel ditambah dua puluh porsi.",
    "DEMO-06": "Informasi: tiap panen jagung harga turun seribu. Keputusan: kelompok menyimpan separuh.",
    "DEMO-09": "Informasi: pembeli sore dua kali lebih banyak dari pembeli siang. Keputusan: warung saya "
    "buka sampai jam sembilan malam, dan nasi pecel ditambah dua puluh porsi.",
    "DEMO-11": "Informasi: kaus ukuran L habis dulu, ukuran S sisa 12. Keputusan: bulan depan pesan L saja.",
}


#: Who sent what only weeks later.
LATE = ("DEMO-08", "1-02-hitung")


def run_demo(folder: Path, run: Run, say: Say) -> Path:
    """Make a demo course in ``folder`` by the commands a trainer uses; returns the class folder.

    ``folder`` is new, empty or an earlier demo (which is made anew); SinauError otherwise.
    """
    folder = folder.expanduser().absolute()
    refuse_checkout(folder, "~/coba-sinau")
    _clear(folder)

    def command(*typed: str) -> None:
        say(f"→ sinau {' '.join(typed)}")
        before = time.perf_counter()
        run(typed)
        say(f"  ({time.perf_counter() - before:.1f} detik)")

    root, course, roster = content_root(), folder / "kelas", folder / "peserta.csv"
    inbox, workspace = folder / "kiriman", folder / "ruang-peserta"
    started = time.perf_counter()
    roster.write_text(_roster(), encoding="utf-8")
    command("course", str(course), "--roster", str(roster))
    command("release", "--course", str(course))
    command("workspace", str(workspace))
    now = datetime.now(UTC) - timedelta(hours=3)
    for week, exercise in enumerate(EXERCISES, 1):
        when = now - timedelta(weeks=len(EXERCISES) - week)
        box = inbox / f"minggu-{week}"
        sent = hand_in(root, workspace, box, exercise, when)
        say(f"→ Minggu {week}: peserta buatan mengirim {sent} berkas ke {box}")
        command("collect", str(box), "--course", str(course))
        command("grade", "--course", str(course), "--timeout", "10")
        weeks.remember(ClassFolder(course), when.date())
    _contradict(root, workspace, inbox / "meragukan", course, now)
    say("→ dua kiriman yang meragukan diunggah di Ruang Pelatih")
    command("feedback", "--course", str(course))
    command("report", "--course", str(course))
    report = course / "laporan" / "laporan.html"
    say(f"Selesai dalam {time.perf_counter() - started:.1f} detik. Laporannya: {report.as_uri()}")
    say(f"Berikutnya, Ruang Pelatih di peramban: sinau kelas {shlex.quote(str(course))}")
    return course


def hand_in(root: Path, workspace: Path, inbox: Path, exercise: str, when: datetime) -> int:
    """Do one exercise for every trainee and put what they send into ``inbox``; the number of files."""
    inbox.mkdir(parents=True)
    for trainee in TRAINEES:
        done, released = _done(root, workspace, trainee, exercise)
        if done is None or (trainee.code, exercise) == LATE:
            continue
        if trainee.sends == "dua kali":
            _send(inbox, trainee, exercise, released, when - timedelta(minutes=90))
        _send(inbox, trainee, exercise, done, when)
    if exercise == EXERCISES[-1]:
        _come_late(root, workspace, inbox, when)
    return sum(1 for path in inbox.rglob("*") if path.is_file())


def _done(root: Path, workspace: Path, trainee: Trainee, exercise: str) -> tuple[bytes | None, bytes]:
    """The exercise as a trainee does it (None: they send nothing), and as they got it."""
    source = json.loads((root / "exercises" / exercise / f"{exercise}.ipynb").read_text(encoding="utf-8"))
    released = (workspace / "latihan" / exercise / f"{exercise}.ipynb").read_bytes()
    does = trainee.does[EXERCISES.index(exercise)]
    if does == "tidak kirim":
        return None, released
    done = answer(json.loads(released), source, does)
    return (_told_by(trainee, done) if exercise == EXERCISES[-1] else done), released


def _come_late(root: Path, workspace: Path, inbox: Path, now: datetime) -> None:
    """A package that says that it was made in its week and comes only now."""
    code, exercise = LATE
    trainee = next(one for one in TRAINEES if one.code == code)
    done, _ = _done(root, workspace, trainee, exercise)
    assert done is not None
    weeks_ago = len(EXERCISES) - 1 - EXERCISES.index(exercise)
    _send(inbox, trainee, exercise, done, now - timedelta(weeks=weeks_ago), comes=now)


def _told_by(trainee: Trainee, done: bytes) -> bytes:
    """The written answer in the trainee's own words, where they have any; of two they are the same."""
    words = WORDS.get(trainee.code)
    if words is None:
        return done
    notebook = json.loads(done)
    for cell in notebook["cells"]:
        if marks(cell).get("grade_id") == WRITTEN:
            cell["source"] = f'cerita = "{words}"'
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _contradict(root: Path, workspace: Path, inbox: Path, course: Path, when: datetime) -> None:
    """Two packages that a trainer has to settle in Ruang Pelatih, where they have been dropped: a code with
    another person's name, and a code nobody has.
    """
    notebook, _ = _done(root, workspace, TRAINEES[0], EXERCISES[-1])
    assert notebook is not None
    swapped = replace(TRAINEES[2], name=TRAINEES[3].name)
    unknown = replace(TRAINEES[11], code="DEMO-21")
    for trainee in (swapped, unknown):
        _send(inbox, trainee, EXERCISES[-1], notebook, when)
    box = inboxes.new_box(datetime.now())
    for path in sorted(inbox.iterdir()):
        inboxes.put(course, box, path.name, path.read_bytes(), when.timestamp())
    inboxes.sort(ClassFolder(course), box)


def answer(notebook: Notebook, source: Notebook, does: str) -> bytes:
    """The released notebook as this trainee hands it in."""
    source = as_shown(source)
    own = [c for c in source["cells"] if is_answer(c)]
    solutions = {c["id"]: _typed(source_text(c)) for c in own}
    wrong = _wrong_answers(source)
    cells = [c for c in notebook["cells"] if is_answer(c)]
    for position, cell in enumerate(cells):
        right = solutions[cell["id"]]
        if does in ("benar", "sel terhapus", "terpotong") or (
            does == "separuh" and position < len(cells) / 2
        ):
            cell["source"] = right
        elif does == "keliru":
            cell["source"] = wrong.get(cell["id"], right)
    if does in HOSTILE:
        cells[0]["source"] = HOSTILE[does]
    if does == "sel terhapus":
        notebook["cells"] = [c for c in notebook["cells"] if not marks(c).get("grade")]
    data = json.dumps(notebook, ensure_ascii=False, indent=1).encode()
    return data[: len(data) // 2] if does == "terpotong" else data


def _typed(source: str) -> str:
    """The model answer as a trainee types it: in the place of the blank, without an author's markers."""
    return "\n".join(line for line in with_solution(source).split("\n") if "____" not in line)


HOSTILE: Mapping[str, str] = {
    "salah ketik": "harga = 2500 rupiah",
    "tak selesai": LOOPING,
    "keluar": LEAVING,
    "cerewet": TALKING,
    "mengintip": SNOOPING,
}


def _wrong_answers(source: Notebook) -> dict[str, str]:
    """Answer cell id → a typical mistake, made from the check's first authored misconception."""
    checks = {d.index: d for d in declared(source)}
    answers: dict[str, str] = {}
    cell_id = ""
    for index, cell in enumerate(source["cells"]):
        if is_answer(cell):
            cell_id = cell["id"]
        elif index in checks and checks[index].spec.misconceptions and cell_id:
            answers[cell_id] = _mistake(checks[index])
    return answers


def _mistake(check: Declared) -> str:
    first = next(iter(check.spec.misconceptions))
    is_text = bool(check.spec.options.get("pilihan")) or len(first) == 1
    return f"{check.spec.name} = {first!r}" if is_text else f"{check.spec.name} = {first}"


def _send(
    inbox: Path,
    trainee: Trainee,
    exercise: str,
    notebook: bytes,
    when: datetime,
    comes: datetime | None = None,
) -> None:
    """Put a hand-in made at a time into the inbox, where it came then or later."""
    arrival = (comes or when).timestamp()
    from grader.learner.package import write_package
    from grader.notebooks.manifest import Manifest

    if trainee.sends == "notebook saja":
        # WhatsApp renames what it has seen before.
        target = inbox / f"{trainee.code} {trainee.name}" / f"{exercise} (1).ipynb"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(notebook)
        os.utime(target, (arrival, arrival))
        return
    sha = hashlib.sha256(notebook).hexdigest()
    manifest = Manifest(trainee.code, trainee.name, exercise, f"{exercise}.ipynb", "demo", sha, when)
    os.utime(write_package(inbox, manifest, notebook), (arrival, arrival))


def _roster() -> str:
    rows = [f"{t.code};{t.name};{t.village};{t.path}" for t in TRAINEES]
    return "\n".join(["kode;nama;desa;jalur", *rows]) + "\n"


def _clear(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file()):
        raise SinauError(f"{folder} sudah berisi; beri nama folder yang belum ada untuk percobaan ini.")
    try:
        if folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        (folder / MARK).touch()
    except OSError as error:
        raise SinauError(
            f"Folder {folder} tidak bisa dibuat ({error.strerror}); pilih folder lain."
        ) from None
