"""The catalogue of mistakes: each predicts what its formula gives when written by hand."""

from __future__ import annotations

import re

import numpy as np
import pytest

from grader.mistakes import CATALOGUE, Mistake
from grader.sites import Situation
from reference.derivation import Derivation
from reference.mlp import Network, as_graph
from tests.factories import Array, graph_of
from tests.grader.wrong_by_hand import (
    DECIMALS,
    LEARNING_RATE,
    NETWORKS,
    WRONG,
    Numbers,
    Wrong,
    leaves_of,
)

MISTAKES = {mistake.code: mistake for mistake in CATALOGUE}
# Written out below, on graphs of their own.
ON_GRAPHS = {"C3-one-path", "F1-other-order", "F1-product-transposed"}


def situation_of(network: Network, *, learning_rate: float | None = LEARNING_RATE) -> Situation:
    derivation = Derivation(as_graph(network), network.leaf_shapes())
    decimals = dict.fromkeys(network.quantities(), DECIMALS)
    return Situation(derivation, decimals, network.l2, learning_rate)


def made_in(mistake: Mistake, situation: Situation, leaves: dict[str, Array]) -> dict[str, Array]:
    """The mistake's value of every cell it gets wrong, from right earlier values."""
    used = situation.derivation.run({name: np.array(v)[None] for name, v in leaves.items()}).used
    with np.errstate(all="ignore"):  # wrong values need not be finite
        return {name: rule(used)[0] for name, rule in mistake.rules(situation).items()}


def test_no_mistake_is_missing_here() -> None:
    assert {row.code for row in WRONG} | ON_GRAPHS == set(MISTAKES)


def test_codes_are_unique_and_stable_in_form() -> None:
    assert len(MISTAKES) == len(CATALOGUE)
    assert all(re.fullmatch(r"[A-F][0-9]{1,2}-[a-z0-9]+(-[a-z0-9]+)*", code) for code in MISTAKES)


def test_sentences_explain_and_give_no_number_of_the_answer() -> None:
    for mistake in CATALOGUE:
        assert len(mistake.sentence) > 20
        assert mistake.sentence.endswith(".")
        assert "  " not in mistake.sentence
        assert not re.search(r"\d\.\d", mistake.sentence)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.code} {wrong.network}")
def test_a_mistake_predicts_its_formula(wrong: Wrong) -> None:
    network = NETWORKS[wrong.network]
    numbers = Numbers(network)
    found = made_in(MISTAKES[wrong.code], situation_of(network), leaves_of(network))
    named = {name for name in found if "." not in name}
    assert named == set(wrong.cells)
    for name, formula in wrong.cells.items():
        expected = np.asarray(formula(numbers))
        assert found[name].shape == expected.shape == numbers[name].shape, name
        np.testing.assert_allclose(found[name], expected, rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.code} {wrong.network}")
def test_a_mistake_changes_something(wrong: Wrong) -> None:
    """On these numbers each one is wrong somewhere: a formula that equals the truth proves none."""
    numbers = Numbers(NETWORKS[wrong.network])
    assert any(
        not np.allclose(np.asarray(formula(numbers)), numbers[name], atol=1e-4)
        for name, formula in wrong.cells.items()
    )


def test_only_the_first_of_several_paths_is_followed_in_a_graph() -> None:
    graph = graph_of("a = x * 3", "b = x * 5", "L = a * b + x", inputs="x")
    situation = Situation(Derivation(graph, {"x": ()}))
    found = made_in(MISTAKES["C3-one-path"], situation, {"x": np.array(2.0)})
    shares = {3 * 10.0, 5 * 6.0, 1.0}  # along a, along b, directly
    assert set(found) == {"dL/dx"}
    assert float(found["dL/dx"]) in shares


def test_two_matrices_are_multiplied_in_the_other_order() -> None:
    graph = graph_of("M = A @ B", inputs="A B", output="M")
    leaves = {"A": np.array([[1.0, 2.0], [0.0, 1.0]]), "B": np.array([[0.0, 1.0], [3.0, 1.0]])}
    situation = Situation(Derivation(graph, {"A": (2, 2), "B": (2, 2)}))
    other = made_in(MISTAKES["F1-other-order"], situation, leaves)
    assert other["M"].tolist() == (leaves["B"] @ leaves["A"]).tolist()
    turned = made_in(MISTAKES["F1-product-transposed"], situation, leaves)
    assert turned["M"].tolist() == (leaves["A"] @ leaves["B"]).T.tolist()


def test_a_square_product_of_two_oblong_matrices_can_be_transposed() -> None:
    graph = graph_of("M = A @ B", inputs="A B", output="M")
    leaves = {"A": np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]]), "B": np.ones((3, 2))}
    leaves["B"][0, 1] = 5.0
    situation = Situation(Derivation(graph, {"A": (2, 3), "B": (3, 2)}))
    turned = made_in(MISTAKES["F1-product-transposed"], situation, leaves)
    assert turned["M"].tolist() == (leaves["A"] @ leaves["B"]).T.tolist()


def test_a_relu_on_the_scores_carries_on_with_its_own_p() -> None:
    """Written in one go: p' = softmax(relu(o)), dL/do = [o > 0] (p' - e)."""
    network = NETWORKS["square"]
    situation, v = situation_of(network), Numbers(network)
    leaves = {name: np.array(value)[None] for name, value in leaves_of(network).items()}
    rules = MISTAKES["A11-relu-on-scores"].rules(situation)
    found = situation.derivation.run(leaves, rules=rules).used
    p = np.exp(np.maximum(v["o"], 0))
    p /= p.sum()
    np.testing.assert_allclose(found["dL/do"][0], (v["o"] > 0) * (p - v.e), atol=1e-12)


# ---- where a mistake cannot be made --------------------------------------------------------------

NOT_POSSIBLE = [
    # without a batch
    *[(code, "square") for code in ("A12-all-pairs", "B1-not-averaged", "B2-averaged-twice")],
    *[(code, "square") for code in ("B2-averaged-in-layer", "B2-averaged-over-classes")],
    # without biases
    *[(code, "square") for code in ("B3-bias-mean", "B4-bias-one-number", "B4-bias-row-sums")],
    *[(code, "square") for code in ("B5-bias-wrong-axis", "C10-bias-zero", "F3-bias-left-out")],
    # without a penalty
    *[(code, "batch") for code in ("E1-bias-regularised", "E2-penalty-doubled")],
    *[(code, "batch") for code in ("E2-penalty-per-example", "E3-penalty-left-out")],
    # another loss or another output
    *[(code, "sigmoid") for code in ("A1-label-forgotten", "A2-sign-at-output", "A2-label-added")],
    *[(code, "sigmoid") for code in ("A3-softmax-diagonal", "A4-softmax-row-sums")],
    *[(code, "sigmoid") for code in ("A5-softmax-skipped", "A5-same-for-every-class")],
    *[(code, "sigmoid") for code in ("A6-two-class-loss", "A7-slope-once-too-often")],
    *[(code, "sigmoid") for code in ("A9-log-base-2", "A9-log-base-10", "A11-relu-on-scores")],
    *[(code, "sigmoid") for code in ("C3-true-class-path", "F4-not-normalised")],
    *[(code, "sigmoid") for code in ("F4-no-exponential", "F5-log-forgotten")],
    *[(code, "square") for code in ("A7-slope-missing", "A8-slope-of-the-activation")],
    *[(code, "square") for code in ("A10-twice", "A10-half", "D1-slope-forgotten")],
    ("A7-slope-missing", "two-class"),
    # no relu
    *[(code, "sigmoid") for code in ("D1-mask-forgotten", "D2-mask-of-gradient")],
    *[(code, "sigmoid") for code in ("D3-mask-inverted", "D3-mask-of-input", "D5-one-at-zero")],
    *[(code, "sigmoid") for code in ("D4-times-hidden-value", "D5-mask-of-hidden-value")],
    *[(code, "sigmoid") for code in ("D8-sigmoid-slope", "D8-tanh-slope")],
    # a shape that does not fit is noticed by whoever makes the mistake
    *[(code, "leaky") for code in ("C1-not-transposed", "C2-transposed", "C7-layer-above")],
    *[(code, "leaky") for code in ("C7-layer-below", "C8-delta-of-layer-above")],
    *[(code, "leaky") for code in ("F1-weights-transposed", "C8-delta-of-layer-below")],
    ("D3-mask-of-input", "batch"),
    ("B5-bias-wrong-axis", "penalty"),
    # no hidden layer
    *[(code, "linear") for code in ("C5-weights-updated-first", "C7-preactivation")],
    *[(code, "linear") for code in ("C9-upstream-twice", "C9-upstream-dropped")],
    *[(code, "linear") for code in ("F2-activation-skipped", "C3-one-path")],
    *[(code, "square") for code in ("F1-other-order", "F1-product-transposed", "C3-one-path")],
]


@pytest.mark.parametrize(("code", "name"), NOT_POSSIBLE)
def test_a_mistake_that_cannot_be_made_has_no_rules(code: str, name: str) -> None:
    assert MISTAKES[code].rules(situation_of(NETWORKS[name])) == {}


@pytest.mark.parametrize("code", ["C5-weights-updated-first", "C6-weights-updated-first"])
@pytest.mark.parametrize("rate", [None, 0.0])
def test_without_a_learning_rate_nobody_updates_first(code: str, rate: float | None) -> None:
    situation = situation_of(NETWORKS["square"], learning_rate=rate)
    assert MISTAKES[code].rules(situation) == {}


def test_averaging_over_the_classes_is_no_mistake_of_its_own_with_as_many_examples() -> None:
    network = Network((2, 3), (), "softmax", "nll", examples=3)
    assert MISTAKES["B2-averaged-over-classes"].rules(situation_of(network)) == {}


def test_a_batch_of_one_example_has_no_mistakes_of_averaging() -> None:
    situation = situation_of(Network((2, 3, 3), ("relu",), "softmax", "nll", True, 1))
    for code in ("B1-not-averaged", "B2-averaged-twice", "B2-averaged-in-layer", "B3-bias-mean"):
        assert MISTAKES[code].rules(situation) == {}


def test_taking_the_mask_of_h_for_that_of_a_is_no_mistake() -> None:
    assert not any(code.startswith("D6") for code in MISTAKES)
    v = Numbers(NETWORKS["square"])
    assert ((v["h1"] > 0) == (v["a1"] > 0)).all()


def test_every_wrong_value_has_the_shape_of_the_right_one() -> None:
    for network in NETWORKS.values():
        situation, leaves = situation_of(network), leaves_of(network)
        for mistake in CATALOGUE:
            for name, value in made_in(mistake, situation, leaves).items():
                assert value.shape == situation.derivation.by_name[name].shape, mistake.code
