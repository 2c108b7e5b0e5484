# expect: ending = finished
# expect: loses = none
"""Becomes another program."""

import os
import sys

import numpy as np


def python():
    os.execv(sys.executable or "/usr/bin/python3", ["python3", "-c", "print('here')"])


def shell():
    os.execve("/bin/sh", ["sh", "-c", "id"], {})


def by_descriptor():
    os.execve(os.open(np.__file__, os.O_RDONLY), ["x"], {})


def loader():
    for name in ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"):
        try:
            os.execv(name, [name, "--help"])
        except OSError:
            continue
    return False


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        python,
        shell,
        by_descriptor,
        loader,
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
