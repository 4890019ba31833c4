"""The Indonesian of JupyterLab fits the JupyterLab that is locked, and is what the server hands out."""

import json
import re
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import jupyterlab
import pytest
from jupyterlab_server.translation_utils import get_language_pack, get_language_packs

from grader.start.places import checkout

MESSAGES = checkout() / "grader" / "languagepack" / "locale" / "id_ID" / "LC_MESSAGES"
STRING = r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\$]|\\.)*)`'
CALL = re.compile(rf"\.(__|_n|_p)\((?:{STRING})(?:,\s*(?:{STRING}))?")
PLACEHOLDER = re.compile(r"%\d|\$")


def pack(domain: str) -> dict[str, list[str]]:
    """The texts of a domain, without the header."""
    texts: dict[str, list[str]] = json.loads((MESSAGES / f"{domain}.json").read_text("utf-8"))
    del texts[""]
    return texts


@cache
def asked_for() -> tuple[frozenset[str], frozenset[str]]:
    """What the installed JupyterLab asks for: single texts (with context), and those with a plural."""
    single: set[str] = set()
    plural: set[str] = set()
    for bundle in sorted((Path(jupyterlab.__file__).parent / "static").glob("*.js")):
        for kind, *parts in CALL.findall(bundle.read_text("utf-8")):
            first, second = (unescape("".join(found)) for found in (parts[:3], parts[3:]))
            if kind == "_n":
                plural.add(first)
            else:
                single.add(f"{first}\x04{second}" if kind == "_p" else first)
    return frozenset(single), frozenset(plural)


def unescape(text: str) -> str:
    """A JavaScript string's text."""
    text = re.sub(r"\\x([0-9a-f]{2})", lambda code: chr(int(code[1], 16)), text, flags=re.IGNORECASE)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text, flags=re.IGNORECASE)
    return re.sub(r"\\(.)", lambda code: {"n": "\n", "t": "\t"}.get(code[1], code[1]), text)


def test_the_installed_jupyterlab_knows_the_texts_that_are_translated() -> None:
    single, plural = asked_for()
    in_code = {text for text in pack("jupyterlab") if not text.startswith("menu\x04")}
    unknown = in_code - single - plural
    assert len(single) > 1400
    assert unknown == set()


def test_every_visible_text_is_translated() -> None:
    single, plural = asked_for()
    # Not shown: what describes a command's arguments to programmers.
    hidden = re.compile(
        r"^(The|Whether|Options|Arguments|Path|Kernel|Workspace|Current|Type) .*|.*(`|\(default)"
    )
    proper = re.compile(r"[\w.#+-]+( [\w.#+()-]+)?|[^a-z]*")
    missing = [
        text
        for text in (single | plural) - set(pack("jupyterlab"))
        if not hidden.fullmatch(text) and not proper.fullmatch(text)
    ]
    assert len(missing) < 100, sorted(missing)


@pytest.mark.parametrize("domain", ["jupyterlab", "jupyterlab_widgets"])
def test_each_text_is_whole(domain: str) -> None:
    _, plural = asked_for()
    for english, forms in pack(domain).items():
        assert all(forms), english
        # JupyterLab looks for one form or, where there is a plural, for more than one.
        assert len(forms) == (2 if english in plural else 1), english
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(english)), english
            assert form[:1].isspace() == english[:1].isspace(), english


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [("Delete Cell", "Hapus Sel"), ("Restart Kernel…", "Mulai Ulang Kernel…"), ("menu\x04File", "Berkas")],
)
def test_the_server_hands_out_this_pack(english: str, indonesian: str) -> None:
    registered = [entry.value for entry in entry_points(group="jupyterlab.languagepack", name="id_ID")]
    assert registered == ["grader.languagepack"], "a second id_ID pack would hide this one by chance"
    languages, message = get_language_packs("id_ID")
    assert message == ""
    assert languages["id_ID"]["nativeName"] == "Indonesia (Indonesia)"
    texts, message = get_language_pack("id_ID")
    assert message == ""
    assert texts["jupyterlab"][english][0] == indonesian
