# expect: ending = finished
# expect: loses = none
"""The loss is an array without axes."""

import numpy as np


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
    n = x.shape[0]
    z = x - x.max(axis=1)[:, None]
    p = np.exp(z)
    p = p / p.sum(axis=1)[:, None]
    losses = np.log(np.exp(z).sum(axis=1)) - z[np.arange(n), y]
    e = np.zeros_like(p)
    e[np.arange(n), y] = 1
    return np.array(losses.sum() / n), (p - e) / n
