"""From the tables of one problem to its record, or to everything that does not fit together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from grader.assignment_file import (
    KINDS,
    LARGEST,
    LATER_KINDS,
    GridTable,
    ProblemTable,
    QuantityTable,
    check,
)
from grader.assignment_source import Files
from grader.code.problem import CodeProblem
from grader.code.reading import read_code_problem
from grader.faults import Faults, did_you_mean
from grader.problem import Asked, Credit, Grid, Kind, Nested, Problem, Shape
from grader.problem_subject import Subject, read_subject
from grader.statement_file import read_statement
from grader.toml_file import Table
from grader.toml_lines import Path
from reference.graph import NodeKind

MOST_ENTRIES = 1000
MOST_ON_A_GRID = 10_000

_WIDE = Grid(-2, 2, 0.5)
_NARROW = Grid(-1, 1, 0.5)
_TARGETS = {
    "identity": Grid(-2, 2, 0.5, nonzero=False),
    "sigmoid": Grid(0, 1, 1, nonzero=False),
    "tanh": Grid(-1, 1, 0.5, nonzero=False),
}


def read_problem(
    table: Table, path: Path, files: Files, faults: Faults
) -> Problem | CodeProblem | None:
    """The problem, or None with at least one fault added to `faults`."""
    before = len(faults.found)
    kind = table.get("kind")
    if kind == "code":
        return read_code_problem(table, path, files, faults)
    if isinstance(kind, str) and kind not in KINDS:
        later = f"there are no {kind} problems yet; " if kind in LATER_KINDS else ""
        faults.add((*path, "kind"), kind, f"{later}expected {', '.join(KINDS)} or code")
        return None
    checked = check(ProblemTable, table, path, faults)
    if checked is None:
        return None
    statement = read_statement(checked.statement, (*path, "statement"), files, faults)
    subject = read_subject(checked, path, faults)
    if subject is None:
        _check_ranges(checked, path, faults)
        for index, quantity in enumerate(checked.quantities):
            check(QuantityTable, quantity, (*path, "quantities", index), faults)
        return None
    reading = _Reading(checked, subject, path, faults)
    problem = reading.problem(statement)
    return problem if len(faults.found) == before else None


# ---- what is drawn and what is asked ------------------------------------------------------------


@dataclass(frozen=True)
class _Reading:
    table: ProblemTable
    subject: Subject
    path: Path
    faults: Faults

    def problem(self, statement: str) -> Problem:
        table, subject = self.table, self.subject
        self.check_unused_grids()
        fixed = self.fixed()
        grids = {
            name: self.grid(name)
            for name in subject.leaf_shapes
            if name not in fixed and name not in subject.graph.labels
        }
        self.check_values(fixed)
        return Problem(
            id=table.id,
            kind=Kind(table.kind),
            title=table.title or table.id.replace("-", " ").capitalize(),
            statement=statement,
            network=subject.network,
            graph=subject.graph,
            leaf_shapes=subject.leaf_shapes,
            grids=grids,
            labels=subject.label_counts,
            fixed=fixed,
            classes=self.classes(),
            asked=self.asked(),
            inactive=self.inactive(),
            learning_rate=table.learning_rate,
        )

    # -- grids

    def group(self, leaf: str) -> str:
        """Which of weights, inputs, biases and targets a leaf belongs to."""
        if self.subject.network is None:
            is_input = self.subject.graph.by_name[leaf].kind is NodeKind.INPUT
            return "inputs" if is_input else "weights"
        return {"x": "inputs", "y": "targets"}.get(leaf, "weights" if leaf[0] == "W" else "biases")

    def drawn_groups(self) -> set[str]:
        labels = self.subject.graph.labels
        return {self.group(leaf) for leaf in self.subject.leaf_shapes if leaf not in labels}

    def check_unused_grids(self) -> None:
        used = self.drawn_groups()
        for group in ("weights", "inputs", "biases", "targets"):
            if getattr(self.table, group) is not None and group not in used:
                reason = f"nothing is drawn from it here; expected {' or '.join(sorted(used))}"
                self.faults.add((*self.path, group), None, reason)

    def grid(self, leaf: str) -> Grid:
        group = self.group(leaf)
        own: GridTable | None = self.table.values.get(leaf)
        table: GridTable | None = own or getattr(self.table, group)
        key: Path = ("values", leaf) if own else (group,)
        if table is None:
            return self.default_grid(group)
        grid = Grid(table.low, table.high, table.step, table.nonzero)
        if not self.faults.at((*self.path, *key)):
            self.check_grid(grid, leaf, (*self.path, *key))
        return grid

    def default_grid(self, group: str) -> Grid:
        if group == "targets" and self.subject.network is not None:
            return _TARGETS[self.subject.network.output]
        return _NARROW if group == "biases" else _WIDE

    def check_grid(self, grid: Grid, leaf: str, key: Path) -> None:
        reason = _range_fault(grid)
        if not reason and self.is_probability(leaf) and (grid.low < 0 or grid.high > 1):
            reason = "targets of binary_cross_entropy lie from 0 to 1"
        if reason:
            self.faults.add(key, _range(grid), reason)

    def check_values(self, fixed: Mapping[str, Nested]) -> None:
        leaves = list(self.subject.leaf_shapes)
        for name in self.table.values:
            key: Path = (*self.path, "values", name)
            if name not in leaves:
                hint = did_you_mean(name, leaves)
                self.faults.add(key, None, f"no such value; {hint}expected {', '.join(leaves)}")
            elif name in self.subject.graph.labels:
                reason = "a class index is drawn from all classes and has no grid"
                self.faults.add(key, None, reason)
            elif name in fixed:
                self.faults.add(key, None, "stands in fixed as well; expected one of the two")

    # -- fixed numbers

    def fixed(self) -> dict[str, Nested]:
        leaves, found = self.subject.leaf_shapes, dict[str, Nested]()
        for name, value in self.table.fixed.items():
            key: Path = (*self.path, "fixed", name)
            if name not in leaves:
                hint = did_you_mean(name, leaves)
                self.faults.add(key, value, f"no such value; {hint}expected {', '.join(leaves)}")
                continue
            numbers = _nested(value, leaves[name])
            if numbers is None:
                self.faults.add(key, value, f"expected {_shape_text(leaves[name])}")
                numbers = 0.0
            elif reason := self.domain_fault(name, numbers):
                self.faults.add(key, value, reason)
            found[name] = numbers
        return found

    def domain_fault(self, name: str, numbers: Nested) -> str:
        values = _flat(numbers)
        count = self.subject.label_counts.get(name)
        if count is not None and any(value not in range(count) for value in values):
            return f"expected a class index: a whole number from 0 to {count - 1}"
        if self.is_probability(name) and any(not 0 <= value <= 1 for value in values):
            return "targets of binary_cross_entropy lie from 0 to 1"
        return ""

    def is_probability(self, leaf: str) -> bool:
        network = self.subject.network
        return network is not None and network.loss == "binary_cross_entropy" and leaf == "y"

    # -- classes, inactive units

    def classes(self) -> tuple[str, ...]:
        key, names = (*self.path, "classes"), tuple(self.table.classes)
        count = max(self.subject.label_counts.values(), default=0)
        if not names:
            return tuple(f"class {index}" for index in range(count))
        if not count:
            self.faults.add(key, list(names), "nothing here is a class; expected no such key")
        elif len(names) != count:
            reason = f"{len(names)} names for {count} classes; expected {count}"
            self.faults.add(key, list(names), reason)
        elif len(set(names)) < count:
            self.faults.add(key, list(names), "expected names that differ from each other")
        return names

    def inactive(self) -> int | None:
        count, width = self.table.inactive, self.subject.narrowest_relu
        key = (*self.path, "inactive")
        if count is None:
            return None
        if width is None:
            self.faults.add(key, count, "there is no ReLU here; expected no such key")
        elif count >= width:
            reason = f"expected a whole number from 0 to {width - 1}: a ReLU layer has {width} "
            self.faults.add(key, count, f"{reason}units, and one must stay active")
        return count

    # -- quantities

    def asked(self) -> tuple[Asked, ...]:
        known = self.subject.quantities
        found: dict[str, Asked] = {}
        key: Path = (*self.path, "quantities")
        if not self.table.quantities and not self.faults.at(key):
            self.faults.add(key, None, f"expected at least one of {', '.join(known)}")
        for index, table in enumerate(self.table.quantities):
            asked = self.quantity(table, (*key, index), known)
            if asked and asked.name in found:
                self.faults.add((*key, index, "name"), asked.name, "is asked twice; expected once")
            elif asked:
                found[asked.name] = asked
        entries = sum(math.prod(known[name]) for name in found)
        if entries > MOST_ENTRIES:
            reason = f"{entries:,} numbers are asked; at most {MOST_ENTRIES:,} are accepted"
            self.faults.add(key, None, reason)
        return tuple(found[name] for name in known if name in found)

    def quantity(self, table: Table, path: Path, known: Mapping[str, Shape]) -> Asked | None:
        checked = check(QuantityTable, table, path, self.faults)
        if checked is None:
            return None
        if checked.name not in known:
            hint = did_you_mean(checked.name, known)
            reason = f"no such quantity; {hint}expected one of {', '.join(known)}"
            self.faults.add((*path, "name"), checked.name, reason + self.gradient_hint(checked))
            return None
        decimals = checked.decimals or self.table.decimals
        return Asked(checked.name, checked.points, Credit(checked.credit), decimals)

    def gradient_hint(self, table: QuantityTable) -> str:
        output = self.subject.graph.output
        shape = self.subject.shapes[output]
        if shape == () or not table.name.startswith("d") or "/" not in table.name:
            return ""
        return f"; gradients can be asked only of a scalar output, and {output} has shape {shape}"


def _check_ranges(table: ProblemTable, path: Path, faults: Faults) -> None:
    """What is wrong with the grids whatever is drawn from them."""
    groups = ("weights", "inputs", "biases", "targets")
    grids: dict[Path, GridTable | None] = {(group,): getattr(table, group) for group in groups}
    grids |= {("values", name): grid for name, grid in table.values.items()}
    for key, found in grids.items():
        if found is not None and not faults.at((*path, *key)):
            grid = Grid(found.low, found.high, found.step, found.nonzero)
            if reason := _range_fault(grid):
                faults.add((*path, *key), _range(grid), reason)


def _range_fault(grid: Grid) -> str:
    low, high, step = (Fraction(str(number)) for number in (grid.low, grid.high, grid.step))
    if low >= high:
        return "from must be less than to; one number for everybody goes into fixed"
    if (high - low) / step > MOST_ON_A_GRID:
        return f"holds more than {MOST_ON_A_GRID:,} numbers; expected a larger step"
    if ((high - low) / step).denominator != 1:
        reason = f"step {grid.step:g} does not divide the range from {grid.low:g} to "
        return reason + f"{grid.high:g}; expected one that leads from one end to the other"
    return ""


def _range(grid: Grid) -> dict[str, float]:
    return {"from": grid.low, "to": grid.high, "step": grid.step}


def _nested(value: object, shape: Shape) -> Nested | None:
    """The numbers as nested tuples if they have this very shape, else None."""
    if not shape:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        # Compared before it is converted: float() of a huge int overflows.
        return float(value) if -LARGEST <= value <= LARGEST else None
    if not isinstance(value, list) or len(value) != shape[0]:
        return None
    inner = [_nested(part, shape[1:]) for part in value]
    return None if None in inner else tuple(part for part in inner if part is not None)


def _flat(numbers: Nested) -> list[float]:
    if isinstance(numbers, tuple):
        return [value for part in numbers for value in _flat(part)]
    return [numbers]


def _shape_text(shape: Shape) -> str:
    bounds = f"from -{LARGEST} to {LARGEST}"
    if not shape:
        return f"a number {bounds}"
    if len(shape) == 1:
        return f"a list of {shape[0]} numbers {bounds}"
    return f"{shape[0]} lists (rows) of {shape[1]} numbers each, {bounds}"
