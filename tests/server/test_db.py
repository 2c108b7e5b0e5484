"""Sessions: what reads cannot write, writers wait for each other, and nothing is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from server.db import Database, DatabaseUrlError, find, insert_once
from server.models import Course, Enrollment, LoginFailure, new_public_id
from server.policy import Role
from tests.cast import Cast
from tests.server.conftest import NOW

ADD_ONE = """
import sys
from server.db import Database
from server.models import LoginFailure
from sqlalchemy import select
database = Database(sys.argv[1])
for _ in range(50):
    with database.write() as session:
        row = session.scalars(select(LoginFailure).with_for_update()).one()
        row.failures += 1
database.dispose()
"""


def test_a_read_session_cannot_write(database: Database) -> None:
    row = {"subject_hash": "x", "failures": 1, "failed_at": NOW}
    with pytest.raises(DBAPIError), database.read() as session:
        insert_once(session, LoginFailure, row)


def test_a_write_session_still_writes_on_a_connection_that_has_read(database: Database) -> None:
    with database.read() as session:
        session.scalar(select(1))
    with database.write() as session:
        session.add(Course(title="x", time_zone="UTC", created_at=NOW))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Course)) == 1


def test_a_read_session_sees_one_state_of_the_database(database: Database) -> None:
    titles = select(func.count()).select_from(Course)
    with database.read() as reading:
        assert reading.scalar(titles) == 0
        with database.write() as session:
            session.add(Course(title="x", time_zone="UTC", created_at=NOW))
        assert reading.scalar(titles) == 0
    with database.read() as reading:
        assert reading.scalar(titles) == 1


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_file_that_was_taken_away_is_missed_and_its_successor_is_found(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    row = {"subject_hash": "x", "failures": 1, "failed_at": NOW}
    with database.write() as session:
        insert_once(session, LoginFailure, row)
    copy = tmp_path / "backup"
    with database.read() as session:
        session.connection()  # one waits in the pool from now on
    plain = sqlite3.connect(make_url(database_url).database or "")
    plain.execute("VACUUM INTO ?", (str(copy),))
    plain.close()
    for file in tmp_path.glob("backmark.sqlite3*"):
        file.unlink()
    with pytest.raises(OperationalError), database.write() as session:
        insert_once(session, LoginFailure, {**row, "subject_hash": "y"})
    for file in tmp_path.glob("backmark.sqlite3*"):
        file.unlink()
    copy.rename(tmp_path / "backmark.sqlite3")
    with database.read() as session:
        assert session.scalars(select(LoginFailure.subject_hash)).all() == ["x"]


def test_an_exception_undoes_the_whole_transaction(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as session:
            session.add(Course(title="x", time_zone="UTC", created_at=NOW))
            session.flush()
            raise KeyError("on purpose")

    with pytest.raises(KeyError):
        write_and_fail()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Course)) == 0


def test_processes_that_read_and_then_write_lose_no_update(
    database: Database, database_url: str
) -> None:
    with database.write() as session:
        session.add(LoginFailure(subject_hash="x", failures=0, failed_at=NOW))
    command = [sys.executable, "-c", ADD_ONE, database_url]
    processes = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait(120) for process in processes] == [0, 0, 0, 0]
    with database.read() as session:
        assert session.scalar(select(LoginFailure.failures)) == 200


def test_foreign_keys_and_closed_sets_are_held_by_the_database(
    database: Database, cast: Cast
) -> None:
    homeless = Enrollment(person_id=1, course_id=99_999, role=Role.student, created_at=NOW)
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(homeless)
    with pytest.raises(IntegrityError), database.write() as session:
        session.connection().exec_driver_sql("UPDATE enrollment SET role = 'emperor'")


def test_inserting_once_is_told_from_inserting_again(database: Database) -> None:
    row = {"subject_hash": "x", "failures": 1, "failed_at": NOW}
    with database.write() as session:
        assert insert_once(session, LoginFailure, row) is not None
        assert insert_once(session, LoginFailure, {**row, "failures": 2}) is None
        assert session.scalar(select(LoginFailure.failures)) == 1


@pytest.mark.parametrize("text", ["", "\0", "ü", "x" * 33, "x' OR 1=1", "%", "a\nb", "\ud800"])
def test_any_text_may_be_looked_for_as_a_public_id(
    database: Database, cast: Cast, text: str
) -> None:
    with database.read() as session:
        assert find(session, Course, text) is None
        assert find(session, Course, cast.course.public_id) is not None


def test_public_ids_do_not_count() -> None:
    ids = {new_public_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(public_id) == 16 for public_id in ids)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://h/d"])
def test_other_databases_are_refused_in_words(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="is accepted"):
        Database(url)


def test_a_refused_url_does_not_show_its_password() -> None:
    with pytest.raises(DatabaseUrlError) as error:
        Database("mysql://me:hush@host/name")
    assert "hush" not in str(error.value)


def test_times_compare_in_the_database_as_they_do_outside(database: Database, cast: Cast) -> None:
    with database.write() as session:
        session.execute(update(Enrollment).values(dropped_at=NOW))
    with database.read() as session:
        for delta, count in ((-1, 4), (0, 0), (1, 0)):
            later = select(func.count()).where(
                Enrollment.course_id == cast.course.id,
                Enrollment.dropped_at > NOW + timedelta(microseconds=delta),
            )
            assert session.scalar(later) == count
