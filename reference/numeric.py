"""Central differences: the witness that knows no calculus.

A function here takes leaves with a leading axis V and returns one number per variant, (V,). Every
shifted copy of a variant is one more variant, so a full gradient is a single call.

Accuracy. (f(x + h) - f(x - h)) / 2h is off by h^2 f'''/6 from cutting the series and by about
eps |f| / h from rounding; the two meet near h = eps^(1/3) = 6e-6 times the size of x, where about
1e-10 |f| remains for a smooth f of ordinary size. Ten digits are the best to hope for; eight can
be relied on for gradients no smaller than 1e-2 |f|. Within h of a kink (ReLU at 0) the answer is
some value between the slopes of both sides, so keep further away than that.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Leaves = Mapping[str, Array]
Function = Callable[[Leaves], Array]

STEP = float(np.finfo(np.float64).eps) ** (1 / 3)


def gradient(function: Function, leaves: Leaves, name: str) -> Array:
    """df/d(leaf `name`), in the leaf's own shape (V, *core), entry by entry.

    One call of the function with 2 V m variants, where m is the number of entries of the leaf.
    Raises ValueError for a leaf of whole numbers (a class index cannot be moved a little).
    """
    x = _real(leaves, name)
    V, m = x.shape[0], int(np.prod(x.shape[1:]))
    flat = x.reshape(V, 1, m)
    # What is really added is the difference of two float64 numbers, not the step asked for.
    wide = STEP * np.maximum(1.0, np.abs(flat))
    h = (flat + wide) - flat
    shift = h * np.eye(m)
    shifted = np.concatenate([flat + shift, flat - shift], axis=1)
    copies = {key: np.repeat(leaf, 2 * m, axis=0) for key, leaf in leaves.items()}
    copies[name] = shifted.reshape(V * 2 * m, *x.shape[1:])
    values = _values(function, copies).reshape(V, 2, m)
    slopes: Array = (values[:, 0] - values[:, 1]) / (2 * h[:, 0])
    return slopes.reshape(x.shape)


def gradients(function: Function, leaves: Leaves, names: Sequence[str]) -> dict[str, Array]:
    """`gradient` for each of the named leaves."""
    return {name: gradient(function, leaves, name) for name in names}


def directional(function: Function, leaves: Leaves, directions: Leaves) -> Array:
    """The derivative (V,) along `directions`, which moves all the named leaves at once.

    A direction has the shape of its leaf; leaves without one stay. The largest entry moves by
    STEP times the size of the leaves (at least 1), however long the direction is.
    Raises ValueError for a direction of another shape, or along a leaf of whole numbers.
    """
    for name, direction in directions.items():
        if np.shape(direction) != _real(leaves, name).shape:
            raise ValueError(
                f"direction of {name} has shape {np.shape(direction)}; "
                f"{leaves[name].shape} is needed"
            )
    longest = _largest(directions)
    size = np.maximum(1.0, _largest({name: leaves[name] for name in directions}))
    # Along a direction of nothing but zeros the derivative is 0, whatever the step.
    h = STEP * size / np.where(longest > 0, longest, 1.0)
    up = _values(function, _moved(leaves, directions, h))
    down = _values(function, _moved(leaves, directions, -h))
    slope: Array = (up - down) / (2 * h)
    return slope


def gradient_check(
    function: Function,
    leaves: Leaves,
    claimed: Leaves,
    *,
    rng: np.random.Generator,
    directions: int = 3,
) -> Array:
    """How far `claimed` gradients are from differences along random directions: one number (V,).

    The greatest |numeric - claimed . d| over the directions d, divided by the length of the claimed
    gradient times that of d, or by |numeric| if greater. A right gradient gives less than 1e-4
    (usually 1e-9), a wrong factor or sign or a lost term something of order 1, NaN gives NaN.
    Gradients shorter than STEP times |f| cannot be seen by differences and count as that long.
    """
    value = _values(function, leaves)
    floor = STEP * np.abs(value) + np.finfo(np.float64).tiny
    worst = np.zeros_like(value)
    for _ in range(directions):
        along = {name: rng.standard_normal(np.shape(leaves[name])) for name in claimed}
        numeric = directional(function, leaves, along)
        analytic = _dot(claimed, along)
        length = np.maximum(np.sqrt(_dot(claimed, claimed)), floor) * np.sqrt(_dot(along, along))
        worst = np.maximum(worst, np.abs(numeric - analytic) / np.maximum(length, np.abs(numeric)))
    return worst


def _real(leaves: Leaves, name: str) -> Array:
    if name not in leaves:
        raise ValueError(f"{name} is not a leaf; there are {', '.join(leaves)}")
    if leaves[name].dtype.kind != "f":
        raise ValueError(
            f"{name} holds {leaves[name].dtype} values; only a leaf of real numbers can be moved"
        )
    return leaves[name]


def _values(function: Function, leaves: Leaves) -> Array:
    values = function(leaves)
    needed = next(iter(leaves.values())).shape[:1]
    if values.shape != needed:
        raise ValueError(f"the function gave shape {values.shape}; {needed} is needed")
    return values


def _moved(leaves: Leaves, directions: Leaves, h: Array) -> dict[str, Array]:
    moved = dict(leaves)
    for name, direction in directions.items():
        step = h.reshape(-1, *(1,) * (direction.ndim - 1))
        moved[name] = leaves[name] + step * direction
    return moved


def _per_variant(leaf: Array) -> Array:
    return leaf.reshape(leaf.shape[0], -1)


def _largest(leaves: Leaves) -> Array:
    """The greatest absolute entry of each variant, over all the leaves."""
    each = [np.abs(_per_variant(leaf)).max(axis=1) for leaf in leaves.values()]
    largest: Array = np.max(each, axis=0)
    return largest


def _dot(left: Leaves, right: Leaves) -> Array:
    """The inner product of each variant, over all the leaves of `left`."""
    each = [(_per_variant(left[name]) * _per_variant(right[name])).sum(axis=1) for name in left]
    total: Array = np.sum(each, axis=0)
    return total
