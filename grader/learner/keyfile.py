"""The key file beside a released notebook: sealed locks and the public part of each question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.checks.build import Check
from grader.checks.lock import SealedLock
from grader.checks.spec import Json
from grader.common.errors import SinauError
from grader.common.layout import KEYS

FORMAT = 1


@dataclass(frozen=True)
class Question:
    """One released question; `solution` is sealed, and there only in a lesson."""

    check: Check
    lock: SealedLock
    solution: str = ""

    def to_json(self) -> dict[str, Json]:
        told = self.check.to_json() | {"lock": self.lock.to_json()}
        return told | {"solution": self.solution} if self.solution else told


def dumps(notebook_id: str, questions: Mapping[str, Question]) -> str:
    """The text of a key file; the same questions give the same bytes."""
    checks = {name: question.to_json() for name, question in questions.items()}
    data = {"format": FORMAT, "notebook": notebook_id, "checks": checks}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def find(name: str, folder: Path, notebook: Path | None) -> Question:
    """The question `name` of the notebook that runs in `folder`.

    A notebook that was renamed is recognised by how its name begins ("2-02-harga (1)"), else by the
    question's name, as long as only one key file beside it knows that name. Raises SinauError where there is
    no key file, or no such question.
    """
    files = sorted(((notebook.parent if notebook else folder) / KEYS).glob("*.json"))
    own = [f for f in files if notebook and notebook.stem.startswith(f.stem)]
    files = [max(own, key=lambda f: len(f.stem))] if own else files
    if not files:
        raise SinauError(
            f"Berkas kunci untuk periksa tidak ada di folder {folder.name}; "
            "buka notebook ini dari folder aslinya, atau jalankan Mulai atau start.py lagi supaya dilengkapi."
        )
    known = [(file, _read(file)) for file in files]
    holders = [(file, checks[name]) for file, checks in known if name in checks]
    if len(holders) == 1:
        return _question(*holders[0])
    if holders:
        raise SinauError(
            "Notebook ini berganti nama, jadi periksa tidak tahu kuncinya yang mana; "
            "kembalikan nama berkasnya seperti semula."
        )
    raise SinauError(_unknown(name, [n for _, checks in known for n in checks]))


def questions_of(notebook: Path) -> dict[str, Question]:
    """Every question of a notebook by its name; raises SinauError for a missing or damaged file."""
    file = notebook.parent / KEYS / f"{notebook.stem}.json"
    return {name: _question(file, data) for name, data in _read(file).items()}


def _read(file: Path) -> Mapping[str, Json]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        checks = data["checks"]
        if data["format"] != FORMAT or not isinstance(checks, dict):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _damaged(file) from None
    return checks


def _question(file: Path, data: Json) -> Question:
    try:
        lock = SealedLock.from_json(data["lock"])
        return Question(Check.from_json(data), lock, str(data.get("solution", "")))
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _damaged(file) from None


def _damaged(file: Path) -> SinauError:
    return SinauError(
        f"Berkas kunci {file.name} rusak atau dari versi lain; "
        "jalankan Mulai atau start.py lagi supaya diperbarui."
    )


def _unknown(name: str, names: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, names, 1, 0.5)
    if close:
        return f'Tidak ada soal bernama "{name}" di notebook ini; mungkin maksudmu periksa("{close[0]}").'
    return f'Tidak ada soal bernama "{name}" di notebook ini; nama yang ada: {", ".join(sorted(names))}.'
