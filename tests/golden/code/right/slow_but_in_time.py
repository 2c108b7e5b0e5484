# expect: ending = finished
# expect: loses = none
"""Finite differences for a gradient: slow, and right."""

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


def loss_of(x, y):
    z = x - x.max(axis=1, keepdims=True)
    return (np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), y]).mean()


def softmax_loss(x, y):
    dx, h = np.zeros_like(x), 2.0**-16
    for place in np.ndindex(*x.shape):
        moved = [x.copy(), x.copy()]
        moved[0][place] += h
        moved[1][place] -= h
        dx[place] = (loss_of(moved[0], y) - loss_of(moved[1], y)) / (2 * h)
    return loss_of(x, y), dx
