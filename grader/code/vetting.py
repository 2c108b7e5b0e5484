"""Is a code problem fit to deploy? Its solution, in a sandbox too, gives the reference values.

Vetting runs wrong programs too: each mistake of the author's list has to lose the points of
exactly the functions that it touches, every other convention none, and what students begin with
earns none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.code.cases import Case, draw_cases
from grader.code.findings import program_with
from grader.code.judging import ENDING_WORDS, failure_detail, failure_words, judge
from grader.code.key import AnswerKey
from grader.code.marking import CodeMarker
from grader.code.network_answers import (
    accepted_of_network,
    lost_by_catalogue,
    references_of_network,
)
from grader.code.problem import CodeProblem, Function
from grader.code.programs import Asked, Files, Passed, call_of, run_pass
from grader.code.variant import Arrays, CodeVariant
from grader.sandbox.job import Ending, NoArray, Reply
from grader.sandbox.supervisor import Sandbox
from grader.vetter import VettingError

REDRAWS = 20
TOGETHER = 16
SOLUTION, STARTER = "solution", "starter"


@dataclass(frozen=True)
class CodeVetter:
    """Draws variants with reference values, and refuses those that prove nothing."""

    problem: CodeProblem
    sandbox: Sandbox

    def draw(self, seeds: Sequence[str]) -> list[CodeVariant]:
        """One for each seed. Raises VettingError where the solution is at fault, SandboxError.

        Several go through the sandbox together, for a run costs more than its calls.
        """
        drawn: list[CodeVariant] = []
        for start in range(0, len(seeds), TOGETHER):
            some = seeds[start : start + TOGETHER]
            together = self._draw_together(some) if len(some) > 1 else [None]
            for seed, variant in zip(some, together, strict=True):
                # Whatever was odd together is looked at alone: that finds out which case it is.
                drawn.append(variant or self._draw(seed))
        return drawn

    def _draw_together(self, seeds: Sequence[str]) -> list[CodeVariant | None]:
        """The variants of these seeds, None for those that have to be drawn alone."""
        cases = [draw_cases(self.problem, seed) for seed in seeds]
        programs = [self.problem.solution]
        programs += [program_with(self.problem, s) for s in self.problem.slips if s.accepted]
        answered = [self._run_together(cases, files) for files in programs]
        variants: list[CodeVariant | None] = []
        for i, seed in enumerate(seeds):
            passed = [one[i] for one in answered]
            usual = passed[0] if all(map(_is_whole, passed)) else None
            references = self._references_in(cases[i], usual) if usual else ()
            if not usual or self._idle(cases[i], references):
                variants.append(None)
                continue
            accepted = tuple(_accepted_in(cases[i], one) for one in passed[1:])
            accepted += accepted_of_network(self.problem, cases[i])
            variants.append(
                CodeVariant(self.problem.id, seed, tuple(cases[i]), references, accepted)
            )
        return variants

    def _run_together(self, cases: Sequence[Sequence[Case]], files: Files) -> list[Passed]:
        """One run for all, and what it gave for each."""
        passed = self._run([case for some in cases for case in some], files)
        found, start = [], 0
        for some in cases:
            places = range(start, start + len(some))
            start += len(some)
            found.append(
                replace(
                    passed,
                    replies={i - places.start: passed.replies[i] for i in places
                             if i in passed.replies},
                    endings={i - places.start: passed.endings[i] for i in places
                             if i in passed.endings},
                )
            )  # fmt: skip
        return found

    def _draw(self, seed: str) -> CodeVariant:
        for redraw in range(REDRAWS):
            own = f"{seed}|{redraw}" if redraw else seed
            cases = draw_cases(self.problem, own)
            references = self._references(cases)
            if not self._idle(cases, references):
                accepted = tuple(
                    self._accepted(cases, program_with(self.problem, slip))
                    for slip in self.problem.slips
                    if slip.accepted
                )
                accepted += accepted_of_network(self.problem, cases)
                return CodeVariant(self.problem.id, seed, cases, references, accepted)
        idle = self._idle(cases, references)
        raise VettingError(
            f"{self.problem.id}: zeros are right for {', '.join(idle)} in most cases of every draw"
        )

    def _references(self, cases: Sequence[Case]) -> tuple[Arrays, ...]:
        return self._references_in(cases, self._run(cases, self.problem.solution))

    def _references_in(self, cases: Sequence[Case], passed: Passed) -> tuple[Arrays, ...]:
        if passed.loaded is not None and passed.loaded.failure is not None:
            raise self._fault(f"loading it {failure_words(passed.loaded.failure)}")
        given = references_of_network(self.problem, cases)
        return tuple(
            self._reference(case, i, passed) if own is None else self._finite(case, own)
            for i, (case, own) in enumerate(zip(cases, given, strict=True))
        )

    def _reference(self, case: Case, i: int, passed: Passed) -> Arrays:
        where = _place(case)
        reply = passed.replies.get(i)
        if reply is None:
            ending = passed.endings.get(i, passed.ending)
            words = ENDING_WORDS.get(ending, "was not run")
            raise self._fault(f"{where}: it {words}")
        if reply.failure is not None:
            words = f"{failure_words(reply.failure)} ({failure_detail(reply.failure)})"
            raise self._fault(f"{where}: it {words}")
        for name, value in reply.outputs.items():
            if isinstance(value, NoArray):
                raise self._fault(f"{where}: {name} is no array of numbers ({value.type})")
        return self._finite(case, _arrays(reply))

    def _finite(self, case: Case, reference: Arrays) -> Arrays:
        for name, value in reference.items():
            if not np.isfinite(value).all():
                raise self._fault(f"{_place(case)}: {name} has entries that are not finite")
        return reference

    def _accepted(self, cases: Sequence[Case], files: Files) -> tuple[Arrays | None, ...]:
        return _accepted_in(cases, self._run(cases, files))

    def _run(self, cases: Sequence[Case], files: Files) -> Passed:
        if not files:  # the built-in network gives all of it
            return Passed()
        functions = {function.name: function for function in self.problem.functions}
        asked = [Asked(c.function, call_of(functions[c.function], c)) for c in cases]
        return run_pass(self.sandbox, self.problem, files, asked)

    def _idle(self, cases: Sequence[Case], references: Sequence[Arrays]) -> list[str]:
        """Functions for which zeros of the right shapes would earn half of the points or more."""
        found = []
        for function in self.problem.functions:
            shares = [
                _share_of_zeros(function, case, reference)
                for case, reference in zip(cases, references, strict=True)
                if case.function == function.name
            ]
            if sum(shares) >= len(shares) / 2:
                found.append(function.name)
        return found

    def _fault(self, words: str) -> VettingError:
        return VettingError(f"{self.problem.id}: the solution is at fault: {words}")


def _place(case: Case) -> str:
    return f"{case.function}, case {case.number} ({case.situation.value})"


def _share_of_zeros(function: Function, case: Case, reference: Arrays) -> float:
    zeros = {name: np.zeros(value.shape) for name, value in reference.items()}
    return judge(function, case, Reply(zeros, {}), [reference]).share


def _is_whole(passed: Passed) -> bool:
    return passed.ending is Ending.FINISHED


def _accepted_in(cases: Sequence[Case], passed: Passed) -> tuple[Arrays | None, ...]:
    replies = [passed.replies.get(i) for i in range(len(cases))]
    return tuple(_arrays(r) if r and r.failure is None else None for r in replies)


def _arrays(reply: Reply) -> Arrays:
    return {n: value for n, value in reply.outputs.items() if not isinstance(value, NoArray)}


@dataclass(frozen=True)
class CodeVettingReport:
    """What vetting found. `loses` says by program which functions lost points in any variant.

    `programs` of them were run; the others are what the built-in network says that mistakes give.
    `faults` are the differences from what the author says; with any, the problem is not sound.
    """

    problem_id: str
    accepted: int
    programs: int
    loses: Mapping[str, tuple[str, ...]]
    faults: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": "code",
            "problem": self.problem_id,
            "accepted": self.accepted,
            "programs": self.programs,
            "loses": {code: list(names) for code, names in self.loses.items()},
            "faults": list(self.faults),
        }


def vet_code(problem: CodeProblem, count: int, sandbox: Sandbox) -> CodeVettingReport:
    """Draw `count` variants and run the solution, every mistake and the starter on each.

    Raises VettingError where the solution gives no reference values.
    """
    marker = CodeMarker(problem, sandbox)
    variants = CodeVetter(problem, sandbox).draw([str(seed) for seed in range(count)])
    loses: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    wanted: dict[str, tuple[Files, tuple[str, ...]]] = {}
    if problem.solution:
        wanted[SOLUTION] = (problem.solution, ())
    for number, slip in enumerate(problem.slips, start=1):
        wanted[f"{number}. {slip.code}"] = (program_with(problem, slip), slip.loses)
    for label, (files, expected) in wanted.items():
        lost = [_lost(marker, variant, files) for variant in variants]
        loses[label] = tuple(
            f.name for f in problem.functions if any(f.name in one for one in lost)
        )
        for variant, one in zip(variants, lost, strict=True):
            if one != set(expected):
                faults.append(_difference(label, variant.seed, one, set(expected)))
                break
    loses |= lost_by_catalogue(AnswerKey(problem, variants[0]))
    if problem.starter:
        earned = marker.mark(variants[0], problem.starter, with_findings=False)
        faults += [
            f"{STARTER}: earns points for {part.name} as it is"
            for part in earned.parts
            if part.points > 0
        ]
    return CodeVettingReport(problem.id, len(variants), len(wanted), loses, tuple(faults))


def _lost(marker: CodeMarker, variant: CodeVariant, files: Files) -> set[str]:
    mark = marker.mark(variant, files, with_findings=False)
    return {part.name for part in mark.parts if part.points < part.out_of}


def _difference(label: str, seed: str, lost: set[str], expected: set[str]) -> str:
    said = [f"{label} (seed {seed})"]
    if more := lost - expected:
        said.append(f"loses points of {', '.join(sorted(more))} too")
    if less := expected - lost:
        said.append(f"loses no points of {', '.join(sorted(less))}")
    return ": ".join((said[0], "; ".join(said[1:])))
