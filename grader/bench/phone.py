"""A learner's phone as the class server sees it: signs in, opens the lab, runs cells. Loopback only."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Phone:
    """One browser with its own cookies. Use it as `async with Phone(url, code) as phone`."""

    url: str  # of the class, ends with /
    code: str
    _session: aiohttp.ClientSession = field(init=False)
    _socket: aiohttp.ClientWebSocketResponse | None = field(init=False, default=None)
    _kernel: str = field(init=False, default="")

    async def __aenter__(self) -> Phone:
        if urlsplit(self.url).hostname not in LOOPBACK:
            raise ValueError("only a server of this very computer is asked")
        jar = aiohttp.CookieJar(unsafe=True)
        self._session = aiohttp.ClientSession(
            cookie_jar=jar,
            timeout=aiohttp.ClientTimeout(total=120),
            connector=aiohttp.TCPConnector(ssl=False),  # a class's certificate is its own
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket is not None:
            await self._socket.close()
        await self._session.close()

    @property
    def home(self) -> str:
        return f"{self.url}user/{self.code}/"

    async def get(self, path: str, **given: Any) -> tuple[int, str, str]:
        """Status, last address and text of a page below the class's address."""
        async with self._session.get(self.url + path.lstrip("/"), **given) as answer:
            return answer.status, str(answer.url), await answer.text("utf-8", "replace")

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, str]:
        """Status and text of a call of the room's API, made as JupyterLab makes it."""
        headers = {"X-XSRFToken": self._xsrf()}
        async with self._session.request(method, self.home + path, json=body, headers=headers) as answer:
            return answer.status, await answer.text()

    def _xsrf(self) -> str:
        cookies = self._session.cookie_jar.filter_cookies(URL(self.home))
        return cookies["_xsrf"].value if "_xsrf" in cookies else ""

    async def sign_in(self, pin: str, username_field: str = "pin") -> tuple[int, str, str]:
        """Send the form of the page for signing in; what came of it after all redirections."""
        _, _, page = await self.get("hub/login")
        found = re.search(r'name="_xsrf"\s+value="([^"]*)"', page)
        form = {"_xsrf": found[1] if found else "", "username": self.code, username_field: pin}
        async with self._session.post(f"{self.url}hub/login", data=form) as answer:
            return answer.status, str(answer.url), await answer.text("utf-8", "replace")

    async def open_lab(self, patience: float = 100) -> str:
        """Wait until the lab's page is there, as the waiting page does it; its text."""
        limit = asyncio.get_running_loop().time() + patience
        path = f"user/{self.code}/lab"
        while True:
            status, address, page = await self.get(path)
            if status == 200 and f"/user/{self.code}/lab" in address and "jupyter-config-data" in page:
                return page
            if asyncio.get_running_loop().time() > limit:
                raise TimeoutError(f"{address}: {status}")
            # A page that waits says when to look again, and where.
            again = re.search(r'http-equiv="refresh" content="(\d+)(?:;url=([^"]+))?"', page)
            path = again[2].replace("&amp;", "&") if again and again[2] else f"user/{self.code}/lab"
            await asyncio.sleep(float(again[1]) if again else 0.5)

    async def start_kernel(self, notebook: str) -> None:
        """Open a notebook's session and its websocket."""
        name = notebook.rpartition("/")[2]  # Jupyter puts it behind the folder, and tells it to the kernel
        body = {"path": notebook, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
        status, text = await self.ask("POST", "api/sessions", body)
        if status != 201:
            raise RuntimeError(f"no session: {status} {text[:300]}")
        self._kernel = json.loads(text)["kernel"]["id"]
        address = f"{self.home}api/kernels/{self._kernel}/channels?session_id={uuid.uuid4().hex}"
        self._socket = await self._session.ws_connect(address, max_msg_size=0)

    async def run(self, source: str, patience: float = 60) -> str:
        """Run a cell; the text of all that it shows, errors included."""
        assert self._socket is not None
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": "", "session": "s"}
        header |= {"version": "5.3", "date": "2026-01-01T00:00:00Z"}
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        await self._socket.send_json({**message, "channel": "shell", "buffers": []})
        shown: list[str] = []
        done = {"reply": False, "idle": False}
        async with asyncio.timeout(patience):
            while not all(done.values()):
                got = await self._socket.receive_json()
                if got.get("parent_header", {}).get("msg_id") != header["msg_id"]:
                    continue
                done["reply"] |= got["msg_type"] == "execute_reply"
                done["idle"] |= got["msg_type"] == "status" and got["content"]["execution_state"] == "idle"
                shown += _text_of(got)
        return "".join(shown)

    async def read_file(self, path: str) -> dict[str, Any]:
        """A file of the home, as the contents API gives it."""
        status, text = await self.ask("GET", f"api/contents/{path}")
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        found: dict[str, Any] = json.loads(text)
        return found

    async def save(self, path: str, notebook: object) -> None:
        """Save a notebook."""
        status, text = await self.ask(
            "PUT", f"api/contents/{path}", {"type": "notebook", "format": "json", "content": notebook}
        )
        if status not in (200, 201):
            raise RuntimeError(f"not saved: {status} {text[:300]}")


def _text_of(message: dict[str, Any]) -> list[str]:
    content = message["content"]
    if message["msg_type"] == "stream":
        return [str(content["text"])]
    if message["msg_type"] in ("execute_result", "display_data"):
        return [str(content["data"].get("text/plain", ""))]
    if message["msg_type"] == "error":
        return [f"{content['ename']}: {content['evalue']}"]
    return []
