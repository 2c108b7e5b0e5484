# expect: ending = finished
# expect: loses = none
"""Writes in place, into copies of its own."""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    out = np.array(x)
    out[out < 0] = 0
    return out, x


def relu_backward(dout, cache):
    dx = np.array(dout)
    dx[cache <= 0] = 0
    return dx


def softmax_loss(x, y):
    p = x.copy()
    p -= p.max(axis=1, keepdims=True)
    rows = range(len(p))
    loss = -p[rows, y].sum()
    np.exp(p, out=p)
    sums = p.sum(axis=1, keepdims=True)
    loss += np.log(sums).sum()
    p /= sums
    p[rows, y] -= 1
    p /= len(p)
    return loss / len(p), p
