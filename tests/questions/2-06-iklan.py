"""Other right answers and typical wrong ones for the exercise 2-06-iklan."""

from grader.curriculum.questions import Right, Wrong

CTR = 'iklan["ctr"] = iklan["klik"] / iklan["tayang"] * 100'
CPA = 'iklan["cpa"] = iklan["biaya"] / iklan["pesanan"]'
ROAS = 'iklan["roas"] = iklan["omzet"] / iklan["biaya"]'
TABLE = 'ukuran = iklan[["kampanye", "ctr", "cpa", "roas"]]'

NOTE = 'gambar(grafik, sumber="data latihan", waktu="Oktober 2026")'
NAMES = 'title="ROAS empat iklan", xlabel="iklan", ylabel="omzet setiap Rp1 iklan (Rp)"'
BARS = f'grafik = ukuran.plot.bar(x="kampanye", y="roas", {NAMES})'

ANSWERS = {
    "soal-1-impas": [
        Right("impas = 5"),
        Right("impas = harga / (harga - hpp)"),
        Right("impas = 100 / 20"),
        Wrong("impas = (harga - hpp) / harga", says="pembilang dan penyebutnya tertukar"),
        Wrong("impas = hpp / (harga - hpp)", says="Yang belum pas caranya"),
        Wrong("impas = harga / hpp", says="harga dibagi HPP"),
        Wrong("impas = harga - hpp", says="sisa dalam rupiah"),
        Wrong("impas = 500"),
        Wrong("impas = len(iklan)"),
        Wrong("impas = 20"),
        Wrong("impas = hpp / harga", says="bagian HPP"),
    ],
    "soal-2-ukuran": [
        Right(f'{ROAS}\n{CPA}\n{CTR}\nukuran = iklan[["roas", "kampanye", "cpa", "ctr"]]'),
        Right(
            'ukuran = iklan[["kampanye"]].copy()\n'
            'ukuran["ctr"] = 100 * iklan["klik"] / iklan["tayang"]\n'
            'ukuran["cpa"] = (iklan["biaya"] / iklan["pesanan"]).round()\n'
            'ukuran["roas"] = (iklan["omzet"] / iklan["biaya"]).round(2)'
        ),
        Wrong(f"{CTR[:-6]}\n{CPA}\n{ROAS}\n{TABLE}", says="masih pecahan"),
        Wrong(f"{CTR}\n{CPA.replace('pesanan', 'klik')}\n{ROAS}\n{TABLE}", says="yaitu CPC"),
        Wrong(f'{CTR}\n{CPA}\niklan["roas"] = iklan["biaya"] / iklan["omzet"]\n{TABLE}', says="terbalik"),
        Wrong(
            f'{CPA}\n{ROAS}\niklan["ctr"] = iklan["pesanan"] / iklan["klik"] * 100\n{TABLE}', says="100 klik"
        ),
        Wrong(f"{CTR}\n{CPA}\n{ROAS}\nukuran = iklan", says="semua kolom"),
        Wrong(f'{CTR}\n{CPA}\n{ROAS}\nukuran = iklan[iklan["roas"] > 5]'),
        Wrong(f"{CTR}\n{CPA}\n{ROAS} * 100\n{TABLE}", says="100 kali terlalu besar"),
        Wrong(f'iklan["ctr"] = iklan["tayang"] / iklan["klik"]\n{CPA}\n{ROAS}\n{TABLE}', says="terbalik"),
        Wrong(
            f'{CTR}\n{CPA}\niklan["roas"] = iklan["omzet"] / iklan["pesanan"]\n{TABLE}', says="setiap pesanan"
        ),
    ],
    "soal-3-grafik": [
        Right(f"{BARS}\n{NOTE}"),
        Right(
            "import matplotlib.pyplot as plt\n"
            'plt.bar(ukuran["kampanye"], ukuran["roas"])\n'
            'plt.title("ROAS iklan BUMDes")\nplt.xlabel("iklan")\nplt.ylabel("ROAS (Rp per Rp1 iklan)")\n'
            f"grafik = plt.gca()\n{NOTE}"
        ),
        Wrong(f"{BARS.replace('.bar(', '.line(')}\n{NOTE}", says="ukuran.plot.bar"),
        Wrong(BARS.replace('y="roas"', 'y="ctr"') + f"\n{NOTE}", says="Ini CTR"),
        Right(f'ukuran = ukuran.sort_values("roas", ascending=False)\n{BARS}\n{NOTE}'),
        Wrong(BARS, says="Catatan sumber dan waktu belum ada"),
        Wrong(f"{BARS.replace(NAMES, 'rot=0')}\n{NOTE}", says="Judulnya belum ada"),
        Right(BARS.replace("(Rp)", "dalam rupiah") + f"\n{NOTE}"),
        Wrong(BARS.replace("Rp1 iklan (Rp)", "iklan") + f"\n{NOTE}", says="menyebut satuannya (Rp)"),
        Wrong(f"{BARS}\n{NOTE}".replace('x="kampanye", ', ""), says="belum ada nama iklannya"),
    ],
    "soal-4-hasil-kopi": [
        Right("hasil_kopi = -84_000"),
        Right("sisa = 1_080_000 / 5\nhasil_kopi = sisa - 300_000"),
        Wrong("hasil_kopi = 1_080_000 - 300_000", says="HPP belum dibayar"),
        Wrong("hasil_kopi = 216_000", says="Biaya iklannya belum dikurangkan"),
        Wrong("hasil_kopi = 1_080_000 * 0.8 - 300_000", says="bagian HPP"),
        Wrong("hasil_kopi = (1_080_000 - 300_000) * 0.2", says="terlalu awal"),
        Wrong("hasil_kopi = 84_000"),
        Wrong('hasil_kopi = "-Rp84.000"', says="masih berupa teks"),
        Wrong("hasil_kopi = -84,000", says="Koma membuat Python"),
        Wrong("hasil_kopi = 864_000", says="HPP-nya"),
    ],
    "soal-5-putusan": [
        Right("putusan = 'c'"),
        Right('putusan = " C. "'),
        Wrong('putusan = "a"', says="di bawah batas"),
        Wrong('putusan = "b"', says="Omzet belum untung"),
        Wrong('putusan = "d"', says="betul-betul membeli"),
    ],
}
