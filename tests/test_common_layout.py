"""Files laid out and files that must not be lost: what a crash leaves is mended, a name is taken once, and a
notebook that its owner changed keeps the key that fits it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.common.layout import NEW_VERSION, STATE, create_atomic, is_current, lay_out

FILES = {"a/satu.ipynb": b"satu", "kosong.txt": b""}
NOTEBOOK, KEY = "latihan/b/b.ipynb", "latihan/b/.kunci/b.json"
NEW_NOTEBOOK, NEW_KEY = "latihan/b/b (versi baru).ipynb", "latihan/b/.kunci/b (versi baru).json"


def course(place: Path, notebook: str, key: str) -> None:
    lay_out({NOTEBOOK: notebook.encode(), KEY: key.encode()}, place, place / STATE, f"{notebook}{key}")


def there(place: Path, name: str) -> str | None:
    return (place / name).read_text() if (place / name).exists() else None


def test_a_changed_notebook_keeps_its_key_and_the_new_one_has_its_own(tmp_path: Path) -> None:
    course(tmp_path, "soal 1", "kunci 1")
    (tmp_path / NOTEBOOK).write_text("soal 1, jawabanku")
    for key in ("kunci 2", "kunci 2, kalimatnya dibetulkan"):
        course(tmp_path, "soal 2", key)
        assert there(tmp_path, NOTEBOOK) == "soal 1, jawabanku"
        assert there(tmp_path, KEY) == "kunci 1"
        assert there(tmp_path, NEW_NOTEBOOK) == "soal 2"
        assert there(tmp_path, NEW_KEY) == key


def test_a_changed_notebook_of_the_same_course_gets_a_mended_key(tmp_path: Path) -> None:
    course(tmp_path, "soal 1", "kunci 1")
    (tmp_path / NOTEBOOK).write_text("soal 1, jawabanku")
    course(tmp_path, "soal 1", "kunci 1, kalimatnya dibetulkan")
    assert there(tmp_path, KEY) == "kunci 1, kalimatnya dibetulkan"
    assert there(tmp_path, NEW_KEY) is None


def test_whoever_gives_their_own_up_begins_with_the_new_pair(tmp_path: Path) -> None:
    course(tmp_path, "soal 1", "kunci 1")
    (tmp_path / NOTEBOOK).write_text("soal 1, jawabanku")
    course(tmp_path, "soal 2", "kunci 2")
    (tmp_path / NOTEBOOK).unlink()
    course(tmp_path, "soal 2", "kunci 2 ")
    assert there(tmp_path, NOTEBOOK) == "soal 2"
    assert there(tmp_path, KEY) == "kunci 2 "
    (tmp_path / NOTEBOOK).write_text("soal 2, jawabanku")
    course(tmp_path, "soal 2", "kunci 2, kalimatnya dibetulkan")
    assert there(tmp_path, KEY) == "kunci 2, kalimatnya dibetulkan"


def test_an_untouched_pair_goes_together(tmp_path: Path) -> None:
    course(tmp_path, "soal 1", "kunci 1")
    course(tmp_path, "soal 2", "kunci 2")
    assert (there(tmp_path, NOTEBOOK), there(tmp_path, KEY)) == ("soal 2", "kunci 2")
    assert there(tmp_path, NEW_KEY) is None


def test_a_file_that_a_power_cut_left_empty_is_laid_out_again(tmp_path: Path) -> None:
    home, state = tmp_path / "rumah", tmp_path / "rumah" / "ruang.json"
    lay_out(FILES, home, state, "v1")
    assert is_current(home, state, "v1")
    (home / "a/satu.ipynb").write_bytes(b"")
    assert not is_current(home, state, "v1")
    assert lay_out(FILES, home, state, "v1").added == ("a/satu.ipynb",)
    assert (home / "a/satu.ipynb").read_bytes() == b"satu"
    assert is_current(home, state, "v1")


def test_a_file_that_was_being_saved_is_left_to_jupyter(tmp_path: Path) -> None:
    """It is empty for a moment; what was in it stands beside it, and is the learner's."""
    home, state = tmp_path / "rumah", tmp_path / "rumah" / STATE
    lay_out(FILES, home, state, "v1")
    place = home / "a" / "satu.ipynb"
    place.with_name(".~satu.ipynb").write_text("pekerjaan Siti")
    place.write_bytes(b"")
    assert is_current(home, state, "v1")
    for stamp in ("v1", "v2"):
        lay_out(FILES, home, state, stamp)
        assert place.read_bytes() == b""


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
