"""The network of a problem drawn as the lecture draws it: columns x, a, h, o, p, left to right.

Inputs are squares with this variant's numbers, computed values are circles, and every arrow of a
small network carries its weight. The matrices stand beside the drawing in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from grader.problem import Problem
from reference.mlp import Network
from server import svg
from server.edge_labels import HALF_HEIGHT, Placed, place_labels
from server.formulas import number

Leaves = Mapping[str, npt.NDArray[np.float64]]

MOST_ROWS = 8  # a taller layer is drawn with its middle left out
MOST_LABELLED = 25  # arrows between two columns; beyond it the matrices alone carry the numbers
RADIUS = 19.0
ROW_HEIGHT = 80.0
TOP = 66.0
LEFT = 40.0
WEIGHT_GAP = 196.0
STEP_GAP = 92.0
WIDE = 700.0  # from here on a drawing is scrolled rather than shrunk to a page's column

_CURVES = {
    "identity": "M-9,7 L9,-7",
    "relu": "M-10,5 L0,5 L9,-8",
    "leaky_relu": "M-10,8 L0,4 L9,-8",
    "sigmoid": "M-10,7 C0,7 0,-7 10,-7",
    "tanh": "M-10,8 C-1,8 1,-8 10,-8",
}
_WORDS = {"leaky_relu": "leaky relu", "relu": "ReLU"}


@dataclass(frozen=True)
class Column:
    """One column of nodes; `weights` names the matrix on the arrows that come in."""

    name: str
    note: str
    x: float
    size: int
    weights: str = ""
    activation: str = ""

    @property
    def rows(self) -> Sequence[int | None]:
        """The rows drawn from the top; None stands for those left out."""
        if self.size <= MOST_ROWS:
            return range(self.size)
        return [*range(MOST_ROWS - 2), None, self.size - 1]


@dataclass(frozen=True)
class Scene:
    """What a drawing is made from: the columns and the numbers."""

    network: Network
    leaves: Leaves
    classes: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def height(self) -> float:
        return max(len(column.rows) for column in self.columns) * ROW_HEIGHT

    def place(self, column: Column, position: int) -> svg.Point:
        """The centre of the node that stands at `position` from the top."""
        above = (self.height - len(column.rows) * ROW_HEIGHT) / 2
        return column.x, TOP + above + (position + 0.5) * ROW_HEIGHT


def draw_network(problem: Problem, leaves: Leaves, id: str) -> Markup:
    """The network with the numbers in `leaves` (no leading axis); `id` is unique on the page."""
    network = problem.network
    if network is None:
        raise ValueError(f"problem {problem.id!r} is a graph; only a network has columns")
    columns = tuple(_columns(network))
    scene = Scene(network, leaves, problem.classes, columns)
    right = 128 if problem.classes else 84
    frame = svg.Frame(
        id,
        columns[-1].x + right,
        TOP + scene.height + 12,
        "The network",
        " ".join(describe(problem, leaves)),
        "network broad" if columns[-1].x > WIDE else "network",
    )
    parts = [_headings(scene), *_arrows(scene), *_nodes(scene), _targets(scene)]
    return svg.picture(frame, parts)


def describe(problem: Problem, leaves: Leaves) -> Iterator[str]:
    """The drawing in sentences, for readers who do not see it."""
    network = problem.network
    if network is None:
        return
    yield f"The input x has {network.sizes[0]} entries{_list(leaves['x'])}."
    for k in range(1, network.layers + 1):
        below = "x" if k == 1 else f"h{k - 1}"
        made = f"a{k}" if k < network.layers else "o"
        bias = f" plus b{k}" if network.bias else ""
        yield f"{made}, with {network.sizes[k]} entries, is W{k} times {below}{bias}."
        if k < network.layers:
            yield f"h{k} is {_named(network.activations[k - 1])} of a{k}, entry by entry."
    yield f"{network.prediction} is {network.output} of o."
    yield f"The loss L is {network.loss.replace('_', ' ')} of {network.prediction} and y."
    if (true := _true_class(problem.classes, leaves)) is not None:
        yield f"The true class y is {problem.classes[true]}."


def _columns(network: Network) -> Iterator[Column]:
    x, deep = LEFT, network.layers > 2
    weight_gap, step_gap = (156.0, 78.0) if deep else (WEIGHT_GAP, STEP_GAP)
    yield Column("x", "input", x, network.sizes[0])
    for k in range(1, network.layers + 1):
        x += weight_gap
        below = "x" if k == 1 else f"h{_subscript(k - 1)}"
        sub = _subscript(k)
        note = f"W{sub}{below} + b{sub}" if network.bias else f"W{sub}{below}"
        name = f"a{k}" if k < network.layers else "o"
        yield Column(name, note, x, network.sizes[k], weights=f"W{k}")
        x += step_gap
        if k < network.layers:
            activation = network.activations[k - 1]
            yield Column(f"h{k}", _named(activation), x, network.sizes[k], activation=activation)
        else:
            yield Column(network.prediction, network.output, x, network.sizes[k])


def _headings(scene: Scene) -> Markup:
    parts: list[Markup] = []
    for column in scene.columns:
        letter, index = _split(column.name)
        parts.append(svg.text((column.x, 24), svg.symbol(letter, index), "heading"))
        parts.append(svg.text((column.x, 44), column.note, "note"))
    return svg.group("headings", parts)


def _arrows(scene: Scene) -> Iterator[Markup]:
    for left, right in pairwise(scene.columns):
        if right.weights:
            yield from _weights(scene, left, right)
        elif right.name in ("p",):
            yield from _all_to_all(scene, left, right)
        else:
            yield from _one_to_one(scene, left, right)


def _weights(scene: Scene, left: Column, right: Column) -> Iterator[Markup]:
    """The arrows of one weight matrix: W_ij goes to row i from row j."""
    ends, entries = [], []
    for row, i in enumerate(right.rows):
        for column, j in enumerate(left.rows):
            if i is not None and j is not None:
                ends.append((scene.place(left, column), scene.place(right, row)))
                entries.append((i, j))
    values = [float(scene.leaves[right.weights][entry]) for entry in entries]
    labelled = len(ends) <= MOST_LABELLED
    labels = place_labels(ends, [number(v) for v in values]) if labelled else [None] * len(ends)
    arrows = zip(ends, entries, values, labels, strict=True)
    drawn = [(_arrow(e, v), at, f"{right.weights}-{i}-{j}") for e, (i, j), v, at in arrows]
    for arrow, _, key in drawn:
        yield svg.group("weight", [arrow], key)
    # The numbers come last, so that no arrow runs over one.
    for _, label, key in drawn:
        if label is not None:
            yield svg.group("weight", [_label(label)], key)


def _arrow(ends: tuple[svg.Point, svg.Point], value: float) -> Markup:
    start, end = _shortened(ends)
    sign = "positive" if value > 0 else "negative" if value < 0 else "zero"
    return svg.line(start, end, f"arrow {sign}")


def _label(label: Placed) -> Markup:
    back = svg.rectangle((label.x, label.y), (label.half_width, HALF_HEIGHT), "label-back")
    return back + svg.text((label.x, label.y + 4.5), label.text, "weight-label")


def _one_to_one(scene: Scene, left: Column, right: Column) -> Iterator[Markup]:
    for row, i in enumerate(right.rows):
        if i is not None:
            ends = _shortened((scene.place(left, row), scene.place(right, row)))
            yield svg.line(*ends, "arrow step")


def _all_to_all(scene: Scene, left: Column, right: Column) -> Iterator[Markup]:
    for row, i in enumerate(right.rows):
        for other, j in enumerate(left.rows):
            if i is not None and j is not None:
                ends = _shortened((scene.place(left, other), scene.place(right, row)))
                yield svg.line(*ends, "arrow step" if i == j else "arrow step faint")


def _nodes(scene: Scene) -> Iterator[Markup]:
    for column in scene.columns:
        for position, row in enumerate(column.rows):
            center = scene.place(column, position)
            if row is None:
                yield svg.text((center[0], center[1] + 6), "⋮", "dots")
            elif column.name == "x":
                yield svg.group("node input", _input(scene, center, row))
            else:
                yield svg.group("node computed", _computed(scene, column, center, row))


def _input(scene: Scene, center: svg.Point, row: int) -> list[Markup]:
    x = scene.leaves["x"]
    parts = [svg.square(center, RADIUS, "shape")]
    if x.ndim == 1:
        parts.append(svg.text((center[0], center[1] + 5), number(float(x[row])), "value"))
    return [*parts, _row_index(scene, center, row, "x")]


def _computed(scene: Scene, column: Column, center: svg.Point, row: int) -> list[Markup]:
    parts = [svg.circle(center, RADIUS, "shape")]
    if column.activation:
        curve = svg.path(_CURVES[column.activation], "curve")
        parts.append(svg.placed(center, curve))
    elif column.weights:
        parts.append(svg.text((center[0], center[1] + 5), "Σ", "sign"))
        parts += _bias(scene, column, center, row)
    return [*parts, _row_index(scene, center, row, column.name)]


def _bias(scene: Scene, column: Column, center: svg.Point, row: int) -> list[Markup]:
    if not scene.network.bias:
        return []
    value = number(float(scene.leaves[column.weights.replace("W", "b")][row]))
    signed = value if value.startswith("−") else f"+{value}"
    return [svg.text((center[0], center[1] + RADIUS + 14), signed, "bias")]


def _row_index(scene: Scene, center: svg.Point, row: int, name: str) -> Markup:
    at = (center[0] + RADIUS - (0 if name == "x" else 3), center[1] - RADIUS - 3)
    return svg.text(at, row + 1, "row-index")


def _targets(scene: Scene) -> Markup:
    """What stands right of the last column: the classes with the true one marked, or y."""
    last = scene.columns[-1]
    true = _true_class(scene.classes, scene.leaves)
    parts = []
    for position, row in enumerate(last.rows):
        x, y = scene.place(last, position)
        if row is not None and scene.classes:
            words = f"{scene.classes[row]} = y" if row == true else scene.classes[row]
            classes = "class true" if row == true else "class"
            parts.append(svg.text((x + RADIUS + 8, y + 5), words, classes))
        elif row is not None and scene.leaves["y"].ndim == 1:
            target = number(float(scene.leaves["y"][row]))
            parts.append(svg.text((x + RADIUS + 8, y + 5), f"y = {target}", "class"))
    return svg.group("targets", parts)


def _true_class(classes: tuple[str, ...], leaves: Leaves) -> int | None:
    label = leaves["y"]
    return int(label) if classes and label.ndim == 0 else None


def _shortened(ends: tuple[svg.Point, svg.Point]) -> tuple[svg.Point, svg.Point]:
    """The same line from the rim of one node to the rim of the other."""
    (x1, y1), (x2, y2) = ends
    length = float(np.hypot(x2 - x1, y2 - y1))
    dx, dy = (x2 - x1) / length * (RADIUS + 2), (y2 - y1) / length * (RADIUS + 2)
    return (x1 + dx, y1 + dy), (x2 - dx, y2 - dy)


def _list(values: npt.NDArray[np.float64]) -> str:
    return f": {', '.join(number(float(v)) for v in values)}" if values.ndim == 1 else ""


def _named(activation: str) -> str:
    return _WORDS.get(activation, activation)


def _split(name: str) -> tuple[str, str]:
    if name == "yhat":
        return "y\u0302", ""
    return name.rstrip("0123456789"), name.lstrip("abcdefghijklmnopqrstuvwxyz")


def _subscript(k: int) -> str:
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(k))
