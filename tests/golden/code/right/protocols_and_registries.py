# expect: ending = finished
# expect: loses = none
import enum
import operator
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import numpy as np

T = TypeVar("T")


class Mode(enum.StrEnum):
    AFFINE = enum.auto()
    RELU = enum.auto()


class Backward(Protocol):
    def __call__(self, dout, cache): ...


class Registry(dict, Generic[T]):
    def __missing__(self, key):
        raise KeyError(f"no layer {key!r}; there are {sorted(self)}")

    def register(self, name: Mode) -> Callable[[T], T]:
        def keep(f):
            self[name] = f
            return f
        return keep


class Base(ABC):
    __slots__ = ("x",)

    @abstractmethod
    def go(self): ...


class Twice(Base):
    def go(self):
        return operator.mul(self.x, 2)


forwards: Registry[Callable] = Registry()
backwards: Registry[Backward] = Registry()


@forwards.register(Mode.AFFINE)
def affine_forward(x, w, b):
    return x.__matmul__(w).__add__(b), (x, w, b)


@backwards.register(Mode.AFFINE)
def affine_backward(dout, cache):
    x, w, b = cache
    return np.inner(dout, w), np.dot(x.T, dout), dout.mean(axis=0) * len(dout)


@forwards.register(Mode.RELU)
def relu_forward(x):
    return np.piecewise(x, [x <= 0, x > 0], [0, lambda v: v]), x


@backwards.register(Mode.RELU)
def relu_backward(dout, cache):
    return np.select([cache > 0], [dout], default=0)


def softmax_loss(x, y):
    z = np.subtract(x, np.max(x, axis=-1, keepdims=True))
    s = np.exp(z).sum(axis=-1)
    loss = (np.log(s) - z[np.arange(y.size), y]).mean()
    dx = np.exp(z) / s[..., None]
    np.subtract.at(dx, (np.arange(y.size), y), 1)
    return loss, np.true_divide(dx, y.size)
