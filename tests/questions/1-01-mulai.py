"""Other right answers and typical wrong ones for the exercise 1-01-mulai."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-kemampuan": [
        Right("kemampuan = 750.0"),
        Right("kemampuan = 700 + 50"),
        Wrong("kemampuan = 700", says="masih diarsir"),
        Wrong("kemampuan = 550", says="tahun 2025"),
        Wrong("kemampuan = 300", says="masih ada bulan yang diarsir"),
        Wrong("kemampuan = 740", says="naiklah per 50"),
        Wrong("kemampuan = 1000", says="Memang tidak kurang"),
        Right("kemampuan = 300\nwhile kemampuan < 736:\n    kemampuan += 50"),
        Wrong("Kemampuan = 750", says="belum dikenal"),
        Wrong("kemampuan = 600", says="masih ada bulan yang diarsir"),
        Wrong("kemampuan = 900", says="angka lebih kecil"),
        Wrong("kemampuan = 0", says="banyaknya bulan di judul"),
        Wrong("kemampuan = 250", says="masih ada bulan yang diarsir"),
    ],
    "soal-2-bulan": [
        Right("bulan_melebihi = 5.0"),
        Right("bulan_melebihi = int('5')"),
        Wrong("bulan_melebihi = 2", says="dapur 300 pak"),
        Wrong("bulan_melebihi = 7", says="masih sanggup dilayani"),
        Wrong("bulan_melebihi = 250"),
        Wrong("bulan_melebihi = len(____)", says="masih ada ____"),
        Wrong('bulan_melebihi = "5 bulan"', says="masih berupa teks"),
    ],
    "soal-3-langkah": [
        Right('langkah = "C"'),
        Right('langkah = " c. "'),
        Right('langkah = "(c)"'),
        Right('langkah = "c. Membetulkan kata itu"'),
        Wrong('langkah = "print"', says="satu huruf saja: a, b, atau c"),
        Wrong('langkah = "b"', says="Tidak perlu mulai lagi"),
        Wrong('langkah = "a"', says="Menyimpan tidak mengubah"),
        Wrong("langkah = 2"),
        Wrong('langkah = "b. atau c."', says="satu huruf saja"),
    ],
}
