"""Courses, places in them, and who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from server.db import Database
from server.models import Assignment, Course, Enrollment
from server.policy import Role
from server.publishing import Upload, upload
from server.roster import (
    Place,
    RosterError,
    assignment_for,
    assignments_for,
    courses_of,
    create_course,
    drop,
    enroll,
    enrollment_in,
    enrollments_of,
    students_in,
)
from tests.cast import Cast
from tests.server.conftest import NOW
from tests.server.sample import Sample, publish_sample


@pytest.mark.parametrize(
    "zone", ["", "Mars/Base", "../etc/passwd", "Europe", "\0", "europe/berlin"]
)
def test_a_course_has_a_time_zone_that_exists(database: Database, zone: str) -> None:
    with pytest.raises(RosterError, match="time zone"), database.write() as session:
        create_course(session, "Course", zone, NOW)


@pytest.mark.parametrize("title", ["", " ", "x" * 201, "a\0b"])
def test_a_course_has_a_title(database: Database, title: str) -> None:
    with pytest.raises(RosterError, match="title"), database.write() as session:
        create_course(session, title, "UTC", NOW)


def test_everybody_sees_their_own_courses(database: Database, cast: Cast) -> None:
    with database.read() as session:
        assert [c.title for c in courses_of(session, cast.student_a)] == ["Course one"]
        assert [c.title for c in courses_of(session, cast.other_instructor)] == ["Course two"]
        assert courses_of(session, cast.stranger) == []


def test_a_place_is_in_one_course_only(database: Database, cast: Cast) -> None:
    with database.read() as session:

        def role(person_name: str, course: Course) -> Role | None:
            found = enrollment_in(session, getattr(cast, person_name), course.public_id)
            return found.role if found else None

        assert role("instructor", cast.course) is Role.instructor
        assert role("instructor", cast.other_course) is None
        assert role("other_instructor", cast.course) is None
        assert role("student_a", cast.course) is Role.student
        assert role("stranger", cast.course) is None
        assert enrollment_in(session, cast.student_a, "\0") is None


def test_a_dropped_person_is_out_at_once_and_can_come_back(database: Database, cast: Cast) -> None:
    with database.write() as session:
        drop(session, cast.as_student_a, NOW)
    with database.read() as session:
        assert enrollment_in(session, cast.student_a, cast.course.public_id) is None
        assert enrollments_of(session, cast.student_a) == []
    with database.write() as session:
        back = enroll(session, cast.course, cast.student_a, Place(Role.student, "B"), now=NOW)
        assert back.id == cast.as_student_a.id
    with database.read() as session:
        found = enrollment_in(session, cast.student_a, cast.course.public_id)
    assert found is not None
    assert found.section == "B"


def test_joining_twice_is_one_place(database: Database, cast: Cast) -> None:
    with database.write() as session:
        enroll(session, cast.course, cast.student_a, Place(Role.student, "A"), now=NOW)
        count = select(func.count()).where(Enrollment.person_id == cast.student_a.id)
        assert session.scalar(count) == 1


def test_only_an_assistant_with_a_section_is_limited_to_it(database: Database, cast: Cast) -> None:
    with database.read() as session:
        names = {
            name: [each.person.name for each in students_in(session, getattr(cast, name))]
            for name in ("as_instructor", "as_assistant")
        }
    assert names == {"as_instructor": ["Student A", "Student B"], "as_assistant": ["Student A"]}
    everywhere = Enrollment(role=Role.assistant, section="")
    assert everywhere.only_section is None
    assert Enrollment(role=Role.instructor, section="A").only_section is None


def test_an_assignment_is_seen_in_its_own_course_only(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    with database.read() as session:
        elsewhere = enrollment_in(session, cast.other_instructor, cast.other_course.public_id)
        assert elsewhere is not None
        assert assignment_for(session, elsewhere, assignment.public_id, NOW) is None
        found = assignment_for(session, cast.as_student_a, assignment.public_id, NOW)
        assert found is not None
        assert assignment_for(session, cast.as_student_a, "nothing", NOW) is None


def test_students_see_what_is_published_and_open_and_staff_see_all(
    database: Database, cast: Cast
) -> None:
    publish_sample(database, cast, Sample(slug="open"))
    publish_sample(database, cast, Sample(slug="later", opens_at="2026-12-01T13:00:01"))
    upload(database, Upload(cast.course, Sample(slug="not-yet").zip()), NOW)
    with database.read() as session:

        def slugs(who: Enrollment, after_s: float) -> set[str]:
            now = NOW + timedelta(seconds=after_s)
            seen = {each.slug for each in assignments_for(session, [who], now)}
            every = session.scalars(select(Assignment)).all()
            assert seen == {
                each.slug for each in every if assignment_for(session, who, each.public_id, now)
            }
            return seen

        assert slugs(cast.as_student_a, 0) == {"open"}
        assert slugs(cast.as_student_a, 1) == {"open", "later"}
        assert slugs(cast.as_instructor, 0) == {"open", "later", "not-yet"}


def test_what_is_due_first_comes_first(database: Database, cast: Cast) -> None:
    for slug, due in (
        ("never", None),
        ("late", "2026-12-09T00:00:00"),
        ("soon", "2026-12-02T00:00:00"),
    ):
        publish_sample(database, cast, Sample(slug=slug, due_at=due))
    with database.read() as session:
        found = assignments_for(session, enrollments_of(session, cast.student_a), NOW)
        assert [each.slug for each in found] == ["soon", "late", "never"]
        assert assignments_for(session, [], NOW) == []
