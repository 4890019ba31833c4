"""Round exchange rates for practice (not the rates of any day).

True parameters: HKD 2.000, MYR 4.000, TWD 500 Rupiah, so that a landed price can be checked in the head.
"""

from __future__ import annotations

import pandas as pd

RATES = (
    ("Hong Kong", "dolar Hong Kong", "HKD", 2_000),
    ("Malaysia", "ringgit", "MYR", 4_000),
    ("Taiwan", "dolar Taiwan", "TWD", 500),
)


def make() -> pd.DataFrame:
    return pd.DataFrame(RATES, columns=["negara", "mata_uang", "kode", "rupiah_per_satuan"])
