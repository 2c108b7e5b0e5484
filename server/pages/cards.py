"""What the attempt, preview and result pages show of a problem: drawing, numbers, cards.

Nothing here knows tolerances or seeds, and reference values only where staff asked for the key.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from grader.assignment import Asked, Assignment, Problem
from grader.vetting import Variant
from server import formulas
from server.answers_body import Answers
from server.drawing import describe, draw_network
from server.graph_drawing import describe_graph, draw_graph
from server.pages.drawings import Drawings
from server.pages.typed_answers import Shapes, Understood, cell_field, understand, whole_field
from server.statements import render_statement

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Given:
    """A given array as it is printed: rows of numbers, and one line of Python."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    python: str
    note: str = ""


@dataclass(frozen=True)
class Box:
    """One cell of a card."""

    index: int
    field: str
    text: str
    words: str
    fault: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class Card:
    """One asked quantity: what to type, what was understood and, once marked, what came of it."""

    id: str
    step: int
    name: str
    words: str
    shape: tuple[int, ...]
    asked: Asked
    rows: tuple[tuple[Box, ...], ...]
    whole_field: str
    whole: str
    understood: Understood
    mark: Mapping[str, Any] | None = None
    reference: tuple[tuple[str, ...], ...] | None = None

    @property
    def is_gradient(self) -> bool:
        return formulas.is_gradient(self.name)

    @property
    def shape_words(self) -> str:
        return formulas.shape_words(self.shape)


@dataclass(frozen=True)
class ProblemView:
    """A problem with this student's numbers."""

    id: str
    position: int
    problem: Problem
    statement: Markup
    network: Markup | None
    graph: Markup
    in_words: tuple[str, ...]
    given: tuple[Given, ...]
    cards: tuple[Card, ...]
    mark: Mapping[str, Any] | None = None

    @property
    def python(self) -> str:
        return "\n".join(["import numpy as np", "", *(given.python for given in self.given)])


@dataclass(frozen=True)
class Sheet:
    """What a page is made from; all but the first two may be missing."""

    assignment: Assignment
    variants: Mapping[str, Variant]
    answers: Answers = field(default_factory=dict)
    mark: Mapping[str, Any] | None = None
    references: Mapping[str, Mapping[str, Numbers]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A problem, where it stands on the page, and the shapes of what it asks."""

    position: int
    problem: Problem
    shapes: Mapping[str, tuple[int, ...]]


def shapes_of(variants: Mapping[str, Variant], assignment: Assignment) -> Shapes:
    """The core shape of everything asked, in the order of the pages."""
    return {
        problem.id: {
            asked.name: np.shape(variants[problem.id].tolerances[asked.name])
            for asked in problem.asked
        }
        for problem in assignment.problems
    }


def problem_views(sheet: Sheet, drawings: Drawings) -> list[ProblemView]:
    shapes = shapes_of(sheet.variants, sheet.assignment)
    return [
        _view(sheet, Place(position, problem, shapes[problem.id]), drawings)
        for position, problem in enumerate(sheet.assignment.problems)
    ]


def _view(sheet: Sheet, place: Place, drawings: Drawings) -> ProblemView:
    problem, position = place.problem, place.position
    leaves = sheet.variants[problem.id].leaves
    key = (sheet.assignment.digest, problem.id)
    network = draw_network(problem, leaves, f"network-{position}") if problem.network else None
    return ProblemView(
        id=problem.id,
        position=position,
        problem=problem,
        statement=drawings.once(("statement", *key), lambda: render_statement(problem.statement)),
        network=network,
        graph=drawings.once(
            ("graph", *key), lambda: draw_graph(problem.graph, f"graph-{position}")
        ),
        in_words=tuple(describe(problem, leaves) if network else describe_graph(problem.graph)),
        given=tuple(_given(problem, leaves)),
        cards=tuple(_card(sheet, place, q) for q in range(len(problem.asked))),
        mark=sheet.mark["problems"].get(problem.id) if sheet.mark else None,
    )


def _given(problem: Problem, leaves: Mapping[str, Numbers]) -> Iterator[Given]:
    for name in problem.leaf_shapes:
        value = np.asarray(leaves[name])
        if name in problem.labels:
            yield _label(problem, name, value)
        else:
            yield Given(name, _rows(value), f"{name} = {_python(value)}")


def _label(problem: Problem, name: str, value: Numbers) -> Given:
    """A class: by name where the classes have names, by index (from 0) in Python."""
    indices = [int(v) for v in value.reshape(-1)]
    written = tuple(problem.classes[i] if problem.classes else str(i) for i in indices)
    text = f"{name} = {_python(value.astype(int))}"
    counted = ", ".join(f"{i} {c}" for i, c in enumerate(problem.classes))
    return Given(name, (written,), text, note=f"classes: {counted}" if counted else "")


def _rows(value: Numbers) -> tuple[tuple[str, ...], ...]:
    """A vector stands as a column, as in the lecture."""
    grid = value.reshape(value.shape[0], -1) if value.ndim else value.reshape(1, 1)
    return tuple(tuple(formulas.number(float(v)) for v in row) for row in grid)


def _python(value: npt.NDArray[Any]) -> str:
    return str(value.item()) if value.ndim == 0 else f"np.array({value.tolist()})"


def _card(sheet: Sheet, place: Place, q: int) -> Card:
    problem, asked = place.problem, place.problem.asked[q]
    shape = place.shapes[asked.name]
    answer = sheet.answers.get(problem.id, {}).get(asked.name, [""] * math.prod(shape))
    understood = understand(answer, shape)
    mark = _quantity_mark(sheet, problem.id, asked.name)
    reference = sheet.references.get(problem.id, {}).get(asked.name)
    return Card(
        id=f"q-{place.position}-{q}",
        step=q + 1,
        name=asked.name,
        words=formulas.words(asked.name) if problem.network else "",
        shape=shape,
        asked=asked,
        rows=_in_rows(_boxes((place.position, q), shape, _read(answer, understood), mark), shape),
        whole_field=whole_field(place.position, q),
        # What was read from a whole text goes on as cells; what was not stays to be mended.
        whole=answer if isinstance(answer, str) and not understood.cells else "",
        understood=understood,
        mark=mark,
        reference=None if reference is None else _rows(reference.round(6)),
    )


def _quantity_mark(sheet: Sheet, problem_id: str, name: str) -> Mapping[str, Any] | None:
    if sheet.mark is None:
        return None
    found: Mapping[str, Any] | None = (
        sheet.mark["problems"].get(problem_id, {}).get("quantities", {}).get(name)
    )
    return found


def _read(answer: str | list[str], understood: Understood) -> list[tuple[str, str]]:
    """The text of each cell and what is wrong with it; none where a whole text was not read."""
    texts = understood.cells if isinstance(answer, str) else answer
    return [(text, understood.faults.get(i, "")) for i, text in enumerate(texts or ())]


def _boxes(
    place: tuple[int, int],
    shape: tuple[int, ...],
    read: list[tuple[str, str]],
    mark: Mapping[str, Any] | None,
) -> list[Box]:
    count = math.prod(shape)
    verdicts = _flat(mark["entries"]) if mark else []
    texts = read or [("", "")] * count
    return [
        Box(
            index=i,
            field=cell_field(*place, i),
            text=texts[i][0],
            words=formulas.entry_words(shape, i),
            fault=texts[i][1],
            verdict=verdicts[i] if i < len(verdicts) else "",
        )
        for i in range(count)
    ]


def _flat(entries: Any) -> list[str]:
    if isinstance(entries, str):
        return [entries]
    return [verdict for part in entries for verdict in _flat(part)]


def _in_rows(boxes: list[Box], shape: tuple[int, ...]) -> tuple[tuple[Box, ...], ...]:
    width = shape[1] if len(shape) == 2 else 1
    return tuple(tuple(boxes[i : i + width]) for i in range(0, len(boxes), width))
