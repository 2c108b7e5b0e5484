"""The outside end of the pipes: values become bytes, and bytes from inside are not believed.

A frame is a magic of 4 bytes, the run's nonce of 16, a length of 4 (little endian) and a body. The
length is bounded before anything is read, and whatever else is odd is a ProtocolError.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from grader.sandbox.job import (
    Call,
    Failure,
    Job,
    Loaded,
    Name,
    NameKind,
    NoArray,
    Odd,
    Output,
    Reply,
)
from grader.sandbox.values import DTYPES, Value, encode

HEAD = struct.Struct("<4s16sI")
JOB, CALL, LOADED, REPLY = b"BMJ1", b"BMC1", b"BML1", b"BMR1"
MOST_AXES = 8
LONGEST_MESSAGE = 500

_ODDS = (None, *Odd)
_KINDS = tuple(NameKind)
_FAILURE_BYTES = 2000
_ITEM_BYTES = 200


class ProtocolError(Exception):
    """What came from inside is no answer to what was asked."""


# ---- outwards in ---------------------------------------------------------------------------------


def frame(magic: bytes, nonce: bytes, body: bytes) -> bytes:
    return HEAD.pack(magic, nonce, len(body)) + body


def job_body(job: Job) -> bytes:
    told: dict[str, Value] = {
        "main": job.main,
        "names": list(job.names),
        "array_bytes": job.limits.array_kib * 1024,
    }
    return encode({**told, "files": dict(job.files)})


# ---- inwards out ---------------------------------------------------------------------------------


def most_loaded(job: Job) -> int:
    """The largest body that loading can be answered with."""
    return _FAILURE_BYTES + 8 * len(job.names)


def most_reply(job: Job, call: Call) -> int:
    """The largest body that this call can be answered with."""
    items = len(call.outputs) + len(call.echo)
    return _FAILURE_BYTES + items * (job.limits.array_kib * 1024 + _ITEM_BYTES)


def body_length(head: bytes, magic: bytes, nonce: bytes, most: int) -> int:
    """How long the body is that follows this head; raises ProtocolError."""
    found, theirs, length = HEAD.unpack(head)
    if found != magic or theirs != nonce or length > most:
        raise ProtocolError("the head of a frame is not what is expected")
    return int(length)


def read_loaded(body: bytes, names: Sequence[str]) -> Loaded:
    """Raises ProtocolError."""
    reader = _Reader(body)
    failure = reader.failure()
    found = {name: reader.name() for name in names}
    reader.end()
    return Loaded(failure, found)


def read_reply(body: bytes, call: Call) -> Reply:
    """Raises ProtocolError."""
    return call.seen.get(body) or call.seen.keep(body, _read_reply(body, call))


def _read_reply(body: bytes, call: Call) -> Reply:
    reader = _Reader(body)
    failure = reader.failure()
    if failure is not None:
        reader.end()
        return Reply({}, {}, failure, body=body)
    outputs = {name: reader.output() for name in call.outputs}
    echoes = {name: reader.output() for name in call.echo}
    reader.end()
    return Reply(outputs, echoes, body=body)


class _Reader:
    """Takes a body apart; never reads past its end."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.at = 0

    def take(self, count: int) -> bytes:
        if count > len(self.body) - self.at:
            raise ProtocolError("a frame ends too early")
        self.at += count
        return self.body[self.at - count : self.at]

    def unpack(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.take(struct.calcsize(form)))

    def text(self) -> str:
        (length,) = self.unpack("<H")
        return cleaned(self.take(length).decode("utf-8", "replace"))

    def failure(self) -> Failure | None:
        (there,) = self.unpack("<B")
        if not there:
            return None
        kind, message, file = self.text(), self.text(), self.text()
        (line,) = self.unpack("<I")
        return Failure(kind[:100], message[:LONGEST_MESSAGE], file, line)

    def name(self) -> Name:
        kind, least, most = self.unpack("<Bhh")
        if kind >= len(_KINDS):
            raise ProtocolError("a name of no known kind")
        return Name(_KINDS[kind], least, most)

    def output(self) -> Output:
        (odd,) = self.unpack("<B")
        if odd >= len(_ODDS):
            raise ProtocolError("an output of no known kind")
        if found := _ODDS[odd]:
            return NoArray(found, self.text()[:100])
        code, axes = self.unpack("<BB")
        if code >= len(DTYPES) or axes > MOST_AXES:
            raise ProtocolError("an array of no known form")
        shape = self.unpack(f"<{axes}I")
        dtype = DTYPES[code]
        data = self.take(prod(shape) * dtype.itemsize)  # a Python int: it cannot overflow
        try:
            return np.frombuffer(data, dtype).reshape(shape)
        except ValueError:  # beside a 0 there may be axes that overflow
            raise ProtocolError("an array of no possible shape") from None

    def end(self) -> None:
        if self.at != len(self.body):
            raise ProtocolError("a frame has bytes too many")


def cleaned(text: str) -> str:
    """Without the characters that steer terminals or turn text around; line breaks stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
