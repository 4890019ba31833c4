"""The room as an extension of Jupyter's server, which gives it token, cookie and XSRF checks."""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

from tornado import web

from grader.kelas.handlers import (
    base,
    besok,
    cadangan,
    kembalikan,
    latihan,
    masuk,
    minggu,
    nilai,
    peserta,
    sekarang,
    tulisan,
)
from grader.kelas.pages import HERE, style_sheet
from grader.kelas.room import Room


class Start(base.Handler):
    """The room's own address leads to its first page."""

    @web.authenticated
    async def get(self) -> None:
        self.redirect(self.address("masuk"))


class Style(base.Handler):
    """The style sheet."""

    @web.authenticated
    async def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=UTF-8")
        self.finish(style_sheet())


class Script(base.Handler):
    """The one script."""

    @web.authenticated
    async def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=UTF-8")
        self.finish((HERE / "static" / "kelas.js").read_bytes())


PAGES: dict[str, type[base.Handler]] = {
    "": Start,
    "gaya.css": Style,
    "kelas.js": Script,
    "sekarang": sekarang.Present,
    "masuk": masuk.Incoming,
    "ambil": masuk.FromServer,
    "unggah": masuk.Upload,
    "putuskan": masuk.Settle,
    "nilai": nilai.Grading,
    "pekerjaan": nilai.Progress,
    "tulisan": tulisan.Questions,
    "jawaban": tulisan.Answers,
    "kembalikan": kembalikan.Returning,
    "halaman": kembalikan.PersonPage,
    "halaman.zip": kembalikan.NewPages,
    "besok": besok.Tomorrow,
    "pelajaran": besok.LessonPage,
    "minggu": minggu.Weeks,
    "laporan": minggu.Report,
    "rekap": minggu.Recap,
    "rekap.xlsx": minggu.Workbook,
    "cetak": minggu.Paper,
    "peserta": peserta.People,
    "latihan": latihan.Exercises,
    "notebook": latihan.Notebook,
    "cadangan": cadangan.Backups,
    "pindah.zip": cadangan.Move,
}


def routes(base_url: str, room: Room) -> list[tuple[str, type[base.Handler], dict[str, Any]]]:
    """Address → page, below the server's own address."""
    found = [(rf"{base_url}kelas/{page}", handler, {"room": room}) for page, handler in PAGES.items()]
    return [(rf"{base_url}kelas", Start, {"room": room}), *found]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grader.kelas.extension"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by Jupyter's server; `RuangPelatih.folder` is the class folder."""
    room = Room(Path(str(server.config.RuangPelatih.folder)))
    atexit.register(room.jobs.close)
    room.read_ahead()
    server.web_app.add_handlers(".*$", routes(server.base_url, room))
