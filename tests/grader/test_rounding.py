"""The tolerance holds whatever honest rounding may do, and is no wider than it has to be."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.problem import Problem
from grader.rounding import SLACK, followers, half_unit
from grader.workings import Workings
from reference.derivation import Derivation
from reference.mlp import Network
from tests.factories import LECTURE, Array, Desk, Setup, graph_of, graph_problem, network_problem


@dataclass(frozen=True)
class Around:
    """Values of one problem, and the tolerances around them."""

    workings: Workings
    leaves: dict[str, Array]
    used: dict[str, Array]
    tolerance: dict[str, Array]
    bend: dict[str, Array]


def around(problem: Problem, leaves: dict[str, Any]) -> Around:
    workings = Workings(problem)
    rows = {name: np.array(value)[None] for name, value in leaves.items()}
    used = dict(workings.run(rows))
    found = workings.tolerances(used)
    return Around(workings, rows, used, dict(found.tolerance), dict(found.bend))


def line(*lines: str, shapes: dict[str, tuple[int, ...]], decimals: int = 3) -> Problem:
    graph = graph_of(*lines, inputs=" ".join(shapes))
    return graph_problem(graph, shapes, Setup(decimals=decimals))


@pytest.mark.parametrize(("decimals", "half"), [(0, 0.5), (1, 0.05), (3, 0.0005), (6, 5e-7)])
def test_rounding_moves_by_half_a_unit_at_the_most(decimals: int, half: float) -> None:
    assert half_unit(decimals) == pytest.approx(half, rel=1e-12)


def test_the_first_value_may_be_off_by_its_own_rounding() -> None:
    found = around(line("a = x * x", "L = a * 1", shapes={"x": ()}), {"x": 3.0})
    assert found.tolerance["a"][0] == pytest.approx(SLACK * 0.0005, rel=1e-4)


def test_each_rounding_on_the_way_adds_what_it_moves() -> None:
    """b = 2a, c = b - 3a: rounding a moves b by 2 and c by 1 half unit, rounding b moves c by 1."""
    problem = line("a = x * x", "b = 2 * a", "c = b - 3 * a", "L = c * 1", shapes={"x": ()})
    found = around(problem, {"x": 3.0})
    half = SLACK * 0.0005
    assert found.tolerance["b"][0] == pytest.approx(half * (1 + 2), rel=1e-4)
    # a moves c both directly and through b, whose own value then is computed from it.
    assert found.tolerance["c"][0] == pytest.approx(half * (1 + 1 + 1), rel=1e-4)


@pytest.mark.parametrize("decimals", [1, 2, 4, 5])
def test_tolerances_scale_with_the_unit(decimals: int) -> None:
    lines = ("a = x * 2", "b = a * 3 + x", "L = b - a")
    leaves = {"x": 0.5}
    three = around(line(*lines, shapes={"x": ()}), leaves)
    other = around(line(*lines, shapes={"x": ()}, decimals=decimals), leaves)
    for name in ("a", "b", "L"):
        expected = three.tolerance[name][0] * 10.0 ** (3 - decimals)
        assert other.tolerance[name][0] == pytest.approx(expected, rel=2e-3)


def test_a_straight_way_does_not_bend_and_a_curved_one_does() -> None:
    straight = around(line("a = x * 2", "L = a * 3", shapes={"x": ()}), {"x": 1.0})
    assert straight.bend["L"][0] < 1e-9
    curved = around(line("a = x * 2", "L = a * a", shapes={"x": ()}, decimals=1), {"x": 0.05})
    assert curved.bend["L"][0] > 0.01


def test_what_is_not_asked_is_not_rounded() -> None:
    graph = graph_of("a = x * 100", "L = a * 1", inputs="x")
    asked = graph_problem(graph, {"x": ()}, Setup(asked=("L",)))
    assert around(asked, {"x": 1.0}).tolerance["L"][0] == pytest.approx(SLACK * 0.0005, rel=1e-3)


def test_a_way_through_another_known_quantity_does_not_count() -> None:
    graph = graph_of("a = x * 2", "b = a * 3", "c = b + a", "L = c * 1", inputs="x")
    derivation = Derivation(graph, {"x": ()})
    names = [cell.name for cell in followers(derivation, "a", ["L"])]
    assert {"b", "c", "L"} <= set(names)
    assert "a" not in names
    assert [cell.name for cell in followers(derivation, "a", ["L"], {"c"})] == []


# ---- against brute force and chance --------------------------------------------------------------


def reached(found: Around, moves: dict[str, Array]) -> dict[str, Array]:
    """The asked values of students whose roundings move them by `moves`, (S, *core) half units."""
    rows = len(next(iter(moves.values())))
    env = {name: np.repeat(value, rows, axis=0) for name, value in found.leaves.items()}
    env |= found.workings.derivation.constants
    for cell in found.workings.cells:
        value = cell.rule(env)
        if cell.name in moves:
            half = half_unit(found.workings.decimals[cell.name])
            value = value + half * moves[cell.name]
        env[cell.name] = value
    return {name: env[name] for name in moves}


def assert_covers(found: Around, moves: dict[str, Array]) -> float:
    """No move leads outside; the largest share of a tolerance that one reaches."""
    share = 0.0
    for name, value in reached(found, moves).items():
        ratio = np.abs(value - found.used[name]) / found.tolerance[name]
        assert ratio.max() <= 1, name
        share = max(share, float(ratio.max()))
    return share


CHAINS = [
    line("a = tanh(x)", "b = a * a", "c = exp(b) - a", "L = c / b", shapes={"x": ()}),
    line("a = sigmoid(x)", "b = log(a)", "L = a * b + b", shapes={"x": ()}),
]


@pytest.mark.parametrize("problem", CHAINS)
@pytest.mark.parametrize("x", [0.5, 1.25, -0.75])
def test_the_tolerance_covers_every_extreme_rounding_and_not_much_more(
    problem: Problem, x: float
) -> None:
    found = around(problem, {"x": x})
    names = list(found.workings.decimals)
    corners = np.array(list(itertools.product([-1.0, 1.0], repeat=len(names))))
    moves = {name: corners[:, i] for i, name in enumerate(names)}
    assert assert_covers(found, moves) > 0.85


NETWORKS = {
    "lecture": LECTURE,
    "biases": Network((2, 3, 2, 3), ("relu", "tanh"), "softmax", "nll", bias=True),
    "batch": Network((2, 3, 3), ("relu",), "softmax", "nll", bias=True, examples=2),
    "two-class": Network((2, 2, 2), ("tanh",), "sigmoid", "binary_cross_entropy"),
    "penalty": Network((2, 3), (), "softmax", "nll", True, 2, 0.5),
}


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("decimals", [3, 4])
def test_the_tolerance_covers_chance_and_extreme_roundings(name: str, decimals: int) -> None:
    desk = Desk(network_problem(NETWORKS[name], Setup(decimals=decimals)))
    rng = np.random.default_rng(1)
    for variant in desk.variants(4):
        found = around(desk.problem, dict(variant.leaves))
        for kind in (lambda size: rng.uniform(-1, 1, size), lambda size: rng.choice([-1, 1], size)):
            moves = {n: kind((500, *found.used[n].shape[1:])) for n in desk.names}
            assert_covers(found, moves)


def test_the_worst_direction_for_an_entry_is_covered() -> None:
    """All roundings lined up so that they move one entry the same way."""
    desk = Desk(network_problem(LECTURE))
    for variant in desk.variants(8):
        found = around(desk.problem, dict(variant.leaves))
        flat = [(n, i) for n in desk.names for i in np.ndindex(found.used[n].shape[1:])]
        slopes = {key: moved(found, desk.names, key) for key in flat}
        for name, index in flat:
            moves = {n: np.zeros((2, *found.used[n].shape[1:])) for n in desk.names}
            for source, at in flat:
                sign = np.sign(slopes[source, at][name][0][index] - found.used[name][0][index])
                moves[source][(0, *at)], moves[source][(1, *at)] = sign, -sign
            assert_covers(found, moves)


def moved(found: Around, names: tuple[str, ...], key: tuple[str, tuple[int, ...]]) -> Any:
    moves = {n: np.zeros((1, *found.used[n].shape[1:])) for n in names}
    moves[key[0]][(0, *key[1])] = 1e-3
    return reached(found, moves)


def test_variants_at_once_are_the_variants_one_by_one() -> None:
    desk = Desk(network_problem(LECTURE))
    variants = desk.variants(5)
    rows = {n: np.stack([v.leaves[n] for v in variants]) for n in variants[0].leaves}
    together = desk.workings.tolerances(desk.workings.run(rows)).tolerance
    for i, variant in enumerate(variants):
        for name in desk.names:
            np.testing.assert_allclose(together[name][i], variant.tolerances[name], rtol=1e-9)
