"""The short way for what nearly everybody types: plain decimal numbers in exactly the asked shape.

It takes only what the reader in grader.answers would read and show back character for character,
and leaves everything else to it: exponents, `5.`, `+1`, `007`, -0, seven decimals, odd spaces.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

# At most 15 digits, which a double keeps, so that the number printed is the number typed; the
# first condition refuses -0, shown as 0. No quantifier gives anything back: the time is linear.
_NUMBER: Final = r"(?!-[0.]*+(?![1-9]))-?+(?:0|[1-9][0-9]{0,8}+)(?:\.[0-9]{1,6}+)?+"
_LONGEST_NUMBER: Final = len("-123456789.123456")
_NOTHING: Final = re.compile(r"(?!)")
# Shapes come from assignments, but also from whoever asks the server what a text means.
_SHAPES_KEPT: Final = 256

# The float64 values in the asked shape, the numbers as typed one by one, and what to show.
Plain = tuple[NDArray[np.float64], Sequence[str], str]


def plain_text(text: str, shape: tuple[int, ...]) -> Plain | None:
    """The numbers of `[[0.5, -1], [0, 2]]`, with or without the spaces; None if it is not that.

    The time is linear in the text; the caller bounds its length.
    """
    if not shape:  # no brackets to take away
        found = _list_pattern(()).fullmatch(text)
        return (np.array(float(text)), (text,), text) if found else None
    spaced = text if ", " in text else text.replace(",", ", ")
    if not _list_pattern(shape).fullmatch(spaced):
        return None
    numerals = spaced.replace("[", "").replace("]", "").split(", ")
    return np.array([float(n) for n in numerals]).reshape(shape), numerals, spaced


def plain_cells(cells: Sequence[str], shape: tuple[int, ...]) -> Plain | None:
    """The numbers of as many cells as the shape has entries, NaN for an empty cell, shown as _.

    None if any is not plain.
    """
    if sum(map(len, cells)) > _LONGEST_NUMBER * len(cells):
        return None
    if not shape and cells[0]:
        return plain_text(cells[0], shape)
    # A cell that itself held the separator would make one number too many.
    if not _cells_pattern(len(cells)).fullmatch(", ".join(cells)):
        return None
    values = [float(cell) if cell else math.nan for cell in cells]
    words = tuple([cell or "_" for cell in cells])
    return np.array(values).reshape(shape), tuple(cells), laid_out("%s", shape) % words


@lru_cache(maxsize=_SHAPES_KEPT)
def laid_out(entry: str, shape: tuple[int, ...]) -> str:
    """`entry` for every entry of the shape, in brackets and commas: `[[%s, %s], [%s, %s]]`."""
    for length in reversed(shape):
        entry = f"[{', '.join([entry] * length)}]"
    return entry


# Both patterns count with {n} instead of growing with the shape, so any shape is compiled quickly.


@lru_cache(maxsize=_SHAPES_KEPT)
def _list_pattern(shape: tuple[int, ...]) -> re.Pattern[str]:
    if 0 in shape:
        return _NOTHING
    pattern = _NUMBER
    for length in reversed(shape):
        pattern = rf"\[{pattern}(?:, {pattern}){{{length - 1}}}\]"
    return re.compile(pattern)


@lru_cache(maxsize=_SHAPES_KEPT)
def _cells_pattern(count: int) -> re.Pattern[str]:
    if count == 0:
        return _NOTHING
    cell = f"(?:{_NUMBER})?+"
    return re.compile(rf"{cell}(?:, {cell}){{{count - 1}}}")
