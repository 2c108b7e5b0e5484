"""The derivation as one list of steps: what follows from given values, and what depends on what."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from reference.derivation import Derivation
from reference.mlp import Network, as_graph, solve
from tests.factories import graph_of
from tests.strategies import Case, cases, random_leaves

LECTURE = Network((2, 3, 3), ("relu",), "softmax", "nll")
NAN = np.nan


def derivation_of(network: Network = LECTURE) -> Derivation:
    return Derivation(as_graph(network), network.leaf_shapes())


@pytest.fixture
def derivation() -> Derivation:
    return derivation_of()


@pytest.fixture
def leaves() -> dict[str, np.ndarray]:
    return {
        "x": np.array([[1.0, 2.0]]),
        "y": np.array([0]),
        "W1": np.array([[[1.0, 0.5], [-1.0, 0.0], [0.5, 0.5]]]),
        "W2": np.array([[[1.0, 0.0, -1.0], [0.0, 1.0, 0.5], [0.5, -1.0, 1.0]]]),
    }


@settings(max_examples=60, deadline=None)
@given(cases())
def test_running_every_cell_gives_the_closed_form(case: Case) -> None:
    used = derivation_of(case.network).run(case.leaves).used
    for name, right in solve(case.network, case.leaves).items():
        np.testing.assert_allclose(used[name], right, rtol=1e-9, atol=1e-9, err_msg=name)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_every_cell_follows_what_it_uses_and_has_the_shape_it_says(case: Case) -> None:
    derivation = derivation_of(case.network)
    used = derivation.run(case.leaves).used
    known = {*case.leaves, *derivation.constants}
    for cell in derivation.cells:
        assert known.issuperset(cell.sources), cell.name
        known.add(cell.name)
        assert used[cell.name].shape == (case.variants, *cell.shape), cell.name


def test_it_walks_back_as_the_graph_does(derivation: Derivation) -> None:
    many = random_leaves(LECTURE, 5, seed=3)
    graph = derivation.graph
    totals = graph.backward(graph.forward(many)).totals
    used = derivation.run(many).used
    for name in ("x", "W1", "a1", "h1", "W2", "o", "p"):
        np.testing.assert_array_equal(used[f"dL/d{name}"], totals[name])


def test_what_can_be_asked_is_what_has_a_name(derivation: Derivation) -> None:
    assert set(derivation.quantities) == set(LECTURE.quantities())
    penalised = derivation_of(Network((2, 2), (), "softmax", "nll", l2=0.1))
    assert not any("." in name for name in penalised.quantities)
    assert "dL/dL" not in penalised.quantities
    assert "dL/dy" not in penalised.quantities


def test_a_graph_without_a_scalar_output_has_no_gradients() -> None:
    graph = graph_of("a = W @ x", "o = relu(a)", inputs="x", parameters="W", output="o")
    found = Derivation(graph, {"x": (2,), "W": (3, 2)})
    assert found.quantities == ("a", "o")


def test_a_node_that_does_not_reach_the_output_cannot_be_asked_for_its_gradient() -> None:
    graph = graph_of("a = x * 2", "L = x * x", inputs="x")
    assert set(Derivation(graph, {"x": ()}).quantities) == {"a", "L", "dL/dx"}


# ---- what follows from given values --------------------------------------------------------------


def test_later_cells_go_on_from_given_values(
    derivation: Derivation, leaves: dict[str, np.ndarray]
) -> None:
    own = np.array([[0.5, -0.5, 0.0]])
    trace = derivation.run(leaves, given={"dL/do": own})
    h, W2 = trace.used["h1"][0], leaves["W2"][0]
    np.testing.assert_allclose(trace.used["dL/dW2"][0], np.outer(own, h))
    np.testing.assert_allclose(trace.used["dL/dh1"][0], W2.T @ own[0])


def test_what_the_rule_gave_is_kept_beside_what_was_given(
    derivation: Derivation, leaves: dict[str, np.ndarray]
) -> None:
    plain = derivation.run(leaves)
    trace = derivation.run(leaves, given={"p": np.array([[0.2, 0.3, 0.5]])})
    np.testing.assert_array_equal(trace.expected["p"], plain.used["p"])
    assert trace.used["p"].tolist() == [[0.2, 0.3, 0.5]]
    np.testing.assert_array_equal(trace.used["o"], plain.used["o"])


def test_nan_means_not_given_entry_by_entry(
    derivation: Derivation, leaves: dict[str, np.ndarray]
) -> None:
    right = derivation.run(leaves).used["h1"]
    trace = derivation.run(leaves, given={"h1": np.array([[NAN, 7.0, NAN]])})
    assert trace.used["h1"].tolist() == [[right[0, 0], 7.0, right[0, 2]]]
    untouched = derivation.run(leaves, given={"h1": np.full((1, 3), NAN)})
    np.testing.assert_array_equal(untouched.used["dL/dx"], derivation.run(leaves).used["dL/dx"])


def test_a_given_value_does_not_change_the_caller_s_arrays(
    derivation: Derivation, leaves: dict[str, np.ndarray]
) -> None:
    own = np.array([[NAN, 7.0, NAN]])
    derivation.run(leaves, given={"h1": own})
    assert np.isnan(own[0, 0])
    assert set(leaves) == {"x", "y", "W1", "W2"}


def test_a_rule_can_be_replaced(derivation: Derivation, leaves: dict[str, np.ndarray]) -> None:
    trace = derivation.run(leaves, rules={"dL/da1": lambda env: env["dL/dh1"]})
    np.testing.assert_array_equal(trace.used["dL/da1"], trace.used["dL/dh1"])
    expected = np.einsum("vi,vj->vij", trace.used["dL/dh1"], leaves["x"])
    np.testing.assert_allclose(trace.used["dL/dW1"], expected)


def test_a_share_can_be_replaced_and_the_others_stay() -> None:
    graph = graph_of("a = x * 3", "b = x * 5", "L = a * b", inputs="x")
    derivation = Derivation(graph, {"x": ()})
    first, second = graph.gradient_edges("x")
    rule = derivation.gradient_rule("x", {first: lambda env: np.array([100.0])})
    env = derivation.run({"x": np.array([2.0])}).used
    other = derivation.share_rule(second)(env)
    assert rule(env) == 100 + other


def test_variants_at_once_are_the_variants_one_by_one(derivation: Derivation) -> None:
    many = random_leaves(LECTURE, 6, seed=9)
    own = np.random.default_rng(0).normal(size=(6, 3))
    own[::2, 1] = NAN
    together = derivation.run(many, given={"dL/do": own}).used
    for v in range(6):
        row = slice(v, v + 1)
        one = derivation.run({n: a[row] for n, a in many.items()}, given={"dL/do": own[row]}).used
        for cell in derivation.cells:
            np.testing.assert_allclose(one[cell.name][0], together[cell.name][v], rtol=1e-12)


# ---- plans ---------------------------------------------------------------------------------------


def names_of(derivation: Derivation, wanted: str, known: set[str]) -> list[str]:
    return [cell.name for cell in derivation.plan([wanted], known)]


def test_a_plan_leads_from_what_is_known(derivation: Derivation) -> None:
    assert names_of(derivation, "dL/dh1", {"dL/do"}) == ["dL/dh1"]
    assert names_of(derivation, "dL/do", {"p", "dL/dp"}) == ["dL/do"]
    assert names_of(derivation, "p", {"h1"}) == ["o", "p"]


def test_a_plan_without_anything_known_goes_back_to_the_leaves(derivation: Derivation) -> None:
    assert names_of(derivation, "h1", set()) == ["a1", "h1"]
    assert names_of(derivation, "L", set()) == ["a1", "h1", "o", "p", "L"]


def test_a_wanted_cell_is_part_of_its_plan_even_where_it_is_known(derivation: Derivation) -> None:
    assert names_of(derivation, "h1", {"h1", "a1"}) == ["h1"]


def test_a_plan_keeps_the_order_of_the_derivation(derivation: Derivation) -> None:
    order = [cell.name for cell in derivation.cells]
    plan = [cell.name for cell in derivation.plan(["dL/dx", "p"])]
    assert plan == [name for name in order if name in set(plan)]


def test_running_a_plan_is_enough(derivation: Derivation, leaves: dict[str, np.ndarray]) -> None:
    full = derivation.run(leaves).used
    plan = derivation.plan(["dL/da1"], {"dL/do", "a1"})
    known = {**leaves, "dL/do": full["dL/do"], "a1": full["a1"]}
    np.testing.assert_array_equal(derivation.run(known, plan).used["dL/da1"], full["dL/da1"])


def test_a_chain_of_5000_steps_is_derived_without_recursion() -> None:
    lines = ["n0 = x * 1"] + [f"n{i} = n{i - 1} + x" for i in range(1, 5_000)]
    derivation = Derivation(graph_of(*lines, "L = n4999", inputs="x"), {"x": ()})
    assert derivation.run({"x": np.array([1.0])}).used["dL/dx"] == 5_000
    assert len(derivation.plan(["dL/dx"])) > 5_000
