# expect: ending = finished
# expect: loses = none
"""The newest syntax."""

import numpy as np


def affine_forward(x, w, b):
    match x.shape, w.shape:
        case (n, d), (e, m) if d == e:
            return x @ w + b, (x, w, b)
        case other:
            raise ValueError(f"{other=}")


def affine_backward(dout, cache):
    match cache:
        case [x, w, _]:
            return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    if (alive := cache > 0).any():
        return dout * alive
    return np.zeros_like(dout)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
