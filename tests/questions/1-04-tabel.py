"""Other right answers and typical wrong ones for the exercise 1-04-tabel."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-banyak-surabaya": [
        Right("banyak_surabaya = 193"),
        Right('surabaya = pesanan[pesanan["kota"] == "Surabaya"]\nbanyak_surabaya = len(surabaya)'),
        Right('banyak_surabaya = (pesanan["kota"] == "Surabaya").sum()'),
        Wrong("banyak_surabaya = len(pesanan)", says="semua pesanan"),
        Wrong("banyak_surabaya = len(madiun)", says="pesanan ke Madiun"),
        Wrong(
            'banyak_surabaya = len(pesanan[pesanan["kota"] == "surabaya"])', says="tidak menemukan apa-apa"
        ),
        Wrong('banyak_surabaya = pesanan[pesanan["kota"] == "Surabaya"]', says="banyaknya baris"),
        Wrong('banyak_surabaya = len(pesanan["kota"] == "Surabaya")', says="semua pesanan"),
        Wrong('banyak_surabaya = len(madiun["kota"] == "Surabaya")', says="sebuah syarat menghitung semua"),
        Wrong(
            'sby = pesanan[pesanan["kota"] == "Surabaya"]\nbanyak_surabaya = len(pesanan)', says="`sby` sudah"
        ),
        Wrong(
            'pesanan[pesanan["kota"] == "Surabaya"]\nbanyak_surabaya = len(pesanan)', says="tidak disimpan"
        ),
        Wrong('banyak_surabaya = len(pesanan[pesanan["kota"] == ____])', says="masih ada ____"),
        Wrong('banyak_surabaya = len(pesanan[pesanan[____] == "Surabaya"])', says="masih ada ____"),
        Wrong('banyak_surabaya = len(madiun[madiun["kota"] == "Surabaya"])', says="dari tabel `pesanan`"),
        Wrong(
            'banyak_surabaya = pesanan[pesanan["kota"] == "Surabaya"]["jumlah_pak"].sum()',
            says="banyaknya pak",
        ),
        Wrong('banyak_surabaya = len(pesanan[pesanan["kota"] = "Surabaya"])', says="satu tanda `=`"),
        Right('banyak_surabaya = pesanan["kota"].value_counts()["Surabaya"]'),
    ],
    "soal-2-banyak-besar": [
        Right("banyak_besar = 60"),
        Right('banyak_besar = len(madiun[madiun["jumlah_pak"] > 9])'),
        Right(
            'besar = pesanan[pesanan["jumlah_pak"] >= 10]\nbanyak_besar = len(besar[besar["kota"] == "Madiun"])'
        ),
        Wrong('banyak_besar = len(madiun[madiun["jumlah_pak"] > 10])', says="tepat 10 pak"),
        Wrong('banyak_besar = len(pesanan[pesanan["jumlah_pak"] >= 10])', says="semua kota"),
        Wrong('banyak_besar = len(madiun[madiun["jumlah_pak"] <= 10])'),
        Wrong('banyak_besar = madiun[madiun["jumlah_pak"] >= 10]'),
        Wrong('banyak_besar = len(madiun["jumlah_pak"] >= 10)', says="di dalam kurung siku"),
        Wrong("banyak_besar = 26", says="ke Surabaya"),
        Wrong("banyak_besar = 100", says="Belum sama"),
        Wrong('banyak_besar = len(madiun[madiun["jumlah_pak"] >= 11])', says="angka 11"),
    ],
    "soal-3-ringkas": [
        Right('ringkas = madiun[["kanal", "jumlah_pak", "tanggal"]]'),
        Right('ringkas = pesanan[["tanggal", "kanal", "jumlah_pak"]][pesanan["kota"] == "Madiun"]'),
        Right('ringkas = madiun.loc[:, ["tanggal", "kanal", "jumlah_pak"]].reset_index(drop=True)'),
        Wrong('ringkas = pesanan[["tanggal", "kanal", "jumlah_pak"]]', says="dari semua kota"),
        Wrong('ringkas = madiun[["tanggal", "kanal", "total"]]', says="uangnya"),
        Wrong("ringkas = madiun", says="Semua kolom masih ada"),
        Wrong('ringkas = madiun[["tanggal", "kanal", "jumlah_pak"]].head(5)', says="hapus `head`"),
        Wrong('ringkas = madiun["tanggal", "kanal", "jumlah_pak"]'),
        Wrong("ringkas = madiun.shape", says="berisi daftar"),
        Wrong("ringkas = madiun[____]", says="masih ada ____"),
        Wrong('ringkas = madiun[["tanggal", "kanal", ____]]', says="masih ada ____"),
        Wrong('ringkas = madiun[["tanggal", "jumlah_pak"]]', says="Kolom kanal belum ada."),
        Wrong('ringkas = madiun.groupby("kanal")', says="baru pengelompokannya"),
    ],
    "soal-4-terbesar": [
        Right('terbesar = ringkas.sort_values(["jumlah_pak", "tanggal"], ascending=False).head(11)'),
        Right('terbesar = ringkas.nlargest(11, "jumlah_pak")'),
        Right('terurut = ringkas.sort_values("jumlah_pak", ascending=False)\nterbesar = terurut[:11]'),
        Wrong('terbesar = ringkas.sort_values("jumlah_pak").head(11)', says="terkecil"),
        Wrong(
            'terbesar = ringkas.sort_values("jumlah_pak", ascending=False).head(____)', says="masih ada ____"
        ),
        Wrong("terbesar = ringkas.sort_values(____).head(11)", says="masih ada ____"),
        Wrong("terbesar = ringkas.head(11)", says="seluruh tabel dulu"),
        Wrong('terbesar = ringkas.sort_values("jumlah_pak", ascending=False)', says="semua baris masih ada"),
        Wrong(
            'terbesar = ringkas.head(11).sort_values("jumlah_pak", ascending=False)',
            says="seluruh tabel dulu",
        ),
        Wrong(
            'terbesar = pesanan[["tanggal", "kanal", "jumlah_pak"]].sort_values("jumlah_pak", ascending=False).head(11)',
            says="dari semua kota",
        ),
        Wrong('terbesar = ringkas.sort_values("jumlah_pak").tail(11)', says="terbesar di bawah"),
        Wrong('terbesar = ringkas[ringkas["jumlah_pak"] >= 19]', says="urutan"),
    ],
    "soal-5-hubungi": [
        Right('hubungi = "Reseller"'),
        Right('hubungi = " reseller "'),
        Right('hubungi = "Reseller di Madiun"'),
        Wrong('hubungi = "WhatsApp"', says="kecil-kecil"),
        Wrong('hubungi = "Madiun"', says="kotanya"),
        Wrong('hubungi = "pembeli"'),
        Right('hubungi = "lewat reseller"'),
        Right('hubungi = "Reseler"'),
        Right('hubungi = terbesar["kanal"].iloc[0]'),
        Wrong('hubungi = "Surabaya"', says="kotanya"),
        Wrong('hubungi = "wa"', says="kecil-kecil"),
        Wrong('hubungi = "reseller dan WhatsApp"', says="Jawabannya ada di dalam"),
        Right('hubungi = "dari reseller"'),
        Right('hubungi = "Resellernya"'),
    ],
}
