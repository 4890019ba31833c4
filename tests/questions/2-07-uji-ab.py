"""Other right answers and typical wrong ones for the exercise 2-07-uji-ab."""

from grader.course.questions import Right, Wrong

HEAD = "def lama(p, beda, sehari):\n    return "

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
        Wrong("beda_poin = (141 - 105) / 105 * 100", says="poin persen: selisih"),
        Wrong("beda_poin = pesan_b - pesan_a", says="selisih banyaknya pesanan"),
        Wrong("beda_poin = 47", says="Ini konversi B"),
        Wrong("beda_poin = pesan_b / chat_b - pesan_a / chat_a"),
    ],
    "soal-3-z": [
        Right("z = nilai_z(105, 300, 141, 300)"),
        Right("z = 2.99"),
        Wrong("z = nilai_z(pesan_b, chat_b, pesan_a, chat_a)", says="tertukar"),
        Wrong("z = pesan_b / chat_b - pesan_a / chat_a", says="bedanya saja"),
        Wrong("z = 2"),
        Wrong("z = 3", says="dibulatkan"),
    ],
    "soal-4-putusan": [
        Right("putusan = 'b'"),
        Right('putusan = " B. "'),
        Wrong('putusan = "a"', says="konversi 2 % dan beda satu poin"),
        Wrong('putusan = "c"', says="Lihat nilai z"),
    ],
    "soal-5-lama": [
        Right(f"{HEAD}16 * p * (1 - p) / beda**2 / sehari"),
        Right(
            "def perlu(p, beda):\n    return 16 * p * (1 - p) / (beda * beda)\n\n\n"
            "def lama(bagian, jarak, orang):\n    return perlu(bagian, jarak) / orang"
        ),
        Right("lama = lambda p, beda, sehari: 16 * p * (1 - p) / beda / beda / sehari"),
        Wrong(f"{HEAD}16 * p * (1 - p) / (beda * beda)", says="banyaknya kunjungan"),
        Wrong(f"{HEAD}16 * p * (1 - p) / beda / sehari", says="beda dikali beda"),
        Wrong(f"{HEAD}16 * p * (1 - p) / beda * beda / sehari", says="Tanpa tanda kurung"),
        Wrong(f"{HEAD}16 * p * (1 - p) / (beda * beda) * sehari", says="kalikan dengan `sehari`"),
        Wrong(f"{HEAD}16 * p / (beda * beda) / sehari", says="belum ikut dikalikan"),
        Wrong(f"{HEAD}39.2", says="(0.25, 0.1, 30), hasilnya 39,2"),
        Wrong(f"{HEAD}sehari / (16 * p * (1 - p) / (beda * beda))", says="itu belum sesuai"),
        Wrong(f"{HEAD}____", says="masih ada ____"),
        Wrong("def lama(p, beda, sehari):\n    print(16 * p * (1 - p) / (beda * beda) / sehari)"),
        Wrong("lama = 39.2"),
    ],
    "soal-6-hari-kelima": [
        Right("hari_kelima = 'b'"),
        Right('hari_kelima = "B."'),
        Wrong('hari_kelima = "a"', says="Itu mengintip"),
        Wrong('hari_kelima = "c"', says="terbukti sama"),
    ],
}
