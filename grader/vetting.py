"""Is a variant fit to be set? Drawn numbers are vetted before anyone sees them.

A variant is fit if nothing in it is degenerate (see `reference.variants`), rounding cannot lead
an honest student astray, no entry that is asked is so small that 0 would pass for it, and every
known mistake that this problem can tell apart changes some entry of the step it is made in by
more than MARGIN tolerances. What a problem can tell apart is found out once, on a probe of
candidates that is the same for ever; what it cannot is declared in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from grader import cheap
from grader.mistakes import COARSE
from grader.problem import Problem
from grader.workings import Workings
from reference.arrays import Array
from reference.variants import GENERATOR, Fitness, Mask, Recipe, draw, unfit

MARGIN = 3.0  # tolerances between a mistake's value and the right one, in its clearest entry
SMALLEST = 3.0  # tolerances between 0 and an entry that is not 0 by the network's structure
LARGEST_BEND = 0.08  # of the tolerance: how uneven the effect of rounding up and down may be
RARE = 0.05  # a mistake that fewer candidates than this show is declared, not required
CANDIDATES = 16  # candidates of a seed that are drawn together; part of the generator's scheme
PROBE = 256  # fit candidates on which it is found out what a problem tells apart
OFTEN = 0.5  # a mistake whose value is cheap more often than this is so by its nature
_BLOCKS = 400  # blocks of candidates after which a seed is given up


_Key = tuple[str, str]  # a quantity, and the code of a mistake in its step


class VettingError(Exception):
    """No fit variant was found; the message says which reasons turned candidates down."""


@dataclass(frozen=True)
class Certificate:
    """What was proven of one variant when it was drawn."""

    generator: str
    candidate: int
    closest_mistake: str
    closest_quantity: str
    closest_margin: float  # tolerances between that mistake and the right value
    smallest_entry: float  # tolerances between 0 and the smallest entry that is not 0
    told_apart: Mapping[str, tuple[str, ...]]  # mistakes that no step of this variant lets pass

    def to_json(self) -> dict[str, Any]:
        return {**vars(self), "told_apart": {n: list(c) for n, c in self.told_apart.items()}}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Certificate:
        told_apart = {name: tuple(codes) for name, codes in body["told_apart"].items()}
        return cls(**{**body, "told_apart": told_apart})


@dataclass(frozen=True)
class Variant:
    """A problem with numbers: leaves and tolerances by name, without a leading axis."""

    problem_id: str
    seed: str
    leaves: Mapping[str, Array]
    tolerances: Mapping[str, Array]
    certificate: Certificate

    def to_json(self) -> dict[str, Any]:
        return {
            "problem": self.problem_id,
            "seed": self.seed,
            "leaves": {name: value.tolist() for name, value in self.leaves.items()},
            "tolerances": {name: value.tolist() for name, value in self.tolerances.items()},
            "certificate": self.certificate.to_json(),
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Variant:
        leaves = {name: np.array(value) for name, value in body["leaves"].items()}
        return cls(
            problem_id=body["problem"],
            seed=body["seed"],
            leaves=leaves,
            tolerances={n: np.array(v, dtype=float) for n, v in body["tolerances"].items()},
            certificate=Certificate.from_json(body["certificate"]),
        )


@dataclass(frozen=True)
class Declared:
    """A mistake that a problem does not reliably tell from the right rule in a step."""

    quantity: str
    code: str
    shown_by: float  # share of the candidates that would show it

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


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


@dataclass(frozen=True)
class _Judged:
    """Candidates that went through every check: which failed which, and what was measured."""

    reasons: Mapping[str, Mask]
    tolerance: Mapping[str, Array]
    margins: Mapping[_Key, Array]  # tolerances apart
    smallest: Array

    @cached_property
    def fit(self) -> Mask:
        bad: Mask = np.logical_or.reduce(list(self.reasons.values()))
        return ~bad


@dataclass(frozen=True)
class Vetter:
    """Draws and vets the variants of one problem."""

    problem: Problem

    @cached_property
    def workings(self) -> Workings:
        return Workings(self.problem)

    @cached_property
    def recipe(self) -> Recipe:
        problem = self.problem
        return Recipe(
            shapes=problem.leaf_shapes,
            choices={name: grid.values() for name, grid in problem.grids.items()},
            labels=problem.labels,
            fixed=problem.fixed,
        )

    @cached_property
    def fitness(self) -> Fitness:
        coarsest = min(self.workings.decimals.values(), default=6)
        return Fitness(max(0.05, 10 * 10.0**-coarsest), self.problem.inactive)

    @cached_property
    def probe(self) -> Mapping[str, Array]:
        """Values of fit-looking candidates that are the same for ever."""
        return self._probe()

    @cached_property
    def shown(self) -> Mapping[_Key, float]:
        """For each step and mistake: the share of the probe's candidates that show it."""
        tolerance = self.workings.tolerances(self.probe).tolerance
        return {
            key: float(np.mean(_apart(wrong, self.probe[key[0]], tolerance[key[0]]) > MARGIN))
            for key, wrong in self._predictions(self.probe)
        }

    @cached_property
    def dear(self) -> frozenset[_Key]:
        """Mistakes told apart that lead on to later steps, and whose value is seldom cheap."""
        tolerance = self.workings.tolerances(self.probe).tolerance
        sources = {
            s for step in self.workings.steps for route in step.routes for s in route.sources
        }
        wanted = {(n, c) for n, codes in self.told_apart.items() for c in codes if n in sources}
        return frozenset(
            key
            for key, wrong in self._predictions(self.probe, wanted)
            if np.mean(self._cheap(key, wrong, self.probe, tolerance[key[0]])) < OFTEN
        )

    @cached_property
    def told_apart(self) -> Mapping[str, tuple[str, ...]]:
        """The mistakes that every variant tells from the right rule, by quantity."""
        return {
            step.name: tuple(
                bite.code
                for bite in step.bites
                if self.shown[step.name, bite.code] >= RARE and bite.code != COARSE
            )
            for step in self.workings.steps
        }

    @cached_property
    def never_told_apart(self) -> tuple[Declared, ...]:
        return tuple(
            Declared(quantity, code, round(share, 4))
            for (quantity, code), share in self.shown.items()
            if share < RARE or code == COARSE
        )

    def confusable(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Groups of mistakes that give the same value in a step, by quantity."""
        groups: dict[tuple[str, bytes], list[str]] = {}
        for (quantity, code), wrong in self._predictions(self.probe):
            if code in self.told_apart[quantity]:
                groups.setdefault((quantity, np.round(wrong, 9).tobytes()), []).append(code)
        same = [(quantity, tuple(codes)) for (quantity, _), codes in groups.items() if codes[1:]]
        return {q: tuple(codes for other, codes in same if other == q) for q, _ in same}

    def draw(self, seeds: Sequence[str]) -> tuple[list[Variant], Counter[str]]:
        """One fit variant for each seed, and why candidates were turned down.

        A seed's variant is the first fit one of its row of candidates, whichever seeds it is
        drawn together with. Raises VettingError where a seed's row holds no fit one.
        """
        found: dict[str, Variant] = {}
        rejected: Counter[str] = Counter()
        for block in range(_BLOCKS):
            waiting = [seed for seed in dict.fromkeys(seeds) if seed not in found]
            if not waiting:
                break
            found |= self._from_block(waiting, block, rejected)
        if missing := [seed for seed in seeds if seed not in found]:
            reasons = "; ".join(f"{why}: {n}" for why, n in rejected.most_common(3))
            raise VettingError(
                f"problem {self.problem.id!r}: no fit variant for seed {missing[0]!r} among "
                f"{_BLOCKS * CANDIDATES} candidates ({reasons}); widen its grids"
            )
        return [found[seed] for seed in seeds], rejected

    def _from_block(
        self, seeds: Sequence[str], block: int, rejected: Counter[str]
    ) -> dict[str, Variant]:
        """Variants for those seeds that find one in this block."""
        leaves, fit = self._candidates(seeds, block, rejected)
        found: dict[str, Variant] = {}
        for rows in _one_row_a_seed(fit.reshape(len(seeds), CANDIDATES)):
            fresh = [row for row in rows if seeds[row // CANDIDATES] not in found]
            if not fresh:
                continue
            chosen = {name: value[fresh] for name, value in leaves.items()}
            judged = self._judge(chosen)
            _count(rejected, judged.reasons)
            for i in np.flatnonzero(judged.fit):
                seed, candidate = seeds[fresh[i] // CANDIDATES], fresh[i] % CANDIDATES
                here = {name: value[i] for name, value in chosen.items()}
                found[seed] = self._variant(seed, here, judged, (int(i), block, candidate))
        return found

    def _candidates(
        self, seeds: Sequence[str], block: int, rejected: Counter[str]
    ) -> tuple[dict[str, Array], Mask]:
        leaves = draw(self.recipe, seeds, block, CANDIDATES)
        derivation = self.workings.derivation
        forward = [cell for cell in derivation.cells if not cell.is_gradient]
        values = derivation.run(leaves, forward).used
        reasons = unfit(derivation, values, self.fitness)
        _count(rejected, reasons)
        return leaves, ~np.logical_or.reduce(list(reasons.values()))

    def _judge(self, leaves: Mapping[str, Array]) -> _Judged:
        """The checks that need gradients, tolerances and mistakes."""
        values = self.workings.run(leaves)
        zero = self._structural_zeros(leaves, values)
        found = self.workings.tolerances(values)
        tolerance = found.tolerance
        ratios = [
            np.where(zero[name], np.inf, np.abs(values[name]) / tolerance[name])
            for name in self.workings.decimals
        ]
        smallest = np.min([_rows(r).min(axis=1) for r in ratios], axis=0)
        bend = np.max([_rows(b).max(axis=1) for b in found.bend.values()], axis=0)
        margins: dict[_Key, Array] = {}
        too_cheap = np.zeros(len(smallest), dtype=bool)
        required = {(n, code) for n, codes in self.told_apart.items() for code in codes}
        for key, wrong in self._predictions(values, required):
            margins[key] = _apart(wrong, values[key[0]], tolerance[key[0]])
            if key in self.dear:
                too_cheap |= self._cheap(key, wrong, values, tolerance[key[0]])
        reasons: dict[str, Mask] = {
            "a mistake's value could be had without work": too_cheap,
            "an asked entry is so small that 0 would pass": ~(smallest > SMALLEST),
            "too sensitive to rounding": ~(bend < LARGEST_BEND),
        }
        for (quantity, code), margin in margins.items():
            reasons[f"{quantity}: {code} would pass"] = ~(margin > MARGIN)
        return _Judged(reasons, tolerance, margins, smallest)

    def _predictions(
        self, values: Mapping[str, Array], only: Collection[_Key] | None = None
    ) -> Iterator[tuple[_Key, Array]]:
        """What each mistake gives in each step, starting from the right values."""
        for step in self.workings.steps:
            for bite in step.bites:
                if only is None or (step.name, bite.code) in only:
                    yield (
                        (step.name, bite.code),
                        self.workings.predict(step, values, bite.rules),
                    )

    def _cheap(
        self, key: _Key, wrong: Array, values: Mapping[str, Array], tolerance: Array
    ) -> Mask:
        """Where a mistake's value could be had without work, so that it would pass for such."""
        near = SMALLEST * tolerance
        leaves = {name: values[name] for name in self.problem.leaf_shapes}
        found: Mask = (
            cheap.zeros(wrong, near)
            | cheap.constant(wrong, near)
            | cheap.copied(wrong, near, leaves, self.problem.labels)
            | cheap.huge(wrong, values[key[0]])
            | ~np.all(np.isfinite(_rows(wrong)), axis=1)
        )
        return found

    def _structural_zeros(
        self, leaves: Mapping[str, Array], values: Mapping[str, Array]
    ) -> Mapping[str, Mask]:
        """Entries that are 0 and stay 0 when the given numbers are jiggled a little."""
        jiggled = {
            name: value if name in self.problem.labels else _jiggled(value)
            for name, value in leaves.items()
        }
        moved = self.workings.run(jiggled)
        return {n: (values[n] == 0) & (moved[n] == 0) for n in self.workings.decimals}

    def _probe(self) -> Mapping[str, Array]:
        """Values of fit-looking candidates that are the same for ever."""
        kept: list[dict[str, Array]] = []
        count = 0
        ignored: Counter[str] = Counter()
        for block in range(_BLOCKS):
            seeds = [f"probe {i}" for i in range(64)]
            leaves, fit = self._candidates(seeds, block, ignored)
            kept.append({name: value[fit] for name, value in leaves.items()})
            count += int(fit.sum())
            if count >= PROBE:
                break
        if not count:
            reasons = "; ".join(f"{why}: {n}" for why, n in ignored.most_common(3))
            raise VettingError(f"problem {self.problem.id!r}: no candidate is fit ({reasons})")
        names = self.recipe.shapes
        return self.workings.run({n: np.concatenate([k[n] for k in kept])[:PROBE] for n in names})

    def _variant(
        self, seed: str, leaves: Mapping[str, Array], judged: _Judged, where: tuple[int, int, int]
    ) -> Variant:
        row, block, candidate = where
        quantity, code, margin = _closest(judged.margins, row)
        return Variant(
            problem_id=self.problem.id,
            seed=seed,
            leaves={name: np.array(value) for name, value in leaves.items()},
            tolerances={name: np.array(t[row]) for name, t in judged.tolerance.items()},
            certificate=Certificate(
                generator=GENERATOR,
                candidate=block * CANDIDATES + candidate,
                closest_mistake=code,
                closest_quantity=quantity,
                closest_margin=round(margin, 3),
                smallest_entry=round(float(judged.smallest[row]), 3),
                told_apart=self.told_apart,
            ),
        )


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
        told_apart=vetter.told_apart,
        never_told_apart=vetter.never_told_apart,
        confusable=vetter.confusable(),
    )


def _rows(value: Array) -> Array:
    return value.reshape(value.shape[0], -1)


def _apart(wrong: Array, right: Array, tolerance: Array) -> Array:
    """How far a mistake's value is from the right one, in tolerances, in its clearest entry."""
    return np.nan_to_num(_rows(np.abs(wrong - right) / tolerance), nan=np.inf).max(axis=1)


def _jiggled(value: Array) -> Array:
    steps = np.arange(1, value[0].size + 1).reshape(value.shape[1:])
    return value + 1e-4 * np.sqrt(steps)


def _one_row_a_seed(fit: Mask) -> Iterator[list[int]]:
    """The first fit candidate of every seed, then the second of every seed, and so on."""
    rank = np.cumsum(fit, axis=1)
    for turn in range(1, int(rank.max(initial=0)) + 1):
        seed, candidate = np.nonzero(fit & (rank == turn))
        yield [int(row) for row in seed * fit.shape[1] + candidate]


def _count(rejected: Counter[str], reasons: Mapping[str, Mask]) -> None:
    rejected.update({why: n for why, bad in reasons.items() if (n := int(bad.sum()))})


def _closest(margins: Mapping[_Key, Array], row: int) -> tuple[str, str, float]:
    if not margins:
        return "", "", float("inf")
    (quantity, code), margin = min(margins.items(), key=lambda item: float(item[1][row]))
    return quantity, code, float(margin[row])
