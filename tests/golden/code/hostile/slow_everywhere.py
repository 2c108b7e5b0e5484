# expect: ending = out-of-time
# expect: loses = all
"""Is slow in every call, and in none too slow."""

import time

import numpy as np


def dawdle():
    until = time.process_time() + 1.2
    while time.process_time() < until:
        pass


def affine_forward(x, w, b):
    dawdle()
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    dawdle()
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    dawdle()
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    dawdle()
    return dout * (cache > 0)


def softmax_loss(x, y):
    dawdle()
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
