"""Other right answers and typical wrong ones for the exercise 2-08-pelanggan."""

from grader.curriculum.questions import Right, Wrong

BY_CUSTOMER = 'rfm = setahun.groupby("kode_pelanggan", as_index=False).agg'
LAST_AND_COUNT = 'terakhir=("tanggal", "max"), kali=("tanggal", "count")'

ANSWERS = {
    "soal-1-rfm": [
        Right(
            'tiap = setahun.groupby("kode_pelanggan")\n'
            f'rfm = tiap.agg({LAST_AND_COUNT}, pak=("jumlah_pak", "sum"))'
        ),
        Right(
            f'{BY_CUSTOMER}(pak=("jumlah_pak", "sum"), {LAST_AND_COUNT})\n'
            'rfm = rfm.sort_values("pak", ascending=False)'
        ),
        Right(
            f'{BY_CUSTOMER}(terakhir=("tanggal", "last"), kali=("nomor_transaksi", "count"), '
            'pak=("jumlah_pak", "sum"))'
        ),
        Wrong(f'{BY_CUSTOMER}({LAST_AND_COUNT}, pak=("total", "sum"))', says="berisi rupiah"),
        Wrong(
            f'rfm = pelanggan.groupby("kode_pelanggan", as_index=False).agg({LAST_AND_COUNT}, '
            'pak=("jumlah_pak", "sum"))',
            says="semua 18 bulan",
        ),
        Wrong(
            f'{BY_CUSTOMER}(terakhir=("tanggal", "min"), kali=("tanggal", "count"), '
            'pak=("jumlah_pak", "sum"))',
            says="pembelian pertama",
        ),
        Wrong(f'{BY_CUSTOMER}({LAST_AND_COUNT}, pak=("jumlah_pak", "mean"))', says="rata-rata"),
        Wrong(f"{BY_CUSTOMER}({LAST_AND_COUNT})"),
        Wrong("rfm = setahun"),
        Right(
            f'{BY_CUSTOMER}({LAST_AND_COUNT}, pak=("jumlah_pak", "sum"))\n'
            'rfm["terakhir"] = rfm["terakhir"].dt.date'
        ),
        Wrong('rfm = setahun.groupby("kode_pelanggan")', says="baru pengelompokannya"),
    ],
    "soal-2-tingkat": [
        Right("tingkat = 88 / 178"),
        Right('tingkat = (rfm["kali"] > 1).mean()'),
        Wrong('tingkat = len(rfm[rfm["kali"] >= 2])', says="banyaknya pelanggan"),
        Wrong("tingkat = (len(setahun) - len(rfm)) / len(setahun)", says="bagian dari pembelian"),
        Wrong('tingkat = len(rfm[rfm["kali"] >= 2]) / len(setahun)', says="banyaknya pembelian"),
        Wrong('tingkat = len(rfm[rfm["kali"] > 2]) / len(rfm)', says="tepat 2 kali"),
        Wrong('tingkat = len(rfm[rfm["kali"] >= 2]) / 200', says="tidak membeli selama setahun"),
        Wrong("tingkat = 49.44", says="persen dan pecahan"),
        Wrong('tingkat = len(rfm[rfm["kali"] == 1]) / len(rfm)'),
        Wrong('tingkat = "0.494"', says="masih berupa teks"),
        Wrong('tingkat = (rfm["kali"] == 2).mean()', says="lebih dari 2 kali"),
        Wrong('tingkat = rfm["kali"].mean()', says="rata-rata banyaknya pembelian"),
        Wrong("tingkat = 49", says="persen yang dibulatkan"),
    ],
    "soal-3-jarang-besar": [
        Right('jarang_besar = rfm[(rfm["kali"] < 3) & (rfm["pak"] > 13)]'),
        Right('besar = rfm[rfm["pak"] >= 14]\njarang_besar = besar[besar["kali"] <= 2]'),
        Right('jarang_besar = rfm.query("kali <= 2 and pak >= 14").sort_values("pak")'),
        Wrong('jarang_besar = rfm[rfm["pak"] >= 14]', says="sering datang"),
        Wrong('jarang_besar = rfm[rfm["kali"] <= 2]', says="belanjanya sedikit"),
        Wrong('jarang_besar = rfm[(rfm["kali"] <= 2) & (rfm["pak"] > 14)]', says="tepat 14 pak"),
        Wrong('jarang_besar = rfm[(rfm["kali"] == 2) & (rfm["pak"] >= 14)]', says="satu kali"),
        Wrong('jarang_besar = rfm[(rfm["kali"] <= 2) | (rfm["pak"] >= 14)]', says="atau"),
        Wrong('jarang_besar = rfm[(rfm["kali"] <= 3) & (rfm["pak"] >= 14)]'),
        Wrong("jarang_besar = rfm", says="semua pelanggan"),
        Wrong('jarang_besar = len(rfm[(rfm["kali"] <= 2) & (rfm["pak"] >= 14)])'),
        Wrong('jarang_besar = rfm[(rfm["kali"] <= 2) & (rfm["pak"] >= 140)]', says="tidak punya baris"),
    ],
    "soal-4-kirim": [
        Right('kirim = [k for k in jarang_besar["kode_pelanggan"] if k in izin]'),
        Right('kirim = set(izin) & set(jarang_besar["kode_pelanggan"])'),
        Right(
            'boleh = jarang_besar[jarang_besar["kode_pelanggan"].isin(izin)]\n'
            'kirim = list(boleh["kode_pelanggan"])'
        ),
        Right('kirim = jarang_besar[jarang_besar["kode_pelanggan"].isin(izin)]["kode_pelanggan"]'),
        Wrong("kirim = izin", says="semua yang memberi izin"),
        Wrong('kirim = list(jarang_besar["kode_pelanggan"])', says="belum memberi izin"),
        Wrong(
            'kirim = list(rfm[rfm["kode_pelanggan"].isin(izin)]["kode_pelanggan"])',
            says="Ambil hanya yang ada",
        ),
        Wrong('kirim = list(jarang_besar[jarang_besar["kode_pelanggan"].isin(izin)])', says="nama kolom"),
        Wrong('kirim = jarang_besar["kode_pelanggan"].isin(izin)', says="True atau False"),
        Wrong('kirim = [k for k in izin if k in jarang_besar["kode_pelanggan"]]', says="Daftarmu kosong"),
        Wrong('kirim = jarang_besar[jarang_besar["kode_pelanggan"].isin(izin)]', says="masih tabel"),
        Wrong(
            'kirim = [k for k in jarang_besar["kode_pelanggan"] if k in izin and k != "P084"]',
            says="P084 belum ada",
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
