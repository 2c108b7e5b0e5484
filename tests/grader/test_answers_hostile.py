"""What is refused, with which code, and that refusing is quick whatever was typed."""

import math
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from grader.answers import (
    MAX_CHARS,
    MAX_CHARS_AN_ENTRY,
    MAX_SEPARATORS,
    MAX_SEPARATORS_AN_ENTRY,
    Typed,
    Unreadable,
    read_answer,
    read_entries,
    read_entry,
)
from grader.expressions import MAX_DEPTH, MAX_ENTRY_CHARS

REFUSED_NUMBERS = [
    # typed, code
    ("", "empty"),
    ("   ", "empty"),
    ("1" * 10**6, "too-long"),
    ("[" * 10**6, "too-long"),
    ("(" * 30 + "1" + ")" * 30, "too-deep"),
    ("(((((", "syntax"),
    ("((1)", "syntax"),
    ("1)", "syntax"),
    ("()", "syntax"),
    ("1+", "syntax"),
    ("*2", "syntax"),
    ("1//2", "syntax"),
    ("sqrt 2", "syntax"),
    ("exp", "syntax"),
    (".", "syntax"),
    ("1,2,3", "syntax"),
    ("2..5", "syntax"),
    ("1.2.3", "syntax"),
    ("0x10", "adjacent"),
    ("--1", "signs"),
    ("--------1", "signs"),
    ("1---2", "signs"),
    ("1 -2", "ambiguous"),
    ("0·5", "ambiguous"),
    ("2e", "adjacent"),
    ("2e^3", "adjacent"),
    ("2(3)", "adjacent"),
    ("(2)(3)", "adjacent"),
    ("2pi", "adjacent"),
    ("2j", "adjacent"),
    ("1 2", "adjacent"),
    ("1 000", "adjacent"),
    ("1e5.5", "adjacent"),
    ("½½", "adjacent"),
    ("1,500", "thousands"),
    ("12,345", "thousands"),
    ("1,234.5", "thousands"),
    ("1.234,5", "thousands"),
    ("1,234,567", "thousands"),
    ("1.234.567", "thousands"),
    ("1'000", "thousands"),
    ("1_000", "thousands"),
    ("1\u202f000", "thousands"),
    ("0,5+0.5", "mixed-comma"),
    ("25%", "percent"),
    ("x = 3", "equals"),
    ("=1/3", "equals"),
    ("__import__('os')", "name"),
    ("np.exp(2)", "name"),
    ("hello", "name"),
    ("nan", "not-a-number"),
    ("NaN", "not-a-number"),
    ("None", "not-a-number"),
    ("inf", "not-finite"),
    ("-Infinity", "not-finite"),
    ("∞", "not-finite"),
    ("1e999", "not-finite"),
    ("-1e99999999999999", "not-finite"),
    ("9**9**9", "not-finite"),
    ("9^9^9^9", "not-finite"),
    ("exp(1000)", "not-finite"),
    ("1e308*10", "not-finite"),
    ("1e308*10/10", "not-finite"),
    ("1e-999", "too-small"),
    ("1/0", "zero-division"),
    ("1/(1-1)", "zero-division"),
    ("0^-1", "zero-division"),
    ("(-8)^(1/3)", "not-real"),
    ("sqrt(-1)", "not-real"),
    ("ln(0)", "not-real"),
    ("１２", "full-width"),
    ("（1）", "full-width"),
    ("－1", "full-width"),
    ("٣", "character"),  # an Arabic digit
    ("१", "character"),  # a Devanagari digit
    ("𝟙", "character"),
    ("1\x00", "character"),
    ("1\u0301", "character"),  # a combining accent
    ("\u202e123", "character"),  # from right to left
    ("1\u200b2", "character"),  # a space without width
    ("—1", "character"),  # an em dash: one minus or two?
    ("√2", "character"),
    ("2\u2062e", "character"),  # an invisible times
    ("1;2", "syntax"),
    ("[1]", "syntax"),
    ("\\frac{1}{2}", "latex"),  # one cell of a grid holds plain arithmetic
]

REFUSED_ANSWERS = [
    # typed, asked shape, code
    ("[[1, 2], [3, 4]", (2, 2), "syntax"),
    ("[[1, 2], [3, 4]]]", (2, 2), "syntax"),
    ("[[1, 2}, {3, 4]]", (2, 2), "syntax"),
    ("[[1, 2],, [3, 4]]", (2, 2), "syntax"),
    ("[[1, 2] 7 [3, 4]]", (2, 2), "syntax"),
    ("2*[1, 2]", (2,), "syntax"),
    ("[1, 2] [3", (2,), "syntax"),
    ("np.array([1, 2]).T", (2,), "syntax"),
    ("tensor([1, 2], dtype=f(x))", (2,), "syntax"),
    ("array(", (2,), "syntax"),
    ("[]", (2,), "empty"),
    (";", (2,), "empty"),
    ("[1, 2]'", (2,), "transpose"),
    ("[1, 2].T", (2,), "transpose"),
    ("[[[1, 2], [3, 4]]]", (2, 2), "too-deep"),
    ("[[1], [2]], [[3], [4]]", (2, 2), "too-deep"),
    ("[" * 50, (2, 2), "shape"),
    ("[" * 20, (2, 2), "too-deep"),
    ("[1 2 ... 3]", (3,), "ellipsis"),
    ("[[1 2]\n ...\n [3 4]]", (2, 2), "ellipsis"),
    ("1, …, 3", (3,), "ellipsis"),
    ("W = [1, 2]", (2,), "equals"),
    ("W1 =\n\n 1 2\n 3 4", (2, 2), "equals"),
    ("0,5\t0.5", (2,), "mixed-comma"),
    ("1,500\t2,250", (2,), "thousands"),
    ("[nan, 1]", (2,), "not-a-number"),
    ("[1, inf]", (2,), "not-finite"),
    ("[1e999, 1]", (2,), "not-finite"),
    ("[#, 1]", (2,), "syntax"),
    ("[1, 2e^3]", (2,), "adjacent"),
    ("1 - 2", (3,), "syntax"),
    ('"1","2"', (2,), "syntax"),
    ("1.0e-03 *\n 1 2\n 3 4", (2, 2), "shape"),  # a factor over the whole matrix
    (r"\begin{bmatrix}1 & \unknown{2}\end{bmatrix}", (2,), "latex"),
    (r"\begin{bmatrix}1 & \frac12\end{bmatrix}", (2,), "latex"),
    (r"\begin{bmatrix}1 & \frac{1}\end{bmatrix}", (2,), "latex"),
    (r"\begin{bmatrix}1 & {2}\end{bmatrix}", (2,), "latex"),
    (r"\begin{bmatrix}1 & 2\end{bmatrix}^T", (2,), "latex"),
    (r"2\begin{bmatrix}1 & 2\end{bmatrix}", (2,), "latex"),
    (r"\begin{bmatrix}1\end{bmatrix}\begin{bmatrix}2\end{bmatrix}", (2,), "latex"),
    (r"\begin{vmatrix}1 & 2\\3 & 4\end{vmatrix}", (2, 2), "latex"),  # a determinant
    (r"\begin{bmatrix}1 & 2", (2,), "latex"),
    (r"\begin{bmatrix}1 2 \\ 3 4\end{bmatrix}", (2,), "adjacent"),  # typeset, this is 12 and 34
    (r"2\frac{1}{2}", (), "adjacent"),
    (r"1\,000", (), "adjacent"),
    ("$5", (), "latex"),
]


@pytest.mark.parametrize(("typed", "code"), REFUSED_NUMBERS)
def test_one_number_is_refused_with_its_code(typed: str, code: str) -> None:
    read = read_entry(typed)
    assert isinstance(read, Unreadable), read
    assert read.code == code, read.reason


@pytest.mark.parametrize(("typed", "shape", "code"), REFUSED_ANSWERS)
def test_an_answer_is_refused_with_its_code(typed: str, shape: tuple[int, ...], code: str) -> None:
    read = read_answer(typed, shape)
    assert isinstance(read, Unreadable), read
    assert read.code == code, read.reason


@pytest.mark.parametrize("typed", [typed for typed, _ in REFUSED_NUMBERS if typed.strip()])
def test_a_refused_number_is_refused_in_a_grid_and_short_reasons_hold_nothing_invisible(
    typed: str,
) -> None:
    read = read_entries(["1", typed], (2,))
    assert isinstance(read, Unreadable)
    assert read.reason.isprintable()
    assert len(read.reason) < 200


# --- both sides of every cap ----------------------------------------------------------------------


def test_the_longest_entry_is_read_and_one_character_more_is_not() -> None:
    longest = "1" + "+1" * ((MAX_ENTRY_CHARS - 2) // 2) + "."
    assert len(longest) == MAX_ENTRY_CHARS
    assert read_entry(longest) == (MAX_ENTRY_CHARS / 2, -1)
    assert isinstance(refused := read_entry(longest + "0"), Unreadable)
    assert refused.code == "too-long"


@pytest.mark.parametrize("shape", [(), (2,), (3, 3)])
def test_the_longest_text_is_looked_at_and_one_character_more_is_not(
    shape: tuple[int, ...],
) -> None:
    limit = MAX_CHARS + MAX_CHARS_AN_ENTRY * math.prod(shape)
    typed = str(np.ones(shape).tolist())
    assert isinstance(read_answer(typed.ljust(limit), shape), Typed)
    refused = read_answer(typed.ljust(limit + 1), shape)
    assert isinstance(refused, Unreadable)
    assert refused.code == "too-long"


def test_the_deepest_brackets_are_read_and_one_more_is_not() -> None:
    assert read_entry("(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH) == (1, 0)
    refused = read_entry("(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1))
    assert isinstance(refused, Unreadable)
    assert (refused.code, refused.position) == ("too-deep", MAX_DEPTH)


def test_brackets_may_follow_one_another_without_end_to_their_depth() -> None:
    assert read_entry("+".join(["(1)"] * (MAX_DEPTH + 10))) == (MAX_DEPTH + 10, -1)


def test_as_many_separators_as_allowed_are_looked_at_and_one_more_is_not() -> None:
    allowed = MAX_SEPARATORS + 2 * MAX_SEPARATORS_AN_ENTRY
    assert isinstance(read_answer("1" + "\n" * allowed + "2", (2,)), Typed)
    refused = read_answer("1" + "\n" * (allowed + 1) + "2", (2,))
    assert isinstance(refused, Unreadable)
    assert (refused.code, "far more" in refused.reason) == ("shape", True)


@pytest.mark.parametrize(
    ("read", "refused", "code"),
    [("1e308", "1e309", "not-finite"), ("1e-323", "1e-324", "too-small")],
)
def test_the_range_of_a_double_is_read_and_no_more(read: str, refused: str, code: str) -> None:
    assert read_entry(read) == (float(read), max(0, -int(read.partition("e")[2])))
    beyond = read_entry(refused)
    assert isinstance(beyond, Unreadable)
    assert beyond.code == code


# --- time -----------------------------------------------------------------------------------------

ALLOWED_S = 1e-3
_UNITS = ["(", "[", "{", "1", "-", "1,", "1 ", "1\n", "e^", "(1+", "1½", "9**", "sqrt(", "\\frac{"]
_UNITS += ["\\frac{1}{2}", "^{", "\\begin{", "\\", "$", "&", "1\\\\", "np.float64(", ",dtype="]
_UNITS += [" ", "\t", ";", ",", "1,5 ", "0,5;", "1.", "1e", "=", "x", "1'", "²", "1·", "[1]", "{1}"]
_AROUND = [("", ""), ("[", "]"), ("[[", "]]"), ("1", "x"), ("tensor(", ")")]
_AROUND += [("tensor(1, dtype=x", ")"), ("\\begin{bmatrix}", "\\end{bmatrix}")]


def _fastest_cpu_s(read: Callable[[], object]) -> float:
    def once() -> float:
        began = time.process_time()
        read()
        return time.process_time() - began

    return min(once() for _ in range(7))


@pytest.mark.parametrize("shape", [(), (3,)])
@pytest.mark.parametrize("unit", _UNITS)
def test_a_text_as_long_as_is_read_takes_less_than_a_millisecond(
    unit: str, shape: tuple[int, ...]
) -> None:
    limit = MAX_CHARS + MAX_CHARS_AN_ENTRY * math.prod(shape)
    for before, after in _AROUND:
        typed = before + unit * ((limit - len(before) - len(after)) // len(unit)) + after
        assert _fastest_cpu_s(partial(read_answer, typed, shape)) < ALLOWED_S, typed[:40]


@pytest.mark.parametrize(
    "typed", ["[" * 10**6, "1" * 10**6, " " * 10**6, "\\frac{" * 10**5, "1\u0301" * 10**5]
)
def test_a_megabyte_is_refused_within_a_millisecond(typed: str) -> None:
    assert _fastest_cpu_s(lambda: read_answer(typed, (3, 3))) < ALLOWED_S
    assert _fastest_cpu_s(lambda: read_entry(typed)) < ALLOWED_S
    assert _fastest_cpu_s(lambda: read_entries([typed] * 9, (3, 3))) < ALLOWED_S


@pytest.mark.parametrize("typed", [typed for typed, _ in REFUSED_NUMBERS])
def test_every_refused_number_is_refused_within_a_millisecond(typed: str) -> None:
    assert _fastest_cpu_s(lambda: read_entry(typed)) < ALLOWED_S
