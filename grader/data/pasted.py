"""`tempel`: a table pasted into the notebook, so that it travels with the answers.

A trainer's computer has no `data-saya/` folder of the trainee's. What is pasted is handed in for all to see,
which also shows the trainee exactly what leaves the laptop.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from grader.common.errors import SinauError
from grader.data.catalog import find_data_folder, load_catalog
from grader.data.load import show

if TYPE_CHECKING:
    import pandas as pd

SHOWN_AS = "Tabel yang kamu tempel"


def tempel(teks: str, templat: str | None = None) -> pd.DataFrame:
    """Read the text of a CSV file, pasted between three quotes, as `muat` reads the file itself.

    Raises SinauError with one sentence when it is no text or cannot be read.
    """
    from grader.data.own_file import read_own_file

    if not isinstance(teks, str):
        raise SinauError(
            'tempel() membutuhkan teks. Tempelkan isi CSV-mu di antara tiga tanda kutip: tempel("""...""").'
        )
    if re.fullmatch(r"\s*\S+\.(csv|txt|xlsx?)\s*", teks, re.IGNORECASE):
        raise SinauError(
            f"{teks.strip()[:60]} adalah nama berkas, bukan isinya. Buka berkas itu, salin isinya, lalu "
            'tempelkan di antara tiga tanda kutip: tempel("""...""").'
        )
    templates = load_catalog(find_data_folder(Path.cwd()) / "templates")
    lines = [line.strip() for line in teks.strip().splitlines() if line.strip()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tempel.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
        own = read_own_file(path, SHOWN_AS, templates, templat)
    show(own.card)
    return own.frame
