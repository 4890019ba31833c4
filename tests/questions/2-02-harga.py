"""Other right answers and typical wrong ones for the exercise 2-02-harga."""

from grader.course.questions import Right, Wrong

ANSWERS = {
    "soal-1-hpp": [
        Right("total = ayam + bumbu + arang + upah\nhpp = total / porsi"),
        Right("hpp = 9_000.0"),
        Wrong("hpp = ayam + bumbu + arang + upah", says="biaya untuk 30 porsi"),
        Wrong("hpp = (ayam + bumbu + arang) / porsi", says="Upah Pak Wiryo belum ikut"),
        Wrong("hpp = ayam + bumbu + arang + upah / porsi", says="tanda kurung"),
        Wrong("hpp = (ayam + bumbu + arang + upah) / 300", says="satu tusuk"),
    ],
    "soal-2-margin": [
        Right("margin = 4_000 / 15_000"),
        Right("margin = 1 - hpp_baru / harga"),
        Wrong("margin = (harga - hpp_baru) / hpp_baru", says="Ini markup"),
        Wrong("margin = 0.4", says="margin lama"),
        Wrong("margin = harga - hpp_baru", says="dalam rupiah"),
        Wrong("margin = 26.67", says="persen dan pecahan"),
    ],
    "soal-3-harga": [
        Right("harga_baru = hpp_baru / 0.6"),
        Right("harga_baru = 18_333.33"),
        Wrong("harga_baru = hpp_baru * 1.4", says="markup 40 %"),
        Wrong("harga_baru = hpp_baru / 0.4", says="60 % dari harga"),
        Wrong("harga_baru = 18_500", says="sudah dibulatkan"),
        Wrong("harga_baru = 15_000"),
    ],
    "soal-4-impas": [
        Right("impas = 160"),
        Right("sisa = harga_naik - hpp_baru\nimpas = biaya_tetap / sisa"),
        Wrong("impas = biaya_tetap / harga_naik", says="seluruh harga"),
        Wrong("impas = 300", says="harga lama"),
        Wrong("impas = biaya_tetap / harga_naik - hpp_baru", says="Tanda kurungnya"),
    ],
    "soal-5-untung": [
        Right("untung = (190 - impas) * (harga_naik - hpp_baru)"),
        Right("untung = 190 * harga_naik - 190 * hpp_baru - biaya_tetap"),
        Wrong("untung = 190 * (harga_naik - hpp_baru)", says="Biaya tetap belum dikurangkan"),
        Wrong("untung = 190 * harga_naik - biaya_tetap", says="HPP belum dikurangkan"),
        Wrong("untung = 190 * harga_naik", says="Ini omzet"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'b'"),
        Right('putusan = " B. "'),
        Wrong('putusan = "a"', says="belum berarti untung"),
        Wrong('putusan = "c"', says="1.200 porsi"),
    ],
}
