"""First messages in Bu Sari's WhatsApp, September 2026: the 200 chats and 90 orders of corong_toko.

True parameters: `CELLS`, by part of the day and by whether the answer came within 60 minutes: chats and
orders. Within an hour 55% order, later 30%, and nearly so in every part of the day. In the morning Bu Sari
cooks, and answers late.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260902
HOURS = {"pagi": (7, 11), "siang": (11, 17), "malam": (17, 22)}
CELLS = {
    # part of the day, within the hour: chats, orders
    ("pagi", True): (30, 16),
    ("siang", True): (70, 40),
    ("malam", True): (20, 10),
    ("pagi", False): (40, 12),
    ("siang", False): (10, 3),
    ("malam", False): (30, 9),
}
THEMES = {"harga": 46, "stok": 41, "tahan berapa hari": 34, "ongkir": 29, "alamat dan jam": 22}
THEMES |= {"pesanan besar": 16, "lain": 12}
DONE = {"selesai": 75, "pesan, belum bayar": 9, "lunas, belum dikirim": 6}
NOT_DONE = {"tanya saja": 83, "menunggu stok": 27}
TEXTS = {
    "harga": ("Harganya berapa, Bu?", "Satu pak berapa?", "Ada daftar harga?"),
    "stok": ("Hari ini ada?", "Masih ada, Bu?", "Besok masak?"),
    "tahan berapa hari": ("Tahan berapa hari?", "Kalau dibawa ke Jakarta basi tidak?", "Perlu kulkas?"),
    "ongkir": ("Kirim ke Madiun berapa?", "Ongkirnya berapa?", "Bisa diantar ke kota?"),
    "alamat dan jam": ("Rumahnya di mana, Bu?", "Buka jam berapa?", "Bisa diambil sore?"),
    "pesanan besar": ("Untuk hajatan 50 pak bisa?", "Pesan banyak ada potongan?", "Untuk arisan 20 pak."),
    "lain": ("Boleh difoto untuk status?", "Ada rasa lain?", "Bu, apa kabar?"),
}


def make() -> pd.DataFrame:
    return chats(np.random.default_rng(SEED), CELLS, THEMES, DONE, NOT_DONE, "2026-09-01", 30)


def chats(
    rng: np.random.Generator,
    cells: dict[tuple[str, bool], tuple[int, int]],
    themes: dict[str, int],
    done: dict[str, int],
    not_done: dict[str, int],
    start: str,
    days: int,
) -> pd.DataFrame:
    """One row a chat, with exactly the counts that are asked for."""
    rows = []
    for (part, fast), (count, orders) in cells.items():
        for place in range(count):
            wait = rng.integers(2, 56) if fast else rng.integers(65, 400)
            rows.append(
                (int(rng.integers(*HOURS[part])), part, int(wait), "ya" if place < orders else "tidak")
            )
    log = pd.DataFrame(rows, columns=["jam", "waktu", "menit_tunggu", "pesan"])
    log.loc[
        log["menit_tunggu"] == log.loc[log["menit_tunggu"] < 60, "menit_tunggu"].max(), "menit_tunggu"
    ] = 60
    log["tema"] = rng.permutation(_spread(themes))
    log["pertanyaan"] = [str(rng.choice(TEXTS[theme])) for theme in log["tema"]]
    log["status"] = ""
    log.loc[log["pesan"] == "ya", "status"] = rng.permutation(_spread(done))
    log.loc[log["pesan"] == "tidak", "status"] = rng.permutation(_spread(not_done))
    day = pd.Timestamp(start) + pd.to_timedelta(rng.integers(0, days, len(log)), unit="D")
    log.insert(0, "tanggal", day.strftime("%Y-%m-%d"))
    log = log.sort_values(["tanggal", "jam"], kind="stable").reset_index(drop=True)
    log.insert(0, "nomor", [f"C{number:03d}" for number in range(1, len(log) + 1)])
    columns = ["nomor", "tanggal", "waktu", "jam", "pertanyaan", "tema", "menit_tunggu", "pesan", "status"]
    return log[columns]


def _spread(counts: dict[str, int]) -> list[str]:
    return [name for name, count in counts.items() for _ in range(count)]
