"""Other right answers and typical wrong ones for the exercise 2-13-kas-qris."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-laci": [
        Right('kurang = kas[kas["laci"] - kas["nota_tunai"] < 0]'),
        Right(
            'kas["beda"] = kas["laci"] - kas["nota_tunai"]\nkurang = kas[kas["beda"] < 0].drop(columns="beda")'
        ),
        Right('kurang = kas[kas["nota_tunai"] > kas["laci"]]'),
        Wrong('kurang = kas[kas["laci"] != kas["nota_tunai"]]', says="malah lebih"),
        Wrong('kurang = kas[kas["laci"] > kas["nota_tunai"]]', says="Terbalik"),
        Wrong('kurang = kas[kas["masuk_qris"] < kas["nota_qris"]]', says="Ini QRIS"),
        Wrong("kurang = kas", says="semua hari"),
        Wrong("kurang = 2"),
        Wrong('kurang = kas["laci"] < kas["nota_tunai"]'),
    ],
    "soal-2-qris": [
        Right("tidak_masuk = 120_000"),
        Right('tidak_masuk = kas["nota_qris"].sum() - kas["masuk_qris"].sum() - 750_000 * 0.003'),
        Wrong('tidak_masuk = kas["nota_qris"].sum() - kas["masuk_qris"].sum()', says="jangan ikut"),
        Wrong("tidak_masuk = 2_250", says="biaya MDR"),
        Wrong('tidak_masuk = kas["nota_tunai"].sum() - kas["laci"].sum()', says="kekurangan laci"),
        Wrong("tidak_masuk = 990_000", says="seluruh nota"),
        Wrong("tidak_masuk = 870_000 - 990_000", says="Terbalik"),
    ],
    "soal-3-mdr": [
        Right("mdr = 2_700"),
        Right("mdr = 0 + 0 + 900_000 * 0.3 / 100"),
        Wrong("mdr = 1_880_000 * 0.003", says="setiap pembayaran"),
        Wrong("mdr = 1_400_000 * 0.003", says="masih 0%"),
        Wrong("mdr = 400_000 * 0.003", says="kelebihannya saja"),
        Wrong("mdr = 900_000 * 0.007", says="usaha kecil"),
        Wrong("mdr = 900_000 * 0.03", says="dua nol"),
        Wrong("mdr = 900_000 * 0.3", says="30%"),
        Wrong("mdr = 0", says="di atas batas"),
        Wrong("mdr = 897_300", says="yang diterima"),
    ],
    "soal-4-pajak": [
        Right("pajak = 345_000"),
        Right('lebih = omzet["omzet"].sum() - 500_000_000\npajak = lebih * 0.5 / 100'),
        Right("pajak = 8_000_000 * 0.005 + 61_000_000 * 0.005"),
        Wrong('pajak = omzet["omzet"].sum() * 0.005', says="seluruh omzet"),
        Wrong('pajak = omzet["omzet"].sum() - 500_000_000', says="Kalikan"),
        Wrong('pajak = omzet["omzet"].sum() - 500_000_000 * 0.005', says="tanda kurung"),
        Wrong("pajak = 305_000", says="September saja"),
        Wrong("pajak = 3_450_000", says="dua nol"),
        Wrong("pajak = 635_000", says="baru sebagian"),
        Wrong("pajak = 0", says="sudah di atas"),
    ],
    "soal-5-putusan": [
        Right("putusan = 'a'"),
        Right('putusan = " A "'),
        Wrong('putusan = "b"', says="perlu diberi tahu"),
        Wrong('putusan = "c"', says="semua tempat"),
        Wrong('putusan = "d"', says="hanya bagian"),
    ],
}
