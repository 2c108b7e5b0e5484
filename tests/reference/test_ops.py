"""Every operation against central differences, in every shape; conventions at the kinks; shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Shape, ShapeError, fit
from reference.numeric import gradient
from reference.ops import LEAKY_SLOPE, OPS, OUT, Op

Array = npt.NDArray[Any]
Shapes = tuple[Shape, ...]

SIDES = st.integers(1, 4)
VECTORS = st.tuples(SIDES)
MATRICES = st.tuples(SIDES, SIDES)
ANY = st.one_of(st.just(()), VECTORS, MATRICES)


def alone(shapes: st.SearchStrategy[Shape]) -> st.SearchStrategy[Shapes]:
    return shapes.map(lambda shape: (shape,))


def alike(shapes: st.SearchStrategy[Shape]) -> st.SearchStrategy[Shapes]:
    return shapes.map(lambda shape: (shape, shape))


@st.composite
def pairs(draw: st.DrawFn) -> Shapes:
    """Two shapes that fit entry by entry: equal, one a scalar, or spread along axes of 1."""
    shape = draw(ANY)
    other = tuple(draw(st.sampled_from([1, n])) for n in shape)
    found = draw(st.sampled_from([(shape, shape), (shape, other), (shape, ()), (other, shape)]))
    return found[::-1] if draw(st.booleans()) else found


@st.composite
def products(draw: st.DrawFn) -> Shapes:
    m, k, n = draw(SIDES), draw(SIDES), draw(SIDES)
    return draw(
        st.sampled_from([((m, k), (k,)), ((m, k), (k, n)), ((k,), (k,)), ((k,), (k, n))]),
    )


@st.composite
def layers(draw: st.DrawFn) -> Shapes:
    m, k, n = draw(SIDES), draw(SIDES), draw(SIDES)
    return draw(st.sampled_from([((m, k), (k,), (m,)), ((m, k), (k, n), (m,))]))


@st.composite
def labelled(draw: st.DrawFn) -> Shapes:
    classes, examples = draw(SIDES), draw(SIDES)
    return draw(st.sampled_from([((classes,), ()), ((classes, examples), (examples,))]))


def signed(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Numbers of size 0.3 to 1.7, so that no step of a difference meets a kink at 0."""
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.3, 1.7, shape)


def positive(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return rng.uniform(0.3, 1.7, shape)


def probabilities(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return rng.uniform(0.1, 0.9, shape)


def apart(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Numbers no two of which are nearer than 0.05, so that no maximum is a tie."""
    grid = rng.permutation(np.arange(int(np.prod(shape)))).reshape(shape)
    return 0.1 * grid - 1.0 + rng.uniform(0, 0.05, shape)


Drawing = Callable[[np.random.Generator, tuple[int, ...]], Array]


@dataclass(frozen=True)
class Trial:
    """The argument shapes an operation is tried with, and where its arguments lie."""

    shapes: st.SearchStrategy[Shapes]
    first: Drawing = signed
    second: Drawing = signed


TRIALS = {
    "add": Trial(pairs()),
    "subtract": Trial(pairs()),
    "multiply": Trial(pairs()),
    "divide": Trial(pairs()),
    "power": Trial(pairs(), positive),
    # Multiples of 0.1 on one side and an offset on the other never tie.
    "maximum": Trial(pairs(), apart, lambda rng, shape: apart(rng, shape) + 0.075),
    "minimum": Trial(pairs(), apart, lambda rng, shape: apart(rng, shape) + 0.075),
    "negative": Trial(alone(ANY)),
    "identity": Trial(alone(ANY)),
    "relu": Trial(alone(ANY)),
    "leaky_relu": Trial(alone(ANY)),
    "sigmoid": Trial(alone(ANY)),
    "tanh": Trial(alone(ANY)),
    "exp": Trial(alone(ANY)),
    "log": Trial(alone(ANY), positive),
    "sqrt": Trial(alone(ANY), positive),
    "abs": Trial(alone(ANY)),
    "sin": Trial(alone(ANY)),
    "cos": Trial(alone(ANY)),
    "matmul": Trial(products()),
    "affine": Trial(layers()),
    "transpose": Trial(alone(MATRICES)),
    "outer": Trial(st.tuples(VECTORS, VECTORS)),
    "sum": Trial(alone(ANY)),
    "mean": Trial(alone(ANY)),
    "sum_squares": Trial(alone(ANY)),
    "max": Trial(alone(ANY), apart),
    "softmax": Trial(alone(st.one_of(VECTORS, MATRICES))),
    "nll": Trial(labelled(), probabilities),
    "half_squared_error": Trial(alike(ANY)),
    "squared_error": Trial(alike(ANY)),
    "mean_squared_error": Trial(alike(ANY)),
    "binary_cross_entropy": Trial(alike(ANY), probabilities, probabilities),
}


def arguments_of(op: Op, trial: Trial, shapes: Shapes, seed: int) -> dict[str, Array]:
    rng = np.random.default_rng(seed)
    draw = (trial.first, trial.second, signed)
    found: dict[str, Array] = {}
    for position, shape in enumerate(shapes):
        if op.pulls[position] is None:
            found[str(position)] = rng.integers(shapes[0][0], size=(2, *shape))
        else:
            found[str(position)] = draw[position](rng, (2, *shape))
    return found


def pulled(op: Op, position: int, g: Array, arguments: list[Array], out: Array) -> Array:
    """The share of the upstream gradient `g` for one argument, as the graph takes it."""
    pull = op.pulls[position]
    assert pull is not None
    shape = arguments[position].shape[1:]
    needed = [out if need == OUT else arguments[need] for need in pull.needs]
    return fit(pull.function(g, shape, *needed), shape)


def test_no_operation_is_missing_from_the_trials() -> None:
    assert set(TRIALS) == set(OPS)


@pytest.mark.parametrize("name", OPS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_an_operation_agrees_with_central_differences(name: str, data: st.DataObject) -> None:
    op, trial = OPS[name], TRIALS[name]
    shapes = data.draw(trial.shapes)
    leaves = arguments_of(op, trial, shapes, data.draw(st.integers(0, 2**31)))
    out = op.forward(*leaves.values())
    assert out.shape == (2, *op.shape(*shapes))
    g = np.random.default_rng(0).uniform(0.5, 1.5, out.shape)

    def weighted(moved: Any) -> Array:
        value = op.forward(*moved.values())
        weights = np.repeat(g, len(value) // 2, axis=0)
        return (value * weights).reshape(len(value), -1).sum(axis=1)

    for position in range(op.arity):
        if op.pulls[position] is not None:
            share = pulled(op, position, g, list(leaves.values()), out)
            assert share.shape == leaves[str(position)].shape
            expected = gradient(weighted, leaves, str(position))
            np.testing.assert_allclose(share, expected, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", OPS)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_variants_at_once_are_the_variants_one_by_one(name: str, data: st.DataObject) -> None:
    op, trial = OPS[name], TRIALS[name]
    leaves = arguments_of(op, trial, data.draw(trial.shapes), data.draw(st.integers(0, 2**31)))
    both = op.forward(*leaves.values())
    for v in range(2):
        one = op.forward(*(leaf[v : v + 1] for leaf in leaves.values()))
        np.testing.assert_allclose(one, both[v : v + 1], rtol=1e-14)


# ---- conventions where no derivative exists ------------------------------------------------------


def slope_at(name: str, *arguments: list[float], position: int = 0) -> list[float]:
    op = OPS[name]
    values = [np.array([argument]) for argument in arguments]
    out = op.forward(*values)
    share: list[float] = pulled(op, position, np.ones_like(out), values, out)[0].tolist()
    return share


@pytest.mark.parametrize(
    ("name", "slopes"),
    [("relu", [0, 0, 1]), ("leaky_relu", [LEAKY_SLOPE, LEAKY_SLOPE, 1]), ("abs", [-1, 0, 1])],
)
def test_the_slope_at_zero_is_the_one_that_is_said(name: str, slopes: list[float]) -> None:
    assert slope_at(name, [-1e-300, 0.0, 1e-300]) == slopes


def test_the_relu_of_minus_zero_has_slope_zero() -> None:
    assert slope_at("relu", [-0.0]) == [0]


@pytest.mark.parametrize("name", ["maximum", "minimum"])
def test_a_tie_sends_the_whole_gradient_to_the_first(name: str) -> None:
    assert slope_at(name, [2.0], [2.0], position=0) == [1]
    assert slope_at(name, [2.0], [2.0], position=1) == [0]


def test_a_tie_in_max_sends_the_whole_gradient_to_the_first_entry() -> None:
    assert slope_at("max", [1.0, 3.0, 3.0]) == [0, 1, 0]


def test_kinks_say_how_far_away_they_are() -> None:
    distance = OPS["relu"].distance
    assert distance is not None
    assert distance(np.array([[-0.5, 0.25]])).tolist() == [[0.5, 0.25]]
    gap = OPS["max"].distance
    assert gap is not None
    assert gap(np.array([[1.0, 3.0, 2.5], [2.0, 2.0, 0.0]])).tolist() == [0.5, 0.0]
    assert gap(np.array([[1.0]])).tolist() == [np.inf]


def test_a_softmax_of_huge_scores_stays_finite() -> None:
    assert OPS["softmax"].forward(np.array([[1000.0, 0.0]])).tolist() == [[1, 0]]


def test_a_sigmoid_of_huge_values_stays_finite() -> None:
    assert OPS["sigmoid"].forward(np.array([[-1000.0, 0.0, 1000.0]])).tolist() == [[0, 0.5, 1]]


def test_a_target_of_exactly_zero_or_one_switches_its_other_term_off() -> None:
    with np.errstate(all="ignore"):
        loss = OPS["binary_cross_entropy"].forward(np.array([[0.0, 1.0]]), np.array([[0.0, 1.0]]))
    assert loss.tolist() == [0]


def test_a_probability_of_0_for_another_class_has_gradient_0() -> None:
    """0.000 is what a student may well type for it."""
    pull = OPS["nll"].pulls[0]
    assert pull is not None
    with np.errstate(all="ignore"):
        share = pull.function(np.ones(1), (3,), np.array([[0.0, 0.5, 0.5]]), np.array([1]))
    assert share.tolist() == [[0, -2, 0]]


# ---- shapes that do not fit ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shapes", "said"),
    [
        ("add", ((3,), (2,)), r"\(3,\) and \(2,\) do not fit entry by entry"),
        ("add", ((3, 2), (3,)), "give the vector as a column, or use affine"),
        ("multiply", ((2, 3), (3, 2)), r"\(2, 3\) and \(3, 2\)"),
        ("matmul", ((3, 2), (3,)), "2 columns meet 3 rows"),
        ("matmul", ((), (3,)), r"use \* for a scalar"),
        ("matmul", ((3,), ()), r"use \* for a scalar"),
        ("affine", ((3, 2), (2,), (2,)), r"the bias is \(2,\) but W @ x has 3 rows"),
        ("affine", ((3, 2), (2,), (3, 1)), r"the bias is \(3, 1\)"),
        ("affine", ((2,), (2,), (1,)), r"the bias is \(1,\)"),
        ("transpose", ((3,),), r"transpose takes a matrix, not \(3,\)"),
        ("outer", ((3,), (2, 2)), "outer takes two vectors"),
        ("softmax", ((),), "softmax takes a vector"),
        ("nll", ((3,), (3,)), "one class index for each column"),
        ("nll", ((3, 2), ()), "one class index for each column"),
        ("nll", ((), ()), "one class index"),
        ("squared_error", ((3,), (3, 1)), r"the prediction is \(3,\) but the target is \(3, 1\)"),
        ("binary_cross_entropy", ((1,), ()), r"the prediction is \(1,\)"),
    ],
)
def test_shapes_that_do_not_fit_are_named(name: str, shapes: Shapes, said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        OPS[name].shape(*shapes)


def test_a_gradient_is_summed_over_the_axes_it_was_spread_over() -> None:
    g = np.arange(12.0).reshape(1, 3, 4)
    assert fit(g, ()).tolist() == [66]
    assert fit(g, (3, 1)).tolist() == [[[6], [22], [38]]]
    assert fit(g, (1, 4)).tolist() == [[[12, 15, 18, 21]]]
    assert fit(g, (3, 4)) is g
