"""A trainee's side: introducing themselves, and the last cell of an exercise."""

import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager

from grader.checks.blank import ____
from grader.learner import package, unsaved
from grader.learner.identity import notebook_path
from grader.learner.package import kumpulkan
from grader.learner.profile import Profile, find_workspace, kenalan, read_profile, write_profile
from grader.learner.road import Step, dumps
from grader.learner.standing import is_answered, questions
from grader.learner.unsaved import Run, is_behind
from grader.notebooks.hand_in import read_received

EXERCISE = "2-02-harga"
REPOSITORY = Path(__file__).resolve().parents[1]


def cell(cell_id: str, source: str, answer: bool = False) -> dict[str, Any]:
    metadata = {"nbgrader": {"solution": True, "grade": False, "locked": False}} if answer else {}
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def notebook(*answers: str, kind: str = "exercise", exercise: str = EXERCISE) -> dict[str, Any]:
    cells = [
        cell(f"jawab-{number}-x{number}", source, answer=True) for number, source in enumerate(answers, 1)
    ]
    cells.append(cell("kumpul", "kumpulkan()"))
    metadata = {"sinau": {"kind": kind, "id": exercise}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def save(path: Path, content: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sinau desa"
    (folder / ".sinau").mkdir(parents=True)
    (folder / ".sinau" / "ruang.json").write_text('{"stamp": "0123456789abcdef", "files": {}}')
    save(folder / "latihan" / EXERCISE / f"{EXERCISE}.ipynb", notebook("x1 = 5", "x2 = ____"))
    write_profile(folder, Profile("Siti Aminah", "PNG-001"))
    monkeypatch.chdir(folder / "latihan" / EXERCISE)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(unsaved, "_session", unsaved.Recorder())
    return folder


def packages(workspace: Path) -> list[Path]:
    return sorted((workspace / "kumpul").rglob("*.zip"))


def test_the_package_holds_the_saved_bytes_and_the_notice_says_what_is_in_it(workspace: Path) -> None:
    shown = kumpulkan()
    (package,) = packages(workspace)
    assert package.name.startswith("PNG-001_2-02-harga_20")
    assert package.stat().st_size < 200_000
    found = read_received(package.name, package.read_bytes())
    assert found.notebook.content == Path(f"{EXERCISE}.ipynb").read_bytes()
    assert found.manifest is not None
    assert (found.manifest.participant, found.manifest.exercise, found.manifest.release) == (
        "PNG-001",
        EXERCISE,
        "0123456789ab",
    )
    assert found.manifest.time.tzinfo is not None
    text, page = repr(shown), shown._repr_html_()
    for told in (
        "Siap dikirim",
        "PNG-001",
        "1 dari 2 soal",
        "Soal 1 (x1): dikerjakan",
        "Soal 2 (x2): belum dikerjakan",
        found.manifest.receipt,
        "WhatsApp",
        "USB",
    ):
        assert told in text
        assert told in page
    assert zipfile.ZipFile(package).namelist() == ["kumpul.json", f"{EXERCISE}.ipynb"]


def test_a_second_package_in_the_same_minute_gets_a_number(workspace: Path) -> None:
    for _ in range(3):
        kumpulkan()
    names = [path.stem.split("_")[2] for path in packages(workspace)]
    assert len(names) == 3  # two or three in one minute, whatever the clock does
    assert any(name.endswith("-2") for name in names)
    assert len(list((workspace / "kumpul").glob("*.zip"))) == 1  # the current one; the others are in `lama`


def test_with_nothing_done_it_says_so_and_is_not_green(workspace: Path) -> None:
    save(Path(f"{EXERCISE}.ipynb"), notebook("x1 = ____", "x2 = ____"))
    shown = kumpulkan()
    assert "◐ Masih kosong" in repr(shown)
    assert "Kirim berkas" not in repr(shown)
    assert "#00734f" not in shown._repr_html_()


def test_the_file_can_be_downloaded_and_the_next_page_is_linked(workspace: Path) -> None:
    steps = [
        Step(
            "exercise", EXERCISE, "Harga", "2", 20, f"latihan/{EXERCISE}/{EXERCISE}.ipynb", ("UMKM",), 4, ()
        ),
        Step("lesson", "2-03-kanal", "Kanal", "2", 60, "pelajaran/2/2-03-kanal.ipynb", ("UMKM",), 0, ()),
    ]
    (workspace / ".sinau" / "jalan.json").write_text(dumps(tuple(steps)))
    page = kumpulkan()._repr_html_()
    (package,) = packages(workspace)
    assert f'href="../../kumpul/{package.name}" download' in page
    assert 'href="../../pelajaran/2/2-03-kanal.ipynb"' in page
    assert "Berikutnya: 2-03 Kanal" in page


def test_outside_a_workspace_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    save(tmp_path / "a.ipynb", notebook("x1 = 5"))
    assert "Tidak ada yang dikumpulkan" in repr(kumpulkan())
    assert "Salam kenal, Siti" in repr(kenalan("Siti", "PNG-001"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "rusak"),
        (b'{"cells": [', "rusak"),
        (b" " * 20_000_001, "terlalu besar"),
        (json.dumps(notebook("x1 = 5", kind="lesson")).encode(), "bukan latihan"),
        (json.dumps({**notebook("x1 = 5"), "metadata": {}}).encode(), "bukan latihan"),
        (json.dumps(notebook("x1 = 5", exercise="../x")).encode(), "bukan latihan"),
    ],
)  # fmt: skip
def test_what_cannot_be_handed_in_is_one_sentence_and_no_file(
    workspace: Path, content: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "SAVE_SECONDS", 0)
    Path(f"{EXERCISE}.ipynb").write_bytes(content)
    shown = repr(kumpulkan())
    assert "Belum dikumpulkan" in shown
    assert told in shown
    assert packages(workspace) == []


def test_a_notebook_that_is_just_being_saved_is_waited_for(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(f"{EXERCISE}.ipynb")
    whole = json.dumps(notebook("x1 = 5")).encode()
    file.write_bytes(whole[:100])
    monkeypatch.setattr(time, "sleep", lambda _: file.write_bytes(whole))
    assert "Belum dikumpulkan" not in repr(kumpulkan())
    assert len(packages(workspace)) == 1


def test_without_a_profile_the_way_to_lesson_1_01_is_shown(workspace: Path) -> None:
    (workspace / ".sinau" / "profil.json").write_text("{broken")
    assert "1-01" in repr(kumpulkan())
    assert packages(workspace) == []


def test_a_full_disk_leaves_no_part_of_a_package(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "Jawabanmu tidak hilang" in repr(kumpulkan())
    assert packages(workspace) == []


def test_unsaved_answers_are_not_handed_in(workspace: Path) -> None:
    session = unsaved.watch_session()
    session.note(Run("jawab-2-x2", "x2 = 7", time.time() + 1))
    assert "Simpan dulu" in repr(kumpulkan())
    assert packages(workspace) == []
    save(Path(f"{EXERCISE}.ipynb"), notebook("x1 = 5", "x2 = 7"))
    assert "2 dari 2 soal" in repr(kumpulkan())


CELLS = [cell("a", "x = 1\n"), cell("b", "y = 2")]


@pytest.mark.parametrize(
    ("run", "behind"),
    [
        (Run("a", "x = 1", 200), False),  # saved, then run as saved
        (Run("a", "x = 3", 200), True),  # changed, run, not saved
        (Run("a", "x = 3", 50), False),  # run, then changed again and saved
        (Run("a", "y = 2", 200), True),  # another cell's text does not count
        (Run("new", "z = 1", 200), True),  # a new cell, not saved
        (Run("gone", "z = 1", 50), False),  # a cell run, deleted, saved
        (Run("vscode-notebook-cell:1", "y = 2", 200), False),  # an id of another kind
        (Run(None, "y = 2\r\n", 200), False),
        (Run(None, "y = 5", 200), True),
    ],
)
def test_the_rule_for_a_file_that_is_behind(run: Run, behind: bool) -> None:
    assert is_behind(CELLS, 100, [run]) is behind


def test_sources_stored_as_lines_are_the_same() -> None:
    assert not is_behind([{"id": "a", "source": ["x = 1\n", "y = 2"]}], 100, [Run("a", "x = 1\ny = 2", 200)])


@pytest.mark.parametrize(
    ("source", "answered"),
    [
        ("hpp = ____", False),
        ("hpp = 5", True),
        ("hpp = ____\nhpp = total / 40", True),
        ("hpp = 5\nhpp = ____", False),
        ("hpp = total / ____", False),
        ("def f(x):\n    return ____", False),
        ("def f(x):\n    return ____\n\ndef f(x):\n    return x", True),
        ("df.groupby(____)", False),
        ("# isi ____ di bawah\nhpp = 5", True),
        ("", False),
        ("# belum", False),
        ("hpp = 5 5", True),  # does not run, but somebody has worked on it
        ("hpp = ____ 5", False),
        ("\0", True),
    ],
)
def test_whether_an_answer_cell_holds_an_answer(source: str, answered: bool) -> None:
    assert is_answered(source) is answered


def test_questions_are_the_answer_cells() -> None:
    cells = [
        cell("lain", "1"),
        cell("jawab-3-bep", "bep = ____", answer=True),
        cell("x", "y = 1", answer=True),
    ]
    assert [(question.label, question.done) for question in questions(cells)] == [
        ("Soal 3 (bep)", False),
        ("Soal 2", True),
    ]


def test_introducing_oneself(workspace: Path) -> None:
    assert find_workspace(Path.cwd()) == workspace.resolve()
    assert "PNG-017" in repr(kenalan("  Budi   Santoso ", "png 017"))
    assert read_profile(workspace) == Profile("Budi Santoso", "PNG-017")


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        (____, ____, "Isi nama dan kode"),
        ("Siti", ____, "Isi kode"),
        (____, "PNG-001", "Isi nama"),
        ("", "PNG-001", "Tulis namamu"),
        ("Siti", "../../x", "belum cocok"),
        ("Siti", 5, "belum cocok"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    workspace: Path, name: object, code: object, told: str
) -> None:
    assert told in repr(kenalan(name, code))
    assert read_profile(workspace) == Profile("Siti Aminah", "PNG-001")


def test_a_name_cannot_break_the_panel(workspace: Path) -> None:
    assert "<script>" not in kenalan("<script>alert(1)</script>", "PNG-001")._repr_html_()


def test_the_notebook_is_found(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path.cwd() / f"{EXERCISE}.ipynb"
    assert notebook_path() == here.resolve()  # the only one
    other = save(Path.cwd() / "salinan.ipynb", notebook("x1 = 1"))
    assert notebook_path() is None
    assert "berganti nama" in repr(kumpulkan())
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    assert notebook_path() == other.resolve()
    here.unlink()
    renamed = other.rename(Path.cwd() / "lain.ipynb")
    assert notebook_path() == renamed.resolve()


def test_in_a_real_kernel_as_jupyterlab_runs_it(workspace: Path) -> None:
    """Cells with ids, edited and saved in between, through ipykernel's own messages."""
    path = Path.cwd() / f"{EXERCISE}.ipynb"
    kernel = KernelManager(kernel_name="python3")
    kernel.start_kernel(
        env={**os.environ, "JPY_SESSION_NAME": str(path), "PYTHONPATH": str(REPOSITORY)}, cwd=str(workspace)
    )
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)

    def run(cell_id: str, source: str) -> str:
        message = client.session.msg(
            "execute_request",
            {
                "code": source,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": False,
            },
            metadata={"cellId": cell_id},
        )
        client.shell_channel.send(message)
        shown = ""
        while True:
            reply = client.get_iopub_msg(timeout=60)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if reply["msg_type"] == "execute_result":
                shown = reply["content"]["data"]["text/plain"]
            assert reply["msg_type"] != "error", reply["content"]
            if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
                return shown

    try:
        run(
            "persiapan",
            "from grader.learner.package import kumpulkan; from grader.checks.blank import ____",
        )
        run("jawab-1-x1", "x1 = 5")
        run("jawab-2-x2", "x2 = 8")
        assert "Simpan dulu" in run("kumpul", "kumpulkan()")
        save(path, notebook("x1 = 5", "x2 = 8"))
        assert "2 dari 2 soal" in run("kumpul", "kumpulkan()")
        run("jawab-2-x2", "x2 = 9")
        save(path, notebook("x1 = 5", "x2 = 10"))  # changed once more after the run, and saved
        assert "2 dari 2 soal" in run("kumpul", "kumpulkan()")
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
