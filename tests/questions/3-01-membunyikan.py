"""Other right answers and typical wrong ones for the exercise 3-01-membunyikan."""

from grader.curriculum.questions import Right, Wrong

COLUMNS = '[["pernyataan", "waktu", "sumber"]]'

ANSWERS = {
    "soal-1-lengkap": [
        Right("lengkap = [6, 3, 2, 1]"),
        Right("lengkap = (1, 2, 3, 6)"),
        Right('lengkap = list(berita.dropna()["nomor"])'),
        Wrong("lengkap = [4, 5, 7, 8]", says="kebalikannya"),
        Wrong("lengkap = [1, 2, 3]", says="satu nomor lagi"),
        Wrong("lengkap = [2, 3, 6]", says="Nomor 1 ikut"),
        Wrong("lengkap = [1, 2, 3, 4, 5, 6]", says="definisi dan cara"),
        Wrong("lengkap = [1, 2, 3, 6, 7]", says="satuan dan cara"),
        Wrong("lengkap = [0, 1, 2, 5]", says="kolom `nomor`"),
        Wrong("lengkap = [1, 2, 3, 4, 5, 6, 7, 8]", says="semua nomor"),
        Wrong('lengkap = ["1", "2", "3", "6"]', says="tanpa tanda kutip"),
        Wrong("lengkap = 4"),
    ],
    "soal-2-hilang": [
        Right('hilang = ["D", "B", "A", "C", "E"]'),
        Right('hilang = ("d", "b", "a", "c", "e")'),
        Wrong('hilang = ["d", "c", "a", "b", "e"]', says="Nomor 2 dan 4 tertukar"),
        Wrong('hilang = ["d", "b", "a", "e", "c"]', says="Nomor 4 dan 5 tertukar"),
        Wrong('hilang = ["e", "b", "a", "c", "d"]', says="Nomor 1 dan 5 tertukar"),
        Wrong('hilang = ["d", "a", "b", "c", "e"]', says="Nomor 2 dan 3 tertukar"),
        Wrong('hilang = ["d", "b", "a", "c", "d"]', says="nomor 5"),
        Wrong('hilang = ["b", "b", "a", "b", "e"]', says="nomor 1, 4"),
        Wrong('hilang = ["d", "b", "a", "c"]', says="Banyaknya"),
        Wrong('hilang = ["waktu", "definisi", "satuan", "cara", "sumber"]', says="Tulis hurufnya"),
        Wrong("hilang = [4, 2, 1, 3, 5]"),
    ],
    "soal-3-umkm": [
        Right(f'umkm = berita[berita["satuan"] == "usaha"]{COLUMNS}'),
        Right(f'umkm = berita{COLUMNS}[berita["satuan"] == "usaha"]'),
        Right('umkm = berita.iloc[[4, 3]][["sumber", "waktu", "pernyataan"]]'),
        Wrong(f"umkm = berita{COLUMNS}", says="masih delapan"),
        Wrong('umkm = berita[berita["satuan"] == "usaha"]', says="Pilih tiga kolomnya"),
        Wrong(f'umkm = berita[berita["satuan"] == "orang"]{COLUMNS}', says="UMKM dihitung"),
        Wrong(f'umkm = berita[berita["satuan"] == "Usaha"]{COLUMNS}', says="huruf kecil"),
        Wrong(f'umkm = berita[berita["nomor"] == 4]{COLUMNS}', says="baru satu baris"),
        Wrong('umkm = berita["satuan"] == "usaha"', says="ya atau tidak"),
        Wrong(f'umkm = berita[berita["satuan"] == usaha]{COLUMNS}'),
    ],
    "soal-4-penyebut-2024": [
        Right("penyebut_2024 = 80_050 / 9.11 * 100"),
        Right("penyebut_2024 = 80050 / (9.11 / 100)"),
        Right("penyebut_2024 = 878_704.7"),
        Wrong("penyebut_2024 = 80_050 * 0.0911", says="mengalikan"),
        Wrong("penyebut_2024 = 80_050 / 9.11", says="belum dibagi 100"),
        Wrong("penyebut_2024 = 80_050 / 0.911", says="Nolnya kurang satu"),
        Wrong("penyebut_2024 = 77_930 / 0.0886", says="tahun 2025 dari pelajaran"),
        Wrong("penyebut_2024 = 81_800 / 0.0932", says="tahun 2022 dari pelajaran"),
        Wrong("penyebut_2024 = 80_050 / 0.0932", says="dari 2022"),
        Wrong("penyebut_2024 = 880_000", says="angka bulat"),
        Wrong("penyebut_2024 = 979_008", says="terdaftar"),
        Wrong("penyebut_2024 = 80.050 / 0.0911", says="`80.050`"),
        Wrong("penyebut_2024 = 0.0911 / 80_050", says="terlalu kecil"),
        Wrong("penyebut_2024 = 880", says="terlalu kecil"),
    ],
    "soal-5-putusan": [
        Right('putusan = "A"'),
        Right('putusan = " a. "'),
        Wrong('putusan = "b"', says="tampak teliti"),
        Wrong('putusan = "c"', says="angka ketiga"),
    ],
}
