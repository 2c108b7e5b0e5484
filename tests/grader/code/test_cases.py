"""Cases: a pure function of problem and seed, in which every situation shows what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from grader.code.cases import Case, draw_cases
from grader.code.numbers import GRID, LARGE
from grader.code.problem import CodeProblem, Function, Situation
from grader.code.variant import CodeVariant
from tests.grader.code.small import FUNCTIONS, HEAD, PROBLEM, problem_in

SEEDS = [f"student {number}" for number in range(40)]
KINDS = """
[[problems.functions]]
name = "affine"
inputs = { y = { shape = "N", draw = "labels", classes = "M" }, \
e = { shape = "N M", draw = "one-hot", classes = "M" }, \
b = { shape = "N D", draw = "binary" }, \
p = { shape = "M N", draw = "probabilities", classes = "M" }, \
f = { shape = "D", draw = "fixed", value = 0.5 }, \
s = { shape = "" }, i = { shape = "N", draw = "numbers", scale = 9, dtype = "int64" }, \
h = { shape = "N D", scale = 0.1, dtype = "float32" }, t = { shape = "N D", scale = 0.1 }, \
x = { shape = "N M", large = true, zeros = true }, \
u = { shape = "M", silent = "M" }, v = { shape = "D M", silent = "M" } }
outputs = ["out"]
cases = 8
"""


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> CodeProblem:
    return problem_in(tmp_path_factory.mktemp("small"), HEAD + PROBLEM + FUNCTIONS)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> CodeProblem:
    return problem_in(tmp_path_factory.mktemp("kinds"), HEAD + PROBLEM + KINDS)


def cases_in(problem: CodeProblem, situation: Situation) -> Iterator[Case]:
    found = [case for seed in SEEDS for case in draw_cases(problem, seed)]
    yield from (case for case in found if case.situation is situation)


def array(case: Case, name: str) -> np.ndarray:
    return np.asarray(case.inputs[name])


def shapes(case: Case) -> dict[str, tuple[int, ...]]:
    return {name: np.shape(np.asarray(value)) for name, value in case.inputs.items()}


def with_sizes(problem: CodeProblem, **sizes: tuple[int, int]) -> CodeProblem:
    return with_function(problem, lambda one: replace(one, sizes={**one.sizes, **sizes}))


def with_function(problem: CodeProblem, change: Callable[[Function], Function]) -> CodeProblem:
    return replace(problem, functions=tuple(change(one) for one in problem.functions))


# ---- a pure function of problem and seed ---------------------------------------------------------


def as_json(cases: tuple[Case, ...]) -> object:
    return CodeVariant("small", "s", cases, ()).to_json()


def test_the_same_seed_gives_the_same_cases(kinds: CodeProblem) -> None:
    assert as_json(draw_cases(kinds, "anna")) == as_json(draw_cases(kinds, "anna"))


def test_another_seed_gives_other_numbers_in_every_case(problem: CodeProblem) -> None:
    for one, other in zip(draw_cases(problem, "1"), draw_cases(problem, "2"), strict=True):
        for name in one.inputs:
            assert not np.array_equal(array(one, name), array(other, name))


def test_another_problem_gives_other_numbers_for_the_same_seed(problem: CodeProblem) -> None:
    other = draw_cases(replace(problem, id="other"), "1")
    assert as_json(draw_cases(problem, "1")) != as_json(other)


def test_the_cases_of_a_function_do_not_depend_on_the_others(problem: CodeProblem) -> None:
    alone = draw_cases(replace(problem, functions=problem.functions[1:2]), "1")
    among = tuple(case for case in draw_cases(problem, "1") if case.function == "back")
    assert as_json(alone) == as_json(among)


def test_no_two_calls_share_an_input(problem: CodeProblem) -> None:
    cases = draw_cases(problem, "1")
    assert len({case.seed for case in cases}) == len(cases)
    for one, other in combinations(cases, 2):
        for name in one.inputs:
            for again in other.inputs:
                assert not np.array_equal(array(one, name), array(other, again))


def test_no_two_inputs_of_a_call_are_the_same(problem: CodeProblem) -> None:
    for case in draw_cases(problem, "1"):
        for one, other in combinations(case.inputs, 2):
            assert not np.array_equal(array(case, one), array(case, other))


# ---- how many, and which are shown ---------------------------------------------------------------


@pytest.mark.parametrize(("cases", "shown", "found"), [(6, 1, 6), (3, 0, 3), (1, 1, 3), (6, 6, 8)])
def test_every_situation_has_a_case_and_the_rest_is_plain(
    problem: CodeProblem, cases: int, shown: int, found: int
) -> None:
    asked = with_function(problem, lambda one: replace(one, cases=cases, shown=shown))
    drawn = [case for case in draw_cases(asked, "1") if case.function == "affine"]
    assert len(drawn) == found
    assert {case.situation for case in drawn} == {"plain", "single", "square"}
    assert [case.number for case in drawn if case.shown] == list(range(1, shown + 1))
    assert all(case.situation is Situation.PLAIN for case in drawn if case.shown)


# ---- what situations show ------------------------------------------------------------------------


def test_sizes_differ_from_one_another_where_it_is_plain(problem: CodeProblem) -> None:
    for case in cases_in(problem, Situation.PLAIN):
        assert len(set(case.sizes.values())) == len(case.sizes)
        assert all(low <= case.sizes[n] <= high for n, (low, high) in
                   {"N": (3, 6), "D": (2, 4), "M": (2, 4)}.items())  # fmt: skip


def test_a_single_example_is_one(problem: CodeProblem) -> None:
    for case in cases_in(problem, Situation.SINGLE):
        assert case.sizes["N"] == 1
        if case.function == "affine":
            assert shapes(case)["x"] == (1, case.sizes["D"])


def test_all_sizes_are_equal_in_a_square(problem: CodeProblem) -> None:
    for case in cases_in(problem, Situation.SQUARE):
        (side,) = {side for shape in shapes(case).values() for side in shape}
        assert 3 <= side <= 4  # what the three ranges share


def test_a_square_has_the_size_that_cannot_vary(problem: CodeProblem) -> None:
    fixed = with_sizes(problem, M=(9, 9))
    for case in cases_in(fixed, Situation.SQUARE):
        assert {side for shape in shapes(case).values() for side in shape} == {9}


def test_a_size_that_a_function_does_not_use_has_no_part_in_its_square(
    problem: CodeProblem,
) -> None:
    wide = with_sizes(problem, K=(40, 60))
    sides = {case.sizes["N"] for case in cases_in(wide, Situation.SQUARE)}
    assert sides == {3, 4}


def test_about_a_third_is_zero_where_zeros_are_shown(kinds: CodeProblem) -> None:
    zeros = [float((array(c, "x") == 0).mean()) for c in cases_in(kinds, Situation.ZEROS)]
    assert min(zeros) > 0
    assert 0.2 < np.mean(zeros) < 0.5


def test_one_unit_is_silent_in_every_input_that_names_it(kinds: CodeProblem) -> None:
    for case in cases_in(kinds, Situation.ZEROS):
        u, v = array(case, "u"), array(case, "v")
        assert (u == 0).sum() == 1
        assert np.array_equal((v == 0).all(axis=0), u == 0)


def test_nothing_is_zero_where_zeros_are_not_shown(kinds: CodeProblem) -> None:
    for situation in (Situation.PLAIN, Situation.SINGLE, Situation.SQUARE, Situation.LARGE):
        for case in cases_in(kinds, situation):
            for name in ("x", "u", "v", "t", "h", "s"):
                assert (array(case, name) != 0).all()


def test_large_scores_overflow_the_exponential(kinds: CodeProblem) -> None:
    for case in cases_in(kinds, Situation.LARGE):
        x = array(case, "x")
        assert (abs(x - LARGE) < 10).all()
        with np.errstate(over="ignore"):
            assert np.isinf(np.exp(x)).all()
        assert (abs(array(case, "t")) < 10).all()


def test_a_class_is_absent_from_labels_and_one_hot_alike(kinds: CodeProblem) -> None:
    for case in cases_in(kinds, Situation.ABSENT):
        classes = set(range(case.sizes["M"]))
        assert set(array(case, "y").tolist()) < classes
        hot = array(case, "e")
        assert (hot.sum(axis=1) == 1).all()
        assert (hot.sum(axis=0) == 0).any()
        missing = classes - set(array(case, "y").tolist())
        assert any(hot[:, one].sum() == 0 for one in missing)


# ---- numbers -------------------------------------------------------------------------------------


def test_numbers_lie_on_a_grid_that_float32_holds_exactly(problem: CodeProblem) -> None:
    for case in draw_cases(problem, "1"):
        for name in case.inputs:
            value = array(case, name)
            assert np.array_equal(value * GRID, np.round(value * GRID))
            assert np.array_equal(value, value.astype(np.float32))


@pytest.mark.parametrize("name", ["t", "h", "x", "s"])
def test_float32_holds_scaled_and_large_numbers_too(kinds: CodeProblem, name: str) -> None:
    for seed in SEEDS[:5]:
        for case in draw_cases(kinds, seed):
            value = array(case, name).astype(np.float64)
            assert np.array_equal(value, value.astype(np.float32).astype(np.float64))


def test_each_kind_of_draw_is_what_it_is_called(kinds: CodeProblem) -> None:
    for case in draw_cases(kinds, "1"):
        assert set(array(case, "b").ravel()) <= {0.0, 1.0}
        assert np.allclose(array(case, "p").sum(axis=0), 1)
        assert (array(case, "p") > 0).all()
        assert (array(case, "f") == 0.5).all()
        assert isinstance(case.inputs["s"], float)
        dtypes = {name: str(array(case, name).dtype) for name in ("y", "i", "h", "t")}
        assert dtypes == {"y": "int64", "i": "int64", "h": "float32", "t": "float64"}


@pytest.mark.parametrize("cases", [2, 3, 6])
def test_a_size_that_is_hard_coded_shows_in_every_variant(problem: CodeProblem, cases: int) -> None:
    asked = with_function(
        problem, lambda one: replace(one, cases=cases, situations=(Situation.PLAIN,))
    )
    for seed in SEEDS:
        drawn = draw_cases(asked, seed)
        for function, sizes in (("affine", "NDM"), ("back", "NDM"), ("relu_back", "NM")):
            for size in sizes:
                found = {case.sizes[size] for case in drawn if case.function == function}
                assert len(found) > 1, (seed, function, size)


# ---- to and from JSON ----------------------------------------------------------------------------


def test_a_variant_comes_back_from_json_to_the_last_bit(kinds: CodeProblem) -> None:
    cases = draw_cases(kinds, "1")
    references = tuple({"out": array(c, "h"), "value": np.array(0.1 + 0.2)} for c in cases)
    accepted = (tuple(None if c.number == 2 else {"out": array(c, "t").T} for c in cases),)
    variant = CodeVariant("small", "ä 1", cases, references, accepted)
    told = json.dumps(variant.to_json())
    back = CodeVariant.from_json(json.loads(told))
    assert json.dumps(back.to_json()) == told
    assert (back.problem_id, back.seed) == ("small", "ä 1")
    for one, other in zip(cases, back.cases, strict=True):
        assert replace(one, inputs={}) == replace(other, inputs={})
        for name, value in one.inputs.items():
            assert np.array_equal(np.asarray(value), array(other, name))
            assert np.asarray(value).dtype == array(other, name).dtype
    assert back.references[0]["value"].shape == ()
    assert back.accepted[0][1] is None
    assert np.array_equal(np.asarray((back.accepted[0][0] or {})["out"]), array(cases[0], "t").T)
