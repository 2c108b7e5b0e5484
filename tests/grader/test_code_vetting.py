"""Variants of code problems: the same drawn together and alone, and faults that are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code.problem import CodeProblem
from grader.code.vetting import TOGETHER, CodeVetter, vet_code
from grader.sandbox.supervisor import Sandbox
from grader.vetting import VettingError

FOLDER = Path(__file__).parents[2] / "assignments" / "layers-with-caches"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def problem() -> CodeProblem:
    return load_assignment(FOLDER).code_problems[0]


def solved_by(problem: CodeProblem, text: str) -> CodeProblem:
    return replace(problem, solution={problem.main: text.encode()})


def test_a_variant_is_the_same_drawn_alone_and_among_others(
    sandbox: Sandbox, problem: CodeProblem
) -> None:
    vetter = CodeVetter(problem, sandbox)
    seeds = [f"student {number}" for number in range(TOGETHER + 2)]
    together = [variant.to_json() for variant in vetter.draw(seeds)]
    assert together == [vetter.draw([seed])[0].to_json() for seed in seeds]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("def relu_forward", "def relu_gone"), "relu_forward, case 1.*NameError"),
        (("np.maximum(x, 0)", "x / 0 * 0"), "out has entries that are not finite"),
        (("import numpy as np", "import nothing_like_this"), "ModuleNotFoundError"),
        (("np.maximum(x, 0)", "'no numbers'"), "out is no array of numbers"),
    ],
)
def test_a_solution_that_is_at_fault_is_told_with_its_case(
    sandbox: Sandbox, problem: CodeProblem, change: tuple[str, str], words: str
) -> None:
    text = problem.solution[problem.main].decode()
    assert change[0] in text
    vetter = CodeVetter(solved_by(problem, text.replace(*change)), sandbox)
    for seeds in (["1"], ["1", "2", "3"]):
        with pytest.raises(VettingError, match=f"(?s)the solution is at fault.*{words}"):
            vetter.draw(seeds)


def test_zeros_must_not_be_right_in_most_cases(sandbox: Sandbox, problem: CodeProblem) -> None:
    text = problem.solution[problem.main].decode()
    vetter = CodeVetter(solved_by(problem, text.replace("np.maximum(x, 0)", "x * 0")), sandbox)
    with pytest.raises(VettingError, match="zeros are right for relu_forward"):
        vetter.draw(["1", "2"])


def test_a_mistake_that_loses_elsewhere_than_said_is_a_fault_of_the_assignment(
    sandbox: Sandbox, problem: CodeProblem
) -> None:
    slip = replace(problem.slips[0], loses=("softmax_loss",))
    assert problem.slips[0].loses != slip.loses
    report = vet_code(replace(problem, slips=(slip,)), 1, sandbox)
    assert any(slip.code in fault and "softmax_loss" in fault for fault in report.faults)


def test_a_starter_that_earns_points_is_a_fault(sandbox: Sandbox, problem: CodeProblem) -> None:
    report = vet_code(replace(problem, starter=problem.solution, slips=()), 1, sandbox)
    assert any("starter: earns points for relu_forward" in fault for fault in report.faults)
