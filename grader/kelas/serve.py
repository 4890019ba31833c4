"""`sinau kelas FOLDER`: the trainer's room on a class folder, served by Jupyter's own server."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.jupyter import ClassServer

#: Turns our extension on and all others off: no kernels' pages, no formgrader, no lab.
SETTINGS = Path(__file__).parent / "jupyter"


def _options(course: Path, runtime: Path) -> list[str]:
    """Its own files are an empty folder: the class is shown by our pages alone."""
    root = runtime / "kosong"
    root.mkdir(exist_ok=True)
    return [
        f"--ServerApp.root_dir={root}",
        "--ServerApp.default_url=/kelas",
        "--ServerApp.ip=localhost",
        "--ServerApp.terminals_enabled=False",
        f"--RuangPelatih.folder={course}",
    ]


def _settings(runtime: Path) -> dict[str, str]:
    """Nothing of the trainer's own Jupyter settings."""
    return {
        "PYTHONUTF8": "1",
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_CONFIG_DIR": str(runtime / "setelan"),
        "JUPYTER_DATA_DIR": str(runtime / "data"),
    }


ROOM = ClassServer(
    name="Ruang Pelatih",
    module="jupyter_server",
    page="kelas",
    left="Ruang Pelatih ditutup. Semua yang kamu kerjakan tersimpan di folder kelas.",
    place="ruang-pelatih",
    options=_options,
    settings=_settings,
)
