"""What a learner clicks or reads first: Mulai.bat, mulai.sh, Mulai.command, BACA-DULU.html."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from grader.kit.targets import Target


def launchers(targets: Sequence[Target]) -> dict[str, bytes]:
    """The files for these computers, by their names in the kit."""
    systems = {target.system.sys_platform for target in targets}
    about = {
        "pythons": ["{}.{}".format(*python) for python in sorted({t.python for t in targets}, reverse=True)],
        "systems": sorted({target.system.shown for target in targets}),
        "windows": "win32" in systems,
        "linux": "linux" in systems,
        "macos": "darwin" in systems,
    }
    files = {"BACA-DULU.html": _rendered("BACA-DULU.html", about)}
    if "win32" in systems:
        files["Mulai.bat"] = _rendered("Mulai.bat", about).replace("\n", "\r\n")
    if systems - {"win32"}:
        files["mulai.sh"] = _rendered("mulai.sh", about)
    if "darwin" in systems:
        files["Mulai.command"] = files["mulai.sh"]  # the name that macOS opens in its Terminal
    return {name: text.encode() for name, text in files.items()}


def _rendered(name: str, about: dict[str, object]) -> str:
    templates = Environment(
        loader=PackageLoader("grader.kit"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html.j2"]),
        keep_trailing_newline=True,
    )
    return templates.get_template(f"{name}.j2").render(about)
