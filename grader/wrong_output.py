"""Wrong rules at the output layer, in the loss, and in averaging over a batch.

Notation of the lecture: p = softmax(o), e the one-hot of y, L = -log p_y, N examples.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from grader.sites import (
    LINEAR,
    LOSSES,
    SIGMOIDS,
    SQUARED,
    At,
    Env,
    Sites,
    Situation,
    on_shares,
    on_values,
    right_value,
    together,
)
from reference.arrays import Array, total
from reference.derivation import Rule
from reference.graph import Edge, Node
from reference.losses import one_hot, softmax
from reference.ops import OPS


def with_labels(formula: Callable[[Array, Array], Array]) -> Sites:
    """dL/do replaced by a formula of (p, e), averaged over the examples of a batch."""

    def wrong(at: At) -> Rule | None:
        if (y := at.label) is None:
            return None
        return lambda env: formula(env[at.out], one_hot(env[y], env[at.out])) / at.examples

    return on_shares({"softmax"}, 0, wrong)


def softmax_pull(formula: Callable[[Array, Array], Array]) -> Sites:
    """The way back through the softmax replaced by a formula of (upstream gradient, p)."""
    return on_shares({"softmax"}, 0, lambda at: lambda env: formula(env[at.up], env[at.out]))


def scaled_share(ops: frozenset[str], position: int, factor: Callable[[At], float | None]) -> Sites:
    """The right share times a factor; None where the factor would be 1."""

    def wrong(at: At) -> Rule | None:
        k = factor(at)
        return None if k is None or k == 1 else lambda env: k * at.right(env)

    return on_shares(ops, position, wrong)


def scaled_value(ops: frozenset[str], factor: Callable[[Situation, Node], float | None]) -> Sites:
    """The right value times a factor; None where the factor would be 1."""

    def wrong(situation: Situation, node: Node) -> Rule | None:
        k, right = factor(situation, node), right_value(situation, node)
        return None if k is None or k == 1 else lambda env: k * right(env)

    return on_values(ops, wrong)


def scaled_loss(ops: frozenset[str], factor: float) -> Sites:
    """A loss and all its gradients times a factor."""
    return together(
        scaled_value(ops, lambda situation, node: factor),
        scaled_share(ops, 0, lambda at: factor),
    )


def _bce_with_softmax(at: At) -> Rule:
    p, y = at.argument(0), at.argument(1)

    def rule(env: Env) -> Array:
        return (env[p] - one_hot(env[y], env[p])) / (env[p] * (1 - env[p]) * at.examples)

    return rule


def _same_for_every_class(at: At) -> Rule | None:
    if (y := at.label) is None:
        return None

    def rule(env: Env) -> Array:
        p = env[at.out]
        chosen = (p * one_hot(env[y], p)).sum(axis=1, keepdims=True)
        return np.broadcast_to(-1 / chosen, p.shape) / at.examples

    return rule


def _bce_extra_slope(at: At) -> Rule | None:
    loss = next(at.situation.users(at.out, {"binary_cross_entropy"}), None)
    if loss is None:
        return None
    y = loss.arguments[1]

    def rule(env: Env) -> Array:
        p = env[at.out]
        return (p - env[y]) * p * (1 - p) / at.examples

    return rule


def _output_slope_missing(at: At) -> Rule | None:
    feeds_loss = next(at.situation.users(at.out, SQUARED), None)
    return (lambda env: env[at.up]) if feeds_loss else None


def _slope_of_the_activation(at: At) -> Rule:
    forward = OPS[at.node.op].forward

    def rule(env: Env) -> Array:
        again = forward(env[at.out])
        local = again * (1 - again) if at.node.op == "sigmoid" else 1 - again**2
        return env[at.up] * local

    return rule


def _relu_scores(situation: Situation, node: Node) -> Rule | None:
    if not any(situation.users(node.name, {"nll"})):
        return None
    scores = node.arguments[0]
    return lambda env: softmax(np.maximum(env[scores], 0.0))


def _masked_scores(at: At) -> Rule | None:
    scores = at.argument(0)
    return None if at.label is None else lambda env: at.right(env) * (env[scores] > 0)


def _all_pairs(situation: Situation, node: Node) -> Rule | None:
    """(N,1) minus (N,) becomes (N,N): every prediction meets every target."""
    yhat, y = node.arguments
    shape = situation.shape(yhat)
    if len(shape) != 2 or shape[0] != 1 or shape[1] == 1:
        return None
    half = 0.5 if node.op == "half_squared_error" else 1.0

    def rule(env: Env) -> Array:
        differences = env[yhat][:, 0, :, None] - env[y][:, 0, None, :]
        return half * total(differences**2) / shape[1]

    return rule


def _all_pairs_share(at: At) -> Rule | None:
    shape = at.shape
    if len(shape) != 2 or shape[0] != 1 or shape[1] == 1:
        return None
    yhat, y = at.argument(0), at.argument(1)
    double = 1.0 if at.node.op == "half_squared_error" else 2.0

    def rule(env: Env) -> Array:
        targets: Array = env[y].sum(axis=2, keepdims=True)
        return double * (shape[1] * env[yhat] - targets) / shape[1]

    return rule


def _examples(situation: Situation, node: Node) -> float:
    shape = situation.shape(node.arguments[0])
    return float(shape[1]) if len(shape) == 2 else 1.0


def _classes_for_examples(at: At) -> float:
    return at.examples / at.shape[0] if at.examples > 1 else 1.0


def _bias(formula: Callable[[At], Rule | None]) -> Sites:
    return on_shares({"affine"}, 2, formula)


def _mean_bias(at: At) -> Rule | None:
    n = _batch(at)
    return (lambda env: env[at.up].mean(axis=2)) if n > 1 else None


def _batch(at: At) -> int:
    shape = at.situation.shape(at.out)
    return shape[1] if len(shape) == 2 else 1


def _one_number(at: At) -> Rule | None:
    if at.shape[0] == 1:
        return None

    def rule(env: Env) -> Array:
        everything = total(env[at.up])
        return np.broadcast_to(everything[:, None], (len(everything), *at.shape))

    return rule


def _row_sums(at: At) -> Rule:
    weights = at.situation.derivation.share_rule(Edge(at.out, 0))
    return lambda env: weights(env).sum(axis=2)


def _wrong_axis(at: At) -> Rule | None:
    n = _batch(at)
    return (lambda env: env[at.up].sum(axis=1)) if n > 1 and n == at.shape[0] else None


WITH_SIGN = together(
    scaled_value(LOSSES, lambda situation, node: -1.0),
    scaled_share(LOSSES, 0, lambda at: -1.0),
)
SIGN_AT_OUTPUT = scaled_share(frozenset({"softmax"}), 0, lambda at: -1.0)
ADDED = with_labels(lambda p, e: p + e)
LABEL_FORGOTTEN = with_labels(lambda p, e: p)
DIAGONAL = softmax_pull(lambda g, p: g * p * (1 - p))
ROW_SUMS_OF_J = softmax_pull(lambda g, p: p * (1 - p.sum(axis=1, keepdims=True)))
SOFTMAX_SKIPPED = softmax_pull(lambda g, p: g)
SAME_FOR_EVERY_CLASS = on_shares({"softmax"}, 0, _same_for_every_class)
BCE_WITH_SOFTMAX = on_shares({"nll"}, 0, _bce_with_softmax)
EXTRA_SLOPE = together(
    with_labels(lambda p, e: (p - e) * p * (1 - p)), on_shares({"sigmoid"}, 0, _bce_extra_slope)
)
SLOPE_MISSING = on_shares(SIGMOIDS, 0, _output_slope_missing)
SLOPE_OF_THE_ACTIVATION = on_shares(SIGMOIDS, 0, _slope_of_the_activation)
LOG_2 = scaled_loss(frozenset({"nll", "binary_cross_entropy"}), 1 / math.log(2))
LOG_10 = scaled_loss(frozenset({"nll", "binary_cross_entropy"}), 1 / math.log(10))
ERROR_DOUBLED = scaled_loss(SQUARED, 2.0)
ERROR_HALVED = scaled_loss(SQUARED, 0.5)
RELU_ON_SCORES = together(
    on_values({"softmax"}, _relu_scores), on_shares({"softmax"}, 0, _masked_scores)
)
ALL_PAIRS = together(on_values(SQUARED, _all_pairs), on_shares(SQUARED, 0, _all_pairs_share))
NOT_AVERAGED = together(
    scaled_value(LOSSES, _examples), scaled_share(LOSSES, 0, lambda at: float(at.examples))
)
AVERAGED_TWICE = scaled_share(LOSSES, 0, lambda at: 1 / at.examples)
AVERAGED_IN_LAYER = together(
    scaled_share(LINEAR, 0, lambda at: 1 / _batch(at)),
    scaled_share(LINEAR, 2, lambda at: 1 / _batch(at)),
)
AVERAGED_OVER_CLASSES = scaled_share(LOSSES, 0, _classes_for_examples)
BIAS_MEAN = _bias(_mean_bias)
BIAS_ONE_NUMBER = _bias(_one_number)
BIAS_ROW_SUMS = _bias(_row_sums)
BIAS_WRONG_AXIS = _bias(_wrong_axis)
