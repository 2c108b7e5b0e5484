# expect: ending = finished
# expect: loses = none
"""Names that other modules have too: wire, child, seal, zygote, notebook, os."""
import numpy as np


def wire(a, b):
    return a @ b


def child(a):
    return a.T


class seal:
    pass


def notebook(rows):
    return rows.sum(axis=0)


zygote = os = sys = struct = job = codes = names = module = answer = call = None
outputs = inputs = echo = text = error = code = "mine"


def affine_forward(x, w, b):
    return wire(x, w) + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return wire(dout, child(w)), wire(child(x), dout), notebook(dout)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def softmax_loss(x, y):
    exp = np.exp(x - x.max(axis=1, keepdims=True))
    p = exp / exp.sum(axis=1, keepdims=True)
    d = p - np.eye(x.shape[1])[y]
    return -np.mean(np.log(p[np.arange(len(y)), y])), d / len(y)
