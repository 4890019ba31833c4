"""A list of 60 invented small businesses as it comes from three people typing: with flaws to find.

True flaws: 3 rows typed twice (63 rows), 5 turnovers missing, 1 turnover with three zeros too many (U017),
"makanan" also spelled "Makanan" (U003, U008, U043) and "makann" (U036), 2 dates in the future (U023, U050:
2027).
Two stalls in different RT bear one name (U006, U018), and only four of the village's six RT handed in a list.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260303
LATE, TODAY = "U042", "U060"
SIZE = 60
KINDS = {"makanan": 0.45, "kerajinan": 0.20, "warung": 0.20, "jasa": 0.15}
DOUBLE, MISSING, TOO_LARGE, MISSPELLED, FUTURE = (
    (11, 28, 45),
    (4, 19, 33, 40, 57),
    17,
    {3: "Makanan", 8: "Makanan", 36: "makann", 43: "Makanan"},
    (23, 50),
)

FRONT = {"makanan": "Dapur", "kerajinan": "Anyaman", "warung": "Warung", "jasa": "Jasa"}
WORDS = [
    "Barokah",
    "Berkah",
    "Makmur",
    "Lestari",
    "Mulya",
    "Rahayu",
    "Sejahtera",
    "Sumber",
    "Rejeki",
    "Utama",
    "Jaya",
    "Abadi",
    "Sentosa",
    "Subur",
    "Lancar",
    "Amanah",
    "Mandiri",
    "Harapan",
    "Cahaya",
    "Bahagia",
    "Setia",
    "Rukun",
    "Murni",
    "Asri",
    "Sederhana",
    "Damai",
    "Maju",
]
TWIN = {18: 6}


def names(kind: np.ndarray) -> list[str]:
    """A name for each business, the words of its kind in turn; a twin bears the name of another."""
    turn = dict.fromkeys(FRONT, 0)
    found = []
    for number, one in enumerate(kind, 1):
        one = "makanan" if number in MISSPELLED else one
        found.append(f"{FRONT[one]} {WORDS[turn[one]]}")
        turn[one] += 1
    for number, other in TWIN.items():
        found[number - 1] = found[other - 1]
    return found


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    kind = rng.choice(list(KINDS), size=SIZE, p=list(KINDS.values())).astype(object)
    turnover = pd.array((rng.lognormal(14.9, 0.4, SIZE).round(-5)).astype(int), dtype="Int64")
    date = pd.to_datetime("2024-01-01") + pd.to_timedelta(rng.integers(0, 730, SIZE), unit="D")
    listing = pd.DataFrame(
        {
            "kode_usaha": [f"U{number:03d}" for number in range(1, SIZE + 1)],
            "nama_usaha": names(kind),
            "rt": rng.choice(["01", "02", "03", "04"], size=SIZE),
            "jenis_usaha": kind,
            "omzet_bulanan": turnover,
            "tanggal_daftar": date.strftime("%Y-%m-%d").astype(object),
        }
    ).set_index("kode_usaha", drop=False)
    listing.loc[[f"U{number:03d}" for number in MISSING], "omzet_bulanan"] = pd.NA
    listing.loc[f"U{TOO_LARGE:03d}", "omzet_bulanan"] = 2_400_000_000
    for number, spelling in MISSPELLED.items():
        listing.loc[f"U{number:03d}", "jenis_usaha"] = spelling
    for number in FUTURE:
        listing.loc[f"U{number:03d}", "tanggal_daftar"] = (
            "2027" + listing.loc[f"U{number:03d}", "tanggal_daftar"][4:]
        )
    # Between 3 January and 1 March 2026, so that a bound with day and month exchanged finds one more.
    listing.loc[LATE, "tanggal_daftar"] = "2026-02-21"
    # On the day of the exercise itself, so that >= finds one more than >.
    listing.loc[TODAY, "tanggal_daftar"] = "2026-03-01"
    doubled = listing.loc[[f"U{number:03d}" for number in DOUBLE]]
    return pd.concat([listing, doubled]).sort_index(kind="stable").reset_index(drop=True)
