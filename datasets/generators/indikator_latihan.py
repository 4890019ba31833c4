"""Ten indicators of an internet programme to sort into output and outcome (the answer is the lesson's, not
the file's).
"""

from __future__ import annotations

import pandas as pd

INDICATORS = (
    "jumlah RT yang sudah terpasang internet",
    "bagian anggaran yang sudah dibelanjakan",
    "bagian keluarga yang memakai internet untuk berjualan",
    "jumlah peserta pelatihan pemasaran digital",
    "kenaikan omzet UMKM peserta enam bulan setelah pelatihan",
    "jumlah spanduk program yang dipasang",
    "waktu mengurus surat di balai desa",
    "jumlah aplikasi desa yang diluncurkan",
    "bagian warga yang menerima kabar desa pada hari yang sama",
    "panjang kabel yang ditarik",
)


def make() -> pd.DataFrame:
    return pd.DataFrame({"nomor": range(1, len(INDICATORS) + 1), "indikator": INDICATORS})
