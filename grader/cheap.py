"""Answers that cost no work: from such values of a student's own nothing is carried.

Zeros, numbers copied off the sheet, one number in every entry, numbers of another order of
magnitude. Vetting keeps known mistakes clear of them, so that marking can tell the two apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from reference.arrays import Array, Mask, row_all, row_any, row_max, row_min, rows
from reference.losses import one_hot

HUGE = 100.0  # times the reference's size


def zeros(answer: Array, near: Array) -> Mask:
    """Rows in which every entry is 0 or blank, to within `near` (same shape)."""
    return row_all(np.isnan(answer) | (np.abs(answer) <= near))


def constant(answer: Array, near: Array) -> Mask:
    """Rows with one number in every typed entry, to within `near`; one entry is no pattern."""
    blank = np.isnan(answer)
    largest = row_max(np.where(blank, -np.inf, answer))
    smallest = row_min(np.where(blank, np.inf, answer))
    several = rows(~blank).sum(axis=1) > 1
    found: Mask = several & (largest - smallest <= row_max(near))
    return found


def sparse(answer: Array, reference: Array, near: Array) -> Mask:
    """Rows with one entry beside zeros, where the reference has several: no sum is left to do."""
    if rows(answer).shape[1] < 3:
        return np.zeros(len(answer), dtype=bool)
    live = rows(np.abs(answer) > near).sum(axis=1)
    found: Mask = (live <= 1) & (rows(reference != 0).sum(axis=1) > 1)
    return found & ~row_any(np.isnan(answer))


def huge(answer: Array, reference: Array) -> Mask:
    """Rows with an entry that is infinite or far larger than any of the reference."""
    largest = row_max(np.nan_to_num(np.abs(answer), posinf=np.inf))
    found: Mask = largest > HUGE * np.maximum(1.0, row_max(np.abs(reference)))
    return found


@dataclass(frozen=True)
class Sheet:
    """What is given on S students' sheets: leaves (S, *core), some of them class labels."""

    leaves: Mapping[str, Array]
    labels: Collection[str]
    _givens: dict[int, Array] = field(default_factory=dict, repr=False)

    def has(self, answer: Array, near: Array) -> Mask:
        """Rows that repeat a given vector, a row or column of a given matrix, or a whole one."""
        flat, close = rows(answer), rows(near)
        size, blank = flat.shape[1], np.isnan(flat)
        if size not in self._givens:
            pieces = self._pieces(size) if size > 1 else []
            # Entry by entry over all pieces at once: (size, pieces, S).
            stacked = np.array(pieces, dtype=np.float64).reshape(len(pieces), *flat.shape)
            self._givens[size] = stacked.transpose(2, 0, 1).copy()
        same = (
            blank[:, j] | (np.abs(given - flat[:, j]) <= close[:, j])
            for j, given in enumerate(self._givens[size])
        )
        found: Mask = np.logical_or.reduce(reduce(np.logical_and, same), axis=0)
        several: Mask = (~blank).sum(axis=1) > 1
        return found & several

    def _pieces(self, size: int) -> list[Array]:
        """Everything on the sheet with that many numbers, as (S, size)."""
        found: list[Array] = []
        for name, value in self.leaves.items():
            if name in self.labels:
                found += [one_hot(value, np.zeros((1, size)))] if value.ndim == 1 else []
                continue
            pieces = [value]
            if value.ndim == 3:
                pieces += [value.swapaxes(1, 2)]
                pieces += [value[:, i] for i in range(value.shape[1])]
                pieces += [value[:, :, j] for j in range(value.shape[2])]
            found += [rows(piece) for piece in pieces if rows(piece).shape[1] == size]
        return found
