"""Marks as Gradescope reads them: one results.json for each submission."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from grader.assignment import Assignment, Feedback
from grader.code.marks import CaseVerdict, PartMark, PartVerdict
from grader.mark import Mark, QuantityMark, Verdict

RESULTS = "results.json"
LONGEST_FOLDER = 80

_VISIBILITY = {
    Feedback.at_once: "visible",
    Feedback.after_due: "after_due_date",
    Feedback.on_release: "after_published",
}
# What Windows keeps for itself, whatever follows the dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9@._+-]")


def results_name(student: str, taken: Counter[str]) -> str:
    """A folder's name for a student: never a path, never another one's on any file system.

    `taken` counts the names given so far.
    """
    name = _UNSAFE.sub("_", student)[:LONGEST_FOLDER].rstrip(".")
    if name != student or not name or name[0] in ".-" or _RESERVED.match(name):
        digest = hashlib.sha256(student.encode()).hexdigest()[:8]
        name = f"{name.lstrip('.-')}_{digest}" if not _RESERVED.match(name) else f"_{digest}"
    taken[name.casefold()] += 1
    again = taken[name.casefold()]
    return name if again == 1 else f"{name}__{again}"


def write_results(folder: Path, body: Mapping[str, Any], assignment: Assignment) -> None:
    """Write results.json into the folder, at once or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{RESULTS}.new"
    beside.write_bytes(orjson.dumps(results(body, assignment), option=orjson.OPT_INDENT_2))
    beside.replace(folder / RESULTS)


def results(body: Mapping[str, Any], assignment: Assignment) -> dict[str, Any]:
    """The results of one line of marks.jsonl."""
    mark = Mark.from_json(body["mark"]) if body["mark"] else None
    visibility = _VISIBILITY[assignment.feedback]
    if mark is None:
        said = f"Nothing was marked, because this could not be read: {body['reason']}"
    else:
        said = f"{assignment.title}: {mark.points:g} of {mark.out_of:g} points"
    return {
        "score": mark.points if mark else 0.0,
        "output": said,
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "extra_data": {
            "assignment": assignment.slug,
            "content": body["content"],
            "grader_version": body["grader_version"],
            "rubric": mark.rubric if mark else None,
            "state": body["state"],
        },
        "tests": list(_tests(mark, visibility)) if mark else [],
    }


def _tests(mark: Mark, visibility: str) -> Iterator[dict[str, Any]]:
    """One test for each quantity, and one for each function of a program."""
    several = len(mark.problems) + len(mark.code) > 1
    for i, problem in enumerate(mark.problems, 1):
        for j, quantity in enumerate(problem.quantities, 1):
            yield {
                "score": quantity.points,
                "max_score": quantity.out_of,
                "status": "passed" if quantity.points >= quantity.out_of else "failed",
                "name": f"{problem.id}: {quantity.name}" if several else quantity.name,
                "name_format": "text",
                "number": f"{i}.{j}",
                "output": said_of(quantity),
                "output_format": "text",
                "tags": [problem.id, quantity.verdict.value],
                "visibility": visibility,
            }

    for i, program in enumerate(mark.code, len(mark.problems) + 1):
        for j, part in enumerate(program.parts, 1):
            yield {
                "score": part.points,
                "max_score": part.out_of,
                "status": "passed" if part.points >= part.out_of else "failed",
                "name": f"{program.id}: {part.name}" if several else part.name,
                "name_format": "text",
                "number": f"{i}.{j}",
                "output": said_of_part(part),
                "output_format": "text",
                "tags": [program.id, part.verdict.value],
                "visibility": visibility,
            }


def said_of_part(part: PartMark) -> str:
    """The verdict, the cases and the findings in words; of a hidden case only the verdict."""
    right = sum(case.verdict is CaseVerdict.RIGHT for case in part.cases)
    lines = [f"{_PARTS[part.verdict]} {right} of {len(part.cases)} cases are right."]
    lines += [part.message] if part.message else []
    lines += [f"Case {c.number} is shown (seed {c.seed})." for c in part.cases if c.shown]
    return "\n".join(lines + [finding.sentence for finding in part.findings])


def said_of(quantity: QuantityMark) -> str:
    """The verdict and the findings in words."""
    lines = [_VERDICTS[quantity.verdict]]
    if quantity.carried_from:
        lines.append(f"Marked from your own {', '.join(quantity.carried_from)}.")
    if quantity.message:
        lines.append(quantity.message)
    lines += [finding.sentence for finding in quantity.findings]
    if quantity.understood:
        lines.append(f"Understood: {quantity.understood}")
    return "\n".join(lines)


_VERDICTS = {
    Verdict.RIGHT: "Right.",
    Verdict.CARRIED: "Right, given your own earlier values.",
    Verdict.PARTLY: "Partly right.",
    Verdict.WRONG: "Not right.",
    Verdict.UNREADABLE: "This could not be read.",
    Verdict.BLANK: "Left blank.",
}
_PARTS = {
    PartVerdict.RIGHT: "Right.",
    PartVerdict.PARTLY: "Partly right.",
    PartVerdict.WRONG: "Not right.",
    PartVerdict.MISSING: "Not defined.",
    PartVerdict.NOT_RUN: "Not run.",
}
