"""What each sales channel takes from Bu Sari: marketplaces by the real table of fees, others as agreed.

True parameters: Shopee takes the upper limit for food (10%) and Rp1.250 an order; joining Gratis Ongkir
XTRA costs 5,5% more (the rate most often quoted; the one for jenang was not found). A reseller takes
Rp2.500 of Rp20.000 (12,5%); WhatsApp and the shop take nothing. Tokopedia/TikTok Shop is left out: its
platform commission for food was not found, so that it could not be compared on equal terms. One pack at
Rp20.000 leaves Rp16.750 at Shopee, a bundle of five Rp88.750, that is Rp17.750 a pack.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from usaha import JENANG, RESELLER_PRICE

FEES = Path(__file__).resolve().parents[1] / "biaya_marketplace.csv"
SHOPEE = ("Shopee", "biaya administrasi non-star/star/star+", "FMCG (termasuk makanan-minuman)")
PER_ORDER = ("Shopee", "biaya proses pesanan", "semua")
FREE_DELIVERY = 5.5
"""Per cent; within the 1 to 9,5 of the table of fees."""
READ = "2026-10"


def make() -> pd.DataFrame:
    fees = pd.read_csv(FEES).set_index(["platform", "jenis_biaya", "kelompok"])["nilai_tertinggi"]
    share, order = float(fees[SHOPEE]), int(fees[PER_ORDER])
    reseller = (1 - RESELLER_PRICE / JENANG.price) * 100
    rows: list[tuple[str, float, int, str, str, str]] = [
        ("WhatsApp (COD)", 0.0, 0, "pembeli membayar saat jenang diantar", READ, "tinggi"),
        ("datang langsung", 0.0, 0, "pembeli datang ke rumah produksi", READ, "tinggi"),
        ("reseller", reseller, 0, "harga reseller Rp17.500", READ, "tinggi"),
        ("Shopee", share, order, "batas atas makanan, tanpa program", READ, "tinggi"),
        (
            "Shopee + Gratis Ongkir",
            share + FREE_DELIVERY,
            order,
            "ikut program; tarifnya taksiran",
            READ,
            "sedang",
        ),
    ]
    columns = ["kanal", "potongan_persen", "biaya_per_pesanan", "keterangan", "dibaca", "keyakinan"]
    return pd.DataFrame(rows, columns=columns)
