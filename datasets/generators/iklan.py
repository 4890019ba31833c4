"""Six ad campaigns of September and October 2026 (exact figures, no noise).

True parameters: break-even ROAS is 1 / margin: jenang 2,67 (37,5%), batik 3,33 (30%), sate 2,5 (40%).
Batik foto kain has ROAS 3,15 and loses Rp55.000; sate antar kota has the lower ROAS 3,0 and earns Rp75.000;
jenang at Shopee stands exactly at break-even; jenang video loses Rp180.000.
"""

from __future__ import annotations

import pandas as pd
from usaha import BATIK, JENANG, SATE

CAMPAIGNS = (
    # campaign, product, channel, impressions, clicks, cost, orders, units of one order
    ("Jenang foto kemasan", JENANG, "Instagram", 40_000, 1_200, 600_000, 60, 2),
    ("Jenang video proses", JENANG, "TikTok", 60_000, 900, 720_000, 36, 2),
    ("Jenang pencarian", JENANG, "Shopee", 20_000, 400, 240_000, 16, 2),
    ("Batik foto kain", BATIK, "Instagram", 50_000, 1_000, 1_000_000, 18, 1),
    ("Batik cerita perajin", BATIK, "Facebook", 30_000, 900, 630_000, 18, 1),
    ("Sate antar kota", SATE, "Instagram", 25_000, 1_000, 375_000, 25, 3),
)


def make() -> pd.DataFrame:
    rows = [
        (
            name,
            product.name,
            channel,
            product.margin * 100,
            views,
            clicks,
            cost,
            orders,
            orders * units * product.price,
        )
        for name, product, channel, views, clicks, cost, orders, units in CAMPAIGNS
    ]
    return pd.DataFrame(
        rows,
        columns=[
            "kampanye",
            "produk",
            "kanal",
            "margin_persen",
            "tayang",
            "klik",
            "biaya",
            "pesanan",
            "omzet",
        ],
    )
