"""Photos of the course and of the trainee, opened upright and without what else a camera writes into them."""

from __future__ import annotations

import difflib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from grader.common.errors import SinauError
from grader.data.catalog import PHOTO, PHOTO_SUFFIXES, Catalog, find_data_folder, load_catalog
from grader.data.own_file import places, read_bytes
from grader.data.table import read_checked

MAX_PIXELS = 60_000_000
"""Twelve bytes a pixel while working: what a laptop with 4 GB still bears."""
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
GPS = 0x8825
"""EXIF tag: where the photo was taken."""
SMALLER = "Kirim foto itu kepada dirimu sendiri lewat WhatsApp, lalu pakai hasil unduhannya."


@dataclass(frozen=True)
class PhotoFile:
    """A photo as read: RGB and upright; `size` in bytes; `has_place`: it tells where it was taken."""

    name: str
    image: Image.Image
    size: int
    source: str
    has_place: bool


def read_photo(name: str) -> PhotoFile:
    """A course photo by its name, or the trainee's own by its path, e.g. `data-saya/jenang.jpg`.

    Raises SinauError with one sentence when there is none, or when it cannot be opened as a photo.
    """
    catalog = load_catalog(find_data_folder(Path.cwd()))
    if "/" in name or "\\" in name or Path(name).suffix.lower() in PHOTO_SUFFIXES:
        return _opened(name, read_bytes(_own(name), name), "fotomu sendiri")
    resource = catalog.resources.get(name)
    if resource is None:
        raise SinauError(_unknown(name, catalog))
    if resource.format != PHOTO:
        raise SinauError(f'{name} adalah tabel, bukan foto; buka dengan muat("{name}").')
    return _opened(name, read_checked(resource), f"{'; '.join(resource.sources)} ({resource.licence})")


def _own(name: str) -> Path:
    found = places(name, Path.cwd())
    for path in found:
        if path.is_file():
            return path
    for path in found:
        if path.parent.name == "data-saya" and path.parent.is_dir():
            others = sorted(p.name for p in path.parent.iterdir() if p.suffix.lower() in PHOTO_SUFFIXES)
            if others:
                raise SinauError(f"Foto {name} tidak ada. Foto di folder itu: {', '.join(others[:5])}.")
    raise SinauError(f"Foto {name} tidak ada. Simpan fotomu di folder data-saya, lalu jalankan sel ini lagi.")


def _unknown(name: str, catalog: Catalog) -> str:
    photos = [resource.name for resource in catalog.resources.values() if resource.format == PHOTO]
    close = difflib.get_close_matches(name.lower().strip(), photos, n=1, cutoff=0.5)
    if close:
        return f'Foto bernama "{name}" tidak ada. Mungkin maksudmu foto("{close[0]}").'
    return (
        f'Foto bernama "{name}" tidak ada. Fotomu sendiri ditulis dengan foldernya: "data-saya/{name}.jpg".'
    )


def _opened(name: str, data: bytes, source: str) -> PhotoFile:
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise SinauError(f"{name} berformat HEIC, yang belum dapat dibuka di sini. {SMALLER}")
    try:
        image = Image.open(io.BytesIO(data))
        if image.width * image.height > MAX_PIXELS:
            raise SinauError(f"{name} lebih dari {MAX_PIXELS // 1_000_000} juta piksel. {SMALLER}")
        has_place = bool(image.getexif().get_ifd(GPS))
        upright = _on_white(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError as error:
        raise SinauError(f"{name} lebih dari {MAX_PIXELS // 1_000_000} juta piksel. {SMALLER}") from error
    except UnidentifiedImageError as error:
        raise SinauError(f"{name} bukan foto yang dapat dibuka; pakai berkas JPG atau PNG.") from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises over broken pictures
        raise SinauError(f"{name} rusak atau belum selesai tersalin; salin fotonya sekali lagi.") from error
    return PhotoFile(name, upright, len(data), source, has_place)


def _on_white(image: Any) -> Image.Image:
    """RGB; what is transparent becomes white, as on a shop's page."""
    if not image.has_transparency_data:
        return Image.Image.convert(image, "RGB")
    layer = image.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper
