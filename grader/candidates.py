"""Rows of candidates: picking them, counting why they were turned down, and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from math import prod
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reference.arrays import Array, Mask, row_max

TOO_SMALL = "an asked entry is so small that 0 would pass"
TOO_CHEAP = "a mistake's value could be had without work"

# What to do about the reason for which most candidates are turned down.
_CURES = {
    "saturated": "give its grids smaller numbers, above all the last weights",
    "a value is not finite or too large": "give its grids smaller numbers",
    "too near a kink": "give its grids a finer step",
    "not the wanted share of inactive units": "choose another number for inactive, "
    "or grids with as many numbers below 0 as above",
    TOO_SMALL: "ask for more decimals, or give its grids larger numbers",
}

Rows = NDArray[np.intp]
Name = TypeVar("Name")


def apart(wrong: Array, right: Array, tolerance: Array | float) -> Array:
    """How far a mistake's value is from the right one, in tolerances, in its clearest entry."""
    with np.errstate(all="ignore"):
        ratio = row_max(np.abs(wrong - right) / tolerance)
    return np.where(np.isnan(ratio), np.inf, ratio)  # no number at all is certainly not right


def jiggled(value: Array) -> Array:
    steps = np.arange(1, prod(value.shape[1:]) + 1).reshape(value.shape[1:])
    return value + 1e-4 * np.sqrt(steps)


def first_then_rest(fit: Mask) -> Iterator[list[int]]:
    """The first fit candidate of every seed; then all others, in order."""
    rank = np.cumsum(fit, axis=1)
    for turn in (fit & (rank == 1), fit & (rank > 1)):
        yield [int(row) for row in np.flatnonzero(turn)]


def any_reason(reasons: Mapping[str, Mask]) -> Mask:
    bad: Mask = np.logical_or.reduce(list(reasons.values()))
    return bad


def at(rows: Rows, values: Mapping[Name, Array]) -> dict[Name, Array]:
    return {name: value[rows] for name, value in values.items()}


def length(values: Mapping[str, Array]) -> int:
    return max(len(value) for value in values.values())


def note(rejected: Counter[str], reasons: Mapping[str, Mask]) -> None:
    rejected.update({why: n for why, bad in reasons.items() if (n := int(bad.sum()))})


def why_and_cure(rejected: Counter[str]) -> str:
    reasons = [why for why, _ in rejected.most_common(3)]
    cure = _CURES.get(reasons[0] if reasons else "", "give its grids more numbers to draw from")
    return f"(most often: {'; '.join(reasons)}); {cure}"
