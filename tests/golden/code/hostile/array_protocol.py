# expect: ending = finished
# expect: loses = all
"""Gives objects that hand out another array each time they are asked for one."""

import numpy as np


class Changing:
    def __init__(self, right):
        self.right, self.asked = right, 0

    def __array__(self, dtype=None, copy=None):
        self.asked += 1
        return np.asarray(self.right if self.asked % 2 else self.right + 1)

    @property
    def __array_interface__(self):
        return self.__array__().__array_interface__

    def __len__(self):
        return len(self.right)


def odd(right):
    return Changing(right)


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
