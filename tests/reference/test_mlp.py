import ast
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import reference.mlp
import reference.network
from reference.mlp import Network, as_graph, solve, solve_one
from tests.factories import LECTURE, lecture_leaves
from tests.strategies import cases, networks, random_leaves

E = np.e


def test_the_lecture_s_network_by_hand():
    found = solve_one(LECTURE, lecture_leaves())
    total = E + E**3 + E**2
    p = np.array([E, E**3, E**2]) / total
    delta = [p[0] - 1, p[1], p[2]]
    by_hand = {
        "a1": [1, -2, 3],
        "h1": [1, 0, 3],
        "o": [1, 3, 2],
        "p": p,
        "L": np.log(total) - 1,
        "dL/dp": [-1 / p[0], 0, 0],
        "dL/do": delta,
        "dL/dW2": [[d, 0, 3 * d] for d in delta],
        "dL/dh1": [delta[0] - delta[2], 2 * delta[0] + delta[1], delta[1] + delta[2]],
        "dL/da1": [delta[0] - delta[2], 0, delta[1] + delta[2]],
    }
    first, third = delta[0] - delta[2], delta[1] + delta[2]
    by_hand["dL/dW1"] = [[first, 2 * first], [0, 0], [third, 2 * third]]
    by_hand["dL/dx"] = [first + third, third]
    assert list(found) == list(by_hand)
    for name, right in by_hand.items():
        np.testing.assert_allclose(found[name], right, rtol=1e-14, atol=1e-15, err_msg=name)


def test_the_lecture_s_network_in_decimals():
    found = solve_one(LECTURE, lecture_leaves())
    np.testing.assert_allclose(found["p"], [0.0900306, 0.6652410, 0.2447285], atol=5e-8)
    np.testing.assert_allclose(found["L"], 2.4076060, atol=5e-8)
    np.testing.assert_allclose(found["dL/dx"], [-0.2447285, 0.9099694], atol=5e-8)


def test_mazur_s_step_by_step_example_comes_out_as_printed():
    """https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/"""
    network = Network((2, 2, 2), ("sigmoid",), "sigmoid", "half_squared_error", bias=True)
    W1, W2 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])
    leaves = {"x": [0.05, 0.10], "y": [0.01, 0.99], "W1": W1, "W2": W2}
    found = solve_one(network, leaves | {"b1": [0.35, 0.35], "b2": [0.60, 0.60]})
    np.testing.assert_allclose(found["h1"], [0.593269992, 0.596884378], atol=6e-10)
    np.testing.assert_allclose(found["yhat"], [0.75136507, 0.772928465], atol=6e-9)
    np.testing.assert_allclose(found["L"], 0.298371109, atol=6e-10)
    np.testing.assert_allclose(found["dL/dyhat"][0], 0.74136507, atol=6e-9)
    np.testing.assert_allclose(found["dL/dW2"][0, 0], 0.082167041, atol=6e-10)
    np.testing.assert_allclose(found["dL/dh1"][0], 0.036350306, atol=6e-10)
    np.testing.assert_allclose(found["dL/dW1"][0, 0], 0.000438568, atol=6e-10)
    new_W2 = [[0.35891648, 0.408666186], [0.511301270, 0.561370121]]
    new_W1 = [[0.149780716, 0.19956143], [0.24975114, 0.29950229]]
    np.testing.assert_allclose(W2 - 0.5 * found["dL/dW2"], new_W2, atol=6e-9)
    np.testing.assert_allclose(W1 - 0.5 * found["dL/dW1"], new_W1, atol=6e-9)


def test_the_softmax_example_of_cs231n_with_its_loss_in_natural_logarithms():
    """https://cs231n.github.io/linear-classify/ (a printing with 0.452 took the base 10)."""
    leaves = {
        "x": [-15, 22, -44, 56],
        "y": 2,
        "W1": [[0.01, -0.05, 0.1, 0.05], [0.7, 0.2, 0.05, 0.16], [0.0, -0.45, -0.2, 0.03]],
        "b1": [0, 0.2, -0.3],
    }
    found = solve_one(Network((4, 3), (), "softmax", "nll", bias=True), leaves)
    np.testing.assert_allclose(found["o"], [-2.85, 0.86, 0.28], atol=1e-12)
    np.testing.assert_allclose(found["p"], [0.016, 0.631, 0.353], atol=6e-4)
    np.testing.assert_allclose(found["L"], 1.04, atol=5e-3)
    np.testing.assert_allclose(found["L"] / np.log(10), 0.452, atol=6e-4)


# ---- conventions at the kinks ------------------------------------------------------------------


def slope_at(activation, a):
    """dL/da1 for one hidden unit with preactivation `a` and dL/dh1 = 1."""
    network = Network((1, 1, 1), (activation,), "identity", "half_squared_error")
    forward = solve_one(network, {"x": [a], "y": [0], "W1": [[1]], "W2": [[1]]})
    found = solve_one(network, {"x": [a], "y": forward["yhat"] - 1, "W1": [[1]], "W2": [[1]]})
    np.testing.assert_allclose(found["dL/dh1"], [1])
    return found["dL/da1"][0]


@pytest.mark.parametrize(
    ("activation", "below", "at", "above"),
    [("relu", 0, 0, 1), ("leaky_relu", 0.01, 0.01, 1), ("identity", 1, 1, 1)],
)
def test_the_slope_at_zero_is_that_of_the_left_side(activation, below, at, above):
    assert slope_at(activation, -1e-300) == pytest.approx(below)
    assert slope_at(activation, -0.0) == pytest.approx(at)
    assert slope_at(activation, 0.0) == pytest.approx(at)
    assert slope_at(activation, 1e-300) == pytest.approx(above)


def test_a_unit_at_exactly_zero_lets_nothing_through():
    found = solve_one(LECTURE, lecture_leaves(x=[2, 0]))
    assert found["a1"][1] == 0
    assert found["dL/dh1"][1] != 0
    assert found["dL/da1"][1] == 0


def test_a_leaky_unit_passes_a_hundredth_of_what_is_negative():
    network = Network((1, 1, 1), ("leaky_relu",), "identity", "squared_error")
    found = solve_one(network, {"x": [-3], "y": [0], "W1": [[1]], "W2": [[1]]})
    np.testing.assert_allclose(found["h1"], [-0.03])


@pytest.mark.parametrize(("activation", "scale"), [("sigmoid", 1), ("tanh", 2)])
def test_the_slope_keeps_its_digits_far_from_zero(activation, scale):
    """sigma'(a) is e^-|a| and tanh'(a) is 4 e^-2|a| there, where s(1-s) would be rounded to 0."""
    for a in (40.0, -40.0, 300.0, -300.0):
        network = Network((1, 1, 1), (activation,), "identity", "half_squared_error")
        h = solve_one(network, {"x": [a], "y": [0], "W1": [[1]], "W2": [[1]]})["h1"]
        found = solve_one(network, {"x": [a], "y": h - 1, "W1": [[1]], "W2": [[1]]})
        right = scale**2 * np.exp(-scale * abs(a))
        np.testing.assert_allclose(found["dL/da1"], [right], rtol=1e-12)


def test_no_zero_is_negative():
    found = solve_one(LECTURE, lecture_leaves())
    for name, value in found.items():
        assert not np.any((value == 0) & np.signbit(value)), name


# ---- what the lecture says of the network ------------------------------------------------------


def test_without_the_relu_two_matrices_collapse_to_their_product():
    deep = Network((2, 3, 3), ("identity",), "softmax", "nll")
    flat = Network((2, 3), (), "softmax", "nll")
    leaves = random_leaves(deep, 50, seed=1)
    W = leaves["W2"] @ leaves["W1"]
    found = solve(deep, leaves)
    single = solve(flat, {"x": leaves["x"], "y": leaves["y"], "W1": W})
    for name in ("o", "p", "L", "dL/dp", "dL/do", "dL/dx"):
        np.testing.assert_allclose(found[name], single[name], rtol=1e-12, atol=1e-14)


def test_with_the_relu_they_do_not():
    leaves = random_leaves(LECTURE, 50, seed=1)
    found = solve(LECTURE, leaves)
    product = np.einsum("vij,vj->vi", leaves["W2"] @ leaves["W1"], leaves["x"])
    assert np.abs(found["o"] - product).max() > 0.1


def test_a_small_change_of_o_changes_the_loss_by_about_the_gradient_times_the_change():
    leaves = {"x": np.random.default_rng(2).normal(size=(100, 3)), "y": np.arange(100) % 3}
    network = Network((3, 3), (), "softmax", "nll")
    identity = np.broadcast_to(np.eye(3), (100, 3, 3))
    z = np.random.default_rng(3).normal(size=(100, 3))
    before = solve(network, leaves | {"W1": identity})
    for size in (1e-2, 1e-3, 1e-4):
        after = solve(network, leaves | {"W1": identity, "x": leaves["x"] + size * z})
        change = after["L"] - before["L"]
        predicted = size * (before["dL/do"] * z).sum(axis=1)
        # What is left over is of second order: |z|^2 times half the largest curvature, under 1/2.
        assert np.all(np.abs(change - predicted) <= 0.5 * size**2 * (z**2).sum(axis=1) + 1e-13)


@settings(max_examples=100, deadline=None)
@given(cases(endings=[("softmax", "nll")]))
def test_probabilities_are_positive_and_sum_to_one_and_dl_do_sums_to_zero(case):
    found = solve(case.network, case.leaves)
    assert np.all(found["p"] > 0)
    np.testing.assert_allclose(found["p"].sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(found["dL/do"].sum(axis=1), 0, atol=1e-15)


def test_the_three_squared_errors_differ_by_their_stated_factor():
    leaves = {"x": [1.0, -2.0], "y": [0.5, 0.0, 1.0], "W1": [[1, 2], [0, 1], [1, 0]]}
    error = np.array([-3.5, -2.0, 0.0])
    for loss, factor in (
        ("half_squared_error", 1 / 2),
        ("squared_error", 1),
        ("mean_squared_error", 1 / 3),
    ):
        found = solve_one(Network((2, 3), (), "identity", loss), leaves)
        np.testing.assert_allclose(found["L"], factor * (12.25 + 4))
        np.testing.assert_allclose(found["dL/dyhat"], factor * 2 * error)
        np.testing.assert_allclose(found["dL/do"], factor * 2 * error)


def test_binary_cross_entropy_by_hand():
    network = Network((2, 2), (), "sigmoid", "binary_cross_entropy")
    found = solve_one(network, {"x": [0, np.log(3)], "y": [1, 0], "W1": np.eye(2)})
    np.testing.assert_allclose(found["yhat"], [1 / 2, 3 / 4])
    np.testing.assert_allclose(found["L"], np.log(2) + np.log(4))
    np.testing.assert_allclose(found["dL/dyhat"], [-2, 4])
    np.testing.assert_allclose(found["dL/do"], [-1 / 2, 3 / 4])


# ---- batches, variants, l2 ---------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_leading_axis_gives_the_same_as_one_variant_at_a_time(case):
    together = solve(case.network, case.leaves)
    for v in range(case.variants):
        alone = solve_one(case.network, {name: leaf[v] for name, leaf in case.leaves.items()})
        for name, value in alone.items():
            np.testing.assert_allclose(together[name][v], value, rtol=1e-12, atol=1e-15)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_every_quantity_comes_in_order_with_the_leading_axis_and_the_shape_of_what_it_is_for(case):
    found = solve(case.network, case.leaves)
    assert tuple(found) == case.network.quantities()
    assert found["L"].shape == (case.variants,)
    for name, value in found.items():
        assert value.dtype == np.float64
        assert np.isfinite(value).all()
        if name.startswith("dL/d"):
            own = case.leaves.get(name[4:], found.get(name[4:]))
            assert value.shape == own.shape


@pytest.mark.parametrize("output_loss", [("softmax", "nll"), ("tanh", "mean_squared_error")])
def test_a_batch_is_the_mean_over_its_columns(output_loss):
    options = ((2, 3, 3), ("relu",), *output_loss, True)
    batch, single = Network(*options, examples=4), Network(*options)
    leaves = {name: leaf[0] for name, leaf in random_leaves(batch, 1, seed=5).items()}
    found = solve_one(batch, leaves)
    columns = [
        solve_one(single, leaves | {"x": leaves["x"][:, n], "y": leaves["y"][..., n]})
        for n in range(4)
    ]
    for name in ("L", "dL/dW2", "dL/db2", "dL/dW1", "dL/db1"):
        mean = np.mean([column[name] for column in columns], axis=0)
        np.testing.assert_allclose(found[name], mean, rtol=1e-12, atol=1e-15)
    for name in ("a1", "h1", "o", batch.prediction):
        np.testing.assert_allclose(found[name], np.stack([c[name] for c in columns], axis=-1))
    for name in (f"dL/d{batch.prediction}", "dL/do", "dL/dh1", "dL/da1", "dL/dx"):
        spread = np.stack([column[name] for column in columns], axis=-1) / 4
        np.testing.assert_allclose(found[name], spread, rtol=1e-12, atol=1e-15)


def test_a_batch_of_one_is_the_single_example_with_one_more_axis():
    options = ((2, 3, 3), ("sigmoid",), "softmax", "nll", True)
    leaves = random_leaves(Network(*options), 7, seed=6)
    single = solve(Network(*options), leaves)
    columns = {"x": leaves["x"][:, :, None], "y": leaves["y"][:, None]}
    batch = solve(Network(*options, examples=1), leaves | columns)
    for name, value in single.items():
        np.testing.assert_allclose(batch[name].reshape(value.shape), value, rtol=1e-13)


def test_l2_adds_l2_times_the_weights_and_leaves_the_biases_alone():
    options = ((2, 3, 3), ("tanh",), "softmax", "nll", True)
    leaves = random_leaves(Network(*options), 5, seed=7)
    without, added = solve(Network(*options), leaves), solve(Network(*options, l2=0.3), leaves)
    squares = (leaves["W1"] ** 2).sum(axis=(1, 2)) + (leaves["W2"] ** 2).sum(axis=(1, 2))
    np.testing.assert_allclose(added["L"] - without["L"], 0.15 * squares)
    for name in ("dL/dW1", "dL/dW2"):
        np.testing.assert_allclose(added[name] - without[name], 0.3 * leaves[name[4:]])
    for name in ("dL/db1", "dL/db2", "dL/do", "dL/dx", "dL/dh1"):
        np.testing.assert_array_equal(added[name], without[name])


def test_the_answer_can_be_changed_without_changing_leaves_or_other_quantities():
    network = Network((2, 2), (), "identity", "squared_error", bias=True)
    leaves = random_leaves(network, 2, seed=8)
    before = {name: leaf.copy() for name, leaf in leaves.items()}
    found, untouched = solve(network, leaves), solve(network, leaves)
    for name in found:
        found[name][...] = 99
        for other in list(found)[list(found).index(name) + 1 :]:
            np.testing.assert_array_equal(found[other], untouched[other])
    for name, leaf in leaves.items():
        np.testing.assert_array_equal(leaf, before[name])


# ---- saturation and overflow -------------------------------------------------------------------


def test_a_saturated_softmax_keeps_the_loss_and_dl_do_finite():
    found = solve_one(
        Network((3, 3), (), "softmax", "nll"), {"x": [1000, 0, -1000], "y": 2, "W1": np.eye(3)}
    )
    np.testing.assert_array_equal(found["L"], 2000)
    np.testing.assert_array_equal(found["dL/do"], [1, 0, -1])
    np.testing.assert_array_equal(found["dL/dp"], [0, 0, -np.inf])
    np.testing.assert_array_equal(found["dL/dW1"], np.outer([1, 0, -1], [1000, 0, -1000]))


def test_a_softmax_saturated_at_the_right_class_costs_nothing():
    found = solve_one(
        Network((3, 3), (), "softmax", "nll"), {"x": [1000, 0, -1000], "y": 0, "W1": np.eye(3)}
    )
    assert found["L"] == 0
    np.testing.assert_array_equal(found["dL/do"], [0, 0, 0])
    np.testing.assert_array_equal(found["dL/dp"], [-1, 0, 0])


def test_a_saturated_sigmoid_keeps_the_cross_entropy_and_dl_do_finite():
    network = Network((4, 4), (), "sigmoid", "binary_cross_entropy")
    leaves = {"x": [1000, 1000, -1000, -1000], "y": [0, 1, 0, 1], "W1": np.eye(4)}
    found = solve_one(network, leaves)
    np.testing.assert_array_equal(found["L"], 2000)
    np.testing.assert_array_equal(found["dL/do"], [1, 0, 0, -1])
    np.testing.assert_array_equal(found["dL/dyhat"], [np.inf, -1, 1, -np.inf])


def test_a_variant_that_overflows_does_not_stop_the_others():
    leaves = random_leaves(LECTURE, 3, seed=9)
    right = solve(LECTURE, leaves)
    leaves["W1"] = leaves["W1"].copy()
    leaves["W1"][1] = 1e308
    leaves["x"][1] = 1e308
    found = solve(LECTURE, leaves)
    assert not np.isfinite(found["L"][1])
    for name, value in found.items():
        np.testing.assert_array_equal(value[[0, 2]], right[name][[0, 2]])


# ---- names and shapes --------------------------------------------------------------------------


def test_quantities_stand_in_the_order_of_the_derivation():
    deep = Network((2, 4, 3, 3), ("relu", "tanh"), "softmax", "nll", bias=True)
    assert " ".join(deep.quantities()) == (
        "a1 h1 a2 h2 o p L dL/dp dL/do dL/dW3 dL/db3 dL/dh2 dL/da2 "
        "dL/dW2 dL/db2 dL/dh1 dL/da1 dL/dW1 dL/db1 dL/dx"
    )


def test_without_hidden_layers_the_derivation_goes_from_o_to_x():
    flat = Network((2, 3), (), "softmax", "nll")
    assert flat.quantities() == ("o", "p", "L", "dL/dp", "dL/do", "dL/dW1", "dL/dx")


def test_with_another_output_than_softmax_yhat_stands_for_p():
    flat = Network((2, 3), (), "identity", "squared_error")
    assert flat.quantities() == ("o", "yhat", "L", "dL/dyhat", "dL/do", "dL/dW1", "dL/dx")


def test_leaf_shapes_are_core_shapes_with_columns_for_a_batch():
    options = ((2, 4, 3), ("relu",))
    assert Network(*options, "softmax", "nll", True).leaf_shapes() == {
        "x": (2,), "y": (), "W1": (4, 2), "b1": (4,), "W2": (3, 4), "b2": (3,)
    }  # fmt: skip
    assert Network(*options, "softmax", "nll", examples=5).leaf_shapes() == {
        "x": (2, 5), "y": (5,), "W1": (4, 2), "W2": (3, 4)
    }  # fmt: skip
    assert Network(*options, "tanh", "squared_error", examples=5).leaf_shapes()["y"] == (3, 5)


def test_the_graph_says_what_the_network_does():
    graph = as_graph(Network((2, 3, 3), ("relu",), "softmax", "nll"))
    assert [node.expression for node in graph.nodes if node.expression] == [
        "a1 = W1 @ x", "h1 = relu(a1)", "o = W2 @ h1", "p = softmax(o)", "L = nll(p, y)"
    ]  # fmt: skip
    assert graph.output == "L"


@settings(max_examples=50, deadline=None)
@given(networks())
def test_the_graph_names_every_forward_quantity(network):
    forward = {name for name in network.quantities() if "/" not in name}
    graph = as_graph(network)
    assert {node.name for node in graph.nodes if node.is_named} == forward | set(
        network.leaf_shapes()
    )
    shapes = graph.shapes(network.leaf_shapes())
    assert shapes["L"] == ()


def test_the_closed_form_takes_nothing_from_the_engine_but_the_graph_s_text_form():
    for module, allowed in (
        (reference.mlp, {"reference.graph": {"Graph"}, "reference.network": None}),
        (reference.network, {}),
    ):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not [a.name for a in node.names if a.name.startswith("reference")]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reference"):
                assert node.module in allowed
                names = {alias.name for alias in node.names}
                assert allowed[node.module] is None or names <= allowed[node.module]
