"""Code problems in assignment.toml: what a sound one becomes, and how every fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import AssignmentError, AssignmentFault, load_assignment
from grader.code.problem import CodeProblem, Credit, Draw, Situation
from grader.sandbox.job import Limits, Runtime
from tests.grader.code.small import TOML, problem_in, written

AFFINE = 'inputs = { x = "N D", w = "D M", b = "M" }'
FIRST = "problems[0].functions[0]"
Change = tuple[str, str]


def changed(find: str, put: str) -> str:
    assert find in TOML
    return TOML.replace(find, put, 1)


def faults_of(folder: Path, toml: str) -> tuple[AssignmentFault, ...]:
    with pytest.raises(AssignmentError) as caught:
        load_assignment(written(folder, toml))
    return caught.value.faults


def only_fault(folder: Path, change: Change) -> AssignmentFault:
    faults = faults_of(folder, changed(*change))
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def problem_with(folder: Path, change: Change) -> CodeProblem:
    return problem_in(folder, changed(*change))


def with_x(table: str) -> Change:
    """The first function's x, described by this table."""
    return AFFINE, f'inputs = {{ x = {table}, w = "D M", b = "M" }}'


# ---- what a sound file becomes -------------------------------------------------------------------


def test_a_short_problem_has_the_documented_defaults(tmp_path: Path) -> None:
    problem = problem_in(tmp_path)
    assert (problem.title, problem.main, problem.runtime) == ("Small", "small.py", Runtime.numpy)
    assert problem.limits == Limits()
    first = problem.functions[0]
    assert first.call == "out = affine(x, w, b)"
    assert first.names == {"affine": 3}
    assert (first.cases, first.shown, first.tolerance) == (6, 1, 1e-5)
    assert (first.credit, first.unchanged, first.same_twice) == (Credit.per_case, (), False)
    assert [(one.draw, one.dtype) for one in first.inputs] == [(Draw.NUMBERS, "float64")] * 3


def test_the_situations_are_those_that_the_inputs_allow(tmp_path: Path) -> None:
    found = {f.name: f.situations for f in problem_in(tmp_path).functions}
    usual = (Situation.PLAIN, Situation.SINGLE, Situation.SQUARE)
    assert found == {
        "affine": usual,
        "back": usual,
        "relu_back": (*usual, Situation.ZEROS),
        "loss": usual,
    }


def test_unchanged_may_name_some_inputs(tmp_path: Path) -> None:
    change = ("unchanged = true", 'unchanged = ["x"]')
    assert problem_with(tmp_path, change).functions[1].unchanged == ("x",)


def test_a_call_of_its_own_leaves_the_number_of_arguments_open(tmp_path: Path) -> None:
    change = ('outputs = ["out"]', 'outputs = ["out"]\ncall = "out = affine(x, w, b)"')
    assert problem_with(tmp_path, change).functions[0].names == {"affine": -1}


def test_labels_are_whole_numbers(tmp_path: Path) -> None:
    change = with_x('{ shape = "N", draw = "labels", classes = "M" }')
    assert problem_with(tmp_path, change).functions[0].inputs[0].dtype == "int64"


def test_starter_files_that_are_not_handed_in_are_laid_beside(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "starter" / "given.py").write_text("SIDE = 2\n")
    (problem,) = load_assignment(tmp_path).code_problems
    assert (set(problem.starter), set(problem.given)) == ({"small.py"}, {"given.py"})


# ---- every bound, both sides ---------------------------------------------------------------------

BOUNDS = [
    ("limits.wall_s", (1, 120), (0.99, 120.1), "seconds, 1 to 120"),
    ("limits.call_s", (0.1, 60), (0.09, 60.1), "seconds, 0.1 to 60"),
    ("limits.cpu_s", (1, 120), (0.99, 120.1), "seconds, 1 to 120"),
    ("limits.memory_mib", (16, 8192), (15, 8193), "a whole number from 16 to 8192"),
    ("limits.output_kib", (1, 1024), (0, 1025), "a whole number from 1 to 1024"),
    ("limits.source_kib", (1, 1024), (0, 1025), "a whole number from 1 to 1024"),
    ("functions[0].cases", (1, 50), (0, 51), "a whole number from 1 to 50"),
    ("functions[0].shown", (0, 10), (-1, 11), "a whole number from 0 to 10"),
    ("functions[0].tolerance", (1e-300, 0.01), (0, 0.0101), "a number above 0, at most 0.01"),
    ("functions[0].points", (0.25, 1000), (0, 1000.5), "a number above 0"),
    ("functions[0].needs.affine", (-1, 100), (-2, 101), "-1 (any) to 100"),
]
INPUT_BOUNDS = [
    ("scale", (1e-300, 1000), (0, 1000.1), "a number above 0"),
    ("value", (-1e6, 1e6), (-1.1e6, 1.1e6), "a number"),
]


def at_bound(key: str, value: float) -> str:
    place, _, name = key.partition(".")
    if place == "limits":
        return changed('examples = "N"', f'examples = "N"\nlimits = {{ {name} = {value} }}')
    if name.startswith("needs"):
        return changed('outputs = ["out"]', f'outputs = ["out"]\nneeds = {{ affine = {value} }}')
    if name == "points":
        return changed("points = 2", f"points = {value}")
    return changed("points = 2", f"points = 2\n{name} = {value}")


@pytest.mark.parametrize(("key", "within", "beyond", "reason"), BOUNDS)
def test_a_number_is_taken_at_its_bounds_and_refused_beyond(
    tmp_path: Path,
    key: str,
    within: tuple[float, ...],
    beyond: tuple[float, ...],
    reason: str,
) -> None:
    for value in within:
        load_assignment(written(tmp_path, at_bound(key, value)))
    for value in beyond:
        (fault,) = faults_of(tmp_path, at_bound(key, value))
        assert fault.key == f"problems[0].{key}"
        assert reason in fault.reason


@pytest.mark.parametrize(("key", "within", "beyond", "reason"), INPUT_BOUNDS)
def test_a_number_of_an_input_is_taken_at_its_bounds_and_refused_beyond(
    tmp_path: Path,
    key: str,
    within: tuple[float, ...],
    beyond: tuple[float, ...],
    reason: str,
) -> None:
    for value in within:
        problem_with(tmp_path, with_x(f'{{ shape = "N D", {key} = {value} }}'))
    for value in beyond:
        fault = only_fault(tmp_path, with_x(f'{{ shape = "N D", {key} = {value} }}'))
        assert (fault.key, fault.file) == (f"{FIRST}.inputs.x.{key}", "assignment.toml")
        assert reason in fault.reason


SIZE = "expected a whole number from 1 to 64, or two such as [3, 6]"


@pytest.mark.parametrize("size", ["1", "64", "[1, 64]", "[5, 5]"])
def test_a_size_is_a_number_or_a_range(tmp_path: Path, size: str) -> None:
    problem_with(tmp_path, ("M = [2, 4]", f"M = {size}"))


@pytest.mark.parametrize(
    "size",
    ["0", "65", "[0, 3]", "[3, 65]", "[4, 3]", "[3]", "[1, 2, 3]", "true", "[true, 3]", "2.5",
     '"3"', "{ a = 1 }"],
)  # fmt: skip
def test_another_size_is_refused(tmp_path: Path, size: str) -> None:
    fault = only_fault(tmp_path, ("M = [2, 4]", f"M = {size}"))
    assert (fault.key, fault.reason) == ("problems[0].sizes.M", SIZE)


@pytest.mark.parametrize(("count", "fits"), [(1, True), (50, True), (51, False)])
def test_there_are_1_to_50_functions(tmp_path: Path, count: int, fits: bool) -> None:
    more = "".join(
        f'\n[[problems.functions]]\nname = "f{i}"\ninputs = {{ x = "N" }}\noutputs = ["o"]\n'
        for i in range(count - 4)
    )
    toml = TOML + more if count >= 4 else TOML.partition('[[problems.functions]]\nname = "back')[0]
    if fits:
        assert len(problem_in(tmp_path, toml).functions) == count
    else:
        (fault,) = faults_of(tmp_path, toml)
        assert "1 to 50 tables under [[problems.functions]]" in fault.reason


@pytest.mark.parametrize(("axes", "fits"), [("100 100", True), ("100 101", False)])
def test_an_input_has_at_most_ten_thousand_numbers(tmp_path: Path, axes: str, fits: bool) -> None:
    change = with_x(f'"{axes}"')
    if fits:
        assert problem_with(tmp_path, change).functions[0].inputs[0].shape == (100, 100)
    else:
        fault = only_fault(tmp_path, change)
        assert fault.reason == "up to 10,100 numbers; at most 10,000 are accepted"


@pytest.mark.parametrize(("axes", "fits"), [(8, True), (9, False), (100, False)])
def test_an_input_has_at_most_eight_axes(tmp_path: Path, axes: int, fits: bool) -> None:
    change = with_x('"' + " 1" * axes + '"')
    if fits:
        assert problem_with(tmp_path, change).functions[0].inputs[0].shape == (1,) * 8
    else:
        assert only_fault(tmp_path, change).reason == f"{axes} axes; at most 8 are accepted"


@pytest.mark.parametrize(("length", "fits"), [(40, True), (41, False)])
def test_a_name_has_at_most_40_characters(tmp_path: Path, length: int, fits: bool) -> None:
    change = ('outputs = ["out"]', f'outputs = ["{"o" * length}"]')
    if fits:
        problem_with(tmp_path, change)
    else:
        fault = only_fault(tmp_path, change)
        assert fault.key == f"{FIRST}.outputs[0]"


@pytest.mark.parametrize(("length", "fits"), [(4000, True), (4001, False)])
def test_a_call_has_at_most_4000_characters(tmp_path: Path, length: int, fits: bool) -> None:
    call = "out = affine(x, w, b)"
    call += "#" * (length - len(call))
    change = ('outputs = ["out"]', f'outputs = ["out"]\ncall = "{call}"')
    if fits:
        problem_with(tmp_path, change)
    else:
        fault = only_fault(tmp_path, change)
        assert fault.key == f"{FIRST}.call"
        assert "Python that assigns the outputs" in fault.reason


# ---- every other fault ---------------------------------------------------------------------------

SLIP = "problems[0].mistakes"
FAULTS: list[tuple[Change, str, str]] = [
    # the problem
    (('files = ["small.py"]', "files = []"), "files", "the files to hand in"),
    (('files = ["small.py"]', 'files = ["small.txt"]'), "files[0]", "the files to hand in"),
    (('files = ["small.py"]', 'files = ["../small.py"]'), "files[0]", "the files to hand in"),
    (('files = ["small.py"]', 'files = ["small.py", "small.py"]'), "files", "each name once"),
    (
        ('files = ["small.py"]', 'files = ["small.py", "more.py"]'),
        "files",
        "solution/ holds no such file; it holds small.py",
    ),
    (('statement = "small.md"', 'statement = "no.md"'), "statement", "there is no such file"),
    (('starter = "starter"', 'starter = "start"'), "starter", "there is no such folder"),
    (('solution = "solution"', 'solution = "sol"'), "solution", "there is no such folder"),
    (('solution = "solution"\n', ""), "solution", "is missing; expected a folder"),
    (('solution = "solution"', 'solution = ""'), "solution", "expected a folder"),
    (('solution = "solution"', 'solution = "/"'), "solution", "expected a folder"),
    (('examples = "N"', 'examples = "B"'), "examples", "no such size; expected one of N, D, M"),
    (('examples = "N"', 'runtime = "jax"'), "runtime", "numpy or torch"),
    (('examples = "N"', "limits = { wall = 3 }"), "limits.wall", "did you mean wall_s?"),
    (('examples = "N"', 'exampels = "N"'), "exampels", "did you mean examples?"),
    # functions
    (('name = "back"', 'name = "ba-ck"'), "functions[1].name", "a name such as"),
    (('name = "back"', 'name = "affine"'), "functions[1].name", "there are two of it"),
    (('outputs = ["out"]', "outputs = []"), "functions[0].outputs", "a list of names"),
    (('outputs = ["out"]', 'outputs = ["3d"]'), "functions[0].outputs[0]", "a list of names"),
    (("points = 4", 'points = "4"'), "functions[1].points", "a number above 0"),
    (
        ('credit = "all-or-nothing"', 'credit = "some"'),
        "functions[2].credit",
        "per-case or all-or-nothing",
    ),
    (
        ("unchanged = true", 'unchanged = ["z"]'),
        "functions[1].unchanged",
        "expected one of dout, x, w",
    ),
    (("unchanged = true", "unchanged = 1"), "functions[1].unchanged", "true, false or a list"),
    (
        ("unchanged = true", 'needs = { "a b" = 2 }'),
        'functions[1].needs."a b"',
        "a name such as forward or Net.loss",
    ),
    (
        ("unchanged = true", 'situations = ["plain", "tiny"]'),
        "functions[1].situations[1]",
        "a list of plain, single, square, zeros, large, absent",
    ),
    (
        ("unchanged = true", 'situations = ["plain", "zeros"]'),
        "functions[1].situations",
        "nothing here is drawn for it; expected some of plain, single, square",
    ),
    (
        ("unchanged = true", "same_twice = 2"),
        "functions[1].same_twice",
        "true or false",
    ),
    (
        ('loss = "value" }]', 'loss = "nll" }]'),
        "functions[3].gradient_checks[0].loss",
        "expected one of value, dx",
    ),
    (
        ('of = "x", loss', 'of = "z", loss'),
        "functions[3].gradient_checks[0].of",
        "expected one of x, y",
    ),
    (
        ('gradient = "dx", of', 'gradient = "dw", of'),
        "functions[3].gradient_checks[0].gradient",
        "expected one of value, dx",
    ),
    (('{ gradient = "dx", of', "{ of"), "functions[3].gradient_checks[0].gradient", "is missing"),
    # inputs
    (with_x("3"), "functions[0].inputs.x", 'a shape such as "N D"'),
    (with_x('"N K"'), "functions[0].inputs.x", "no such size: K; expected N, D, M or numbers"),
    (with_x('"N -1"'), "functions[0].inputs.x", "no such size: -1"),
    (with_x(f'"N {"9" * 5000}"'), "functions[0].inputs.x", "at most 10,000 are accepted"),
    (with_x('{ shape = "N", drawn = "x" }'), "functions[0].inputs.x.drawn", "unknown key"),
    (with_x('{ shape = "N", draw = "x" }'), "functions[0].inputs.x.draw", "numbers, labels,"),
    (
        with_x('{ shape = "N", draw = "labels" }'),
        "functions[0].inputs.x.classes",
        "labels needs it; expected the name of a size",
    ),
    (
        with_x('{ shape = "N D", draw = "one-hot", classes = "M" }'),
        "functions[0].inputs.x.classes",
        "expected a size of the shape 'N D'",
    ),
    (
        with_x('{ shape = "N", draw = "labels", classes = "K" }'),
        "functions[0].inputs.x.classes",
        "expected one of N, D, M",
    ),
    (
        with_x('{ shape = "N D", silent = "M" }'),
        "functions[0].inputs.x.silent",
        "expected a size of the shape 'N D'",
    ),
    (
        with_x('{ shape = "N D", silent = "K" }'),
        "functions[0].inputs.x.silent",
        "expected one of N, D, M",
    ),
    (with_x('{ dtype = "int8" }'), "functions[0].inputs.x.dtype", "float64, float32 or int64"),
    # mistakes
    (
        ('find = "x @ w + b"', 'find = "x @ w - b"'),
        "mistakes[1].find",
        "occurs 0 times in small.py; expected a text that occurs once",
    ),
    (('find = "x @ w + b"', 'find = "def "'), "mistakes[1].find", "occurs 4 times in small.py"),
    (('says = "The bias was left out."', 'file = "z.py"\nsays = "a"'), "mistakes[1].find",
     "occurs 0 times in z.py"),
    (
        ('says = "The bias was left out."\n', ""),
        "mistakes[1].code",
        "not in the catalogue, and `says` is missing",
    ),
    (('loses = ["affine"]', 'loses = ["afine"]'), "mistakes[1].loses", "did you mean affine?"),
    (
        ('loses = ["affine"]', "loses = []"),
        "mistakes[1].loses",
        "expected the functions that lose points, or accepted = true and none",
    ),
    (
        ("accepted = true", 'accepted = true\nloses = ["affine"]'),
        "mistakes[0].loses",
        "or accepted = true and none",
    ),
    (('put = "x @ w"\n', ""), "mistakes[1].put", "is missing; expected what takes its place"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "key", "reason"), FAULTS, ids=[f"{key}-{i}" for i, (_, key, _) in enumerate(FAULTS)]
)
def test_a_fault_is_told_once_with_its_key_and_what_is_accepted(
    tmp_path: Path, change: Change, key: str, reason: str
) -> None:
    fault = only_fault(tmp_path, change)
    assert fault.key == f"problems[0].{key}"
    assert reason in fault.reason
    assert fault.line is not None


def test_a_folder_in_the_solution_is_a_fault(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "solution" / "deep").mkdir()
    (tmp_path / "solution" / "deep" / "a.py").write_text("")
    with pytest.raises(AssignmentError, match=r"solution/deep/a\.py.*expected no folders in it"):
        load_assignment(tmp_path)


def test_one_fault_does_not_hide_the_others(tmp_path: Path) -> None:
    toml = changed('"D M", b = "M"', '"D K", b = "M"').replace("points = 4", "points = -4")
    toml = toml.replace('loses = ["affine"]', 'loses = ["nobody"]')
    found = [fault.key.removeprefix("problems[0].") for fault in faults_of(tmp_path, toml)]
    assert found == ["functions[0].inputs.w", "functions[1].points", "mistakes[1].loses"]


def test_a_code_of_the_catalogue_brings_its_sentence(tmp_path: Path) -> None:
    change = ('code = "no-bias"\nsays = "The bias was left out."', 'code = "F3-bias-left-out"')
    assert problem_with(tmp_path, change).slips[1].sentence
