"""From the tables of a code problem to its record, or to everything that does not fit together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.assignment_file import check
from grader.assignment_source import Files
from grader.code.problem import (
    Axis,
    AxisShape,
    CodeProblem,
    Credit,
    Draw,
    Function,
    GradientCheck,
    Input,
    Output,
    Situation,
    Slip,
)
from grader.code.tables import (
    SHAPE,
    UNCHANGED,
    CodeProblemTable,
    FunctionTable,
    GradientTable,
    InputTable,
    LimitsTable,
    MistakeTable,
)
from grader.faults import Faults, did_you_mean
from grader.mistakes import CATALOGUE
from grader.sandbox.job import Limits, Runtime
from grader.statement_file import read_statement
from grader.toml_file import Table
from grader.toml_lines import Path

LARGEST_SIZE = 64
MOST_NUMBERS = 10_000
MOST_AXES = 8
_SENTENCES = {mistake.code: mistake.sentence for mistake in CATALOGUE}
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
        functions = self.functions()
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
            slips=self.slips(solution),
            runtime=Runtime(table.runtime),
            limits=Limits(**limits.model_dump()) if limits else Limits(),
        )

    def folder(self, key: str) -> dict[str, bytes]:
        """The files of a folder of the assignment, by their plain names."""
        place: str = getattr(self.table, key).strip("/")
        if self.faults.at((*self.path, key)):
            return {}
        if not place:
            if key == "solution":
                reason = "expected a folder with your own program, such as solution"
                self.faults.add((*self.path, key), self.table.solution, reason)
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

    # -- functions ---------------------------------------------------------------------------

    def functions(self) -> tuple[Function, ...]:
        found: dict[str, Function] = {}
        sizes = self.sizes(self.table.sizes, (*self.path, "sizes"))
        if self.table.examples and self.table.examples not in sizes:
            reason = f"no such size; expected one of {', '.join(sizes) or 'those in sizes'}"
            self.faults.add((*self.path, "examples"), self.table.examples, reason)
        for index, table in enumerate(self.table.functions):
            key = (*self.path, "functions", index)
            checked = check(FunctionTable, table, key, self.faults)
            if checked is None:
                continue
            if checked.name in found:
                self.faults.add((*key, "name"), checked.name, "there are two of it; expected once")
            found[checked.name] = self.function(checked, key, sizes)
        return tuple(found.values())

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

    def function(self, table: FunctionTable, path: Path, sizes: Mapping[str, Range]) -> Function:
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
            outputs=tuple(Output(name) for name in table.outputs),
            names=needs,
            credit=Credit(table.credit),
            cases=table.cases,
            shown=min(table.shown, table.cases),
            sizes=sizes,
            situations=self.situations(table, inputs, (*path, "situations")),
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
        self.known(value, inputs, path)
        return tuple(name for name in inputs if name in value)

    def input(self, named: tuple[str, object], path: Path, sizes: Mapping[str, Range]) -> Input:
        name, value = named
        body = {"shape": value} if isinstance(value, str) else value
        checked = check(InputTable, body, path, self.faults) if isinstance(body, dict) else None
        if checked is None:
            self.faults.add(path, value, f"expected {SHAPE} or a table with one")
            return Input(name, ())
        shape = self.shape(checked.shape, path, sizes)
        for key in ("classes", "silent"):
            self.known(
                [getattr(checked, key)] if getattr(checked, key) else [], sizes, (*path, key)
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

    def known(self, names: object, known: object, path: Path) -> None:
        there = list(known) if isinstance(known, list | Mapping) else []
        for name in names if isinstance(names, list) else ():
            if name not in there:
                hint = did_you_mean(str(name), there)
                self.faults.add(path, name, f"{hint}expected one of {', '.join(there)}")

    def situations(
        self, table: FunctionTable, inputs: tuple[Input, ...], path: Path
    ) -> tuple[Situation, ...]:
        """Those that the inputs allow, or some of them; one that shows nothing is a fault."""
        used = {axis for one in inputs for axis in one.shape if isinstance(axis, str)}
        applies = {
            Situation.PLAIN: True,
            Situation.SINGLE: self.table.examples in used,
            Situation.SQUARE: len(used) > 1,
            Situation.ZEROS: any(one.zeros or one.silent for one in inputs),
            Situation.LARGE: any(one.large for one in inputs),
            Situation.ABSENT: any(one.draw in (Draw.LABELS, Draw.ONE_HOT) for one in inputs),
        }
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
            self.known([checked.of], table.inputs, (*key, "of"))
            self.known([checked.gradient], table.outputs, (*key, "gradient"))
            # It is compared with nothing: the call has to assign it, but it need not be graded.
            if checked.loss not in _WORD.findall(table.call or ""):
                self.known([checked.loss], table.outputs, (*key, "loss"))
            found.append(GradientCheck(checked.gradient, checked.of, checked.loss))
        return tuple(found)

    # -- mistakes ----------------------------------------------------------------------------

    def slips(self, solution: Mapping[str, bytes]) -> tuple[Slip, ...]:
        # As they are written: a function with a fault elsewhere is known all the same.
        functions = [str(table.get("name", "")) for table in self.table.functions]
        found = []
        for index, one in enumerate(self.table.mistakes):
            key = (*self.path, "mistakes", index)
            checked = check(MistakeTable, one, key, self.faults)
            if checked is not None:
                found.append(self.slip(checked, key, solution))
                self.known(checked.loses, functions, (*key, "loses"))
        return tuple(found)

    def slip(self, table: MistakeTable, path: Path, solution: Mapping[str, bytes]) -> Slip:
        main = self.table.files[0] if self.table.files else ""
        file = table.file or main
        text = solution.get(file, b"").decode("utf-8", "replace")
        if solution and (times := text.count(table.find)) != 1:
            reason = f"occurs {times} times in {file}; expected a text that occurs once"
            self.faults.add((*path, "find"), table.find, reason)
        sentence = table.says or _SENTENCES.get(table.code, "")
        if not sentence and not table.accepted:
            hint = did_you_mean(table.code, _SENTENCES)
            reason = f"not in the catalogue, and `says` is missing; {hint}expected one of the two"
            self.faults.add((*path, "code"), table.code, reason)
        if table.accepted == bool(table.loses):
            reason = "expected the functions that lose points, or accepted = true and none"
            self.faults.add((*path, "loses"), table.loses, reason)
        return Slip(
            table.code, sentence, file, table.find, table.put, tuple(table.loses), table.accepted
        )
