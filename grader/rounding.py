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

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reference.arrays import Array
from reference.derivation import Cell, Derivation

SLACK = 1.1
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
        for index in np.ndindex(used[source].shape[1:] if touched else (0,)):
            step = half_unit(decimals[source])
            up = _moved(derivation, cells, used, (source, index, step))
            down = _moved(derivation, cells, used, (source, index, -step))
            for name in touched:
                plus, minus = up[name] - used[name], down[name] - used[name]
                reach[name] += np.maximum(np.abs(plus), np.abs(minus))
                bend[name] += np.abs(plus + minus)
    tolerance = {n: SLACK * reach[n] + _NOISE * np.abs(used[n]) for n in wanted}
    return Rounding(tolerance, {n: bend[n] / tolerance[n] for n in wanted})


def _moved(
    derivation: Derivation,
    cells: Sequence[Cell],
    used: Mapping[str, Array],
    move: tuple[str, tuple[int, ...], float],
) -> Mapping[str, Array]:
    """The cells' values after one entry of a source has moved by a step."""
    source, index, step = move
    at: tuple[Any, ...] = (slice(None), *index)
    value = used[source].copy()
    value[at] += step
    return derivation.run({**used, source: value}, cells).expected
