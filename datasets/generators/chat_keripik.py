"""First messages in the WhatsApp of an invented keripik maker (Bu Tini), 5 to 18 October 2026: 60 chats.

True parameters: 24 answered within 60 minutes (10 of them order), 36 later (8 of them order).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from chat_jenang import chats

SEED = 20261007
CELLS = {
    ("pagi", True): (6, 2),
    ("siang", True): (14, 6),
    ("malam", True): (4, 2),
    ("pagi", False): (8, 2),
    ("siang", False): (8, 2),
    ("malam", False): (20, 4),
}
THEMES = {
    "stok": 16,
    "harga": 14,
    "ongkir": 11,
    "tahan berapa hari": 8,
    "alamat dan jam": 6,
    "pesanan besar": 5,
}
DONE = {"selesai": 9, "pesan, belum bayar": 5, "lunas, belum dikirim": 4}
NOT_DONE = {"tanya saja": 33, "menunggu stok": 9}


def make() -> pd.DataFrame:
    return chats(np.random.default_rng(SEED), CELLS, THEMES, DONE, NOT_DONE, "2026-10-05", 14)
