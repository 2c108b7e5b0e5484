# expect: ending = finished
# expect: loses = none
"""The way back as a closure, kept beside the asked form."""

import numpy as np


def affine(x, w, b):
    def back(dout):
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)

    return x @ w + b, back


def affine_forward(x, w, b):
    return affine(x, w, b)


def affine_backward(dout, cache):
    return affine(*cache)[1](dout)


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
