"""Uploading an assignment, drawing its pool of variants, publishing and releasing it."""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from grader.assignment import Assignment as Record
from grader.assignment import Numbers, Problem, load_assignment_zip
from grader.code.problem import CodeProblem
from grader.code.variant import CodeVariant
from grader.code.vetting import CodeVetter, vet_code
from grader.mark import Marker
from grader.vetting import Variant as Drawn
from grader.vetting import VettingError, draw_variants, vet
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
from server.programs import stored_file
from server.workshop import Workshop

VETTED_ON_UPLOAD = 200
PROGRAMS_VETTED_ON_UPLOAD = 2  # each runs every wrong program of the author's list
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


@dataclass(frozen=True)
class Preview:
    """A variant of every problem."""

    by_hand: dict[str, Drawn]
    programs: dict[str, CodeVariant]


def preview(version: AssignmentVersion, seed: str, workshop: Workshop) -> Preview:
    """Variants as a student would get them; from seeds of their own, never those of the pool.

    Raises VettingError if none fits, SandboxError where a solution cannot be run.
    """
    record, seeds = assignment_record(version), [f"preview|{seed}"]
    return Preview(
        {p.id: draw_variants(p, seeds)[0] for p in record.problems},
        {p.id: _programs(p, seeds, workshop)[0] for p in record.code_problems},
    )


def _programs(problem: CodeProblem, seeds: list[str], workshop: Workshop) -> list[CodeVariant]:
    with workshop.sandbox() as sandbox:
        return CodeVetter(problem, sandbox).draw(seeds)


def _vetted(record: Record, workshop: Workshop) -> dict[str, Any]:
    """The report of every problem."""
    reports = {p.id: vet(p, VETTED_ON_UPLOAD).to_json() for p in record.problems}
    for problem in record.code_problems:
        with workshop.sandbox() as sandbox:
            report = vet_code(problem, PROGRAMS_VETTED_ON_UPLOAD, sandbox)
        reports[problem.id] = report.to_json()
    return reports


def upload(
    database: Database, new: Upload, now: datetime, workshop: Workshop | None = None
) -> AssignmentVersion:
    """Check, vet and store an assignment; the same content again is the same version.

    The slug says which assignment of the course it is. Without a workshop one is opened for this,
    if there are solutions to run. Raises AssignmentError with every fault, VettingError where a
    solution gives nothing, SandboxError where it cannot be run.
    """
    record = load_assignment_zip(new.data)
    with database.read() as session:
        known = _known_version(session, new.course, record)
    if known is not None:
        return known
    with _kept_or_own(workshop) as open_for_this:
        report = _vetted(record, open_for_this)
    with database.write() as session:
        assignment = _assignment_of(session, new.course, record)
        found = _known_version(session, new.course, record)  # uploaded meanwhile, by another
        if found is not None:
            return found
        version = AssignmentVersion(
            assignment_id=assignment.id,
            number=_next_number(session, assignment),
            digest=record.digest,
            stored_file_id=stored_file(session, new.data),
            has_programs=bool(record.code_problems),
            title=record.title,
            uploaded_by_id=new.by.id if new.by else None,
            uploaded_at=now,
            vetting={"problems": report},
        )
        session.add(version)
        return version


def _known_version(session: Session, course: Course, record: Record) -> AssignmentVersion | None:
    return session.scalar(
        select(AssignmentVersion)
        .join(AssignmentVersion.assignment)
        .where(
            Assignment.course_id == course.id,
            Assignment.slug == record.slug,
            AssignmentVersion.digest == record.digest,
        )
    )


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


@contextmanager
def _kept_or_own(workshop: Workshop | None) -> Iterator[Workshop]:
    """The one that is given, or a new one that is closed again."""
    if workshop is not None:
        yield workshop
        return
    own = Workshop()
    try:
        yield own
    finally:
        own.close()


def publish(
    database: Database,
    version: AssignmentVersion,
    now: datetime,
    *,
    seed_key: bytes,
    pool: int | None = None,
    workshop: Workshop | None = None,
) -> AssignmentVersion:
    """Draw and vet the pool, then put the version and its dates in force. Again is harmless.

    `pool` is the number of positions; without it there is one for each student, for each attempt
    if attempts get new numbers, and a reserve. Attempts under way keep the version they have.
    Raises VettingError if a problem has not enough fit variants or was not found sound,
    SandboxError where a solution cannot be run.
    """
    if pool is not None and not 1 <= pool <= POSITIONS_AT_MOST:
        raise PublishingError(f"pool of {pool}: 1 to {POSITIONS_AT_MOST} positions are accepted")
    with database.read() as session:
        version = session.get_one(AssignmentVersion, version.id)
        _refuse_unsound(version)
        size = pool or _pool_size(session, version)
        with _kept_or_own(workshop) as open_for_this:
            rows = _new_rows(session, version, size, _Drawing(seed_key, open_for_this))
    with database.write() as session:
        insert_many_once(session, Variant, rows)
        return _put_in_force(session, version.id, now)


def _refuse_unsound(version: AssignmentVersion) -> None:
    """Raises VettingError with what running the author's programs has shown."""
    reports = version.vetting.get("problems", {})
    faults = [f"{id}: {fault}" for id, one in reports.items() for fault in one.get("faults", ())]
    if faults:
        raise VettingError("; ".join(faults))


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


@dataclass(frozen=True)
class _Drawing:
    """What the numbers of a pool depend on beside the problem, and where solutions are run."""

    seed_key: bytes
    workshop: Workshop


def _new_rows(
    session: Session, version: AssignmentVersion, size: int, drawing: _Drawing
) -> list[dict[str, Any]]:
    """Variants for the positions that a pool of this size still lacks. Slow: draws and vets."""
    first = _positions(session, version)
    positions = range(first, size)
    if not positions:
        return []
    record = assignment_record(version)
    problems: tuple[Problem | CodeProblem, ...] = (*record.problems, *record.code_problems)
    return [
        {
            "assignment_version_id": version.id,
            "problem_id": problem.id,
            "position": position,
            "seed": seed,
            "body": drawn.to_json(),
        }
        for problem in problems
        for position, seed, drawn in _drawn(problem, version, positions, drawing)
    ]


def _drawn(
    problem: Problem | CodeProblem,
    version: AssignmentVersion,
    positions: range,
    drawing: _Drawing,
) -> Iterator[tuple[int, str, Drawn | CodeVariant]]:
    own = [variant_seed(drawing.seed_key, version, problem.id, each) for each in positions]
    drawn: Sequence[Drawn | CodeVariant]
    if isinstance(problem, CodeProblem):
        drawn = _programs(problem, own, drawing.workshop)
    else:
        drawn = draw_variants(problem, own)
    return zip(positions, own, drawn, strict=True)


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


def grow(
    database: Database, version_id: int, *, seed_key: bytes, workshop: Workshop | None = None
) -> None:
    """Add a reserve to the pool of a version whose positions have all been taken."""
    with database.read() as session:
        version = session.get_one(AssignmentVersion, version_id)
        taken = _positions(session, version)
        size = taken + max(math.ceil(taken * RESERVE), RESERVE_AT_LEAST)
        with _kept_or_own(workshop) as open_for_this:
            rows = _new_rows(session, version, size, _Drawing(seed_key, open_for_this))
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
