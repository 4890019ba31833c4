"""Frames from the child are hostile: what is not ours is refused, the rest comes through unchanged."""

import contextlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox import protocol
from grader.sandbox.protocol import ProtocolError

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(st.text(), json_values, max_size=5))
def test_what_is_encoded_is_decoded_unchanged(message: dict[str, object]) -> None:
    frame = protocol.encode(message)
    (length,) = protocol.HEADER.unpack_from(frame)
    assert length == len(frame) - protocol.HEADER.size
    clean = json.loads(json.dumps(message).encode().decode())
    decoded = protocol.decode(frame[protocol.HEADER.size :])
    assert decoded == _without_surrogates(clean)


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value


@given(st.binary(max_size=300))
def test_noise_is_refused_or_an_object_but_never_another_error(body: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        assert isinstance(protocol.decode(body), dict)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"{",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 0.' + b"1" * 5000 + b"}",
        b'{"a": ' + b"[" * 41 + b"]" * 41 + b"}",
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a": ' + b'{"b":' * 5000 + b"1" + b"}" * 5000 + b"}",
        b'{"a": "\xff"}',
        b'{"a": 1} trailing',
    ],
    ids=lambda body: repr(body[:24]),
)
def test_malformed_bodies_are_refused(body: bytes) -> None:
    with pytest.raises(ProtocolError):
        protocol.decode(body)


def test_brackets_in_text_are_not_depth() -> None:
    text = '[{"\\' * 5000
    body = protocol.encode({"a": text})[protocol.HEADER.size :]
    assert protocol.decode(body) == {"a": text}


def test_lone_surrogates_cannot_reach_a_file() -> None:
    decoded = protocol.decode(b'{"a": "\\ud800x", "\\udfff": ["\\ud800"]}')
    json.dumps(decoded, ensure_ascii=False).encode("utf-8")
    assert decoded["a"] == "?x"


def test_nan_cannot_be_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        protocol.encode({"a": math.nan})


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stdout", "text": "a"},
        {
            "output_type": "display_data",
            "data": {"text/plain": "a", "application/x+json": {"a": [1]}},
            "metadata": {},
        },
        {"output_type": "execute_result", "data": {"text/html": "<b>"}, "metadata": {}, "execution_count": 3},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]},
    ],
    ids=lambda output: output["output_type"],
)
def test_valid_outputs_come_through(output: dict[str, object]) -> None:
    assert protocol.outputs([output | {"other": 1}]) == (output,)


@pytest.mark.parametrize(
    "output",
    [
        None,
        "stream",
        {"output_type": "update_display_data", "data": {}, "metadata": {}},
        {"output_type": "stream", "name": "stdin", "text": "a"},
        {"output_type": "stream", "name": "stdout", "text": ["a"]},
        {"output_type": "stream", "name": ["stdout"], "text": "a"},
        {"output_type": "display_data", "data": {"text/plain": 5}, "metadata": {}},
        {"output_type": "display_data", "data": {"plain": "a"}, "metadata": {}},
        {"output_type": "display_data", "data": [], "metadata": {}},
        {"output_type": "display_data", "data": {}, "metadata": None},
        {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": "1"},
        {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": True},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": "text"},
        {"output_type": "error", "ename": 1, "evalue": "v", "traceback": []},
    ],
    ids=repr,
)
def test_invalid_outputs_are_refused(output: object) -> None:
    with pytest.raises(ProtocolError):
        protocol.outputs([output])


def test_too_many_outputs_are_refused() -> None:
    one = {"output_type": "stream", "name": "stdout", "text": "a"}
    with pytest.raises(ProtocolError):
        protocol.outputs([one] * (protocol.MAX_OUTPUTS + 1))


@pytest.mark.parametrize("value", [True, None, "1", [1], 10**400])
def test_only_numbers_are_numbers(value: object) -> None:
    with pytest.raises(ProtocolError):
        protocol.number(value)


def test_a_frame_cannot_unfold_into_gigabytes() -> None:
    """Empty objects take two bytes in a frame and 64 in memory."""
    fill = b'{"value":[' + b",".join([b"{}"] * protocol.MAX_CONTAINERS) + b"]}"
    with pytest.raises(protocol.ProtocolError, match="too many"):
        protocol.decode(fill)
    printed = b'{"value":"' + b"{" * (2 * protocol.MAX_CONTAINERS + 1) + b'"}'
    assert len(protocol.decode(printed)["value"]) == 2 * protocol.MAX_CONTAINERS + 1
