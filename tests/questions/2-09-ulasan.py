"""Other right answers and typical wrong ones for the exercise 2-09-ulasan."""

from grader.curriculum.questions import Right, Wrong

THEMES = '["bahan", "warna", "ukuran", "jahitan"]'
COLUMNS = (
    'keluhan["warna"] = kecil.str.contains("warna|wrn|beda")\n'
    'keluhan["ukuran"] = kecil.str.contains("ukuran|size|kecil|sempit")\n'
    'keluhan["jahitan"] = kecil.str.contains("jahit|robek|sobek|copot")\n'
)

ANSWERS = {
    "soal-1-banyak-bahan": [
        Right('banyak_bahan = keluhan["ulasan"].str.contains("bahan|tipis|kain", case=False).sum()'),
        Right(
            'kecil = keluhan["ulasan"].str.lower()\n'
            'banyak_bahan = len(keluhan[kecil.str.contains("kain|bahan|tipis")])'
        ),
        Wrong(
            'banyak_bahan = keluhan["ulasan"].str.contains("bahan|tipis|kain").sum()',
            says="huruf besar terlewat",
        ),
        Wrong(
            'banyak_bahan = busana["ulasan"].str.lower().str.contains("bahan|tipis|kain").sum()',
            says="termasuk pujian",
        ),
        Wrong('banyak_bahan = keluhan["ulasan"].str.lower().str.contains("bahan").sum()', says="baru kata"),
        Wrong("banyak_bahan = len(keluhan)", says="semua keluhan"),
        Wrong('banyak_bahan = keluhan["ulasan"].str.lower().str.contains("bahan|tipis|kain")'),
        Wrong(
            'banyak_bahan = keluhan["ulasan"].str.lower().str.count("bahan|tipis|kain").sum()',
            says="terhitung dua kali",
        ),
        Wrong(
            'banyak_bahan = keluhan["ulasan"].str.lower().str.contains("bahan | tipis | kain").sum()',
            says="Spasi di sekitar",
        ),
        Wrong(
            'banyak_bahan = keluhan["ulasan"].str.lower().str.contains("bahan,tipis,kain").sum()',
            says="dengan `|` di antaranya",
        ),
    ],
    "soal-2-tema": [
        Right(COLUMNS + 'tema = keluhan[["jahitan", "ukuran", "warna", "bahan"]].sum().sort_values()'),
        Right(
            'huruf = keluhan["ulasan"].str.lower()\n'
            'keluhan["warna"] = huruf.str.contains("beda|wrn|warna")\n'
            'keluhan["ukuran"] = huruf.str.contains("size|ukuran|sempit|kecil")\n'
            'keluhan["jahitan"] = huruf.str.contains("copot|robek|sobek|jahit")\n'
            f"tema = keluhan[{THEMES}].sum()"
        ),
        Right(COLUMNS + f'tema = keluhan[{THEMES}].sum().rename("banyak")'),
        Right(COLUMNS + f"tema = keluhan[{THEMES}].sum().reset_index()"),
        Right(COLUMNS + f"tema = {{k: keluhan[k].sum() for k in {THEMES}}}"),
        Wrong(
            COLUMNS.replace("|sempit", "") + f"tema = keluhan[{THEMES}].sum()",
            says="Angka belum sesuai di baris",
        ),
        Wrong(
            COLUMNS.replace('"warna|wrn|beda"', "____") + f"tema = keluhan[{THEMES}].sum()",
            says="masih ada ____",
        ),
        Wrong(
            COLUMNS.replace('kecil.str.contains("warna', 'keluhan["ulasan"].str.contains("warna')
            + f"tema = keluhan[{THEMES}].sum()",
            says='baris "warna"',
        ),
        Wrong(COLUMNS + f"tema = keluhan[{THEMES}].mean()", says="bagian setiap tema"),
        Wrong(COLUMNS + f'tema = keluhan.groupby("kategori")[{THEMES}].sum()', says="per kategori"),
        Wrong(COLUMNS + f"tema = keluhan[{THEMES}]", says="Jumlahkan dengan"),
        Wrong(COLUMNS + 'tema = keluhan[["warna", "ukuran", "jahitan"]].sum()', says="bahan belum ikut"),
        Wrong(COLUMNS + "tema = len(keluhan)"),
        Wrong(COLUMNS + f"tema = list(keluhan[{THEMES}].sum())", says="nama temanya hilang"),
        Wrong(COLUMNS + 'tema = keluhan["bahan"].sum()', says="Baru satu tema"),
        Wrong(COLUMNS + f"tema = keluhan[{THEMES}].sum().astype(str)", says="Kolomnya berisi teks"),
    ],
    "soal-3-bagian-bahan": [
        Right("bagian_bahan = 72 / 300"),
        Right('bagian_bahan = keluhan["bahan"].mean()'),
        Right("bagian_bahan = 0.24"),
        Wrong("bagian_bahan = banyak_bahan / len(busana)", says="termasuk pujian"),
        Wrong("bagian_bahan = banyak_bahan / tema.sum()", says="dua kali"),
        Wrong("bagian_bahan = 24", says="persen dan pecahan"),
        Wrong("bagian_bahan = banyak_bahan"),
        Wrong("bagian_bahan = 72", says="Ini banyaknya"),
    ],
    "soal-4-sebab": [
        Right("sebab = 'd'"),
        Right('sebab = " D. "'),
        Wrong('sebab = "a"', says="tepat separuh"),
        Wrong('sebab = "b"', says="tetap diatur"),
        Wrong('sebab = "c"', says="tidak dapat mengatakannya"),
    ],
    "soal-5-pembeli-bahan": [
        Right("pembeli_bahan = 12"),
        Right("mengeluh = 1_000 * 5 / 100\npembeli_bahan = mengeluh * bagian_bahan"),
        Wrong("pembeli_bahan = 1_000 * bagian_bahan", says="semua pembeli mengeluh"),
        Wrong("pembeli_bahan = 1_000 * 0.5 * bagian_bahan", says="buatan peneliti"),
        Wrong("pembeli_bahan = 50", says="semua yang mengeluh"),
        Wrong("pembeli_bahan = banyak_bahan", says="di dalam data"),
        Wrong("pembeli_bahan = 1_000 * 5 * bagian_bahan", says="ditulis `0.05`"),
        Wrong("pembeli_bahan = 1_001 * 0.05 * bagian_bahan"),
        Wrong("pembeli_bahan = 1_000 * 0.05 * 24", says="100 kali terlalu besar"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'a'"),
        Right('putusan = "A"'),
        Wrong('putusan = "b"', says="menipu pembeli"),
        Wrong('putusan = "c"', says="buatan peneliti"),
    ],
}
