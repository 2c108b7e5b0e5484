"""The assignments that come with Backmark: sound, and their mathematics can be shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from latex2mathml.converter import convert

from grader.assignment import Assignment, Mode, load_assignment

FOLDER = Path(__file__).parents[2] / "assignments"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)


@pytest.fixture(params=NAMES)
def assignment(request: pytest.FixtureRequest) -> Assignment:
    return load_assignment(FOLDER / request.param)


def test_all_of_them_are_there() -> None:
    by_hand = {"backprop-by-hand", "two-hidden-layers-with-bias", "why-relu"}
    programs = {"autograd-engine", "layers-with-caches", "mlp-from-scratch", "two-layer-batch"}
    assert by_hand | programs <= set(NAMES)


def test_a_folder_is_named_after_its_slug() -> None:
    assert [load_assignment(FOLDER / name).slug for name in NAMES] == NAMES


def test_every_formula_of_a_statement_becomes_mathml(assignment: Assignment) -> None:
    for problem in (*assignment.problems, *assignment.code_problems):
        formulas = [display or inline for display, inline in FORMULA.findall(problem.statement)]
        assert formulas
        for formula in formulas:
            mathml = convert(formula)
            # latex2mathml passes what it does not know through as text.
            assert "\\" not in mathml, formula
            assert "<math" in mathml


def test_dollars_are_paired(assignment: Assignment) -> None:
    for problem in (*assignment.problems, *assignment.code_problems):
        assert "$" not in FORMULA.sub("", problem.statement)


def test_inline_formulas_keep_to_one_line_and_touch_no_space(assignment: Assignment) -> None:
    for problem in (*assignment.problems, *assignment.code_problems):
        for _, inline in FORMULA.findall(problem.statement):
            assert "\n" not in inline
            assert inline == inline.strip()


def test_backprop_by_hand_asks_every_step() -> None:
    problem = load_assignment(FOLDER / "backprop-by-hand").problems[0]
    assert problem.network is not None
    assert tuple(asked.name for asked in problem.asked) == problem.network.quantities()
    assert problem.classes == ("happy", "sad", "neutral")


def test_the_exam_is_one_attempt_with_marks_on_release() -> None:
    exam = load_assignment(FOLDER / "two-hidden-layers-with-bias")
    assert (exam.mode, exam.attempts, exam.feedback) == (Mode.exam, 1, "on-release")
