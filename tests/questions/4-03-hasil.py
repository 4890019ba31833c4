"""Other right answers and typical wrong ones for the exercise 4-03-hasil."""

from grader.curriculum.questions import Right, Wrong

RISE = 'peserta["naik"] = peserta["omzet_akhir"] - peserta["omzet_awal"]\n'
MORE = 'bagian_naik = len(peserta[peserta["omzet_akhir"] > peserta["omzet_awal"]]) / len(peserta)'

ANSWERS = {
    "soal-1-pilah": [
        Right('mata_rantai = ["k", "m", "h", "k", "h", "k", "h", "k", "h", "k"]'),
        Right('mata_rantai = ("K", "M", "H", "K", "H", "K", "H", "K", "H", "K")'),
        Wrong('mata_rantai = ["H", "M", "K", "H", "K", "H", "K", "H", "K", "H"]', says="tertukar"),
        Wrong('mata_rantai = ["M", "M", "H", "M", "H", "M", "H", "M", "H", "M"]', says="bukan masukan"),
        Wrong('mata_rantai = ["K", "K", "H", "K", "H", "K", "H", "K", "H", "K"]', says="jadi masukan"),
        Wrong('mata_rantai = ["K", "M", "H", "K", "H", "K", "K", "K", "K", "K"]', says="Nomor 7 dan 9"),
        Wrong('mata_rantai = ["H", "M", "H", "H", "H", "H", "H", "H", "H", "H"]', says="Itu output"),
        Wrong('mata_rantai = ["K", "H", "H", "K", "H", "K", "H", "K", "H", "K"]', says="Nomor 2"),
        Wrong('mata_rantai = ["K", "M", "H", "H", "H", "K", "H", "K", "H", "K"]', says="nomor 4"),
        Wrong('mata_rantai = "KMHKHKHKHK"', says="satu tulisan"),
        Wrong('mata_rantai = ["K", "M", "H"]', says="Banyaknya"),
    ],
    "soal-2-bagian": [
        Right("bagian_naik = 7 / 12"),
        Right("bagian_naik = 0.58"),
        Right('bagian_naik = (peserta["omzet_akhir"] > peserta["omzet_awal"]).mean()'),
        Right(RISE + 'bagian_naik = len(peserta[peserta["naik"] > 0]) / 12'),
        Wrong(MORE.replace(">", ">="), says="tetap ikut"),
        Wrong(MORE.replace(" / len(peserta)", ""), says="banyaknya peserta"),
        Wrong(MORE.replace(">", "<"), says="yang turun"),
        Wrong(MORE.replace(">", "<="), says="turun atau tetap"),
        Wrong('bagian_naik = len(peserta[peserta["pertemuan"] >= 3]) / 12', says="sebuah output"),
        Wrong("bagian_naik = 7 / 5", says="yang tidak naik"),
        Wrong("bagian_naik = 12 / 7", says="tertukar"),
        Wrong("bagian_naik = 7 / 11", says="dengan 11"),
        Wrong("bagian_naik = 58.33", says="persen dan pecahan"),
        Wrong("bagian_naik = 0.6", says="dibulatkan"),
        Wrong(
            RISE + 'bagian_naik = peserta["naik"].sum() / peserta["omzet_awal"].sum()', says="kenaikan omzet"
        ),
        Wrong('bagian_naik = peserta[peserta["omzet_akhir"] > peserta["omzet_awal"]]'),
    ],
    "soal-3-biasa": [
        Right("naik_biasa = 100_000"),
        Right('naik_biasa = (peserta["omzet_akhir"] - peserta["omzet_awal"]).median()'),
        Right(RISE + 'naik_biasa = peserta["naik"].quantile(0.5)'),
        Wrong(RISE + 'naik_biasa = peserta["naik"].mean()', says="laporan panitia"),
        Wrong(RISE + 'naik_biasa = peserta["naik"].sum()', says="semua kenaikan"),
        Wrong(RISE + 'naik_biasa = peserta["naik"].max()', says="U07 sendiri"),
        Wrong(
            'naik_biasa = peserta["omzet_akhir"].median() - peserta["omzet_awal"].median()',
            says="selisih dua median",
        ),
        Wrong('naik_biasa = peserta["omzet_akhir"].median()', says="omzet akhir"),
        Wrong('naik_biasa = (peserta["omzet_awal"] - peserta["omzet_akhir"]).median()', says="terbalik"),
        Wrong(
            RISE + 'naik_biasa = peserta[peserta["naik"] > 0]["naik"].median()', says="Ringkas semua peserta"
        ),
        Wrong(RISE + 'naik_biasa = peserta["naik"].mode()[0]', says="yang paling sering"),
        Wrong(
            RISE + 'naik_biasa = peserta[peserta["kode"] != "U07"]["naik"].mean()', says="Tidak perlu dibuang"
        ),
        Wrong(RISE + 'naik_biasa = peserta["naik"].median'),
        Wrong("naik_biasa = 100.000", says="Titik membuat Python"),
        Wrong(RISE + 'naik_biasa = peserta["naik"]', says="satu kolom"),
        Wrong("naik_biasa = 583_000", says="laporan panitia"),
    ],
    "soal-4-lengkap": [
        Right("lengkap = 'D'"),
        Right('lengkap = "d."'),
        Wrong('lengkap = "a"', says="memang outcome"),
        Wrong('lengkap = "b"', says="ini output"),
        Wrong('lengkap = "c"', says="ini masukan"),
        Wrong('lengkap = "ad"', says="satu huruf"),
    ],
}
