"""Arrays with a leading axis of variants, and how their core shapes meet."""

from __future__ import annotations

from functools import reduce
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Shape = tuple[int, ...]


class ShapeError(ValueError):
    """The shapes of an operation's arguments do not fit together."""


def fit(gradient: Array, shape: Shape) -> Array:
    """`gradient` summed or spread until its core shape is `shape`: the reverse of broadcasting."""
    core = gradient.shape[1:]
    if core == shape:
        return gradient
    if len(core) > len(shape):  # only a scalar is ever spread over more axes
        return total(gradient)
    spread = gradient.reshape(gradient.shape[0], *[1] * (len(shape) - len(core)), *core)
    summed = tuple(i + 1 for i, n in enumerate(shape) if n == 1 and spread.shape[i + 1] != 1)
    if summed:
        spread = spread.sum(axis=summed, keepdims=True)
    return np.broadcast_to(spread, (gradient.shape[0], *shape))


def aligned(a: Array, b: Array) -> tuple[Array, Array]:
    """A scalar core gets the axes of the other argument, behind the leading axis."""
    if a.ndim < b.ndim:
        a = a.reshape(a.shape[0], *[1] * (b.ndim - 1))
    elif b.ndim < a.ndim:
        b = b.reshape(b.shape[0], *[1] * (a.ndim - 1))
    return a, b


def total(values: Array) -> Array:
    return values.sum(axis=tuple(range(1, values.ndim))) if values.ndim > 1 else values


def spread(g: Array, shape: Shape) -> Array:
    return g.reshape(g.shape[0], *[1] * len(shape))


def rows(value: NDArray[Any]) -> NDArray[Any]:
    """Each variant's entries in one row, (V, entries)."""
    return value.reshape(len(value), prod(value.shape[1:]))


def row_any(mask: Mask) -> Mask:
    """Which variants have a true entry, (V,)."""
    return _across(np.logical_or, mask)


def row_all(mask: Mask) -> Mask:
    """Which variants have only true entries, (V,)."""
    return _across(np.logical_and, mask)


def row_max(value: Array) -> Array:
    """Each variant's largest entry, (V,); NaN where it has one."""
    return _across(np.maximum, value)


def row_min(value: Array) -> Array:
    """Each variant's smallest entry, (V,); NaN where it has one."""
    return _across(np.minimum, value)


def _across(combine: np.ufunc, value: NDArray[Any]) -> NDArray[Any]:
    # A NumPy reduction over a short last axis starts its inner loop anew for every variant;
    # combining the few columns is many times faster.
    flat = rows(value)
    if 1 <= flat.shape[1] <= 32:
        found: NDArray[Any] = reduce(combine, flat.T)
        return found
    reduced: NDArray[Any] = combine.reduce(flat, axis=1)
    return reduced
