"""A problem's derivation, cut into the steps that are asked.

Between one asked quantity and the next there may be cells that nobody writes down. A step is
everything that lies between the earlier asked quantities (its sources) and its own: its plan. It
is what is recomputed from a student's own values, and where a mistake can be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.mistakes import CATALOGUE, Mistake
from grader.problem import Asked, Problem
from grader.rounding import Rounding, followers, rounding
from grader.sites import LOSSES, Situation
from reference.arrays import Array
from reference.derivation import Cell, Derivation, Rule


@dataclass(frozen=True)
class Bite:
    """A mistake that can be made in a step, with its wrong rules for the cells of the plan."""

    mistake: Mistake
    rules: Mapping[str, Rule]

    @property
    def code(self) -> str:
        return self.mistake.code


@dataclass(frozen=True)
class Route:
    """A way to compute a step: the cells, and the asked quantities they start from."""

    plan: tuple[Cell, ...]
    sources: tuple[str, ...]
    ways: Mapping[str, tuple[Cell, ...]]  # what follows from each source, within the plan


@dataclass(frozen=True)
class Step:
    """One asked quantity: how it follows from the asked ones before it.

    `routes` holds the step-by-step way first. Where a loss and its activation are commonly
    differentiated in one go (p - e), the way that leaves the derivative between them out is the
    second.
    """

    asked: Asked
    routes: tuple[Route, ...]
    bites: tuple[Bite, ...]

    @property
    def name(self) -> str:
        return self.asked.name

    @property
    def main(self) -> Route:
        return self.routes[0]


@dataclass(frozen=True)
class Workings:
    """The steps of a problem, ready to be run for many variants at once."""

    problem: Problem

    @cached_property
    def derivation(self) -> Derivation:
        return Derivation(self.problem.graph, self.problem.leaf_shapes)

    @cached_property
    def situation(self) -> Situation:
        network = self.problem.network
        return Situation(
            derivation=self.derivation,
            decimals=self.decimals,
            l2=network.l2 if network else 0.0,
            learning_rate=self.problem.learning_rate,
        )

    @cached_property
    def decimals(self) -> Mapping[str, int]:
        """Asked decimals by quantity, in the order of the derivation."""
        asked = {a.name: a.decimals for a in self.problem.asked}
        return {cell.name: asked[cell.name] for cell in self.derivation.cells if cell.name in asked}

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """What has to be run: the values, and the gradients where any is asked."""
        cells = self.derivation.cells
        if any(self.derivation.by_name[name].is_gradient for name in self.decimals):
            return cells
        return tuple(cell for cell in cells if not cell.is_gradient)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """One for each asked quantity, in the order of the derivation."""
        asked = {a.name: a for a in self.problem.asked}
        return tuple(self._step(asked[name]) for name in self.decimals)

    @cached_property
    def ways(self) -> Mapping[str, tuple[Cell, ...]]:
        """What follows from the rounding of each asked quantity, all the way down."""
        wanted = tuple(self.decimals)
        return {name: followers(self.derivation, name, wanted) for name in wanted}

    @cached_property
    def bites(self) -> tuple[tuple[Mistake, Mapping[str, Rule]], ...]:
        """The mistakes that can be made somewhere in this problem, with all their rules."""
        found = ((mistake, mistake.rules(self.situation)) for mistake in CATALOGUE)
        return tuple((mistake, rules) for mistake, rules in found if rules)

    def run(self, leaves: Mapping[str, Array]) -> Mapping[str, Array]:
        """Every value by name, shape (V, *core), from leaves with a leading axis."""
        return self.derivation.run(leaves, self.cells).used

    def tolerances(self, used: Mapping[str, Array]) -> Rounding:
        """How far honest rounding may lead away from `used`, for every asked quantity."""
        return rounding(self.derivation, used, self.decimals, ways=self.ways, wanted=self.decimals)

    def predict(self, step: Step, used: Mapping[str, Array], rules: Mapping[str, Rule]) -> Array:
        """The step's quantity from the values `used`, with some rules replaced; (V, *core)."""
        return self.derivation.run(used, step.main.plan, rules=rules).expected[step.name]

    def follow_with_tolerance(
        self, step: Step, route: Route, used: Mapping[str, Array]
    ) -> tuple[Array, Array]:
        """What follows from the typed values in `used`, and how far their rounding may lead."""
        trace = self.derivation.run(used, route.plan)
        expected = trace.expected[step.name]
        around = {**trace.used, step.name: expected}
        found = rounding(
            self.derivation, around, self.decimals, ways=route.ways, wanted=[step.name]
        )
        return expected, found.tolerance[step.name]

    def _step(self, asked: Asked) -> Step:
        known = set(self.decimals) - {asked.name}
        main = self._route(asked.name, known)
        routes = [main]
        if between := self._between_loss_and_activation(asked.name) & known:
            routes.append(self._route(asked.name, known - between))
        cells = {cell.name for cell in main.plan}
        bites = (
            Bite(mistake, {name: rule for name, rule in rules.items() if name in cells})
            for mistake, rules in self.bites
        )
        return Step(asked, tuple(routes), tuple(bite for bite in bites if bite.rules))

    def _route(self, name: str, known: set[str]) -> Route:
        plan = self.derivation.plan([name], known)
        used = {source for cell in plan for source in cell.sources}
        sources = tuple(n for n in self.decimals if n in used and n in known)
        ways = {s: followers(self.derivation, s, [name], known) for s in sources}
        return Route(plan, sources, ways)

    def _between_loss_and_activation(self, name: str) -> set[str]:
        """The gradient at a loss's prediction, for the gradient just before its activation."""
        graph = self.derivation.graph
        cell = self.derivation.by_name[name]
        if not cell.is_gradient:
            return set()
        users = {edge.consumer for edge in graph.gradient_edges(cell.node)}
        return {
            self.derivation.gradient_name(user)
            for user in users
            if graph.by_name[user].op in {"softmax", "sigmoid"}
            and any(graph.by_name[e.consumer].op in LOSSES for e in graph.consumers[user])
        }
