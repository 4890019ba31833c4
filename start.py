"""Sinau Desa: one command to learn, to grade and to test.

    python3 start.py            open JupyterLab on the first lesson
    python3 start.py test       run all the tests
    python3 start.py VERB ...   the same as `sinau VERB ...`

This file has to be readable by any Python, Python 2 too, to say that the Python is too old;
the work is done by grader/start/, which needs the standard library alone.
"""

import os
import sys

MINIMUM = (3, 11)


def newer_python():
    """The path of a Python that is new enough, if this computer has one, else None."""
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    return None


def start():
    """Hand over to grader/start/, or say what is missing."""
    if sys.version_info < MINIMUM:
        path = newer_python()
        if path and not os.environ.get("SINAU_PYTHON_TRIED"):
            os.environ["SINAU_PYTHON_TRIED"] = "1"
            os.execv(path, [path] + sys.argv)  # noqa: RUF005
        sys.exit(
            "Python di komputer ini versi %d.%d, terlalu lama: pasang Python 3.11 atau yang lebih baru "
            "(lihat README.md), lalu jalankan lagi." % sys.version_info[:2]
        )
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from grader.start.command import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    start()
