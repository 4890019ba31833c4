"""Other right answers and typical wrong ones for the exercise 2-03-kanal."""

from grader.course.questions import Right, Wrong

ANSWERS = {
    "soal-1-diterima": [
        Right("diterima = 12_000 * 0.9 - 1_250"),
        Right("diterima = 9_550.0"),
        Wrong("diterima = harga - harga * potongan", says="Biaya pesanan belum ikut"),
        Wrong("diterima = harga - biaya_pesanan", says="Potongan 10 % belum ikut"),
        Wrong("diterima = harga - potongan - biaya_pesanan", says="baru 0,10 rupiah"),
        Wrong("diterima = (harga - biaya_pesanan) * 0.9", says="dihitung dari harga"),
        Wrong("diterima = 1_550", says="sebelum HPP"),
    ],
    "soal-2-paket": [
        Right("sisa_paket = 2_550"),
        Right("paket = 60_000\nsisa_paket = (paket * 0.9 - 1_250 - 40_000) / 5"),
        Right("sisa_paket = harga * 0.9 - 250 - hpp"),
        Wrong("sisa_paket = 1_550", says="satu pesanan"),
        Wrong("sisa_paket = 12_750", says="Bagi lima"),
        Wrong("sisa_paket = 10_550", says="HPP belum dikurangkan"),
        Wrong("sisa_paket = 2_800", says="Biaya pesanan belum ikut"),
    ],
    "soal-3-layak": [
        Right('layak = kanal[kanal["sisa_sepak"] > 2_499]'),
        Right('layak = kanal.sort_values("sisa_sepak", ascending=False).head(4)'),
        Wrong('layak = kanal[kanal["sisa_sepak"] > 2_500]', says="tepat Rp2.500 terlewat"),
        Wrong('layak = kanal[kanal["sisa_sepak"] <= 2_500]', says="terbalik"),
        Wrong("layak = kanal", says="kolom `diterima`"),
        Wrong('layak = kanal[kanal["potongan_persen"] == 0]', says="Tanpa potongan"),
    ],
    "soal-4-sebulan": [
        Right("selisih = 58 * 950"),
        Right("selisih = 58 * 2_500 - 58 * 1_550"),
        Wrong("selisih = 58 * 2_450", says="Ongkos antar belum ikut"),
        Wrong("selisih = 950", says="Kalikan 58"),
        Wrong("selisih = 145_000", says="seluruh sisa lewat WhatsApp"),
        Wrong("selisih = 58 * (2_500 - sisa_paket)", says="paket lima"),
    ],
    "soal-5-tarif": [
        Right("periksa_tarif = 'b'"),
        Right('periksa_tarif = " B. "'),
        Wrong('periksa_tarif = "a"', says="tanggalnya lama"),
        Wrong('periksa_tarif = "c"', says="terlalu rendah"),
        Wrong('periksa_tarif = "d"', says="Cari yang resmi"),
    ],
    "soal-6-putusan": [
        Right("putusan = 'b'"),
        Right('putusan = "B"'),
        Wrong('putusan = "a"', says="Lihat soal 4"),
        Wrong('putusan = "c"', says="Rp1.550"),
        Wrong('putusan = "d"', says="tidak rugi"),
    ],
}
