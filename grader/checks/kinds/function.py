"""Functions: called with visible and hidden arguments, their results held against the reference's."""

from __future__ import annotations

import ast
import builtins
import contextlib
import copy
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from grader.checks import messages
from grader.checks.kinds.base import Kind, Match
from grader.checks.kinds.scalar import is_number
from grader.checks.observation import (
    Call,
    FailedSeen,
    FunctionSeen,
    Observation,
    changed,
    is_failed,
    is_function,
    is_number_seen,
)
from grader.checks.recognise import recognise
from grader.checks.spec import FacetVerdict, Json


class Function(Kind):
    """One facet a call. `contoh` are the visible argument tuples, `tersembunyi` those only the grader
    calls with.

    An exception is a result like any other (its class counts). Arguments are deep copies; whether the
    function changed one is observed too. All calls must agree: an answer that only knows the examples earns
    nothing.
    """

    name = "function"
    types = frozenset({"function"})
    wanted, noun = "sebuah fungsi", "fungsi"
    equivalents = ("(lambda f: lambda *a, **k: f(*a, **k))({0})",)
    options = frozenset({"contoh", "tersembunyi", "toleransi", "toleransi_relatif"})

    def __init__(self, kinds: Iterable[Kind]) -> None:
        """`kinds` judge what a function gives back; one that gives a function is judged by this."""
        self._kinds = {kind.name: kind for kind in (*kinds, self)}

    def recognise(self, value: object, request: Mapping[str, Json]) -> FunctionSeen | None:
        if not callable(value) or isinstance(value, type):
            return None
        calls = [self._call(value, text) for text in request.get("calls", ())]
        # Whether a forgotten "()" explains a wrong answer: a function without arguments is called once.
        bare = self._call(value, "()")["result"] if not calls else None
        return {"type": "function", "calls": calls, "bare": bare}

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        assert is_function(key)
        frames = []
        for call in key["calls"]:
            kind = self._kind_of(call["result"])
            choice = {k: v for k, v in options.items() if k.startswith("toleransi")}
            frames.append({"kind": kind.name, "frame": kind.frame(call["result"], choice)} if kind else None)
        given = len(options.get("contoh", ())) + len(options.get("tersembunyi", ()))
        return {
            "calls": frames,
            "arguments": [call["arguments"] for call in key["calls"]],
            "shown": len(options.get("contoh", ())),  # a hidden call's arguments are told to nobody
            "others": given > len(key["calls"]),  # a released key leaves out the hidden calls
        }

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        if not is_function(seen):
            return {}
        facets = {}
        for i, (call, form) in enumerate(zip(seen["calls"], frame["calls"], strict=False), 1):
            result = call["result"]
            if form is None or result["type"] not in self._kinds[form["kind"]].types:
                text = f"{result['type']}: {result.get('ename', '') if is_failed(result) else ''}"
            else:
                text = "\n".join(
                    f"{k}={v}"
                    for k, v in sorted(self._kinds[form["kind"]].canon(result, form["frame"]).items())
                )
            facets[f"panggilan {i}"] = f"{text}\nberubah: {bool(call.get('mutated'))}"
        # The tolerance fits the right results; wrong ones far below it are told apart by their size.
        return facets | {"besar": " ".join(_size(call["result"]) for call in seen["calls"])}

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        return {f: (text,) for f, text in self.canon(key, frame).items() if f != "besar"}

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if not is_function(seen):
            return [FacetVerdict(name, False) for name in expected]
        facets = super().judge(seen, frame, expected, match)
        calls = [*seen["calls"], *[None] * len(facets)]
        first = next((f for f in facets if not f.ok), None)  # one call is enough to see what is wrong
        shown = frame.get("shown", len(facets))
        return [
            FacetVerdict(f.name, f.ok, self._sentence(call, number < shown) if f is first else "")
            for number, (f, call) in enumerate(zip(facets, calls, strict=False))
        ]

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if not is_function(seen) or len(seen["calls"]) != len(frame["calls"]):
            return
        per_call = []
        for call, form in zip(seen["calls"], frame["calls"], strict=True):
            options = self._kinds[form["kind"]].variants(call["result"], form["frame"]) if form else ()
            per_call.append({slip: {**call, "result": result} for slip, result in options})
        for slip in per_call[0] if per_call else ():
            if all(slip in options for options in per_call):
                yield slip, changed(seen, calls=[options[slip] for options in per_call])

    def fault(self, key: Observation) -> str | None:
        tried = is_function(key) and key["calls"]
        return None if tried else "fungsi butuh contoh=[(argumen, ...), ...] supaya bisa dicoba"

    def praise(self, frame: Json) -> str:
        return messages.RIGHT_SO_FAR if frame.get("others") else super().praise(frame)

    def show(self, seen: Observation) -> str:
        return "sebuah fungsi"

    def _kind_of(self, result: Observation) -> Kind | None:
        return next((kind for kind in self._kinds.values() if kind.claims(result, {})), None)

    def _call(self, function: Callable[..., Any], text: str) -> Call:
        """Call with the literal arguments in `text` and tell what came back, was printed, was changed."""
        arguments = ast.literal_eval(text)
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        given = copy.deepcopy(arguments)
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                result = recognise(function(*given), {}, self._kinds.values())
        except Exception as error:
            result = _failed(error)
        return {
            "arguments": text,
            "result": result,
            "mutated": repr(given) != repr(arguments),
            "printed": bool(printed.getvalue().strip()),
        }

    def _sentence(self, call: Call | None, shown: bool) -> str:
        if call is None:
            return "Fungsi ini belum dicoba."
        result, called = call["result"], f"Saat dipanggil dengan {call['arguments']}"
        if not shown:
            called = "Saat dipanggil dengan masukan lain daripada contohnya"
        if result["type"] == "none" and call.get("printed"):
            return (
                f"{called}, fungsimu mencetak hasil tetapi tidak mengembalikannya; ganti print dengan return."
            )
        if result["type"] == "none":
            return f"{called}, fungsimu tidak mengembalikan apa-apa; mungkin lupa return."
        if is_failed(result):
            return f"{called}, {_failure(result) if shown else _failure_unseen(result)}"
        if call.get("mutated"):
            return f"{called}, fungsimu mengubah data yang diberikan kepadanya; kerjakan pada salinannya."
        kind = self._kind_of(result) if shown else None
        came = f"hasilnya {kind.show(result)}; itu" if kind else "hasilnya"
        return f"{called}, {came} belum sesuai."


def _failed(error: Exception) -> FailedSeen:
    return {"type": "error", "ename": type(error).__name__[:60], "evalue": str(error)[:200]}


def _failure(result: FailedSeen) -> str:
    said = str(result.get("evalue"))
    if re.search(r"\b(?:takes|missing)\b.*\bargument|unexpected keyword argument", said):
        return "banyaknya masukan belum cocok; samakan dengan yang diminta di soal."
    if "operand type(s) for ^" in said:
        return "fungsimu berhenti: tanda ^ bukan pangkat di Python; pangkat ditulis **."
    if result.get("ename") == "NameError" and (name := re.search(r"'(\w+)'", said)):
        return f"fungsimu berhenti: Python belum mengenal nama `{name[1]}` di dalamnya."
    return f"fungsimu berhenti karena {result['ename']}."


def _failure_unseen(result: FailedSeen) -> str:
    """The same without a word that the function could have made of what it got."""
    name = result["ename"] if hasattr(builtins, result["ename"]) else "galat"
    return f"fungsimu berhenti karena {name}."


def _size(result: Observation) -> str:
    value = result["value"] if is_number_seen(result) else None
    return f"{math.log10(abs(value)):.1f}" if value is not None and is_number(value) and value else "-"
