"""What pages show of a code problem: what is asked, the files, the shown cases, and its mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from grader.assignment import Assignment
from grader.code.problem import CodeProblem
from grader.code.shown import script_name, shown_script
from grader.code.variant import CodeVariant
from server.pages.drawings import Drawings
from server.pages.typed_programs import (
    FileView,
    TypedPrograms,
    file_views,
    missing,
    removal,
    upload_field,
)
from server.statements import render_statement

SITUATIONS = {
    "plain": "",
    "single": "one example",
    "square": "all sizes equal",
    "zeros": "exact zeros",
    "large": "large scores",
    "absent": "a class without an example",
}
ENDINGS = {
    "not-loaded": "The program could not be loaded.",
    "out-of-time": "The program ran out of time.",
    "out-of-memory": "The program ran out of memory.",
    "too-much-output": "The program printed too much.",
    "crashed": "The program crashed Python itself.",
    "exited-early": "The program ended itself before it was done.",
    "wrong-protocol": "The program wrote where only results are expected.",
    "nothing": "Nothing was handed in here.",
}


@dataclass(frozen=True)
class ProgramView:
    """A code problem with this student's cases."""

    id: str
    position: int
    number: int
    problem: CodeProblem
    statement: Markup
    files: tuple[FileView, ...]
    shown: str
    script: str
    fault: str = ""
    missing: tuple[str, ...] = ()
    mark: Mapping[str, Any] | None = None
    solution: tuple[tuple[str, str], ...] = ()

    @property
    def upload_field(self) -> str:
        return upload_field(self.position)

    @property
    def begin_with(self) -> tuple[str, ...]:
        """The files to download before the work begins."""
        return (*self.problem.starter, *self.problem.given)

    @property
    def accepts(self) -> str:
        return ".py,.ipynb,.zip"

    @property
    def ending_words(self) -> str:
        return ENDINGS.get(self.mark["ending"], "") if self.mark else ""

    def situation(self, name: str) -> str:
        return SITUATIONS.get(name, name)

    def removal(self, name: str) -> str:
        return removal(self.position, name)


@dataclass(frozen=True)
class ProgramSheet:
    """What the views are made from."""

    assignment: Assignment
    variants: Mapping[str, CodeVariant]
    typed: TypedPrograms
    mark: Mapping[str, Any] | None = None
    with_solution: bool = field(default=False)


def program_views(sheet: ProgramSheet, drawings: Drawings) -> list[ProgramView]:
    problems = enumerate(sheet.assignment.code_problems)
    return [_view(sheet, position, problem, drawings) for position, problem in problems]


def _view(
    sheet: ProgramSheet, position: int, problem: CodeProblem, drawings: Drawings
) -> ProgramView:
    files = sheet.typed.files.get(problem.id, {})
    key = ("statement", sheet.assignment.digest, problem.id)
    return ProgramView(
        id=problem.id,
        position=position,
        number=len(sheet.assignment.problems) + position + 1,
        problem=problem,
        statement=drawings.once(key, lambda: render_statement(problem.statement)),
        files=file_views(problem, position, files, sheet.typed.texts),
        shown=shown_script(problem, sheet.variants[problem.id]),
        script=script_name(problem),
        fault=sheet.typed.faults.get(problem.id, ""),
        missing=tuple(missing(problem, files)),
        mark=sheet.mark["problems"].get(problem.id) if sheet.mark else None,
        solution=_solution(problem) if sheet.with_solution else (),
    )


def _solution(problem: CodeProblem) -> tuple[tuple[str, str], ...]:
    return tuple((n, body.decode("utf-8", "replace")) for n, body in problem.solution.items())
