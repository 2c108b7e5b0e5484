"""An assignment with the numbers of one seed: what a student sees, and the key to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.assignment import Assignment
from grader.problem import Problem
from grader.vetting import Variant, draw_variants
from grader.workings import Workings
from reference.arrays import Array, Shape


@dataclass(frozen=True)
class Sheet:
    """Every problem's variant for one seed, by the problem's id."""

    assignment: Assignment
    seed: str
    variants: Mapping[str, Variant]

    @classmethod
    def draw(cls, assignment: Assignment, seed: str) -> Sheet:
        """Raises VettingError where no variant is fit."""
        drawn = {p.id: draw_variants(p, [seed])[0] for p in assignment.problems}
        return cls(assignment, seed, drawn)

    @cached_property
    def workings(self) -> Mapping[str, Workings]:
        return {problem.id: Workings(problem) for problem in self.assignment.problems}

    def shapes(self, problem: Problem) -> Mapping[str, Shape]:
        """The core shape of every asked quantity."""
        cells = self.workings[problem.id].derivation.by_name
        return {asked.name: cells[asked.name].shape for asked in problem.asked}

    def key(self, problem: Problem) -> Mapping[str, Array]:
        """The right value of every asked quantity."""
        leaves = self.variants[problem.id].leaves
        found = self.workings[problem.id].run({n: v[np.newaxis] for n, v in leaves.items()})
        return {asked.name: found[asked.name][0] + 0.0 for asked in problem.asked}

    def to_json(self, with_key: bool) -> dict[str, Any]:
        return {
            "assignment": self.assignment.slug,
            "title": self.assignment.title,
            "seed": self.seed,
            "problems": [self._problem(problem, with_key) for problem in self.assignment.problems],
        }

    def _problem(self, problem: Problem, with_key: bool) -> dict[str, Any]:
        variant, shapes = self.variants[problem.id], self.shapes(problem)
        body = {
            "id": problem.id,
            "title": problem.title,
            "statement": problem.statement,
            "classes": list(problem.classes),
            "values": {name: value.tolist() for name, value in variant.leaves.items()},
            "asked": [
                {
                    "name": asked.name,
                    "shape": list(shapes[asked.name]),
                    "points": asked.points,
                    "decimals": asked.decimals,
                    "credit": asked.credit.value,
                }
                for asked in problem.asked
            ],
        }
        if with_key:
            body["key"] = {
                name: {"value": value.tolist(), "tolerance": variant.tolerances[name].tolist()}
                for name, value in self.key(problem).items()
            }
            body["certificate"] = variant.certificate.to_json()
        return body
