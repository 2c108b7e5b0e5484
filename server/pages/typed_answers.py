"""What was typed into the attempt page: from the form to answers, and what they were read as.

An answer is a list of the texts of the cells, row by row, or one text where a whole matrix was
pasted. Reading says nothing about right or wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.answers import Typed, Unreadable, read_answer, read_entries, read_entry
from server.answers_body import CELL_CHARACTERS_AT_MOST, PASTE_CHARACTERS_AT_MOST, Answers

Shape = tuple[int, ...]
Shapes = Mapping[str, Mapping[str, Shape]]  # problem -> asked quantity -> core shape


@dataclass(frozen=True)
class Understood:
    """One answer as it was read.

    `shown` is the whole answer as understood, `worked_out` the entries that were more than a
    plain number (`-1/3 = -0.333333`), `faults` the reason by entry, and `fault` the reason where
    no single entry is to blame. `cells` are texts for the grid, None if there is nothing to fill.
    """

    shown: str = ""
    worked_out: tuple[str, ...] = ()
    faults: Mapping[int, str] = field(default_factory=dict)
    fault: str = ""
    cells: tuple[str, ...] | None = None
    blanks: int = 0

    @property
    def is_readable(self) -> bool:
        return not self.faults and not self.fault


def cell_field(problem: int, quantity: int, entry: int) -> str:
    """The form's name of a cell; names of quantities hold characters that selectors do not like."""
    return f"c.{problem}.{quantity}.{entry}"


def whole_field(problem: int, quantity: int) -> str:
    return f"w.{problem}.{quantity}"


def read_form(form: Mapping[str, str], shapes: Shapes) -> Answers:
    """The answers of a posted form; a whole matrix typed as one text wins over the grid."""
    answers: Answers = {}
    for p, (problem, quantities) in enumerate(shapes.items()):
        answers[problem] = {}
        for q, (name, shape) in enumerate(quantities.items()):
            whole = form.get(whole_field(p, q), "")[:PASTE_CHARACTERS_AT_MOST]
            cells = [
                form.get(cell_field(p, q, i), "")[:CELL_CHARACTERS_AT_MOST]
                for i in range(math.prod(shape))
            ]
            answers[problem][name] = whole if whole.strip() else cells
    return answers


def fitted(body: object, shapes: Shapes) -> Answers:
    """`body` with exactly the asked quantities and cells; ValueError for any that are not asked."""
    if not isinstance(body, dict) or not set(body) <= set(shapes):
        raise ValueError("answers: an object with the problems of this assignment is accepted")
    answers: Answers = {}
    for problem, quantities in shapes.items():
        given = body.get(problem, {})
        if not isinstance(given, dict) or not set(given) <= set(quantities):
            raise ValueError(f"{problem}: an object with its asked quantities is accepted")
        answers[problem] = {
            name: _fitted_answer(f"{problem}, {name}", given.get(name, ""), math.prod(shape))
            for name, shape in quantities.items()
        }
    return answers


def _fitted_answer(where: str, given: object, count: int) -> str | list[str]:
    if given == "":
        return [""] * count
    if isinstance(given, str):
        return _whole_characters(given)
    if isinstance(given, list) and len(given) == count and all(isinstance(c, str) for c in given):
        return [_whole_characters(cell) for cell in given]
    raise ValueError(f"{where}: one text, or a list of {count} texts, is accepted")


def _whole_characters(text: str) -> str:
    # JSON can carry half a surrogate pair, which no page can show; a form's is replaced as well.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def understand(answer: str | Sequence[str], shape: Shape) -> Understood:
    """Read one answer: a text as a whole matrix, a list as the cells of the grid."""
    if isinstance(answer, str):
        read = read_answer(answer, shape)
        if isinstance(read, Unreadable):
            return Understood(fault=read.reason, blanks=0)
        return _readable(read, cells=tuple(_as_typed(read)))
    read = read_entries(answer, shape)
    if isinstance(read, Unreadable):
        faults = _faults(answer, read)
        readable = ["" if index in faults else cell for index, cell in enumerate(answer)]
        rest = read_entries(readable, shape)
        worked_out = tuple(_worked_out(readable, rest)) if isinstance(rest, Typed) else ()
        return Understood(worked_out=worked_out, faults=faults, fault="" if faults else read.reason)
    return _readable(read, worked_out=tuple(_worked_out(answer, read)))


def understand_all(answers: Answers, shapes: Shapes) -> dict[str, dict[str, Understood]]:
    return {
        problem: {name: understand(answers[problem][name], shape) for name, shape in asked.items()}
        for problem, asked in shapes.items()
    }


def _readable(
    read: Typed, *, cells: tuple[str, ...] | None = None, worked_out: tuple[str, ...] = ()
) -> Understood:
    blanks = int(np.isnan(read.values).sum())
    shown = "" if blanks == read.values.size else read.shown
    return Understood(shown=shown, worked_out=worked_out, cells=cells, blanks=blanks)


def _faults(cells: Sequence[str], first: Unreadable) -> dict[int, str]:
    """Every cell that cannot be read, so that all can be mended at once."""
    read = {i: read_entry(cell) for i, cell in enumerate(cells) if cell.strip()}
    faults = {i: entry.reason for i, entry in read.items() if isinstance(entry, Unreadable)}
    if not faults and first.position is not None:
        faults[first.position] = first.reason
    return faults


def _worked_out(cells: Sequence[str], read: Typed) -> Iterable[str]:
    entries = zip(cells, read.values.flat, read.decimals.flat, strict=True)
    for text, value, decimals in entries:
        typed = " ".join(text.split())
        if typed and decimals < 0 and not typed.lstrip("-−+").isdecimal():
            yield f"{typed} = {value:.6g}"


def _as_typed(read: Typed) -> Iterable[str]:
    """Texts for the grid that read as the same numbers with the same number of decimals."""
    for value, decimals in zip(read.values.flat, read.decimals.flat, strict=True):
        if math.isnan(value):
            yield ""
        elif decimals >= 0:
            yield f"{value:.{min(int(decimals), 20)}f}"
        else:
            yield repr(float(value)).removesuffix(".0")
