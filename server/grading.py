"""Marking what was handed in. A fault of ours holds the submission and costs nobody a point.

Answers are marked by `grade`, as soon as they are handed in. Where programs are among them a worker
claims the submission and marks it with a sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, ScalarSelect, select, update
from sqlalchemy.orm import Session, joinedload

from grader.code.submissions import ProgramMarker
from grader.mark import Mark as GraderMark
from grader.sandbox.job import SandboxError
from grader.sandbox.supervisor import Sandbox
from server import programs
from server.attempts import given_to
from server.claims import MOST_TRIES, Claim, stands
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
        return _hold(database, submission.id, _said(error))
    return _record(database, submission.id, result, now)


def grade_claimed(
    database: Database, held: Claim, sandbox: Sandbox, now: Callable[[], datetime]
) -> None:
    """Mark a submission with programs that this worker has claimed.

    Nothing is written if the claim is lost meanwhile. Raises SandboxError, after holding the
    submission, where the fault is the sandbox's: the worker's next step is to open another.
    """
    try:
        result = _marked(database, held.submission_id, sandbox)
    except SandboxError as error:
        # The try is given back: it is no fault of this program that it could not be run.
        _hold(database, held.submission_id, _said(error), held, tries=Submission.tries - 1)
        raise
    except Exception as error:  # a boundary: whatever it is, the submission is not lost
        log.exception("submission held", submission=held.submission_id)
        _hold(database, held.submission_id, _said(error), held)
    else:
        _record(database, held.submission_id, result, now(), held=held)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _marked(database: Database, submission_id: int, sandbox: Sandbox | None = None) -> GraderMark:
    with database.read() as session:
        row = session.execute(
            select(Submission.body, Submission.attempt_id, StoredFile.sha256)
            .join(Submission.attempt)
            .join(Attempt.assignment_version)
            .join(AssignmentVersion.stored_file)
            .where(Submission.id == submission_id)
        ).one()
        judge = marker_of(session, row.sha256)
        given = given_to(session, row.attempt_id)
        has_programs = bool(judge.assignment.code_problems)
        files = programs.submitted_programs(session, submission_id) if has_programs else {}
    mark = judge.mark(given.by_hand, row.body)
    if not has_programs:
        return mark
    if sandbox is None:
        raise SandboxError("programs are marked by a worker, and this is none")
    return ProgramMarker(judge.assignment, sandbox).add(mark, given.programs, files)


def _record(
    database: Database,
    submission_id: int,
    result: GraderMark,
    now: datetime,
    *,
    held: Claim | None = None,
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
        if _set_state(session, submission_id, SubmissionState.graded, held):
            insert_once(session, Mark, row)
        return session.get_one(Submission, submission_id)


def _hold(
    database: Database,
    submission_id: int,
    reason: str,
    held: Claim | None = None,
    **more: ColumnElement[int],
) -> Submission:
    # The reason may quote what was typed, and a database does not take every character of that.
    reason = reason.encode("ascii", "backslashreplace").decode().replace("\0", "\\x00")
    reason = reason[:_REASON_CHARACTERS]
    with database.write() as session:
        _set_state(session, submission_id, SubmissionState.held, held, held_reason=reason, **more)
        return session.get_one(Submission, submission_id)


def _set_state(
    session: Session,
    submission_id: int,
    state: SubmissionState,
    held: Claim | None,
    **more: ColumnElement[int] | str,
) -> bool:
    """Whether it was for us to say: another process may have marked it, or claimed it, since."""
    change = update(Submission).where(Submission.id == submission_id)
    if held is not None:
        change = change.where(*stands(held))
    elif state is SubmissionState.held:
        change = change.where(Submission.state != SubmissionState.graded)
    values = {"held_reason": None, "claim_token": None, "claimed_until": None, **more}
    change = change.values(state=state, **values).returning(Submission.id)
    found = session.scalar(change.execution_options(synchronize_session=False))
    return found is not None


def regrade_held(database: Database, now: datetime) -> list[Submission]:
    """Grade all that are held, or were left unmarked by a process that died; oldest first.

    Those with programs are queued for the workers again.
    """
    with database.write() as session:
        _queue_again(session, Submission.state == SubmissionState.held, tries=0)
    with database.read() as session:
        waiting = list(
            session.scalars(
                select(Submission)
                .where(
                    Submission.state != SubmissionState.graded, Submission.id.not_in(_programs())
                )
                .order_by(Submission.id)
            )
        )
    return [grade(database, submission, now) for submission in waiting]


def try_held_again(database: Database) -> int:
    """Queue held submissions with programs for another try, as often as that is sensible.

    How many there were. For a worker whose sandbox holds: what held them may be mended.
    """
    is_due = (Submission.state == SubmissionState.held) & (Submission.tries < MOST_TRIES)
    with database.read() as session:
        query = select(Submission.id).where(is_due, Submission.id.in_(_programs())).limit(1)
        if session.scalar(query) is None:
            return 0
    with database.write() as session:
        return _queue_again(session, is_due)


def _queue_again(session: Session, which: ColumnElement[bool], **more: int) -> int:
    queued = session.execute(
        update(Submission)
        .where(which, Submission.id.in_(_programs()))
        .values(state=SubmissionState.queued, held_reason=None, **more)
        .returning(Submission.id)
        .execution_options(synchronize_session=False)
    )
    return len(queued.all())


def hold_waiting(database: Database, reason: str, now: datetime, *, patience: timedelta) -> int:
    """Hold the submissions with programs that nobody could mark for so long; how many."""
    is_due = (Submission.state == SubmissionState.queued) & (
        Submission.received_at < now - patience
    )
    free = Submission.claimed_until.is_(None) | (Submission.claimed_until < now)
    with database.write() as session:
        held = session.execute(
            update(Submission)
            .where(is_due, free, Submission.id.in_(_programs()))
            .values(state=SubmissionState.held, held_reason=reason[:_REASON_CHARACTERS])
            .returning(Submission.id)
            .execution_options(synchronize_session=False)
        )
        return len(held.all())


def _programs() -> ScalarSelect[int]:
    """The unmarked submissions that have programs in them."""
    query = (
        select(Submission.id)
        .join(Submission.attempt)
        .join(Attempt.assignment_version)
        .where(AssignmentVersion.has_programs, Submission.state != SubmissionState.graded)
    )
    return query.scalar_subquery()


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
