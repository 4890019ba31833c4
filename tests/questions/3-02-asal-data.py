"""Other right answers and typical wrong ones for the exercise 3-02-asal-data."""

from grader.curriculum.questions import Right, Wrong

COLUMNS = '[["nama", "jenis", "waktu"]]'

ANSWERS = {
    "soal-1-cara": [
        Right('cara = ["R", "S", "V", "V", "R"]'),
        Right('cara = ("r", "s", "v", "v", "r")'),
        Wrong('cara = ["s", "s", "v", "v", "s"]', says="setiap ada kejadian"),
        Wrong('cara = ["r", "s", "v", "s", "r"]', says="Nomor 4"),
        Wrong('cara = ["r", "v", "v", "v", "r"]', says="Nomor 2"),
        Wrong('cara = ["v", "s", "r", "r", "v"]', says="Survei dan registrasi tertukar"),
        Wrong('cara = ["r", "v", "s", "s", "r"]', says="Sensus dan survei tertukar"),
        Wrong('cara = ["v", "s", "v", "v", "r"]', says="nomor 1"),
        Wrong('cara = ["registrasi", "sensus", "survei", "survei", "registrasi"]', says="satu huruf saja"),
        Wrong('cara = ["r", "s", "v", "v"]', says="Banyaknya"),
    ],
    "soal-2-desa": [
        Right(f'sampai_desa = sumber[sumber["tingkat"] == "desa"]{COLUMNS}'),
        Right('sampai_desa = sumber[sumber["tingkat"] == "desa"][["waktu", "nama", "jenis"]]'),
        Right(f'sampai_desa = sumber[sumber["tingkat"] == "desa"]{COLUMNS}.sort_values("nama")'),
        Wrong(f"sampai_desa = sumber{COLUMNS}", says="masih delapan"),
        Wrong('sampai_desa = sumber[sumber["tingkat"] == "desa"]', says="Pilih tiga kolomnya"),
        Wrong(f'sampai_desa = sumber[sumber["jenis"] == "registrasi"]{COLUMNS}', says="Podes tidak ikut"),
        Wrong(f'sampai_desa = sumber[sumber["tingkat"] == "Desa"]{COLUMNS}', says="huruf kecil"),
        Wrong(f'sampai_desa = sumber[sumber["jenis"] == "sensus"]{COLUMNS}', says="baris sensus"),
        Wrong('sampai_desa = sumber["tingkat"] == "desa"', says="ya atau tidak"),
        Wrong(f'sampai_desa = sumber[sumber["tingkat"] == desa]{COLUMNS}'),
    ],
    "soal-3-atas": [
        Right("atas = 45 / 225 + galat(225)"),
        Right("bagian = mau / ditanya\natas = bagian + galat(ditanya)"),
        Right("atas = 0.267"),
        Wrong("atas = mau / ditanya - galat(ditanya)", says="batas bawah"),
        Wrong("atas = mau / ditanya", says="Galatnya belum ikut"),
        Wrong("atas = galat(ditanya)", says="galatnya saja"),
        Wrong("atas = mau / ditanya + galat(mau)", says="semua yang ditanya"),
        Wrong("atas = mau + galat(ditanya)", says="banyaknya orang"),
        Wrong("atas = ditanya / mau + galat(ditanya)", says="Terbalik"),
        Wrong("atas = 0.62 + galat(225)", says="contoh di pelajaran"),
        Wrong("atas = mau / ditanya + galat(400)", says="Pakai `ditanya`"),
        Wrong("atas = 26.7", says="persen dan pecahan"),
        Wrong("atas = 45 / 225 + 0.1", says="100 orang"),
    ],
    "soal-4-orang": [
        Right("orang = 400.0"),
        Right("orang = 20 * 20"),
        Wrong("orang = 100", says="galatnya 10%"),
        Wrong("orang = 200", says="7,1%"),
        Wrong("orang = 450", says="paling sedikit"),
        Wrong("orang = 20", says="sekitar 22%"),
        Wrong("orang = 900", says="3,3%"),
        Wrong("orang = 4", says="Empat kali lipat"),
        Wrong("orang = 1_000", says="3,2%"),
        Wrong("orang = galat(400)", says="banyaknya orang"),
    ],
    "soal-5-putusan": [
        Right('putusan = "C"'),
        Right('putusan = "c."'),
        Wrong('putusan = "a"', says="20 dari 100"),
        Wrong('putusan = "b"', says="bukan survei lagi"),
        Wrong('putusan = "d"', says="tentang internet"),
    ],
}
