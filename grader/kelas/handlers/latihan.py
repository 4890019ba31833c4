"""Latihan: what the class works on, and exercises of the trainer's own."""

from __future__ import annotations

from dataclasses import dataclass

from tornado import web

from grader.classroom import own_exercise
from grader.common.errors import SinauError
from grader.kelas.handlers.base import Handler, View
from grader.kelas.handlers.kembalikan import offer

_NOTEBOOK = "application/x-ipynb+json"
_MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class _Row:
    ident: str
    own: bool
    released: bool
    unfilled: int


class Exercises(View):
    """The list, and the button for a new one."""

    def show(self) -> str:
        folder = self.room.folder
        rows = [
            _Row(
                ident,
                own_exercise.is_own(ident),
                own_exercise.released(folder, ident).is_file(),
                own_exercise.unfilled(folder, ident) if own_exercise.is_own(ident) else 0,
            )
            for ident in folder.sources()
        ]
        return self.page(
            "latihan.html.j2",
            "latihan",
            own=[row for row in rows if row.own],
            given=[row for row in rows if not row.own],
            last=self.room.jobs.latest.get("rilis"),
        )

    def do(self) -> str:
        action, course = self.field("aksi"), self.room.course
        if action == "buat":
            title = " ".join(self.field("judul").split())
            ident = own_exercise.ident_of(title)
            own_exercise.new_exercise(course, ident, title)
            return self._said(f"Kerangka {ident} dibuat. Unduh, isi yang bertanda ISI:, lalu unggah lagi.")
        if action == "rilis-semua":
            self.room.jobs.start("rilis")
            return self.address("latihan")
        ident = self._own()
        if action == "unggah":
            files = self.request.files.get("notebook", [])
            if not files or not files[0]["body"]:
                raise SinauError("Pilih dulu notebook (.ipynb) yang sudah kamu isi.")
            if len(files[0]["body"]) > _MAX_BYTES:
                raise SinauError("Berkas itu terlalu besar untuk sebuah latihan.")
            own_exercise.take_notebook(self.room.folder, ident, files[0]["body"])
            return self._said(f"Isi {ident} disimpan. Rilis supaya peserta bisa mengerjakannya.")
        self.room.jobs.start("rilis", ident)
        return self.address("latihan")

    def _own(self) -> str:
        """The exercise of the trainer's own that the form names. Raises SinauError."""
        ident = self.field("latihan")
        if ident not in self.room.folder.sources() or not own_exercise.is_own(ident):
            raise SinauError("Latihan itu tidak ada di kelas ini.")
        return ident

    def _said(self, sentence: str) -> str:
        return self.address("latihan", kata=self.room.say(sentence))


class Notebook(Handler):
    """A notebook of the trainer's own to keep: to fill in, or (``rilis``) to give to the class."""

    @web.authenticated
    async def get(self) -> None:
        ident, folder = self.field("latihan"), self.room.folder
        if ident not in folder.sources() or not own_exercise.is_own(ident):
            raise web.HTTPError(404)
        path = own_exercise.released(folder, ident)
        if not self.field("rilis"):
            path = folder.source(ident) / f"{ident}.ipynb"
        if not path.is_file():
            raise web.HTTPError(404)
        offer(self, f"{ident}.ipynb", _NOTEBOOK, path.read_bytes())
