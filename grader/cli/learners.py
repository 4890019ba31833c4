"""What makes the learners' folders and pages."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.group import FOLDER, HERE, app, as_called, bar, say


@app.command(options_metavar="[PILIHAN]", help="Siapkan folder belajar untuk peserta.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def workspace(folder: Path) -> None:
    from grader.common.checkout import content_root
    from grader.curriculum.workspace import lay_out_workspace

    with bar("Menyiapkan pelajaran") as advance:
        done = lay_out_workspace(content_root(), folder, advance)
    say(*done.sentences(), f"Folder belajar siap di {folder}.")


@app.command(options_metavar="[PILIHAN]", help="Buat halaman pelajaran untuk dibaca di ponsel.")
@click.argument("folder", metavar="[FOLDER]", type=FOLDER, default=HERE / "baca")
@click.option("--only", metavar="PELAJARAN", help="Satu pelajaran saja, misalnya 1-03-dikw.")
def baca(folder: Path, only: str | None) -> None:
    from grader.baca.make import make_pages
    from grader.common.checkout import content_root

    with bar("Membuat halaman") as advance:
        made = make_pages(content_root(), folder, only, advance)
    say(
        f"{len(made.written)} halaman dibuat, {made.current} sudah mutakhir.",
        f"Mulai dari {(folder / 'index.html').absolute()}",
    )


@app.command(options_metavar="[PILIHAN]", help="Buat kit untuk USB: seluruh kursus tanpa internet.")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
@click.option(
    "--untuk", "systems", metavar="SISTEM", help="Misalnya windows,linux,macos (tanpa ini: sistem ini)."
)
@click.option("--python", "pythons", metavar="VERSI", help="Misalnya 3.12,3.13 (tanpa ini: Python ini).")
def kit(folder: Path, systems: str | None, pythons: str | None) -> None:
    from grader.baca.make import make_pages
    from grader.common.checkout import content_root
    from grader.kit.make import make_kit
    from grader.kit.targets import targets_of

    root, targets = content_root(), targets_of(systems, pythons)

    def write_pages(place: Path) -> None:
        with bar("Membuat halaman ponsel") as advance:
            make_pages(root, place, None, advance)

    say(*make_kit(root, folder, targets, write_pages, say).sentences())


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
        say(*look_up(search))
        return
    with bar("Membuat profil") as advance:
        made, problems = run(villages, every, folder, parameters_of(given, data), workers, again, advance)
    say(*sentences(made, folder))
    for problem in problems:
        click.echo(as_called(problem), err=True)
    if problems:
        raise click.exceptions.Exit(1)
