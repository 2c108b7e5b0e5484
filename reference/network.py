"""What a network of the lecture may be, and which leaves (x, y, weights, biases) fit it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

HIDDEN_ACTIVATIONS = ("identity", "relu", "leaky_relu", "sigmoid", "tanh")
OUTPUTS = ("softmax", "identity", "sigmoid", "tanh")

# What each loss may stand on: the pairs whose derivative the lecture writes out.
OUTPUTS_OF_LOSS: Mapping[str, tuple[str, ...]] = {
    "nll": ("softmax",),
    "half_squared_error": ("identity", "sigmoid", "tanh"),
    "squared_error": ("identity", "sigmoid", "tanh"),
    "mean_squared_error": ("identity", "sigmoid", "tanh"),
    "binary_cross_entropy": ("sigmoid",),
}


class NetworkError(ValueError):
    """A network that cannot be, or leaves that do not fit it; names the part and what would fit."""


@dataclass(frozen=True)
class Network:
    """A multi-layer perceptron with its loss; `sizes` (2, 3, 3) is x of 2, h1 of 3 and o of 3.

    `activations` has one name per hidden layer. `examples` is None for one example held as
    vectors, or N for a batch whose COLUMNS are the examples; the loss is then their mean.
    `l2` adds l2/2 times the sum of squares of every weight matrix (never of a bias) to L.
    Raises NetworkError for anything else.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    output: str
    loss: str
    bias: bool = False
    examples: int | None = None
    l2: float = 0.0

    def __post_init__(self) -> None:
        _check_sizes(self.sizes)
        _check_activations(self)
        _check_loss(self)
        _check_options(self)

    @property
    def layers(self) -> int:
        """The number of weight matrices."""
        return len(self.sizes) - 1

    @property
    def prediction(self) -> str:
        """What the output is called: `p` for softmax, else `yhat`."""
        return "p" if self.output == "softmax" else "yhat"

    def leaf_shapes(self) -> dict[str, tuple[int, ...]]:
        """The core shape (without the leading axis) of x, y, W1, b1, W2, ..."""
        columns = () if self.examples is None else (self.examples,)
        target = columns if self.loss == "nll" else (self.sizes[-1], *columns)
        shapes: dict[str, tuple[int, ...]] = {"x": (self.sizes[0], *columns), "y": target}
        for k in range(1, self.layers + 1):
            shapes[f"W{k}"] = (self.sizes[k], self.sizes[k - 1])
            if self.bias:
                shapes[f"b{k}"] = (self.sizes[k],)
        return shapes

    def quantities(self) -> tuple[str, ...]:
        """Every step in the order of the derivation: a1 h1 ... o p L dL/dp dL/do ... dL/dx."""
        hidden = [f"{letter}{k}" for k in range(1, self.layers) for letter in "ah"]
        backward = [self.prediction, "o"]
        for k in range(self.layers, 0, -1):
            backward += [f"W{k}", f"b{k}"] if self.bias else [f"W{k}"]
            backward += [f"h{k - 1}", f"a{k - 1}"] if k > 1 else ["x"]
        return (*hidden, "o", self.prediction, "L", *(f"dL/d{name}" for name in backward))


# ---- what a network may be ---------------------------------------------------------------------


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_sizes(sizes: tuple[int, ...]) -> None:
    if not isinstance(sizes, tuple):
        raise NetworkError(f"sizes: {sizes!r} is not a tuple; (2, 3, 3) would be accepted")
    if len(sizes) < 2:
        count = "1 entry" if len(sizes) == 1 else "no entries"
        raise NetworkError(
            f"sizes: {sizes} has {count}; at least two sizes (input and output) are needed"
        )
    for position, size in enumerate(sizes, start=1):
        if not _is_whole(size) or size < 1:
            raise NetworkError(
                f"sizes: entry {position} is {size!r}; a whole number from 1 up is needed"
            )


def _check_activations(network: Network) -> None:
    names, hidden = network.activations, network.layers - 1
    if not isinstance(names, tuple):
        raise NetworkError(
            f"activations: {names!r} is not a tuple; one name per hidden layer ({hidden}) is needed"
        )
    if len(names) != hidden:
        raise NetworkError(
            f"activations: {names} has {len(names)} but sizes {network.sizes} has {hidden} "
            "hidden layers; one name per hidden layer is needed"
        )
    for layer, name in enumerate(names, start=1):
        if name not in HIDDEN_ACTIVATIONS:
            raise NetworkError(
                f"activations: {name!r} at hidden layer {layer} is not known; "
                f"one of {', '.join(HIDDEN_ACTIVATIONS)} is needed"
            )


def _check_loss(network: Network) -> None:
    if network.output not in OUTPUTS:
        raise NetworkError(
            f"output: {network.output!r} is not known; one of {', '.join(OUTPUTS)} is needed"
        )
    if network.loss not in OUTPUTS_OF_LOSS:
        raise NetworkError(
            f"loss: {network.loss!r} is not known; one of {', '.join(OUTPUTS_OF_LOSS)} is needed"
        )
    accepted = OUTPUTS_OF_LOSS[network.loss]
    if network.output not in accepted:
        raise NetworkError(
            f"loss: {network.loss} does not stand on output {network.output!r}; "
            f"{' or '.join(accepted)} is needed"
        )
    if network.output == "softmax" and network.sizes[-1] < 2:
        raise NetworkError(
            f"sizes: {network.sizes} ends in 1; a softmax needs at least 2 classes "
            "(of one class p is always 1)"
        )


def _check_options(network: Network) -> None:
    if not isinstance(network.bias, bool):
        raise NetworkError(f"bias: {network.bias!r} is neither True nor False")
    N = network.examples
    if N is not None and (not _is_whole(N) or N < 1):
        raise NetworkError(
            f"examples: {N!r}; None (one example) or a whole number from 1 up is needed"
        )
    l2 = network.l2
    is_number = isinstance(l2, float) or _is_whole(l2)
    if not is_number or not math.isfinite(l2) or l2 < 0:
        raise NetworkError(f"l2: {l2!r}; a finite number from 0 up is needed")


# ---- what its leaves may be --------------------------------------------------------------------


def check_leaves(
    network: Network, leaves: Mapping[str, npt.ArrayLike], *, leading: bool = True
) -> dict[str, Array]:
    """The leaves as float64 (y of nll as int64) arrays in the order of `leaf_shapes`.

    With `leading` every leaf is (V, *core shape) with the same V >= 1; without it, the core
    shape itself. Nothing is broadcast. Raises NetworkError that names the leaf at fault.
    """
    shapes = network.leaf_shapes()
    _check_names(network, leaves)
    found = {name: _as_numbers(name, leaves[name]) for name in shapes}
    for name, leaf in found.items():
        core = leaf.shape
        if leading:
            _check_leading(name, leaf, shapes[name])
            core = leaf.shape[1:]
        if core != shapes[name]:
            raise NetworkError(_misfit(network, name, core))
    if leading:
        _check_same_count(found)
    return found | {"y": _checked_target(network, found["y"])}


def _check_names(network: Network, leaves: Mapping[str, npt.ArrayLike]) -> None:
    shapes = network.leaf_shapes()
    takes = f"the network takes {', '.join(shapes)}"
    for name in shapes:
        if name not in leaves:
            raise NetworkError(f"{name} is missing; {takes}")
    for name in leaves:
        if name not in shapes:
            why = " without biases" if name.startswith("b") and not network.bias else ""
            raise NetworkError(f"{name} is not a leaf of this network{why}; {takes}")


def _as_numbers(name: str, value: npt.ArrayLike) -> Array:
    try:
        leaf = np.asarray(value)
    except ValueError:
        raise NetworkError(f"{name} has rows of different lengths; equal rows are needed") from None
    if leaf.dtype.kind not in "fiu":
        raise NetworkError(f"{name} holds {leaf.dtype} values; real numbers are needed")
    leaf = leaf.astype(np.float64, copy=False)
    if not np.isfinite(leaf).all():
        bad = leaf[~np.isfinite(leaf)][0]
        raise NetworkError(f"{name} has {bad} in it; finite numbers are needed")
    return leaf


def _check_leading(name: str, leaf: Array, core: tuple[int, ...]) -> None:
    needed = f"(V{''.join(f', {n}' for n in core)}{',' if not core else ''})"
    if leaf.ndim != len(core) + 1:
        raise NetworkError(
            f"{name} has shape {leaf.shape}; {needed} is needed: a leading axis of V variants "
            f"and then the shape {core} of one"
        )
    if leaf.shape[0] == 0:
        raise NetworkError(f"{name} has shape {leaf.shape}: no variants; at least one is needed")


def _check_same_count(found: Mapping[str, Array]) -> None:
    V = found["x"].shape[0]
    for name, leaf in found.items():
        if leaf.shape[0] != V:
            raise NetworkError(f"{name} has {leaf.shape[0]} variants but x has {V}")


def _misfit(network: Network, name: str, core: tuple[int, ...]) -> str:
    """Why a leaf of this core shape does not fit, in the words of the layer it belongs to."""
    needed = f"{name} must be {network.leaf_shapes()[name]}"
    if name in ("x", "y"):
        columns = "" if network.examples is None else f", one column for each of {network.examples}"
        index = " (the index of the class)" if name == "y" and network.loss == "nll" else ""
        return f"{name} is {core}; {needed}{index}{columns and columns + ' examples'}"
    k = int(name[1:])
    below = "x" if k == 1 else f"h{k - 1}"
    above = "o" if k == network.layers else f"a{k}"
    is_matrix = name[0] == "W" and len(core) == 2
    if is_matrix and core[1] != network.sizes[k - 1]:
        clash = f" but {below} has {_entries(network.sizes[k - 1])}"
    elif is_matrix or (name[0] == "b" and len(core) == 1):
        clash = f" but {above} has {_entries(network.sizes[k])}"
    else:
        clash = ""
    return f"layer {k}: {name} is {core}{clash}; {needed}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _checked_target(network: Network, y: Array) -> Array:
    if network.loss == "binary_cross_entropy":
        bad = y[(y < 0) | (y > 1)]
        if bad.size:
            raise NetworkError(f"y has {bad[0]}; binary_cross_entropy takes targets from 0 to 1")
    if network.loss != "nll":
        return y
    last = network.sizes[-1] - 1
    bad = y[(y != np.floor(y)) | (y < 0) | (y > last)]
    if bad.size:
        raise NetworkError(
            f"y is {bad[0]:g}; the index of a class, a whole number from 0 to {last}, is needed"
        )
    return y.astype(np.int64)
