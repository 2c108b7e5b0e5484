"""What was typed or pasted for one quantity -> its entries with their precision, or why not.

docs/answers.md is the table of what may be typed. Nothing here raises for anything that a student
can type, and the time is bounded by the length caps, which come before everything else.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from grader.expressions import EXACT, evaluated, plain_number, read_entry, refuse_length
from grader.pasted import Cell, Reading, readings
from grader.plain_text import laid_out, plain_cells, plain_text
from grader.typography import normalised, with_decimal_points
from grader.unreadable import Refusal, RefusedError, Unreadable

__all__ = ["Refusal", "Typed", "Unreadable", "read_answer", "read_entries", "read_entry"]

# A print-out spends about 25 characters on an entry, a fraction in LaTeX about as many.
MAX_CHARS: Final = 400
MAX_CHARS_AN_ENTRY: Final = 60
# Generous to blank lines and indentation; cutting up hundreds of entries to say so would cost more.
MAX_SEPARATORS: Final = 20
MAX_SEPARATORS_AN_ENTRY: Final = 6

Entry = tuple[float, int]
_BLANK: Final[Entry] = (math.nan, EXACT)


@dataclass(frozen=True)
class Typed:
    """One answer understood.

    `values` is float64 in the core shape, NaN where an entry was left blank and finite elsewhere;
    `shown` is what was understood, for the student. `written` has for each entry, row-major, its
    number of decimals, or the plain number in which they are still to be counted.
    """

    values: NDArray[np.float64]
    written: Sequence[int | str]
    shown: str

    @cached_property
    def decimals(self) -> NDArray[np.int64]:
        """How many decimals were typed, int64 in the core shape.

        -1 for a fraction or an expression (no rounding) and for a blank. Counted when first asked
        for, since marking in bulk never asks.
        """
        counts = [w if isinstance(w, int) else _decimals(w) for w in self.written]
        return np.array(counts, dtype=np.int64).reshape(self.values.shape)


def read_answer(text: str, shape: tuple[int, ...]) -> Typed | Unreadable:
    """One quantity typed or pasted as a whole; nothing but white space is an answer left blank.

    A vector may stand in a row or in a column; a matrix must have the asked rows and columns.
    """
    limit = MAX_CHARS + MAX_CHARS_AN_ENTRY * math.prod(shape)
    if len(text) > limit:
        reason = f"The text has {len(text)} characters; at most {limit} are read for this answer."
        return Unreadable(Refusal.TOO_LONG, reason, limit)
    if plain := plain_text(text, shape):
        return Typed(*plain)
    if not text.strip():
        return _blank(shape)
    return read_answer_at_length(text, shape)


def read_answer_at_length(text: str, shape: tuple[int, ...]) -> Typed | Unreadable:
    """The same for a text of bounded length that is not blank, whatever notation it is in."""
    if quick := _quick_entries(text, shape):
        return _typed(quick, shape)
    try:
        return _typed(_best_entries(normalised(text), shape), shape)
    except RefusedError as refused:
        return refused.unreadable


def read_entries(cells: Sequence[str], shape: tuple[int, ...]) -> Typed | Unreadable:
    """One quantity typed cell by cell, row-major; an empty cell is an entry left blank."""
    if len(cells) != math.prod(shape):
        reason = f"{len(cells)} cells were sent, but {_asked(shape)}."
        return Unreadable(Refusal.SHAPE, reason)
    if plain := plain_cells(cells, shape):
        return Typed(*plain)
    return read_entries_at_length(cells, shape)


def read_entries_at_length(cells: Sequence[str], shape: tuple[int, ...]) -> Typed | Unreadable:
    """The same for as many cells as the shape has entries, whatever is in them."""
    try:
        return _typed(_grid_entries(cells, shape), shape)
    except RefusedError as refused:
        return refused.unreadable


# --- entries --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Table:
    """Cells in row-major order; `is_grid` if each was typed into a field of its own."""

    cells: Sequence[Cell]
    columns: int
    may_be_blank: bool
    is_grid: bool = False

    def entries(self) -> list[Entry]:
        return [
            self._entry(index, text)
            for index, text in enumerate(with_decimal_points(cell.text for cell in self.cells))
        ]

    def _entry(self, index: int, text: str) -> Entry:
        if self.may_be_blank and not text.strip():
            return _BLANK
        try:
            return evaluated(text)
        except RefusedError as refused:
            raise self.located(refused.unreadable, index) from None

    def located(self, unreadable: Unreadable, index: int) -> RefusedError:
        """The same refusal, which now says which entry it is about."""
        start, at = self.cells[index].start, unreadable.position
        position = start + at if start is not None and at is not None else None
        where, count = "", len(self.cells)
        if count > 1 and self.columns in (1, count):
            where = f"Entry {index + 1}: "
        elif count > 1:
            row, column = divmod(index, self.columns)
            where = f"Row {row + 1}, column {column + 1}: "
        reason = where + unreadable.reason
        return RefusedError(unreadable.code, reason, index if self.is_grid else position)


def _grid_entries(cells: Sequence[str], shape: tuple[int, ...]) -> list[Entry]:
    quick = [entry for entry in map(plain_number, cells) if entry is not None]
    if len(quick) == len(cells):
        return quick
    typed = _Table([Cell(cell, None) for cell in cells], shape[-1] if shape else 1, True, True)
    texts = []
    for index, cell in enumerate(cells):
        try:
            refuse_length(cell)
            texts.append(normalised(cell))
        except RefusedError as refused:
            raise typed.located(refused.unreadable, index) from None
    return replace(typed, cells=[Cell(text, None) for text in texts]).entries()


# What nearly every print-out of a list consists of; anything else goes the long way.
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,9})?")
_SEPARATOR = re.compile(r"[&,;\[{\t\n]|\r(?!\n)|\\\\")
_SPACE = str.maketrans("", "", " \t\r\n")


def _quick_entries(text: str, shape: tuple[int, ...]) -> list[Entry] | None:
    """The entries of [[1, 2], [3, 4]] in exactly the asked shape; None if it is not that."""
    # Each number becomes one mark before the spaces go, so two of them can never become one.
    if _NUMBER.sub("#", text).translate(_SPACE) != laid_out("#", shape).translate(_SPACE):
        return None
    found = [plain_number(number) for number in _NUMBER.findall(text)]
    entries = [entry for entry in found if entry is not None]
    # Fewer numbers than marks: a # was typed, or a number is too large and must be refused.
    return entries if len(entries) == math.prod(shape) else None


def _best_entries(text: str, shape: tuple[int, ...]) -> list[Entry]:
    """The entries by the first reading that fits the shape and can be evaluated."""
    limit = MAX_SEPARATORS + MAX_SEPARATORS_AN_ENTRY * math.prod(shape)
    if len(_SEPARATOR.findall(text)) > limit:
        raise RefusedError(Refusal.SHAPE, f"There is far more in this than fits; {_asked(shape)}.")
    likeliest: Reading | None = None
    refused: RefusedError | None = None
    for reading in readings(text):
        likeliest = likeliest or reading
        if not _fits(reading.widths, shape):
            continue
        cells = [cell for row in reading.rows for cell in row]
        try:
            return _Table(cells, reading.widths[0], reading.may_be_blank).entries()
        except RefusedError as error:
            refused = refused or error
    raise refused or _misfit(likeliest.widths if likeliest else (), shape)


# --- shapes ---------------------------------------------------------------------------------------


def _fits(widths: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    if len(set(widths)) != 1:
        return False
    rows, columns = len(widths), widths[0]
    if len(shape) == 2:
        return (rows, columns) == shape
    # A vector has no direction of its own, so a row and a column are both accepted.
    return rows * columns == math.prod(shape) and 1 in (rows, columns)


def _misfit(widths: tuple[int, ...], shape: tuple[int, ...]) -> RefusedError:
    if not widths:
        return RefusedError(Refusal.EMPTY, f"There is no number in this; {_asked(shape)}.")
    if len(set(widths)) > 1:
        lengths = ", ".join(map(str, widths[:6])) + (", ..." if len(widths) > 6 else "")
        reason = f"The rows have different lengths ({lengths}); {_asked(shape)}."
        return RefusedError(Refusal.RAGGED, reason)
    rows, columns = len(widths), widths[0]
    reason = f"This reads as {_counted(rows, 'row')} and {_counted(columns, 'column')}, but "
    reason += f"{_asked(shape)}."
    if (columns, rows) == shape:
        reason += " Transposed it would fit."
    return RefusedError(Refusal.SHAPE, reason)


def _asked(shape: tuple[int, ...]) -> str:
    if len(shape) == 0:
        return "one number is asked"
    if len(shape) == 1:
        return f"a vector of {_counted(shape[0], 'number')} is asked"
    return f"a matrix of {_counted(shape[0], 'row')} and {_counted(shape[1], 'column')} is asked"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# --- what was understood --------------------------------------------------------------------------


def _typed(entries: Sequence[Entry], shape: tuple[int, ...]) -> Typed:
    values = np.array([value for value, _ in entries], dtype=np.float64).reshape(shape)
    words = tuple(_shown_entry(value, decimals) for value, decimals in entries)
    return Typed(values, [decimals for _, decimals in entries], laid_out("%s", shape) % words)


def _blank(shape: tuple[int, ...]) -> Typed:
    return Typed(np.full(shape, math.nan), [EXACT] * math.prod(shape), laid_out("_", shape))


def _decimals(plain: str) -> int:
    return len(plain.partition(".")[2]) if plain else EXACT


def _shown_entry(value: float, decimals: int) -> str:
    if 0 <= decimals <= 6 and abs(value) < 1e15:
        return f"{value:.{decimals}f}"
    if value != value:
        return "_"
    if decimals == EXACT or abs(value) >= 1e15:
        return f"{value:.6g}"
    if 0 < abs(value) < 1e-4:
        digits = decimals + math.floor(math.log10(abs(value)))
        return f"{value:.{min(max(digits, 0), 16)}e}"
    return f"{value:.{min(decimals, 17)}f}"
