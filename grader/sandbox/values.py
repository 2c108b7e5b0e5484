"""Values on their way into the sandbox, as bytes; the inside half reads them."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

# What goes in: arrays of float64, float32, int64 or bool, plain numbers, texts and bytes, and
# lists, tuples and dicts (by text) of these.
Value = (
    NDArray[Any]
    | float
    | int
    | bool
    | str
    | bytes
    | None
    | list["Value"]
    | tuple["Value", ...]
    | dict[str, "Value"]
)

# By their codes; the last one only comes out.
DTYPES = tuple(np.dtype(t) for t in (np.float64, np.float32, np.int64, np.bool_, np.float16))
_CODES = {dtype: code for code, dtype in enumerate(DTYPES)}


def encode(value: Value) -> bytes:
    """A value as bytes; TypeError for what cannot go in."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if value is None or isinstance(value, bool):
        return b"\0" if value is None else b"\1" if value else b"\2"
    if isinstance(value, int | np.integer):
        return b"\3" + struct.pack("<q", value)
    if isinstance(value, float | np.floating):
        return b"\4" + struct.pack("<d", value)
    if isinstance(value, bytes):
        return b"\6" + _sized(value)
    if isinstance(value, str):
        return b"\5" + _text(value)
    if isinstance(value, list | tuple):
        tag = b"\7" if isinstance(value, list) else b"\x08"
        return tag + _U32.pack(len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        pairs = b"".join(_text(name) + encode(inner) for name, inner in value.items())
        return b"\x09" + _U32.pack(len(value)) + pairs
    raise TypeError(f"{type(value).__name__}: arrays, numbers, texts, lists and dicts go in")


def _array(value: NDArray[Any]) -> bytes:
    if value.dtype not in _CODES:
        raise TypeError(f"an array of {value.dtype}: float64, float32, int64 and bool go in")
    head = struct.pack(f"<BBB{value.ndim}I", 10, _CODES[value.dtype], value.ndim, *value.shape)
    return head + value.tobytes()


def _text(text: str) -> bytes:
    return _sized(text.encode())


def _sized(data: bytes) -> bytes:
    return _U32.pack(len(data)) + data


_U32 = struct.Struct("<I")
