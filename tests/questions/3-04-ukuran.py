"""Other right answers and typical wrong ones for the exercise 3-04-ukuran."""

from grader.curriculum.questions import Right, Wrong

COLUMN = 'diare["per_seribu"] = diare["kasus"] / diare["penduduk"]'
TWO = 'adil = diare[["desa", "per_seribu"]]'
DOWN = '.sort_values("per_seribu", ascending=False)'

ANSWERS = {
    "soal-1-per-seribu": [
        Right(f"{COLUMN} * 1_000\nadil = diare{DOWN}\nadil = adil[['per_seribu', 'desa']]"),
        Right(f'diare["per_seribu"] = diare["kasus"] * 1000 / diare["penduduk"]\n{TWO}{DOWN}.round(1)'),
        Right(f"per = 1_000 / diare['penduduk']\ndiare['per_seribu'] = diare['kasus'] * per\n{TWO}{DOWN}"),
        Right(
            f'adil = diare.assign(per_seribu=diare["kasus"] / (diare["penduduk"] / 1_000))\n'
            f'adil = adil{DOWN}[["desa", "per_seribu"]].reset_index(drop=True)'
        ),
        Wrong(f"{COLUMN} * 100\n{TWO}{DOWN}", says="per 100 penduduk"),
        Wrong(f"{COLUMN}\n{TWO}{DOWN}", says="pecahannya"),
        Wrong(f"{COLUMN} * 1_000\n{TWO}", says="belum diurutkan"),
        Wrong(f'{COLUMN} * 1_000\n{TWO}.sort_values("per_seribu")', says="terkecil di atas"),
        Wrong(
            f'{COLUMN} * 1_000\nadil = diare.sort_values("kasus", ascending=False)[["desa", "per_seribu"]]',
            says="Urutkan menurut `per_seribu`",
        ),
        Wrong(f"{COLUMN} * 1_000\nadil = diare{DOWN}", says="Sisakan dua kolom"),
        Wrong(f'diare["per_seribu"] = diare["penduduk"] / diare["kasus"]\n{TWO}{DOWN}', says="Terbalik"),
        Wrong(
            f'diare["per_seribu"] = diare["kasus"] / diare["penduduk"].sum() * 1_000\n{TWO}{DOWN}',
            says="kelima desa",
        ),
        Wrong(f'diare["per_seribu"] = diare["kasus"] / 1_000\n{TWO}{DOWN}', says="penduduk setiap desa"),
        Wrong(
            'adil = diare[["desa", "kasus"]].sort_values("kasus", ascending=False)',
            says="per_seribu belum ada",
        ),
        Wrong(f"{COLUMN} * 1_000\nadil = diare['per_seribu']", says="satu kolom"),
    ],
    "soal-2-poin": [
        Right("naik_poin = 8"),
        Right("naik_poin = 72.0 - 64.0"),
        Wrong("naik_poin = (air_2025 - air_2023) / air_2023 * 100", says="persen perubahannya"),
        Wrong("naik_poin = 0.125", says="selisihnya saja"),
        Wrong("naik_poin = air_2023 - air_2025", says="tandanya terbalik"),
        Wrong("naik_poin = 0.08", says="100 kali terlalu kecil"),
        Wrong("naik_poin = air_2025 / air_2023", says="Kamu membagi"),
        Wrong('naik_poin = "8 poin persen"'),
    ],
    "soal-3-persen": [
        Right("naik_persen = 0.125"),
        Right("naik_persen = air_2025 / air_2023 - 1"),
        Right("naik_persen = 8 / 64"),
        Wrong("naik_persen = 8", says="jawaban Soal 2"),
        Wrong("naik_persen = 12.5", says="persen dan pecahan"),
        Wrong("naik_persen = (air_2025 - air_2023) / air_2025", says="angka akhir"),
        Wrong("naik_persen = air_2025 / air_2023", says="Kurangi 1"),
        Wrong("naik_persen = 0.08", says="poin persen yang ditulis"),
        Wrong("naik_persen = air_2025 - air_2023 / air_2023", says="tanda kurung"),
        Wrong("naik_persen = 0.13", says="dibulatkan terlalu awal"),
        Wrong("naik_persen = 13", says="dibulatkan"),
    ],
    "soal-4-riil": [
        Right("riil = 0.05"),
        Right("riil = (galon_kini - galon_lalu) / galon_lalu"),
        Right("uang = galon_kini * harga_lalu\nriil = uang / 15_000_000 - 1"),
        Wrong("riil = 17_325_000 / 15_000_000 - 1", says="harga berlaku"),
        Wrong("riil = 0.155", says="harga berlaku"),
        Wrong("riil = 15.5", says="persen menurut harga berlaku"),
        Wrong("riil = harga_kini / harga_lalu - 1", says="kenaikan harganya"),
        Wrong("riil = 0.155 - 0.1", says="harga tahun ini masih ikut"),
        Wrong("riil = galon_kini - galon_lalu", says="tambahan galonnya"),
        Wrong("riil = galon_kini - galon_lalu / galon_lalu", says="tanda kurung"),
        Wrong("riil = galon_kini / galon_lalu", says="Kurangi 1"),
        Wrong("riil = 5", says="persen dan pecahan"),
        Wrong("riil = (galon_kini - galon_lalu) / galon_kini", says="galon tahun ini"),
        Wrong("riil = (galon_kini - galon_lalu) * harga_lalu", says="dalam rupiah"),
        Wrong("riil = 17_325_000 / 15_000_000", says="masih memuat tahun lalu"),
    ],
    "soal-5-putusan": [
        Right("putusan = 'a'"),
        Right('putusan = " A. "'),
        Wrong('putusan = "b"', says="paling rendah"),
        Wrong('putusan = "c"', says="tidak sama banyak"),
        Wrong('putusan = "d"', says="di semua desa"),
    ],
}
