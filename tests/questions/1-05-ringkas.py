"""Other right answers and typical wrong ones for the exercise 1-05-ringkas."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-total-pak": [
        Right("total_pak = 3498"),
        Right('total_pak = sum(pesanan["jumlah_pak"])'),
        Wrong("total_pak = len(pesanan)", says="banyaknya pesanan"),
        Wrong('total_pak = pesanan["total"].sum()', says="jumlah uangnya"),
        Wrong('total_pak = pesanan["jumlah_pak"]'),
        Wrong('total_pak = pesanan["jumlah_pak"].mean()', says="yang ditanya jumlahnya"),
        Wrong('total_pak = pesanan["jumlah_pak"].sum'),
    ],
    "soal-2-rata": [
        Right("rata = 4.31"),
        Right('rata = pesanan["jumlah_pak"].sum() / len(pesanan)'),
        Wrong('rata = pesanan["total"].mean()', says="rata-rata uangnya"),
        Wrong("rata = 4", says="angka lengkapnya"),
        Wrong('rata = pesanan["jumlah_pak"].median()', says="Ini mediannya"),
        Wrong('rata = pesanan["jumlah_pak"].sum()', says="yang ditanya rata-ratanya"),
        Wrong('rata = int(pesanan["jumlah_pak"].mean())', says="angka lengkapnya"),
        Wrong('rata = round(pesanan["jumlah_pak"].mean())', says="Periksa bagian dengan `round`"),
        Wrong("rata = 4,31", says="Koma membuat Python"),
        Wrong("rata = 4.3", says="dibulatkan terlalu awal"),
    ],
    "soal-3-tengah": [
        Right("tengah = 3"),
        Right('tengah = pesanan["jumlah_pak"].quantile(0.5)'),
        Wrong('tengah = pesanan["jumlah_pak"].mean()', says="Ini rata-rata"),
        Wrong("tengah = (1 + 20) / 2", says="tengah antara yang terkecil"),
        Wrong('tengah = pesanan["total"].median()', says="median uangnya"),
        Wrong("tengah = 4"),
        Wrong("tengah = round(rata)", says="rata-rata yang dibulatkan"),
        Wrong("tengah = int(rata)", says="rata-rata yang dibulatkan"),
        Wrong("tengah = rata // 1", says="membuang angka di belakang koma"),
        Wrong("tengah = 4.31", says="Ini rata-rata"),
        Wrong('tengah = pesanan["jumlah_pak"].mode()[0]', says="paling sering"),
    ],
    "soal-4-tiap-kanal": [
        Right('tiap_kanal = pesanan.groupby("kanal")["jumlah_pak"].median()'),
        Right('tiap_kanal = pesanan[["kanal", "jumlah_pak"]].groupby("kanal").median()'),
        Right('tiap_kanal = pesanan.groupby("kanal", as_index=False)[["jumlah_pak"]].median()'),
        Right(
            'tabel = pesanan.groupby("kanal")[["jumlah_pak"]].median()\n'
            'tiap_kanal = tabel.sort_values("jumlah_pak", ascending=False)'
        ),
        Right(
            "import pandas as pd\n"
            "isi = {}\n"
            'for kanal in pesanan["kanal"].unique():\n'
            '    isi[kanal] = pesanan[pesanan["kanal"] == kanal]["jumlah_pak"].median()\n'
            'tiap_kanal = pd.Series(isi, name="jumlah_pak")'
        ),
        Wrong(
            "import pandas as pd\n"
            'tiap_kanal = pd.Series({"WhatsApp": 3, "reseller": 15, "Instagram": 2, "marketplace": 2, '
            '"datang langsung": 3}, name="jumlah_pak")',
            says="belum sesuai di baris",
        ),
        Wrong('tiap_kanal = pesanan.groupby("kanal")[["jumlah_pak"]].sum()', says="jumlahnya"),
        Wrong('tiap_kanal = pesanan.groupby("kanal")[["jumlah_pak"]].mean()', says="rata-ratanya"),
        Wrong('tiap_kanal = pesanan.groupby("kota")[["jumlah_pak"]].median()', says="tiap kota"),
        Wrong('tiap_kanal = pesanan.groupby("kanal")[["total"]].median()', says="median uangnya"),
        Wrong('tiap_kanal = pesanan["jumlah_pak"].median()', says="satu angka untuk semua"),
    ],
    "soal-5-putusan": [
        Right("putusan = 'a'"),
        Right('putusan = " A. "'),
        Wrong('putusan = "b"', says="ditarik reseller"),
        Wrong('putusan = "c"', says="hampir kosong"),
    ],
}
