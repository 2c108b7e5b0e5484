"""A course to look around in, with people whose passwords are printed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.sandbox.job import SandboxError
from server.accounts import NewPerson, create_person
from server.db import Database
from server.models import Assignment, AssignmentVersion, Course, Enrollment, Person
from server.policy import Mode, Role
from server.publishing import Upload, publish, upload
from server.roster import Place, create_course, enroll
from server.workshop import Workshop

COURSE = "Neural networks 101"
TIME_ZONE = "Europe/Berlin"


class DemoError(RuntimeError):
    """The demo is not loaded, and the message says why and what to do."""


@dataclass(frozen=True)
class DemoAccount:
    """How to log in as somebody of the demo."""

    email: str
    password: str
    name: str
    role: Role
    section: str = ""


@dataclass(frozen=True)
class Demo:
    """Who may log in, and the assignments that could not be had here, with the reason."""

    accounts: tuple[DemoAccount, ...]
    left_out: tuple[str, ...]


ACCOUNTS = (
    DemoAccount("instructor@example.org", "demo-instructor", "Instructor", Role.instructor),
    DemoAccount("assistant@example.org", "demo-assistant", "Assistant A", Role.assistant, "A"),
    DemoAccount("student1@example.org", "demo-student-1", "Student One", Role.student, "A"),
    DemoAccount("student2@example.org", "demo-student-2", "Student Two", Role.student, "A"),
    DemoAccount("student3@example.org", "demo-student-3", "Student Three", Role.student, "B"),
)


def load_demo(database: Database, folder: Path, now: datetime, *, seed_key: bytes) -> Demo:
    """Make the demo course and publish every assignment in `folder`; again changes nothing.

    Where no sandbox holds, assignments with programs are left out.
    Refuses where anybody but the demo's people has an account: their passwords are no secret.
    Raises DemoError, AssignmentError, VettingError.
    """
    folders = sorted(path.parent for path in folder.glob("*/assignment.toml"))
    if not folders:
        raise DemoError(f"{folder}: holds no folder with an assignment.toml")
    with database.write() as session:
        _refuse_beside_real_people(session)
        course = _course(session, now)
        people = {account.role: _place(session, course, account, now) for account in ACCOUNTS}
    left_out, workshop = [], Workshop()
    for weeks, path in enumerate(folders, start=1):
        new = Upload(course, zip_folder(path), people[Role.instructor])
        try:
            version = upload(database, new, now, workshop)
            version = publish(database, version, now, seed_key=seed_key, workshop=workshop)
        except SandboxError as error:
            left_out.append(f"{path.name}: {error}")
        else:
            _set_due(database, version, now + timedelta(weeks=weeks))
    workshop.close()
    return Demo(ACCOUNTS, tuple(left_out))


def _set_due(database: Database, version: AssignmentVersion, due_at: datetime) -> None:
    """The shipped assignments have no dates; a student's list of what is due should have some."""
    with database.write() as session:
        assignment = session.get_one(Assignment, version.assignment_id)
        if assignment.mode is not Mode.practice and assignment.due_at is None:
            assignment.due_at = due_at.replace(minute=0, second=0, microsecond=0)


def _refuse_beside_real_people(session: Session) -> None:
    demo_emails = [account.email for account in ACCOUNTS]
    if session.scalar(select(Person.id).where(Person.email.not_in(demo_emails)).limit(1)):
        raise DemoError(
            "this database holds people who are not of the demo, whose passwords are known to"
            " everybody: load the demo into an empty database"
        )


def _course(session: Session, now: datetime) -> Course:
    found = session.scalar(select(Course).where(Course.title == COURSE))
    return found or create_course(session, COURSE, TIME_ZONE, now)


def _place(session: Session, course: Course, account: DemoAccount, now: datetime) -> Person:
    person = session.scalar(select(Person).where(Person.email == account.email))
    if person is None:
        new = NewPerson(account.email, account.name, account.password)
        person = create_person(session, new, now)
    is_enrolled = select(Enrollment.id).where(
        Enrollment.person_id == person.id, Enrollment.course_id == course.id
    )
    if session.scalar(is_enrolled) is None:
        enroll(session, course, person, Place(account.role, account.section), now=now)
    return person


def zip_folder(folder: Path) -> bytes:
    """The folder as a zip, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
