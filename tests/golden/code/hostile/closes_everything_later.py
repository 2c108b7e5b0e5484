# expect: ending = wrong-protocol | exited-early | crashed
# expect: loses = softmax_loss
"""Closes every descriptor in a call."""

import os

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
    os.closerange(0, 1024)
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
