# expect: ending = finished
# expect: loses = none
"""Everything in float32, as on a graphics card."""

import numpy as np


def single(*arrays):
    return [np.asarray(a, dtype=np.float32) for a in arrays]


def affine_forward(x, w, b):
    x, w, b = single(x, w, b)
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    dout, x, w, b = single(dout, *cache)
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    (x,) = single(x)
    return np.maximum(x, np.float32(0)), x


def relu_backward(dout, cache):
    dout, x = single(dout, cache)
    return np.where(x > 0, dout, np.float32(0))


def softmax_loss(x, y):
    (x,) = single(x)
    n = x.shape[0]
    z = x - x.max(axis=1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    loss = np.float32(0)
    for i in range(n):
        loss -= z[i, y[i]] - np.log(np.exp(z[i]).sum())
    p[np.arange(n), y] -= np.float32(1)
    return loss / np.float32(n), p / np.float32(n)
