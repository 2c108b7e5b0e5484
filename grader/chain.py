"""Judging answers along the chain rule: right, carried or wrong, and which mistake it was.

Every entry is first compared with the reference. One that is off may still be *carried*: right
given the student's own earlier values. Then it earns its points, if those own values leave the
step a test of the same skill (the guard): nothing is carried from zeros, from numbers copied off
the sheet, from one number in every entry or from huge ones, nor from what was computed from such
values; and every mistake that the variant tells from the right rule must still be told from it.
One exception keeps honest students whole: where the own values are themselves a known mistake's
(the softmax taken as its diagonal leaves only one path, so the mistake of following only one path
cannot show), the next steps are carried although some mistakes coincide there.

Everything works on a leading axis of submissions: one is a batch of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from grader import cheap
from grader.compare import within
from grader.workings import Bite, Route, Step, Workings
from reference.arrays import Array, Mask, row_all, row_any

Rows = NDArray[np.intp]

GUARD = 2.0  # tolerances by which a mistake must differ from the right rule on own values
NEAR_MISTAKE = 2.0  # tolerances within which an answer counts as a mistake's
OTHER_QUANTITY = "C8-other-quantity"


class Basis(StrEnum):
    """The earlier values from which a mistake leads to what was typed."""

    OWN = "own"
    REFERENCE = "reference"


@dataclass
class Judged:
    """One quantity of many submissions; masks of shape (S, *core), rows of shape (S,)."""

    reference: Array
    typed: Mask
    right: Mask
    carried: Mask
    carried_from: dict[str, Mask] = field(default_factory=dict)
    findings: dict[tuple[str, Basis], Mask] = field(default_factory=dict)
    denied: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))

    @property
    def wrong(self) -> Mask:
        """Typed, and neither right nor carried."""
        return self.typed & ~self.right & ~self.carried


@dataclass(frozen=True)
class _Submissions:
    """What is judged, by name, (S, *core) each."""

    leaves: Mapping[str, Array]
    tolerances: Mapping[str, Array]
    own: Mapping[str, Array]

    def at(self, rows: Rows) -> _Submissions:
        parts = (self.leaves, self.tolerances, self.own)
        return _Submissions(*({n: v[rows] for n, v in part.items()} for part in parts))


@dataclass(frozen=True)
class Chain:
    """Judges the answers to one problem; `told_apart` is what its variants' certificates say."""

    workings: Workings
    told_apart: Mapping[str, tuple[str, ...]]

    def judge(
        self,
        leaves: Mapping[str, Array],
        tolerances: Mapping[str, Array],
        own: Mapping[str, Array],
    ) -> dict[str, Judged]:
        """Judge S submissions at once; every array is (S, *core), NaN in `own` where blank."""
        reference = self.workings.run(leaves)
        found: dict[str, Judged] = {}
        for name in self.workings.decimals:
            right = within(own[name], reference[name], tolerances[name])
            found[name] = Judged(reference[name], ~np.isnan(own[name]), right, np.zeros_like(right))
        off = np.logical_or.reduce([row_any(judged.wrong) for judged in found.values()])
        if (rows := np.flatnonzero(off)).size:
            submissions = _Submissions(leaves, tolerances, own)
            with np.errstate(all="ignore"):  # own values may lead out of an operation's domain
                _Carrying(self, submissions, found, rows).judge()
        return found


class _Carrying:
    """The rows with something off, followed step by step along the derivation."""

    def __init__(
        self, chain: Chain, submissions: _Submissions, found: dict[str, Judged], rows: Rows
    ) -> None:
        self.chain, self.workings = chain, chain.workings
        self.found, self.rows = found, rows
        chosen = submissions.at(rows)
        self.leaves, self.tolerances, self.own = chosen.leaves, chosen.tolerances, chosen.own
        workings = self.workings
        self.reference = workings.run(self.leaves)
        self.used = workings.derivation.run(self.leaves, workings.cells, self.own).used
        self.sheet = cheap.Sheet(self.leaves, workings.problem.labels)
        # By quantity, one flag per row: something typed is not the reference's; it is a known
        # mistake's (or carried from one); later steps may be carried from it.
        self.differs: dict[str, Mask] = {}
        self.explained: dict[str, Mask] = {}
        self.sound: dict[str, Mask] = {}

    def judge(self) -> None:
        for step in self.workings.steps:
            self._judge_step(step)

    def _judge_step(self, step: Step) -> None:
        judged, name = self.found[step.name], step.name
        off = judged.wrong[self.rows]
        self.differs[name] = row_any(off)
        count = len(self.rows)
        if not self.differs[name].any():
            self.explained[name], self.sound[name] = np.zeros(count, bool), np.ones(count, bool)
            return
        carried, tainted = np.zeros_like(off), np.zeros(count, dtype=bool)
        inherited = np.zeros(count, dtype=bool)
        for route in step.routes:
            got, taint, explained = self._carry(step, route, off)
            carried |= got
            tainted |= taint
            inherited |= explained & row_any(got)
        judged.carried[self.rows] = carried
        still = off & ~carried
        # What follows from unsound values is no mistake of this step, whatever it resembles.
        mistaken = self._diagnose(step, still & _like(~tainted, still))
        self.explained[name] = np.where(row_any(still), mistaken, inherited)
        judged.denied = np.zeros(len(judged.typed), dtype=bool)
        judged.denied[self.rows] = tainted & row_any(still)
        self.sound[name] = ~(self.differs[name] & (tainted | self._is_cheap(step, still)))

    # -- carrying ---------------------------------------------------------------------------

    def _carry(self, step: Step, route: Route, off: Mask) -> tuple[Mask, Mask, Mask]:
        """Entries carried on this route; rows that follow from unsound values; rows explained."""
        carried, rows = np.zeros_like(off), np.zeros(len(off), dtype=bool)
        moved = {source: self.differs[source] for source in route.sources}
        picked = np.flatnonzero(row_any(off) & _any_of(moved.values(), rows))
        if not picked.size:
            return carried, rows, rows
        used = {n: v[picked] if len(v) == len(off) else v for n, v in self.used.items()}
        expected, tolerance = self.workings.follow_with_tolerance(step, route, used)
        follows = off[picked] & within(self.own[step.name][picked], expected, tolerance)
        explained = _all_of((~moved[s] | self.explained[s] for s in route.sources), rows)[picked]
        sound = _all_of((self.sound[s] for s in route.sources), rows)[picked]
        alive = np.abs(expected) > GUARD * tolerance
        tells = np.ones_like(explained)
        if not explained.all():
            tells = row_any(alive) & self._tells_apart(step, used, expected, tolerance)
        allowed = sound & (explained | tells)
        needed = alive | _like(explained, alive) | (self.reference[step.name][picked] == 0)
        got = follows & needed & _like(allowed, follows)
        carried[picked] = got
        self._note_sources(step, moved, picked, row_any(got))
        taint, inherited = rows.copy(), rows.copy()
        taint[picked] = row_any(follows) & ~allowed
        inherited[picked] = explained
        return carried, taint, inherited

    def _tells_apart(
        self, step: Step, used: Mapping[str, Array], expected: Array, tolerance: Array
    ) -> Mask:
        """Do these own values still tell the right rule from every mistake it should be?"""
        required = self.chain.told_apart.get(step.name, ())
        told = np.ones(len(expected), dtype=bool)
        for bite in step.bites:
            if bite.code in required:
                wrong = self.workings.predict(step, used, bite.rules)
                told &= ~row_all(np.abs(wrong - expected) <= GUARD * tolerance)
        return told

    def _note_sources(self, step: Step, moved: Mapping[str, Mask], picked: Rows, got: Mask) -> None:
        noted = self.found[step.name].carried_from
        for source, differs in moved.items():
            mask = noted.setdefault(source, np.zeros(len(self.found[step.name].typed), dtype=bool))
            mask[self.rows[picked]] |= differs[picked] & got

    def _is_cheap(self, step: Step, still: Mask) -> Mask:
        """Rows whose own value costs no work.

        Vetting keeps the values of known mistakes clear of zeros and of what stands on the sheet,
        but some are one number throughout, or large, by their nature.
        """
        own, near = self.own[step.name], NEAR_MISTAKE * self.tolerances[step.name]
        exact = 1e-6 * near
        nothing = cheap.zeros(own, near) | self.sheet.has(own, exact)
        pattern = cheap.constant(own, exact) | cheap.huge(own, self.reference[step.name])
        return row_any(still) & (nothing | (pattern & ~self.explained[step.name]))

    # -- diagnosis --------------------------------------------------------------------------

    def _diagnose(self, step: Step, still: Mask) -> Mask:
        """Note the mistakes that lead to what was typed; which rows have one."""
        picked = np.flatnonzero(row_any(still))
        explained = np.zeros(len(still), dtype=bool)
        if not picked.size:
            return explained
        for basis in Basis:
            if (open_rows := picked[~explained[picked]]).size:
                explained[open_rows] = self._match(step, basis, open_rows)
        if (open_rows := picked[~explained[picked]]).size:
            self._match_other_quantity(step, open_rows)
        return explained

    def _match(self, step: Step, basis: Basis, picked: Rows) -> Mask:
        """Note every mistake whose value these rows have, starting from `basis`."""
        values = self.used if basis is Basis.OWN else self.reference
        values = {n: v[picked] if len(v) == len(self.rows) else v for n, v in values.items()}
        own = self.own[step.name][picked]
        if basis is Basis.OWN:
            right, tolerance = self.workings.follow_with_tolerance(step, step.main, values)
        else:
            right, tolerance = values[step.name], self.tolerances[step.name][picked]
        found = np.zeros(len(picked), dtype=bool)
        for bite in step.bites:
            matches = self._matches(step, bite, values, (own, right, tolerance))
            if matches.any():
                self._note(step, (bite.code, basis), picked[matches])
                found |= matches
        return found

    def _matches(
        self,
        step: Step,
        bite: Bite,
        values: Mapping[str, Array],
        arrays: tuple[Array, Array, Array],
    ) -> Mask:
        own, right, tolerance = arrays
        wrong = self.workings.predict(step, values, bite.rules)
        blank = np.isnan(own)
        near = np.abs(own - wrong) <= NEAR_MISTAKE * tolerance
        differs = ~blank & (np.abs(wrong - right) > NEAR_MISTAKE * tolerance)
        return row_all(near | blank) & row_any(differs)

    def _match_other_quantity(self, step: Step, picked: Rows) -> None:
        """Do the values belong on another card?"""
        own = self.own[step.name][picked]
        if own[0].size < 2:
            return
        for other in self.workings.steps:
            if other.name == step.name or self.reference[other.name].shape[1:] != own.shape[1:]:
                continue
            tolerance = self.tolerances[other.name][picked]
            matches = row_all(within(own, self.reference[other.name][picked], tolerance))
            self._note(step, (OTHER_QUANTITY, Basis.REFERENCE), picked[matches])

    def _note(self, step: Step, what: tuple[str, Basis], picked: Rows) -> None:
        judged = self.found[step.name]
        if picked.size:
            mask = judged.findings.setdefault(what, np.zeros(len(judged.typed), dtype=bool))
            mask[self.rows[picked]] = True


def _any_of(masks: Iterable[Mask], none: Mask) -> Mask:
    return reduce(np.logical_or, masks, none)


def _all_of(masks: Iterable[Mask], none: Mask) -> Mask:
    return reduce(np.logical_and, masks, ~none)


def _like(rows: Mask, entries: Mask) -> Mask:
    """A flag per row, spread over the row's entries."""
    return rows.reshape(-1, *[1] * (entries.ndim - 1))
