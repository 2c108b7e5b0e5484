"""The lecture's network in closed form, by its named steps, and the same network as a graph.

Forward: `a1 = W1 x`, `h1 = relu(a1)`, ..., `o = Wk h(k-1)`, `p = softmax(o)` and
`L = -log p_y`. Backward, written out by hand: `dL/do = p - e` (e is one-hot at y),
`dL/dWk = dL/do h^T`, `dL/dh = Wk^T dL/do`, `dL/da = relu'(a) * dL/dh`, and so on down to
`dL/dx = W1^T dL/da1`.

**relu'(0) is taken as 0**, as in the lecture and in PyTorch; leaky_relu'(0) is its slope, 0.01.

Nothing here may use the derivatives of `reference.ops`: this module is the witness that checks
them, and `as_graph` hands over the network's text only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reference.graph import Graph
from reference.network import Array, Network, NetworkError, check_leaves

__all__ = [
    "LEAKY_SLOPE",
    "Network",
    "NetworkError",
    "as_graph",
    "check_leaves",
    "solve",
    "solve_one",
]

LEAKY_SLOPE = 0.01


def solve(network: Network, leaves: Mapping[str, npt.ArrayLike]) -> dict[str, Array]:
    """Every quantity of the network, each with the leading axis V of the leaves, in order.

    Raises NetworkError where the leaves do not fit (see `check_leaves`). L and dL/do stay finite
    when the softmax or sigmoid saturates; dL/dp may be -inf there, and is so in truth.
    """
    checked = check_leaves(network, leaves)
    # One variant whose numbers overflow float64 must not stop the others: its entries come out as
    # inf or nan, which no comparison accepts. 1/p at p = 0 is the infinity named above.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = _forward(network, checked)
        found |= _loss_gradients(network, checked, found)
        found |= _walk_back(network, checked, found)
    # Adding 0 turns a masked -0.0 into the 0.0 that anybody would write, and copies.
    return {name: found[name] + 0.0 for name in network.quantities()}


def solve_one(network: Network, leaves: Mapping[str, npt.ArrayLike]) -> dict[str, Array]:
    """`solve` for a single variant: leaves and quantities in core shapes, no leading axis."""
    checked = check_leaves(network, leaves, leading=False)
    found = solve(network, {name: leaf[np.newaxis] for name, leaf in checked.items()})
    return {name: value[0] for name, value in found.items()}


def as_graph(network: Network) -> Graph:
    """The same network as a computation graph, with the same names for its nodes."""
    nodes, below = [], "x"
    for k in range(1, network.layers + 1):
        into = f"a{k}" if k < network.layers else "o"
        product = f"affine(W{k}, {below}, b{k})" if network.bias else f"W{k} @ {below}"
        nodes.append(f"{into} = {product}")
        below = f"h{k}" if k < network.layers else network.prediction
        activation = (*network.activations, network.output)[k - 1]
        nodes.append(f"{below} = {activation}({into})")
    nodes.append(f"L = {network.loss}({below}, y){_penalty_text(network)}")
    parameters = [name for name in network.leaf_shapes() if name not in ("x", "y")]
    return Graph.parse(inputs=["x", "y"], parameters=parameters, nodes=nodes, output="L")


def _penalty_text(network: Network) -> str:
    if network.l2 == 0:
        return ""
    squares = " + ".join(f"sum_squares(W{k})" for k in range(1, network.layers + 1))
    return f" + {network.l2!r}/2 * ({squares})"


# ---- forward -----------------------------------------------------------------------------------


def _forward(network: Network, leaves: Mapping[str, Array]) -> dict[str, Array]:
    found: dict[str, Array] = {}
    below = leaves["x"]
    for k in range(1, network.layers):
        found[f"a{k}"] = _affine(leaves, k, below)
        found[f"h{k}"] = below = _ACTIVATIONS[network.activations[k - 1]].value(found[f"a{k}"])
    found["o"] = o = _affine(leaves, network.layers, below)
    found[network.prediction] = _ACTIVATIONS[network.output].value(o)
    per_example = _LOSSES[network.loss](network, o, leaves["y"])
    mean = per_example if network.examples is None else per_example.mean(axis=-1)
    found["L"] = mean + _penalty(network, leaves)
    return found


def _affine(leaves: Mapping[str, Array], k: int, below: Array) -> Array:
    W, b = leaves[f"W{k}"], leaves.get(f"b{k}")
    if below.ndim == 2:
        a: Array = np.einsum("vij,vj->vi", W, below)
    else:
        a = W @ below
        b = b if b is None else b[:, :, np.newaxis]
    return a if b is None else a + b


def _penalty(network: Network, leaves: Mapping[str, Array]) -> Array | float:
    if network.l2 == 0:
        return 0.0
    matrices = (leaves[f"W{k}"] for k in range(1, network.layers + 1))
    total: Array | float = sum(np.einsum("vij,vij->v", W, W) for W in matrices)
    return network.l2 / 2 * total


# ---- backward ----------------------------------------------------------------------------------


def _loss_gradients(
    network: Network, leaves: Mapping[str, Array], found: Mapping[str, Array]
) -> dict[str, Array]:
    """dL/dp (or dL/dyhat) and dL/do, each divided by N, since the loss is the mean over a batch."""
    o, y, guess = found["o"], leaves["y"], found[network.prediction]
    if network.loss == "nll":
        e = _one_hot(y, network.sizes[-1])
        from_guess = np.where(e, -1 / guess, 0.0)
        from_o = guess - e
    elif network.loss == "binary_cross_entropy":
        # 1 - yhat is sigmoid(-o), and a class that is not there adds 0, not 0/0, when yhat is 0.
        there = np.where(y == 0, 0.0, y / guess)
        from_guess = np.where(y == 1, 0.0, (1 - y) / _sigmoid(-o)) - there
        from_o = guess - y
    else:
        from_guess = _square_factor(network) * 2 * (guess - y)
        from_o = from_guess * _ACTIVATIONS[network.output].slope(o)
    N = network.examples or 1
    return {f"dL/d{network.prediction}": from_guess / N, "dL/do": from_o / N}


def _walk_back(
    network: Network, leaves: Mapping[str, Array], found: Mapping[str, Array]
) -> dict[str, Array]:
    """From dL/do down to dL/dx, one layer at a time; `delta` is dL/d(what W @ below gave)."""
    back: dict[str, Array] = {}
    delta = found["dL/do"]
    for k in range(network.layers, 0, -1):
        W = leaves[f"W{k}"]
        below = f"h{k - 1}" if k > 1 else "x"
        product = _outer(delta, found[below] if k > 1 else leaves["x"])
        back[f"dL/dW{k}"] = product + network.l2 * W if network.l2 else product
        if network.bias:
            back[f"dL/db{k}"] = delta if delta.ndim == 2 else delta.sum(axis=-1)
        back[f"dL/d{below}"] = _through(W, delta)
        if k > 1:
            slope = _ACTIVATIONS[network.activations[k - 2]].slope(found[f"a{k - 1}"])
            back[f"dL/da{k - 1}"] = delta = slope * back[f"dL/d{below}"]
    return back


def _outer(delta: Array, below: Array) -> Array:
    """delta below^T: W_ij is the arrow to i from j, so it meets only delta_i and below_j."""
    if delta.ndim == 2:
        product: Array = np.einsum("vi,vj->vij", delta, below)
    else:
        product = delta @ below.swapaxes(1, 2)
    return product


def _through(W: Array, delta: Array) -> Array:
    """W^T delta: h_j gets a share back from every i that it feeds."""
    if delta.ndim == 2:
        share: Array = np.einsum("vij,vi->vj", W, delta)
    else:
        share = W.swapaxes(1, 2) @ delta
    return share


# ---- activations and losses --------------------------------------------------------------------


def _sigmoid(a: Array) -> Array:
    # exp of a negative number only, so that neither end overflows or loses its digits.
    z = np.exp(-np.abs(a))
    s: Array = np.where(a >= 0, 1.0, z) / (1 + z)
    return s


def _sigmoid_slope(a: Array) -> Array:
    """s(1 - s) from a itself: 1 - s would lose its digits for large a."""
    z = np.exp(-np.abs(a))
    slope: Array = z / (1 + z) ** 2
    return slope


def _softmax(o: Array) -> Array:
    z = np.exp(o - o.max(axis=1, keepdims=True))
    p: Array = z / z.sum(axis=1, keepdims=True)
    return p


@dataclass(frozen=True)
class _Activation:
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]


def _no_slope(o: Array) -> Array:
    raise NetworkError("softmax has no slope entry by entry; only nll is defined on it")


_ACTIVATIONS: Mapping[str, _Activation] = {
    "identity": _Activation(lambda a: a, np.ones_like),
    "relu": _Activation(lambda a: np.maximum(a, 0.0), lambda a: (a > 0).astype(np.float64)),
    "leaky_relu": _Activation(
        lambda a: np.where(a > 0, a, LEAKY_SLOPE * a),
        lambda a: np.where(a > 0, 1.0, LEAKY_SLOPE),
    ),
    "sigmoid": _Activation(_sigmoid, _sigmoid_slope),
    "tanh": _Activation(np.tanh, lambda a: 4 * _sigmoid_slope(2 * a)),
    "softmax": _Activation(_softmax, _no_slope),
}


def _one_hot(y: Array, classes: int) -> Array:
    """True at the class of each example; the classes run along axis 1."""
    index = np.arange(classes).reshape(-1, *(1,) * (y.ndim - 1))
    hot: Array = index == y[:, np.newaxis]
    return hot


def _nll(network: Network, o: Array, y: Array) -> Array:
    """logsumexp(o) - o_y, which is -log p_y and stays finite where p_y is 0 in float64."""
    shifted = o - o.max(axis=1, keepdims=True)
    at_y = np.where(_one_hot(y, network.sizes[-1]), shifted, 0.0).sum(axis=1)
    loss: Array = np.log(np.exp(shifted).sum(axis=1)) - at_y
    return loss


def _binary_cross_entropy(network: Network, o: Array, y: Array) -> Array:
    """The sum over the outputs of log(1 + e^o) - y o: the cross-entropy of y and sigmoid(o)."""
    loss: Array = (np.maximum(o, 0.0) + np.log1p(np.exp(-np.abs(o))) - y * o).sum(axis=1)
    return loss


def _squared(network: Network, o: Array, y: Array) -> Array:
    error = _ACTIVATIONS[network.output].value(o) - y
    loss: Array = _square_factor(network) * (error**2).sum(axis=1)
    return loss


def _square_factor(network: Network) -> float:
    """What stands before the sum of squares over the outputs of one example."""
    mean = 1 / network.sizes[-1]
    return {"half_squared_error": 0.5, "squared_error": 1.0, "mean_squared_error": mean}[
        network.loss
    ]


_LOSSES: Mapping[str, Callable[[Network, Array, Array], Array]] = {
    "nll": _nll,
    "binary_cross_entropy": _binary_cross_entropy,
    "half_squared_error": _squared,
    "squared_error": _squared,
    "mean_squared_error": _squared,
}
