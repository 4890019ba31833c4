"""A notebook that its owner changed keeps the key that fits it, however often its course comes anew."""

from __future__ import annotations

from pathlib import Path

from grader.common.layout import STATE, lay_out

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
