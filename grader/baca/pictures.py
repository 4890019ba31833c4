"""Charts made small enough to be sent by phone: the same pixels in few colours."""

from __future__ import annotations

import base64
import io
import re

from PIL import Image

_PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
#: Of a chart: a handful of Okabe and Ito's colours, and the greys between letters and paper.
COLOURS = 32
WIDEST = 720


def small(html: str, colours: int = COLOURS) -> str:
    """The HTML with each of its PNG pictures in few colours and at most `WIDEST` pixels wide."""
    return _PICTURE.sub(lambda found: _small(found[1], colours), html)


def _small(data: str, colours: int) -> str:
    before = base64.b64decode(data)
    picture = Image.open(io.BytesIO(before)).convert("RGB")
    if picture.width > WIDEST:
        size = (WIDEST, round(picture.height * WIDEST / picture.width))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(buffer, format="PNG", optimize=True)
    after = min(before, buffer.getvalue(), key=len)
    return f"data:image/png;base64,{base64.b64encode(after).decode()}"
