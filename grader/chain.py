"""Judging answers along the chain rule: right, carried or wrong, and which mistake it was.

Every entry is first compared with the reference. One that is off may still be *carried*: right
given the student's own earlier values. Then it earns its points, if those own values leave the
step a test of the same skill (the guard): nothing is carried from values that cost no work (see
`cheap`), nor from what was computed from them; and every mistake that the variant tells from the
right rule must still be told from it.
One exception keeps honest students whole: where the own values are themselves a known mistake's
(the softmax taken as its diagonal leaves only one path, so the mistake of following only one path
cannot show), the next steps are carried although some mistakes coincide there.

Everything works on a leading axis of submissions: one is a batch of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from itertools import takewhile

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
    reference: Mapping[str, Array]

    def at(self, rows: Rows) -> _Submissions:
        parts = (self.leaves, self.tolerances, self.own, self.reference)
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
            submissions = _Submissions(leaves, tolerances, own, reference)
            with np.errstate(all="ignore"):  # own values may lead out of an operation's domain
                _Carrying(self, submissions, found, rows).judge()
        return found


@dataclass(frozen=True)
class _Standing:
    """What later steps need to know of a quantity's own values, one flag per row.

    `differs`: they, or what follows from others where they are blank, are not the reference's.
    `explained`: where they differ, a known mistake leads to them, or they were carried from one.
    `sound`: later steps may be carried from them. `origins`: the typed quantities that differ.
    """

    differs: Mask
    explained: Mask
    sound: Mask
    origins: Mapping[str, Mask]

    @property
    def excused(self) -> Mask:
        return ~self.differs | self.explained

    def beside(self, other: _Standing) -> _Standing:
        names = [*self.origins, *(n for n in other.origins if n not in self.origins)]
        none = np.zeros_like(self.differs)
        return _Standing(
            differs=self.differs | other.differs,
            explained=self.excused & other.excused,
            sound=self.sound & other.sound,
            origins={n: self.origins.get(n, none) | other.origins.get(n, none) for n in names},
        )


@dataclass(frozen=True)
class _Carried:
    """What one route carries: entries, of those that follow from the own values.

    A row that follows from unsound values is tainted, and taints what follows from it in turn. One
    that is denied because a mistake coincides with the right rule there is not: later steps may
    tell the two apart again.
    """

    entries: Mask
    follows: Mask
    tainted: Mask
    explained: Mask


class _Carrying:
    """The rows with something off, followed step by step along the derivation."""

    def __init__(
        self, chain: Chain, submissions: _Submissions, found: dict[str, Judged], rows: Rows
    ) -> None:
        self.chain, self.workings = chain, chain.workings
        self.found, self.rows = found, rows
        chosen = submissions.at(rows)
        self.leaves, self.tolerances, self.own = chosen.leaves, chosen.tolerances, chosen.own
        self.reference = chosen.reference
        workings = self.workings
        self.used = workings.derivation.run(self.leaves, workings.cells, self.own).used
        self.sheet = cheap.Sheet(self.leaves, workings.problem.labels)
        self.standing: dict[str, _Standing] = {}

    def judge(self) -> None:
        for step in self.workings.steps:
            standing = self._left_blank(step)
            off = self.found[step.name].wrong[self.rows]
            if off.any():
                standing = self._typed(step, off).beside(standing)
            self.standing[step.name] = standing

    def _left_blank(self, step: Step) -> _Standing:
        """A blank entry hands on what follows from its own sources."""
        blank = row_any(np.isnan(self.own[step.name]))
        none = np.zeros_like(blank)
        nothing = _Standing(none, none, ~none, {})
        if not blank.any():
            return nothing
        sources = [self.standing[source] for source in step.main.sources]
        through = reduce(_Standing.beside, sources, nothing)
        return _Standing(
            differs=through.differs & blank,
            explained=through.explained,
            sound=through.sound | ~blank,
            origins={name: mask & blank for name, mask in through.origins.items()},
        )

    def _typed(self, step: Step, off: Mask) -> _Standing:
        """Judge the typed entries that are off: carried, a known mistake's, or just wrong."""
        judged = self.found[step.name]
        found = [self._carry(step, route, off) for route in step.routes]
        carried = reduce(np.logical_or, (one.entries for one in found))
        follows = reduce(np.logical_or, (one.follows for one in found))
        tainted = reduce(np.logical_or, (one.tainted for one in found))
        inherited = reduce(np.logical_or, (one.explained for one in found))
        judged.carried[self.rows] = carried
        still, derived = off & ~carried, row_all(follows | ~off)
        # What follows from the own values is no mistake of this step, whatever it resembles.
        mistaken = self._diagnose(step, still & ~follows)
        explained = np.where(derived, inherited, mistaken)
        judged.denied = np.zeros(len(judged.typed), dtype=bool)
        judged.denied[self.rows] = row_any(still & follows)
        unsound = tainted | (~derived & self._is_cheap(step, explained))
        differs = row_any(off)
        return _Standing(differs, explained, ~(differs & unsound), {step.name: differs})

    # -- carrying ---------------------------------------------------------------------------

    def _carry(self, step: Step, route: Route, off: Mask) -> _Carried:
        """What of the entries that are off follows from the own values on this route."""
        none = np.zeros(len(off), dtype=bool)
        nothing = _Standing(none, none, ~none, {})
        base = reduce(_Standing.beside, (self.standing[s] for s in route.sources), nothing)
        carried = _Carried(np.zeros_like(off), np.zeros_like(off), none.copy(), none.copy())
        picked = np.flatnonzero(row_any(off) & base.differs)
        if not picked.size:
            return carried
        used = {name: value[picked] for name, value in self.used.items()}
        expected, tolerance = self.workings.follow_with_tolerance(step, route, used)
        follows = off[picked] & within(self.own[step.name][picked], expected, tolerance)
        explained, sound = base.explained[picked], base.sound[picked]
        alive = np.abs(expected) > GUARD * tolerance
        tells = np.ones_like(explained)
        if not explained.all():
            tells = row_any(alive) & self._tells_apart(step, used, expected, tolerance)
        allowed = sound & (explained | tells)
        needed = alive | _like(explained, alive) | (self.reference[step.name][picked] == 0)
        got = follows & needed & _like(allowed, follows)
        carried.entries[picked] = got
        carried.follows[picked] = follows
        carried.tainted[picked] = row_any(follows) & ~sound
        carried.explained[picked] = explained & row_any(follows)
        self._note_sources(step, base, picked, row_any(got))
        return carried

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

    def _note_sources(self, step: Step, base: _Standing, picked: Rows, got: Mask) -> None:
        noted = self.found[step.name].carried_from
        for source, differs in base.origins.items():
            mask = noted.setdefault(source, np.zeros(len(self.found[step.name].typed), dtype=bool))
            mask[self.rows[picked]] |= differs[picked] & got

    def _is_cheap(self, step: Step, explained: Mask) -> Mask:
        """Rows whose own value costs no work.

        Vetting keeps the values of known mistakes clear of zeros and of what stands on the sheet,
        but some are one number throughout, sparse, large or another step's by their nature.
        """
        own, reference = self.own[step.name], self.reference[step.name]
        near = NEAR_MISTAKE * self.tolerances[step.name]
        exact = 1e-6 * near
        nothing = cheap.zeros(own, near) | self.sheet.has(own, exact)
        pattern = (
            cheap.constant(own, exact)
            | cheap.huge(own, reference)
            | cheap.sparse(own, reference, near)
            | self._repeats_earlier_step(step, exact)
        )
        return nothing | (pattern & ~explained)

    def _repeats_earlier_step(self, step: Step, near: Array) -> Mask:
        """Rows whose own value is, to the digit, that of an earlier card of the same shape."""
        own = self.own[step.name]
        found = np.zeros(len(own), dtype=bool)
        for other in takewhile(lambda name: name != step.name, self.workings.decimals):
            if own[0].size > 1 and self.own[other].shape == own.shape:
                found |= row_all(np.abs(own - self.own[other]) <= near)
        return found

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
        values = {name: value[picked] for name, value in values.items()}
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


def _like(rows: Mask, entries: Mask) -> Mask:
    """A flag per row, spread over the row's entries."""
    return rows.reshape(-1, *[1] * (entries.ndim - 1))
