"""One job of the trainer's room, as a process: `python -m grader.kelas.work nilai FOLDER`.

Each line it prints is one JSON object: {"done", "total"}, {"said"} (sentences) or {"problem"} (a sentence).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from grader.common.errors import SinauError, system_sentence

Progress = Callable[[int, int], None]


def tell(**what: object) -> None:
    """Print one object for the server; it reads at once."""
    print(json.dumps(what, ensure_ascii=False), flush=True)


def progress(done: int, total: int) -> None:
    """How far the job is."""
    tell(done=done, total=total)


def grade(course: Path) -> list[str]:
    """Grade what is new or changed; sentences on what was done."""
    from grader.grading.options import GradingOptions
    from grader.grading.pipeline import grade_class
    from grader.grading.summary import what_happened
    from grader.kelas.weeks import remember_before

    return what_happened(grade_class(course, None, GradingOptions(), progress, remember_before))


def read(course: Path) -> list[str]:
    """Read what has been graded, so that no page waits for it."""
    from grader.classroom.folder import ClassFolder
    from grader.kelas.snapshot import Reader

    Reader(ClassFolder(course)).snapshot(progress=progress)
    return []


def feedback(course: Path) -> list[str]:
    """Write everybody's page; a sentence on what is new."""
    from grader.reports.feedback import write_feedback

    made = write_feedback(course, progress=progress)
    return [f"{len(made.people)} halaman siap, {len(made.new)} di antaranya baru atau berubah."]


def release(course: Path, *exercises: str) -> list[str]:
    """Release some exercises, or all that the class has; sentences on how it went."""
    from grader.classroom.folder import ClassFolder
    from grader.classroom.release import release_course, weak_tests

    folder, said = ClassFolder(course), list[str]()
    names = exercises or folder.sources()
    for done, exercise in enumerate(names):
        progress(done, len(names))
        release_course(course, exercise)
        weak = weak_tests(course, folder.source(exercise))
        said += (f"{exercise}: tes tidak kebal: {test}." for test in weak)
    return [f"{names[0]} dirilis." if len(names) == 1 else f"{len(names)} latihan dirilis.", *said]


def certificate(course: Path) -> list[str]:
    """Make the certificates of those who have earned one; sentences on who has and who has not."""
    from grader.reports.certificate.issue import issue_certificates, sentences

    return sentences(issue_certificates(course, date.today()))


WORK: dict[str, Callable[..., list[str]]] = {
    "nilai": grade,
    "baca": read,
    "rilis": release,
    "kembalikan": feedback,
    "sertifikat": certificate,
}


def main(kind: str, course: Path, *told: str) -> int:
    """Do the job; the exit status is 1 where it failed."""
    try:
        tell(said=WORK[kind](course, *told))
    except SinauError as problem:
        tell(problem=str(problem))
        return 1
    except OSError as problem:
        sentence = system_sentence(problem)
        if sentence is None:
            raise
        tell(problem=sentence)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
