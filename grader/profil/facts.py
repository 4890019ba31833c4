"""What is recorded about a village, what can be estimated and what nobody knows, with where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError
from grader.common.indonesian import MONTHS
from grader.data.catalog import find_data_folder, load_catalog
from grader.data.own_file import find_own_file, read_own_file
from grader.data.table import read_resource
from grader.learner.rupiah import angka
from grader.profil.boundaries import distance
from grader.profil.villages import Village, villages

PONOROGO = "35.02.17"
POPULATION_TIME = "Kepmendagri 300.2.2-2138/2025, registrasi"
CODE_SOURCE = "daftar kode Kemendagri (Kepmendagri 300.2.2-2430/2025)"
INVENTED = re.compile(r"\b(rekaan|latihan|contoh|sintetis)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """One line of a page: what it is, its value in words, where it comes from and which time it refers to."""

    what: str
    value: str
    source: str
    time: str
    own: bool = False


@dataclass(frozen=True)
class Estimate:
    """A figure nobody recorded for this village, with how it was worked out and how far to trust it."""

    what: str
    value: str
    how: str
    trust: str


@dataclass(frozen=True)
class Unknown:
    """A question this page cannot answer, and who can."""

    question: str
    ask: str


@dataclass(frozen=True)
class OwnFigure:
    """A figure the village itself brings."""

    what: str
    value: float
    unit: str
    source: str
    time: str

    def fact(self) -> Fact:
        digits = 0 if float(self.value).is_integer() else 2
        what = self.what[:1].upper() + self.what[1:]
        return Fact(what, f"{angka(self.value, digits)} {self.unit}", self.source, self.time, own=True)


@lru_cache(maxsize=64)
def _rows(folder: Path, name: str) -> tuple[Mapping[str, Any], ...]:
    table = read_resource(load_catalog(folder).resources[name])
    return tuple({str(k): ("" if v != v else v) for k, v in row.items()} for row in table.to_dict("records"))


def rows(name: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of a course table; a missing text is ""."""
    return _rows(find_data_folder(Path.cwd()), name)


def kecamatan_of(village: Village) -> Mapping[str, Any]:
    return next(r for r in rows("ponorogo_kecamatan") if r["kode_kemendagri"] == village.kecamatan_code)


def in_kecamatan(village: Village) -> list[Village]:
    return [v for v in villages().values() if v.kecamatan_code == village.kecamatan_code]


def own_figures(village: Village, file: str) -> list[OwnFigure]:
    """The rows of the trainee's own CSV about this village; raises SinauError where one lacks its figure."""
    if not file:
        return []
    figures = []
    for row in _own_rows(file, find_own_file(file, Path.cwd()).stat().st_mtime_ns):
        if str(row["kode_kemendagri"]).strip() != village.code:
            continue
        if row["nilai"] is None or row["nilai"] != row["nilai"]:
            raise SinauError(
                f"{file}: nilai {row['ukuran']} untuk {village.code} kosong; "
                "isi angkanya atau hapus barisnya."
            )
        texts = [str(row[name]).strip() for name in ("ukuran", "satuan", "sumber", "waktu")]
        figures.append(OwnFigure(texts[0], float(row["nilai"]), *texts[1:]))
    return figures


@lru_cache(maxsize=4)
def _own_rows(file: str, changed: int) -> tuple[Mapping[str, Any], ...]:
    folder = find_data_folder(Path.cwd())
    own = read_own_file(find_own_file(file, Path.cwd()), file, load_catalog(folder / "templates"), "profil")
    rows_: tuple[Any, ...] = tuple(own.frame.to_dict("records"))
    strange = next((r for r in rows_ if str(r["kode_kemendagri"]).strip() not in villages()), None)
    if strange is not None:
        raise SinauError(
            f"{file}: kode {strange['kode_kemendagri']} bukan kode desa di Ponorogo; "
            "bentuknya 35.02.01.2003, seperti di kepala lembar profil desa itu."
        )
    return rows_


def population(own: list[OwnFigure]) -> OwnFigure | None:
    """The village's own count of people, where it brought one."""
    return next((figure for figure in own if figure.what.casefold().startswith("penduduk")), None)


def known(village: Village, own: list[OwnFigure]) -> Iterator[Fact]:
    """What somebody recorded."""
    yield Fact("Kode wilayah", village.code, CODE_SOURCE, "2025")
    if village.bps:
        yield Fact("Kode BPS", village.bps, "erikrios/ponorogo-regency-api (kode lama)", "sebelum 2022")
    yield Fact("Kode pos", village.postcode, "cahyadsn/wilayah_kodepos", "2025")
    yield from (figure.fact() for figure in own)
    if village.kind == "desa":
        first = [r for r in rows("desa_mandiri_idm_2022") if r["kode_kemendagri"] == village.code]
        if first and "tidak menyebut" in first[0]["kecamatan"]:
            yield Fact(
                "Status IDM 2022",
                "mungkin mandiri: beritanya menyebut nama ini, tanpa kecamatannya",
                "ponorogo.go.id 2022-07-19",
                "2022",
            )
        elif first:
            yield Fact("Status IDM 2022", "mandiri, satu dari 14", "ponorogo.go.id 2022-07-19", "2022")
    if any(r["kode_kemendagri"] == village.code for r in rows("desa_cantik_2022")):
        yield Fact("Desa Cantik", "diluncurkan 2022, satu dari 8", "ponorogo.go.id 2022-05-23", "Mei 2022")
    for row in rows("produk_potensi"):
        if row["kecamatan"] == village.kecamatan and village.name in row["desa_kelurahan"].split(" & "):
            source = str(row["sumber"]).split(";")[0]
            yield Fact(f"Potensi ({row['kelompok']})", row["produk"], source, _year(source))
    for row in rows("bumdes_contoh"):
        if (row["desa"], row["kecamatan"]) == (village.name, village.kecamatan):
            name = f"{row['bumdes']}: " if row["bumdes"] else ""
            yield Fact("BUMDes", f"{name}{row['keterangan']}", row["sumber"], _year(row["sumber"]))
    home = kecamatan_of(village)
    yield Fact(
        f"Penduduk Kecamatan {village.kecamatan}",
        f"{angka(home['penduduk'])} orang di {home['jumlah_desa'] + home['jumlah_kelurahan']} desa/kelurahan",
        POPULATION_TIME,
        "2025",
    )
    for row in rows("internet_rt"):
        if row["wilayah"] == village.kecamatan and row["keyakinan"] != "rendah":
            share = f"{angka(row['realisasi_persen'], 2).removesuffix(',00')}% di kecamatan ini"
            yield Fact("Dana Internet RT terpakai", share, row["sumber"], "1 Agustus 2022")


def estimates(village: Village, own: list[OwnFigure]) -> Iterator[Estimate]:
    """What can be worked out from figures about something larger, or from a simplified map."""
    area = f"{angka(village.area, 2)} km²"
    yield Estimate("Luas", area, "dihitung dari garis batas yang disederhanakan", "sedang: bukan batas resmi")
    people = population(own)
    if people is None:
        low, high = guessed_population(village)
        yield Estimate(
            "Penduduk",
            f"{angka(low)} sampai {angka(high)} orang",
            f"penduduk Kecamatan {village.kecamatan} dibagi rata, dan dibagi menurut luas",
            f"rendah: dua cara, dua angka; pakai angka {village.kind} sendiri",
        )
        span = sorted((low / village.area, high / village.area))
        yield Estimate(
            "Kepadatan",
            f"{angka(round(span[0], -1))} sampai {angka(round(span[1], -1))} orang per km²",
            "taksiran penduduk dibagi luas",
            "rendah: taksiran dari taksiran",
        )
    else:
        yield Estimate(
            "Kepadatan",
            f"{angka(people.value / village.area)} orang per km²",
            f"penduduk ({people.source}, {people.time}) dibagi luas",
            "sedang: luasnya perkiraan",
        )
    places = {village.kecamatan: kecamatan_of(village), "Ponorogo": _centre()}
    for name, place in places.items():
        away = distance(village.latitude, village.longitude, place["lintang"], place["bujur"])
        yield Estimate(
            f"Jarak lurus ke tengah Kecamatan {name}",
            f"{angka(away, 1)} km",
            "dari titik tengah desa ke titik tengah kecamatan",
            "sedang: bukan panjang jalan",
        )


def guessed_population(village: Village) -> tuple[float, float]:
    """The kecamatan's people shared out evenly and by area, lower and higher, in whole hundreds."""
    people, all_ = kecamatan_of(village)["penduduk"], in_kecamatan(village)
    even = people / len(all_)
    by_area = people * village.area / sum(v.area for v in all_)
    low, high = sorted(max(round(n, -2), 100.0) for n in (even, by_area))
    return low, high


def unknowns(village: Village, own: list[OwnFigure]) -> Iterator[Unknown]:
    """What this page cannot say."""
    if population(own) is None:
        yield Unknown(
            "Berapa penduduk yang terdaftar, dan berapa yang sungguh menetap?",
            "desa (SID), Dukcapil" if village.kind == "desa" else "kelurahan, Dukcapil",
        )
    if village.kind == "desa":
        yield Unknown("Status Indeks Desa 2025, dan IDM sesudah 2022", "Dinas PMD; cara hitungnya berbeda")
    if not _brought(own, "internet"):
        yield Unknown(
            "Berapa rumah yang punya internet?", f"survei kilat {village.kind} sendiri (pelajaran 3-08)"
        )
    yield Unknown(
        "Berapa warga miskin di sini? Angka 8,86% (Maret 2025) untuk kabupaten, bukan untuk satu desa",
        f"operator DTSEN {village.kind}; jangan disebar per nama",
    )
    if not _brought(own, "potensi") and not any(f.what.startswith("Potensi") for f in known(village, [])):
        yield Unknown(
            "Apa potensinya? Belum ada berita yang kami catat; bukan berarti tidak ada",
            "Musdes" if village.kind == "desa" else "musyawarah kelurahan",
        )
    recorded = _brought(own, "bumdes") or any(f.what == "BUMDes" for f in known(village, []))
    if village.kind == "desa" and not recorded:
        yield Unknown("Apakah BUMDes-nya berjalan, dan berapa sisa usahanya?", "BUMDes, laporan tahunan")
    if not village.bps:
        yield Unknown("Kode BPS: hilang dari daftar terbuka, dan tidak kami tebak", "BPS Ponorogo")


def _brought(own: list[OwnFigure], word: str) -> bool:
    """Whether the village brought a figure about something."""
    return any(word in figure.what.casefold() for figure in own)


def invented(own: list[OwnFigure]) -> bool:
    """Whether a figure on the page says of itself that it is none."""
    return any(INVENTED.search(figure.source) for figure in own)


def _centre() -> Mapping[str, Any]:
    return next(r for r in rows("ponorogo_kecamatan") if r["kode_kemendagri"] == PONOROGO)


def _year(source: str) -> str:
    found = re.search(r"(20\d\d)(?:-(\d\d))?", source)
    if not found:
        return "tidak tercatat"
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found[2] else found[1]
