"""Invented monthly searches for twelve phrases, to choose the words of a listing by."""

from __future__ import annotations

import pandas as pd

SEARCHES = (
    ("jenang ponorogo", "jenang ketan", 880),
    ("jenang ketan", "jenang ketan", 640),
    ("oleh-oleh ponorogo", "jenang ketan", 590),
    ("dodol ketan", "jenang ketan", 320),
    ("jenang josari", "jenang ketan", 110),
    ("jajanan manis", "jenang ketan", 70),
    ("batik ciprat", "batik ciprat", 480),
    ("kain batik murah", "batik ciprat", 450),
    ("batik ponorogo", "batik ciprat", 390),
    ("kain batik seragam", "batik ciprat", 260),
    ("batik difabel", "batik ciprat", 90),
    ("kado batik", "batik ciprat", 60),
)


def make() -> pd.DataFrame:
    return pd.DataFrame(SEARCHES, columns=["kata_kunci", "produk", "pencarian_per_bulan"])
