# expect: ending = finished
# expect: loses = none
"""A list instead of a tuple, and tuples of rows."""

import numpy as np


def affine_forward(x, w, b):
    return [tuple(map(tuple, x @ w + b)), [x, w, b]]


def affine_backward(dout, cache):
    x, w, b = cache
    return [dout @ w.T, x.T @ dout, list(dout.sum(axis=0))]


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    z = x - x.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), y]).sum() / len(x))
    p[np.arange(len(x)), y] -= 1
    return [loss, (p / len(x)).tolist()]
