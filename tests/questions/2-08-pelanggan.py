"""Other right answers and typical wrong ones for the exercise 2-08-pelanggan."""

from grader.curriculum.questions import Right, Wrong

PER = 'per = setahun.groupby("kode_pelanggan")\n'
PACKS = PER + 'rfm = per[["jumlah_pak"]].sum()\n'
TIMES = 'rfm["kali"] = per["total"].count()\n'
LAST = 'rfm["terakhir"] = per["tanggal"].max()\n'
AGG = 'rfm = setahun.groupby("kode_pelanggan", as_index=False).agg'

ANSWERS = {
    "soal-1-rfm": [
        Right(PACKS + LAST + TIMES + 'rfm = rfm.sort_values("kali")'),
        Right(
            f'{AGG}(terakhir=("tanggal", "max"), kali=("tanggal", "count"), jumlah_pak=("jumlah_pak", "sum"))'
        ),
        Right(
            PACKS
            + 'rfm["kali"] = per["tanggal"].count()\n'
            + LAST
            + 'rfm["terakhir"] = rfm["terakhir"].dt.date'
        ),
        Wrong(PACKS.replace("setahun", "pelanggan") + TIMES + LAST, says="semua 18 bulan"),
        Wrong(PACKS + TIMES + LAST.replace("max", "min"), says="pembelian pertama"),
        Wrong(PACKS.replace("sum", "mean") + TIMES + LAST, says="rata-rata"),
        Wrong(PACKS + TIMES.replace('"total"].count', '"jumlah_pak"].sum') + LAST, says="berisi jumlah pak"),
        Wrong(PACKS, says="belum ada"),
        Wrong(PACKS + TIMES),
        Wrong("rfm = setahun"),
        Wrong('rfm = setahun.groupby("kode_pelanggan")', says="baru pengelompokannya"),
    ],
    "soal-2-tingkat": [
        Right("tingkat = 77 / 177"),
        Right('tingkat = (rfm["kali"] > 1).mean()'),
        Wrong('tingkat = len(rfm[rfm["kali"] >= 2])', says="banyaknya pelanggan"),
        Wrong("tingkat = (len(setahun) - len(rfm)) / len(setahun)", says="bagian dari pembelian"),
        Wrong('tingkat = len(rfm[rfm["kali"] >= 2]) / len(setahun)', says="banyaknya pembelian"),
        Wrong('tingkat = len(rfm[rfm["kali"] > 2]) / len(rfm)', says="tepat 2 kali"),
        Wrong('tingkat = len(rfm[rfm["kali"] >= 2]) / 200', says="tidak membeli selama setahun"),
        Wrong("tingkat = 43.50", says="persen dan pecahan"),
        Wrong('tingkat = len(rfm[rfm["kali"] == 1]) / len(rfm)'),
        Wrong('tingkat = "0.435"', says="masih berupa teks"),
        Wrong('tingkat = (rfm["kali"] == 2).mean()', says="lebih dari 2 kali"),
        Wrong('tingkat = rfm["kali"].mean()', says="rata-rata banyaknya pembelian"),
        Wrong("tingkat = 44", says="persen yang dibulatkan"),
    ],
    "soal-3-jarang-besar": [
        Right('jarang_besar = rfm[(rfm["kali"] < 3) & (rfm["jumlah_pak"] > 9)]'),
        Right('besar = rfm[rfm["jumlah_pak"] >= 10]\njarang_besar = besar[besar["kali"] <= 2]'),
        Right('jarang_besar = rfm.query("kali <= 2 and jumlah_pak >= 10").sort_values("jumlah_pak")'),
        Wrong('jarang_besar = rfm[rfm["jumlah_pak"] >= 10]', says="sering datang"),
        Wrong(
            'jarang = rfm[rfm["kali"] <= 2]\njarang_besar = rfm[rfm["jumlah_pak"] >= 10]',
            says="`jarang` sudah kamu buat, tetapi jawabanmu tidak memakainya",
        ),
        Wrong('jarang_besar = rfm[rfm["kali"] <= 2]', says="belanjanya sedikit"),
        Wrong(
            'jarang = rfm[rfm["kali"] <= 2]\njarang_besar = jarang[jarang["jumlah_pak"] > 10]',
            says="tepat 10 pak",
        ),
        Wrong(
            'jarang = rfm[rfm["kali"] == 2]\njarang_besar = jarang[jarang["jumlah_pak"] >= 10]',
            says="satu kali",
        ),
        Wrong('jarang_besar = rfm[(rfm["kali"] <= 2) | (rfm["jumlah_pak"] >= 10)]', says="Kedua syarat"),
        Wrong('jarang_besar = rfm[(rfm["kali"] <= 6) & (rfm["jumlah_pak"] >= 10)]'),
        Wrong("jarang_besar = rfm", says="semua pelanggan"),
        Wrong('jarang_besar = len(rfm[(rfm["kali"] <= 2) & (rfm["jumlah_pak"] >= 10)])'),
    ],
    "soal-4-kirim": [
        Wrong(
            'jarang_besar["izin"] = izin\nbanyak_kirim = len(jarang_besar[jarang_besar["izin"] == "Ya"])',
            says="huruf kecil",
        ),
        Right("banyak_kirim = 16"),
        Right('banyak_kirim = (izin[jarang_besar.index] == "ya").sum()'),
        Right(
            'boleh = izin[izin == "ya"]\nbanyak_kirim = len(jarang_besar[jarang_besar.index.isin(boleh.index)])'
        ),
        Wrong("banyak_kirim = len(jarang_besar)", says="menjawab tidak"),
        Wrong('banyak_kirim = (izin == "ya").sum()', says="semua pelanggan yang menjawab ya"),
        Wrong("banyak_kirim = len(izin)", says="semua pelanggan di buku izin"),
        Wrong(
            'jarang_besar["izin"] = izin\nbanyak_kirim = len(jarang_besar[jarang_besar["izin"] == "tidak"])',
            says="menjawab tidak",
        ),
    ],
    "soal-5-langkah": [
        Right("langkah = 'b'"),
        Right('langkah = " B. "'),
        Wrong('langkah = "a"', says="sudah ditarik"),
        Wrong('langkah = "c"', says="orangnya sama"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'c'"),
        Right('putusan = "C"'),
        Wrong('putusan = "a"', says="milik pembeli"),
        Wrong('putusan = "b"', says="data pribadi"),
    ],
}
