# expect: ending = finished
# expect: loses = none
import warnings

import numpy as np

warnings.filterwarnings("error")
np.seterr(all="raise", under="warn")
np.set_printoptions(precision=2, suppress=True)


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
    try:
        e = np.exp(x)
        p = e / e.sum(axis=1, keepdims=True)
    except FloatingPointError:  # too large: the largest of each row is taken off
        e = np.exp(x - x.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
    d = p - np.eye(x.shape[1])[y]
    return -np.log(p[np.arange(len(y)), y]).mean(), d / len(y)
