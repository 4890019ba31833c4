"""A number with what people write beside it: a unit, a percent sign, a letter for a zero."""

from __future__ import annotations

import keyword
import re

from grader.common.indonesian import SCALES
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene

RECOGNISERS = Recognisers()

#: The words that people write for a sign between two conditions.
WORDS = {"dan": "&", "atau": "|"}


@RECOGNISERS.of(SyntaxError, speaks=["x = 6O0_000", "x = 5OO"], silent=["x = 150rb * 2", "x = 5 O"])
def letter_for_zero_inside(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![\w.])\d[\d_]*[Oo][\d_Oo]*(?!\w)", scene.right_side)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memuat huruf `O` di dalam angka `{found[0]}`.",
        f"Ganti dengan angka nol: `{re.sub('[Oo]', '0', found[0])}`.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["x = round(pak, ndigits=0 ndigits=1)"], silent=["x = 750 pak", "x = 7 dari 12"]
)
def comma_before_an_argument(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = _number_and_word(scene)
    named = re.match(r"(\w+)\s*=(?!=)", scene.right_side[match.start(2) :]) if match else None
    if not match or not named or "(" not in scene.bare_line:
        return None
    return Explanation(
        f"{scene.where} tidak memuat koma di antara `{match[1].replace(',', '.')}` dan `{named[1]}=`.",
        "Taruh koma di antara dua masukan.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 7 dari 12", "x = 5 sampai 7", "x = [1 sampai 3, 6]"],
    silent=["x = 750 pak", "x = 2,5 juta"],
)
def word_between_numbers(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = _number_and_word(scene)
    word = match[2].lower() if match else ""
    if word == "dari":
        return Explanation(
            f"{scene.where} menaruh kata `dari` di antara dua angka.",
            "Bagian dari sesuatu ditulis dengan `/`.",
        )
    if word not in ("sampai", "hingga"):
        return None
    if "[" in scene.bare_line:
        return Explanation(
            f"{scene.where} memakai kata `{word}` di dalam daftar.", "Tulis setiap isinya, dipisah koma."
        )
    return Explanation(
        f"{scene.where} memakai kata `{word}`.", "Dua batas ditulis sebagai daftar: `[..., ...]`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 2pak + 3omzet", "x = [pak - 5 omzet + 5]", "x = 2 pak + 3 omzet"],
    silent=["x = 750 pak", "x = 2 x pak", "x = 150rb * 2", "x = omzet * 2 ceil"],
)
def name_after_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Silent of a function: `rupiah` and `persen` are units as well."""
    match = _number_and_word(scene)
    named = re.match(r"\w+", scene.right_side[match.start(2) :]) if match else None
    if not match or not named or named[0] not in scene.names or callable(scene.names[named[0]]):
        return None
    number, apart = match[1].replace(",", "."), " " in match[0]
    if apart and "[" in scene.bare_line:
        return Explanation(
            f"{scene.where} tidak memuat koma di antara `{number}` dan `{named[0]}`.",
            "Taruh koma di antaranya.",
        )
    if apart and not _is_calculated(match, scene):
        return None
    return Explanation(
        f"{scene.where} menaruh `{named[0]}` tepat sesudah angka, tanpa tanda hitung di antaranya.",
        f"Untuk mengalikan, tulis `{number} * {named[0]}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = 750 pak",
        "x = 150 rb",
        "x = 2,5 juta",
        "x = 150rb * 2",
        "x = pak / 1.07 x",
        "x = 1.250 ribu",
        "x = 2.500 rupiah",
        "x = 0.3 persen",
    ],
    silent=[
        "x = 5 if pak x",
        "x = 2 x 3",
        "x = 2 x pak",
        "x = 7 dari 12",
        "x = 2 pak + 3 omzet",
        "if pak > 2 maka:\n    x = 1",
    ],
)
def unit_after_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = _number_and_word(scene)
    if not match or not scene.mends(match[0], "1"):
        return None
    number, word = match[1].replace(",", "."), match[2].lower()
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", match[1]):
        number = number.replace(".", "_")
    if word == "persen":
        return Explanation(
            f"{scene.where} menaruh kata `{match[2]}` sesudah angka.",
            f"Hapus kata `{match[2]}`."
            if number == "100"
            else f"Sebagai pecahan: `{number} / 100`; sebagai angka persen: `{number}` saja.",
        )
    if (scaled := in_words(scene.right_side[match.start() :])) is not None:
        return Explanation(
            f"{scene.where} memuat `{scaled[0]}`, dan Python tidak mengenal bilangan dengan kata.",
            f"Kalau angkanya diminta utuh, tulis `{scaled[1]:_.0f}`.",
        )
    otherwise = ""
    if match[2] in scene.names:
        otherwise = f" Kalau maksudmu perkalian: `{number} * {match[2]}`."
    return Explanation(
        f"{scene.where} menaruh kata `{match[2]}` tepat sesudah angka.",
        f"Angka ditulis tanpa satuan: `{number}`.{otherwise}",
    )


def in_words(text: str) -> tuple[str, float] | None:
    """What `2,5 juta`, `150rb` or `3 juta 500 ribu` at the beginning of a text is, and its value."""
    scale = "|".join(sorted([*SCALES, "k"], key=len, reverse=True))
    found = re.match(rf"(?:\d[\d_]*(?:[.,]\d+)*\s*(?:{scale})\b\s*)+", text, re.IGNORECASE)
    if not found:
        return None
    total = 0.0
    for number, word in re.findall(rf"(\d[\d_]*(?:[.,]\d+)*)\s*({scale})\b", found[0], re.IGNORECASE):
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", number)
        plain = re.sub(r"[._]", "", number) if grouped else number.replace("_", "").replace(",", ".")
        if plain.count(".") > 1:
            return None
        total += float(plain) * SCALES.get(word.lower(), 1000)
    return found[0].strip(), total


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 10%", "x = 10% dari omzet", "x = omzet * 10%", "x = omzet / pak * 100%", "x = omzet / 60%"],
    silent=["x = 10 % pak pak"],
)
def percent(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?<!\w)(\d[\d_]*(?:[.,]\d+)?)\s*%\s*(dari\s+(\w+))?(?!\s*[\w(])", scene.bare_line)
    if not match:
        return None
    number = match[1].replace(",", ".")
    said = f"{scene.where} memakai `%` sebagai persen; bagi Python tanda itu berarti sisa pembagian."
    if match[2]:
        return Explanation(said, f"Untuk {match[0].strip()}: `{number} / 100 * {match[3]}`.")
    if number == "100":
        return Explanation(said, "Hapus `%`; pecahan menjadi persen dengan `* 100`.")
    if re.search(r"\*\s*$", scene.bare_line[: match.start()]) or scene.bare_line[match.end() :].startswith(
        "*"
    ):
        return Explanation(
            said, f"Untuk {number.replace('.', ',')}% dari sesuatu, kalikan dengan `{number} / 100`."
        )
    if _has_a_sign_beside(match, scene):
        return Explanation(
            said,
            f"Sebagai pecahan: `({number} / 100)`, dengan tanda kurung. "
            f"{number.replace('.', ',')}% dari sesuatu: `{number} / 100 * ...`.",
        )
    return Explanation(
        said,
        f"Kalau yang diminta pecahan, tulis `{number} / 100`; "
        f"kalau yang diminta angka persennya, tulis `{number}` saja.",
    )


def _has_a_sign_beside(match: re.Match[str], scene: Scene) -> bool:
    """Whether something is divided by the one percentage of a line, or it is added or taken away."""
    if len(re.findall(r"\d\s*%", scene.bare_line)) > 1:
        return False
    before, after = scene.bare_line[: match.start()], scene.bare_line[match.end() :]
    return re.search(r"[-+/]\s*$", before) is not None or re.match(r"\s*[-+/]", after) is not None


def _is_calculated(match: re.Match[str], scene: Scene) -> bool:
    """Whether what stands in the line beside a number and a known name is calculated with."""
    rest = scene.right_side[: match.start()] + scene.right_side[match.end() :]
    return re.search(r"[-+*/]", rest) is not None and "[" not in rest


def _number_and_word(scene: Scene) -> re.Match[str] | None:
    """The first number with a word behind it that is no word of Python's, nor the `x` of school."""
    match = re.search(r"(?<![\w.])(\d[\d_]*(?:[.,]\d+)?) *([A-Za-z]+)\b(?! *[(.\[])", scene.right_side)
    if not match:
        return None
    is_last = not scene.right_side[match.end(2) :].strip()
    if keyword.iskeyword(match[2]) or match[2] in WORDS or (match[2] == "x" and not is_last):
        return None
    return match
