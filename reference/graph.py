"""Computation graphs: inputs, parameters and computed nodes; forward, and the walk backwards.

The backward walk visits the nodes in reverse order and gives each one the sum of the shares that
its consumers send back: dL/dv = sum over the consumers c of (dL/dc)(dc/dv). That is the chain
rule, and it is all there is to it. By the time a node is visited every consumer has its own
gradient, because consumers stand later in the order. Nothing is stored in a node, so walking
twice gives the same answer twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reference.arrays import Array, Shape, ShapeError, fit
from reference.expressions import NAME, GraphError, Node, NodeKind, read_definition
from reference.ops import OPS, OUT, Pull

__all__ = ["Edge", "Gradients", "Graph", "GraphError", "Node", "NodeKind"]


@dataclass(frozen=True, order=True)
class Edge:
    """The arrow into `consumer` at argument `position`; it carries a share of the gradient."""

    consumer: str
    position: int


@dataclass(frozen=True)
class Gradients:
    """dL/dv by node name (the output's own shape (V, *core) each), and the share of every edge."""

    totals: Mapping[str, Array]
    shares: Mapping[Edge, Array]


@dataclass(frozen=True)
class Graph:
    """A graph without cycles; `nodes` stand in an order in which arguments precede their use."""

    nodes: tuple[Node, ...]
    output: str

    @classmethod
    def parse(
        cls, inputs: Sequence[str], parameters: Sequence[str], nodes: Sequence[str], output: str
    ) -> Graph:
        """A graph from lines such as `a = W1 @ x`, in any order; raises GraphError."""
        leaves = [Node(name, NodeKind.INPUT) for name in inputs]
        leaves += [Node(name, NodeKind.PARAMETER) for name in parameters]
        for leaf in leaves:
            if not NAME.match(leaf.name):
                raise GraphError(f"{leaf.name!r} is not a name: a letter, then letters, digits, _")
        computed = [node for line in nodes for node in read_definition(line)]
        return cls(tuple(_in_order([*leaves, *computed])), output)

    def __post_init__(self) -> None:
        if self.output not in self.by_name:
            named = ", ".join(node.name for node in self.nodes if node.is_named)
            raise GraphError(f"output {self.output!r} is not a node; the nodes are {named}")

    @cached_property
    def by_name(self) -> Mapping[str, Node]:
        return {node.name: node for node in self.nodes}

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """Inputs and parameters: what a variant gives numbers to."""
        return tuple(n for n in self.nodes if n.kind in (NodeKind.INPUT, NodeKind.PARAMETER))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Leaves that hold class indices: used only where an operation has no gradient."""
        used = [(a, OPS[n.op].pulls[i]) for n in self.nodes for i, a in enumerate(n.arguments)]
        leaves = {leaf.name for leaf in self.leaves}
        gradient_free = {name for name, pull in used if pull is None}
        return frozenset((gradient_free - {name for name, pull in used if pull}) & leaves)

    @cached_property
    def consumers(self) -> Mapping[str, tuple[Edge, ...]]:
        """Who uses a node's value, and at which argument position."""
        found: dict[str, list[Edge]] = {node.name: [] for node in self.nodes}
        for node in self.nodes:
            for position, argument in enumerate(node.arguments):
                found[argument].append(Edge(node.name, position))
        return {name: tuple(edges) for name, edges in found.items()}

    @cached_property
    def influences_output(self) -> frozenset[str]:
        """The nodes from which a path with a gradient leads to the output."""
        reached = {self.output}
        for node in reversed(self.nodes):
            if node.name in reached:
                pulls = OPS[node.op].pulls if node.op else ()
                reached.update(a for a, p in zip(node.arguments, pulls, strict=True) if p)
        return frozenset(reached)

    def shapes(self, leaf_shapes: Mapping[str, Shape]) -> dict[str, Shape]:
        """The core shape of every node; raises ShapeError naming the node that does not fit."""
        found: dict[str, Shape] = {}
        for node in self.nodes:
            if node.kind is NodeKind.CONSTANT:
                found[node.name] = ()
            elif node.kind is NodeKind.COMPUTED:
                try:
                    found[node.name] = OPS[node.op].shape(*(found[a] for a in node.arguments))
                except ShapeError as error:
                    raise ShapeError(f"{node.expression.strip()}: {error}") from None
            elif node.name in leaf_shapes:
                found[node.name] = leaf_shapes[node.name]
            else:
                raise ShapeError(f"{node.kind} {node.name!r} has no value")
        return found

    def forward(self, leaves: Mapping[str, Array]) -> dict[str, Array]:
        """The value of every node, shape (V, *core), from those of the leaves.

        Raises ShapeError where shapes do not fit. Entries outside an operation's domain come
        out as infinities or NaN; whoever needs finite values checks for them.
        """
        self.shapes({name: value.shape[1:] for name, value in leaves.items()})
        values: dict[str, Array] = {}
        for node in self.nodes:
            if node.kind is NodeKind.COMPUTED:
                values[node.name] = self.recompute(node.name, values)
            elif node.kind is NodeKind.CONSTANT:
                values[node.name] = np.array([node.constant])
            else:
                values[node.name] = leaves[node.name]
        return values

    def recompute(self, name: str, values: Mapping[str, Array]) -> Array:
        """One forward step: the value of `name` from the given values of its arguments."""
        node = self.by_name[name]
        with np.errstate(all="ignore"):
            return OPS[node.op].forward(*(values[a] for a in node.arguments))

    def share(self, edge: Edge, upstream: Array, values: Mapping[str, Array]) -> Array:
        """What `edge` sends back of its consumer's gradient `upstream`; argument's core shape."""
        node = self.by_name[edge.consumer]
        pull = self.pull(edge)
        needed = (values[self.needed_name(node, i)] for i in pull.needs)
        shape = values[node.arguments[edge.position]].shape[1:]
        with np.errstate(all="ignore"):
            return fit(pull.function(upstream, shape, *needed), shape)

    def pull(self, edge: Edge) -> Pull:
        """The rule of an edge that carries a gradient."""
        node = self.by_name[edge.consumer]
        pull = OPS[node.op].pulls[edge.position]
        if pull is None:
            raise GraphError(f"{node.arguments[edge.position]} has no gradient: it is a label")
        return pull

    @staticmethod
    def needed_name(node: Node, need: int) -> str:
        return node.name if need == OUT else node.arguments[need]

    def gradient_edges(self, name: str) -> tuple[Edge, ...]:
        """The edges along which shares of dL/d`name` return."""
        return tuple(
            edge
            for edge in self.consumers[name]
            if edge.consumer in self.influences_output
            and OPS[self.by_name[edge.consumer].op].pulls[edge.position]
        )

    def backward(self, values: Mapping[str, Array]) -> Gradients:
        """dL/dv for every node v that can have one, from the values of a forward pass.

        The output must be a scalar. A node that does not reach the output has gradient 0.
        """
        seed = values[self.output]
        if seed.ndim != 1:
            raise ShapeError(f"output {self.output} is {seed.shape[1:]}; it must be a scalar")
        count = max(value.shape[0] for value in values.values())
        totals: dict[str, Array] = {}
        shares: dict[Edge, Array] = {}
        for node in reversed(self.nodes):
            if node.kind is NodeKind.CONSTANT or node.name in self.labels:
                continue
            edges = self.gradient_edges(node.name)
            shares |= {e: self.share(e, totals[e.consumer], values) for e in edges}
            own = np.ones(count) if node.name == self.output else None
            parts = [shares[e] for e in edges] + ([own] if own is not None else [])
            zero = np.zeros((count, *values[node.name].shape[1:]))
            with np.errstate(all="ignore"):  # opposite infinities, outside an operation's domain
                totals[node.name] = sum(parts[1:], parts[0]) if parts else zero
        return Gradients(totals, shares)


def _in_order(nodes: list[Node]) -> Iterable[Node]:
    """The nodes with arguments before their use (Kahn); raises GraphError on cycle or gap."""
    counts = Counter(node.name for node in nodes)
    if doubled := [name for name, n in counts.items() if n > 1]:
        raise GraphError(f"{doubled[0]!r} is defined {counts[doubled[0]]} times")
    for node in nodes:
        if missing := [a for a in node.arguments if a not in counts]:
            raise GraphError(f"{missing[0]!r} in {node.expression.strip()!r} is not defined")
    waiting = {node.name: len(set(node.arguments)) for node in nodes}
    users: dict[str, list[Node]] = {node.name: [] for node in nodes}
    for node in nodes:
        for argument in set(node.arguments):
            users[argument].append(node)
    ready = [node for node in nodes if not waiting[node.name]]
    for node in ready:  # grows while it is walked
        for user in users[node.name]:
            waiting[user.name] -= 1
            if not waiting[user.name]:
                ready.append(user)
    if stuck := [name for name, n in waiting.items() if n]:
        raise GraphError(f"the nodes {', '.join(stuck)} form a cycle")
    return ready
