"""The operations: what each computes and how a gradient passes back through it, side by side.

Every array carries a leading axis of variants; what follows it is the *core* shape: `()` for a
scalar, `(n,)` for a vector, `(m, n)` for a matrix. In a batch each example is a column.

The conventions at the points where no derivative exists:
relu'(0) = 0, |a|' at 0 is 0, leaky_relu'(0) is its slope 0.01, and a tie in `maximum`, `minimum`
or `max` sends the whole gradient to the first of the equal entries.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from reference.arrays import Array, Shape, ShapeError, aligned, spread, total
from reference.losses import (
    bce,
    bce_pull,
    bce_pull_target,
    loss_shape,
    nll,
    nll_pull,
    nll_shape,
    softmax,
    softmax_pull,
    softmax_shape,
    squared,
)

LEAKY_SLOPE = 0.01
OUT = -1  # in `Pull.needs`: the value that the operation itself computed


@dataclass(frozen=True)
class Pull:
    """How the upstream gradient passes to one argument: `function(g, shape, *needed)`.

    `g` is the upstream gradient, `shape` the argument's core shape, and `needs` says which values
    the formula uses (argument positions, or `OUT`), so that nobody has to know the others. The
    result may still be broadcast against `shape`; `fit` settles that.
    """

    function: Callable[..., Array]
    needs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Op:
    """One operation. A pull of None marks an argument that has no gradient (a class label)."""

    name: str
    shape: Callable[..., Shape]
    forward: Callable[..., Array]
    pulls: tuple[Pull | None, ...]
    distance: Callable[..., Array] | None = None  # to the nearest kink, in the argument's units

    @property
    def arity(self) -> int:
        return len(self.pulls)


def _elementwise(a: Shape, b: Shape) -> Shape:
    if not a or not b:
        return a or b
    if len(a) == len(b) and all(m == n or 1 in (m, n) for m, n in zip(a, b, strict=True)):
        return tuple(max(m, n) for m, n in zip(a, b, strict=True))
    hint = "; give the vector as a column, or use affine(W, x, b)" if len(a) != len(b) else ""
    raise ShapeError(f"{a} and {b} do not fit entry by entry{hint}")


def _matmul_shape(a: Shape, b: Shape) -> Shape:
    if not a or not b:
        raise ShapeError(f"{a} @ {b}: @ takes vectors and matrices; use * for a scalar")
    if a[-1] != b[0]:
        raise ShapeError(f"{a} @ {b}: {a[-1]} columns meet {b[0]} rows")
    return a[:-1] + b[1:]


def _matmul(a: Array, b: Array) -> Array:
    vector_right = np.vecdot if a.ndim == 2 else np.matvec
    product: Array = (vector_right if b.ndim == 2 else np.vecmat if a.ndim == 2 else np.matmul)(
        a, b
    )
    return product


def _matmul_left(g: Array, shape: Shape, b: Array) -> Array:
    """dL/dA_ij = g_i b_j: A_ij is the arrow to i from j."""
    if b.ndim == 2:
        return g[:, None] * b if len(shape) == 1 else g[:, :, None] * b[:, None, :]
    gradient: Array = np.matvec(b, g) if len(shape) == 1 else np.matmul(g, b.swapaxes(1, 2))
    return gradient


def _matmul_right(g: Array, shape: Shape, a: Array) -> Array:
    """dL/db_j = sum over all i of A_ij g_i: every output that b_j feeds."""
    if a.ndim == 2:
        return g[:, None] * a if len(shape) == 1 else a[:, :, None] * g[:, None, :]
    gradient: Array = np.vecmat(g, a) if len(shape) == 1 else np.matmul(a.swapaxes(1, 2), g)
    return gradient


def _affine_shape(w: Shape, x: Shape, b: Shape) -> Shape:
    out = _matmul_shape(w, x)
    if b != out[:1]:
        raise ShapeError(f"the bias is {b} but W @ x has {out[0] if out else 1} rows")
    return out


def _affine(w: Array, x: Array, b: Array) -> Array:
    out = _matmul(w, x)
    return out + (b[:, :, None] if out.ndim == 3 else b)


def _affine_bias(g: Array, shape: Shape) -> Array:
    return g.sum(axis=2) if g.ndim == 3 else g


def _stable_sigmoid(a: Array) -> Array:
    z = np.exp(-np.abs(a))
    return np.where(a >= 0, 1.0, z) / (1.0 + z)


def _scalar_shape(a: Shape) -> Shape:
    return ()


def _same_shape(a: Shape) -> Shape:
    return a


def _transpose_shape(a: Shape) -> Shape:
    if len(a) != 2:
        raise ShapeError(f"transpose takes a matrix, not {a}")
    return a[::-1]


def _outer_shape(a: Shape, b: Shape) -> Shape:
    if len(a) != 1 or len(b) != 1:
        raise ShapeError(f"outer takes two vectors, not {a} and {b}")
    return a + b


def _first_largest(a: Array) -> Array:
    flat = a.reshape(a.shape[0], -1)
    hot = np.zeros_like(flat)
    np.put_along_axis(hot, flat.argmax(axis=1)[:, None], 1.0, axis=1)
    return hot.reshape(a.shape)


def _gap_to_second(a: Array) -> Array:
    flat = np.sort(a.reshape(a.shape[0], -1), axis=1)
    return flat[:, -1] - flat[:, -2] if flat.shape[1] > 1 else np.full(a.shape[0], np.inf)


def _power_exponent(g: Array, _: Shape, a: Array, out: Array) -> Array:
    g, a = aligned(g, a)
    return g * out * np.log(np.where(a > 0, a, 1.0))


def _binary(f: Callable[[Array, Array], Array]) -> Callable[[Array, Array], Array]:
    def forward(a: Array, b: Array) -> Array:
        return f(*aligned(a, b))

    return forward


def _product(g: Array, _: Shape, other: Array) -> Array:
    g, other = aligned(g, other)
    return g * other


def _times(f: Callable[..., Array]) -> Callable[..., Array]:
    """A pull g * f(needed values), aligned with g."""

    def pull(g: Array, _: Shape, *needed: Array) -> Array:
        widest = max((g, *needed), key=lambda a: a.ndim)
        g, *rest = (aligned(a, widest)[0] for a in (g, *needed))
        return g * f(*rest)

    return pull


def _apart(a: Array, b: Array) -> Array:
    a, b = aligned(a, b)
    return np.abs(a - b)


def _pair(
    name: str,
    function: Callable[[Array, Array], Array],
    left: Pull,
    right: Pull,
    *,
    distance: Callable[[Array, Array], Array] | None = None,
) -> Op:
    return Op(name, _elementwise, _binary(function), (left, right), distance)


def _unary(
    name: str,
    forward: Callable[[Array], Array],
    slope: Callable[[Array], Array],
    *,
    needs: int = 0,
    distance: Callable[[Array], Array] | None = None,
) -> Op:
    return Op(name, _same_shape, forward, (Pull(_times(slope), (needs,)),), distance)


def _loss(name: str, forward: Callable[..., Array], *pulls: Callable[..., Array]) -> Op:
    return Op(name, loss_shape, forward, tuple(Pull(pull, (0, 1)) for pull in pulls))


def _arithmetic() -> tuple[Op, ...]:
    """Entry by entry, of one or two values."""
    return (
        _pair("add", np.add, Pull(lambda g, s: g), Pull(lambda g, s: g)),
        _pair("subtract", np.subtract, Pull(lambda g, s: g), Pull(lambda g, s: -g)),
        _pair("multiply", np.multiply, Pull(_product, (1,)), Pull(_product, (0,))),
        _pair(
            "divide",
            np.divide,
            Pull(_times(lambda b: 1 / b), (1,)),
            Pull(_times(lambda out, b: -out / b), (OUT, 1)),
        ),
        _pair(
            "power",
            np.power,
            Pull(_times(lambda a, b: b * np.power(a, b - 1)), (0, 1)),
            Pull(_power_exponent, (0, OUT)),
        ),
        _pair(
            "maximum",
            np.maximum,
            Pull(_times(lambda a, b: a >= b), (0, 1)),
            Pull(_times(lambda a, b: b > a), (0, 1)),
            distance=_apart,
        ),
        _pair(
            "minimum",
            np.minimum,
            Pull(_times(lambda a, b: a <= b), (0, 1)),
            Pull(_times(lambda a, b: b < a), (0, 1)),
            distance=_apart,
        ),
        Op("negative", _same_shape, np.negative, (Pull(lambda g, s: -g),)),
    )


def _functions() -> tuple[Op, ...]:
    """Entry by entry, of one value."""
    return (
        _unary("identity", np.positive, np.ones_like),
        _unary(
            "relu",
            lambda a: np.maximum(a, 0.0),
            lambda a: np.where(a > 0, 1.0, 0.0),
            distance=np.abs,
        ),
        _unary(
            "leaky_relu",
            lambda a: np.where(a > 0, a, LEAKY_SLOPE * a),
            lambda a: np.where(a > 0, 1.0, LEAKY_SLOPE),
            distance=np.abs,
        ),
        _unary("sigmoid", _stable_sigmoid, lambda s: s * (1 - s), needs=OUT),
        _unary("tanh", np.tanh, lambda t: 1 - t * t, needs=OUT),
        _unary("exp", np.exp, lambda out: out, needs=OUT),
        _unary("log", np.log, lambda a: 1 / a),
        _unary("sqrt", np.sqrt, lambda out: 0.5 / out, needs=OUT),
        _unary("abs", np.abs, np.sign, distance=np.abs),
        _unary("sin", np.sin, np.cos),
        _unary("cos", np.cos, lambda a: -np.sin(a)),
    )


def _linear_algebra() -> tuple[Op, ...]:
    return (
        Op(
            "matmul",
            _matmul_shape,
            _matmul,
            (Pull(_matmul_left, (1,)), Pull(_matmul_right, (0,))),
        ),
        Op(
            "affine",
            _affine_shape,
            _affine,
            (Pull(_matmul_left, (1,)), Pull(_matmul_right, (0,)), Pull(_affine_bias)),
        ),
        Op(
            "transpose",
            _transpose_shape,
            lambda a: a.swapaxes(1, 2),
            (Pull(lambda g, s: g.swapaxes(1, 2)),),
        ),
        Op(
            "outer",
            _outer_shape,
            lambda a, b: a[:, :, None] * b[:, None, :],
            (
                Pull(lambda g, s, b: np.matvec(g, b), (1,)),
                Pull(lambda g, s, a: np.vecmat(a, g), (0,)),
            ),
        ),
        Op("sum", _scalar_shape, total, (Pull(spread),)),
        Op(
            "mean",
            _scalar_shape,
            lambda a: total(a) / a[0].size,
            (Pull(lambda g, s: spread(g, s) / math.prod(s)),),
        ),
        Op(
            "sum_squares",
            _scalar_shape,
            lambda a: total(a * a),
            (Pull(_times(lambda a: 2 * a), (0,)),),
        ),
        Op(
            "max",
            _scalar_shape,
            lambda a: a.reshape(a.shape[0], -1).max(axis=1),
            (Pull(_times(_first_largest), (0,)),),
            _gap_to_second,
        ),
    )


def _output_layer() -> tuple[Op, ...]:
    """The losses are averaged over the examples of a batch."""
    return (
        Op("softmax", softmax_shape, softmax, (Pull(softmax_pull, (OUT,)),)),
        Op("nll", nll_shape, nll, (Pull(nll_pull, (0, 1)), None)),
        _loss("half_squared_error", *squared(0.5)),
        _loss("squared_error", *squared(1.0)),
        _loss("mean_squared_error", *squared(1.0, per_entry=True)),
        _loss("binary_cross_entropy", bce, bce_pull, bce_pull_target),
    )


OPS: Mapping[str, Op] = {
    op.name: op for op in (*_arithmetic(), *_functions(), *_linear_algebra(), *_output_layer())
}
