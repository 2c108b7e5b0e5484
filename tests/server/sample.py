"""A small assignment for the tests of the server, uploaded and published as an instructor would."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

from server.db import Database
from server.models import Assignment
from server.publishing import Upload, publish, upload
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY

PROBLEM = """
[[problems]]
id = "{id}"
kind = "network"
statement = "statement.md"
network = {{ sizes = [2, 2, 2], activation = "relu" }}
classes = ["yes", "no"]
weights = {{ from = -2, to = 2, step = 0.5 }}
decimals = 3

[[problems.quantities]]
name = "o"
points = 1

[[problems.quantities]]
name = "dL/dW2"
points = 4
"""


@dataclass(frozen=True)
class Sample:
    """What the tests vary; dates are naive, in the course's time zone."""

    slug: str = "sample"
    mode: str = "homework"
    attempts: int | str = 2
    numbers: str = "same"
    feedback: str = "at-once"
    opens_at: str | None = None
    due_at: str | None = None
    statement: str = "Work it out.\n"
    problems: tuple[str, ...] = ("first", "second")

    @property
    def toml(self) -> str:
        attempts = self.attempts if isinstance(self.attempts, int) else f'"{self.attempts}"'
        dates = "".join(
            f"{key} = {value}\n"
            for key, value in (("opens_at", self.opens_at), ("due_at", self.due_at))
            if value
        )
        head = (
            f'title = "Sample {self.slug}"\nslug = "{self.slug}"\nmode = "{self.mode}"\n{dates}'
            f'attempts = {attempts}\nnumbers = "{self.numbers}"\nfeedback = "{self.feedback}"\n'
        )
        return head + "".join(PROBLEM.format(id=problem) for problem in self.problems)

    def zip(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            # Entries without a time: the same sample is the same bytes, whenever it is made.
            archive.writestr(zipfile.ZipInfo("assignment.toml"), self.toml)
            archive.writestr(zipfile.ZipInfo("statement.md"), self.statement)
        return buffer.getvalue()


def publish_sample(
    database: Database, cast: Cast, sample: Sample | None = None, *, pool: int | None = 4
) -> Assignment:
    """The assignment in course one, published at NOW by its instructor."""
    data = (sample or Sample()).zip()
    version = upload(database, Upload(cast.course, data, cast.instructor), NOW)
    publish(database, version, NOW, seed_key=SEED_KEY, pool=pool)
    return reread(database, version.assignment_id)


def reread(database: Database, assignment_id: int) -> Assignment:
    with database.read() as session:
        return session.get_one(Assignment, assignment_id)


def change(database: Database, assignment: Assignment, **values: datetime | None) -> None:
    """Put other dates in force."""
    with database.write() as session:
        row = session.get_one(Assignment, assignment.id)
        for name, value in values.items():
            setattr(row, name, value)
