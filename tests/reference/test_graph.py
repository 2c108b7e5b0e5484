"""The graph: its text, its walk forward and back, and everything it refuses."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import ShapeError
from reference.graph import Edge, Graph, GraphError, NodeKind
from reference.numeric import gradients
from tests.factories import graph_of

ONE = {"x": np.array([3.0])}
SKIPS = graph_of(
    "a = W1 @ x",
    "h = tanh(a)",
    "s = h + x",
    "t = s * h - x",
    "o = W2 @ t",
    "q = o * o + exp(-s)",
    "L = sum(q) + 2 * sum_squares(W1) / 3",
    inputs="x",
    parameters="W1 W2",
)


def leaves_of_skips(variants: int, seed: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    shapes = {"x": (3,), "W1": (3, 3), "W2": (3, 3)}
    return {name: rng.uniform(-1, 1, (variants, *shape)) for name, shape in shapes.items()}


def scalar(expression: str, x: float = 3.0) -> float:
    graph = graph_of(f"L = {expression}", inputs="x")
    value = graph.forward({"x": np.array([x])})["L"]
    return float(value.reshape(-1)[0])


# ---- the language --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("x", 3),
        ("-x", -3),
        ("--x", 3),
        ("2*x + 1", 7),
        ("2*(x + 1)", 8),
        ("1 - x - x", -5),
        ("x ** 2 ** 1", 9),
        ("-x ** 2", -9),
        ("x / 2 / 3", 0.5),
        ("exp(log(x))", 3),
        ("maximum(x, 5) - minimum(x, 5)", 2),
        ("x * x * x - x", 24),
        ("1e-3 * x", 0.003),
    ],
)
def test_expressions_mean_what_they_mean_in_mathematics(expression: str, value: float) -> None:
    assert scalar(expression) == pytest.approx(value, rel=1e-14)


def test_parts_of_an_expression_are_nodes_that_nobody_named() -> None:
    graph = graph_of("L = sum(relu(x) * 2)", inputs="x")
    assert [n.name for n in graph.nodes if n.is_named] == ["x", "L"]
    assert all(n.name.startswith("L.") for n in graph.nodes if not n.is_named)


def test_another_name_for_a_node_is_a_node() -> None:
    graph = graph_of("y = x", "L = y * y", inputs="x")
    values = graph.forward(ONE)
    assert values["y"] == 3
    assert graph.backward(values).totals["y"] == 6


def test_lines_may_stand_in_any_order() -> None:
    graph = graph_of("L = b + a", "b = a * x", "a = x + 1", inputs="x")
    assert graph.forward(ONE)["L"] == 16


def test_leaves_are_inputs_and_parameters() -> None:
    kinds = {leaf.name: leaf.kind for leaf in SKIPS.leaves}
    expected = {"x": NodeKind.INPUT, "W1": NodeKind.PARAMETER, "W2": NodeKind.PARAMETER}
    assert kinds == expected


HOSTILE = (
    "a = __import__('os').system('true')",
    "a = __import__('os')",
    "a = x.__class__",
    "a = (x).real",
    "a = x[0]",
    "a = [x]",
    "a = x if x else x",
    "a = (lambda: x)()",
    "a = relu(*x)",
    "a = relu(a=x)",
    "a = open('f')",
    "a = eval(x)",
    "a = x < 1",
    "a = x // 2",
    "a = x % 2",
    "a = x and x",
    "a = not x",
    "a = +x",
    "a = ~x",
    "a = f'{x}'",
    "a = 'x'",
    "a = True",
    "a = None",
    "a = ...",
    "a = 1j",
    "a = b'x'",
    "a = (b := x)",
    "a = relu(x)(x)",
    "a = add(x, x)",
    "a = {}",
    "a = await_(x)",
    "a = [y for y in x]",
)


@pytest.mark.parametrize("line", HOSTILE)
def test_what_is_not_the_graph_language_is_refused(line: str) -> None:
    with pytest.raises(GraphError, match=re.escape(repr(line))):
        graph_of(line, inputs="x", output="a")


@pytest.mark.parametrize(
    "line",
    [
        "a",
        "a = ",
        "",
        "a = x; b = x",
        "a = b = x",
        "a, b = x",
        "a += x",
        "a: int = x",
        "a.b = x",
        "import os",
        "def f(): pass",
        "_a = x",
        "a" * 32 + " = x",
        "ä = x",
        "a = x\nb = x",
        "a = x\0",
        "a == x",
    ],
)
def test_what_is_no_definition_is_refused(line: str) -> None:
    with pytest.raises(GraphError, match="a node looks like 'a = W1 @ x'"):
        graph_of(line, inputs="x", output="x")


def test_an_unknown_operation_lists_those_that_are_known() -> None:
    with pytest.raises(GraphError, match=r"'softplus' in .* is not an operation; known: abs, "):
        graph_of("a = softplus(x)", inputs="x", output="a")


@pytest.mark.parametrize(("call", "given"), [("relu()", 0), ("relu(x, x)", 2), ("nll(x)", 1)])
def test_a_call_with_the_wrong_number_of_arguments_says_so(call: str, given: int) -> None:
    with pytest.raises(GraphError, match=f"has {given} arguments; it takes"):
        graph_of(f"a = {call}", inputs="x", output="a")


@pytest.mark.parametrize("number", ["1e101", "-1e101", "1e999", "9" * 400])
def test_huge_numbers_are_refused(number: str) -> None:
    with pytest.raises(GraphError, match="larger than 1e100"):
        graph_of(f"a = x * {number}", inputs="x", output="a")


def test_a_number_of_too_many_digits_for_python_is_refused() -> None:
    with pytest.raises(GraphError):
        graph_of(f"a = x * {'9' * 1900}", inputs="x", output="a")


def test_a_line_at_the_limit_is_read_and_one_beyond_it_is_not() -> None:
    line = "a = x" + " + x" * 498
    line += " " * (2_000 - len(line))
    graph_of(line, inputs="x", output="a")
    with pytest.raises(GraphError, match="a node of 2001 characters; at most 2000 are read"):
        graph_of(line + " ", inputs="x", output="a")


@pytest.mark.parametrize(
    "text",
    ["(" * 900 + "x" + ")" * 900, "-" * 1990 + "x", "relu(" * 390 + "x", "x**" * 600 + "x"],
)
def test_deep_nesting_is_read_or_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with suppress(GraphError):
        graph_of(f"a = {text}", inputs="x", output="a")
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text", ["+" * 1900 + "x", "~" * 990 + "x", "x" + ".a" * 950, "x" + "[0]" * 600]
)
def test_deep_nesting_of_what_is_not_the_language_is_refused(text: str) -> None:
    with pytest.raises(GraphError):
        graph_of(f"a = {text}", inputs="x", output="a")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_graph_or_a_graph_error(text: str) -> None:
    with suppress(GraphError):
        graph_of(text, inputs="x", output="x")


# ---- what does not form a graph ------------------------------------------------------------------


def test_a_cycle_is_named() -> None:
    with pytest.raises(GraphError, match="the nodes a, b, L form a cycle"):
        graph_of("a = b + x", "b = a * 2", "L = b", inputs="x")


def test_a_node_that_uses_itself_is_a_cycle() -> None:
    with pytest.raises(GraphError, match="form a cycle"):
        graph_of("a = a + x", inputs="x", output="a")


def test_an_undefined_name_is_named_with_its_line() -> None:
    with pytest.raises(GraphError, match=r"'W1' in 'a = W1 @ x' is not defined"):
        graph_of("a = W1 @ x", inputs="x", output="a")


def test_a_name_defined_twice_is_named() -> None:
    with pytest.raises(GraphError, match="'a' is defined 2 times"):
        graph_of("a = x", "a = x * x", inputs="x", output="a")


def test_a_leaf_cannot_be_computed_as_well() -> None:
    with pytest.raises(GraphError, match="'x' is defined 2 times"):
        graph_of("x = 1", inputs="x", output="x")


@pytest.mark.parametrize("name", ["", "1x", "x.y", "_x", "x y", "a" * 32])
def test_a_leaf_s_name_is_checked(name: str) -> None:
    with pytest.raises(GraphError, match="is not a name: a letter, then letters, digits, _"):
        Graph.parse([name], [], [], name)


def test_an_output_that_is_no_node_lists_the_nodes() -> None:
    with pytest.raises(GraphError, match="output 'M' is not a node; the nodes are x, L"):
        graph_of("L = x", inputs="x", output="M")


def test_shapes_that_do_not_fit_name_their_line() -> None:
    graph = graph_of("a = W @ x", inputs="x", parameters="W", output="a")
    with pytest.raises(ShapeError, match=r"^a = W @ x: \(3, 2\) @ \(3,\): 2 columns meet 3 rows"):
        graph.forward({"x": np.ones((1, 3)), "W": np.ones((1, 3, 2))})


def test_a_leaf_without_a_value_is_named() -> None:
    with pytest.raises(ShapeError, match="parameter 'W' has no value"):
        graph_of("a = W @ x", inputs="x", parameters="W", output="a").forward(ONE)


def test_only_a_scalar_can_be_differentiated() -> None:
    graph = graph_of("o = x * 2", inputs="x", output="o")
    with pytest.raises(ShapeError, match=r"output o is \(3,\); it must be a scalar"):
        graph.backward(graph.forward({"x": np.ones((1, 3))}))


# ---- forward and backward ------------------------------------------------------------------------


def test_skips_and_shared_parts_agree_with_central_differences() -> None:
    leaves = leaves_of_skips(3)
    totals = SKIPS.backward(SKIPS.forward(leaves)).totals
    expected = gradients(lambda moved: SKIPS.forward(moved)["L"], leaves, list(leaves))
    for name, value in expected.items():
        np.testing.assert_allclose(totals[name], value, rtol=1e-7, atol=1e-8)


def test_the_shares_of_a_node_sum_to_its_gradient() -> None:
    found = SKIPS.backward(SKIPS.forward(leaves_of_skips(2)))
    for node in SKIPS.nodes:
        edges = SKIPS.gradient_edges(node.name)
        if edges and node.kind is not NodeKind.CONSTANT:
            total = sum(found.shares[edge] for edge in edges)
            np.testing.assert_array_equal(total, found.totals[node.name])
    assert len(SKIPS.gradient_edges("h")) == len(SKIPS.gradient_edges("s")) == 2
    assert len(SKIPS.gradient_edges("x")) == 3


def test_a_second_backward_gives_the_same() -> None:
    values = SKIPS.forward(leaves_of_skips(2))
    first, second = SKIPS.backward(values), SKIPS.backward(values)
    for name, total in first.totals.items():
        np.testing.assert_array_equal(total, second.totals[name])


def test_backward_changes_no_value() -> None:
    values = SKIPS.forward(leaves_of_skips(2))
    before = {name: value.copy() for name, value in values.items()}
    SKIPS.backward(values)
    assert all(np.array_equal(values[name], value) for name, value in before.items())


def test_a_node_used_twice_by_one_node_gets_both_shares() -> None:
    graph = graph_of("L = x * x", inputs="x")
    found = graph.backward(graph.forward(ONE))
    assert {edge: float(share[0]) for edge, share in found.shares.items()} == {
        Edge("L", 0): 3,
        Edge("L", 1): 3,
    }
    assert found.totals["x"] == 6


def test_variants_at_once_are_the_variants_one_by_one() -> None:
    leaves = leaves_of_skips(4)
    together = SKIPS.forward(leaves)
    gradients_together = SKIPS.backward(together).totals
    for v in range(4):
        one = SKIPS.forward({name: leaf[v : v + 1] for name, leaf in leaves.items()})
        np.testing.assert_allclose(one["L"][0], together["L"][v], rtol=1e-13)
        for name, total in SKIPS.backward(one).totals.items():
            np.testing.assert_allclose(total[0], gradients_together[name][v], rtol=1e-12)


def test_one_step_is_recomputed_from_the_values_that_are_given() -> None:
    values = SKIPS.forward(leaves_of_skips(1))
    own = {**values, "s": np.array([[1.0, 2.0, 3.0]]), "h": np.array([[1.0, 0.0, -1.0]])}
    t = SKIPS.recompute("t.0", own)
    assert t.tolist() == [[1, 0, -3]]


def test_a_node_that_does_not_reach_the_output_has_gradient_zero() -> None:
    graph = graph_of("a = x * 2", "L = x * 3", inputs="x")
    assert graph.backward(graph.forward(ONE)).totals["a"] == 0


def test_the_output_s_own_gradient_is_one() -> None:
    graph = graph_of("L = x * 3", inputs="x")
    assert graph.backward(graph.forward(ONE)).totals["L"] == 1


def test_an_output_that_is_used_again_has_gradient_one() -> None:
    graph = graph_of("L = x * 3", "M = L * 2", inputs="x")
    found = graph.backward(graph.forward(ONE))
    assert found.totals["L"] == 1
    assert found.totals["x"] == 3


def test_an_output_that_is_a_leaf_has_gradient_one() -> None:
    graph = graph_of("a = x * 2", inputs="x", output="x")
    assert graph.backward(graph.forward(ONE)).totals["x"] == 1


def test_a_label_has_no_gradient() -> None:
    graph = graph_of("p = softmax(o)", "L = nll(p, y)", inputs="o y")
    values = graph.forward({"o": np.array([[1.0, 2.0]]), "y": np.array([1])})
    assert graph.labels == {"y"}
    assert "y" not in graph.backward(values).totals
    with pytest.raises(GraphError, match="y has no gradient: it is a label"):
        graph.pull(Edge("L", 1))


def test_values_outside_a_domain_come_out_as_nan_or_infinity_without_a_warning() -> None:
    graph = graph_of("a = log(x)", "b = sqrt(x)", "L = a / (x - x) + b", inputs="x")
    values = graph.forward({"x": np.array([-1.0, 0.0])})
    assert np.isnan(values["a"][0])
    assert values["a"][1] == -np.inf


def test_gradients_outside_a_domain_come_out_without_a_warning() -> None:
    graph = graph_of("a = log(x)", "b = sqrt(x)", "L = a / (x - x) + b", inputs="x")
    graph.backward(graph.forward({"x": np.array([-1.0, 0.0])}))


def test_a_chain_of_5000_nodes_works_without_recursion() -> None:
    lines = ["n0 = x * 1"] + [f"n{i} = n{i - 1} + x" for i in range(1, 5_000)]
    graph = graph_of(*lines, "L = n4999", inputs="x")
    values = graph.forward(ONE)
    assert values["L"] == 15_000
    assert graph.backward(values).totals["x"] == 5_000
