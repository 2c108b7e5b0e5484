# expect: ending = finished
# expect: loses = none
from dataclasses import dataclass, field, astuple
from typing import Optional

import numpy as np


@dataclass(frozen=True)
class AffineCache:
    x: np.ndarray
    w: np.ndarray
    b: np.ndarray

    def __iter__(self):
        yield from (self.x, self.w, self.b)


@dataclass
class Grads:
    dx: Optional[np.ndarray] = None
    dw: Optional[np.ndarray] = None
    db: Optional[np.ndarray] = None
    log: list = field(default_factory=list)


def affine_forward(x, w, b):
    cache = AffineCache(x, w, b)
    return cache.x @ cache.w + cache.b, cache


def affine_backward(dout, cache):
    cache = AffineCache(*cache)
    g = Grads()
    g.dx = dout @ cache.w.T
    g.dw = cache.x.T @ dout
    g.db = dout.sum(0)
    return astuple(g)[:3]


def relu_forward(x):
    return (x + abs(x)) / 2, x


def relu_backward(dout, cache):
    return dout * (np.sign(cache) == 1)


@dataclass
class SoftmaxLoss:
    scores: np.ndarray
    labels: np.ndarray
    p: np.ndarray = field(init=False)

    def __post_init__(self):
        e = np.exp(self.scores - self.scores.max(axis=1)[:, np.newaxis])
        self.p = e / e.sum(axis=1)[:, np.newaxis]

    @property
    def loss(self):
        return -np.log(self.p[np.arange(self.n), self.labels]).mean()

    @property
    def n(self):
        return len(self.labels)

    def gradient(self):
        t = np.zeros_like(self.p)
        t[np.arange(self.n), self.labels] = 1
        return (self.p - t) / self.n


def softmax_loss(x, y):
    s = SoftmaxLoss(x, y)
    return s.loss, s.gradient()
