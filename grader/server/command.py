"""`sinau server` and `sinau pin`: everything between the command line and the processes."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from grader.classroom.folder import ClassFolder, for_class
from grader.classroom.pins import PinBook
from grader.classroom.roster import Participant
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.sandbox import bubblewrap
from grader.server.slips import write_slips
from grader.server.state import ServerState
from grader.start.alone import alone

OPEN_WIFI = (
    "Di Wi-Fi tanpa sandi, orang di sekitar bisa membaca PIN dan jawaban: pakai Wi-Fi bersandi "
    "(hotspot laptop atau ponsel), atau buka kelas dengan --tls."
)
Say = Callable[..., None]
NEEDS_ROOT = (
    "Server kelas memisahkan peserta satu dari yang lain, dan untuk itu butuh hak root di Linux: "
    "jalankan dengan sudo."
)


def serve(course: Path, port: int, tls: bool, say: Say) -> None:
    """Run the class server until Ctrl+C, with `tls` over https. Raises SinauError."""
    folder = ClassFolder(course)
    folder.known_roster()
    _refuse_where_rooms_cannot_be(folder.path)
    from grader.server.supervisor import Supervisor, end_rooms  # knows Linux alone

    state = ServerState(folder.path.resolve())
    state.prepare()
    without = [person for person in _present(folder) if person.code not in PinBook(state.pins).codes()]
    if without:
        raise SinauError(
            f"{len(without)} peserta belum punya PIN; buat dan cetak slipnya dulu: "
            f"{for_class('sinau pin', course)}"
        )
    with alone(state.runtime / "server.lock"):
        say("Menyiapkan pelajaran dan ruang hangat…")
        _lay_out_lessons(state)
        end_rooms(state)  # what an earlier server, killed hard, has left
        if tls:
            state.certificate.ensure()
        Supervisor(state, port, tls).run(lambda taken: _invite(taken, state, tls, say))
    say("Server kelas ditutup. Pekerjaan peserta ada di " + str(folder.path / "rumah"))


def make_pins(course: Path, again: str | None, everybody: bool, say: Say) -> None:
    """Make PINs for who has none (or one person, or all, anew) and the page of slips. Raises SinauError."""
    folder = ClassFolder(course)
    people = {person.code: person for person in _present(folder)}
    state = ServerState(folder.path.resolve())
    state.prepare()
    book = PinBook(state.pins)
    if again is not None and again not in people:
        near = folder.known_roster().closest(again) or "-"
        raise SinauError(f"Kode {again} tidak ada di daftar kelas; yang paling mirip: {near}.")
    wanted = [again] if again else [code for code in people if everybody or code not in book.codes()]
    if not wanted:
        say("Semua peserta sudah punya PIN. Untuk membuat yang baru: sinau pin --ulang KODE")
        return
    made = book.make(wanted)
    slips = [(people[code], pin) for code, pin in made.items()]
    page = write_slips(folder.path, slips, state.certificate.fingerprint)
    say(
        f"{len(made)} PIN dibuat. Slip untuk dicetak (A4): {page}",
        "Sesudah dicetak, hapus berkas itu: PIN tidak tersimpan di tempat lain.",
    )


def _present(folder: ClassFolder) -> list[Participant]:
    return [person for person in folder.known_roster() if not person.left]


def _refuse_where_rooms_cannot_be(course: Path) -> None:
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        raise SinauError(NEEDS_ROOT)
    bubblewrap.refuse_shown(course)
    bubblewrap.refuse_closed_folders()


def _lay_out_lessons(state: ServerState) -> None:
    from grader.curriculum.workspace import lay_out_workspace
    from grader.server.proxy import statics

    statics(state).prepare()

    lay_out_workspace(content_root(), state.lessons)
    for path in (state.lessons, *state.lessons.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def address(port: int, tls: bool = False) -> str:
    """Where phones on the hall's Wi-Fi find this laptop."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))  # asks only which way it would go; nothing is sent
            host = probe.getsockname()[0]
        except OSError:
            host = "127.0.0.1"
    return f"http{'s' if tls else ''}://{host}:{port}/"


def _invite(port: int, state: ServerState, tls: bool, say: Say) -> None:
    import segno

    place = address(port, tls)
    say(f"Kelas terbuka di {place}", "Pindai dengan ponsel yang tersambung ke Wi-Fi yang sama:")
    segno.make(place, error="m").terminal(out=sys.stdout, compact=True)
    say(
        *(_about_the_certificate(state) if tls else (OPEN_WIFI,)),
        f"Kiriman peserta: {state.inbox}",
        "Untuk selesai, tekan Ctrl+C di jendela ini.",
    )
    sys.stdout.flush()


def _about_the_certificate(state: ServerState) -> tuple[str, str]:
    return (
        "Peramban memperingatkan sekali bahwa sertifikatnya tidak dikenal: pilih Lanjutan, lalu lanjutkan.",
        f"Sidik jari SHA-256 yang harus tampil di sana: {state.certificate.fingerprint}",
    )
