"""The 307 desa and kelurahan, found by code or by name; twins are told apart by their kecamatan."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from grader.common.errors import SinauError
from grader.data.catalog import find_data_folder, load_catalog
from grader.data.table import read_resource

LIST = "ponorogo_desa_kelurahan"


@dataclass(frozen=True)
class Village:
    """One desa or kelurahan as the official list has it; ``bps`` is "" where no open list knows it."""

    code: str
    name: str
    kind: str
    kecamatan_code: str
    kecamatan: str
    bps: str
    postcode: str
    latitude: float
    longitude: float
    area: float

    @property
    def full_name(self) -> str:
        return f"{self.kind.capitalize()} {self.name}, Kecamatan {self.kecamatan}"

    def line(self) -> str:
        """Code and name, as a list shows them."""
        return f"{self.code}  {self.full_name}"


def villages() -> dict[str, Village]:
    """Every village by its code."""
    return _read(find_data_folder(Path.cwd()))


@lru_cache(maxsize=2)
def _read(folder: Path) -> dict[str, Village]:
    table = read_resource(load_catalog(folder).resources[LIST])
    found = {}
    for row in table.to_dict("records"):
        bps = row["kode_bps"]
        found[row["kode_kemendagri"]] = Village(
            row["kode_kemendagri"],
            row["nama"],
            row["jenis"],
            row["kode_kecamatan"],
            row["kecamatan"],
            bps if isinstance(bps, str) else "",
            row["kode_pos"],
            float(row["lintang"]),
            float(row["bujur"]),
            float(row["luas_km2"]),
        )
    return found


def twins(village: Village) -> list[Village]:
    """The others that bear the same name."""
    return [v for v in villages().values() if v.name == village.name and v.code != village.code]


def named(text: str) -> list[Village]:
    """Villages whose name, or name and kecamatan, hold the words of a text."""
    words = _words(text)
    return [v for v in villages().values() if all(w in _words(f"{v.name} {v.kecamatan}") for w in words)] or [
        v for v in villages().values() if text.casefold().strip() in v.name.casefold()
    ]


def find(text: str) -> Village:
    """The village of a code or a name ("Bajang", "Bajang, Mlarak").

    Raises SinauError with one sentence where there is none, or more than one.
    """
    every = villages()
    digits = re.sub(r"[.\s]", "", text)
    if digits.isdigit():
        match = next((v for code, v in every.items() if code.replace(".", "") == digits), None)
        if match is None:
            raise SinauError(
                f"Kode {text.strip()} bukan kode desa di Ponorogo; bentuknya 35.02.01.2003. "
                "Belum tahu kodenya? Tulis nama desanya."
            )
        return match
    found = [v for v in every.values() if _key(text) in (_key(v.name), _key(f"{v.name} {v.kecamatan}"))]
    if len(found) == 1:
        return found[0]
    if found:
        both = " dan ".join(f"{v.full_name} ({v.code})" for v in found)
        raise SinauError(f"Ada {len(found)} desa bernama {found[0].name}: {both}. Tulis kodenya.")
    spelled = {_key(v.name): v.name for v in every.values()}
    close = difflib.get_close_matches(_key(text), spelled, n=2, cutoff=0.6)
    names = [spelled[key] for key in close]
    hint = f" Mungkin maksudmu {' atau '.join(names)}." if names else ""
    raise SinauError(f'Desa bernama "{text.strip()}" tidak ada di daftar 307 desa dan kelurahan.{hint}')


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _key(text: str) -> str:
    """A name without what people add to it or leave out."""
    words = [w for w in _words(text) if w not in ("desa", "kelurahan", "kecamatan", "kec")]
    return "".join(words)
