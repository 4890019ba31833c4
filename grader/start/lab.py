"""JupyterLab for a trainee: our settings, the workspace as its root, nothing written into the home folder."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from grader.start import places
from grader.start.places import Venv, private_runtime_folder
from grader.start.server import Service, allow_root, serve_until_stopped, start_in_background

SETTINGS = Path(__file__).resolve().parents[1] / "jupyter"
LAYOUT = "default-37a8.jupyterlab-workspace"  # the name that JupyterLab gives its default layout
KERNEL = "ipython_kernel_config.json"
DEFAULT_PORT = 8888
BERANDA = "beranda"  # the page of grader.beranda


def settings_folder(venv: Venv) -> Path:
    """Our settings: beside the code or, from a kit, which may be taken out, where it was installed."""
    installed = venv.site_packages / "grader" / "jupyter"
    return installed if installed.is_dir() else SETTINGS


def state_folder(workspace: Path) -> Path:
    """Where JupyterLab keeps what it remembers of this workspace."""
    return workspace / ".sinau" / "jupyter"


def environment(workspace: Path, venv: Venv, inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of the JupyterLab process.

    Settings, layout, trust and history are kept in the workspace, so that another Jupyter of the same user
    neither changes this one nor is changed by it.
    """
    state = state_folder(workspace)
    return {
        **places.environment(venv, inherited),
        "PYTHONUTF8": "1",
        "JUPYTER_CONFIG_PATH": str(settings_folder(venv)),
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(private_runtime_folder(workspace)),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
    }


def command(workspace: Path, venv: Venv, port: int) -> list[str]:
    """The command that runs JupyterLab on the workspace; a port in use is replaced by the next free one."""
    return [
        str(venv.python),
        "-P",  # a trainee's own random.py in the workspace is not Python's
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={workspace}",
        f"--LabApp.extra_labextensions_path={settings_folder(venv) / 'labextensions'}",
        f"--port={port}",
        "--no-browser",
        *allow_root(),
    ]


def layout_file(workspace: Path) -> Path:
    """Where JupyterLab keeps which panels and notebooks are open."""
    return state_folder(workspace) / "workspaces" / LAYOUT


def lay_out_settings(workspace: Path, settings: Path = SETTINGS) -> None:
    """Give the workspace our kernel settings and, if it is new, a layout of file list and notebook alone.

    JupyterLab takes all other settings from their folder itself. What the trainee opens later stays open.
    """
    layout, kernel = layout_file(workspace), state_folder(workspace) / "ipython" / "profile_default" / KERNEL
    for file in (layout, kernel):
        file.parent.mkdir(parents=True, exist_ok=True)
    if not layout.exists():
        shutil.copyfile(settings / LAYOUT, layout)
    shutil.copyfile(settings / KERNEL, kernel)


def explain_errors_from_the_start(workspace: Path) -> None:
    """Have every kernel import grader.belajar: an error before the set-up cell is explained too."""
    config = state_folder(workspace) / "ipython" / "profile_default" / "ipython_config.py"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('c = get_config()\nc.InteractiveShellApp.extensions = ["grader.belajar"]\n', "utf-8")


def start(workspace: Path, venv: Venv, port: int, log: Path) -> "subprocess.Popen[bytes]":
    """Start JupyterLab in the background; what it prints goes to the file `log`."""
    lay_out_settings(workspace, settings_folder(venv))
    explain_errors_from_the_start(workspace)
    return start_in_background(
        command(workspace, venv, port), workspace, environment(workspace, venv, os.environ), log
    )


def serve(workspace: Path, venv: Venv, port: int, browser: bool) -> int:
    """Run JupyterLab until the trainee closes it or presses Ctrl+C; returns the exit status."""
    log = workspace / ".sinau" / "jupyterlab.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    lab = Service(
        name="Sinau Desa",
        runtime=private_runtime_folder(workspace),
        log=log,
        start=lambda: start(workspace, venv, port, log),
        page=lambda: BERANDA,
        leave="Untuk selesai: simpan pekerjaanmu (Ctrl+S), lalu tekan Ctrl+C di jendela ini.",
        left=f"JupyterLab ditutup. Pekerjaanmu ada di {workspace}",
    )
    return serve_until_stopped(lab, browser)
