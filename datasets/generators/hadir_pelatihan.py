"""Who came to a training on food labels, by the codes of daftar_usaha_kotor, to practise joining.

True parameters: 18 guests. U006 came and its namesake U018 did not, so a join by name takes one row too many;
U028 stands twice in the unchecked list; U071 is in no list and drops out of a join by code (17 rows).
"""

from __future__ import annotations

import pandas as pd
from daftar_usaha_kotor import make as listing

GUESTS = (2, 3, 6, 8, 12, 15, 21, 25, 28, 30, 34, 36, 39, 43, 47, 52, 58)
STRANGER = {"kode_usaha": "U071", "nama_usaha": "Dapur Sekar"}
DAYS = ("2026-02-13", "2026-02-14")


def make() -> pd.DataFrame:
    known = listing().drop_duplicates("kode_usaha").set_index("kode_usaha")["nama_usaha"]
    codes = [f"U{number:03d}" for number in GUESTS]
    guests = pd.DataFrame({"kode_usaha": codes, "nama_usaha": [known[code] for code in codes]})
    guests = pd.concat([guests, pd.DataFrame([STRANGER])], ignore_index=True)
    return guests.assign(tanggal_hadir=[DAYS[number % 3 == 2] for number in range(len(guests))])
