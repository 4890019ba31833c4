"""What `sinau profil` does, apart from reading the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError
from grader.profil.make import Made, make_pages
from grader.profil.villages import Village, find, named, villages

PARAMETERS = {"penduduk": float, "sumber_penduduk": str, "waktu_penduduk": str, "pembuat": str}
"""What a trainee may set besides the village and the own file, and of which type it is."""


def look_up(text: str) -> list[str]:
    """A line for each village whose name holds the text; raises SinauError where none does."""
    found = named(text)
    if not found:
        find(text)
    return [village.line() for village in found]


def chosen(texts: Sequence[str], every: bool) -> tuple[list[Village], list[str]]:
    """The villages asked for and a sentence for each that is none.

    Raises SinauError where nothing is asked for.
    """
    if every:
        return list(villages().values()), []
    if not texts:
        raise SinauError("Sebut desanya: sinau profil 35.02.01.2003, atau semuanya: sinau profil --semua")
    wanted, problems = {}, []
    for text in texts:
        try:
            village = find(text)
        except SinauError as problem:
            problems.append(str(problem))
        else:
            wanted[village.code] = village
    return list(wanted.values()), problems


def parameters_of(given: Sequence[str], own_file: str | None) -> dict[str, Any]:
    """The notebook's parameters from NAME=VALUE; raises SinauError for one it does not have."""
    parameters: dict[str, Any] = {"data_saya": own_file} if own_file else {}
    for text in given:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or name not in PARAMETERS:
            raise SinauError(
                f'"{text}" bukan parameter; yang ada: {", ".join(PARAMETERS)}, ditulis nama=isi, '
                'misalnya -p penduduk=2750 -p sumber_penduduk="buku induk" -p waktu_penduduk="Juni 2026".'
            )
        parameters[name] = _number(name, value) if PARAMETERS[name] is float else value.strip()
    return parameters


def _number(name: str, value: str) -> float:
    from grader.common.indonesian import parse_number

    number = parse_number(value)
    if number is None:
        raise SinauError(f'{name}="{value}" bukan angka; tulis misalnya {name}=2750.')
    return int(number) if number.is_integer() else number


def run(
    texts: Sequence[str],
    every: bool,
    folder: Path,
    parameters: dict[str, Any],
    workers: int | None,
    again: bool,
    advance: Callable[[int, int], None],
) -> tuple[Made, list[str]]:
    """Make the pages asked for; what was made, and the sentences for what was not."""
    wanted, problems = chosen(texts, every)
    if parameters.get("penduduk") and len(wanted) > 1:
        raise SinauError("penduduk=... berlaku untuk satu desa; untuk banyak desa pakai --data profil.csv")
    made = make_pages(wanted, folder, parameters, workers, again, advance=advance)
    return made, problems + list(made.problems.values())


def sentences(made: Made, folder: Path) -> list[str]:
    """What a run came to, in words."""
    said = []
    if len(made.written) == 1:
        said.append(f"Halaman siap: {made.written[0]}")
    elif made.written:
        said.append(f"{len(made.written)} halaman dibuat di {folder}.")
    if made.current:
        said.append(f"{made.current} halaman sudah mutakhir, tidak dibuat lagi.")
    return said
