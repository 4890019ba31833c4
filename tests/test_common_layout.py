"""Files laid out and files that must not be lost: what a crash leaves is mended, a name is taken once."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.common.layout import NEW_VERSION, create_atomic, is_current, lay_out

FILES = {"a/satu.ipynb": b"satu", "kosong.txt": b""}


def test_a_file_that_a_power_cut_left_empty_is_laid_out_again(tmp_path: Path) -> None:
    home, state = tmp_path / "rumah", tmp_path / "rumah" / "ruang.json"
    lay_out(FILES, home, state, "v1")
    assert is_current(home, state, "v1")
    (home / "a/satu.ipynb").write_bytes(b"")
    assert not is_current(home, state, "v1")
    assert lay_out(FILES, home, state, "v1").added == ("a/satu.ipynb",)
    assert (home / "a/satu.ipynb").read_bytes() == b"satu"
    assert is_current(home, state, "v1")


@pytest.mark.parametrize("with_state", [True, False])
def test_what_somebody_wrote_into_an_empty_file_stays(tmp_path: Path, with_state: bool) -> None:
    home, state = tmp_path / "rumah", tmp_path / "rumah" / "ruang.json"
    lay_out(FILES, home, state, "v1")
    (home / "kosong.txt").write_bytes(b"milik Siti")
    if not with_state:
        state.unlink()
    lay_out(FILES, home, state, "v2")
    assert (home / "kosong.txt").read_bytes() == b"milik Siti"
    assert (home / f"kosong{NEW_VERSION}.txt").exists() != with_state


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    create_atomic(tmp_path / "kirim.zip", b"satu")
    with pytest.raises(FileExistsError):
        create_atomic(tmp_path / "kirim.zip", b"dua")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("kirim.zip", b"satu")]


def test_a_memory_stick_without_links_takes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    test_a_name_is_taken_once(tmp_path)
