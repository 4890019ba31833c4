"""The participant's name and code: asked once, in lesson 1-01, and kept in the workspace."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.checks.blank import is_blank
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.common.names import participant_code
from grader.learner.notice import Notice
from grader.learner.signing import make_key

STATE_FOLDER = ".sinau"
_FILE = "profil.json"
#: What somebody without a trainer writes in place of a code.
ON_THEIR_OWN = "mandiri"


@dataclass(frozen=True)
class Profile:
    """Who works in this workspace."""

    name: str
    code: str


def find_workspace(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds `.sinau/`, or None."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / STATE_FOLDER).is_dir()), None)


def read_profile(workspace: Path) -> Profile | None:
    """The kept profile, or None when nobody has introduced themselves yet (or the file is damaged)."""
    try:
        kept = json.loads((workspace / STATE_FOLDER / _FILE).read_text(encoding="utf-8"))
        name, code = str(kept["name"]).strip(), participant_code(str(kept["code"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Profile(name, code) if name and code else None


def write_profile(workspace: Path, profile: Profile) -> None:
    """Keep the profile. Raises SinauError when the workspace cannot be written."""
    content = json.dumps(asdict(profile), ensure_ascii=False, indent=1) + "\n"
    try:
        write_atomic(workspace / STATE_FOLDER / _FILE, content.encode())
    except OSError as error:
        raise SinauError(
            f"Nama dan kodemu tidak dapat disimpan di {workspace / STATE_FOLDER / _FILE} ({error.strerror}): "
            "periksa ruang kosong dan izin foldernya, lalu jalankan sel ini lagi."
        ) from error


def kenalan(nama: object, kode: object) -> Notice:
    """The cell of lesson 1-01 in which a trainee says their name and participant code.

    Never raises: a blank, a wrong code, or a notebook outside a workspace gives a sentence.
    """
    profile = _profile_of(nama, kode)
    return profile if isinstance(profile, Notice) else _keep(profile)


def introduce(workspace: Path, name: str, code: str) -> None:
    """Keep who works here, as Beranda's form tells; without a trainer's code one of their own is made.

    Raises SinauError for a name or code that is none, and when the workspace cannot be written.
    """
    profile = _profile_of(name, code.strip() or ON_THEIR_OWN)
    if isinstance(profile, Notice):
        raise SinauError(profile.sentence)
    write_profile(workspace, profile)


def _profile_of(name: object, code: object) -> Profile | Notice:
    """Who somebody says to be, or what is to be mended."""
    if is_blank(name) or is_blank(code):
        missing = " dan ".join(word for word, value in (("nama", name), ("kode", code)) if is_blank(value))
        return Notice(
            "○",
            "Belum diisi",
            f"Isi {missing}: ganti ____ dengan jawabanmu di antara tanda kutip, "
            'misalnya nama = "Siti" dan kode = "PNG-001". Lalu jalankan sel itu lagi.',
        )
    said = " ".join(str(name).split())
    if not said or len(said) > 100:
        sentence = 'Tulis namamu di antara tanda kutip, misalnya nama = "Siti Aminah".'
        return Notice("✎", "Perlu diperbaiki", sentence)
    if str(code).strip().casefold() == ON_THEIR_OWN:
        return Profile(said, f"{ON_THEIR_OWN}-{secrets.token_hex(2)}".upper())
    known = participant_code(str(code))
    if known is None:
        return Notice(
            "✎",
            "Perlu diperbaiki",
            f'Kode "{str(code)[:40]}" belum cocok. Kode peserta berisi huruf, angka, dan tanda hubung, '
            "misalnya PNG-001. Lihat kodemu di daftar hadir atau tanyakan kepada pelatih. "
            'Belajar sendiri? Tulis kode = "mandiri".',
        )
    return Profile(said, known)


def _keep(profile: Profile) -> Notice:
    workspace = find_workspace(Path.cwd())
    hello = f"Salam kenal, {profile.name}"
    if workspace is None:
        outside = "Notebook ini dibuka di luar folder belajar, jadi nama dan kode tidak disimpan."
        return Notice("✔", hello, outside)
    before = read_profile(workspace)
    try:
        write_profile(workspace, profile)
        make_key(workspace, profile.code)
    except SinauError as error:
        return Notice("⚠", "Belum tersimpan", str(error))
    changed = before is not None and before != profile
    return Notice(
        "✔",
        hello,
        f"{'Data barumu' if changed else 'Namamu'} disimpan di komputer ini dan ikut dalam setiap berkas "
        "yang kamu kumpulkan. Salah ketik? Perbaiki, lalu jalankan lagi.",
        facts=(("Nama", profile.name), ("Kode peserta", profile.code)),
    )
