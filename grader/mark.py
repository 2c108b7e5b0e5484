"""The one way to a Mark: answers as typed in, points, verdicts and findings out; to and from JSON.

Wrong is a verdict. Unreadable is a verdict with a reason. A fault of ours is an exception, and
nothing here turns one into a mark.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.answers import Typed, Unreadable, read_answer, read_entries
from grader.assignment import Assignment
from grader.chain import OTHER_QUANTITY, Basis, Chain, Judged
from grader.compare import worst
from grader.marks import (
    Entries,
    EntryVerdict,
    Finding,
    Mark,
    ProblemMark,
    QuantityMark,
    Verdict,
)
from grader.mistakes import CATALOGUE
from grader.problem import Asked, Credit, Problem
from grader.variant import Variant
from grader.workings import Workings
from reference.arrays import Array, row_all, row_any, row_max, row_min, rows

__all__ = [
    "GRADER_VERSION",
    "Answer",
    "Answers",
    "EntryVerdict",
    "Finding",
    "Mark",
    "Marker",
    "ProblemMark",
    "QuantityMark",
    "Verdict",
    "mark",
]

GRADER_VERSION = "1"  # changes whenever the same answers could earn another mark

Answer = str | Sequence[str]  # a quantity as one text, or cell by cell in row-major order
Answers = Mapping[str, Mapping[str, Answer]]  # problem -> quantity -> answer

_SENTENCES = {mistake.code: mistake.sentence for mistake in CATALOGUE} | {
    OTHER_QUANTITY: "These are the values of another quantity. Check which card they belong on."
}
_VERDICTS = np.array(
    [EntryVerdict.BLANK, EntryVerdict.WRONG, EntryVerdict.CARRIED, EntryVerdict.RIGHT], dtype=object
)
_QUANTITY_VERDICTS = np.array(
    [Verdict.BLANK, Verdict.WRONG, Verdict.PARTLY, Verdict.CARRIED, Verdict.RIGHT], dtype=object
)
_DENIED = (
    "It follows from your own earlier values, but with those this step cannot show the skill it "
    "asks for, so it was compared with the right values."
)


@dataclass(frozen=True)
class Marker:
    """Marks submissions to one assignment; keep it, what it works out once serves them all."""

    assignment: Assignment

    @cached_property
    def rubric(self) -> str:
        """A digest of everything that turns verdicts into points."""
        asked: dict[str, Any] = {p.id: [vars(a) for a in p.asked] for p in self.assignment.problems}
        for problem in self.assignment.code_problems:
            asked[problem.id] = [(f.name, f.points, f.credit) for f in problem.functions]
        text = json.dumps(asked, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @cached_property
    def workings(self) -> Mapping[str, Workings]:
        return {problem.id: Workings(problem) for problem in self.assignment.problems}

    def mark(self, variants: Mapping[str, Variant], answers: Answers) -> Mark:
        """Mark one submission; `variants` holds the variant of every problem by its id."""
        return self.mark_many([(variants, answers)])[0]

    def mark_many(self, submissions: Sequence[tuple[Mapping[str, Variant], Answers]]) -> list[Mark]:
        """Mark many submissions at once, in order; the mathematics runs over all of them."""
        problems = [
            self._mark_problem(problem, submissions) for problem in self.assignment.problems
        ]
        return [
            Mark(
                points=round(sum(problem.points for problem in row), 6),
                out_of=self.assignment.points,
                problems=tuple(row),
                rubric=self.rubric,
                grader_version=GRADER_VERSION,
            )
            for row in (zip(*problems, strict=True) if problems else [()] * len(submissions))
        ]

    def _mark_problem(
        self, problem: Problem, submissions: Sequence[tuple[Mapping[str, Variant], Answers]]
    ) -> list[ProblemMark]:
        """Grouped by what the variants' certificates say, which is the same for nearly all."""
        variants = [variants[problem.id] for variants, _ in submissions]
        answers = [answers.get(problem.id, {}) for _, answers in submissions]
        groups: dict[str, list[int]] = {}
        for i, variant in enumerate(variants):
            groups.setdefault(variant.certificate.told_apart_key, []).append(i)
        marks: dict[int, ProblemMark] = {}
        for group in groups.values():
            found = self._mark_group(
                problem, [variants[i] for i in group], [answers[i] for i in group]
            )
            marks |= dict(zip(group, found, strict=True))
        return [marks[i] for i in range(len(submissions))]

    def _mark_group(
        self,
        problem: Problem,
        variants: Sequence[Variant],
        answers: Sequence[Mapping[str, Answer]],
    ) -> list[ProblemMark]:
        shapes = {asked.name: self._shape(problem, asked) for asked in problem.asked}
        read = {
            name: [_read(row.get(name, ""), shape) for row in answers]
            for name, shape in shapes.items()
        }
        own = {
            name: np.stack([_values(one, shapes[name]) for one in column])
            for name, column in read.items()
        }
        tolerances = _stacked(variant.tolerances for variant in variants)
        chain = Chain(self.workings[problem.id], variants[0].certificate.told_apart)
        judged = chain.judge(_stacked(variant.leaves for variant in variants), tolerances, own)
        columns = [
            _Result(asked, judged[asked.name], own[asked.name], tolerances[asked.name]).marks(
                read[asked.name]
            )
            for asked in problem.asked
        ]
        return [
            ProblemMark(problem.id, round(sum(q.points for q in row), 6), problem.points, row)
            for row in zip(*columns, strict=True)
        ]

    def _shape(self, problem: Problem, asked: Asked) -> tuple[int, ...]:
        return self.workings[problem.id].derivation.by_name[asked.name].shape


def mark(assignment: Assignment, variants: Mapping[str, Variant], answers: Answers) -> Mark:
    """Mark one submission. To mark several, keep a Marker."""
    return Marker(assignment).mark(variants, answers)


@dataclass(frozen=True)
class _Result:
    """One judged quantity of many submissions, turned into a QuantityMark row by row."""

    asked: Asked
    judged: Judged
    own: Array
    tolerances: Array

    @cached_property
    def verdicts(self) -> Array:
        """0 blank, 1 wrong, 2 carried, 3 right; shape (S, *core)."""
        judged = self.judged
        return np.where(judged.right, 3, np.where(judged.carried, 2, np.where(judged.typed, 1, 0)))

    @cached_property
    def shares(self) -> Array:
        """The share of the points that each submission earns, shape (S,).

        An entry that is 0 because its unit is off is earned along with an entry that is not:
        zeros alone show nothing.
        """
        earned = self.verdicts >= 2
        live = self.judged.reference != 0
        if self.asked.credit is Credit.all_or_nothing:
            return np.where(row_all(earned), 1.0, 0.0)
        shows = row_any(earned & live) | ~row_any(live)
        return np.where(shows, rows(earned).mean(axis=1), 0.0)

    def marks(self, read: Sequence[Typed | Unreadable]) -> list[QuantityMark]:
        """The marks of all submissions; what is the same work for all rows is done once."""
        entries = _VERDICTS[self.verdicts].tolist()
        points = np.round(self.asked.points * self.shares, 6).tolist()
        verdicts = _QUANTITY_VERDICTS[self._verdicts].tolist()
        findings, sources, messages = self._findings(), self._sources(), self._messages()
        return [
            QuantityMark(
                name=self.asked.name,
                points=points[i],
                out_of=self.asked.points,
                verdict=verdicts[i],
                entries=entries[i],
                carried_from=sources.get(i, ()),
                findings=findings.get(i, ()),
                message=messages.get(i, ""),
                understood=one.shown,
            )
            if isinstance(one, Typed)
            else self._unreadable(one, entries[i])
            for i, one in enumerate(read)
        ]

    def _unreadable(self, read: Unreadable, entries: Entries) -> QuantityMark:
        return QuantityMark(
            name=self.asked.name,
            points=0.0,
            out_of=self.asked.points,
            verdict=Verdict.UNREADABLE,
            entries=entries,
            carried_from=(),
            findings=(),
            message=read.reason,
            understood="",
        )

    @cached_property
    def _verdicts(self) -> Array:
        """Places in _QUANTITY_VERDICTS, shape (S,)."""
        worst, best = row_min(self.verdicts), row_max(self.verdicts)
        partly = np.where(self.shares > 0, 2, 1)
        return np.where(best == 0, 0, np.where(worst == 3, 4, np.where(worst >= 2, 3, partly)))

    def _findings(self) -> dict[int, tuple[Finding, ...]]:
        found: dict[int, tuple[Finding, ...]] = {}
        for basis in Basis:
            codes: dict[int, list[str]] = {}
            for (code, of), mask in self.judged.findings.items():
                for row in np.flatnonzero(mask) if of is basis else ():
                    codes.setdefault(int(row), []).append(code)
            for i, several in codes.items():
                sentences = dict.fromkeys(_SENTENCES[code] for code in several)
                finding = Finding(tuple(several), " Or: ".join(sentences), basis)
                found[i] = (*found.get(i, ()), finding)
        return found

    def _sources(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for name, mask in self.judged.carried_from.items():
            for i in np.flatnonzero(mask):
                found[int(i)] = (*found.get(int(i), ()), name)
        return found

    def _messages(self) -> dict[int, str]:
        rows = np.flatnonzero(row_min(np.where(self.verdicts == 1, 0, 1)) == 0)
        return {int(i): self._message(int(i)) for i in rows}

    def _message(self, i: int) -> str:
        off = np.where(self.verdicts[i] == 1, self.own[i], np.nan)
        found = worst(off, self.judged.reference[i], self.tolerances[i])
        if found is None:
            return ""
        said = f"{found.off} of {off.size} entries {'is' if found.off == 1 else 'are'} off"
        if off.size == 1:
            said = "This is off"
        elif found.off > 1:
            said += f"; the worst is {_place(found.index)}"
        else:
            said += f", {_place(found.index)}"
        denied = self.judged.denied.size and self.judged.denied[i]
        return f"{said}. {_DENIED}" if denied else f"{said}."


def _read(answer: Answer, shape: tuple[int, ...]) -> Typed | Unreadable:
    if isinstance(answer, str):
        return read_answer(answer, shape)
    return read_entries(answer, shape)


def _values(read: Typed | Unreadable, shape: tuple[int, ...]) -> Array:
    """What was understood; blank where nothing could be read."""
    return np.full(shape, np.nan) if isinstance(read, Unreadable) else read.values


def _stacked(groups: Iterable[Mapping[str, Array]]) -> dict[str, Array]:
    rows = list(groups)
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def _place(index: tuple[int, ...]) -> str:
    if len(index) == 1:
        return f"in entry {index[0] + 1}"
    return f"in row {index[0] + 1}, column {index[1] + 1}"
