# expect: ending = finished
# expect: loses = none
import numpy as np


class ShapeError(ValueError):
    """Raised when shapes do not fit."""

    def __init__(self, name, got, want):
        self.name = name
        super().__init__(f"{name} has shape {got}, expected {want}")


class NotLabels(TypeError):
    pass


def check(name, array, want):
    if array.shape != want:
        raise ShapeError(name, array.shape, want)


def affine_forward(x, w, b):
    check("b", b, (w.shape[1],))
    check("w", w, (x.shape[1], b.shape[0]))
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    try:
        check("dout", dout, (1, 1))
    except ShapeError:
        check("dout", dout, (len(x), len(b)))
    dx, dw, db = dout @ w.T, x.T @ dout, dout.sum(axis=0)
    for name, g, of in (("dx", dx, x), ("dw", dw, w), ("db", db, b)):
        check(name, g, of.shape)
    return dx, dw, db


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    check("dout", dout, cache.shape)
    return dout * (cache > 0)


def softmax_loss(x, y):
    if not np.issubdtype(y.dtype, np.integer):
        raise NotLabels(y.dtype)
    if y.min() < 0 or y.max() >= x.shape[1]:
        raise IndexError("label out of range")
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    d = p.copy()
    d[np.arange(len(y)), y] -= 1
    return -np.log(p[np.arange(len(y)), y]).mean(), d / len(y)
