"""Courses, who is in them, and what each person may look at. Not yours and not there are one."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from server.db import find, insert_once, is_public_id
from server.models import Assignment, Course, Enrollment, Person
from server.policy import Role, may_see


class RosterError(ValueError):
    """A course or a place in it cannot be made like this."""


@dataclass(frozen=True)
class Place:
    """What a person is in a course. An assistant with a section sees only that section."""

    role: Role
    section: str = ""


def create_course(session: Session, title: str, time_zone: str, now: datetime) -> Course:
    """Raises RosterError for a time zone that is not in the IANA database."""
    if time_zone not in zoneinfo.available_timezones():
        raise RosterError(f"time zone {time_zone!r}: a name such as Europe/Berlin is accepted")
    if not title.strip() or len(title) > 200 or not title.isprintable():
        raise RosterError(f"title {title[:50]!r}: 1 to 200 printable characters are accepted")
    course = Course(title=title.strip(), time_zone=time_zone, created_at=now)
    session.add(course)
    session.flush()
    return course


def enroll(
    session: Session, course: Course, person: Person, place: Place, *, now: datetime
) -> Enrollment:
    """Give a person a place, or another place; one who was dropped is back with all their work."""
    section = place.section.strip()
    if len(section) > 60 or not section.isprintable():
        raise RosterError(f"section {section[:50]!r}: at most 60 printable characters are accepted")
    key = {"person_id": person.id, "course_id": course.id}
    fresh = {**key, "role": place.role, "section": section, "created_at": now}
    insert_once(session, Enrollment, fresh)
    enrollment = session.scalars(select(Enrollment).filter_by(**key).with_for_update()).one()
    enrollment.role, enrollment.section, enrollment.dropped_at = place.role, section, None
    session.flush()
    return enrollment


def drop(session: Session, enrollment: Enrollment, now: datetime) -> None:
    """Take away access at once; what was handed in stays."""
    session.get_one(Enrollment, enrollment.id).dropped_at = now
    session.flush()


def enrollments_of(session: Session, person: Person) -> list[Enrollment]:
    """The places this person has now, with their courses."""
    return list(
        session.scalars(
            select(Enrollment)
            .join(Enrollment.course)
            .options(contains_eager(Enrollment.course))
            .where(Enrollment.person_id == person.id, Enrollment.dropped_at.is_(None))
            .order_by(Course.title, Course.id)
        )
    )


def courses_of(session: Session, person: Person) -> list[Course]:
    return [enrollment.course for enrollment in enrollments_of(session, person)]


def enrollment_in(session: Session, person: Person, course_public_id: str) -> Enrollment | None:
    """The place of this person in this course, with the course; None is a 404."""
    if not is_public_id(course_public_id):
        return None
    return session.scalar(
        select(Enrollment)
        .join(Enrollment.course)
        .options(contains_eager(Enrollment.course))
        .where(
            Enrollment.person_id == person.id,
            Enrollment.dropped_at.is_(None),
            Course.public_id == course_public_id,
        )
    )


def may_view(session: Session, viewer: Person, owner: Enrollment) -> bool:
    """Whether the viewer may see what this student hands in: the student, and staff of theirs."""
    if owner.person_id == viewer.id:
        return owner.dropped_at is None
    place = session.scalar(
        select(Enrollment).where(
            Enrollment.person_id == viewer.id,
            Enrollment.course_id == owner.course_id,
            Enrollment.dropped_at.is_(None),
        )
    )
    if place is None or not place.is_staff:
        return False
    return place.only_section in (None, owner.section)


def assignment_for(
    session: Session, enrollment: Enrollment, public_id: str, now: datetime
) -> Assignment | None:
    """An assignment of this very course, if this person may see it now; None is a 404."""
    assignment = find(session, Assignment, public_id)
    if assignment is None or assignment.course_id != enrollment.course_id:
        return None
    return assignment if may_see(enrollment.role, assignment.rules, now) else None


def assignments_for(
    session: Session, enrollments: Sequence[Enrollment], now: datetime
) -> list[Assignment]:
    """All that may be seen now from these places, those due first coming first; one query."""
    role_in = {enrollment.course_id: enrollment.role for enrollment in enrollments}
    found = session.scalars(
        select(Assignment)
        .options(joinedload(Assignment.course))
        .where(Assignment.course_id.in_(role_in))
        .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
    )
    return [a for a in found if may_see(role_in[a.course_id], a.rules, now)]


def students_in(session: Session, staff: Enrollment) -> list[Enrollment]:
    """The students whom this member of staff sees, with their people, by name."""
    query = (
        select(Enrollment)
        .join(Enrollment.person)
        .options(contains_eager(Enrollment.person))
        .where(
            Enrollment.course_id == staff.course_id,
            Enrollment.role == Role.student,
            Enrollment.dropped_at.is_(None),
        )
        .order_by(Person.name, Person.id)
    )
    if staff.only_section is not None:
        query = query.where(Enrollment.section == staff.only_section)
    return list(session.scalars(query))
