"""Other right answers and typical wrong ones for the exercise 2-01-corong."""

from grader.course.questions import Right, Wrong

ANSWERS = {
    "soal-1-konversi": [
        Right("konversi = 58 / 200"),
        Right("konversi = 0.29"),
        Wrong("konversi = pesan / dilihat", says="membagi dengan dilihat"),
        Wrong("konversi = pesan / klik", says="membagi dengan klik"),
        Wrong("konversi = 0.45", says="bulan September"),
        Wrong("konversi = chat / pesan", says="pembilang dan penyebutnya tertukar"),
        Wrong("konversi = 29", says="persen dan pecahan"),
    ],
    "soal-2-semua": [
        Right("semua = [500 / 6_250, 200 / 500, 58 / 200, 15 / 58]"),
        Right("semua = (0.08, 0.4, 0.29, 0.2586)"),
        Wrong(
            "semua = [klik / dilihat, chat / dilihat, pesan / dilihat, lagi / dilihat]",
            says="kamu bagi dengan dilihat",
        ),
        Wrong("semua = [dilihat / klik, klik / chat, chat / pesan, pesan / lagi]", says="Terbalik"),
        Wrong("semua = [0.08, 0.4, 0.45, 0.25]", says="bulan September"),
        Wrong("semua = [klik / dilihat, chat / klik, pesan / chat]"),
        Wrong("semua = [klik, chat, pesan, lagi]", says="belum konversinya"),
    ],
    "soal-3-bocor": [
        Right("bocor = 'c'"),
        Right('bocor = " C. "'),
        Wrong('bocor = "a"', says="September juga 8 %"),
        Wrong('bocor = "b"', says="Oktober juga 40 %"),
        Wrong('bocor = "d"', says="hampir 26 %"),
    ],
    "soal-4-turun": [
        Right("turun = 16"),
        Right("turun = 45 - 29"),
        Right("turun = (0.45 - konversi) * 100"),
        Wrong("turun = 35.556", says="persen dari semula"),
        Wrong("turun = 72 - pesan", says="banyak pesanan"),
        Wrong("turun = -16", says="tandanya terbalik"),
        Wrong("turun = 29", says="konversi Oktober"),
        Wrong("turun = 100 * 14 / 72", says="pesanan dalam persen"),
    ],
    "soal-5-poin": [
        Right("tambahan = 2"),
        Right("tambahan = 200 / 100"),
        Right("tambahan = chat * (pesan / chat + 0.01) - pesan"),
        Wrong("tambahan = pesan * 0.01", says="satu persen dari pesanan"),
        Wrong("tambahan = klik * 0.01", says="satu poin dari klik"),
        Wrong("tambahan = 60", says="seluruh pesanan"),
        Wrong("tambahan = chat * 0.01 * 0.29", says="satu persen dari pesanan"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'c'"),
        Right('putusan = "C"'),
        Wrong('putusan = "a"', says="Tutup dulu bocornya"),
        Wrong('putusan = "b"', says="tidak turun"),
        Wrong('putusan = "d"', says="bukan mengapa"),
    ],
}
