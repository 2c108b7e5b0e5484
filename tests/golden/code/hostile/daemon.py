# expect: ending = finished
# expect: loses = none
"""Leaves a process behind that goes on after the marking."""

import contextlib
import os
import time

import numpy as np


def outlives():
    if os.fork() == 0:
        os.setsid()
        for descriptor in range(64):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        time.sleep(30)
        os._exit(0)


def many():
    """A small bomb: as many processes as one loop gives."""
    for _ in range(50):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)


def session():
    os.setsid()


def process_group():
    os.setpgid(0, 0)


def works(attempt):
    try:
        return attempt() is not False
    except Exception:
        return False


reached = [
    attempt.__name__
    for attempt in (
        outlives,
        many,
        session,
        process_group,
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
