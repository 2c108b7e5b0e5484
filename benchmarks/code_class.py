"""Twenty students' programs for the shipped layers, and what each is worth, whoever marks them.

Five functions of five cases; a function earns its 20 points whole or not at all, so that every
grader can say the same. On average they earn 88 of 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from benchmarks.simulate import SHIPPED
from grader.assignment import load_assignment
from grader.code.problem import CodeProblem, Credit
from grader.code.shown import literal
from grader.code.variant import CodeVariant

SLUG = "layers-with-caches"
CASES = 5
POINTS = 20.0
MAIN = "layers.py"

# What the solution says, and what it says with a mistake in it; each costs one function.
MISTAKES = (
    ("out = x @ w + b", "out = x @ w"),
    ("dx = dout @ w.T", "dx = dout @ w"),
    ("out = np.maximum(x, 0)", "out = np.abs(x)"),
    ("slope = x > 0", "slope = np.ones_like(x)"),
    ("dx = (p - e) / n", "dx = p - e"),
)
# How often: without a mistake, with one (each of them in turn), with two, as it was handed out.
RIGHT, TWICE_WRONG, UNTOUCHED = 13, 1, 1


@dataclass(frozen=True)
class Student:
    name: str
    program: bytes
    points: float

    @property
    def files(self) -> Mapping[str, bytes]:
        return {MAIN: self.program}


@cache
def problem(cases: int = CASES) -> CodeProblem:
    """The shipped problem with so many cases for each function."""
    found = load_assignment(SHIPPED / SLUG).code_problems[0]
    functions = tuple(
        replace(one, cases=cases, points=POINTS, credit=Credit.all_or_nothing)
        for one in found.functions
    )
    return replace(found, functions=functions)


def students() -> list[Student]:
    """The same twenty for ever."""
    programs = [(_solution(), 100.0)] * RIGHT
    programs += [(_with(place), 80.0) for place in range(len(MISTAKES))]
    programs += [(_with(1, 4), 60.0)] * TWICE_WRONG
    programs += [(problem().starter[MAIN], 0.0)] * UNTOUCHED
    return [Student(f"s{i:02}", *one) for i, one in enumerate(programs, start=1)]


def _solution() -> bytes:
    return problem().solution[MAIN]


def _with(*places: int) -> bytes:
    """The solution with these mistakes in it."""
    text = _solution().decode()
    for place in places:
        text = text.replace(*MISTAKES[place])
    return text.encode()


# ---- the same cases as plain Python, for whoever runs a script -----------------------------------

COMPARE = """\
import numpy as np


def same(got, want):
    got = np.asarray(got)
    return got.shape == want.shape and np.allclose(got, want, rtol=1e-5, atol=1e-6)
"""


def checks(variant: CodeVariant) -> dict[str, list[str]]:
    """For each function a piece of Python for each case; it raises where a result is wrong."""
    found: dict[str, list[str]] = {one.name: [] for one in problem().functions}
    for place, case in enumerate(variant.cases):
        found[case.function].append("\n".join(_check(variant, place)))
    return found


def _check(variant: CodeVariant, place: int) -> Iterator[str]:
    case, reference = variant.cases[place], variant.references[place]
    for name, value in case.inputs.items():
        yield f"{name} = {literal(value)}"
    yield next(one.call for one in problem().functions if one.name == case.function)
    for name, want in reference.items():
        yield f"assert same({name}, np.asarray({literal(want)}))"


def script(variant: CodeVariant) -> str:
    """A whole grader of the kind that everybody writes first: loads a file, prints its points."""
    return "\n".join(
        (
            COMPARE,
            "import sys",
            f"CHECKS = {checks(variant)!r}",
            "names = {'same': same}",
            "exec(compile(open(sys.argv[1]).read(), 'layers.py', 'exec'), names)",
            "points = 0",
            "for codes in CHECKS.values():",
            "    try:",
            "        for code in codes:",
            "            exec(code, dict(names))",
            f"        points += {POINTS}",
            "    except Exception:",
            "        pass",
            "print(points)",
        )
    )
