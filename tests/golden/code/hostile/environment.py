# expect: ending = finished
# expect: loses = none
"""Looks for the service's settings in Python's environment and in the C library's own."""

import ctypes
import os
import sys

import numpy as np

HARMLESS = {
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "LC_ALL",
    "LC_CTYPE",
    "HOME",
    "LD_LIBRARY_PATH",
    "PWD",
}


def of_python():
    return bool(set(os.environ) - HARMLESS)


def of_c():
    entries = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    names = set()
    while (entry := entries[len(names)]) is not None:
        names.add(entry.decode().partition("=")[0])
    return bool(names - HARMLESS)


def before_the_first():
    """The words that a process was started with lie in memory before its environment."""
    entries = ctypes.POINTER(ctypes.c_void_p).in_dll(ctypes.CDLL(None), "environ")
    return b"BACKMARK_" in ctypes.string_at(entries[0] - 512, 512)


def of_the_command():
    return any(
        word in " ".join(sys.orig_argv) for word in ("SECRET", "postgres", "sqlite", "token")
    )


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        of_python,
        of_c,
        before_the_first,
        of_the_command,
    )
    if works(attempt)
]
if reached:
    raise RuntimeError(f"reached: {reached}")


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
