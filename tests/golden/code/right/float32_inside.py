# expect: ending = finished
# expect: loses = none
"""Everything in single precision, as on the GPU."""
import numpy as np

DTYPE = np.float32


def affine_forward(x, w, b):
    x, w, b = (np.asarray(a, dtype=DTYPE) for a in (x, w, b))
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = (np.asarray(a, dtype=DTYPE) for a in cache)
    dout = dout.astype(DTYPE)
    return dout.dot(w.T), x.T.dot(dout), dout.sum(0)


def relu_forward(x):
    return np.maximum(x.astype(DTYPE), DTYPE(0)), x


def relu_backward(dout, cache):
    return dout.astype(DTYPE) * (cache > 0)


def softmax_loss(x, y):
    x = x.astype(DTYPE)
    x = x - x.max(axis=1, keepdims=True)
    e = np.exp(x)
    p = e / e.sum(axis=1, keepdims=True)
    n = DTYPE(len(y))
    loss = -np.log(p[np.arange(len(y)), y]).sum() / n
    dx = p.copy()
    dx[np.arange(len(y)), y] -= DTYPE(1)
    return loss, dx / n
