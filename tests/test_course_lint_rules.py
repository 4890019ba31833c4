"""Every rule of the lint, broken once: the sound course breaks none, each change breaks the rule it names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from course_builder import (
    ANSWERS,
    Json,
    ask,
    cell,
    code,
    exercise,
    graded,
    lay_down,
    lay_down_answers,
    lesson,
    md,
    recall,
)

from grader.common.errors import SinauError
from grader.curriculum.lint import all_rule_ids, as_text, lint

Break = Callable[[Json, Json], None]
BREAKS: list[tuple[str, str, Break]] = []


def breaks(rule: str, place: str = "") -> Callable[[Break], Break]:
    """Register a change of (lesson, exercise) and the rule, and cell, that must be reported."""

    def register(change: Break) -> Break:
        BREAKS.append((rule, place, change))
        return change

    return register


def meta(notebook: Json) -> Json:
    found: Json = notebook["metadata"]["sinau"]
    return found


def put(notebook: Json, *cells: Json, after: str = "cetak") -> None:
    index = [c["id"] for c in notebook["cells"]].index(after) + 1
    notebook["cells"][index:index] = cells


def source(notebook: Json, cell_id: str, text: str) -> None:
    cell(notebook, cell_id)["source"] = text


def retag(notebook: Json, cell_id: str, *tags: str) -> None:
    cell(notebook, cell_id)["metadata"]["tags"] = list(tags)


# --- the file ---


@breaks("cell-id", "a1b2c3d4")
def random_id(one: Json, _: Json) -> None:
    cell(one, "ubah")["id"] = "a1b2c3d4"


@breaks("cell-id", "ubah")
def double_id(one: Json, _: Json) -> None:
    cell(one, "kosong")["id"] = "ubah"


@breaks("cell-id", "Ubah Harga")
def unreadable_id(one: Json, _: Json) -> None:
    cell(one, "ubah")["id"] = "Ubah Harga"


@breaks("offline", "cetak")
def network_module(one: Json, _: Json) -> None:
    source(one, "cetak", "import requests\nprint(omzet)")


@breaks("offline", "cetak")
def fetched_table(one: Json, _: Json) -> None:
    source(one, "cetak", 'print("https://contoh.id/data.csv")')


@breaks("offline", "tutup")
def fetched_picture(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += "\n\n![Grafik batang omzet per bulan](https://contoh.id/a.png)"


# --- for readers who listen ---


@breaks("headings", "buat")
def skipped_level(one: Json, _: Json) -> None:
    cell(one, "buat")["source"] = cell(one, "buat")["source"].replace("## Buat", "##### Buat")


@breaks("headings", "tutup")
def second_title(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] = cell(one, "tutup")["source"].replace("## Besok", "# Besok")


@breaks("link-text", "tutup")
def empty_link_text(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += " Baca [di sini](../1-02-hitung.ipynb)."


@breaks("link-target", "tutup")
def dead_link(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += " Baca [pelajaran berikutnya](1-02-hitungan.ipynb)."


@breaks("image-alt", "tutup")
def picture_without_text(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += "\n\n![](gambar.png)"


# --- metadata ---


@breaks("objectives")
def vague_objective(one: Json, two: Json) -> None:
    meta(one)["objectives"] = meta(two)["objectives"] = ["memahami laba", "menghitung laba"]


@breaks("objectives")
def unobservable_objective(one: Json, two: Json) -> None:
    meta(one)["objectives"] = meta(two)["objectives"] = ["laba satu hari", "menghitung laba"]


@breaks("objectives")
def single_objective(one: Json, two: Json) -> None:
    meta(one)["objectives"] = meta(two)["objectives"] = ["menghitung laba"]


@breaks("fill-in", "tutup")
def unfinished_text(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += " ISI: keputusan."


@breaks("fill-in")
def unfinished_objective(one: Json, two: Json) -> None:
    meta(one)["objectives"] = meta(two)["objectives"] = ["menghitung ISI: apa", "menghitung laba"]


@breaks("place")
def other_module(one: Json, _: Json) -> None:
    meta(one)["module"] = "2-pemasaran"


@breaks("minutes")
def too_long(one: Json, _: Json) -> None:
    meta(one)["minutes"] = {"explain": 20, "practise": 41}


@breaks("minutes")
def too_much_talk(one: Json, _: Json) -> None:
    meta(one)["minutes"] = {"explain": 30, "practise": 15}


@breaks("minutes-exercise")
def long_exercise(_: Json, two: Json) -> None:
    meta(two)["minutes"] = 60


@breaks("budget")
def six_terms(one: Json, _: Json) -> None:
    meta(one)["terms"] = ["variabel", "a", "b", "c", "d", "e"]


@breaks("prerequisites")
def later_prerequisite(one: Json, _: Json) -> None:
    meta(one)["prerequisites"] = ["1-02-hitung"]


@breaks("prerequisites")
def prerequisite_off_the_path(one: Json, _: Json) -> None:
    meta(one).update(id="3-01-membunyikan", module="3-data-desa", prerequisites=["2-01-corong"])


@breaks("prerequisites")
def no_prerequisite(one: Json, _: Json) -> None:
    meta(one).update(id="1-02-hitung")


@breaks("pairs")
def different_objectives(_: Json, two: Json) -> None:
    meta(two)["objectives"] = ["menghitung laba", "menulis rencana"]


@breaks("order-of-terms")
def term_without_definition(one: Json, _: Json) -> None:
    meta(one)["terms"] = ["laba kotor"]


# --- teaching ---


@breaks("cells")
def too_few_cells(one: Json, _: Json) -> None:
    one["cells"] = one["cells"][:12]


@breaks("cells")
def too_much_code(one: Json, _: Json) -> None:
    put(one, *(code(f"lagi-{n}", "print(omzet)") for n in range(8)))


@breaks("words")
def too_few_words(one: Json, _: Json) -> None:
    for each in one["cells"]:
        if each["cell_type"] == "markdown":
            each["source"] = each["source"][:60]


@breaks("code-lines", "cetak")
def long_cell(one: Json, _: Json) -> None:
    source(one, "cetak", "print(omzet)\n" * 11)


@breaks("code-lines")
def long_cells(one: Json, _: Json) -> None:
    for each in one["cells"]:
        if each["cell_type"] == "code" and each["id"] != "persiapan":
            each["source"] = "omzet = 1\n" * 4 + each["source"]


@breaks("pace", "teks-panjang")
def long_reading(one: Json, _: Json) -> None:
    put(one, md("teks-panjang", "Bu Sari menjual jenang. " * 80))


@breaks("pace", "lagi-4")
def much_running(one: Json, _: Json) -> None:
    put(one, *(code(f"lagi-{n}", "print(omzet)") for n in range(5)))


@breaks("tags", "ubah")
def mistyped_tag(one: Json, _: Json) -> None:
    retag(one, "ubah", "rubah")


@breaks("tags", "cetak")
def open_hidden_cell(one: Json, _: Json) -> None:
    retag(one, "cetak", "sembunyi")


@breaks("primm-order", "omzet")
def run_before_predicting(one: Json, _: Json) -> None:
    retag(one, "tebak")
    retag(one, "ubah", "prediksi")


@breaks("primm-order")
def no_prediction(one: Json, _: Json) -> None:
    retag(one, "tebak")


@breaks("fade-order", "celah")
def fade_backwards(one: Json, _: Json) -> None:
    retag(one, "celah", "pudar-sedikit")
    retag(one, "sedikit", "pudar-celah")


@breaks("fade-order", "celah")
def gap_without_blank(one: Json, _: Json) -> None:
    source(one, "celah", "biaya = 20 * 5")


@breaks("recall")
def recall_misnamed(one: Json, _: Json) -> None:
    source(one, "ingat-2", ask("ingat_9", "b"))


@breaks("recall", "ingat-4")
def recall_too_early(one: Json, _: Json) -> None:
    moved = cell(one, "ingat-4")
    one["cells"].remove(moved)
    put(one, moved, after="ingat-3")


@breaks("lesson-check", "ingat-1")
def question_without_key(one: Json, _: Json) -> None:
    source(one, "ingat-1", 'ingat_1 = ____\nperiksa("ingat_1", petunjuk=["Baca lagi."])')


@breaks("lesson-check", "ingat-1")
def question_without_hint(one: Json, _: Json) -> None:
    source(one, "ingat-1", 'ingat_1 = ____\nperiksa("ingat_1", kunci="b")')


@breaks("choice", "pilihan")
def option_without_message(one: Json, _: Json) -> None:
    source(one, "pilihan", ask("untung", "b", ', keliru={"a": "Itu omzet.", "d": "Bukan."}'))


@breaks("choice")
def no_choice(one: Json, _: Json) -> None:
    retag(one, "pilihan")


@breaks("parsons")
def no_parsons(one: Json, _: Json) -> None:
    retag(one, "parsons")


@breaks("repaired-error", "galat-nama")
def uncaught_error(one: Json, _: Json) -> None:
    source(one, "galat-nama", "print(omzett)")


@breaks("trainer-notes")
def no_trainer_notes(one: Json, _: Json) -> None:
    one["cells"] = [c for c in one["cells"] if c["id"] != "pelatih"]


@breaks("set-up", "persiapan")
def no_set_up(one: Json, _: Json) -> None:
    retag(one, "persiapan")


# --- what a trainee must not read ---


@breaks("check-sealed", "ingat-1")
def check_before_other_code(one: Json, _: Json) -> None:
    cell(one, "ingat-1")["source"] += "\nprint(omzet)"


@breaks("check-sealed", "ingat-1")
def two_checks_in_a_cell(one: Json, _: Json) -> None:
    source(one, "ingat-1", ask("ingat_1", "b") + "\n" + ask("lagi", "b"))


@breaks("check-sealed", "ingat-1")
def computed_key(one: Json, _: Json) -> None:
    source(one, "ingat-1", 'ingat_1 = ____\nperiksa("ingat_1", kunci=omzet, petunjuk=["Baca lagi."])')


# --- choices ---


@breaks("choice-letters")
def always_the_same_letter(one: Json, _: Json) -> None:
    for n in range(1, 7):
        source(one, f"ingat-{n}", recall(f"ingat_{n}", "b"))
        cell(one, f"ingat-{n}")["metadata"]["tags"].append("urutan-tetap")


@breaks("choice-order", "ingat-1")
def options_nowhere(one: Json, _: Json) -> None:
    source(one, "ingat-1", ask("ingat_1", "b"))


@breaks("choice-order", "pilihan")
def letter_used_elsewhere(one: Json, _: Json) -> None:
    cell(one, "cetak")["source"] += "\nprint(untung)"


@breaks("choice-order", "ingat-1")
def option_of_others(one: Json, _: Json) -> None:
    source(one, "ingat-1", "# Untung: a. omzet   b. laba   c. keduanya\n" + ask("ingat_1", "b"))


@breaks("choice-named", "pelatih")
def letter_that_stays(one: Json, _: Json) -> None:
    cell(one, "pelatih")["source"] += " Jawaban b paling sering."


@breaks("choice-named", "pelatih")
def place_of_an_option(one: Json, _: Json) -> None:
    cell(one, "pelatih")["source"] += " Pilihan terakhir paling sering."


@breaks("choice-named", "pilihan")
def letter_in_a_message(one: Json, _: Json) -> None:
    wrong = ', keliru={"a": "Itu omzet; lihat pilihan b.", "c": "Itu biaya."}'
    source(one, "pilihan", ask("untung", "b", wrong))


@breaks("choice-length")
def always_the_longest(one: Json, _: Json) -> None:
    for n, key in enumerate("bacacb", start=1):
        options = "   ".join(f"{letter}. {'laba bersih' if letter == key else 'laba'}" for letter in "abc")
        source(one, f"ingat-{n}", f"# Untung: {options}\n" + ask(f"ingat_{n}", key))


@breaks("closing")
def no_paper(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] = cell(one, "tutup")["source"].replace("Besok, tanpa komputer", "Besok")


@breaks("closing")
def two_key_points(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] = cell(one, "tutup")["source"].replace("\n3. Putuskan.", "")


@breaks("spoiler", "ubah")
def answer_below_its_task(one: Json, _: Json) -> None:
    source(one, "celah", 'biaya = 20 * ____\nperiksa("biaya", kunci=300_000, petunjuk=["Baca lagi."])')
    cell(one, "ubah")["source"] += " Biayanya Rp300.000 sehari."


# --- vocabulary ---


@breaks("syntax-budget")
def too_many_arguments(one: Json, _: Json) -> None:
    source(one, "cetak", "print(omzet, " + ", ".join(f"{letter}=1" for letter in "abcdefghijk") + ")")


@breaks("vocabulary", "cetak")
def unknown_builtin(one: Json, _: Json) -> None:
    source(one, "cetak", "round(omzet / 3)")


@breaks("vocabulary", "jawab-1-omzet")
def unknown_method_in_solution(_: Json, two: Json) -> None:
    source(two, "jawab-1-omzet", "omzet = ____\n### BEGIN SOLUTION\nomzet = omzet.sum()\n### END SOLUTION")


@breaks("functions-used")
def unused_function(one: Json, _: Json) -> None:
    meta(one)["functions"] = ["print", "round"]


# --- language ---


@breaks("banned-words", "tutup")
def belittling(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += " Kamu tinggal menekan tombol."


@breaks("banned-words", "ingat-1")
def belittling_hint(one: Json, _: Json) -> None:
    source(one, "ingat-1", 'ingat_1 = ____\nperiksa("ingat_1", kunci="b", petunjuk=["Cukup dibaca."])')


@breaks("percent-sign", "tutup")
def spaced_percent(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += " Margin jenang 37,5 %."


@breaks("percent-sign", "cetak")
def spaced_percent_printed(one: Json, _: Json) -> None:
    source(one, "cetak", 'print(f"Margin {omzet} %")')


@breaks("spelling", "tutup")
def misspelt(one: Json, _: Json) -> None:
    cell(one, "tutup")["source"] += " Kamu boleh merubah harganya."


# --- exercise ---


@breaks("questions")
def two_questions(_: Json, two: Json) -> None:
    two["cells"] = [c for c in two["cells"] if "2-laba" not in c["id"]]


@breaks("questions")
def nine_points(_: Json, two: Json) -> None:
    cell(two, "soal-1-omzet")["metadata"]["nbgrader"]["points"] = 2


@breaks("question-objective", "soal-1-omzet")
def no_such_objective(_: Json, two: Json) -> None:
    cell(two, "soal-1-omzet")["metadata"]["sinau"]["objective"] = 3


@breaks("question-check", "soal-1-omzet")
def question_without_check(_: Json, two: Json) -> None:
    source(two, "soal-1-omzet", "assert omzet == 1")


@breaks("question-check", "soal-1-omzet")
def key_in_the_exercise(_: Json, two: Json) -> None:
    text = cell(two, "soal-1-omzet")["source"]
    source(two, "soal-1-omzet", text.replace('"omzet",', '"omzet", kunci=1_000_000,'))


@breaks("hints", "soal-1-omzet")
def no_hint(_: Json, two: Json) -> None:
    source(two, "soal-1-omzet", 'periksa("omzet", keliru={"40": "Itu pak.", "1": "Itu satu."})')


@breaks("hints", "soal-1-omzet")
def one_misconception(_: Json, two: Json) -> None:
    source(two, "soal-1-omzet", 'periksa("omzet", petunjuk=["Kalikan."], keliru={"40": "Itu pak."})')


@breaks("solution", "jawab-1-omzet")
def no_sentinel(_: Json, two: Json) -> None:
    source(two, "jawab-1-omzet", "### BEGIN SOLUTION\nomzet = 40 * 25_000\n### END SOLUTION")


@breaks("solution", "tanya-1")
def solution_in_text(_: Json, two: Json) -> None:
    source(two, "tanya-1", "### BEGIN SOLUTION\nempat puluh")


@breaks("nbgrader-fields", "jawab-1-omzet")
def locked_answer(_: Json, two: Json) -> None:
    cell(two, "jawab-1-omzet")["metadata"]["nbgrader"]["locked"] = True


@breaks("nbgrader-fields", "soal-1-omzet")
def other_grade_id(_: Json, two: Json) -> None:
    cell(two, "soal-1-omzet")["metadata"]["nbgrader"]["grade_id"] = "soal-9"


@breaks("rubric", "jawab-3-rencana")
def no_rubric(_: Json, two: Json) -> None:
    source(two, "tanya-3", "Tulis rencana besok.")


@breaks("hand-in", "lagi")
def no_hand_in(_: Json, two: Json) -> None:
    two["cells"].append(graded("lagi", "omzet"))


# --- the tests ---

ON_THE_FILE = {
    "normal-form": "test_normal_form",
    "no-outputs": "test_stored_outputs",
    "question-tests": "test_question_tests",
    "glossary": "test_a_definition_is_one_short_sentence",
}


def found(root: Path) -> set[tuple[str, str]]:
    return {(problem.rule, problem.cell) for problem in lint(root)}


def test_the_sound_course_breaks_no_rule(tmp_path: Path) -> None:
    lay_down_answers(lay_down(tmp_path, lesson(), exercise()))
    assert lint(tmp_path) == []


@pytest.mark.parametrize(
    ("rule", "place", "change"), BREAKS, ids=[change.__name__ for _, _, change in BREAKS]
)
def test_a_change_breaks_its_rule(tmp_path: Path, rule: str, place: str, change: Break) -> None:
    one, two = lesson(), exercise()
    change(one, two)
    lay_down_answers(lay_down(tmp_path, one, two))
    assert (rule, place) in found(tmp_path)


def test_every_rule_has_a_test() -> None:
    tested = {rule for rule, _, _ in BREAKS} | set(ON_THE_FILE)
    assert tested == set(all_rule_ids())
    assert all(name in globals() for name in ON_THE_FILE.values())


def test_normal_form(tmp_path: Path) -> None:
    lay_down(tmp_path, lesson(), exercise())
    path = tmp_path / "lessons/1-fondasi/1-01-mulai.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("\n ", "\n  "), encoding="utf-8")
    assert ("normal-form", "") in found(tmp_path)


def test_stored_outputs(tmp_path: Path) -> None:
    lay_down(tmp_path, lesson(), exercise())
    path = tmp_path / "lessons/1-fondasi/1-01-mulai.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell(notebook, "cetak")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert ("no-outputs", "cetak") in found(tmp_path)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (None, ""),
        ("ANSWERS = 3", ""),
        (ANSWERS.replace('"soal-2-laba"', '"soal-2-lama"'), "soal-2-laba"),
        (ANSWERS.replace('"soal-2-laba"', '"soal-2-lama"'), "soal-2-lama"),
        (ANSWERS.replace(', says="dua"', ""), "soal-1-omzet"),
        (ANSWERS.replace('Right("x = 1"), ', ""), "soal-1-omzet"),
    ],
)
def test_question_tests(tmp_path: Path, text: str | None, place: str) -> None:
    lay_down(tmp_path, lesson(), exercise())
    if text is not None:
        lay_down_answers(tmp_path, text=text)
    assert ("question-tests", place) in found(tmp_path)


@pytest.mark.parametrize("definition", ["nama tanpa titik", "nama " * 26 + "."])
def test_a_definition_is_one_short_sentence(tmp_path: Path, definition: str) -> None:
    lay_down(tmp_path, lesson(), exercise(), glossary=f"- **variabel**: {definition}\n")
    assert ("glossary", "") in found(tmp_path)


def test_links_may_lead_to_what_the_curriculum_still_expects(tmp_path: Path) -> None:
    one = lesson()
    cell(one, "tutup")["source"] += (
        " [Kode](1-02-hitung.ipynb), [latihan](../../exercises/1-01-mulai/1-01-mulai.ipynb),"
        " [istilah](../glosarium.md#galat), [situs BPS](https://bps.go.id)."
    )
    lay_down(tmp_path, one, exercise())
    assert not [place for rule, place in found(tmp_path) if rule == "link-target"]


def test_a_name_is_known_only_after_its_lesson_on_every_path(tmp_path: Path) -> None:
    first = lesson()
    umkm = lesson(id="2-01-corong", module="2-pemasaran", functions=["round"], prerequisites=["1-01-mulai"])
    shared = lesson(id="4-05-kim", module="4-desa-digital", functions=[], prerequisites=["1-01-mulai"])
    for notebook in (umkm, shared):
        source(notebook, "cetak", "print(round(omzet / 3))")
    lay_down(tmp_path, first, umkm, shared)
    faults = {(p.file, p.message) for p in lint(tmp_path) if p.rule == "vocabulary"}
    assert faults == {
        ("lessons/4-desa-digital/4-05-kim.ipynb", "`round` belum diperkenalkan (baru di 2-01-corong)")
    }


def test_a_broken_notebook_is_one_problem_and_the_others_are_still_judged(tmp_path: Path) -> None:
    one, two = lesson(), exercise()
    retag(one, "tebak")
    lay_down_answers(lay_down(tmp_path, one, two))
    (tmp_path / "lessons/1-fondasi/1-02-hitung.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "lessons/1-fondasi/1-03-dikw.ipynb").write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4}', encoding="utf-8"
    )
    problems = lint(tmp_path)
    assert [(Path(p.file).stem, p.rule) for p in problems] == [
        ("1-01-mulai", "primm-order"),
        ("1-02-hitung", "readable"),
        ("1-03-dikw", "readable"),
    ]


def test_a_lesson_and_its_exercise_come_in_pairs(tmp_path: Path) -> None:
    lay_down_answers(lay_down(tmp_path, lesson()))
    assert found(tmp_path) == {("pairs", "")}
    alone = lay_down(tmp_path / "alone", exercise())
    lay_down_answers(alone)
    assert found(alone) == {("pairs", "")}


def test_only_keeps_the_named_notebooks(tmp_path: Path) -> None:
    one, two = lesson(), exercise()
    retag(one, "tebak")
    source(two, "tanya-1", "Hitung omzetnya. Kamu boleh merubahnya.")
    lay_down_answers(lay_down(tmp_path, one, two))
    assert {p.rule for p in lint(tmp_path)} == {"primm-order", "spelling"}
    exercise_file = "exercises/1-01-mulai/1-01-mulai.ipynb"
    assert {p.rule for p in lint(tmp_path, only=[exercise_file])} == {"spelling"}
    assert {p.rule for p in lint(tmp_path, only=["1-01-mulai"])} == {"primm-order", "spelling"}
    with pytest.raises(SinauError, match="Tidak ada pelajaran atau latihan `9-99-tak-ada`"):
        lint(tmp_path, only=["9-99-tak-ada"])


def test_text_shows_file_cell_rule_and_what_to_do(tmp_path: Path) -> None:
    one, two = lesson(), exercise()
    retag(one, "ubah-harga", "rubah", "ubah")
    lay_down_answers(lay_down(tmp_path, one, two))
    text = as_text(lint(tmp_path))
    assert text.startswith(
        "lessons/1-fondasi/1-01-mulai.ipynb\n  ubah-harga  [tags]  tanda `rubah` tidak dikenal; pakai"
    )
    assert text.endswith("1 hal perlu diperbaiki.")
    assert as_text([]) == "Tidak ada yang perlu diperbaiki."
