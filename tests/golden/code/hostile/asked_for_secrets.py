# expect: ending = finished
# expect: loses = none
"""Looks in frames and in everything alive for words that only the marking side has."""

import gc
import sys

import numpy as np

WORDS = {"expected", "solution", "tolerance", "points", "references", "situations", "variant"}


def of_frames():
    frame = sys._getframe(1)
    while frame is not None:
        yield from frame.f_locals
        yield from frame.f_globals
        frame = frame.f_back


def of_modules():
    for name in ("child", "wire", "seal", "zygote", "__main__"):
        yield from vars(sys.modules.get(name, sys))


def of_dicts():
    """Only those with texts alone: a job or a problem, and no module."""
    for one in gc.get_objects():
        if type(one) is dict and WORDS <= one.keys():
            yield "references"


reached = sorted(WORDS & {*of_frames(), *of_modules(), *of_dicts()} - {*globals()})
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
