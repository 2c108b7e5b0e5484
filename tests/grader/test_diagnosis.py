"""Each mistake diagnoses itself: who makes it everywhere, and rounds, is told so."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from grader.mistakes import CATALOGUE, COARSE
from grader.problem import Grid, Problem
from reference.mlp import Network
from tests.factories import (
    HALVES,
    Desk,
    Setup,
    codes,
    graph_of,
    graph_problem,
    network_problem,
    quantities,
)

MISTAKES = {mistake.code: mistake for mistake in CATALOGUE}
VARIANTS = 15
WHOLE = Grid(-3, 3, 1)

RATE = Setup(learning_rate=0.5)


def fan_out() -> Problem:
    graph = graph_of(
        "a = x * w", "b = tanh(a)", "c = a * a", "L = sum(b) + sum(c)", inputs="x", parameters="w"
    )
    return graph_problem(graph, {"x": (2,), "w": (2,)})


def product() -> Problem:
    graph = graph_of("M = A @ B", "o = M @ x", inputs="x", parameters="A B", output="o")
    shapes = {"x": (2,), "A": (2, 2), "B": (2, 2)}
    return graph_problem(graph, shapes, Setup(grids=dict.fromkeys(shapes, WHOLE), decimals=2))


PROBLEMS = {
    "square": lambda: network_problem(Network((3, 3, 3), ("relu",), "softmax", "nll"), RATE),
    "batch": lambda: network_problem(
        Network((2, 3, 3), ("relu",), "softmax", "nll", bias=True, examples=2)
    ),
    "batch of four": lambda: network_problem(Network((2, 3), (), "softmax", "nll", True, 4)),
    "square batch": lambda: network_problem(Network((2, 3), (), "softmax", "nll", True, 3)),
    "sigmoid": lambda: network_problem(
        Network((2, 2, 2), ("sigmoid",), "sigmoid", "half_squared_error"), Setup(decimals=4)
    ),
    "two-class": lambda: network_problem(
        Network((2, 2, 2), ("tanh",), "sigmoid", "binary_cross_entropy"), Setup(decimals=4)
    ),
    "squares": lambda: network_problem(
        Network((2, 2), (), "identity", "squared_error"), Setup(grids={"y": HALVES})
    ),
    "pairs": lambda: network_problem(
        Network((2, 1), (), "identity", "squared_error", examples=3), Setup(grids={"y": HALVES})
    ),
    "penalty": lambda: network_problem(
        Network((2, 3), (), "softmax", "nll", bias=True, examples=2, l2=0.5)
    ),
    "fan-out": fan_out,
    "product": product,
}

# The problem in which each mistake is made, and the quantity where it shows first.
SHOWS = {
    "A1-label-forgotten": ("square", "dL/do"),
    "A2-sign-at-output": ("square", "dL/do"),
    "A2-sign-of-loss": ("square", "L"),
    "A2-label-added": ("square", "dL/do"),
    "A3-softmax-diagonal": ("square", "dL/do"),
    "A4-softmax-row-sums": ("square", "dL/do"),
    "A5-softmax-skipped": ("square", "dL/do"),
    "A5-same-for-every-class": ("square", "dL/do"),
    "A6-two-class-loss": ("square", "dL/dp"),
    "A7-slope-once-too-often": ("two-class", "dL/do"),
    "A7-slope-missing": ("sigmoid", "dL/do"),
    "A8-slope-of-the-activation": ("two-class", "dL/da1"),
    "A9-log-base-2": ("square", "L"),
    "A9-log-base-10": ("square", "L"),
    "A10-twice": ("squares", "L"),
    "A10-half": ("squares", "L"),
    "A11-relu-on-scores": ("square", "p"),
    "A12-all-pairs": ("pairs", "L"),
    "B1-not-averaged": ("batch", "L"),
    "B2-averaged-twice": ("batch", "dL/dp"),
    "B2-averaged-in-layer": ("batch", "dL/dW2"),
    "B2-averaged-over-classes": ("batch of four", "dL/dp"),
    "B3-bias-mean": ("batch", "dL/db2"),
    "B4-bias-one-number": ("batch", "dL/db1"),
    "B4-bias-row-sums": ("batch", "dL/db2"),
    "B5-bias-wrong-axis": ("square batch", "dL/db1"),
    "C1-not-transposed": ("square", "dL/dh1"),
    "C2-transposed": ("square", "dL/dW2"),
    "C3-true-class-path": ("square", "dL/dh1"),
    "C3-one-path": ("fan-out", "dL/da"),
    "C4-mean-of-paths": ("square", "dL/dh1"),
    "C5-weights-updated-first": ("square", "dL/dh1"),
    "C6-weights-updated-first": ("square", "dL/dx"),
    "C7-preactivation": ("square", "dL/dW2"),
    "C7-layer-above": ("square", "dL/dW1"),
    "C7-layer-below": ("square", "dL/dW2"),
    "C7-activated-input": ("square", "dL/dW1"),
    "C8-delta-before-activation": ("square", "dL/dW1"),
    "C8-delta-of-layer-above": ("square", "dL/dW1"),
    "C9-upstream-twice": ("square", "dL/da1"),
    "C9-upstream-dropped": ("square", "dL/da1"),
    "C10-bias-zero": ("batch", "dL/db2"),
    "D1-mask-forgotten": ("square", "dL/da1"),
    "D1-slope-forgotten": ("sigmoid", "dL/da1"),
    "D2-mask-of-gradient": ("square", "dL/da1"),
    "D3-mask-inverted": ("square", "dL/da1"),
    "D3-mask-of-input": ("square", "dL/da1"),
    "D4-times-hidden-value": ("square", "dL/da1"),
    "D5-mask-of-hidden-value": ("square", "dL/da1"),
    "D8-sigmoid-slope": ("square", "dL/da1"),
    "D8-tanh-slope": ("square", "dL/da1"),
    "E1-bias-regularised": ("penalty", "dL/db1"),
    "E2-penalty-doubled": ("penalty", "dL/dW1"),
    "E2-penalty-per-example": ("penalty", "dL/dW1"),
    "E3-penalty-left-out": ("penalty", "dL/dW1"),
    "F1-weights-transposed": ("square", "a1"),
    "F1-other-order": ("product", "M"),
    "F1-product-transposed": ("product", "M"),
    "F2-activation-skipped": ("square", "h1"),
    "F3-bias-left-out": ("batch", "a1"),
    "F4-not-normalised": ("square", "p"),
    "F4-no-exponential": ("square", "p"),
    "F5-log-forgotten": ("square", "L"),
}
# Fit variants have no argument of exactly 0; the other two have tests of their own below.
ELSEWHERE = {"D5-one-at-zero", COARSE, "C8-delta-of-layer-below"}


@cache
def desk(name: str) -> Desk:
    return Desk(PROBLEMS[name]())


def test_every_mistake_diagnoses_itself_or_is_told_of_below() -> None:
    assert set(SHOWS) | ELSEWHERE == set(MISTAKES)


@pytest.mark.parametrize("code", SHOWS)
def test_a_mistake_diagnoses_itself(code: str) -> None:
    problem, name = SHOWS[code]
    here = desk(problem)
    rules = MISTAKES[code].rules(here.workings.situation)
    variants = here.variants(VARIANTS)
    marks = here.mark_all([(v, here.work(v, rules=rules)) for v in variants])
    for mark in marks:
        found = quantities(mark)[name]
        assert code in codes(found), (found.understood, found.findings)
        assert found.verdict in ("wrong", "partly")


def test_weights_paired_with_the_delta_below_are_diagnosed() -> None:
    """The delta below is worked out later, so this is made by who fills the cards out of order."""
    here = desk("square")
    for variant in here.variants(VARIANTS):
        work = here.work(variant)
        work["dL/dW2"] = np.round(np.outer(work["dL/da1"], work["h1"]), 3)
        found = quantities(here.mark(variant, work))["dL/dW2"]
        assert "C8-delta-of-layer-below" in codes(found)


def test_rounding_to_one_decimal_fewer_is_diagnosed() -> None:
    here = desk("square")
    for variant in here.variants(VARIANTS):
        right, tolerance = here.right(variant)["dL/do"], variant.tolerances["dL/do"]
        coarse = np.round(right, 2)
        found = quantities(here.mark(variant, {"dL/do": coarse}))["dL/do"]
        if (np.abs(coarse - right) > 2 * tolerance).any():
            assert COARSE in codes(found)


def test_a_value_from_another_card_is_told_so() -> None:
    here = desk("square")
    for variant in here.variants(VARIANTS):
        work = here.work(variant)
        found = quantities(here.mark(variant, {**work, "dL/dW1": work["dL/dW2"]}))["dL/dW1"]
        assert found.verdict == "wrong"
        assert "C8-other-quantity" in codes(found)


# ---- one of these ------------------------------------------------------------------------------


def asked(*names: str) -> Desk:
    setup = Setup(asked=names)
    return Desk(network_problem(Network((3, 3, 3), ("relu",), "softmax", "nll"), setup))


@pytest.mark.parametrize(
    ("names", "made", "alike"),
    [
        (("p", "dL/do"), "A2-sign-at-output", "A2-sign-of-loss"),
        (("p", "dL/do"), "A2-sign-of-loss", "A2-sign-at-output"),
        (("p", "dL/dh1"), "A3-softmax-diagonal", "C3-true-class-path"),
        (("p", "dL/dh1"), "C3-true-class-path", "A3-softmax-diagonal"),
        (("p", "dL/dh1", "dL/da1"), "D1-mask-forgotten", "D5-mask-of-hidden-value"),
    ],
)
def test_mistakes_with_one_value_are_reported_as_one_of_these(
    names: tuple[str, ...], made: str, alike: str
) -> None:
    here = asked(*names)
    rules = MISTAKES[made].rules(here.workings.situation)
    for variant in here.variants(5):
        found = quantities(here.mark(variant, here.work(variant, rules=rules)))[names[-1]]
        (finding,) = found.findings
        assert {made, alike} <= set(finding.codes)
        assert " Or: " in finding.sentence
    groups = here.vetter.confusable()[names[-1]]
    assert any({made, alike} <= set(group) for group in groups)


def test_the_diagonal_and_the_one_path_are_told_apart_where_both_cards_are_asked() -> None:
    here = desk("square")
    for made, where in (("A3-softmax-diagonal", "dL/do"), ("C3-true-class-path", "dL/dh1")):
        rules = MISTAKES[made].rules(here.workings.situation)
        for variant in here.variants(5):
            found = quantities(here.mark(variant, here.work(variant, rules=rules)))
            assert codes(found[where]) == {made}
            assert all(not codes(one) for name, one in found.items() if name != where)


def test_an_honest_student_is_told_of_no_mistake() -> None:
    for name in PROBLEMS:
        here = desk(name)
        for variant in here.variants(5):
            mark = here.mark(variant, here.work(variant))
            assert mark.points == mark.out_of
            assert not any(one.findings for one in mark.problems[0].quantities)
