# expect: ending = finished
# expect: loses = none
from functools import cache, lru_cache

import numpy as np


@lru_cache(maxsize=None)
def identity(n):
    return np.eye(n)


@cache
def arange(n):
    a = np.arange(n)
    a.flags.writeable = False
    return a


@lru_cache
def exponential(v):
    return np.exp(v)


def affine_forward(x, w, b):
    return x @ identity(x.shape[1]) @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, np.ones(len(dout)) @ dout


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    e = np.array([[exponential(float(v - r.max())) for v in r] for r in x])
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[arange(len(y)), y]).mean()
    return loss, (p - identity(x.shape[1])[y]) / len(y)
