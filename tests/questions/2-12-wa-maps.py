"""Other right answers and typical wrong ones for the exercise 2-12-wa-maps."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-tema": [
        Right("terjawab = 41"),
        Right("terjawab = 16 + 14 + 11"),
        Wrong("terjawab = 60", says="semua chat"),
        Wrong("terjawab = 16", says="satu tema"),
        Wrong("terjawab = 30", says="dua tema"),
        Wrong("terjawab = 19", says="paling jarang"),
        Wrong("terjawab = 41 / 60", says="bagiannya"),
        Wrong('terjawab = chat["tema"].value_counts().head(3)'),
    ],
    "soal-2-cepat": [
        Right("bagian = 24 / 60"),
        Right('bagian = (chat["menit_tunggu"] <= 60).mean()'),
        Wrong('bagian = len(chat[chat["menit_tunggu"] < 60]) / len(chat)', says="tepat 60"),
        Wrong("bagian = 36 / 60", says="menunggu lebih dari 60 menit"),
        Wrong("bagian = 24", says="banyaknya chat"),
        Wrong("bagian = 24 / 36", says="semua chat"),
        Wrong('bagian = len(chat[chat["pesan"] == "ya"]) / len(chat)', says="yang memesan"),
        Wrong("bagian = 40"),
    ],
    "soal-3-hilang": [
        Right("tambahan = 7"),
        Right("tambahan = 10 / 24 * 36 - 8"),
        Right("tambahan = 36 * (10 / 24 - 8 / 36)"),
        Wrong("tambahan = 15", says="sudah ada"),
        Wrong("tambahan = 8", says="sudah memesan"),
        Wrong("tambahan = 24 * 8 / 36", says="Kalikan 36"),
        Wrong("tambahan = 10 - 8", says="bagiannya"),
        Wrong("tambahan = 28", says="tidak memesan"),
        Wrong("tambahan = 10 / 24", says="di antara yang cepat"),
        Wrong("tambahan = 10 / 24 - 8 / 36", says="beda bagiannya"),
        Wrong("tambahan = 24 * (10 / 24 - 8 / 36)", says="bukan 24"),
        Wrong("tambahan = 60 * (10 / 24 - 8 / 36)", says="36 chat lambat"),
    ],
    "soal-4-label": [
        Right('kirim = chat[chat["status"].str.contains("lunas")]'),
        Right("kirim = chat.query(\"status == 'lunas, belum dikirim'\")"),
        Wrong('kirim = chat[chat["status"] == "pesan, belum bayar"]', says="belum membayar"),
        Wrong('kirim = chat[chat["status"] != "lunas, belum dikirim"]', says="Terbalik"),
        Wrong('kirim = chat[chat["pesan"] == "ya"]', says="sudah selesai"),
        Wrong('kirim = chat[chat["status"] == "selesai"]', says="sudah selesai"),
        Wrong("kirim = chat", says="semua chat"),
        Wrong("kirim = 4"),
    ],
    "soal-5-maps": [
        Right("profil = 'c'"),
        Right('profil = " C "'),
        Wrong('profil = "a"', says="tanpa slogan"),
        Wrong('profil = "b"', says="sewaktu mengantar"),
        Wrong('profil = "d"', says="satu profil"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'b'"),
        Right('putusan = " B "'),
        Wrong('putusan = "a"', says="Rp84.000"),
        Wrong('putusan = "c"', says="Tanpa menggoreng"),
        Wrong('putusan = "d"', says="menyimpan nomor"),
    ],
}
