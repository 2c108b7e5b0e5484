# expect: ending = finished
# expect: loses = none
"""Typed to the last name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Cache: TypeAlias = "tuple[Array, Array, Array]"


@dataclass(frozen=True, slots=True)
class Softmax:
    scores: Array
    log_p: Array = field(init=False)

    def __post_init__(self) -> None:
        z = self.scores - self.scores.max(axis=1, keepdims=True)
        object.__setattr__(self, "log_p", z - np.log(np.exp(z).sum(axis=1, keepdims=True)))


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    return x @ w + b, (x, w, b)


def affine_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x: Array) -> tuple[Array, Array]:
    return np.clip(x, 0, None), x


def relu_backward(dout: Array, cache: Array) -> Array:
    return np.where(cache > 0, dout, 0.0)


def softmax_loss(x: Array, y: npt.NDArray[np.int64]) -> tuple[float, Array]:
    found = Softmax(x)
    one_hot = np.eye(x.shape[1])[y]
    return float(-(one_hot * found.log_p).sum() / len(x)), (np.exp(found.log_p) - one_hot) / len(x)
