"""Masuk: bring in what people sent, and settle what could not be taken in by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from grader.classroom.collect_problems import read_problems
from grader.kelas import inboxes
from grader.kelas.handlers.base import View
from grader.notebooks.hand_in import Status

_WAITING = tuple(set(Status) - {Status.ACCEPTED, Status.SAME, Status.OLDER})


class Incoming(View):
    """The page with the place to drop files, what waits, and what became of the last upload."""

    def show(self) -> str:
        folder = self.room.folder
        boxes = inboxes.boxes(folder.path)
        box = self.field("kotak") or next(iter(boxes), "")
        results = inboxes.read(folder.path, box) if box else []
        roster = folder.roster()
        return self.page(
            "masuk.html.j2",
            "masuk",
            new_box=inboxes.new_box(datetime.now()),
            problems=read_problems(folder),
            known_boxes=frozenset(boxes),
            box=box,
            boxes=[(name, inboxes.brought(name)) for name in boxes[:20]],
            results=sorted(results, key=lambda result: result.status not in _WAITING or result.settled),
            result_counts=inboxes.counts(results),
            waiting=_WAITING,
            people=[person for person in roster or () if not person.left],
            exercises=sorted(folder.exercises()),
            at_the_server=inboxes.at_the_server(folder.path),
        )


class _Sent(View):
    """A form of the page's, which is shown again with what was said."""

    def again(self, *sentences: str) -> str:
        return self.address("masuk", kata=self.room.say(*sentences))


class Upload(_Sent):
    """A part of an upload; the last one has everything sorted into the class."""

    def do(self) -> str:
        box = self.field("kotak")
        for name, content, changed in self._files():
            inboxes.put(self.room.course, box, name, content, changed)
        if self.field("selesai") != "1":
            return self.address("masuk")
        results = inboxes.sort(self.room.folder, box)
        taken = sum(result.status not in _WAITING for result in results)
        said = f"{len(results)} berkas dibaca, {taken} masuk."
        if taken < len(results):
            said += f" {len(results) - taken} berkas perlu kamu putuskan."
        return self.address("masuk", kotak=box, kata=self.room.say(said))

    def _files(self) -> Iterator[tuple[str, bytes, float | None]]:
        """Path, content and own time of each file; a browser without script tells its name alone."""
        try:
            told = json.loads(self.field("tentang") or "[]")
        except ValueError:
            told = []
        for at, file in enumerate(self.request.files.get("berkas", [])):
            about = told[at] if isinstance(told, list) and at < len(told) else {}
            about = about if isinstance(about, dict) else {}
            changed = about.get("waktu")
            if not file["filename"] and not about:
                continue  # the form was sent without a file
            yield (
                str(about.get("jalur") or file["filename"]),
                file["body"],
                float(changed) if isinstance(changed, int | float) else None,
            )


class FromServer(_Sent):
    """What was handed in by the button, on the class server."""

    def do(self) -> str:
        box = inboxes.new_box(datetime.now())
        results = inboxes.take_from_server(self.room.folder, box)
        taken = sum(result.status == Status.ACCEPTED for result in results)
        said = f"{taken} kiriman baru dari server kelas." if taken else "Tidak ada kiriman baru."
        return self.address("masuk", kotak=box, kata=self.room.say(said))


class Settle(View):
    """The trainer says whose a file is, or leaves it."""

    def do(self) -> str:
        box, file = self.field("kotak"), self.field("berkas")
        if self.field("aksi") == "biarkan-semua":
            left = inboxes.leave_useless(self.room.folder)
            return self.address(
                "masuk", kata=self.room.say(f"{left} berkas dibiarkan; tidak ada yang dihapus.")
            )
        if self.field("aksi") == "biarkan":
            inboxes.leave(self.room.folder, box, file)
            return self.address("masuk", kata=self.room.say(f"{file} dibiarkan; berkasnya tidak dihapus."))
        folder, code, exercise = self.room.folder, self.field("peserta"), self.field("latihan")
        done = inboxes.settle_problem(folder, box, file, code, exercise)
        return self.address("masuk", kotak=box, kata=self.room.say(done.sentence))

    def again(self, *sentences: str) -> str:
        return self.address("masuk", kotak=self.field("kotak"), kata=self.room.say(*sentences))
