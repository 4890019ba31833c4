"""Lists, dictionaries, tables, charts, functions, prose."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from judging import Question, question

from grader.checks import messages
from grader.checks.blank import ____
from grader.checks.build import build, calls_of
from grader.checks.evaluate import evaluate
from grader.checks.observe import observe
from grader.checks.spec import Cell, Outcome, Verdict, make_spec

SALES = pd.DataFrame(
    {"kanal": ["WA", "WA", "pasar", "toko"], "pak": [10, 5, 20, 1], "kode": ["01", "02", "03", "04"]}
)


@pytest.mark.parametrize(
    "same",
    [
        [1, 2, 3],
        (1, 2, 3.0),
        np.array([1, 2, 3]),
        pd.Index([1, 2, 3]),
        pd.Series([1, 2, 3], [7, 8, 9]),
        range(1, 4),
    ],
)
def test_a_list_is_right_in_any_form(same: object) -> None:
    assert question([1, 2, 3]).judge(same).score == 2


@pytest.mark.parametrize(
    ("answer", "diagnosis"),
    [
        ([3, 2, 1], "back-to-front"),
        ([2, 3, 1], "unsorted"),
        ([100, 200, 300], "times-100"),
        ([[1, 2, 3]], "wrapped"),
    ],
)
def test_typical_slips_of_lists(answer: object, diagnosis: str) -> None:
    assert question([1, 2, 3]).judge(answer).diagnosis == diagnosis


def test_a_set_ignores_order_and_repetition() -> None:
    asked = question(["a", "b"], jenis="himpunan")
    assert asked.judge({"b", "a"}).score == asked.judge(["b", "a", "a"]).score == 2
    assert asked.judge({"a"}).score == 0


@pytest.mark.parametrize("same", [["C.", "(e)"], ["E. Tanpa pengawet", "- C. Jenang ketan"]])
def test_letters_of_a_set_are_right_as_people_write_them(same: list[str]) -> None:
    assert question(["C", "E"], jenis="himpunan").judge(same).score == 2


@pytest.mark.parametrize("text", ["CE", "e, c", "C dan E", ["C;E"], ["EC"]])
def test_letters_of_a_set_in_one_text_are_named(text: object) -> None:
    verdict = question(["C", "E"], jenis="himpunan").judge(text)
    assert (verdict.score, verdict.diagnosis) == (0, "letters-as-text")
    assert question(["C", "D"], jenis="himpunan").judge(text).diagnosis is None


def test_letters_of_an_ordered_list_are_right_as_people_write_them() -> None:
    asked = question(["C", "E"], sebagian=True)
    assert asked.judge(["C.", "(e)"]).score == 2
    assert asked.judge(["E.", "C."]).score == 0
    assert asked.judge("C, E").diagnosis == asked.judge(["CE"]).diagnosis == "letters-as-text"
    assert asked.judge("E, C").diagnosis is None
    assert question([], sebagian=True).judge("CE").diagnosis is None


def test_words_of_a_set_keep_what_they_say() -> None:
    assert question(["C. Sari", "Budi"], jenis="himpunan").judge(["C", "Budi"]).score == 0
    assert question(["Sari", "Budi"], jenis="himpunan").judge([]).message.startswith("Daftarmu kosong:")


def test_a_list_may_earn_a_part() -> None:
    asked = question(["d", "i", "p", "k"], sebagian=True)
    verdict = asked.judge(["d", "i", "k", "k"])
    assert (verdict.outcome, verdict.score) == (Outcome.PARTIAL, 1.5)
    assert verdict.message == "Yang belum sesuai: nomor 3."
    assert asked.judge(["k", "k", "k", "d"]).message.startswith("Tidak satu nomor pun sesuai")
    short = asked.judge(["d", "i", "k"])
    assert (short.score, short.message) == (
        1,
        "Banyaknya belum sesuai; daftarmu berisi 3. Yang belum sesuai: nomor 3.",
    )
    assert asked.judge(["d"]).message == "Banyaknya belum sesuai; daftarmu berisi 1."
    begun = asked.judge(["d", "i"]).message
    assert begun == "Banyaknya belum sesuai; daftarmu berisi 2. Nomor 1 sampai 2 sudah sesuai."
    assert asked.judge(["d", "i", "p", "k", "k"]).message.endswith("Nomor 1 sampai 4 sudah sesuai.")
    assert asked.judge(["d", "i", "p", "k", "k"]).score == 1.5
    assert asked.judge([]).score == 0
    begun = asked.judge(["d", ____, ____, ____])
    assert begun.score == 0.5
    seen = observe({"jawaban": ["i", ____]}, {"name": "jawaban"})
    told = evaluate(asked.check, asked.open, seen, Cell(unfinished=True))
    assert told.outcome is Outcome.BLANK
    seen = observe({"jawaban": ["d", ____, ____, ____]}, {"name": "jawaban"})
    told = evaluate(asked.check, asked.open, seen, Cell(unfinished=True))
    assert (told.score, told.message) == (0.5, "Di sini masih ada ____ yang perlu kamu ganti.")
    assert begun.saw == 'Jawabanmu daftar berisi 4: "d", ____, ____, ____.'


def test_a_dictionary_is_compared_by_name() -> None:
    asked = question({"WA": 15, "pasar": 20.5}, toleransi=0.1)
    assert asked.judge({"pasar": 20.45, "wa": 15}).score == 2
    assert "Isi wa" in asked.judge({"WA": 1, "pasar": 20.5}).message


def grouped() -> pd.Series:
    return SALES.groupby("kanal")["pak"].sum()


@pytest.mark.parametrize(
    "same",
    [
        lambda: grouped(),
        lambda: grouped().reset_index(),
        lambda: grouped().reset_index()[["pak", "kanal"]],
        lambda: grouped().sort_values().reset_index(),
        lambda: SALES.groupby("kanal", as_index=False)["pak"].sum().astype({"pak": float}),
        lambda: SALES.pivot_table(index="kanal", values="pak", aggfunc="sum"),
        lambda: pd.DataFrame({"kanal": ["toko", "pasar", "WA"], "pak": [1, 20, 15]}, index=[7, 8, 9]),
    ],
)
def test_any_route_to_a_table_is_accepted(same: Callable[[], object]) -> None:
    assert question(grouped()).judge(same()).score == 2


@pytest.mark.parametrize(
    "same",
    [
        lambda t: t.rename("banyak"),
        lambda t: t.rename_axis("tema").rename("banyak"),
        lambda t: t.to_frame("banyak"),
        lambda t: t.reset_index(),
        lambda t: pd.DataFrame({"banyak": t.to_list(), "tema": list(t.index)}),
        lambda t: t.to_dict(),
        lambda t: t.astype(float).sort_values(),
    ],
)
def test_a_column_without_a_name_may_get_any(same: Callable[[pd.Series], object]) -> None:
    asked = question(pd.Series({"bahan": 72, "warna": 40}))
    assert asked.judge(same(pd.Series({"bahan": 72, "warna": 40}))).score == 2
    assert asked.judge(same(pd.Series({"bahan": 72, "warna": 41}))).score == 0
    wrong = asked.judge(same(pd.Series({"bahan": 72, "model": 40})))
    assert (wrong.score, wrong.message) == (0, 'Baris yang belum sesuai: "model".')


def test_a_date_is_the_same_as_its_midnight() -> None:
    key = pd.DataFrame({"kode": ["a", "b"], "terakhir": pd.to_datetime(["2026-01-05", "2026-02-06"])})
    assert question(key).judge(key.assign(terakhir=key["terakhir"].dt.date)).score == 2


def test_the_whole_table_is_compared() -> None:
    key = pd.DataFrame({"n": range(5000), "x": np.arange(5000) * 0.5})
    wrong = key.copy()
    wrong.loc[4999, "x"] = -1
    asked = question(key)
    assert asked.judge(key.sample(frac=1, random_state=1)).score == 2
    assert asked.judge(wrong).score < 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda t: t.rename(columns={"pak": "jumlah"}),
            "Kolom pak belum ada; tabelmu berisi kolom kanal dan jumlah.",
        ),
        (
            lambda t: t.rename(columns={"pak": "pak_x"}).assign(pak_y=t["pak"]),
            "Kolom pak ada di kedua tabel, jadi menjadi pak_x dan pak_y. Gabungkan menurut kolom itu.",
        ),
        (lambda t: t.iloc[:0], "Tabelmu tidak punya baris"),
        (lambda t: t.iloc[:2], "Banyaknya baris belum sesuai; tabelmu punya 2 baris."),
        (lambda t: t.assign(kota="x"), "Ada kolom yang tidak diminta: kota."),
        (
            lambda t: t.assign(pak=["banyak", "sedikit", "sedang"]),
            "Kolom pak berisi teks; yang diminta angka.",
        ),
        (lambda t: t["kanal"], "Ini baru satu kolom; kolom pak belum ada."),
        (lambda t: t["pak"] > 5, "Ini masih True atau False untuk setiap baris"),
        (lambda t: t.iloc[:0, :0], "Tabelmu masih kosong."),
        (lambda t: t.assign(pak=t["pak"] + 1), "Isi kolom pak"),
    ],
)
def test_a_wrong_table_is_told_what_differs(change: Callable[[pd.DataFrame], object], says: str) -> None:
    assert says in question(grouped().reset_index()).judge(change(grouped().reset_index())).message


def test_order_counts_only_when_asked() -> None:
    ordered = SALES.sort_values("pak", ascending=False)
    assert question(ordered).judge(SALES).score == 2
    verdict = question(ordered, urut="pak").judge(SALES)
    assert "urutan" in verdict.message
    assert verdict.score < 2


def test_lost_zeros_in_a_code_column_are_named() -> None:
    assert question(SALES).judge(SALES.assign(kode=[1, 2, 3, 4])).diagnosis == "leading-zero"


@pytest.mark.parametrize(("factor", "diagnosis"), [(100, "times-100"), (0.01, "divided-by-100")])
def test_percent_for_a_fraction_is_named_in_one_column_too(factor: float, diagnosis: str) -> None:
    key = pd.DataFrame({"pak": [10, 20], "bagian": [0.25, 0.75]})
    verdict = question(key, toleransi={"bagian": 0.001}).judge(key.assign(bagian=key["bagian"] * factor))
    assert verdict.diagnosis == diagnosis
    assert verdict.message.startswith("Isi kolom bagian belum sesuai.")


def test_a_column_without_a_name_is_not_called_by_its_number() -> None:
    tema = pd.Series({"bahan": 72, "warna": 55})
    assert question(tema).judge(tema.astype(str)).message.startswith("Kolomnya berisi teks")


def test_tolerance_is_per_column() -> None:
    key = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, 2.0]})
    asked = question(key, toleransi={"a": 0.1})
    assert asked.judge(key.assign(a=[1.05, 1.95])).score == 2
    assert asked.judge(key.assign(b=[1.05, 1.95])).outcome is Outcome.PARTIAL


def test_a_giant_table_is_refused_at_once() -> None:
    assert "jauh lebih besar" in question(SALES).judge(pd.DataFrame({"x": np.zeros(10**7)})).message


def drawn(table: pd.DataFrame, kind: str = "bar", **options: Any) -> Any:
    ax = table.plot(kind=kind, y="pak", title="Penjualan WA", xlabel="kanal", ylabel="pak", **options)
    ax.figure.text(0, 0, "Sumber: catatan 2026")
    return ax


CHANNELS = pd.DataFrame({"kanal": ["WA", "pasar", "toko"], "pak": [10, 20, 5]})


def test_bars_may_be_sorted_and_touch() -> None:
    asked = Question({"jawaban": drawn(CHANNELS, x="kanal")})
    assert asked.judge(drawn(CHANNELS.sort_values("pak"), x="kanal")).score == 2
    assert asked.judge(drawn(CHANNELS, x="kanal", width=1.0)).score == 2
    swapped = CHANNELS.assign(pak=[20, 10, 5])
    assert asked.judge(drawn(swapped, x="kanal")).score < 2


def test_rupiah_is_a_name_of_its_unit() -> None:
    axes = drawn(CHANNELS, x="kanal")
    asked = Question({"jawaban": axes}, satuan_y="Rp")
    assert asked.judge(axes).message == "Nama sumbu tegak (y) belum menyebut satuannya (Rp)."
    axes.set_ylabel("omzet (Rupiah)")
    assert asked.judge(axes).score == 2


@pytest.mark.parametrize(
    ("label", "named"),
    [("omzet setiap Rp1 iklan", True), ("rp/bulan", True), ("omzet terpakai", False), ("harga (Rpx)", False)],
)
def test_a_unit_is_a_word_of_the_label(label: str, named: bool) -> None:
    axes = drawn(CHANNELS, x="kanal")
    axes.set_ylabel(label)
    assert (Question({"jawaban": axes}, satuan_y="Rp").judge(axes).score == 2) is named


def test_a_unit_and_a_source_may_have_other_names() -> None:
    axes = drawn(CHANNELS, x="kanal")
    asked = Question({"jawaban": axes}, satuan_y="orang|jiwa", sumber="BPS|Badan Pusat Statistik")
    note = axes.figure.text(0, 0, "Sumber: badan  pusat statistik. Waktu: 2026")
    axes.set_ylabel("penduduk (jiwa)")
    assert asked.judge(axes).score == 2
    note.set_text("Sumber: koran. Waktu: 2026")
    axes.set_ylabel("penduduk")
    said = [f.message for f in asked.judge(axes).facets if not f.ok]
    assert said == [
        "Nama sumbu tegak (y) belum menyebut satuannya (orang).",
        "Catatan di bawah grafik belum menyebut sumbernya (BPS).",
    ]


def test_a_short_title_is_not_called_missing() -> None:
    assert "Judulnya terlalu pendek" in judge_chart(title="x").message
    assert "Judulnya belum ada" in judge_chart(title=" ").message


def test_a_misconception_about_a_chart_is_told_by_its_kind_too() -> None:
    solution = {"jawaban": drawn(CHANNELS, x="kanal"), "garis": drawn(CHANNELS, "line", x="kanal")}
    asked = Question(solution, keliru={"garis": "Ganti line dengan bar."})
    assert asked.judge(drawn(CHANNELS, "line", x="kanal")).message == "Ganti line dengan bar."
    assert asked.judge(drawn(CHANNELS)).misconception is None  # bars without names


YEARS = pd.DataFrame({"tahun": [2023, 2024, 2025], "pak": [10, 20, 5], "nomor": [1, 2, 3]})


@pytest.mark.parametrize(
    ("due", "drawn_as"), [("bar", "line"), ("bar", "barh"), ("line", "bar"), ("barh", "line")]
)
def test_another_kind_of_chart_of_the_right_data_costs_its_kind_alone(due: str, drawn_as: str) -> None:
    asked = Question({"jawaban": drawn(CHANNELS, due, x="kanal")})
    judged = asked.judge(drawn(CHANNELS, drawn_as, x="kanal"))
    failed = [facet.name for facet in judged.facets if not facet.ok]
    assert "jenis" in failed
    assert not {"data", "dari nol"} & set(failed)
    assert 0 < judged.score < 2
    other = CHANNELS.assign(pak=CHANNELS["pak"] + 3)
    assert asked.judge(drawn(other, drawn_as, x="kanal")).score == 0
    renamed = CHANNELS.assign(kanal=[*CHANNELS["kanal"]][::-1])
    assert due == "line" or asked.judge(drawn(renamed, drawn_as, x="kanal")).score == 0


def test_lines_and_dots_stand_at_the_right_places() -> None:
    for kind in ("line", "scatter"):
        asked = Question({"jawaban": drawn(YEARS, kind, x="tahun")})
        assert asked.judge(drawn(YEARS, kind, x="tahun")).score == 2
        wrong = asked.judge(drawn(YEARS, kind, x="nomor"))
        assert [f.name for f in wrong.facets if not f.ok] == ["data"]
        assert wrong.message.startswith("Angka di sumbu mendatar (x)")
    asked = Question({"jawaban": drawn(YEARS, "line", x="tahun")})
    assert asked.judge(drawn(YEARS, "line")).score < 2
    assert asked.judge(drawn(YEARS.set_index("tahun"), "line")).score == 2


def test_years_may_be_words_or_dates_and_rows_need_no_place() -> None:
    asked = Question({"jawaban": drawn(YEARS, "line", x="tahun")})
    as_text = drawn(YEARS.assign(tahun=["2023", "2024", "2025"]), "line", x="tahun")
    as_dates = drawn(
        YEARS.assign(tahun=pd.to_datetime(YEARS["tahun"].astype(str), format="%Y")), "line", x="tahun"
    )
    labelled = drawn(YEARS, "line", xticks=[0, 1, 2])
    labelled.set_xticklabels(YEARS["tahun"])
    for right in (as_text, as_dates, labelled):
        assert asked.judge(right).score == 2
    assert Question({"jawaban": drawn(YEARS, "line")}).judge(drawn(YEARS, "line", x="nomor")).score == 2


def draw(**changes: Any) -> Any:
    told = {
        "title": "Penetrasi internet Indonesia",
        "x": "Tahun",
        "y": "Pengguna (%)",
        "note": "Sumber: APJII 2025",
    }
    told |= changes
    _, ax = plt.subplots()
    getattr(ax, told.get("kind", "bar"))([2023, 2024, 2025], told.get("data", [78.19, 79.5, 80.66]))
    ax.set(title=told["title"], xlabel=told["x"], ylabel=told["y"], ylim=told.get("ylim"))
    ax.figure.text(0, 0, told["note"])
    return ax


@pytest.fixture(autouse=True)
def _close_figures() -> Any:
    yield
    plt.close("all")


CHART = {"satuan_y": "%", "sumber": "APJII"}


def judge_chart(**changes: Any) -> Verdict:
    return Question({"jawaban": draw()}, points=6, **CHART).judge(draw(**changes))


@pytest.mark.parametrize("alpha", [None, 0.0])
def test_other_data_or_none_that_is_seen_are_worth_nothing_whatever_stands_around_them(
    alpha: float | None,
) -> None:
    other = draw() if alpha is not None else draw(data=[1, 2, 3])
    for patch in other.patches:
        patch.set_alpha(alpha)
    verdict = Question({"jawaban": draw()}, points=6, **CHART).judge(other)
    assert (verdict.score, verdict.outcome) == (0, Outcome.NOT_YET)


def test_a_chart_is_right_through_axes_and_figure() -> None:
    asked = Question({"jawaban": draw()}, **CHART)
    assert asked.judge(draw()).score == asked.judge(draw().figure).score == 2


@pytest.mark.parametrize(
    ("changes", "facet"),
    [
        ({"title": ""}, "judul"),
        ({"x": ""}, "sumbu x"),
        ({"y": "Pengguna"}, "sumbu y"),
        ({"note": ""}, "sumber"),
        ({"note": "Sumber: APJII"}, "sumber"),
        ({"kind": "plot"}, "jenis"),
        ({"note": "Sumber: bukan APJII, 2025"}, "sumber"),
        ({"note": "Sumber: APJII 1900"}, "sumber"),
        ({"ylim": (70, 81)}, "dari nol"),
    ],
)
def test_each_property_of_a_chart_costs_its_own_points(changes: dict[str, Any], facet: str) -> None:
    verdict = judge_chart(**changes)
    failed = [f.name for f in verdict.facets if not f.ok]
    assert facet in failed
    assert 0 < verdict.score < 6
    assert verdict.outcome is Outcome.PARTIAL


def test_an_empty_chart_earns_nothing() -> None:
    _, ax = plt.subplots()
    ax.set(title="Penetrasi internet", xlabel="Tahun", ylabel="%")
    ax.figure.text(0, 0, "Sumber: APJII 2025")
    assert Question({"jawaban": draw()}, **CHART).judge(ax).score == 0


def margin(price: float, cost: float) -> float:
    return (price - cost) / price


FUNCTION = {"contoh": [(20_000, 12_500)], "tersembunyi": [(10_000, 9_000), (5, 1)]}


def test_a_function_is_right_by_what_it_returns() -> None:
    assert question(margin, **FUNCTION).judge(lambda p, c: 1 - c / p).score == 2


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda p, c: print(margin(p, c)), "mencetak"),
        (lambda p, c: None, "return"),
        (lambda p: 0, "banyaknya masukan belum cocok"),
        (lambda p, c: 1 / 0, "ZeroDivisionError"),
        (lambda p, c: c ^ 0.5, "ditulis **"),
        (lambda p, c: 0.375, "hasilnya"),
        (lambda p, c: 100 * margin(p, c), "100 kali"),
    ],
)
def test_a_wrong_function_is_told_what_was_seen(answer: Callable[..., Any], says: str) -> None:
    verdict = question(margin, **FUNCTION).judge(answer)
    assert says in verdict.message
    assert verdict.score == 0


def test_one_call_is_enough_to_tell_what_is_wrong() -> None:
    verdict = question(margin, **FUNCTION).judge(lambda p, c: 7)
    assert verdict.message == "Saat dipanggil dengan (20000, 12500), hasilnya 7; itu belum sesuai."


def test_a_misconception_about_a_function_is_told_by_the_size_of_its_results() -> None:
    solution = {"jawaban": lambda x: x * 1.0, "kecil": lambda x: x / 10_000}
    asked = Question(solution, contoh=[(100,)], toleransi_relatif=0.1, keliru={"kecil": "Kamu membagi."})
    assert asked.judge(lambda x: x / 10_000).message == "Kamu membagi."
    assert asked.judge(lambda x: x / 100).misconception is None
    assert asked.judge(lambda x: x / 5_000).misconception is None


def test_the_panel_says_that_other_arguments_will_be_tried() -> None:
    asked = question(margin, **FUNCTION)
    spec = make_spec("jawaban", 2, **FUNCTION)
    key = observe({"jawaban": margin}, {"name": "jawaban", "calls": list(calls_of(spec, hidden=False))})
    check, lock = build(spec, key, {}, hidden=False)

    def by_heart(price: float, cost: float) -> float:
        return 0.375

    seen = observe({"jawaban": by_heart}, check.request())
    panel = evaluate(check, lock, seen)
    assert panel.score == 2
    assert panel.message == messages.RIGHT_SO_FAR
    assert "9000" not in json.dumps(check.to_json())
    assert asked.judge(by_heart).score == 0
    assert asked.judge(margin).message == messages.RIGHT  # where all were tried
    without = question(margin, contoh=[(20_000, 12_500)])
    assert without.judge(margin).message == messages.RIGHT


def test_a_function_must_not_change_its_arguments() -> None:
    asked = question(lambda xs: [*sorted(xs)], contoh=[([3, 1, 2],)])
    assert asked.judge(lambda xs: sorted(xs)).score == 2

    def in_place(xs: list[int]) -> list[int]:
        xs.sort()
        return xs

    assert "mengubah data" in asked.judge(in_place).message


def test_prose_is_looked_at_for_length_and_parts() -> None:
    asked = question("", jenis="uraian", minimal_kata=5, wajib=["harga|rupiah"])
    assert asked.judge("Jenang Bu Sari enak dan harga pas").outcome is Outcome.RIGHT
    verdict = asked.judge("Jenang enak")
    assert "paling sedikit 5" in verdict.message


class AlwaysEqual:
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class Lying(float):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 5.0


@pytest.mark.parametrize("cheat", [AlwaysEqual(), Lying(99), [AlwaysEqual()], {"a": AlwaysEqual()}])
def test_objects_that_equal_everything_gain_nothing(cheat: object) -> None:
    for key in (5, "a", [5], {"a": 5}, True, SALES):
        assert question(key).judge(cheat).score == 0


@pytest.mark.parametrize(
    ("key", "answer", "first"),
    [
        (SALES, SALES.rename(columns={SALES.columns[0]: "lain"}).head(2), "Kolom kanal belum ada"),
        ([1, 2, 3], [5, 6], "Banyaknya belum sesuai"),
        ({"bakso": 1, "a": 2}, {"soto": 1, "a": 3}, "Nama-nama di dalam kamus"),
    ],
)
def test_what_explains_most_is_said_first(key: object, answer: object, first: str) -> None:
    some = {} if isinstance(key, pd.DataFrame) else {"sebagian": True}
    assert question(key, **some).judge(answer).message.startswith(first)


def _named_by_its_argument(n: int) -> int:
    raise type(f"Galat{n}", (Exception,), {})


@pytest.mark.parametrize(
    "function",
    [
        lambda n: n if n > 10 else n * 2,
        lambda n: _named_by_its_argument(n) if n > 10 else n * 2,
        lambda n: int(f"x{n}") if n > 10 else n * 2,
        lambda n: None if n > 10 else n * 2,
        lambda n: eval(f"x{n}") if n > 10 else n * 2,
    ],
)
def test_the_arguments_of_a_hidden_call_are_told_to_nobody(function: Any) -> None:
    asked = Question({"jawaban": lambda n: n * 2}, contoh=[(1,), (2,)], tersembunyi=[(98_761,)])
    verdict = asked.judge(function)
    assert verdict.score == 0
    assert "masukan lain daripada contohnya" in verdict.message
    assert not re.search(r"98.?761", repr(verdict))


def test_a_number_with_its_marks_is_one_word() -> None:
    asked = question("", jenis="uraian", minimal_kata=4)
    assert asked.judge("Omzet naik Rp66.000").message.startswith("Baru 3 kata")
    assert asked.judge("Omzet naik Rp66.000 pukul 16.00").outcome is Outcome.RIGHT
