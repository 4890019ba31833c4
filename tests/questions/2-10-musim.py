"""Other right answers and typical wrong ones for the exercise 2-10-musim."""

from grader.course.questions import Right, Wrong

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
    ],
    "soal-2-grafik": [
        Right(CHART.format(**GOOD)),
        Right(CHART.format(**GOOD | {"title": "Jenang terjual", "unit": "pak sehari"})),
        Wrong(CHART.format(**GOOD | {"kind": "bar"})),
        Wrong(CHART.format(**GOOD | {"table": "dulu", "x": "tanggal"}), says="1 Suro berpindah"),
        Wrong(CHART.format(**GOOD | {"title": ""})),
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
    ],
    "soal-4-ramalan": [
        Right("ramalan = pengali * 86"),
        Right("ramalan = 242"),
        Wrong("ramalan = 234 * pengali", says="puncak 2025"),
        Wrong("ramalan = 91 * pengali", says="belum kamu ketahui"),
        Wrong("ramalan = 516", says="pengali Lebaran"),
        Wrong("ramalan = 86 + pengali", says="dikalikan"),
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
    ],
    "soal-6-putusan": [
        Right("putusan = 'c'"),
        Right('putusan = " C "'),
        Wrong('putusan = "a"', says="tanggal ramai tahun 2026"),
        Wrong('putusan = "b"', says="sudah basi"),
        Wrong('putusan = "d"', says="cadangan"),
    ],
}
