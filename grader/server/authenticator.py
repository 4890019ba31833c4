"""Signing in: pick one's name from the class list, type the PIN of the printed slip."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.auth import Authenticator
from jupyterhub.handlers.login import LoginHandler, LogoutHandler
from traitlets import Unicode

from grader.classroom.pins import PinBook
from grader.classroom.roster import Participant, read_roster
from grader.common.errors import SinauError
from grader.server import pass_card
from grader.server.guessing import Guesses
from grader.server.pass_card import PassCards
from grader.server.state import ServerState
from grader.server.waking import WAYS_IN

WRONG = "PIN itu tidak cocok dengan nama yang dipilih. Periksa slipmu, lalu coba lagi."
STALE = "Halaman ini sudah terlalu lama terbuka. Isi lagi, lalu tekan Masuk."
CARD_DAYS = 14  # as long as the hub's own cookie


def wait_sentence(seconds: float) -> str:
    """What somebody reads who has to wait."""
    told = f"{math.ceil(seconds)} detik" if seconds < 90 else f"{math.ceil(seconds / 60)} menit"
    return f"Terlalu banyak PIN salah. Tunggu {told}, lalu coba lagi, atau minta PIN baru kepada pelatih."


def _labels(people: Sequence[Participant]) -> list[tuple[str, str]]:
    """Code and what is shown of each: the name, and no more of a person than tells them from the others."""
    names = Counter(person.name for person in people)
    return [
        (person.code, person.name if names[person.name] == 1 else f"{person.name} ({person.code})")
        for person in people
    ]


class TooManyGuesses(Exception):
    """The PIN was not looked at; `seconds` are left to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(wait_sentence(seconds))
        self.seconds = seconds


class RosterAuthenticator(Authenticator):  # type: ignore[misc]
    """The class list decides who there is; the user's name in the hub is the participant's code."""

    course = Unicode(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.state = ServerState(Path(self.course))
        self.book = PinBook(self.state.pins)
        self.guesses = Guesses.read(self.state.wrong_pins)
        self.cards = PassCards(self.state.secret("cookie"))
        self._read: tuple[float, tuple[Participant, ...]] = (0.0, ())

    def normalize_username(self, username: str) -> str:
        """A code is written in capitals, in addresses too."""
        return username

    def people(self) -> tuple[Participant, ...]:
        """Who is in the class now, by name; the last readable list while the file has mistakes."""
        path = self.state.course / "peserta.csv"
        try:
            changed = path.stat().st_mtime
            if changed != self._read[0]:
                here = [person for person in read_roster(path) if not person.left]
                self._read = changed, tuple(sorted(here, key=lambda person: person.name.casefold()))
        except (OSError, SinauError) as problem:
            self.log.warning("class list not read: %s", type(problem).__name__)
        return self._read[1]

    def person(self, code: str) -> Participant | None:
        """The participant of this code."""
        return next((person for person in self.people() if person.code == code), None)

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str | None:
        """The code, if the PIN fits. Raises TooManyGuesses."""
        code, pin = data.get("username", "")[:60], data.get("pin", "")[:60]
        if self.person(code) is None or not pin:
            return None
        device, now = str(handler.request.remote_ip), time.time()
        name = f"{code}#{self.book.mark(code)}"
        left = self.guesses.pause(name, device, now)
        if left > 0:
            raise TooManyGuesses(left)
        self.guesses.count(name, device, now)
        if not await asyncio.to_thread(self.book.fits, code, pin):
            return None
        self.guesses.forgive(name, device, now)
        return code

    async def refresh_user(self, user: Any, handler: Any = None) -> Any:
        """Whoever has left the class is signed out."""
        return self.person(user.name) is not None

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """Our pages in the place of the hub's."""
        return [(r"/login", RosterLogin), (r"/logout", RosterLogout), *WAYS_IN]


def _places(handler: Any, code: str) -> tuple[tuple[str, str], ...]:
    """Name and path of the two cookies that hold a person's card."""
    return (pass_card.NAME, f"/user/{code}/"), (pass_card.AT_THE_HUB, handler.hub.base_url)


class RosterLogout(LogoutHandler):  # type: ignore[misc]
    """Signing out; the phone may be somebody else's from now on."""

    def _backend_logout_cleanup(self, name: str) -> None:
        """Take the card away too: the room itself believes for some minutes more what the hub has said."""
        super()._backend_logout_cleanup(name)
        for cookie, path in _places(self, name):
            self.clear_cookie(cookie, path=path)


class RosterLogin(LoginHandler):  # type: ignore[misc]
    """The page with the class list; gives the card that opens one's own room."""

    async def _render(
        self, login_error: str | None = None, username: str | None = None, said: str = "", **_: Any
    ) -> str:
        """The hub's own sentences are English: where it has one, the page is stale."""
        html: str = await self.render_template(
            "login.html",
            people=_labels(self.authenticator.people()),
            chosen=username or "",
            said=said or (STALE if login_error else ""),
            next=self.get_argument("next", default=""),
            xsrf=self.xsrf_token.decode("ascii"),
        )
        return html

    async def post(self) -> None:
        """Sign in, or say why not."""
        data = {name: self.get_argument(name, default="") for name in ("username", "pin")}
        try:
            user = await self.login_user(data)
        except TooManyGuesses as problem:
            self.set_status(429)
            self.set_header("Retry-After", str(math.ceil(problem.seconds)))
            self.finish(await self._render(said=str(problem), username=data["username"]))
            return
        if user is None:
            self.set_status(403)
            self.finish(await self._render(said=WRONG, username=data["username"]))
            return
        self._jupyterhub_user = user
        self.redirect(self.get_next_url(user))

    async def get(self) -> None:
        """The form; whoever is signed in with the present PIN goes on to their room."""
        user = self.current_user
        if user is not None and not self._has_card(user.name):
            self.clear_login_cookie()
            self._jupyterhub_user = None
        await super().get()

    def _has_card(self, code: str) -> bool:
        card, mark = self.get_cookie(pass_card.AT_THE_HUB) or "", self.authenticator.book.mark(code)
        return bool(self.authenticator.cards.opens(card, code, mark, time.time()))

    def set_login_cookie(self, user: Any) -> None:
        """The hub's cookies, and the card: for the room, and for getting it again."""
        super().set_login_cookie(user)
        mark = self.authenticator.book.mark(user.name)
        card = self.authenticator.cards.make(user.name, mark, time.time() + CARD_DAYS * 86_400)
        given = {"httponly": True, "samesite": "lax", "expires_days": CARD_DAYS}
        for name, path in _places(self, user.name):
            self.set_cookie(name, card, path=path, secure=self.request.protocol == "https", **given)

    def get_next_url(self, user: Any = None, default: str | None = None) -> str:
        """Somebody else's room is no place to go to: home instead."""
        url: str = super().get_next_url(user, default)
        path = urlsplit(url).path
        if user is not None and path.startswith("/user/") and not path.startswith(f"/user/{user.name}/"):
            return f"/user/{user.name}/"
        return url
