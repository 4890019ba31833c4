"""A household register of 300 invented villagers in six RT, for practising privacy.

Nobody here exists: names are "Warga 001", identity numbers start with "LATIHAN", telephone numbers are
masked. True parameters: month of birth, sex and RT together single out nearly everybody; five rare
occupations (bidan, dokter hewan, dalang, pilot, notaris) occur once each; 8% have a chronic illness, so
that RT by illness has cells below 5.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20221017
SIZE = 300
JOBS = {
    "petani": 0.34,
    "buruh tani": 0.16,
    "pedagang": 0.13,
    "ibu rumah tangga": 0.14,
    "pelajar": 0.15,
    "guru": 0.04,
    "perajin": 0.04,
}
RARE_JOBS = ("bidan", "dokter hewan", "dalang", "pilot", "notaris")
RT = ("01", "02", "03", "04", "05", "06")


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    job = rng.choice(list(JOBS), size=SIZE, p=np.array(list(JOBS.values())) / sum(JOBS.values())).astype(
        object
    )
    job[rng.choice(SIZE, size=len(RARE_JOBS), replace=False)] = RARE_JOBS
    age = np.where(job == "pelajar", rng.integers(7, 19, SIZE), rng.integers(21, 80, SIZE))
    born = pd.to_datetime([f"{2026 - years}-01-01" for years in age]) + pd.to_timedelta(
        rng.integers(0, 270, SIZE), unit="D"
    )
    income = np.where(job == "pelajar", 0, np.round(rng.lognormal(14.4, 0.45, SIZE), -5)).astype(int)
    number = np.arange(1, SIZE + 1)
    return pd.DataFrame(
        {
            "kode_warga": [f"W{n:03d}" for n in number],
            "nama": [f"Warga {n:03d}" for n in number],
            "nomor_identitas": [f"LATIHAN-{n:06d}" for n in rng.permutation(number)],
            "nomor_telepon": [f"08xx-xxxx-{n:04d}" for n in rng.permutation(number)],
            "rt": rng.choice(RT, size=SIZE),
            "jenis_kelamin": np.where(
                job == "ibu rumah tangga", "perempuan", rng.choice(["laki-laki", "perempuan"], size=SIZE)
            ),
            "tanggal_lahir": born.strftime("%Y-%m-%d"),
            "pekerjaan": job,
            "penghasilan_bulanan": income,
            "penyakit_menahun": np.where(rng.random(SIZE) < 0.08, "ya", "tidak"),
            "penerima_bantuan": np.where((income > 0) & (income < 1_400_000), "ya", "tidak"),
        }
    )
