"""From the tables of a code problem to its record, or to everything that does not fit together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.assignment_file import check
from grader.assignment_source import Files
from grader.code.network_reading import NetworkReading, situations_of
from grader.code.problem import (
    Axis,
    AxisShape,
    CodeProblem,
    Credit,
    Draw,
    Function,
    GradientCheck,
    Input,
    NetworkReference,
    Output,
    Situation,
)
from grader.code.slip_reading import known, read_slips
from grader.code.tables import (
    SHAPE,
    UNCHANGED,
    CodeProblemTable,
    FunctionTable,
    GradientTable,
    InputTable,
    LimitsTable,
)
from grader.faults import Faults
from grader.sandbox.job import Limits, Runtime
from grader.statement_file import read_statement
from grader.toml_file import Table
from grader.toml_lines import Path

LARGEST_SIZE = 64
MOST_NUMBERS = 10_000
MOST_AXES = 8
_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\Z")

Range = tuple[int, int]

_OF_CLASSES = (Draw.LABELS, Draw.ONE_HOT, Draw.PROBABILITIES)


def read_code_problem(table: Table, path: Path, files: Files, faults: Faults) -> CodeProblem | None:
    """The problem, or None with at least one fault added to `faults`."""
    before = len(faults.found)
    checked = check(CodeProblemTable, table, path, faults)
    if checked is None:
        return None
    problem = _Reading(checked, path, files, faults).problem()
    return problem if len(faults.found) == before else None


@dataclass(frozen=True)
class _Reading:
    table: CodeProblemTable
    path: Path
    files: Files
    faults: Faults

    def problem(self) -> CodeProblem:
        table = self.table
        statement = read_statement(
            table.statement, (*self.path, "statement"), self.files, self.faults
        )
        starter, solution = self.folder("starter"), self.folder("solution")
        self.check_files(starter, solution)
        sizes = self.sizes(self.table.sizes, (*self.path, "sizes"))
        network = self.network(sizes)
        functions = self.functions(sizes, network)
        self.check_references(functions)
        limits = check(LimitsTable, table.limits or {}, (*self.path, "limits"), self.faults)
        return CodeProblem(
            id=table.id,
            title=table.title or table.id.replace("-", " ").capitalize(),
            statement=statement,
            files=tuple(table.files),
            starter={name: body for name, body in starter.items() if name in table.files},
            given={name: body for name, body in starter.items() if name not in table.files},
            solution=solution,
            functions=functions,
            examples=table.examples,
            network=network,
            slips=read_slips(table, self.path, solution, self.faults),
            runtime=Runtime(table.runtime),
            limits=Limits(**limits.model_dump()) if limits else Limits(),
        )

    def folder(self, key: str) -> dict[str, bytes]:
        """The files of a folder of the assignment, by their plain names."""
        place: str = getattr(self.table, key).strip("/")
        if not place or self.faults.at((*self.path, key)):
            return {}
        found = {
            name[len(place) + 1 :]: body
            for name, body in self.files.items()
            if name.startswith(f"{place}/")
        }
        if not found:
            reason = "there is no such folder in the assignment, or it is empty"
            self.faults.add((*self.path, key), place, reason)
        for name in found:
            if "/" in name:
                self.faults.add((*self.path, key), f"{place}/{name}", "expected no folders in it")
        return found

    def check_files(self, starter: Mapping[str, bytes], solution: Mapping[str, bytes]) -> None:
        key = (*self.path, "files")
        if len(set(self.table.files)) < len(self.table.files):
            self.faults.add(key, self.table.files, "expected each name once")
        for name in self.table.files if solution else ():
            if name not in solution:
                there = ", ".join(sorted(solution))
                reason = f"{self.table.solution}/ holds no such file; it holds {there}"
                self.faults.add(key, name, reason)

    def check_references(self, functions: tuple[Function, ...]) -> None:
        if self.table.solution.strip("/"):
            return
        if not all(one.is_of_network for one in functions):
            named = "solution" in self.table.model_fields_set
            reason = (
                "expected a folder with your own program, such as solution, or a quantity of the "
                "network for every output"
            )
            value = self.table.solution if named else None
            reason = reason if named else f"is missing; {reason}"
            self.faults.add((*self.path, "solution"), value, reason)
        elif self.table.mistakes:
            reason = "they are changes of a solution, and there is none; expected a solution"
            self.faults.add((*self.path, "mistakes"), None, reason)

    # -- the network -------------------------------------------------------------------------

    def network(self, sizes: Mapping[str, Range]) -> NetworkReference | None:
        if self.table.network is None:
            return None
        return self.network_reading(sizes).network(self.table.network)

    def network_reading(self, sizes: Mapping[str, Range]) -> NetworkReading:
        return NetworkReading((*self.path, "network"), sizes, self.table.examples, self.faults)

    # -- functions ---------------------------------------------------------------------------

    def functions(
        self, sizes: Mapping[str, Range], network: NetworkReference | None
    ) -> tuple[Function, ...]:
        found: dict[str, Function] = {}
        if self.table.examples and self.table.examples not in sizes:
            reason = f"no such size; expected one of {', '.join(sizes) or 'those in sizes'}"
            self.faults.add((*self.path, "examples"), self.table.examples, reason)
        for index, table in enumerate(self.table.functions):
            key = (*self.path, "functions", index)
            quantities = self.quantities(table.get("outputs"), (*key, "outputs"))
            named = {**table, "outputs": list(quantities)} if quantities else table
            checked = check(FunctionTable, named, key, self.faults)
            if checked is None:
                continue
            if checked.name in found:
                self.faults.add((*key, "name"), checked.name, "there are two of it; expected once")
            function = self.function(checked, key, sizes, network)
            outputs = tuple(Output(name, quantities.get(name, "")) for name in checked.outputs)
            found[checked.name] = function = replace(function, outputs=outputs)
            if network is not None:
                self.network_reading(sizes).check_function(network, function, key)
            elif function.uses_network and not self.faults.within((*self.path, "network")):
                reason = "a quantity is asked for; expected a table [problems.network]"
                self.faults.add((*self.path, "network"), None, reason)
        return tuple(found.values())

    def asks_for_quantities(self, name: str) -> bool:
        return any(
            one.get("name") == name and isinstance(one.get("outputs"), dict)
            for one in self.table.functions
        )

    def quantities(self, outputs: object, path: Path) -> dict[str, str]:
        """Outputs as a table: each with its quantity of the network."""
        found = outputs if isinstance(outputs, dict) else {}
        for name, quantity in found.items():
            if not isinstance(quantity, str):
                reason = 'expected a quantity of the network, such as "dL/dW1"'
                self.faults.add((*path, name), quantity, reason)
        return {name: str(quantity) for name, quantity in found.items()}

    def sizes(self, table: Mapping[str, Any], path: Path) -> dict[str, Range]:
        return {
            name: self.range(value, (*path, name))
            for name, value in (table.items() if not self.faults.at(path) else ())
        }

    def range(self, value: object, path: Path) -> Range:
        ends = value if isinstance(value, list) else [value, value]
        match ends:
            case [int(low), int(high)] if 1 <= low <= high <= LARGEST_SIZE:
                if not isinstance(low, bool) and not isinstance(high, bool):
                    return (low, high)
        reason = f"expected a whole number from 1 to {LARGEST_SIZE}, or two such as [3, 6]"
        self.faults.add(path, value, reason)
        return (1, 1)

    def function(
        self,
        table: FunctionTable,
        path: Path,
        sizes: Mapping[str, Range],
        network: NetworkReference | None,
    ) -> Function:
        sizes = {**sizes, **self.sizes(table.sizes, (*path, "sizes"))}
        inputs = tuple(
            self.input((name, value), (*path, "inputs", name), sizes)
            for name, value in table.inputs.items()
        )
        names = [one.name for one in inputs]
        default_call = f"{', '.join(table.outputs)} = {table.name}({', '.join(names)})"
        unchanged = self.unchanged(table.unchanged, names, (*path, "unchanged"))
        needs = {table.name: -1 if table.call else len(names)}
        if table.needs is not None:
            needs = table.needs
        for name in needs:
            if not _DOTTED.match(name):
                reason = "expected a name such as forward or Net.loss"
                self.faults.add((*path, "needs", name), name, reason)
        return Function(
            name=table.name,
            points=table.points,
            call=table.call or default_call,
            inputs=inputs,
            outputs=(),
            names=needs,
            credit=Credit(table.credit),
            cases=table.cases,
            shown=min(table.shown, table.cases),
            sizes=sizes,
            situations=self.situations((table, inputs), (*path, "situations"), network),
            tolerance=table.tolerance,
            unchanged=unchanged,
            same_twice=table.same_twice,
            gradient_checks=self.gradient_checks(table, path),
        )

    def unchanged(self, value: object, inputs: list[str], path: Path) -> tuple[str, ...]:
        if isinstance(value, bool):
            return tuple(inputs) if value else ()
        if not isinstance(value, list):
            self.faults.add(path, value, f"expected {UNCHANGED}")
            return ()
        known(value, inputs, path, self.faults)
        return tuple(name for name in inputs if name in value)

    def input(self, named: tuple[str, object], path: Path, sizes: Mapping[str, Range]) -> Input:
        name, value = named
        body = {"shape": value} if isinstance(value, str) else value
        checked = check(InputTable, body, path, self.faults) if isinstance(body, dict) else None
        if checked is None:
            self.faults.add(path, value, f"expected {SHAPE} or a table with one")
            return Input(name, ())
        if checked.quantity:
            return self.quantity((name, checked), path)
        shape = self.shape(checked.shape, path, sizes)
        for key in ("classes", "silent"):
            known(
                [getattr(checked, key)] if getattr(checked, key) else [],
                sizes,
                (*path, key),
                self.faults,
            )
        draw = Draw(checked.draw)
        if draw in _OF_CLASSES and not checked.classes:
            reason = f"{draw} needs it; expected the name of a size"
            self.faults.add((*path, "classes"), None, reason)
        along = "" if draw is Draw.LABELS else checked.classes
        for key, wanted in (("silent", checked.silent), ("classes", along)):
            if wanted in sizes and wanted not in checked.shape.split():
                reason = f"expected a size of the shape {checked.shape!r}"
                self.faults.add((*path, key), wanted, reason)
        return Input(
            name=name,
            shape=shape,
            draw=draw,
            scale=checked.scale,
            classes=checked.classes,
            value=checked.value,
            zeros=checked.zeros,
            silent=checked.silent,
            large=checked.large,
            dtype="int64" if draw is Draw.LABELS else checked.dtype,
        )

    def quantity(self, named: tuple[str, InputTable], path: Path) -> Input:
        name, table = named
        for key in sorted(table.model_fields_set - {"quantity", "dtype"}):
            reason = "the network draws a quantity; expected quantity and, if any, dtype alone"
            self.faults.add((*path, key), getattr(table, key), reason)
        return Input(name, (), quantity=table.quantity, dtype=table.dtype)

    def shape(self, text: str, path: Path, sizes: Mapping[str, Range]) -> AxisShape:
        words = text.split()
        if len(words) > MOST_AXES:
            self.faults.add(path, text, f"{len(words)} axes; at most {MOST_AXES} are accepted")
            return ()
        # Long numbers are too large, and Python refuses to read the longest of them.
        axes: list[Axis] = [int(word[:9]) if word.isdecimal() else word for word in words]
        unknown = [a for a in axes if isinstance(a, str) and a not in sizes]
        if unknown:
            reason = f"no such size: {unknown[0]}; expected {', '.join(sizes)} or numbers"
            self.faults.add(path, text, reason)
            return ()
        largest = 1
        for axis in axes:
            largest *= sizes[axis][1] if isinstance(axis, str) else max(axis, 1)
        if largest > MOST_NUMBERS:
            reason = f"up to {largest:,} numbers; at most {MOST_NUMBERS:,} are accepted"
            self.faults.add(path, text, reason)
        return tuple(axes)

    def situations(
        self,
        function: tuple[FunctionTable, tuple[Input, ...]],
        path: Path,
        network: NetworkReference | None,
    ) -> tuple[Situation, ...]:
        """Those that the inputs allow, or some of them; one that shows nothing is a fault."""
        table, inputs = function
        used = {axis for one in inputs for axis in one.shape if isinstance(axis, str)}
        applies = {
            Situation.PLAIN: True,
            Situation.SINGLE: self.table.examples in used,
            Situation.SQUARE: len(used) > 1,
            Situation.ZEROS: any(one.zeros or one.silent for one in inputs),
            Situation.LARGE: any(one.large for one in inputs),
            Situation.ABSENT: any(one.draw in (Draw.LABELS, Draw.ONE_HOT) for one in inputs),
        }
        if network is not None and (
            any(one.quantity for one in inputs) or self.asks_for_quantities(table.name)
        ):
            applies |= situations_of(network)
        possible = tuple(situation for situation, does in applies.items() if does)
        if table.situations is None:
            return possible
        wanted = tuple(Situation(one) for one in table.situations)
        if idle := [one for one in wanted if one not in possible]:
            reason = f"nothing here is drawn for it; expected some of {', '.join(possible)}"
            self.faults.add(path, idle[0].value, reason)
        return wanted

    def gradient_checks(self, table: FunctionTable, path: Path) -> tuple[GradientCheck, ...]:
        found = []
        for index, one in enumerate(table.gradient_checks):
            key = (*path, "gradient_checks", index)
            checked = check(GradientTable, one, key, self.faults)
            if checked is None:
                continue
            known([checked.of], table.inputs, (*key, "of"), self.faults)
            known([checked.gradient], table.outputs, (*key, "gradient"), self.faults)
            # It is compared with nothing: the call has to assign it, but it need not be graded.
            if checked.loss not in _WORD.findall(table.call or ""):
                known([checked.loss], table.outputs, (*key, "loss"), self.faults)
            found.append(GradientCheck(checked.gradient, checked.of, checked.loss))
        return tuple(found)
