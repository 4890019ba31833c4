"""`profil`: a village's page under a notebook's cell."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import Any

from grader.checks.blank import NAME, is_blank
from grader.common.errors import SinauError

OWN_ROOM = "data-saya"
FOLDER = "profil"


def profil(kode: str, **parameter: Any) -> None:
    """Make the page of a village, by code or name, and show it; a wrong one is answered by a sentence.

    `parameter` are those of the notebook: penduduk with sumber_penduduk and waktu_penduduk, data_saya,
    pembuat. The page stays in the folder `profil` beside `data-saya`.
    """
    from grader.profil.make import make_pages, page_path
    from grader.profil.villages import find

    if is_blank(kode) or any(map(is_blank, parameter.values())):
        print(f"Ganti dulu {NAME}.")
        return
    try:
        village = find(str(kode))
        with tempfile.TemporaryDirectory() as folder:
            room = _own_room()
            place = Path(folder) if room is None else room / FOLDER
            made = make_pages([village], place, parameter, workers=1, apart=True)
            if made.problems:
                raise SinauError(made.problems[village.code])
            page = page_path(place, village).read_text(encoding="utf-8")
    except SinauError as problem:
        print(f"✎ {problem}")
        return
    _show(page, village.full_name)
    if room is not None:
        print(
            f"Tersimpan: {FOLDER}/{page_path(place, village).name}. Buka di peramban, cetak dengan Ctrl + P."
        )


def _own_room() -> Path | None:
    """The trainee's workspace, which holds data-saya; None outside one."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / OWN_ROOM).is_dir()), None)


def _show(page: str, name: str) -> None:
    from IPython.display import display

    frame = (
        f'<iframe title="Profil {escape(name)}" srcdoc="{escape(page)}" '
        'style="width:100%;height:640px;border:1px solid #8a8f98"></iframe>'
    )
    display({"text/html": frame, "text/plain": f"Lembar profil {name}"}, raw=True)  # type: ignore[no-untyped-call]
