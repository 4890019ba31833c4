"""Other right answers and typical wrong ones for the exercise 4-05-kim."""

from grader.curriculum.questions import Right, Wrong

SPLIT = (
    'pentas = pasar[pasar["acara"] == "pentas reog anak"]\ntanpa = pasar[pasar["acara"] == "tanpa pentas"]\n'
)

ANSWERS = {
    "soal-1-lapak": [
        Right("naik_lapak = 66_000"),
        Right(
            'tengah = pasar.groupby("acara")["omzet_lapak"].median()\n'
            'naik_lapak = tengah["pentas reog anak"] - tengah["tanpa pentas"]'
        ),
        Right("naik_lapak = 216000.0 - 150000.0"),
        Wrong(
            SPLIT + 'naik_lapak = pentas["omzet_lapak"].mean() - tanpa["omzet_lapak"].mean()',
            says="rata-rata",
        ),
        Wrong("naik_lapak = 216_000", says="Ini omzet kalau ada pentas"),
        Wrong("naik_lapak = 150_000", says="Ini omzet tanpa pentas"),
        Wrong("naik_lapak = 114", says="dalam orang"),
        Wrong("naik_lapak = 366_000", says="menjumlahkan"),
        Wrong("naik_lapak = -66_000", says="terbalik"),
        Wrong("naik_lapak = 216.000 - 150.000", says="Titik membuat Python"),
        Wrong("naik_lapak = 339_000", says="hari terbaik"),
        Wrong('naik_lapak = "66000"', says="berupa teks"),
        Wrong("naik_lapak = 66_000 / 150_000", says="dibagi omzet tanpa pentas"),
    ],
    "soal-2-karangan": [
        Right("karangan = [7, 6, 4, 2]"),
        Right("karangan = {2, 4, 6, 7}"),
        Wrong("karangan = [2, 6, 7]", says="ucapan orang"),
        Wrong("karangan = [4, 6, 7]", says="jumlah orangnya"),
        Wrong("karangan = [2, 4, 7]", says="sewanya"),
        Wrong("karangan = [2, 4, 6]", says="bersertifikat halal"),
        Wrong("karangan = [2, 4, 5, 6, 7]", says="kelebihan"),
        Wrong("karangan = [1, 3, 5]", says="yang ada di catatan"),
        Wrong("karangan = [2, 6]", says="ucapan orang dan kata halal"),
    ],
    "soal-3-target": [
        Right("tercapai = 78"),
        Right("tercapai = 100 * 31.2 / 40"),
        Wrong("tercapai = 31.2 / 40", says="kalikan 100"),
        Wrong("tercapai = 40 / 31.2 * 100", says="Terbalik"),
        Wrong("tercapai = 40 - 31.2", says="triliun rupiah"),
        Wrong("tercapai = 22", says="belum tercapai"),
        Wrong("tercapai = 21.4", says="tahun sebelumnya"),
        Wrong("tercapai = 31,2 / 40 * 100", says="Koma membuat Python"),
        Wrong('tercapai = "78%"'),
    ],
    "soal-4-sebab": [
        Right('sebab = ["w", "s", "u", "s", "u"]'),
        Right('sebab = ("W", "S", "U", "S", "U")'),
        Wrong('sebab = ["W", "S", "S", "S", "U"]', says="Nomor 3"),
        Wrong('sebab = ["S", "S", "U", "S", "U"]', says="aturannya berubah"),
        Wrong('sebab = ["W", "S", "U", "S", "W"]', says="Nomor 5"),
        Wrong('sebab = ["W", "S", "U", "U", "U"]', says="komanya bergeser"),
        Wrong('sebab = ["W", "U", "U", "S", "U"]', says="sepuluh juta"),
        Wrong('sebab = "WSUSU"', says="satu tulisan"),
    ],
    "soal-5-balas": [
        Right('balasan = "C"'),
        Right("balasan = '(c)'"),
        Wrong('balasan = "a"', says="tidak bisa ditarik"),
        Wrong('balasan = "b"', says="Belum diperiksa"),
        Wrong('balasan = "hoaks"', says="satu huruf"),
    ],
}
