"""Marks a folder or a CSV of submissions into marks.jsonl, marks.csv and Gradescope's files.

Memory does not grow with the marks: they go from the marking processes to the file in chunks, and
the summary is read back from there line by line. A run that was stopped goes on where it was.
"""

from __future__ import annotations

import csv
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from grader.assignment import Assignment
from grader.code.desk import ProgramDesk
from grader.code.folders import ProgramFolder, ProgramSubmission
from grader.crew import Chunk, mark_in_order
from grader.csv_cells import number_cell, text_cell
from grader.desk import Desk, Line, State, Task
from grader.gradescope import results_name, write_results
from grader.journal import Journal, Known
from grader.mark import GRADER_VERSION
from grader.submissions import Source, Submission, Table, count

LARGEST_CHUNK = 1000
SMALLEST_CHUNK = 50
CHUNKS_A_JOB = 8
PROGRAMS = 1

SUMMARY = "marks.csv"
GRADESCOPE = "gradescope"


@dataclass(frozen=True)
class Batch:
    """What is marked, and where to; `jobs` processes do it."""

    assignment: Assignment
    source: Source | ProgramFolder
    out: Path
    jobs: int = 1
    for_gradescope: bool = False


@dataclass
class Report:
    """How many submissions came to which end, and how many of them were marked before."""

    states: Counter[State] = field(default_factory=Counter)
    marked_before: int = 0

    @property
    def total(self) -> int:
        return sum(self.states.values())

    def to_json(self) -> dict[str, Any]:
        states = {state.value: self.states[state] for state in State}
        return {"submissions": self.total, **states, "marked_before": self.marked_before}


def grade(batch: Batch, on_progress: Callable[[int, int], None]) -> Report:
    """Mark every submission that is not marked yet, then write the summaries.

    `on_progress` hears how many are done, of how many. Raises FileFaultError for a CSV that
    cannot be used or a folder that another run writes to; never for a single submission.
    """
    total = how_many(batch.source)
    with Journal(batch.out) as journal:
        offsets, done = array("q"), 0
        for placed in _marked(batch, journal, total):
            offsets.extend(placed)
            done += len(placed)
            on_progress(done, total)
        journal.settle(offsets)
        report = _write_summary(batch, journal)
        report.marked_before = total - journal.appended
        if batch.for_gradescope:
            _write_gradescope(batch, journal)
    return report


def _marked(batch: Batch, journal: Journal, total: int) -> Iterator[list[int]]:
    """Chunk by chunk: where each submission's line stands."""
    columns = batch.source.columns if isinstance(batch.source, Table) else None
    known = journal.known({"assignment": batch.assignment.digest, "grader_version": GRADER_VERSION})
    chunks: list[list[Known | None]] = []  # of those under way, oldest first

    def tasks() -> Iterator[Chunk]:
        waiting: Iterator[Submission | ProgramSubmission] = iter(batch.source)
        while chunk := list(islice(waiting, _chunk_size(total, batch))):
            earlier = [known.get(one.source) for one in chunk]
            chunks.append(earlier)
            yield [
                Task(one, before.content if before else "")
                for one, before in zip(chunk, earlier, strict=True)
            ]

    desk = (
        ProgramDesk(batch.assignment, batch.source.seed)
        if isinstance(batch.source, ProgramFolder)
        else Desk(batch.assignment, columns)
    )
    try:
        for lines in mark_in_order(desk, tasks(), batch.jobs):
            yield _placed(journal, lines, chunks.pop(0))
    finally:
        if isinstance(desk, ProgramDesk):
            desk.close()


def _placed(journal: Journal, lines: list[Line], earlier: list[Known | None]) -> list[int]:
    fresh = iter(journal.append([line.text for line in lines if line.text]))
    return [
        next(fresh) if line.text or before is None else before.offset
        for line, before in zip(lines, earlier, strict=True)
    ]


def how_many(source: Source | ProgramFolder) -> int:
    """How many submissions there are; raises FileFaultError where a CSV cannot be used at all."""
    return sum(1 for _ in source) if isinstance(source, ProgramFolder) else count(source)


def _chunk_size(total: int, batch: Batch) -> int:
    """Large enough for arithmetic on many at once, small enough that nobody waits at the end."""
    jobs = batch.jobs
    if isinstance(batch.source, ProgramFolder):
        return PROGRAMS  # one may take seconds, and what is marked is written down at once
    return min(max(total // (jobs * CHUNKS_A_JOB), SMALLEST_CHUNK), LARGEST_CHUNK)


# ---- what is written at the end ------------------------------------------------------------------


def _write_summary(batch: Batch, journal: Journal) -> Report:
    """marks.csv, in the order of the submissions; it replaces the old one at once or not at all."""
    assignment = batch.assignment
    problems = [problem.id for problem in assignment.problems]
    problems += [problem.id for problem in assignment.code_problems]
    report = Report()
    beside = batch.out / f"{SUMMARY}.new"
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        header = ("student", "source", "seed", "state", "points", "out_of", *problems, "reason")
        writer.writerow(header)
        for summary in journal.summaries():
            report.states[State(summary["state"])] += 1
            writer.writerow(_summary_row(summary, problems))
    beside.replace(batch.out / SUMMARY)
    return report


def _summary_row(summary: Mapping[str, Any], problems: list[str]) -> list[str]:
    return [
        text_cell(summary["student"]),
        text_cell(summary["source"]),
        text_cell(summary["seed"] or ""),
        summary["state"],
        number_cell(summary["points"]),
        number_cell(summary["out_of"]),
        *(number_cell(summary["problems"].get(problem)) for problem in problems),
        text_cell(summary["reason"]),
    ]


def _write_gradescope(batch: Batch, journal: Journal) -> None:
    """One folder per student; a second submission of the same one gets a folder of its own."""
    taken: Counter[str] = Counter()
    for body in journal.bodies():
        if body["state"] != State.HELD:
            name = results_name(body["student"], taken)
            write_results(batch.out / GRADESCOPE / name, body, batch.assignment)
