"""Frames between the grader and the child: four bytes of length, then JSON.

Whatever the child sends is hostile. It is read with a limit on its size, parsed strictly (no NaN, no deep
nesting, no endless integers, no lone surrogates) and rebuilt field by field: nothing else gets through.
"""

from __future__ import annotations

import json
import re
import struct
from typing import Any

from grader.sandbox.job import Json

MAX_DEPTH = 40
#: Lists and objects in one frame. Each takes up to a hundred times its bytes once it is read.
MAX_CONTAINERS = 300_000
MAX_DIGITS = 400
MAX_OUTPUTS = 5000
HEADER = struct.Struct(">I")
_STREAMS = ("stdout", "stderr")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")


class ProtocolError(Exception):
    """The child sent something that is no frame of ours."""


def encode(message: Json) -> bytes:
    """One frame. Lone surrogates become "?"; NaN and infinity raise ValueError."""
    body = _write(message).encode("utf-8", "replace")
    return HEADER.pack(len(body)) + body


def decode(body: bytes) -> dict[str, Json]:
    """The JSON object in a frame's body; ProtocolError for anything else."""
    _check_depth(body)
    try:
        message = _read(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not JSON: {error}") from None
    if not isinstance(message, dict):
        raise ProtocolError("not an object")
    if b"\\u" in body:
        scrubbed: dict[str, Json] = _scrub(message)
        return scrubbed
    return message


def _check_depth(body: bytes) -> None:
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return
    # Without the strings only brackets are left; each round takes the innermost pairs away.
    brackets = _STRING.sub(b"", body).translate(None, delete=_NOT_BRACKETS)
    if len(brackets) > 2 * MAX_CONTAINERS:
        raise ProtocolError("too many lists and objects")
    for _ in range(MAX_DEPTH):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if not brackets:
            return
    raise ProtocolError("nested too deep")


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("integer too long")
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > MAX_DIGITS:
        raise ValueError("number too long")
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("number too large")
    return value


#: Made once, and as they are now, whatever a learner makes of `json`.
_write = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_read = json.JSONDecoder(parse_constant=_refuse, parse_int=_int, parse_float=_float).decode


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_scrub(item) for item in value]
    if isinstance(value, dict):
        return {_scrub(key): _scrub(item) for key, item in value.items()}
    return value


def text(value: Json) -> str:
    if not isinstance(value, str):
        raise ProtocolError("text expected")
    return value


def number(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ProtocolError("number expected")
    try:
        return float(value)
    except OverflowError:
        raise ProtocolError("number too large") from None


def text_list(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_OUTPUTS:
        raise ProtocolError("list of text expected")
    return tuple(text(item) for item in value)


def outputs(value: Json) -> tuple[dict[str, Json], ...]:
    """Valid nbformat 4 outputs made from `value`; ProtocolError when it is not a list of such."""
    if not isinstance(value, list) or len(value) > MAX_OUTPUTS:
        raise ProtocolError("list of outputs expected")
    return tuple(_output(item) for item in value)


def _output(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ProtocolError("output expected")
    kind = value.get("output_type")
    if kind == "stream":
        if value.get("name") not in _STREAMS:
            raise ProtocolError("stream without a name")
        return {"output_type": "stream", "name": value["name"], "text": text(value.get("text"))}
    if kind == "error":
        return {
            "output_type": "error",
            "ename": text(value.get("ename")),
            "evalue": text(value.get("evalue")),
            "traceback": list(text_list(value.get("traceback"))),
        }
    if kind in ("display_data", "execute_result"):
        made: dict[str, Json] = {
            "output_type": kind,
            "data": _mime_bundle(value.get("data")),
            "metadata": _object(value.get("metadata")),
        }
        if kind == "execute_result":
            count = value.get("execution_count")
            if isinstance(count, bool) or not (
                count is None or (isinstance(count, int) and 0 <= count < 10**9)
            ):
                raise ProtocolError("execution count expected")
            made["execution_count"] = count
        return made
    raise ProtocolError("unknown output")


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ProtocolError("object expected")
    return value


def _mime_bundle(value: Json) -> dict[str, Json]:
    bundle = _object(value)
    for mime, data in bundle.items():
        if "/" not in mime or len(mime) > 200:
            raise ProtocolError("not a media type")
        if not isinstance(data, str) and not (mime == "application/json" or mime.endswith("+json")):
            raise ProtocolError("media data must be text")
    return bundle
