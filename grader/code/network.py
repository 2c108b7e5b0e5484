"""The built-in network behind a function's case: its leaves, and every quantity as the course
writes it.

The network computes with columns as examples and the mean as the loss; a convention says how the
course lays out the same numbers. What the catalogue's mistakes give is laid out the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from grader.code.numbers import LARGE, draw_labels, grid_numbers
from grader.code.problem import Axis, Convention, NetworkReference, Situation
from grader.mistakes import CATALOGUE
from grader.sites import Situation as Site
from reference.derivation import Derivation, Rule
from reference.mlp import as_graph, solve_one
from reference.network import Array, Network

Values = Mapping[str, NDArray[Any]]

WEIGHT_SCALE = 0.5  # scores of a few units: no softmax is saturated


def network_at(reference: NetworkReference, sizes: Mapping[str, int]) -> Network:
    """The network of a case. Raises NetworkError for one that cannot be."""

    def at(axis: Axis) -> int:
        return sizes[axis] if isinstance(axis, str) else axis

    widths = tuple(at(axis) for axis in reference.sizes)
    return Network(
        sizes=widths,
        activations=reference.activations,
        output=reference.output,
        loss=reference.loss,
        bias=reference.convention.biases != "none",
        examples=at(reference.examples) if reference.examples else None,
    )


@dataclass(frozen=True)
class NetworkRun:
    """The network of one case with the numbers of its leaves, in the network's own layout."""

    reference: NetworkReference
    network: Network
    leaves: Mapping[str, Array]

    @cached_property
    def values(self) -> Mapping[str, Array]:
        return {**self.leaves, **solve_one(self.network, self.leaves)}

    def value(self, quantity: str, dtype: str = "float64") -> NDArray[Any]:
        """As the course writes it; what is whole stays whole."""
        found = self.laid_out(quantity, self.values[quantity])
        return found if found.dtype.kind == "i" else found.astype(dtype)

    def laid_out(self, quantity: str, value: Array) -> NDArray[Any]:
        """`value` in the network's layout, as the course would write it."""
        convention, name = self.reference.convention, quantity.removeprefix("dL/d")
        if (factor := _factor(convention, self.network, quantity)) != 1:
            value = value * factor
        if name == "L":
            return np.asarray(value)
        if name == "y":
            return _labels(convention, self.network, value)
        if name[0] == "W":
            return value.T if convention.weights == "in-out" else value
        if name[0] == "b":
            column, row = value[:, np.newaxis], value[np.newaxis, :]
            return {"column": column, "row": row}.get(convention.biases, value)
        return value.T if convention.examples == "rows" else value

    @cached_property
    def wrong_rules(self) -> Mapping[str, Mapping[str, Rule]]:
        """The catalogue's mistakes that can be made in this network, by code."""
        found = {m.code: m.rules(Site(self.derivation)) for m in CATALOGUE}
        return {code: rules for code, rules in found.items() if rules}

    @cached_property
    def derivation(self) -> Derivation:
        return Derivation(as_graph(self.network), self.network.leaf_shapes())

    def predicted(self, code: str, wanted: Sequence[str], known: Collection[str]) -> Values | None:
        """What a mistake gives for the wanted quantities, from right values of the `known` ones.

        None where it cannot be made on the way from there.
        """
        plan = self.derivation.plan(wanted, known)
        rules = self.wrong_rules.get(code, {})
        if not any(cell.name in rules for cell in plan):
            return None
        # A wrong rule may look at what is not on the right way: that is right then.
        start = {name: value[np.newaxis] for name, value in self.values.items()}
        found = self.derivation.run(start, plan, rules=rules).expected
        return {name: self.laid_out(name, found[name][0]) for name in wanted}


def _factor(convention: Convention, network: Network, quantity: str) -> float:
    """What the course's number is, as a multiple of the network's."""
    if convention.averaged == "mean" or network.examples is None:
        return 1
    is_gradient = quantity.startswith("dL/d")
    if not is_gradient and quantity != "L":
        return 1
    if convention.averaged == "mean-in-weights":
        of_parameter = quantity.removeprefix("dL/d")[0] in "Wb"
        return 1 if not is_gradient or of_parameter else network.examples
    return network.examples


def _labels(convention: Convention, network: Network, y: Array) -> NDArray[Any]:
    if network.loss != "nll":
        return y.T if convention.examples == "rows" else y
    if convention.labels == "index":
        return y
    hot = np.eye(network.sizes[-1])[y]  # rows are examples
    return hot if convention.examples == "rows" else hot.T


# ---- drawing ------------------------------------------------------------------------------------


def draw_run(
    reference: NetworkReference,
    sizes: Mapping[str, int],
    situation: Situation,
    generator: Generator,
) -> NetworkRun:
    """Leaves from the generator; in the case "zeros" a unit of each hidden layer is silent."""
    network = network_at(reference, sizes)
    leaves: dict[str, Array] = {}
    for name, shape in network.leaf_shapes().items():
        if name == "y":
            leaves[name] = _draw_target(network, shape, situation, generator)
        else:
            leaves[name] = grid_numbers(generator, shape) * (WEIGHT_SCALE if name != "x" else 1)
    for k in range(1, network.layers):
        unit = int(generator.integers(0, network.sizes[k]))
        if situation is Situation.ZEROS:
            for name in {f"W{k}", f"b{k}"} & set(leaves):
                leaves[name][unit] = 0.0
    if situation is Situation.LARGE and network.bias:
        leaves[f"b{network.layers}"] += LARGE
    return NetworkRun(reference, network, leaves)


def _draw_target(
    network: Network, shape: tuple[int, ...], situation: Situation, generator: Generator
) -> Array:
    if network.loss == "nll":
        absent = int(generator.integers(0, network.sizes[-1]))
        left_out = absent if situation is Situation.ABSENT else None
        return draw_labels(generator, network.sizes[-1], shape, left_out)
    if network.loss == "binary_cross_entropy":
        return generator.integers(0, 2, shape).astype(np.float64)
    return grid_numbers(generator, shape)
