# expect: ending = finished
# expect: loses = none
"""Leaves marks everywhere, and looks for those of the run before."""

import builtins
import os
import sys

import numpy as np

MARK = "a_mark_of_the_run_before"


def marks():
    yield "builtins", hasattr(builtins, MARK)
    yield "modules", MARK in sys.modules
    yield "environment", MARK in os.environ
    yield "numpy", hasattr(np, MARK)
    yield "a function of the runtime", hasattr(os.path.join, MARK)
    yield "a docstring", os.path.join.__doc__ == MARK
    yield "the importers", any(getattr(one, MARK, False) for one in sys.meta_path)


reached = [place for place, found in marks() if found]
if reached:
    raise RuntimeError(f"reached: {reached}")

setattr(builtins, MARK, True)
sys.modules[MARK] = sys
os.environ[MARK] = "1"
setattr(np, MARK, True)
setattr(os.path.join, MARK, True)
os.path.join.__doc__ = MARK


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
