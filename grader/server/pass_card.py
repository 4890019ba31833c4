"""The cookie that lets a browser through to its own room, and to nobody else's.

All rooms share one origin, and what a room's server sends is what its learner wants it to: a page of theirs,
opened by somebody else, would act in that person's name. So the proxy asks every request to /user/CODE/ for a
card that the hub gives to CODE alone.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

#: The same card for a room and for the hub: one answer cannot set two cookies of one name.
NAME, AT_THE_HUB = "sinau-kamar", "sinau-masuk"


@dataclass(frozen=True)
class PassCards:
    """Makes and checks cards with the class's secret."""

    secret: str

    def make(self, code: str, mark: str, until: float) -> str:
        """A card for this person that counts until then (epoch seconds), or until a new PIN is made."""
        expires = str(int(until))
        return f"{expires}-{self._sign(code, mark, expires)}"

    def opens(self, card: str, code: str, mark: str, now: float) -> bool:
        """Whether this card opens the room of this person now."""
        expires, _, sign = card.partition("-")
        if not (expires.isascii() and expires.isdigit() and len(expires) < 15 and sign.isascii()):
            return False
        return hmac.compare_digest(sign, self._sign(code, mark, expires)) and now < int(expires)

    def _sign(self, code: str, mark: str, expires: str) -> str:
        told = f"kamar {code} {mark} {expires}"
        return hmac.new(self.secret.encode(), told.encode(), "sha256").hexdigest()
