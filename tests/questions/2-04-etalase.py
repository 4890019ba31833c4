"""Other right answers and typical wrong ones for the exercise 2-04-etalase."""

from grader.course.questions import Right, Wrong

BATIK = 'batik = kata[kata["produk"] == "batik ciprat"]\n'

ANSWERS = {
    "soal-1-banyak": [
        Right("banyak = 5"),
        Right('kecil = deskripsi_batik.lower()\nbanyak = kecil.split().count("batik")'),
        Wrong('banyak = deskripsi_batik.count("batik")', says="huruf B besar"),
        Wrong("banyak = len(deskripsi_batik.split())", says="semua kata"),
        Wrong('banyak = deskripsi_batik.count("Batik")', says="diawali huruf besar"),
    ],
    "soal-2-bagian": [
        Right("bagian = 5 / 13"),
        Right("bagian = 0.385"),
        Wrong("bagian = banyak / len(deskripsi_batik)", says="banyaknya huruf"),
        Wrong("bagian = 5 / 8", says="termasuk semua kata"),
        Wrong("bagian = 38.46", says="persen"),
        Wrong("bagian = 13 / 5"),
    ],
    "soal-3-ramai": [
        Right(BATIK + 'ramai = batik.sort_values("pencarian_per_bulan", ascending=False).head(4)'),
        Right(
            'urut = kata.sort_values("pencarian_per_bulan", ascending=False)\n'
            'urut = urut[urut["pencarian_per_bulan"] > 199]\nramai = urut[urut["produk"] == "batik ciprat"]'
        ),
        Wrong(
            'ramai = kata[kata["pencarian_per_bulan"] >= 200]\n'
            'ramai = ramai.sort_values("pencarian_per_bulan", ascending=False)',
            says="jenang masih ikut",
        ),
        Wrong(
            BATIK + 'ramai = batik.sort_values("pencarian_per_bulan", ascending=False)',
            says="kurang dari 200",
        ),
        Wrong(
            BATIK + 'batik = batik[batik["pencarian_per_bulan"] >= 200]\n'
            'ramai = batik.sort_values("pencarian_per_bulan")',
            says="urutan",
        ),
    ],
    "soal-4-boleh": [
        Right('boleh = ["E", "C"]'),
        Right('boleh = {"c", "e"}'),
        Wrong('boleh = ["C", "D", "E"]', says="jalur P-IRT"),
        Wrong('boleh = ["A", "C", "E"]', says="gula merah"),
        Wrong('boleh = ["C", "E", "F"]', says="ulasan palsu"),
        Wrong('boleh = ["C"]', says="satu kalimat"),
    ],
}
