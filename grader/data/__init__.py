"""Course data: `muat("nama")` returns a typed DataFrame and shows where it comes from; `peta` draws a map;
`tempel` reads a table that was pasted into the notebook.

pandas, a second on an old laptop, comes with the first call.
"""

from grader.data.choropleth import peta
from grader.data.load import muat
from grader.data.pasted import tempel

__all__ = ["muat", "peta", "tempel"]
