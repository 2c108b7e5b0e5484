"""Credit along the chain rule: what is carried, what is not, and what pays off for nobody."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.marks import Mark
from grader.vetting import Variant
from reference.mlp import Network
from tests.factories import (
    Array,
    Desk,
    Setup,
    carried_entries,
    entries,
    lost,
    network_problem,
    quantities,
)

NAN = np.nan
ORDER = ("a1", "h1", "o", "p", "L", "dL/dp", "dL/do", "dL/dW2", "dL/dh1", "dL/da1", "dL/dW1")
MADE_UP = np.array([0.3, -0.55, 0.2])  # the work of an honest student who slipped
BATCH = Network((2, 3, 3), ("relu",), "softmax", "nll", bias=True, examples=2)
TWO_CLASS = Network((2, 2, 2), ("tanh",), "sigmoid", "binary_cross_entropy")


@cache
def desk() -> Desk:
    return Desk(network_problem())


@cache
def students(count: int = 10) -> list[Variant]:
    return desk().variants(count)


# ---- right, wrong, carried -----------------------------------------------------------------------


def test_everything_right_earns_everything() -> None:
    for variant in students():
        mark = desk().mark(variant, desk().work(variant))
        assert mark.points == mark.out_of == 12
        assert {str(one.verdict) for one in mark.problems[0].quantities} == {"right"}


def test_nothing_earns_nothing() -> None:
    mark = desk().mark(students()[0], {})
    assert mark.points == 0
    assert {str(one.verdict) for one in mark.problems[0].quantities} == {"blank"}


def test_a_wrong_value_costs_its_own_points_and_what_follows_is_carried() -> None:
    for variant in students():
        mark = desk().mark(variant, desk().work(variant, {"dL/do": MADE_UP}))
        assert lost(mark) == {"dL/do": 1}
        found = quantities(mark)
        assert found["dL/do"].verdict == "wrong"
        assert found["dL/dW2"].verdict == "carried"
        assert found["dL/dW2"].carried_from == ("dL/do",)
        assert found["dL/dh1"].carried_from == ("dL/do",)
        assert found["dL/da1"].carried_from == ("dL/dh1",)
        assert found["dL/dx"].carried_from == ("dL/da1",)


def test_what_does_not_follow_from_the_own_wrong_value_is_wrong() -> None:
    for variant in students():
        work = desk().work(variant, {"dL/do": MADE_UP})
        off = {**work, "dL/dh1": work["dL/dh1"] + 7.3}
        mark = desk().mark(variant, {**off, "dL/da1": None, "dL/dW1": None, "dL/dx": None})
        assert quantities(mark)["dL/dh1"].verdict == "wrong"
        assert "dL/dh1" not in carried_entries(mark)


def test_an_entry_is_carried_on_its_own() -> None:
    for variant in students():
        work = desk().work(variant, {"dL/do": MADE_UP})
        work["dL/dW2"][1] += 0.3
        found = quantities(desk().mark(variant, work))["dL/dW2"]
        assert entries(found)[3:6] == ["wrong"] * 3
        assert found.points == pytest.approx(2 / 3)
        assert found.verdict == "partly"


def test_the_right_value_is_right_whatever_came_before() -> None:
    for variant in students():
        right = desk().right(variant)
        mark = desk().mark(variant, {**right, "dL/do": MADE_UP})
        assert lost(mark) == {"dL/do": 1}
        assert carried_entries(mark) == {}


def test_from_both_own_sources_at_once() -> None:
    for variant in students():
        given = {"h1": np.array([1.5, -0.5, 2.25]), "dL/do": MADE_UP}
        found = quantities(desk().mark(variant, desk().work(variant, given)))["dL/dW2"]
        assert found.verdict == "carried"
        assert set(found.carried_from) == {"h1", "dL/do"}


def test_what_is_left_blank_is_followed_from_what_came_before_it() -> None:
    """dL/do is wrong, dL/dh1 not handed in: dL/da1 follows from dL/do."""
    for variant in students():
        work = desk().work(variant, {"dL/do": MADE_UP})
        mark = desk().mark(variant, {**work, "dL/dh1": None})
        assert set(lost(mark)) <= {"dL/do", "dL/dh1", "dL/da1", "dL/dW1", "dL/dx"}
        assert quantities(mark)["dL/dW2"].verdict == "carried"
        assert quantities(mark)["dL/dh1"].verdict == "blank"


def test_blank_entries_earn_nothing_and_cost_the_others_nothing() -> None:
    for variant in students():
        work = desk().work(variant)
        work["dL/dW2"][0] = NAN
        mark = desk().mark(variant, work)
        found = quantities(mark)["dL/dW2"]
        assert entries(found) == ["blank"] * 3 + ["right"] * 6
        assert lost(mark) == {"dL/dW2": 0.3333}


def test_a_partly_blank_wrong_value_is_carried_from_where_it_was_typed() -> None:
    for variant in students():
        own = np.array([MADE_UP[0], NAN, NAN])
        work = desk().work(variant, {"dL/do": own})
        found = quantities(desk().mark(variant, work))["dL/dW2"]
        assert set(entries(found)[:3]) <= {"carried", "right"}
        assert entries(found)[3:] == ["blank"] * 6
        assert found.points <= 0.3334


# ---- the fused route -----------------------------------------------------------------------------


def test_p_minus_e_with_the_own_wrong_p_is_carried_past_a_wrong_dl_dp() -> None:
    p = np.array([0.5, 0.3, 0.2])
    for variant in students():
        given = {"p": p, "dL/dp": np.array([0.7, -1.3, 0.4])}
        work = desk().work(variant, given)
        work["dL/do"] = p - (np.arange(3) == variant.leaves["y"])
        found = quantities(desk().mark(variant, work))["dL/do"]
        assert found.verdict == "carried"
        assert "p" in found.carried_from


def test_the_jacobian_times_the_own_wrong_dl_dp_is_carried_as_well() -> None:
    p = np.array([0.5, 0.3, 0.2])
    for variant in students():
        work = desk().work(variant, {"p": p, "dL/dp": np.array([0.7, -1.3, 0.4])})
        found = quantities(desk().mark(variant, work))["dL/do"]
        assert found.verdict == "carried"
        assert set(found.carried_from) >= {"p", "dL/dp"}


def test_guess_minus_target_is_carried_past_a_wrong_gradient_of_the_sigmoid() -> None:
    here = Desk(network_problem(TWO_CLASS, Setup(decimals=4)))
    for variant in here.variants(5):
        yhat = np.array([0.6, 0.25])
        work = here.work(variant, {"yhat": yhat, "dL/dyhat": np.array([0.7, -1.3])})
        work["dL/do"] = yhat - variant.leaves["y"]
        assert quantities(here.mark(variant, work))["dL/do"].verdict == "carried"


def test_p_minus_e_pays_nothing_when_p_is_nothing() -> None:
    for variant in students():
        e = (np.arange(3) == variant.leaves["y"]) * 1.0
        for p in (np.zeros(3), e, np.full(3, 0.5)):
            mark = desk().mark(variant, {"p": p, "dL/do": p - e})
            assert carried_entries(mark) == {}


# ---- the direct score is the floor ---------------------------------------------------------------


def direct_points(variant: Variant, values: Mapping[str, Array]) -> float:
    """Points by comparison with the reference alone."""
    total = 0.0
    for name, right in desk().right(variant).items():
        hit = np.abs(values[name] - right) <= variant.tolerances[name]
        live = right != 0
        total += hit.mean() if (hit & live).any() or not live.any() else 0.0
    return total


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 1), st.floats(0, 1))
def test_garbage_never_earns_less_than_by_direct_comparison(
    seed: int, spoiled: float, blank: float
) -> None:
    rng = np.random.default_rng(seed)
    rows = []
    for variant in students():
        values = desk().right(variant)
        for name, value in values.items():
            if rng.random() < spoiled:
                noise = np.round(rng.normal(size=value.shape) * 10.0 ** rng.integers(-3, 4), 3)
                values[name] = np.where(rng.random(value.shape) < blank, NAN, noise)
        rows.append((variant, values))
    for (variant, values), mark in zip(rows, desk().mark_all(rows), strict=True):
        assert mark.points >= direct_points(variant, values) - 1e-5
        assert mark.points <= mark.out_of


def test_unrelated_garbage_is_carried_nowhere() -> None:
    rng = np.random.default_rng(5)
    rows = []
    for variant in students(50):
        right = desk().right(variant)
        values = {n: np.round(rng.normal(scale=2, size=v.shape), 3) for n, v in right.items()}
        rows.append((variant, values))
    marks = desk().mark_all(rows)
    assert sum(sum(carried_entries(mark).values()) for mark in marks) <= 25  # chance: 0.1 % of 2100
    assert max(mark.points for mark in marks) < 1.5


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_extreme_numbers_raise_nothing(seed: int) -> None:
    pool = [0, 1, -1, 0.5, 1e300, -1e300, 1e-300, 1e154, 1e9, NAN, 1e-9, 700, -700]
    rng = np.random.default_rng(seed)
    rows = []
    for variant in students():
        given_ = {n: rng.choice(pool, v.shape) for n, v in desk().right(variant).items()}
        some = {n: v for n, v in given_.items() if rng.random() < 0.4}
        work = desk().work(variant, some)
        rows.append((variant, {n: np.where(np.isfinite(v), v, NAN) for n, v in work.items()}))
    assert all(0 <= mark.points <= mark.out_of for mark in desk().mark_all(rows))


# ---- one mistake costs one step ------------------------------------------------------------------

# After these some later step is lost as well, and has to be:
EXPECTED_LOSSES = {
    # Everything after it is zero: nothing is left that could show a skill.
    ("dL/do", "A4-softmax-row-sums"),
    # A negative "probability" has no logarithm, so L cannot be written down.
    ("p", "F4-no-exponential"),
    ("yhat", "F2-activation-skipped"),
}


@pytest.mark.parametrize(
    "here",
    [
        Desk(network_problem()),
        Desk(network_problem(BATCH)),
        Desk(network_problem(TWO_CLASS, Setup(decimals=4))),
    ],
    ids=["lecture", "batch", "two-class"],
)
def test_one_mistake_and_then_right_costs_that_step_alone(here: Desk) -> None:
    variants = here.variants(5, "one mistake ")
    for step in here.workings.steps:
        for bite in step.bites:
            told = bite.code in here.vetter.told_apart[step.name]
            if not told or (step.name, bite.code) in EXPECTED_LOSSES:
                continue
            rows = [(v, here.work(v, rules=bite.rules)) for v in variants]
            for (variant, work), mark in zip(rows, here.mark_all(rows), strict=True):
                if all(np.isfinite(value).all() for value in work.values()):
                    assert set(lost(mark)) == {step.name}, (variant.seed, step.name, bite.code)


def test_two_slips_cost_two_steps() -> None:
    for variant in students():
        given = {"o": np.array([0.5, -0.75, 1.25]), "dL/da1": np.array([-0.4, 0.3, 0.7])}
        assert set(lost(desk().mark(variant, desk().work(variant, given)))) == {"o", "dL/da1"}


def slips(name: str) -> list[Mark]:
    """Marks of students who write one entry with the wrong sign and carry on correctly."""
    rows = []
    for variant in students(60):
        work = desk().work(variant)
        for index in np.ndindex(work[name].shape):
            slipped = work[name].copy()
            slipped[index] *= -1
            if slipped[index] != 0:
                rows.append((variant, desk().work(variant, {name: slipped})))
    return desk().mark_all(rows)


@pytest.mark.parametrize("name", ["dL/da1", "dL/dW2", "dL/dW1", "dL/dx"])
def test_a_slip_of_a_sign_late_on_costs_next_to_nothing_more(name: str) -> None:
    losses = [sum(lost(mark).values()) - lost(mark)[name] for mark in slips(name)]
    assert sum(losses) / len(losses) < 0.1


@pytest.mark.parametrize(("name", "mean"), [("a1", 3.0), ("o", 1.0), ("dL/do", 1.0)])
def test_a_slip_of_a_sign_early_on_spoils_no_more_than_the_steps_that_cannot_tell(
    name: str, mean: float
) -> None:
    """With every unit on, nobody can tell whether the mask was applied: that step is not carried.

    What follows from it is, and of all further steps (11, 9 and 5) only these few are lost.
    """
    losses = [sum(lost(mark).values()) - lost(mark)[name] for mark in slips(name)]
    assert sum(losses) / len(losses) < mean
