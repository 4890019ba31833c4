"""Other right answers and typical wrong ones for the exercise 2-04-etalase."""

from grader.curriculum.questions import Right, Wrong

BATIK = 'batik = kata[kata["produk"] == "batik ciprat"]\n'

ANSWERS = {
    "soal-1-banyak": [
        Right("banyak = 7"),
        Right('kecil = deskripsi_batik.lower()\nbanyak = kecil.split().count("batik")'),
        Wrong('banyak = deskripsi_batik.count("batik")', says="huruf B besar"),
        Wrong("banyak = len(deskripsi_batik.split())", says="semua kata"),
        Wrong('banyak = deskripsi_batik.count("Batik")', says="diawali huruf besar"),
        Wrong('banyak = len("batik")', says="huruf dalam kata batik"),
        Wrong('banyak = deskripsi_batik.lower().count(" batik")', says="Kata pertama terlewat"),
        Wrong('banyak = deskripsi_batik.lower().count("Batik")', says='`"Batik"`'),
        Right('banyak = deskripsi_batik.count("Batik") + deskripsi_batik.count("batik")'),
        Wrong('banyak = deskripsi_batik.lower().find("batik")', says="Hitung dengan `.count(...)`"),
    ],
    "soal-2-bagian": [
        Right("bagian = 7 / 17"),
        Right("bagian = 0.412"),
        Wrong("bagian = banyak / len(deskripsi_batik)", says="banyaknya huruf"),
        Wrong("bagian = 7 / 10", says="termasuk semua kata"),
        Wrong("bagian = 41.18", says="persen"),
        Wrong("bagian = 17 / 7"),
        Wrong('bagian = "0.412"', says="masih berupa teks"),
        Wrong("bagian = len(deskripsi_batik.split())", says="banyaknya semua kata"),
        Wrong("bagian = 4 / 17", says="huruf B besar"),
        Wrong("bagian = 41", says="persen yang dibulatkan"),
    ],
    "soal-3-ramai": [
        Right(BATIK + 'ramai = batik.sort_values("pencarian_per_bulan", ascending=False).head(4)'),
        Right(
            'urut = kata.sort_values("pencarian_per_bulan", ascending=False)\n'
            'urut = urut[urut["pencarian_per_bulan"] > 259]\nramai = urut[urut["produk"] == "batik ciprat"]'
        ),
        Wrong(
            'ramai = kata[kata["pencarian_per_bulan"] >= 260]\n'
            'ramai = ramai.sort_values("pencarian_per_bulan", ascending=False)',
            says="jenang masih ikut",
        ),
        Wrong(
            BATIK + 'ramai = batik.sort_values("pencarian_per_bulan", ascending=False)',
            says="kurang dari 260",
        ),
        Wrong(
            BATIK + 'batik = batik[batik["pencarian_per_bulan"] >= 260]\n'
            'ramai = batik.sort_values("pencarian_per_bulan")',
            says="urutan",
        ),
        Right(BATIK + 'ramai = batik.nlargest(4, "pencarian_per_bulan").reset_index(drop=True)'),
        Wrong(
            BATIK + 'batik = batik[batik["pencarian_per_bulan"] > 260]\n'
            'ramai = batik.sort_values("pencarian_per_bulan", ascending=False)',
            says="Periksa batas",
        ),
        Wrong(
            'ramai = kata.sort_values("pencarian_per_bulan", ascending=False).head(4)',
            says="empat teratas dari semua produk",
        ),
        Wrong('ramai = kata[kata["produk"] == "Batik Ciprat"]', says="huruf demi huruf"),
    ],
    "soal-4-boleh": [
        Right('boleh = ["E", "C"]'),
        Right('boleh = {"c", "e"}'),
        Wrong('boleh = ["C", "D", "E"]', says="jalur P-IRT"),
        Wrong('boleh = ["A", "C", "E"]', says="gula merah"),
        Wrong('boleh = ["C", "E", "F"]', says="ulasan palsu"),
        Wrong('boleh = ["C", "E", "G"]', says="belum bertanya"),
        Wrong('boleh = ["C"]', says="satu kalimat"),
        Right('boleh = ["C.", "(E)"]'),
        Right(
            'boleh = ["C. Jenang ketan buatan Josari, Ponorogo.", "E. Dibuat 5 November, baik sebelum 10 November."]'
        ),
        Wrong('boleh = "C, E"', says="masih satu tulisan"),
        Wrong('boleh = ["C dan E"]', says="masih satu tulisan"),
        Wrong('boleh = "ec"', says="masih satu tulisan"),
        Wrong('boleh = "C"', says="sebuah daftar"),
    ],
}
