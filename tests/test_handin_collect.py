"""From an inbox full of whatever people send to nbgrader's `submitted/` folder."""

import errno
import os
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from time import process_time

import pytest
from nbgrader.utils import parse_utc
from test_handin_submission import notebook, package, zipped

from grader.classroom import collect as module
from grader.classroom.collect import Collected, collect, summary
from grader.classroom.collect_problems import keep_problems, read_problems
from grader.classroom.folder import ClassFolder
from grader.classroom.person_names import contradict
from grader.classroom.recognise import Exercises
from grader.classroom.roster import Participant, Roster
from grader.common import files
from grader.common.errors import SinauError
from grader.notebooks import archive
from grader.notebooks.hand_in import Received, ReceivedNotebook, Status, Unacceptable

WIB = timezone(timedelta(hours=7))
NINE = datetime(2026, 1, 5, 9, 0, tzinfo=WIB)
TEN = NINE + timedelta(hours=1)
EXERCISES = {"2-02-harga": ("2-02-harga",), "1-01-mulai": ("1-01-mulai",)}
PEOPLE = {"PNG-001": "Siti Aminah", "PNG-002": "Orang 2", "PNG-012": "Orang 12"}
ROSTER = Roster(tuple(Participant(code, name, "Desa", "UMKM") for code, name in PEOPLE.items()))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "kelas").mkdir()
    (tmp_path / "masuk").mkdir()
    return tmp_path / "masuk"


def run(inbox: Path, roster: Roster | None = ROSTER) -> dict[str, Collected]:
    results = collect(inbox, ClassFolder(inbox.parent / "kelas"), roster, EXERCISES)
    assert len({result.file for result in results}) == len(results)
    for result in results:
        assert result.line().isprintable()
    return {result.file.as_posix(): result for result in results}


def put(inbox: Path, name: str, content: bytes, at: datetime | None = None) -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if at:
        os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def stored(inbox: Path, code: str = "PNG-001") -> tuple[bytes, datetime]:
    folder = inbox.parent / "kelas" / "submitted" / code / "2-02-harga"
    assert {path.name for path in folder.iterdir()} == {"2-02-harga.ipynb", "timestamp.txt"}
    stamp = parse_utc((folder / "timestamp.txt").read_text().strip())
    return (folder / "2-02-harga.ipynb").read_bytes(), stamp.replace(tzinfo=UTC)


def older(inbox: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (inbox.parent / "kelas" / "kumpulan_lama").rglob("*.ipynb"))


def test_what_computers_leave_by_themselves_is_no_matter_for_anybody(inbox: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "a/desktop.ini", "__MACOSX/._x.zip", "._PNG-001_2-02-harga.zip"):
        put(inbox, name, b"\0\0")
    put(inbox, "a/PNG-001_2-02-harga.zip", package(notebook("a"), time=NINE))
    assert list(run(inbox)) == ["a/PNG-001_2-02-harga.zip"]


def test_packages_bare_notebooks_and_zips_under_whatsapp_names(inbox: Path) -> None:
    put(inbox, "PNG-001_2-02-harga_20260105-0900 (2).zip", package(notebook("a"), time=NINE))
    put(inbox, "png 002/2-02-harga (1).ipynb", notebook("b", exercise=None), NINE)
    put(inbox, "PNG012 x/PNG_012 2-02-Harga.zip", zipped(("2-02-harga.ipynb", notebook("c", exercise=None))))
    found = run(inbox)
    assert {result.status for result in found.values()} == {Status.ACCEPTED}
    assert {result.participant for result in found.values()} == {"PNG-001", "PNG-002", "PNG-012"}
    assert stored(inbox) == (notebook("a"), NINE)
    assert stored(inbox, "PNG-002") == (notebook("b", exercise=None), NINE)
    assert stored(inbox, "PNG-012")[0] == notebook("c", exercise=None)
    assert "PNG-001, 2-02-harga" in found["PNG-001_2-02-harga_20260105-0900 (2).zip"].line()


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_latest_is_kept_whatever_the_order_and_every_older_one_too(inbox: Path, order: str) -> None:
    names = dict(zip(order, ("1.zip", "2.zip"), strict=True))
    put(inbox, names["a"], package(notebook("a"), time=NINE))
    put(inbox, names["b"], package(notebook("b"), time=TEN))
    put(inbox, "3.zip", package(notebook("b"), time=TEN))
    found = run(inbox)
    assert found[names["a"]].status is Status.OLDER
    assert found[names["b"]].status is Status.ACCEPTED
    assert found["3.zip"].status is Status.SAME
    assert stored(inbox) == (notebook("b"), TEN)
    assert older(inbox) == [notebook("a")]


def test_doing_it_again_changes_nothing(inbox: Path) -> None:
    put(inbox, "1.zip", package(notebook("a"), time=NINE))
    put(inbox, "2.zip", package(notebook("b"), time=TEN))
    put(inbox, "PNG-001/x.ipynb", notebook("c"), NINE)
    put(inbox, "PNG-001/y.ipynb", notebook("d"), NINE)  # at the same moment as the one before
    put(inbox, "PNG-002/z.ipynb", notebook("c"), NINE)
    put(inbox, "PNG-002/zz.ipynb", notebook("d"), NINE)
    before = tree(inbox)
    run(inbox)
    kept = tree(inbox.parent / "kelas")
    again = run(inbox)
    assert tree(inbox.parent / "kelas") == kept
    assert tree(inbox) == before
    assert {result.status for result in again.values()} == {Status.SAME, Status.OLDER}


def test_going_back_to_an_earlier_answer_is_the_latest_hand_in(inbox: Path) -> None:
    put(inbox, "1.zip", package(notebook("a"), time=NINE))
    put(inbox, "2.zip", package(notebook("b"), time=TEN))
    run(inbox)
    put(inbox, "3.zip", package(notebook("a"), time=TEN + timedelta(hours=1)))
    assert run(inbox)["3.zip"].status is Status.ACCEPTED
    assert stored(inbox)[0] == notebook("a")
    assert older(inbox) == [notebook("a"), notebook("b")]
    assert run(inbox)["1.zip"].status is Status.SAME


def test_a_wrong_clock_does_not_beat_every_later_hand_in(inbox: Path) -> None:
    put(inbox, "1.zip", package(notebook("a"), time=datetime.now(WIB) + timedelta(days=900)), TEN)
    run(inbox)
    assert stored(inbox) == (notebook("a"), TEN)
    put(inbox, "2.zip", package(notebook("b"), time=TEN + timedelta(days=1)))
    assert run(inbox)["2.zip"].status is Status.ACCEPTED


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+00:00"])
def test_a_time_before_all_computers_is_the_time_of_arrival(inbox: Path, time: str) -> None:
    put(inbox, "a.zip", package(notebook("awal"), time=datetime.fromisoformat(time)), NINE)
    put(inbox, "b.zip", package(notebook("b"), participant="PNG-002", name="Orang 2"))
    assert [r.status for r in run(inbox).values()] == [Status.ACCEPTED] * 2  # the first one stopped it
    assert stored(inbox) == (notebook("awal"), NINE)


def test_a_name_of_megabytes_is_answered_at_once() -> None:
    about = {"sinau": {"kind": "exercise", "id": "x" * 19_000_000}}
    found = Received(ReceivedNotebook(b"", {"metadata": about}), None, ("a.ipynb",), None)
    started = process_time()
    with pytest.raises(Unacceptable):
        Exercises(EXERCISES).recognise(found, ())
    assert process_time() - started < 0.5  # it was three


def test_unknown_participants_and_exercises_get_the_closest(inbox: Path) -> None:
    put(inbox, "1.zip", package(notebook(), participant="PNG-02"))
    put(inbox, "2.zip", package(notebook(), participant="ABC", name="orang  12"))
    put(inbox, "3.zip", package(notebook(exercise="2-02-hrga"), exercise="2-02-hrga"))
    put(inbox, "4.ipynb", notebook())
    put(inbox, "PNG-009_2-02-harga.ipynb", notebook())
    put(inbox, "PNG-001_x.ipynb", notebook(exercise=None))
    put(inbox, "PNG-001_2-02.ipynb", notebook(metadata={"sinau": {"kind": "lesson", "id": "2-02-harga"}}))
    put(inbox, "PNG-001 PNG-002 2-02-harga.ipynb", notebook())
    found = {name: (result.status, result.sentence) for name, result in run(inbox).items()}
    assert found["1.zip"] == (
        Status.UNKNOWN_PARTICIPANT,
        "Kode peserta 'PNG-02' tidak ada di daftar. Nama di paketnya: 'Siti'. Yang paling mirip: PNG-002 "
        "(Orang 2). Untuk menerimanya, taruh berkasnya di folder kotak masuk yang bernama kode pemiliknya.",
    )
    assert "'orang  12'. Yang paling mirip: PNG-012 (Orang 12)." in found["2.zip"][1]
    assert found["3.zip"] == (
        Status.UNKNOWN_EXERCISE,
        "Latihan '2-02-hrga' tidak ada di kelas ini. Yang mirip: 2-02-harga.",
    )
    assert found["4.ipynb"][0] is Status.UNKNOWN_PARTICIPANT
    assert "PNG-009" in found["PNG-009_2-02-harga.ipynb"][1]
    assert found["PNG-001_x.ipynb"][0] is Status.UNKNOWN_EXERCISE
    assert "pelajaran" in found["PNG-001_2-02.ipynb"][1]
    assert found["PNG-001 PNG-002 2-02-harga.ipynb"][0] is Status.UNKNOWN_PARTICIPANT
    assert list((inbox.parent / "kelas").iterdir()) == []


def test_a_name_that_is_not_the_codes_owner_waits_and_replaces_nothing(inbox: Path) -> None:
    put(inbox, "1.zip", package(notebook("a"), name="Bu Siti Aminnah", time=NINE))
    put(inbox, "2.zip", package(notebook("b"), name="Budi Santoso", time=TEN))
    found = run(inbox)
    assert found["1.zip"].status is Status.ACCEPTED
    assert found["2.zip"].status is Status.DOUBTFUL
    assert "PNG-001 (Siti Aminah)" in found["2.zip"].sentence
    assert "'Budi Santoso'" in found["2.zip"].sentence
    assert stored(inbox) == (notebook("a"), NINE)
    assert older(inbox) == []
    # The trainer decides by a folder of that name.
    (inbox / "2.zip").rename(put(inbox, "png-002/x.zip", b""))
    found = run(inbox)
    assert found["png-002/x.zip"].participant == "PNG-002"
    assert stored(inbox, "PNG-002") == (notebook("b"), TEN)


@pytest.mark.parametrize(
    ("told", "known", "differ"),
    [
        ("", "Siti Aminah", False),
        ("siti", "Siti Aminah", False),
        ("Bu Fitri H.", "Fitri Handayani", False),
        ("Hj. Yuni", "Sri Wahyuni", False),
        ("FITRI HANDAYANI", "Fitri Handayani", False),
        ("Siti Aminnah", "Siti Aminah", False),
        ("Haji", "Haji", False),
        ("Siti Rahma", "Siti Aminah", True),
        ("Budi", "Siti Aminah", True),
    ],
)
def test_names_that_contradict_each_other(told: str, known: str, differ: bool) -> None:
    assert contradict(told, known) is differ
    assert contradict(known, told) is differ


def test_an_archive_of_packages_is_opened_one_level(inbox: Path) -> None:
    inner = zipped(("b.ipynb", notebook()))
    chat = zipped(
        ("_chat.txt", b"[24/11/26] Siti: ini"),
        ("IMG-1.jpg", b"\xff\xd8"),
        ("PNG-001_2-02-harga.zip", package(notebook("a"), time=NINE)),
        ("Drive/PNG-002 2-02-harga.ipynb", notebook("b", exercise=None)),
        ("../../PNG-012_2-02-harga.ipynb", notebook("c", exercise=None)),
        ("dalam.zip", zipped(("lagi.zip", inner), ("a.ipynb", notebook()))),
        ("rusak.zip", b"PK\x03\x04"),
        ("PNG-002/titipan.zip", package(notebook("d"), name="Budi")),
    )
    put(inbox, "WhatsApp Chat.zip", chat)
    found = {name.removeprefix("WhatsApp Chat.zip/"): result for name, result in run(inbox).items()}
    assert {name: result.status for name, result in found.items()} == {
        "PNG-001_2-02-harga.zip": Status.ACCEPTED,
        "Drive/PNG-002 2-02-harga.ipynb": Status.ACCEPTED,
        "PNG-012_2-02-harga.ipynb": Status.REFUSED,
        "dalam.zip": Status.REFUSED,
        "rusak.zip": Status.UNREADABLE,
        "PNG-002/titipan.zip": Status.DOUBTFUL,  # a folder in an archive is nobody's decision
    }
    assert stored(inbox) == (notebook("a"), NINE)
    before = tree(inbox.parent / "kelas")
    # The archive alone is an inbox too, and says the same.
    again = collect(inbox / "WhatsApp Chat.zip", ClassFolder(inbox.parent / "kelas"), ROSTER, EXERCISES)
    assert [result.status for result in again].count(Status.SAME) == 2
    assert tree(inbox.parent / "kelas") == before


def test_a_code_that_a_person_had_before_is_still_theirs(inbox: Path) -> None:
    person = Participant("PNG-001", "Siti Aminah", "Desa", "UMKM", old_codes=("ABC-7",))
    put(inbox, "a.zip", package(notebook("a"), participant="ABC-7", time=NINE))
    put(inbox, "abc 7 2-02-harga.ipynb", notebook("b", exercise=None), TEN)
    found = run(inbox, Roster((person,)))
    assert {result.participant for result in found.values()} == {"PNG-001"}
    assert stored(inbox)[0] == notebook("b", exercise=None)


def test_an_archive_cannot_unpack_without_end(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MAX_UNPACKED", 1000)
    bomb = zipped(*((f"{n}.zip", bytes(900)) for n in range(4)), ("besar.zip", bytes(26_000_000)))
    put(inbox, "a.zip", bomb)
    found = run(inbox)
    assert [result.status for result in found.values()].count(Status.REFUSED) == 3
    assert list((inbox.parent / "kelas").iterdir()) == []


def test_what_waits_is_kept_until_the_same_inbox_is_sorted_again(inbox: Path) -> None:
    folder = ClassFolder(inbox.parent / "kelas")
    put(inbox, "PNG-001_2-02-harga.ipynb", notebook())
    put(inbox, "foto.jpg", b"\xff")
    for _ in range(2):
        results = collect(inbox, folder, ROSTER, EXERCISES)
        keep_problems(folder, inbox, results)
    assert [(problem.file, problem.status) for problem in read_problems(folder)] == [("foto.jpg", "ditolak")]
    (inbox / "foto.jpg").unlink()
    keep_problems(folder, inbox, collect(inbox, folder, ROSTER, EXERCISES))
    assert read_problems(folder) == []


def test_a_file_in_the_place_of_the_inbox_is_not_called_missing(inbox: Path) -> None:
    path = put(inbox, "a.rar", b"x")
    with pytest.raises(SinauError, match="adalah berkas, bukan folder"):
        collect(path, ClassFolder(inbox.parent / "kelas"), ROSTER, EXERCISES)


def test_without_a_class_list_any_student_of_an_nbgrader_course_is_taken(inbox: Path) -> None:
    exercises = {"ps1": ("problem1", "problem2")}
    put(inbox, "bitdiddle/ps1/problem1.ipynb", notebook("a", exercise=None), NINE)
    put(inbox, "bitdiddle/ps1/problem2.ipynb", notebook("b", exercise=None), TEN)
    put(inbox, "Bitdiddle/ps1/problem1 (1).ipynb", notebook("c", exercise=None), NINE + timedelta(minutes=5))
    put(inbox, "ps1/problem1.ipynb", notebook("d", exercise=None))
    results = collect(inbox, ClassFolder(inbox.parent / "kelas"), None, exercises)
    by_name = {result.file.as_posix(): result for result in results}
    assert by_name["bitdiddle/ps1/problem2.ipynb"].status is Status.ACCEPTED
    assert by_name["ps1/problem1.ipynb"].status is Status.UNKNOWN_PARTICIPANT
    (student,) = (inbox.parent / "kelas" / "submitted").iterdir()
    assert (student / "ps1" / "problem1.ipynb").read_bytes() == notebook("c", exercise=None)
    assert parse_utc((student / "ps1" / "timestamp.txt").read_text()).replace(tzinfo=UTC) == TEN
    assert older(inbox) == [notebook("a", exercise=None)]


def test_file_names_of_courses_with_several_notebooks(inbox: Path) -> None:
    exercises = {"ps1": ("tugas", "problem1"), "ps2": ("tugas",)}
    put(inbox, "a/ps1/tugas.ipynb", notebook("1", exercise=None))
    put(inbox, "a/ps2/tugas.ipynb", notebook("2", exercise=None))
    put(inbox, "b_ps1_problem1.ipynb", notebook("3", exercise=None))
    put(inbox, "c_problem1 (2).ipynb", notebook("4", exercise=None))
    put(inbox, "d_tugas.ipynb", notebook("5", exercise=None))  # of ps1 or of ps2?
    results = collect(inbox, ClassFolder(inbox.parent / "kelas"), None, exercises)
    assert [result.status for result in results] == [Status.ACCEPTED] * 4 + [Status.UNKNOWN_EXERCISE]
    submitted = inbox.parent / "kelas" / "submitted"
    assert sorted(path.relative_to(submitted).as_posix() for path in submitted.rglob("*.ipynb")) == [
        "a/ps1/tugas.ipynb",
        "a/ps2/tugas.ipynb",
        "b/ps1/problem1.ipynb",
        "c/ps1/problem1.ipynb",
    ]


@pytest.mark.parametrize("code", ["../../x", "/etc", "a/b", "CON", "..", "a\0b", "x" * 300, ""])
def test_no_code_leads_out_of_the_course(inbox: Path, code: str) -> None:
    put(inbox, "1.zip", package(notebook(), participant=code))
    for roster in (ROSTER, None):
        (found,) = run(inbox, roster).values()
        assert found.status is Status.UNKNOWN_PARTICIPANT
    assert list((inbox.parent / "kelas").iterdir()) == []


def test_links_pipes_folders_and_strange_names_are_refused_and_the_rest_goes_on(inbox: Path) -> None:
    secret = put(inbox.parent, "rahasia.ipynb", notebook("rahasia"))
    (inbox / "PNG-001_2-02-harga.ipynb").symlink_to(secret)
    (inbox / "folder").symlink_to(inbox.parent)
    os.mkfifo(inbox / "PNG-002_2-02-harga.ipynb")
    (inbox / "PNG-012_2-02-harga.ipynb").mkdir()
    put(inbox, "PNG-012_2-02-harga.ipynb/x.ipynb", notebook())
    put(inbox, ".ipynb_checkpoints/PNG-012_2-02-harga-checkpoint.ipynb", notebook())
    put(inbox, "kosong.ipynb", b"")
    put(inbox, "a\n\x1b[31m\u202e.jpg", b"x")
    (inbox / os.fsdecode(b"\xff\xfe.txt")).write_bytes(b"x")
    put(inbox, f"PNG-001_2-02-harga {'x' * 220}.ipynb", notebook("baik"))
    with (inbox / "besar.ipynb").open("wb") as file:
        file.truncate(200_000_000)
    found = run(inbox)
    assert len(found) == 10
    good = found.pop(f"PNG-001_2-02-harga {'x' * 220}.ipynb")
    assert good.status is Status.ACCEPTED
    assert found.pop("kosong.ipynb").status is Status.UNREADABLE
    assert {result.status for result in found.values()} == {Status.REFUSED}
    assert stored(inbox)[0] == notebook("baik")


def test_a_bomb_of_ten_gigabytes_costs_nothing(inbox: Path) -> None:
    path = inbox / "PNG-001_2-02-harga.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2-02-harga.ipynb", b"0" * 100_000)
        archive.infolist()[0].file_size = 10_000_000_000
    (found,) = run(inbox).values()
    assert found.status is Status.REFUSED
    assert "lebih besar dari 20 MB" in found.sentence


def test_unreadable_and_vanishing_files(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(inbox, "a.ipynb", notebook())
    put(inbox, "PNG-001_2-02-harga.ipynb", notebook())
    open_ = os.open

    def closed(path: os.PathLike[str], *args: int) -> int:
        if Path(path).name == "a.ipynb":
            raise PermissionError(errno.EACCES, "Permission denied")
        return open_(path, *args)

    monkeypatch.setattr(files.os, "open", closed)
    found = run(inbox)
    assert found["a.ipynb"].status is Status.UNREADABLE
    assert found["PNG-001_2-02-harga.ipynb"].status is Status.ACCEPTED

    monkeypatch.undo()
    monkeypatch.setattr(module, "walk", lambda inbox: iter([(inbox / "hilang.ipynb", None)]))
    assert "hilang" in run(inbox)["hilang.ipynb"].sentence


def test_a_full_disk_is_one_sentence_and_loses_nothing(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(inbox, "1.zip", package(notebook("a"), time=NINE))
    run(inbox)
    put(inbox, "2.zip", package(notebook("b"), time=TEN))
    course = tree(inbox.parent / "kelas")

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(SinauError, match="penuh"):
            run(inbox)
    assert tree(inbox.parent / "kelas") == course
    assert run(inbox)["2.zip"].status is Status.ACCEPTED
    assert older(inbox) == [notebook("a")]


def test_killed_between_any_two_writes_the_next_run_puts_it_right(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(inbox, "1.zip", package(notebook("a"), time=NINE))
    put(inbox, "2.zip", package(notebook("b"), time=TEN))
    put_in_place = Path.replace
    for survived in range(5):
        left = [survived]

        def dying(path: Path, target: Path, left: list[int] = left) -> Path:
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return put_in_place(path, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", dying)
            with pytest.raises(KeyboardInterrupt):
                run(inbox)
        run(inbox)
        assert stored(inbox) == (notebook("b"), TEN)
        assert older(inbox) == [notebook("a")]
        for path in sorted((inbox.parent / "kelas").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()


def test_the_inbox_may_not_hold_the_course(inbox: Path) -> None:
    course = inbox.parent / "kelas"
    (course / "submitted").mkdir()
    for wrong in (course, inbox.parent, course / "submitted"):
        with pytest.raises(SinauError, match="memuat folder kelas"):
            collect(wrong, ClassFolder(course), ROSTER, EXERCISES)
    with pytest.raises(SinauError, match="tidak ada"):
        collect(inbox / "x", ClassFolder(course), ROSTER, EXERCISES)
    with pytest.raises(SinauError, match="tidak ada"):
        collect(inbox, ClassFolder(inbox / "x"), ROSTER, EXERCISES)
    (course / "masuk").mkdir()
    assert collect(course / "masuk", ClassFolder(course), ROSTER, EXERCISES) == []


def test_what_is_stored_by_nbgrader_itself_is_respected(inbox: Path) -> None:
    folder = inbox.parent / "kelas" / "submitted" / "PNG-001" / "2-02-harga"
    put(folder, "2-02-harga.ipynb", notebook("lama"), NINE)
    put(folder, "timestamp.txt", b"2026-01-05 03:30:00.000000 UTC")
    put(inbox, "1.zip", package(notebook("a"), time=TEN))
    assert run(inbox)["1.zip"].status is Status.OLDER
    (folder / "timestamp.txt").write_text("kemarin")
    assert run(inbox)["1.zip"].status is Status.ACCEPTED
    assert notebook("lama") in older(inbox)


def test_the_exercises_of_a_course(tmp_path: Path) -> None:
    put(tmp_path, "release/a/a.ipynb", b"")
    assert ClassFolder(tmp_path).exercises() == {"a": ("a",)}
    put(tmp_path, "source/ps1/p2.ipynb", b"")
    put(tmp_path, "source/ps1/p1.ipynb", b"")
    put(tmp_path, "source/header.ipynb", b"")
    assert ClassFolder(tmp_path).exercises() == {"ps1": ("p1", "p2")}


def test_the_summary_counts(inbox: Path) -> None:
    put(inbox, "1.zip", package(notebook("a"), time=NINE))
    put(inbox, "2.jpg", b"x")
    progress: list[tuple[int, int]] = []
    results = collect(
        inbox, ClassFolder(inbox.parent / "kelas"), ROSTER, EXERCISES, lambda *at: progress.append(at)
    )
    assert summary(results) == "2 berkas: 1 diterima, 1 ditolak."
    assert progress == [(1, 2), (2, 2)]
    assert summary([]) == "0 berkas."
