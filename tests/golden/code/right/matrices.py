# expect: ending = finished
# expect: loses = none
"""np.matrix, as in lectures of twenty years ago."""

import numpy as np


def affine_forward(x, w, b):
    x, w, b = np.asmatrix(x), np.asmatrix(w), np.asmatrix(b)
    return x * w + np.ones((x.shape[0], 1)) * b, (x, w, b)


def affine_backward(dout, cache):
    dout = np.asmatrix(dout)
    x, w, b = (np.asmatrix(one) for one in cache)
    return dout * w.T, x.T * dout, np.asarray(dout.sum(axis=0)).ravel()


def relu_forward(x):
    return np.maximum(np.asmatrix(x), 0), x


def relu_backward(dout, cache):
    return np.multiply(np.asmatrix(dout), np.asmatrix(cache) > 0)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
