"""Rules about the language: no words that belittle, and Indonesian spelling by hunspell."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from grader.common.errors import SinauError
from grader.curriculum.glossary import read_glossary
from grader.curriculum.lint.prose import WORD, printed_texts, read_by_people, readable, sentences
from grader.curriculum.lint.registry import Finding, Problem, course_rule, notebook_rule
from grader.curriculum.model import Course, Exercise, Lesson

ALLOWED_WORDS_FILE = Path(__file__).with_name("kata.txt")
HUNSPELL = ("hunspell", "-d", "id_ID", "-i", "utf-8", "-l")
INSTALL = "sudo apt install hunspell hunspell-id"

_ENDING = r"(?:lah|kah|nya|pun)?"
_BANNED = re.compile(
    rf"\b(tinggal(?:lah|kah)?|(?:se)?cukup{_ENDING}|gampang{_ENDING}|segampang|jelas(?:lah|nya)?"
    r"|tentu(?:lah)? saja(?:lah)?)\b",
    re.I,
)
_RESIDENCE = re.compile(r"\b(?:ber)?tempat tinggal\b|\btinggal (?:di|bersama|serumah|sendiri)\b", re.I)
"""The one sense of *tinggal* that is not *just*: to live somewhere. Household data needs it."""
_JOINED_PREPOSITION = frozenset(
    f"{preposition}{place}"
    for preposition in ("di", "ke")
    for place in ("antara", "atas", "bawah", "dalam", "depan", "samping", "sana", "sini", "situ")
)
"""*diatas* for *di atas*: a common slip that would pass as a passive."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:;|>*_\"“(#\n]|\d\.)[\s*_\"“(#>|-]*$")
_SPACED_PERCENT = re.compile(r"\d[ \u00a0\u202f]%")
_QUOTED_WORD = re.compile(r"""["'“‘][^\s"'“”‘’]+["'”’]""")
_CLITICS = ("nya", "lah", "kah", "pun", "mu", "ku")


@notebook_rule("banned-words")
def banned_words(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """No *tinggal, cukup, gampang, jelas, tentu saja*: easy for the author is not easy for the reader."""
    for cell, text in read_by_people(notebook):
        for found in sorted({match.lower() for match in banned_in(text)}):
            yield Finding(cell, f"kata `{found}`", "hapus atau tulis langkahnya")


def banned_in(text: str) -> list[str]:
    """The belittling words of a running text."""
    return _BANNED.findall(_RESIDENCE.sub(" ", text))


@notebook_rule("percent-sign")
def percent_sign(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """EYD V: the percent sign follows its number without a space, `5%`."""
    for cell in notebook.cells:
        texts = printed_texts(cell.source) if cell.is_code else ()
        if any(_SPACED_PERCENT.search(text) for text in (*sentences(cell), *texts)):
            yield Finding(cell, "ada spasi sebelum tanda persen", "tulis `5%` (EYD V), tanpa spasi")


@course_rule("spelling")
def spelling(course: Course) -> Iterable[Problem]:
    """Every word of notebooks and of lessons/*.md is in the dictionary, the glossary or the list of names."""
    texts = [
        (notebook.file, cell.id, text)
        for notebook in course.notebooks
        for cell, text in read_by_people(notebook)
    ]
    pages = sorted((course.root / "lessons").glob("*.md"))
    texts += [(f"lessons/{page.name}", "", readable(page.read_text(encoding="utf-8"))) for page in pages]
    allowed = allowed_words() | {
        word for entry in read_glossary(course.root) for word in WORD.findall(entry.term.lower())
    }
    wanted = {word for _, _, text in texts for word in words_to_check(text)} - allowed
    wrong = misspelled(wanted, allowed)
    todo = "perbaiki ejaannya, atau daftarkan nama dan istilah di grader/curriculum/lint/kata.txt"
    places = dict.fromkeys(
        (file, cell_id, word) for file, cell_id, text in texts for word in words_to_check(text)
    )
    for file, cell_id, word in places:
        if word in wrong:
            yield Problem(file, cell_id, "spelling", f"kata `{word}` tidak ada di kamus", todo)


def words_to_check(text: str) -> list[str]:
    """The words of a running text in lower case, without abbreviations, names (capitals) and quoted words.

    A single word in quotation marks is something typed or shown, such as a mistyped name.
    """
    words = []
    text = _QUOTED_WORD.sub(" ", text)
    for match in WORD.finditer(text):
        word = match[0]
        starts_sentence = _SENTENCE_START.search(text[max(0, match.start() - 20) : match.start()]) is not None
        if len(word) == 1 or word.upper() == word or (word[0].isupper() and not starts_sentence):
            continue
        if re.search(r"[A-Z]", word[1:]):  # WhatsApp, eForm
            continue
        words.append(word.lower())
    return words


@cache
def allowed_words() -> frozenset[str]:
    """The words of kata.txt, one a line, comments after #."""
    lines = ALLOWED_WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines for word in line.split("#")[0].split())


def misspelled(words: Iterable[str], allowed: Iterable[str] = ()) -> set[str]:
    """Those words that are wrong by the dictionary, however they are split or cleared of endings.

    The dictionary lacks many regular forms, so a word also passes when it is one after losing a clitic
    (*kolomnya*), or as a passive or imperative of a verb it knows (*urutkan*, from *mengurutkan*).
    Raises SinauError with the command that installs hunspell where it is missing.
    """
    readings = {word: list(_readings(word)) for word in words}
    every = {part for options in readings.values() for parts in options for part in parts}
    unknown = _unknown_to_hunspell(every) - set(allowed)
    return {
        word
        for word, options in readings.items()
        if word in _JOINED_PREPOSITION or not any(unknown.isdisjoint(parts) for parts in options)
    }


def _readings(word: str) -> Iterable[tuple[str, ...]]:
    """Ways to read a word, each a tuple of words that must all be known."""
    stems = [word] + [
        word.removesuffix(end) for end in _CLITICS if word.endswith(end) and len(word) > len(end) + 2
    ]
    for stem in stems:
        yield (stem,)
        base = stem.removeprefix("di")
        if base != stem or stem.endswith(("kan", "i")):
            yield (f"di{base}",)
            yield (_active(base),)
        if "-" in stem:
            yield tuple(part for part in stem.split("-") if part)


def _active(base: str) -> str:
    """The active form of a verb: *urutkan* -> *mengurutkan*, *tuliskan* -> *menuliskan*."""
    for letters, prefix, drops in (
        ("aiueogh", "meng", False),
        ("k", "meng", True),
        ("bfv", "mem", False),
        ("p", "mem", True),
        ("cdjz", "men", False),
        ("t", "men", True),
        ("s", "meny", True),
    ):
        if base[:1] in letters:
            return prefix + (base[1:] if drops else base)
    return f"me{base}"


def _unknown_to_hunspell(words: Iterable[str]) -> set[str]:
    if shutil.which("hunspell") is None:
        raise SinauError(f"Pemeriksa ejaan hunspell belum terpasang; jalankan `{INSTALL}`.")
    text = "\n".join(sorted(words)) + "\n"
    done = subprocess.run(HUNSPELL, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0 or "Can't open" in done.stderr:
        raise SinauError(f"Kamus bahasa Indonesia hunspell belum terpasang; jalankan `{INSTALL}`.")
    return set(done.stdout.split())
