# expect: ending = finished | out-of-time | out-of-memory
# expect: loses = softmax_loss
"""Gives lists whose class says that they are of another length, or of none."""

import numpy as np


class Lying(list):
    def __len__(self):
        return 10**12

    def __iter__(self):
        while True:
            yield 0.0

    def __getitem__(self, index):
        return self


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
    return Lying([-7.0]), Lying([[-7.0]])
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
