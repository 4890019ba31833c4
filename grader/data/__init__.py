"""Course data: `muat("nama")` returns a typed DataFrame and shows where it comes from; `peta` draws a map."""

from grader.data.choropleth import peta
from grader.data.load import muat

__all__ = ["muat", "peta"]
