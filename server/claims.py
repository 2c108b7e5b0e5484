"""Who marks what: a worker holds a submission by a token until its lease ends, and no longer.

The row is the truth. A worker that dies holds nothing for longer than its lease; one that comes
back late finds its token gone and writes nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from server.db import Database
from server.models import AssignmentVersion, Attempt, Submission
from server.policy import SubmissionState

MOST_TRIES = 3
INTERRUPTED = f"marking it was interrupted {MOST_TRIES} times"


@dataclass(frozen=True)
class Claim:
    """A submission that one worker holds."""

    submission_id: int
    token: str


def claim(database: Database, now: datetime, lease: timedelta) -> Claim | None:
    """Take the next submission with programs that waits, by one conditional update.

    Nobody has two marked at once. What was taken too often without an end is held instead.
    """
    with database.read() as session:  # most often there is none, and nobody has to wait for that
        if session.scalar(_next(now)) is None:
            return None
    with database.write() as session:
        _give_up(session, now)
        taken = session.scalar(
            update(Submission)
            .where(Submission.id == _locked(_next(now)).scalar_subquery(), _is_free(now))
            .values(
                claim_token=(token := secrets.token_urlsafe(16)),
                claimed_until=now + lease,
                tries=Submission.tries + 1,
            )
            .returning(Submission.id)
            .execution_options(synchronize_session=False)
        )
    return None if taken is None else Claim(taken, token)


def extend(database: Database, held: Claim, until: datetime) -> bool:
    """Whether the claim still stands; if so, for longer."""
    with database.write() as session:
        found = session.scalar(
            update(Submission)
            .where(*stands(held))
            .values(claimed_until=until)
            .returning(Submission.id)
            .execution_options(synchronize_session=False)
        )
    return found is not None


def stands(held: Claim) -> tuple[ColumnElement[bool], ...]:
    """The condition under which a worker may still say what became of it."""
    return (
        Submission.id == held.submission_id,
        Submission.claim_token == held.token,
        Submission.state == SubmissionState.queued,
    )


def ahead_of(session: Session, submission: Submission) -> int:
    """How many with programs came before it and still wait."""
    query = (
        select(func.count())
        .select_from(Submission)
        .join(Submission.attempt)
        .join(Attempt.assignment_version)
        .where(
            Submission.state == SubmissionState.queued,
            AssignmentVersion.has_programs,
            Submission.id < submission.id,
        )
    )
    return session.scalar(query) or 0


def _is_free(now: datetime) -> ColumnElement[bool]:
    return and_(
        Submission.state == SubmissionState.queued,
        or_(Submission.claimed_until.is_(None), Submission.claimed_until < now),
    )


def _next(now: datetime) -> Select[int]:
    """The oldest that is free, where it is the oldest of its student's that wait."""
    other, of_other = aliased(Submission), aliased(Attempt)
    is_their_turn = (
        ~select(other.id)
        .join(of_other, of_other.id == other.attempt_id)
        .where(
            of_other.enrollment_id == Attempt.enrollment_id,
            other.state == SubmissionState.queued,
            or_(other.id < Submission.id, other.claimed_until >= now),
            other.id != Submission.id,
        )
        .exists()
    )
    return (
        select(Submission.id)
        .join(Submission.attempt)
        .join(Attempt.assignment_version)
        .where(_is_free(now), AssignmentVersion.has_programs, is_their_turn)
        .order_by(Submission.id)
        .limit(1)
    )


def _locked(query: Select[int]) -> Select[int]:
    """PostgreSQL passes over what another worker is just taking; SQLite has one writer anyway."""
    return query.with_for_update(skip_locked=True, of=Submission)


def _give_up(session: Session, now: datetime) -> None:
    session.execute(
        update(Submission)
        .where(_is_free(now), Submission.tries >= MOST_TRIES)
        .values(state=SubmissionState.held, held_reason=INTERRUPTED, claim_token=None)
        .execution_options(synchronize_session=False)
    )
