"""A real kit: made once, used in a room without a network, searched for what must not be in it."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from kit_secrets import leaks, secrets_of

from grader.baca.make import make_pages
from grader.common.checkout import content_root
from grader.demo import answer
from grader.kit.lock import read_lock, wheels_for
from grader.kit.make import Made, make_kit
from grader.kit.targets import targets_of
from grader.notebooks.check_calls import check_calls
from grader.start.install import base_python
from grader.start.kit import SUMS, digest_of, read_sums

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kit")]
ROOT = content_root()
EXERCISE = "1-04-tabel"
LESSON = "pelajaran/1-fondasi/1-04-tabel.ipynb"
STICK = "/media/stik sinau"
Outputs = dict[str, list[list[dict[str, Any]]]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The kit for this computer, with the phone page of one lesson (all of them take a minute)."""
    folder = tmp_path_factory.mktemp("kit") / "kit"

    def write_pages(place: Path) -> None:
        make_pages(ROOT, place, "1-01-mulai")

    return make_kit(ROOT, folder, targets_of(None, None), write_pages, print)


@pytest.fixture(scope="session")
def learned(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in the room: course opened twice, a lesson and an exercise run."""
    place = tmp_path_factory.mktemp("ruang")
    answers = place / "jawaban"
    exercise = f"latihan/{EXERCISE}/{EXERCISE}.ipynb"
    source = json.loads((ROOT / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_text("utf-8"))
    released = json.loads((made.folder / "isi" / exercise).read_text("utf-8"))
    for name, data in {
        LESSON: (made.folder / "isi" / LESSON).read_bytes(),
        exercise: answer(released, source, "benar"),
    }.items():
        (answers / name).parent.mkdir(parents=True)
        (answers / name).write_bytes(data)
    (place / "rumah").mkdir()
    done = subprocess.run(
        in_a_room(made.folder, place / "rumah", answers), capture_output=True, text=True, timeout=1200
    )
    assert done.returncode == 0, done.stderr + done.stdout
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def in_a_room(kit: Path, home: Path, answers: Path) -> list[str]:
    """The learner's script without a network, the stick read-only, the checkout and its `.venv` hidden."""
    driver = Path(__file__).with_name("kit_learner.py")
    python = base_python()
    return [
        *(
            "bwrap",
            "--unshare-all",
            "--die-with-parent",
            "--ro-bind",
            "/",
            "/",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
        ),
        *("--tmpfs", "/tmp", "--tmpfs", str(ROOT), "--tmpfs", "/home", "--bind", str(home), "/home/siti"),
        *("--tmpfs", "/media", "--ro-bind", str(kit), STICK, "--ro-bind", str(answers), "/media/jawaban"),
        *("--ro-bind", str(driver), "/media/kit_learner.py", "--chdir", "/home/siti", "--clearenv"),
        *("--setenv", "PATH", f"{Path(python).parent}:/usr/bin:/bin", "--setenv", "HOME", "/home/siti"),
        *("--setenv", "LANG", "C.UTF-8", python, "/media/kit_learner.py", STICK, "/media/jawaban"),
    ]


def texts(cells: list[list[dict[str, Any]]]) -> str:
    """All that a notebook printed or showed as text."""
    return "\n".join(
        "".join(output.get("text", "")) + "".join(output.get("data", {}).get("text/plain", ""))
        for cell in cells
        for output in cell
    )


def test_every_file_is_as_its_sum_says_and_none_is_beside(made: Made) -> None:
    sums = read_sums(made.folder)
    files = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert files - {SUMS} == set(sums)
    assert len(files) > 300
    assert all(digest_of(made.folder / name) == digest for name, digest in sums.items())
    assert os.access(made.folder / "mulai.sh", os.X_OK)


def test_wheels_are_exactly_the_locked_ones_and_our_own(made: Made) -> None:
    locked = {wheel.file for target in made.targets for wheel in wheels_for(read_lock(ROOT), target)}
    found = {path.name for path in (made.folder / "wheels").iterdir()}
    [own] = found - locked
    assert own.startswith("sinau_desa-")
    assert locked < found
    assert made.size < 160_000_000


def test_no_byte_of_the_kit_tells_a_solution_a_key_or_a_trainers_note(made: Made) -> None:
    """The wheels of others are those of the lock, hash for hash; all else is searched."""
    secrets = secrets_of(ROOT)
    assert len(secrets) > 1500
    planted = (ROOT / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_bytes()
    assert len(leaks(planted, secrets)) > 10, "the search finds nothing"
    locked = {wheel.sha256 for target in made.targets for wheel in wheels_for(read_lock(ROOT), target)}
    for name, digest in read_sums(made.folder).items():
        if digest not in locked:
            found = {secret: secrets[secret] for secret in leaks((made.folder / name).read_bytes(), secrets)}
            assert found == {}, name


def test_no_notebook_of_the_kit_declares_more_than_a_name(made: Made) -> None:
    for path in made.folder.rglob("*.ipynb"):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            assert not any(call.says_more for call in check_calls(source)), path
            assert "BEGIN SOLUTION" not in source, path
            assert "pelatih" not in cell["metadata"].get("tags", []), path


def test_made_again_the_kit_is_the_same_and_what_is_stale_goes(made: Made, tmp_path: Path) -> None:
    folder = shutil.copytree(made.folder, tmp_path / "kit")
    stale = folder / "isi" / "pelajaran" / "lama.ipynb"
    stale.write_text("{}")
    sums = (folder / SUMS).read_text()
    (folder / SUMS).write_text(sums + f"{digest_of(stale)}  isi/pelajaran/lama.ipynb\n")
    (folder / "wheels" / "kuno-1-py3-none-any.whl").touch()
    (folder / "catatanku.txt").write_text("milikku")
    make_kit(ROOT, folder, made.targets, lambda place: None, print)
    assert (folder / SUMS).read_text() == sums
    assert not stale.exists()
    assert not (folder / "wheels" / "kuno-1-py3-none-any.whl").exists()
    assert (folder / "catatanku.txt").read_text() == "milikku"


def test_the_first_start_needs_no_network_and_opens_beranda(learned: dict[str, Any]) -> None:
    first = learned["first"]
    assert "Memasang Sinau Desa dari kit ini, tanpa internet." in first["said"]
    assert first["first"] == "beranda"
    assert "1-01 Mulai di sini" in first["beranda"]
    assert first["page"]
    assert first["bar"]
    assert first["folders"] == ["data", "data-saya", "kumpul", "latihan", "pelajaran"]
    assert "Hapus Sel" in first["word"]
    assert first["locale"] == "id_ID"
    assert "JupyterLab ditutup. Pekerjaanmu ada di /home/siti/sinau-desa" in first["said"]


def test_the_second_start_installs_nothing(learned: dict[str, Any]) -> None:
    assert learned["second"]["page"]
    assert "Mem" not in learned["second"]["said"].split("Sinau Desa terbuka")[0]


def test_the_package_is_the_installed_one(learned: dict[str, Any]) -> None:
    assert learned["package"].startswith("/home/siti/.local/share/sinau-desa/venv/")


def test_a_lesson_runs(learned: dict[str, Any]) -> None:
    said = texts(learned["outputs"][LESSON])
    assert "Traceback" not in said
    assert any(
        "image/png" in o.get("data", {}) or "text/html" in o.get("data", {})
        for cell in learned["outputs"][LESSON]
        for o in cell
    )


def test_an_exercise_is_checked_and_packed(learned: dict[str, Any]) -> None:
    assert "PNG-001" in learned["introduced"]
    cells = learned["outputs"][f"latihan/{EXERCISE}/{EXERCISE}.ipynb"]
    verdicts = [
        output["data"]["application/vnd.sinau.verdict+json"]["outcome"]
        for cell in cells
        for output in cell
        if "application/vnd.sinau.verdict+json" in output.get("data", {})
    ]
    assert len(verdicts) >= 5
    assert set(verdicts) == {"benar"}
    [package] = learned["packed"]
    assert EXERCISE in package
