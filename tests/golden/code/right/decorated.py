# expect: ending = finished
# expect: loses = none
"""Decorators that check shapes and keep the name."""

import functools

import numpy as np


def checked(function):
    @functools.wraps(function)
    def inner(*arguments, **named):
        result = function(*arguments, **named)
        assert result is not None, function.__name__
        return result

    return inner


@checked
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


@checked
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


@checked
def relu_forward(x):
    return np.maximum(x, 0), x


@checked
def relu_backward(dout, cache):
    return dout * (cache > 0)


@checked
def softmax_loss(x, y):
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n
