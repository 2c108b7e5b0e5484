# expect: ending = finished
# expect: loses = none
"""Defines callables that do not let themselves be looked at."""

import numpy as np


class Shy:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        return self.function(*args)

    @property
    def __signature__(self):
        raise SystemExit

    __wrapped__ = __name__ = __doc__ = __signature__


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


affine_forward, affine_backward = Shy(affine_forward), Shy(affine_backward)
relu_forward, relu_backward, softmax_loss = map(Shy, (relu_forward, relu_backward, softmax_loss))
