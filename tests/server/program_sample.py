"""A small assignment that is answered by a program, and programs for it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from server import attempts, programs
from server.attempts import HandIn
from server.db import Database
from server.models import Assignment, Attempt, Draft, Enrollment, Submission
from server.programs import DraftPrograms
from server.publishing import Upload, publish, upload
from server.workshop import Workshop
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import reread

SOLUTION = """import numpy as np


def affine(x, w, b):
    return x @ w + b


def relu(x):
    return np.maximum(x, 0)
"""
WRONG = SOLUTION.replace("x @ w + b", "x @ w")
STARTER = """def affine(x, w, b):
    raise NotImplementedError


def relu(x):
    raise NotImplementedError
"""
MANIFEST = """
[[problems]]
id = "layers"
kind = "code"
statement = "statement.md"
files = ["layers.py"]
starter = "starter"
solution = "solution"
examples = "N"
sizes = { N = [3, 5], D = [2, 4], M = [2, 4] }
limits = { wall_s = 4, call_s = 1 }

[[problems.functions]]
name = "affine"
points = 3
inputs = { x = "N D", w = "D M", b = "M" }
call = "out = affine(x, w, b)"
outputs = ["out"]
cases = 4

[[problems.functions]]
name = "relu"
points = 1
inputs = { x = "N M" }
call = "out = relu(x)"
outputs = ["out"]
cases = 3

[[problems.mistakes]]
code = "no-bias"
says = "The bias was left out."
find = "x @ w + b"
put = "x @ w"
loses = ["affine"]
"""


@dataclass(frozen=True)
class ProgramSample:
    """What the tests vary; `by_hand` adds tables of problems that are answered by hand."""

    slug: str = "programs"
    feedback: str = "at-once"
    attempts: int = 5
    manifest: str = MANIFEST
    by_hand: str = ""

    def zip(self) -> bytes:
        head = f'title = "Sample {self.slug}"\nslug = "{self.slug}"\nmode = "homework"\n'
        head += f'attempts = {self.attempts}\nnumbers = "same"\nfeedback = "{self.feedback}"\n'
        files = {
            "assignment.toml": head + self.by_hand + self.manifest,
            "statement.md": "Write two layers.\n",
            "starter/layers.py": STARTER,
            "solution/layers.py": SOLUTION,
        }
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name), text)
        return buffer.getvalue()


def publish_programs(
    database: Database, cast: Cast, workshop: Workshop, sample: ProgramSample | None = None
) -> Assignment:
    """The assignment in course one, published at NOW with a pool of four."""
    new = Upload(cast.course, (sample or ProgramSample()).zip(), cast.instructor)
    version = upload(database, new, NOW, workshop)
    publish(database, version, NOW, seed_key=SEED_KEY, pool=4, workshop=workshop)
    return reread(database, version.assignment_id)


def begin(database: Database, who: Enrollment, assignment: Assignment) -> Attempt:
    made = attempts.start(database, who, assignment, NOW, seed_key=SEED_KEY)
    assert isinstance(made, Attempt), made
    return made


def put(database: Database, attempt: Attempt, files: Mapping[str, str]) -> int:
    """Make these the files of the attempt's draft; the new revision."""
    with database.read() as session:
        draft = session.scalars(select(Draft).where(Draft.attempt_id == attempt.id)).one()
        revision = draft.files_revision
    new = DraftPrograms(revision, {"layers": {n: text.encode() for n, text in files.items()}})
    saved = attempts.save_programs(database, attempt, new, NOW)
    assert isinstance(saved, int), saved
    return saved


def hand_in(
    database: Database, who: Enrollment, assignment: Assignment, text: str = SOLUTION
) -> Submission:
    """A new attempt with this program, handed in and not marked."""
    attempt = begin(database, who, assignment)
    put(database, attempt, {"layers.py": text} if text else {})
    made = attempts.submit(database, attempt, HandIn({}, f"key of {attempt.id}"), NOW)
    assert isinstance(made, Submission), made
    return made


def files_of(database: Database, submission: Submission) -> programs.Programs:
    with database.read() as session:
        return programs.submitted_programs(session, submission.id)
