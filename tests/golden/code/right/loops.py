# expect: ending = finished
# expect: loses = none
"""Every index written out."""

import numpy as np


def affine_forward(x, w, b):
    n, d = x.shape
    m = w.shape[1]
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            total = b[j]
            for k in range(d):
                total += x[i, k] * w[k, j]
            out[i, j] = total
    return out, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)
    for i in range(x.shape[0]):
        for j in range(w.shape[1]):
            db[j] += dout[i, j]
            for k in range(w.shape[0]):
                dx[i, k] += dout[i, j] * w[k, j]
                dw[k, j] += dout[i, j] * x[i, k]
    return dx, dw, db


def relu_forward(x):
    out = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] < 0:
                out[i, j] = 0
    return out, x


def relu_backward(dout, cache):
    dx = np.zeros_like(dout)
    for i in range(dx.shape[0]):
        for j in range(dx.shape[1]):
            if cache[i, j] > 0:
                dx[i, j] = dout[i, j]
    return dx


def softmax_loss(x, y):
    n, c = x.shape
    dx, loss = np.zeros_like(x), 0.0
    for i in range(n):
        largest = max(x[i, j] for j in range(c))
        total = sum(np.exp(x[i, j] - largest) for j in range(c))
        loss += np.log(total) - (x[i, y[i]] - largest)
        for j in range(c):
            dx[i, j] = (np.exp(x[i, j] - largest) / total - (j == y[i])) / n
    return loss / n, dx
