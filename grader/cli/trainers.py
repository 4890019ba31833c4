"""What a trainer types, in the order of a course."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import click

from grader.cli.group import FOLDER, app, bar, course_option, exercise_argument, progress, say
from grader.common.errors import SinauError

_ROOM_PORT = 8870
#: Stands in a class folder until all its exercises are there and released.
_UNFINISHED = Path(".sinau") / "kelas-baru"


@app.command(options_metavar="[PILIHAN]", help="Buat folder kelas: latihan dan daftar peserta.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@click.option("--roster", metavar="CSV", type=FOLDER, help="Daftar peserta: kode, nama, desa, jalur.")
def course(folder: Path, roster: Path | None) -> None:
    from grader.classroom.make import enrol, make_course
    from grader.common.checkout import content_root

    done, people = make_course(content_root(), folder, roster)
    if people is not None:
        enrol(folder, people)
        say(*people.notes, f"{len(people)} peserta dicatat.")
    say(
        *done.sentences(),
        f"Kelas siap di {folder}. Berikutnya: sinau release --course {shlex.quote(str(folder))}",
    )


@app.command(options_metavar="[PILIHAN]", help="Rilis latihan tanpa jawaban dan kunci.")
@exercise_argument
@course_option
@click.option("--manual", metavar="SEL", multiple=True, help="Sel tes yang dinilai orang (boleh berulang).")
def release(exercise: str | None, course: Path, manual: tuple[str, ...]) -> None:
    from grader.classroom.folder import ClassFolder
    from grader.classroom.release import mark_manual, release_course, weak_tests

    folder = ClassFolder(course)
    names = [folder.named_source(exercise)] if exercise else folder.sources()
    if not names:
        raise folder.without_exercises()
    if manual and not exercise:
        raise SinauError("--manual butuh nama latihan: sinau release LATIHAN --manual SEL")
    if manual:
        mark_manual(folder.source(names[0]), manual)
    for name in progress(names, "Merilis"):
        release_course(course, name)
    for name in names:
        say(*(f"{name}: tes tidak kebal: {weak}" for weak in weak_tests(course, folder.source(name))))
    say(f"{len(names)} latihan dirilis ke {folder.shown('release')}.")


@app.command(options_metavar="[PILIHAN]", help="Ambil kiriman peserta dari sebuah folder.")
@click.argument("inbox", metavar="KOTAK-MASUK", type=FOLDER)
@course_option
def collect(inbox: Path, course: Path) -> None:
    from grader.classroom.collect import collect as take
    from grader.classroom.collect import summary
    from grader.classroom.collect_problems import keep_problems, problems_of
    from grader.classroom.folder import ClassFolder, for_class

    folder = ClassFolder(course)
    roster, exercises = folder.roster(), folder.exercises()
    with bar("Mengumpulkan") as advance:
        results = take(inbox, folder, roster, exercises, advance)
    waiting = problems_of(results)
    say(*(result.line() for result in results if result not in waiting))
    keep_problems(folder, inbox, results)
    if waiting:
        say("", f"{len(waiting)} berkas belum diterima (juga tercatat untuk laporan):")
        say(*(result.line() for result in waiting), "")
    say(summary(results))
    if len(waiting) < len(results):
        say(f"Berikutnya: {for_class('sinau grade', course)}")


@app.command(options_metavar="[PILIHAN]", help="Nilai kiriman yang baru atau berubah.")
@exercise_argument
@course_option
@click.option("--force", is_flag=True, help="Nilai semuanya lagi.")
@click.option("--workers", metavar="N", type=int, help="Banyaknya pekerja (tanpa ini: sebanyak prosesor).")
@click.option(
    "--timeout", metavar="DETIK", type=float, help="Batas detik untuk satu kiriman (tanpa ini: 60)."
)
@click.option(
    "--memory", metavar="MIB", type=int, help="Batas memori (MiB) untuk satu kiriman (tanpa ini: 1024)."
)
@click.option("--scheduler", metavar="ALAMAT", help="Penjadwal Dask, misalnya tls://10.0.0.5:8786.")
@click.option("--keys", metavar="FOLDER", type=FOLDER, help="Folder kunci dari `sinau cluster`.")
@click.option("--no-sandbox", is_flag=True, help="BERBAHAYA: jalankan kode peserta tanpa kotak pasir.")
def grade(
    exercise: str | None,
    course: Path,
    force: bool,
    workers: int | None,
    timeout: float | None,
    memory: int | None,
    scheduler: str | None,
    keys: Path | None,
    no_sandbox: bool,
) -> None:
    from grader.grading.options import GradingOptions
    from grader.grading.pipeline import grade_class
    from grader.grading.summary import sentences
    from grader.kelas.weeks import remember_before
    from grader.sandbox.limits import Limits

    changed: dict[str, Any] = {}
    if timeout is not None:
        usual = Limits()
        changed |= {"wall_seconds": timeout, "cell_seconds": min(timeout, usual.cell_seconds)}
        if timeout > usual.wall_seconds:
            changed["cpu_seconds"] = timeout
    if memory is not None:
        changed["memory_mib"] = memory
    if no_sandbox:
        say("PERINGATAN: kode peserta berjalan tanpa kotak pasir, dengan semua hakmu di komputer ini.")
    options = GradingOptions(force, workers, not no_sandbox, scheduler, Limits(**changed), keys)
    with bar("Menilai") as advance:
        summary = grade_class(course, exercise, options, advance, remember_before)
    say(*sentences(summary, course))
    if summary.problems or summary.lost:
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Buat kunci untuk menilai dengan banyak komputer (Dask).")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def cluster(folder: Path) -> None:
    from grader.grading.cluster_keys import make_keys

    commands = make_keys(folder)
    say(f"Kunci ada di {folder}; salin ke tiap komputer, jangan bagikan. Lalu:", *commands)


@app.command(options_metavar="[PILIHAN]", help="Buka Ruang Pelatih: seluruh kelas dari peramban.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@click.option("--dari", metavar="BERKAS", type=FOLDER, help="Buat FOLDER dari berkas pindahan kelas.")
@click.option("--no-browser", is_flag=True, help="Jangan buka peramban, cetak alamatnya saja.")
@click.option("--port", metavar="NOMOR", type=int, default=_ROOM_PORT, help="Nomor port yang dicoba pertama.")
def kelas(folder: Path, dari: Path | None, no_browser: bool, port: int) -> None:
    from grader.classroom.backup import unpack_class
    from grader.kelas.serve import ROOM

    if dari is not None:
        unpack_class(dari, folder)
        say(f"Kelas pindahan ditaruh di {folder}.")
    elif not folder.exists() or (folder / _UNFINISHED).is_file():
        _new_class(folder)
    sys.exit(ROOM.serve(folder, not no_browser, port))


def _new_class(folder: Path) -> None:
    """Make and release a class, for a trainer who has only named a folder; the list comes in the browser.

    One whose making was cut off is made again.
    """
    from grader.classroom.folder import ClassFolder
    from grader.classroom.make import make_course
    from grader.classroom.release import release_course
    from grader.common.checkout import content_root, refuse_checkout
    from grader.start.places import refuse_search_pattern

    refuse_checkout(folder.absolute(), "~/kelas-ponorogo")
    refuse_search_pattern(folder.absolute())
    how = "belum selesai dibuat; melanjutkan" if folder.exists() else "belum ada; membuat kelas baru di sana"
    say(f"{folder} {how}.")
    (folder / _UNFINISHED).parent.mkdir(parents=True, exist_ok=True)
    (folder / _UNFINISHED).touch()
    make_course(content_root(), folder, None)
    for name in progress(ClassFolder(folder).sources(), "Merilis"):
        release_course(folder, name)
    (folder / _UNFINISHED).unlink()


@app.command(options_metavar="[PILIHAN]", help="Buka Formgrader untuk menilai jawaban tertulis.")
@course_option
@click.option("--no-browser", is_flag=True, help="Jangan buka peramban, cetak alamatnya saja.")
@click.option("--port", metavar="NOMOR", type=int, default=8890, help="Nomor port yang dicoba pertama.")
def formgrader(course: Path, no_browser: bool, port: int) -> None:
    from grader.classroom.formgrader import FORMGRADER

    sys.exit(FORMGRADER.serve(course, not no_browser, port))


@app.command(options_metavar="[PILIHAN]", help="Buat halaman umpan balik untuk tiap peserta.")
@exercise_argument
@course_option
def feedback(exercise: str | None, course: Path) -> None:
    from grader.classroom.folder import ClassFolder
    from grader.reports.feedback import PEOPLE, write_feedback

    made = write_feedback(course, exercise)
    say(
        f"{len(made.pages)} halaman umpan balik dibuat di {ClassFolder(course).shown('feedback')}.",
        f"Untuk dikirim, satu halaman tiap orang: {course / PEOPLE}",
        f"Baru sejak terakhir kali ({len(made.new)} dari {len(made.people)}): {', '.join(made.new)}."
        if made.new
        else "Tidak ada yang baru sejak terakhir kali.",
    )


@app.command(options_metavar="[PILIHAN]", help="Buat laporan kelas (HTML dan CSV).")
@course_option
def report(course: Path) -> None:
    from grader.reports.report_page import write_report

    page, table = write_report(course)
    say(f"Laporan kelas: {page.absolute()}", f"Tabel nilai: {table.absolute()}")


@app.command(options_metavar="[PILIHAN]", help="Buat PIN peserta dan slip untuk dicetak.")
@course_option
@click.option("--ulang", "again", metavar="KODE", help="PIN baru untuk satu peserta.")
@click.option("--semua", "everybody", is_flag=True, help="PIN baru untuk semua peserta.")
def pin(course: Path, again: str | None, everybody: bool) -> None:
    from grader.server.command import make_pins

    make_pins(course, again, everybody, say)


@app.command(options_metavar="[PILIHAN]", help="Buka kelas untuk ponsel di Wi-Fi yang sama.")
@course_option
@click.option("--port", metavar="NOMOR", type=int, default=8000, help="Nomor port (tanpa ini: 8000).")
@click.option("--tls", is_flag=True, help="Pakai https dengan sertifikat buatan kelas sendiri.")
def server(course: Path, port: int, tls: bool) -> None:
    from grader.server.install import ensure_installed

    ensure_installed(say)
    from grader.server.command import serve

    serve(course, port, tls, say)


@app.command(options_metavar="[PILIHAN]", help="Coba semuanya dengan 12 peserta buatan.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def demo(folder: Path) -> None:
    from grader.demo import run_demo
    from grader.kelas.serve import ROOM

    def run(arguments: tuple[str, ...]) -> None:
        app.main(args=list(arguments), prog_name="sinau", standalone_mode=False)

    course = run_demo(folder, run, say)
    if sys.stdout.isatty():  # whoever tries it is led on to the room
        sys.exit(ROOM.serve(course, browser=True, port=_ROOM_PORT))
