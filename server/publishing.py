"""Uploading an assignment, drawing its pool of variants, publishing and releasing it."""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from grader.assignment import Assignment as Record
from grader.assignment import Numbers, Problem, load_assignment_zip
from grader.mark import Marker
from grader.vetting import Variant as Drawn
from grader.vetting import draw_variants, vet
from server.db import Database, insert_many_once, insert_once
from server.models import (
    Assignment,
    AssignmentVersion,
    Course,
    Enrollment,
    Person,
    StoredFile,
    Variant,
)
from server.policy import AssignmentState, Role, window_in_zone

VETTED_ON_UPLOAD = 200
RESERVE = 0.1
RESERVE_AT_LEAST = 5
POSITIONS_AT_MOST = 100_000


class PublishingError(ValueError):
    """The pool asked for cannot be; the message says what would be accepted."""


@dataclass(frozen=True)
class Upload:
    """A zip of an assignment's folder, for this course, brought by this person."""

    course: Course
    data: bytes
    by: Person | None = None


@dataclass(frozen=True)
class _Content:
    """Content known by its hash, read only if it is not in the cache."""

    sha256: str
    read: Callable[[], bytes] = field(compare=False)


@lru_cache(maxsize=64)
def _marker(content: _Content) -> Marker:
    return Marker(load_assignment_zip(content.read()))


def marker_of(session: Session, sha256: str) -> Marker:
    """What marks submissions to the assignment in this file; made once per process and content."""
    body = select(StoredFile.body).where(StoredFile.sha256 == sha256)
    return _marker(_Content(sha256, lambda: session.scalars(body).one()))


def assignment_record(version: AssignmentVersion) -> Record:
    """The checked assignment of a version; parsed once per process and content."""
    stored = version.stored_file
    return _marker(_Content(stored.sha256, lambda: stored.body)).assignment


def preview_variant(version: AssignmentVersion, problem_id: str, seed: str) -> Drawn:
    """A variant as a student would get it; from a seed of its own, never one of the pool's.

    Raises KeyError for a problem the assignment has not, VettingError if none fits.
    """
    problems = {problem.id: problem for problem in assignment_record(version).problems}
    return draw_variants(problems[problem_id], [f"preview|{seed}"])[0]


def upload(database: Database, new: Upload, now: datetime) -> AssignmentVersion:
    """Check, vet and store an assignment; the same content again is the same version.

    The slug says which assignment of the course it is. Raises AssignmentError with every fault.
    """
    record = load_assignment_zip(new.data)
    report = {p.id: vet(p, VETTED_ON_UPLOAD).to_json() for p in record.problems}
    with database.write() as session:
        assignment = _assignment_of(session, new.course, record)
        found = session.scalar(
            select(AssignmentVersion).where(
                AssignmentVersion.assignment_id == assignment.id,
                AssignmentVersion.digest == record.digest,
            )
        )
        if found is not None:
            return found
        version = AssignmentVersion(
            assignment_id=assignment.id,
            number=_next_number(session, assignment),
            digest=record.digest,
            stored_file_id=_store(session, new.data),
            title=record.title,
            uploaded_by_id=new.by.id if new.by else None,
            uploaded_at=now,
            vetting={"problems": report},
        )
        session.add(version)
        return version


def _assignment_of(session: Session, course: Course, record: Record) -> Assignment:
    """The assignment with this slug, locked; a first upload makes it."""
    header = {"course_id": course.id, "slug": record.slug, **_rules_of(record, course)}
    insert_once(session, Assignment, header)
    assignment = session.scalars(
        select(Assignment)
        .where(Assignment.course_id == course.id, Assignment.slug == record.slug)
        .with_for_update()
    ).one()
    if assignment.state is AssignmentState.uploaded:
        _set(assignment, _rules_of(record, course))
    return assignment


def _rules_of(record: Record, course: Course) -> dict[str, Any]:
    window = window_in_zone(record.opens_at, record.due_at, ZoneInfo(course.time_zone))
    return {
        "title": record.title,
        "mode": record.mode,
        "opens_at": window.opens_at,
        "due_at": window.due_at,
        "max_attempts": record.attempts,
        "numbers": record.numbers,
        "feedback": record.feedback,
        "points": record.points,
    }


def _set(assignment: Assignment, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(assignment, name, value)


def _next_number(session: Session, assignment: Assignment) -> int:
    newest = select(func.max(AssignmentVersion.number)).where(
        AssignmentVersion.assignment_id == assignment.id
    )
    return (session.scalar(newest) or 0) + 1


def _store(session: Session, data: bytes) -> int:
    sha256 = hashlib.sha256(data).hexdigest()
    row = {"sha256": sha256, "size_bytes": len(data), "body": data}
    new_id = insert_once(session, StoredFile, row)
    if new_id is not None:
        return new_id
    return session.scalars(select(StoredFile.id).where(StoredFile.sha256 == sha256)).one()


def publish(
    database: Database,
    version: AssignmentVersion,
    now: datetime,
    *,
    seed_key: bytes,
    pool: int | None = None,
) -> AssignmentVersion:
    """Draw and vet the pool, then put the version and its dates in force. Again is harmless.

    `pool` is the number of positions; without it there is one for each student, for each attempt
    if attempts get new numbers, and a reserve. Attempts under way keep the version they have.
    Raises VettingError if a problem has not enough fit variants.
    """
    if pool is not None and not 1 <= pool <= POSITIONS_AT_MOST:
        raise PublishingError(f"pool of {pool}: 1 to {POSITIONS_AT_MOST} positions are accepted")
    with database.read() as session:
        version = session.get_one(AssignmentVersion, version.id)
        size = pool or _pool_size(session, version)
        rows = _new_rows(session, version, size, seed_key)
    with database.write() as session:
        insert_many_once(session, Variant, rows)
        return _put_in_force(session, version.id, now)


def _pool_size(session: Session, version: AssignmentVersion) -> int:
    students = session.scalar(
        select(func.count())
        .select_from(Enrollment)
        .where(
            Enrollment.course_id == version.assignment.course_id,
            Enrollment.role == Role.student,
            Enrollment.dropped_at.is_(None),
        )
    )
    record = assignment_record(version)
    each = (record.attempts or 1) if record.numbers is Numbers.new else 1
    needed = max(students or 0, 1) * each
    reserve = max(math.ceil(needed * RESERVE), RESERVE_AT_LEAST)
    return min(needed + reserve, POSITIONS_AT_MOST)


def _new_rows(
    session: Session, version: AssignmentVersion, size: int, seed_key: bytes
) -> list[dict[str, Any]]:
    """Variants for the positions that a pool of this size still lacks. Slow: draws and vets."""
    first = _positions(session, version)
    positions = range(first, size)
    if not positions:
        return []
    return [
        {
            "assignment_version_id": version.id,
            "problem_id": problem.id,
            "position": position,
            "seed": seed,
            "body": drawn.to_json(),
        }
        for problem in assignment_record(version).problems
        for position, seed, drawn in _drawn(problem, version, positions, seed_key)
    ]


def _drawn(
    problem: Problem, version: AssignmentVersion, positions: range, seed_key: bytes
) -> Iterator[tuple[int, str, Drawn]]:
    seeds = [variant_seed(seed_key, version, problem.id, position) for position in positions]
    return zip(positions, seeds, draw_variants(problem, seeds), strict=True)


def variant_seed(
    seed_key: bytes, version: AssignmentVersion, problem_id: str, position: int
) -> str:
    """Without the key, which is not in the database, no seed tells anything about another."""
    message = f"variant|{version.public_id}|{problem_id}|{position}"
    return hmac.new(seed_key, message.encode(), hashlib.sha256).hexdigest()


def _positions(session: Session, version: AssignmentVersion) -> int:
    last = select(func.max(Variant.position)).where(Variant.assignment_version_id == version.id)
    highest = session.scalar(last)
    return 0 if highest is None else highest + 1


def _put_in_force(session: Session, version_id: int, now: datetime) -> AssignmentVersion:
    version = session.get_one(AssignmentVersion, version_id)
    version.published_at = version.published_at or now
    assignment = session.get_one(Assignment, version.assignment_id, with_for_update=True)
    course = session.get_one(Course, assignment.course_id)
    _set(assignment, _rules_of(assignment_record(version), course))
    assignment.state = AssignmentState.published
    assignment.published_at = assignment.published_at or now
    assignment.current_version_id = version.id
    return version


def grow(database: Database, version_id: int, *, seed_key: bytes) -> None:
    """Add a reserve to the pool of a version whose positions have all been taken."""
    with database.read() as session:
        version = session.get_one(AssignmentVersion, version_id)
        taken = _positions(session, version)
        size = taken + max(math.ceil(taken * RESERVE), RESERVE_AT_LEAST)
        rows = _new_rows(session, version, size, seed_key)
    with database.write() as session:
        insert_many_once(session, Variant, rows)


def release(database: Database, assignment: Assignment, now: datetime) -> None:
    """Show marks and findings to students from now on; the first release counts."""
    with database.write() as session:
        session.execute(
            update(Assignment)
            .where(Assignment.id == assignment.id, Assignment.released_at.is_(None))
            .values(released_at=now)
        )


def versions_of(session: Session, assignment: Assignment) -> list[AssignmentVersion]:
    """Newest first."""
    return list(
        session.scalars(
            select(AssignmentVersion)
            .options(joinedload(AssignmentVersion.uploaded_by))
            .where(AssignmentVersion.assignment_id == assignment.id)
            .order_by(AssignmentVersion.number.desc())
        )
    )
