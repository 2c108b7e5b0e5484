"""What a student who wants marks for nothing would try, and what it pays."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from grader.marks import Mark
from grader.vetting import Variant
from tests.factories import (
    Array,
    Desk,
    carried_entries,
    codes,
    entries,
    network_problem,
    points,
    quantities,
)

NAN = np.nan
ORDER = ("a1", "h1", "o", "p", "L", "dL/dp", "dL/do", "dL/dW2", "dL/dh1", "dL/da1", "dL/dW1")


@cache
def desk() -> Desk:
    return Desk(network_problem())


@cache
def students(count: int = 10) -> list[Variant]:
    return desk().variants(count)


# ---- silly early answers, carried on correctly ---------------------------------------------------

Silly = Callable[[Variant, tuple[int, ...]], list[Array]]


def givens(variant: Variant, shape: tuple[int, ...]) -> list[Array]:
    """Everything on the sheet that has the shape: vectors, rows, columns, matrices, transposes."""
    found = [(np.arange(shape[0]) == variant.leaves["y"]) * 1.0] if len(shape) == 1 else []
    for name, value in variant.leaves.items():
        if name != "y":
            turned = [value.T, *value, *value.T] if value.ndim == 2 else []
            found += [piece for piece in (value, *turned) if piece.shape == shape]
    return found


def counting(shape: tuple[int, ...]) -> Array:
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape)


SILLY: dict[str, Silly] = {
    "zeros": lambda v, shape: [np.zeros(shape)],
    "one number": lambda v, shape: [np.full(shape, k) for k in (1.0, -1.0, 0.5, 3.0)],
    # 3, because 1 where a unit is on and nothing elsewhere is the ReLU's own derivative.
    "one number and a blank": lambda v, shape: [
        np.where(counting(shape) == k, NAN, 3.0) for k in (1, 2)
    ],
    "copies of the sheet": givens,
    "copies of the sheet with a blank": lambda v, shape: [
        np.where(counting(shape) == 1, NAN, piece) for piece in givens(v, shape)
    ],
    "huge numbers": lambda v, shape: [k * counting(shape) for k in (1e5, 1e12, 1e100)],
    "numbers below the tolerance": lambda v, shape: [1e-4 * counting(shape), np.full(shape, 1e-9)],
}


def carried_from_silly(kind: str, name: str) -> dict[str, int]:
    """How many entries are carried in all after silly values in place of one quantity."""
    rows = []
    for variant in students():
        shape = desk().right(variant)[name].shape
        for silly in SILLY[kind](variant, shape):
            rows.append((variant, desk().work(variant, {name: silly})))
    found: dict[str, int] = {}
    for mark in desk().mark_all(rows):
        for later, count in carried_entries(mark).items():
            found[later] = found.get(later, 0) + count
    return found


EARLY = ("a1", "h1", "o", "p", "dL/dp", "dL/do", "dL/dh1", "dL/da1")


@pytest.mark.parametrize("name", EARLY)
@pytest.mark.parametrize("kind", SILLY)
def test_nothing_is_carried_from_a_silly_early_answer(kind: str, name: str) -> None:
    assert carried_from_silly(kind, name) == {}


@pytest.mark.parametrize("name", EARLY)
def test_nothing_is_gained_by_leaving_a_card_blank(name: str) -> None:
    for variant in students():
        work = desk().work(variant)
        later = ORDER[ORDER.index(name) + 1 :]
        mark = desk().mark(variant, {**work, name: None, **dict.fromkeys(later), "dL/dx": None})
        assert points(mark)[name] == 0
        assert carried_entries(mark) == {}


def test_a_step_that_follows_from_silly_values_says_why_it_was_not_carried() -> None:
    for variant in students():
        mark = desk().mark(variant, desk().work(variant, {"dL/do": np.ones(3)}))
        found = quantities(mark)["dL/dh1"]
        if found.verdict == "wrong":
            assert "cannot show the skill" in found.message
            assert not found.findings


# ---- what a student who wants marks for nothing would try ----------------------------------------


def unit(k: int, size: float = 1.0) -> Array:
    return size * (np.arange(3) == k)


def an_active_unit(variant: Variant) -> int:
    return int(np.argmax(variant.leaves["W1"] @ variant.leaves["x"]))


def another_class(variant: Variant) -> int:
    return (int(variant.leaves["y"]) + 1) % 3


def handed_in(make: Callable[[Variant], dict[str, Array]], *names: str) -> list[Mark]:
    """Marks of students who make some values up, go on from there, and hand in these cards only."""
    rows = []
    for variant in students(30):
        work = desk().work(variant, make(variant))
        rows.append((variant, {name: work[name] for name in names}))
    return desk().mark_all(rows)


FOR_NOTHING: dict[str, tuple[Callable[[Variant], dict[str, Array]], tuple[str, ...]]] = {
    # dL/dW1 then repeats x in one row, and dL/dx a row of W1.
    "one unit's delta": (
        lambda v: {"dL/da1": unit(an_active_unit(v), 2.0)},
        ("dL/da1", "dL/dW1", "dL/dx"),
    ),
    # A known mistake's value (the upstream gradient dropped), so the guard is off.
    "the mask for the delta": (
        lambda v: {"dL/da1": 1.0 * (v.leaves["W1"] @ v.leaves["x"] > 0)},
        ("dL/da1", "dL/dW1", "dL/dx"),
    ),
    # dL/dW2 then repeats h1 in one row, dL/dh1 a row of W2, dL/da1 the same masked.
    "one score's delta": (
        lambda v: {"dL/do": unit(another_class(v), 2.0)},
        ("dL/do", "dL/dW2", "dL/dh1", "dL/da1"),
    ),
    # o then repeats a column of W2.
    "one hidden value": (lambda v: {"h1": unit(an_active_unit(v), 2.0)}, ("h1", "o")),
    # A round number for every probability: three later cards follow without an exponential.
    "round probabilities": (
        lambda v: {"p": np.array([0.5, 0.3, 0.2])},
        ("p", "L", "dL/dp", "dL/do"),
    ),
}


@pytest.mark.parametrize(
    "attempt",
    ["one unit's delta", "one score's delta", "one hidden value"],
)
def test_steps_that_a_made_up_value_makes_trivial_are_not_carried(attempt: str) -> None:
    make, names = FOR_NOTHING[attempt]
    assert all(carried_entries(mark) == {} for mark in handed_in(make, *names))


@pytest.mark.parametrize("attempt", FOR_NOTHING)
def test_a_made_up_value_itself_earns_next_to_nothing(attempt: str) -> None:
    make, names = FOR_NOTHING[attempt]
    marks = handed_in(make, *names)
    assert sum(points(mark)[names[0]] for mark in marks) / len(marks) < 0.4


@pytest.mark.parametrize(
    ("name", "copied"),
    [("o", "a1"), ("p", "a1"), ("dL/dp", "p"), ("dL/do", "h1"), ("dL/do", "o"), ("dL/da1", "p")],
)
def test_nothing_is_carried_from_a_copy_of_an_own_earlier_answer(name: str, copied: str) -> None:
    for variant in students():
        copy = desk().work(variant)[copied]
        mark = desk().mark(variant, desk().work(variant, {name: copy}))
        assert carried_entries(mark) == {}


def test_copying_an_own_answer_into_every_card_of_its_shape_pays_nothing() -> None:
    for variant in students():
        a = desk().work(variant)["a1"]
        alike = [n for n, v in desk().right(variant).items() if v.shape == (3,)]
        mark = desk().mark(variant, dict.fromkeys(alike, a))
        # By their nature 2/3 of h1 are a1's, and 2/3 of dL/do are p's; the rest is chance.
        assert sum(points(mark)[n] for n in alike if n != "a1") < 3
        assert sum(carried_entries(mark).values()) <= 4


@pytest.mark.parametrize("text", ["0", "1", "0.5", "1e-9"])
def test_one_number_in_every_entry_of_every_card_is_carried_nowhere(text: str) -> None:
    for variant in students():
        right = desk().right(variant)
        values = {name: np.full(v.shape, float(text)) for name, v in right.items()}
        mark = desk().mark(variant, values)
        assert carried_entries(mark) == {}
        assert mark.points <= 1


def test_zeros_earn_nothing_although_some_entries_are_zero() -> None:
    for variant in students():
        right = desk().right(variant)
        mark = desk().mark(variant, {name: np.zeros(v.shape) for name, v in right.items()})
        assert mark.points == 0
        assert "right" in entries(quantities(mark)["h1"])


def test_a_mistake_s_name_is_not_enough_to_be_carried_on_from_zeros() -> None:
    for variant in students():
        mark = desk().mark(variant, desk().work(variant, {"dL/do": np.zeros(3)}))
        assert "A4-softmax-row-sums" in codes(quantities(mark)["dL/do"])
        assert carried_entries(mark) == {}


def test_one_typed_entry_of_a_mistake_earns_no_other_entry() -> None:
    """p_y typed for dL/do (the label forgotten), all else blank: nothing else is filled in."""
    for variant in students():
        y = int(variant.leaves["y"])
        only = np.where(np.arange(3) == y, desk().right(variant)["p"].round(3), NAN)
        mark = desk().mark(variant, {"dL/do": only})
        assert mark.points == 0
