# expect: ending = finished
# expect: loses = none
import copy
import numpy as np


def affine_forward(x, w, b):
    out = np.empty((x.shape[0], w.shape[1]))
    np.dot(x, w, out=out)
    out += b
    return out, (x.copy(), w.copy(), b.copy())


def affine_backward(dout, cache):
    x, w, b = copy.deepcopy(cache)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    dx = np.zeros_like(x)
    for n in range(len(x)):
        dw += np.outer(x[n], dout[n])
        db += dout[n]
        dx[n] += w @ dout[n]
    x *= 0
    w *= 0
    b *= 0
    return dx, dw, db


def relu_forward(x):
    out = x.copy()
    out[out < 0] = 0
    return out, x


def relu_backward(dout, cache):
    dx = np.array(dout)
    dx[cache <= 0] = 0
    return dx


def softmax_loss(x, y):
    p = x.copy()
    p -= p.max(axis=1, keepdims=True)
    np.exp(p, out=p)
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    p /= len(y)
    return loss, p
