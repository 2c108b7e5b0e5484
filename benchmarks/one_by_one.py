"""What most would write first: one network, one candidate, one submission at a time.

The loops over PyTorch do less than Backmark does, so a ratio against them is a lower bound; each
says what it leaves out. PyTorch is imported where it is used: it need not be installed.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.mark import Answer
from grader.problem import Problem
from reference.arrays import Array
from reference.mlp import Network

TOLERANCE = 2e-3  # the loops compare with one for all; at 3 decimals it lets honest rounding pass
SMALLEST_ENTRY, KINK, SATURATION, LARGEST = 3 * TOLERANCE, 0.05, 0.03, 60.0
_GIVES_UP = 100_000


def by_numpy(leaves: Mapping[str, Array]) -> dict[str, Array]:
    """The lecture's 2-3-3 network by its own formulas, for one variant without a leading axis."""
    x, y, W1, W2 = (leaves[name] for name in ("x", "y", "W1", "W2"))
    a1 = W1 @ x
    h1 = np.maximum(a1, 0.0)
    o = W2 @ h1
    z = np.exp(o - o.max())
    p = z / z.sum()
    dp, do = np.zeros_like(p), p.copy()
    dp[y] = -1 / p[y]
    do[y] -= 1
    dh = W2.T @ do
    da = dh * (a1 > 0)
    values = {"a1": a1, "h1": h1, "o": o, "p": p, "L": -np.log(p[y]), "dL/dp": dp, "dL/do": do}
    into_weights = {"dL/dW2": np.outer(do, h1), "dL/dW1": np.outer(da, x)}
    return values | into_weights | {"dL/dh1": dh, "dL/da1": da, "dL/dx": W1.T @ da}


class ByTorch:
    """One network through PyTorch's autograd: values first, then every gradient, on demand."""

    def __init__(self, network: Network, leaves: Mapping[str, Any]) -> None:
        import torch

        self.values = {
            name: torch.tensor(leaf, dtype=torch.float64, requires_grad=True)
            for name, leaf in leaves.items()
            if name != "y"
        }
        below = self.values["x"]
        for k, activation in enumerate((*network.activations, "softmax"), start=1):
            last = k == network.layers
            into = self.values[f"W{k}"] @ below
            into = into + self.values[f"b{k}"] if network.bias else into
            below = torch.softmax(into, dim=0) if last else getattr(torch, activation)(into)
            self.values |= {"o" if last else f"a{k}": into, "p" if last else f"h{k}": below}
        self.values["L"] = -torch.log(below[int(leaves["y"])])

    def value(self, name: str) -> Array:
        found: Array = self.values[name].detach().numpy()
        return found

    def gradients(self) -> dict[str, Array]:
        """dL/d of everything but L, by the names that Backmark gives them."""
        import torch

        names = [name for name in self.values if name != "L"]
        found = torch.autograd.grad(self.values["L"], [self.values[name] for name in names])
        return {f"dL/d{name}": part.numpy() for name, part in zip(names, found, strict=True)}

    def quantities(self) -> dict[str, Array]:
        return {name: self.value(name) for name in self.values} | self.gradients()


def draw_by_torch(problem: Problem, seed: int) -> dict[str, Array]:
    """One fit variant for a seed.

    Candidates are drawn from the grids; kinks, saturation, size and the number of inactive units
    are checked; the gradients computed; no asked entry may be near 0; and the few wrong answers
    of `wrong_answers` must not pass. Left out, but done by Backmark: all other mistakes of the
    catalogue, the tolerance of each entry from rounding, answers that cost no work, the
    certificate, and the same numbers for ever.
    """
    network = problem.network
    if network is None:
        raise ValueError(f"problem {problem.id!r} has no network; this loop knows nothing else")
    chance = np.random.default_rng(seed)
    choices = {name: np.array(grid.values()) for name, grid in problem.grids.items()}
    for _ in range(_GIVES_UP):
        leaves = {name: chance.choice(choices[name], problem.leaf_shapes[name]) for name in choices}
        leaves["y"] = np.array(chance.integers(problem.labels["y"]))
        run = ByTorch(network, leaves)
        if _looks_fit(problem, network, run) and _stands_apart(problem, network, run, leaves):
            return leaves
    raise ValueError(f"problem {problem.id!r}: no fit variant among {_GIVES_UP} candidates")


def _looks_fit(problem: Problem, network: Network, run: ByTorch) -> bool:
    for k, activation in enumerate(network.activations, start=1):
        a, h = run.value(f"a{k}"), run.value(f"h{k}")
        if np.abs(a).max() > LARGEST:
            return False
        if activation == "relu" and (
            np.abs(a).min() < KINK or int((a <= 0).sum()) != problem.inactive
        ):
            return False
        if activation == "tanh" and np.abs(h).max() > 1 - 2 * SATURATION:
            return False
    p = run.value("p")
    return bool(p.min() >= SATURATION and p.max() <= 1 - SATURATION)


def _stands_apart(
    problem: Problem, network: Network, run: ByTorch, leaves: Mapping[str, Array]
) -> bool:
    right = run.quantities()
    asked = (right[asked.name] for asked in problem.asked)
    if any(np.any((value != 0) & (np.abs(value) < SMALLEST_ENTRY)) for value in asked):
        return False
    wrong = wrong_answers(network, right, leaves)
    return not any(np.allclose(value, right[name], 0, TOLERANCE) for name, value in wrong)


def wrong_answers(
    network: Network, right: Mapping[str, Array], leaves: Mapping[str, Array]
) -> list[tuple[str, Array]]:
    """A handful of the catalogue's mistakes, by the quantity that they are made in."""
    p, do, y, k = right["p"], right["dL/do"], int(leaves["y"]), network.layers
    W = leaves[f"W{k}"]
    found = [("dL/do", p), ("dL/do", -do), ("dL/do", right["dL/dp"])]  # A1, A2, A5
    found += [(f"dL/dh{k - 1}", W[y] * do[y])]  # C3
    if W.shape[0] == W.shape[1]:
        found += [(f"dL/dh{k - 1}", W @ do), (f"dL/dW{k}", right[f"dL/dW{k}"].T)]  # C1, C2
    return found + [(f"dL/da{j}", right[f"dL/dh{j}"]) for j in range(1, k)]  # D1


def mark_by_torch(
    network: Network, leaves: Mapping[str, Array], answers: Mapping[str, Array]
) -> dict[str, bool]:
    """Is each quantity right? Nothing carried, no entry by entry, no findings, no messages."""
    right = ByTorch(network, leaves).quantities()
    return {name: np.allclose(own, right[name], 0, TOLERANCE) for name, own in answers.items()}


def mark_text_by_torch(
    network: Network, leaves: Mapping[str, Array], answers: Mapping[str, Answer]
) -> dict[str, bool]:
    """The same for typed text, read as Python's own literals: no fraction, no paste, no reason."""
    right = ByTorch(network, leaves).quantities()
    return {
        name: (own := _literal(text, right[name].shape)) is not None
        and np.allclose(own, right[name], 0, TOLERANCE)
        for name, text in answers.items()
    }


def _literal(text: Answer, shape: tuple[int, ...]) -> Array | None:
    try:
        read = ast.literal_eval(text) if isinstance(text, str) else [float(cell) for cell in text]
        return np.array(read, dtype=float).reshape(shape)
    except (ValueError, SyntaxError, TypeError):
        return None
