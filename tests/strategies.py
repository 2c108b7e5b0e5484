"""Hypothesis strategies: networks of every kind, and numbers for their leaves.

Shapes, activations and losses are drawn by hypothesis, so a failure shrinks to the smallest
network that shows it; the numbers come from a drawn seed, because hundreds of floats drawn one by
one would take most of the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from reference.mlp import Network, solve
from reference.network import HIDDEN_ACTIVATIONS, OUTPUTS_OF_LOSS

Array = npt.NDArray[Any]

# Far enough from 0 that no step of a central difference reaches across.
KINK_MARGIN = 1e-3
_KINKED = ("relu", "leaky_relu")

EVERY_ENDING = tuple((output, loss) for loss, outs in OUTPUTS_OF_LOSS.items() for output in outs)


@dataclass(frozen=True)
class Case:
    """A network with the leaves of some variants of it."""

    network: Network
    leaves: dict[str, Array]

    @property
    def variants(self) -> int:
        return int(self.leaves["x"].shape[0])


def random_leaves(network: Network, variants: int, seed: int) -> dict[str, Array]:
    """Leaves (V, *core) with entries of size 0.05 to 1, no relu within KINK_MARGIN of its kink."""
    for attempt in range(200):
        leaves = _draw(network, variants, np.random.default_rng([seed, attempt]))
        if distance_to_kink(network, leaves) >= KINK_MARGIN:
            return leaves
    raise AssertionError(f"no leaves of {network} away from its kinks in 200 attempts")


def distance_to_kink(network: Network, leaves: dict[str, Array]) -> float:
    """How near any preactivation of a relu or leaky relu is to 0, as a part of its layer's largest.

    A part, because behind leaky relus everything is small, and moves as little. Exactly 0 is what
    a layer whose inputs are all dead gives (random numbers never do): it stays 0 however the
    leaves are moved a little, so it is no kink.
    """
    found = solve(network, leaves)
    nearest = np.inf
    for k, name in enumerate(network.activations, start=1):
        if name in _KINKED:
            size = np.abs(found[f"a{k}"]).reshape(len(leaves["x"]), -1)
            part = size / np.maximum(size.max(axis=1, keepdims=True), np.finfo(float).tiny)
            nearest = min(nearest, float(part[size > 0].min(initial=np.inf)))
    return nearest


def _draw(network: Network, variants: int, rng: np.random.Generator) -> dict[str, Array]:
    leaves: dict[str, Array] = {}
    for name, core in network.leaf_shapes().items():
        if name == "y" and network.loss == "nll":
            leaves[name] = rng.integers(network.sizes[-1], size=(variants, *core))
        elif name == "y" and network.loss == "binary_cross_entropy":
            leaves[name] = rng.choice([0.0, 0.25, 1.0], size=(variants, *core))
        else:
            sign = rng.choice([-1.0, 1.0], size=(variants, *core))
            leaves[name] = sign * rng.uniform(0.05, 1, size=(variants, *core))
    return leaves


@st.composite
def networks(
    draw: st.DrawFn,
    *,
    deepest: int = 3,
    widest: int = 4,
    endings: Sequence[tuple[str, str]] = EVERY_ENDING,
) -> Network:
    """Networks with 0 to `deepest` hidden layers, any activation and loss, batches, biases, l2."""
    output, loss = draw(st.sampled_from(endings))
    hidden = draw(st.lists(st.integers(1, widest), max_size=deepest))
    fewest = 2 if output == "softmax" else 1
    first, last = draw(st.integers(1, widest)), draw(st.integers(fewest, widest))
    activations = [draw(st.sampled_from(HIDDEN_ACTIVATIONS)) for _ in hidden]
    return Network(
        sizes=(first, *hidden, last),
        activations=tuple(activations),
        output=output,
        loss=loss,
        bias=draw(st.booleans()),
        examples=draw(st.sampled_from([None, 1, 2, 5])),
        l2=draw(st.sampled_from([0.0, 0.1, 0.003])),
    )


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    deepest: int = 3,
    most_variants: int = 3,
    endings: Sequence[tuple[str, str]] = EVERY_ENDING,
) -> Case:
    """A network together with leaves of 1 to `most_variants` variants, away from kinks."""
    network = draw(networks(deepest=deepest, endings=endings))
    variants = draw(st.integers(1, most_variants))
    return Case(network, random_leaves(network, variants, draw(st.integers(0, 2**32 - 1))))
