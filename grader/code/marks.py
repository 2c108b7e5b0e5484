"""What a submitted program was given: its marks by function and by case, and their form in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CODE = "code"


class PartVerdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    MISSING = "missing"  # the program does not define it
    NOT_RUN = "not-run"  # the program ended before it was called


class CaseVerdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    NOT_RUN = "not-run"


@dataclass(frozen=True)
class CodeFinding:
    """A mistake that explains what came out; several codes where they give the same."""

    codes: tuple[str, ...]
    sentence: str

    def to_json(self) -> dict[str, Any]:
        return {"codes": list(self.codes), "sentence": self.sentence}


@dataclass(frozen=True)
class CaseMark:
    """One case. The seed, the message and what was printed are for shown cases only."""

    number: int
    situation: str
    shown: bool
    seed: str
    verdict: CaseVerdict
    message: str
    printed: str = ""

    def to_json(self) -> dict[str, Any]:
        return {**vars(self), "verdict": self.verdict.value}


@dataclass(frozen=True)
class PartMark:
    """One function; `message` says what is off first, and never gives a reference value."""

    name: str
    points: float
    out_of: float
    verdict: PartVerdict
    findings: tuple[CodeFinding, ...]
    message: str
    cases: tuple[CaseMark, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "points": self.points,
            "out_of": self.out_of,
            "verdict": self.verdict.value,
            "findings": [finding.to_json() for finding in self.findings],
            "message": self.message,
            "cases": [case.to_json() for case in self.cases],
        }

    @classmethod
    def from_json(cls, name: str, body: Mapping[str, Any]) -> PartMark:
        cases = (CaseMark(**{**c, "verdict": CaseVerdict(c["verdict"])}) for c in body["cases"])
        findings = (CodeFinding(tuple(f["codes"]), f["sentence"]) for f in body["findings"])
        return cls(
            name=name,
            points=body["points"],
            out_of=body["out_of"],
            verdict=PartVerdict(body["verdict"]),
            findings=tuple(findings),
            message=body["message"],
            cases=tuple(cases),
        )


@dataclass(frozen=True)
class CodeProblemMark:
    """A code problem. `ending` is how the program's run ended, `output` what it printed.

    The output is that of loading and of the shown cases: what a hidden case prints could carry its
    inputs.
    """

    id: str
    points: float
    out_of: float
    ending: str
    message: str
    parts: tuple[PartMark, ...]
    output: str

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": CODE,
            "points": self.points,
            "out_of": self.out_of,
            "ending": self.ending,
            "message": self.message,
            "parts": {part.name: part.to_json() for part in self.parts},
            "output": self.output,
        }

    @classmethod
    def from_json(cls, id: str, body: Mapping[str, Any]) -> CodeProblemMark:
        parts = (PartMark.from_json(name, part) for name, part in body["parts"].items())
        return cls(
            id=id,
            points=body["points"],
            out_of=body["out_of"],
            ending=body["ending"],
            message=body["message"],
            parts=tuple(parts),
            output=body["output"],
        )
