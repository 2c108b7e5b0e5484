# expect: ending = finished
# expect: loses = none
from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Labels: TypeAlias = npt.NDArray[np.int_]
S = TypeVar("S", bound=np.generic)


class Cache(NamedTuple):
    x: Floats
    w: Floats
    b: Floats


def affine_forward(x: Floats, w: Floats, b: Floats) -> tuple[Floats, Cache]:
    out: Floats = x @ w + b
    return out, Cache(x, w, b)


def affine_backward(dout: Floats, cache: Cache | tuple[Floats, ...]) -> tuple[Floats, Floats, Floats]:
    kept: Cache = Cache(*cache)
    return dout @ kept.w.T, kept.x.T @ dout, dout.sum(axis=0)


def relu_forward(x: npt.ArrayLike) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    a = np.asarray(x)
    return np.maximum(a, 0), a


def relu_backward(dout: Floats, cache: Floats) -> Floats:
    return dout * (cache > 0)


def softmax_loss(x: Floats, y: Labels, /) -> tuple[float, Floats]:
    m: Floats = x.max(axis=1, keepdims=True)
    lse: Floats = m + np.log(np.exp(x - m).sum(axis=1, keepdims=True))
    logp: Floats = x - lse
    picked = np.take_along_axis(logp, y[:, None], axis=1)
    dx: Floats = np.exp(logp)
    np.put_along_axis(dx, y[:, None], np.exp(picked) - 1, axis=1)
    return float(-picked.mean()), dx / x.shape[0]
