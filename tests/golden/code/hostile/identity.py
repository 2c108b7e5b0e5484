# expect: ending = finished
# expect: loses = none
"""Becomes somebody else, or gets back what was given up."""

import ctypes
import os

import numpy as np

LIBC = ctypes.CDLL(None)


def root():
    os.setuid(0)


def effective():
    os.seteuid(0)


def group():
    os.setgid(0)


def groups():
    os.setgroups([0])


def capabilities():
    return LIBC.capset(None, None) == 0


def dumpable():
    return LIBC.prctl(4, 1, 0, 0, 0) == 0


def no_death_with_parent():
    return LIBC.prctl(1, 0, 0, 0, 0) == 0


def another_name():
    return LIBC.prctl(15, b"backmark", 0, 0, 0) == 0


def is_root():
    return os.geteuid() == 0


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        root,
        effective,
        group,
        groups,
        capabilities,
        dumpable,
        no_death_with_parent,
        another_name,
        is_root,
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
