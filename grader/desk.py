"""Marks chunks of a batch's submissions, each to one line of marks.jsonl, in one process.

Three outcomes are kept apart: *graded* has a mark, *unreadable* a reason why the submission could
not be read, and *held* means that the fault is ours or the assignment's: nobody is marked down for
it, and the next run tries again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import orjson

from grader.answer_file import AnswerForm
from grader.assignment import Assignment
from grader.code.folders import ProgramSubmission
from grader.handed_in import HandedIn, content_of, read_file, read_row, whose
from grader.journal import HELD
from grader.mark import GRADER_VERSION, Mark, Marker
from grader.submissions import Columns, RowSubmission, Submission
from grader.toml_or_json import FileFaultError
from grader.vetting import Variant, Vetter, VettingError

Variants = Mapping[str, Variant]  # by problem


class State(StrEnum):
    GRADED = "graded"
    UNREADABLE = "unreadable"
    HELD = HELD


@dataclass(frozen=True)
class Task:
    """A submission, and the digest of the content that was marked already ("" if none was)."""

    submission: Submission | ProgramSubmission
    marked_content: str = ""


@dataclass(frozen=True)
class Line:
    """What became of a submission: its line of marks.jsonl, empty if it was marked before."""

    state: State
    text: bytes = b""


@dataclass
class _Case:
    """A submission on its way through the desk; `reason` says why it got no further."""

    submission: Submission
    student: str
    content: str = ""
    handed_in: HandedIn | None = None
    state: State = State.GRADED
    reason: str = ""
    mark: Mark | None = None

    def stop(self, state: State, reason: str) -> None:
        self.state, self.reason, self.handed_in = state, reason, None


@dataclass(frozen=True)
class Desk:
    """Marks for one assignment; `columns` says what rows hold where they come from a CSV."""

    assignment: Assignment
    columns: Columns | None = None

    @cached_property
    def form(self) -> AnswerForm:
        return AnswerForm(self.assignment)

    @cached_property
    def marker(self) -> Marker:
        return Marker(self.assignment)

    @cached_property
    def vetters(self) -> Mapping[str, Vetter]:
        return {problem.id: Vetter(problem) for problem in self.assignment.problems}

    def mark(self, tasks: Sequence[Task]) -> list[Line]:
        """One line for each task, in order; never raises for what a submission holds."""
        cases = [self._opened(task) for task in tasks]
        self._mark([case for case in cases if case is not None and case.handed_in])
        return [Line(State.GRADED) if case is None else self._line(case) for case in cases]

    def _opened(self, task: Task) -> _Case | None:
        """The submission read; None if this content was marked before."""
        if isinstance(task.submission, ProgramSubmission):
            raise TypeError("a program came to the desk of answers")
        case = _Case(task.submission, whose(task.submission, self.columns))
        try:
            content = content_of(task.submission)
            case.content = self._digest(content)
            if case.content == task.marked_content:
                return None
            case.handed_in = self._handed_in(task.submission, content)
            case.student = case.handed_in.student
        except FileFaultError as fault:
            case.stop(State.UNREADABLE, str(fault))
        except OSError as error:
            case.stop(State.UNREADABLE, error.strerror or str(error))
        except Exception as fault:  # noqa: BLE001 - the batch's boundary: ours, the rest goes on
            case.stop(State.HELD, our_fault(fault))
        return case

    def _handed_in(self, submission: Submission, content: bytes) -> HandedIn:
        if isinstance(submission, RowSubmission) and self.columns is not None:
            return read_row(submission, self.columns)
        if isinstance(submission, RowSubmission):
            raise TypeError("a row of a CSV came without the CSV's columns")
        return read_file(submission, content, self.form)

    def _digest(self, content: bytes) -> str:
        """Of what was handed in, and of how its columns are read."""
        digest = self._of_columns.copy()
        digest.update(content)
        return digest.hexdigest()

    @cached_property
    def _of_columns(self) -> hashlib._Hash:
        return hashlib.sha256(repr(self.columns).encode() if self.columns else b"")

    # -- marking ----------------------------------------------------------------------------

    def _mark(self, cases: Sequence[_Case]) -> None:
        """All of them at once; one by one only where that fails, to find the one at fault."""
        try:
            variants = self._variants(cases)
            self._mark_together(cases, variants)
        except Exception:  # noqa: BLE001 - the batch's boundary
            for case in cases:
                self._mark_alone(case)

    def _mark_alone(self, case: _Case) -> None:
        try:
            self._mark_together([case], self._variants([case]))
        except VettingError as error:  # the assignment's fault, and not the student's
            case.stop(State.HELD, str(error))
        except Exception as fault:  # noqa: BLE001 - the batch's boundary: ours, the rest goes on
            case.stop(State.HELD, our_fault(fault))

    def _variants(self, cases: Sequence[_Case]) -> Mapping[str, Variants]:
        """The variants of every seed that occurs, each drawn once."""
        seeds = list(dict.fromkeys(case.handed_in.seed for case in cases if case.handed_in))
        drawn = {problem: vetter.draw(seeds)[0] for problem, vetter in self.vetters.items()}
        return {
            seed: {problem: variants[i] for problem, variants in drawn.items()}
            for i, seed in enumerate(seeds)
        }

    def _mark_together(self, cases: Sequence[_Case], variants: Mapping[str, Variants]) -> None:
        handed_in = [case.handed_in for case in cases if case.handed_in]
        marks = self.marker.mark_many([(variants[one.seed], one.answers) for one in handed_in])
        for case, mark in zip(cases, marks, strict=True):
            case.mark = mark

    def _line(self, case: _Case) -> Line:
        seed = case.handed_in.seed if case.handed_in else None
        done = Outcome(case.student, case.submission.source, seed, case.content)
        return line_of(self.assignment, done, (case.state, case.reason), case.mark)


@dataclass(frozen=True)
class Outcome:
    """Whose submission it was, where it came from, its numbers and its digest."""

    student: str
    source: str
    seed: str | None
    content: str


def line_of(
    assignment: Assignment, done: Outcome, state: tuple[State, str], mark: Mark | None
) -> Line:
    """The summary first and the mark last: whoever needs the summary only reads no further."""
    body = {
        "student": done.student,
        "source": done.source,
        "seed": done.seed,
        "state": state[0].value,
        "reason": state[1],
        "points": mark.points if mark else None,
        "out_of": assignment.points,
        "problems": mark.points_by_problem if mark else {},
        "content": done.content,
        "assignment": assignment.digest,
        "grader_version": GRADER_VERSION,
        "mark": mark.to_json() if mark else None,
    }
    return Line(state[0], orjson.dumps(body) + b"\n")


def our_fault(fault: Exception) -> str:
    return f"a fault in Backmark: {type(fault).__name__}: {fault}"
