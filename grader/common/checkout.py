"""Where the repository's own content lies: beside this package, in a checkout."""

from __future__ import annotations

from pathlib import Path

from grader.common.errors import SinauError

ROOT = Path(__file__).resolve().parents[2]


def content_root() -> Path:
    """The folder that holds lessons/, exercises/ and datasets/; raises SinauError where they are not
    there.
    """
    if not (ROOT / "lessons").is_dir() or not (ROOT / "exercises").is_dir():
        raise SinauError(
            f"Folder lessons dan exercises tidak ada di {ROOT}; "
            "jalankan perintah ini dari salinan lengkap repositori."
        )
    return ROOT


def refuse_checkout(folder: Path, example: str) -> None:
    """Raise SinauError, which names another folder for `example`, where a folder is or lies in a checkout.

    A trainee must not work beside the solutions, and what people hand in must not end up in git.
    """
    if any((p / "exercises").is_dir() and (p / "grader").is_dir() for p in (folder, *folder.parents)):
        raise SinauError(f"{folder} berada di dalam repositori; pilih folder di luar, misalnya {example}.")


def exercise_ids(root: Path) -> list[str]:
    """The ids of a repository's exercises with graded questions, sorted: all but the tests, ``0-tes-...``."""
    found = (f.stem for f in (root / "exercises").glob("*/*.ipynb") if f.stem == f.parent.name)
    return sorted(name for name in found if not name.startswith("0-"))
