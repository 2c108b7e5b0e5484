"""`backmark-admin`: what is done before anybody can log in; the commands and no logic."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import accounts, db, demo, grading, roster
from server.accounts import AccountError, NewPerson
from server.config import Config
from server.db import Database
from server.demo import DemoError
from server.models import Course, Enrollment, Person
from server.policy import Role, SubmissionState
from server.roster import Place, RosterError
from server.secret_key import with_secret_key
from server.start import FAULTS_OF_THE_SETTINGS, in_one_line

# Beside server/ in a checkout and in an installed wheel alike.
ASSIGNMENTS = Path(__file__).resolve().parent.parent / "assignments"

Command = TypeVar("Command", bound=Callable[..., Any])


class OneLineErrors(click.Group):
    """A fault of the input or the settings is told in one line and ends with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (AccountError, RosterError, DemoError) as fault:
            raise click.ClickException(str(fault)) from fault
        except FAULTS_OF_THE_SETTINGS as fault:
            raise click.ClickException(in_one_line(fault)) from fault


@click.group(cls=OneLineErrors)
def main() -> None:
    """Make the first people, courses and places of a Backmark service.

    Settings come from the environment, as the service's own do (BACKMARK_DATABASE_URL and others).
    """
    os.umask(0o077)  # a database made here is its owner's alone


def configured() -> Config:
    return Config.from_environment(with_secret_key(os.environ))


@contextmanager
def opened() -> Iterator[Database]:
    database = Database(configured().database_url)
    try:
        yield database
    finally:
        database.dispose()


def with_password(command: Command) -> Command:
    """The password is typed or piped, never an argument: those show in the list of processes."""
    option = click.option(
        "--password-stdin", is_flag=True, help="Read the password from standard input."
    )
    return option(command)


def asked_password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def person_with(session: Session, email: str) -> Person:
    normalised = accounts.normalised_email(email)
    person = session.scalar(select(Person).where(Person.email == normalised))
    if person is None:
        raise AccountError(f"e-mail {normalised}: there is no such account (`list people`)")
    return person


def course_called(session: Session, text: str) -> Course:
    """By its id, or by its title where only one has it."""
    found = session.scalars(
        select(Course).where((Course.public_id == text) | (Course.title == text))
    ).all()
    if len(found) != 1:
        many = f"{len(found)} courses have this title" if found else "there is no such course"
        raise RosterError(f"course {text!r}: {many}; an id from `list courses` is accepted")
    return found[0]


@main.command()
def migrate() -> None:
    """Make the database's tables, or bring them up to date."""
    db.migrate(configured().database_url)


@main.command("mark-waiting")
def mark_waiting() -> None:
    """Mark what is held or was left unmarked; the service does it whenever it starts.

    Programs are queued again, for the service or a worker to mark.
    """
    with opened() as database:
        waiting = grading.regrade_held(database, now())
    held = [each for each in waiting if each.state is SubmissionState.held]
    click.echo(f"{len(waiting) - len(held)} marked, {len(held)} still held")
    for submission in held:
        click.echo(f"  {submission.public_id}  {submission.held_reason}")


@main.command("load-demo")
def load_demo() -> None:
    """Migrate, make the demo course, and print how to log in to it."""
    config = configured()
    db.migrate(config.database_url)
    with opened() as database:
        made = demo.load_demo(database, ASSIGNMENTS, now(), seed_key=config.seed_key)
    for account in made.accounts:
        click.echo(f"  {account.role:<12}{account.email:<26}password {account.password}")
    for words in made.left_out:
        click.echo(f"  left out {words}")


@main.command("create-person")
@click.argument("email")
@click.option("--name", required=True, help="As others see it.")
@click.option("--admin", is_flag=True, help="May administer the whole service.")
@with_password
def create_person(email: str, name: str, admin: bool, password_stdin: bool) -> None:
    """Make an account; its password is asked for."""
    new = NewPerson(email, name, asked_password(password_stdin), is_admin=admin)
    with opened() as database, database.write() as session:
        click.echo(accounts.create_person(session, new, now()).email)


@main.command("set-password")
@click.argument("email")
@with_password
def set_password(email: str, password_stdin: bool) -> None:
    """Change a password and end every session of that person."""
    password = asked_password(password_stdin)
    with opened() as database:
        with database.read() as session:
            person = person_with(session, email)
        accounts.set_password(database, person, password, now())


@main.command("create-course")
@click.argument("title")
@click.option("--time-zone", required=True, help="Of its dates, such as Europe/Berlin.")
@click.option("--instructor", metavar="EMAIL", help="Somebody with an account, to run it.")
def create_course(title: str, time_zone: str, instructor: str | None) -> None:
    """Make a course and print its id."""
    with opened() as database, database.write() as session:
        course = roster.create_course(session, title, time_zone, now())
        if instructor:
            person = person_with(session, instructor)
            roster.enroll(session, course, person, Place(Role.instructor), now=now())
        click.echo(course.public_id)


@main.command()
@click.argument("course")
@click.argument("email")
@click.option("--role", type=click.Choice(list(Role)), default=Role.student, show_default=True)
@click.option("--section", default="", help="Students are grouped by it; an assistant sees one.")
def enroll(course: str, email: str, role: Role, section: str) -> None:
    """Give the person with EMAIL a place in COURSE (its id or title)."""
    with opened() as database, database.write() as session:
        found, person = course_called(session, course), person_with(session, email)
        roster.enroll(session, found, person, Place(role, section), now=now())


@main.command("list")
@click.argument("what", type=click.Choice(["people", "courses", "places"]))
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_rows(what: str, as_json: bool) -> None:
    """Print all people, courses or places."""
    reader = {"people": people, "courses": courses, "places": places}[what]
    with opened() as database, database.read() as session:
        rows = reader(session)
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo("\t".join(row.values()))


def people(session: Session) -> list[dict[str, str]]:
    found = session.scalars(select(Person).order_by(Person.email))
    return [{"email": person.email, "name": person.name} for person in found]


def courses(session: Session) -> list[dict[str, str]]:
    found = session.scalars(select(Course).order_by(Course.title, Course.id))
    return [{"id": c.public_id, "title": c.title, "time_zone": c.time_zone} for c in found]


def places(session: Session) -> list[dict[str, str]]:
    found = session.execute(
        select(Course.title, Person.email, Enrollment.role, Enrollment.section)
        .join(Enrollment.course)
        .join(Enrollment.person)
        .where(Enrollment.dropped_at.is_(None))
        .order_by(Course.title, Enrollment.role, Person.email)
    )
    keys = ("course", "email", "role", "section")
    return [dict(zip(keys, map(str, row), strict=True)) for row in found]


def now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
