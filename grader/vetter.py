"""Is a variant fit to be set? Drawn numbers are vetted before anyone sees them.

A variant is fit if nothing in it is degenerate (see `reference.variants`), rounding cannot lead
an honest student astray, no entry that is asked is so small that 0 would pass for it, and every
known mistake that this problem can tell apart changes some entry of the step it is made in by
more than MARGIN tolerances. What a problem can tell apart is found out once, on a probe of
candidates that is the same for ever; what it cannot is declared in the report.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import numpy as np

from grader import cheap
from grader.candidates import (
    TOO_CHEAP,
    TOO_SMALL,
    Rows,
    any_reason,
    apart,
    at,
    first_then_rest,
    jiggled,
    length,
    note,
    why_and_cure,
)
from grader.mistakes import COARSE
from grader.problem import Problem
from grader.rounding import SLACK, half_unit
from grader.variant import Certificate, Variant
from grader.workings import Workings
from reference.arrays import Array, Mask, row_all, row_max, row_min
from reference.variants import GENERATOR, Fitness, Recipe, draw, unfit

MARGIN = 3.0  # tolerances between a mistake's value and the right one, in its clearest entry
SMALLEST = 3.0  # tolerances between 0 and an entry that is not 0 by the network's structure
LARGEST_BEND = 0.08  # of the tolerance: how uneven the effect of rounding up and down may be
RARE = 0.05  # a mistake that fewer candidates than this show is declared, not required
CANDIDATES = 16  # candidates of a seed that are drawn together; part of the generator's scheme
PROBE = 256  # fit candidates on which it is found out what a problem tells apart
OFTEN = 0.5  # a mistake whose value is cheap more often than this is so by its nature
_TOGETHER = 2048  # seeds drawn at once: enough to share the overhead, little enough for caches
_ENTRIES = 2**22  # given numbers drawn at once: wide layers take many a candidate, and memory ends
_BLOCKS = 400  # blocks of candidates after which a seed is given up

_Key = tuple[str, str]  # a quantity, and the code of a mistake in its step


class VettingError(Exception):
    """No fit variant was found; the message says which reasons turned candidates down."""


@dataclass(frozen=True)
class Declared:
    """A mistake that a problem does not reliably tell from the right rule in a step."""

    quantity: str
    code: str
    shown_by: float  # share of the candidates that would show it

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class _Judged:
    """The candidates that passed every check, by row, and what was measured of them."""

    rows: Rows
    tolerance: Mapping[str, Array]
    margins: Mapping[_Key, Array]  # tolerances apart
    smallest: Array

    @cached_property
    def closest(self) -> Rows:
        """For each candidate, the place in `margins` of the mistake that comes closest."""
        found: Rows = np.stack(list(self.margins.values())).argmin(axis=0)
        return found


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
            key: float(np.mean(apart(wrong, self.probe[key[0]], tolerance[key[0]]) > MARGIN))
            for key, wrong in self._predictions(self.probe)
        }

    @cached_property
    def required(self) -> frozenset[_Key]:
        return frozenset((n, code) for n, codes in self.told_apart.items() for code in codes)

    @cached_property
    def natural(self) -> Mapping[_Key, tuple[bool, ...]]:
        """For mistakes that lead on to later steps: which patterns their values often have."""
        tolerance = self.workings.tolerances(self.probe).tolerance
        routes = [route for step in self.workings.steps for route in step.routes]
        sources = {source for route in routes for source in route.sources}
        sheet = self._sheet(self.probe)
        found: dict[_Key, tuple[bool, ...]] = {}
        for (name, code), wrong in self._predictions(self.probe, self.required):
            if name in sources:
                patterns = _patterns(sheet, wrong, self.probe[name], tolerance[name])
                found[name, code] = tuple(bool(mask.mean() >= OFTEN) for mask in patterns)
        return found

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
        """What cannot be required; coarse rounding is no wrong rule, and named where it shows."""
        return tuple(
            Declared(quantity, code, round(share, 4))
            for (quantity, code), share in self.shown.items()
            if share < RARE and code != COARSE
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
        different = list(dict.fromkeys(seeds))
        # The first seed goes alone: where nothing is fit, that is known without the others.
        for start, stop in _slices(len(different), min(_TOGETHER, self._rows_at_once)):
            chunk = different[start:stop]
            block, blocks = 0, 1
            while blocks and (waiting := [seed for seed in chunk if seed not in found]):
                blocks = min(blocks, max(self._rows_at_once // len(waiting), 1))
                found |= self._from_blocks(waiting, range(block, block + blocks), rejected)
                # The last few seeds look further ahead: many small rounds would cost more.
                block, blocks = block + blocks, min(2 * blocks, _BLOCKS - block - blocks)
            if missing := [seed for seed in chunk if seed not in found]:
                raise VettingError(
                    f"problem {self.problem.id!r}: no fit variant for seed {missing[0]!r} among "
                    f"{_BLOCKS * CANDIDATES} candidates {why_and_cure(rejected)}"
                )
        return [found[seed] for seed in seeds], rejected

    @cached_property
    def _rows_at_once(self) -> int:
        """Seeds whose blocks of candidates are worked on together."""
        given = sum(math.prod(shape) for shape in self.problem.leaf_shapes.values())
        return max(_ENTRIES // (CANDIDATES * given), 1)

    def _from_blocks(
        self, seeds: Sequence[str], blocks: range, rejected: Counter[str]
    ) -> dict[str, Variant]:
        """Variants for those seeds that find one in these blocks of their candidates."""
        leaves, fit = self._candidates(seeds, blocks, rejected)
        row_length = len(blocks) * CANDIDATES
        found: dict[str, Variant] = {}
        for rows in first_then_rest(fit.reshape(len(seeds), row_length)):
            fresh = [row for row in rows if seeds[row // row_length] not in found]
            if not fresh:
                continue
            judged = self._judge(at(np.array(fresh), leaves), rejected)
            passed = at(np.array(fresh)[judged.rows], leaves)
            for i, row in enumerate(judged.rows):
                seed, candidate = seeds[fresh[row] // row_length], fresh[row] % row_length
                if seed not in found:
                    here = {name: value[i] for name, value in passed.items()}
                    number = blocks.start * CANDIDATES + candidate
                    found[seed] = self._variant((seed, number), here, judged, i)
        return found

    def _candidates(
        self, seeds: Sequence[str], blocks: range, rejected: Counter[str]
    ) -> tuple[dict[str, Array], Mask]:
        leaves = draw(self.recipe, seeds, blocks, CANDIDATES)
        derivation = self.workings.derivation
        forward = [cell for cell in derivation.cells if not cell.is_gradient]
        values = derivation.run(leaves, forward).used
        reasons = unfit(derivation, values, self.fitness)
        note(rejected, reasons)
        return leaves, ~any_reason(reasons)

    def _judge(self, leaves: Mapping[str, Array], rejected: Counter[str]) -> _Judged:
        """The checks that need gradients, mistakes and tolerances, the dear ones last."""
        values = self.workings.run(leaves)
        wrong = dict(self._predictions(values, self.required))
        floor = {n: SLACK * half_unit(d) for n, d in self.workings.decimals.items()}
        reasons: dict[str, Mask] = {
            f"{quantity}: {code} would pass": ~(
                apart(value, values[quantity], floor[quantity]) > MARGIN
            )
            for (quantity, code), value in wrong.items()
        }
        note(rejected, reasons)
        rows = np.flatnonzero(~any_reason(reasons)) if reasons else np.arange(length(leaves))
        values, wrong = at(rows, values), at(rows, wrong)
        # A tolerance is never below its own half unit: what fails with that one fails for good.
        least = {name: np.full(values[name].shape, floor[name]) for name in floor}
        early = {
            TOO_SMALL: ~(self._smallest(values, least) > SMALLEST),
            TOO_CHEAP: self._too_cheap(values, wrong, least),
        }
        note(rejected, early)
        open_rows = np.flatnonzero(~any_reason(early))
        if not len(open_rows):
            return _Judged(open_rows, {}, {}, np.zeros(0))
        values, wrong = at(open_rows, values), at(open_rows, wrong)
        return self._judge_closely(values, wrong, rows[open_rows], rejected)

    def _judge_closely(
        self,
        values: Mapping[str, Array],
        wrong: Mapping[_Key, Array],
        rows: Rows,
        rejected: Counter[str],
    ) -> _Judged:
        found = self.workings.tolerances(values)
        tolerance = found.tolerance
        smallest = self._smallest(values, tolerance)
        bend = reduce(np.maximum, (row_max(bend) for bend in found.bend.values()))
        margins = {key: apart(w, values[key[0]], tolerance[key[0]]) for key, w in wrong.items()}
        reasons: dict[str, Mask] = {
            TOO_SMALL: ~(smallest > SMALLEST),
            "too sensitive to rounding": ~(bend < LARGEST_BEND),
        }
        for (quantity, code), margin in margins.items():
            reasons[f"{quantity}: {code} would pass"] = ~(margin > MARGIN)
        note(rejected, reasons)
        fit = np.flatnonzero(~any_reason(reasons))
        values, wrong, tolerance = at(fit, values), at(fit, wrong), at(fit, tolerance)
        too_cheap = self._too_cheap(values, wrong, tolerance)
        note(rejected, {TOO_CHEAP: too_cheap})
        fit = fit[~too_cheap]
        return _Judged(
            rows=rows[fit],
            tolerance=at(np.flatnonzero(~too_cheap), tolerance),
            margins=at(fit, margins),
            smallest=smallest[fit],
        )

    def _smallest(self, values: Mapping[str, Array], tolerance: Mapping[str, Array]) -> Array:
        """The smallest asked entry that is not 0 by the network's structure, in tolerances."""
        zero = self._structural_zeros(values)
        ratios = (
            np.where(zero[name], np.inf, np.abs(values[name]) / tolerance[name])
            for name in self.workings.decimals
        )
        return reduce(np.minimum, (row_min(ratio) for ratio in ratios))

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

    def _too_cheap(
        self,
        values: Mapping[str, Array],
        wrong: Mapping[_Key, Array],
        tolerance: Mapping[str, Array],
    ) -> Mask:
        """Where some mistake's value would pass for one that costs no work."""
        sheet = self._sheet(values)
        found = np.zeros(length(values), dtype=bool)
        for key, natural in self.natural.items():
            patterns = _patterns(sheet, wrong[key], values[key[0]], tolerance[key[0]])
            for mask, is_natural in zip(patterns, natural, strict=True):
                if not is_natural:
                    found |= mask
        return found

    def _sheet(self, values: Mapping[str, Array]) -> cheap.Sheet:
        leaves = {name: values[name] for name in self.problem.leaf_shapes}
        return cheap.Sheet(leaves, self.problem.labels)

    def _structural_zeros(self, values: Mapping[str, Array]) -> Mapping[str, Mask]:
        """Entries that are 0 and stay 0 when the given numbers are jiggled a little."""
        nearby = {
            name: values[name] if name in self.problem.labels else jiggled(values[name])
            for name in self.problem.leaf_shapes
        }
        moved = self.workings.run(nearby)
        return {n: (values[n] == 0) & (moved[n] == 0) for n in self.workings.decimals}

    def _probe(self) -> Mapping[str, Array]:
        """Values of fit-looking candidates that are the same for ever."""
        kept: list[dict[str, Array]] = []
        count = 0
        ignored: Counter[str] = Counter()
        for block in range(_BLOCKS):
            seeds = [f"probe {i}" for i in range(64)]
            leaves, fit = self._candidates(seeds, range(block, block + 1), ignored)
            kept.append({name: value[fit] for name, value in leaves.items()})
            count += int(fit.sum())
            if count >= PROBE:
                break
        if not count:
            raise VettingError(
                f"problem {self.problem.id!r}: no candidate is fit {why_and_cure(ignored)}"
            )
        names = self.recipe.shapes
        return self.workings.run({n: np.concatenate([k[n] for k in kept])[:PROBE] for n in names})

    def _variant(
        self, origin: tuple[str, int], leaves: Mapping[str, Array], judged: _Judged, i: int
    ) -> Variant:
        closest = judged.closest[i] if judged.margins else None
        quantity, code = list(judged.margins)[closest] if closest is not None else ("", "")
        margin = float(judged.margins[quantity, code][i]) if code else np.inf
        return Variant(
            problem_id=self.problem.id,
            seed=origin[0],
            leaves={name: value.copy() for name, value in leaves.items()},
            tolerances={name: t[i].copy() for name, t in judged.tolerance.items()},
            certificate=Certificate(
                generator=GENERATOR,
                candidate=origin[1],
                closest_mistake=code,
                closest_quantity=quantity,
                closest_margin=_finite(margin),
                smallest_entry=_finite(float(judged.smallest[i])),
                told_apart=self.told_apart,
            ),
        )


def _patterns(sheet: cheap.Sheet, wrong: Array, right: Array, tolerance: Array) -> tuple[Mask, ...]:
    """Where a mistake's value is zeros, one number, on the sheet, huge, or no number."""
    near = SMALLEST * tolerance
    with np.errstate(all="ignore"):  # a mistake's value may be infinite
        return (
            cheap.zeros(wrong, near),
            cheap.constant(wrong, near),
            sheet.has(wrong, near),
            cheap.huge(wrong, right),
            ~row_all(np.isfinite(wrong)),
        )


def _finite(ratio: float) -> float | None:
    """For a certificate: JSON has no infinity."""
    return round(ratio, 3) if np.isfinite(ratio) else None


def _slices(count: int, size: int) -> Iterator[tuple[int, int]]:
    """The first place alone, then all others in runs of this size."""
    if count:
        yield 0, 1
    for start in range(1, count, size):
        yield start, min(start + size, count)
