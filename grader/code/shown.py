"""The shown cases as a Python script that a student runs at home beside the program."""

from __future__ import annotations

from textwrap import indent
from typing import Any

import numpy as np

from grader.code.cases import Case
from grader.code.judging import SINGLE_PRECISION, SMALLEST_SCALE
from grader.code.problem import CodeProblem, Function
from grader.code.variant import Arrays, CodeVariant

_HEAD = """# The shown cases of {title}. Run it beside {main}: python {script}

from {module} import *

import sys

import numpy as np

_program = dict(globals())
_off = []


def _tell(what, words):
    if words != "right":
        _off.append(what)
    print(f"{{what}}: {{words}}")


def _compare(what, got, want, tolerance):
    got, want = np.asarray(got), np.array(want)
    if got.dtype in (np.float32, np.float16):
        tolerance = max(tolerance, {single})
    if got.shape != want.shape:
        _tell(what, f"has the shape {{got.shape}}, expected {{want.shape}}")
        return
    scale = max(np.abs(want).max(initial=0.0), {smallest})
    if (np.abs(got - want) <= tolerance * scale + tolerance * np.abs(want)).all():
        _tell(what, "right")
    else:
        _tell(what, f"is off, expected\\n{{want}}\\nbut got\\n{{got}}")
"""
_TAIL = "\nsys.exit(1 if _off else 0)\n"


def shown_script(problem: CodeProblem, variant: CodeVariant) -> str:
    """Inputs and expected outputs in full; hidden cases leave no trace in it.

    It ends with 1 where anything is off, and goes on with the next case after an exception.
    """
    head = _HEAD.format(
        title=" ".join(problem.title.split()),
        main=problem.main,
        module=problem.main.rpartition(".")[0],
        script=script_name(problem),
        single=SINGLE_PRECISION,
        smallest=SMALLEST_SCALE,
    )
    parts = [head]
    for case, reference in zip(variant.cases, variant.references, strict=True):
        if case.shown:
            function = next(f for f in problem.functions if f.name == case.function)
            parts.append(_case(function, case, reference))
    return "\n".join([*parts, _TAIL])


def script_name(problem: CodeProblem) -> str:
    return f"shown_cases_{problem.id.replace('-', '_')}.py"


def _case(function: Function, case: Case, reference: Arrays) -> str:
    body = [f"{name} = {literal(value)}" for name, value in case.inputs.items()]
    body.append(function.call)
    body += [
        f'_compare("{case.function}, {name}", {name}, {literal(want)}, {function.tolerance!r})'
        for name, want in reference.items()
    ]
    lines = [
        f"\n# {case.function}, case {case.number} (seed {case.seed})",
        "globals().update(_program)  # a case before may have used a name of the program",
        "try:",
        indent("\n".join(body), "    "),
        "except Exception as error:",
        f'    _tell("{case.function}", f"{{type(error).__name__}}: {{error}}")',
    ]
    return "\n".join(lines) + "\n"


def literal(value: Any) -> str:
    """A value as Python that gives it again, to the last digit."""
    if not isinstance(value, np.ndarray):
        return repr(value)
    if value.ndim == 0:
        return repr(value.item())
    dtype = "" if value.dtype in (np.float64, np.int64) else f", dtype=np.{value.dtype}"
    return f"np.array({value.tolist()!r}{dtype})"
