"""Is an answer right? Entry by entry, never by broadcasting, and NaN is never right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reference.arrays import Array, Mask


@dataclass(frozen=True)
class Worst:
    """How many of the typed entries are off, and where the worst one is.

    `times_allowed` is its distance from the reference in units of what was allowed.
    """

    off: int
    entries: int
    index: tuple[int, ...]
    times_allowed: float


def within(answer: Array, reference: Array, tolerance: Array) -> Mask:
    """Which entries of `answer` lie within `tolerance` of `reference`; three equal shapes.

    The tolerance belongs to the reference: nothing that was typed can widen it. NaN on either
    side is not within anything. Raises ValueError where shapes differ, even by an axis of 1.
    """
    if not answer.shape == reference.shape == tolerance.shape:
        raise ValueError(
            f"answer {answer.shape}, reference {reference.shape} and tolerance "
            f"{tolerance.shape} must have the same shape"
        )
    return np.less_equal(np.abs(answer - reference), tolerance)


def worst(answer: Array, reference: Array, tolerance: Array) -> Worst | None:
    """The entry that is furthest off, None where all are right; blank (NaN) ones do not count."""
    typed = ~np.isnan(answer)
    off = typed & ~within(answer, reference, tolerance)
    if not off.any():
        return None
    distance = np.where(off, np.abs(answer - reference) / tolerance, 0.0)
    index = np.unravel_index(int(distance.argmax()), answer.shape)
    return Worst(
        off=int(off.sum()),
        entries=int(typed.sum()),
        index=tuple(int(i) for i in index),
        times_allowed=float(distance.max()),
    )
