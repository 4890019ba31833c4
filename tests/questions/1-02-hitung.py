"""Other right answers and typical wrong ones for the exercise 1-02-hitung."""

from grader.course.questions import Right, Wrong

ANSWERS = {
    "soal-1-omzet": [
        Right("omzet = mangkuk * harga"),
        Right("omzet = 600000.0"),
        Wrong("omzet = harga + mangkuk", says="ditambah banyak mangkuk"),
        Wrong("omzet = 80 * harga", says="omzet di Jabung"),
        Wrong("omzet = 600.000", says="titik ribuan"),
        Wrong("omzet = 600,000", says="Koma di dalam angka"),
        Wrong("omzet = (harga * mangkuk,)", says="masih terbungkus"),
        Wrong("omzet = print", says="tanda kurung ()"),
        Wrong("omzet = harga *", says="Baris 1"),
    ],
    "soal-2-biaya": [
        Right("biaya = upah + sewa + mangkuk * bahan"),
        Right("biaya = 350_000"),
        Wrong("biaya = bahan + sewa + upah", says="satu mangkuk"),
        Wrong("biaya = (bahan + sewa + upah) * mangkuk", says="dibayar sekali"),
        Wrong("biaya = bahan * mangkuk", says="Tambahkan sewa dan upah"),
        Wrong("biaya = bahan * mangkuk + upah", says="Sewa belum"),
    ],
    "soal-3-untung": [
        Right("untung = -biaya + omzet"),
        Right("untung = (harga - bahan) * mangkuk - sewa - upah"),
        Wrong("untung = biaya - omzet", says="Terbalik"),
        Wrong("untung = omzet - sewa - upah", says="Bahan belum dikurangkan"),
        Wrong("untung = omzet / biaya"),
        Wrong("untung = omzet - bahan - sewa - upah", says="satu mangkuk"),
    ],
    "soal-4-kembalian": [
        Right("kembalian = 50_000 - harga * 7"),
        Right("bayar = 7 * harga\nkembalian = 50_000 - bayar"),
        Wrong("kembalian = 7 * harga", says="yang harus dibayar"),
        Wrong("kembalian = 50_000 - harga", says="satu mangkuk"),
        Wrong("kembalian = 50_000"),
        Wrong("kembalian = 50.000 - 7 * harga", says="50_000"),
    ],
    "soal-5-ejaan": [
        Right("salah_eja = 'mangkok'"),
        Right('salah_eja = " Mangkok "'),
        Wrong('salah_eja = "mangkuk"', says="ejaan yang benar"),
        Wrong('salah_eja = "biaya"', says="baru dibuat"),
        Wrong('salah_eja = "harga"'),
    ],
    "soal-6-tambahan": [
        Right("tambahan = 90_000"),
        Right("jabung = 160_000\ntambahan = untung - jabung"),
        Wrong("tambahan = untung", says="seluruh untung di pasar"),
        Wrong("tambahan = untung + 160_000", says="Cari selisihnya"),
        Wrong("tambahan = 160_000"),
        Wrong("tambahan = untung - 160.000", says="160_000"),
    ],
}
