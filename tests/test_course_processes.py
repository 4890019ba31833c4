"""Pieces of work on all processors: in order, with their errors, and done all the same if a process dies."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from grader.common.errors import SinauError
from grader.curriculum import processes
from grader.curriculum.processes import all_of


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    raise SinauError(f"Latihan {number} tidak bisa dirilis.")


def die_elsewhere(home: int, place: Path) -> int:
    """Dies in any process but `home`, as where memory ran out."""
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    place.touch()
    return home


def test_results_come_in_order_and_are_counted() -> None:
    told: list[tuple[int, int]] = []
    found = all_of([partial(square, number) for number in range(5)], lambda *far: told.append(far))
    assert found == [0, 1, 4, 9, 16]
    assert told == [(number, 5) for number in range(1, 6)]


def test_an_authors_error_is_that_sentence() -> None:
    with pytest.raises(SinauError, match="Latihan 2 tidak bisa dirilis"):
        all_of([partial(square, 1), partial(refuse, 2)], lambda *far: None)


def test_a_lost_process_costs_time_alone(tmp_path: Path) -> None:
    pieces = [partial(die_elsewhere, os.getpid(), tmp_path / name) for name in ("a", "b")]
    assert all_of(pieces, lambda *far: None) == [os.getpid(), os.getpid()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_without_shared_memory_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*given: object, **options: object) -> None:
        raise SinauError("Memori bersama /dev/shm tidak bisa dipakai")

    monkeypatch.setattr(processes, "process_pool", none)
    assert all_of([partial(square, 3)], lambda *far: None) == [9]
