"""The output layer and the losses: softmax, and what is averaged over the examples of a batch."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reference.arrays import Array, Shape, ShapeError, total


def softmax_shape(o: Shape) -> Shape:
    if not o:
        raise ShapeError("softmax takes a vector, or a matrix with one example per column")
    return o


def softmax(o: Array) -> Array:
    z = np.exp(o - o.max(axis=1, keepdims=True))
    p: Array = z / z.sum(axis=1, keepdims=True)
    return p


def softmax_pull(g: Array, _: Shape, p: Array) -> Array:
    """J g with J = diag(p) - p p^T."""
    gradient: Array = p * (g - (g * p).sum(axis=1, keepdims=True))
    return gradient


def examples_in(a: Array) -> int:
    """How many examples a value holds: one column each in a batch."""
    return int(a.shape[2]) if a.ndim == 3 else 1


def one_hot(y: Array, like: Array) -> Array:
    """The class labels `y` as columns of zeros and a one, in the shape of `like`."""
    classes = np.arange(like.shape[1]).reshape(1, -1, *[1] * (like.ndim - 2))
    return np.where(classes == np.expand_dims(y, 1), 1.0, 0.0)


def chosen(p: Array, y: Array) -> Array:
    """The entries p_y: core () for one example, (N,) for a batch."""
    return np.take_along_axis(p, np.expand_dims(y, 1), axis=1)[:, 0]


def nll_shape(p: Shape, y: Shape) -> Shape:
    if not p or y != p[1:]:
        raise ShapeError(f"p is {p} and y {y}: y holds one class index for each column of p")
    return ()


def nll(p: Array, y: Array) -> Array:
    loss = -np.log(chosen(p, y))
    return loss.mean(axis=1) if loss.ndim == 2 else loss


def column(g: Array, like: Array) -> Array:
    return g.reshape(g.shape[0], *[1] * (like.ndim - 1))


def nll_pull(g: Array, _: Shape, p: Array, y: Array) -> Array:
    """-e/p: a probability that is 0 makes only its own class's entry infinite."""
    e = one_hot(y, p)
    gradient: Array = -column(g, p) * e / (np.where(e == 1, p, 1.0) * examples_in(p))
    return gradient


def loss_shape(yhat: Shape, y: Shape) -> Shape:
    if yhat != y:
        raise ShapeError(f"the prediction is {yhat} but the target is {y}")
    return ()


def squared(factor: float, per_entry: bool = False) -> tuple[Callable[..., Array], ...]:
    """A squared error: `factor` times the sum over outputs, averaged over examples."""

    def scale(a: Array) -> float:
        return factor / (a[0].size if per_entry else examples_in(a))

    def loss(yhat: Array, y: Array) -> Array:
        return scale(yhat) * total((yhat - y) ** 2)

    def pull(g: Array, _: Shape, yhat: Array, y: Array) -> Array:
        return column(g, yhat) * (2 * scale(yhat)) * (yhat - y)

    def pull_target(g: Array, shape: Shape, yhat: Array, y: Array) -> Array:
        return -pull(g, shape, yhat, y)

    return loss, pull, pull_target


def bce(p: Array, y: Array) -> Array:
    # A target of exactly 0 or 1 switches its other term off, whatever the logarithm says.
    terms = np.where(y == 0, 0.0, y * np.log(p)) + np.where(y == 1, 0.0, (1 - y) * np.log(1 - p))
    return -total(terms) / examples_in(p)


def bce_pull(g: Array, _: Shape, p: Array, y: Array) -> Array:
    return column(g, p) * (p - y) / (p * (1 - p) * examples_in(p))


def bce_pull_target(g: Array, _: Shape, p: Array, y: Array) -> Array:
    return -column(g, p) * np.log(p / (1 - p)) / examples_in(p)
