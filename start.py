"""Sinau Desa: one command to learn, to grade and to test.

    python3 start.py            open JupyterLab on the first lesson
    python3 start.py test       run all the tests
    python3 start.py VERB ...   the same as `sinau VERB ...`

This file has to be readable by any Python, Python 2 too, to say that the Python does not fit;
the work is done by grader/start/, which needs the standard library alone.
"""

import os
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)  # requirements.txt has wheels for these


def fitting_python():
    """The path of a Python that fits, if this computer has one, else None."""
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.access(path, os.X_OK) and runs(path):
                return path
    return None


def runs(path):
    """Whether this is a Python that starts: pyenv puts a stand-in on PATH for each that it could install."""
    with open(os.devnull, "w") as nowhere:
        return subprocess.call([path, "-c", ""], stdout=nowhere, stderr=nowhere) == 0


def start():
    """Hand over to grader/start/, or say what is missing."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        path = fitting_python()
        if path and not os.environ.get("SINAU_PYTHON_TRIED"):
            os.environ["SINAU_PYTHON_TRIED"] = "1"
            os.execv(path, [path] + sys.argv)  # noqa: RUF005
        sys.exit(
            "Python di komputer ini versi %d.%d, terlalu %s: pasang Python 3.11 sampai 3.14, lalu jalankan "
            "lagi dengannya (di Windows: py -3.14 start.py)."
            % (sys.version_info[0], sys.version_info[1], "lama" if sys.version_info < OLDEST else "baru")
        )
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from grader.start.command import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    start()
