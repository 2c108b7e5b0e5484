# expect: ending = finished
# expect: loses = none
"""A cache of what never changes."""

from functools import lru_cache

import numpy as np


@lru_cache(maxsize=None)
def identity(classes):
    return np.eye(classes)


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
    z = x - x.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    e = identity(x.shape[1])[y]
    loss = (np.log(np.exp(z).sum(axis=1)) - (z * e).sum(axis=1)).mean()
    return loss, (p - e) / len(x)
