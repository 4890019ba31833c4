"""Other right answers and typical wrong ones for the exercise 2-05-konten."""

from grader.curriculum.questions import Right, Wrong

INTERACTIONS = (
    'konten["interaksi"] = konten["suka"] + konten["komentar"] + konten["simpan"] + konten["bagikan"]\n'
)
SUMS = 'per_jenis = konten.groupby("jenis")[["interaksi", "jangkauan"]].sum()\n'
RATE = 'per_jenis["tingkat"] = per_jenis["interaksi"] / per_jenis["jangkauan"]'
PHOTOS = 'foto = konten[konten["jenis"] == "foto produk"]\n'

ANSWERS = {
    "soal-1-tingkat": [
        Right("tingkat_k143 = 175 / 2713"),
        Right("tingkat_k143 = 0.0645"),
        Wrong("tingkat_k143 = suka / jangkauan", says="baru suka"),
        Wrong("tingkat_k143 = suka + komentar + simpan + bagikan / jangkauan", says="tanda kurung"),
        Wrong("tingkat_k143 = 175", says="banyaknya interaksi"),
        Wrong("tingkat_k143 = 6.45", says="persen"),
        Wrong("tingkat_k143 = (suka + komentar + simpan) / jangkauan", says="Bagikan belum ikut"),
        Wrong("tingkat_k143 = 0.06", says="dibulatkan terlalu awal"),
        Wrong("tingkat_k143 = (suka + simpan + bagikan) / jangkauan", says="Komentar atau simpan"),
        Wrong("tingkat_k143 = (suka + simpan) / jangkauan", says="dua dari empat"),
        Wrong("tingkat_k143 = 0.065", says="dibulatkan terlalu awal"),
    ],
    "soal-2-per-jenis": [
        Right(INTERACTIONS + SUMS + RATE + '\nper_jenis = per_jenis.sort_values("tingkat")'),
        Right(
            INTERACTIONS + 'per_jenis = konten.groupby("jenis")[["jangkauan", "interaksi"]].sum()\n'
            'per_jenis["tingkat"] = (per_jenis["interaksi"] / per_jenis["jangkauan"]).round(4)'
        ),
        Wrong(INTERACTIONS + SUMS.replace("sum()", "mean()") + RATE, says="rata-rata satu unggahan"),
        Wrong(
            INTERACTIONS + SUMS + 'per_jenis["tingkat"] = per_jenis["jangkauan"] / per_jenis["interaksi"]',
            says="terbalik",
        ),
        Wrong('konten["interaksi"] = konten["suka"]\n' + SUMS + RATE, says="baru suka"),
        Wrong(
            INTERACTIONS + 'konten["tingkat"] = konten["interaksi"] / konten["jangkauan"]\n'
            'per_jenis = konten.groupby("jenis").agg({"interaksi": "sum", "jangkauan": "sum", "tingkat": "mean"})',
            says="rata-rata tingkat setiap unggahan",
        ),
        Wrong(INTERACTIONS + SUMS, says="belum ada"),
        Wrong(INTERACTIONS + SUMS.replace('"jenis"', '"jam"') + RATE, says="menurut jam"),
        Wrong(INTERACTIONS + SUMS + RATE + " * 100", says="persen dan pecahan"),
        Wrong(
            INTERACTIONS + SUMS + RATE + '\nper_jenis["tingkat"] = per_jenis["tingkat"].round(2)',
            says="dibulatkan",
        ),
        Wrong(INTERACTIONS + SUMS + RATE + ".sum()", says="jenis itu saja"),
        Wrong(INTERACTIONS + SUMS.replace("sum()", "count()") + RATE, says="banyaknya unggahan"),
    ],
    "soal-3-beda": [
        Right(
            PHOTOS + 'tiap_jam = foto.groupby("jam")[["jangkauan"]].mean()\n'
            'beda = tiap_jam["jangkauan"][19] - tiap_jam["jangkauan"][9]'
        ),
        Right(
            PHOTOS + 'beda = (foto[foto["jam"] == 19]["jangkauan"].mean() '
            '- foto[foto["jam"] == 9]["jangkauan"].mean()).round(1)'
        ),
        Wrong(
            'malam = konten[konten["jam"] == 19]\npagi = konten[konten["jam"] == 9]\n'
            'beda = malam["jangkauan"].mean() - pagi["jangkauan"].mean()',
            says="semua jenis dicampur",
        ),
        Wrong(
            PHOTOS
            + 'beda = foto[foto["jam"] == 19]["jangkauan"].sum() - foto[foto["jam"] == 9]["jangkauan"].sum()',
            says="selisih jumlah",
        ),
        Right("beda = 16"),
        Wrong("beda = 15"),
        Wrong(PHOTOS + 'beda = foto[foto["jam"] == 19]["jangkauan"].mean()', says="pukul 19 saja"),
        Wrong("beda = -16", says="terbalik"),
        Wrong(
            PHOTOS + 'rata = foto.groupby("jam")["jangkauan"].mean()\nbeda = (rata[19] - rata[9]) / rata[9]',
        ),
        Wrong(PHOTOS + 'beda = foto[foto["jam"] == 9]["jangkauan"].mean()', says="pukul 9 saja"),
        Wrong(
            'konten = muat("konten")\nfoto = konten[konten["jenis"] == "foto produk"]\n'
            'malam, pagi = foto[foto["jam"] == 19], foto[foto["jam"] == 9]\n'
            'beda = malam["jangkauan"].mean() - pagi["jangkauan"].mean()',
            says="semua bulan ikut",
        ),
    ],
    "soal-4-simpulan": [
        Right('simpulan = "C"'),
        Right("simpulan = ' c. '"),
        Wrong('simpulan = "a"', says="belasan akun"),
        Wrong('simpulan = "b"', says="bukan menguji"),
        Wrong('simpulan = "d"', says="Pengikutnya berbeda"),
    ],
}
