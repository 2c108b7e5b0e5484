# expect: ending = finished
# expect: loses = none
"""Made from more general functions."""

from functools import partial

import numpy as np


def _affine(transpose, x, w, b):
    return x @ (w.T if transpose else w) + b, (x, w, b)


def _clip(low, high, x):
    return np.clip(x, low, high), x


affine_forward = partial(_affine, False)
relu_forward = partial(_clip, 0, None)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
