"""A whole submission of programs, one for each code problem of an assignment -> its mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from grader.assignment import Assignment
from grader.code.marking import CodeMarker
from grader.code.programs import Files
from grader.code.variant import CodeVariant
from grader.code.vetting import CodeVetter
from grader.mark import GRADER_VERSION, Marker
from grader.marks import Mark
from grader.sandbox.supervisor import Sandbox

Programs = Mapping[str, Files]  # by problem
MOST_KEPT = 64


@dataclass
class ProgramMarker:
    """Marks programs in one sandbox; keeps the last variants that it drew."""

    assignment: Assignment
    sandbox: Sandbox
    _kept: dict[str, Mapping[str, CodeVariant]] = field(default_factory=dict)

    @cached_property
    def markers(self) -> Mapping[str, CodeMarker]:
        """One for each code problem: what it learns of a variant serves the next program too."""
        return {
            problem.id: CodeMarker(problem, self.sandbox)
            for problem in self.assignment.code_problems
        }

    def variants(self, seed: str) -> Mapping[str, CodeVariant]:
        """Every code problem's variant for a seed. Raises VettingError, SandboxError."""
        if seed not in self._kept:
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[seed] = {
                problem.id: CodeVetter(problem, self.sandbox).draw([seed])[0]
                for problem in self.assignment.code_problems
            }
        return self._kept[seed]

    def mark(self, seed: str, programs: Programs) -> Mark:
        """A mark without anything that is answered by hand. Raises VettingError, SandboxError."""
        empty = Mark(
            0.0, self.assignment.points, (), Marker(self.assignment).rubric, GRADER_VERSION
        )
        return self.add(empty, self.variants(seed), programs)

    def add(self, mark: Mark, variants: Mapping[str, CodeVariant], programs: Programs) -> Mark:
        """The mark of the answers, with those of the programs. Raises SandboxError."""
        return mark.with_programs(
            marker.mark(variants[id], programs.get(id, {})) for id, marker in self.markers.items()
        )
