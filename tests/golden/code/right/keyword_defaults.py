# expect: ending = finished
# expect: loses = none
import numpy as np


def affine_forward(x, w, b=None, activation=None, *, dtype=float):
    out = np.asarray(x, dtype) @ w
    if b is not None:
        out = out + b
    if activation is not None:
        out = activation(out)
    return out, (x, w, b)


def affine_backward(dout, cache, reg=0.0, cut=None):
    x, w, b = cache
    dw = x.T @ dout + reg * w
    return dout @ w.T, dw, dout.sum(axis=0)


def relu_forward(x, leak=0.0, inplace=False):
    out = np.where(x > 0, x, leak * x)
    return out, x


def relu_backward(dout, cache=None, leak=0.0):
    return dout * np.where(cache > 0, 1.0, leak)


def softmax_loss(x, y, reduction="mean", ignore=(), temperature=1):
    x = x / temperature
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    losses = -np.log(p[np.arange(len(y)), y])
    dx = p
    dx[np.arange(len(y)), y] -= 1
    if reduction == "mean":
        return losses.mean(), dx / len(y)
    return losses.sum(), dx
