"""Numbers for a problem: a function of a recipe and a seed, for ever.

Draws come straight from the output of SHAKE-256 (FIPS 202), an extendable-output function that
Python's standard library has had since 3.6: the same recipe and seed give the same bytes on every
machine and with every version of NumPy. `GENERATOR` names the scheme; it changes whenever the
bytes would be read differently, so that a stored variant says how it was made.

A seed yields an endless row of candidates. What makes a candidate unfit is said here as far as
its values show it; whether known mistakes can be told apart is the grader's business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.arrays import Array, Mask, Shape, row_all, row_any
from reference.derivation import Derivation
from reference.ops import OPS

GENERATOR = "shake256-1"
_WORD = 4  # bytes per draw; choosing among n values is even to within n / 2**32


@dataclass(frozen=True)
class Recipe:
    """Where each leaf's numbers come from: a list of choices, class indices, or fixed values."""

    shapes: Mapping[str, Shape]
    choices: Mapping[str, tuple[float, ...]]
    labels: Mapping[str, int]
    fixed: Mapping[str, Any]

    @cached_property
    def identity(self) -> str:
        """The text that stands for this recipe in the bit stream."""
        parts = [dict(self.shapes), dict(self.choices), dict(self.labels), dict(self.fixed)]
        return json.dumps(parts, sort_keys=True, separators=(",", ":"))

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.shapes if name not in self.fixed))

    @cached_property
    def words(self) -> int:
        return sum(prod(self.shapes[name]) for name in self.drawn)


@dataclass(frozen=True)
class Fitness:
    """What the values of a fit variant look like."""

    kink_margin: float  # how far a ReLU's or a maximum's argument stays from its kink
    inactive: int | None = None  # ReLU units switched off in each layer; None: about a third
    saturation: float = 0.03  # distance of sigmoids, and of three probabilities, from 0 and 1
    largest: float = 60.0  # no value is larger than this


def words(recipe: Recipe, seed: str, block: int, candidates: int) -> NDArray[np.uint32]:
    """Raw draws, shape (candidates, recipe.words), of one block of a seed's candidates."""
    text = f"backmark {GENERATOR}\n{recipe.identity}\n{seed}\n{block}"
    size = candidates * recipe.words * _WORD
    stream = hashlib.shake_256(text.encode()).digest(size)
    return np.frombuffer(stream, dtype="<u4").reshape(candidates, recipe.words)


def draw(
    recipe: Recipe, seeds: Sequence[str], blocks: Sequence[int], candidates: int
) -> dict[str, Array]:
    """Leaves of shape (len(seeds) * len(blocks) * candidates, *core).

    Each seed's candidates stand together, `candidates` of each block, in the order of the blocks.
    """
    count = len(seeds) * len(blocks) * candidates
    raw = np.concatenate(
        [words(recipe, seed, block, candidates) for seed in seeds for block in blocks]
    )
    leaves: dict[str, Array] = {}
    start = 0
    for name in recipe.drawn:
        shape = recipe.shapes[name]
        stop = start + prod(shape)
        leaves[name] = _chosen(recipe, name, raw[:, start:stop]).reshape(count, *shape)
        start = stop
    for name, value in recipe.fixed.items():
        kind = np.int64 if name in recipe.labels else np.float64
        leaves[name] = np.broadcast_to(np.array(value, dtype=kind), (count, *recipe.shapes[name]))
    return leaves


def _chosen(recipe: Recipe, name: str, raw: NDArray[np.uint32]) -> NDArray[Any]:
    options = recipe.labels[name] if name in recipe.labels else len(recipe.choices[name])
    index = (raw.astype(np.uint64) * np.uint64(options) >> np.uint64(32)).astype(np.int64)
    return index if name in recipe.labels else np.array(recipe.choices[name])[index]


def default_inactive(units: int) -> int:
    """How many of a ReLU layer's units are switched off: about a third, and two stay on."""
    return min(max(round(units / 3), 1), max(units - 2, 1)) if units > 1 else 0


def unfit(derivation: Derivation, values: Mapping[str, Array], fitness: Fitness) -> dict[str, Mask]:
    """For each reason, which variants have it; `values` as from a forward run, (V, *core)."""
    found: dict[str, Mask] = {}

    def note(reason: str, bad: Mask) -> None:
        found[reason] = found[reason] | bad if reason in found else bad

    for node in derivation.graph.nodes:
        if not node.op:
            continue
        value, arguments = values[node.name], [values[a] for a in node.arguments]
        note("a value is not finite or too large", ~row_all(np.abs(value) <= fitness.largest))
        if distance := OPS[node.op].distance:
            with np.errstate(all="ignore"):
                near = distance(*arguments) < fitness.kink_margin
            note("too near a kink", row_any(near))
        if node.op == "relu":
            note("not the wanted share of inactive units", _wrong_share(arguments[0], fitness))
        if node.op in _RANGE:
            low, high = _RANGE[node.op]
            room = np.minimum(value - low, high - value) / (high - low)
            note("saturated", row_any(room < _nearest(node.op, value, fitness)))
    return found


_RANGE: Mapping[str, tuple[float, float]] = {
    "softmax": (0.0, 1.0),
    "sigmoid": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
}


def _nearest(op: str, value: Array, fitness: Fitness) -> float:
    """How near to the ends of its range a value may come; many classes share one sum of 1."""
    classes = value.shape[1] if op == "softmax" else 1
    return fitness.saturation * min(1.0, 3 / classes)


def _wrong_share(a: Array, fitness: Fitness) -> Mask:
    """One example: the wanted number off, within a tenth of the units. A batch: none throughout."""
    off: Mask = np.less_equal(a, 0)
    if a.ndim == 1:
        return off
    units = a.shape[1]
    wanted = default_inactive(units) if fitness.inactive is None else fitness.inactive
    if a.ndim == 2:
        wrong: Mask = np.abs(off.sum(axis=1) - min(wanted, units - 1)) > units // 10
        return wrong
    never_on = np.logical_or.reduce(np.logical_and.reduce(off, axis=2), axis=1)
    share = off.mean(axis=(1, 2))
    uneven: Mask = np.logical_or(share < 0.15, share > 0.6)
    return np.logical_or(never_on, uneven)
