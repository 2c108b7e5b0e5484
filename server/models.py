"""The tables. Rows know no HTTP and never commit; invariants are constraints with names."""

from __future__ import annotations

import enum
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    ScalarSelect,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column, relationship

from server.policy import (
    AssignmentState,
    Feedback,
    Mode,
    Numbers,
    Role,
    Rules,
    SubmissionState,
    Window,
)

# Without names Alembic cannot alter a constraint on SQLite.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: only aware times are stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _by_value(closed_set: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in closed_set]


def new_public_id() -> str:
    """A random id of 96 bits for URLs: it says nothing about how many others there are."""
    return secrets.token_urlsafe(12)


class Table(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            create_constraint=True,
            values_callable=_by_value,
            length=20,
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class Public:
    """A row that has a place in a URL."""

    public_id: Mapped[str] = mapped_column(
        String(32), unique=True, default=new_public_id, sort_order=-1
    )


class Person(Public, Table):
    __tablename__ = "person"

    email: Mapped[str] = mapped_column(String(254), unique=True)  # normalised: accounts.py
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class LoginSession(Table):
    """A browser that is logged in; the token itself is only in its cookie."""

    __tablename__ = "login_session"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    address_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    __table_args__ = (Index(None, "person_id", "address_hash"),)


class LoginFailure(Table):
    """How often logging in went wrong lately for one subject: an account, an address, or both."""

    __tablename__ = "login_failure"

    # A hash, because people type passwords into the wrong field.
    subject_hash: Mapped[str] = mapped_column(String(64), unique=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(index=True)
    blocked_until: Mapped[datetime | None]


class Course(Public, Table):
    __tablename__ = "course"

    title: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class Enrollment(Table):
    """A person in a course. One with `dropped_at` gives no access, and keeps what was handed in."""

    __tablename__ = "enrollment"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    role: Mapped[Role]
    section: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    course: Mapped[Course] = relationship()

    __table_args__ = (UniqueConstraint("person_id", "course_id"),)

    @property
    def is_staff(self) -> bool:
        return self.role.is_staff

    @property
    def only_section(self) -> str | None:
        """The one section that this member of staff sees, or None for all of them."""
        return self.section if self.role is Role.assistant and self.section else None


class StoredFile(Table):
    """Uploaded bytes, stored once per content."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size_bytes: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Assignment(Public, Table):
    """Its dates and rules are those in force: those of the version published last."""

    __tablename__ = "assignment"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    slug: Mapped[str] = mapped_column(String(100))
    state: Mapped[AssignmentState] = mapped_column(default=AssignmentState.uploaded)
    title: Mapped[str] = mapped_column(String(300))
    mode: Mapped[Mode]
    opens_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    max_attempts: Mapped[int | None]
    numbers: Mapped[Numbers]
    feedback: Mapped[Feedback]
    points: Mapped[float]
    published_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    current_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("assignment_version.id", use_alter=True)
    )

    course: Mapped[Course] = relationship()
    current_version: Mapped[AssignmentVersion | None] = relationship(
        foreign_keys=current_version_id, post_update=True
    )

    __table_args__ = (UniqueConstraint("course_id", "slug"),)

    @property
    def rules(self) -> Rules:
        return Rules(
            is_published=self.state is AssignmentState.published,
            window=Window(self.opens_at, self.due_at),
            max_attempts=self.max_attempts,
            feedback=self.feedback,
            released_at=self.released_at,
        )


class AssignmentVersion(Public, Table):
    """One upload; never changed. Uploading the same content again finds the same version."""

    __tablename__ = "assignment_version"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    title: Mapped[str] = mapped_column(String(300))
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    vetting: Mapped[dict[str, Any]]
    has_programs: Mapped[bool] = mapped_column(default=False)

    assignment: Mapped[Assignment] = relationship(foreign_keys=assignment_id)
    stored_file: Mapped[StoredFile] = relationship()
    uploaded_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        UniqueConstraint("assignment_id", "number"),
        UniqueConstraint("assignment_id", "digest"),
    )


class Attempt(Public, Table):
    """One person's go at an assignment: it owns its variants and takes at most one submission."""

    __tablename__ = "attempt"

    enrollment_id: Mapped[int] = mapped_column(ForeignKey("enrollment.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    assignment_version_id: Mapped[int] = mapped_column(ForeignKey("assignment_version.id"))
    number: Mapped[int]
    started_at: Mapped[datetime]

    enrollment: Mapped[Enrollment] = relationship()
    assignment: Mapped[Assignment] = relationship()
    assignment_version: Mapped[AssignmentVersion] = relationship()
    submission: Mapped[Submission | None] = relationship(back_populates="attempt")

    __table_args__ = (UniqueConstraint("enrollment_id", "assignment_id", "number"),)


class Variant(Table):
    """A vetted problem with numbers, waiting in the pool or taken by an attempt."""

    __tablename__ = "variant"

    assignment_version_id: Mapped[int] = mapped_column(ForeignKey("assignment_version.id"))
    problem_id: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))

    __table_args__ = (
        UniqueConstraint("assignment_version_id", "position", "problem_id"),
        # The next free position is one step into this index however large the pool is.
        Index(
            "ix_variant_free",
            "assignment_version_id",
            "problem_id",
            "position",
            sqlite_where=text("taken_by_id IS NULL"),
            postgresql_where=text("taken_by_id IS NULL"),
        ),
    )


class AttemptVariant(Table):
    """The variants of an attempt; a later attempt with the same numbers points to the same ones."""

    __tablename__ = "attempt_variant"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    problem_id: Mapped[str] = mapped_column(String(100))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))

    variant: Mapped[Variant] = relationship()

    __table_args__ = (UniqueConstraint("attempt_id", "problem_id"),)


class Draft(Table):
    """What has been typed so far. A save names the revision it was made from, or is refused.

    The files beside it have a revision of their own.
    """

    __tablename__ = "draft"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)
    revision: Mapped[int]
    files_revision: Mapped[int] = mapped_column(default=0)
    body: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class DraftFile(Table):
    """A file of a program that is not handed in yet."""

    __tablename__ = "draft_file"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    problem_id: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(100))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("attempt_id", "problem_id", "name"),)


class Submission(Public, Table):
    """What was handed in, as typed. Only its state and who is marking it ever change.

    A worker that marks it holds it by `claim_token` until `claimed_until`; `tries` counts claims.
    """

    __tablename__ = "submission"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    state: Mapped[SubmissionState] = mapped_column(default=SubmissionState.queued)
    held_reason: Mapped[str | None] = mapped_column(Text)
    claim_token: Mapped[str | None] = mapped_column(String(32))
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)

    attempt: Mapped[Attempt] = relationship(back_populates="submission")
    marks: Mapped[list[Mark]] = relationship(order_by="Mark.id", viewonly=True)

    __table_args__ = (
        # Graded ones are nearly all of the table and nobody looks for them by state.
        Index(
            "ix_submission_unmarked",
            "state",
            sqlite_where=text("state <> 'graded'"),
            postgresql_where=text("state <> 'graded'"),
        ),
    )


class SubmissionFile(Table):
    """A file of a program that was handed in; its bytes are stored once per content."""

    __tablename__ = "submission_file"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    problem_id: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(100))
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    stored_file: Mapped[StoredFile] = relationship()

    __table_args__ = (UniqueConstraint("submission_id", "problem_id", "name"),)


class Mark(Table):
    """What the grader gave; a regrade is written beside it under another rubric or version."""

    __tablename__ = "mark"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    rubric: Mapped[str] = mapped_column(String(100))
    grader_version: Mapped[str] = mapped_column(String(100))
    points: Mapped[float]
    out_of: Mapped[float]
    body: Mapped[dict[str, Any]]
    graded_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("submission_id", "rubric", "grader_version"),)


def newest_mark_id() -> ScalarSelect[int]:
    """The id of the mark that counts, for a query that has Submission in it."""
    mark = aliased(Mark)
    newest = select(func.max(mark.id)).where(mark.submission_id == Submission.id)
    return newest.correlate(Submission).scalar_subquery()
