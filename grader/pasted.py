"""A typed or pasted vector or matrix, cut into rows of entries that are not yet looked into.

The same characters can be cut in more than one way: `1,2;3,4` is a 2 x 2 matrix or two decimal
commas. So a text has several readings, the likeliest first, and the asked shape chooses.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from grader.latex import is_latex, latex_entry, latex_rows, without_delimiters
from grader.unreadable import Refusal, RefusedError, quoted

MAX_BRACKET_DEPTH: Final = 2
WRAPPED_LINE_CHARS: Final = 50  # NumPy fills its lines up to 75


@dataclass(frozen=True)
class Cell:
    """The text of one entry and where it starts in the text as typed (None: not known)."""

    text: str
    start: int | None


@dataclass(frozen=True)
class Reading:
    """One way of cutting the text; in a table with tabs an empty cell is an entry left blank."""

    rows: tuple[tuple[Cell, ...], ...]
    may_be_blank: bool = False

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(len(row) for row in self.rows)


_ARRAY = re.compile(
    r"\s*(?:Parameter containing:\s*)?(?:(?:np|numpy|torch|jnp|tf)\.)?"
    r"(?:array|Array|tensor|Tensor|matrix)\("
)
_ARRAY_SETTINGS = re.compile(
    r"(?:\s*,\s*(?:dtype|device|requires_grad|grad_fn|shape|weak_type)="
    r"(?:'[^']*'|<[^<>]*>|\([0-9, ]*\)|[\w.]+))*\s*(?:,\s*)?\)"
)
_SETTING = re.compile(r",\s*(?:dtype|device|requires_grad|grad_fn|shape|weak_type)=")
_SCALAR = re.compile(r"\b(?:np|numpy)\.float(?:16|32|64)\(([^()]*)\)")
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")
_ROW = re.compile(r"[^;\r\n]+")
_BRACKETS = re.compile(r"[\[\]{}]")
_CLOSES: Final = {"]": "[", "}": "{"}


def readings(text: str) -> Iterator[Reading]:
    """Every way of cutting a normalised text into rows of entries, the likeliest first.

    Raises RefusedError where no way is left: an ellipsis, brackets that do not match, LaTeX that is
    not understood.
    """
    if (at := max(text.find("..."), text.find("…"))) >= 0:
        reason = (
            "The print-out leaves entries out at ...; print all of it, "
            "for example with numpy.set_printoptions(threshold=10000)."
        )
        raise RefusedError(Refusal.ELLIPSIS, reason, at)
    if not is_latex(text):
        return _plain_readings(_without_array(text))
    if rows := latex_rows(text):
        return iter([Reading(tuple(tuple(Cell(cell, None) for cell in row) for row in rows))])
    rewritten = latex_entry(without_delimiters(text))
    return (_without_positions(reading) for reading in _plain_readings(rewritten))


def _without_positions(reading: Reading) -> Reading:
    rows = (tuple(Cell(cell.text, None) for cell in row) for row in reading.rows)
    return Reading(tuple(rows), reading.may_be_blank)


def _without_array(text: str) -> str:
    """The text with array(...), tensor(..., dtype=...) blanked out, character for character."""
    text = _SCALAR.sub(lambda scalar: _blanked(scalar[0], scalar.start(1) - scalar.start()), text)
    if not (opened := _ARRAY.match(text)):
        return text
    setting = _SETTING.search(text, opened.end())
    end = setting.start() if setting else len(text.rstrip()) - 1
    if not _ARRAY_SETTINGS.fullmatch(text, end, len(text.rstrip())):
        at = max(end, 0)
        reason = f"After the numbers, {quoted(text[at:])} is not read; paste the brackets alone."
        raise RefusedError(Refusal.SYNTAX, reason, at)
    return " " * opened.end() + text[opened.end() : end]


def _blanked(call: str, inside: int) -> str:
    return " " * inside + call[inside:-1] + " "


def _plain_readings(text: str) -> Iterator[Reading]:
    stripped = text.strip().removesuffix(";").rstrip()
    start = text.find(stripped)
    if (equals := stripped.find("=")) >= 0:
        reason = "Leave out everything up to the = and give the numbers alone."
        raise RefusedError(Refusal.EQUALS, reason, start + equals)
    if stripped[:1] in ("[", "{"):
        return _bracketed(stripped, start)
    if inside := _tuple_inside(stripped):
        return _bare(inside, start + 1, bracketed=True)
    if bracket := _BRACKETS.search(stripped):
        reason = f"Something stands before the {bracket.group()}; paste the brackets alone."
        raise RefusedError(Refusal.SYNTAX, reason, start + bracket.start())
    return _bare(stripped, start, bracketed=False)


# --- brackets -------------------------------------------------------------------------------------


def _bracketed(text: str, start: int) -> Iterator[Reading]:
    groups = _groups(text, start)
    if len(groups) == 1 and not _BRACKETS.search(groups[0].text):
        return _bare(groups[0].text, groups[0].start or 0, bracketed=True)
    if len(groups) == 1:
        groups = _groups(groups[0].text, groups[0].start or 0)
    rows = []
    for group in groups:
        if bracket := _BRACKETS.search(group.text):
            raise _too_deep((group.start or 0) + bracket.start())
        rows.append(_entries(group))
    return iter([Reading(tuple(rows))])


def _too_deep(at: int) -> RefusedError:
    reason = "Brackets are nested three deep; a matrix is a list of rows: [[1, 2], [3, 4]]."
    return RefusedError(Refusal.TOO_DEEP, reason, at)


def _groups(text: str, start: int) -> list[Cell]:
    """What stands inside each outermost bracket; between them at most one comma or semicolon."""
    groups: list[Cell] = []
    opened: list[re.Match[str]] = []
    outside = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket.group() not in _CLOSES:
            if not opened:
                _refuse_between(text[outside : bracket.start()], start + outside, bool(groups))
            if len(opened) == MAX_BRACKET_DEPTH:
                raise _too_deep(start + bracket.start())
            opened.append(bracket)
        elif not opened or opened[-1].group() != _CLOSES[bracket.group()]:
            reason = f"This {bracket.group()} does not close what was opened before it."
            raise RefusedError(Refusal.SYNTAX, reason, start + bracket.start())
        else:
            first = opened.pop()
            if not opened:
                groups.append(Cell(text[first.end() : bracket.start()], start + first.end()))
                outside = bracket.end()
    if opened:
        reason = f"This {opened[0].group()} is never closed."
        raise RefusedError(Refusal.SYNTAX, reason, start + opened[0].start())
    _refuse_between(text[outside:], start + outside, bool(groups))
    return groups


def _refuse_between(text: str, at: int, after_a_group: bool) -> None:
    between = text.strip()
    if not between or (after_a_group and between in (",", ";")):
        return
    if between[0] in "'.^":
        reason = f"{quoted(between)} is not read; write the matrix as it should stand."
        raise RefusedError(Refusal.TRANSPOSE, reason, at)
    reason = f"{quoted(between)} stands outside the rows; only numbers in brackets are read here."
    raise RefusedError(Refusal.SYNTAX, reason, at)


def _tuple_inside(text: str) -> str | None:
    """What (1, 2, 3) holds, if these brackets are a vector's and not an expression's."""
    if not (text.startswith("(") and text.endswith(")")):
        return None
    depth, has_comma = 0, False
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        has_comma |= depth == 1 and character == ","
        if depth == 0 and at < len(text) - 1:
            return None
    return text[1:-1] if has_comma and depth == 0 else None


# --- rows and columns -----------------------------------------------------------------------------


def _bare(text: str, start: int, bracketed: bool) -> Iterator[Reading]:
    whole = Cell(text, start)
    lines = _pieces(_LINE, whole)
    rows = _pieces(_ROW, whole)
    if "\t" in text and not bracketed:
        yield Reading(tuple(_split(line, "\t") for line in lines), may_be_blank=True)
    if not bracketed and any(";" in _without_last(line, ";").text for line in lines):
        yield Reading(tuple(_split(_without_last(line, ";"), ";") for line in lines))
        if len(lines) > 1:
            return  # a table whose columns are set apart by semicolons, so they start no row
    yield Reading(tuple(_entries(row) for row in rows))
    if "," in text:
        yield Reading(tuple(_words(row) for row in rows))
    if bracketed and ";" not in text and _is_wrapped(lines):
        yield Reading((_entries(whole),))
    yield Reading(tuple((row,) for row in rows))


def _is_wrapped(lines: list[Cell]) -> bool:
    """Whether these are one long row as NumPy and Python break it, not MATLAB's rows."""
    if len(lines) < 2:
        return False
    widths = {len(_entries(line)) for line in lines}
    is_long = len(lines[0].text) >= WRAPPED_LINE_CHARS
    return is_long or len(widths) > 1 or all(line.text.rstrip()[-1] == "," for line in lines[:-1])


def _pieces(pattern: re.Pattern[str], cell: Cell) -> list[Cell]:
    start = cell.start or 0
    found = (Cell(piece.group(), start + piece.start()) for piece in pattern.finditer(cell.text))
    return [piece for piece in found if not piece.text.isspace()]


def _entries(row: Cell) -> tuple[Cell, ...]:
    return _split(_without_last(row, ","), ",") if "," in row.text else _words(row)


def _words(row: Cell) -> tuple[Cell, ...]:
    return tuple(_pieces(_WORD, row))


def _split(row: Cell, separator: str) -> tuple[Cell, ...]:
    return tuple(_cut(row.text.split(separator), row.start or 0))


def _cut(parts: Iterable[str], start: int) -> Iterator[Cell]:
    for part in parts:
        yield Cell(part, start)
        start += len(part) + 1


def _without_last(row: Cell, separator: str) -> Cell:
    """The row without one separator at its end: `1, 2,` and `1 2;`."""
    return Cell(row.text.rstrip().removesuffix(separator), row.start)
