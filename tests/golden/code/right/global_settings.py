# expect: ending = finished
# expect: loses = none
"""Sizes and settings at the top, read and changed by the functions."""

import numpy as np

EPSILON = 0.0
calls = {"forward": 0, "backward": 0}
last = None


def affine_forward(x, w, b):
    global last
    calls["forward"] += 1
    last = x.shape
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    calls["backward"] += 1
    x, w, b = cache
    return dout @ w.T + EPSILON, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
