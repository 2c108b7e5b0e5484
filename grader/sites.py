"""Where in a derivation a wrong rule can stand, and how to put it there.

A mistake is an overlay on the engine's rules: it names some cells of a derivation and gives each a
rule of its own. The finders here walk a derivation and offer every place of one kind (the edge
that brings a gradient back to a matrix product's left argument, say); a mistake says what it
would compute there, or None where it would not be silent: a wrong rule whose result has another
shape is noticed by whoever makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reference.arrays import Array, Shape
from reference.derivation import Cell, Derivation, Rule
from reference.graph import Edge, Node, NodeKind
from reference.ops import OPS

Env = Mapping[str, Array]

LINEAR = frozenset({"matmul", "affine"})
SQUARED = frozenset({"half_squared_error", "squared_error", "mean_squared_error"})
LOSSES = SQUARED | {"nll", "binary_cross_entropy"}
RELUS = frozenset({"relu", "leaky_relu"})
SIGMOIDS = frozenset({"sigmoid", "tanh"})
ACTIVATIONS = RELUS | SIGMOIDS | {"identity"}


@dataclass(frozen=True)
class Situation:
    """The derivation a mistake is made in, and what the problem says beside the graph."""

    derivation: Derivation
    decimals: Mapping[str, int] = field(default_factory=dict)  # of the asked quantities
    l2: float = 0.0
    learning_rate: float | None = None

    def node(self, name: str) -> Node:
        return self.derivation.graph.by_name[name]

    def shape(self, name: str) -> Shape:
        return self.derivation.shapes[name]

    def gradient(self, name: str) -> str:
        return self.derivation.gradient_name(name)

    def users(self, name: str, ops: Collection[str]) -> Iterator[Node]:
        """The nodes of the given operations that use `name`."""
        for edge in self.derivation.graph.consumers[name]:
            if self.node(edge.consumer).op in ops:
                yield self.node(edge.consumer)


@dataclass(frozen=True)
class At:
    """An edge on which a gradient returns: from `out`, computed by `op`, to one argument."""

    situation: Situation
    edge: Edge

    @property
    def node(self) -> Node:
        return self.situation.node(self.edge.consumer)

    @property
    def out(self) -> str:
        return self.edge.consumer

    @property
    def up(self) -> str:
        """The name of the upstream gradient."""
        return self.situation.gradient(self.out)

    @property
    def target(self) -> str:
        return self.node.arguments[self.edge.position]

    def argument(self, position: int) -> str:
        return self.node.arguments[position]

    @cached_property
    def right(self) -> Rule:
        """The right rule of this edge."""
        return self.situation.derivation.share_rule(self.edge)

    @property
    def shape(self) -> Shape:
        return self.situation.shape(self.target)

    @property
    def examples(self) -> int:
        """Columns of the value that flows here: the examples of a batch, 1 without one."""
        widest = max((self.shape, self.situation.shape(self.out)), key=len)
        return widest[1] if len(widest) == 2 else 1

    @property
    def label(self) -> str | None:
        """The class label, where this edge leaves a softmax that feeds the nll."""
        users = self.situation.users(self.out, {"nll"})
        return next((node.arguments[1] for node in users), None)


Sites = Callable[[Situation], Mapping[str, Rule]]


def on_shares(ops: Collection[str], position: int, wrong: Callable[[At], Rule | None]) -> Sites:
    """Wrong rules for the share that operations `ops` send back to one argument."""

    def sites(situation: Situation) -> Mapping[str, Rule]:
        derivation = situation.derivation
        found: dict[str, dict[Edge, Rule]] = {}
        for node in derivation.graph.nodes:
            edge = Edge(node.name, position)
            if node.op not in ops or position >= len(node.arguments):
                continue
            target = node.arguments[position]
            if situation.gradient(target) not in derivation.by_name:
                continue
            if edge in derivation.graph.gradient_edges(target) and (
                rule := wrong(At(situation, edge))
            ):
                found.setdefault(target, {})[edge] = rule
        return {
            situation.gradient(name): derivation.gradient_rule(name, rules)
            for name, rules in found.items()
        }

    return sites


def on_values(ops: Collection[str], wrong: Callable[[Situation, Node], Rule | None]) -> Sites:
    """Wrong rules for the value that operations `ops` compute."""

    def sites(situation: Situation) -> Mapping[str, Rule]:
        nodes = (n for n in situation.derivation.graph.nodes if n.op in ops)
        return {n.name: rule for n in nodes if (rule := wrong(situation, n))}

    return sites


def on_gradients(wrong: Callable[[Situation, Cell], Rule | None]) -> Sites:
    """Wrong rules for whole gradients, all their shares together."""

    def sites(situation: Situation) -> Mapping[str, Rule]:
        cells = (c for c in situation.derivation.cells if c.is_gradient)
        return {c.name: rule for c in cells if (rule := wrong(situation, c))}

    return sites


def together(*several: Sites) -> Sites:
    """One mistake that shows in several kinds of places."""

    def sites(situation: Situation) -> Mapping[str, Rule]:
        found: dict[str, Rule] = {}
        for one in several:
            found |= one(situation)
        return found

    return sites


def right_value(situation: Situation, node: Node) -> Rule:
    return situation.derivation.by_name[node.name].rule


def slope(node: Node, env: Env) -> Array:
    """The local derivative of an activation: its pull with an upstream gradient of ones."""
    pull = OPS[node.op].pulls[0]
    assert pull is not None  # every activation has a derivative
    values = [env[node.name if need < 0 else node.arguments[need]] for need in pull.needs]
    ones = env[node.name] * 0 + 1
    return pull.function(ones, ones.shape[1:], *values)


def linear_below(situation: Situation, name: str) -> Node | None:
    """The W x (+ b) that `name` is, or is the activation of."""
    node = situation.node(name)
    if node.op in ACTIVATIONS:
        node = situation.node(node.arguments[0])
    return node if node.op in LINEAR else None


def activation_of(situation: Situation, name: str) -> str | None:
    """The activation that is applied to `name`, if one is."""
    return next((node.name for node in situation.users(name, ACTIVATIONS)), None)


def linear_above(situation: Situation, name: str) -> str | None:
    """The next layer's W h (+ b) above the linear node `name`."""
    hidden = activation_of(situation, name)
    return next((n.name for n in situation.users(hidden, LINEAR)), None) if hidden else None


def is_leaf(situation: Situation, name: str) -> bool:
    return situation.node(name).kind in (NodeKind.INPUT, NodeKind.PARAMETER)
