"""The code assignments that come with Backmark: every mistake costs what it should, by its name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.assignment import load_assignment
from grader.code.findings import program_with
from grader.code.marking import CodeMarker
from grader.code.marks import CodeProblemMark
from grader.code.problem import CodeProblem, Slip
from grader.code.programs import Files
from grader.code.vetting import CodeVetter
from tests.grader.code.golden_programs import ROOT, lost_by
from tests.grader.conftest import Walls

PROBLEMS = [
    problem
    for file in sorted((ROOT / "assignments").glob("*/assignment.toml"))
    for problem in load_assignment(file.parent).code_problems
]
MISTAKES = [
    pytest.param(problem, slip, id=f"{problem.id}-{number}-{slip.code}")
    for problem in PROBLEMS
    for number, slip in enumerate(problem.slips, start=1)
]
Marked = Callable[[CodeProblem, Files], CodeProblemMark]


@pytest.fixture(scope="module")
def marked(walls: Walls) -> Marked:
    """Marks a program on one variant of its problem, the same for all."""
    sandbox = walls.sandbox("B")
    markers = {problem.id: CodeMarker(problem, sandbox) for problem in PROBLEMS}
    variants = {one.id: CodeVetter(one, sandbox).draw(["a student"])[0] for one in PROBLEMS}
    return lambda problem, files: markers[problem.id].mark(variants[problem.id], files)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_the_solution_earns_everything_and_the_starter_nothing(
    marked: Marked, problem: CodeProblem
) -> None:
    assert marked(problem, problem.solution).points == problem.points
    assert marked(problem, problem.starter).points == 0


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_what_is_not_written_yet_is_explained_by_no_mistake(
    marked: Marked, problem: CodeProblem
) -> None:
    for part in marked(problem, problem.starter).parts:
        assert part.findings == ()
        assert "NotImplementedError" in part.message


@pytest.mark.parametrize(("problem", "slip"), MISTAKES)
def test_a_mistake_loses_its_own_functions_and_is_named_in_each(
    marked: Marked, problem: CodeProblem, slip: Slip
) -> None:
    mark = marked(problem, program_with(problem, slip))
    assert lost_by(mark) == set(slip.loses)
    for part in mark.parts:
        if part.name in slip.loses:
            assert slip.code in [code for one in part.findings for code in one.codes], part
