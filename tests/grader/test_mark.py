"""The Mark: points, verdicts, messages; one by one or many at once; to and from JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.assignment import load_assignment
from grader.mark import Mark, Marker, mark
from grader.problem import Credit
from grader.vetting import Variant, Vetter
from reference.mlp import Network
from tests.factories import (
    Array,
    Desk,
    Setup,
    assignment_of,
    carried_entries,
    entries,
    graph_of,
    graph_problem,
    network_problem,
    quantities,
    typed,
)

NAN = np.nan
SHIPPED = sorted(path for path in (Path(__file__).parents[2] / "assignments").iterdir())
BY_HAND = [folder for folder in SHIPPED if load_assignment(folder).problems]
POINTS = {"dL/dW2": 4.0, "dL/dh1": 0.5, "p": 3.0}
SETUP = Setup(points=POINTS, credit={"p": Credit.all_or_nothing})


@cache
def desk() -> Desk:
    return Desk(network_problem(setup=SETUP))


@cache
def variants() -> list[Variant]:
    return desk().variants(12)


# ---- points --------------------------------------------------------------------------------------


def test_points_are_those_of_the_problem() -> None:
    found = desk().mark(variants()[0], desk().work(variants()[0]))
    assert found.points == found.out_of == 9 + 4 + 0.5 + 3
    assert {n: q.out_of for n, q in quantities(found).items() if q.out_of != 1} == POINTS


def test_points_are_earned_entry_by_entry() -> None:
    for variant in variants():
        work = desk().work(variant)
        work["dL/dW2"][0, :] += 7
        found = quantities(desk().mark(variant, work))["dL/dW2"]
        assert found.points == pytest.approx(4 * 6 / 9, abs=1e-6)
        assert found.verdict == "partly"


def test_all_or_nothing_is_all_or_nothing() -> None:
    for variant in variants():
        work = desk().work(variant)
        assert quantities(desk().mark(variant, work))["p"].points == 3
        for spoiled in (0.2, NAN):
            p = work["p"].copy()
            p[1] += spoiled
            found = quantities(desk().mark(variant, {"p": p}))["p"]
            assert found.points == 0
            assert found.verdict == "wrong"
            assert entries(found).count("right") == 2


def test_a_carried_quantity_earns_all_or_nothing_too() -> None:
    for variant in variants():
        work = desk().work(variant, {"o": np.array([0.5, -0.25, 1.25])})
        found = quantities(desk().mark(variant, work))["p"]
        assert (found.points, found.verdict) == (3, "carried")


def test_zeros_where_a_unit_is_off_are_earned_along_with_what_is_not_zero() -> None:
    for variant in variants():
        h = desk().work(variant)["h1"]
        off = int(np.flatnonzero(h == 0)[0])
        zeros = quantities(desk().mark(variant, {"h1": np.zeros(3)}))["h1"]
        assert zeros.points == 0
        assert entries(zeros)[off] == "right"
        one = np.where(np.arange(3) == int(h.argmax()), h, 0.0)
        assert quantities(desk().mark(variant, {"h1": one}))["h1"].points == pytest.approx(2 / 3)


def test_a_mark_s_points_are_the_sum_of_its_parts() -> None:
    rng = np.random.default_rng(2)
    for variant in variants():
        work = {n: v + rng.choice([0, 0, 1], v.shape) for n, v in desk().work(variant).items()}
        found = desk().mark(variant, work)
        parts = sum(one.points for one in found.problems[0].quantities)
        assert found.points == found.problems[0].points == pytest.approx(parts, abs=1e-5)


# ---- what was typed ------------------------------------------------------------------------------


def test_text_and_cells_are_read_alike() -> None:
    for variant in variants():
        work = desk().work(variant)
        text = {name: str(value.tolist()) for name, value in work.items()}
        one = desk().mark(variant, work)
        assert desk().mark(variant, text).to_json() == one.to_json()


def test_unreadable_text_costs_its_own_quantity_alone() -> None:
    for variant in variants():
        for text in ("0.1, 0.2", "[1, 2, x]", "nan, 0, 1", "1e999 1 1", "__import__('os')", "[[["):
            found = desk().mark(variant, {**desk().work(variant), "dL/do": text})
            one = quantities(found)["dL/do"]
            assert (one.verdict, one.points, one.understood) == ("unreadable", 0, "")
            assert one.message
            assert set(entries(one)) == {"blank"}
            assert found.points == found.out_of - 1


def test_the_wrong_number_of_cells_is_unreadable() -> None:
    variant = variants()[0]
    answers = {**typed(desk().work(variant)), "p": ["0.1", "0.2"]}
    found = desk().marker.mark({"one": variant}, {"one": answers})
    assert quantities(found)["p"].verdict == "unreadable"


def test_later_answers_are_followed_past_what_could_not_be_read() -> None:
    for variant in variants():
        work = desk().work(variant, {"o": np.array([0.5, -0.25, 1.25])})
        found = quantities(desk().mark(variant, {**work, "p": "?"}))
        assert found["L"].verdict == "carried"
        assert found["L"].carried_from == ("o",) or not found["L"].carried_from


def test_answers_to_what_was_not_asked_are_ignored() -> None:
    variant = variants()[0]
    answers = {**typed(desk().work(variant)), "dL/dq": "1"}
    found = desk().marker.mark({"one": variant}, {"one": answers, "two": {"p": "1"}})
    assert found.points == found.out_of


def test_a_problem_without_answers_is_blank() -> None:
    found = desk().marker.mark({"one": variants()[0]}, {})
    assert {str(q.verdict) for q in quantities(found).values()} == {"blank"}


def test_the_edge_of_the_tolerance_is_the_edge_of_the_points() -> None:
    here = Desk(network_problem(setup=Setup(asked=("L",), decimals=3)))
    for variant in here.variants(5):
        right, allowed = here.right(variant)["L"], variant.tolerances["L"]
        for side in (-1, 1):
            inside = here.mark(variant, {"L": right + 0.999 * side * allowed})
            outside = here.mark(variant, {"L": right + 1.001 * side * allowed})
            assert (inside.points, outside.points) == (1, 0)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "NaN", "1e400", "∞"])
def test_what_is_no_number_is_never_right(text: str) -> None:
    found = desk().mark(variants()[0], {"L": text, "dL/do": f"[{text}, {text}, {text}]"})
    assert found.points == 0
    assert quantities(found)["L"].verdict == "unreadable"


# ---- what is said --------------------------------------------------------------------------------


def test_a_format_slip_costs_no_later_card_its_carried_credit() -> None:
    for variant in variants():
        own = np.round(1.3 * desk().right(variant)["dL/do"], 3)
        work = desk().work(variant, {"dL/do": own})
        full = desk().mark(variant, work)
        slip = desk().mark(variant, {**work, "dL/dh1": "0.1 0.2"})
        cost = full.points - quantities(full)["dL/dh1"].points - slip.points
        assert cost == pytest.approx(0, abs=1e-5)


def test_the_message_counts_what_is_off_and_names_the_worst() -> None:
    for variant in variants():
        work = desk().work(variant)
        work["dL/dW2"][1, 2] += 50
        found = quantities(desk().mark(variant, work))["dL/dW2"]
        assert found.message == "1 of 9 entries is off, in row 2, column 3."
        work["dL/dW2"][0, 0] += 7
        found = quantities(desk().mark(variant, work))["dL/dW2"]
        assert found.message == "2 of 9 entries are off; the worst is in row 2, column 3."
        assert quantities(desk().mark(variant, {"L": "77"}))["L"].message == "This is off."


def test_what_is_right_carried_or_blank_needs_no_message() -> None:
    variant = variants()[0]
    work = desk().work(variant, {"dL/do": np.array([0.3, -0.55, 0.2])})
    for name, one in quantities(desk().mark(variant, {**work, "L": None})).items():
        assert (one.message != "") is (name == "dL/do")


def test_nothing_that_is_said_holds_a_reference_value() -> None:
    rng = np.random.default_rng(0)
    for variant in variants():
        right = desk().right(variant)
        noise = {n: np.round(v + rng.normal(size=v.shape), 2) for n, v in right.items()}
        for one in quantities(desk().mark(variant, noise)).values():
            said = one.message + "".join(finding.sentence for finding in one.findings)
            assert not re.search(r"\d[.,]\d", said)
        # What was understood is what was typed and nothing else.
        blanks = desk().mark(variant, {n: np.full(v.shape, NAN) for n, v in right.items()})
        assert all(not re.search(r"\d", q.understood) for q in quantities(blanks).values())


# ---- one Mark ------------------------------------------------------------------------------------


def mixed(seed: int, count: int) -> list[tuple[Variant, dict[str, Array | str | None]]]:
    """Submissions of every sort: right, wrong, carried, blank, unreadable, partly blank."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[Variant, dict[str, Array | str | None]]] = []
    for _ in range(count):
        variant = variants()[rng.integers(len(variants()))]
        right = desk().right(variant)
        slips = {
            n: np.round(v + rng.normal(size=v.shape), 3)
            for n, v in right.items()
            if rng.random() < 0.15
        }
        work: dict[str, Array | str | None] = dict(desk().work(variant, slips))
        for name, value in right.items():
            kind = rng.integers(12)
            if kind == 0:
                work[name] = "what?"
            elif kind == 1:
                work[name] = None
            elif kind == 2:
                work[name] = np.where(rng.random(value.shape) < 0.5, NAN, value)
            elif kind == 3:
                work[name] = np.zeros(value.shape)
        rows.append((variant, work))
    return rows


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 8))
def test_many_at_once_are_marked_as_one_by_one(seed: int, count: int) -> None:
    rows = mixed(seed, count)
    together = desk().mark_all(rows)
    for (variant, work), found in zip(rows, together, strict=True):
        assert found.to_json() == desk().mark(variant, work).to_json()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_mark_survives_json(seed: int) -> None:
    for found in desk().mark_all(mixed(seed, 3)):
        body = json.loads(json.dumps(found.to_json()))
        assert body == found.to_json()
        assert Mark.from_json(body) == found


def test_no_submissions_are_no_marks() -> None:
    assert desk().marker.mark_many([]) == []


def test_one_submission_can_be_marked_without_keeping_a_marker() -> None:
    variant = variants()[0]
    answers = {"one": typed(desk().work(variant))}
    found = mark(assignment_of(desk().problem), {"one": variant}, answers)
    assert found == desk().mark(variant, desk().work(variant))


def test_the_rubric_changes_with_what_turns_verdicts_into_points() -> None:
    def rubric(setup: Setup) -> str:
        return Marker(assignment_of(network_problem(setup=setup))).rubric

    assert rubric(SETUP) == rubric(Setup(points=POINTS, credit={"p": Credit.all_or_nothing}))
    others = [
        Setup(points=POINTS),
        Setup(points={**POINTS, "p": 2.0}, credit=SETUP.credit),
        Setup(points=POINTS, credit=SETUP.credit, decimals=4),
        Setup(points=POINTS, credit=SETUP.credit, asked=("p",)),
    ]
    assert len({rubric(one) for one in [SETUP, *others]}) == 5


def test_a_stored_variant_is_marked_as_the_fresh_one() -> None:
    for variant in variants()[:5]:
        again = Variant.from_json(json.loads(json.dumps(variant.to_json())))
        work = desk().work(variant, {"dL/do": np.array([0.3, -0.55, 0.2])})
        assert desk().mark(again, work) == desk().mark(variant, work)


@pytest.mark.parametrize("folder", BY_HAND, ids=lambda folder: folder.name)
def test_the_shipped_assignments_are_marked_as_a_whole(folder: Path) -> None:
    assignment = load_assignment(folder)
    desks = {problem.id: Desk(problem) for problem in assignment.problems}
    drawn = {id: here.variant("s") for id, here in desks.items()}
    answers = {id: typed(here.work(drawn[id])) for id, here in desks.items()}
    full = mark(assignment, drawn, answers)
    assert full.points == full.out_of == assignment.points
    last = list(answers)[-1]
    half = mark(assignment, drawn, {last: answers[last]})
    assert half.points == pytest.approx(desks[last].problem.points)


# ---- honest students -----------------------------------------------------------------------------

HONEST = {
    "lecture": network_problem(),
    "deep": network_problem(
        Network((2, 3, 2, 3), ("relu", "tanh"), "softmax", "nll", bias=True), Setup(decimals=4)
    ),
    "batch": network_problem(Network((2, 3, 3), ("relu",), "softmax", "nll", True, 2)),
    "few cards": network_problem(setup=Setup(asked=("p", "dL/do", "dL/dW1"))),
    "penalty": network_problem(Network((2, 3), (), "softmax", "nll", True, 2, 0.5)),
    "graph": graph_problem(
        graph_of("a = x * w", "b = tanh(a)", "c = b + x", "L = sum(c * b)", inputs="x w"),
        {"x": (2,), "w": (2,)},
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_no_honest_student_is_marked_wrong(name: str) -> None:
    """500 each: rounds every asked value as asked and goes on from there."""
    here = Desk(HONEST[name])
    students = here.variants(500, "honest ")
    marks = here.mark_all([(variant, here.work(variant)) for variant in students])
    assert all(found.points == found.out_of for found in marks)
    assert all(carried_entries(found) == {} for found in marks)


def test_whoever_keeps_all_decimals_is_right_as_well() -> None:
    here = Desk(HONEST["lecture"])
    for variant in here.variants(100, "exact "):
        found = here.mark(variant, here.right(variant))
        assert found.points == found.out_of


def test_whoever_cuts_off_instead_of_rounding_loses_only_where_it_shows() -> None:
    here = Desk(HONEST["lecture"])
    marks = []
    for variant in here.variants(100, "cut "):
        cut = {n: np.trunc(v * 1000) / 1000 for n, v in here.right(variant).items()}
        marks.append(here.mark(variant, cut))
    assert np.mean([found.points / found.out_of for found in marks]) > 0.8


# ---- graphs --------------------------------------------------------------------------------------


def test_a_forward_only_graph_carries_too() -> None:
    graph = graph_of("a = W @ x", "h = relu(a)", "o = 2 * h", inputs="x W", output="o")
    here = Desk(graph_problem(graph, {"x": (2,), "W": (3, 2)}))
    for variant in here.variants(10):
        slipped = here.work(variant, {"a": 1.5 * here.right(variant)["a"]})
        found = quantities(here.mark(variant, slipped))
        assert {n: str(q.verdict) for n, q in found.items()} == {
            "a": "wrong",
            "h": "carried",
            "o": "carried",
        }


def test_a_quantity_of_constants_alone_can_be_asked_of_many() -> None:
    graph = graph_of("c = 2 * 3", "L = c * x", inputs="x")
    here = Desk(graph_problem(graph, {"x": ()}))
    found = here.mark_all([(variant, here.work(variant)) for variant in here.variants(3)])
    assert all(one.points == one.out_of for one in found)


def test_each_submission_is_guarded_by_its_own_certificate() -> None:
    """Made-up values that hide a mistake are carried where the certificate promises nothing."""
    strict = []
    for variant in variants():
        on = desk().right(variant)["h1"] > 0
        # Negative just where a unit is off: its own sign gives the same mask.
        own = np.where(on, [0.4, 0.3, 0.7], -0.5)
        strict.append((variant, desk().work(variant, {"dL/dh1": own})))
    free = [
        (replace(v, certificate=replace(v.certificate, told_apart={})), work) for v, work in strict
    ]
    rows = [row for pair in zip(free, strict, strict=True) for row in pair]
    alone = [desk().mark(*row).to_json() for row in rows]
    assert alone[::2] != alone[1::2]
    assert [found.to_json() for found in desk().mark_all(rows)] == alone


def test_a_vetter_and_a_marker_agree_on_the_steps() -> None:
    vetter = Vetter(desk().problem)
    assert tuple(variants()[0].tolerances) == tuple(vetter.workings.decimals) == desk().names
