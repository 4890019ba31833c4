"""Other right answers and typical wrong ones for the exercise 3-07-privasi."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-sendiri": [
        Right(
            'tabel = tanpa_nama.value_counts(["pekerjaan", "rt", "jenis_kelamin"])\nsendiri = (tabel == 1).sum()'
        ),
        Right("sendiri = 16.0"),
        Right(
            'g = tanpa_nama.groupby(["rt", "jenis_kelamin", "pekerjaan"]).size()\nsendiri = g[g == 1].sum()'
        ),
        Wrong(
            'sendiri = len(tanpa_nama.value_counts(["rt", "jenis_kelamin", "pekerjaan"]))',
            says="banyaknya gabungan",
        ),
        Wrong("sendiri = 298", says="dengan tanggal lahir"),
        Wrong("sendiri = len(tanpa_nama)", says="semua warga"),
        Wrong("sendiri = 9", says="Jenis kelamin belum ikut"),
        Wrong("sendiri = 54", says="kebalikannya"),
        Wrong("sendiri = 29", says="yang berdua"),
        Wrong('sendiri = "16"', says="masih berupa teks"),
        Wrong("sendiri = 3", says="Belum sama"),
    ],
    "soal-2-kolom": [
        Right('kolom = ["pekerjaan", "rt", "jenis_kelamin"]'),
        Right('kolom = ("rt", "jenis_kelamin", "pekerjaan")'),
        Right('kolom = list(tanpa_nama[["rt", "jenis_kelamin", "pekerjaan"]].columns)'),
        Wrong(
            'kolom = ["rt", "jenis_kelamin", "pekerjaan", "tanggal_lahir"]',
            says="Tanggal lahir tidak diminta",
        ),
        Wrong('kolom = ["rt", "pekerjaan"]', says="diminta terpisah"),
        Wrong('kolom = ["rt", "jenis_kelamin"]', says="siapa pelajar"),
        Wrong("kolom = list(tanpa_nama.columns)", says="semua kolom"),
        Wrong('kolom = ["jenis_kelamin", "pekerjaan"]', says="setiap RT"),
        Wrong('kolom = ["rt", "jenis_kelamin", "tanggal_lahir"]', says="Umur belum"),
    ],
    "soal-3-papan": [
        Right('papan = lengkap.copy()\npapan.loc[["04", "05"], ["kurang", "baik"]] = "*"'),
        Right('papan = lengkap.copy()\npapan.loc[["04", "06"], ["kurang", "baik"]] = None'),
        Right(
            'papan = lengkap.head(7)\npapan.loc["04", "kurang"] = "<5"\npapan.loc["04", "jumlah"] = "-"\npapan.loc["01", "kurang"] = "-"\npapan.loc["01", "jumlah"] = "-"'
        ),
        Right('papan = lengkap.copy()\npapan.loc[["04", "jumlah"], ["kurang", "baik"]] = "*"'),
        Right(
            'papan = lengkap.copy()\npapan.loc[["04", "03"], ["kurang", "baik"]] = "*"\npapan = papan.reset_index()'
        ),
        Wrong(
            'papan = lengkap.copy()\npapan.loc[["04", "02", "03"], ["kurang", "baik"]] = "*"',
            says="6 sel tertutup",
        ),
        Wrong("papan = lengkap", says="tertulis 2 balita"),
        Wrong('papan = lengkap.copy()\npapan.loc["04", "kurang"] = "*"', says="29 - 27 = 2"),
        Wrong('papan = lengkap.copy()\npapan.loc["04", ["kurang", "baik"]] = "*"', says="43 - 41 = 2"),
        Wrong('papan = lengkap.copy()\npapan.loc[["04", "02"], "kurang"] = "*"', says="29 - 27 = 2"),
        Wrong(
            'papan = lengkap.copy()\npapan.loc["04", ["kurang", "baik"]] = "*"\npapan.loc["02", "kurang"] = "*"',
            says="menemukan dulu",
        ),
        Wrong('papan = lengkap.copy()\npapan.loc["01", ["kurang", "baik"]] = "*"', says="masih tertulis 2"),
        Wrong(
            'papan = lengkap.copy()\npapan.loc[["04", "02"], ["kurang", "baik"]] = 0',
            says="bukan angka yang sebenarnya",
        ),
        Wrong(
            'papan = lengkap.copy()\npapan.loc["04", "kurang"] = 5\npapan.loc["04", "baik"] = 24',
            says="bukan angka yang sebenarnya",
        ),
        Wrong('papan = lengkap.drop("04")', says="43 - 41 = 2"),
        Wrong(
            'papan = lengkap.copy()\npapan[["kurang", "baik"]] = "*"', says="lebih banyak daripada yang perlu"
        ),
        Wrong('papan = lengkap[["jumlah"]]', says="hilang"),
    ],
    "soal-4-batas": [
        Right('batas = "A"'),
        Right("batas = ' a. '"),
        Wrong('batas = "b"', says="baru 24 jam"),
        Wrong('batas = "c"', says="hari libur ikut"),
        Wrong('batas = "d"', says="tidak menunggu"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'C'"),
        Right('putusan = "c."'),
        Wrong('putusan = "a"', says="menunjuk satu anak"),
        Wrong('putusan = "b"', says="tidak perlu untuk itu"),
        Wrong('putusan = "d"', says="keterangan umum"),
    ],
}
