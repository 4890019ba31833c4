"""Charts made small enough to be sent by phone: the same pixels in few colours."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass

from PIL import Image

_PICTURE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


@dataclass(frozen=True)
class Quality:
    """How much a page spends on charts: colours and pixels across, and pictures for one slider."""

    colours: int
    width: int
    steps: int


#: Tried in turn until a page is small enough.
QUALITIES = (
    Quality(32, 720, 9),
    Quality(16, 720, 9),
    Quality(16, 640, 5),
    Quality(8, 560, 5),
    Quality(8, 560, 3),
)


def small(html: str, quality: Quality) -> str:
    """The HTML with each of its PNG pictures in few colours and not too wide."""
    return _PICTURE.sub(lambda found: _small(found[1], quality), html)


def _small(data: str, quality: Quality) -> str:
    before = base64.b64decode(data)
    picture = Image.open(io.BytesIO(before)).convert("RGB")
    if picture.width > quality.width:
        size = (quality.width, round(picture.height * quality.width / picture.width))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    few = picture.quantize(quality.colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(buffer, format="PNG", optimize=True)
    after = min(before, buffer.getvalue(), key=len)
    return f"data:image/png;base64,{base64.b64encode(after).decode()}"
