"""Other right answers and typical wrong ones for the exercise 2-14-aman."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-gabung": [
        Right('gabung = pesanan.merge(bank, how="left")'),
        Right('gabung = bank.merge(pesanan, on="kode", how="right")'),
        Right('gabung = pesanan.merge(bank, how="left", on="kode").sort_values("total")'),
        Wrong('gabung = pesanan.merge(bank, on="kode")', says="ikut hilang"),
        Wrong('gabung = bank.merge(pesanan, on="kode", how="left")', says="juga iuran"),
        Wrong('gabung = pesanan.merge(bank, on="kode", how="outer")', says="bukan pesanan"),
        Wrong("gabung = pesanan", says="baru pesanan"),
        Wrong("gabung = 24"),
    ],
    "soal-2-palsu": [
        Right('palsu = gabung[gabung["tanggal_masuk"].isna()]'),
        Right('palsu = gabung.query("masuk != masuk")'),
        Wrong('palsu = gabung[gabung["masuk"] < gabung["total"]]', says="tetapi kurang"),
        Wrong('palsu = gabung[gabung["masuk"] == 0]', says="kosong"),
        Wrong('palsu = gabung[gabung["total"].isna()]', says="kosong (`–`) di kolom `masuk`"),
        Wrong('palsu = gabung[gabung["masuk"] == gabung["total"]]', says="yang lunas"),
        Wrong("palsu = gabung", says="semua pesanan"),
        Wrong('palsu = gabung["masuk"].isna()'),
    ],
    "soal-3-kurang": [
        Right("kurangnya = 630_000"),
        Right("kurangnya = 700_000 - 70_000.0"),
        Wrong("kurangnya = 70_000", says="yang masuk"),
        Wrong("kurangnya = 700_000", says="yang seharusnya"),
        Wrong("kurangnya = 1_575_000", says="sama sekali"),
        Wrong('kurangnya = gabung["total"].sum() - gabung["masuk"].sum()', says="satu pesanan"),
        Wrong("kurangnya = -630_000", says="Terbalik"),
        Wrong('kurangnya = pesanan["total"].sum() - bank["masuk"].sum()', says="bukan pesanan"),
    ],
    "soal-4-tutup": [
        Right("harus_laku = 3_675_000"),
        Right("harus_laku = 9 * 122_500 / 52_500 * 175_000"),
        Wrong("harus_laku = 9", says="hanya menyisakan"),
        Wrong("harus_laku = 21", says="Kalikan dengan harganya"),
        Wrong("harus_laku = 9 * 175_000 / 52_500 * 175_000", says="harga jual"),
        Wrong("harus_laku = 9 * 122_500", says="biaya yang hilang"),
        Wrong("harus_laku = 9 * 175_000", says="harga batik yang hilang"),
        Wrong("harus_laku = 3 * 122_500", says="tiga lembar"),
        Wrong("harus_laku = 3 * 122_500 / 52_500", says="banyaknya lembar"),
        Wrong("harus_laku = 3 * 122_500 / 52_500 * 175_000", says="banyaknya lembar"),
        Wrong("harus_laku = 9 * 122.500 / (175.000 - 122.500) * 175.000", says="122.500"),
    ],
    "soal-5-urutan": [
        Right("urutan = ('c', 'a', 'd', 'b')"),
        Right('urutan = list("cadb")'),
        Wrong('urutan = ["b", "c", "a", "d"]', says="Telepon bank dulu"),
        Wrong('urutan = ["d", "c", "a", "b"]', says="Polisi perlu waktu"),
        Wrong('urutan = ["a", "c", "d", "b"]', says="Bank sendiri dulu"),
        Wrong('urutan = ["c", "d", "a", "b"]', says="meneruskan"),
    ],
    "soal-6-berita": [
        Right("tanggapan = 'b'"),
        Right('tanggapan = " B. "'),
        Wrong('tanggapan = "a"', says="sama panjang"),
        Wrong('tanggapan = "c"', says="dengan batasnya"),
        Wrong('tanggapan = "d"', says="dua tanggal batas"),
    ],
}
