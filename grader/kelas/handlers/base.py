"""What all pages share: who may ask, what a page may load, sentences instead of tracebacks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode, urlparse

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from grader.common.errors import SinauError, system_sentence
from grader.kelas.pages import environment
from grader.kelas.room import Room

T = TypeVar("T")

#: Only our own files; nothing inline, no frame, no other place to send a form to.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: For pages that hold what learners wrote: they run nothing and load nothing.
FEEDBACK_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

NO_LIST = "Daftar peserta belum ada; unggah dulu di Peserta."


class Handler(JupyterHandler):
    """A request of the one trainer whose token or cookie says so."""

    room: Room
    policy = POLICY

    def initialize(self, room: Room) -> None:
        self.room = room

    async def prepare(self, *, _redirect_to_login: bool = True) -> None:
        await super().prepare(_redirect_to_login=_redirect_to_login)
        if self.request.method != "GET" and not self._from_this_page():
            raise web.HTTPError(403)

    def _from_this_page(self) -> bool:
        """Whether a changing request comes from a page of ours, which a browser tells by itself; the server's
        own check would let a foreign page through that knows the token.
        """
        headers = self.request.headers
        site, origin = headers.get("Sec-Fetch-Site", "same-origin"), headers.get("Origin")
        ours = origin is None or urlparse(origin).netloc == headers.get("Host")
        return ours and site in ("same-origin", "none")

    @property
    def content_security_policy(self) -> str:
        return self.policy

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    def address(self, page: str, **query: str) -> str:
        """The address of a page of the room."""
        told = urlencode({key: value for key, value in query.items() if value})
        return f"{self.base_url}kelas/{page}" + (f"?{told}" if told else "")

    def field(self, name: str) -> str:
        """A field of the form or of the address; "" where it is missing."""
        return str(self.get_argument(name, "", strip=False))

    def page(self, template: str, here: str, **shown: object) -> str:
        """A page of the room as HTML."""
        return (
            environment()
            .get_template(template)
            .render(
                root=f"{self.base_url}kelas/",
                here=here,
                course=self.room.course.name,
                counts=self.room.counts(),
                job=self.room.jobs.current,
                said=self.room.said(self.field("kata")),
                xsrf=self.xsrf_token.decode("ascii"),
                **shown,
            )
        )

    async def made(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; None where it cannot be, and the page that says why has been sent."""
        try:
            return await self.room.one_at_a_time(work)
        except SinauError as problem:
            sentence, here = str(problem), self.request.path.rpartition("/")[2]
        page = await self.room.one_at_a_time(lambda: self.page("kendala.html.j2", here, sentence=sentence))
        self.set_status(409)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Content-Security-Policy", POLICY)
        self.finish(page)
        return None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """One sentence; what went wrong inside stands in the server's log."""
        known = {
            403: "Permintaan ini tidak datang dari Ruang Pelatih; buka lagi halamannya dari alamat awal.",
            404: "Halaman ini tidak ada.",
        }
        usual = "Ruang Pelatih tersandung; muat ulang halaman ini. Pekerjaanmu yang sudah disimpan aman."
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        sentence = known.get(status_code, usual)
        self.finish(environment().get_template("salah.html.j2").render(sentence=sentence))


class View(Handler):
    """One page: `show` gives its HTML, `do` does what a form asks for and says where to go then."""

    def show(self) -> str:
        """The page. Raises SinauError where there is nothing to show."""
        raise web.HTTPError(404)

    def do(self) -> str:
        """What the form asks for; the address to go to. Raises SinauError where it cannot be done."""
        raise web.HTTPError(405)

    def again(self, *sentences: str) -> str:
        """The address to go to after a problem: the page itself."""
        return self.address(self.request.path.rpartition("/")[2], kata=self.room.say(*sentences))

    @web.authenticated
    async def get(self) -> None:
        page = await self.made(self.show)
        if page is not None:
            self.finish(page)

    @web.authenticated
    async def post(self) -> None:
        self.redirect(await self.room.one_at_a_time(self._done), status=303)

    def _done(self) -> str:
        try:
            return self.do()
        except SinauError as problem:
            return self.again(str(problem))
        except OSError as problem:
            sentence = system_sentence(problem)
            if sentence is None:
                logging.getLogger(__name__).exception("a form could not be handled")
                raise
            return self.again(sentence)
