"""`muat`: the one way a notebook gets data."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from grader.common.errors import SinauError
from grader.data.card import DataCard, resource_card
from grader.data.catalog import PHOTO, PHOTO_SUFFIXES, Catalog, find_data_folder, load_catalog

if TYPE_CHECKING:
    import pandas as pd

ON_THIS_COMPUTER = "berkas"
"""The mark in a table's `attrs` that its file is not handed in with the notebook."""
PRACTICE = "latihan"
"""The mark in a table's `attrs` that its data are made up for practice."""
FILE_SUFFIXES = (".csv", ".txt", ".tsv", ".xls", ".xlsx")


def muat(nama: str, templat: str | None = None) -> pd.DataFrame:
    """Load a course dataset by name, or the trainee's own CSV file by its path, and show the card.

    `muat("pesanan_jenang")` reads a course file. `muat("data-saya/toko.csv")` reads the trainee's file
    against the template it was filled in from (found by file name or columns, or given as `templat`).
    Raises SinauError with one sentence when the name is unknown or the file cannot be read.
    """
    from grader.data.own_file import read_own_file
    from grader.data.table import read_resource

    folder = find_data_folder(Path.cwd())
    if Path(nama).suffix.lower() in PHOTO_SUFFIXES:
        raise SinauError(f'{nama} adalah foto; buka dengan foto("{nama}").')
    if _is_path(nama):
        path = _own_file(nama, folder)
        own = read_own_file(path, nama, load_catalog(folder / "templates"), templat)
        show(own.card)
        own.frame.attrs[ON_THIS_COMPUTER] = nama
        return own.frame
    catalog = load_catalog(folder)
    resource = catalog.resources.get(nama)
    if resource is None:
        raise SinauError(_unknown_name(nama, catalog))
    if resource.format == PHOTO:
        raise SinauError(f'{nama} adalah foto; buka dengan foto("{nama}").')
    frame = read_resource(resource)
    if resource.synthetic:
        frame.attrs[PRACTICE] = True
    show(resource_card(resource))
    return frame


def _own_file(name: str, folder: Path) -> Path:
    """Where the trainee's own file lies; raises SinauError, also where a course's data were meant."""
    from grader.data.own_file import find_own_file

    try:
        return find_own_file(name, Path.cwd())
    except SinauError:
        stem = Path(name).stem
        if stem not in load_catalog(folder).resources:
            raise
        raise SinauError(f'Untuk data pelajaran, "{name}" ditulis tanpa akhiran: muat("{stem}").') from None


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or Path(name).suffix.lower() in FILE_SUFFIXES


def show(card: DataCard) -> None:
    """Display the card in IPython (HTML or text as the front end likes), print it elsewhere."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(card)  # type: ignore[no-untyped-call]
    else:
        print(card)


def _unknown_name(name: str, catalog: Catalog) -> str:
    """What to say of a name that is in no catalogue: the data whose names begin with it, else the nearest."""
    asked = name.lower().strip()
    begun = [known for known in catalog.resources if known.startswith(f"{asked}_")]
    close = begun[:4] or difflib.get_close_matches(asked, catalog.resources, n=1, cutoff=0.7)
    if close:
        listed = " atau ".join(f'muat("{known}")' for known in close)
        return f'Data bernama "{name}" tidak ada. Mungkin maksudmu {listed}.'
    return f'Data bernama "{name}" tidak ada. Lihat lagi nama data di pelajaran ini.'
