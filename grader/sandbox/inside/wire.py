"""The inside end of the pipes: frames with a nonce, values in, arrays out.

A frame is a magic of 4 bytes, the run's nonce of 16, a length of 4 (little endian) and a body.
"""

import os
import struct
import sys

import numpy as np

HEAD = struct.Struct("<4s16sI")
LARGEST = 64 * 2**20
AT_ONCE = 1 << 16

DTYPES = (np.float64, np.float32, np.int64, np.bool_, np.float16)
_NUMBERS = (np.ndarray, np.generic, int, float, complex, list, tuple)
# What may stand in an array of objects: of these very types, for a subclass says what it likes.
_PLAIN = (int, float, bool, *(np.dtype(code).type for code in "?bhilqBHILQefdg"))
_CODES = {np.dtype(dtype): code for code, dtype in enumerate(DTYPES)}

NOT_ASSIGNED, NOT_NUMBERS, RAGGED, MASKED, COMPLEX, TOO_LARGE = range(1, 7)


class HangupError(Exception):
    """The other end has gone, or said what it never says."""


def read_frame(descriptor, magic):
    """The nonce and the body of the next frame; nobody sends one before the last is answered."""
    found = os.read(descriptor, AT_ONCE)
    while len(found) < HEAD.size:
        found += _more(descriptor, AT_ONCE)
    told, nonce, length = HEAD.unpack_from(found)
    if told != magic or length > LARGEST or len(found) > HEAD.size + length:
        raise HangupError
    parts, missing = [found[HEAD.size :]], HEAD.size + length - len(found)
    while missing:
        parts.append(_more(descriptor, min(missing, AT_ONCE)))
        missing -= len(parts[-1])
    return nonce, parts[0] if len(parts) == 1 else b"".join(parts)


def _more(descriptor, most):
    part = os.read(descriptor, most)
    if not part:
        raise HangupError
    return part


def write_frame(descriptor, magic, nonce, body):
    frame = memoryview(HEAD.pack(magic, nonce, len(body)) + body)
    while frame:
        frame = frame[os.write(descriptor, frame) :]


class Values:
    """Reads values from a body, each anew: what one call does to its inputs no other one sees."""

    def __init__(self, body):
        self.body = body
        self.at = 0

    def number(self, form):
        (found,) = form.unpack_from(self.body, self.at)
        self.at += form.size
        return found

    def bytes(self):
        length = self.number(_U32)
        self.at += length
        return self.body[self.at - length : self.at]

    def value(self):
        self.at += 1
        return _READERS[self.body[self.at - 1]](self)

    def many(self):
        return [self.value() for _ in range(self.number(_U32))]

    def pairs(self):
        return {self.bytes().decode(): self.value() for _ in range(self.number(_U32))}

    def array(self):
        code, axes = self.body[self.at], self.body[self.at + 1]
        shape = struct.unpack_from(f"<{axes}I", self.body, self.at + 2)
        start = self.at + 2 + 4 * axes
        found = np.ndarray(shape, DTYPES[code], self.body, start).copy()
        self.at = start + found.nbytes
        return found


_U32, _I64, _F64 = (struct.Struct(form) for form in ("<I", "<q", "<d"))
_READERS = {
    0: lambda values: None,
    1: lambda values: True,
    2: lambda values: False,
    3: lambda values: values.number(_I64),
    4: lambda values: values.number(_F64),
    5: lambda values: values.bytes().decode(),
    6: lambda values: values.bytes(),
    7: Values.many,
    8: lambda values: tuple(values.many()),
    9: Values.pairs,
    10: Values.array,
}


def packed_text(text, most):
    """At most so many bytes of UTF-8."""
    data = text[:most].encode("utf-8", "backslashreplace")[:most]
    return struct.pack("<H", len(data)) + data


def packed_output(value, most_bytes):
    """An output as bytes: an array, or why it is none and what it is instead."""
    try:
        # What nearly all outputs are needs none of the questions that the others are asked.
        plain = type(value) is np.ndarray and value.dtype in _CODES
        odd, found = (0, value) if plain else _as_array(value)
        if odd == 0 and (found.nbytes > most_bytes or found.ndim > 8):
            odd = TOO_LARGE
        if odd == 0:
            head = struct.pack(
                f"<BBB{found.ndim}I", 0, _CODES[found.dtype], found.ndim, *found.shape
            )
            return head + found.tobytes()
        name = type(value).__name__
    except BaseException:
        odd, name = NOT_NUMBERS, "object"
    name = name if isinstance(name, str) else "object"
    return struct.pack("<B", odd) + packed_text(name[:100], 100)


def _as_array(value):
    masked = sys.modules.get("numpy.ma")  # who never imported it has no masked array
    if masked is not None and isinstance(value, masked.MaskedArray):
        return MASKED, None
    if type(value).__module__.partition(".")[0] == "torch":
        value = value.detach().cpu().numpy()
    if isinstance(value, _NUMBERS):
        try:
            found = np.array(value, subok=False)
        except ValueError:
            return RAGGED, None
        return _in_known_dtype(found)
    return NOT_NUMBERS, None


def _in_known_dtype(found):
    kind = found.dtype.kind
    if kind == "O":
        if not all(type(one) in _PLAIN for one in found.flat):
            return NOT_NUMBERS, None
        return 0, found.astype(np.float64)
    if kind == "c":
        return COMPLEX, None
    if kind not in "fiub":
        return NOT_NUMBERS, None
    if found.dtype.newbyteorder("=") in _CODES:
        return 0, np.ascontiguousarray(found, found.dtype.newbyteorder("=")).reshape(found.shape)
    if kind == "f" or (found.size and int(found.max()) > 2**63 - 1):
        return 0, found.astype(np.float64)
    return 0, found.astype(np.int64)
