"""Orders of Bu Sari's jenang, 1 January 2024 to 31 December 2025.

True parameters: 1,9 orders a day on average, +10% in the second year, x1,4 on Saturday and Sunday, x5 at
Lebaran (rising from H-14, full H-3 to H+3), x2 on the days around 1 Suro. Share of orders: WhatsApp 55%,
datang langsung 21%, marketplace 11%, reseller 8%, Instagram 5%. A reseller takes 8 to 20 packs at
Rp17.500, so resellers are few in orders and large in packs. WhatsApp orders are paid on delivery (COD) in
70% of cases.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from musim import days_from, grebeg_suro, lebaran, ramp
from usaha import JENANG, RESELLER_PRICE

SEED = 20240101
CHANNELS = {
    "WhatsApp": 0.55,
    "datang langsung": 0.21,
    "marketplace": 0.11,
    "reseller": 0.08,
    "Instagram": 0.05,
}
CITIES = {
    "WhatsApp": {
        "Ponorogo": 0.62,
        "Madiun": 0.14,
        "Magetan": 0.08,
        "Trenggalek": 0.07,
        "Pacitan": 0.05,
        "Surabaya": 0.04,
    },
    "datang langsung": {"Ponorogo": 0.88, "Madiun": 0.08, "Magetan": 0.04},
    "marketplace": {"Surabaya": 0.40, "Jakarta": 0.30, "Semarang": 0.15, "Madiun": 0.10, "Ponorogo": 0.05},
    "reseller": {"Madiun": 0.40, "Ponorogo": 0.30, "Surabaya": 0.20, "Trenggalek": 0.10},
    "Instagram": {"Ponorogo": 0.45, "Surabaya": 0.30, "Madiun": 0.25},
}
PAYMENTS = {
    "WhatsApp": {"COD": 0.70, "transfer": 0.22, "QRIS": 0.08},
    "datang langsung": {"tunai": 0.75, "QRIS": 0.25},
    "marketplace": {"lewat marketplace": 1.0},
    "reseller": {"transfer": 1.0},
    "Instagram": {"transfer": 0.60, "COD": 0.40},
}
PACKS = {
    "WhatsApp": (1, 5),
    "datang langsung": (1, 5),
    "marketplace": (1, 3),
    "reseller": (8, 20),
    "Instagram": (1, 4),
}


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    days = pd.date_range("2024-01-01", "2025-12-31", freq="D")
    expected = (
        1.9
        * np.where(days.year == 2025, 1.1, 1.0)
        * np.where(days.day_of_week >= 5, 1.4, 1.0)
        * ramp(days_from(days, lebaran()), 5.0)
        * ramp(days_from(days, grebeg_suro()), 2.0, start=-7, full=(-2, 1), end=3)
    )
    date = days.repeat(rng.poisson(expected))
    channel = _draw(rng, CHANNELS, len(date))
    packs = np.array([rng.integers(low, high + 1) for low, high in (PACKS[name] for name in channel)])
    price = np.where(channel == "reseller", RESELLER_PRICE, JENANG.price)
    return pd.DataFrame(
        {
            "nomor_pesanan": [f"J{number:04d}" for number in range(1, len(date) + 1)],
            "tanggal": date.strftime("%Y-%m-%d"),
            "bulan": date.strftime("%Y-%m"),
            "kanal": channel,
            "kota": [_draw(rng, CITIES[name], 1)[0] for name in channel],
            "pembayaran": [_draw(rng, PAYMENTS[name], 1)[0] for name in channel],
            "jumlah_pak": packs,
            "harga_satuan": price,
            "total": packs * price,
        }
    )


def _draw(rng: np.random.Generator, shares: dict[str, float], size: int) -> np.ndarray:
    return rng.choice(np.array(list(shares)), size=size, p=np.array(list(shares.values())))
