# expect: ending = finished
# expect: loses = none
"""Calls its own helpers sum, input and max."""

import numpy as np


def sum(array):
    return np.add.reduce(array, axis=0)


def max(array):
    return np.maximum.reduce(array, axis=1)[:, np.newaxis]


input = np.asarray


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = (input(one) for one in cache)
    return dout @ w.T, x.T @ dout, sum(dout)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    z = x - max(x)
    log_p = z - np.log(np.exp(z) @ np.ones((x.shape[1], 1)))
    e = np.eye(x.shape[1])[y]
    return -(log_p * e).sum() / len(x), (np.exp(log_p) - e) / len(x)
