"""Comparison: both sides of the edge, never by broadcasting, never right where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.compare import within, worst

FLOATS = st.floats(allow_nan=True, allow_infinity=True)
NAN, INF = np.nan, np.inf


def is_within(answer: float, reference: float, tolerance: float) -> bool:
    with np.errstate(all="ignore"):
        found = within(np.array([answer]), np.array([reference]), np.array([tolerance]))
    return bool(found[0])


@pytest.mark.parametrize("reference", [0.0, 1e-9, 1.0, -0.75, 57.0, -1e6])
@pytest.mark.parametrize("tolerance", [5.5e-4, 0.1, 3.0])
@pytest.mark.parametrize("side", [-1, 1])
def test_the_tolerance_is_the_edge(reference: float, tolerance: float, side: int) -> None:
    assert is_within(reference + 0.999 * side * tolerance, reference, tolerance)
    assert not is_within(reference + 1.001 * side * tolerance, reference, tolerance)


def test_the_edge_itself_is_right() -> None:
    assert is_within(0.5, 0.25, 0.25)


@pytest.mark.parametrize("tolerance", [0.0, 1.0, INF, NAN])
def test_nan_is_never_right(tolerance: float) -> None:
    assert not is_within(NAN, 1.0, tolerance)
    assert not is_within(1.0, NAN, tolerance)
    assert not is_within(NAN, NAN, tolerance)


@pytest.mark.parametrize("answer", [INF, -INF])
def test_infinity_is_never_right(answer: float) -> None:
    assert not is_within(answer, 1.0, 1e300)
    assert not is_within(answer, INF, 1.0)
    assert not is_within(1.0, answer, 1e300)


def test_a_tolerance_that_is_no_number_lets_nothing_pass() -> None:
    assert not is_within(1.0, 1.0, NAN)
    assert not is_within(1.0, 1.0, -1e-9)


def test_a_tolerance_of_nothing_lets_the_very_number_pass() -> None:
    assert is_within(1.0, 1.0, 0.0)
    assert not is_within(np.nextafter(1.0, 2.0), 1.0, 0.0)


def test_minus_zero_is_zero() -> None:
    assert is_within(-0.0, 0.0, 0.0)


@given(FLOATS, FLOATS, st.floats(0, 1e6))
def test_it_is_right_exactly_where_the_distance_is_allowed(
    answer: float, reference: float, tolerance: float
) -> None:
    allowed = abs(answer - reference) <= tolerance
    assert is_within(answer, reference, tolerance) is allowed


@pytest.mark.parametrize(
    ("answer", "reference", "tolerance"),
    [
        ((1, 3), (3,), (3,)),
        ((3,), (3, 1), (3, 1)),
        ((3, 1), (3, 3), (3, 3)),
        ((1,), (3,), (3,)),
        ((), (1,), (1,)),
        ((2, 3), (3, 2), (3, 2)),
        ((2, 3), (2, 3), (2, 1)),
        ((2, 3), (2, 3), ()),
    ],
)
def test_a_row_does_not_pass_for_a_matrix(
    answer: tuple[int, ...], reference: tuple[int, ...], tolerance: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="must have the same shape"):
        within(np.ones(answer), np.ones(reference), np.ones(tolerance))


def test_each_entry_has_its_own_tolerance() -> None:
    found = within(np.array([1.1, 1.1]), np.array([1.0, 1.0]), np.array([0.2, 0.05]))
    assert found.tolist() == [True, False]


# ---- the worst entry -----------------------------------------------------------------------------


def test_nothing_is_worst_where_everything_is_right() -> None:
    assert worst(np.array([1.0, 2.0]), np.array([1.0, 2.0]), np.array([0.1, 0.1])) is None


def test_blank_entries_are_not_off() -> None:
    assert worst(np.array([NAN, 2.0]), np.array([1.0, 2.0]), np.array([0.1, 0.1])) is None


def test_the_worst_entry_is_the_one_furthest_off_for_what_is_allowed() -> None:
    answer = np.array([[1.0, 2.5], [NAN, 4.2]])
    reference = np.array([[1.0, 2.0], [3.0, 4.0]])
    found = worst(answer, reference, np.array([[0.1, 1.0], [0.1, 0.01]]))
    assert found is not None
    assert (found.off, found.entries, found.index) == (1, 3, (1, 1))
    assert found.times_allowed == pytest.approx(20)


def test_it_counts_the_typed_entries_that_are_off() -> None:
    found = worst(np.array([9.0, 8.0, 3.0]), np.array([1.0, 2.0, 3.0]), np.full(3, 0.5))
    assert found is not None
    assert (found.off, found.entries, found.index) == (2, 3, (0,))


def test_a_single_number_has_an_empty_place() -> None:
    found = worst(np.array(9.0), np.array(1.0), np.array(0.5))
    assert found is not None
    assert found.index == ()
