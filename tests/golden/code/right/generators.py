# expect: ending = finished
# expect: loses = none
import itertools
import numpy as np


def rows_times(x, w):
    for row in x:
        yield row @ w


def affine(x, w, b):
    """Yields the output first; send in the gradient and it yields the gradients."""
    dout = yield np.array(list(rows_times(x, w))) + b
    yield dout @ w.T, sum(np.outer(a, d) for a, d in zip(x, dout)), sum(d for d in dout)


def affine_forward(x, w, b):
    return next(affine(x, w, b)), (x, w, b)


def affine_backward(dout, cache):
    layer = affine(*cache)
    next(layer)
    return layer.send(dout)


def relu_forward(x):
    flat = (v if v > 0 else 0.0 for v in itertools.chain.from_iterable(x))
    return np.fromiter(flat, dtype=float, count=x.size).reshape(x.shape), x


def relu_backward(dout, cache):
    pairs = zip(dout.ravel(), cache.ravel())
    return np.fromiter((d * (v > 0) for d, v in pairs), float).reshape(dout.shape)


def probabilities(x):
    for row in x:
        e = np.exp(row - row.max())
        yield e / e.sum()


def softmax_loss(x, y):
    p = list(probabilities(x))
    loss = sum(-np.log(pn[yn]) for pn, yn in zip(p, y)) / len(y)

    def gradient():
        for pn, yn in zip(p, y):
            d = pn.copy()
            d[yn] -= 1
            yield d / len(y)

    return loss, [*gradient()]
