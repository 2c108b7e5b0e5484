"""An assignment: a folder or a zip of it, checked as a whole and read into frozen records."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.assignment_file import AssignmentTable, check
from grader.assignment_source import MANIFEST, Files, digest_of, files_in_folder, files_in_zip
from grader.code.problem import CodeProblem
from grader.faults import AssignmentError, AssignmentFault, Faults
from grader.problem import Asked, Credit, Grid, Kind, Problem
from grader.problem_reading import read_problem
from grader.toml_file import read_toml

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
    "load_assignment",
    "load_assignment_zip",
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
    hex, of every file's name and content. `problems` are answered by hand, `code_problems` by a
    program, and stand after them.
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
    code_problems: tuple[CodeProblem, ...] = ()

    @property
    def points(self) -> float:
        by_hand = sum(problem.points for problem in self.problems)
        return by_hand + sum(problem.points for problem in self.code_problems)


def load_assignment(folder: Path) -> Assignment:
    """The assignment in a folder; raises AssignmentError with every fault."""
    return _load(files_in_folder(folder))


def load_assignment_zip(data: bytes) -> Assignment:
    """The assignment in a zip, at its top or in its only folder; raises AssignmentError."""
    return _load(files_in_zip(data))


def _load(files: Files) -> Assignment:
    tables, text = read_toml(MANIFEST, files[MANIFEST])
    faults = Faults(MANIFEST, text)
    checked = check(AssignmentTable, tables, (), faults)
    if checked is None:
        raise faults.error()
    _check_dates(checked, faults)
    attempts = _attempts(checked, "attempts" in tables, faults)
    problems = _problems(checked, files, faults)
    if faults.found:
        raise faults.error()
    return Assignment(
        slug=checked.slug or _slug(checked.title),
        title=checked.title,
        mode=Mode(checked.mode),
        opens_at=checked.opens_at,
        due_at=checked.due_at,
        attempts=attempts,
        numbers=Numbers(checked.numbers or _NUMBERS[checked.mode]),
        feedback=Feedback(checked.feedback or _FEEDBACK[checked.mode]),
        problems=tuple(p for p in problems if isinstance(p, Problem)),
        code_problems=tuple(p for p in problems if isinstance(p, CodeProblem)),
        digest=digest_of(files),
    )


def _check_dates(table: AssignmentTable, faults: Faults) -> None:
    if table.opens_at and table.due_at and table.due_at <= table.opens_at:
        reason = f"expected a time after opens_at = {table.opens_at}"
        faults.add(("due_at",), table.due_at, reason)
    if table.feedback == "after-due" and not table.due_at and not faults.at(("due_at",)):
        faults.add(("feedback",), table.feedback, "there is no due_at; expected one of the two")


def _attempts(table: AssignmentTable, is_given: bool, faults: Faults) -> int | None:
    if not is_given:
        return _ATTEMPTS[table.mode]
    if table.attempts is None and table.mode != Mode.practice:
        reason = f"only practice is unlimited; in mode {table.mode} expected 1 to 100"
        faults.add(("attempts",), "unlimited", reason)
    return table.attempts


def _problems(
    table: AssignmentTable, files: Files, faults: Faults
) -> tuple[Problem | CodeProblem, ...]:
    if not table.problems and not faults.at(("problems",)):
        faults.add(("problems",), None, "expected at least one table under [[problems]]")
    found: list[Problem | CodeProblem] = []
    first: dict[object, int] = {}
    for index, problem in enumerate(table.problems):
        identity = problem.get("id")
        if isinstance(identity, str) and first.setdefault(identity, index) != index:
            reason = f"problems[{first[identity]}] has this id already; expected another one"
            faults.add(("problems", index, "id"), identity, reason)
        checked = read_problem(problem, ("problems", index), files, faults)
        if checked:
            found.append(checked)
    return tuple(found)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "assignment"


_ATTEMPTS = {"practice": None, "homework": 3, "exam": 1}
_NUMBERS = {"practice": "new", "homework": "same", "exam": "same"}
_FEEDBACK = {"practice": "at-once", "homework": "at-once", "exam": "on-release"}
