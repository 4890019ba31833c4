"""What stands on a chart: whether its title, its axes' names and its note speak of this very chart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from grader.checks.kinds.chart_span import covers, meets
from grader.checks.kinds.scalar import normal_text
from grader.checks.spec import Json

#: A unit in short → the word that says the same.
UNITS = {"rp": "rupiah", "%": "persen"}
#: The words by which an axis counts many at once, and how else they are written.
MULTIPLES = {"ribu": 1e3, "juta": 1e6, "miliar": 1e9}
_WRITTEN = {
    "ribu": "ribu|ribuan|rb",
    "juta": "juta|jutaan|jt",
    "miliar": "miliar|milyar|miliaran|milyaran|mlr",
}
#: A shorter word says nothing about what is drawn, and these words do not; nor do these of which axis it is.
LONG_WORD = 4
_WORDS_OF_ALL = """
lalu yang dari untuk dengan pada dalam lebih kita atau juga sudah belum tiap setiap jumlah banyaknya
"""
FILLERS = frozenset(_WORDS_OF_ALL.split())
OF_TIME = frozenset(["tahun", "bulan", "minggu", "tanggal", "hari", "waktu", "pekan", "musim"])
#: What a title says where it says nothing.
EMPTY_TITLE = re.compile(
    r"(ini |contoh )?(judul|grafik|gambar|tabel|title|data)( (grafik|batang|garis|saya|ku|ini|contoh))*"
)
#: A text that begins so says what it is not about.
_DENIAL = re.compile(
    r"\W*(?:(?:ini|itu|grafik|gambar|data|sama|sekali)\W+){0,4}"
    r"(?:bukan(?:lah)?|tidak (?:menggambarkan|menampilkan|menunjukkan|memuat|tentang))\b(.*)",
    re.DOTALL,
)
COPIED_TITLE = "Judul ini milik grafik lain; tulis apa yang digambar di sini."
DENIED = "Judulnya berkata *bukan*; tulis apa yang digambar, di mana, kapan."
DENIED_AXIS = "Nama sumbu {} berkata *bukan*; tulis apa yang diukur di sini."
OF_A_SIBLING = "{} menyebut *{}*; yang digambar di sini *{}*."
COPIED_AXIS = "Nama sumbu {} ini milik grafik lain; tulis apa yang diukur di sini."
OTHER_AXIS = "Nama sumbu {} menyebut yang ada di sumbu satunya; tulis apa yang ada di sini."
OTHER_TIME = "Waktu di catatan bawah grafik bukan waktu datanya."
IN_PART = "Waktu di catatan bawah grafik baru sebagian; tulis dari awal sampai akhir datanya."
NOT_SO_MANY = (
    "Di judul atau nama sumbu tertulis *{}*, sedangkan angkanya digambar utuh. "
    "Bagi dulu angkanya, atau hapus kata itu."
)
EXCHANGED = "Satuan {} ada di nama sumbu mendatar (x); tempatnya di sumbu tegak (y)."


def digest(text: str) -> str:
    """A short mark of a text, the same for another mix of capitals and spaces."""
    return hashlib.sha256(normal_text(text).encode("utf-8", "replace")).hexdigest()[:10]


def title(text: str, frame: Json) -> tuple[bool, str]:
    """Whether it is a title of this chart, and what it lacks. ``frame`` may be empty: then any title is."""
    lacks = "terlalu pendek" if text.strip() else "belum ada"
    if len(re.sub(r"\W|_", "", text)) < 5:
        return False, f"Judulnya {lacks}; tulis apa yang digambar, di mana, kapan."
    if EMPTY_TITLE.fullmatch(normal_text(re.sub(r"[\W_]+", " ", text)).strip()):
        return False, "Judulnya belum menyebut apa yang digambar; tulis apa, di mana, kapan."
    if digest(text) in frame.get("asing", ()):
        return False, COPIED_TITLE
    if _is_cut_out(text, frame):
        return False, COPIED_TITLE
    if said := _of_a_sibling("Judulnya", text, frame):
        return False, said
    if _denies(text, frame):
        return False, DENIED
    return (True, "") if _is_of_the_time(text, frame) else (False, "Tahun di judul bukan tahun datanya.")


def _is_cut_out(text: str, frame: Json) -> bool:
    """Whether all words of a title are of one other title, and none of them is asked for."""
    words = {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= LONG_WORD} - FILLERS
    return bool(words) and any(words <= set(group) for group in frame.get("potongan", ()))


def _of_a_sibling(what: str, text: str, frame: Json) -> str:
    """What to say of a text that names what another chart draws ("Lebaran") and not what this one does
    ("Suro"); "" for any other.
    """
    said = normal_text(text)
    for word, own in dict(frame.get("saudara", {})).items():
        if re.search(rf"\b{re.escape(word)}\b", said) and not re.search(rf"\b{re.escape(own)}\b", said):
            return OF_A_SIBLING.format(what, word, own)
    return ""


def denies(text: str) -> bool:
    """Whether a text says only what is *not* shown: "Bukan penduduk miskin, 2024"; "Bukan Slahung: Ngrayun
    paling luas" goes on to say what is.
    """
    said = _DENIAL.match(normal_text(text))
    _, *after = re.split(r"[:;,.!?]|\s[-–—]+\s|\b(?:tetapi|tapi|melainkan)\b", said[1]) if said else [""]
    return said is not None and not any(len(re.findall(r"[^\W\d]+", part)) >= 3 for part in after)


def _denies(text: str, frame: Json) -> bool:
    """The same, where the author's own chart ("Bukan angkatan kerja") says nothing like it."""
    return bool(frame) and not frame.get("bukan") and denies(text)


def _is_of_the_time(text: str, frame: Json) -> bool:
    """Whether the years of a title lie in those of the data, as far as both name some."""
    bare = re.sub(r"\S+/\d{4}", "", text)  # the year of a regulation
    return _lie_in(years_in(bare), frame)


def _lie_in(years: Sequence[str], frame: Json) -> bool:
    """Whether years lie in those of the data, as far as these are known."""
    due = [int(year) for year in frame.get("rentang", ())]
    return not due or all(min(due) <= int(year) <= max(due) for year in years)


def label(text: str, unit: str, axis: str, frame: Json) -> tuple[bool, str]:
    """Whether an axis is named, with its unit where it has one, and what its name lacks."""
    if not re.search(r"\w", text):
        lacks = "baru berisi tanda; tulis juga apa yang diukur" if text.strip() else "belum punya nama"
        return False, f"Sumbu {axis} {lacks}."
    if digest(text) in frame.get("asing", ()):
        return False, COPIED_AXIS.format(axis)
    if said := _of_a_sibling(f"Nama sumbu {axis}", text, frame):
        return False, said
    if _is_of_the_other_axis(text, axis, frame):
        return False, OTHER_AXIS.format(axis)
    if _denies(text, frame):
        return False, DENIED_AXIS.format(axis)
    if not names_unit(text, unit):
        return False, f"Nama sumbu {axis} belum menyebut satuannya ({unit.partition('|')[0]})."
    return True, ""


def words_of_axes(across: str, upright: str) -> dict[str, list[str]]:
    """Digests of the words that only one of a chart's two axes is called by, under "x" and "y"."""
    there = {"x": _axis_words(across), "y": _axis_words(upright)}
    only = {"x": there["x"] - there["y"], "y": there["y"] - there["x"]}
    return {axis: sorted(map(digest, words)) for axis, words in only.items()}


def _axis_words(text: str) -> frozenset[str]:
    """What an axis is called by: without its unit, and without what it is counted by ("setiap hari")."""
    bare = re.sub(r"\([^()]*\)|\b(?:per|setiap|tiap)\s+\w+", " ", normal_text(text))
    return frozenset(w for w in re.findall(r"[^\W\d_]+", bare) if len(w) >= LONG_WORD) - OF_TIME


def _is_of_the_other_axis(text: str, axis: str, frame: Json) -> bool:
    """Whether an axis is called by nothing but what the other one measures."""
    other = frame.get("sumbu", {}).get("x" if "(y)" in axis else "y", ())
    words = [digest(word) for word in _axis_words(text)]
    return bool(words) and all(word in other for word in words)


def names_unit(text: str, unit: str) -> bool:
    """Whether one of the names of a unit stands in a text; yes where no unit is asked for."""
    return not unit or any(_is_a_word_of(text, name) for name in unit.split("|"))


def _is_a_word_of(text: str, unit: str) -> bool:
    """Whether a unit is named: "omzet (Rp1)" and "banyaknya orang" do, "omzet terpakai" names no Rp, and
    "orang per km²" counts no people.
    """
    short = normal_text(unit)
    names = "|".join(re.escape(name) for name in {short, UNITS.get(short, short)})
    letter = r"[^\W\d_]"
    denied = "".join(rf"(?<!\b{word} )" for word in ("bukan", "tanpa", "selain", "non"))
    alone = "" if short in UNITS or " per " in f" {short} " else r"(?!\s*(?:per\b|/))"
    return (
        re.search(rf"(?<!{letter}){denied}({names})(nya)?(?!{letter}){alone}", normal_text(text)) is not None
    )


def multiples(label: str, title: str) -> list[str]:
    """The words of many by which a chart counts: on the axis of the values, or in the brackets of its
    title.
    """
    said = " ".join([label, *re.findall(r"\([^()]*\)", title)])
    letter = r"[^\W\d_]"
    # "Rp25 juta" tells one amount.
    return [
        word
        for word, ways in _WRITTEN.items()
        if re.search(rf"(?<!{letter})(?<!\d)(?<!\d )(?:{ways})(?!{letter})", normal_text(said))
    ]


def note(notes: Sequence[str], frame: Json) -> tuple[bool, str]:
    """Whether the note below a chart names the source and the time of the data, and what it lacks."""
    text = normal_text(" ".join(notes))
    if not text:
        return False, "Catatan sumber dan waktu belum ada di bawah grafik."
    sources = frame["sumber"].split("|")
    if not any(_is_named(normal_text(source), text) for source in sources):
        return False, f"Catatan di bawah grafik belum menyebut sumbernya ({sources[0]})."
    years = years_of(text)
    if frame["waktu"] and not years:
        return False, "Catatan di bawah grafik belum menyebut waktunya (tahun)."
    wanted = frame.get("tahun")
    if frame["waktu"] and wanted and not (set(wanted) & set(years) and _lie_in(years, frame)):
        return False, "Tahun di catatan bawah grafik bukan tahun datanya."
    span = frame.get("masa", ())
    if frame["waktu"] and not covers(time_of(text), span):
        return False, IN_PART if meets(time_of(text), span) else OTHER_TIME
    return True, ""


def years_of(note: str) -> list[str]:
    """The years that a note gives for its data, sorted; one in the source's own name ("Kepmendagri .../2025")
    does not tell the time of the data.
    """
    return years_in(time_of(note))


def time_of(note: str) -> str:
    """The part of a note that tells the time of its data."""
    return note.rpartition("waktu:")[2]


def years_in(text: str) -> list[str]:
    return sorted(set(re.findall(r"(?<!\d)(?<!bukan )(?:19|20)\d\d(?!\d)", text)))


def _is_named(source: str, text: str) -> bool:
    """Whether a note names a source, and not only to deny it ("bukan BPS")."""
    denied = r"(?<!\w)(?:bukan|bukanlah|tidak|tanpa|selain|non)[\s:-]+(?:\w+[\s-]+){0,2}?"
    named = re.escape(source)
    refused = rf"{denied}{named}|{named}\s+bukan\b(?!\s+[^\W\d])"
    return source in re.sub(refused, " ", text) if source else True


def title_fault(text: str, frame: Json) -> str:
    """What the title of a chart of one's own lacks, "" for nothing."""
    enough, said = title(text, {"asing": frame.get("asing", ())})
    return "" if enough else said


def label_fault(text: str, axis: str, frame: Json) -> str:
    """What the name of an axis of such a chart lacks, "" for nothing."""
    return label(text, "", axis, {"asing": frame.get("asing", ())})[1]


def note_fault(notes: Sequence[str]) -> str:
    """What the note of source and time lacks, "" for nothing."""
    return note(notes, {"sumber": "", "waktu": True})[1]
