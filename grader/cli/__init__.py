"""`sinau`: the command line. Thin; every command imports what it needs when it runs, so that help is
instant.
"""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

import click

# In the order in which help lists the commands.
from grader.cli import trainers, outcomes, learners, authors  # isort: skip  # noqa: F401
from grader.cli.group import app, as_called, program
from grader.common.errors import SinauError, system_sentence
from grader.common.garbage import be_quick
from grader.start.console import tolerate_narrow_console

__all__ = ["app", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run `sinau`; a SinauError is one sentence on stderr and exit status 1, and so is a full disk."""
    be_quick()
    tolerate_narrow_console()
    _speak_indonesian()
    try:
        _stand_somewhere()
        app(args=arguments, prog_name=program())
    except SinauError as problem:
        click.echo(as_called(str(problem)), err=True)
        sys.exit(1)
    except OSError as problem:
        sentence = system_sentence(problem)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        _drop_what_cannot_be_written()
        sys.exit(1)


def _drop_what_cannot_be_written() -> None:
    """Python would try once more at its end, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stand_somewhere() -> None:
    """nbgrader and others ask where they are; in a deleted folder that fails far from its cause."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise SinauError("Folder tempat perintah ini dijalankan sudah dihapus; pindah dulu: cd ~") from None


def _speak_indonesian() -> None:
    """Have click's own words ("Usage", "No such option") translated by its own means, gettext."""
    os.environ["LANGUAGE"] = "id"
    gettext.bindtextdomain("messages", str(Path(__file__).parents[1] / "locale"))
