"""Functions: called with visible and hidden arguments, their results held against the reference's."""

import ast
import contextlib
import copy
import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from grader.checks import messages
from grader.checks.kinds.base import Kind, Match, Observation
from grader.checks.kinds.scalar import is_number
from grader.checks.spec import FacetVerdict, Json


class Function(Kind):
    """One facet a call. ``contoh`` are the visible argument tuples, ``tersembunyi`` those only the grader
    calls with.

    An exception is a result like any other (its class counts). Arguments are deep copies; whether the
    function changed one is observed too. All calls must agree: an answer that only knows the examples earns
    nothing.
    """

    name = "function"
    types = frozenset({"function"})
    options = frozenset({"contoh", "tersembunyi", "toleransi", "toleransi_relatif"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        if not callable(value) or isinstance(value, type):
            return None
        from grader.checks.observe import describe

        calls = [_call(value, text, describe) for text in request.get("calls", ())]
        # Whether a forgotten "()" explains a wrong answer: a function without arguments is called once.
        bare = _call(value, "()", describe)["result"] if not calls else None
        return {"type": "function", "calls": calls, "bare": bare}

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        from grader.checks.kinds import kind_of

        frames = []
        for call in key["calls"]:
            kind = kind_of(call["result"])
            choice = {k: v for k, v in options.items() if k.startswith("toleransi")}
            frames.append({"kind": kind.name, "frame": kind.frame(call["result"], choice)} if kind else None)
        given = len(options.get("contoh", ())) + len(options.get("tersembunyi", ()))
        return {
            "calls": frames,
            "arguments": [call["arguments"] for call in key["calls"]],
            "others": given > len(key["calls"]),  # a released key leaves out the hidden calls
        }

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        from grader.checks.kinds import KINDS

        if seen["type"] != "function":
            return {}
        facets = {}
        for i, (call, form) in enumerate(zip(seen["calls"], frame["calls"], strict=False), 1):
            result = call["result"]
            if form is None or result["type"] not in KINDS[form["kind"]].types:
                text = f"{result['type']}: {result.get('ename', '')}"
            else:
                text = "\n".join(
                    f"{k}={v}" for k, v in sorted(KINDS[form["kind"]].canon(result, form["frame"]).items())
                )
            facets[f"panggilan {i}"] = f"{text}\nberubah: {bool(call.get('mutated'))}"
        # The tolerance fits the right results; wrong ones far below it are told apart by their size.
        return facets | {"besar": " ".join(_size(call["result"]) for call in seen["calls"])}

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        return {f: (text,) for f, text in self.canon(key, frame).items() if f != "besar"}

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if seen["type"] != "function":
            return [FacetVerdict(name, False) for name in expected]
        facets = super().judge(seen, frame, expected, match)
        calls = [*seen["calls"], *[{}] * len(facets)]
        first = next((f for f in facets if not f.ok), None)  # one call is enough to see what is wrong
        return [
            FacetVerdict(f.name, f.ok, _sentence(call) if f is first else "")
            for f, call in zip(facets, calls, strict=False)
        ]

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        from grader.checks.kinds import KINDS

        if seen["type"] != "function" or len(seen["calls"]) != len(frame["calls"]):
            return
        per_call = []
        for call, form in zip(seen["calls"], frame["calls"], strict=True):
            options = KINDS[form["kind"]].variants(call["result"], form["frame"]) if form else ()
            per_call.append({slip: call | {"result": result} for slip, result in options})
        for slip in per_call[0] if per_call else ():
            if all(slip in options for options in per_call):
                yield slip, seen | {"calls": [options[slip] for options in per_call]}

    def praise(self, frame: Json) -> str:
        return messages.RIGHT_SO_FAR if frame.get("others") else super().praise(frame)

    def show(self, seen: Observation) -> str:
        return "sebuah fungsi"


def _size(result: Observation) -> str:
    value = result.get("value")
    return f"{math.log10(abs(value)):.1f}" if is_number(value) and value else "-"


def _call(function: Callable[..., Any], text: str, describe: Callable[..., Observation]) -> Json:
    """Call with the literal arguments in ``text`` and tell what came back, was printed, was changed."""
    arguments = ast.literal_eval(text)
    arguments = arguments if isinstance(arguments, tuple) else (arguments,)
    given = copy.deepcopy(arguments)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            result = describe(function(*given), {})
    except Exception as error:
        result = {"type": "error", "ename": type(error).__name__[:60], "evalue": str(error)[:200]}
    return {
        "arguments": text,
        "result": result,
        "mutated": repr(given) != repr(arguments),
        "printed": bool(printed.getvalue().strip()),
    }


def _sentence(call: Mapping[str, Json]) -> str:
    if not call:
        return "Fungsi ini belum dicoba."
    result, called = call["result"], f"Saat dipanggil dengan {call['arguments']}"
    if result["type"] == "none":
        if call.get("printed"):
            return (
                f"{called}, fungsimu mencetak hasil tetapi tidak mengembalikannya; ganti print dengan return."
            )
        return f"{called}, fungsimu tidak mengembalikan apa-apa; mungkin lupa return."
    if result["type"] == "error" and "argument" in str(result.get("evalue")):
        return f"{called}, banyaknya masukan belum cocok; samakan dengan yang diminta di soal."
    if result["type"] == "error" and "operand type(s) for ^" in str(result.get("evalue")):
        return f"{called}, fungsimu berhenti: tanda ^ bukan pangkat di Python; pangkat ditulis **."
    if result["type"] == "error":
        return f"{called}, fungsimu berhenti karena {result['ename']}."
    if call.get("mutated"):
        return f"{called}, fungsimu mengubah data yang diberikan kepadanya; kerjakan pada salinannya."
    from grader.checks.kinds import kind_of

    kind = kind_of(result)
    return (
        f"{called}, hasilnya {kind.show(result)}; itu belum sesuai."
        if kind
        else f"{called}, hasilnya belum sesuai."
    )
