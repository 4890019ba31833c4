"""The group of all commands, and what they share: options, sentences, progress."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

HERE = Path()
FOLDER = click.Path(path_type=Path)
course_option = click.option(
    "--course", metavar="FOLDER", type=FOLDER, default=HERE, help="Folder kelas (tanpa ini: folder ini)."
)
exercise_argument = click.argument("exercise", metavar="[LATIHAN]", required=False)


class InOrder(click.Group):
    """Lists the commands in the order in which a trainer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=InOrder,
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [ISIAN]...",
    help="Kursus dan penilai Sinau Desa: siapkan kelas, kumpulkan, nilai, kembalikan umpan balik.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
def app() -> None:
    """The group of all commands."""


def say(*lines: str) -> None:
    """Print sentences; the commands named in them as the user can type them."""
    for line in lines:
        click.echo(as_called(line))


def program() -> str:
    """What the user types for `sinau`; start.py tells its own name."""
    return os.environ.get("SINAU_PROGRAM", "sinau")


def as_called(text: str) -> str:
    """The commands named in a text, as the user can type them."""
    return re.sub(rf"\bsinau (?=(?:{'|'.join(app.commands)})\b)", lambda _: f"{program()} ", text)


def bar(title: str) -> Any:
    """A progress bar as a context; what it gives is called with (done, of how many)."""
    from grader.common.progress import bar as shown

    return shown(title)


def progress(items: list[str], title: str) -> Iterator[str]:
    """The items one by one, under a progress bar."""
    with bar(title) as advance:
        for number, item in enumerate(items, 1):
            yield item
            advance(number, len(items))
