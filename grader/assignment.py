"""An assignment: a folder or a zip of it, checked as a whole and read into frozen records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from grader.faults import AssignmentError, AssignmentFault
from grader.problem import Asked, Credit, Grid, Kind, Problem

__all__ = [
    "Asked",
    "Assignment",
    "AssignmentError",
    "AssignmentFault",
    "Credit",
    "Feedback",
    "Grid",
    "Kind",
    "Mode",
    "Numbers",
    "Problem",
]


class Mode(StrEnum):
    practice = "practice"
    homework = "homework"
    exam = "exam"


class Numbers(StrEnum):
    """Whether a later attempt keeps the numbers of the first one or draws its own."""

    same = "same"
    new = "new"


class Feedback(StrEnum):
    """When students see their marks and findings."""

    at_once = "at-once"
    after_due = "after-due"
    on_release = "on-release"


@dataclass(frozen=True)
class Assignment:
    """A checked assignment.

    `opens_at` and `due_at` are naive, in the course's time zone; None means always open or never
    due. `attempts` is None where there is no limit (practice only). `digest` is the SHA-256, in
    hex, of every file's name and content.
    """

    slug: str
    title: str
    mode: Mode
    opens_at: dt.datetime | None
    due_at: dt.datetime | None
    attempts: int | None
    numbers: Numbers
    feedback: Feedback
    problems: tuple[Problem, ...]
    digest: str

    @property
    def points(self) -> float:
        return sum(problem.points for problem in self.problems)
