"""`backmark solve`: a file with a network or a graph and its numbers -> every quantity by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.faults import did_you_mean, value_text
from grader.toml_or_json import FileFaultError, Table, read_own_table
from reference.arrays import Array, Shape, ShapeError
from reference.graph import Graph, GraphError, NodeKind
from reference.mlp import Network, NetworkError, solve_one
from reference.ops import OPS

OUTPUT_OF_LOSS = {"nll": "softmax", "binary_cross_entropy": "sigmoid"}

_NETWORK_KEYS = ("sizes", "activation", "output", "loss", "bias", "examples", "l2")
_GRAPH_KEYS = ("inputs", "parameters", "nodes", "output")


@dataclass(frozen=True)
class Solution:
    """Every quantity in the order of the derivation, and what has to be said about them."""

    quantities: Mapping[str, Array]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Entries that are not finite become null; a note says which quantity has them."""
        found = {name: _finite_or_none(value.tolist()) for name, value in self.quantities.items()}
        return {"quantities": found} | ({"notes": list(self.notes)} if self.notes else {})


def solve_file(name: str, content: bytes) -> Solution:
    """Solve what the file holds; raises FileFaultError with one line that says what is wrong."""
    table = read_own_table(name, content)
    try:
        return _solution(table)
    except (NetworkError, GraphError, ShapeError, FileFaultError) as fault:
        raise FileFaultError(f"{name}: {fault}") from None


def _solution(table: Table) -> Solution:
    _refuse_unknown(table, ("network", "graph", "values"), "")
    kinds = [kind for kind in ("network", "graph") if kind in table]
    if len(kinds) != 1:
        found = "both [network] and [graph]" if kinds else "neither [network] nor [graph]"
        raise FileFaultError(f"{found}; exactly one of them is expected")
    if "values" not in table:
        raise FileFaultError("[values] is missing; it gives every leaf its numbers")
    parts = {name: _table(name, table[name]) for name in (*kinds, "values")}
    solve = _network_solution if kinds == ["network"] else _graph_solution
    return _with_notes(solve(parts[kinds[0]], parts["values"]))


def _with_notes(found: Solution) -> Solution:
    # Adding 0 turns -0.0 into the 0.0 that anybody would write.
    tidy = {name: value + 0.0 for name, value in found.quantities.items()}
    notes = [
        f"{name} holds {', '.join(odd)}: beyond float64, or undefined at these numbers"
        for name, value in tidy.items()
        if (odd := sorted({str(float(v)) for v in value[~np.isfinite(value)].flat}))
    ]
    return Solution(tidy, (*found.notes, *notes))


# ---- networks ------------------------------------------------------------------------------------


def _network_solution(table: Table, values: Table) -> Solution:
    _refuse_unknown(table, _NETWORK_KEYS, "network.")
    network = _network(table, values)
    columns = [name for name in values if name[:1] == "b" and np.ndim(_ragged(values[name])) == 2]
    found = solve_one(network, _leaves(network, values))
    for bias in columns:
        found[f"dL/d{bias}"] = found[f"dL/d{bias}"].reshape(-1, 1)
    return Solution(found)


def _network(table: Table, values: Table) -> Network:
    sizes = table.get("sizes") or _sizes_of(values)
    if not isinstance(sizes, list):
        raise FileFaultError(f"sizes = {value_text(sizes)}: a list such as [2, 3, 3] is expected")
    loss = table.get("loss", "nll")
    return Network(
        sizes=tuple(sizes),
        activations=_activations(table.get("activation", "relu"), len(sizes) - 2),
        output=_name("output", table.get("output", OUTPUT_OF_LOSS.get(str(loss), "identity"))),
        loss=_name("loss", loss),
        bias=table.get("bias", False),
        examples=table.get("examples", _examples_in(values.get("x"))),
        l2=table.get("l2", 0.0),
    )


def _sizes_of(values: Table) -> list[int]:
    """The sizes that W1, W2, ... show, where the file does not state them."""
    shapes: list[Shape] = []
    while (name := f"W{len(shapes) + 1}") in values:
        shape = np.shape(_ragged(values[name]))
        if len(shape) != 2:
            raise FileFaultError(f"{name} has shape {shape}; a matrix, a list of rows, is expected")
        shapes.append(shape)
    if not shapes:
        raise FileFaultError("sizes is missing; a list such as [2, 3, 3] is expected")
    return [shapes[0][1], *(shape[0] for shape in shapes)]


def _activations(given: object, hidden: int) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,) * hidden
    if isinstance(given, list) and all(isinstance(name, str) for name in given):
        return tuple(given)
    raise FileFaultError(
        f"activation = {value_text(given)}: a name, or a list of one per hidden layer, is expected"
    )


def _name(key: str, given: object) -> str:
    if not isinstance(given, str):
        raise FileFaultError(f"{key} = {value_text(given)}: a name in quotes is expected")
    return given


def _examples_in(x: object) -> int | None:
    shape = np.shape(_ragged(x))
    return shape[1] if len(shape) == 2 else None


def _leaves(network: Network, values: Table) -> dict[str, Any]:
    """The values in the network's shapes: biases may be columns, a single target a number."""
    leaves = dict(values)
    for name, value in values.items():
        shape = np.shape(_ragged(value))
        if name[:1] == "b" and len(shape) == 2 and shape[1] == 1:
            leaves[name] = [row[0] for row in value]
    wanted = network.leaf_shapes()["y"]
    target = _ragged(leaves.get("y"))
    # One output: a number is its target, or a list holds one target for each example.
    if network.loss != "nll" and wanted[:1] == (1,) and np.shape(target) == wanted[1:]:
        leaves["y"] = [leaves["y"]]
    return leaves


def _ragged(value: object) -> Any:
    """The value as an array; None where its rows differ in length (refused with its name later)."""
    try:
        return np.asarray(value)
    except ValueError:
        return np.asarray(None)


# ---- graphs --------------------------------------------------------------------------------------


def _graph_solution(table: Table, values: Table) -> Solution:
    _refuse_unknown(table, _GRAPH_KEYS, "graph.")
    graph = Graph.parse(
        _names("inputs", table.get("inputs", [])),
        _names("parameters", table.get("parameters", [])),
        _names("nodes", table.get("nodes")),
        _name("output", table.get("output")),
    )
    _check_labels(graph)
    leaves = _graph_leaves(graph, values)
    shapes = graph.shapes({name: value.shape for name, value in leaves.items()})
    _check_classes(graph, leaves, shapes)
    with np.errstate(all="ignore"):
        found = graph.forward({name: value[np.newaxis] for name, value in leaves.items()})
        computed = [n.name for n in graph.nodes if n.kind is NodeKind.COMPUTED and n.is_named]
        quantities = {name: found[name][0] for name in computed}
        if shapes[graph.output] != ():
            note = f"{graph.output} has shape {shapes[graph.output]}: only a number has gradients"
            return Solution(quantities, (note,))
        return Solution(quantities | _gradients(graph, found))


def _gradients(graph: Graph, values: Mapping[str, Array]) -> dict[str, Array]:
    """d<output>/d<node> in the order of the walk backwards; 0 where no path leads to the output."""
    totals = graph.backward(values).totals
    named = graph.by_name
    return {f"d{graph.output}/d{n}": totals[n][0] for n in totals if named[n].is_named}


def _names(key: str, given: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        found = "is missing" if given is None else f"= {value_text(given)}"
        example = '["a = W1 @ x", "h = relu(a)"]' if key == "nodes" else '["x", "y"]'
        raise FileFaultError(f"graph.{key} {found}; a list such as {example} is expected")
    return given


def _check_labels(graph: Graph) -> None:
    for node in graph.nodes:
        pulls = OPS[node.op].pulls if node.op else ()
        for argument, pull in zip(node.arguments, pulls, strict=True):
            if pull is None and argument not in graph.labels:
                raise FileFaultError(
                    f"{argument} in {node.expression.strip()!r}: {node.op} takes a class index, "
                    "an input that nothing else uses"
                )


def _graph_leaves(graph: Graph, values: Table) -> dict[str, Array]:
    names = [leaf.name for leaf in graph.leaves]
    for name in values:
        if name not in names:
            hint = did_you_mean(name, names)
            raise FileFaultError(f"values.{name}: {hint}the leaves are {', '.join(names)}")
    if missing := [name for name in names if name not in values]:
        raise FileFaultError(f"values.{missing[0]} is missing; the leaves are {', '.join(names)}")
    return {name: _numbers(name, values[name], name in graph.labels) for name in names}


def _numbers(name: str, value: object, is_label: bool) -> Array:
    try:
        found = np.asarray(value)
    except ValueError:
        raise FileFaultError(f"{name} has rows of different lengths") from None
    if found.dtype.kind not in "fiu" or found.ndim > 2 or not found.size:
        raise FileFaultError(f"{name}: a number, a vector or a matrix of numbers is expected")
    if not np.isfinite(found).all():
        raise FileFaultError(f"{name} has {found[~np.isfinite(found)][0]} in it; it must be finite")
    if not is_label:
        return found.astype(np.float64)
    if (found != np.floor(found)).any() or (found < 0).any():
        raise FileFaultError(f"{name}: class indices are whole numbers from 0")
    return found.astype(np.int64)


def _check_classes(graph: Graph, leaves: Mapping[str, Array], shapes: Mapping[str, Shape]) -> None:
    for label in graph.labels:
        users = [graph.by_name[edge.consumer] for edge in graph.consumers[label]]
        last = min((shapes[user.arguments[0]][0] for user in users), default=1) - 1
        largest = int(leaves[label].max())
        if users and largest > last:
            raise FileFaultError(f"{label} is {largest}; a class index from 0 to {last} is needed")


# ---- both ----------------------------------------------------------------------------------------


def _table(name: str, value: object) -> Table:
    if not isinstance(value, dict):
        raise FileFaultError(f"{name} = {value_text(value)}: a table is expected")
    return value


def _refuse_unknown(table: Table, known: Collection[str], prefix: str) -> None:
    for key in table:
        if key not in known:
            hint = did_you_mean(key, known)
            raise FileFaultError(f"unknown key {prefix}{key}; {hint}known: {', '.join(known)}")


def _finite_or_none(value: Any) -> Any:
    if isinstance(value, list):
        return [_finite_or_none(inner) for inner in value]
    return value if np.isfinite(value) else None
