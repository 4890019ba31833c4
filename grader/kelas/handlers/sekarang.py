"""Sekarang: the class while it learns on the class server, raised hands, and new PINs."""

from __future__ import annotations

import shlex
import time

from grader.classroom import live, pins
from grader.classroom.pins import PinBook
from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.kelas.handlers.base import NO_LIST, View
from grader.kelas.now import Now, clock, now_of
from grader.learner.road import read_road


class Present(View):
    """The page renews its first part by itself; the forms are to lower a hand and to make a PIN."""

    def show(self) -> str:
        present = self._now()
        return self.page(
            "sekarang.html.j2",
            "sekarang",
            now=present,
            folder=shlex.quote(str(self.room.course)),
            clock=clock,
            with_pins=bool(self._pins.codes()),
        )

    def do(self) -> str:
        code = self.field("kode")
        person = next((one for one in self._people() if one.code == code), None)
        if person is None or person.left:
            raise SinauError("Pilih dulu namanya.")
        if self.field("aksi") == "dibantu":
            live.lower_hand(self.room.course, code, time.time())
            return self.address("sekarang")
        pin = self._pins.make([code])[code]
        said = (
            f"PIN baru {person.name} ({code}): {pin[:3]} {pin[3:]}. Tulis di slipnya sekarang; "
            "PIN ini tidak disimpan di mana pun. PIN lamanya tidak berlaku lagi."
        )
        return self.address("sekarang", kata=self.room.say_once(said))  # by its address nobody sees it again

    @property
    def _pins(self) -> PinBook:
        return PinBook(self.room.course / pins.PLACE)

    def _people(self) -> list[Participant]:
        roster = self.room.folder.roster()
        if roster is None:
            raise SinauError(NO_LIST)
        return list(roster)

    def _now(self) -> Now:
        course, people = self.room.course, self._people()
        notes = {person.code: live.read(course, person.code) for person in people}
        hands = {code: live.hand_of(course, code, note) for code, note in notes.items()}
        return now_of(people, notes, hands, read_road(course / live.LESSONS), time.time())
