"""Other right answers and typical wrong ones for the exercise 1-06-grafik."""

from grader.curriculum.questions import Right, Wrong

NOTE = 'gambar(grafik, sumber="Kepmendagri 300.2.2-2138/2025", waktu="2025")'
NAMES = 'title="Penduduk lima kecamatan", xlabel="kecamatan", ylabel="penduduk (orang)"'
BARS = f'grafik = lima.plot.bar(x="kecamatan", y="penduduk", {NAMES})'
AREA = f'grafik = lima.plot.bar(x="kecamatan", y="luas_km2", {NAMES})'

ANSWERS = {
    "soal-1-jenis": [
        Right('jenis = ["b", "g", "b", "g"]'),
        Right('jenis = ("B", "G", "B", "G")'),
        Wrong('jenis = ["G", "B", "G", "B"]', says="Terbalik semuanya"),
        Wrong('jenis = ["B", "B", "B", "B"]', says="nomor 2 dan 4"),
        Wrong('jenis = ["B", "G", "B", "B"]'),
        Wrong('jenis = "BGBG"'),
        Wrong('jenis = ["batang", "garis", "batang", "garis"]', says="huruf depannya saja"),
    ],
    "soal-2-grafik": [
        Right(f"{BARS}\n{NOTE}"),
        Right(
            "import matplotlib.pyplot as plt\n"
            "grafik = plt.subplots()[1]\n"
            'grafik.bar(lima["kecamatan"], lima["penduduk"])\n'
            f"grafik.set({NAMES})\n{NOTE}"
        ),
        Right(
            'import matplotlib.pyplot as plt\nplt.bar(lima["kecamatan"], lima["penduduk"])\n'
            'plt.title("Penduduk lima kecamatan")\nplt.xlabel("kecamatan")\nplt.ylabel("orang")\n'
            f"grafik = plt.gca()\n{NOTE}"
        ),
        Right(f"lima = lima.sort_values('penduduk')\n{BARS}\n{NOTE}"),
        Right(f"{BARS[:-1]}, width=1.0)\n{NOTE}"),
        Wrong(f"{BARS.replace('.bar(', '.scatter(')}\n{NOTE}", says="Jenis grafiknya titik"),
        Wrong(BARS.replace('x="kecamatan", ', "") + f"\n{NOTE}", says="belum ada nama kecamatannya"),
        Wrong(f"{BARS.replace('.bar(', '.line(')}\n{NOTE}", says="lima.plot.bar"),
        Wrong(f"{BARS.replace('lima.', 'kecamatan.')}\n{NOTE}", says="semua 21 kecamatan"),
        Wrong(f"{AREA}\n{NOTE}", says="Ini luasnya"),
        Wrong(BARS, says="Catatan sumber dan waktu belum ada"),
        Wrong(f"{BARS}\n{NOTE.replace('Kepmendagri 300.2.2-2138/2025', 'internet')}", says="Kepmendagri"),
        Wrong(f"{BARS.replace(' (orang)', '')}\n{NOTE}", says="satuannya (orang)"),
        Wrong(f"{BARS.replace('Penduduk lima kecamatan', '')}\n{NOTE}", says="Judulnya belum ada"),
        Wrong(f"{BARS}\ngrafik.set_ylim(60_000, 80_000)\n{NOTE}", says="harus mulai dari nol"),
        Wrong(f"{BARS}\ngrafik = {NOTE}", says="belum berisi apa-apa"),
        Wrong('grafik = lima[["kecamatan", "penduduk"]]'),
        Wrong(BARS + "\n" + NOTE.replace('waktu="2025', 'waktu="hari ini'), says="waktunya (tahun)"),
        Right(f"{BARS}\n{NOTE.replace('Kepmendagri', 'Keputusan Menteri Dalam Negeri')}"),
        Right(f"{BARS}\n{NOTE.replace('Kepmendagri', 'Keputusan Mendagri')}"),
        Right(f"{BARS.replace('orang', 'jiwa')}\n{NOTE}"),
        Wrong(f"{BARS.replace('Penduduk lima kecamatan', 'x')}\n{NOTE}", says="terlalu pendek"),
    ],
    "soal-3-kali": [
        Right("kali = 1.24"),
        Right('kali = lima["penduduk"].max() / lima["penduduk"].min()'),
        Wrong("kali = (77_297 - 60_000) / (62_504 - 60_000)", says="kesan dari grafik"),
        Wrong("kali = 77_297 - 62_504", says="selisihnya"),
        Wrong("kali = 62_504 / 77_297", says="Terbalik"),
        Wrong("kali = 7", says="kesan dari grafik"),
        Wrong("kali = (77_297 - 62_504) / 62_504", says="kelebihannya saja"),
        Wrong("kali = 23.667", says="kelebihannya saja"),
    ],
    "soal-4-simpulan": [
        Right("simpulan = 'b'"),
        Right('simpulan = " B. "'),
        Wrong('simpulan = "a"', says="bukan pembeli dawet"),
        Wrong('simpulan = "c"', says="satu waktu"),
    ],
}
