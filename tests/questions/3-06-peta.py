"""Other right answers and typical wrong ones for the exercise 3-06-peta."""

from grader.curriculum.questions import Right, Wrong

OFFICES = '(kecamatan["jumlah_desa"] + kecamatan["jumlah_kelurahan"])'
COLUMN = f'kecamatan["luas_desa"] = kecamatan["luas_km2"] / {OFFICES}'
TWO = 'luas = kecamatan[["kecamatan", "luas_desa"]]'
DOWN = '.sort_values("luas_desa", ascending=False)'
NOTE = 'gambar(grafik, sumber="Kepmendagri 300.2.2-2138/2025", waktu="2025")'
NAMES = 'title="Penduduk lima kecamatan terpadat", xlabel="kecamatan", ylabel="penduduk (orang)"'
BARS = f'grafik = lima.plot.bar(x="kecamatan", y="penduduk", {NAMES})'
DENSITY = 'kecamatan["kepadatan_per_km2"]'

ANSWERS = {
    "soal-1-luas": [
        Right(f"{COLUMN}\n{TWO}{DOWN}.round(2)"),
        Right(f"{COLUMN}\nluas = kecamatan{DOWN}\nluas = luas[['luas_desa', 'kecamatan']]"),
        Right(
            'kantor = kecamatan["jumlah_desa"] + kecamatan["jumlah_kelurahan"]\n'
            'kecamatan["luas_desa"] = kecamatan["luas_km2"] / kantor\n'
            f"{TWO}{DOWN}.reset_index(drop=True)"
        ),
        Wrong(
            f'kecamatan["luas_desa"] = kecamatan["luas_km2"] / kecamatan["jumlah_desa"]\n{TWO}{DOWN}',
            says="Kelurahan belum ikut",
        ),
        Wrong(f"{COLUMN.replace('(', '').replace(')', '')}\n{TWO}{DOWN}", says="tanda kurung"),
        Wrong(f'kecamatan["luas_desa"] = {OFFICES} / kecamatan["luas_km2"]\n{TWO}{DOWN}', says="Terbalik"),
        Wrong(f'kecamatan["luas_desa"] = kecamatan["penduduk"] / {OFFICES}\n{TWO}{DOWN}', says="penduduk"),
        Wrong(f'kecamatan["luas_desa"] = kecamatan["luas_km2"] * {OFFICES}\n{TWO}{DOWN}', says="mengalikan"),
        Wrong(f'kecamatan["luas_desa"] = kecamatan["luas_km2"]\n{TWO}{DOWN}', says="seluruh kecamatan"),
        Wrong(f"{COLUMN}\n{TWO}", says="belum diurutkan"),
        Wrong(f'{COLUMN}\n{TWO}.sort_values("luas_desa")', says="dari yang terkecil"),
        Wrong(f"{COLUMN}\nluas = kecamatan{DOWN}", says="Sisakan dua kolom"),
        Wrong(f"{COLUMN}\n{TWO}{DOWN}.head(3)", says="baru tiga kecamatan"),
        Wrong(f"{COLUMN}\n{TWO}{DOWN}.head()", says="baru lima kecamatan"),
        Wrong('luas = kecamatan[["kecamatan", "luas_km2"]]', says="luas_desa belum ada"),
        Wrong(
            'kecamatan["luas_desa"] = kecamatan["luas_km2"] / kecamatan["jumlah_desa"]\n'
            'luas = kecamatan[["kecamatan", "luas_desa"]]',
            says="dibagi nol",
        ),
    ],
    "soal-2-nama": [
        Right('terluas = "ngrayun"'),
        Right('terluas = "Kecamatan Ngrayun"'),
        Right('terluas = luas["kecamatan"].iloc[0]'),
        Wrong('terluas = "Ponorogo"', says="paling sempit"),
        Wrong('terluas = "Slahung"', says="desa paling banyak"),
        Wrong('terluas = "Pudak"', says="urutan kedua"),
        Wrong('terluas = "Sawoo"', says="urutan ketiga"),
        Wrong('terluas = "Pulung"', says="18"),
        Wrong("terluas = 15.73"),
    ],
    "soal-3-batang": [
        Right(f"{BARS}\n{NOTE}"),
        Right(f"{BARS.replace('orang', 'jiwa')}\n{NOTE}"),
        Right(
            "import matplotlib.pyplot as plt\ngrafik = plt.subplots()[1]\n"
            'grafik.bar(lima["kecamatan"], lima["penduduk"])\n'
            f"grafik.set({NAMES})\n{NOTE}"
        ),
        Right(f"lima = lima.sort_values('penduduk')\n{BARS}\n{NOTE}"),
        Wrong(BARS, says="Catatan sumber dan waktu belum ada"),
        Wrong(BARS.replace('y="penduduk"', 'y="kepadatan_per_km2"') + f"\n{NOTE}", says="kepadatannya"),
        Wrong(f"{BARS.replace('lima.', 'kecamatan.')}\n{NOTE}", says="semua 21 kecamatan"),
        Wrong(
            BARS.replace("lima.", 'kecamatan.sort_values("penduduk", ascending=False).head(5).')
            + f"\n{NOTE}",
            says="berpenduduk terbanyak",
        ),
        Wrong(f"{BARS.replace('lima.', 'kecamatan.head(5).')}\n{NOTE}", says="lima baris pertama"),
        Wrong(f"{BARS.replace('.bar(', '.line(')}\n{NOTE}", says="Jenis grafiknya garis"),
        Wrong(BARS.replace('x="kecamatan", ', "") + f"\n{NOTE}", says="nama kecamatannya"),
        Wrong(f"{BARS}\ngrafik.set_ylim(30_000, 80_000)\n{NOTE}", says="mulai dari nol"),
        Wrong(f"{BARS.replace(' (orang)', '')}\n{NOTE}", says="satuannya (orang)"),
        Wrong(
            'grafik = peta(lima, nilai="penduduk", judul="Penduduk lima kecamatan", satuan="orang")\n' + NOTE,
            says="grafik batang",
        ),
    ],
    "soal-4-kelas": [
        Right("tengah = 352_753"),
        Right(f'tengah = kecamatan[({DENSITY} >= 402) & ({DENSITY} < 810)]["penduduk"].sum()'),
        Right(f'tengah = kecamatan[{DENSITY}.between(402, 809)]["penduduk"].sum()'),
        Wrong(f'tengah = kecamatan[{DENSITY} >= 402]["penduduk"].sum()', says="402 ke atas"),
        Wrong(f'tengah = kecamatan[{DENSITY} < 810]["penduduk"].sum()', says="di bawah 810"),
        Wrong(f'tengah = kecamatan[{DENSITY} >= 810]["penduduk"].sum()', says="kelas teratas"),
        Wrong(f'tengah = kecamatan[{DENSITY} < 402]["penduduk"].sum()', says="kelas terbawah"),
        Wrong('tengah = kecamatan["penduduk"].sum()', says="semua kecamatan"),
        Wrong("tengah = 8", says="banyaknya kecamatan"),
        Wrong(f'tengah = kecamatan[{DENSITY}.between(402, 810)]["penduduk"].sum()', says="tepat 810 ikut"),
        Wrong(
            f'tengah = kecamatan[({DENSITY} > 402) & ({DENSITY} < 810)]["penduduk"].sum()', says="`>= 402`"
        ),
        Wrong(
            f'tengah = kecamatan[({DENSITY} > 402) & ({DENSITY} <= 810)]["penduduk"].sum()',
            says="tepat di batas",
        ),
        Wrong(f"tengah = kecamatan[({DENSITY} >= 402) & ({DENSITY} < 810)]"),
    ],
    "soal-5-wujud": [
        Right('wujud = ["p", "t", "b", "p"]'),
        Right('wujud = ("P", "T", "B", "P")'),
        Wrong('wujud = ["P", "T", "P", "P"]', says="Nomor 3 adalah jumlah"),
        Wrong('wujud = ["P", "P", "B", "P"]', says="letak rumah"),
        Wrong('wujud = ["B", "T", "P", "B"]', says="Terbalik"),
        Wrong('wujud = ["P", "T", "B", "B"]', says="Nomor 4"),
        Wrong('wujud = ["P", "B", "B", "P"]', says="satu keluarga"),
        Wrong('wujud = ["B", "T", "B", "P"]', says="Nomor 1"),
        Wrong('wujud = "PTBP"'),
    ],
    "soal-6-putusan": [
        Right("putusan = 'd'"),
        Right('putusan = " D. "'),
        Wrong('putusan = "a"', says="4,4 km²"),
        Wrong('putusan = "b"', says="mudah didatangi"),
        Wrong('putusan = "c"', says="18 desa"),
    ],
}
