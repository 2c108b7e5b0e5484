# expect: ending = finished
# expect: loses = none
"""Objects that can be called."""

import numpy as np


class Relu:
    def __call__(self, x):
        return np.maximum(x, 0), x


class ReluBackward:
    def __init__(self, at_zero):
        self.at_zero = at_zero

    def __call__(self, dout, cache):
        return dout * np.heaviside(cache, self.at_zero)


relu_forward = Relu()
relu_backward = ReluBackward(at_zero=0.0)


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
