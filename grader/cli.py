"""`sinau`: the command line. Thin; every command imports what it needs when it runs, so that help is
instant.
"""

from __future__ import annotations

import gettext
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from grader.common.errors import SinauError, system_sentence
from grader.common.garbage import be_quick
from grader.start.console import tolerate_narrow_console

HERE = Path()
FOLDER = click.Path(path_type=Path)
course_option = click.option(
    "--course", metavar="FOLDER", type=FOLDER, default=HERE, help="Folder kelas (tanpa ini: folder ini)."
)
exercise_argument = click.argument("exercise", metavar="[LATIHAN]", required=False)


class InOrder(click.Group):
    """Lists the commands in the order in which a trainer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=InOrder,
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [ISIAN]...",
    help="Kursus dan penilai Sinau Desa: siapkan kelas, kumpulkan, nilai, kembalikan umpan balik.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
def app() -> None:
    """The group of all commands."""


@app.command(options_metavar="[PILIHAN]", help="Buat folder kelas: latihan dan daftar peserta.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@click.option("--roster", metavar="CSV", type=FOLDER, help="Daftar peserta: kode, nama, desa, jalur.")
def course(folder: Path, roster: Path | None) -> None:
    from grader.classroom.make import enrol, make_course
    from grader.common.checkout import content_root

    done, people = make_course(content_root(), folder, roster)
    if people is not None:
        enrol(folder, people)
        _say(*people.notes, f"{len(people)} peserta dicatat.")
    _say(
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
    for name in _progress(names, "Merilis"):
        release_course(course, name)
    for name in names:
        _say(*(f"{name}: tes tidak kebal: {weak}" for weak in weak_tests(course, folder.source(name))))
    _say(f"{len(names)} latihan dirilis ke {folder.shown('release')}.")


@app.command(options_metavar="[PILIHAN]", help="Siapkan folder belajar untuk peserta.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def workspace(folder: Path) -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.workspace import lay_out_workspace

    done = lay_out_workspace(content_root(), folder)
    _say(*done.sentences(), f"Folder belajar siap di {folder}.")


@app.command(options_metavar="[PILIHAN]", help="Buat halaman pelajaran untuk dibaca di ponsel.")
@click.argument("folder", metavar="[FOLDER]", type=FOLDER, default=HERE / "baca")
@click.option("--only", metavar="PELAJARAN", help="Satu pelajaran saja, misalnya 1-03-dikw.")
def baca(folder: Path, only: str | None) -> None:
    from grader.baca.make import make_pages
    from grader.common.checkout import content_root

    with _bar("Membuat halaman") as advance:
        made = make_pages(content_root(), folder, only, advance)
    _say(
        f"{len(made.written)} halaman dibuat, {made.current} sudah mutakhir.",
        f"Mulai dari {(folder / 'index.html').absolute()}",
    )


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
    with _bar("Mengumpulkan") as advance:
        results = take(inbox, folder, roster, exercises, advance)
    waiting = problems_of(results)
    _say(*(result.line() for result in results if result not in waiting))
    keep_problems(folder, inbox, results)
    if waiting:
        _say("", f"{len(waiting)} berkas belum diterima (juga tercatat untuk laporan):")
        _say(*(result.line() for result in waiting), "")
    _say(summary(results))
    if len(waiting) < len(results):
        _say(f"Berikutnya: {for_class('sinau grade', course)}")


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
        _say("PERINGATAN: kode peserta berjalan tanpa kotak pasir, dengan semua hakmu di komputer ini.")
    options = GradingOptions(force, workers, not no_sandbox, scheduler, Limits(**changed), keys)
    with _bar("Menilai") as advance:
        summary = grade_class(course, exercise, options, advance)
    _say(*sentences(summary, course))
    if summary.problems or summary.lost:
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Buat kunci untuk menilai dengan banyak komputer (Dask).")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def cluster(folder: Path) -> None:
    from grader.grading.cluster_keys import make_keys

    commands = make_keys(folder)
    _say(f"Kunci ada di {folder}; salin ke tiap komputer, jangan bagikan. Lalu:", *commands)


@app.command(options_metavar="[PILIHAN]", help="Buka Formgrader untuk menilai jawaban tertulis.")
@course_option
@click.option("--no-browser", is_flag=True, help="Jangan buka peramban, cetak alamatnya saja.")
@click.option("--port", metavar="NOMOR", type=int, default=8890, help="Nomor port yang dicoba pertama.")
def formgrader(course: Path, no_browser: bool, port: int) -> None:
    from grader.classroom.formgrader import serve

    sys.exit(serve(course, not no_browser, port))


@app.command(options_metavar="[PILIHAN]", help="Buat halaman umpan balik untuk tiap peserta.")
@exercise_argument
@course_option
def feedback(exercise: str | None, course: Path) -> None:
    from grader.classroom.folder import ClassFolder
    from grader.reports.feedback import PEOPLE, write_feedback

    made = write_feedback(course, exercise)
    _say(
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
    _say(f"Laporan kelas: {page.absolute()}", f"Tabel nilai: {table.absolute()}")


@app.group(
    cls=InOrder,
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [ISIAN]...",
    help="Tes awal dan tes akhir: cetak, masukkan jawaban, lihat kenaikannya.",
)
def tes() -> None:
    """The commands of the test before and after."""


@tes.command(options_metavar="[PILIHAN]", help="Buat lembar soal, kunci, dan tabel jawaban untuk dicetak.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@course_option
def cetak(folder: Path, course: Path) -> None:
    from grader.classroom.folder import ClassFolder
    from grader.reports.learning_test.paper import print_papers

    written = print_papers(folder, ClassFolder(course).known_roster())
    _say(*(f"Ditulis: {path}" for path in written), "Buka berkas soal-*.html di peramban, lalu cetak.")


@tes.command(options_metavar="[PILIHAN]", help="Masukkan jawaban dari kertas (CSV).")
@click.argument("table", metavar="CSV", type=FOLDER)
@course_option
def masuk(table: Path, course: Path) -> None:
    from grader.classroom.folder import ClassFolder
    from grader.reports.learning_test.answers import take_in

    folder = ClassFolder(course)
    count = take_in(table, folder, folder.known_roster())
    _say(f"{count} lembar jawaban dicatat. Berikutnya: sinau tes laporan --course {shlex.quote(str(course))}")


@tes.command("laporan", options_metavar="[PILIHAN]", help="Buat halaman kenaikan hasil belajar.")
@course_option
def test_report(course: Path) -> None:
    from grader.reports.learning_test.report import write_test_report

    _say(f"Laporan tes: {write_test_report(course).absolute()}")


@app.command(options_metavar="[PILIHAN]", help="Buat sertifikat, atau periksa keasliannya.")
@course_option
@click.option(
    "--periksa", metavar="BERKAS", type=click.File(encoding="utf-8"), help="Periksa teks (- untuk mengetik)."
)
def sertifikat(course: Path, periksa: TextIO | None) -> None:
    from datetime import date

    from grader.reports.certificate import checking, issue

    if periksa is not None:
        _say(*checking.sentences(periksa.read(), course))
        return
    _say(*issue.sentences(issue.issue_certificates(course, date.today())))


@app.command(options_metavar="[PILIHAN]", help="Buat halaman profil untuk satu desa, atau semua 307.")
@click.argument("villages", metavar="[KODE-ATAU-NAMA]...", nargs=-1)
@click.option("--semua", "every", is_flag=True, help="Semua 307 desa dan kelurahan.")
@click.option("--cari", "search", metavar="NAMA", help="Tampilkan kode desa yang namanya begitu.")
@click.option("--data", metavar="CSV", help="Angka milik desa, seperti templat profil.csv.")
@click.option("-p", "given", metavar="NAMA=ISI", multiple=True, help="Parameter, misalnya penduduk=2750.")
@click.option("--folder", metavar="FOLDER", type=FOLDER, default=HERE / "profil", help="Tempat halamannya.")
@click.option("--workers", metavar="N", type=int, help="Banyaknya pekerja (tanpa ini: sebanyak prosesor).")
@click.option("--ulang", "again", is_flag=True, help="Buat lagi walaupun sudah mutakhir.")
def profil(
    villages: tuple[str, ...],
    every: bool,
    search: str | None,
    data: str | None,
    given: tuple[str, ...],
    folder: Path,
    workers: int | None,
    again: bool,
) -> None:
    from grader.profil.command import look_up, parameters_of, run, sentences

    if search is not None:
        _say(*look_up(search))
        return
    with _bar("Membuat profil") as advance:
        made, problems = run(villages, every, folder, parameters_of(given, data), workers, again, advance)
    _say(*sentences(made, folder))
    for problem in problems:
        click.echo(_as_called(problem), err=True)
    if problems:
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Buat galeri proyek akhir (yang diizinkan pembuatnya).")
@course_option
def galeri(course: Path) -> None:
    from grader.reports.galeri import write_gallery

    pages = write_gallery(course)
    _say(
        f"Galeri: {pages.gallery.absolute()} ({len(pages.shown)} proyek)",
        f"Semua proyek, untuk pelatih: {pages.everything.absolute()}",
        *(f"Tidak dipajang: {project.name}, {project.why_not}." for project in pages.held_back),
    )


@app.command(options_metavar="[PILIHAN]", help="Coba semuanya dengan 12 peserta buatan.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def demo(folder: Path) -> None:
    from grader.demo import run_demo

    def run(arguments: tuple[str, ...]) -> None:
        app.main(args=list(arguments), prog_name="sinau", standalone_mode=False)

    run_demo(folder, run, _say)


@app.command(options_metavar="[PILIHAN]", help="Periksa aturan pelajaran (untuk penulis).")
@click.argument("only", metavar="[BUKU]...", nargs=-1)
@click.option("--run", is_flag=True, help="Jalankan juga bukunya (grafik, waktu).")
def lint(only: tuple[str, ...], run: bool) -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.lint import as_text
    from grader.curriculum.lint import lint as check

    problems = check(content_root(), only or None, run)
    _say(as_text(problems))
    if problems:
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Buat ulang silabus dan panduan (untuk penulis).")
def syllabus() -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.syllabus import write_syllabus

    _say(*(f"Ditulis: {path}" for path in write_syllabus(content_root())))


@app.command(options_metavar="[PILIHAN]", help="Mulai pelajaran baru (untuk penulis).")
@click.argument("ident", metavar="NOMOR")
@click.argument("title", metavar="JUDUL")
def new(ident: str, title: str) -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.new import new as lay_down

    _say(*(f"Dibuat: {path}" for path in lay_down(content_root(), ident, title)))


@app.command(options_metavar="[PILIHAN]", help="Uji mutu latihan (untuk penulis).")
@exercise_argument
def audit(exercise: str | None) -> None:
    from grader.audit.audit import audit_exercises, table
    from grader.common.checkout import content_root

    results = audit_exercises(content_root(), exercise)
    _say(table(results))
    if not all(result.passed for result in results):
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Ukur kecepatan penilai (untuk pengembang).")
@click.option("--large", type=int, default=10_000, help="Banyaknya kiriman untuk ukuran kelas besar.")
@click.option("--stock", type=int, default=6, help="Banyaknya kiriman yang dinilai nbgrader biasa.")
@click.option(
    "--only",
    metavar="BAGIAN",
    type=click.Choice(["penilaian", "notebook", "dask", "profil"]),
    help="Satu bagian saja: penilaian, notebook, dask, atau profil.",
)
def bench(large: int, stock: int, only: str | None) -> None:
    from grader.bench.cluster import bench_cluster
    from grader.bench.grading import bench_grading
    from grader.bench.notebooks import bench_notebooks

    if only in (None, "penilaian"):
        bench_grading(large, stock, _say)
    if only in (None, "notebook"):
        bench_notebooks(_say)
    if only in (None, "dask"):
        bench_cluster(_say)
    if only == "profil":
        from grader.bench.profil import bench_profil

        bench_profil(_say)


@app.command(options_metavar="[PILIHAN]", help="Buat ulang data latihan (untuk penulis).")
@click.option("--check", is_flag=True, help="Hanya periksa, jangan menulis.")
def data(check: bool) -> None:
    from grader.data.build import main as build

    sys.exit(build(["--check"] if check else []))


def _say(*lines: str) -> None:
    for line in lines:
        click.echo(_as_called(line))


def _program() -> str:
    """What the user types for `sinau`; start.py tells its own name."""
    return os.environ.get("SINAU_PROGRAM", "sinau")


def _as_called(text: str) -> str:
    """The commands named in a text, as the user can type them."""
    return re.sub(rf"\bsinau (?=(?:{'|'.join(app.commands)})\b)", lambda _: f"{_program()} ", text)


def _bar(title: str) -> Any:
    from grader.common.progress import bar

    return bar(title)


def _progress(items: list[str], title: str) -> Iterator[str]:
    with _bar(title) as advance:
        for number, item in enumerate(items, 1):
            yield item
            advance(number, len(items))


def main(arguments: list[str] | None = None) -> None:
    """Run `sinau`; a SinauError is one sentence on stderr and exit status 1, and so is a full disk."""
    be_quick()
    tolerate_narrow_console()
    _speak_indonesian()
    try:
        _stand_somewhere()
        app(args=arguments, prog_name=_program())
    except SinauError as problem:
        click.echo(_as_called(str(problem)), err=True)
        sys.exit(1)
    except OSError as problem:
        sentence = system_sentence(problem)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        _drop_what_cannot_be_written()
        sys.exit(1)


def _drop_what_cannot_be_written() -> None:
    """Python would try once more at its end, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stand_somewhere() -> None:
    """nbgrader and others ask where they are; in a deleted folder that fails far from its cause."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise SinauError("Folder tempat perintah ini dijalankan sudah dihapus; pindah dulu: cd ~") from None


def _speak_indonesian() -> None:
    """Have click's own words ("Usage", "No such option") translated by its own means, gettext."""
    os.environ["LANGUAGE"] = "id"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


if __name__ == "__main__":
    main()
