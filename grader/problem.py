"""The records of a checked problem: what is drawn, what is asked, and the graph behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reference.graph import Graph
from reference.mlp import Network

Shape = tuple[int, ...]
Nested = float | tuple["Nested", ...]


class Kind(StrEnum):
    network = "network"
    graph = "graph"


class Credit(StrEnum):
    """How a quantity's points are earned: a share for every entry, or only for all of them."""

    per_entry = "per-entry"
    all_or_nothing = "all-or-nothing"


@dataclass(frozen=True)
class Asked:
    """A quantity that students give, rounded to `decimals` decimals."""

    name: str
    points: float
    credit: Credit
    decimals: int


@dataclass(frozen=True)
class Grid:
    """The numbers a leaf is drawn from: low, low + step, ..., high; 0 left out if `nonzero`."""

    low: float
    high: float
    step: float
    nonzero: bool = True

    def values(self) -> tuple[float, ...]:
        """Every number on the grid, each the double nearest to its decimal value."""
        low, step = Fraction(str(self.low)), Fraction(str(self.step))
        count = int((Fraction(str(self.high)) - low) / step) + 1
        exact = [low + index * step for index in range(count)]
        return tuple(float(value) for value in exact if value or not self.nonzero)


@dataclass(frozen=True)
class Problem:
    """A problem without numbers; a variant gives every leaf of `leaf_shapes` its own.

    A leaf in `fixed` has the same numbers for everybody (nested tuples of its shape). Every other
    one is drawn: from its grid in `grids`, or, for those in `labels`, as a class index below the
    number of classes given there. `classes` names the classes and is empty where there are none.
    `asked` is in the order of the derivation. `inactive` is how many units of every ReLU layer
    are switched off, None for about a third. `learning_rate` is the step that the statement
    mentions, if it does.
    """

    id: str
    kind: Kind
    title: str
    statement: str
    network: Network | None
    graph: Graph
    leaf_shapes: Mapping[str, Shape]
    grids: Mapping[str, Grid]
    labels: Mapping[str, int]
    fixed: Mapping[str, Nested]
    classes: tuple[str, ...]
    asked: tuple[Asked, ...]
    inactive: int | None = None
    learning_rate: float | None = None

    @property
    def points(self) -> float:
        return sum(asked.points for asked in self.asked)
