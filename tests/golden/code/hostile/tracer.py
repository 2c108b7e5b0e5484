# expect: ending = finished | exited-early | wrong-protocol | crashed | out-of-time
# expect: loses = all
"""Traces the code that takes its answers, and changes what it sees there."""

import sys

import numpy as np


def tracer(frame, event, argument):
    names = frame.f_locals
    if "odd" in names:
        names["odd"] = 0
    for name, value in list(names.items()):
        if isinstance(value, np.ndarray) and value.dtype == float and value.flags.writeable:
            value[...] = -7.0
    return tracer


sys.settrace(tracer)
sys.setprofile(tracer)


def odd(right):
    return np.full(np.shape(right), -7.0)


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
