"""Other right answers and typical wrong ones for the exercise 3-03-periksa."""

from grader.curriculum.questions import Right, Wrong

FRONT = '[["kode_usaha", "rt", "tanggal_hadir"]]'
BY_NAME = 'lapak_depan = bersih.merge(hadir, on="nama_usaha").rename'

ANSWERS = {
    "soal-1-bersih": [
        Right('bersih = usaha.drop_duplicates("kode_usaha")'),
        Right("usaha = usaha.drop_duplicates()\nbersih = usaha"),
        Right('bersih = usaha.sort_values("rt").drop_duplicates()'),
        Wrong("bersih = usaha", says="masih 63 baris"),
        Wrong("usaha.drop_duplicates()\nbersih = usaha", says="`usaha.drop_duplicates()` tidak disimpan"),
        Wrong("bersih = usaha.drop_duplicates()\nbersih = usaha", says="jadi yang tadi hilang"),
        Wrong('bersih = usaha.drop_duplicates("nama_usaha")', says="hanya bernama sama"),
        Wrong('bersih = usaha.drop_duplicates("rt")', says="setiap RT"),
        Wrong('bersih = usaha.drop_duplicates("jenis_usaha")', says="setiap jenis"),
        Wrong("bersih = len(usaha.drop_duplicates())", says="tanpa `len(...)`"),
        Wrong("bersih = usaha.drop_duplicates().dropna()", says="ikut terbuang"),
        Wrong("bersih = usaha.head(60)", says="60 baris teratas"),
        Wrong("bersih = usaha.drop_duplicates"),
    ],
    "soal-2-tanya": [
        Right('tanya = bersih[bersih["omzet_bulanan"].isna()][["kode_usaha", "rt"]]'),
        Right('tanya = bersih[["rt", "kode_usaha"]][bersih["omzet_bulanan"].isna()].sort_values("rt")'),
        Right('tanya = usaha[usaha["omzet_bulanan"].isna()][["kode_usaha", "rt"]]'),
        Wrong('tanya = bersih[["kode_usaha", "rt"]]', says="semua usaha"),
        Wrong('tanya = bersih[bersih["omzet_bulanan"].isna()]', says="Pilih dua kolomnya"),
        Wrong('tanya = bersih[bersih["omzet_bulanan"].notna()][["kode_usaha", "rt"]]', says="sudah diisi"),
        Wrong('tanya = bersih["omzet_bulanan"].isna()', says="ya atau tidak"),
        Wrong('tanya = bersih["omzet_bulanan"].isna().sum()', says="banyaknya yang kosong"),
        Wrong(
            'tanya = bersih[bersih["omzet_bulanan"] == 0][["kode_usaha", "rt"]]',
            says="bukan nol dan bukan tulisan",
        ),
        Wrong('tanya = bersih[bersih["omzet_bulanan"].isna()]["kode_usaha"]', says="baru satu kolom"),
        Wrong('tanya = bersih[bersih["omzet_bulanan"].isna()][["nama_usaha", "rt"]]', says="bisa kembar"),
    ],
    "soal-3-makanan": [
        Right("makanan = 22 + 3 + 1"),
        Right('makanan = len(bersih[bersih["jenis_usaha"].isin(["makanan", "Makanan", "makann"])])'),
        Right("makanan = 26.0"),
        Wrong("makanan = 22", says="ejaannya pas"),
        Wrong("makanan = 25", says="satu ejaan lagi"),
        Wrong("makanan = 23", says="satu ejaan lagi"),
        Wrong("makanan = 24", says="ada yang terulang"),
        Wrong("makanan = 4", says="salah eja saja"),
        Wrong("makanan = 28", says="terhitung dua kali"),
        Wrong("makanan = 60", says="semua usaha"),
        Wrong("makanan = 9", says="kerajinan"),
        Wrong("makanan = 6", says="tabel jenis"),
        Wrong("makanan = 3", says="ketiga ejaan"),
        Wrong('makanan = "26"', says="masih berupa teks"),
    ],
    "soal-4-mustahil": [
        Right('mustahil = ["U050", "U023"]'),
        Right(
            'urut = bersih.sort_values("tanggal_daftar", ascending=False)\n'
            'mustahil = list(urut.head(2)["kode_usaha"])'
        ),
        Right('mustahil = bersih[bersih["tanggal_daftar"] > "2026-12-31"]["kode_usaha"]'),
        Wrong('mustahil = ["U023"]', says="satu lagi"),
        Wrong('mustahil = ["U050"]', says="satu lagi"),
        Wrong('mustahil = ["U017"]', says="omzetnya"),
        Wrong(
            'mustahil = list(bersih[bersih["tanggal_daftar"] > "2026-01-03"]["kode_usaha"])',
            says="sudah lewat, atau tepat hari ini",
        ),
        Wrong(
            'mustahil = list(bersih[bersih["tanggal_daftar"] >= "2026-03-01"]["kode_usaha"])',
            says="tepat hari ini",
        ),
        Wrong('mustahil = ["2027-03-16", "2027-11-03"]', says="kode usahanya"),
        Wrong(
            'mustahil = list(bersih[bersih["tanggal_daftar"] < "2026-03-01"]["kode_usaha"])',
            says="sudah lewat",
        ),
        Wrong(
            'mustahil = list(bersih.sort_values("tanggal_daftar")["kode_usaha"].head(2))', says="paling lama"
        ),
        Wrong('mustahil = bersih[bersih["tanggal_daftar"] > "2026-03-01"]', says="masih tabel"),
        Wrong("mustahil = [23, 50]", says="kodenya lengkap"),
        Wrong("mustahil = [U023, U050]"),
    ],
    "soal-5-lapak-depan": [
        Right(f'lapak_depan = bersih.merge(hadir, on="kode_usaha"){FRONT}'),
        Right(f'lapak_depan = hadir.merge(bersih, on="kode_usaha"){FRONT}'),
        Right(f'lapak_depan = hadir.merge(bersih, on=["kode_usaha", "nama_usaha"]){FRONT}'),
        Wrong(f'lapak_depan = usaha.merge(hadir, on="kode_usaha"){FRONT}', says="ikut dua kali"),
        Wrong('lapak_depan = bersih.merge(hadir, on="kode_usaha")', says="Pilih tiga kolomnya"),
        Wrong(f'{BY_NAME}(columns={{"kode_usaha_x": "kode_usaha"}}){FRONT}', says="tidak hadir ikut masuk"),
        Wrong(f'{BY_NAME}(columns={{"kode_usaha_y": "kode_usaha"}}){FRONT}', says="terhitung dua kali"),
        Wrong('lapak_depan = bersih.merge(hadir, on="nama_usaha")', says="digabung menurut nama"),
        Wrong("lapak_depan = hadir", says="belum digabung"),
        Wrong(f'lapak_depan = bersih.merge(hadir, on="kode_usaha", how="left"){FRONT}', says="tidak hadir"),
        Wrong(f'lapak_depan = bersih.merge(hadir, on="nama_usaha"){FRONT}'),
    ],
    "soal-6-putusan": [
        Right('putusan = "B"'),
        Right('putusan = "(b)"'),
        Wrong('putusan = "a"', says="Lapaknya berlebih"),
        Wrong('putusan = "c"', says="petugasnya"),
        Wrong('putusan = "d"', says="jangan hapus"),
    ],
}
