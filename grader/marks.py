"""What the grader gives: a mark with its verdicts and findings, and its form in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from grader.code.marks import CODE, CodeProblemMark


class EntryVerdict(StrEnum):
    RIGHT = "right"
    CARRIED = "carried"
    WRONG = "wrong"
    BLANK = "blank"


class Verdict(StrEnum):
    """Of a whole quantity. Unreadable costs nothing but its points: nobody could judge it."""

    RIGHT = "right"
    CARRIED = "carried"
    PARTLY = "partly"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    BLANK = "blank"


Entries = EntryVerdict | list["Entries"]


@dataclass(frozen=True)
class Finding:
    """A diagnosis: "one of these" where several mistakes give the same value.

    `basis` says from which earlier values the mistake leads to what was typed: the student's
    "own" or the "reference".
    """

    codes: tuple[str, ...]
    sentence: str
    basis: str

    def to_json(self) -> dict[str, Any]:
        return {"codes": list(self.codes), "sentence": self.sentence, "basis": str(self.basis)}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Finding:
        return cls(tuple(body["codes"]), body["sentence"], body["basis"])


@dataclass(frozen=True)
class QuantityMark:
    """The mark of one asked quantity.

    `entries` nests verdicts in the quantity's shape; `carried_from` names the own earlier
    quantities that it was marked from; `message` says in words what is off, or why the answer
    could not be read, and never gives a reference value.
    """

    name: str
    points: float
    out_of: float
    verdict: Verdict
    entries: Entries
    carried_from: tuple[str, ...]
    findings: tuple[Finding, ...]
    message: str
    understood: str

    def to_json(self) -> dict[str, Any]:
        return {
            "points": self.points,
            "out_of": self.out_of,
            "verdict": self.verdict.value,
            "entries": _plain(self.entries),
            "carried_from": list(self.carried_from),
            "findings": [finding.to_json() for finding in self.findings],
            "message": self.message,
            "understood": self.understood,
        }

    @classmethod
    def from_json(cls, name: str, body: Mapping[str, Any]) -> QuantityMark:
        return cls(
            name=name,
            points=body["points"],
            out_of=body["out_of"],
            verdict=Verdict(body["verdict"]),
            entries=_verdicts(body["entries"]),
            carried_from=tuple(body["carried_from"]),
            findings=tuple(Finding.from_json(one) for one in body["findings"]),
            message=body["message"],
            understood=body["understood"],
        )


@dataclass(frozen=True)
class ProblemMark:
    id: str
    points: float
    out_of: float
    quantities: tuple[QuantityMark, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "points": self.points,
            "out_of": self.out_of,
            "quantities": {one.name: one.to_json() for one in self.quantities},
        }

    @classmethod
    def from_json(cls, id: str, body: Mapping[str, Any]) -> ProblemMark:
        quantities = (QuantityMark.from_json(n, b) for n, b in body["quantities"].items())
        return cls(id, body["points"], body["out_of"], tuple(quantities))


@dataclass(frozen=True)
class Mark:
    """What the grader gave one submission, under one rubric and one version of the grader."""

    points: float
    out_of: float
    problems: tuple[ProblemMark, ...]
    rubric: str
    grader_version: str
    code: tuple[CodeProblemMark, ...] = ()

    def with_programs(self, marks: Iterable[CodeProblemMark]) -> Mark:
        """The same mark with those of the submission's programs added."""
        code = tuple(marks)
        points = round(self.points + sum(one.points for one in code), 6)
        return replace(self, points=points, code=code)

    @property
    def points_by_problem(self) -> dict[str, float]:
        points = {problem.id: problem.points for problem in self.problems}
        return points | {program.id: program.points for program in self.code}

    def to_json(self) -> dict[str, Any]:
        return {
            "points": self.points,
            "out_of": self.out_of,
            "rubric": self.rubric,
            "grader_version": self.grader_version,
            "problems": {
                **{problem.id: problem.to_json() for problem in self.problems},
                **{program.id: program.to_json() for program in self.code},
            },
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Mark:
        bodies: Mapping[str, Any] = body["problems"]
        programs = {id for id, one in bodies.items() if one.get("kind") == CODE}
        problems = (ProblemMark.from_json(i, b) for i, b in bodies.items() if i not in programs)
        code = (CodeProblemMark.from_json(i, b) for i, b in bodies.items() if i in programs)
        return cls(
            points=body["points"],
            out_of=body["out_of"],
            problems=tuple(problems),
            rubric=body["rubric"],
            grader_version=body["grader_version"],
            code=tuple(code),
        )


def _plain(entries: Entries) -> Any:
    return entries.value if isinstance(entries, EntryVerdict) else [_plain(e) for e in entries]


def _verdicts(body: Any) -> Entries:
    return [_verdicts(e) for e in body] if isinstance(body, list) else EntryVerdict(body)
