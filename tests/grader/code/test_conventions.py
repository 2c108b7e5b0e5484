"""What courses ask for in code: each convention as an assignment of its own, right and mistaken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code.findings import program_with
from grader.code.marking import CodeMarker
from grader.code.marks import CodeProblemMark
from grader.code.problem import CodeProblem
from grader.code.vetting import CodeVetter
from grader.sandbox.supervisor import Sandbox
from tests.grader.code.golden_programs import GOLDEN, told_by
from tests.grader.conftest import Walls

CONVENTIONS = sorted(path.parent for path in (GOLDEN / "conventions").glob("*/assignment.toml"))


@pytest.fixture(scope="module")
def behind_b(walls: Walls) -> Sandbox:
    return walls.sandbox("B")


def problem_of(name: str) -> CodeProblem:
    return load_assignment(GOLDEN / "conventions" / name).code_problems[0]


def marked(sandbox: Sandbox, problem: CodeProblem, program: str) -> CodeProblemMark:
    variant = CodeVetter(problem, sandbox).draw(["1"])[0]
    return CodeMarker(problem, sandbox).mark(variant, {problem.main: program.encode()})


@pytest.mark.parametrize("folder", CONVENTIONS, ids=lambda folder: folder.name)
def test_the_solution_is_right_and_the_typical_mistake_is_not(
    behind_b: Sandbox, folder: Path
) -> None:
    problem = load_assignment(folder).code_problems[0]
    variant = CodeVetter(problem, behind_b).draw(["1"])[0]
    marker = CodeMarker(problem, behind_b)
    right = marker.mark(variant, problem.solution)
    assert [case.message for case in right.parts[0].cases if case.message] == []
    assert right.points == 4
    wrong = marker.mark(variant, program_with(problem, problem.slips[0]))
    assert wrong.points < 4
    assert "typical" in wrong.parts[0].findings[0].codes


@pytest.mark.parametrize("slope", ["(x > 0)", "(x >= 0)", "((x > 0) + (x >= 0)) / 2"])
def test_every_slope_at_zero_may_be_right(behind_b: Sandbox, slope: str) -> None:
    problem = problem_of("any-slope-at-zero")
    program = f"def backward(do, x):\n    return do * ({slope})\n"
    assert marked(behind_b, problem, program).points == 4


def test_but_not_any_number_as_a_slope(behind_b: Sandbox) -> None:
    program = "def backward(do, x):\n    return do * ((x > 0) + 0.3 * (x == 0))\n"
    assert marked(behind_b, problem_of("any-slope-at-zero"), program).points < 4


def test_a_notebook_is_marked_like_its_cells(behind_b: Sandbox) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Exercise"]},
        {"cell_type": "code", "metadata": {}, "source": ["%matplotlib inline\n", "!ls\n", "k = 0"]},
        {"cell_type": "code", "metadata": {}, "source": "def backward(dout, X, W):\n"
         "    return dout @ W.T, X.T @ dout, dout.sum(axis=k)\n"},
    ]  # fmt: skip
    book = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    problem = problem_of("rows-in-out")
    variant = CodeVetter(problem, behind_b).draw(["1"])[0]
    mark = CodeMarker(problem, behind_b).mark(variant, {"net.ipynb": book.encode()})
    assert mark.points == 4


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("def forward(x):\n    print 'shape', x.shape\n    return x\n", "line 2"),
        (
            "import cupy as np\n\n\ndef forward(x):\n    return np.tanh(x)\n",
            "No module named 'cupy'",
        ),
        ("def forwards(x):\n    return x\n", "forward"),
        ("def forward(x):\n\treturn x\n        return x\n", "line 3"),
    ],
)
def test_what_cannot_work_here_is_told_with_its_place(
    behind_b: Sandbox, program: str, words: str
) -> None:
    problem = problem_of("prints")
    mark = marked(behind_b, problem, program)
    assert mark.points == 0
    assert words in told_by(mark)
