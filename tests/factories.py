"""Problems, assignments and students for the tests of the marking core."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.assignment import Assignment, Feedback, Mode, Numbers
from grader.mark import Marker
from grader.marks import Mark, QuantityMark
from grader.problem import Asked, Credit, Grid, Kind, Problem
from grader.vetting import Variant, Vetter
from grader.workings import Workings
from reference.derivation import Derivation
from reference.graph import Graph
from reference.mlp import Network, as_graph

Array = npt.NDArray[Any]
Rules = Mapping[str, Callable[[Mapping[str, Array]], Array]]
Value = Array | str | None

HALVES = Grid(-2, 2, 0.5)
SMALL = Grid(-1, 1, 0.5)
LECTURE = Network((2, 3, 3), ("relu",), "softmax", "nll")


def lecture_leaves(**changed: Any) -> dict[str, Any]:
    """The lecture's numbers, without a leading axis, some of them changed."""
    leaves = {
        "x": [1, 2],
        "y": 0,
        "W1": [[1, 0], [0, -1], [1, 1]],
        "W2": [[1, 2, 0], [0, 1, 1], [-1, 0, 1]],
    }
    return leaves | changed


@dataclass(frozen=True)
class Setup:
    """What a test problem has that is not the usual: grids by leaf, what is asked, and how."""

    grids: Mapping[str, Grid] = field(default_factory=dict)
    asked: tuple[str, ...] = ()  # empty: everything
    points: Mapping[str, float] = field(default_factory=dict)  # 1 where nothing is said
    credit: Mapping[str, Credit] = field(default_factory=dict)
    decimals: int = 3
    fixed: Mapping[str, Any] = field(default_factory=dict)
    inactive: int | None = None
    learning_rate: float | None = None


def network_problem(network: Network = LECTURE, setup: Setup | None = None) -> Problem:
    """A problem on a network; the last weights and biases are drawn small unless a grid is set."""
    setup = setup or Setup()
    last = network.layers
    usual = {f"W{last}": SMALL, "x": SMALL, "y": Grid(0, 1, 1, nonzero=False)}
    usual |= {f"b{k}": SMALL for k in range(1, last + 1)}
    labels = {"y": network.sizes[-1]} if network.loss == "nll" else {}
    shapes = network.leaf_shapes()
    grids = {n: {**usual, **setup.grids}.get(n, HALVES) for n in shapes if n not in labels}
    problem = graph_problem(as_graph(network), shapes, replace(setup, grids=grids), labels=labels)
    asked = _asked(network.quantities(), setup)
    return replace(problem, kind=Kind.network, network=network, asked=asked)


def graph_problem(
    graph: Graph,
    shapes: Mapping[str, tuple[int, ...]],
    setup: Setup | None = None,
    *,
    labels: Mapping[str, int] | None = None,
) -> Problem:
    setup, labels = setup or Setup(), labels or {}
    drawn = [name for name in shapes if name not in setup.fixed and name not in labels]
    return Problem(
        id="one",
        kind=Kind.graph,
        title="A problem",
        statement="Work it out.",
        network=None,
        graph=graph,
        leaf_shapes=shapes,
        grids={name: setup.grids.get(name, HALVES) for name in drawn},
        labels={name: count for name, count in labels.items() if name not in setup.fixed},
        fixed=setup.fixed,
        classes=(),
        asked=_asked(Derivation(graph, shapes).quantities, setup),
        inactive=setup.inactive,
        learning_rate=setup.learning_rate,
    )


def _asked(known: Iterable[str], setup: Setup) -> tuple[Asked, ...]:
    names = [name for name in known if not setup.asked or name in setup.asked]
    return tuple(
        Asked(
            name,
            setup.points.get(name, 1.0),
            setup.credit.get(name, Credit.per_entry),
            setup.decimals,
        )
        for name in names
    )


def assignment_of(*problems: Problem) -> Assignment:
    return Assignment(
        slug="test",
        title="A test",
        mode=Mode.homework,
        opens_at=None,
        due_at=None,
        attempts=3,
        numbers=Numbers.same,
        feedback=Feedback.at_once,
        problems=problems,
        digest="0" * 64,
    )


class Desk:
    """One problem with a marker and vetted variants: where a test's students sit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.vetter = Vetter(problem)
        self.marker = Marker(assignment_of(problem))

    @property
    def workings(self) -> Workings:
        return self.vetter.workings

    @property
    def names(self) -> tuple[str, ...]:
        """What is asked, in the order of the derivation."""
        return tuple(self.workings.decimals)

    @cache  # noqa: B019  a desk lives as long as the test session
    def variant(self, seed: str) -> Variant:
        return self.vetter.draw([seed])[0][0]

    def variants(self, count: int, prefix: str = "") -> list[Variant]:
        return self.vetter.draw([f"{prefix}{i}" for i in range(count)])[0]

    def work(
        self,
        variant: Variant,
        given: Mapping[str, Value] | None = None,
        rules: Rules | None = None,
    ) -> dict[str, Array]:
        """A student's values: rounds every asked one as asked and goes on from there.

        `given` are made-up values typed in place of some; `rules` are wrong rules for some cells.
        """
        given, rules = given or {}, rules or {}
        env: dict[str, Array] = {n: np.array(v)[None] for n, v in variant.leaves.items()}
        env |= self.workings.derivation.constants
        with np.errstate(all="ignore"):
            for cell in self.workings.cells:
                value = rules.get(cell.name, cell.rule)(env)
                if cell.name in self.workings.decimals:
                    value = np.round(value, self.workings.decimals[cell.name]) + 0.0
                own = given.get(cell.name)
                env[cell.name] = value if own is None else np.array(own, dtype=float)[None]
        return {name: env[name][0] for name in self.names}

    def right(self, variant: Variant) -> dict[str, Array]:
        """The reference values, unrounded."""
        leaves = {name: np.array(value)[None] for name, value in variant.leaves.items()}
        values = self.workings.run(leaves)
        return {name: values[name][0] for name in self.names}

    def mark(self, variant: Variant, values: Mapping[str, Value]) -> Mark:
        return self.mark_all([(variant, values)])[0]

    def mark_all(self, rows: Iterable[tuple[Variant, Mapping[str, Value]]]) -> list[Mark]:
        id = self.problem.id
        return self.marker.mark_many([({id: v}, {id: typed(values)}) for v, values in rows])


def typed(values: Mapping[str, Value]) -> dict[str, str | list[str]]:
    """Answers as cells (NaN: left blank); text stays what it is, None is not handed in."""
    return {
        name: value if isinstance(value, str) else cells(value)
        for name, value in values.items()
        if value is not None
    }


def cells(value: Array) -> list[str]:
    """What a student types, cell by cell in row-major order."""
    return ["" if np.isnan(v) else repr(float(v)) for v in np.asarray(value, dtype=float).ravel()]


def quantities(mark: Mark) -> dict[str, QuantityMark]:
    """The quantities of a mark with one problem, by name."""
    return {one.name: one for one in mark.problems[0].quantities}


def entries(one: QuantityMark) -> list[str]:
    """The verdicts of a quantity in row-major order."""
    return [str(verdict) for verdict in np.array(one.entries, dtype=object).ravel()]


def carried_entries(mark: Mark) -> dict[str, int]:
    """How many entries of each quantity were carried, where any were."""
    found = {name: entries(one).count("carried") for name, one in quantities(mark).items()}
    return {name: count for name, count in found.items() if count}


def points(mark: Mark) -> dict[str, float]:
    return {name: one.points for name, one in quantities(mark).items()}


def lost(mark: Mark) -> dict[str, float]:
    found = quantities(mark).items()
    return {n: round(q.out_of - q.points, 4) for n, q in found if q.points < q.out_of}


def codes(one: QuantityMark) -> set[str]:
    return {code for finding in one.findings for code in finding.codes}


def graph_of(*lines: str, inputs: str = "", parameters: str = "", output: str = "L") -> Graph:
    return Graph.parse(inputs.split(), parameters.split(), lines, output)
