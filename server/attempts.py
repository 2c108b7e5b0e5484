"""Starting an attempt, saving its draft, handing it in. Each is one small transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session, defer, joinedload

from grader.code.marks import CODE
from grader.code.variant import CodeVariant
from grader.vetting import Variant as Drawn
from server import programs, publishing
from server.answers_body import checked_answers
from server.db import Database, insert_once, is_public_id
from server.login_limits import hashed
from server.models import (
    Assignment,
    AssignmentVersion,
    Attempt,
    AttemptVariant,
    Draft,
    Enrollment,
    Mark,
    Person,
    Submission,
    Variant,
    newest_mark_id,
)
from server.policy import Numbers, Refusal, SubmissionState, may_start, may_submit
from server.programs import DraftPrograms, StalePrograms
from server.roster import may_view
from server.workshop import Workshop

# Each time the pool is found empty it grows; only a stampede on a tiny one needs a second time.
_GROWTHS_AT_MOST = 20
_REVISION_AT_MOST = 2**31 - 1


class PoolError(RuntimeError):
    """The pool of variants stayed empty although it was grown again and again."""


class _PoolIsEmptyError(Exception):
    """Undoes the transaction that found no variants left."""


@dataclass(frozen=True)
class DraftSave:
    """`body` as typed, made from the draft that had this `revision`."""

    revision: int
    body: object


@dataclass(frozen=True)
class Saved:
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class Stale:
    """The draft has moved on since; this is what it holds now."""

    revision: int
    body: dict[str, Any]


@dataclass(frozen=True)
class HandIn:
    """`body` as typed. The same key again is the same act: a double click, a retry."""

    body: object
    idempotency_key: str


@dataclass(frozen=True)
class AttemptLine:
    """An attempt, its submission (without the body) and the mark that counts."""

    attempt: Attempt
    submission: Submission | None
    points: float | None
    out_of: float | None
    has_programs: bool = False

    @property
    def is_waiting(self) -> bool:
        """For a worker; answers without programs are marked as they come."""
        state = self.submission.state if self.submission else None
        return self.has_programs and state is SubmissionState.queued


@dataclass(frozen=True)
class _Earlier:
    """What is needed of an attempt made before."""

    attempt: Attempt
    submission_id: int | None
    is_waiting: bool


@dataclass(frozen=True)
class Given:
    """An attempt's variants by problem."""

    by_hand: dict[str, Drawn]
    programs: dict[str, CodeVariant]


@dataclass(frozen=True)
class _Now:
    """Whether an attempt may be changed at this moment, and what it is about."""

    refusal: Refusal | None
    has_programs: bool = False


def start(
    database: Database,
    enrollment: Enrollment,
    assignment: Assignment,
    now: datetime,
    *,
    seed_key: bytes,
    workshop: Workshop | None = None,
) -> Attempt | Refusal:
    """The attempt that is open, or a new one with variants of its own, or why not.

    Two at once are one attempt. A pool that is empty grows, for which solutions may be run.
    """
    for _ in range(_GROWTHS_AT_MOST):
        try:
            with database.write() as session:
                return _start(session, enrollment.id, assignment.id, now)
        except _PoolIsEmptyError:
            with database.read() as session:
                version_id = session.get_one(Assignment, assignment.id).current_version_id
            if version_id is not None:
                publishing.grow(database, version_id, seed_key=seed_key, workshop=workshop)
    raise PoolError(f"assignment {assignment.public_id}: no variants left to start an attempt with")


def _start(
    session: Session, enrollment_id: int, assignment_id: int, now: datetime
) -> Attempt | Refusal:
    place = _place(session, enrollment_id, assignment_id)
    if place is None:
        return Refusal.not_found
    enrollment, assignment = place
    earlier = _earlier(session, enrollment, assignment)
    last = earlier[-1] if earlier else None
    if last is not None and last.submission_id is None:
        return last.attempt
    waiting = sum(1 for one in earlier if one.is_waiting)
    refusal = may_start(enrollment.role, assignment.rules, len(earlier), now, waiting=waiting)
    if refusal is not None:
        return refusal
    return _open(session, enrollment, assignment, last, now=now)


def _place(
    session: Session, enrollment_id: int, assignment_id: int
) -> tuple[Enrollment, Assignment] | None:
    """Both, if the person is still in the course of the assignment."""
    row = session.execute(
        select(Enrollment, Assignment)
        .join(Assignment, Assignment.course_id == Enrollment.course_id)
        .where(
            Enrollment.id == enrollment_id,
            Enrollment.dropped_at.is_(None),
            Assignment.id == assignment_id,
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def _earlier(
    session: Session, enrollment: Enrollment, assignment: Assignment
) -> Sequence[_Earlier]:
    rows = session.execute(
        select(Attempt, Submission.id, Submission.state, AssignmentVersion.has_programs)
        .join(Attempt.assignment_version)
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .where(Attempt.enrollment_id == enrollment.id, Attempt.assignment_id == assignment.id)
        .order_by(Attempt.number)
    )
    return [
        _Earlier(attempt, submission_id, has_programs and state is SubmissionState.queued)
        for attempt, submission_id, state, has_programs in rows
    ]


def _open(
    session: Session,
    enrollment: Enrollment,
    assignment: Assignment,
    last: _Earlier | None,
    *,
    now: datetime,
) -> Attempt:
    """The next attempt; if a parallel transaction has just made it, that one."""
    key = {
        "enrollment_id": enrollment.id,
        "assignment_id": assignment.id,
        "number": 1 if last is None else last.attempt.number + 1,
    }
    row = {**key, "assignment_version_id": assignment.current_version_id, "started_at": now}
    attempt_id = insert_once(session, Attempt, row)
    attempt = session.scalars(select(Attempt).filter_by(**key)).one()
    if attempt_id is None:
        return attempt
    keeps_numbers = (
        last is not None
        and assignment.numbers is Numbers.same
        and last.attempt.assignment_version_id == attempt.assignment_version_id
    )
    if last is not None and keeps_numbers:
        _keep_variants(session, attempt, last.attempt)
    else:
        _take_variants(session, attempt)
    body = _typed_in(session, last) if keeps_numbers else {}
    session.add(Draft(attempt_id=attempt.id, revision=0, body=body, saved_at=now))
    if last is not None and last.submission_id is not None:
        programs.keep_files(session, attempt.id, last.submission_id, now)
    return attempt


def _typed_in(session: Session, last: _Earlier | None) -> dict[str, Any]:
    if last is None:
        return {}
    query = select(Submission.body).where(Submission.id == last.submission_id)
    body: dict[str, Any] = session.scalars(query).one()
    return body


def _keep_variants(session: Session, attempt: Attempt, last: Attempt) -> None:
    kept = session.execute(
        select(AttemptVariant.problem_id, AttemptVariant.variant_id).where(
            AttemptVariant.attempt_id == last.id
        )
    )
    _give(session, attempt, [(problem_id, variant_id) for problem_id, variant_id in kept])


def _take_variants(session: Session, attempt: Attempt) -> None:
    """Take the next free position of the pool, which has a variant of every problem."""
    position = session.scalar(_next_free(attempt.assignment_version_id))
    if position is None:
        raise _PoolIsEmptyError
    taken = session.execute(
        update(Variant)
        .where(
            Variant.assignment_version_id == attempt.assignment_version_id,
            Variant.position == position,
            Variant.taken_by_id.is_(None),
        )
        .values(taken_by_id=attempt.id)
        .returning(Variant.problem_id, Variant.id)
        .execution_options(synchronize_session=False)
    )
    _give(session, attempt, [(problem_id, variant_id) for problem_id, variant_id in taken])


def _next_free(version_id: int) -> Select[int]:
    """One problem stands for the position, so that parallel starts lock one row each.

    On PostgreSQL a row that another start holds is passed over; SQLite has one writer at a time.
    """
    of_version = Variant.assignment_version_id == version_id
    first_problem = (
        select(func.min(Variant.problem_id)).where(of_version, Variant.position == 0)
    ).scalar_subquery()
    return (
        select(Variant.position)
        .where(of_version, Variant.problem_id == first_problem, Variant.taken_by_id.is_(None))
        .order_by(Variant.position)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _give(session: Session, attempt: Attempt, variants: list[tuple[str, int]]) -> None:
    session.execute(
        insert(AttemptVariant),
        [
            {"attempt_id": attempt.id, "problem_id": problem_id, "variant_id": variant_id}
            for problem_id, variant_id in variants
        ],
    )


def save_draft(
    database: Database, attempt: Attempt, save: DraftSave, now: datetime
) -> Saved | Stale | Refusal:
    """Keep what has been typed, unless it was typed over an older draft. Raises BodyError."""
    body: dict[str, Any] = dict(checked_answers(save.body))
    # A number that no column holds is no revision either; databases call it an error.
    made_from = save.revision if 0 <= save.revision <= _REVISION_AT_MOST else -1
    with database.write() as session:
        refusal = _now(session, attempt.id, now).refusal
        if refusal is not None:
            return refusal
        saved = session.scalar(
            update(Draft)
            .where(Draft.attempt_id == attempt.id, Draft.revision == made_from)
            .values(revision=Draft.revision + 1, body=body, saved_at=now)
            .returning(Draft.revision)
            .execution_options(synchronize_session=False)
        )
        if saved is not None:
            return Saved(saved, now)
        draft = session.scalars(select(Draft).where(Draft.attempt_id == attempt.id)).one()
        # The same text again is a save whose answer was lost on the way, not a conflict.
        if draft.body == body:
            return Saved(draft.revision, draft.saved_at)
        return Stale(draft.revision, draft.body)


def save_programs(
    database: Database, attempt: Attempt, new: DraftPrograms, now: datetime
) -> int | StalePrograms | Refusal:
    """Keep these files and no others, unless they were made from older ones; the new revision."""
    with database.write() as session:
        refusal = _now(session, attempt.id, now).refusal
        return refusal or programs.replace_files(session, attempt.id, new, now)


def _now(session: Session, attempt_id: int, now: datetime) -> _Now:
    row = session.execute(
        select(Assignment, Submission.id, AssignmentVersion.has_programs)
        .select_from(Attempt)
        .join(Attempt.assignment)
        .join(Attempt.assignment_version)
        .join(Attempt.enrollment)
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .where(Attempt.id == attempt_id, Enrollment.dropped_at.is_(None))
    ).one_or_none()
    if row is None:
        return _Now(Refusal.not_found)
    assignment, submission_id, has_programs = row
    refusal = may_submit(assignment.rules, is_handed_in=submission_id is not None, now=now)
    return _Now(refusal, has_programs)


def submit(
    database: Database, attempt: Attempt, hand_in: HandIn, now: datetime
) -> Submission | Refusal:
    """Accept what was handed in, once. It is committed when this returns; grade it afterwards.

    The files of the draft are handed in with it. A repeated key gets the submission that it made,
    also after the due date. Raises BodyError.
    """
    row = {
        "attempt_id": attempt.id,
        "key_hash": hashed(hand_in.idempotency_key),
        "body": checked_answers(hand_in.body),
        "received_at": now,
    }
    with database.write() as session:
        at_present = _now(session, attempt.id, now)
        if at_present.refusal is None:
            new_id = insert_once(session, Submission, row)
            if new_id is not None and at_present.has_programs:
                programs.hand_in_files(session, attempt.id, new_id)
        elif at_present.refusal is not Refusal.handed_in:
            return at_present.refusal
        made = session.scalars(select(Submission).where(Submission.attempt_id == attempt.id)).one()
        return made if made.key_hash == row["key_hash"] else Refusal.handed_in


def own_attempt(session: Session, person: Person, public_id: str) -> Attempt | None:
    """The attempt of this very person, still in the course, with its assignment; None is a 404."""
    attempt = _attempt(session, public_id)
    if attempt is None or attempt.enrollment.person_id != person.id:
        return None
    return None if attempt.enrollment.dropped_at else attempt


def attempt_seen_by(session: Session, viewer: Person, public_id: str) -> Attempt | None:
    """The same for its owner and for staff who see this student."""
    attempt = _attempt(session, public_id)
    if attempt is None or not may_view(session, viewer, attempt.enrollment):
        return None
    return attempt


def _attempt(session: Session, public_id: str) -> Attempt | None:
    if not is_public_id(public_id):
        return None
    return session.scalar(
        select(Attempt)
        .options(
            joinedload(Attempt.enrollment).joinedload(Enrollment.person),
            joinedload(Attempt.enrollment).joinedload(Enrollment.course),
            joinedload(Attempt.assignment),
            joinedload(Attempt.assignment_version),
            joinedload(Attempt.submission).defer(Submission.body),
        )
        .where(Attempt.public_id == public_id)
    )


def attempts_of(
    session: Session, enrollment: Enrollment, assignment: Assignment
) -> list[AttemptLine]:
    """In order, each with the newest mark of its submission; one query."""
    rows = session.execute(
        select(Attempt, Submission, Mark.points, Mark.out_of, AssignmentVersion.has_programs)
        .join(Attempt.assignment_version)
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Mark, Mark.id == newest_mark_id())
        .options(defer(Submission.body))
        .where(Attempt.enrollment_id == enrollment.id, Attempt.assignment_id == assignment.id)
        .order_by(Attempt.number)
    )
    return [AttemptLine(*row) for row in rows]


def draft_of(session: Session, attempt: Attempt) -> Draft:
    return session.scalars(select(Draft).where(Draft.attempt_id == attempt.id)).one()


def variants_of(session: Session, attempt: Attempt) -> dict[str, Drawn]:
    """The variants of the attempt's problems that are answered by hand."""
    return given_to(session, attempt.id).by_hand


def given_to(session: Session, attempt_id: int) -> Given:
    """All variants of the attempt with this id; one query."""
    rows = session.execute(
        select(AttemptVariant.problem_id, Variant.body)
        .join(AttemptVariant.variant)
        .where(AttemptVariant.attempt_id == attempt_id)
    ).all()
    code = {problem_id for problem_id, body in rows if body.get("kind") == CODE}
    return Given(
        {p: Drawn.from_json(body) for p, body in rows if p not in code},
        {p: CodeVariant.from_json(body) for p, body in rows if p in code},
    )
