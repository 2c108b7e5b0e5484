# expect: ending = finished
# expect: loses = none
from collections import ChainMap, OrderedDict, defaultdict, namedtuple

import numpy as np

Affine = namedtuple("Affine", "x w b")
Gradients = namedtuple("Gradients", ["dx", "dw", "db"])


def affine_forward(x, w, b):
    c = Affine(x=x, w=w, b=b)
    return c.x @ c.w + c.b, c


def affine_backward(dout, cache):
    c = Affine._make(cache)
    g = defaultdict(lambda: 0)
    for n, d in enumerate(dout):
        g["w"] += c.x[n][:, None] * d[None, :]
        g["b"] += d
    return Gradients(dout @ c.w.T, g["w"], g["b"])


def relu_forward(x):
    return x * (x > 0), x


def relu_backward(dout, cache):
    return np.copysign(dout, dout) * (cache > 0)


def softmax_loss(x, y):
    r = OrderedDict()
    r["z"] = x - x.max(axis=1, keepdims=True)
    r["p"] = np.exp(r["z"]) / np.exp(r["z"]).sum(axis=1, keepdims=True)
    r = ChainMap({"loss": -np.log(r["p"][np.arange(len(y)), y]).mean()}, r)
    d = r["p"].copy()
    d[np.arange(len(y)), y] -= 1
    return {"loss": r["loss"], "dx": d / len(y)}.values()
