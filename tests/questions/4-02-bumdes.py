"""Other right answers and typical wrong ones for the exercise 4-02-bumdes."""

from grader.curriculum.questions import Right, Wrong

WATER = 'air = jual[jual["unit_usaha"] == "air bersih"]\n'
SUMS = 'bulanan = jual.groupby("bulan")[["nilai", "harga_pokok"]].sum()\n'
PROFIT = 'bulanan["untung"] = bulanan["nilai"] - bulanan["harga_pokok"] - 4_800_000'
NAMES = 'title="Untung Tirta Waras tiap bulan", xlabel="bulan", ylabel="untung (Rp)"'
BARS = f'grafik = bulanan.plot.bar(y="untung", legend=False, rot=0, {NAMES})'
NOTE = 'gambar(grafik, sumber="buku BUMDes Tirta Waras", waktu="April sampai September 2026")'

ANSWERS = {
    "soal-1-margin": [
        Right("margin_air = 0.1927"),
        Right("margin_air = 1 - 45_820_000 / 56_760_000"),
        Right(WATER + 'omzet = air["nilai"].sum()\nmargin_air = (omzet - air["harga_pokok"].sum()) / omzet'),
        Wrong(
            WATER + 'margin_air = (air["nilai"].sum() - air["harga_pokok"].sum()) / air["harga_pokok"].sum()',
            says="membagi dengan harga pokok",
        ),
        Wrong(
            'margin_air = (jual["nilai"].sum() - jual["harga_pokok"].sum()) / jual["nilai"].sum()',
            says="kedua unit",
        ),
        Wrong("margin_air = (17_600_000 - 7_010_000) / 17_600_000", says="sewa tenda"),
        Wrong("margin_air = 10_940_000", says="dalam rupiah"),
        Wrong("margin_air = 45_820_000 / 56_760_000", says="habis untuk harga pokok"),
        Wrong("margin_air = 19.27", says="persen dan pecahan"),
        Wrong("margin_air = 0.2", says="dibulatkan terlalu awal"),
        Wrong(
            'air = buku[buku["unit_usaha"] == "air bersih"]\n'
            'margin_air = (air["nilai"].sum() - air["harga_pokok"].sum()) / air["nilai"].sum()',
            says="Baris belanja",
        ),
        Wrong(
            WATER + 'margin_air = ((air["nilai"] - air["harga_pokok"]) / air["nilai"]).mean()',
            says="rata-rata margin",
        ),
        Wrong("margin_air = 19.3", says="persen yang dibulatkan"),
        Wrong("margin_air = 0.6", says="margin sewa tenda"),
    ],
    "soal-2-bulanan": [
        Right(SUMS + 'bulanan["untung"] = bulanan["nilai"] - (bulanan["harga_pokok"] + 4_800_000)'),
        Right(SUMS + PROFIT + '\nbulanan = bulanan.sort_values("untung")'),
        Right(SUMS.replace('"nilai", "harga_pokok"', '"harga_pokok", "nilai"') + PROFIT),
        Wrong(SUMS + PROFIT.replace(" - 4_800_000", ""), says="masih laba kotor"),
        Wrong(SUMS + 'bulanan["untung"] = bulanan["nilai"] - 4_800_000', says="Harga pokok belum"),
        Wrong(SUMS + PROFIT.replace("- 4_800", "+ 4_800"), says="uang keluar"),
        Wrong(SUMS, says="belum ada"),
        Wrong(
            SUMS + 'bulanan["untung"] = bulanan["harga_pokok"] - bulanan["nilai"] - 4_800_000',
            says="tertukar",
        ),
        Wrong(SUMS + PROFIT.replace("4_800_000", "4_800"), says="baru Rp4.800"),
        Wrong(SUMS + PROFIT.replace("4_800_000", "4.800"), says="untung"),
        Wrong(SUMS.replace("sum()", "mean()") + PROFIT, says="Jumlahkan"),
        Wrong(SUMS.replace("jual.", "buku.") + PROFIT, says="ikut terhitung"),
        Wrong(SUMS.replace('"bulan"', '"unit_usaha"') + PROFIT, says="menurut unit usaha"),
    ],
    "soal-3-kas": [
        Right("kas_sendiri = 10_730_000"),
        Right('kas_sendiri = 18_000_000 + bulanan["untung"].sum()'),
        Right('milik = buku[buku["transaksi"] != "penyertaan modal desa"]\nkas_sendiri = milik["kas"].sum()'),
        Wrong('kas_sendiri = buku["kas"].sum()', says="dengan tambahan modal"),
        Wrong('kas_sendiri = buku["kas"].sum() + 25_000_000', says="sekali lagi"),
        Wrong('kas_sendiri = buku["kas"].sum() - 18_000_000', says="kenaikan kas"),
        Wrong('kas_sendiri = buku["kas"].sum() - 43_000_000', says="Saldo awal Rp18.000.000"),
        Wrong('kas_sendiri = jual["kas"].sum() - 25_000_000', says="uang masuk"),
        Wrong('kas_sendiri = buku["nilai"].sum() - 25_000_000', says="tidak membedakan"),
        Wrong('kas_sendiri = buku["kas"].sum() - 25.000', says="Rp25. Tulis"),
        Wrong('kas_sendiri = buku["kas"].sum() - 25_000', says="baru Rp25.000"),
        Wrong("kas_sendiri = 10.730", says="koma desimal"),
        Wrong("kas_sendiri = 10_700_000", says="dibulatkan"),
    ],
    "soal-4-grafik": [
        Right(f"{BARS}\n{NOTE}"),
        Right(f'grafik = bulanan["untung"].plot.bar({NAMES})\n{NOTE}'),
        Right(
            "import matplotlib.pyplot as plt\ngrafik = plt.subplots()[1]\n"
            f'grafik.bar(bulanan.index, bulanan["untung"])\ngrafik.set({NAMES})\n{NOTE}'
        ),
        Right(f"{BARS.replace('(Rp)', '(rupiah)')}\n{NOTE}"),
        Wrong(f"{BARS.replace('untung', 'nilai', 1)}\n{NOTE}", says="Ini omzet"),
        Wrong(f"{BARS.replace('untung', 'harga_pokok', 1)}\n{NOTE}", says="Ini harga pokok"),
        Wrong(f"{BARS.replace('.bar(', '.line(')}\n{NOTE}", says="grafik garis"),
        Wrong(BARS.replace('y="untung", ', "") + f"\n{NOTE}", says="Ketiga kolom"),
        Wrong(BARS, says="Catatan sumber dan waktu belum ada"),
        Wrong(f"{BARS.replace(' (Rp)', '')}\n{NOTE}", says="satuannya (Rp)"),
        Wrong(f"{BARS}\n{NOTE.replace('buku BUMDes Tirta Waras', 'internet')}", says="sumbernya"),
        Wrong(f"{BARS}\n{NOTE.replace('Tirta Waras', 'Sekar Makmur')}", says="sumbernya"),
        Wrong(
            f"{BARS}\n{NOTE.replace('April sampai September 2026', 'enam bulan')}", says="waktunya (tahun)"
        ),
        Wrong(f"{BARS.replace('Untung Tirta Waras tiap bulan', '')}\n{NOTE}", says="Judulnya belum ada"),
        Wrong(
            f'grafik = buku.groupby("bulan")[["kas"]].sum().plot.bar(y="kas", {NAMES})\n{NOTE}',
            says="naik turunnya kas",
        ),
        Wrong(f"{BARS}\ngrafik = {NOTE}", says="belum berisi apa-apa"),
        Wrong("grafik = bulanan"),
    ],
    "soal-5-tanda": [
        Right("tanda = 'C'"),
        Right('tanda = " c. "'),
        Wrong('tanda = "a"', says="uang desa"),
        Wrong('tanda = "b"', says="menutup upah"),
        Wrong('tanda = "d"', says="dibayar tunai"),
        Wrong('tanda = "rugi"', says="satu huruf"),
    ],
}
