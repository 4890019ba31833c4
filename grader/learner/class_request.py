"""One request to the class, over a unix socket or to an address."""

from __future__ import annotations

import http.client
import os
import socket
from urllib.parse import urlsplit

_SECONDS = 30


class _Socket(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__("kelas", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def send(to: str, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
    """Status and body of the answer; ``to`` is the path of a socket, or an address (http://…) to which the
    hub's token goes along. Raises OSError where there is no answer.
    """
    place = urlsplit(to)
    headers = {}
    connection: http.client.HTTPConnection = _Socket(place.path)
    if place.scheme:
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = kind(place.netloc, timeout=_SECONDS)
        headers["Authorization"] = f"token {os.environ['JUPYTERHUB_API_TOKEN']}"
        path = place.path.rstrip("/") + path
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
