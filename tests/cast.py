"""The people of the tests: two courses, their staff, two students, a stranger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from server.accounts import hash_password
from server.db import Database
from server.models import Course, Enrollment, Person
from server.policy import Role
from server.roster import Place, create_course, enroll

PASSWORD = "a password of the cast"


@dataclass(frozen=True)
class Cast:
    """Everybody logs in with PASSWORD; the enrollments are those in `course`."""

    course: Course
    other_course: Course
    instructor: Person
    assistant: Person
    student_a: Person
    student_b: Person
    other_instructor: Person
    stranger: Person
    as_instructor: Enrollment
    as_assistant: Enrollment
    as_student_a: Enrollment
    as_student_b: Enrollment


def make_cast(database: Database, now: datetime) -> Cast:
    """Course one has an instructor, an assistant of section A and a student in A and in B."""
    with database.write() as session:
        course = create_course(session, "Course one", "Europe/Berlin", now)
        other = create_course(session, "Course two", "America/New_York", now)
        instructor, assistant = _person(session, "Instructor", now), _person(session, "Helper", now)
        first, second = _person(session, "Student A", now), _person(session, "Student B", now)
        elsewhere = _person(session, "Other Instructor", now)

        def place(person: Person, role: Role, section: str = "") -> Enrollment:
            return enroll(session, course, person, Place(role, section), now=now)

        enroll(session, other, elsewhere, Place(Role.instructor), now=now)
        return Cast(
            course=course,
            other_course=other,
            instructor=instructor,
            assistant=assistant,
            student_a=first,
            student_b=second,
            other_instructor=elsewhere,
            stranger=_person(session, "Stranger", now),
            as_instructor=place(instructor, Role.instructor),
            as_assistant=place(assistant, Role.assistant, "A"),
            as_student_a=place(first, Role.student, "A"),
            as_student_b=place(second, Role.student, "B"),
        )


def add_students(database: Database, course: Course, count: int, now: datetime) -> list[Enrollment]:
    """More students of the course, in section A."""
    with database.write() as session:
        people = [_person(session, f"Student {number:03d}", now) for number in range(count)]
        place = Place(Role.student, "A")
        return [enroll(session, course, person, place, now=now) for person in people]


def _person(session: Session, name: str, now: datetime) -> Person:
    person = Person(
        email=f"{name.lower().replace(' ', '-')}@example.org",
        name=name,
        password_hash=_password_hash(),
        created_at=now,
    )
    session.add(person)
    session.flush()
    return person


@lru_cache(maxsize=1)
def _password_hash() -> str:
    return hash_password(
        PASSWORD
    )  # once: a hash for each of the cast would take longer than a test
