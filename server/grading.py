"""Marking what was handed in. A fault of ours holds the submission and costs nobody a point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from grader.mark import Mark as GraderMark
from server.attempts import variants_by_problem
from server.db import Database, insert_once, is_public_id
from server.models import (
    Assignment,
    AssignmentVersion,
    Attempt,
    Enrollment,
    Mark,
    Person,
    StoredFile,
    Submission,
    newest_mark_id,
)
from server.policy import SubmissionState
from server.publishing import marker_of
from server.roster import may_view

_REASON_CHARACTERS = 2000

log = structlog.get_logger()


@dataclass(frozen=True)
class SubmissionLine:
    """One row of the list that staff see; points are those of the mark that counts."""

    public_id: str
    name: str
    email: str
    section: str
    number: int
    received_at: datetime
    state: SubmissionState
    held_reason: str | None
    points: float | None
    out_of: float | None


def grade(database: Database, submission: Submission, now: datetime) -> Submission:
    """Mark a submission that is committed already, and write the mark beside it.

    An exception while marking is our fault: the submission is held with the reason, for staff.
    Doing it again under the same rubric and grader version is one mark.
    """
    try:
        result = _marked(database, submission.id)
    except Exception as error:  # a boundary: whatever it is, the submission is not lost
        log.exception("submission held", submission=submission.public_id)
        return _hold(database, submission.id, f"{type(error).__name__}: {error}")
    return _record(database, submission.id, result, now)


def _marked(database: Database, submission_id: int) -> GraderMark:
    with database.read() as session:
        row = session.execute(
            select(Submission.body, Submission.attempt_id, StoredFile.sha256)
            .join(Submission.attempt)
            .join(Attempt.assignment_version)
            .join(AssignmentVersion.stored_file)
            .where(Submission.id == submission_id)
        ).one()
        judge = marker_of(session, row.sha256)
        variants = variants_by_problem(session, row.attempt_id)
    return judge.mark(variants, row.body)


def _record(
    database: Database, submission_id: int, result: GraderMark, now: datetime
) -> Submission:
    row = {
        "submission_id": submission_id,
        "rubric": result.rubric,
        "grader_version": result.grader_version,
        "points": result.points,
        "out_of": result.out_of,
        "body": result.to_json(),
        "graded_at": now,
    }
    with database.write() as session:
        insert_once(session, Mark, row)
        return _set_state(session, submission_id, SubmissionState.graded, None)


def _hold(database: Database, submission_id: int, reason: str) -> Submission:
    # The reason may quote what was typed, and a database does not take every character of that.
    reason = reason.encode("ascii", "backslashreplace").decode().replace("\0", "\\x00")
    with database.write() as session:
        reason = reason[:_REASON_CHARACTERS]
        return _set_state(session, submission_id, SubmissionState.held, reason)


def _set_state(
    session: Session, submission_id: int, state: SubmissionState, reason: str | None
) -> Submission:
    change = update(Submission).where(Submission.id == submission_id)
    if state is SubmissionState.held:  # another process may have marked it meanwhile
        change = change.where(Submission.state != SubmissionState.graded)
    change = change.values(state=state, held_reason=reason)
    session.execute(change.execution_options(synchronize_session=False))
    return session.get_one(Submission, submission_id)


def regrade_held(database: Database, now: datetime) -> list[Submission]:
    """Grade all that are held, or were left unmarked by a process that died; oldest first."""
    with database.read() as session:
        waiting = list(
            session.scalars(
                select(Submission)
                .where(Submission.state != SubmissionState.graded)
                .order_by(Submission.id)
            )
        )
    return [grade(database, submission, now) for submission in waiting]


def submission_seen_by(session: Session, viewer: Person, public_id: str) -> Submission | None:
    """With its attempt, assignment and student, for its owner and their staff; None is a 404."""
    if not is_public_id(public_id):
        return None
    attempt = joinedload(Submission.attempt)
    found = session.scalar(
        select(Submission)
        .options(
            attempt.joinedload(Attempt.enrollment).joinedload(Enrollment.person),
            attempt.joinedload(Attempt.enrollment).joinedload(Enrollment.course),
            attempt.joinedload(Attempt.assignment),
            attempt.joinedload(Attempt.assignment_version),
        )
        .where(Submission.public_id == public_id)
    )
    if found is None or not may_view(session, viewer, found.attempt.enrollment):
        return None
    return found


def mark_of(session: Session, submission: Submission) -> Mark | None:
    """The mark that counts: the newest."""
    newest = select(Mark).where(Mark.submission_id == submission.id).order_by(Mark.id.desc())
    return session.scalar(newest.limit(1))


def grader_mark(row: Mark) -> GraderMark:
    return GraderMark.from_json(row.body)


def submissions_of(
    session: Session, assignment: Assignment, section: str | None = None
) -> list[SubmissionLine]:
    """What has been handed in, newest first; of one section, or of all with None."""
    query = (
        select(
            Submission.public_id,
            Person.name,
            Person.email,
            Enrollment.section,
            Attempt.number,
            Submission.received_at,
            Submission.state,
            Submission.held_reason,
            Mark.points,
            Mark.out_of,
        )
        .join(Submission.attempt)
        .join(Attempt.enrollment)
        .join(Enrollment.person)
        .outerjoin(Mark, Mark.id == newest_mark_id())
        .where(Attempt.assignment_id == assignment.id)
        .order_by(Submission.id.desc())
    )
    if section is not None:
        query = query.where(Enrollment.section == section)
    return [SubmissionLine(**row) for row in session.execute(query).mappings()]
