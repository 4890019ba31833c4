"""`python3 start.py`: reads the command line and hands over."""

import contextlib
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass

from grader.common.errors import SinauError, system_sentence
from grader.start import checks, install, lab, places
from grader.start.checkout import Checkout, Wanted
from grader.start.console import have_somewhere_to_write, say, tolerate_narrow_console
from grader.start.kit import Kit, kit_at

OPTIONS_HELP = """
Pilihan saat membuka JupyterLab:
  --workspace FOLDER    folder belajarmu (biasanya: sinau-desa di folder rumahmu)
  --no-browser          jangan buka peramban, cetak alamatnya saja
  --port NOMOR          nomor port yang dicoba pertama (biasanya: 8888)"""
HELP = """\
Cara memakai:
  python3 start.py                      buka Beranda, tempat semua pelajaran
  python3 start.py test [pilihan]       jalankan semua tes (pilihan diteruskan ke pytest)
  python3 start.py PERINTAH ...         sama dengan  sinau PERINTAH ...
  python3 start.py perintah             daftar perintah sinau
"""


KIT_HELP = """\
Cara memakai: klik dua kali Mulai.bat (Windows) atau mulai.sh (Linux), atau ketik
  python3 start.py                      buka Beranda, tempat semua pelajaran
"""


@dataclass(frozen=True)
class Options:
    """How to open JupyterLab."""

    workspace: str | None = None
    browser: bool = True
    port: int = lab.DEFAULT_PORT


def parse(arguments: list[str]) -> Options:
    """Read the options for opening JupyterLab (argparse would answer in English).

    Raises SinauError if one is unknown or lacks its value.
    """
    workspace: str | None = None
    browser, port = True, lab.DEFAULT_PORT
    left = iter(arguments)
    for argument in left:
        name, equals, attached = argument.partition("=")
        if argument == "--no-browser":
            browser = False
        elif name in ("--workspace", "--port"):
            value = attached if equals else next(left, "")
            if not value:
                raise SinauError(f"Sesudah {name} harus ada nilainya. Lihat: python3 start.py --help")
            if name == "--workspace":
                workspace = value
            elif value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
                port = int(value)
            else:
                raise SinauError(f"--port {value} bukan nomor port: pakai bilangan 1 sampai 65535.")
        else:
            raise SinauError(f"Pilihan {argument} tidak dikenal. Lihat: python3 start.py --help")
    return Options(workspace, browser, port)


def open_lab(arguments: list[str]) -> int:
    """Install if needed, lay out the workspace, run JupyterLab."""
    options = parse(arguments)
    root = places.checkout()
    workspace = places.choose_workspace(options.workspace, root)
    places.make_writable_folder(workspace)
    venv = install.ensure(Checkout(root, Wanted.COURSE))
    status = run_sinau(venv, ["workspace", str(workspace)])
    if status:
        return status
    return lab.serve(workspace, venv, options.port, options.browser)


def open_kit(kit: Kit, arguments: list[str]) -> int:
    """The same from a kit, which has everything laid out already; it is read only where something is new."""
    if arguments and not arguments[0].startswith("-"):
        raise SinauError(f"Kit ini untuk belajar: perintah {arguments[0]} ada di salinan lengkap pelatih.")
    options = parse(arguments)
    kit.refuse_other_computer()
    workspace = places.choose_workspace(options.workspace, kit.root)
    places.make_writable_folder(workspace)
    places.refuse_search_pattern(kit.venv.folder)
    if not (install.has_all(kit) and kit.is_laid_out(workspace)):
        kit.verify()
        kit.prove_room()
        install.ensure(kit)
        for sentence in kit.lay_out(workspace).sentences():
            say(sentence)
    return lab.serve(workspace, kit.venv, options.port, options.browser)


def run_sinau(venv: places.Venv, arguments: list[str]) -> int:
    """Run the `sinau` of the virtual environment; returns its exit status."""
    command = [str(venv.python), "-P", "-m", "grader.cli", *arguments]
    program = "py start.py" if places.WINDOWS else f"python3 {shlex.quote(sys.argv[0])}"
    return run(command, places.environment(venv, os.environ) | {"SINAU_PROGRAM": program})


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run a program in the foreground; Ctrl+C is its own business."""
    with subprocess.Popen(command, env=environment) as process:
        while True:
            with contextlib.suppress(KeyboardInterrupt):
                return process.wait()


def main(arguments: list[str]) -> int:
    """Do what the command line says; returns the exit status."""
    have_somewhere_to_write()
    tolerate_narrow_console()
    try:
        kit = kit_at(places.checkout())
        if arguments[:1] in (["-h"], ["--help"]):
            say((HELP if kit is None else KIT_HELP) + OPTIONS_HELP)
            return 0
        if kit is not None:
            return open_kit(kit, arguments)
        places.refuse_search_pattern(places.checkout())
        if arguments[:1] == ["test"]:
            return checks.run_all(places.checkout(), arguments[1:])
        if arguments and not arguments[0].startswith("-"):
            verb = ["--help"] if arguments == ["perintah"] else arguments
            return run_sinau(install.ensure(Checkout(places.checkout(), Wanted.COURSE)), verb)
        return open_lab(arguments)
    except SinauError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        unknown = f"Gagal ({error}): jalankan lagi; bila tetap gagal, kirim kalimat ini kepada pelatih."
        print(system_sentence(error) or unknown, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nDihentikan. Jalankan lagi kapan saja; yang sudah selesai tidak diulang.", file=sys.stderr)
        return 130
