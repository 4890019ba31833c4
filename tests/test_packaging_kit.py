"""The kit before anything is downloaded: the lock has wheels for every computer; launchers; the own wheel."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.pylock import Pylock
from packaging.utils import parse_wheel_filename

from grader.cli import app
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.kit.launchers import launchers
from grader.kit.lock import LOCK, Locked, read_lock, requirements, wheels_for
from grader.kit.make import make_kit
from grader.kit.modules import imported, reached
from grader.kit.package import learner_files
from grader.kit.targets import PYTHONS, SYSTEMS, Target, here, targets_of
from grader.knowledge_test import bank

ROOT = content_root()
TARGETS = [Target(system, python) for system in SYSTEMS.values() for python in PYTHONS]
LIMIT = 160_000_000  # bytes of a kit for one system and one Python
BESIDE = 30_000_000  # lessons, pages and this package; a real kit had 11 MB


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: f"{t.system.shown}-{t.python[1]}")
def test_every_computer_has_each_wheel_in_the_lock_and_it_fits(target: Target) -> None:
    lock = read_lock(ROOT)
    wheels, tags = wheels_for(lock, target), set(target.tags())
    wanted = {
        str(package.name)
        for package in lock.packages
        for environment in target.environments()
        if package.marker is None or package.marker.evaluate(dict(environment), context="lock_file")
    }
    assert {wheel.name for wheel in wheels} == wanted
    assert {"jupyterlab", "ipykernel", "pandas", "matplotlib", "cryptography", "pip"} <= wanted
    assert all(parse_wheel_filename(wheel.file)[-1] & tags for wheel in wheels)
    assert sum(wheel.size for wheel in wheels) < LIMIT - BESIDE


def test_what_only_some_systems_need_goes_to_those() -> None:
    by_system = {
        name: {wheel.name for wheel in wheels_for(read_lock(ROOT), Target(system, (3, 13)))}
        for name, system in SYSTEMS.items()
    }
    assert "pywinpty" in by_system["windows"]
    assert "pywinpty" not in by_system["linux"]
    assert "appnope" in by_system["macos"] & by_system["macos-intel"]
    assert "pexpect" not in by_system["windows"]


def test_the_learners_lock_is_a_part_of_the_trainers() -> None:
    """The same versions and hashes, so that a learner runs what was tested; and nothing of grading."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    hashes = set(re.findall(r"sha256:([0-9a-f]{64})", text))
    pins = set(re.findall(r"^([\w.-]+==[^ ]+)", text, re.MULTILINE))
    packages = [package for package in read_lock(ROOT).packages if package.name != "pip"]
    assert {f"{package.name}=={package.version}" for package in packages} <= pins
    assert {wheel.hashes["sha256"] for package in packages for wheel in package.wheels or ()} <= hashes
    assert not {"nbgrader", "notebook", "sqlalchemy", "pytest", "dask"} & {p.name for p in packages}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [re.match(r"[\w.-]+", line) for line in project["dependencies"]]
    assert {found[0] for found in asked if found} <= {str(package.name) for package in packages}


def test_the_lock_names_no_place_and_no_source_distribution() -> None:
    text = (ROOT / LOCK).read_text("utf-8")
    assert "://" not in text
    Pylock.from_dict(tomllib.loads(text)).validate()
    assert not [package.name for package in read_lock(ROOT).packages if package.sdist or not package.wheels]


def test_a_lock_without_a_wheel_for_a_computer_is_said() -> None:
    with pytest.raises(SinauError, match=r"Windows 64-bit dengan Python 3\.9 tidak bisa dibuat .* --python"):
        wheels_for(read_lock(ROOT), Target(SYSTEMS["windows"], (3, 9)))


def test_requirements_keep_what_tells_computers_apart() -> None:
    wheels = [
        Locked("numpy", "2.5", "python_full_version >= '3.12'", "b.whl", "bb", 1),
        Locked("numpy", "2.4", "python_full_version < '3.12'", "a.whl", "aa", 1),
        Locked("six", "1", "", "s.whl", "cc", 1),
        Locked("numpy", "2.5", "python_full_version >= '3.12'", "c.whl", "dd", 1),
    ]
    assert requirements(wheels).splitlines() == [
        "numpy==2.4 ; python_full_version < '3.12' --hash=sha256:aa",
        "numpy==2.5 ; python_full_version >= '3.12' --hash=sha256:bb --hash=sha256:dd",
        "six==1 --hash=sha256:cc",
    ]


def test_targets_are_read_from_the_command_line() -> None:
    assert targets_of("windows, linux", "3.12,3.13") == [
        Target(SYSTEMS[name], python) for name in ("windows", "linux") for python in ((3, 12), (3, 13))
    ]
    [own] = targets_of(None, None)
    assert own.system == here()
    assert own.fit.is_here()
    for systems, pythons in (("windos", None), (None, "3.9"), ("linux", "3"), ("", "3.13,")):
        with pytest.raises(SinauError, match="--untuk windows,linux"):
            targets_of(systems, pythons)


def test_launchers_are_those_of_the_systems() -> None:
    made = launchers([Target(SYSTEMS["windows"], (3, 13)), Target(SYSTEMS["windows"], (3, 12))])
    assert sorted(made) == ["BACA-DULU.html", "Mulai.bat"]
    batch = made["Mulai.bat"]
    assert batch.count(b"\r\n") == batch.count(b"\n") > 10
    assert batch.index(b"py -3.13 start.py %*") < batch.index(b"py -3.12 start.py %*")
    assert b"mulai.sh" not in made["BACA-DULU.html"]
    made = launchers([Target(SYSTEMS["linux"], (3, 11)), Target(SYSTEMS["macos"], (3, 11))])
    assert sorted(made) == ["BACA-DULU.html", "Mulai.command", "mulai.sh"]
    assert subprocess.run(["sh", "-n"], input=made["mulai.sh"]).returncode == 0


@pytest.mark.parametrize(
    ("present", "used"), [("python3.11 python3.13", "python3.13"), ("python3", "python3")]
)
def test_the_launcher_takes_the_newest_python_that_fits(tmp_path: Path, present: str, used: str) -> None:
    stick, programs = tmp_path / "stik", tmp_path / "bin"
    stick.mkdir()
    programs.mkdir()
    made = launchers([Target(SYSTEMS["linux"], (3, 11)), Target(SYSTEMS["linux"], (3, 13))])
    (stick / "mulai.sh").write_bytes(made["mulai.sh"])
    for name in present.split():
        (programs / name).write_text('#!/bin/sh\n[ "$1" = -c ] || echo "${0##*/}" "$@"\n')
        (programs / name).chmod(0o755)
    (programs / "dirname").symlink_to("/usr/bin/dirname")
    done = subprocess.run(
        ["/bin/sh", stick / "mulai.sh", "--port", "9000"],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == f"{used} start.py --port 9000\n"


def test_imports_are_followed(tmp_path: Path) -> None:
    package = tmp_path / "grader"
    (package / "a").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "a" / "__init__.py").touch()
    (package / "a" / "b.py").write_text("import json\ndef f():\n    from grader.a import c\n")
    (package / "a" / "c.py").touch()
    (package / "a" / "d.py").touch()
    assert sorted(reached(tmp_path, ["grader.a.b"])) == ["grader", "grader.a", "grader.a.b", "grader.a.c"]
    assert imported("x = (") == []


def test_a_learner_gets_no_grading_and_no_keys_of_the_tests() -> None:
    notebooks = [path.read_bytes() for path in (ROOT / "lessons").rglob("*.ipynb")]
    files = learner_files(ROOT, notebooks)
    rooms = {name.split("/")[1] for name in files}
    assert not rooms & {
        "audit",
        "baca",
        "bench",
        "classroom",
        "cli",
        "curriculum",
        "demo.py",
        "grading",
        "kit",
    }
    assert not rooms & {"reports", "sandbox"}
    items = tomllib.loads(files["grader/knowledge_test/butir.toml"].decode())["butir"]
    whole = tomllib.loads(bank.FILE.read_text("utf-8"))["butir"]
    assert len(items) == len(whole)
    for entry, before in zip(items, whole, strict=True):
        for form in bank.FORMS:
            assert entry[form] == {name: before[form][name] for name in entry[form]}
            assert {"soal"} <= set(entry[form]) <= {"soal", "pilihan"}


def test_a_key_that_would_be_left_is_refused() -> None:
    text = '[[butir]]\n[butir.A]\nsoal = "x"\nkunci = "a"\n[butir.B]\nsoal = "x"\nkeliru = {\n a = "b" }\n'
    with pytest.raises((SinauError, tomllib.TOMLDecodeError)):
        bank.without_keys(text)
    with pytest.raises(SinauError, match=r"butir\.toml"):
        bank.without_keys('[[butir]]\n[butir.A]\nsoal = "x"\n"kunci" = "a"\n[butir.B]\nsoal = "x"\n')


def test_questions_of_the_tests_need_no_keys() -> None:
    for track in bank.BLOCKS:
        for form in bank.FORMS:
            asked = [(item.text, item.options) for item in bank.sheet(track, form)]
            assert [(question.text, question.options) for question in bank.questions(track, form)] == asked


def test_a_folder_that_is_no_kit_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")
    with pytest.raises(SinauError, match="bukan kit; pilih folder yang kosong"):
        make_kit(ROOT, tmp_path, targets_of(None, None), lambda _: None, print)
    with pytest.raises(SinauError, match="adalah berkas, bukan folder"):
        make_kit(ROOT, tmp_path / "surat.txt", targets_of(None, None), lambda _: None, print)
    with pytest.raises(SinauError, match="di dalam repositori"):
        make_kit(ROOT, ROOT / "kit", targets_of(None, None), lambda _: None, print)
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_the_command_says_which_systems_there_are(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["kit", str(tmp_path / "kit"), "--untuk", "amiga"])
    assert isinstance(result.exception, SinauError)
    assert "--untuk windows,linux,linux-arm,macos,macos-intel" in str(result.exception)
    assert not (tmp_path / "kit").exists()
