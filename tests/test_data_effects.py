"""What a lesson teaches with a dataset is really in it."""

from __future__ import annotations

from math import sqrt

import pandas as pd
import pytest

from grader.data.build import DATASETS
from grader.data.catalog import load_catalog
from grader.data.table import read_resource

CATALOG = load_catalog(DATASETS)


def table(name: str) -> pd.DataFrame:
    return read_resource(CATALOG.resources[name])


def test_jenang_orders_rank_differently_by_count_and_by_sum() -> None:
    orders = table("pesanan_jenang")
    by_count = orders["kanal"].value_counts()
    by_packs = orders.groupby("kanal")["jumlah_pak"].sum().sort_values(ascending=False)
    assert by_count.index[0] == by_packs.index[0] == "WhatsApp"
    assert by_count["reseller"] < by_count["marketplace"] < by_count["datang langsung"]
    assert list(by_packs.index[:2]) == ["WhatsApp", "reseller"]
    assert orders["pembayaran"].value_counts().index[0] == "COD"
    assert (orders["total"] == orders["jumlah_pak"] * orders["harga_satuan"]).all()


def test_the_month_of_most_orders_moves_with_lebaran() -> None:
    months = table("pesanan_jenang_bulanan").set_index("bulan")["jumlah_pak"]
    assert months.filter(like="2024-").idxmax() == "2024-04"
    assert months.filter(like="2025-").idxmax() == "2025-03"
    orders = table("pesanan_jenang")
    assert months.sum() == orders["jumlah_pak"].sum()


def test_the_warung_week_adds_up() -> None:
    book = table("kas_warung")
    totals = book.groupby("jenis")["jumlah_rupiah"].sum()
    assert (totals["masuk"], totals["keluar"]) == (4_200_000, 2_940_000)
    by_day = book[book["jenis"] == "masuk"].groupby("hari")["jumlah_rupiah"].sum()
    assert by_day["Sabtu"] / by_day.drop(["Sabtu", "Minggu"]).mean() == pytest.approx(2, abs=0.15)


def test_one_lebaran_day_doubles_the_mean() -> None:
    sales = table("warung_sate")
    stalls = sales.groupby("warung")["tusuk_terjual"].agg(["mean", "median"])
    assert (stalls["mean"] / stalls["median"]).between(1.8, 2.2).all()
    ordinary = (
        sales[sales["hari_lebaran"] == "tidak"].groupby("warung")["tusuk_terjual"].agg(["mean", "median"])
    )
    assert (ordinary["mean"] / ordinary["median"]).between(0.9, 1.1).all()


def test_each_funnel_has_its_own_leak() -> None:
    wide = table("corong_toko").pivot(index=["toko", "bulan"], columns="urutan", values="jumlah")
    rates = wide.div(wide.shift(1, axis=1)).drop(columns=1)
    change = rates.xs("2026-10", level="bulan") - rates.xs("2026-09", level="bulan")
    assert change.loc["Jenang Bu Sari"].idxmin() == 3
    assert change.loc["Sate Pak Wiryo"].idxmin() == 4
    # Relative change decides for batik, whose first rate is small.
    relative = rates.xs("2026-10", level="bulan") / rates.xs("2026-09", level="bulan")
    assert relative.idxmin(axis=1).to_dict() == {
        "Jenang Bu Sari": 3,
        "Sate Pak Wiryo": 4,
        "Batik Ciprat Rukun": 2,
    }
    assert (rates.idxmin(axis=1) == 2).all()


def test_a_batch_of_jenang_costs_500_000() -> None:
    costs = table("biaya_jenang")
    assert (costs["total"] == costs["banyak"] * costs["harga_satuan"]).all()
    assert costs["total"].sum() / 40 == 12_500


def test_a_bundle_leaves_more_a_pack_at_a_marketplace() -> None:
    channels = table("biaya_kanal").set_index("kanal")

    def left(channel: str, packs: int) -> float:
        takings = packs * 20_000
        fee = channels.loc[channel]
        return (takings * (1 - fee["potongan_persen"] / 100) - fee["biaya_per_pesanan"]) / packs

    assert left("Shopee", 1) == pytest.approx(16_750)
    assert left("Shopee", 5) == pytest.approx(17_750)
    assert left("Shopee + Gratis Ongkir", 5) == pytest.approx(16_650)
    assert left("reseller", 1) == pytest.approx(17_500)
    assert left("WhatsApp (COD)", 1) == 20_000


def test_the_hour_of_a_post_works_only_through_its_kind() -> None:
    posts = table("konten")
    reach = posts.groupby("jam")["jangkauan"].mean()
    assert reach[19] / reach[9] > 1.8
    evening = posts["jam"] == 19
    for kind in ("video proses", "foto produk", "promo"):
        group = posts[posts["jenis"] == kind]
        ratio = group.loc[evening, "jangkauan"].mean() / group.loc[~evening, "jangkauan"].mean()
        assert ratio == pytest.approx(1, abs=0.1), kind
    reactions = posts[["suka", "komentar", "simpan", "bagikan"]].sum(axis=1)
    rate = reactions.groupby(posts["jenis"]).sum() / posts.groupby("jenis")["jangkauan"].sum()
    assert list(rate.sort_values(ascending=False).index) == [
        "cerita pelanggan",
        "video proses",
        "foto produk",
        "promo",
    ]


def test_a_high_roas_can_still_lose() -> None:
    ads = table("iklan").set_index("kampanye")
    roas = ads["omzet"] / ads["biaya"]
    profit = ads["omzet"] * ads["margin_persen"] / 100 - ads["biaya"]
    assert roas["Batik foto kain"] > roas["Sate antar kota"] > roas["Jenang pencarian"]
    assert profit["Batik foto kain"] == -55_000
    assert profit["Sate antar kota"] == 75_000
    assert profit["Jenang pencarian"] == 0
    assert ((roas > 100 / ads["margin_persen"]) == (profit > 0)).all()


def test_the_better_photo_is_not_significantly_better() -> None:
    photos = table("uji_ab").groupby("foto")[["kunjungan", "pesanan"]].sum()
    rate = photos["pesanan"] / photos["kunjungan"]
    pooled = photos["pesanan"].sum() / photos["kunjungan"].sum()
    z = (rate["B"] - rate["A"]) / sqrt(pooled * (1 - pooled) * (1 / photos["kunjungan"]).sum())
    assert rate["B"] > rate["A"]
    assert z == pytest.approx(1.03, abs=0.01)


def test_customers_fall_into_groups() -> None:
    sales = table("pelanggan")
    by_customer = sales.groupby("kode_pelanggan").agg(
        last=("tanggal", "max"), times=("nomor_transaksi", "count"), value=("total", "sum")
    )
    recency = (pd.Timestamp("2026-09-30") - by_customer["last"]).dt.days
    regular = by_customer["times"] >= 6
    assert len(by_customer) == 200
    assert (by_customer["times"] > 1).sum() == 91
    assert by_customer.loc[regular, "value"].sum() / by_customer["value"].sum() > 0.6
    lost = [(regular & (recency > days)).sum() for days in (30, 91, 180)]
    assert lost == [33, 22, 19]  # the limit matters: it is chosen by how often they come, not by taste


def test_reviews_are_a_balanced_sample_with_repeats() -> None:
    reviews = table("ulasan_tokopedia")
    assert reviews["sentimen"].value_counts().to_dict() == {"negatif": 2821, "positif": 2579}
    assert reviews["kategori"].nunique() == 29
    assert reviews["ulasan"].duplicated().sum() >= 90
    assert not reviews["ulasan"].str.contains(r"(?:\+62|\b08\d)[\d -]{7,}|@\w+\.\w", regex=True).any()


def test_distance_to_lebaran_forecasts_better_than_the_month() -> None:
    sales = table("penjualan_harian")
    year, month = sales["tanggal"].dt.year, sales["tanggal"].dt.month
    normal = ~year.isin([2020, 2021])
    feast = sales["jarak_lebaran"].abs() <= 3
    quiet = (sales["jarak_lebaran"].abs() > 14) & ~sales["jarak_suro"].between(-7, 3)
    times = sales.loc[feast & normal, "terjual"].mean() / sales.loc[quiet & normal, "terjual"].mean()
    assert 5 <= times <= 10  # what real makers told: pengali_musiman
    told = table("pengali_musiman").set_index("usaha").loc["Jenang Teguh Raharjo", "pengali_terendah"]
    assert told.min() <= times
    april = sales[month == 4].groupby(year)["terjual"].sum()
    assert april[2024] > 2.5 * april[2026]
    assert sales.loc[year == 2020, "terjual"].sum() < 0.6 * sales.loc[year == 2019, "terjual"].sum()
    lebaran = sales.loc[sales["jarak_lebaran"] == 0, "tanggal"].dt.strftime("%Y-%m-%d").tolist()
    assert {"2024-04-10", "2025-03-31", "2026-03-21"} <= set(lebaran)


def test_sending_together_is_cheaper() -> None:
    rates = table("ongkir_latihan").set_index(["tujuan", "mulai_berat"])["ongkir_per_kg"]
    assert rates["Hong Kong", 30] / rates["Hong Kong", 1] == 0.4
    assert all(rates[place].is_monotonic_decreasing for place in rates.index.unique("tujuan"))


def test_open_village_list_lost_the_names_with_only_e_and_u() -> None:
    full, short = table("ponorogo_desa_kelurahan"), table("daftar_desa_277")
    lost = full[~full["kode_bps"].isin(short["kode_bps"])]
    assert (len(full), len(short), len(lost)) == (307, 277, 30)
    has_other_vowel = full["nama"].str.lower().str.contains("[aio]")
    assert set(full.index[~has_other_vowel]) == set(lost.index)
    assert (full["nama"].value_counts() == 2).sum() == 15
    assert len(full.merge(short, on="nama")) == 307  # looks complete and is not
    assert len(full.merge(short, on="kode_bps")) == 277
    assert table("ponorogo_kecamatan")["penduduk"].sum() == 979_008


def test_the_printed_total_betrays_the_misprint() -> None:
    takings = table("telaga_ngebel_2023_tercetak").set_index("bulan")["pendapatan"]
    total = takings["total Januari sampai April"]
    assert total == 109_166 * 15_000
    assert total - takings.drop("total Januari sampai April").sum() == 10_000_000


def test_the_dirty_list_has_its_flaws() -> None:
    listing = table("daftar_usaha_kotor")
    assert listing.duplicated().sum() == 3
    once = listing.drop_duplicates()
    assert len(once) == 60
    assert once["omzet_bulanan"].isna().sum() == 5
    assert once.loc[once["omzet_bulanan"] > 100_000_000, "kode_usaha"].tolist() == ["U017"]
    assert set(once["jenis_usaha"]) - {"makanan", "kerajinan", "warung", "jasa"} == {"Makanan", "makann"}
    assert once.loc[once["tanggal_daftar"] > "2026-12-31", "kode_usaha"].tolist() == ["U023", "U050"]
    spelled = once["jenis_usaha"].value_counts()
    assert [spelled[one] for one in ("makanan", "Makanan", "makann")] == [22, 3, 1]
    assert once.loc[once["nama_usaha"].duplicated(keep=False), "kode_usaha"].tolist() == ["U006", "U018"]


def test_a_join_by_name_takes_a_guest_twice() -> None:
    listing, guests = table("daftar_usaha_kotor"), table("hadir_pelatihan")
    once = listing.drop_duplicates()
    assert len(guests) == 18
    assert len(once.merge(guests, on="kode_usaha")) == 17
    assert len(once.merge(guests, on="nama_usaha")) == 18  # again as many as came, and one of them did not
    assert len(listing.merge(guests, on="kode_usaha")) == 18


def test_the_register_singles_people_out() -> None:
    people = table("warga_latihan")
    alone = ~people.duplicated(["rt", "jenis_kelamin", "tanggal_lahir"], keep=False)
    assert alone.mean() > 0.95
    assert (people["pekerjaan"].value_counts() == 1).sum() == 5
    cells = people.groupby(["rt", "penyakit_menahun"]).size()
    assert cells.min() < 5


def test_the_nearest_thirty_households_mislead() -> None:
    households = table("rumah_tangga_400")
    connected = households["punya_internet"] == "ya"
    assert connected.sum() == 248
    assert connected[:30].mean() > 0.62 + 0.15
    near = pd.Series([connected.sample(30, random_state=seed).mean() for seed in range(400)])
    assert near.mean() == pytest.approx(0.62, abs=0.01)
    assert near.std() == pytest.approx(sqrt(0.62 * 0.38 / 30 * 370 / 399), abs=0.015)


def test_difference_in_differences_recovers_the_true_effect() -> None:
    panel = table("panel_rt")
    mean = panel.groupby(["kelompok", "waktu"])["persen_jualan_daring"].mean()
    naive = mean["program", "sesudah"] - mean["program", "sebelum"]
    comparison = mean["pembanding", "sesudah"] - mean["pembanding", "sebelum"]
    assert naive == pytest.approx(10)
    assert naive - comparison == pytest.approx(6)
    assert panel.groupby("kode_rt").size().eq(2).all()


def test_profit_grows_while_cash_melts() -> None:
    ledger = table("buku_bumdes")
    sign = ledger["arah_kas"].map({"masuk": 1, "keluar": -1, "belum": 0})
    cash = (ledger["nilai"] * sign).groupby(ledger["bulan"]).sum().cumsum()
    sold = (
        ledger[ledger["transaksi"].str.startswith("penjualan")]
        .groupby("bulan")[["nilai", "harga_pokok"]]
        .sum()
    )
    running = ledger[ledger["transaksi"].isin(["upah", "listrik dan sewa"])].groupby("bulan")["nilai"].sum()
    profit = sold["nilai"] - sold["harga_pokok"] - running
    assert (profit > 3_000_000).all()
    assert cash.iloc[-1] < 0.6 * cash.iloc[0]
    assert cash.min() > 0
    assert (1 - sold["harga_pokok"] / sold["nilai"]).between(0.18, 0.20).all()
    farm = ledger[(ledger["unit_usaha"] == "toko tani") & ledger["transaksi"].str.startswith("penjualan")]
    credit = farm[farm["transaksi"] == "penjualan kredit"].groupby("bulan")["nilai"].sum()
    share = credit / farm.groupby("bulan")["nilai"].sum()
    assert share.is_monotonic_increasing
    assert share.iloc[-1] > 0.5


def test_the_ranking_hangs_on_the_weights() -> None:
    scores = table("skor_potensi").set_index("pilihan")
    equal = scores.sum(axis=1)
    assert (equal.idxmax(), equal.max()) == ("porang", 18)
    assert (equal + 2 * scores["harga_stabil"]).idxmax() == "susu sapi"


def test_poverty_fell_while_its_depth_rose() -> None:
    poverty = table("ponorogo_kemiskinan").set_index("tahun")
    assert poverty.loc[2025, "persen_miskin"] < poverty.loc[2022, "persen_miskin"]
    assert poverty.loc[2025, "indeks_kedalaman_p1"] > poverty.loc[2022, "indeks_kedalaman_p1"]
