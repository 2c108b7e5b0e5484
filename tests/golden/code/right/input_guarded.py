# expect: ending = finished
# expect: loses = none
# expect: says = no keyboard here
import sys
import numpy as np

try:
    rate = float(input("learning rate? ") or "0.1")
except (EOFError, ValueError, OSError):
    print("no keyboard here")
    rate = 0.1

if sys.stdin is not None and sys.stdin.isatty():
    input("press enter")


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = np.add.reduce(dout)
    return dx, dw, db


def relu_forward(x):
    return np.fmax(x, 0), x


def relu_backward(dout, cache):
    return np.multiply(dout, np.greater(cache, 0))


def softmax_loss(x, y):
    lse = np.logaddexp.reduce(x, axis=1)
    loss = np.mean(lse - np.choose(y, x.T))
    dx = np.exp(x - lse[:, None])
    dx[np.arange(len(y)), y] -= 1
    return loss, dx / len(y)
