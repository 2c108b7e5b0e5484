"""Answers that cost no work: from such values of a student's own nothing is carried.

Zeros, numbers copied off the sheet, one number in every entry, numbers of another order of
magnitude. Vetting keeps known mistakes clear of them, so that marking can tell the two apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from grader.compare import Mask
from reference.arrays import Array
from reference.losses import one_hot

HUGE = 100.0  # times the reference's size


def zeros(answer: Array, near: Array) -> Mask:
    """Rows in which every entry is 0 or blank, to within `near` (same shape)."""
    return _all(np.isnan(answer) | (np.abs(answer) <= near))


def constant(answer: Array, near: Array) -> Mask:
    """Rows with one number in every entry, to within `near`; a single entry is no pattern."""
    flat, close = _flat(answer), _flat(near)
    if flat.shape[1] == 1:
        return np.zeros(len(flat), dtype=bool)
    return _all((np.abs(flat - flat[:, :1]) <= close) | np.isnan(flat))


def huge(answer: Array, reference: Array) -> Mask:
    """Rows with an entry that is infinite or far larger than any of the reference."""
    largest = np.nan_to_num(np.abs(_flat(answer)), posinf=np.inf).max(axis=1)
    found: Mask = largest > HUGE * np.maximum(1.0, np.abs(_flat(reference)).max(axis=1))
    return found


def copied(
    answer: Array, near: Array, leaves: Mapping[str, Array], labels: Collection[str]
) -> Mask:
    """Rows that repeat a given vector, a row or a column of a given matrix, or a whole one."""
    flat, close = _flat(answer), _flat(near)
    found = np.zeros(len(flat), dtype=bool)
    if flat.shape[1] > 1:
        for given in _givens(leaves, labels, flat.shape[1]):
            found |= _all(np.abs(flat - given) <= close)
    return found


def _givens(leaves: Mapping[str, Array], labels: Collection[str], size: int) -> list[Array]:
    """Everything on the sheet with that many numbers, as (S, size)."""
    found: list[Array] = []
    for name, value in leaves.items():
        if name in labels:
            found += [one_hot(value, np.zeros((1, size)))] if value.ndim == 1 else []
            continue
        pieces = [value]
        if value.ndim == 3:
            pieces += [value.swapaxes(1, 2)]
            pieces += [value[:, i] for i in range(value.shape[1])]
            pieces += [value[:, :, j] for j in range(value.shape[2])]
        found += [_flat(piece) for piece in pieces if _flat(piece).shape[1] == size]
    return found


def _flat(value: Array) -> Array:
    return value.reshape(value.shape[0], -1)


def _all(mask: Mask) -> Mask:
    found: Mask = np.logical_and.reduce(mask.reshape(mask.shape[0], -1), axis=1)
    return found
