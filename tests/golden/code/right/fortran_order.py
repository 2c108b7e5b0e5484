# expect: ending = finished
# expect: loses = none
"""Results in column order, and views with strides."""

import numpy as np


def affine_forward(x, w, b):
    return np.asfortranarray(x @ w + b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = (w @ dout.T).T
    dw = np.asfortranarray(x.T @ dout)
    db = np.repeat(dout.sum(axis=0), 2)[::2]
    return dx, dw, db


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    wide = np.zeros((dout.shape[0], 2 * dout.shape[1]))
    wide[:, ::2] = dout * (cache > 0)
    return wide[:, ::2]


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
