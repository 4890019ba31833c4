"""Other right answers and typical wrong ones for the exercise 3-05-grafik-jujur."""

from grader.curriculum.questions import Right, Wrong

NOTE = 'gambar(grafik, sumber="data latihan (sintetis)", waktu="November 2025 sampai April 2026")'
NAMES = 'title="Pengunjung pasar desa", xlabel="bulan", ylabel="pengunjung (kunjungan)"'
BARS = f'grafik = pasar.plot.bar(x="bulan", y="pengunjung", {NAMES})'
DAILY = 'pasar["per_hari"] = pasar["pengunjung"] / pasar["hari_pasar"]'
TWO = 'harian = pasar[["bulan", "per_hari"]]'
LABELS = 'title="Penduduk miskin di Ponorogo", xlabel="tahun", ylabel="penduduk miskin (%)"'
LINE = f'garis = kemiskinan.plot.line(x="tahun", y="persen_miskin", {LABELS})'
BPS = 'gambar(garis, sumber="BPS", waktu="2019 sampai 2025")'

ANSWERS = {
    "soal-1-kali": [
        Right("kali = 1.07"),
        Right('kali = pasar["pengunjung"].max() / 3_780'),
        Right("kali = 1 + (april - maret) / maret"),
        Wrong("kali = 4.375", says="kesan dari poster"),
        Wrong("kali = 4.4", says="kesan dari poster"),
        Wrong("kali = 4", says="tulisan di poster"),
        Wrong("kali = april - maret", says="selisihnya"),
        Wrong("kali = maret / april", says="Terbalik"),
        Wrong("kali = 0.0714", says="kenaikannya saja"),
        Wrong("kali = 7.14", says="persen kenaikannya"),
        Wrong("kali = 4_050 / 3_240", says="November"),
        Wrong("kali = 1"),
    ],
    "soal-2-batang": [
        Right(f"{BARS}\n{NOTE}"),
        Right(f"{BARS}\ngrafik.set_ylim(0, 5_000)\n{NOTE}"),
        Right(
            "import matplotlib.pyplot as plt\ngrafik = plt.subplots()[1]\n"
            'grafik.bar(pasar["bulan"], pasar["pengunjung"])\n'
            f"grafik.set({NAMES})\n{NOTE}"
        ),
        Right(f"{BARS.replace('kunjungan)', 'orang)')}\n{NOTE}"),
        Wrong(f"{BARS.replace('pasar.', 'pasar.tail(2).')}\n{NOTE}", says="masih dua bulan"),
        Wrong(f"{BARS}\ngrafik.set_ylim(3_000, 4_100)\n{NOTE}", says="mulai dari nol"),
        Wrong(BARS.replace('y="pengunjung"', 'y="hari_pasar"') + f"\n{NOTE}", says="hari pasar"),
        Wrong(f"{BARS.replace('.bar(', '.line(')}\n{NOTE}", says="Jenis grafiknya garis"),
        Wrong(BARS, says="Catatan sumber dan waktu belum ada"),
        Wrong(f"{BARS}\n{NOTE.replace('data latihan (sintetis)', 'pasar')}", says="sumbernya"),
        Wrong(f"{BARS.replace('pengunjung (kunjungan)', 'banyaknya')}\n{NOTE}", says="satuannya"),
        Wrong(f"{BARS.replace('pengunjung (kunjungan)', 'pengunjung')}\n{NOTE}", says="satuannya"),
        Wrong(BARS.replace('x="bulan", ', "") + f"\n{NOTE}", says="nama bulannya"),
        Wrong(f"grafik = {NOTE}"),
        Wrong("grafik = poster", says="masih dua bulan"),
    ],
    "soal-3-harian": [
        Right(f"{DAILY}\n{TWO}.round(0)"),
        Right(f"{DAILY}\nharian = pasar[['per_hari', 'bulan']].sort_values('per_hari')"),
        Right(
            'harian = pasar.assign(per_hari=pasar["pengunjung"] / pasar["hari_pasar"])[["bulan", "per_hari"]]'
        ),
        Wrong(f'pasar["per_hari"] = pasar["hari_pasar"] / pasar["pengunjung"]\n{TWO}', says="Terbalik"),
        Wrong(f'pasar["per_hari"] = pasar["pengunjung"] / 30\n{TWO}', says="30 hari"),
        Wrong(f'pasar["per_hari"] = pasar["pengunjung"] / 10\n{TWO}', says="bulan April"),
        Wrong(f'pasar["per_hari"] = pasar["pengunjung"] * pasar["hari_pasar"]\n{TWO}', says="mengalikan"),
        Wrong(
            f'pasar["per_hari"] = pasar["pengunjung"] / pasar["hari_pasar"].sum()\n{TWO}', says="enam bulan"
        ),
        Wrong(f"{DAILY}\nharian = pasar", says="Sisakan dua kolom"),
        Wrong('harian = pasar[["bulan", "pengunjung"]]', says="per_hari belum ada"),
        Wrong(f"{DAILY}\nharian = pasar['per_hari']", says="satu kolom"),
    ],
    "soal-4-garis": [
        Right(f"{LINE}\n{BPS}"),
        Right(f"{LINE}\ngaris.set_ylim(0, 12)\n{BPS}"),
        Right(
            "import matplotlib.pyplot as plt\ngaris = plt.subplots()[1]\n"
            'garis.plot(kemiskinan["tahun"], kemiskinan["persen_miskin"], marker="o")\n'
            f"garis.set({LABELS})\n{BPS}"
        ),
        Wrong(
            LINE.replace("kemiskinan.plot", 'kemiskinan[kemiskinan["tahun"] >= 2021].plot') + f"\n{BPS}",
            says="belum ikut",
        ),
        Wrong(
            'dua = kemiskinan[(kemiskinan["tahun"] == 2021) | (kemiskinan["tahun"] == 2025)]\n'
            + LINE.replace("kemiskinan.plot", "dua.plot")
            + f"\n{BPS}",
            says="dua tahun pilihan",
        ),
        Wrong(f"{LINE.replace('persen_miskin', 'penduduk_miskin_ribu')}\n{BPS}", says="banyaknya orang"),
        Wrong(f"{LINE.replace('.line(', '.bar(')}\n{BPS}", says="Jenis grafiknya batang"),
        Wrong(LINE.replace('x="tahun", ', "") + f"\n{BPS}", says="belum ada tahunnya"),
        Wrong(f"{LINE.replace(' (%)', '')}\n{BPS}", says="satuannya"),
        Wrong(LINE, says="Catatan sumber dan waktu belum ada"),
        Wrong(f"{LINE}\n{BPS.replace('2019 sampai 2025', 'Maret')}", says="waktunya (tahun)"),
    ],
    "soal-5-akal": [
        Right('akal = ["s", "j", "p", "k"]'),
        Right('akal = ("S", "J", "P", "K")'),
        Wrong('akal = ["S", "S", "P", "K"]', says="Nomor 2 adalah garis"),
        Wrong('akal = ["S", "J", "P", "P"]', says="Nomor 4"),
        Wrong('akal = ["S", "J", "K", "P"]', says="tertukar"),
        Wrong('akal = ["J", "J", "P", "K"]', says="Nomor 1"),
        Wrong('akal = ["S", "J", "S", "K"]', says="Nomor 3"),
        Wrong('akal = ["S", "P", "P", "K"]', says="semua tahun"),
        Wrong('akal = "SJPK"'),
    ],
    "soal-6-putusan": [
        Right("putusan = 'd'"),
        Right('putusan = " D. "'),
        Wrong('putusan = "a"', says="10 hari"),
        Wrong('putusan = "b"', says="sekitar 7%"),
        Wrong('putusan = "c"', says="hampir sama"),
    ],
}
