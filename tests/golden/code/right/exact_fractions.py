# expect: ending = finished
# expect: loses = none
"""The loss is worked out in other numbers, and is a float in the end."""

import decimal
import math

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
    n, c = x.shape
    losses, dx = [], np.empty((n, c))
    for i in range(n):
        z = [decimal.Decimal(float(v)) for v in x[i]]
        powers = [(v - max(z)).exp() for v in z]
        total = sum(powers)
        losses.append(float(total.ln() - (z[y[i]] - max(z))))
        dx[i] = [float(q / total) for q in powers]
        dx[i, y[i]] -= 1
    return math.fsum(losses) / n, dx / n
