"""A computation graph as SVG: inputs square, weights diamond, computed round with the operation.

Graphviz decides where things go (rank by rank, left to right); the shapes are drawn here, so that
they follow the page's colours. A drawing has no variant's numbers in it: one per problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reference.graph import Graph, Node, NodeKind
from server import svg
from server.formulas import number
from server.graphviz import Box, Layout, lay_out

MARGIN = 14.0
WIDE = 700.0  # from here on a drawing is scrolled rather than shrunk to a page's column
SETTINGS = {"rankdir": "LR", "nodesep": "0.22", "ranksep": "0.42"}

_SIGNS = {
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "negative": "−",
    "power": "power",
    "half_squared_error": "½ squared error",
}
_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)\Z")


@dataclass(frozen=True)
class Drawn:
    """A node with its place: centre and half its width, in user units."""

    node: Node
    center: svg.Point
    half: float


def draw_graph(graph: Graph, id: str) -> Markup:
    """The graph laid out by Graphviz: some milliseconds, so keep what it returns."""
    layout = _layout(graph)
    frame = svg.Frame(
        id,
        layout.width + 2 * MARGIN,
        layout.height + 2 * MARGIN,
        "The computation graph",
        " ".join(describe_graph(graph)),
        "graph broad" if layout.width > WIDE else "graph",
    )
    nodes = [_drawn(node, layout) for node in graph.nodes]
    edges = [_edge(curve, layout.height) for curve in layout.curves]
    return svg.picture(frame, [*edges, *map(_node, nodes)])


def describe_graph(graph: Graph) -> Iterator[str]:
    """The graph in sentences, one per node, arguments before their use."""
    for node in graph.nodes:
        if node.kind is NodeKind.INPUT:
            yield f"{node.name} is an input (a square)."
        elif node.kind is NodeKind.PARAMETER:
            yield f"{node.name} is a weight that is learned (a diamond)."
        elif node.kind is NodeKind.COMPUTED:
            of = " and ".join(_said(graph.by_name[name]) for name in node.arguments)
            yield f"{_said(node)} is computed: {operation(node)} of {of}."


def operation(node: Node) -> str:
    """What a computed node says it does."""
    return _SIGNS.get(node.op, node.op.replace("_", " "))


def _said(node: Node) -> str:
    if node.kind is NodeKind.CONSTANT:
        return number(node.constant)
    return node.name if node.is_named else f"the part {node.name}"


def _layout(graph: Graph) -> Layout:
    boxes = [Box(node.name, _shape(node), 2 * _half(node)) for node in graph.nodes]
    edges = [(argument, node.name) for node in graph.nodes for argument in node.arguments]
    return lay_out(boxes, edges, SETTINGS)


def _shape(node: Node) -> str:
    shapes: Mapping[NodeKind, str] = {
        NodeKind.PARAMETER: "diamond",
        NodeKind.COMPUTED: "circle",
    }
    return shapes.get(node.kind, "square")


def _half(node: Node) -> float:
    if node.kind is NodeKind.CONSTANT:
        return max(12.0, 4.0 * len(number(node.constant)) + 4)
    if node.kind is not NodeKind.COMPUTED:
        return max(19.0, 4.6 * len(node.name) + 7) + 5 * (node.kind is NodeKind.PARAMETER)
    longest = max(len(word) for word in [*operation(node).split(), node.name])
    return max(27.0, 3.3 * longest + 8)


def _drawn(node: Node, layout: Layout) -> Drawn:
    x, y = layout.centers[node.name]
    return Drawn(node, (x + MARGIN, layout.height - y + MARGIN), _half(node))


def _node(drawn: Drawn) -> Markup:
    node, center = drawn.node, drawn.center
    if node.kind is NodeKind.COMPUTED:
        shape = svg.circle(center, drawn.half, "shape")
        return svg.group("node computed", [shape, *_lines(drawn)])
    x, y = center
    if node.kind is NodeKind.PARAMETER:
        parts = [svg.diamond(center, drawn.half, "shape"), svg.text((x, y + 5), _name(node), "op")]
        return svg.group("node weight-node", parts)
    written = number(node.constant) if node.kind is NodeKind.CONSTANT else _name(node)
    kind = "constant" if node.kind is NodeKind.CONSTANT else "input"
    parts = [svg.square(center, drawn.half, "shape"), svg.text((x, y + 5), written, "op")]
    return svg.group(f"node {kind}", parts)


def _lines(drawn: Drawn) -> Iterator[Markup]:
    """Inside a circle: its name, and below it the operation, a word a line."""
    node, (x, y) = drawn.node, drawn.center
    lines = [(word, "op small") for word in operation(node).split()]
    if len(lines) == 1 and len(lines[0][0]) == 1:
        lines = [(lines[0][0], "op sign")]
    head = [(_name(node), "op")] if node.is_named else []
    stack = [*head, *lines]
    first = y + 4 - 6.5 * (len(stack) - 1)
    for position, (words, classes) in enumerate(stack):
        yield svg.text((x, first + 13 * position), words, classes)


def _name(node: Node) -> Markup | str:
    numbered = _NUMBERED.match(node.name)
    if numbered:
        return svg.symbol(numbered[1], numbered[2])
    return svg.symbol(node.name) if len(node.name) == 1 else node.name


def _edge(spline: str, top: float) -> Markup:
    """An edge from Graphviz' `e,x,y x0,y0 x1,y1 ...`: Bézier pieces, and where the arrow ends."""
    tip: svg.Point | None = None
    points: list[svg.Point] = []
    for part in spline.split():
        flip = part.startswith("e,")
        x, y = map(float, part.removeprefix("e,").split(","))
        point = (x + MARGIN, top - y + MARGIN)
        tip = point if flip else tip
        points += [] if flip else [point]
    first, *rest = points
    commands = "M{:.1f},{:.1f} C".format(*first)
    commands += " ".join(f"{x:.1f},{y:.1f}" for x, y in rest)
    parts = [svg.path(commands, "arrow step")]
    if tip is not None:
        parts.append(_head(points[-1], tip))
    return svg.group("edge", parts)


def _head(base: svg.Point, tip: svg.Point) -> Markup:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    side = 0.42
    corners = [
        tip,
        (base[0] - side * dy, base[1] + side * dx),
        (base[0] + side * dy, base[1] - side * dx),
    ]
    return svg.polygon(corners, "arrow-head")
