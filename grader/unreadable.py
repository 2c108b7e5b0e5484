"""Why a typed answer could not be read: a value for the student, never a mark."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """The stable, value-free tag of each reason; statistics and tests use it, not the words."""

    EMPTY = "empty"  # an entry is missing
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"  # brackets within brackets
    CHARACTER = "character"  # a character that belongs to no notation accepted here
    FULL_WIDTH = "full-width"
    SYNTAX = "syntax"
    NAME = "name"  # a word that is neither a function nor a constant
    ADJACENT = "adjacent"  # two numbers with nothing between them: 2e, 2(3), 1 000
    SIGNS = "signs"  # --1
    AMBIGUOUS = "ambiguous"  # two readings that both make sense
    THOUSANDS = "thousands"
    MIXED_COMMA = "mixed-comma"  # decimal commas and decimal points together
    PERCENT = "percent"
    EQUALS = "equals"
    ELLIPSIS = "ellipsis"
    TRANSPOSE = "transpose"
    LATEX = "latex"
    ZERO_DIVISION = "zero-division"
    NOT_REAL = "not-real"
    NOT_FINITE = "not-finite"
    TOO_SMALL = "too-small"  # not 0, but stored as 0
    NOT_A_NUMBER = "not-a-number"
    RAGGED = "ragged"
    SHAPE = "shape"


@dataclass(frozen=True)
class Unreadable:
    """An answer that could not be read: no fault of the mathematics, so it costs nothing.

    `position` is the index in the text as typed, or, for a grid typed cell by cell, the row-major
    index of the cell; None where no single place is to blame.
    """

    code: Refusal
    reason: str
    position: int | None = None


class RefusedError(Exception):
    """Carries an Unreadable out of the depths of a reader; never leaves the public functions."""

    def __init__(self, code: Refusal, reason: str, position: int | None = None) -> None:
        super().__init__(reason)
        self.unreadable = Unreadable(code, reason, position)


def quoted(text: str, limit: int = 24) -> str:
    """What was typed, short and with nothing invisible in it."""
    shortened = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in shortened)
