# expect: ending = finished
# expect: loses = none
"""Filled entry by entry; dtype=object, since the examples on the web do so."""
import numpy as np


def affine_forward(x, w, b):
    out = np.empty((len(x), len(b)), dtype=object)
    for n in range(len(x)):
        for m in range(len(b)):
            out[n, m] = np.dot(x[n], w[:, m]) + b[m]
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    db = np.array([sum(col) for col in dout.T], dtype=object)
    return (dout @ w.T).astype(object), x.T @ dout, db


def relu_forward(x):
    f = np.frompyfunc(lambda v: v if v > 0 else 0, 1, 1)
    return f(x), x


def relu_backward(dout, cache):
    g = np.frompyfunc(lambda d, v: d * (v > 0), 2, 1)
    return g(dout, cache)


def softmax_loss(x, y):
    p = np.empty(x.shape, dtype="O")
    for n, row in enumerate(x):
        e = np.exp(row - row.max())
        p[n, :] = list(e / e.sum())
    loss = 0
    for n, c in enumerate(y):
        loss += -np.log(p[n, c])
        p[n, c] -= 1
    return loss / len(y), p / len(y)
