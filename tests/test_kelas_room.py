"""The trainer's room as its server answers: who may ask, what comes in, what is marked and given back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import httpx
import pytest
from kelas_evening import EXERCISES, WRITTEN, fill_inbox, make_class, notebook, package
from kelas_server import PATIENCE, Visitor, room

from grader.classroom.collect import collect
from grader.classroom.collect_problems import read_problems
from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook
from grader.classroom.lock import grading_lock
from grader.classroom.manual_marks import Cell, Given, ManualMarks
from grader.cli.group import app
from grader.grading.options import GradingOptions
from grader.grading.pipeline import grade_class
from grader.kelas.pages import DONE_ON, STEPS, environment, in_the_room
from grader.kelas.room import Room
from grader.reports.pages import environment as pages_of_reports
from grader.start.server import Server

pytestmark = pytest.mark.xdist_group("ruang-pelatih")  # one class is enough
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
BOX = "20261126-120000-00000001"
CELL = Cell("1-03-dikw", "1-03-dikw", WRITTEN)
QUESTION = {"latihan": CELL.exercise, "notebook": CELL.notebook, "soal": CELL.grade_id}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of which an evening's hand-ins have been graded; nothing has been marked by hand."""
    folder = tmp_path_factory.mktemp("malam")
    made = make_class(folder)
    fill_inbox(made, folder / "kiriman")
    known = ClassFolder(made)
    collect(folder / "kiriman", known, known.roster(), known.exercises())
    grade_class(made, None, GradingOptions(workers=1), lambda done, total: None)
    return made


@pytest.fixture(scope="module")
def server(course: Path) -> Iterator[Server]:
    with room(course) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(server: Server) -> Visitor:
    return Visitor(server)


def given(course: Path) -> dict[str, Given]:
    folder = ClassFolder(course)
    with open_gradebook(folder.db_url, folder.course_id) as gradebook:
        return ManualMarks(gradebook).given(CELL)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the marking form."""
    form = page[page.index('id="penilaian"') :].partition("</form>")[0]
    return {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    }


# --- who may ask ---


@pytest.mark.parametrize("page", ["masuk", "nilai", "tulisan", "kembalikan", "halaman.zip", "kelas.js"])
def test_without_the_token_nothing_is_shown(server: Server, page: str) -> None:
    answer = httpx.get(f"{server.url}kelas/{page}", timeout=PATIENCE)
    assert answer.status_code in (302, 403)
    assert "PNG-0" not in answer.text


def test_a_changing_request_needs_the_pages_own_secret_and_origin(server: Server, visitor: Visitor) -> None:
    assert visitor.client.post("nilai").status_code == 403
    foreign = {"Origin": "http://jahat.example"}
    secret = {"_xsrf": visitor.client.cookies["_xsrf"]}
    assert visitor.client.post("nilai", data=secret, headers=foreign).status_code in (403, 404)
    from_afar = {"Sec-Fetch-Site": "cross-site"}
    assert visitor.client.post("nilai", data=secret, headers=from_afar).status_code == 403
    with_token = httpx.post(
        f"{server.url}kelas/nilai?token={server.token}", headers=foreign, timeout=PATIENCE
    )
    assert with_token.status_code in (403, 404)
    assert '"running": false' in visitor.page("pekerjaan")


def test_another_host_name_is_refused(server: Server) -> None:
    address = f"{server.url}kelas/masuk?token={server.token}"
    answer = httpx.get(address, headers={"Host": "jahat.example"}, timeout=PATIENCE)
    assert answer.status_code == 403


def test_no_page_runs_or_loads_anything_but_the_rooms_own(visitor: Visitor) -> None:
    for page in ("masuk", "nilai", "tulisan", "kembalikan"):
        answer = visitor.client.get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?! src=)|style=|\son\w+=", answer.text)


def test_the_class_folders_files_are_not_served(server: Server, visitor: Visitor) -> None:
    listed = httpx.get(f"{server.url}api/contents?token={server.token}", timeout=PATIENCE).json()
    assert listed["content"] == []


def test_a_sentence_of_another_room_names_the_page_instead_of_the_command() -> None:
    assert in_the_room("a; jalankan `sinau grade --force x` dulu.") == "a; jalankan Nilai dulu."
    assert in_the_room("pakai `sinau audit x` atau `dict`") == "pakai `sinau audit x` atau `dict`"
    shown = environment().from_string("{{ told|sentence }}").render(told="`sinau collect`, `a < b`")
    assert shown == "Masuk, <code>a &lt; b</code>"
    told = pages_of_reports().from_string("{{ told|sentence }}").render(told="`sinau collect`")
    assert told == "<code>sinau collect</code>"
    assert set(DONE_ON.values()) <= {"Ruang Pelatih", *(name for _, name in STEPS)}
    assert set(DONE_ON) <= set(app.commands)


# --- Masuk ---


def test_files_under_odd_paths_stay_in_their_inbox(course: Path, visitor: Visitor) -> None:
    before = {path for path in course.parent.rglob("*") if path.is_file()}
    files = {"../../../../jahat.ipynb": b"{}", "/etc/x.zip": b"PK", "a/../../b\0.zip": b"PK", "..": b"x"}
    visitor.upload("20261126-120000-0000000a", files)
    visitor.upload("../../kotak", {"a.zip": b"PK"})
    new = {path for path in course.parent.rglob("*") if path.is_file()} - before
    kept = course / ".sinau" / "kotak" / "20261126-120000-0000000a"
    assert all(
        path.is_relative_to(kept) or path.parent == course / ".sinau"
        for path in new
        if "kumpulan" not in str(path)
    )


def test_a_file_of_doubtful_owner_waits_and_is_settled(course: Path, visitor: Visitor) -> None:
    first = notebook(course, EXERCISES[0], "benar", 30)
    wrong = package("PNG-001", "Dwi <b>Prasetyo</b>", EXERCISES[0], first, NOW)
    page = visitor.upload(BOX, {"WhatsApp/<i>tertukar</i>.zip": wrong})
    assert "1 berkas perlu kamu putuskan" in page
    assert "<b>Prasetyo" not in page
    assert "&lt;b&gt;Prasetyo" in page
    [waiting] = [problem for problem in read_problems(ClassFolder(course)) if problem.inbox == BOX]
    settle = {"kotak": BOX, "berkas": waiting.file}
    assert "Pilih dulu milik siapa" in visitor.send("putuskan", **settle, aksi="terima").text
    assert "Pilih dulu milik siapa" in visitor.send("putuskan", **settle, aksi="terima", peserta="X-1").text
    done = visitor.send("putuskan", **settle, aksi="terima", peserta="PNG-030").text
    assert "PNG-030, 1-02-hitung, dikirim" in done
    assert (course / "submitted/PNG-030/1-02-hitung/1-02-hitung.ipynb").read_bytes() == first
    assert not [problem for problem in read_problems(ClassFolder(course)) if problem.inbox == BOX]


def test_a_file_in_an_archive_is_settled_too_and_another_left(course: Path, visitor: Visitor) -> None:
    content = notebook(course, EXERCISES[0], "keliru", 29)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.zip", package("PNG-888", "Bukan Siapa", EXERCISES[0], content, NOW))
        archive.writestr("b.zip", package("PNG-889", "Bukan Siapa", EXERCISES[0], content, NOW))
    box = "20261126-120000-00000002"
    visitor.upload(box, {"drive.zip": packed.getvalue()})
    where = {"kotak": box, "peserta": "PNG-029", "latihan": ""}
    assert (
        "PNG-029, 1-02-hitung"
        in visitor.send("putuskan", **where, berkas="drive.zip/a.zip", aksi="terima").text
    )
    assert "dibiarkan" in visitor.send("putuskan", kotak=box, berkas="drive.zip/b.zip", aksi="biarkan").text
    assert not [problem for problem in read_problems(ClassFolder(course)) if problem.inbox == box]


def test_what_nobody_can_bring_in_is_left_by_one_click(course: Path, visitor: Visitor) -> None:
    box = "20261126-120000-00000004"
    doubtful = package(
        "PNG-777", "Bukan Siapa", EXERCISES[0], notebook(course, EXERCISES[0], "benar", 1), NOW
    )
    page = visitor.upload(box, {"a.jpg": b"\xff\xd8", "b.pdf": b"%PDF", "c.zip": doubtful})
    assert "2 berkas tidak bisa diterima" in page
    assert "2 berkas dibiarkan" in visitor.send("putuskan", aksi="biarkan-semua").text
    [left] = [problem for problem in read_problems(ClassFolder(course)) if problem.inbox == box]
    assert left.file == "c.zip"
    visitor.send("putuskan", kotak=box, berkas=left.file, aksi="biarkan")
    kept = course / ".sinau" / "kotak" / box
    assert sorted(path.name for path in kept.iterdir()) == ["a.jpg", "b.pdf", "c.zip"]


def test_of_a_wrong_exercise_name_the_owner_and_the_likely_exercise_are_found(
    course: Path, visitor: Visitor
) -> None:
    box = "20261126-120000-00000005"
    content = notebook(course, EXERCISES[0], "benar", 1)
    misnamed = package("PNG-002", "Rina Aminah", "1-02-hitungan", content, NOW)
    visitor.upload(box, {"a.zip": misnamed})
    [waiting] = [problem for problem in read_problems(ClassFolder(course)) if problem.inbox == box]
    assert (waiting.likely, waiting.exercise) == ("PNG-002", EXERCISES[0])
    visitor.send("putuskan", kotak=box, berkas="a.zip", aksi="biarkan")


@pytest.mark.parametrize("file", ["../peserta.csv", "/etc/hostname", "", ".", "tidak ada.zip"])
def test_no_file_outside_an_inbox_is_taken_in(visitor: Visitor, file: str) -> None:
    box = "20261126-120000-00000003"
    visitor.upload(box, {"a.txt": b"halo"})
    fields = {"kotak": box, "peserta": "PNG-001", "latihan": EXERCISES[0], "aksi": "terima"}
    assert "sudah tidak ada" in visitor.send("putuskan", **fields, berkas=file).text


@pytest.mark.parametrize("exercise", ["../../luar", "", "1-99-tiada"])
def test_no_question_outside_the_class_is_read(visitor: Visitor, exercise: str) -> None:
    answer = visitor.client.get("jawaban", params={**QUESTION, "latihan": exercise})
    assert answer.status_code == 409
    assert "Soal ini tidak ada di kelas" in answer.text


# --- Nilai ---


def test_a_class_that_somebody_grades_is_told_and_nothing_is_lost(course: Path, visitor: Visitor) -> None:
    with grading_lock(course):
        visitor.send("nilai")
        visitor.wait_for_the_job()
        assert "Kelas ini sedang dinilai oleh proses" in visitor.page("nilai")


# --- Periksa tulisan ---


def test_a_mark_is_what_formgrader_reads_and_can_be_taken_back(course: Path, visitor: Visitor) -> None:
    page = visitor.page("jawaban", **QUESTION)
    fields = hidden(page)
    code = fields["siapa"]
    assert given(course)[code] == Given(None, "", True)
    sent = visitor.send(
        "jawaban", **fields, butir="1", nilai="1", kata_pelatih="Bagus & jelas", aksi="simpan"
    )
    assert sent.status_code == 200
    after = given(course)[code]
    assert (after.score, after.waiting) == (1.0, False)
    assert after.comment.startswith("Bagus & jelas\nRubrik:\n○ informasinya menyebut angka")
    assert "✔ keputusannya menyebut" in after.comment
    assert hidden(sent.text)["siapa"] != code
    assert 'data-kata="Bagus &amp; jelas"' in sent.text

    stale = visitor.send("jawaban", **fields, nilai="2", kata_pelatih="", aksi="simpan")
    assert "sudah dinilai di jendela lain" in stale.text
    assert given(course)[code] == after

    assert "Nilai terakhir dibatalkan" in visitor.send("jawaban", **fields, aksi="batalkan").text
    assert given(course)[code] == Given(None, "", True)


@pytest.mark.parametrize("typed", ["", "3", "-1", "banyak", "nan", "inf"])
def test_what_is_no_mark_is_refused(course: Path, visitor: Visitor, typed: str) -> None:
    fields = hidden(visitor.page("jawaban", **QUESTION))
    before = given(course)
    visitor.send("jawaban", **fields, nilai=typed, kata_pelatih="", aksi="simpan")
    assert given(course) == before


def test_no_mark_is_written_while_the_class_is_graded(course: Path, visitor: Visitor) -> None:
    fields = hidden(visitor.page("jawaban", **QUESTION))
    before = given(course)
    with grading_lock(course):
        told = visitor.send("jawaban", **fields, nilai="1", kata_pelatih="", aksi="simpan").text
    assert "sedang dinilai oleh" in told
    assert given(course) == before


def test_a_mark_of_a_text_that_changed_is_looked_at_again_beside_the_old_one(
    course: Path, visitor: Visitor
) -> None:
    folder, code = ClassFolder(course), "PNG-006"
    with open_gradebook(folder.db_url, folder.course_id) as gradebook:
        marks = ManualMarks(gradebook)
        before = marks.given(CELL)[code]
        marks.give(code, CELL, Given(2.0, "Bagus", True), before)
        old = folder.older(code, CELL.exercise) / "1-03-dikw_20261120T020000Z_0123456789ab.ipynb"
        old.parent.mkdir(parents=True, exist_ok=True)
        cell = {"cell_type": "code", "source": "cerita = 'dulu <i>'", "outputs": [], "metadata": {}}
        cell["metadata"] = {"nbgrader": {"grade_id": WRITTEN}}
        old.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        places = [visitor.page("jawaban", **QUESTION, ke=str(place)) for place in range(1, 27)]
        [page] = [page for page in places if f'name="siapa" value="{code}"' in page]
        assert "Dulu dinilai 2" in page
        assert "cerita = &#39;dulu &lt;i&gt;&#39;" in page
        marks.give(code, CELL, before, Given(2.0, "Bagus", True))


def test_names_can_be_hidden(visitor: Visitor) -> None:
    fields = hidden(visitor.page("jawaban", **QUESTION))
    shown = visitor.send("jawaban", **fields, aksi="nama").text
    assert "Peserta 1" in shown
    assert "Aminah" not in shown
    assert "Aminah" in visitor.send("jawaban", **fields, aksi="nama").text


# --- Kembalikan ---


def test_what_was_sent_is_remembered_until_something_changes(course: Path, visitor: Visitor) -> None:
    visitor.send("kembalikan", aksi="siapkan")
    visitor.wait_for_the_job()
    page = visitor.page("kembalikan")
    assert "30 dari 30 halaman belum dikirim" in page or "29 dari 29 halaman belum dikirim" in page
    assert "https://wa.me/62812" in page
    packed = zipfile.ZipFile(io.BytesIO(visitor.client.get("halaman.zip").content))
    assert "Fitri Aminah - umpan balik.html" in packed.namelist()
    codes = re.findall(r'name="kode" value="([^"]+)"', page)
    assert (
        f"{len(codes)} halaman ditandai terkirim"
        in visitor.send("kembalikan", aksi="terkirim", kode=codes).text
    )
    assert "0 dari" in visitor.page("kembalikan")
    looked_at = visitor.client.get("halaman", params={"kode": "PNG-004", "lihat": "1"})
    assert looked_at.headers["Content-Security-Policy"].startswith("sandbox;")
    assert "Fitri Aminah" in looked_at.text

    folder = ClassFolder(course)
    with open_gradebook(folder.db_url, folder.course_id) as gradebook:
        marks = ManualMarks(gradebook)
        marks.give("PNG-004", CELL, Given(2.0, "Hebat", False), marks.given(CELL)["PNG-004"])
    assert "Nilai berubah sejak" in visitor.page("kembalikan")
    visitor.send("kembalikan", aksi="siapkan")
    visitor.wait_for_the_job()
    assert "1 dari" in visitor.page("kembalikan")
    packed = zipfile.ZipFile(io.BytesIO(visitor.client.get("halaman.zip").content))
    assert packed.namelist() == ["Fitri Aminah - umpan balik.html"]


# --- Minggu ---


def test_the_whole_report_is_shown_where_it_runs_nothing(visitor: Visitor) -> None:
    answer = visitor.client.get("laporan")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert "Laporan kelas" in answer.text


def test_certificates_are_made_for_those_who_earned_one(course: Path, visitor: Visitor) -> None:
    visitor.send("minggu")
    visitor.wait_for_the_job()
    [made] = re.findall(r"(\d+) sertifikat siap", visitor.page("minggu"))
    assert len(list((course / "sertifikat").glob("*.pdf"))) == int(made) > 0


# --- Rekap ---


def test_before_the_first_day_code_slips_and_attendance_can_be_printed(tmp_path: Path) -> None:
    new = Room(make_class(tmp_path, EXERCISES[:1]))
    assert new.snapshot() is None
    with room(new.course) as running:
        early = Visitor(running)
        assert "sesudah kiriman pertama dinilai" in early.page("rekap")
        for what in ("kode", "daftar-hadir"):
            assert early.page("cetak", apa=what).count("PNG-0") >= 30
        assert "Belum ada yang dinilai" in early.client.get("cetak", params={"apa": "nilai"}).text
        early.send("kembalikan", aksi="siapkan")
        early.wait_for_the_job()
        told = early.page("kembalikan")
        assert "jalankan Nilai dulu" in told
        assert "sinau grade" not in told
        early.send("latihan", aksi="rilis-semua")
        early.wait_for_the_job()
        assert f"{EXERCISES[0]} dirilis" in early.page("latihan")
        (new.course / "peserta.csv").unlink()
        assert "unggah dulu di Peserta" in early.client.get("sekarang").text
        assert "Daftar peserta belum ada" in early.client.get("cetak", params={"apa": "kode"}).text


# --- Cadangan ---


def test_a_broken_gradebook_is_restored_by_the_room_itself(course: Path, visitor: Visitor) -> None:
    visitor.send("cadangan", aksi="buat")
    [name, *_] = re.findall(r'name="nama" value="([^"]+)"', visitor.page("cadangan"))
    before = given(course)
    (course / "gradebook.db").write_bytes(b"rusak" * 5000)
    for page in ("nilai", "besok", "tulisan"):
        assert "Buka Ruang Pelatih, lalu Cadangan" in visitor.client.get(page).text
    assert name in visitor.page("cadangan")
    assert "Buku nilai dipulihkan" in visitor.send("cadangan", aksi="pulihkan", nama=name).text
    assert given(course) == before
    assert "Perlu bantuan" in visitor.page("besok")


# --- Peserta ---


def test_a_new_list_is_shown_with_what_it_changes_and_taken_only_then(course: Path, visitor: Visitor) -> None:
    before = (course / "peserta.csv").read_bytes()

    def send(action: str, content: bytes) -> str:
        answer = visitor.client.post(
            "peserta",
            data={"_xsrf": visitor.client.cookies["_xsrf"], "aksi": action},
            files={"daftar": ("baru.csv", content)},
            follow_redirects=False,
        )
        assert answer.next_request is not None
        return visitor.client.get(answer.next_request.url).text

    shown = send("unggah", b"kode;nama;desa;jalur\nPNG-001;Siti Aminah;Kota <b>;UMKM\n")
    assert "29 orang tidak ada lagi di daftar" in shown
    assert "Kota &lt;b&gt;" in shown
    assert (course / "peserta.csv").read_bytes() == before
    assert "tidak ada lagi di daftar" not in send("buang", b"")
    assert "baru.csv tidak terbaca sebagai berkas Excel" in send("unggah", b"PK\x03\x04 rusak")
    assert (course / "peserta.csv").read_bytes() == before
    send("unggah", b"kode;nama;desa;jalur\nPNG-001;Siti Aminah;Kota;UMKM\n")
    assert "Daftar peserta diperbarui" in send("pakai", b"x")
    roster = ClassFolder(course).known_roster()
    assert [person.left for person in roster] == [False] + [True] * 29
    (course / "peserta.csv").write_bytes(before)


# --- Latihan ---


def test_an_exercise_of_ones_own_is_made_filled_in_and_released(course: Path, visitor: Visitor) -> None:
    made = visitor.send("latihan", aksi="buat", judul="Jenang <b> Josari").text
    assert "Kerangka kelas-jenang-b-josari dibuat" in made
    ident = "kelas-jenang-b-josari"
    assert "sudah ada di kelas ini" in visitor.send("latihan", aksi="buat", judul="Jenang b Josari").text
    skeleton = visitor.client.get("notebook", params={"latihan": ident})
    assert visitor.client.get("notebook", params={"latihan": ident, "rilis": "1"}).status_code == 404
    assert visitor.client.get("notebook", params={"latihan": "1-02-hitung"}).status_code == 404

    def bring(content: bytes) -> str:
        answer = visitor.client.post(
            "latihan",
            data={"_xsrf": visitor.client.cookies["_xsrf"], "aksi": "unggah", "latihan": ident},
            files={"notebook": ("a.ipynb", content)},
            follow_redirects=False,
        )
        assert answer.next_request is not None
        return visitor.client.get(answer.next_request.url).text

    source = course / "source" / ident / f"{ident}.ipynb"
    assert "bukan notebook yang utuh" in bring(b"bukan notebook")
    other = skeleton.text.replace(f'"id": "{ident}"', '"id": "1-02-hitung"')
    assert "masih menyebut dirinya 1-02-hitung" in bring(other.encode())
    assert source.read_bytes() == skeleton.content
    filled = skeleton.text.replace("ISI: siapa, dan keputusan apa.", "Bu Sari memilih kemasan.")
    assert "disimpan. Rilis supaya" in bring(filled.encode())
    assert source.read_bytes() == filled.encode()
    visitor.send("latihan", aksi="rilis", latihan=ident)
    visitor.wait_for_the_job()
    assert f"{ident} dirilis" in visitor.page("latihan")
    released = visitor.client.get("notebook", params={"latihan": ident, "rilis": "1"}).text
    assert "Bu Sari memilih kemasan" in released
    assert "SOLUTION" not in released


@pytest.mark.parametrize("ident", ["1-02-hitung", "../../luar", "", "kelas-tiada"])
def test_only_an_own_exercise_is_released_by_the_button(visitor: Visitor, ident: str) -> None:
    assert "tidak ada di kelas ini" in visitor.send("latihan", aksi="rilis", latihan=ident).text
    assert visitor.client.get("notebook", params={"latihan": ident}).status_code == 404
