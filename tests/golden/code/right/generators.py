# expect: ending = finished
# expect: loses = none
"""Goes through the examples one by one."""

import numpy as np


def examples(*arrays):
    yield from zip(*arrays)


def affine_forward(x, w, b):
    return np.array([row @ w + b for (row,) in examples(x)]), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dw = sum(np.outer(row, grad) for row, grad in examples(x, dout))
    db = sum(grad for (grad,) in examples(dout))
    return np.stack([w @ grad for (grad,) in examples(dout)]), dw, db


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
