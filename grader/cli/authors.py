"""What authors and developers type."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from grader.cli.group import FOLDER, app, exercise_argument, say


@app.command(options_metavar="[PILIHAN]", help="Periksa aturan pelajaran (untuk penulis).")
@click.argument("only", metavar="[BUKU]...", nargs=-1)
@click.option("--run", is_flag=True, help="Jalankan juga bukunya (grafik, waktu).")
def lint(only: tuple[str, ...], run: bool) -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.lint import as_text
    from grader.curriculum.lint import lint as check

    problems = check(content_root(), only or None, run)
    say(as_text(problems))
    if problems:
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Buat ulang silabus dan panduan (untuk penulis).")
def syllabus() -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.syllabus import write_syllabus

    say(*(f"Ditulis: {path}" for path in write_syllabus(content_root())))


@app.command(options_metavar="[PILIHAN]", help="Mulai pelajaran baru, atau latihan sendiri di satu kelas.")
@click.argument("ident", metavar="NOMOR")
@click.argument("title", metavar="JUDUL")
@click.option("--course", metavar="FOLDER", type=FOLDER, help="Folder kelas: buat latihan di kelas itu saja.")
def new(ident: str, title: str, course: Path | None) -> None:
    if course is not None:
        from grader.classroom.own_exercise import new_exercise

        path = new_exercise(course, ident, title)
        follow = f"sinau release {ident} --course {shlex.quote(str(course))}"
        say(f"Dibuat: {path}", "Isi bagian yang bertanda ISI: di JupyterLab.", f"Lalu: {follow}")
        return
    from grader.common.checkout import content_root
    from grader.curriculum.new import new as lay_down

    say(*(f"Dibuat: {path}" for path in lay_down(content_root(), ident, title)))


@app.command(options_metavar="[PILIHAN]", help="Uji mutu latihan (untuk penulis).")
@exercise_argument
def audit(exercise: str | None) -> None:
    from grader.audit.audit import audit_exercises, table
    from grader.common.checkout import content_root

    results = audit_exercises(content_root(), exercise)
    say(table(results))
    if not all(result.passed for result in results):
        raise click.exceptions.Exit(1)


@app.command(options_metavar="[PILIHAN]", help="Ukur kecepatan penilai (untuk pengembang).")
@click.option("--large", type=int, default=10_000, help="Banyaknya kiriman untuk ukuran kelas besar.")
@click.option("--stock", type=int, default=6, help="Banyaknya kiriman yang dinilai nbgrader biasa.")
@click.option(
    "--only",
    metavar="BAGIAN",
    type=click.Choice(["penilaian", "notebook", "dask", "profil", "server"]),
    help="Satu bagian saja: penilaian, notebook, dask, profil, atau server.",
)
@click.option("--learners", type=int, default=30, help="Banyaknya peserta tiruan untuk bagian server.")
def bench(large: int, stock: int, only: str | None, learners: int) -> None:
    from grader.bench.cluster import bench_cluster
    from grader.bench.grading import bench_grading
    from grader.bench.notebooks import bench_notebooks

    if only in (None, "penilaian"):
        bench_grading(large, stock, say)
    if only in (None, "notebook"):
        bench_notebooks(say)
    if only in (None, "dask"):
        bench_cluster(say)
    if only == "profil":
        from grader.bench.profil import bench_profil

        bench_profil(say)
    if only == "server":
        from grader.server.install import ensure_installed

        ensure_installed(say)
        from grader.bench.class_server import bench_class_server

        bench_class_server(learners, say)


@app.command(options_metavar="[PILIHAN]", help="Buat ulang data latihan (untuk penulis).")
@click.option("--check", is_flag=True, help="Hanya periksa, jangan menulis.")
def data(check: bool) -> None:
    from grader.data.build import main as build

    sys.exit(build(["--check"] if check else []))
