# expect: ending = finished
# expect: loses = none
"""Trains when it is run, and only then."""

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


def main():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(200, 2)), rng.integers(0, 3, 200)
    w, b = np.zeros((2, 3)), np.zeros(3)
    for _ in range(100_000):
        out, cache = affine_forward(x, w, b)
        loss, dout = softmax_loss(out, y)
        _, dw, db = affine_backward(dout, cache)
        w, b = w - dw, b - db
    print(loss)


if __name__ == "__main__":
    main()
