"""Drawings: every number can be read, shapes mean what they say, nothing is inline style."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from grader.assignment import Problem, load_assignment
from grader.vetting import draw_variants
from reference.graph import Graph, NodeKind
from server.drawing import describe, draw_network
from server.edge_labels import HALF_HEIGHT, place_labels
from server.formulas import formula, number, plain, shape_words, words
from server.graph_drawing import describe_graph, draw_graph
from tests.sources import ROOT

SVG = {"svg": "http://www.w3.org/2000/svg"}


def problem_of(folder: str) -> Problem:
    return load_assignment(Path(ROOT) / "assignments" / folder).problems[0]


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


@pytest.mark.parametrize("folder", ["backprop-by-hand", "two-hidden-layers-with-bias"])
def test_every_weight_and_input_stands_in_the_drawing(folder: str) -> None:
    problem = problem_of(folder)
    variant = draw_variants(problem, ["drawing"])[0]
    root = parsed(draw_network(problem, variant.leaves, "n"))
    for name, values in variant.leaves.items():
        if name.startswith("W"):
            for (i, j), value in np.ndenumerate(values):
                entries = root.findall(f".//g[@data-entry='{name}-{i}-{j}']/text")
                assert [entry.text for entry in entries] == [number(float(value))]
    boxes = [text.text for text in root.findall(".//g[@class='node input']/text[@class='value']")]
    assert boxes == [number(float(x)) for x in variant.leaves["x"]]


@pytest.mark.parametrize("folder", ["backprop-by-hand", "two-hidden-layers-with-bias"])
def test_no_two_numbers_of_a_drawing_cover_each_other(folder: str) -> None:
    problem = problem_of(folder)
    for seed in range(5):
        leaves = draw_variants(problem, [f"drawing {seed}"])[0].leaves
        root = parsed(draw_network(problem, leaves, "n"))
        places = [
            (float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("width", 0)))
            for r in root.findall(".//rect[@class='label-back']")
        ]
        for (x1, y1, w1), (x2, y2, w2) in combinations(places, 2):
            across = abs((x1 + w1 / 2) - (x2 + w2 / 2)) < (w1 + w2) / 2 - 2
            assert not (across and abs(y1 - y2) < 2 * HALF_HEIGHT - 2)


def test_the_drawing_has_a_title_a_description_and_no_style() -> None:
    problem = problem_of("backprop-by-hand")
    markup = draw_network(problem, draw_variants(problem, ["a"])[0].leaves, "n")
    root = parsed(markup)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "n-title n-desc"
    assert root.findtext("title") == "The network"
    assert "o, with 3 entries, is W2 times h1." in (root.findtext("desc") or "")
    assert " style=" not in markup


def test_the_words_name_the_true_class() -> None:
    problem = problem_of("backprop-by-hand")
    leaves = draw_variants(problem, ["a"])[0].leaves
    true = problem.classes[int(leaves["y"])]
    assert f"The true class y is {true}." in list(describe(problem, leaves))


def test_tall_layers_are_drawn_with_their_middle_left_out() -> None:
    problem = problem_of("backprop-by-hand")
    network = problem.network
    assert network is not None
    wide = type(network)((40, 30, 3), ("relu",), "softmax", "nll")
    leaves = {name: np.ones(shape) for name, shape in wide.leaf_shapes().items()}
    tall = Problem(**{**vars(problem), "network": wide})
    root = parsed(draw_network(tall, {**leaves, "y": np.array(1)}, "n"))
    assert len(root.findall(".//text[@class='dots']")) == 3
    assert not root.findall(".//rect[@class='label-back']")[:0]


def test_in_a_graph_inputs_are_squares_weights_diamonds_and_computed_round() -> None:
    graph = Graph.parse(["x"], ["w"], ["a = w * x + 2", "h = relu(a)", "L = sum(h)"], "L")
    root = parsed(draw_graph(graph, "g"))
    kinds = [node.kind for node in graph.nodes]
    squares = root.findall(".//g[@class='node input']/rect")
    assert len(squares) == kinds.count(NodeKind.INPUT)
    assert len(root.findall(".//g[@class='node weight-node']/polygon")) == 1
    circles = root.findall(".//g[@class='node computed']/circle")
    assert len(circles) == kinds.count(NodeKind.COMPUTED)
    texts = " ".join(root.itertext())
    for operation in ("×", "+", "relu", "sum"):
        assert operation in texts


def test_a_graph_flows_from_left_to_right() -> None:
    graph = Graph.parse(["x"], [], ["a = relu(x)", "b = relu(a)", "L = sum(b)"], "L")
    root = parsed(draw_graph(graph, "g"))
    centers = [float(c.get("cx", 0)) for c in root.findall(".//circle")]
    assert all(left < right for left, right in pairwise(centers))


def test_hostile_class_names_are_text() -> None:
    problem = problem_of("backprop-by-hand")
    hostile = Problem(**{**vars(problem), "classes": ("<script>", '"><b>', "&amp;")})
    markup = draw_network(hostile, draw_variants(problem, ["a"])[0].leaves, "n")
    assert "<script>" not in markup
    assert "<script>" in " ".join(parsed(markup).itertext())


def test_a_graph_in_words_names_every_operation() -> None:
    graph = Graph.parse(["x", "y"], ["W"], ["o = W @ x", "p = softmax(o)", "L = nll(p, y)"], "L")
    said = list(describe_graph(graph))
    assert "o is computed: matmul of W and x." in said
    assert "W is a weight that is learned (a diamond)." in said


def test_labels_keep_to_their_own_arrows() -> None:
    segments = [((0.0, 0.0), (100.0, 0.0)), ((0.0, 50.0), (100.0, 50.0))]
    first, second = place_labels(segments, ["1", "2"])
    assert (first.y, second.y) == (0.0, 50.0)


def test_names_of_quantities_as_mathematics() -> None:
    assert plain("dL/dW2") == "∂L/∂W₂"
    assert re.sub(r"\s", "", formula("dL/dW2")) == (
        '<mathclass="name"><mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><msub><mi>W</mi>'
        "<mn>2</mn></msub></mrow></mfrac></math>"
    )
    assert words("dL/dh1") == "Gradient with respect to the hidden values of layer 1"
    assert words("something") == ""
    assert "<mi>&lt;b&gt;</mi>" in formula("<b>")
    assert shape_words((3, 2)) == "3 × 2 matrix"
    assert shape_words(()) == "one number"
    assert number(-0.5) == "−0.5"
    assert number(2.0) == "2"
