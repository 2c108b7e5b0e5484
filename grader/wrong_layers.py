"""Wrong rules in the layers: weights and paths, activations, regularisation, the forward pass.

Notation of the lecture: a = W x (+ b), h = relu(a), m = [a > 0].
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.sites import (
    ACTIVATIONS,
    LINEAR,
    RELUS,
    SIGMOIDS,
    At,
    Env,
    Sites,
    Situation,
    activation_of,
    is_leaf,
    linear_above,
    linear_below,
    on_gradients,
    on_shares,
    on_values,
    right_value,
    slope,
    together,
)
from reference.arrays import Array
from reference.derivation import Cell, Rule
from reference.graph import Node
from reference.losses import one_hot
from reference.ops import OPS

# -- weights and paths --------------------------------------------------------------------------


def _is_square(at: At, name: str) -> bool:
    shape = at.situation.shape(name)
    return len(shape) == 2 and shape[0] == shape[1]


def _times_matrix(matrix: Array, g: Array) -> Array:
    product: Array = np.matvec(matrix, g) if g.ndim == 2 else np.matmul(matrix, g)
    return product


def _no_transpose(at: At) -> Rule | None:
    w = at.argument(0)
    return (lambda env: _times_matrix(env[w], env[at.up])) if _is_square(at, w) else None


def _transposed(at: At) -> Rule | None:
    if not _is_square(at, at.target):
        return None
    return lambda env: at.right(env).swapaxes(1, 2)


def _true_class_path(at: At) -> Rule | None:
    """dL/dh_j = W_yj (p_y - 1): only the arrow to the true class."""
    score = next(at.situation.users(at.out, {"softmax"}), None)
    losses = at.situation.users(score.name, {"nll"}) if score else iter(())
    loss = next(losses, None)
    if loss is None:
        return None
    w, y = at.argument(0), loss.arguments[1]

    def rule(env: Env) -> Array:
        kept = env[at.up] * one_hot(env[y], env[at.up])
        return _times_matrix(env[w].swapaxes(1, 2), kept)

    return rule


def _one_path(situation: Situation, cell: Cell) -> Rule | None:
    """Only the first of several consumers sends its share back."""
    edges = situation.derivation.graph.gradient_edges(cell.node)
    return situation.derivation.share_rule(edges[0]) if len(edges) > 1 else None


def _mean_over_outputs(at: At) -> Rule | None:
    outputs = at.situation.shape(at.out)
    if not outputs or outputs[0] == 1 or not at.situation.shape(at.argument(0))[1:]:
        return None
    return lambda env: at.right(env) / outputs[0]


def _updated_first(wants_leaf: bool) -> Callable[[At], Rule | None]:
    def wrong(at: At) -> Rule | None:
        rate, w = at.situation.learning_rate, at.argument(0)
        gradient = at.situation.gradient(w)
        known = at.situation.derivation.by_name
        if not rate or gradient not in known or is_leaf(at.situation, at.target) != wants_leaf:
            return None
        update = at.situation.derivation.gradient_rule(w)

        def rule(env: Env) -> Array:
            updated = env[w] - rate * update(env)
            return _times_matrix(updated.swapaxes(1, 2), env[at.up])

        return rule

    return wrong


def _other_value(choose: Callable[[At], str | None]) -> Sites:
    """dL/dW computed with another value than the one that went through the arrow."""

    def wrong(at: At) -> Rule | None:
        right_name, other = at.argument(1), choose(at)
        if other is None or at.situation.shape(other) != at.situation.shape(right_name):
            return None
        return lambda env: at.right({**env, right_name: env[other]})

    return on_shares(LINEAR, 0, wrong)


def _preactivation(at: At) -> str | None:
    node = at.situation.node(at.argument(1))
    return node.arguments[0] if node.op in ACTIVATIONS else None


def _layer_above(at: At) -> str | None:
    return activation_of(at.situation, at.out)


def _layer_below(at: At) -> str | None:
    below = linear_below(at.situation, at.argument(1))
    return below.arguments[1] if below else None


def _activated_input(at: At) -> Rule | None:
    x, hidden = at.argument(1), activation_of(at.situation, at.out)
    if hidden is None or not is_leaf(at.situation, x):
        return None
    forward = OPS[at.situation.node(hidden).op].forward
    return lambda env: at.right({**env, x: forward(env[x])})


def _other_upstream(choose: Callable[[At], str | None]) -> Sites:
    """A layer's gradients computed with the delta of another place."""

    def wrong(at: At) -> Rule | None:
        node = choose(at)
        if node is None or at.situation.shape(node) != at.situation.shape(at.out):
            return None
        other = at.situation.gradient(node)
        if other not in at.situation.derivation.by_name:
            return None
        return lambda env: at.right({**env, at.up: env[other]})

    return together(*(on_shares(LINEAR, position, wrong) for position in (0, 1, 2)))


def _delta_below(at: At) -> str | None:
    below = linear_below(at.situation, at.argument(1))
    return below.name if below and at.edge.position == 0 else None


# -- activations --------------------------------------------------------------------------------


def _relu(formula: Callable[[Array, Array], Array]) -> Sites:
    """The way back through a ReLU by a formula of (upstream gradient, a)."""

    def wrong(at: At) -> Rule:
        a = at.argument(0)
        return lambda env: formula(env[at.up], env[a])

    return on_shares({"relu"}, 0, wrong)


def _mask_of_input(at: At) -> Rule | None:
    below = linear_below(at.situation, at.argument(0))
    other = below.arguments[1] if below else None
    if other is None or at.situation.shape(other) != at.shape:
        return None
    return lambda env: env[at.up] * (env[other] > 0)


def _hidden_slope(at: At) -> Rule | None:
    if any(at.situation.users(at.out, LINEAR)):
        return lambda env: env[at.up]
    return None


def _sigmoid_slope(g: Array, a: Array) -> Array:
    s = OPS["sigmoid"].forward(a)
    return g * s * (1 - s)


# -- regularisation -----------------------------------------------------------------------------


def _bias_regularised(at: At) -> Rule | None:
    l2, b = at.situation.l2, at.target
    return (lambda env: at.right(env) + l2 * env[b]) if l2 else None


def _weight_decay(extra: Callable[[Situation], float]) -> Sites:
    """`extra` times l2 W added to every dL/dW."""

    def wrong(situation: Situation, cell: Cell) -> Rule | None:
        l2, times = situation.l2, extra(situation)
        is_weight = any(situation.users(cell.node, {"sum_squares"}))
        if not l2 or not is_weight or not times:
            return None
        return lambda env: cell.rule(env) + times * l2 * env[cell.node]

    return on_gradients(wrong)


def _per_example(situation: Situation) -> float:
    shapes = (situation.shape(n.name) for n in situation.derivation.graph.leaves)
    batch = next((shape[1] for shape in shapes if len(shape) == 2), 1)
    has_batch = any(n.op in LINEAR and len(situation.shape(n.name)) == 2
                    for n in situation.derivation.graph.nodes)  # fmt: skip
    return 1 / batch - 1 if has_batch else 0.0


def rounded_coarsely(situation: Situation) -> dict[str, Rule]:
    """Every asked value rounded to one decimal fewer than asked."""

    def rounded(name: str, decimals: int) -> Rule:
        right = situation.derivation.by_name[name].rule
        return lambda env: np.round(right(env), decimals - 1)

    return {name: rounded(name, d) for name, d in situation.decimals.items()}


# -- the forward pass ---------------------------------------------------------------------------


def _weights_transposed(situation: Situation, node: Node) -> Rule | None:
    w = node.arguments[0]
    shape = situation.shape(w)
    if len(shape) != 2 or shape[0] != shape[1] or not is_leaf(situation, w):
        return None
    right = right_value(situation, node)
    return lambda env: right({**env, w: env[w].swapaxes(1, 2)})


def _other_order(situation: Situation, node: Node) -> Rule | None:
    left, right = node.arguments
    shapes = situation.shape(left), situation.shape(right)
    if len(shapes[0]) != 2 or len(shapes[1]) != 2 or shapes[0] != shapes[1][::-1]:
        return None
    if shapes[0][0] != shapes[0][1]:
        return None
    return lambda env: np.matmul(env[right], env[left])


def _product_transposed(situation: Situation, node: Node) -> Rule | None:
    shapes = [situation.shape(name) for name in (*node.arguments, node.name)]
    if any(len(shape) != 2 for shape in shapes) or shapes[2][0] != shapes[2][1]:
        return None
    right = right_value(situation, node)
    return lambda env: right(env).swapaxes(1, 2)


def _activation_skipped(situation: Situation, node: Node) -> Rule:
    return lambda env: env[node.arguments[0]]


def _bias_left_out(situation: Situation, node: Node) -> Rule:
    w, x, _ = node.arguments
    return lambda env: _times_matrix(env[w], env[x])


def _not_normalised(situation: Situation, node: Node) -> Rule:
    return lambda env: np.exp(env[node.arguments[0]])


def _no_exponential(situation: Situation, node: Node) -> Rule:
    o = node.arguments[0]
    return lambda env: env[o] / env[o].sum(axis=1, keepdims=True)


def _log_forgotten(situation: Situation, node: Node) -> Rule:
    right = right_value(situation, node)
    return lambda env: np.exp(-right(env))


NO_TRANSPOSE = on_shares(LINEAR, 1, _no_transpose)
TRANSPOSED = on_shares(LINEAR, 0, _transposed)
TRUE_CLASS_PATH = on_shares(LINEAR, 1, _true_class_path)
ONE_PATH = on_gradients(_one_path)
MEAN_OVER_OUTPUTS = on_shares(LINEAR, 1, _mean_over_outputs)
UPDATED_FIRST = on_shares(LINEAR, 1, _updated_first(wants_leaf=False))
UPDATED_FIRST_FOR_INPUT = on_shares(LINEAR, 1, _updated_first(wants_leaf=True))
PREACTIVATION_FOR_HIDDEN = _other_value(_preactivation)
LAYER_ABOVE_FOR_BELOW = _other_value(_layer_above)
LAYER_BELOW_FOR_ABOVE = _other_value(_layer_below)
ACTIVATED_INPUT = on_shares(LINEAR, 0, _activated_input)
DELTA_BEFORE_ACTIVATION = _other_upstream(lambda at: activation_of(at.situation, at.out))
DELTA_OF_LAYER_ABOVE = _other_upstream(lambda at: linear_above(at.situation, at.out))
DELTA_OF_LAYER_BELOW = _other_upstream(_delta_below)
UPSTREAM_TWICE = on_shares(
    RELUS | SIGMOIDS, 0, lambda at: lambda env: env[at.up] ** 2 * slope(at.node, env)
)
UPSTREAM_DROPPED = on_shares(RELUS | SIGMOIDS, 0, lambda at: lambda env: slope(at.node, env))
BIAS_ZERO = on_shares({"affine"}, 2, lambda at: lambda env: 0 * at.right(env))
MASK_FORGOTTEN = on_shares(RELUS, 0, lambda at: lambda env: env[at.up])
SLOPE_FORGOTTEN = on_shares(SIGMOIDS, 0, _hidden_slope)
MASK_OF_GRADIENT = _relu(lambda g, a: g * (g > 0))
MASK_INVERTED = _relu(lambda g, a: g * (a <= 0))
MASK_OF_INPUT = on_shares({"relu"}, 0, _mask_of_input)
TIMES_HIDDEN = _relu(lambda g, a: g * np.maximum(a, 0.0))
ONE_AT_ZERO = _relu(lambda g, a: g * (a >= 0))
MASK_OF_HIDDEN = _relu(lambda g, a: g * (np.maximum(a, 0.0) >= 0))
SIGMOID_SLOPE_FOR_RELU = _relu(_sigmoid_slope)
TANH_SLOPE_FOR_RELU = _relu(lambda g, a: g * (1 - np.maximum(a, 0.0) ** 2))
BIAS_REGULARISED = on_shares({"affine"}, 2, _bias_regularised)
DECAY_DOUBLED = _weight_decay(lambda situation: 1.0)
DECAY_PER_EXAMPLE = _weight_decay(_per_example)
DECAY_LEFT_OUT = _weight_decay(lambda situation: -1.0)
WEIGHTS_TRANSPOSED = on_values(LINEAR, _weights_transposed)
OTHER_ORDER = on_values({"matmul"}, _other_order)
PRODUCT_TRANSPOSED = on_values({"matmul"}, _product_transposed)
ACTIVATION_SKIPPED = on_values(RELUS | SIGMOIDS, _activation_skipped)
BIAS_LEFT_OUT = on_values({"affine"}, _bias_left_out)
NOT_NORMALISED = on_values({"softmax"}, _not_normalised)
NO_EXPONENTIAL = on_values({"softmax"}, _no_exponential)
LOG_FORGOTTEN = on_values({"nll"}, _log_forgotten)
