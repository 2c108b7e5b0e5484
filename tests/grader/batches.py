"""Folders and tables of submissions for the tests of marking in a batch."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from grader.assignment import Assignment, load_assignment
from grader.batch import Batch, Report, grade
from grader.sheet import Sheet
from grader.submissions import Source

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
FOLDER = ASSIGNMENTS / "backprop-by-hand"
PROBLEM = "two-layer"


@cache
def assignment() -> Assignment:
    return load_assignment(FOLDER)


@cache
def right_answers(seed: str) -> Mapping[str, Any]:
    """The key of this seed, rounded to the asked decimals, as nested lists."""
    sheet = Sheet.draw(assignment(), seed)
    (problem,) = assignment().problems
    return {name: np.round(value, 3).tolist() for name, value in sheet.key(problem).items()}


def submission(seed: str, **changes: Any) -> dict[str, Any]:
    """A file's content: every answer right but for the changes."""
    answers = {**right_answers(seed), **changes}
    return {"seed": seed, "answers": {PROBLEM: answers}}


def hand_in(folder: Path, name: str, body: dict[str, Any] | str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(body) if isinstance(body, dict) else body
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def graded(source: Source, out: Path, jobs: int = 1, for_gradescope: bool = False) -> Report:
    batch = Batch(assignment(), source, out, jobs, for_gradescope)
    return grade(batch, lambda done, total: None)


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "marks.jsonl").read_text().splitlines()]


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "marks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Form:
    """A form's export with a column for each entry of every quantity."""

    seeds: Iterable[str]

    def columns(self) -> list[str]:
        found = []
        for name, value in right_answers("1").items():
            shape = np.shape(value)
            places = [",".join(str(i + 1) for i in index) for index in np.ndindex(shape)]
            found += [f"{PROBLEM}.{name}[{place}]" if shape else f"{PROBLEM}.{name}"
                      for place in places]  # fmt: skip
        return found

    def table(self) -> list[list[str]]:
        body = []
        for i, seed in enumerate(self.seeds):
            entries = [entry for value in right_answers(seed).values() for entry in np.ravel(value)]
            body.append([f"s{i}", seed, *(repr(float(entry)) for entry in entries)])
        return [["student", "seed", *self.columns()], *body]


def csv_text(table: Iterable[Iterable[str]], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(table)  # CRLF, as spreadsheets write it
    return file.getvalue()


def wait_for_marks(out: Path) -> None:
    """Until a batch in another process has written its first marks."""
    marks, deadline = out / "marks.jsonl", time.monotonic() + 60
    while not (marks.exists() and marks.stat().st_size):
        assert time.monotonic() < deadline, "no mark within a minute"
        time.sleep(0.005)
