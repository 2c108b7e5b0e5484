"""The forward and the backward walk of a graph, written out as one list of steps.

A derivation is what a student writes down: first the values (`a1`, `h1`, `o`, `p`, `L`), then the
gradients (`dL/dp`, `dL/do`, `dL/dW2`, ...), each computed from earlier ones. Here each of them is
a cell with a rule of its own. Keeping both walks in one list makes three questions simple:

- What follows from *these* earlier values? Run the cells, replacing a cell's value by the given
  one after it has been computed (`run` with `given`).
- What does a known mistake predict? Run with the mistake's rule in place of the cell's own.
- What does a quantity depend on? Ask for its `plan`: the cells between it and what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reference.arrays import Array, Shape, fit
from reference.graph import Edge, Graph, Node, NodeKind
from reference.ops import OPS

Rule = Callable[[Mapping[str, Array]], Array]


@dataclass(frozen=True)
class Cell:
    """One step: `rule` computes it, shape (V, *shape), from the values named in `sources`."""

    name: str
    node: str
    is_gradient: bool
    shape: Shape
    sources: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True)
class Trace:
    """What each cell's rule gave, and what the later cells went on from (given values first)."""

    expected: Mapping[str, Array]
    used: Mapping[str, Array]


@dataclass(frozen=True)
class Derivation:
    """The steps of `graph` for leaves of the given core shapes."""

    graph: Graph
    leaf_shapes: Mapping[str, Shape]

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """Core shapes by node name; raises ShapeError where they do not fit."""
        return self.graph.shapes(self.leaf_shapes)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in an order in which each follows what it uses."""
        nodes = self.graph.nodes
        values = [self._value_cell(n) for n in nodes if n.kind is NodeKind.COMPUTED]
        if self.shapes[self.graph.output] != ():
            return tuple(values)
        gradients = [
            self._gradient_cell(node.name) for node in reversed(nodes) if self._has_gradient(node)
        ]
        return (*values, *gradients)

    @cached_property
    def by_name(self) -> Mapping[str, Cell]:
        return {cell.name: cell for cell in self.cells}

    @cached_property
    def constants(self) -> Mapping[str, Array]:
        """The numbers of the graph's text, shape (1,) each."""
        nodes = self.graph.nodes
        return {n.name: np.array([n.constant]) for n in nodes if n.kind is NodeKind.CONSTANT}

    @cached_property
    def quantities(self) -> tuple[str, ...]:
        """The names that can be asked for: named nodes, and gradients of named nodes."""
        named = self.graph.by_name
        return tuple(c.name for c in self.cells if named[c.node].is_named and not self._is_seed(c))

    def gradient_name(self, node: str) -> str:
        return f"d{self.graph.output}/d{node}"

    def plan(self, wanted: Iterable[str], known: Collection[str] = ()) -> tuple[Cell, ...]:
        """The cells that lead from what is `known` to `wanted`, in order.

        A wanted cell is part of its plan even where it is known itself.
        """
        needed: set[str] = set()
        waiting = list(wanted)
        while waiting:
            name = waiting.pop()
            if name not in needed and name in self.by_name:
                needed.add(name)
                waiting += [s for s in self.by_name[name].sources if s not in known]
        return tuple(cell for cell in self.cells if cell.name in needed)

    def run(
        self,
        leaves: Mapping[str, Array],
        cells: Iterable[Cell] | None = None,
        given: Mapping[str, Array] | None = None,
        rules: Mapping[str, Rule] | None = None,
    ) -> Trace:
        """Compute `cells` (default: all) in order.

        Where `given` has a value for a cell, the later cells use it, entry by entry; NaN in it
        means "not given" and leaves the computed entry. `rules` replaces the rules of cells.
        `leaves` may hold values of earlier cells too. Leading axes must agree.
        """
        given, rules = given or {}, rules or {}
        used = {**self._spread_constants(leaves), **leaves}
        expected: dict[str, Array] = {}
        with np.errstate(all="ignore"):
            for cell in self.cells if cells is None else cells:
                value = rules.get(cell.name, cell.rule)(used)
                own = given.get(cell.name)
                expected[cell.name] = value
                used[cell.name] = value if own is None else np.where(np.isnan(own), value, own)
        return Trace(expected, used)

    def _spread_constants(self, leaves: Mapping[str, Array]) -> dict[str, Array]:
        """The constants that `leaves` lacks, once for every variant."""
        missing = {name: c for name, c in self.constants.items() if name not in leaves}
        if not missing:
            return missing
        count = max((len(value) for value in leaves.values()), default=1)
        return {name: np.repeat(constant, count) for name, constant in missing.items()}

    def share_rule(self, edge: Edge) -> Rule:
        """How `edge` sends a share of its consumer's gradient back."""
        node, pull = self.graph.by_name[edge.consumer], self.graph.pull(edge)
        shape = self.shapes[node.arguments[edge.position]]
        upstream = self.gradient_name(edge.consumer)
        needed = tuple(self.graph.needed_name(node, need) for need in pull.needs)
        function = pull.function

        def rule(env: Mapping[str, Array]) -> Array:
            return fit(function(env[upstream], shape, *[env[n] for n in needed]), shape)

        return rule

    def gradient_rule(self, node: str, replaced: Mapping[Edge, Rule] | None = None) -> Rule:
        """dL/d`node` as the sum of its shares, some of them computed by other rules."""
        edges = self.graph.gradient_edges(node)
        shares = [(replaced or {}).get(edge) or self.share_rule(edge) for edge in edges]
        if node == self.graph.output:
            anything = next(iter(self.leaf_shapes))
            return lambda env: np.ones(env[anything].shape[0])
        if len(shares) == 1:
            return shares[0]
        return lambda env: np.sum([share(env) for share in shares], axis=0)

    def _value_cell(self, node: Node) -> Cell:
        forward, arguments = OPS[node.op].forward, node.arguments
        return Cell(
            name=node.name,
            node=node.name,
            is_gradient=False,
            shape=self.shapes[node.name],
            sources=arguments,
            rule=lambda env: forward(*[env[a] for a in arguments]),
        )

    def _gradient_cell(self, name: str) -> Cell:
        return Cell(
            name=self.gradient_name(name),
            node=name,
            is_gradient=True,
            shape=self.shapes[name],
            sources=self._gradient_sources(name),
            rule=self.gradient_rule(name),
        )

    def _gradient_sources(self, name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for edge in self.graph.gradient_edges(name):
            consumer, pull = self.graph.by_name[edge.consumer], self.graph.pull(edge)
            found[self.gradient_name(edge.consumer)] = None
            found |= {self.graph.needed_name(consumer, need): None for need in pull.needs}
        return tuple(found)

    def _has_gradient(self, node: Node) -> bool:
        return (
            node.kind is not NodeKind.CONSTANT
            and node.name in self.graph.influences_output
            and node.name not in self.graph.labels
        )

    def _is_seed(self, cell: Cell) -> bool:
        return cell.is_gradient and cell.node == self.graph.output
