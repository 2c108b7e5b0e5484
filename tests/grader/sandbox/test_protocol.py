"""The outside end of the pipes: bytes from inside are believed at no bound and beyond none."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox.job import Call, Failure, Job, Limits, Name, NameKind, NoArray, Odd, Reply
from grader.sandbox.protocol import (
    HEAD,
    LONGEST_MESSAGE,
    MOST_AXES,
    REPLY,
    ProtocolError,
    body_length,
    cleaned,
    frame,
    most_loaded,
    most_reply,
    read_loaded,
    read_reply,
)

NONCE = bytes(range(16))
NO_FAILURE = b"\0"
DOUBLE = 0  # the code of float64


def call(*outputs: str, echo: tuple[str, ...] = ()) -> Call:
    return Call("", {}, outputs or ("out",), echo)


def text(words: bytes) -> bytes:
    return struct.pack("<H", len(words)) + words


def array(*shape: int, data: bytes | None = None, code: int = DOUBLE) -> bytes:
    data = bytes(8 * int(np.prod(shape))) if data is None else data
    return struct.pack(f"<BBB{len(shape)}I", 0, code, len(shape), *shape) + data


def read(body: bytes, *outputs: str) -> Reply:
    return read_reply(body, call(*outputs))


# ---- the head of a frame -------------------------------------------------------------------------


@pytest.mark.parametrize("length", [0, 1, 99, 100])
def test_a_length_up_to_the_bound_is_taken(length: int) -> None:
    head = HEAD.pack(REPLY, NONCE, length)
    assert body_length(head, REPLY, NONCE, 100) == length


@pytest.mark.parametrize("length", [101, 2**31, 2**32 - 1])
def test_a_length_beyond_the_bound_is_refused_before_anything_is_read(length: int) -> None:
    with pytest.raises(ProtocolError, match="head of a frame"):
        body_length(HEAD.pack(REPLY, NONCE, length), REPLY, NONCE, 100)


@pytest.mark.parametrize("place", range(20))
def test_another_magic_or_nonce_is_refused_in_every_byte(place: int) -> None:
    head = bytearray(HEAD.pack(REPLY, NONCE, 5))
    head[place] ^= 1
    with pytest.raises(ProtocolError):
        body_length(bytes(head), REPLY, NONCE, 100)


def test_a_frame_is_its_head_and_its_body() -> None:
    made = frame(REPLY, NONCE, b"body")
    assert body_length(made[: HEAD.size], REPLY, NONCE, 4) == 4
    assert made[HEAD.size :] == b"body"


@pytest.mark.parametrize("names", [0, 1, 50])
def test_the_longest_answer_to_loading_fits_its_bound(names: int) -> None:
    longest = b"\1" + text(b"t" * 100) + text(b"m" * 1000) + text(b"f" * 200) + bytes(4)
    longest += struct.pack("<Bhh", 1, 999, 999) * names
    job = Job({}, "", [], names=tuple(map(str, range(names))))
    assert len(longest) <= most_loaded(job)


@pytest.mark.parametrize("echo", [(), ("x", "w")])
def test_the_longest_answer_to_a_call_fits_its_bound(echo: tuple[str, ...]) -> None:
    job = Job({}, "", [], limits=Limits(array_kib=1))
    asked = call("a", "b", echo=echo)
    full = array(*(1,) * 7, 128)
    assert len(NO_FAILURE + full * (2 + len(echo))) <= most_reply(job, asked)
    odd = b"\1" + text(b"t" * 100)
    assert len(NO_FAILURE + odd * (2 + len(echo))) <= most_reply(job, asked)


# ---- answers to a call ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "numbers"),
    [((), [1.5]), ((2,), [1, 2]), ((1, 2), [1, 2]), ((0, 3), []), ((2, 0), [])],
)
def test_an_array_comes_with_its_shape(shape: tuple[int, ...], numbers: list[float]) -> None:
    got = read(NO_FAILURE + array(*shape, data=np.array(numbers, float).tobytes())).outputs["out"]
    assert isinstance(got, np.ndarray)
    assert (got.shape, got.ravel().tolist()) == (shape, numbers)


@pytest.mark.parametrize("surplus", [b"\0", b"\0" * 100, NO_FAILURE + array(1)])
def test_a_byte_too_many_is_refused(surplus: bytes) -> None:
    body = NO_FAILURE + array(2)
    assert read(body).outputs
    with pytest.raises(ProtocolError, match="bytes too many"):
        read(body + surplus)


def test_a_body_that_was_cut_anywhere_is_refused() -> None:
    body = NO_FAILURE + array(2, 1) + b"\2" + text(b"dict")
    assert read(body, "a", "b").outputs
    for length in range(len(body)):
        with pytest.raises(ProtocolError, match="too early"):
            read(body[:length], "a", "b")


def test_a_failure_that_was_cut_anywhere_is_refused() -> None:
    body = b"\1" + text(b"ValueError") + text(b"no") + text(b"p.py") + struct.pack("<I", 7)
    assert read(body).failure == Failure("ValueError", "no", "p.py", 7)
    for length in range(1, len(body)):
        with pytest.raises(ProtocolError, match="too early"):
            read(body[:length])


@pytest.mark.parametrize(
    ("axes", "fits"), [(MOST_AXES, True), (MOST_AXES + 1, False), (255, False)]
)
def test_an_array_has_at_most_eight_axes(axes: int, fits: bool) -> None:
    body = NO_FAILURE + array(*(1,) * axes)
    if fits:
        assert np.shape(np.asarray(read(body).outputs["out"])) == (1,) * axes
    else:
        with pytest.raises(ProtocolError, match="no known form"):
            read(body)


@pytest.mark.parametrize(("code", "fits"), [(4, True), (5, False), (255, False)])
def test_an_array_has_a_known_dtype(code: int, fits: bool) -> None:
    body = NO_FAILURE + array(1, data=bytes(2), code=code)
    if fits:
        assert str(np.asarray(read(body).outputs["out"]).dtype) == "float16"
    else:
        with pytest.raises(ProtocolError, match="no known form"):
            read(body)


@pytest.mark.parametrize(
    "shape", [(2**32 - 1,), (2**16, 2**16), (2**32 - 1,) * 8, (2**31, 2**31, 2), (2**32 - 1, 0, 1)]
)
def test_a_product_of_dimensions_cannot_overflow(shape: tuple[int, ...]) -> None:
    body = NO_FAILURE + array(*shape, data=bytes(8))
    with pytest.raises(ProtocolError):
        read(body)


def test_a_shape_without_entries_that_no_array_can_have_is_refused() -> None:
    with pytest.raises(ProtocolError):
        read(NO_FAILURE + array(*(2**32 - 1,) * 7, 0, data=b""))


@pytest.mark.parametrize("number", range(1, 7))
def test_every_oddity_has_its_number(number: int) -> None:
    got = read(NO_FAILURE + bytes([number]) + text(b"dict")).outputs["out"]
    assert got == NoArray(list(Odd)[number - 1], "dict")


@pytest.mark.parametrize("number", [7, 100, 255])
def test_an_oddity_of_no_known_number_is_refused(number: int) -> None:
    with pytest.raises(ProtocolError, match="no known kind"):
        read(NO_FAILURE + bytes([number]) + text(b"dict"))


def test_echoes_come_after_the_outputs() -> None:
    body = NO_FAILURE + array(data=np.float64(1).tobytes()) + array(data=np.float64(2).tobytes())
    got = read_reply(body, call("out", echo=("x",)))
    assert (float(np.asarray(got.outputs["out"])), float(np.asarray(got.echoes["x"]))) == (1, 2)


def test_the_same_bytes_are_read_once() -> None:
    asked, body = call(), NO_FAILURE + array(2)
    assert read_reply(body, asked) is read_reply(bytes(bytearray(body)), asked)


# ---- answers to loading --------------------------------------------------------------------------


def test_names_come_in_the_order_in_which_they_were_asked_for() -> None:
    body = NO_FAILURE + struct.pack("<Bhh", 1, 2, 3) + struct.pack("<Bhh", 0, -1, -1)
    assert read_loaded(body, ("f", "g")).names == {
        "f": Name(NameKind.FUNCTION, 2, 3),
        "g": Name(NameKind.MISSING),
    }
    for wrong in (body[:-1], body + b"\0"):
        with pytest.raises(ProtocolError):
            read_loaded(wrong, ("f", "g"))


@pytest.mark.parametrize(("kind", "fits"), [(3, True), (4, False), (255, False)])
def test_a_name_is_of_a_known_kind(kind: int, fits: bool) -> None:
    body = NO_FAILURE + struct.pack("<Bhh", kind, -1, -1)
    if fits:
        assert read_loaded(body, ("f",)).names["f"].kind is NameKind.VALUE
    else:
        with pytest.raises(ProtocolError):
            read_loaded(body, ("f",))


# ---- texts ---------------------------------------------------------------------------------------


def failure(kind: bytes = b"E", message: bytes = b"m", file: bytes = b"f") -> Failure:
    found = read(b"\1" + text(kind) + text(message) + text(file) + bytes(4)).failure
    assert found is not None
    return found


@pytest.mark.parametrize("length", [LONGEST_MESSAGE, LONGEST_MESSAGE + 1, 65535])
def test_a_message_is_cut(length: int) -> None:
    assert failure(message=b"m" * length).message == "m" * LONGEST_MESSAGE
    assert failure(kind=b"K" * length).type == "K" * 100


@pytest.mark.parametrize(
    "char", ["\x1b", "\x00", "\x07", "\r", "\u202e", "\u200b", "\ufeff", "\u2028", "\x9b", "\ud800"]
)
def test_characters_that_steer_or_hide_do_not_come_out(char: str) -> None:
    said = failure(message=f"a{char}b".encode("utf-8", "surrogatepass")).message
    assert char not in said
    assert said[0] + said[-1] == "ab"
    assert "\ufffd" in said


def test_ordinary_text_is_left_as_it_is() -> None:
    ordinary = "Größe 数 \t\n∂L/∂o é"
    assert cleaned(ordinary) == ordinary


# ---- anything at all -----------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3))
def test_no_bytes_raise_anything_else_or_give_more_than_was_asked(body: bytes, items: int) -> None:
    names: Any = tuple(f"o{i}" for i in range(items))
    for reader in (lambda: read_reply(body, Call("", {}, names)), lambda: read_loaded(body, names)):
        try:
            found = reader()
        except ProtocolError:
            continue
        if isinstance(found, Reply) and found.failure is None:
            assert tuple(found.outputs) == names
