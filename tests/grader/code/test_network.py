"""The built-in network as the reference: every convention, against a program that knows none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.assignment import AssignmentError, load_assignment
from grader.code.cases import draw_cases, network_of
from grader.code.marking import CodeMarker
from grader.code.marks import CodeProblemMark
from grader.code.problem import CodeProblem, Situation
from grader.code.vetting import CodeVetter, vet_code
from grader.sandbox.supervisor import Sandbox
from tests.grader.conftest import Walls

# Example by example, in vectors; what is laid out is so at the very beginning and end.
PROGRAM = """
import numpy as np

{settings}


def train(X, y, W1, b1, W2, b2):
    n = len(X) if rows else X.shape[1]
    W1, W2 = (W1.T, W2.T) if in_out else (W1, W2)
    b1, b2 = np.ravel(b1), np.ravel(b2)
    if one_hot:
        y = y.argmax(axis=1 if rows else 0)
    L, dX, dW1, db1, dW2, db2 = 0, [], 0, 0, 0, 0
    for i in range(n):
        x = X[i] if rows else X[:, i]
        a = W1 @ x + b1
        h = np.maximum(a, 0)
        o = W2 @ h + b2
        p = np.exp(o - o.max())
        p /= p.sum()
        do = p.copy()
        do[y[i]] -= 1
        da = {slope} * (W2.T @ do)
        L -= o[y[i]] - o.max() - np.log(np.exp(o - o.max()).sum())
        dW2, db2, dW1, db1 = dW2 + np.outer(do, h), db2 + do, dW1 + np.outer(da, x), db1 + da
        dX.append(W1.T @ da)
    dX = np.array(dX) if rows else np.array(dX).T
    if averaged != "sum":
        L, dW1, db1, dW2, db2 = L / n, dW1 / n, db1 / n, dW2 / n, db2 / n
    if averaged == "mean":
        dX = dX / n
    if in_out:
        dW1, dW2 = dW1.T, dW2.T
    shape = dict(column=(-1, 1), row=(1, -1), vector=(-1,))[biases]
    return L, dX, dW1, db1.reshape(shape), dW2, db2.reshape(shape)
"""
USUAL: Mapping[str, object] = {
    "rows": False,
    "in_out": False,
    "biases": "column",
    "averaged": "mean",
    "one_hot": False,
}
TABLE = """
title = "A network"
slug = "network"
mode = "practice"

[[problems]]
id = "net"
kind = "code"
statement = "net.md"
files = ["net.py"]
examples = "N"
sizes = {{ N = [3, 6], D = [2, 5], H = [2, 5], C = [3, 5] }}
network = {{ sizes = ["D", "H", "C"]{network} }}

[[problems.functions]]
name = "train"
points = 6
inputs = {{ X = {{ quantity = "x" }}, y = {{ quantity = "y" }}, {inputs} }}
outputs = {{ L = "L", dX = "dL/dx", {outputs} }}
unchanged = true
"""
NAMES = ("W1", "b1", "W2", "b2")
PARAMETERS = ", ".join(f'{name} = {{ quantity = "{name}" }}' for name in NAMES)
GRADIENTS = ", ".join(f'd{name} = "dL/d{name}"' for name in NAMES)


def program(slope: str = "(a > 0)", **settings: object) -> Mapping[str, bytes]:
    lines = [f"{name} = {value!r}" for name, value in {**USUAL, **settings}.items()]
    return {"net.py": PROGRAM.format(settings="\n".join(lines), slope=slope).encode()}


def problem_of(folder: Path, network: str = "", table: str = TABLE) -> CodeProblem:
    network = network and f", {network}"
    text = table.format(network=network, inputs=PARAMETERS, outputs=GRADIENTS)
    (folder / "assignment.toml").write_text(text, encoding="utf-8")
    (folder / "net.md").write_text("Write `train`.", encoding="utf-8")
    return load_assignment(folder).code_problems[0]


def marked(sandbox: Sandbox, problem: CodeProblem, files: Mapping[str, bytes]) -> CodeProblemMark:
    variant = CodeVetter(problem, sandbox).draw(["1"])[0]
    return CodeMarker(problem, sandbox).mark(variant, files)


@pytest.fixture(scope="module")
def behind_b(walls: Walls) -> Sandbox:
    return walls.sandbox("B")


CONVENTIONS = [
    ("", {}),
    ('layout = "rows"', {"rows": True, "in_out": True, "biases": "vector"}),
    ('layout = "rows", weights = "out-in", biases = "row"', {"rows": True, "biases": "row"}),
    ('weights = "in-out", averaged = "sum"', {"in_out": True, "averaged": "sum"}),
    ('averaged = "mean-in-weights", biases = "vector"',
     {"averaged": "mean-in-weights", "biases": "vector"}),
    ('labels = "one-hot"', {"one_hot": True}),
    ('layout = "rows", labels = "one-hot", biases = "column"',
     {"rows": True, "in_out": True, "one_hot": True}),
]  # fmt: skip


@pytest.mark.parametrize(("network", "settings"), CONVENTIONS)
def test_a_program_in_the_stated_convention_gets_full_marks_without_any_solution(
    behind_b: Sandbox, tmp_path: Path, network: str, settings: dict[str, object]
) -> None:
    mark = marked(behind_b, problem_of(tmp_path, network), program("(a > 0)", **settings))
    assert [case.message for case in mark.parts[0].cases if case.message] == []
    assert mark.points == 6


@pytest.mark.parametrize(("network", "settings"), CONVENTIONS[1:])
def test_a_program_in_another_convention_does_not(
    behind_b: Sandbox, tmp_path: Path, network: str, settings: dict[str, object]
) -> None:
    assert settings
    mark = marked(behind_b, problem_of(tmp_path, network), program())
    assert mark.points < 6


def test_the_catalogue_names_the_mistake_where_nobody_wrote_a_wrong_program(
    behind_b: Sandbox, tmp_path: Path
) -> None:
    mark = marked(behind_b, problem_of(tmp_path), program(slope="1"))
    assert "D1-mask-forgotten" in mark.parts[0].findings[0].codes
    assert mark.parts[0].points < 6


def test_a_mistake_of_one_step_is_named_in_a_batch_averaged_as_the_course_does(
    behind_b: Sandbox, tmp_path: Path
) -> None:
    problem = problem_of(tmp_path, 'layout = "rows", averaged = "sum"')
    files = program("(a <= 0)", rows=True, in_out=True, biases="vector", averaged="sum")
    mark = marked(behind_b, problem, files)
    assert "D3-mask-inverted" in mark.parts[0].findings[0].codes


@pytest.mark.parametrize(
    ("accepts", "earns_all"), [("", False), ('accepts = ["D5-one-at-zero"]', True)]
)
def test_another_slope_at_zero_is_accepted_or_marked_as_the_assignment_says(
    behind_b: Sandbox, tmp_path: Path, accepts: str, earns_all: bool
) -> None:
    mark = marked(behind_b, problem_of(tmp_path, accepts), program(slope="(a >= 0)"))
    assert (mark.points == 6) == earns_all
    lost = {case.situation for case in mark.parts[0].cases if case.verdict != "right"}
    assert lost == (set() if earns_all else {"zeros"})


def test_every_situation_shows_what_it_says(tmp_path: Path) -> None:
    problem = problem_of(tmp_path)
    (function,) = problem.functions
    cases = {case.situation: case for case in draw_cases(problem, "7")}
    assert set(cases) == set(Situation)
    runs = {s: network_of(problem, function, case) for s, case in cases.items()}
    values = {s: run.values for s, run in runs.items() if run is not None}
    assert (values[Situation.ZEROS]["a1"] == 0).all(axis=1).any()
    assert not (values[Situation.PLAIN]["a1"] == 0).any()
    assert values[Situation.LARGE]["o"].min() > 700
    assert values[Situation.SINGLE]["x"].shape[1] == 1
    W1 = values[Situation.SQUARE]["W1"]
    assert W1.shape[0] == W1.shape[1]
    assert not np.array_equal(W1, W1.T)
    absent = values[Situation.ABSENT]
    assert set(absent["y"].tolist()) < set(range(len(absent["o"])))


def test_numbers_that_another_version_draws_are_no_basis_for_findings(tmp_path: Path) -> None:
    problem = problem_of(tmp_path)
    case = draw_cases(problem, "1")[0]
    other = replace(case, inputs={**case.inputs, "X": np.asarray(case.inputs["X"]) + 1})
    assert network_of(problem, problem.functions[0], case) is not None
    assert network_of(problem, problem.functions[0], other) is None


def test_vetting_says_what_the_mistakes_of_the_catalogue_cost(
    behind_b: Sandbox, tmp_path: Path
) -> None:
    report = vet_code(problem_of(tmp_path), 2, behind_b)
    assert report.faults == ()
    assert report.programs == 0
    assert report.loses["network: B1-not-averaged"] == ("train",)


def test_a_single_example_is_held_in_vectors(behind_b: Sandbox, tmp_path: Path) -> None:
    table = TABLE.replace('examples = "N"\n', "").replace("N = [3, 6], ", "")
    problem = problem_of(tmp_path, table=table)
    case = draw_cases(problem, "1")[0]
    assert np.asarray(case.inputs["X"]).ndim == np.asarray(case.inputs["b1"]).ndim == 1
    assert isinstance(case.inputs["y"], int)


@pytest.mark.parametrize(
    ("network", "inputs", "words"),
    [
        ('activation = "step"', "", "activation"),
        ('loss = "squared_error", output = "softmax"', "", "does not stand on output"),
        ('accepts = ["D5-one-at-zer"]', "", "did you mean D5-one-at-zero"),
        ('layout = "diagonal"', "", "columns or rows"),
        ("", 'W9 = { quantity = "W9" }', "expected one of x, y, W1, b1"),
        ("", 'W1 = { quantity = "W1", shape = "H D" }', "the network draws a quantity"),
        ('biases = "none"', 'b1 = { quantity = "b1" }', "expected one of x, y, W1, W2"),
    ],
)
def test_what_does_not_fit_the_network_is_named(
    tmp_path: Path, network: str, inputs: str, words: str
) -> None:
    table = TABLE.replace("{inputs}", inputs.replace("{", "{{").replace("}", "}}") or "{inputs}")
    with pytest.raises(AssignmentError, match=words):
        problem_of(tmp_path, network, table)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('network = {{ sizes = ["D", "H", "C"]{network} }}\n', ""), r"table \[problems.network"),
        (("{outputs}", 'dW1 = "W1"'), "expected one of a1, h1, o"),
        (('sizes = ["D", "H", "C"]', 'sizes = ["D", "K", "C"]'), "no such size"),
        (("unchanged = true\n", "sizes = {{ H = 3 }}\n"), "the network has this size"),
        (('outputs = {{ L = "L",', 'outputs = ["L"] #'), "expected a folder with your own program"),
    ],
)  # fmt: skip
def test_what_leaves_values_unknown_is_named(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    assert change[0] in TABLE
    with pytest.raises(AssignmentError, match=words):
        problem_of(tmp_path, table=TABLE.replace(*change))
