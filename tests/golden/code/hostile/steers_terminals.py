# expect: ending = finished
# expect: loses = none
"""Prints what steers terminals, turns text around, closes tags and is no text."""

import os

import numpy as np

print("\x1b]0;owned\x07\x1b[2J\x1b[31m\u202eevil\u2066\x00\r\b\ud800")
print("</script><script>alert(1)</script>")
os.write(1, bytes(range(256)) * 4)


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
    rows = np.arange(len(x))
    z = x - x.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -logp[rows, y].mean(), dx / len(x)
