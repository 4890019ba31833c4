"""Other right answers and typical wrong ones for the exercise 1-03-dikw."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-tingkat": [
        Right('tingkat = ["d", "i", "p", "k", "i", "d", "k", "p"]'),
        Right('tingkat = ("D", "I", "P", "K", "I", "D", "K", "P")'),
        Wrong(
            'tingkat = ["D", "P", "I", "K", "P", "D", "K", "I"]', says="Informasi dan pengetahuan tertukar"
        ),
        Wrong('tingkat = ["D", "I", "P", "P", "I", "D", "P", "P"]', says="menyuruh atau melarang"),
        Wrong('tingkat = ["D", "D", "P", "K", "D", "D", "K", "P"]', says="Tidak semua yang berisi angka"),
        Wrong('tingkat = ["I", "I", "P", "K", "I", "I", "K", "P"]', says="walaupun ada angkanya"),
        Right('import pandas as pd\ntingkat = pd.Series(list("DIPKIDKP"))'),
        Wrong('tingkat = ["D", "I", "P", "K", "I", "D", "K", ____]', says="masih ada ____"),
        Wrong('tingkat = ["D", "I", "P", "K", "I", "D", "P", "P"]', says="nomor 7"),
        Wrong('tingkat = ["D", "I", "P"]', says="daftarmu berisi 3"),
        Wrong('tingkat = "DIPKIDKP"', says="masih satu tulisan"),
        Wrong(
            'tingkat = ["Data", "Informasi", "Pengetahuan", "Kebijaksanaan", "Informasi", "Data", "Kebijaksanaan", "Pengetahuan"]',
            says="huruf depannya saja",
        ),
        Right('tingkat = ["D.", "I.", "P.", "K.", "I.", "D.", "K.", "P."]'),
        Wrong('tingkat = "D, I, P, K, I, D, K, P"', says="masih satu tulisan"),
        Wrong('tingkat = ["D, I, P, K, I, D, K, P"]', says="masih satu tulisan"),
    ],
    "soal-2-masuk-minggu": [
        Wrong("masuk_minggu = 514_000", says="hari Jumat"),
        Wrong("masuk_minggu = 144_000", says="selisih hari Minggu"),
        Right("masuk_minggu = 658_000"),
        Right("masuk_minggu = 138_000 + 190_000 + 330_000.0"),
        Wrong("masuk_minggu = 330_000", says="baru nasi pecel"),
        Wrong("masuk_minggu = 330_000 + 190_000", says="belum ikut"),
        Wrong("masuk_minggu = 100_000 + 100_000 + 240_000", says="uang keluar hari Minggu"),
        Wrong('masuk_minggu = kas[kas["jenis"] == "masuk"]["jumlah_rupiah"].sum()', says="seluruh buku"),
        Wrong("masuk_minggu = 218_000", says="tersisa sesudah belanja"),
        Wrong("masuk_minggu = 330.000 + 190.000 + 138.000", says="membaca"),
        Right('masuk_minggu = catatan_minggu[catatan_minggu["jenis"] == "masuk"]["jumlah_rupiah"].sum()'),
        Wrong("masuk_minggu = 330_000 + 138_000", says="Minuman belum ikut"),
        Wrong("masuk_minggu = 658.000", says="`658.000` sebagai 658"),
        Wrong("masuk_minggu = 190_000 + 138_000", says="Nasi pecel belum ikut"),
        Wrong('masuk_minggu = catatan_minggu["jumlah_rupiah"].sum()', says="Uang keluar ikut"),
        Wrong("masuk_minggu = 219_333.3333333333", says="rata-rata tiga baris"),
        Wrong("masuk_minggu = 1_007_000", says="hari Sabtu"),
    ],
    "soal-3-informasi": [
        Right('informasi = "A"'),
        Right('informasi = " a. "'),
        Wrong('informasi = "b"', says="masih data"),
        Wrong('informasi = "c"', says="banyak minggu"),
        Wrong('informasi = "d"', says="uang masuk"),
    ],
    "soal-4-keputusan": [
        Right('keputusan = "D"'),
        Right('keputusan = "d)"'),
        Wrong('keputusan = "a"', says="berdasar satu minggu"),
        Wrong('keputusan = "b"', says="perkiraan tentang sebab"),
        Wrong('keputusan = "c"', says="masih data"),
    ],
}
