"""The tolerance of each entry: how far an honest student may land by rounding.

An honest student rounds every asked value to the asked number of decimals, half a unit of the
last decimal off at the most, and goes on from there. Each rounding moves the entries that follow
from it. So the bound for an entry is its own half unit, plus, for every earlier rounded entry,
how far half a unit there moves this one. Those effects are measured, not derived: the
derivation is run again with one entry moved up and once with it moved down, which takes bends
into account and works for every graph.

What this leaves out is that two roundings together may bend more than each alone. The unevenness
of up and down measures how bent the way is; variants where it matters are not used (`bend`), and
SLACK covers the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reference.arrays import Array
from reference.derivation import Cell, Derivation

SLACK = 1.1
_ROWS = 16_384  # rows of one run: they fit the caches, and Python's share stays small
_NOISE = 1e-9  # of an entry's size: what float64 arithmetic in another order may change


@dataclass(frozen=True)
class Rounding:
    """By quantity, shape (V, *core): the tolerance, and the bend as a share of the tolerance."""

    tolerance: Mapping[str, Array]
    bend: Mapping[str, Array]


def half_unit(decimals: int) -> float:
    """The largest error of rounding to `decimals` decimals."""
    return 0.5 * 10.0**-decimals


def followers(
    derivation: Derivation, source: str, wanted: Collection[str], known: Collection[str] = ()
) -> tuple[Cell, ...]:
    """The cells between `source` and the wanted quantities, in order.

    A way that leads through another known quantity does not count: its value is given.
    """
    plan = derivation.plan(wanted, known)
    after = {source}
    for cell in plan:
        if cell.name != source and not after.isdisjoint(cell.sources):
            after.add(cell.name)
    return tuple(cell for cell in plan if cell.name in after and cell.name != source)


def rounding(
    derivation: Derivation,
    used: Mapping[str, Array],
    decimals: Mapping[str, int],
    *,
    ways: Mapping[str, Sequence[Cell]],
    wanted: Collection[str],
) -> Rounding:
    """The tolerances of `wanted` around the values `used`, shape (V, *core) each.

    `decimals` says how quantities are rounded, `ways` which cells follow from each rounded
    source. Costs two runs of those cells for every entry of a source.
    """
    reach = {name: np.full(used[name].shape, half_unit(decimals[name])) for name in wanted}
    bend = {name: np.zeros(used[name].shape) for name in wanted}
    for source, cells in ways.items():
        touched = [cell.name for cell in cells if cell.name in reach]
        if not touched:
            continue
        for indices in _groups(used[source]):
            moved = _moved(derivation, cells, used, (source, indices, half_unit(decimals[source])))
            for name in touched:
                up, down = moved[name]
                reach[name] += np.maximum(np.abs(up), np.abs(down)).sum(axis=0)
                bend[name] += np.abs(up + down).sum(axis=0)
    tolerance = {n: SLACK * reach[n] + _NOISE * np.abs(used[n]) for n in wanted}
    return Rounding(tolerance, {n: bend[n] / tolerance[n] for n in wanted})


def _groups(value: Array) -> Iterator[list[tuple[int, ...]]]:
    """The entries of a core shape, as many at a time as are moved in one run."""
    indices = list(np.ndindex(value.shape[1:]))
    size = max(1, _ROWS // (2 * len(value)))
    return (indices[start : start + size] for start in range(0, len(indices), size))


def _moved(
    derivation: Derivation,
    cells: Sequence[Cell],
    used: Mapping[str, Array],
    move: tuple[str, Sequence[tuple[int, ...]], float],
) -> Mapping[str, tuple[Array, Array]]:
    """How far each cell goes when one entry of a source is moved up, and when it is moved down.

    Both have shape (entries, V, *core): the moves stand one behind the other in a single run.
    """
    source, indices, step = move
    count, moves = len(used[source]), len(indices)
    names = {source, *(name for cell in cells for name in cell.sources)} & used.keys()
    env = {name: _stacked(used[name], 2 * moves) for name in names}
    moved = env[source].reshape(2 * moves, count, *used[source].shape[1:])
    for k, index in enumerate(indices):
        at: tuple[Any, ...] = (slice(None), *index)
        moved[k][at] += step
        moved[moves + k][at] -= step
    found = derivation.run(env, cells).expected
    apart = {
        cell.name: found[cell.name].reshape(2 * moves, *used[cell.name].shape) - used[cell.name]
        for cell in cells
    }
    return {name: (value[:moves], value[moves:]) for name, value in apart.items()}


def _stacked(value: Array, times: int) -> Array:
    """All variants, `times` times over, one row behind the other."""
    return np.repeat(value[None], times, axis=0).reshape(-1, *value.shape[1:])
