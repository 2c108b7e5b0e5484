"""Vetting, as others use it: draw variants of a problem, or report what vetting finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.problem import Problem
from grader.variant import Certificate, Variant
from grader.vetter import CANDIDATES, MARGIN, RARE, SMALLEST, Declared, Vetter, VettingError

__all__ = [
    "CANDIDATES",
    "MARGIN",
    "RARE",
    "SMALLEST",
    "Certificate",
    "Declared",
    "Variant",
    "Vetter",
    "VettingError",
    "VettingReport",
    "draw_variants",
    "vet",
]


@dataclass(frozen=True)
class VettingReport:
    """What vetting a number of seeds found."""

    problem_id: str
    accepted: int
    drawn: int
    rejected: Mapping[str, int]
    told_apart: Mapping[str, tuple[str, ...]]
    never_told_apart: tuple[Declared, ...]
    confusable: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "problem": self.problem_id,
            "accepted": self.accepted,
            "drawn": self.drawn,
            "rejected": dict(self.rejected),
            "told_apart": {name: list(codes) for name, codes in self.told_apart.items()},
            "never_told_apart": [one.to_json() for one in self.never_told_apart],
            "confusable": {
                name: [list(group) for group in groups] for name, groups in self.confusable.items()
            },
        }


def draw_variants(problem: Problem, seeds: Sequence[str]) -> list[Variant]:
    """One vetted variant for each seed; raises VettingError where none is fit."""
    return Vetter(problem).draw(seeds)[0]


def vet(problem: Problem, count: int) -> VettingReport:
    """Draw `count` variants for seeds 0, 1, 2, ... and report what was found."""
    vetter = Vetter(problem)
    variants, rejected = vetter.draw([str(seed) for seed in range(count)])
    return VettingReport(
        problem_id=problem.id,
        accepted=len(variants),
        drawn=sum(variant.certificate.candidate + 1 for variant in variants),
        rejected=dict(rejected.most_common()),
        # In the order in which students meet them; the vetter's is that of the graph.
        told_apart={asked.name: vetter.told_apart[asked.name] for asked in problem.asked},
        never_told_apart=vetter.never_told_apart,
        confusable=vetter.confusable(),
    )
