# expect: ending = finished
# expect: loses = none
"""Looks whether calls wait in the pipe that it has not been given yet."""

import select

import numpy as np


def look():
    if select.select([3], [], [], 0)[0]:
        raise RuntimeError("reached: a call that has not been made")


look()


def affine_forward(x, w, b):
    look()
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    look()
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    look()
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    look()
    return dout * (cache > 0)


def softmax_loss(x, y):
    look()
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
