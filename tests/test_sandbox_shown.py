"""A class folder that submissions could read is refused: by its name, by a link, by another mount."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.classroom.folder import ClassFolder
from grader.common.errors import SinauError
from grader.grading.options import GradingOptions
from grader.grading.pipeline import grade_class
from grader.sandbox import bubblewrap, mounts

PACKAGES = Path(bubblewrap.library_paths()[0])


def mounted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *lines: str) -> None:
    table = tmp_path / "mountinfo"
    table.write_text("".join(f"{line} rw - ext4 /dev/x rw\n" for line in lines), encoding="utf-8")
    monkeypatch.setattr(mounts, "MOUNTS", table)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    made = tmp_path / "kelas desa"
    (made / "submitted").mkdir(parents=True)
    (made / "source").mkdir()
    return made


def test_an_ordinary_class_folder_is_none(course: Path) -> None:
    bubblewrap.refuse_shown(*ClassFolder(course).places())


@pytest.mark.parametrize(
    "place", [PACKAGES, PACKAGES / "kelas", Path(sys.prefix, "lib"), Path("/usr/share/kelas")]
)
def test_one_within_what_is_shown_is_refused(place: Path) -> None:
    with pytest.raises(SinauError, match="terbaca oleh kode peserta"):
        bubblewrap.refuse_shown(place)


def test_a_folder_of_the_class_that_is_a_link_into_it_is_refused(course: Path) -> None:
    (course / "submitted").rmdir()
    (course / "submitted").symlink_to(PACKAGES)
    with pytest.raises(SinauError, match="submitted berada di dalam"):
        grade_class(course, None, GradingOptions(workers=1), lambda done, total: None)


def test_an_environment_that_is_reached_by_a_link_is_what_is_shown(course: Path, tmp_path: Path) -> None:
    (tmp_path / "pintas").symlink_to(PACKAGES)
    with pytest.raises(SinauError):
        bubblewrap.refuse_shown(tmp_path / "pintas" / "kelas")


def test_a_class_folder_that_is_mounted_within_it_is_refused(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link stands for the mount here: it too is the same folder by another name."""
    shown = tmp_path / "pustaka"
    shown.mkdir()
    monkeypatch.setattr(bubblewrap, "visible_paths", lambda: [shown])
    (shown / "kelas").symlink_to(course)
    (shown / "kiriman").symlink_to(course / "submitted")
    inside = str(course).replace(" ", r"\040")
    whole = f"30 1 8:1 {inside} {shown}/kelas"
    part = f"31 1 8:1 {inside}/submitted {shown}/kiriman"
    other = f"32 1 8:2 {inside} {shown}/kelas"
    for lines, refused in (((), False), ((whole,), True), ((part,), True), ((other,), False)):
        mounted(monkeypatch, tmp_path, "20 1 8:1 / /", *lines)
        if refused:
            with pytest.raises(SinauError, match="terbaca oleh kode peserta"):
                bubblewrap.refuse_shown(course)
        else:
            bubblewrap.refuse_shown(course)


def test_names_are_those_of_the_same_files(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lain").symlink_to(course)
    (tmp_path / "bukan").mkdir()
    inside = str(course).replace(" ", r"\040")
    mounted(
        monkeypatch,
        tmp_path,
        "20 1 8:1 / /",
        f"30 1 8:1 {inside} {tmp_path}/lain",
        f"31 1 8:1 {inside} {tmp_path}/bukan",
    )
    assert mounts.other_names(course) == [tmp_path / "lain"]
    assert mounts.other_names(course / "submitted") == [tmp_path / "lain" / "submitted"]
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "tidak-ada")
    assert mounts.other_names(course) == []
