"""What the commands print about programs, and the sandbox that they share."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from rich.table import Table as Drawn

from grader.assignment import Assignment
from grader.cli_errors import printable
from grader.cli_tables import counted, table_of
from grader.code.marks import CodeProblemMark
from grader.code.problem import CodeProblem
from grader.code.shown import shown_script
from grader.code.variant import CodeVariant
from grader.code.vetting import CodeVettingReport
from grader.mark import Mark
from grader.sandbox.supervisor import Sandbox, SandboxSettings


def opened_sandbox() -> Sandbox:
    """As the environment says; raises SandboxError."""
    return Sandbox.open(SandboxSettings.from_environment(os.environ))


def mark_json(mark: Mark) -> dict[str, Any]:
    score = round(mark.points / mark.out_of, 6) if mark.out_of else 0.0
    return {"state": "graded", "score": score, **mark.to_json()}


def held_json(assignment: Assignment, reason: str) -> dict[str, Any]:
    """Nobody is marked down for what is our fault: no points, and no 0 either."""
    held = {"state": "held", "reason": reason, "score": None, "points": None}
    return {**held, "out_of": assignment.points, "problems": {}}


def code_mark_parts(mark: CodeProblemMark) -> list[str | Drawn]:
    parts: list[str | Drawn] = [f"\n{mark.id}: {mark.points:g} of {mark.out_of:g} ({mark.ending})"]
    if mark.message:
        parts.append(printable(mark.message))
    rows = []
    for part in mark.parts:
        right = sum(case.verdict == "right" for case in part.cases)
        cases = f"{right} of {counted(len(part.cases), 'case')}"
        points = f"{part.points:g} of {part.out_of:g}"
        rows.append((part.name, points, part.verdict.value, cases, part.message))
    parts.append(table_of(("function", "points", "verdict", "right", "what is off"), rows))
    parts += [
        printable(f"{part.name}: {finding.sentence} ({', '.join(finding.codes)})")
        for part in mark.parts
        for finding in part.findings
    ]
    if mark.output.strip():
        parts += ["printed:", printable(mark.output.rstrip())]
    return parts


def code_vetting_parts(report: CodeVettingReport) -> list[str | Drawn]:
    rows = [(name, ", ".join(lost) or "-") for name, lost in report.loses.items()]
    parts: list[str | Drawn] = [
        f"{report.problem_id}: {counted(report.accepted, 'variant')}, "
        f"{counted(report.programs, 'program')} run on each",
        table_of(("program", "loses points of"), rows),
    ]
    return parts


def shown_cases_text(problem: CodeProblem, variant: CodeVariant) -> str:
    with np.printoptions(threshold=10_000):
        script = shown_script(problem, variant)
    return "\n".join((f"{problem.title} ({problem.id})", "", problem.statement.strip(), "", script))
