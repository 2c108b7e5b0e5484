# expect: ending = finished
# expect: loses = none
# expect: says = all gradients agree
"""A gradient check at the end of the file, with seeded numbers."""

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
    n = len(x)
    z = x - x.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(log_p)
    dx[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), dx / n


np.random.seed(231)
x, y = np.random.randn(4, 3), np.random.randint(3, size=4)
loss, dx = softmax_loss(x, y)
h = 1e-5
for i in range(4):
    for j in range(3):
        x[i, j] += h
        up = softmax_loss(x, y)[0]
        x[i, j] -= 2 * h
        down = softmax_loss(x, y)[0]
        x[i, j] += h
        assert abs((up - down) / (2 * h) - dx[i, j]) < 1e-7, (i, j)
print("all gradients agree")
