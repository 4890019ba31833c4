"""How long somebody must wait who typed wrong PINs: pure arithmetic over counters that survive a restart.

Three counters: of one name from one device, of one device over all names, of one name over all devices.
The third must not lock the owner out while somebody else guesses: it does not hold for a device that has
signed in under that name before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from grader.common.layout import write_atomic

DAY = 86_400.0
MOST_ENTRIES = 5_000


@dataclass(frozen=True)
class Rule:
    """After `free` wrong PINs each one doubles the pause, from `first` up to `longest` seconds."""

    free: int
    first: float
    longest: float

    def pause(self, wrong: int) -> float:
        if wrong < self.free:
            return 0.0
        return float(min(self.first * 2.0 ** min(wrong - self.free, 40), self.longest))


PAIR = Rule(free=5, first=30, longest=3_600)
DEVICE = Rule(free=15, first=30, longest=3_600)
NAME = Rule(free=20, first=30, longest=600)


@dataclass
class Counter:
    """How many wrong PINs, and when the last one came (epoch seconds)."""

    wrong: int = 0
    last: float = 0.0


@dataclass
class Guesses:
    """All counters of a class; `known` are the pairs of name and device that have signed in.

    What is counted is a name with its present PIN: with a new one everything begins anew.
    """

    path: Path
    counters: dict[str, Counter] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Guesses:
        """The counters as last kept; none where the file is damaged."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            counters = {str(k): Counter(int(v[0]), float(v[1])) for k, v in kept["counters"].items()}
            return cls(path, counters, {str(k): float(v) for k, v in kept["known"].items()})
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return cls(path)

    def pause(self, code: str, device: str, now: float) -> float:
        """Seconds until the next PIN is looked at; 0 when it is at once."""
        waits = [self._left(f"{code} {device}", PAIR, now), self._left(f"* {device}", DEVICE, now)]
        if f"{code} {device}" not in self.known:
            waits.append(self._left(f"{code} *", NAME, now))
        return max(waits)

    def count(self, code: str, device: str, now: float) -> None:
        """One more guess, counted before it is looked at: many at once do not slip through together."""
        for key in self._keys(code, device):
            counter = self.counters.get(key)
            if counter is None or now - counter.last > DAY:
                counter = self.counters[key] = Counter()
            counter.wrong += 1
            counter.last = now
        self._keep(now)

    def forgive(self, code: str, device: str, now: float) -> None:
        """It was right: this device's counters for the name begin anew, what others typed stays."""
        self.counters.pop(f"{code} {device}", None)
        for key in (f"* {device}", f"{code} *"):
            if key in self.counters:
                self.counters[key].wrong = max(0, self.counters[key].wrong - 1)
        self.known[f"{code} {device}"] = now
        self._keep(now)

    def _left(self, key: str, rule: Rule, now: float) -> float:
        counter = self.counters.get(key, Counter())
        if now - counter.last > DAY:
            return 0.0
        return max(0.0, counter.last + rule.pause(counter.wrong) - now)

    @staticmethod
    def _keys(code: str, device: str) -> tuple[str, str, str]:
        return f"{code} {device}", f"* {device}", f"{code} *"

    def _keep(self, now: float) -> None:
        recent = sorted(self.counters.items(), key=lambda item: -item[1].last)[:MOST_ENTRIES]
        self.counters = {key: counter for key, counter in recent if now - counter.last <= DAY}
        newest = sorted(self.known.items(), key=lambda item: -item[1])[:MOST_ENTRIES]
        self.known = dict(newest)
        kept = {
            "counters": {key: [counter.wrong, counter.last] for key, counter in self.counters.items()},
            "known": self.known,
        }
        write_atomic(self.path, json.dumps(kept).encode())
        self.path.chmod(0o600)
