"""Other right answers and typical wrong ones for the exercise 3-09-profil."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-kode": [
        Right("kode = ' 35.02.11.2005 '"),
        Right(
            'dua = desa[desa["nama"] == "Karangpatihan"]\nkode = list(dua[dua["kecamatan"] == "Balong"]["kode_kemendagri"])[0]'
        ),
        Wrong('kode = "35.02.07.2001"', says="Kecamatan Pulung"),
        Wrong('kode = "35.02.11"', says="kode kecamatannya"),
        Wrong('kode = "3502110005"', says="kode BPS"),
        Wrong('kode = "35.02.11.2013"', says="Desa Balong"),
        Wrong("kode = 35.02", says="sebuah teks"),
        Wrong('kode = "3502112005"', says="Titiknya hilang"),
        Wrong('kode = "Karangpatihan"', says="namanya"),
    ],
    "soal-2-sekitar": [
        Right('sekitar = desa[desa["kecamatan"] == "Balong"][["luas_km2", "nama"]]'),
        Right(
            'sekitar = desa[desa["kode_kecamatan"] == "35.02.11"][["nama", "luas_km2"]].sort_values("luas_km2")'
        ),
        Wrong('sekitar = desa[desa["kecamatan"] == nama_kecamatan]', says="pilih dua kolom"),
        Wrong('sekitar = desa[desa["nama"] == nama_kecamatan][["nama", "luas_km2"]]', says="bernama"),
        Wrong('sekitar = desa[["nama", "luas_km2"]]', says="307 desa"),
        Wrong(
            'sekitar = desa[desa["kecamatan"] == "balong"][["nama", "luas_km2"]]', says="tidak punya baris"
        ),
        Wrong('sekitar = desa[desa["kecamatan"] == nama_kecamatan][["nama"]]', says="luas_km2"),
        Wrong('sekitar = desa[desa["kecamatan"] == nama_kecamatan][["nama", "kode_pos"]]', says="luas_km2"),
        Wrong("sekitar = 20", says="banyaknya desa"),
    ],
    "soal-3-rata": [
        Right("rata = 48_704 / 20"),
        Right("rata = 2_435"),
        Right('rata = penduduk_kecamatan / len(desa[desa["kecamatan"] == "Balong"])'),
        Wrong("rata = penduduk_kecamatan / 307", says="seluruh kabupaten"),
        Wrong("rata = penduduk_kecamatan / 21", says="banyaknya kecamatan"),
        Wrong("rata = penduduk_kecamatan / luas_kecamatan", says="kepadatan"),
        Wrong("rata = penduduk_kecamatan * luas_desa / luas_kecamatan", says="Soal 4"),
        Wrong("rata = 54_953 / 22", says="Slahung"),
        Wrong("rata = 20", says="banyaknya desa"),
        Wrong("rata = 2_400", says="tertulis di bagian lain"),
        Wrong("rata = penduduk_kecamatan / 19", says="angka 19"),
    ],
    "soal-4-selang": [
        Right("selang = [2_435.2, 9_427.6]"),
        Right("selang = (48_704 / 20, 48_704 / 59.72 * 11.56)"),
        Right("padat = penduduk_kecamatan / luas_kecamatan\nselang = [rata, padat * luas_desa]"),
        Wrong("selang = [penduduk_kecamatan * luas_desa / luas_kecamatan, rata]", says="terbalik"),
        Wrong("selang = [rata, penduduk_kecamatan * luas_kecamatan / luas_desa]", says="tertukar"),
        Wrong("selang = [rata, penduduk_kecamatan / luas_desa]", says="Kalikan dengan luas desa"),
        Wrong("selang = [2_498, 9_390]", says="Slahung"),
        Wrong("selang = [rata, penduduk_kecamatan]", says="seluruh kecamatan"),
        Wrong("selang = (rata + penduduk_kecamatan * luas_desa / luas_kecamatan) / 2", says="tengahnya"),
        Wrong("selang = [rata]", says="belum"),
    ],
    "soal-6-putusan": [
        Right('putusan = "A"'),
        Right("putusan = 'a.'"),
        Wrong('putusan = "b"', says="Tengahnya"),
        Wrong('putusan = "c"', says="tersebar rata"),
        Wrong('putusan = "d"', says="peserta"),
    ],
}
