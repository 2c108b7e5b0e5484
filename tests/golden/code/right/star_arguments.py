# expect: ending = finished
# expect: loses = none
"""Takes whatever comes."""

import numpy as np


def affine_forward(*arguments):
    x, w, b = arguments
    return x @ w + b, arguments


def affine_backward(dout, *rest):
    ((x, w, b),) = rest
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x, *, floor=0):
    return np.maximum(x, floor), x


def relu_backward(dout, cache, slope=1.0, **options):
    return np.where(cache > options.get("threshold", 0), slope * dout, 0)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
