"""Peserta: the class list; a new one is shown with what it changes before it is taken."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.make import enrol
from grader.classroom.roster import Roster, read_roster
from grader.classroom.roster_changes import Changes, changes, write_roster
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.kelas.handlers.base import View

_NEW = Path(".sinau") / "peserta-baru"
_MAX_BYTES = 2_000_000


class People(View):
    """The list, the place to bring a new one, and what that would change."""

    def show(self) -> str:
        roster = self.room.folder.roster()
        waiting = self._waiting(roster)
        return self.page("peserta.html.j2", "peserta", roster=roster, waiting=waiting)

    def do(self) -> str:
        action, new = self.field("aksi"), self.room.course / _NEW
        if action == "unggah":
            files = self.request.files.get("daftar", [])
            if not files or not files[0]["body"]:
                raise SinauError("Pilih dulu berkas daftar peserta (.xlsx atau CSV).")
            if len(files[0]["body"]) > _MAX_BYTES:
                raise SinauError("Berkas itu terlalu besar untuk daftar peserta.")
            write_atomic(new, files[0]["body"])
            self._read(new, files[0]["filename"])
            return self.address("peserta")
        if action == "pakai":
            waiting = self._waiting(self.room.folder.roster())
            if waiting is None:
                raise SinauError("Unggah dulu daftar yang baru.")
            write_roster(self.room.folder.roster_file, waiting.people)
            enrol(self.room.course, Roster(waiting.people))
            new.unlink(missing_ok=True)
            return self.address("peserta", kata=self.room.say("Daftar peserta diperbarui."))
        new.unlink(missing_ok=True)
        return self.address("peserta")

    def _waiting(self, roster: Roster | None) -> Changes | None:
        """What the list that was uploaded would change; None where none waits."""
        new = self.room.course / _NEW
        return changes(roster, self._read(new, "yang diunggah")) if new.is_file() else None

    @staticmethod
    def _read(path: Path, name: str) -> Roster:
        """A list that cannot be read is put away; the sentence names the file as the trainer knows it."""
        try:
            return read_roster(path)
        except SinauError as problem:
            path.unlink(missing_ok=True)
            raise SinauError(str(problem).replace(str(path), name[:60])) from problem
