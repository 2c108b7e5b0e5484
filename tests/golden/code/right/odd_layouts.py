# expect: ending = finished
# expect: loses = none
"""Read-only, Fortran order, views with strides, other byte orders: all the same numbers."""
import numpy as np
from numpy.lib.stride_tricks import as_strided


def frozen(a):
    a = np.array(a)
    a.setflags(write=False)
    return a


def affine_forward(x, w, b):
    return frozen(np.asfortranarray(x @ w + b)), (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = (w @ dout.T).T  # a transposed view
    wide = np.zeros((2 * w.shape[0], 3 * w.shape[1]))
    wide[::2, ::-3] = x.T @ dout
    dw = wide[::2, ::-3]  # every second row, every third column from behind
    db = np.asarray(dout.sum(axis=0), dtype=">f8")
    return dx, dw, db


def relu_forward(x):
    both = np.stack([x, np.maximum(x, 0)], axis=-1)
    return both[..., 1], x


def relu_backward(dout, cache):
    dx = np.array(dout * (cache > 0), order="F")
    return as_strided(dx, dx.shape, dx.strides, writeable=False)


def softmax_loss(x, y):
    x = x[:, ::-1]
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = (e / e.sum(axis=1, keepdims=True))[:, ::-1]
    t = np.eye(x.shape[1])[y]
    d = np.moveaxis(((p - t) / len(y)).T, 0, 1)
    return np.broadcast_to(-np.log((p * t).sum(1)).mean(), ()), d
