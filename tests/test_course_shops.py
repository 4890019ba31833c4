"""The same shop has the same figures in every lesson: orders, packs, fees, price of a click, days, rates.

What a lesson prints follows from the data; what it *says* stands in its text, and is compared here.
"""

from __future__ import annotations

import json
import re
from functools import cache
from math import ceil
from pathlib import Path

import pandas as pd
import pytest

from grader.data.build import DATASETS
from grader.data.catalog import load_catalog
from grader.data.table import read_resource

ROOT = Path(__file__).resolve().parents[1]
CATALOG = load_catalog(DATASETS)
PRICE, HPP, FIXED = 20_000, 12_500, 1_500_000
PER_ORDER, SHOPEE = 1_250, 0.10


def table(name: str) -> pd.DataFrame:
    return read_resource(CATALOG.resources[name])


@cache
def said(lesson: str) -> str:
    """All text and code of a lesson."""
    (file,) = (ROOT / "lessons").glob(f"*/{lesson}-*.ipynb")
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


@cache
def asked(exercise: str) -> str:
    """All text and code of an exercise."""
    (file,) = (ROOT / "exercises").glob(f"{exercise}-*/*.ipynb")
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


# --- Bu Sari's jenang: 1-01, 1-04, 2-01, 2-02, 2-03, 2-06, 2-08 ---


def test_every_purchase_of_2025_is_one_of_the_orders() -> None:
    orders, bought = table("pesanan_jenang"), table("pelanggan")
    orders = orders[orders["kanal"].isin(["WhatsApp", "datang langsung", "Instagram"])]
    bought = bought[bought["tanggal"] < "2026-01-01"]
    keys = ["tanggal", "jumlah_pak", "total"]
    assert (
        (orders[keys].value_counts().reindex(bought[keys].value_counts().index, fill_value=0))
        .ge(bought[keys].value_counts())
        .all()
    )


def test_months_of_2026_are_of_the_same_size() -> None:
    """The funnel's orders of September are more than the purchases whose buyer is known."""
    bought = table("pelanggan")
    september = bought[bought["tanggal"].dt.strftime("%Y-%m") == "2026-09"]
    funnel = table("corong_toko").set_index(["toko", "bulan", "langkah"])["jumlah"]
    assert len(september) < funnel["Jenang Bu Sari", "2026-09", "pesan"] == 90
    ordinary = table("pesanan_jenang_bulanan").set_index("bulan")["jumlah_pesanan"]["2025-07":"2025-12"]
    assert ordinary.between(66 * 0.7, 90 * 1.3).all()


def test_chats_from_posts_are_part_of_all_chats() -> None:
    posts = table("konten")
    chats = posts[posts["tanggal"].dt.strftime("%Y-%m") == "2026-09"]["chat"].sum()
    funnel = table("corong_toko").set_index(["toko", "bulan", "langkah"])["jumlah"]
    assert chats < funnel["Jenang Bu Sari", "2026-09", "chat"] == 200


def test_two_rates_of_buying_again_are_told_apart() -> None:
    """30% within a month (2-01), 45.5% within 18 months (2-08): 2-08 names both and their time."""
    times = table("pelanggan")["kode_pelanggan"].value_counts()
    assert (times >= 2).mean() == pytest.approx(0.455)
    assert "20 dari 66" in said("2-08")
    assert "sebulan" in said("2-08")
    assert "18 bulan" in said("2-08")
    assert "20 membeli lagi" in said("2-01")


def test_margin_and_break_even() -> None:
    costs = table("biaya_jenang")
    assert costs["total"].sum() / 40 == HPP
    assert "37,5%" in said("2-03")
    assert "Rp7.500" in said("2-03")
    assert "1_500_000" in said("2-02")
    assert FIXED / (PRICE - HPP) == 200
    assert (table("iklan").query("produk == 'Jenang ketan'")["margin_persen"] == 37.5).all()


def test_shopee_takes_the_same_everywhere() -> None:
    """2-03, 2-06: two packs through Shopee leave Rp9.750, so that the ad at Shopee loses."""
    fees = table("biaya_kanal").set_index("kanal").loc["Shopee"]
    assert (fees["potongan_persen"], fees["biaya_per_pesanan"]) == (100 * SHOPEE, PER_ORDER)
    left = 2 * PRICE * (1 - SHOPEE) - PER_ORDER - 2 * HPP
    ad = table("iklan").set_index("kampanye").loc["Jenang pencarian"]
    assert (left, ad["kanal"]) == (9_750, "Shopee")
    assert ad["pesanan"] * left - ad["biaya"] == -84_000
    assert "9_750" in said("2-06")
    assert "Rp84.000" in said("2-06")


def test_a_click_has_one_price() -> None:
    """2-01 weighs an ad by the price that 2-06 reports."""
    ad = table("iklan").set_index("kampanye").loc["Jenang foto kemasan"]
    assert ad["biaya"] / ad["klik"] == 500
    assert "Rp500" in said("2-01")


def test_an_ad_is_stopped_only_when_chance_is_no_excuse() -> None:
    """2-06 stops what 2-07 allows: the orders short of break-even are more than twice their root."""
    ads = table("iklan").set_index("kampanye")
    units = {"Jenang ketan": 15_000, "Batik ciprat": 52_500, "Sate ayam": 18_000}
    left = ads["produk"].map(units)
    left["Jenang pencarian"] = 9_750
    short = ads["biaya"] / left - ads["pesanan"]
    stopped = set(short.index[short > 1.9 * ads["pesanan"] ** 0.5])
    assert stopped == {"Jenang video proses", "Jenang pencarian"}
    assert 0 < short["Batik foto kain"] < 2
    for name in stopped:
        assert f"*{name}*" in said("2-06")


def test_the_paper_of_2_06_decides_about_every_ad() -> None:
    paper = said("2-06").split("## Besok, tanpa komputer")[1]
    for name in table("iklan")["kampanye"]:
        assert f"*{name}*" in paper


def test_break_even_of_2_03_is_rounded_up() -> None:
    assert [ceil(FIXED / (PRICE - HPP - 4_000 / 3)), ceil(FIXED / 4_250)] == [244, 353]
    assert "244 lawan 353" in said("2-03")


def test_stories_and_promotions_of_2_05_change_places_and_videos_stay_last() -> None:
    posts = table("konten")
    for since, first in (("2026-04-01", "cerita pelanggan"), ("2026-07-01", "promo")):
        sums = posts[posts["tanggal"] >= since].groupby("jenis")[["chat", "jangkauan"]].sum()
        rates = sums["chat"] / sums["jangkauan"]
        assert (rates.idxmax(), rates.idxmin()) == (first, "video proses")
    everything = posts.groupby("jenis")[["chat", "jangkauan"]].sum()
    assert list(everything.loc["video proses"]) == [136, 67_165]
    assert "jangkauan 67.165, chat 136" in said("2-05")


def test_regulars_of_2_08_buy_as_often_as_it_says() -> None:
    buyers = table("pelanggan").groupby("kode_pelanggan")["tanggal"].agg(["size", "max"])
    regular = buyers[(buyers["size"] >= 6) & (buyers["max"] >= "2026-07-01")]
    assert regular["size"].mean() == pytest.approx(13, abs=0.1)
    assert "kira-kira 13 kali" in said("2-08")


def test_waiting_costs_what_2_12_says_and_its_paper_counts_its_own_chats() -> None:
    chats = table("chat_jenang")
    quick = chats["menit_tunggu"] <= 60
    bought = chats["pesan"] == "ya"
    assert (len(chats), bought.sum(), quick.sum()) == (200, 90, 120)
    more = (~quick).sum() * (bought & quick).sum() / quick.sum() - (bought & ~quick).sum()
    assert more * 3 * (PRICE - HPP) == 450_000
    orders = table("pesanan_jenang")
    assert orders[orders["kanal"] == "WhatsApp"]["jumlah_pak"].mean() == pytest.approx(3, abs=0.05)
    for figure in ("Rp450.000", "September 90 dari 200"):
        assert figure in said("2-12")


def test_a_marketplace_withholds_from_what_2_13_adds_up() -> None:
    sold = table("pesanan_jenang").query("tanggal >= '2025-01-01' and kanal == 'marketplace'")["total"].sum()
    assert sold == 5_240_000
    assert "Rp5.240.000 lewat marketplace" in said("2-13")


def test_thirty_complaints_of_2_09_hold_none_of_its_words() -> None:
    reviews = table("ulasan_tokopedia").query("kategori == 'makanan dan minuman'").drop_duplicates("ulasan")
    complaints = reviews[reviews["sentimen"] == "negatif"]["ulasan"].str.lower()
    words = re.findall(r'contains\("([^"]+\|[^"]+)"\)', said("2-09"))
    assert len(words) == 4
    silent = ~complaints.str.contains("|".join([*words, "lama", "lambat", "lelet"]))
    assert (len(complaints), silent.sum()) == (117, 30)
    assert "Tiga puluh keluhan, seperempat lebih" in said("2-09")


def test_jenang_travels_three_days_everywhere() -> None:
    """Keeps five: one to pack, three on the way, one to eat (2-03, 2-09, 2-11)."""
    assert "tiga hari" in said("2-03")
    assert "3 hari" in said("2-09")
    assert "5 - 1 - 1" in said("2-11")
    assert "tidak mengurangi hari" in asked("2-11")


def test_a_parcel_to_surabaya_costs_as_in_2_11_and_2_15_says_what_its_table_holds() -> None:
    """Refused: postage both ways, carton, and five packs that come home on the sixth day."""
    rates = table("ongkir_latihan").set_index(["tujuan", "mulai_berat"])
    parcels = table("paket_cod")
    assert (parcels["ongkir"] == ceil(5 * 0.5) * rates.loc[("Surabaya", 1), "ongkir_per_kg"]).all()
    assert 2 * rates.loc[("Surabaya", 1), "lama_hari"] + 2 > 5  # a day to pack, one at the door
    left, lost = 5 * (PRICE - HPP) - 2_500, 2 * 36_000 + 2_500 + 5 * HPP
    assert (left, lost) == (35_000, 137_000)
    assert "rugi = 36_000 + 36_000 + 2_500 + 5 * 12_500" in said("2-15")
    assert "sisa = 5 * 7_500 - 2_500" in said("2-15")
    during = parcels[parcels["tanggal"] >= "2026-07-01"]
    assert money(parcels.drop(during.index), left, lost) == 700_000
    assert (len(parcels) - len(during), len(during)) == (20, 52)
    assert money(during, left, lost) == -244_000
    assert money(during[during["tanya_dulu"] != "tidak dijawab"], left, lost) == 776_000
    assert "kunci=-244_000" in said("2-15")
    assert "kunci=776_000" in said("2-15")
    assert 776_000 - left - lost == 604_000 < 700_000
    assert "Rp604.000" in said("2-15")


def money(parcels: pd.DataFrame, left: int, lost: int) -> int:
    """What parcels leave: `left` for each accepted, less `lost` for each refused."""
    refused = int((parcels["status"] == "ditolak").sum())
    return (len(parcels) - refused) * left - refused * lost


# --- Pak Wiryo's sate: 1-05, 2-01, 2-02, 2-06, 2-07 ---


def test_sate_costs_and_margin() -> None:
    assert "Rp15.000" in said("2-02")
    assert "Rp9.000" in said("2-02")
    ad = table("iklan").set_index("kampanye").loc["Sate antar kota"]
    assert ad["margin_persen"] == pytest.approx(100 * (15_000 - 9_000) / 15_000)
    assert (table("warung_sate")["omzet"] == table("warung_sate")["tusuk_terjual"] * 1_500).all()


def test_sate_conversion_is_the_same_in_funnel_and_test() -> None:
    """The exercise of 2-07 starts from October's 35% of the funnel."""
    october = table("corong_toko").query("toko == 'Sate Pak Wiryo' and bulan == '2026-10'")
    funnel = october.set_index("langkah")["jumlah"]
    assert funnel["pesan"] / funnel["chat"] == 0.35 == 105 / 300
    assert "chat_a = 300" in asked("2-07")
    assert "pesan_a = 105" in asked("2-07")


def test_ordinary_days_of_sate_are_far_from_lebaran() -> None:
    sales = table("warung_sate")
    ordinary = sales[sales["hari_lebaran"] == "tidak"]["tanggal"]
    assert (pd.Timestamp("2026-03-21") - ordinary).dt.days.gt(21).all()  # as in 2-10
    assert sales["tusuk_terjual"].mean() == 970


# --- Batik Ciprat Rukun: 2-02, 2-06, 2-11 ---


def test_batik_costs_and_margin() -> None:
    assert "Rp175.000" in said("2-02")
    assert "Rp122.500" in said("2-02")
    assert (table("iklan").query("produk == 'Batik ciprat'")["margin_persen"] == 30).all()
    assert "harga = 175_000" in asked("2-11")
    assert "hpp = 122_500" in asked("2-11")
    assert "175_000 - 122_500 - 2_500" in asked("2-15")


def test_batik_to_makassar_costs_as_in_the_rates_and_2_15_decides_by_its_own_table() -> None:
    rates = table("ongkir_latihan").set_index(["tujuan", "mulai_berat"])
    parcels = table("paket_batik")
    assert (parcels["ongkir"] == rates.loc[("Makassar", 1), "ongkir_per_kg"]).all()
    left, lost = 175_000 - 122_500 - 2_500, 2 * 38_000 + 2_500
    answered = parcels[parcels["tanya_dulu"] == "dijawab"]
    assert 12 * left == 600_000
    assert 4 * left + money(parcels, left, lost) == 415_000
    assert 4 * left + money(answered, left, lost) == 743_000
    for figure in ("Rp600.000", "Rp415.000", "Rp743.000"):
        assert figure in asked("2-15")
    assert (len(answered), (answered["status"] == "ditolak").sum()) == (16, 2)
    assert left / (left + lost) > 10 / 30  # below the limit, and yet less than before


# --- the BUMDes souvenir shop: 2-01, 2-03, 2-10 ---


def test_the_souvenir_shop_has_58_orders() -> None:
    assert "pesan = 58" in asked("2-01")
    assert "**58 pesanan**" in asked("2-03")


def test_the_paper_of_2_10_comes_from_its_own_multipliers() -> None:
    """Measured 2022 to 2025 by distance; times 91 packs, the ordinary day of 2026, and 4% growth."""
    sales = table("penjualan_harian")
    year = sales["tanggal"].dt.year
    past = sales[year.between(2022, 2025)]
    ordinary = past[(past["jarak_lebaran"].abs() > 21) & (past["jarak_suro"].abs() > 14)]["terjual"].mean()

    def times(first: int, last: int) -> float:
        return float(past[past["jarak_lebaran"].between(first, last)]["terjual"].mean() / ordinary)

    spans = {(-13, -11): 1.8, (-10, -8): 3.4, (-7, -4): 4.7, (-3, 3): 6.0, (4, 6): 3.5}
    for span, multiplier in spans.items():
        assert times(*span) == pytest.approx(multiplier, abs=0.05), span
        assert f"{str(multiplier).replace('.', ',')} kali" in said("2-10"), multiplier
    assert ceil(95 * 6 / 40) == 15


def test_2027_has_one_ordinary_day_in_lesson_and_exercise() -> None:
    """91 packs in 2026 and 4% more: 95, in the plans for Lebaran and for Grebeg Suro."""
    sales = table("penjualan_harian")
    sales = sales[sales["tanggal"].dt.year == 2026]
    ordinary = sales[(sales["jarak_lebaran"].abs() > 21) & (sales["jarak_suro"].abs() > 14)]["terjual"].mean()
    assert round(ordinary) == 91
    assert round(91 * 1.04) == 95
    assert "menjadi 95" in asked("2-10")
    assert "266 pak" in asked("2-10")
    assert round(95 * 2.8) == 266
