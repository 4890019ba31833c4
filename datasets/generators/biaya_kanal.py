"""What each sales channel takes from Bu Sari: marketplaces by the real table of fees, others as agreed.

True parameters: a marketplace takes the upper limits for food and drink (Shopee 10%, Tokopedia/TikTok Shop
10% and 6% on top) and Rp1.250 an order; a reseller takes Rp2.500 of Rp20.000 (12,5%); WhatsApp and the
shop take nothing. One pack at Rp20.000 leaves Rp16.750 at Shopee, a bundle of five Rp88.750, that is
Rp17.750 a pack.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from usaha import JENANG, RESELLER_PRICE

FEES = Path(__file__).resolve().parents[1] / "biaya_marketplace.csv"
MARKETPLACES = {
    # channel: kind and group of each percentage; they add up
    "Shopee": (("biaya administrasi non-star/star/star+", "FMCG (termasuk makanan-minuman)"),),
    "Tokopedia/TikTok Shop": (("komisi platform", "semua"), ("komisi dinamis", "semua")),
}
PER_ORDER = "biaya proses pesanan"


def make() -> pd.DataFrame:
    fees = pd.read_csv(FEES).set_index(["platform", "jenis_biaya", "kelompok"])["nilai_tertinggi"]
    rows: list[tuple[str, float, int, str]] = [
        ("WhatsApp (COD)", 0.0, 0, "pembeli membayar saat jenang diantar"),
        ("datang langsung", 0.0, 0, "pembeli datang ke rumah produksi"),
        ("reseller", (1 - RESELLER_PRICE / JENANG.price) * 100, 0, "harga reseller Rp17.500"),
    ]
    rows += [
        (
            name,
            sum(fees[name, kind, group] for kind, group in percentages),
            int(fees[name, PER_ORDER, "semua"]),
            "batas atas dari biaya_marketplace",
        )
        for name, percentages in MARKETPLACES.items()
    ]
    return pd.DataFrame(rows, columns=["kanal", "potongan_persen", "biaya_per_pesanan", "keterangan"])
