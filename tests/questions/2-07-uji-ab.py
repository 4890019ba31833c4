"""Other right answers and typical wrong ones for the exercise 2-07-uji-ab."""

from grader.curriculum.questions import Right, Wrong

COLUMNS = """lima_uji["goyangan"] = (lima_uji["a"] + lima_uji["b"]) ** 0.5
lima_uji["selisih"] = lima_uji["b"] - lima_uji["a"]
"""

ANSWERS = {
    "soal-1-konversi-a": [
        Right("konversi_a = 0.35"),
        Right("konversi_a = round(105 / 300, 3)"),
        Wrong("konversi_a = chat_a / pesan_a", says="Terbalik"),
        Wrong("konversi_a = 141 / 300", says="balasan B"),
        Wrong("konversi_a = pesan_a / 600", says="kedua balasan"),
        Wrong("konversi_a = 35"),
    ],
    "soal-2-beda-poin": [
        Right("beda_poin = 12"),
        Right("beda_poin = 47 - 35"),
        Right("konversi_b = pesan_b / chat_b\nbeda_poin = 100 * (konversi_b - konversi_a)"),
        Wrong("beda_poin = (0.47 - 0.35) / 0.35 * 100", says="poin persen: selisih"),
        Wrong("beda_poin = pesan_b - pesan_a", says="selisih banyaknya pesanan"),
        Wrong("beda_poin = 47", says="Ini konversi B"),
        Wrong("beda_poin = pesan_b / chat_b - pesan_a / chat_a", says="Kalikan 100"),
        Wrong('beda_poin = "12 poin persen"', says="masih berupa teks"),
        Wrong("beda_poin = pesan_b / chat_b - pesan_a / chat_a * 100", says="tanda kurung"),
        Wrong("beda_poin = (pesan_a / chat_a - pesan_b / chat_b) * 100", says="Arahnya terbalik"),
    ],
    "soal-3-goyangan": [
        Right("goyangan = 246**0.5"),
        Right("jumlah = pesan_a + pesan_b\ngoyangan = jumlah ** (1 / 2)"),
        Right("goyangan = 15.68"),
        Wrong("goyangan = pesan_a + pesan_b", says="Ambil akarnya"),
        Wrong("goyangan = pesan_a ** 0.5 + pesan_b ** 0.5", says="dua akar"),
        Wrong("goyangan = pesan_a + pesan_b ** 0.5", says="tanda kurung"),
        Wrong("goyangan = (chat_a + chat_b) ** 0.5", says="banyaknya penanya"),
        Wrong("goyangan = (pesan_b - pesan_a) ** 0.5", says="selisihnya"),
        Wrong("goyangan = 2 * 246**0.5", says="dua kali goyangan"),
        Wrong("goyangan = 16", says="dibulatkan"),
        Wrong("goyangan = (pesan_a + pesan_b) / 2", says="separuh"),
    ],
    "soal-4-putusan": [
        Right("putusan = 'a'"),
        Right('putusan = " A. "'),
        Wrong('putusan = "b"', says="sama dengan mengintip"),
        Wrong('putusan = "c"', says="tergantung bedanya"),
    ],
    "soal-5-terbukti": [
        Right('terbukti = ["sapaan kopi", "foto batik"]'),
        Right('terbukti = {"foto batik", "sapaan kopi"}'),
        Right(
            COLUMNS + 'terbukti = lima_uji[lima_uji["selisih"] / lima_uji["goyangan"] > 2]["uji"].tolist()'
        ),
        Wrong(
            COLUMNS + 'terbukti = list(lima_uji[lima_uji["selisih"] > lima_uji["goyangan"]]["uji"])',
            says="satu goyangan",
        ),
        Wrong(
            COLUMNS + 'terbukti = list(lima_uji[lima_uji["selisih"] < 2 * lima_uji["goyangan"]]["uji"])',
            says="belum terbukti",
        ),
        Wrong(
            COLUMNS + 'terbukti = list(lima_uji[lima_uji["selisih"] > 10]["uji"])', says="goyangannya sendiri"
        ),
        Wrong(
            COLUMNS + 'terbukti = list(lima_uji[lima_uji["selisih"] > 2 * lima_uji["a"] ** 0.5]["uji"])',
            says="bukan dari A saja",
        ),
        Wrong('terbukti = list(lima_uji["uji"])', says="semua uji"),
        Wrong('terbukti = ["foto batik"]', says="satu uji lagi"),
        Wrong('terbukti = "foto batik, sapaan kopi"'),
        Wrong("terbukti = 2"),
    ],
    "soal-6-hari-kelima": [
        Right("hari_kelima = 'c'"),
        Right('hari_kelima = "C."'),
        Wrong('hari_kelima = "a"', says="Itu mengintip"),
        Wrong('hari_kelima = "b"', says="terbukti sama"),
    ],
}
