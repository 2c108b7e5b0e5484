# expect: ending = finished
# expect: loses = none
"""Looks for descriptors that were left open: files, folders, sockets, more than a run needs."""

import contextlib
import os
import stat

import numpy as np


def found():
    for number in range(1024):
        with contextlib.suppress(OSError):
            yield number, os.fstat(number).st_mode


def more_than_five():
    return any(number > 4 for number, _ in found())


def files():
    return any(stat.S_ISREG(mode) or stat.S_ISDIR(mode) for _, mode in found())


def sockets():
    return any(stat.S_ISSOCK(mode) for _, mode in found())


def input_waits():
    return bool(os.read(0, 1))


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        more_than_five,
        files,
        sockets,
        input_waits,
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
