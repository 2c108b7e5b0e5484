"""Independent witnesses of every quantity: closed form, graph, differences, HIPS autograd, PyTorch.

They share no derivative code, so an error would have to be made the same way several times.
"""

import itertools

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.mlp import LEAKY_SLOPE, Network, as_graph, solve, solve_one
from reference.network import HIDDEN_ACTIVATIONS
from reference.numeric import gradient_check, gradients
from tests.strategies import EVERY_ENDING, cases, random_leaves


def assert_agree(found, expected, *, relative=1e-9):
    """Every quantity within `relative` of its greatest entry (and 1e-13, for what cancels)."""
    assert set(found) >= set(expected)
    for name, right in expected.items():
        assert found[name].shape == right.shape, name
        allowed = relative * np.abs(right).max() + 1e-13
        off = np.abs(found[name] - right)
        assert off.max() <= allowed, f"{name} is off by {off.max():.3g}, {allowed:.3g} is allowed"


def one_by_one(witness, case):
    """The quantities of a witness that knows one variant at a time, stacked."""
    each = [
        witness(case.network, {name: leaf[v] for name, leaf in case.leaves.items()})
        for v in range(case.variants)
    ]
    return {name: np.stack([one[name] for one in each]) for name in each[0]}


# ---- the graph ---------------------------------------------------------------------------------


def graph_quantities(network, leaves):
    """The network's quantities from the engine's forward and backward walk."""
    graph = as_graph(network)
    values = graph.forward(leaves)
    slopes = graph.backward(values).totals
    found = dict(values) | {f"dL/d{name}": slope for name, slope in slopes.items()}
    return {name: found[name] for name in network.quantities()}


@settings(max_examples=400, deadline=None)
@given(cases())
def test_the_graph_agrees_with_the_closed_form(case):
    assert_agree(solve(case.network, case.leaves), graph_quantities(case.network, case.leaves))


@pytest.mark.parametrize("activation", HIDDEN_ACTIVATIONS)
@pytest.mark.parametrize(("output", "loss"), EVERY_ENDING)
def test_graph_and_closed_form_agree_for_every_activation_and_loss(activation, output, loss):
    for bias, examples, l2 in itertools.product((False, True), (None, 1, 3), (0.0, 0.05)):
        network = Network((3, 4, 2, 3), (activation,) * 2, output, loss, bias, examples, l2)
        leaves = random_leaves(network, 10, seed=1)
        assert_agree(solve(network, leaves), graph_quantities(network, leaves))


@settings(max_examples=50, deadline=None)
@given(cases(), st.sampled_from(["x", "W1", "W2", "b1"]))
def test_graph_and_closed_form_agree_at_the_kinks(case, name):
    """With zeros in a leaf, many a relu stands at exactly 0."""
    leaves = dict(case.leaves)
    if name in leaves:
        leaves[name] = np.round(leaves[name])
    assert_agree(solve(case.network, leaves), graph_quantities(case.network, leaves))


# ---- central differences -----------------------------------------------------------------------


def loss_of(network):
    return lambda leaves: solve(network, leaves)["L"]


@settings(max_examples=200, deadline=None)
@given(cases())
def test_differences_of_the_loss_agree_with_every_gradient_of_a_leaf(case):
    found = solve(case.network, case.leaves)
    leaves = [name for name in case.leaves if name != "y"]
    for name, numeric in gradients(loss_of(case.network), case.leaves, leaves).items():
        close = 1e-8 * (1 + np.abs(found["L"]).max() + np.abs(numeric).max())
        np.testing.assert_allclose(found[f"dL/d{name}"], numeric, rtol=0, atol=close)


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(0, 2**32 - 1))
def test_differences_along_random_directions_agree(case, seed):
    found = solve(case.network, case.leaves)
    claimed = {name: found[f"dL/d{name}"] for name in case.leaves if name != "y"}
    rng = np.random.default_rng(seed)
    assert gradient_check(loss_of(case.network), case.leaves, claimed, rng=rng).max() < 1e-4


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 2**32 - 1))
def test_a_gradient_of_twice_the_size_does_not_pass_the_differences(case, seed):
    found = solve(case.network, case.leaves)
    claimed = {name: 2 * found[f"dL/d{name}"] for name in case.leaves if name != "y"}
    length = np.sqrt(
        sum((slope**2).reshape(case.variants, -1).sum(1) for slope in claimed.values())
    )
    visible = length > 1e-3
    off = gradient_check(
        loss_of(case.network), case.leaves, claimed, rng=np.random.default_rng(seed), directions=9
    )
    assert np.all(off[visible] > 1e-3)


# ---- HIPS autograd -----------------------------------------------------------------------------

HIPS_ACTIVATIONS = {
    "identity": lambda a: a,
    "relu": lambda a: anp.where(a > 0, a, 0.0),
    "leaky_relu": lambda a: anp.where(a > 0, a, LEAKY_SLOPE * a),
    "sigmoid": lambda a: 1 / (1 + anp.exp(-a)),
    "tanh": anp.tanh,
    "softmax": lambda o: anp.exp(o) / anp.sum(anp.exp(o), axis=0),
}


def hips_loss(network, guess, y):
    examples = network.examples or 1
    if network.loss == "nll":
        e = np.eye(network.sizes[-1])[:, y]
        return -anp.sum(e * anp.log(guess)) / examples
    if network.loss == "binary_cross_entropy":
        return -anp.sum(y * anp.log(guess) + (1 - y) * anp.log(1 - guess)) / examples
    factor = {
        "half_squared_error": 0.5,
        "squared_error": 1.0,
        "mean_squared_error": 1 / network.sizes[-1],
    }[network.loss]
    return factor * anp.sum((guess - y) ** 2) / examples


def hips_forward(network, leaves, nudges):
    """The loss, where each named step has its nudge added: dL/d(nudge) is the step's gradient."""
    steps, below = {}, leaves["x"]
    for k, activation in enumerate((*network.activations, network.output), start=1):
        is_last = k == network.layers
        into, out = ("o", network.prediction) if is_last else (f"a{k}", f"h{k}")
        a = anp.dot(leaves[f"W{k}"], below)
        if network.bias:
            a = a + (leaves[f"b{k}"] if network.examples is None else leaves[f"b{k}"][:, None])
        steps[into] = a + nudges[into]
        steps[out] = below = HIPS_ACTIVATIONS[activation](steps[into]) + nudges[out]
    penalty = sum(anp.sum(leaves[f"W{k}"] ** 2) for k in range(1, network.layers + 1))
    steps["L"] = hips_loss(network, below, leaves["y"]) + network.l2 / 2 * penalty
    return steps


def hips_quantities(network, leaves):
    """Every quantity of one variant (core shapes) by HIPS autograd."""
    forward = [name for name in network.quantities() if "/" not in name]
    steps = hips_forward(network, leaves, dict.fromkeys(forward, 0.0))
    nudges = {name: np.zeros(np.shape(steps[name])) for name in forward}
    moving = {name: leaf for name, leaf in leaves.items() if name != "y"}

    def loss(moving, nudges):
        traced = {name: moving[name] if name != "y" else leaves["y"] for name in leaves}
        return hips_forward(network, traced, nudges)["L"]

    slopes = autograd.grad(loss, 0)(moving, nudges) | autograd.grad(loss, 1)(moving, nudges)
    found = steps | {f"dL/d{name}": slope for name, slope in slopes.items()}
    return {name: np.asarray(found[name]) for name in network.quantities()}


@settings(max_examples=300, deadline=None)
@given(cases(most_variants=2))
def test_hips_autograd_agrees_with_the_closed_form(case):
    assert_agree(solve(case.network, case.leaves), one_by_one(hips_quantities, case))


# ---- PyTorch -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


def torch_quantities(torch, network, leaves):
    """Every quantity of one variant (core shapes) by PyTorch, float64."""
    F = torch.nn.functional
    activate = {
        "identity": lambda a: a.clone(),
        "relu": F.relu,
        "leaky_relu": F.leaky_relu,  # its default slope is 0.01 as well
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softmax": lambda o: torch.softmax(o, dim=0),
    }
    steps = {name: torch.tensor(leaf) for name, leaf in leaves.items()}
    for name in steps:
        if name != "y":
            steps[name].requires_grad_()
    below = steps["x"]
    for k, activation in enumerate((*network.activations, network.output), start=1):
        is_last = k == network.layers
        into, out = ("o", network.prediction) if is_last else (f"a{k}", f"h{k}")
        a = steps[f"W{k}"] @ below
        if network.bias:
            a = a + (steps[f"b{k}"] if network.examples is None else steps[f"b{k}"][:, None])
        steps[into] = a
        steps[out] = below = activate[activation](a)
    steps["L"] = torch_loss(torch, network, below, steps["y"]) + network.l2 / 2 * sum(
        steps[f"W{k}"].square().sum() for k in range(1, network.layers + 1)
    )
    for step in steps.values():
        if step.requires_grad:
            step.retain_grad()
    steps["L"].backward()
    found = {name: step.detach() for name, step in steps.items()}
    found |= {f"dL/d{name}": step.grad for name, step in steps.items() if name != "y"}
    return {name: found[name].numpy() for name in network.quantities()}


def torch_loss(torch, network, guess, y):
    """PyTorch's own loss functions where it has them; they want examples in rows."""
    F = torch.nn.functional
    rows = guess.reshape(network.sizes[-1], -1).T
    if network.loss == "nll":
        return F.nll_loss(rows.log(), y.reshape(-1))
    targets = y.reshape(network.sizes[-1], -1).T
    if network.loss == "binary_cross_entropy":
        return F.binary_cross_entropy(rows, targets, reduction="sum") / rows.shape[0]
    if network.loss == "mean_squared_error":
        return F.mse_loss(rows, targets)
    factor = 0.5 if network.loss == "half_squared_error" else 1.0
    return factor * F.mse_loss(rows, targets, reduction="sum") / rows.shape[0]


def test_pytorch_agrees_with_the_closed_form(torch):
    @settings(max_examples=300, deadline=None)
    @given(cases(most_variants=2))
    def agree(case):
        found = one_by_one(lambda *one: torch_quantities(torch, *one), case)
        assert_agree(solve(case.network, case.leaves), found)

    agree()


@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
def test_pytorch_takes_the_same_slope_at_zero(torch, activation):
    network = Network((2, 3, 3), (activation,), "softmax", "nll")
    leaves = {
        "x": np.array([1.0, 1.0]),
        "y": np.array(0),
        "W1": np.array([[1.0, -1.0], [0.5, -0.5], [1.0, 2.0]]),
        "W2": np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0], [-1.0, 0.0, 1.0]]),
    }
    found = solve_one(network, leaves)
    np.testing.assert_array_equal(found["a1"], [0, 0, 3])
    assert np.all(found["dL/dh1"][:2] != 0)
    assert_agree(found, torch_quantities(torch, network, leaves))


@pytest.mark.parametrize("y", [0, 1, 2])
def test_pytorch_s_cross_entropy_agrees_when_the_softmax_saturates(torch, y):
    o = np.array([1000.0, 0.0, -1000.0])
    scores = torch.tensor(o, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor(y))
    loss.backward()
    found = solve_one(Network((3, 3), (), "softmax", "nll"), {"x": o, "y": y, "W1": np.eye(3)})
    assert found["L"] == loss.item()
    np.testing.assert_array_equal(found["dL/do"], scores.grad.numpy())


@pytest.mark.parametrize("y", [0.0, 0.5, 1.0])
def test_pytorch_s_binary_cross_entropy_agrees_when_the_sigmoid_saturates(torch, y):
    o = np.array([1000.0, 30.0, -30.0, -1000.0])
    scores = torch.tensor(o, requires_grad=True)
    targets = torch.full((4,), y, dtype=torch.float64)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, targets, reduction="sum")
    loss.backward()
    network = Network((4, 4), (), "sigmoid", "binary_cross_entropy")
    found = solve_one(network, {"x": o, "y": targets.numpy(), "W1": np.eye(4)})
    np.testing.assert_allclose(found["L"], loss.item(), rtol=1e-14)
    np.testing.assert_allclose(found["dL/do"], scores.grad.numpy(), rtol=1e-9, atol=1e-13)


def test_a_batch_of_ten_thousand_variants_agrees_with_pytorch_s_one_by_one(torch):
    network = Network((2, 3, 3), ("relu",), "softmax", "nll")
    leaves = random_leaves(network, 1, seed=0)
    rng = np.random.default_rng(4)
    many = {name: rng.uniform(-2, 2, (10_000, *leaf.shape[1:])) for name, leaf in leaves.items()}
    many["y"] = rng.integers(3, size=10_000)
    found = solve(network, many)
    for v in range(0, 10_000, 500):
        one = torch_quantities(torch, network, {name: leaf[v] for name, leaf in many.items()})
        assert_agree({name: value[v] for name, value in found.items()}, one)
