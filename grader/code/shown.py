"""The shown cases as a Python script that a student runs at home beside the program."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.code.cases import Case
from grader.code.problem import CodeProblem, Function
from grader.code.variant import Arrays, CodeVariant

_HEAD = '''"""The shown cases of {title}. Run it beside {main}: python {script}"""

import numpy as np

from {module} import *


def compare(what, got, want):
    want = np.array(want)
    got = np.asarray(got)
    if got.shape != want.shape:
        print(f"{{what}}: has the shape {{got.shape}}, expected {{want.shape}}")
    elif not np.allclose(got, want, rtol=1e-5, atol=1e-8):
        print(f"{{what}}: is off, expected\\n{{want}}\\nbut got\\n{{got}}")
    else:
        print(f"{{what}}: right")
'''


def shown_script(problem: CodeProblem, variant: CodeVariant) -> str:
    """Inputs and expected outputs in full; hidden cases leave no trace in it."""
    module = problem.main.rpartition(".")[0]
    script = script_name(problem)
    parts = [_HEAD.format(title=problem.title, main=problem.main, module=module, script=script)]
    for case, reference in zip(variant.cases, variant.references, strict=True):
        if case.shown:
            function = next(f for f in problem.functions if f.name == case.function)
            parts.append(_case(function, case, reference))
    return "\n".join(parts)


def script_name(problem: CodeProblem) -> str:
    return f"shown_cases_{problem.id.replace('-', '_')}.py"


def _case(function: Function, case: Case, reference: Arrays) -> str:
    lines = [f"\n# {case.function}, case {case.number} (seed {case.seed})"]
    lines += [f"{name} = {literal(value)}" for name, value in case.inputs.items()]
    lines.append(function.call)
    lines += [
        f'compare("{case.function}, {name}", {name}, {literal(want)})'
        for name, want in reference.items()
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
