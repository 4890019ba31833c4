"""Six months of Bu Sari's posts, April to September 2026.

True parameters: reach depends on the kind of post alone (video proses 1.800, cerita pelanggan 900, foto
produk 600, promo 450; lognormal noise 0,2); the hour has no effect of its own. The trap: videos are mostly
posted at 19.00 and promos at 09.00, so the hours look very different. Engagement (suka + komentar + simpan
+ bagikan over reach): cerita pelanggan 9%, video proses 7%, foto produk 4%, promo 2%. Chats that name the
post, per 1.000 who saw it: cerita pelanggan 9, promo 8, foto produk 6, video proses 2: what is watched most
is asked about least. They are part of the chats in corong_toko.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260401
REACH = {"video proses": 1_800, "cerita pelanggan": 900, "foto produk": 600, "promo": 450}
ENGAGEMENT = {"video proses": 0.07, "cerita pelanggan": 0.09, "foto produk": 0.04, "promo": 0.02}
KINDS = {"foto produk": 0.34, "video proses": 0.24, "promo": 0.26, "cerita pelanggan": 0.16}
HOURS = (9, 12, 16, 19)
HOUR_SHARES = {
    "video proses": (0.04, 0.08, 0.13, 0.75),
    "cerita pelanggan": (0.15, 0.20, 0.25, 0.40),
    "foto produk": (0.35, 0.30, 0.25, 0.10),
    "promo": (0.75, 0.10, 0.10, 0.05),
}
CHATS = {"video proses": 0.002, "cerita pelanggan": 0.009, "foto produk": 0.006, "promo": 0.008}
NOISE = 0.2
PARTS = {"suka": 0.70, "komentar": 0.12, "simpan": 0.12, "bagikan": 0.06}
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = []
    for day in pd.date_range("2026-04-01", "2026-09-30"):
        if rng.random() > 0.8:
            continue
        kind = rng.choice(list(KINDS), p=list(KINDS.values()))
        hour = rng.choice(HOURS, p=HOUR_SHARES[kind])
        reach = round(REACH[kind] * np.exp(rng.normal(-(NOISE**2) / 2, NOISE)))
        reactions = rng.multinomial(rng.binomial(reach, ENGAGEMENT[kind]), list(PARTS.values()))
        rows.append((day.strftime("%Y-%m-%d"), DAYS[day.day_of_week], hour, kind, reach, *reactions))
    posts = pd.DataFrame(rows, columns=["tanggal", "hari", "jam", "jenis", "jangkauan", *PARTS])
    later = np.random.default_rng(SEED + 1)
    posts["chat"] = later.binomial(posts["jangkauan"], posts["jenis"].map(CHATS))
    posts.insert(0, "nomor_konten", [f"K{number:03d}" for number in range(1, len(posts) + 1)])
    return posts
