"""Other right answers and typical wrong ones for the exercise 2-07-uji-ab."""

from grader.curriculum.questions import Right, Wrong

HEAD = "def lama(p, beda, sehari):\n    return "

ANSWERS = {
    "soal-1-konversi-a": [
        Right("konversi_a = 0.35"),
        Right("konversi_a = round(105 / 300, 3)"),
        Wrong("konversi_a = chat_a / pesan_a", says="Terbalik"),
        Wrong("konversi_a = 152 / 320", says="balasan B"),
        Wrong("konversi_a = pesan_a / 620", says="kedua balasan"),
        Wrong("konversi_a = 35"),
        Wrong("konversi_a = pesan_a / chat_b", says="penanya balasan B"),
    ],
    "soal-2-beda-poin": [
        Right("beda_poin = 12.5"),
        Right("beda_poin = 47.5 - 35"),
        Right("konversi_b = pesan_b / chat_b\nbeda_poin = 100 * (konversi_b - konversi_a)"),
        Wrong("beda_poin = (0.475 - 0.35) / 0.35 * 100", says="poin persen: selisih"),
        Wrong("beda_poin = pesan_b - pesan_a", says="selisih banyaknya pesanan"),
        Wrong("beda_poin = 47.5", says="Ini konversi B"),
        Wrong("beda_poin = pesan_b / chat_b - pesan_a / chat_a"),
        Wrong('beda_poin = "12,5 poin persen"', says="masih berupa teks"),
        Wrong("beda_poin = (pesan_b - pesan_a) / pesan_a * 100", says="tidak sama banyak"),
        Wrong("beda_poin = pesan_b / chat_b - pesan_a / chat_a * 100", says="tanda kurung"),
        Wrong("beda_poin = (pesan_a / chat_a - pesan_b / chat_b) * 100", says="Arahnya terbalik"),
        Wrong("beda_poin = 13", says="dibulatkan terlalu awal"),
    ],
    "soal-3-z": [
        Right("z = nilai_z(105, 300, 152, 320)"),
        Right("z = 3.16"),
        Wrong("z = nilai_z(pesan_b, chat_b, pesan_a, chat_a)", says="tertukar"),
        Wrong("z = pesan_b / chat_b - pesan_a / chat_a", says="bedanya saja"),
        Wrong("z = 2"),
        Wrong("z = 3", says="dibulatkan"),
        Wrong("z = nilai_z(pesan_a, pesan_b, chat_a, chat_b)", says="Urutan masukannya"),
    ],
    "soal-4-putusan": [
        Right("putusan = 'b'"),
        Right('putusan = " B. "'),
        Wrong('putusan = "a"', says="konversi 2% dan beda satu poin"),
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
        Wrong(f"{HEAD}16 * p * (1 - p) / (beda^2) / sehari", says="ditulis **"),
        Wrong("def lama(p, beda, sehari)\n    return 16 * p", says="titik dua"),
        Wrong(f"{HEAD}sehari * beda * beda / (16 * p * (1 - p))", says="hasilnya 0,0255"),
    ],
    "soal-6-hari-kelima": [
        Right("hari_kelima = 'b'"),
        Right('hari_kelima = "B."'),
        Wrong('hari_kelima = "a"', says="Itu mengintip"),
        Wrong('hari_kelima = "c"', says="terbukti sama"),
    ],
}
