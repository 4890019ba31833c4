"""Parts of the class server that can be tried without one: gaps, logs, what a room's process counts."""

from __future__ import annotations

import sys
from pathlib import Path

from grader.server import gaps
from grader.server.supervisor import MOST_LOG, Part


def test_gaps_between_objects_are_filled() -> None:
    scattered = [bytes(200 - 33) for _ in range(200_000)]
    del scattered[::2]
    before = dict(gaps._gaps())
    assert before[208] > 90_000
    filled = gaps.fill()
    assert filled > 90_000 * 200
    assert dict(gaps._gaps())[208] < 200, "none but in a pool that was just begun"
    gaps._filling.clear()
    assert len(scattered) == 100_000
    sys.stderr.flush()


def test_a_log_does_not_grow_without_end(tmp_path: Path) -> None:
    log = tmp_path / "hub.log"
    part = Part("hub", lambda: [sys.executable, "-c", ""], log, {})
    with log.open("ab") as output:
        output.truncate(MOST_LOG)
        part.bound_log()
        assert log.stat().st_size == MOST_LOG
        output.truncate(MOST_LOG + 1)
        part.bound_log()
        output.write(b"lagi\n")
    assert log.read_bytes() == b"lagi\n"
