"""What starting, saving and handing in cost in statements, and that none reads a whole table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event

from server.attempts import DraftSave, HandIn, attempts_of, save_draft, start, submit
from server.db import Database
from server.gradebook import gradebook
from server.grading import grade, submissions_of
from server.models import Attempt, Submission
from server.roster import assignments_for, enrollment_in, enrollments_of
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import publish_sample


@dataclass
class Statements:
    """What was sent, but for BEGIN and PRAGMA."""

    sent: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.sent)


@contextmanager
def counted(database: Database) -> Iterator[Statements]:
    statements = Statements()

    def note(_connection: Any, _cursor: Any, text: str, parameters: Any, *_rest: Any) -> None:
        if not text.startswith(("BEGIN", "PRAGMA")):
            statements.sent.append((text, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def read_through(database: Database, statements: Statements) -> list[str]:
    """The steps of SQLite's plans that go through a whole table or sort without an index."""
    steps = []
    with database.engine.connect() as connection:
        for text, parameters in statements.sent:
            if text.startswith("INSERT"):  # its plan has scans for deferred checks, which are none
                continue
            many = isinstance(parameters, list)
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {text}", parameters[0] if many else parameters
            )
            steps += [f"{row[3]}: {text}" for row in plan if row[3].startswith("SCAN ")]
    return [step for step in steps if "SCAN CONSTANT ROW" not in step]


def test_starting_an_attempt_is_eight_statements(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    with counted(database) as statements:
        start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
    assert statements.count <= 8


def test_saving_and_handing_in_are_two_and_three_statements(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    attempt = start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
    assert isinstance(attempt, Attempt)
    with counted(database) as statements:
        save_draft(database, attempt, DraftSave(0, {}), NOW)
    assert statements.count == 2
    with counted(database) as statements:
        submission = submit(database, attempt, HandIn({}, "key"), NOW)
    assert statements.count == 3
    assert isinstance(submission, Submission)
    grade(database, submission, NOW)
    with counted(database) as statements:
        grade(database, submission, NOW)
    assert statements.count == 5


def test_the_gradebook_is_three_statements_however_many_students(
    database: Database, cast: Cast
) -> None:
    publish_sample(database, cast)
    with counted(database) as statements, database.read() as session:
        gradebook(session, cast.course)
    assert statements.count == 3


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_hundreds_do_at_once_reads_through_no_table(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    with counted(database) as statements:
        attempt = start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
        assert isinstance(attempt, Attempt)
        save_draft(database, attempt, DraftSave(0, {}), NOW)
        submission = submit(database, attempt, HandIn({}, "key"), NOW)
        assert isinstance(submission, Submission)
        grade(database, submission, NOW)
        start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
        with database.read() as session:
            enrollment_in(session, cast.student_a, cast.course.public_id)
            assignments_for(session, enrollments_of(session, cast.student_a), NOW)
            attempts_of(session, cast.as_student_a, assignment)
            submissions_of(session, assignment)
            gradebook(session, cast.course)
    assert read_through(database, statements) == []
