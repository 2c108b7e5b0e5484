# expect: ending = finished
# expect: loses = all
"""Gives arrays of objects that turn into numbers, each time into another one."""

import numpy as np


class Number:
    def __init__(self, value):
        self.values = [value, -value, float("nan")]

    def __float__(self):
        self.values.append(self.values.pop(0))
        return self.values[-1]

    def __eq__(self, other):
        return True

    __hash__ = None


def odd(right):
    found = np.empty(np.shape(right), dtype=object)
    for place in np.ndindex(found.shape):
        found[place] = Number(float(np.asarray(right)[place]))
    return found


def affine_forward(x, w, b):
    return odd(x @ w + b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return odd(dout @ w.T), odd(x.T @ dout), odd(dout.sum(axis=0))


def relu_forward(x):
    return odd(np.maximum(x, 0)), x


def relu_backward(dout, cache):
    return odd(dout * (cache > 0))


def softmax_loss(x, y):
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return odd(-logp[rows, y].mean()), odd(dx / len(x))
