"""Values on their way in and arrays on their way out: what the one half writes the other reads."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import grader.sandbox
from grader.sandbox.job import Call, NoArray, Output
from grader.sandbox.protocol import read_reply
from grader.sandbox.values import DTYPES, encode

PLACE = Path(grader.sandbox.__file__).parent / "inside" / "wire.py"


def inside() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wire", PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WIRE = inside()


def went_in(value: Any) -> Any:
    """The value as the inside half has it."""
    body = encode(value)
    values = WIRE.Values(body)
    found = values.value()
    assert values.at == len(body)
    return found


def came_out(value: Any, most_bytes: int = 2**20) -> Output:
    """The value as the outside half has it."""
    body = b"\0" + WIRE.packed_output(value, most_bytes)
    return read_reply(body, Call("", {}, ("out",))).outputs["out"]


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype != bool)
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and (one == other or one != one)


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -1, 2**63 - 1, -(2**63), 0.0, -0.0, 1e308, 5e-324, float("inf"),
        float("nan"), "", "Größe\n\0", b"", bytes(range(256)), [], (), {},
        [1, [2.5, None], (True,)], {"w": np.eye(2), "": [b"x"], "é": {"a": ()}},
        np.float64(2.5), np.int64(3),
    ],
)  # fmt: skip
def test_a_value_goes_in_as_it_is(value: Any) -> None:
    plain = value.item() if isinstance(value, np.generic) else value
    assert same(plain, went_in(value))


plain = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text()
nested = st.recursive(
    plain | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
any_array = arrays.arrays(
    dtype=st.sampled_from([np.dtype(t) for t in ("f8", "f4", "i8", "?", "f2")]),
    shape=arrays.array_shapes(min_dims=0, max_dims=8, min_side=0, max_side=4),
)


@settings(max_examples=100, deadline=None)
@given(nested)
def test_whatever_is_nested_goes_in_as_it_is(value: Any) -> None:
    assert same(value, went_in(value))


@settings(max_examples=100, deadline=None)
@given(any_array)
def test_every_array_goes_in_and_comes_out_the_same(value: np.ndarray) -> None:
    assert same(value, went_in(value))
    got = came_out(value)
    assert isinstance(got, np.ndarray)
    assert same(value, got)


@pytest.mark.parametrize("order", ["F", "C"])
def test_the_order_in_memory_does_not_matter(order: Any) -> None:
    value = np.asarray(np.arange(6.0).reshape(2, 3), order=order)
    assert same(value, went_in(value))
    assert same(value, came_out(value))
    assert same(value[:, ::-2], went_in(value[:, ::-2]))
    assert same(value.T[::-1], came_out(value.T[::-1]))


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1])
def test_a_whole_number_that_does_not_fit_cannot_go_in(value: int) -> None:
    with pytest.raises(Exception, match=r"argument out of range|int too large|format requires"):
        encode(value)


@pytest.mark.parametrize("value", [{1, 2}, object(), np.array(["a"]), np.array([1j]), 1j, range(3)])
def test_what_has_no_form_cannot_go_in(value: Any) -> None:
    with pytest.raises(TypeError, match="go in"):
        encode(value)


def test_every_call_has_inputs_of_its_own() -> None:
    body = encode(np.zeros(3))
    first = WIRE.Values(body).value()
    first += 1
    assert (WIRE.Values(body).value() == 0).all()


# ---- out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "dtype", "numbers"),
    [
        (3, "int64", 3), (2.5, "float64", 2.5), (True, "bool", True), ([], "float64", []),
        ([[1, 2]], "int64", [[1, 2]]), ((1.5, 2), "float64", [1.5, 2]), (10**30, "float64", 1e30),
        (np.float32(2), "float32", 2), (np.array([3], "i1"), "int64", [3]),
        (np.array([2**63 - 1], "u8"), "int64", [2**63 - 1]),
        (np.array([2**63], "u8"), "float64", [2.0**63]),
        (np.array([1.0], ">f8"), "float64", [1.0]), (np.array([1.5], "g"), "float64", [1.5]),
        (np.array([1, 2.5], object), "float64", [1, 2.5]),
        (np.array([[1.0]]).view(np.matrix), "float64", [[1.0]]),
    ],
)  # fmt: skip
def test_what_counts_as_numbers_comes_out_as_an_array(value: Any, dtype: str, numbers: Any) -> None:
    got = came_out(value)
    assert isinstance(got, np.ndarray)
    assert (str(got.dtype), got.tolist()) == (dtype, numbers)


@pytest.mark.parametrize(
    ("value", "odd"),
    [
        (None, "not-numbers"), ("1.5", "not-numbers"), ({}, "not-numbers"), ({1}, "not-numbers"),
        (["a"], "not-numbers"), ([None], "not-numbers"), (np.array(["a"]), "not-numbers"),
        (np.array([None]), "not-numbers"), (np.datetime64("2026-01-01"), "not-numbers"),
        ([[1], [1, 2]], "ragged"), (1j, "complex"), (np.array([1j]), "complex"),
        (np.ma.array([1.0], mask=[False]), "masked"), (len, "not-numbers"),
        (np.zeros(3, "i4,f8"), "not-numbers"),
    ],
)  # fmt: skip
def test_what_is_no_array_of_numbers_comes_out_as_what_it_is(value: Any, odd: str) -> None:
    assert came_out(value) == NoArray(odd, type(value).__name__)  # type: ignore[arg-type]


@pytest.mark.parametrize(("numbers", "fits"), [(128, True), (129, False)])
def test_an_array_comes_out_up_to_its_bound(numbers: int, fits: bool) -> None:
    got = came_out(np.zeros(numbers), most_bytes=1024)
    assert isinstance(got, np.ndarray) is fits
    assert fits or got == NoArray("too-large", "ndarray")  # type: ignore[arg-type]


@pytest.mark.parametrize(("axes", "fits"), [(8, True), (9, False)])
def test_an_array_comes_out_with_up_to_eight_axes(axes: int, fits: bool) -> None:
    assert isinstance(came_out(np.zeros((1,) * axes)), np.ndarray) is fits


def test_both_halves_know_the_same_dtypes_in_the_same_order() -> None:
    assert tuple(map(np.dtype, WIRE.DTYPES)) == DTYPES
