"""The student's own gradient against differences of the student's own loss.

It tells a wrong gradient from a wrong loss: where the two agree although the gradient is not the
reference's, the loss is of another network than the one in the handout.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from grader.code.cases import Case
from grader.code.findings import Answered
from grader.code.judging import judge
from grader.code.problem import CodeProblem, Function, GradientCheck
from grader.code.programs import Asked, Files, Passed, run_pass
from grader.sandbox.job import Call, Ending, NoArray, Output, Reply
from grader.sandbox.supervisor import Sandbox
from grader.sandbox.values import Value

STEP = 1e-5
AGREES = 1e-4
MOST_TRIES = 2

FITS = (
    "{gradient} fits the differences of your own {loss}: look at the {loss}, which is not the one "
    "that is asked for."
)
DIFFERS = "{gradient} does not fit the differences of your own {loss}: look at the gradient."


def gradient_words(sandbox: Sandbox, problem: CodeProblem, files: Files, answered: Answered) -> str:
    """For the first wrong gradient that can be checked; "" where there is none.

    Few are tried, and none after a run that a limit has ended: this is for whoever wants to know.
    """
    function, tries = answered.function, 0
    called = list(zip(answered.cases, answered.replies, answered.references, strict=True))
    for check in function.gradient_checks:
        for case, reply, reference in called:
            if reply is None or reply.failure or not isinstance(
                case.inputs[check.of], np.ndarray
            ):  # fmt: skip
                continue
            if check.gradient not in judge(function, case, reply, [reference]).wrong:
                continue
            if not _fits(reply.outputs[check.gradient], case.inputs[check.of]):
                continue
            passed = _run_beside(sandbox, problem, files, (function, check, case))
            agrees = _agrees(passed, (check, case, reply))
            tries += 1
            if agrees is not None:
                words = FITS if agrees else DIFFERS
                return words.format(gradient=check.gradient, loss=check.loss)
            if tries == MOST_TRIES or passed.ending is not Ending.FINISHED:
                return ""
    return ""


def _fits(gradient: Output, at: Value) -> bool:
    return not isinstance(gradient, NoArray) and gradient.shape == np.asarray(at).shape


def _direction(case: Case, check: GradientCheck) -> NDArray[np.float64]:
    generator = np.random.Generator(np.random.PCG64(int(case.seed, 16)))
    return generator.normal(size=np.asarray(case.inputs[check.of]).shape)


def _run_beside(
    sandbox: Sandbox,
    problem: CodeProblem,
    files: Files,
    checked: tuple[Function, GradientCheck, Case],
) -> Passed:
    """The loss a step ahead along one direction, and a step behind."""
    function, check, case = checked
    at, step = np.asarray(case.inputs[check.of], np.float64), STEP * _direction(case, check)
    asked = [
        Asked(function.name, Call(function.call, _moved(case, check, value), (check.loss,)))
        for value in (at + step, at - step)
    ]
    return run_pass(sandbox, problem, files, asked)


def _agrees(passed: Passed, checked: tuple[GradientCheck, Case, Reply]) -> bool | None:
    """None where the program gives nothing to compare."""
    check, case, reply = checked
    gradient, direction = reply.outputs[check.gradient], _direction(case, check)
    losses = [_loss(passed.replies, i, check) for i in range(2)]
    if isinstance(gradient, NoArray) or losses[0] is None or losses[1] is None:
        return None
    slope = (losses[0] - losses[1]) / (2 * STEP)
    with np.errstate(over="ignore", invalid="ignore"):  # a student's numbers may be as they like
        own = float(np.sum(gradient * direction))
    if not isfinite(slope - own):
        return None
    return bool(abs(slope - own) <= AGREES * max(abs(slope), abs(own), 1e-3))


def _moved(case: Case, check: GradientCheck, value: Value) -> Mapping[str, Value]:
    return {**case.inputs, check.of: value}


def _loss(replies: Mapping[int, Reply], i: int, check: GradientCheck) -> float | None:
    found = replies[i].outputs.get(check.loss) if i in replies else None
    if found is None or isinstance(found, NoArray) or found.size != 1:
        return None
    return float(found.reshape(()))
