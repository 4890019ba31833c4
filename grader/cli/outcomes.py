"""What a course leaves behind: tests before and after, certificates, the gallery."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TextIO

import click

from grader.cli.group import FOLDER, InOrder, app, course_option, say


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
    say(*(f"Ditulis: {path}" for path in written), "Buka berkas soal-*.html di peramban, lalu cetak.")


@tes.command(options_metavar="[PILIHAN]", help="Masukkan jawaban dari kertas (CSV).")
@click.argument("table", metavar="CSV", type=FOLDER)
@course_option
def masuk(table: Path, course: Path) -> None:
    from grader.classroom.folder import ClassFolder
    from grader.reports.learning_test.answers import take_in

    folder = ClassFolder(course)
    count = take_in(table, folder, folder.known_roster())
    say(f"{count} lembar jawaban dicatat. Berikutnya: sinau tes laporan --course {shlex.quote(str(course))}")


@tes.command("laporan", options_metavar="[PILIHAN]", help="Buat halaman kenaikan hasil belajar.")
@course_option
def test_report(course: Path) -> None:
    from grader.reports.learning_test.report import write_test_report

    say(f"Laporan tes: {write_test_report(course).absolute()}")


@app.command(options_metavar="[PILIHAN]", help="Buat sertifikat, atau periksa keasliannya.")
@course_option
@click.option(
    "--periksa", metavar="BERKAS", type=click.File(encoding="utf-8"), help="Periksa teks (- untuk mengetik)."
)
def sertifikat(course: Path, periksa: TextIO | None) -> None:
    from datetime import date

    from grader.reports.certificate import checking, issue

    if periksa is not None:
        say(*checking.sentences(periksa.read(), course))
        return
    say(*issue.sentences(issue.issue_certificates(course, date.today())))


@app.command(options_metavar="[PILIHAN]", help="Buat galeri proyek akhir (yang diizinkan pembuatnya).")
@course_option
def galeri(course: Path) -> None:
    from grader.reports.galeri import write_gallery

    pages = write_gallery(course)
    say(
        f"Galeri: {pages.gallery.absolute()} ({len(pages.shown)} proyek)",
        f"Semua proyek, untuk pelatih: {pages.everything.absolute()}",
        *(f"Tidak dipajang: {project.name}, {project.why_not}." for project in pages.held_back),
    )
