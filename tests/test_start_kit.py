"""start.py in a kit: what it refuses, what it verifies, what it lays out."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.common.errors import SinauError
from grader.kit.targets import SYSTEMS, Target, here
from grader.start import command, install, lab, places
from grader.start.kit import ABOUT, SUMS, Kit, digest_of, kit_at, read_sums, sums_text
from grader.start.places import checkout

OWN = Target(here(), (sys.version_info[0], sys.version_info[1]))


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """A kit with one lesson and no packages."""
    return write(tmp_path / "stik", {"pelajaran/a.ipynb": "satu"}, "v1")


def write(root: Path, lessons: dict[str, str], content: str, target: Target = OWN) -> Kit:
    """Make or change a kit as `sinau kit` does."""
    files = {f"isi/{name}": text for name, text in lessons.items()}
    fit = {**vars(target.fit), "python": list(target.python)}
    files |= {"requirements.txt": "", ABOUT: json.dumps({"fits": [fit], "content": content})}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / SUMS).write_text(sums_text({name: digest_of(root / name) for name in files}))
    return Kit(root)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is done, without pip and JupyterLab."""
    done: list[str] = []
    monkeypatch.setattr(install, "ensure", lambda source: done.append("install"))
    monkeypatch.setattr(install, "has_all", lambda source: "install" in done)
    monkeypatch.setattr(lab, "serve", lambda *_: done.append("lab") or 0)
    monkeypatch.setattr(places, "program_folder", lambda: tmp_path / "program")
    monkeypatch.setattr("grader.start.kit.program_folder", lambda: tmp_path / "program")
    return done


def test_the_first_start_installs_and_the_next_reads_nothing(
    kit: Kit, opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = tmp_path / "belajar"
    assert command.open_kit(kit, ["--workspace", str(workspace)]) == 0
    assert (workspace / "pelajaran" / "a.ipynb").read_text() == "satu"
    assert "Memeriksa kit" in capsys.readouterr().out
    assert command.open_kit(kit, ["--workspace", str(workspace)]) == 0
    assert "Memeriksa kit" not in capsys.readouterr().out
    assert opened == ["install", "lab", "lab"]


def test_a_newer_kit_updates_what_the_learner_has_not_changed(
    kit: Kit, opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = tmp_path / "belajar"
    write(kit.root, {"pelajaran/a.ipynb": "satu", "latihan/b.ipynb": "dua"}, "v2")
    command.open_kit(kit, ["--workspace", str(workspace)])
    (workspace / "latihan" / "b.ipynb").write_text("jawabanku")
    (workspace / "kumpul").mkdir()
    (workspace / "kumpul" / "kiriman.zip").write_text("milikku")
    write(kit.root, {"pelajaran/a.ipynb": "satu baru", "latihan/b.ipynb": "dua baru"}, "v3")
    command.open_kit(kit, ["--workspace", str(workspace)])
    assert (workspace / "pelajaran" / "a.ipynb").read_text() == "satu baru"
    assert (workspace / "latihan" / "b.ipynb").read_text() == "jawabanku"
    assert (workspace / "latihan" / "b (versi baru).ipynb").read_text() == "dua baru"
    assert (workspace / "kumpul" / "kiriman.zip").read_text() == "milikku"
    assert "punyamu tidak diubah" in capsys.readouterr().out


def damage(kit: Kit) -> None:
    (kit.root / "isi" / "pelajaran" / "a.ipynb").write_text("sat")


def lose(kit: Kit) -> None:
    (kit.root / "isi" / "pelajaran" / "a.ipynb").unlink()


@pytest.mark.parametrize("break_it", [damage, lose])
def test_a_damaged_file_is_one_sentence_before_anything_is_installed(
    kit: Kit, opened: list[str], tmp_path: Path, break_it: Callable[[Kit], None]
) -> None:
    break_it(kit)
    with pytest.raises(SinauError, match=r"^Berkas isi/pelajaran/a\.ipynb di kit ini hilang atau rusak: "):
        command.open_kit(kit, ["--workspace", str(tmp_path / "belajar")])
    assert opened == []
    assert not list((tmp_path / "belajar").iterdir())


@pytest.mark.parametrize("name", [ABOUT, "requirements.txt", SUMS])
def test_a_kit_without_one_of_its_own_files_says_so(
    kit: Kit, opened: list[str], tmp_path: Path, name: str
) -> None:
    (kit.root / name).unlink()
    with pytest.raises(SinauError, match=r"(hilang atau rusak|tidak lengkap): minta salinan baru"):
        command.open_kit(kit, ["--workspace", str(tmp_path / "belajar")])


def test_a_kit_without_its_lock_cannot_say_what_is_installed(kit: Kit) -> None:
    (kit.root / "requirements.txt").unlink()
    with pytest.raises(SinauError, match=r"Berkas requirements\.txt di kit ini hilang atau rusak"):
        kit.stamp()


def test_a_kit_that_was_not_finished_is_not_whole(kit: Kit) -> None:
    (kit.root / SUMS).write_text("")
    with pytest.raises(SinauError, match="tidak lengkap"):
        kit.verify()


def test_sums_are_those_of_coreutils(kit: Kit) -> None:
    if shutil.which("sha256sum"):
        assert subprocess.run(["sha256sum", "-c", "--quiet", SUMS], cwd=kit.root).returncode == 0
    lesson = hashlib.sha256(b"satu").hexdigest()
    assert read_sums(kit.root)["isi/pelajaran/a.ipynb"] == lesson


def test_another_python_is_told_which_one(tmp_path: Path) -> None:
    kit = write(tmp_path / "stik", {}, "v1", Target(here(), (3, 99)))
    ours = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    with pytest.raises(SinauError, match=rf"butuh Python 3\.99, bukan {ours}: pasang dulu"):
        kit.refuse_other_computer()


def test_another_system_is_told_which_one(tmp_path: Path) -> None:
    other = next(system for system in SYSTEMS.values() if system != here())
    kit = write(tmp_path / "stik", {}, "v1", Target(other, OWN.python))
    with pytest.raises(SinauError, match=rf"untuk {other.shown}; komputer ini .*: minta kit yang cocok"):
        kit.refuse_other_computer()


@pytest.mark.parametrize("verb", ["test", "grade", "perintah"])
def test_verbs_of_a_trainer_are_elsewhere(kit: Kit, verb: str) -> None:
    with pytest.raises(SinauError, match=f"perintah {verb} ada di salinan lengkap pelatih"):
        command.open_kit(kit, [verb])


def test_a_workspace_in_the_kit_is_refused(kit: Kit, opened: list[str]) -> None:
    with pytest.raises(SinauError, match="di dalam folder program"):
        command.open_kit(kit, ["--workspace", str(kit.root / "belajar")])
    assert opened == []


def test_a_checkout_is_no_kit(kit: Kit) -> None:
    assert kit_at(checkout()) is None
    assert kit_at(kit.root) == kit


def test_a_kit_helps_without_the_words_of_trainers(kit: Kit) -> None:
    root = kit.root
    shutil.copy(checkout() / "start.py", root)
    for room in ("start", "common"):
        shutil.copytree(checkout() / "grader" / room, root / "grader" / room)
    shutil.copy(checkout() / "grader" / "__init__.py", root / "grader")
    done = subprocess.run([sys.executable, root / "start.py", "--help"], capture_output=True, text=True)
    assert done.stdout.startswith("Cara memakai: klik dua kali Mulai.bat")
    assert "test" not in done.stdout
    assert "--workspace FOLDER" in done.stdout


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"HOME": "/home/sari"}, "/home/sari/.local/share/sinau-desa"),
        ("linux", {"HOME": "/home/sari", "XDG_DATA_HOME": "/data"}, "/data/sinau-desa"),
        ("darwin", {"HOME": "/Users/sari"}, "/Users/sari/Library/Application Support/sinau-desa"),
    ],
)
def test_programs_go_where_the_system_has_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], folder: str
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(places.sys, "platform", platform)
    assert places.program_folder() == Path(folder)
