"""Other right answers and typical wrong ones for the exercise 4-04-dampak."""

from grader.curriculum.questions import Right, Wrong

CHART = (
    'grafik = rata.plot.line(x="bulan", y=["ikut", "tidak ikut"], marker="o", '
    'title="Omzet peserta kelas dan pembanding", xlabel="bulan", ylabel="omzet rata-rata (ribu Rp)")\n'
)
NOTE = 'gambar(grafik, sumber="data latihan (sintetis)", waktu="2026")'

ANSWERS = {
    "soal-1-naik": [
        Right("naik_ikut = 500"),
        Right('naik_ikut = rata["ikut"].max() - 1400.0'),
        Right("sesudah = 1_900\nsebelum = 1_400\nnaik_ikut = sesudah - sebelum"),
        Wrong("naik_ikut = 700", says="mulai dari April"),
        Wrong("naik_ikut = 180", says="kolom yang tidak ikut"),
        Wrong("naik_ikut = 670", says="beda kedua kelompok"),
        Wrong("naik_ikut = 200", says="sebelum kelas"),
        Wrong("naik_ikut = 1400 - 1900", says="Arahnya terbalik"),
        Wrong("naik_ikut = 1900 / 1400", says="berapa kali"),
        Wrong("naik_ikut = 514", says="median"),
        Wrong("naik_ikut = 500_000", says="1.000 kali terlalu besar"),
        Wrong('naik_ikut = "500"', says="berupa teks"),
    ],
    "soal-2-selisih": [
        Right("selisih = 320"),
        Right("selisih = (1900 - 1230) - (1400 - 1050)"),
        Right("selisih = 500 - 180"),
        Wrong("selisih = 180", says="baru naiknya yang tidak ikut"),
        Wrong("selisih = 680", says="menjumlahkan"),
        Wrong("selisih = 670", says="Desember saja"),
        Wrong("selisih = 350", says="sebelum kelas"),
        Wrong("selisih = naik_ikut", says="naiknya yang ikut saja"),
        Wrong("selisih = 370", says="mulai dari April"),
        Wrong("selisih = -320", says="Arahnya terbalik"),
        Wrong("selisih = 500 / 180", says="berapa kali"),
        Wrong("selisih = 335", says="median"),
        Wrong("selisih = 1900 - 1400 - 1230 - 1050", says="Tanda kurungnya"),
    ],
    "soal-3-grafik": [
        Right(CHART + NOTE),
        Right(CHART.replace('marker="o", ', "xticks=[0, 1], ylim=(0, 2_500), ") + NOTE),
        Right(
            CHART.replace('marker="o", ', "")
            + 'gambar(grafik, sumber="Data latihan", waktu="April sampai Desember 2026")'
        ),
        Wrong(CHART.replace(".line(", ".bar(").replace('marker="o", ', "") + NOTE, says="lebih terang"),
        Wrong(CHART.replace('["ikut", "tidak ikut"]', '"ikut"') + NOTE, says="Baru satu garis"),
        Wrong(
            CHART.replace('["ikut", "tidak ikut"]', '"tidak ikut"') + NOTE, says="Baru kelompok pembanding"
        ),
        Wrong(CHART.replace("(ribu Rp)", "") + NOTE, says="belum menyebut satuannya"),
        Wrong(CHART.replace("(ribu Rp)", "(Rp)") + NOTE, says="belum menyebut satuannya"),
        Wrong(
            CHART.replace('title="Omzet peserta kelas dan pembanding", ', "") + NOTE,
            says="Judulnya belum ada",
        ),
        Wrong(CHART, says="Catatan sumber dan waktu"),
        Wrong(
            CHART + 'gambar(grafik, sumber="data latihan (sintetis)", waktu="tiga bulan")', says="waktunya"
        ),
        Wrong(CHART + 'gambar(grafik, sumber="Data latihan", waktu="April 2026")', says="baru sebagian"),
    ],
    "soal-4-klaim": [
        Right('klaim = ["p", "b", "u", "k"]'),
        Right('klaim = ("P", "B", "U", "K")'),
        Wrong('klaim = ["U", "B", "P", "K"]', says="Nomor 1 dan 3 tertukar"),
        Wrong('klaim = ["P", "K", "U", "B"]', says="Nomor 2 dan 4 tertukar"),
        Wrong('klaim = ["B", "B", "U", "K"]', says="Nomor 1"),
        Wrong('klaim = ["P", "B", "P", "K"]', says="kedua tanggalnya"),
        Wrong('klaim = "PBUK"', says="satu tulisan"),
        Wrong('klaim = ["P", "B", "U"]'),
    ],
    "soal-5-putusan": [
        Right("putusan = 'A'"),
        Right('putusan = "a."'),
        Wrong('putusan = "b"', says="omzet belum untung"),
        Wrong('putusan = "c"', says="Selisihnya tidak nol"),
        Wrong('putusan = "ya"', says="satu huruf"),
    ],
}
