"""Other projects that are right, and typical slips, for the capstone 4-06-proyek.

Every other cell keeps the solution, which works with `bank_sampah`.
"""

from grader.curriculum.questions import Right, Wrong

SHOP = '''data = tempel("""
tanggal;produk;kanal;jumlah;harga_satuan;total
2026-11-02;Jenang ketan;WhatsApp;3;20000;60000
2026-11-02;Jenang ketan;datang langsung;1;20000;20000
2026-11-03;Jenang wijen;WhatsApp;2;22000;44000
2026-11-04;Jenang ketan;WhatsApp;5;20000;100000
2026-11-05;Jenang wijen;pasar;4;22000;88000
2026-11-06;Jenang ketan;pasar;2;20000;40000
2026-11-07;Jenang ketan;WhatsApp;6;20000;120000
2026-11-08;Jenang wijen;datang langsung;1;22000;22000
""")'''
CLINIC = '''data = tempel("""bulan,posyandu,hadir
2026-01,Melati,21
2026-02,Melati,24
2026-03,Melati,19
2026-04,Melati,26
2026-01,Mawar,31
2026-02,Mawar,28
2026-03,Mawar,30
2026-04,Mawar,33
""")'''
CARD = '''kartu = """
Sumber: buku kader, data latihan (sintetis)
Cara: ditulis setiap malam sebelum tutup
Waktu: Januari sampai Februari 2027
Satuan: kg yang disetor
"""'''
COLUMNS = 'kolom_kelompok = "kelompok"\nkolom_angka = "nilai"\n'
CLEAN = COLUMNS + 'bersih = data.drop_duplicates()\nbersih = bersih[bersih["nilai"] > 0]\n'
SUMMARY = 'ringkas = bersih.groupby("kelompok")[["nilai"]].mean()\n'
CHART = (
    'grafik = ringkas.plot.bar(y="nilai", legend=False, title="Setoran sampah tiap RT", '
    'xlabel="RT", ylabel="rata-rata seminggu (kg)")\n'
)
NOTE = 'gambar(grafik, sumber="bank sampah, data latihan (sintetis)", waktu="Januari 2027")'

ANSWERS = {
    "soal-1-data": [
        Right('data = muat("bank_sampah").head(12)'),
        Right(SHOP),
        Right(CLINIC),
        Right('data = muat("titipan_keripik")'),
        Wrong('data = muat("data-saya/proyek.csv")'),
        Wrong('data = muat("bank_sampah").head(5)', says="Baru 5 baris"),
        Wrong('data = muat("bank_sampah")[["kelompok", "satuan"]]', says="kolom yang berisi angka"),
        Wrong('data = "bank_sampah"', says="sebuah tabel"),
        Wrong(SHOP.replace(";kanal;", ";nama_pelanggan;"), says="nama orang"),
        Wrong(SHOP.replace(";kanal;", ";hp;").replace("WhatsApp", "0812 3456 7890"), says="nomor telepon"),
        Wrong(SHOP.replace("WhatsApp", "WA 0812-3456-7890"), says="mirip nomor telepon"),
        Wrong(SHOP.replace("datang langsung", "3502111203850001"), says="16 angka"),
        Wrong(SHOP.replace("datang langsung", "Jl. Sumatra No. 4"), says="alamat rumah"),
        Wrong('data = tempel("""tanggal;nilai""")'),
    ],
    "soal-2-kartu": [
        Right(CARD),
        Right(CARD.replace("Sumber", "SUMBER").replace("\n", "\n\n")),
        Right(CARD.replace("Januari sampai Februari 2027", "4 Januari 2027 sampai 15 Februari 2027")),
        Wrong(CARD.replace("Satuan: kg yang disetor\n", ""), says="`Satuan:` belum ada"),
        Wrong(CARD.replace("Januari sampai Februari 2027", "minggu lalu"), says="tahunnya"),
        Wrong(CARD.replace("Januari sampai Februari 2027", "30 Februari 2027"), says="kalender"),
        Wrong(CARD.replace("ditulis setiap malam sebelum tutup", "dicatat"), says="baru 1 kata"),
        Wrong(CARD.replace("buku kader, data latihan (sintetis)", ""), says="masih kosong"),
        Wrong(CARD.replace("data latihan (sintetis)", "Bu Rini, 0812 3456 7890"), says="nomor telepon"),
        Wrong('kartu = ["buku", "ditulis", "2026", "pak"]', says="sebuah tulisan"),
        Wrong(CARD.replace("2027", "2025"), says="tidak ada di datamu"),
        Wrong(CARD.replace("kg yang disetor", "rupiah"), says="satuan di datamu (kg)"),
        Wrong(CARD.replace(", data latihan (sintetis)", " RT 01"), says="data latihan (sintetis)"),
    ],
    "soal-3-bersih": [
        Right(CLEAN + "dibuang = len(data) - len(bersih)"),
        Right(COLUMNS + 'bersih = data[data["nilai"] > 0]\ndibuang = 1'),
        Right(COLUMNS + 'bersih = data[data["kelompok"] == "RT 01"]\ndibuang = len(data) - len(bersih)'),
        Wrong(CLEAN + "dibuang = len(bersih)", says="yang tersisa"),
        Wrong(CLEAN + "dibuang = len(data)", says="baris semula"),
        Wrong(CLEAN + "dibuang = len(bersih) - len(data)", says="terbalik"),
        Wrong(CLEAN + "dibuang = 2", says="baru baris gandanya"),
        Wrong(CLEAN + "dibuang = 7", says="bukan yang diminta"),
        Wrong(COLUMNS + "bersih = data\ndibuang = 0", says="masih ada isian kosong"),
        Wrong(COLUMNS + 'bersih = data[data["nilai"] > 900]\ndibuang = 30', says="tidak punya baris"),
        Wrong(CLEAN.replace('"nilai"\n', '"jumlah"\n') + "dibuang = 3", says="`kolom_angka`"),
    ],
    "soal-4-angka": [
        Right('ringkas = bersih.groupby("kelompok")[["nilai"]].sum()\nangka_utama = 289'),
        Right('ringkas = bersih.groupby("kelompok")[["nilai"]].median()\nangka_utama = 42.0'),
        Right(SUMMARY + 'angka_utama = ringkas["nilai"].min()'),
        Right(SUMMARY + 'angka_utama = ringkas["nilai"].max() - ringkas["nilai"].min()'),
        Right(SUMMARY + 'angka_utama = bersih["nilai"].sum()'),
        Right(SUMMARY + "angka_utama = 41"),
        Wrong(SUMMARY + 'angka_utama = data["nilai"].sum()', says="sebelum dibersihkan"),
        Wrong(
            SUMMARY + 'angka_utama = data.groupby("kelompok")["nilai"].mean().max()',
            says="sebelum dibersihkan",
        ),
        Wrong(SUMMARY + "angka_utama = 360", says="sebelum dibersihkan"),
        Wrong(SUMMARY + "angka_utama = 500", says="bukan yang diminta"),
        Wrong(
            'ringkas = bersih\nangka_utama = bersih["nilai"].max()', says="satu baris untuk setiap kelompok"
        ),
        Wrong(SUMMARY + "angka_utama = ringkas", says="sebuah angka"),
        Wrong(SUMMARY + 'angka_utama = "41,3"', says="sebuah angka"),
    ],
    "soal-5-grafik": [
        Right(CHART + NOTE),
        Right(
            CHART.replace(".bar(", ".barh(")
            .replace("xlabel", "zlabel")
            .replace("ylabel", "xlabel")
            .replace("zlabel", "ylabel")
            + NOTE
        ),
        Right(
            'rt = bersih[bersih["kelompok"] == "RT 01"]\n'
            'grafik = rt.plot.line(x="tanggal", y="nilai", legend=False, title="Setoran RT 01", '
            'xlabel="minggu", ylabel="setoran (kg)")\n' + NOTE
        ),
        Wrong(CHART.replace("ringkas.", "ringkas.tail(1).") + NOTE, says="paling sedikit dua"),
        Wrong(
            CHART.replace("ringkas.plot", 'data.groupby("kelompok")[["nilai"]].mean().plot') + NOTE,
            says="tidak ada di tabelmu",
        ),
        Wrong(CHART.replace(" (kg)", "") + NOTE, says="satuan"),
        Wrong(CHART.replace('title="Setoran sampah tiap RT", ', "") + NOTE, says="Judulnya belum ada"),
        Wrong(CHART, says="Catatan sumber dan waktu"),
        Wrong(CHART + 'gambar(grafik, sumber="kader", waktu="bulan lalu")', says="waktunya"),
        Wrong(CHART.replace("tiap RT", "hubungi 081234567890") + NOTE, says="nomor telepon"),
        Wrong(CHART + "grafik.set_ylim(15, 45)\n" + NOTE, says="mulai dari nol"),
        Wrong("grafik = ringkas", says="sebuah grafik"),
    ],
}
