"""The addresses under /beranda of a Jupyter server; each asks for the server's token like any other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from grader.beranda.page import beranda_page, reading_page
from grader.beranda.state import beranda, choose_path, own_road
from grader.common.errors import SinauError
from grader.learner import class_server, raised_hand
from grader.learner.profile import introduce


class _Page(JupyterHandler):
    auth_resource = "contents"

    @property
    def workspace(self) -> Path:
        return Path(self.settings["server_root_dir"]).expanduser().resolve()

    def show(self, page: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(page)

    def form(self, name: str) -> str:
        return str(self.get_body_argument(name, ""))

    def put_hand(self) -> None:
        """Raise or lower the hand, as the form says."""
        raised_hand.put(self.workspace, self.form("tangan") == "naik")


class BerandaHandler(_Page):
    """The page itself; its two forms come back here."""

    @authenticated
    @authorized
    def get(self) -> None:
        self.answer("")

    @authenticated
    @authorized
    def post(self) -> None:
        try:
            if "jalur" in self.request.body_arguments:
                choose_path(self.workspace, self.form("jalur"))
            elif "tangan" in self.request.body_arguments:
                self.put_hand()
            else:
                introduce(self.workspace, self.form("nama"), self.form("kode"))
        except SinauError as problem:
            self.answer(str(problem))
        else:
            self.redirect(url_path_join(self.base_url, "beranda"), status=303)

    def answer(self, said: str) -> None:
        """The page, with a sentence on top where there is something to say."""
        token = self.xsrf_token.decode()
        self.show(beranda_page(beranda(self.workspace), self.base_url, token, said))


class RoadHandler(_Page):
    """The road for the bar: path and name of each page, in order."""

    @authenticated
    @authorized
    def get(self) -> None:
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps([{"path": s.path, "name": s.name} for s in own_road(self.workspace)]))


class HandHandler(_Page):
    """The raised hand for the bar: whether there is a class, and since when the hand is up."""

    @authenticated
    @authorized
    def get(self) -> None:
        self.tell("")

    @authenticated
    @authorized
    def post(self) -> None:
        said = ""
        try:
            self.put_hand()
        except SinauError as problem:
            said = str(problem)
        self.tell(said)

    def tell(self, said: str) -> None:
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        up = raised_hand.since(self.workspace)
        self.finish(json.dumps({"kelas": class_server.is_here(), "sejak": up, "kata": said}))


class ReadingHandler(_Page):
    """A page or table of the workspace to read: Markdown, and CSV however its columns are separated."""

    @authenticated
    @authorized
    def get(self, path: str) -> None:
        file = (self.workspace / path).resolve()
        hidden = any(part.startswith(".") for part in Path(path).parts)
        if hidden or not file.is_relative_to(self.workspace) or not file.is_file():
            raise HTTPError(404, f"Berkas {path} tidak ada.")
        page = reading_page(file, self.base_url)
        if page is None:
            self.redirect(url_path_join(self.base_url, "files", path))
        else:
            self.show(page)


@dataclass(frozen=True)
class _Route:
    address: str
    handler: type[_Page]


ROUTES = (
    _Route("beranda/?", BerandaHandler),
    _Route("beranda/jalan\\.json", RoadHandler),
    _Route("beranda/tangan\\.json", HandHandler),
    _Route("beranda/baca/(.+)", ReadingHandler),
)


def add_pages(web_app: Any) -> None:
    """Add the pages to a Jupyter server's web application."""
    base = web_app.settings["base_url"]
    web_app.add_handlers(".*$", [(url_path_join(base, route.address), route.handler) for route in ROUTES])
