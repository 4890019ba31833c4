"""What the cells of the parameterised notebook call: each shows one part of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from grader.common.errors import SinauError
from grader.common.indonesian import MONTHS
from grader.learner.figure import gambar
from grader.profil import facts, pictures
from grader.profil.villages import find, twins

#: What is fewer is 2.750 read by Python as 2,75, or a slip of the pen: no desa is that small.
FEWEST_PEOPLE = 50


class Profil:
    """One village with the trainee's own figures.

    ``kode`` may be a name. ``penduduk`` counts only with its ``sumber_penduduk`` and ``waktu_penduduk``: a
    figure that does not say where it comes from is refused. Raises SinauError with one sentence.
    """

    def __init__(
        self,
        kode: str,
        penduduk: float = 0,
        sumber_penduduk: str = "",
        waktu_penduduk: str = "",
        data_saya: str = "",
        pembuat: str = "",
    ) -> None:
        self.village = find(str(kode))
        self.maker = str(pembuat)
        self.own = facts.own_figures(self.village, str(data_saya))
        if penduduk:
            self.own = [f for f in self.own if f is not facts.population(self.own)]
            self.own.insert(0, _stated(penduduk, sumber_penduduk, waktu_penduduk))

    def kepala(self) -> None:
        """Name, place and the warning where the name is borne twice or a figure is invented."""
        village = self.village
        notes = []
        if others := twins(village):
            also = " dan ".join(f"{v.full_name} ({v.code})" for v in others)
            notes.append(f"Nama kembar: ada juga {also}. Cocokkan kodenya.")
        if facts.invented(self.own):
            notes.append("Memuat angka contoh (rekaan): untuk latihan, jangan diedarkan.")
        kind = village.kind.capitalize()
        today = date.today()
        made = f"dibuat {today.day} {MONTHS[today.month - 1]} {today.year}"
        made += f" oleh {self.maker}" if self.maker else ""
        _show(
            f"<h1>{escape(kind)} {escape(village.name)}</h1><p>Kecamatan {escape(village.kecamatan)}, "
            f"Kabupaten Ponorogo · kode {village.code} · {escape(made)}</p>"
            + "".join(f'<p class="awas">⚠ {escape(note)}</p>' for note in notes)
        )

    def tercatat(self) -> None:
        """What somebody recorded."""
        rows = [
            (f"{fact.what} ★" if fact.own else fact.what, fact.value, fact.source, fact.time)
            for fact in facts.known(self.village, self.own)
        ]
        note = "★ angka milik desa, dari pembuat halaman ini" if self.own else ""
        _table(("Yang tercatat", "isi", "dari mana", "keadaan"), rows, note)

    def peta(self) -> None:
        """The village on its kecamatan's map."""
        axes, alt = pictures.map_of(self.village)
        gambar(axes, sumber=pictures.MAP_SOURCE, waktu="2025", alt=alt)

    def luas(self) -> None:
        """Its area beside the others'."""
        axes, alt = pictures.areas_of(self.village)
        gambar(axes, sumber=pictures.AREA_SOURCE, waktu="2025", alt=alt)

    def taksiran(self) -> None:
        """What can be estimated, and how."""
        rows = [(e.what, e.value, e.how, e.trust) for e in facts.estimates(self.village, self.own)]
        _table(("Yang ditaksir", "taksiran", "cara", "keyakinan"), rows)

    def tetangga(self) -> None:
        """Who borders on it."""
        names = pictures.neighbour_names(self.village)
        _show(f"<p><strong>Tetangga ({len(names)}):</strong> {escape(', '.join(names))}.</p>")

    def belum_diketahui(self) -> None:
        """What nobody knows, and whom to ask."""
        rows = [(u.question, u.ask) for u in facts.unknowns(self.village, self.own)]
        _table(("Yang belum diketahui", "tanyakan kepada"), rows)


def _stated(number: object, source: str, time: str) -> facts.OwnFigure:
    if (
        isinstance(number, bool)
        or not isinstance(number, int | float)
        or number < FEWEST_PEOPLE
        or number % 1
    ):
        raise SinauError(f"penduduk={number} bukan banyaknya orang; tulis angka tanpa titik, misalnya 2750.")
    if not source.strip() or not time.strip():
        raise SinauError(
            "penduduk butuh sumber_penduduk dan waktu_penduduk: angka tanpa asal dan waktu belum berbunyi."
        )
    return facts.OwnFigure("Penduduk", float(number), "orang", source.strip(), time.strip())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> None:
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    foot = f'<p class="catatan">{escape(note)}</p>' if note else ""
    _show(f'<table class="kolom{len(head)}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{foot}')


def _cells(row: Sequence[str]) -> str:
    rest = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
    return f'<th scope="row">{escape(row[0])}</th>{rest}'


def _show(html: str) -> None:
    from IPython.display import HTML, display

    display(HTML(html))  # type: ignore[no-untyped-call]
