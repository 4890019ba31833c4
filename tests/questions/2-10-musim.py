"""Other right answers and typical wrong ones for the exercise 2-10-musim."""

from grader.curriculum.questions import Right, Wrong

CHART = """grafik = {table}.plot.{kind}(
    x="{x}", y="terjual", legend=False, title="{title}", xlabel="jarak (hari)", ylabel="{unit}",
)
gambar(grafik, sumber="data latihan (sintetis)", waktu="2022 sampai 2025")"""
GOOD = {
    "table": "sekitar_suro",
    "kind": "line",
    "x": "jarak_suro",
    "title": "Ramai di sekitar 1 Suro",
    "unit": "terjual (pak)",
}

ANSWERS = {
    "soal-1-geser": [
        Right("lebih_awal = 10"),
        Right("lebih_awal = 10.0"),
        Wrong("lebih_awal = 355", says="selisih tanggalnya"),
        Wrong("lebih_awal = 11", says="rata-rata 11 hari"),
        Wrong("lebih_awal = 22", says="menjumlahkan"),
        Wrong("lebih_awal = 6 - 16", says="tandanya terbalik"),
        Wrong('lebih_awal = "10 hari"', says="masih berupa teks"),
    ],
    "soal-2-grafik": [
        Right(CHART.format(**GOOD)),
        Right(CHART.format(**GOOD | {"title": "Jenang terjual", "unit": "pak sehari"})),
        Wrong(CHART.format(**GOOD | {"kind": "bar"})),
        Wrong(CHART.format(**GOOD | {"table": "dulu", "x": "tanggal"}), says="setiap hari sendiri-sendiri"),
        Wrong(CHART.format(**GOOD | {"title": ""})),
        Wrong(CHART.format(**GOOD | {"table": "dulu"}), says="setiap hari sendiri-sendiri"),
        Wrong(CHART.format(**GOOD | {"unit": "terjual"}), says="menyebut satuannya (pak)"),
        Wrong(CHART.format(**GOOD).replace('x="jarak_suro", ', ""), says="baru nomor baris"),
        Right(
            CHART.format(**GOOD | {"table": 'sekitar_suro.set_index("jarak_suro")'}).replace(
                'x="jarak_suro", ', ""
            )
        ),
    ],
    "soal-3-pengali": [
        Right('per_tahun = rata["puncak"] / rata["biasa"]\npengali = per_tahun.sum() / 4'),
        Right("pengali = (242 / 77 + 197 / 80 + 241 / 83 + 234 / 86) / 4"),
        Wrong('pengali = (rata["biasa"] / rata["puncak"]).mean()', says="Terbalik"),
        Wrong('pengali = (rata["puncak"] - rata["biasa"]).mean()', says="dalam pak"),
        Right("pengali = 2.81"),
        Wrong('pengali = rata["puncak"].mean() / rata["biasa"].mean()', says="dua rata-rata"),
        Wrong('pengali = (rata["puncak"] / rata["biasa"]).median()'),
        Wrong("pengali = 6", says="pengali Lebaran"),
        Wrong('pengali = rata["puncak"].mean()', says="Bagi dulu"),
        Wrong('pengali = rata["puncak"] / rata["biasa"].mean()', says="Beri tanda kurung"),
        Wrong("pengali = 234 / 86", says="2025 saja"),
    ],
    "soal-4-ramalan": [
        Wrong("ramalan = 255", says="untuk 2027"),
        Wrong("ramalan = 234", says="puncak 2025"),
        Right("ramalan = pengali * 86"),
        Right("ramalan = 242"),
        Wrong("ramalan = 234 * pengali", says="puncak 2025"),
        Wrong("ramalan = 91 * pengali", says="belum kamu ketahui"),
        Wrong("ramalan = 516", says="pengali Lebaran"),
        Wrong("ramalan = 86 + pengali", says="dikalikan"),
        Right("ramalan = 86 * 2.8"),
        Wrong("ramalan = 256", says="belum kamu ketahui"),
        Wrong("ramalan = 86 * 3", says="dibulatkan terlalu awal"),
        Wrong('ramalan = rata["biasa"].mean() * pengali', says="rata-rata empat tahun"),
        Wrong('ramalan = rata["biasa"] * pengali', says="setiap tahun"),
        Wrong('ramalan = rata["puncak"].mean()', says="dikali `pengali`"),
    ],
    "soal-5-meleset": [
        Right("meleset = ramalan / nyatanya_2026 - 1"),
        Right("selisih = ramalan - nyatanya_2026\nmeleset = selisih / nyatanya_2026"),
        Right("meleset = -0.07"),
        Wrong("meleset = (ramalan - nyatanya_2026) / ramalan", says="membagi dengan ramalan"),
        Wrong("meleset = ramalan - nyatanya_2026", says="selisih dalam pak"),
        Wrong("meleset = (nyatanya_2026 - ramalan) / nyatanya_2026"),
        Wrong("meleset = ramalan / nyatanya_2026", says="Kurangkan dulu"),
        Wrong("meleset = (234 - nyatanya_2026) / nyatanya_2026", says="puncak 2025 diulang"),
        Wrong('meleset = "-7%"', says="yang diminta pecahannya"),
        Wrong("meleset = -7", says="persen dan pecahan"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'b'"),
        Right('putusan = " B "'),
        Wrong('putusan = "a"', says="tanggal ramai tahun 2026"),
        Wrong('putusan = "c"', says="sudah basi"),
        Wrong('putusan = "d"', says="cadangan"),
    ],
}
