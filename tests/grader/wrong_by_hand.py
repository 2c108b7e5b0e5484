"""Every mistake's wrong value written out by hand, in NumPy, for networks of one variant.

Nothing here comes from the engine: `Numbers` holds the leaves and the closed form's quantities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from reference.mlp import Network, solve_one

Array = npt.NDArray[Any]

LEARNING_RATE = 0.5
DECIMALS = 3

NETWORKS = {
    # Square, so that no mistake of shape is noticed; the third unit is off.
    "square": Network((3, 3, 3), ("relu",), "softmax", "nll"),
    "deep": Network((3, 3, 3, 3), ("relu", "relu"), "softmax", "nll"),
    # As many units as examples, another number of classes.
    "batch": Network((2, 4, 3), ("relu",), "softmax", "nll", bias=True, examples=4),
    "sigmoid": Network((2, 3, 2), ("sigmoid",), "sigmoid", "half_squared_error"),
    "tanh": Network((2, 3, 2), ("tanh",), "tanh", "mean_squared_error"),
    "two-class": Network((2, 3, 2), ("tanh",), "sigmoid", "binary_cross_entropy"),
    "pairs": Network((2, 2, 1), ("relu",), "identity", "squared_error", examples=3),
    "half-pairs": Network((2, 2, 1), ("relu",), "identity", "half_squared_error", examples=3),
    "penalty": Network((2, 3, 3), ("relu",), "softmax", "nll", True, 2, 0.5),
    "leaky": Network((2, 3, 2), ("leaky_relu",), "identity", "squared_error", bias=True),
    "linear": Network((2, 3), (), "softmax", "nll"),
}


def leaves_of(network: Network) -> dict[str, Array]:
    """Numbers that are the same in every run; the relu's arguments have both signs, and one 0."""
    rng = np.random.default_rng([7, len(network.sizes), network.examples or 0])
    found: dict[str, Array] = {}
    for name, shape in network.leaf_shapes().items():
        if name == "y" and network.loss == "nll":
            found[name] = np.array(rng.integers(network.sizes[-1], size=shape))
        elif name == "y" and network.loss == "binary_cross_entropy":
            found[name] = rng.choice([0.0, 0.25, 1.0], shape)
        else:
            found[name] = rng.choice([-1.0, 1.0], shape) * rng.uniform(0.2, 1.5, shape)
    if network == NETWORKS["square"]:
        found["W1"] = np.array([[1.0, 0.5, -1.0], [0.0, 1.0, 0.5], [-1.0, 0.5, 0.25]])
        found["x"] = np.array([1.0, -1.0, 2.0])  # a1 is (-1.5, 0, -1)
        found["W1"][0] *= -1
    return found


@dataclass(frozen=True)
class Numbers:
    """One network with its numbers."""

    network: Network

    @cached_property
    def all(self) -> Mapping[str, Array]:
        leaves = leaves_of(self.network)
        return {**leaves, **solve_one(self.network, leaves)}

    def __getitem__(self, name: str) -> Array:
        return self.all[name]

    @property
    def N(self) -> int:
        return self.network.examples or 1

    @property
    def e(self) -> Array:
        """The one-hot columns of y."""
        classes = np.arange(self.network.sizes[-1])
        return (classes.reshape(-1, *[1] * self["y"].ndim) == self["y"]).astype(float)

    @property
    def p_y(self) -> Array:
        return (self["p"] * self.e).sum(axis=0)


def sigma(a: Array) -> Array:
    return 1 / (1 + np.exp(-a))


def softmax(o: Array) -> Array:
    return np.exp(o) / np.exp(o).sum(axis=0)


def pair(delta: Array, below: Array) -> Array:
    """delta below^T, for vectors and for batches."""
    return np.outer(delta, below) if delta.ndim == 1 else delta @ below.T


Formula = Callable[[Numbers], Array]
Formulas = Mapping[str, Formula]


def scaled(k: float, *names: str) -> dict[str, Formula]:
    return {name: (lambda v, name=name: k * v[name]) for name in names}


@dataclass(frozen=True)
class Wrong:
    """The cells a mistake gets wrong in one network, and each one's wrong value."""

    code: str
    network: str
    cells: Formulas


def _rows(code: str, **cells_of: Formulas) -> list[Wrong]:
    return [Wrong(code, name.replace("_", "-"), cells) for name, cells in cells_of.items()]


def _do(formula: Formula) -> dict[str, Formula]:
    return {"dL/do": formula}


def _da(formula: Formula) -> dict[str, Formula]:
    return {"dL/da1": formula}


OUTPUT_LAYER = [
    *_rows(
        "A1-label-forgotten",
        square=_do(lambda v: v["p"]),
        batch=_do(lambda v: v["p"] / 4),
    ),
    *_rows(
        "A2-sign-at-output",
        square=_do(lambda v: v.e - v["p"]),
        batch=_do(lambda v: (v.e - v["p"]) / 4),
    ),
    *_rows(
        "A2-sign-of-loss",
        square={"L": lambda v: np.log(v.p_y), "dL/dp": lambda v: v.e / v["p"]},
        two_class=scaled(-1, "L", "dL/dyhat"),
        sigmoid=scaled(-1, "L", "dL/dyhat"),
    ),
    *_rows(
        "A2-label-added",
        square=_do(lambda v: v["p"] + v.e),
        batch=_do(lambda v: (v["p"] + v.e) / 4),
    ),
    *_rows(
        "A3-softmax-diagonal",
        square=_do(lambda v: -v.e * (1 - v["p"])),
        batch=_do(lambda v: -v.e * (1 - v["p"]) / 4),
    ),
    *_rows("A4-softmax-row-sums", square=_do(lambda v: np.zeros(3))),
    *_rows(
        "A5-softmax-skipped",
        square=_do(lambda v: -v.e / v["p"]),
        batch=_do(lambda v: -v.e / v["p"] / 4),
    ),
    *_rows(
        "A5-same-for-every-class",
        square=_do(lambda v: np.full(3, -1 / v.p_y)),
        batch=_do(lambda v: np.tile(-1 / v.p_y / 4, (3, 1))),
    ),
    *_rows(
        "A6-two-class-loss",
        square={"dL/dp": lambda v: (v["p"] - v.e) / (v["p"] * (1 - v["p"]))},
        batch={"dL/dp": lambda v: (v["p"] - v.e) / (v["p"] * (1 - v["p"])) / 4},
    ),
    *_rows(
        "A7-slope-once-too-often",
        square=_do(lambda v: (v["p"] - v.e) * v["p"] * (1 - v["p"])),
        two_class=_do(lambda v: (v["yhat"] - v["y"]) * v["yhat"] * (1 - v["yhat"])),
    ),
    *_rows(
        "A7-slope-missing",
        sigmoid=_do(lambda v: v["yhat"] - v["y"]),
        tanh=_do(lambda v: v["yhat"] - v["y"]),  # 2/2: the mean over two outputs
    ),
    *_rows(
        "A8-slope-of-the-activation",
        sigmoid={
            "dL/do": lambda v: v["dL/dyhat"] * sigma(v["yhat"]) * (1 - sigma(v["yhat"])),
            "dL/da1": lambda v: v["dL/dh1"] * sigma(v["h1"]) * (1 - sigma(v["h1"])),
        },
        tanh={
            "dL/do": lambda v: v["dL/dyhat"] * (1 - np.tanh(v["yhat"]) ** 2),
            "dL/da1": lambda v: v["dL/dh1"] * (1 - np.tanh(v["h1"]) ** 2),
        },
    ),
    *_rows(
        "A9-log-base-2",
        square={"L": lambda v: -np.log2(v.p_y), "dL/dp": lambda v: 1.4426950408889634 * v["dL/dp"]},
        two_class=scaled(1 / np.log(2), "L", "dL/dyhat"),
    ),
    *_rows(
        "A9-log-base-10",
        square={
            "L": lambda v: -np.log10(v.p_y),
            "dL/dp": lambda v: 0.4342944819032518 * v["dL/dp"],
        },
        two_class=scaled(1 / np.log(10), "L", "dL/dyhat"),
    ),
    *_rows(
        "A10-twice",
        sigmoid={
            "L": lambda v: np.sum((v["yhat"] - v["y"]) ** 2),
            "dL/dyhat": lambda v: 2 * (v["yhat"] - v["y"]),
        },
        leaky=scaled(2, "L", "dL/dyhat"),
        tanh=scaled(2, "L", "dL/dyhat"),
    ),
    *_rows(
        "A10-half",
        leaky={
            "L": lambda v: np.sum((v["yhat"] - v["y"]) ** 2) / 2,
            "dL/dyhat": lambda v: v["yhat"] - v["y"],
        },
        sigmoid=scaled(0.5, "L", "dL/dyhat"),
    ),
    *_rows(
        "A11-relu-on-scores",
        square={
            "p": lambda v: softmax(np.maximum(v["o"], 0)),
            "dL/do": lambda v: (v["o"] > 0) * (v["p"] - v.e),
        },
    ),
    *_rows(
        "A12-all-pairs",
        pairs={
            "L": lambda v: np.sum((v["yhat"].T - v["y"]) ** 2) / 3,
            "dL/dyhat": lambda v: 2 * (v["yhat"].T - v["y"]).sum(axis=1)[None] / 3,
        },
        half_pairs={
            "L": lambda v: np.sum((v["yhat"].T - v["y"]) ** 2) / 6,
            "dL/dyhat": lambda v: (v["yhat"].T - v["y"]).sum(axis=1)[None] / 3,
        },
    ),
]

BATCHES = [
    *_rows(
        "B1-not-averaged",
        batch={"L": lambda v: -np.log(v.p_y).sum(), "dL/dp": lambda v: -v.e / v["p"]},
        pairs=scaled(3, "L", "dL/dyhat"),
    ),
    *_rows("B2-averaged-twice", batch=scaled(1 / 4, "dL/dp"), pairs=scaled(1 / 3, "dL/dyhat")),
    *_rows(
        "B2-averaged-in-layer",
        batch=scaled(1 / 4, "dL/dW1", "dL/db1", "dL/dW2", "dL/db2"),
        pairs=scaled(1 / 3, "dL/dW1", "dL/dW2"),
    ),
    *_rows("B2-averaged-over-classes", batch=scaled(4 / 3, "dL/dp")),
    *_rows(
        "B3-bias-mean",
        batch={
            "dL/db1": lambda v: v["dL/da1"].mean(axis=1),
            "dL/db2": lambda v: v["dL/do"].mean(axis=1),
        },
    ),
    *_rows(
        "B4-bias-one-number",
        batch={
            "dL/db1": lambda v: np.full(4, v["dL/da1"].sum()),
            "dL/db2": lambda v: np.full(3, v["dL/do"].sum()),
        },
    ),
    *_rows(
        "B4-bias-row-sums",
        batch={
            "dL/db1": lambda v: v["dL/dW1"] @ np.ones(2),
            "dL/db2": lambda v: v["dL/dW2"] @ np.ones(4),
        },
        penalty={  # the row sums of what the examples give, without the penalty's part
            "dL/db1": lambda v: (v["dL/dW1"] - 0.5 * v["W1"]) @ np.ones(2),
            "dL/db2": lambda v: (v["dL/dW2"] - 0.5 * v["W2"]) @ np.ones(3),
        },
    ),
    *_rows("B5-bias-wrong-axis", batch={"dL/db1": lambda v: v["dL/da1"].sum(axis=0)}),
]

WEIGHTS = [
    *_rows(
        "C1-not-transposed",
        square={
            "dL/dh1": lambda v: v["W2"] @ v["dL/do"],
            "dL/dx": lambda v: v["W1"] @ v["dL/da1"],
        },
    ),
    *_rows(
        "C2-transposed",
        square={
            "dL/dW2": lambda v: np.outer(v["h1"], v["dL/do"]),
            "dL/dW1": lambda v: np.outer(v["x"], v["dL/da1"]),
        },
        penalty={  # the part of the examples is exchanged, the penalty's is not
            "dL/dW2": lambda v: (v["dL/dW2"] - 0.5 * v["W2"]).T + 0.5 * v["W2"],
        },
    ),
    *_rows(
        "C3-true-class-path",
        square={"dL/dh1": lambda v: v["W2"][v["y"]] * (v.p_y - 1)},
        batch={"dL/dh1": lambda v: v["W2"].T @ (v.e * (v["p"] - 1)) / 4},
        linear={"dL/dx": lambda v: v["W1"][v["y"]] * (v.p_y - 1)},
    ),
    *_rows(
        "C4-mean-of-paths",
        square=scaled(1 / 3, "dL/dh1", "dL/dx"),
        batch={**scaled(1 / 3, "dL/dh1"), **scaled(1 / 4, "dL/dx")},
    ),
    *_rows(
        "C5-weights-updated-first",
        square={"dL/dh1": lambda v: (v["W2"] - 0.5 * v["dL/dW2"]).T @ v["dL/do"]},
        batch={"dL/dh1": lambda v: (v["W2"] - 0.5 * v["dL/dW2"]).T @ v["dL/do"]},
        penalty={"dL/dh1": lambda v: (v["W2"] - 0.5 * v["dL/dW2"]).T @ v["dL/do"]},
    ),
    *_rows(
        "C6-weights-updated-first",
        square={"dL/dx": lambda v: (v["W1"] - 0.5 * v["dL/dW1"]).T @ v["dL/da1"]},
    ),
    *_rows(
        "C7-preactivation",
        square={"dL/dW2": lambda v: np.outer(v["dL/do"], v["a1"])},
        batch={"dL/dW2": lambda v: v["dL/do"] @ v["a1"].T},
    ),
    *_rows("C7-layer-above", square={"dL/dW1": lambda v: np.outer(v["dL/da1"], v["h1"])}),
    *_rows("C7-layer-below", square={"dL/dW2": lambda v: np.outer(v["dL/do"], v["x"])}),
    *_rows(
        "C7-activated-input",
        square={"dL/dW1": lambda v: np.outer(v["dL/da1"], np.maximum(v["x"], 0))},
        sigmoid={"dL/dW1": lambda v: np.outer(v["dL/da1"], sigma(v["x"]))},
    ),
    *_rows(
        "C8-delta-before-activation",
        square={
            "dL/dW1": lambda v: np.outer(v["dL/dh1"], v["x"]),
            "dL/dx": lambda v: v["W1"].T @ v["dL/dh1"],
        },
    ),
    *_rows(
        "C8-delta-of-layer-above",
        square={
            "dL/dW1": lambda v: np.outer(v["dL/do"], v["x"]),
            "dL/dx": lambda v: v["W1"].T @ v["dL/do"],
        },
    ),
    *_rows("C8-delta-of-layer-below", square={"dL/dW2": lambda v: np.outer(v["dL/da1"], v["h1"])}),
    *_rows(
        "C9-upstream-twice",
        square=_da(lambda v: v["dL/dh1"] ** 2 * (v["a1"] > 0)),
        leaky=_da(lambda v: v["dL/dh1"] ** 2 * np.where(v["a1"] > 0, 1, 0.01)),
        sigmoid={
            "dL/da1": lambda v: v["dL/dh1"] ** 2 * v["h1"] * (1 - v["h1"]),
            "dL/do": lambda v: v["dL/dyhat"] ** 2 * v["yhat"] * (1 - v["yhat"]),
        },
    ),
    *_rows(
        "C9-upstream-dropped",
        square=_da(lambda v: 1.0 * (v["a1"] > 0)),
        tanh={
            "dL/da1": lambda v: 1 - v["h1"] ** 2,
            "dL/do": lambda v: 1 - v["yhat"] ** 2,
        },
    ),
    *_rows(
        "C10-bias-zero",
        batch={"dL/db1": lambda v: np.zeros(4), "dL/db2": lambda v: np.zeros(3)},
    ),
]

ACTIVATIONS = [
    *_rows(
        "D1-mask-forgotten",
        square=_da(lambda v: v["dL/dh1"]),
        leaky=_da(lambda v: v["dL/dh1"]),
    ),
    *_rows(
        "D1-slope-forgotten",
        sigmoid=_da(lambda v: v["dL/dh1"]),
        tanh=_da(lambda v: v["dL/dh1"]),
    ),
    *_rows("D2-mask-of-gradient", square=_da(lambda v: np.maximum(v["dL/dh1"], 0))),
    *_rows("D3-mask-inverted", square=_da(lambda v: v["dL/dh1"] * (v["a1"] <= 0))),
    *_rows("D3-mask-of-input", square=_da(lambda v: v["dL/dh1"] * (v["x"] > 0))),
    *_rows("D4-times-hidden-value", square=_da(lambda v: v["dL/dh1"] * v["h1"])),
    *_rows("D5-one-at-zero", square=_da(lambda v: v["dL/dh1"] * (v["a1"] >= 0))),
    *_rows("D5-mask-of-hidden-value", square=_da(lambda v: v["dL/dh1"] * (v["h1"] >= 0))),
    *_rows(
        "D8-sigmoid-slope",
        square=_da(lambda v: v["dL/dh1"] * sigma(v["a1"]) * (1 - sigma(v["a1"]))),
    ),
    *_rows("D8-tanh-slope", square=_da(lambda v: v["dL/dh1"] * (1 - v["h1"] ** 2))),
]

ROUNDED = tuple(NETWORKS["square"].quantities())

PENALTIES = [
    *_rows(
        "E1-bias-regularised",
        penalty={
            "dL/db1": lambda v: v["dL/da1"].sum(axis=1) + 0.5 * v["b1"],
            "dL/db2": lambda v: v["dL/do"].sum(axis=1) + 0.5 * v["b2"],
        },
    ),
    *_rows(
        "E2-penalty-doubled",
        penalty={
            "dL/dW1": lambda v: pair(v["dL/da1"], v["x"]) + 1.0 * v["W1"],
            "dL/dW2": lambda v: pair(v["dL/do"], v["h1"]) + 1.0 * v["W2"],
        },
    ),
    *_rows(
        "E2-penalty-per-example",
        penalty={
            "dL/dW1": lambda v: pair(v["dL/da1"], v["x"]) + 0.25 * v["W1"],
            "dL/dW2": lambda v: pair(v["dL/do"], v["h1"]) + 0.25 * v["W2"],
        },
    ),
    *_rows(
        "E3-penalty-left-out",
        penalty={
            "dL/dW1": lambda v: pair(v["dL/da1"], v["x"]),
            "dL/dW2": lambda v: pair(v["dL/do"], v["h1"]),
        },
    ),
    *_rows(
        "E4-rounded-too-early",
        square={name: (lambda v, name=name: np.round(v[name], 2)) for name in ROUNDED},
    ),
]

FORWARD = [
    *_rows(
        "F1-weights-transposed",
        square={"a1": lambda v: v["W1"].T @ v["x"], "o": lambda v: v["W2"].T @ v["h1"]},
    ),
    *_rows("F2-activation-skipped", square={"h1": lambda v: v["a1"]}),
    *_rows(
        "F3-bias-left-out",
        batch={"a1": lambda v: v["W1"] @ v["x"], "o": lambda v: v["W2"] @ v["h1"]},
    ),
    *_rows("F4-not-normalised", square={"p": lambda v: np.exp(v["o"])}),
    *_rows("F4-no-exponential", square={"p": lambda v: v["o"] / v["o"].sum(axis=0)}),
    *_rows("F5-log-forgotten", square={"L": lambda v: v.p_y}),
]

WRONG = [*OUTPUT_LAYER, *BATCHES, *WEIGHTS, *ACTIVATIONS, *PENALTIES, *FORWARD]
