"""What a learner's server and the class tell each other every few seconds.

Where the learner is and whether a hand is raised goes out, feedback comes in.
Of the learner's work only names of pages and questions leave it, and how often a check was made.
"""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

from grader.common.layout import write_atomic
from grader.learner import class_server, progress, raised_hand
from grader.learner.road import Step, read_road

FEEDBACK = Path("umpan-balik") / "umpan-balik.html"  # where Beranda looks for it
SECONDS = 5.0


async def keep_in_touch(sessions: Any, home: Path) -> None:
    """Tell and ask, as long as the learner's server runs; `sessions` is its session manager."""
    have = 0
    while True:
        with contextlib.suppress(Exception):  # the hub may be away; there is a next time
            page = await open_page(sessions)
            have = await asyncio.to_thread(exchange, home, page, have)
        await asyncio.sleep(SECONDS)


async def open_page(sessions: Any) -> str:
    """The notebook in which something was last run, of those that a page shows; "" where there is none."""
    found = [one for one in await sessions.list_sessions() if one["kernel"]["connections"]]
    latest = max(found, key=lambda one: one["kernel"]["last_activity"], default=None)
    return str(latest["path"]) if latest else ""


def exchange(home: Path, page: str, have: int) -> int:
    """Tell the class where this learner is and do what it answers; the version of the feedback that is here.

    Raises SinauError where the class cannot be reached.
    """
    answer = class_server.tell(report(home, page))
    raised_hand.answered(home, float(answer["dibantu"]))
    there = int(answer["umpan_balik"])
    content = class_server.feedback() if there not in (0, have) else None
    if content is None:
        return have
    write_atomic(home / FEEDBACK, content)
    return there


def report(home: Path, page: str) -> dict[str, Any]:
    """What the class is told: the page, of each question there whether it was right and how many wrong
    answers it had, and since when the hand is raised.
    """
    step = _step(home, page)
    tried = progress.read(home, Path(step.path)) if step else {}
    return {
        "halaman": step.path if step else "",
        "soal": {name: [one.right, len(one.wrong)] for name, one in tried.items()},
        "tangan": raised_hand.since(home),
    }


def _step(home: Path, page: str) -> Step | None:
    """The page of the road that is open; where none is, the one that was last worked on."""
    road = read_road(home)
    here = next((step for step in road if step.path == page), None)
    if here is not None or not road:
        return here
    latest = max(road, key=lambda step: progress.last_worked_on(home, Path(step.path)))
    return latest if progress.last_worked_on(home, Path(latest.path)) else None
