"""`foto`: a photo beside its figures, so that "gelap", "ukuran" and "potong" are numbers."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from numbers import Real
from typing import Any

from PIL import Image

from grader.checks.blank import is_blank
from grader.common.errors import SinauError
from grader.data.photo import PhotoFile, read_photo
from grader.learner.rupiah import angka, persen

NEARLY_WHITE, NEARLY_BLACK = 250, 5
"""Of 255: beyond these nothing of the thing's surface is to be seen."""
SHOWN = 300
"""Pixels of the longer side in a notebook."""
QUALITY = 85
PLACE = "tersimpan di berkas ini; pembeli yang menerima berkas aslinya dapat membacanya"


@dataclass(frozen=True)
class Foto:
    """A photo and what can be measured of it. Changes give a new Foto; no file is ever written."""

    nama: str
    gambar: Image.Image
    sumber: str
    berkas: int | None
    ada_tempat: bool

    @property
    def lebar(self) -> int:
        """Width in pixels."""
        return self.gambar.width

    @property
    def tinggi(self) -> int:
        """Height in pixels."""
        return self.gambar.height

    @property
    def kb(self) -> float:
        """Size in thousands of bytes: of the file, or of the JPG that a changed photo would be."""
        return (len(_jpeg(self.gambar)) if self.berkas is None else self.berkas) / 1_000

    @cached_property
    def terang(self) -> float:
        """Mean brightness of all pixels, from 0 (black) to 255 (white), to one decimal."""
        counts = self._greys
        return round(sum(grey * count for grey, count in enumerate(counts)) / sum(counts), 1)

    @property
    def putih(self) -> float:
        """Share of pixels that are nearly white, 0 to 1."""
        return sum(self._greys[NEARLY_WHITE:]) / sum(self._greys)

    @property
    def hitam(self) -> float:
        """Share of pixels that are nearly black, 0 to 1."""
        return sum(self._greys[: NEARLY_BLACK + 1]) / sum(self._greys)

    @cached_property
    def _greys(self) -> list[int]:
        """How many pixels have each of the 256 brightnesses."""
        return self.gambar.convert("L").histogram()

    def cerahkan(self, kali: Any) -> Any:
        """The photo with every colour multiplied by `kali`: 1.2 is a fifth brighter, 0.5 half as bright.

        What would pass 255 stays at 255. Raises SinauError unless `kali` lies above 0 and up to 10.
        """
        if is_blank(kali):
            return kali
        factor = _number(kali, "cerahkan(...)", "cerahkan(1.2)")
        if not 0 < factor <= 10:
            raise SinauError("cerahkan(...) memerlukan angka di atas 0 sampai 10, misalnya cerahkan(1.2).")
        brighter = self.gambar.point(lambda value: min(255, round(value * factor)))
        return replace(self, gambar=brighter, berkas=None, ada_tempat=False)

    def potong(self, kiri: Any, atas: Any, lebar: Any, tinggi: Any) -> Any:
        """The part that begins `kiri` pixels from the left and `atas` from the top, of that width and height.

        Raises SinauError with one sentence when it does not lie within the photo.
        """
        asked = (kiri, atas, lebar, tinggi)
        if any(is_blank(value) for value in asked):
            return next(value for value in asked if is_blank(value))
        left, top, width, height = (
            round(_number(value, "potong(...)", "potong(100, 0, 400, 400)")) for value in asked
        )
        if left < 0 or top < 0 or width < 1 or height < 1:
            raise SinauError(
                "potong(kiri, atas, lebar, tinggi): kiri dan atas mulai 0, lebar dan tinggi mulai 1."
            )
        for start, length, whole, side in (
            (left, width, self.lebar, "lebar"),
            (top, height, self.tinggi, "tinggi"),
        ):
            if start + length > whole:
                raise SinauError(
                    f"Potongan keluar dari foto: {start} + {length} = {start + length}, "
                    f"padahal {side} fotonya {whole} piksel."
                )
        part = self.gambar.crop((left, top, left + width, top + height))
        return replace(self, gambar=part, berkas=None, ada_tempat=False)

    def _facts(self) -> list[tuple[str, str]]:
        facts = [
            ("Ukuran", f"{angka(self.lebar)} × {angka(self.tinggi)} piksel"),
            ("Berkas", f"{'' if self.berkas else 'kira-kira '}{angka(max(1, round(self.kb)))} KB"),
            ("Terang", f"{angka(self.terang, 1)} (0 hitam, 255 putih)"),
            ("Hampir putih", persen(self.putih)),
            ("Hampir hitam", persen(self.hitam)),
            ("Asal", self.sumber if self.berkas else f"{self.sumber}; sudah diubah"),
        ]
        return facts + ([("Tempat memotret", PLACE)] if self.ada_tempat else [])

    def __repr__(self) -> str:
        return "\n".join([f"FOTO · {self.nama}", *(f"  {name:<15} {value}" for name, value in self._facts())])

    def _repr_html_(self) -> str:
        small = self.gambar.copy()
        small.thumbnail((SHOWN, SHOWN))
        picture = base64.b64encode(_jpeg(small)).decode()
        size = f"{self.lebar} kali {self.tinggi} piksel"
        alt = f"Foto {self.nama}, {size}, terang {angka(self.terang, 1)} dari 255."
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(name)}</th>'
            f'<td style="text-align:left">{escape(value)}</td></tr>'
            for name, value in self._facts()
        )
        return (
            '<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start">'
            f'<img src="data:image/jpeg;base64,{picture}" alt="{escape(alt)}" style="max-width:100%">'
            f'<table style="max-width:34em">{rows}</table></div>'
        )


def foto(nama: Any) -> Any:
    """Open a photo of the course (`foto("foto_kopi")`) or one's own (`foto("data-saya/jenang.jpg")`).

    Raises SinauError with one sentence when there is none, or when it is no photo.
    """
    if is_blank(nama):
        return nama
    if not isinstance(nama, str):
        raise SinauError('Nama foto ditulis di antara tanda kutip, misalnya foto("foto_kopi").')
    read: PhotoFile = read_photo(nama)
    return Foto(read.name, read.image, read.source, read.size, read.has_place)


def _number(value: object, function: str, example: str) -> float:
    if isinstance(value, bool) or not isinstance(value, Real) or value != value:
        raise SinauError(f"{function} memerlukan angka tanpa tanda kutip, misalnya {example}.")
    return float(value)


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
