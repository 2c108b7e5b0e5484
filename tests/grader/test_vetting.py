"""What a certificate says is so: every claim proved again from the numbers alone."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from grader.mistakes import COARSE
from grader.problem import Grid
from grader.rounding import SLACK, half_unit
from grader.vetting import (
    CANDIDATES,
    MARGIN,
    RARE,
    SMALLEST,
    Variant,
    VettingError,
    draw_variants,
    vet,
)
from reference.mlp import Network, solve_one
from reference.variants import GENERATOR, draw
from tests.factories import (
    HALVES,
    LECTURE,
    Array,
    Desk,
    Setup,
    graph_of,
    graph_problem,
    network_problem,
)
from tests.grader.wrong_by_hand import NETWORKS, WRONG, Numbers

MANY = 500
HAND = 150  # variants whose mistakes are worked out by hand, one by one
DEEP = Network((2, 3, 2, 3), ("relu", "tanh"), "softmax", "nll", bias=True)
BATCH = Network((2, 3, 3), ("relu",), "softmax", "nll", bias=True, examples=3)
ONE_RELU = graph_problem(
    graph_of("a = W @ x", "h = relu(a)", "o = 2 * h", inputs="x", parameters="W", output="o"),
    {"x": (2,), "W": (3, 2)},
)


@cache
def desk(network: Network = LECTURE) -> Desk:
    return Desk(network_problem(network))


@cache
def many(network: Network = LECTURE) -> list[Variant]:
    return desk(network).variants(MANY)


def numbers(variant: Variant, network: Network = LECTURE) -> dict[str, Array]:
    return {**variant.leaves, **solve_one(network, variant.leaves)}


# ---- the certificate, proved again ---------------------------------------------------------------


@pytest.mark.parametrize("network", [LECTURE, NETWORKS["square"]])
def test_no_mistake_written_by_hand_comes_within_the_margin(network: Network) -> None:
    proved = 0
    for variant in many(network)[:HAND]:
        for row in WRONG:
            if NETWORKS[row.network] != NETWORKS["square"]:
                continue
            told = {n for n, codes in variant.certificate.told_apart.items() if row.code in codes}
            hand = _Given(network, variant)
            for name in told & set(row.cells):
                apart = np.abs(row.cells[name](hand) - hand[name]) / variant.tolerances[name]
                assert apart.max() > MARGIN, (variant.seed, row.code, name)
                proved += 1
    assert proved > 20 * HAND


class _Given(Numbers):
    """The numbers of a variant instead of those of the network's own."""

    def __init__(self, network: Network, variant: Variant) -> None:
        super().__init__(network)
        self.__dict__["all"] = numbers(variant, network)


@pytest.mark.parametrize("network", [LECTURE, DEEP])
def test_the_closest_mistake_is_as_close_as_the_certificate_says(network: Network) -> None:
    here = desk(network)
    for variant in many(network)[:60]:
        used = here.workings.run({n: np.array(v)[None] for n, v in variant.leaves.items()})
        margins = {}
        for step in here.workings.steps:
            for bite in step.bites:
                if bite.code in variant.certificate.told_apart[step.name]:
                    wrong = here.workings.predict(step, used, bite.rules)[0]
                    apart = np.abs(wrong - used[step.name][0]) / variant.tolerances[step.name]
                    margins[step.name, bite.code] = float(np.nan_to_num(apart, nan=np.inf).max())
        said = variant.certificate
        closest = min(margins.values())
        assert closest > MARGIN
        assert said.closest_margin == pytest.approx(closest, abs=1e-3)
        name = said.closest_quantity, said.closest_mistake
        assert margins[name] == pytest.approx(closest, abs=1e-3)


@pytest.mark.parametrize("network", [LECTURE, DEEP, BATCH])
def test_no_asked_entry_is_so_small_that_0_is_right(network: Network) -> None:
    for variant in many(network):
        ratios = []
        for name, right in solve_one(network, variant.leaves).items():
            live = right != 0
            ratios.append(np.abs(right) / variant.tolerances[name])
            ratios[-1] = float(np.where(live, ratios[-1], np.inf).min())
        assert min(ratios) > SMALLEST
        assert variant.certificate.smallest_entry == pytest.approx(min(ratios), abs=1e-3)


@pytest.mark.parametrize("network", [LECTURE, DEEP, BATCH])
def test_no_relu_stands_near_its_kink_and_nothing_is_saturated(network: Network) -> None:
    for variant in many(network):
        values = numbers(variant, network)
        assert np.abs(values["a1"]).min() >= 0.05 - 1e-12
        assert values["p"].min() >= 0.03 - 1e-12
        assert values["p"].max() <= 0.97 + 1e-12
        if network == DEEP:
            assert np.abs(values["h2"]).max() <= 0.94 + 1e-12


def test_one_of_three_units_is_off() -> None:
    assert {int((numbers(v)["h1"] == 0).sum()) for v in many()} == {1}


def test_as_many_units_are_off_as_the_problem_says() -> None:
    for wanted in (0, 2):
        problem = network_problem(Network((2, 4, 3), ("relu",), "softmax", "nll"))
        for variant in draw_variants(replace(problem, inactive=wanted), ["a", "b", "c"]):
            a = variant.leaves["W1"] @ variant.leaves["x"]
            assert int((a <= 0).sum()) == wanted


def test_numbers_come_from_the_grids() -> None:
    grids = {"x": {-1, -0.5, 0.5, 1}, "W1": set(HALVES.values()), "W2": {-1, -0.5, 0.5, 1}}
    for variant in many():
        for name, values in grids.items():
            assert set(variant.leaves[name].ravel()) <= values
        assert int(variant.leaves["y"]) in range(3)


def test_every_class_is_somebody_s() -> None:
    counts = np.bincount([int(v.leaves["y"]) for v in many()], minlength=3)
    assert counts.min() > MANY / 6


def test_tolerances_are_at_least_the_rounding_of_the_entry_itself() -> None:
    least = SLACK * half_unit(3)
    for variant in many():
        assert set(variant.tolerances) == set(desk().names)
        assert min(float(t.min()) for t in variant.tolerances.values()) >= least


# ---- seeds ---------------------------------------------------------------------------------------


def test_a_seed_s_variant_does_not_depend_on_its_company() -> None:
    here = desk()
    alone = [here.vetter.draw([seed])[0][0] for seed in ("3", "1", "4")]
    again = Desk(network_problem()).vetter.draw(["4", "3", "x", "1"])[0]
    by_seed = {variant.seed: variant.to_json() for variant in again}
    assert all(by_seed[one.seed] == one.to_json() for one in alone)
    assert alone[0].to_json() == many()[3].to_json()


def test_the_same_seed_twice_is_the_same_variant_twice() -> None:
    first, second = desk().vetter.draw(["1", "1"])[0]
    assert first.to_json() == second.to_json()


def test_variants_stand_in_the_order_of_their_seeds() -> None:
    seeds = ["b", "a", "", "ü"]
    assert [v.seed for v in draw_variants(desk().problem, seeds)] == seeds


def test_no_seeds_are_no_variants() -> None:
    assert draw_variants(desk().problem, []) == []


def test_different_seeds_seldom_share_numbers() -> None:
    seen = {json.dumps(v.to_json()["leaves"]) for v in many()}
    assert len(seen) > 0.99 * MANY


def test_the_candidate_is_counted_along_the_seed_s_row() -> None:
    """Each variant is the numbered candidate of its seed's row, as the generator draws it."""
    for variant in many()[:50]:
        block, place = divmod(variant.certificate.candidate, CANDIDATES)
        row = draw(desk().vetter.recipe, [variant.seed], [block], CANDIDATES)
        for name, value in variant.leaves.items():
            np.testing.assert_array_equal(row[name][place], value)
        assert variant.certificate.generator == GENERATOR


def test_a_variant_survives_json() -> None:
    for network in (LECTURE, BATCH):
        for variant in many(network)[:20]:
            again = Variant.from_json(json.loads(json.dumps(variant.to_json())))
            assert again.to_json() == variant.to_json()
            assert again.certificate == variant.certificate
            for name, value in variant.leaves.items():
                assert again.leaves[name].dtype == value.dtype
                np.testing.assert_array_equal(again.leaves[name], value)
            for name, value in variant.tolerances.items():
                np.testing.assert_array_equal(again.tolerances[name], value)


def test_a_variant_s_arrays_are_its_own() -> None:
    """A row of a big array would keep all the others alive."""
    for variant in many()[:5]:
        assert all(value.base is None for value in variant.leaves.values())


# ---- problems for which there is none ------------------------------------------------------------


def explanation(problem_setup: Setup, network: Network = LECTURE) -> str:
    with pytest.raises(VettingError) as caught:
        draw_variants(network_problem(network, problem_setup), ["a"])
    return str(caught.value)


def test_a_problem_of_huge_numbers_says_why_nothing_fits() -> None:
    said = explanation(Setup(grids={"W1": Grid(-200, 200, 100)}))
    assert said.startswith("problem 'one': no ")
    assert "not finite or too large" in said
    assert "give its grids smaller numbers" in said


def test_a_problem_whose_units_are_never_off_says_so() -> None:
    positive = {"W1": Grid(0.5, 2, 0.5), "x": Grid(0.5, 1, 0.5)}
    said = explanation(Setup(grids=positive))
    assert "not the wanted share of inactive units" in said
    assert "choose another number for inactive" in said


def test_a_problem_that_is_always_saturated_says_so() -> None:
    wide = {"W2": Grid(-20, 20, 20), "W1": Grid(-2, 2, 1), "x": Grid(-2, 2, 1)}
    assert "saturated" in explanation(Setup(grids=wide))


def test_wide_layers_for_which_nothing_fits_are_given_up_in_little_memory() -> None:
    far = {name: Grid(-20, 20, 20) for name in ("W1", "W2")}
    wide = Network((32, 32, 32), ("tanh",), "softmax", "nll")
    hopeless = network_problem(
        wide, Setup(grids={**far, "x": Grid(-2, 2, 1)}, asked=("o", "dL/dx"))
    )
    tracemalloc.start()
    with pytest.raises(VettingError, match="for seed '0' among 6400"):
        vet(hopeless, 200)
    peak_mb = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    assert peak_mb < 500  # all candidates of all seeds would take gigabytes


def test_a_problem_asked_too_coarsely_names_a_reason_and_a_remedy() -> None:
    with pytest.raises(VettingError) as caught:
        draw_variants(network_problem(LECTURE, Setup(decimals=1)), ["a"])
    assert "(most often: " in str(caught.value)
    assert "give its grids" in str(caught.value)


# ---- what cannot be told apart -------------------------------------------------------------------


def declared(here: Desk) -> dict[tuple[str, str], float]:
    return {(one.quantity, one.code): one.shown_by for one in here.vetter.never_told_apart}


def test_a_mistake_is_either_told_apart_or_declared() -> None:
    for network in (LECTURE, DEEP, BATCH):
        here = desk(network)
        bites = [(s.name, bite.code) for s in here.workings.steps for bite in s.bites]
        # Rounding too early is a matter of degree, and neither promised nor declared.
        known = {(name, code) for name, code in bites if code != COARSE}
        told = {(n, code) for n, codes in here.vetter.told_apart.items() for code in codes}
        assert told | set(declared(here)) == known
        assert not told & set(declared(here))
        assert all(share < RARE for share in declared(here).values())


def test_the_slope_at_exactly_zero_is_declared_because_no_variant_has_a_zero() -> None:
    assert declared(desk())["dL/da1", "D5-one-at-zero"] == 0
    leaves = many()[0].leaves
    assert ((leaves["W1"] @ leaves["x"]) != 0).all()


def test_what_is_declared_is_really_seldom_shown() -> None:
    """Counted again on variants, not on the probe."""
    here = desk()
    for name, code in declared(here):
        step = next(s for s in here.workings.steps if s.name == name)
        bite = next(b for b in step.bites if b.code == code)
        shown = 0
        for variant in many()[:100]:
            used = here.workings.run({n: np.array(v)[None] for n, v in variant.leaves.items()})
            wrong = here.workings.predict(step, used, bite.rules)[0]
            apart = np.abs(wrong - used[name][0]) / variant.tolerances[name]
            shown += bool(np.nan_to_num(apart, nan=np.inf).max() > MARGIN)
        assert shown < 25, (name, code)


def test_a_report_says_what_was_drawn_rejected_told_apart_and_declared() -> None:
    report = vet(desk().problem, 30)
    body = json.loads(json.dumps(report.to_json()))
    assert body["accepted"] == 30
    assert body["drawn"] == sum(v.certificate.candidate + 1 for v in many()[:30])
    assert body["rejected"]
    assert all(count > 0 for count in body["rejected"].values())
    assert {"quantity": "dL/da1", "code": "D5-one-at-zero", "shown_by": 0.0} in body[
        "never_told_apart"
    ]
    assert "C1-not-transposed" in body["told_apart"]["dL/dh1"]
    assert list(body["told_apart"]) == [asked.name for asked in desk().problem.asked]
    assert isinstance(body["confusable"], Mapping)


# ---- other kinds of problem ----------------------------------------------------------------------


def test_a_graph_without_gradients_is_vetted_forward_only() -> None:
    here = Desk(ONE_RELU)
    assert here.names == ("a", "h", "o")
    assert not any(cell.is_gradient for cell in here.workings.cells)
    for variant in here.variants(20):
        a = variant.leaves["W"] @ variant.leaves["x"]
        assert int((a <= 0).sum()) == 1
        assert np.abs(a).min() >= 0.05
    assert here.vetter.told_apart["h"] == ("F2-activation-skipped",)


def test_a_batch_s_units_are_on_for_some_example() -> None:
    for variant in many(BATCH):
        a = variant.leaves["W1"] @ variant.leaves["x"] + variant.leaves["b1"][:, None]
        assert (a > 0).any(axis=1).all()
        assert variant.leaves["y"].shape == (3,)


def test_fixed_numbers_are_everybody_s() -> None:
    graph = graph_of("a = W @ x", "o = a * 2", inputs="x", parameters="W", output="o")
    fixed = Setup(fixed={"x": (1.0, 2.0)})
    for variant in draw_variants(graph_problem(graph, {"x": (2,), "W": (2, 2)}, fixed), ["a", "b"]):
        assert variant.leaves["x"].tolist() == [1, 2]


def test_a_problem_in_which_no_mistake_can_be_made_has_a_certificate_all_the_same() -> None:
    graph = graph_of("a = x * 2", "b = a + 1", inputs="x", output="b")
    (variant,) = draw_variants(graph_problem(graph, {"x": (2,)}), ["a"])
    assert variant.certificate.closest_mistake == ""
    assert variant.certificate.closest_margin is None
