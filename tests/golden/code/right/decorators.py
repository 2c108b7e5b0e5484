# expect: ending = finished
# expect: loses = none
import functools
import time

import numpy as np

TIMES = {}


def timed(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return f(*args, **kwargs)
        finally:
            TIMES.setdefault(f.__name__, []).append(time.perf_counter() - start)
    return wrapper


def shapes(*wanted):
    def decorate(f):
        def inner(*args):
            for a, n in zip(args, wanted):
                assert np.ndim(a) == n, f"{f.__name__}: expected {n} axes, got {np.ndim(a)}"
            return f(*args)
        inner.__name__ = f.__name__
        inner.__doc__ = f.__doc__
        return inner
    return decorate


class counted:
    """A decorator that is a class."""

    def __init__(self, f):
        self.f = f
        self.count = 0
        functools.update_wrapper(self, f)

    def __call__(self, *args):
        self.count += 1
        return self.f(*args)


@timed
@shapes(2, 2, 1)
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


@shapes(2)
@timed
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


@counted
def relu_forward(x):
    return np.maximum(x, 0), x


@counted
@timed
def relu_backward(dout, cache):
    return dout * (cache > 0)


@timed
@counted
def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    t = np.eye(x.shape[1])[y]
    return -(t * np.log(p + 1e-300)).sum() / len(x), (p - t) / len(x)
