# expect: ending = finished
# expect: loses = none
"""Results that nobody can change."""

import numpy as np


def frozen(array):
    array = np.array(array)
    array.setflags(write=False)
    return array


def affine_forward(x, w, b):
    return frozen(x @ w + b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return frozen(dout @ w.T), frozen(x.T @ dout), frozen(dout.sum(axis=0))


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return np.broadcast_to(dout * (cache > 0), dout.shape)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
