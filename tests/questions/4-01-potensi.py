"""Other right answers and typical wrong ones for the exercise 4-01-potensi."""

from grader.curriculum.questions import Right, Wrong

SAFE = 'usulan["utama_aman"] = usulan["sama"] + 2 * usulan["aman"]\n'
SORTED = 'urut = usulan.sort_values("utama_aman", ascending=False)[["usulan", "utama_aman"]]'

ANSWERS = {
    "soal-1-skor": [
        Right("skor_tenda = 33"),
        Right("skor_tenda = pasar * 2 + modal_ringan + kerja_ibu * 3 + aman * 4"),
        Right("skor_tenda = 6 + 1 + 6 + 20.0"),
        Wrong("skor_tenda = pasar + modal_ringan + kerja_ibu + aman", says="tanpa bobot"),
        Wrong("skor_tenda = 11 * 10", says="semua bobot"),
        Wrong("skor_tenda = 11 + 10", says="Bobotnya ditambahkan"),
        Wrong("skor_tenda = 4*pasar + 3*modal_ringan + kerja_ibu + 2*aman", says="terbalik"),
        Wrong("skor_tenda = 3*pasar + modal_ringan + 2*kerja_ibu + 4*aman", says="pasar dan kerja ibu"),
        Wrong("skor_tenda = 2*pasar + 3*modal_ringan + kerja_ibu + 4*aman", says="dua bobot tertukar"),
        Wrong("skor_tenda = 3.3", says="rata-rata berbobot"),
        Wrong("skor_tenda = 2 * pasar + modal_ringan + 3 * kerja_ibu", says="aman belum ikut"),
        Wrong("skor_tenda = 32", says="Modal ringan belum ikut"),
        Wrong('skor_tenda = "33"', says="masih berupa teks"),
    ],
    "soal-2-tabel": [
        Right(
            'usulan["utama_aman"] = usulan["pasar"] + usulan["modal_ringan"] + usulan["kerja_ibu"]'
            ' + 3 * usulan["aman"]\n' + SORTED
        ),
        Right(
            'usulan["utama_aman"] = usulan["sama"] + usulan["aman"] + usulan["aman"]\n'
            'urut = usulan[["usulan", "utama_aman"]]\n'
            'urut = urut.sort_values("utama_aman", ascending=False)'
        ),
        Right(SAFE + SORTED.replace('[["usulan", "utama_aman"]]', '[["utama_aman", "usulan"]]')),
        Wrong(SAFE.replace("2 *", "3 *") + SORTED, says="bobot 4"),
        Wrong(SAFE.replace("2 *", "1 *") + SORTED, says="bobot 2"),
        Wrong('usulan["utama_aman"] = 3 * usulan["aman"]\n' + SORTED, says="Kriteria lain hilang"),
        Wrong('usulan["utama_aman"] = 3 * usulan["sama"]\n' + SORTED, says="Semua kriteria"),
        Wrong('usulan["utama_aman"] = usulan["sama"] * usulan["aman"]\n' + SORTED, says="dikalikan"),
        Wrong('usulan["utama_aman"] = usulan["sama"] + 2\n' + SORTED, says="hanya ditambah 2"),
        Wrong(
            'urut = usulan.sort_values("sama", ascending=False)[["usulan", "sama"]]',
            says="semua sama penting",
        ),
        Wrong(SAFE + SORTED.replace("False", "True"), says="terbalik"),
        Wrong(SAFE + 'urut = usulan.sort_values("utama_aman", ascending=False)', says="tidak diminta"),
        Wrong(SAFE + 'urut = usulan[["usulan", "utama_aman"]]', says="urutan"),
        Wrong(SAFE + SORTED + ".head(3)", says="Barisnya terlalu sedikit"),
    ],
    "soal-3-juara": [
        Right('juara = ["j", "k", "j", "j", "s"]'),
        Right('juara = ("J", "K", "J", "J", "S")'),
        Wrong('juara = ["J", "J", "J", "J", "J"]', says="semua sama penting"),
        Wrong('juara = ["J", "B", "J", "J", "S"]', says="Nomor 2"),
        Wrong('juara = ["J", "K", "J", "K", "S"]', says="Nomor 4"),
        Wrong('juara = ["J", "K", "J", "J", "J"]', says="nomor 5"),
        Wrong('juara = ["J", "K", "J", "J"]', says="Banyaknya"),
        Wrong('juara = "JKJJS"', says="satu tulisan"),
        Wrong('juara = ["jamur", "keripik", "jamur", "jamur", "tenda"]', says="satu huruf besar"),
    ],
    "soal-4-porang": [
        Right("di_bawah = 1 - harga_juli_2024 / harga_2020"),
        Right("di_bawah = 0.2308"),
        Right("di_bawah = 3_000 / 13_000"),
        Wrong("di_bawah = (harga_2020 - harga_juli_2024) / harga_juli_2024", says="Pembaginya harga Juli"),
        Wrong("di_bawah = harga_juli_2024 / harga_2020", says="sudah kembali"),
        Wrong("di_bawah = (10_000 - 1_800) / 1_800", says="diceritakan warga"),
        Wrong("di_bawah = (13_000 - 1_800) / 13_000", says="sampai Mei 2022"),
        Wrong("di_bawah = harga_2020 - harga_juli_2024", says="dalam rupiah"),
        Wrong("di_bawah = harga_2020 - harga_juli_2024 / harga_2020", says="tanda kurung"),
        Wrong("di_bawah = harga_2020 / harga_juli_2024", says="berapa kali"),
        Wrong("di_bawah = (harga_juli_2024 - harga_2020) / harga_2020", says="terbalik"),
        Wrong("di_bawah = 23.08", says="persen dan pecahan"),
        Wrong("di_bawah = 0.2", says="dibulatkan terlalu awal"),
        Wrong('di_bawah = "23%"'),
        Wrong("di_bawah = 23", says="persen yang dibulatkan"),
    ],
    "soal-5-putusan": [
        Right("putusan = 'A'"),
        Right('putusan = "a."'),
        Wrong('putusan = "b"', says="paling sering menang"),
        Wrong('putusan = "c"', says="satu kriteria"),
        Wrong('putusan = "d"', says="jagoan"),
        Wrong('putusan = "keripik"', says="satu huruf"),
    ],
}
