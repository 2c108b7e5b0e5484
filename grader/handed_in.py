"""What one submission of a batch holds: whose it is, the seed of its numbers, and the answers."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import Any

import orjson

from grader.answer_file import AnswerForm
from grader.faults import value_text
from grader.mark import Answers
from grader.submissions import SEED, STUDENT, Columns, FileSubmission, RowSubmission, Submission
from grader.toml_or_json import FileFaultError, largest_of_strangers, read_table_of_strangers

LONGEST_NAME = 200
SUFFIXES = (".json", ".toml")


@dataclass(frozen=True)
class HandedIn:
    student: str
    seed: str
    answers: Answers


def content_of(submission: Submission) -> bytes:
    """The bytes that the mark depends on; raises FileFaultError or OSError."""
    if isinstance(submission, RowSubmission):
        return orjson.dumps(submission.cells)
    path = submission.path
    if not stat.S_ISREG(path.lstat().st_mode):
        raise FileFaultError("a link or a special file; only plain files are read")
    with path.open("rb") as file:
        return file.read(largest_of_strangers())


def whose(submission: Submission, columns: Columns | None) -> str:
    """The student as far as it shows before the answers are read."""
    if isinstance(submission, FileSubmission):
        return submission.student
    cells = submission.cells or ()
    known = columns is not None and columns.student < len(cells)
    return cells[columns.student].strip()[:LONGEST_NAME] if known and columns else ""


def read_row(submission: RowSubmission, columns: Columns) -> HandedIn:
    """A row of a CSV; raises FileFaultError."""
    cells = submission.cells
    if cells is None:
        raise FileFaultError("not a row of a CSV: a quote is never closed, or a cell is too long")
    if len(cells) != columns.width:
        found = f"{len(cells)} cells, but the header has {columns.width}"
        raise FileFaultError(f"{found}; cells that hold a comma stand in quotes")
    student, seed = _name(STUDENT, cells[columns.student]), _name(SEED, cells[columns.seed])
    return HandedIn(student, seed, columns.answers(cells))


def read_file(submission: FileSubmission, content: bytes, form: AnswerForm) -> HandedIn:
    """A file with `answers`, `seed` and perhaps `student`; raises FileFaultError."""
    name = submission.path.name
    if not name.lower().endswith(SUFFIXES):
        raise FileFaultError(f"expected a file of answers, {' or '.join(SUFFIXES)}")
    table = read_table_of_strangers(submission.source, content)
    answers = table.get("answers")
    if not isinstance(answers, dict):
        found = "is missing" if answers is None else f"= {value_text(answers)}"
        raise FileFaultError(f"answers {found}; a table problem -> quantity -> text is expected")
    student = _name(STUDENT, table.get(STUDENT, submission.student))
    return HandedIn(student, _name(SEED, table.get(SEED)), form.read(answers))


def _name(key: str, given: Any) -> str:
    """A label: text, or a whole number that a program left unquoted."""
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str) or not 0 < len(given.strip()) <= LONGEST_NAME:
        found = "is missing" if given in (None, "") else f"= {value_text(given)}"
        raise FileFaultError(f"{key} {found}; a text of 1 to {LONGEST_NAME} characters is expected")
    return given.strip()
