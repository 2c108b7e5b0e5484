# expect: ending = finished
# expect: loses = all
"""Gives arrays of zeros whose class says that they are everything else."""

import numpy as np


class Lying(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return True

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_finalize__(self, other):
        self.flags.writeable = True

    def __eq__(self, other):
        return True

    def astype(self, *args, **kwargs):
        return self

    def tobytes(self, order="C"):
        return b""

    def __iter__(self):
        return iter([True])

    __hash__ = None
    nbytes = property(lambda self: 0)
    ndim = property(lambda self: 0)
    size = property(lambda self: 10**9)
    __array_priority__ = 10**9


def odd(right):
    return np.full(np.shape(right), -7.0).view(Lying)


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
