"""Who a package is from: signed with the learner's own key, pinned at first sight, contradictions wait."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from test_handin_submission import notebook

from grader.classroom.arrivals import Arrival, Arrivals
from grader.classroom.collect import Collected, Decision, collect, settle
from grader.classroom.folder import ClassFolder
from grader.classroom.keyring import FILE
from grader.classroom.roster import Participant, Roster
from grader.learner.package import pack
from grader.learner.signing import FOLDER, signed
from grader.notebooks.hand_in import Status
from grader.notebooks.manifest import MANIFEST_NAME, Manifest

NINE = datetime(2026, 1, 5, 9, 0, tzinfo=timezone(timedelta(hours=7)))
EXERCISES = {"2-02-harga": ("2-02-harga",)}
ROSTER = Roster((Participant("PNG-001", "Siti", "", "UMKM"), Participant("PNG-002", "Budi", "", "UMKM")))
NAMES = {"PNG-001": "Siti", "PNG-002": "Budi"}


class Class:
    """A class with an inbox; each call collects one more file."""

    def __init__(self, root: Path) -> None:
        self.root, self.inbox = root, root / "masuk"
        (root / "kelas").mkdir()
        self.inbox.mkdir()
        self.folder = ClassFolder(root / "kelas")

    def take(self, name: str, content: bytes) -> Collected:
        place = self.inbox / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        found = collect(self.inbox, self.folder, ROSTER, EXERCISES)
        return next(each for each in found if each.file.as_posix() == name)

    def stored(self, code: str) -> bytes | None:
        path = self.folder.folder("submitted", code, "2-02-harga") / "2-02-harga.ipynb"
        return path.read_bytes() if path.is_file() else None


@pytest.fixture
def kelas(tmp_path: Path) -> Class:
    return Class(tmp_path)


def slip(code: str, content: bytes, minutes: int = 0) -> Manifest:
    sha, when = hashlib.sha256(content).hexdigest(), NINE + timedelta(minutes=minutes)
    return Manifest(code, NAMES[code], "2-02-harga", "2-02-harga.ipynb", "r", sha, when)


def package(workspace: Path, code: str, content: bytes, minutes: int = 0) -> bytes:
    return pack(signed(slip(code, content, minutes), workspace), content)


def test_a_workspace_keeps_one_key_for_each_person(tmp_path: Path) -> None:
    made = [signed(slip(code, b""), tmp_path) for code in ("PNG-001", "PNG-002", "PNG-001")]
    assert all(each.is_genuine() for each in made)
    assert made[0].key == made[2].key != made[1].key
    for path in (tmp_path / FOLDER).iterdir():
        assert path.stat().st_mode & 0o077 == 0
    assert Manifest.from_json(json.loads(made[0].to_json())) == made[0]


@pytest.mark.parametrize(
    "change", [{"participant": "PNG-002"}, {"sha256": "0"}, {"time": NINE}, {"name": "X"}]
)
def test_nothing_in_a_slip_can_be_changed(tmp_path: Path, change: dict[str, object]) -> None:
    made = signed(slip("PNG-001", b"", 1), tmp_path)
    assert not replace(made, **change).is_genuine()  # type: ignore[arg-type]


def test_another_key_for_the_same_code_waits_and_replaces_nothing(kelas: Class, tmp_path: Path) -> None:
    first, second, third = notebook("a"), notebook("b"), notebook("c")
    assert kelas.take("1.zip", package(tmp_path / "siti", "PNG-001", first)).status is Status.ACCEPTED
    other = kelas.take("2.zip", package(tmp_path / "asing", "PNG-001", second, 10))
    assert (other.status, other.likely) == (Status.DOUBTFUL, "PNG-001")
    assert kelas.stored("PNG-001") == first
    done = settle(kelas.inbox, Path("2.zip"), Decision("PNG-001"), kelas.folder, ROSTER, EXERCISES)
    assert done.status is Status.ACCEPTED
    # The new laptop is known from now on, and so is the old one.
    again = kelas.take("3.zip", package(tmp_path / "asing", "PNG-001", third, 20))
    assert again.status is Status.ACCEPTED
    assert kelas.stored("PNG-001") == third


def test_a_package_under_a_neighbours_code_waits(kelas: Class, tmp_path: Path) -> None:
    assert kelas.take("1.zip", package(tmp_path, "PNG-001", notebook("a"))).status is Status.ACCEPTED
    stolen = signed(slip("PNG-001", notebook("b")), tmp_path)
    renamed = replace(slip("PNG-002", notebook("b"), 5), key=stolen.key)
    [key] = (tmp_path / FOLDER).iterdir()
    (tmp_path / FOLDER / "PNG-002.kunci").write_bytes(key.read_bytes())
    mine = signed(renamed, tmp_path)
    assert mine.is_genuine()
    found = kelas.take("2.zip", pack(mine, notebook("b")))
    assert (found.status, found.likely) == (Status.DOUBTFUL, "PNG-001")
    assert kelas.stored("PNG-002") is None


def test_a_forged_signature_waits(kelas: Class, tmp_path: Path) -> None:
    made = signed(slip("PNG-001", notebook("a")), tmp_path)
    found = kelas.take("1.zip", pack(replace(made, participant="PNG-002", name="Budi"), notebook("a")))
    assert found.status is Status.DOUBTFUL
    assert "tanda tangannya tidak cocok" in found.sentence
    assert not (kelas.folder.path / FILE).exists()


def test_unsigned_work_still_comes_in_and_is_marked(kelas: Class, tmp_path: Path) -> None:
    kelas.take("1.zip", package(tmp_path, "PNG-001", notebook("a")))
    bare = kelas.take("2.zip", pack(slip("PNG-001", notebook("b"), 5), notebook("b")))
    assert bare.status is Status.ACCEPTED
    assert "Tanpa tanda tangan" in bare.sentence
    with zipfile.ZipFile(io.BytesIO(pack(slip("PNG-001", b""), b""))) as archive:
        assert "signature" not in json.loads(archive.read(MANIFEST_NAME))


def test_a_file_called_after_somebody_else_waits_unless_a_trainer_sorted_it(
    kelas: Class, tmp_path: Path
) -> None:
    content = package(tmp_path, "PNG-001", notebook("a"))
    found = kelas.take("PNG-002_2-02-harga.zip", content)
    assert found.status is Status.DOUBTFUL
    assert "Nama berkasnya menyebut PNG-002" in found.sentence
    sorted_by_hand = kelas.take("PNG-002/2-02-harga.zip", content)
    assert (sorted_by_hand.status, sorted_by_hand.participant) == (Status.ACCEPTED, "PNG-002")


def test_when_it_came_is_kept_beside_the_time_it_claims(kelas: Class) -> None:
    content, came = notebook(), datetime(2026, 1, 9, 3, tzinfo=UTC)
    path = kelas.inbox / "susulan.zip"
    path.write_bytes(pack(slip("PNG-001", content), content))
    os.utime(path, (came.timestamp(), came.timestamp()))
    [done] = collect(kelas.inbox, kelas.folder, ROSTER, EXERCISES)
    expected = Arrival(came, NINE)
    assert (done.arrival, expected.differs) == (expected, True)
    older = slip("PNG-001", content + b" ", minutes=-30)
    kelas.take("lama.zip", pack(older, content + b" "))
    assert Arrivals(kelas.root / "kelas").known == {("PNG-001", "2-02-harga"): expected}


@pytest.mark.parametrize("year", [1, 1969])
def test_a_claim_that_no_clock_shows_is_none(kelas: Class, year: int) -> None:
    content = notebook()
    told = replace(slip("PNG-001", content), time=datetime(year, 6, 1, tzinfo=UTC))
    done = kelas.take("jam.zip", pack(told, content))
    assert done.status is Status.ACCEPTED
    assert done.arrival is not None
    assert done.arrival.claimed is None
