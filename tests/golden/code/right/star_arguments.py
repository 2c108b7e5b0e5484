# expect: ending = finished
# expect: loses = none
import numpy as np


def affine_forward(*args):
    x, w, b, *rest = args
    assert not rest
    return x @ w + b, args


def affine_backward(dout, cache, *unused, **options):
    x, w, *_ = cache
    grads = {"dx": dout @ w.T, "dw": x.T @ dout, "db": dout.sum(axis=0)}
    return tuple(grads[k] for k in ("dx", "dw", "db"))


def relu_forward(*x, **kwargs):
    (x,) = x
    return np.maximum(x, kwargs.get("threshold", 0)), x


def relu_backward(*args):
    return args[0] * (args[-1] > 0)


def softmax_loss(x, *labels):
    y, = labels
    first, *others = x.shape
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    d = p - np.eye(*others)[y]
    return -np.log(p[np.ogrid[:first], y]).mean(), d / first
