"""Three invented shop listings to improve; each breaks a rule on purpose.

E1 hides what it is and shouts; E2 claims a cure and a certificate it does not show; E3 repeats keywords
instead of saying size, durability and price of delivery.
"""

from __future__ import annotations

import pandas as pd

LISTINGS = (
    (
        "E1",
        "jenang ketan",
        "PALING ENAK SEDUNIA!!! BELI SEKARANG KAK",
        "Makanan khas. Dijamin tidak ada tandingannya. Stok ready. Chat aja.",
        20_000,
    ),
    (
        "E2",
        "jenang ketan",
        "Jenang Herbal Ponorogo Halal Menyembuhkan Diabetes",
        "Jenang asli Ponorogo tanpa gula, menyembuhkan diabetes dan asam urat dalam 3 hari. "
        "Sudah halal dan P-IRT. "
        "Tahan 3 bulan.",
        25_000,
    ),
    (
        "E3",
        "batik ciprat",
        "batik batik ponorogo batik murah batik ciprat batik kain batik",
        "Batik ciprat batik ponorogo batik murah batik bagus batik kain. Ukuran lihat foto.",
        175_000,
    ),
)


def make() -> pd.DataFrame:
    return pd.DataFrame(LISTINGS, columns=["kode", "produk", "judul", "deskripsi", "harga"])
