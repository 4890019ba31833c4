"""Other right answers and typical wrong ones for the exercise 2-11-pasar-jauh."""

from grader.curriculum.questions import Right, Wrong

ANSWERS = {
    "soal-1-ongkir": [
        Right("ongkir_sendiri = 2 * 120_000"),
        Right("berat = ceil(1.6)\nongkir_sendiri = berat * tarif_1kg"),
        Wrong("ongkir_sendiri = 1.6 * tarif_1kg", says="belum dibulatkan"),
        Wrong("ongkir_sendiri = 4 * tarif_1kg", says="setiap lembar"),
        Wrong("ongkir_sendiri = 60_000", says="ongkir selembar"),
        Wrong("ongkir_sendiri = 2 * tarif_10kg", says="mulai 10 kg"),
        Wrong("ongkir_sendiri = int(1.6) * tarif_1kg", says="Ini ongkir 1 kg"),
        Wrong("ongkir_sendiri = 10 * tarif_10kg", says="kiriman gabungan"),
    ],
    "soal-2-sampai": [
        Right("sampai_ringgit = 58.75"),
        Right("rupiahnya = harga + 60_000\nsampai_ringgit = rupiahnya / 4_000"),
        Wrong("sampai_ringgit = 235_000", says="masih rupiah"),
        Wrong("sampai_ringgit = (harga + ongkir_sendiri) / ringgit", says="dengan 4"),
        Wrong("sampai_ringgit = harga / ringgit", says="belum ikut"),
        Wrong("sampai_ringgit = (hpp + 60_000) / ringgit", says="mulai dari HPP"),
        Wrong("sampai_ringgit = (4 * harga + ongkir_sendiri) / ringgit", says="harga empat lembar"),
        Wrong("sampai_ringgit = 15", says="ongkirnya saja"),
    ],
    "soal-3-hemat": [
        Right("hemat = 60_000 - 32_000"),
        Right("gabungan = 10 * tarif_10kg / 25\nhemat = ongkir_sendiri / 4 - gabungan"),
        Wrong("hemat = 10 * tarif_10kg / 25", says="Kurangkan dari"),
        Wrong("hemat = ongkir_sendiri - 32_000", says="dengan 4"),
        Wrong("hemat = tarif_1kg - tarif_10kg", says="selisih tarif"),
        Wrong("hemat = 0.4 * (tarif_1kg - tarif_10kg)", says="bukan 1,6 kg"),
        Wrong("hemat = 800_000 - 240_000", says="4 lembar dengan 25 lembar"),
        Wrong("hemat = 60_000 - tarif_10kg", says="untuk satu kg"),
    ],
    "soal-4-kurs": [
        Right("sisa = 43_100"),
        Right("uang = 52 * 3_800\nsisa = uang - (hpp + 32_000)"),
        Wrong("sisa = 52 * 3_800", says="Ini omzet"),
        Wrong("sisa = 52 * 3_800 - hpp", says="Ongkir Rp32.000"),
        Wrong("sisa = 52 * ringgit - hpp - 32_000", says="kurs lama"),
        Wrong("sisa = harga - hpp", says="sisa di Ponorogo"),
        Wrong("sisa = 52 * 3_800 - harga - 32_000", says="harga jual"),
        Wrong("sisa = 52 * 3_800 - hpp - 60_000", says="kiriman sendiri"),
        Wrong("sisa = 52 * 3.800 - hpp - 32_000", says="sebagai 3,8"),
    ],
    "soal-5-jenang": [
        Right('bisa = tujuan[tujuan["lama_hari"] <= 3]'),
        Right('bisa = tujuan[tujuan["tujuan"] == "Surabaya"]'),
        Wrong('bisa = tujuan[tujuan["lama_hari"] <= 5]', says="belum dikurangkan"),
        Wrong('bisa = tujuan[tujuan["lama_hari"] < 5]', says="Baru satu hari"),
        Wrong("bisa = tujuan", says="semua tujuan"),
        Wrong('bisa = tujuan[tujuan["lama_hari"] > 3]', says="Terbalik"),
        Wrong('bisa = tujuan[tujuan["lama_hari"] == 3]', says="tidak punya baris"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'd'"),
        Right('putusan = " D "'),
        Wrong('putusan = "a"', says="rugi Rp7.500"),
        Wrong('putusan = "b"', says="6 hari di jalan"),
        Wrong('putusan = "c"', says="sisa dalam rupiah"),
    ],
}
