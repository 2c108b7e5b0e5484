"""A batch of submissions as a class hands them in, as arrays and as typed text.

Six in ten are right, rounded at every step. Three in ten make one mistake of the catalogue and
carry on correctly from it. One in ten shows nothing: half of those are blank, a quarter random
numbers, a quarter text that nobody can read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulate import Class
from benchmarks.students import rounds, work_through
from grader.mark import Answer, Answers
from grader.vetting import Variant
from grader.workings import Bite, Step
from reference.arrays import Array

Rows = NDArray[np.intp]
Submission = tuple[Mapping[str, Variant], Answers]

MISTAKEN, SHOWING_NOTHING = 0.3, 0.1
UNREADABLE = ("see the other sheet", "[[1, 2", "1,5 oder so", "nan", "W2^T dL/do")


@dataclass(frozen=True)
class Batch:
    """Answers (S, *core) by quantity, one submission for each student of a class.

    `number` says which mix it is; `unreadable` are rows, which are blank in the arrays.
    """

    students: Class
    number: int
    answers: Mapping[str, Array]
    unreadable: Rows

    def typed(self) -> list[Submission]:
        """The same as text: every other student types cell by cell, the rest whole matrices."""
        problem = self.students.vetter.problem.id
        columns = {name: _texts(value) for name, value in self.answers.items()}
        for place, row in enumerate(self.unreadable):
            for name in columns:
                columns[name][row] = UNREADABLE[place % len(UNREADABLE)]
        return [
            ({problem: variant}, {problem: {name: texts[i] for name, texts in columns.items()}})
            for i, variant in enumerate(self.students.variants)
        ]


def batches(students: Class, count: int) -> Iterator[Batch]:
    """Batches of as many submissions as there are students, `count` submissions in all."""
    for number in range(-(-count // len(students.variants))):
        yield batch(students, number)


def batch(students: Class, number: int) -> Batch:
    """The `number`-th batch of these students: another mix every time, the same one for ever."""
    count = len(students.variants)
    chance = np.random.default_rng(number)
    order = chance.permutation(count)
    mistaken = order[: round(count * MISTAKEN)]
    nothing = order[len(mistaken) : len(mistaken) + round(count * SHOWING_NOTHING)]
    answers = _work(students, np.arange(count), None)
    for rows, mistake in _shared_out(students, mistaken):
        for name, value in _work(students, rows, mistake).items():
            answers[name][rows] = value
    random, unreadable = nothing[::4], nothing[1::4]
    for value in answers.values():
        value[nothing] = np.nan
        value[random] = np.round(3 * chance.standard_normal((len(random), *value.shape[1:])), 2)
    return Batch(students, number, answers, unreadable)


def _work(
    students: Class, rows: Rows, mistake: tuple[Step, Mapping[str, Any]] | None
) -> dict[str, Array]:
    leaves = {name: value[rows] for name, value in students.leaves.items()}
    return work_through(students.workings, leaves, rounds(students.workings), mistake)


def _shared_out(
    students: Class, rows: Rows
) -> Iterator[tuple[Rows, tuple[Step, Mapping[str, Any]]]]:
    """The rows dealt out evenly among the mistakes that the variants tell apart."""
    made = [
        (step, bite.rules)
        for step in students.workings.steps
        for bite in step.bites
        if _is_told_apart(students, step, bite)
    ]
    for place, mistake in enumerate(made):
        if (dealt := rows[place :: len(made)]).size:
            yield dealt, mistake


def _is_told_apart(students: Class, step: Step, bite: Bite) -> bool:
    return bite.code in students.vetter.told_apart[step.name]


def _texts(value: Array) -> list[Answer]:
    """What is typed for one quantity, student by student; nothing where the answer is blank."""
    cells = value.reshape(len(value), -1).tolist()
    return [
        _whole(matrix) if i % 2 else [_cell(entry) for entry in cells[i]]
        for i, matrix in enumerate(value.tolist())
    ]


def _whole(matrix: Any) -> str:
    return "" if "nan" in (text := str(matrix)) else text


def _cell(entry: float) -> str:
    return "" if entry != entry else str(entry)
