"""Reading assignment.toml: what a sound one becomes, and how every fault is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.assignment import (
    Asked,
    Assignment,
    AssignmentError,
    AssignmentFault,
    Credit,
    Feedback,
    Grid,
    Kind,
    Mode,
    Numbers,
    load_assignment,
)
from reference.mlp import Network

HEAD = """\
title = "Backpropagation by hand"
mode = "homework"
opens_at = 2026-12-01T09:00:00
due_at = 2026-12-08T23:59:00
"""
NETWORK = """
[[problems]]
id = "two-layer"
kind = "network"
statement = "two-layer.md"
network = { sizes = [2, 3, 3] }
quantities = [ { name = "dL/dW2", points = 4 } ]
"""
GRAPH = """
[[problems]]
id = "graph"
kind = "graph"
statement = "two-layer.md"
quantities = [ { name = "dL/dW" } ]
[problems.graph]
inputs = ["x", "y"]
parameters = ["W"]
nodes = ["a = W @ x", "p = softmax(a)", "L = nll(p, y)"]
output = "L"
shapes = { x = [2], W = [3, 2] }
"""


def written(folder: Path, toml: str) -> Path:
    (folder / "assignment.toml").write_text(toml, encoding="utf-8")
    (folder / "two-layer.md").write_text("Compute $a_1$.\n", encoding="utf-8")
    return folder


def faults_of(folder: Path, toml: str) -> tuple[AssignmentFault, ...]:
    with pytest.raises(AssignmentError) as caught:
        load_assignment(written(folder, toml))
    return caught.value.faults


def only_fault(folder: Path, toml: str) -> AssignmentFault:
    faults = faults_of(folder, toml)
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def loaded(folder: Path, toml: str) -> Assignment:
    return load_assignment(written(folder, toml))


# ---- what a sound file becomes ------------------------------------------------------------------


def test_a_short_file_is_read_with_the_documented_defaults(tmp_path: Path) -> None:
    assignment = loaded(tmp_path, HEAD + NETWORK)
    problem = assignment.problems[0]
    assert (assignment.slug, assignment.mode) == ("backpropagation-by-hand", Mode.homework)
    assert (assignment.attempts, assignment.numbers) == (3, Numbers.same)
    assert assignment.feedback == Feedback.at_once
    assert assignment.opens_at == dt.datetime(2026, 12, 1, 9)  # noqa: DTZ001 - naive on purpose
    assert problem.kind == Kind.network
    assert problem.title == "Two layer"
    assert problem.network == Network((2, 3, 3), ("relu",), "softmax", "nll")
    assert problem.grids == dict.fromkeys(("x", "W1", "W2"), Grid(-2, 2, 0.5))
    assert problem.labels == {"y": 3}
    assert problem.classes == ("class 0", "class 1", "class 2")
    assert problem.asked == (Asked("dL/dW2", 4, Credit.per_entry, 3),)
    assert (problem.inactive, problem.learning_rate) == (None, None)
    assert assignment.points == 4


@pytest.mark.parametrize(
    ("mode", "attempts", "numbers", "feedback"),
    [
        ("practice", None, "new", "at-once"),
        ("homework", 3, "same", "at-once"),
        ("exam", 1, "same", "on-release"),
    ],
)
def test_each_mode_has_its_own_defaults(
    tmp_path: Path, mode: str, attempts: int | None, numbers: str, feedback: str
) -> None:
    assignment = loaded(tmp_path, HEAD.replace("homework", mode) + NETWORK)
    assert assignment.attempts == attempts
    assert (assignment.numbers, assignment.feedback) == (numbers, feedback)


def test_quantities_come_in_the_order_of_the_derivation(tmp_path: Path) -> None:
    names = '[{ name = "dL/dx" }, { name = "o" }, { name = "dL/do" }, { name = "a1" }]'
    toml = HEAD + NETWORK.replace('[ { name = "dL/dW2", points = 4 } ]', names)
    asked = loaded(tmp_path, toml).problems[0].asked
    assert [quantity.name for quantity in asked] == ["a1", "o", "dL/do", "dL/dx"]


def test_a_quantity_may_have_decimals_of_its_own(tmp_path: Path) -> None:
    toml = HEAD + NETWORK.replace("points = 4", "decimals = 5") + "decimals = 2\n"
    assert loaded(tmp_path, toml).problems[0].asked[0].decimals == 5


def test_a_graph_takes_its_labels_from_where_they_are_used(tmp_path: Path) -> None:
    problem = loaded(tmp_path, HEAD + GRAPH).problems[0]
    assert problem.network is None
    assert problem.leaf_shapes == {"x": (2,), "W": (3, 2), "y": ()}
    assert problem.labels == {"y": 3}
    assert set(problem.grids) == {"x", "W"}


def test_grids_and_fixed_numbers_of_single_leaves(tmp_path: Path) -> None:
    extra = """\
values = { W2 = { from = 0, to = 1, step = 0.25, nonzero = false } }
fixed = { x = [1, 2], y = 0 }
"""
    problem = loaded(tmp_path, HEAD + NETWORK + extra).problems[0]
    assert problem.fixed == {"x": (1.0, 2.0), "y": 0.0}
    assert problem.grids["W2"] == Grid(0, 1, 0.25, nonzero=False)
    assert set(problem.grids) == {"W1", "W2"}


def test_a_grid_lists_its_numbers_as_they_are_written() -> None:
    assert Grid(-0.3, 0.3, 0.1).values() == (-0.3, -0.2, -0.1, 0.1, 0.2, 0.3)
    assert Grid(-1, 1, 1, nonzero=False).values() == (-1.0, 0.0, 1.0)


def test_practice_may_be_unlimited_and_an_exam_may_not(tmp_path: Path) -> None:
    toml = 'attempts = "unlimited"\n' + HEAD + NETWORK
    assert loaded(tmp_path, toml.replace("homework", "practice")).attempts is None
    assert only_fault(tmp_path, toml.replace("homework", "exam")).key == "attempts"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    folder = written(tmp_path, "")
    content = (HEAD + NETWORK).replace("\n", "\r\n").encode("utf-8-sig")
    (folder / "assignment.toml").write_bytes(content)
    assert load_assignment(folder).title == "Backpropagation by hand"


# ---- how faults are told ------------------------------------------------------------------------


def changed(old: str, new: str, base: str = HEAD + NETWORK) -> str:
    assert old in base
    return base.replace(old, new)


NETWORK_FAULTS = [
    # (old, new, key, part of the reason)
    ('title = "Backpropagation by hand"', "", "title", "is missing"),
    ('title = "Backpropagation by hand"', "title = 3", "title", "1 to 200 characters"),
    ('"homework"', '"homwork"', "mode", "practice, homework or exam"),
    ("mode =", "mod =", "mod", "did you mean mode?"),
    ("09:00:00", "09:00:00Z", "opens_at", "course's time zone"),
    ("2026-12-01T09:00:00", "2026-12-01", "opens_at", "a date and time"),
    ("2026-12-08T23:59:00", "2026-12-01T09:00:00", "due_at", "a time after opens_at"),
    ("mode =", "attempts = 0\nmode =", "attempts", "1 to 100"),
    ("mode =", "attempts = 101\nmode =", "attempts", "1 to 100"),
    ("mode =", "attempts = true\nmode =", "attempts", "1 to 100"),
    ("mode =", 'attempts = "many"\nmode =', "attempts", "unlimited"),
    ("mode =", 'feedback = "never"\nmode =', "feedback", "on-release"),
    ("mode =", 'numbers = "other"\nmode =', "numbers", "same or new"),
    ("mode =", 'slug = "Two Words"\nmode =', "slug", "lower-case"),
    ('"two-layer"', '"Two Layer"', "problems[0].id", "lower-case"),
    ('"two-layer"', '"two-layer\\n"', "problems[0].id", "lower-case"),
    ('kind = "network"', "", "problems[0].kind", "is missing"),
    ('"network"', '"text"', "problems[0].kind", "no text problems yet; expected network, graph or"),
    ('"network"', '"netwrok"', "problems[0].kind", "expected network, graph or code"),
    ("two-layer.md", "none.md", "problems[0].statement", "Markdown files are: two-layer.md"),
    ("two-layer.md", "../two-layer.md", "problems[0].statement", "within"),
    ("two-layer.md", "/two-layer.md", "problems[0].statement", "within"),
    ("[2, 3, 3]", "[2]", "problems[0].network.sizes", "2 to 9 whole numbers"),
    ("[2, 3, 3]", "[2, 0, 3]", "problems[0].network.sizes[1]", "from 1 to 32"),
    ("[2, 3, 3]", "[2, 33, 3]", "problems[0].network.sizes[1]", "from 1 to 32"),
    ("[2, 3, 3]", "[2, 3.0, 3]", "problems[0].network.sizes[1]", "whole numbers"),
    ("[2, 3, 3]", "[2, 3, 1]", "problems[0].network.sizes", "at least 2 classes"),
    ("3] }", '3], activation = "rellu" }', "problems[0].network.activation", "leaky_relu"),
    ("3] }", '3], activation = ["relu", "tanh"] }', "problems[0].network.activation", "one name"),
    ("3] }", '3], output = "sigmoid" }', "problems[0].network.loss", "softmax is needed"),
    ("3] }", "3], bias = 1 }", "problems[0].network.bias", "true or false"),
    ("3] }", "3], examples = 0 }", "problems[0].network.examples", "from 1 to 32"),
    ("3] }", "3], l2 = -1 }", "problems[0].network.l2", "from 0 to 10"),
    ("3] }", "3], size = 3 }", "problems[0].network.size", "did you mean sizes?"),
    ("network = {", "network = 3 #", "problems[0].network", "a table"),
    ("network = {", "graph = {", "problems[0].graph.sizes", "unknown key"),
    ('"dL/dW2"', '"dL/dw2"', "problems[0].quantities[0].name", "did you mean dL/dW2?"),
    ('"dL/dW2"', '"dL/dW3"', "problems[0].quantities[0].name", "dL/dx"),
    ('"dL/dW2"', '"dL/db1"', "problems[0].quantities[0].name", "expected one of a1, h1, o"),
    ("points = 4", "points = 0", "problems[0].quantities[0].points", "above 0"),
    ("points = 4", "points = nan", "problems[0].quantities[0].points", "above 0"),
    ("points = 4", "points = inf", "problems[0].quantities[0].points", "above 0"),
    ("points = 4", "decimals = 7", "problems[0].quantities[0].decimals", "from 1 to 6"),
    ("points = 4", "decimals = 0", "problems[0].quantities[0].decimals", "from 1 to 6"),
    ("points = 4", 'credit = "half"', "problems[0].quantities[0].credit", "all-or-nothing"),
    ("[ { name", '[ { name = "dL/dW2" }, { name', "problems[0].quantities[1].name", "asked twice"),
    ('[ { name = "dL/dW2", points = 4 } ]', "[]", "problems[0].quantities", "at least one of a1"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), NETWORK_FAULTS)
def test_a_fault_names_its_key_and_what_would_be_accepted(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    faults = faults_of(tmp_path, changed(old, new))
    fault = next((fault for fault in faults if fault.key == key), None)
    assert fault is not None, [str(fault) for fault in faults]
    assert reason in fault.reason
    assert fault.file == "assignment.toml"


PROBLEM_KEY_FAULTS = [
    # (line added to the problem, key, part of the reason)
    ("decimals = 0", "decimals", "from 1 to 6"),
    ("weights = { from = -2, to = 2, step = 0.3 }", "weights", "does not divide the range"),
    ("weights = { from = 2, to = -2, step = 0.5 }", "weights", "from must be less than to"),
    ("weights = { from = 0, to = 0, step = 0.5 }", "weights", "from must be less than to"),
    ("weights = { from = -2, to = 2, step = 0 }", "weights.step", "above 0"),
    ("weights = { from = -2, to = 2, step = 0.0001 }", "weights", "more than 10,000"),
    ("weights = { from = -2, to = inf, step = 1 }", "weights.to", "from -1000 to 1000"),
    ("weights = { from = -2, to = 2 }", "weights.step", "is missing"),
    ("weights = { from = -2, to = 2, step = 1, stpe = 1 }", "weights.stpe", "did you mean step?"),
    ("biases = { from = -2, to = 2, step = 1 }", "biases", "nothing is drawn from it"),
    ("targets = { from = -2, to = 2, step = 1 }", "targets", "nothing is drawn from it"),
    ("values = { W3 = { from = -2, to = 2, step = 1 } }", "values.W3", "expected x, y, W1, W2"),
    ("values = { y = { from = 0, to = 2, step = 1 } }", "values.y", "class index"),
    ("fixed = { x = [1] }", "fixed.x", "a list of 2 numbers"),
    ("fixed = { x = [1, true] }", "fixed.x", "a list of 2 numbers"),
    ("fixed = { x = [1, nan] }", "fixed.x", "a list of 2 numbers"),
    ("fixed = { x = [1, 2000] }", "fixed.x", "from -1000 to 1000"),
    ("fixed = { W1 = [[1, 2], [3, 4]] }", "fixed.W1", "3 lists (rows) of 2 numbers"),
    ("fixed = { y = 3 }", "fixed.y", "from 0 to 2"),
    ("fixed = { y = 0.5 }", "fixed.y", "from 0 to 2"),
    ("fixed = { z = 1 }", "fixed.z", "no such value"),
    ('classes = ["happy", "sad"]', "classes", "2 names for 3 classes"),
    ('classes = ["happy", "sad", "sad"]', "classes", "differ"),
    ("inactive = 3", "inactive", "from 0 to 2"),
    ("inactive = -1", "inactive", "from 0"),
    ("learning_rate = 0", "learning_rate", "above 0"),
    ('title = " "', "title", "1 to 200 characters"),
]


@pytest.mark.parametrize(("line", "key", "reason"), PROBLEM_KEY_FAULTS)
def test_a_fault_of_a_problem_is_told_with_its_line(
    tmp_path: Path, line: str, key: str, reason: str
) -> None:
    toml = HEAD + NETWORK + line + "\n"
    fault = only_fault(tmp_path, toml)
    assert fault.key == f"problems[0].{key}"
    assert reason in fault.reason
    assert fault.line == len(toml.splitlines())


GRAPH_FAULTS = [
    ("a = W @ x", "a = W @@ x", "graph.nodes[0]", "cannot be read"),
    ("a = W @ x", "a = rleu(x)", "graph.nodes[0]", "is not an operation"),
    ("a = W @ x", "a = x @ W", "graph.nodes[0]", "2 columns meet 3 rows"),
    ("a = W @ x", "a = W @ L", "graph.nodes", "cycle"),
    ('output = "L"', 'output = "K"', "graph.output", "is not a node"),
    ("x = [2], W", "W", "graph.shapes.x", "is missing"),
    ("x = [2]", "x = [2], z = [2]", "graph.shapes.z", "not an input or parameter"),
    ('"x", "y"', '"x", "y", "z"', "graph.inputs[2]", "no node uses it"),
    ("softmax(a)", "softmax(a) + nll(a, x)", "graph.nodes[1]", "class index"),
    ("dL/dW", "dL/dV", "quantities[0].name", "expected one of a, p, L, dL/d"),
    ("dL/dW", "dL/dL", "quantities[0].name", "expected one of a, p, L, dL/d"),
    ("dL/dW", "dL/dy", "quantities[0].name", "expected one of a, p, L, dL/d"),
    ('quantities = [ { name = "dL/dW" } ]', "", "quantities", "is missing"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), GRAPH_FAULTS)
def test_a_fault_of_a_graph_names_the_node(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    fault = only_fault(tmp_path, changed(old, new, HEAD + GRAPH))
    assert fault.key == f"problems[0].{key}"
    assert reason in fault.reason


def test_gradients_of_an_output_that_is_no_scalar_cannot_be_asked(tmp_path: Path) -> None:
    toml = changed('output = "L"', 'output = "p"', HEAD + GRAPH).replace("dL/dW", "dp/dW")
    assert "only of a scalar output, and p has shape (3,)" in only_fault(tmp_path, toml).reason


def test_a_target_that_is_no_probability_is_a_fault(tmp_path: Path) -> None:
    network = '{ sizes = [2, 3, 1], loss = "binary_cross_entropy" }'
    toml = changed("{ sizes = [2, 3, 3] }", network)
    assert loaded(tmp_path, toml).problems[0].grids["y"] == Grid(0, 1, 1, nonzero=False)
    wide = toml + "targets = { from = 0, to = 2, step = 1 }\n"
    assert "from 0 to 1" in only_fault(tmp_path, wide).reason
    assert "from 0 to 1" in only_fault(tmp_path, toml + "fixed = { y = [2] }\n").reason


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    toml = HEAD.replace("homework", "homwork") + NETWORK + NETWORK + "decimals = 9\n"
    toml = toml.replace("dL/dW2", "dL/dW9")
    faults = faults_of(tmp_path, toml)
    assert [fault.key for fault in faults] == [
        "mode",
        "problems[0].quantities[0].name",
        "problems[1].id",
        "problems[1].quantities[0].name",
        "problems[1].decimals",
    ]
    assert [fault.line for fault in faults] == [2, 11, 14, 18, 19]


def test_a_broken_network_does_not_hide_the_faults_around_it(tmp_path: Path) -> None:
    toml = changed("[2, 3, 3]", "[2, 0, 3]").replace("points = 4", "points = 0")
    keys = {fault.key for fault in faults_of(tmp_path, toml)}
    assert keys == {"problems[0].network.sizes[1]", "problems[0].quantities[0].points"}


def test_a_fault_reads_as_one_line(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, HEAD + NETWORK + "decimals = 9\n")
    expected = "assignment.toml:12: problems[0].decimals = 9: expected a whole number from 1 to 6"
    assert str(fault) == expected


def test_feedback_after_the_due_date_needs_a_due_date(tmp_path: Path) -> None:
    toml = 'feedback = "after-due"\n' + HEAD + NETWORK
    assert loaded(tmp_path, toml).feedback == Feedback.after_due
    undated = toml.replace("due_at = 2026-12-08T23:59:00\n", "")
    assert only_fault(tmp_path, undated).key == "feedback"


def test_a_file_without_problems_is_a_fault(tmp_path: Path) -> None:
    assert only_fault(tmp_path, HEAD).key == "problems"
    assert only_fault(tmp_path, HEAD + "problems = []").key == "problems"
    assert only_fault(tmp_path, HEAD + "[problems]\nid = 1").key == "problems"


# ---- statements ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"caf\xe9", "UTF-8"),
        (b"a\x00b", "control character"),
        (b"x" * (64 * 1024 + 1), "at most 64 KiB"),
    ],
)
def test_a_statement_is_text_of_bounded_size(tmp_path: Path, content: bytes, reason: str) -> None:
    folder = written(tmp_path, HEAD + NETWORK)
    (folder / "two-layer.md").write_bytes(content)
    with pytest.raises(AssignmentError, match=reason):
        load_assignment(folder)


def test_a_statement_may_lie_in_a_folder_inside(tmp_path: Path) -> None:
    folder = written(tmp_path, changed("two-layer.md", "texts/one.md"))
    (folder / "texts").mkdir()
    (folder / "texts/one.md").write_text("Text of the problem")
    assert load_assignment(folder).problems[0].statement == "Text of the problem"


# ---- hostile TOML -------------------------------------------------------------------------------

HOSTILE = {
    "nested lists": "a = " + "[" * 30_000,
    "closed nested lists": "a = " + "[" * 2_000 + "]" * 2_000,
    "nested tables": "a = " + "{a=" * 5_000,
    "a long dotted key": "a." * 30_000 + "a = 1",
    "many dotted keys": "\n".join("a." * 90 + f"b{i} = 1" for i in range(330)),
    "a deep header": "[" + "a." * 90 + "a]",
    "a huge whole number": "title = " + "9" * 60_000,
    "a huge hexadecimal number": "title = 0x" + "f" * 60_000,
    "a number of 4,000 digits": "attempts = " + "9" * 4_000,
    "many unknown keys": "\n".join(f"k{i} = 1" for i in range(8_000)),
    "a long unknown key": "k" * 60_000 + " = 1",
    "a bad date": "opens_at = 2026-13-45T00:00:00",
    "an unfinished string": 'title = "',
    "a null character": "title = 'a\x00b'",
    "nothing": "",
    "ten megabytes": "# " + "x" * 10_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_toml_is_refused_in_words(tmp_path: Path, name: str) -> None:
    faults = faults_of(tmp_path, HOSTILE[name])
    assert 0 < len(faults) <= 100
    assert all(len(str(fault)) < 600 and "\n" not in str(fault) for fault in faults)


def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, HEAD + "attempts = \n")
    assert fault.line == 5
    assert fault.reason.startswith("not TOML")


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "")
    (folder / "assignment.toml").write_bytes(b'mode = "exam"\ntitle = "\xff"\n')
    with pytest.raises(AssignmentError) as caught:
        load_assignment(folder)
    assert caught.value.faults[0].line == 2


WHOLE = (Path(__file__).parents[2] / "assignments/why-relu/assignment.toml").read_text()


@settings(max_examples=150, deadline=None)
@given(
    cut=st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40)),
    put=st.sampled_from(
        ["", "[", "]]", "{", "}", "=", '"', "'''", "nan", "-1", "1e999", "[[[]]]", ".", "true", "é"]
    ),
)
def test_any_change_of_a_file_loads_or_is_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, cut: tuple[int, int], put: str
) -> None:
    start, length = cut
    folder = written(
        tmp_path_factory.mktemp("changed"), WHOLE[:start] + put + WHOLE[start + length :]
    )
    for name in ("collapse.md", "bend.md"):
        (folder / name).write_text("text")
    try:
        load_assignment(folder)
    except AssignmentError as error:
        assert error.faults  # noqa: PT017 - either outcome is right; a traceback is not
