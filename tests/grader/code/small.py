"""A small code problem, written to a folder or a zip-like mapping, for the tests to vary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from grader.assignment import Assignment, load_assignment
from grader.code.problem import CodeProblem
from grader.sandbox.job import Limits

SOLUTION = """\
import numpy as np


def affine(x, w, b):
    return x @ w + b


def back(dout, x, w):
    dx = dout @ w.T
    dw = x.T @ dout
    return dx, dw


def relu_back(dout, x):
    return dout * (x > 0)


def loss(x, y):
    e = x - y
    value = (e * e).sum()
    return value, 2 * e
"""
STARTER = """\
def affine(x, w, b):
    raise NotImplementedError


def back(dout, x, w):
    raise NotImplementedError


def relu_back(dout, x):
    raise NotImplementedError


def loss(x, y):
    raise NotImplementedError
"""
HEAD = """\
title = "Small"
mode = "homework"
"""
PROBLEM = """
[[problems]]
id = "small"
kind = "code"
statement = "small.md"
files = ["small.py"]
starter = "starter"
solution = "solution"
examples = "N"
sizes = { N = [3, 6], D = [2, 4], M = [2, 4] }
"""
FUNCTIONS = """
[[problems.functions]]
name = "affine"
points = 2
inputs = { x = "N D", w = "D M", b = "M" }
outputs = ["out"]

[[problems.functions]]
name = "back"
points = 4
inputs = { dout = "N M", x = "N D", w = "D M" }
outputs = ["dx", "dw"]
unchanged = true

[[problems.functions]]
name = "relu_back"
points = 3
inputs = { dout = "N M", x = { shape = "N M", zeros = true } }
outputs = ["dx"]
credit = "all-or-nothing"

[[problems.functions]]
name = "loss"
points = 1
inputs = { x = "N M", y = "N M" }
outputs = ["value", "dx"]
same_twice = true
gradient_checks = [{ gradient = "dx", of = "x", loss = "value" }]
"""
MISTAKES = """
[[problems.mistakes]]
code = "relu-one-at-zero"
find = "x > 0"
put = "x >= 0"
accepted = true

[[problems.mistakes]]
code = "no-bias"
says = "The bias was left out."
find = "x @ w + b"
put = "x @ w"
loses = ["affine"]
"""
TOML = HEAD + PROBLEM + FUNCTIONS + MISTAKES


def written(folder: Path, toml: str = TOML, solution: str = SOLUTION) -> Path:
    """The assignment's folder; other files may be laid beside."""
    files = {
        "assignment.toml": toml,
        "small.md": "Write four functions.\n",
        "starter/small.py": STARTER,
        "solution/small.py": solution,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def assignment_in(folder: Path, toml: str = TOML) -> Assignment:
    return load_assignment(written(folder, toml))


def problem_in(folder: Path, toml: str = TOML, limits: Limits | None = None) -> CodeProblem:
    (problem,) = assignment_in(folder, toml).code_problems
    return replace(problem, limits=limits) if limits else problem


def changed(find: str, put: str, text: str = SOLUTION) -> Mapping[str, bytes]:
    """A program with a mistake: what is found occurs once."""
    assert text.count(find) == 1, (find, text.count(find))
    return {"small.py": text.replace(find, put).encode()}
