"""An answer whose value stands is judged, whatever a later line does; the smaller slip never costs more."""

from __future__ import annotations

import pytest
from laboratories import laboratory

from grader.audit.laboratory import Laboratory
from grader.checks.spec import Outcome

NO_NOTE = """\
grafik = lima.plot.bar(x="kecamatan", y="penduduk", title="Penduduk lima kecamatan", xlabel="kecamatan",
    ylabel="orang")
"""
SOURCE = '"Kepmendagri 300.2.2-2138/2025"'


pytestmark = pytest.mark.xdist_group("nilai-tetap")


@pytest.fixture
def charts() -> Laboratory:
    return laboratory("1-06-grafik")


@pytest.fixture
def sums() -> Laboratory:
    return laboratory("1-02-hitung")


def test_wrong_arguments_of_gambar_cost_no_more_than_no_gambar(charts: Laboratory) -> None:
    without = charts.grade_answer("soal-2-grafik", NO_NOTE)
    wrong = charts.grade_answer("soal-2-grafik", f'{NO_NOTE}gambar(grafik, {SOURCE}, "2025")')
    right = charts.grade_answer("soal-2-grafik", f'{NO_NOTE}gambar(grafik, sumber={SOURCE}, waktu="2025")')
    assert 0 < without.score <= wrong.score < right.score == right.points
    assert "Di `gambar`, sumber dan waktu harus disebut namanya." in wrong.message


def test_a_print_that_fails_takes_no_points(sums: Laboratory) -> None:
    verdict = sums.grade_answer("soal-1-omzet", "omzet = harga * mangkuk\nprint(rupia(omzet))")
    assert (verdict.outcome, verdict.score) == (Outcome.RIGHT, verdict.points)
    assert "Python belum mengenal nama `rupia`" in verdict.message


def test_a_cell_that_failed_before_its_answer_is_told_so(sums: Laboratory) -> None:
    for cell in ("print(rupia(5))\nomzet = harga * mangkuk", "harga * mangkuk = omzet"):
        assert sums.grade_answer("soal-1-omzet", cell).outcome is Outcome.CRASHED


def test_the_grader_names_the_line(sums: Laboratory) -> None:
    said = sums.grade_answer("soal-1-omzet", "a = 1\nomzet = harga * mangkuk.sum()").message
    assert said.startswith("Sebuah angka tidak mempunyai `.sum`.")
    said = sums.grade_answer("soal-1-omzet", "a = [1]\nomzet = harga * a[5]").message
    assert said.startswith("Baris 2, `omzet = harga * a[5]`,")
