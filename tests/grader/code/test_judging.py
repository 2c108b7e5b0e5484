"""Judging one call: both sides of the tolerance, shapes that would broadcast, and what is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.code.cases import Case
from grader.code.judging import Judged, judge
from grader.code.problem import Function, Situation
from grader.code.problem import Output as Named
from grader.code.variant import Arrays
from grader.sandbox.job import Failure, NoArray, Odd, Output, Reply

W1 = np.array([[1.0, -2.0, 4.0], [0.5, 3.0, -1.0]])
WANT = np.array([[0.5, -8.0, 2.0], [1.0, 0.0, -4.0]])
TOLERANCE = 1e-3


def function_of(*outputs: str, tolerance: float = TOLERANCE) -> Function:
    named = tuple(Named(name) for name in outputs or ("dW1",))
    return Function("back", 1, "", (), named, {}, tolerance=tolerance)


def case_of(**inputs: Any) -> Case:
    return Case("back", 1, Situation.PLAIN, True, "ab", {}, inputs or {"W1": W1})


def judged(got: Output, want: Any = WANT, **changes: Any) -> Judged:
    function = function_of(tolerance=changes.get("tolerance", TOLERANCE))
    reply = Reply({"dW1": got}, changes.get("echoes", {}))
    return judge(function, changes.get("case", case_of()), reply, [{"dW1": np.asarray(want)}])


def off_by(error: float, at: tuple[int, int] = (1, 1)) -> np.ndarray:
    got = WANT.copy()
    got[at] += error
    return got


# ---- the tolerance -------------------------------------------------------------------------------

# The scale is the reference's largest entry, 8; an entry's own size is added.
ALLOWED = {(1, 1): TOLERANCE * 8, (0, 1): TOLERANCE * 16, (1, 2): TOLERANCE * 12}


@pytest.mark.parametrize("at", ALLOWED)
@pytest.mark.parametrize("sign", [1, -1])
def test_an_entry_is_right_just_within_the_tolerance_and_off_just_beyond(
    at: tuple[int, int], sign: int
) -> None:
    allowed = sign * ALLOWED[at]
    assert judged(off_by(allowed * 0.999, at)) == Judged(1.0)
    beyond = judged(off_by(allowed * 1.001, at))
    assert (beyond.share, beyond.message) == (0, "dW1: 1 of 6 entries are off")
    assert beyond.wrong == ("dW1",)


@pytest.mark.parametrize("want", [3.0, -0.25])
def test_a_number_has_the_same_two_sides(want: float) -> None:
    allowed = 2 * TOLERANCE * abs(want)
    assert judged(np.array(want + allowed * 0.999), want) == Judged(1.0)
    assert judged(np.array(want + allowed * 1.001), want).message == "dW1 is off"


def test_the_answer_s_own_size_does_not_widen_the_tolerance() -> None:
    huge = np.full_like(WANT, 1e300)
    assert judged(huge).message == "dW1: 6 of 6 entries are off"


def test_where_all_is_zero_the_smallest_scale_holds() -> None:
    zeros = np.zeros((2, 3))
    assert judged(zeros + 0.999e-9, zeros).share == 1
    assert judged(zeros + 1.001e-9, zeros).share == 0


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_single_precision_has_at_least_a_tolerance_of_its_own(dtype: type) -> None:
    want = np.array([1.0, 2.0])
    near = (want * (1 + 1.2e-4)).astype(np.float32)
    assert judged(near, want, tolerance=1e-9).share == 1
    assert judged(near.astype(np.float64), want, tolerance=1e-9).share == 0
    assert judged(want.astype(dtype), want, tolerance=1e-9).share == 1
    far: np.ndarray = (want * (1 + 2.1e-3)).astype(dtype)
    assert judged(far, want, tolerance=1e-9).share == 0


@pytest.mark.parametrize("dtype", [np.int64, np.bool_])
def test_whole_numbers_and_truth_values_count_as_numbers(dtype: type) -> None:
    want = np.array([1.0, 0.0, 1.0])
    assert judged(want.astype(dtype), want).share == 1
    assert judged((1 - want).astype(dtype), want).share == 0


def test_the_largest_whole_numbers_do_not_wrap_around() -> None:
    assert judged(np.array([-(2**63), 2**63 - 1]), np.array([1.0, 2.0])).share == 0


# ---- shapes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (np.zeros(()), np.zeros((2, 3))),
        (np.zeros((1, 1)), np.zeros((2, 3))),
        (np.zeros(3), np.zeros((2, 3))),
        (np.zeros((1, 3)), np.zeros((2, 3))),
        (np.zeros((2, 1)), np.zeros((2, 3))),
        (np.zeros((1, 2, 3)), np.zeros((2, 3))),
        (np.zeros(1), np.zeros(())),
        (np.zeros((1, 1)), np.zeros(())),
        (np.zeros((3, 1)), np.zeros(3)),
        (np.zeros((2, 3)), np.zeros(())),
    ],
)
def test_nothing_broadcasts(got: np.ndarray, want: np.ndarray) -> None:
    found = judged(got, want)
    assert found.share == 0
    assert f"dW1 has the shape {got.shape}, expected {want.shape}" in found.message


@pytest.mark.parametrize("shape", [(0,), (0, 3), (2, 0), (0, 12345)])
@pytest.mark.parametrize("want", [np.zeros((2, 3)), np.zeros(())])
def test_an_array_without_entries_is_told_without_its_shape(
    shape: tuple[int, ...], want: np.ndarray
) -> None:
    found = judged(np.zeros(shape), want)
    assert (found.share, found.message) == (
        0,
        f"dW1 has no entries, expected the shape {want.shape}",
    )


@pytest.mark.parametrize(
    ("got", "want", "words"),
    [
        (np.zeros((3, 2)), WANT, "(3, 2), expected (2, 3), the shape of W1: transposed?"),
        (np.zeros((6,)), WANT, "(6,), expected (2, 3), the shape of W1: an axis too few?"),
        (np.zeros((1, 2, 3)), WANT, "(2, 3), the shape of W1: an axis too many?"),
        (np.zeros((5, 4)), np.zeros((4, 5)), "(5, 4), expected (4, 5): transposed?"),
        (np.zeros((4, 1)), np.zeros(4), "(4, 1), expected (4,): an axis too many?"),
        (np.zeros((2, 2)), WANT, "(2, 2), expected (2, 3), the shape of W1"),
    ],
)
def test_a_wrong_shape_is_told_with_what_it_looks_like(
    got: np.ndarray, want: np.ndarray, words: str
) -> None:
    found = judged(got, want).message
    assert found.endswith(words)


# ---- what is no number ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"), [(np.nan, "NaN"), (np.inf, "infinity"), (-np.inf, "infinity")]
)
@pytest.mark.parametrize("where", ["one", "all"])
def test_what_is_not_finite_is_never_right(value: float, words: str, where: str) -> None:
    got = off_by(value) if where == "one" else np.full_like(WANT, value)
    found = judged(got)
    assert (found.share, found.message) == (0, f"dW1 has entries that are {words}")


def test_nan_is_told_before_infinity() -> None:
    assert "NaN" in judged(np.array([np.inf, np.nan]), np.zeros(2)).message


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (Odd.NOT_ASSIGNED, "dW1 was not given"),
        (Odd.NOT_NUMBERS, "dW1 is no array of numbers but a dict"),
        (Odd.RAGGED, "dW1 has rows of different lengths"),
        (Odd.MASKED, "dW1 is a masked array; a plain array is expected"),
        (Odd.COMPLEX, "dW1 has complex numbers"),
        (Odd.TOO_LARGE, "dW1 is larger than anything that is expected here"),
    ],
)
def test_what_is_no_array_is_told_by_its_kind(odd: Odd, words: str) -> None:
    found = judged(NoArray(odd, "dict"))
    assert (found.share, found.message) == (0, words)


@pytest.mark.parametrize("name", ["{type}{0}", "x17_25", "Dict", ""])
def test_a_type_that_a_program_could_have_named_is_not_told(name: str) -> None:
    found = judged(NoArray(Odd.NOT_NUMBERS, name))
    assert found.message == "dW1 is no array of numbers but an object of its own class"


def test_every_oddity_has_words() -> None:
    assert all(judged(NoArray(odd, "x")).message for odd in Odd)


# ---- several outputs, several conventions --------------------------------------------------------


def answer(**outputs: Any) -> Arrays:
    return {name: np.asarray(value, dtype=float) for name, value in outputs.items()}


def test_each_output_has_its_share() -> None:
    want = answer(dx=[1, 2], dw=[3], db=[4], loss=5)
    found = judge(function_of(*want), case_of(), Reply({**want, "dw": np.array([9.0])}, {}), [want])
    assert (found.share, found.wrong, found.message) == (
        0.75,
        ("dw",),
        "dw: 1 of 1 entries are off",
    )


def test_an_accepted_convention_is_right_and_a_mixture_is_not() -> None:
    usual, other = answer(dx=[0, 2], dw=[1]), answer(dx=[1, 2], dw=[2])
    mixed = answer(dx=[1, 2], dw=[1])
    function, case = function_of("dx", "dw"), case_of()
    assert judge(function, case, Reply(other, {}), [usual, other]).share == 1
    assert judge(function, case, Reply(other, {}), [usual]).share == 0
    assert judge(function, case, Reply(mixed, {}), [usual, other]).share == 0.5


def test_the_words_are_those_of_the_convention_that_fits_best() -> None:
    usual, other = answer(dx=[0, 2], dw=[1]), answer(dx=[1, 2], dw=[2])
    got = answer(dx=[1, 2], dw=[7])
    found = judge(function_of("dx", "dw"), case_of(), Reply(got, {}), [usual, other])
    assert (found.share, found.wrong) == (0.5, ("dw",))


# ---- what the call does to its inputs, and exceptions --------------------------------------------


def test_an_input_that_came_back_changed_costs_the_call() -> None:
    same = judged(WANT, echoes={"W1": W1.copy()})
    assert same.share == 1
    for after in (W1 + 1e-12, W1.T, W1[:1], NoArray(Odd.TOO_LARGE, "ndarray")):
        found = judged(WANT, echoes={"W1": after})
        assert found.share == 0
        assert found.message == "the call changes W1, which belongs to its caller"


def test_an_exception_is_told_by_type_and_line_alone() -> None:
    reply = Reply({}, {}, Failure("ValueError", "secret 17.25", "small.py", 9))
    found = judge(function_of(), case_of(), reply, [{"dW1": WANT}])
    assert (found.share, found.message) == (0, "raises ValueError in line 9 of small.py")
    assert found.detail == "ValueError: secret 17.25"


def test_an_exception_that_a_program_could_have_named_is_not_told() -> None:
    reply = Reply({}, {}, Failure("x17_25", "", "small.py", 9))
    found = judge(function_of(), case_of(), reply, [{"dW1": WANT}])
    assert found.message == "raises an exception of its own in line 9 of small.py"


def test_what_is_not_written_yet_is_called_so() -> None:
    reply = Reply({}, {}, Failure("NotImplementedError", "", "small.py", 2))
    found = judge(function_of(), case_of(), reply, [{"dW1": WANT}])
    assert found.message == "is not written yet (NotImplementedError)"
