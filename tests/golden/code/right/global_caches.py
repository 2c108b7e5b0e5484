# expect: ending = finished
# expect: loses = none
"""Keeps what it computed by the contents of the arrays, and computes it if it is not there."""
import numpy as np

CACHE = {}
STACK = []


def key(*arrays):
    return tuple((a.shape, a.tobytes()) for a in arrays)


def affine_forward(x, w, b):
    CACHE[key(x, w, b)] = x @ w + b
    STACK.append((x, w, b))
    return CACHE[key(x, w, b)], STACK[-1]


def affine_backward(dout, cache):
    x, w, b = cache
    k = ("affine", *key(dout, *cache))
    if k not in CACHE:
        CACHE[k] = dout @ w.T, x.T @ dout, dout.sum(axis=0)
    return CACHE[k]


def relu_forward(x):
    CACHE.setdefault(key(x), x > 0)
    return x * CACHE[key(x)], x


def relu_backward(dout, cache):
    mask = CACHE.get(key(cache))
    if mask is None:
        mask = cache > 0
    return dout * mask


def softmax_loss(x, y):
    if ("softmax", key(x)) not in CACHE:
        e = np.exp(x - x.max(axis=1, keepdims=True))
        CACHE["softmax", key(x)] = e / e.sum(axis=1, keepdims=True)
    p = CACHE["softmax", key(x)]
    return -np.log(p[np.arange(len(y)), y]).mean(), (p - np.eye(x.shape[1])[y]) / len(y)
