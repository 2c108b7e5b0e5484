# expect: ending = finished
# expect: loses = none
from functools import partial, reduce
from operator import add, matmul, methodcaller

import numpy as np


def layer(kind, *args):
    if kind == "affine":
        x, w, b = args
        return add(matmul(x, w), b), args
    (x,) = args
    return np.maximum(x, 0), x


def back(dout, cache, kind):
    if kind == "affine":
        x, w, b = cache
        transposed = methodcaller("transpose")
        return matmul(dout, transposed(w)), matmul(transposed(x), dout), reduce(add, dout)
    return dout * (cache > 0)


def loss_of(log, exp, x, y):
    z = x - x.max(axis=1, keepdims=True)
    p = exp(z) / exp(z).sum(axis=1, keepdims=True)
    t = np.eye(x.shape[1])[y]
    return -log((p * t).sum(1)).mean(), (p - t) / len(x)


affine_forward = partial(layer, "affine")
affine_backward = partial(back, kind="affine")
relu_forward = partial(layer, "relu")
relu_backward = partial(back, kind="relu")
softmax_loss = partial(loss_of, np.log, np.exp)
