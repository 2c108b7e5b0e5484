"""Simulated students: what they write down when they work a problem through, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader.workings import Step, Workings
from reference.arrays import Array
from reference.derivation import Rule

Habit = Callable[[str, Array], Array]  # what becomes of a computed value when it is written down


def rounds(workings: Workings) -> Habit:
    """Every asked value is rounded to the asked decimals, and the student goes on from that.

    What cannot be computed (the logarithm of a probability that was rounded to 0) stays blank.
    """

    def habit(name: str, value: Array) -> Array:
        rounded: Array = np.round(value, workings.decimals[name])
        return np.where(np.isfinite(rounded), rounded, np.nan)

    return habit


def work_through(
    workings: Workings,
    leaves: Mapping[str, Array],
    habit: Habit,
    mistake: tuple[Step, Mapping[str, Rule]] | None = None,
) -> dict[str, Array]:
    """The answers (S, *core) of students who compute every cell.

    A `mistake` is a step and the wrong rules by which it is taken; what follows it is right.
    """
    env = dict(workings.derivation.run(leaves, ()).used)
    answers: dict[str, Array] = {}
    with np.errstate(all="ignore"):
        for cell in workings.cells:
            value = cell.rule(env)
            if mistake and mistake[0].name == cell.name:
                value = workings.predict(mistake[0], env, mistake[1])
            if cell.name in workings.decimals:
                value = answers[cell.name] = habit(cell.name, value)
            env[cell.name] = value
    return answers
