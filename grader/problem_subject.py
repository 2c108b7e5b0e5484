"""What a problem derives: a network or a graph, with its leaves and all that can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.assignment_file import GraphTable, NetworkTable, ProblemTable
from grader.faults import Faults, did_you_mean
from grader.problem import Shape
from grader.toml_lines import Path
from reference.arrays import ShapeError
from reference.derivation import Derivation
from reference.graph import Graph, GraphError, NodeKind
from reference.mlp import Network, NetworkError, as_graph
from reference.ops import OPS

OUTPUT_OF_LOSS = {"nll": "softmax", "binary_cross_entropy": "sigmoid"}


@dataclass(frozen=True)
class Subject:
    network: Network | None
    graph: Graph
    leaf_shapes: Mapping[str, Shape]

    @cached_property
    def derivation(self) -> Derivation:
        return Derivation(self.graph, self.leaf_shapes)

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The core shape of every node."""
        return self.derivation.shapes

    @cached_property
    def label_counts(self) -> Mapping[str, int]:
        """How many classes each label has: the rows of the probabilities that it picks from."""
        counts: dict[str, int] = {}
        for label in sorted(self.graph.labels):
            users = [self.graph.by_name[e.consumer] for e in self.graph.consumers[label]]
            counts[label] = min(self.shapes[user.arguments[0]][0] for user in users)
        return counts

    @cached_property
    def quantities(self) -> Mapping[str, Shape]:
        """Every quantity that can be asked, in the order of the derivation, with its shape."""
        network, derivation = self.network, self.derivation
        names = derivation.quantities if network is None else network.quantities()
        return {name: derivation.by_name[name].shape for name in names}

    @property
    def narrowest_relu(self) -> int | None:
        """How many units the smallest ReLU layer has; None without a ReLU."""
        relus = [self.shapes[node.name] for node in self.graph.nodes if node.op == "relu"]
        return min((shape[0] if shape else 1 for shape in relus), default=None)


def read_subject(table: ProblemTable, path: Path, faults: Faults) -> Subject | None:
    other = "graph" if table.kind == "network" else "network"
    if getattr(table, other) is not None:
        faults.add((*path, other), None, f"a problem of kind {table.kind} has no {other}")
    if table.kind == "network" and table.network is not None:
        return _network(table.network, (*path, "network"), faults)
    if table.kind == "graph" and table.graph is not None:
        return _graph(table.graph, (*path, "graph"), faults)
    if not faults.within((*path, table.kind)):
        faults.add((*path, table.kind), None, f"is missing; expected a table with the {table.kind}")
    return None


def _network(table: NetworkTable, path: Path, faults: Faults) -> Subject | None:
    hidden = len(table.sizes) - 2
    names = table.activation * hidden if len(table.activation) == 1 else table.activation
    try:
        network = Network(
            sizes=tuple(table.sizes),
            activations=tuple(names),
            output=table.output or OUTPUT_OF_LOSS.get(table.loss, "identity"),
            loss=table.loss,
            bias=table.bias,
            examples=table.examples,
            l2=table.l2,
        )
    except NetworkError as error:
        key, _, reason = str(error).partition(": ")
        key = "activation" if key == "activations" else key
        faults.add((*path, key), getattr(table, key, None), reason)
        return None
    return Subject(network, as_graph(network), network.leaf_shapes())


def _graph(table: GraphTable, path: Path, faults: Faults) -> Subject | None:
    try:
        graph = Graph.parse(table.inputs, table.parameters, table.nodes, table.output)
    except GraphError as error:
        faults.add((*path, *_guilty(table, str(error))), None, str(error))
        return None
    shapes = {name: tuple(shape) for name, shape in table.shapes.items()}
    leaf_shapes: dict[str, Shape] = {**dict.fromkeys(graph.labels, ()), **shapes}
    before = len(faults.found)
    _check_shapes(graph, leaf_shapes, (*path, "shapes"), faults)
    _check_use(graph, table, path, faults)
    if len(faults.found) > before:
        return None
    try:
        graph.shapes(leaf_shapes)
    except ShapeError as error:
        faults.add((*path, *_guilty(table, str(error))), None, str(error))
        return None
    return Subject(None, graph, leaf_shapes)


def _check_shapes(
    graph: Graph, leaf_shapes: Mapping[str, Shape], path: Path, faults: Faults
) -> None:
    known = [leaf.name for leaf in graph.leaves]
    for name in leaf_shapes:
        if name not in known:
            hint = did_you_mean(name, known)
            reason = f"not an input or parameter; {hint}expected {', '.join(known)}"
            faults.add((*path, name), None, reason)
    for name in known:
        if name not in leaf_shapes and graph.consumers[name]:
            reason = "is missing; expected its shape, such as [2], [3, 2] or [] for a scalar"
            faults.add((*path, name), None, reason)


def _check_use(graph: Graph, table: GraphTable, path: Path, faults: Faults) -> None:
    for leaf in graph.leaves:
        if not graph.consumers[leaf.name]:
            group = "inputs" if leaf.kind is NodeKind.INPUT else "parameters"
            key = (*path, group, getattr(table, group).index(leaf.name))
            faults.add(key, leaf.name, "no node uses it; expected names that are used")
    for node in graph.nodes:
        pulls = OPS[node.op].pulls if node.op else ()
        for argument, pull in zip(node.arguments, pulls, strict=True):
            if pull is None and argument not in graph.labels:
                reason = f"{node.op} takes a class index; expected an input used for nothing else"
                faults.add((*path, *_guilty(table, node.expression)), argument, reason)


def _guilty(table: GraphTable, message: str) -> Path:
    """The key that a graph's error is about: the definition that it quotes, if it quotes one."""
    if message.startswith("output "):
        return ("output",)
    for index, line in enumerate(table.nodes):
        if line == message or repr(line) in message or message.startswith(f"{line.strip()}: "):
            return ("nodes", index)
    return ("nodes",)
