"""Answers in a file: problem -> quantity -> what was typed, in every form that is unambiguous."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import orjson

from grader.assignment import Assignment
from grader.faults import did_you_mean, value_text
from grader.mark import Answer, Answers
from grader.toml_or_json import FileFaultError, Table
from reference.arrays import Shape
from reference.derivation import Derivation

MOST_CELLS = 10_000


@dataclass(frozen=True)
class AnswerForm:
    """What an assignment asks: problem -> quantity -> shape; reads tables of answers by it."""

    assignment: Assignment

    @cached_property
    def shapes(self) -> Mapping[str, Mapping[str, Shape]]:
        found: dict[str, dict[str, Shape]] = {}
        for problem in self.assignment.problems:
            cells = Derivation(problem.graph, problem.leaf_shapes).by_name
            found[problem.id] = {asked.name: cells[asked.name].shape for asked in problem.asked}
        return found

    @property
    def only_problem(self) -> str | None:
        """The id of an assignment's single problem: its name may then be left out."""
        return next(iter(self.shapes)) if len(self.shapes) == 1 else None

    def read(self, table: Table) -> Answers:
        """The answers as the grader takes them; raises FileFaultError."""
        only = self.only_problem
        if only is not None and only not in table and set(table) & set(self.shapes[only]):
            table = {only: table}
        return {
            problem: self._problem(problem, quantities) for problem, quantities in table.items()
        }

    def _problem(self, problem: str, quantities: object) -> dict[str, Answer]:
        if problem not in self.shapes:
            raise FileFaultError(unknown("problem", problem, self.shapes))
        if not isinstance(quantities, dict):
            shown = value_text(quantities)
            raise FileFaultError(f"{problem} = {shown}: a table of quantities is expected")
        return {name: self._answer(problem, name, given) for name, given in quantities.items()}

    def _answer(self, problem: str, name: str, given: object) -> Answer:
        if name not in self.shapes[problem]:
            raise FileFaultError(unknown(f"quantity of {problem}", name, self.shapes[problem]))
        if isinstance(given, list):
            return _listed(f"{problem}, {name}", given, self.shapes[problem][name])
        return _typed(f"{problem}, {name}", given)


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """That there is no such thing, and what there is."""
    hint = did_you_mean(name, known)
    return f"no {kind} is called {value_text(name)}; {hint}known: {', '.join(known)}"


def _typed(where: str, given: object) -> str:
    if isinstance(given, str):
        return given
    if given is None:
        return ""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return repr(given)
    shown = value_text(given)
    raise FileFaultError(f"{where} = {shown}: text, a number or a list of them is expected")


def _listed(where: str, given: list[Any], shape: Shape) -> Answer:
    """Cells in row-major order where the nesting is the quantity's; else text that is refused so.

    A plain list of texts is a grid typed cell by cell and may stand for any shape.
    """
    cells: list[Any] = given
    depth = 1
    while cells and all(isinstance(inner, list) for inner in cells) and depth < 3:
        cells, depth = [cell for row in cells for cell in row], depth + 1
        if len(cells) > MOST_CELLS:
            raise FileFaultError(f"{where}: more than {MOST_CELLS:,} cells")
    texts = [_typed(where, cell) for cell in cells]
    is_grid = depth == 1 and any(isinstance(cell, str) for cell in cells)
    if is_grid or (depth == len(shape) and _shape_of(given) == shape):
        return texts
    return orjson.dumps(given).decode()


def _shape_of(given: list[Any]) -> Shape | None:
    try:
        return np.shape(np.array(given, dtype=object))
    except ValueError:
        return None
