"""Numbers that cases are drawn from: on a grid of 1/1024, which float32 holds exactly."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

GRID = 1024.0
LARGE = 1000.0  # exp of it overflows

Shape = tuple[int, ...]


def grid_numbers(generator: Generator, shape: Shape) -> NDArray[np.float64]:
    """Normal, and never 0."""
    found = np.round(generator.normal(size=shape) * GRID) / GRID
    return np.where(found == 0, 1 / GRID, found)


def draw_labels(
    generator: Generator, classes: int, shape: Shape, absent: int | None
) -> NDArray[np.int64]:
    """Class indices below `classes`; none is `absent`."""
    if absent is None or classes < 2:
        return np.asarray(generator.integers(0, classes, shape))
    found = generator.integers(0, classes - 1, shape)
    return np.asarray(found + (found >= absent))
