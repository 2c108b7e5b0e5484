# expect: ending = finished
# expect: loses = none
"""Everything of NumPy without its name, and names of Python hidden by it."""

from numpy import *


def affine_forward(x, w, b):
    return dot(x, w) + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dot(dout, transpose(w)), dot(transpose(x), dout), sum(dout, axis=0)


def relu_forward(x):
    return maximum(x, 0), x


def relu_backward(dout, cache):
    return where(cache > 0, dout, 0)


def softmax_loss(x, y):
    z = x - max(x, axis=1, keepdims=True)
    p = exp(z) / sum(exp(z), axis=1, keepdims=True)
    rows = arange(len(x))
    loss = mean(log(sum(exp(z), axis=1)) - z[rows, y])
    p[rows, y] -= 1
    return loss, p / len(x)
