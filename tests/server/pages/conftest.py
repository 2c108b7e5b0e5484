"""A course with assignments in every state, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from server import attempts, grading
from server.app import create_app
from server.attempts import HandIn
from server.config import Config
from server.db import Database
from server.models import Assignment, Attempt, Enrollment, Person, Submission
from server.publishing import Upload, upload
from tests.cast import Cast, make_cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.pages.visitor import Clock, Visitor
from tests.server.sample import Sample, publish_sample, reread

TYPED = {"first": {"o": ["1", "<b>2</b>"], "dL/dW2": ["0", "1", "2", "-1/3"]}}
READABLE = {"first": {"o": ["1", "2"], "dL/dW2": ["0", "1", "2", "-1/3"]}}


@dataclass(frozen=True)
class Scene:
    """Who and what there is; student A has an attempt open and one handed in elsewhere."""

    cast: Cast
    homework: Assignment
    reviewed: Assignment
    unpublished: Assignment
    not_open: Assignment
    on_release: Assignment
    attempt_a: Attempt
    submission_a: Submission
    submission_b: Submission
    unseen_submission_a: Submission

    @property
    def course(self) -> str:
        return self.cast.course.public_id

    @property
    def homework_path(self) -> str:
        return f"/courses/{self.course}/assignments/{self.homework.public_id}"


@pytest.fixture(scope="session")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> tuple[Path, Scene]:
    file = tmp_path_factory.mktemp("scene") / "scene.sqlite3"
    shutil.copy(migrated_sqlite, file)
    database = Database(f"sqlite:///{file}")
    scene = _furnish(database, make_cast(database, NOW))
    with database.write() as session:  # leave one file, without a journal beside it
        session.connection()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    database.dispose()
    return file, scene


def _furnish(database: Database, cast: Cast) -> Scene:
    homework = publish_sample(database, cast, Sample(slug="homework"))
    reviewed = publish_sample(database, cast, Sample(slug="reviewed"))
    version = upload(
        database, Upload(cast.course, Sample(slug="secret-plan").zip(), cast.instructor), NOW
    )
    on_release = publish_sample(database, cast, Sample(slug="later", feedback="on-release"))
    not_open = publish_sample(
        database, cast, Sample(slug="not-open", opens_at="2027-01-01T09:00:00")
    )
    return Scene(
        cast=cast,
        homework=homework,
        reviewed=reviewed,
        unpublished=reread(database, version.assignment_id),
        not_open=not_open,
        on_release=on_release,
        attempt_a=started(database, cast.as_student_a, homework),
        submission_a=handed_in(database, cast.as_student_a, reviewed),
        submission_b=handed_in(database, cast.as_student_b, reviewed),
        unseen_submission_a=handed_in(database, cast.as_student_a, on_release),
    )


def started(database: Database, who: Enrollment, assignment: Assignment) -> Attempt:
    made = attempts.start(database, who, assignment, NOW, seed_key=SEED_KEY)
    assert isinstance(made, Attempt)
    return made


def handed_in(database: Database, who: Enrollment, assignment: Assignment) -> Submission:
    attempt = started(database, who, assignment)
    made = attempts.submit(database, attempt, HandIn(READABLE, "a key of this act"), NOW)
    assert isinstance(made, Submission)
    return grading.grade(database, made, NOW)


@pytest.fixture
def backend() -> str:
    """Pages know nothing of the database behind them: one is enough here."""
    return "sqlite"


@pytest.fixture
def database_url(furnished: tuple[Path, Scene], tmp_path: Path) -> str:
    for file in furnished[0].parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return f"sqlite:///{tmp_path / furnished[0].name}"


@pytest.fixture
def scene(furnished: tuple[Path, Scene]) -> Scene:
    return furnished[1]


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def app(database_url: str, clock: Clock) -> Iterator[Flask]:
    app = create_app(Config(database_url, "k" * 40, secure_cookies=False), clock)
    app.testing = False
    yield app
    app.extensions["backmark"].close()


@pytest.fixture
def visit(app: Flask) -> Callable[..., Visitor]:
    """Somebody's browser: `visit(person)`, or `visit()` for nobody."""

    def visitor(person: Person | None = None) -> Visitor:
        return Visitor(app, person)

    return visitor
