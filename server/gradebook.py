"""Scores of a course, one row per student, and the CSV of them."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import (
    Assignment,
    Attempt,
    Course,
    Enrollment,
    Mark,
    Person,
    Submission,
    newest_mark_id,
)
from server.policy import AssignmentState, Role, SubmissionState, score_of

# What a spreadsheet may take for the start of a formula, full-width forms and control
# characters included.
_FORMULA_STARTS = frozenset("=+-@|%＝＋－＠\t\r\n")
# A spreadsheet that expects semicolons cuts cells there, whatever quotes say, as ours are not its.
_CUT_BEFORE_FORMULA = re.compile(r';(?=[\s"]*[=+\-@|%＝＋－＠])')


@dataclass(frozen=True)
class Column:
    """A published assignment and what can be earned in it."""

    public_id: str
    title: str
    out_of: float


@dataclass(frozen=True)
class Score:
    """After policy: the best mark over the attempts, None without one; `held` waits for staff."""

    points: float | None = None
    held: int = 0


@dataclass(frozen=True)
class Row:
    """A student; one score per column, in the order of the columns."""

    name: str
    email: str
    section: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Gradebook:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


_Key = tuple[int, int]  # enrollment, assignment


def gradebook(session: Session, course: Course, section: str | None = None) -> Gradebook:
    """The students now in the course, by name, and its published assignments, by due date.

    Three queries, whatever the size.
    """
    assignments = _published(session, course)
    students = _students(session, course, section)
    scores = _scores(session, course)
    return Gradebook(
        columns=tuple(Column(a.public_id, a.title, a.points) for a in assignments),
        rows=tuple(
            Row(
                person.name,
                person.email,
                enrollment.section,
                tuple(scores.get((enrollment.id, a.id), Score()) for a in assignments),
            )
            for enrollment, person in students
        ),
    )


def _published(session: Session, course: Course) -> list[Assignment]:
    return list(
        session.scalars(
            select(Assignment)
            .where(Assignment.course_id == course.id, Assignment.state == AssignmentState.published)
            .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
        )
    )


def _students(
    session: Session, course: Course, section: str | None
) -> list[tuple[Enrollment, Person]]:
    query = (
        select(Enrollment, Person)
        .join(Enrollment.person)
        .where(
            Enrollment.course_id == course.id,
            Enrollment.role == Role.student,
            Enrollment.dropped_at.is_(None),
        )
        .order_by(Person.name, Person.id)
    )
    if section is not None:
        query = query.where(Enrollment.section == section)
    return [(enrollment, person) for enrollment, person in session.execute(query)]


def _scores(session: Session, course: Course) -> dict[_Key, Score]:
    handed_in = session.execute(
        select(Attempt.enrollment_id, Attempt.assignment_id, Submission.state, Mark.points)
        .join(Submission, Submission.attempt_id == Attempt.id)
        .join(Attempt.assignment)
        .outerjoin(Mark, Mark.id == newest_mark_id())
        .where(Assignment.course_id == course.id)
    )
    points: defaultdict[_Key, list[float | None]] = defaultdict(list)
    held: defaultdict[_Key, int] = defaultdict(int)
    for enrollment_id, assignment_id, state, earned in handed_in:
        points[enrollment_id, assignment_id].append(earned)
        held[enrollment_id, assignment_id] += state is SubmissionState.held
    return {key: Score(score_of(earned), held[key]) for key, earned in points.items()}


def to_csv(book: Gradebook) -> str:
    """One row per student; no cell can start a formula in a spreadsheet, and numbers stay numbers.

    For Excel encode it as utf-8-sig.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    titles = [f"{column.title} (of {column.out_of:g})" for column in book.columns]
    writer.writerow([safe_cell(text) for text in ("Name", "Email", "Section", *titles)])
    for row in book.rows:
        about = [safe_cell(text) for text in (row.name, row.email, row.section)]
        writer.writerow(about + [_number(score.points) for score in row.scores])
    return file.getvalue()


def safe_cell(text: str) -> str:
    """Text that a spreadsheet shows and never runs; a plain number is left as it is."""
    one_line = _CUT_BEFORE_FORMULA.sub(";'", " ".join(text.split()))
    if one_line[:1] in _FORMULA_STARTS and not _is_number(one_line):
        return "'" + one_line
    return one_line


def _is_number(text: str) -> bool:
    # float() takes "-1_0" and "-inf" as well, which a spreadsheet does not.
    digits = text[1:] if text[0] in "+-" else text
    return digits.isascii() and digits.replace(".", "", 1).isdecimal()


def _number(points: float | None) -> str:
    return "" if points is None else repr(round(points, 6)).removesuffix(".0")
