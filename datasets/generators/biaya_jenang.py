"""What one batch of Bu Sari's jenang (40 packs) costs: Rp500.000, so HPP Rp12.500 a pack (see usaha.py)."""

from __future__ import annotations

import pandas as pd
from usaha import BATCH_COSTS


def make() -> pd.DataFrame:
    costs = pd.DataFrame(BATCH_COSTS, columns=["nama_biaya", "jenis", "banyak", "satuan", "harga_satuan"])
    costs["total"] = costs["banyak"] * costs["harga_satuan"]
    return costs
