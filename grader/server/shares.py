"""What one room, or one device, may have of a server at once, so that the class goes on beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest


@dataclass
class Shares:
    """Counts what each owner has, of which one may have `most` and all together `most_together`."""

    most: int
    most_together: int
    taken: Counter[str] = field(default_factory=Counter)

    def take(self, owner: str, amount: int = 1) -> bool:
        """Give the owner so much more; False where that is more than their share."""
        together = self.taken.total() + amount
        if self.taken[owner] + amount > self.most or together > self.most_together:
            return False
        self.taken[owner] += amount
        return True

    def give_back(self, owner: str, amount: int = 1) -> None:
        """The owner has so much less."""
        self.taken[owner] -= amount
        if self.taken[owner] <= 0:
            del self.taken[owner]


class Bodies:
    """Bounds what requests bring with them: it is in memory from its first byte until it was answered."""

    def __init__(self, shares: Shares, most: int) -> None:
        self._shares, self._most = shares, most

    def reserve(self, request: HTTPServerRequest, owner: str, otherwise: int) -> None:
        """Let a request's body come, whose head is there; beyond the owner's share only `otherwise` bytes."""
        announced = request.headers.get("Content-Length", "")
        size = int(announced) if announced.isascii() and announced.isdigit() else self._most
        fits = size <= otherwise or (size <= self._most and self._shares.take(owner, size))
        connection: Any = request.connection
        connection.set_max_body_size(max(size, otherwise) if fits else otherwise)
        if size > otherwise and fits:
            vars(request)["give_back"] = lambda: self._shares.give_back(owner, size)

    @staticmethod
    def release(request: HTTPServerRequest) -> None:
        """The request was answered, or its sender has gone; said twice it counts once."""
        give_back: Callable[[], None] | None = vars(request).pop("give_back", None)
        if give_back is not None:
            give_back()


class Watched(HTTPMessageDelegate):
    """Gives back what was reserved for a body that does not come to its end."""

    def __init__(self, inner: HTTPMessageDelegate, request: HTTPServerRequest) -> None:
        self._inner, self._request, self._whole = inner, request, False

    def headers_received(self, start_line: Any, headers: Any) -> Awaitable[None] | None:
        return self._inner.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        return self._inner.data_received(chunk)

    def finish(self) -> None:
        self._whole = True
        self._inner.finish()

    def on_connection_close(self) -> None:
        if not self._whole:
            Bodies.release(self._request)
        self._inner.on_connection_close()
