"""`backmark solve`: golden files with numbers from elsewhere, and every way a file can be wrong."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.solve_file import solve_file
from grader.toml_or_json import FileFaultError

GOLDEN = Path(__file__).parents[1] / "golden/solve"
FILES = sorted(path for path in GOLDEN.iterdir() if ".expected." not in path.name)

NETWORK: dict[str, Any] = {
    "network": {"sizes": [2, 3, 3]},
    "values": {
        "x": [1, 2],
        "y": 0,
        "W1": [[1, 1], [0.5, -1], [-2, 3]],
        "W2": [[-1, 2, 1], [3, -1, -2], [1, 0.5, -0.5]],
    },
}
GRAPH: dict[str, Any] = {
    "graph": {"inputs": ["x"], "nodes": ["z = x ** 2", "s = sum(z)"], "output": "s"},
    "values": {"x": [1, -2]},
}


def solved(body: dict[str, Any]) -> dict[str, Any]:
    return solve_file("it.json", json.dumps(body).encode()).to_json()


def fault_of(body: dict[str, Any]) -> str:
    with pytest.raises(FileFaultError) as caught:
        solved(body)
    message = str(caught.value)
    assert "\n" not in message
    return message


def changed(body: dict[str, Any], part: str, **keys: Any) -> dict[str, Any]:
    return {**body, part: {**body[part], **keys}}


def without(body: dict[str, Any], part: str, key: str) -> dict[str, Any]:
    return {**body, part: {name: value for name, value in body[part].items() if name != key}}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_golden_file_has_the_numbers_that_somebody_else_found(path: Path) -> None:
    expected = json.loads((GOLDEN / f"{path.stem}.expected.json").read_text())
    found = solve_file(path.name, path.read_bytes()).to_json()["quantities"]
    if expected["is_complete"]:
        assert set(found) == set(expected["quantities"])
    for name, value in expected["quantities"].items():
        stated = np.array(value, dtype=float)  # null, not stated, becomes NaN
        assert np.shape(found[name]) == stated.shape, name
        off = np.abs(np.array(found[name]) - stated)
        assert np.nanmax(off) <= expected["within"] * max(1.0, np.nanmax(np.abs(stated))), name


def test_the_network_s_quantities_stand_in_the_order_of_the_derivation() -> None:
    names = "a1 h1 o p L dL/dp dL/do dL/dW2 dL/dh1 dL/da1 dL/dW1 dL/dx"
    assert " ".join(solved(NETWORK)["quantities"]) == names


def test_json_and_toml_of_the_same_numbers_give_the_same() -> None:
    toml = (GOLDEN / "lecture.toml").read_bytes()
    assert solve_file("it", toml).to_json() == solved(NETWORK)


def test_the_sizes_may_be_left_to_the_matrices() -> None:
    assert solved(without(NETWORK, "network", "sizes")) == solved(NETWORK)


def test_no_number_is_a_negative_zero() -> None:
    text = json.dumps(solved(NETWORK)) + json.dumps(solved(GRAPH))
    assert "-0.0" not in text


@pytest.mark.parametrize(
    ("loss", "output"),
    [("half_squared_error", "identity"), ("binary_cross_entropy", "sigmoid")],
)
def test_the_output_follows_from_the_loss_unless_it_is_given(loss: str, output: str) -> None:
    without_output = changed(changed(NETWORK, "network", loss=loss), "values", y=[0, 1, 0])
    with_output = changed(without_output, "network", output=output)
    assert solved(without_output) == solved(with_output)
    assert "yhat" in solved(without_output)["quantities"]


def test_a_bias_as_a_column_gets_its_gradient_as_a_column() -> None:
    biased = changed(NETWORK, "network", bias=True)
    column = changed(biased, "values", b1=[[1], [2], [3]], b2=[0, 0, 0])
    flat = changed(biased, "values", b1=[1, 2, 3], b2=[0, 0, 0])
    found = solved(column)["quantities"]
    assert found["dL/db1"] == [[entry] for entry in solved(flat)["quantities"]["dL/db1"]]
    assert found["dL/db2"] == solved(flat)["quantities"]["dL/db2"]


def test_a_penalty_on_the_weights_counts_in_the_loss_and_in_their_gradients() -> None:
    plain = solved(NETWORK)["quantities"]
    penalised = solved(changed(NETWORK, "network", l2=0.5))["quantities"]
    squares = sum(float(np.sum(np.square(NETWORK["values"][name]))) for name in ("W1", "W2"))
    assert penalised["L"] == pytest.approx(plain["L"] + 0.25 * squares)
    assert penalised["dL/dW1"][0][0] == pytest.approx(plain["dL/dW1"][0][0] + 0.5 * 1)


def test_a_node_that_does_not_reach_the_output_has_the_gradient_0() -> None:
    aside = changed(GRAPH, "graph", nodes=["z = x ** 2", "s = sum(z)", "t = sum(x)"])
    assert solved(aside)["quantities"]["ds/dt"] == 0


def test_a_vector_at_the_end_gives_values_and_says_that_there_are_no_gradients() -> None:
    found = solved(changed(GRAPH, "graph", output="z"))
    assert found["quantities"] == {"z": [1, 4], "s": 5}
    assert found["notes"] == ["z has shape (2,): only a number has gradients"]


def test_what_is_not_finite_is_null_in_json_and_noted() -> None:
    found = solved(
        changed(GRAPH, "graph", nodes=["z = log(x)", "s = sum(z)"]) | {"values": {"x": [0, 1]}}
    )
    assert found["quantities"]["z"] == [None, 0]
    assert any(note.startswith("z holds -inf") for note in found["notes"])
    assert "notes" not in solved(GRAPH)


def test_large_files_are_read() -> None:
    rng = np.random.default_rng(1)
    values = {
        "x": rng.normal(size=300).tolist(),
        "y": 3,
        "W1": rng.normal(size=(100, 300)).tolist(),
        "W2": rng.normal(size=(10, 100)).tolist(),
    }
    found = solved({"network": {"sizes": [300, 100, 10]}, "values": values})
    assert math.isfinite(found["quantities"]["L"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"values": {}}, "neither [network] nor [graph]"),
        ({**NETWORK, **GRAPH}, "both [network] and [graph]"),
        ({"network": {}}, "[values] is missing"),
        ({"network": 3, "values": {}}, "network = 3: a table"),
        ({**NETWORK, "extra": 1}, "unknown key extra"),
        (changed(NETWORK, "network", activations="relu"), "did you mean activation"),
        (changed(NETWORK, "network", sizes="2-3-3"), 'sizes = "2-3-3"'),
        (changed(NETWORK, "network", activation="selu"), "'selu'"),
        (changed(NETWORK, "network", activation=["relu", "relu"]), "one name per hidden layer"),
        (changed(NETWORK, "network", activation=3), "activation = 3"),
        (changed(NETWORK, "network", output="sigmoid"), "softmax is needed"),
        (changed(NETWORK, "network", loss="hinge"), "'hinge' is not known"),
        (changed(NETWORK, "network", loss=["nll"]), "a name in quotes"),
        (changed(NETWORK, "network", bias="yes"), "bias: 'yes'"),
        (changed(NETWORK, "network", l2=-1), "l2: -1"),
        (without(NETWORK, "values", "W2"), "W2 is missing"),
        (changed(NETWORK, "values", W3=[[1]]), "W3 is not a leaf"),
        (changed(NETWORK, "values", b1=[1, 2, 3]), "b1 is not a leaf of this network without"),
        (changed(NETWORK, "values", x=[1, 2, 3]), "x is (3,)"),
        (changed(NETWORK, "values", x=[[1], [2, 3]]), "rows of different lengths"),
        (changed(NETWORK, "values", x=["1", "2"]), "real numbers are needed"),
        (changed(NETWORK, "values", x=[True, False]), "real numbers are needed"),
        (changed(NETWORK, "values", W1=[[1, 0.5, -2], [1, -1, 3]]), "layer 1: W1 is (2, 3)"),
        (changed(NETWORK, "values", y=3), "from 0 to 2"),
        (changed(NETWORK, "values", y=[1, 0, 0]), "the index of the class"),
        (changed(NETWORK, "values", x=[[1, 1], [2, 2]]), "one column for each of 2 examples"),
    ],
)
def test_a_network_at_fault_is_told_in_one_line(body: dict[str, Any], said: str) -> None:
    assert said in fault_of(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (without(GRAPH, "graph", "nodes"), "graph.nodes is missing"),
        (without(GRAPH, "graph", "output"), "output"),
        (changed(GRAPH, "graph", output="t"), "'t' is not a node"),
        (changed(GRAPH, "graph", nodes=["z = x +"]), "cannot be read"),
        (changed(GRAPH, "graph", nodes=["z = foo(x)"]), "'foo'"),
        (changed(GRAPH, "graph", nodes=["s = t", "t = s"]), "cycle"),
        (changed(GRAPH, "graph", nodes=["s = sum(x) + k"]), "'k'"),
        (changed(GRAPH, "graph", nodes=["s = __import__('os')"]), "__import__"),
        (changed(GRAPH, "graph", nodes=[1]), "graph.nodes = [1]"),
        (changed(GRAPH, "graph", shapes={}), "unknown key graph.shapes"),
        (without(GRAPH, "values", "x"), "values.x is missing"),
        (changed(GRAPH, "values", w=1), "values.w"),
        (changed(GRAPH, "values", x="1"), "a number, a vector or a matrix"),
        (changed(GRAPH, "values", x=[]), "a number, a vector or a matrix"),
        (changed(GRAPH, "values", x=[[1], [2, 3]]), "rows of different lengths"),
        (changed(GRAPH, "graph", nodes=["s = sum(x @ 2)"]), "use * for a scalar"),
    ],
)
def test_a_graph_at_fault_is_told_in_one_line(body: dict[str, Any], said: str) -> None:
    assert said in fault_of(body)


LABELLED: dict[str, Any] = {
    "graph": {"inputs": ["o", "y"], "nodes": ["p = softmax(o)", "L = nll(p, y)"], "output": "L"},
    "values": {"o": [0, 0], "y": 1},
}


@pytest.mark.parametrize(
    ("y", "said"), [(2, "from 0 to 1"), (-1, "from 0"), (0.5, "whole numbers"), ([1], "one class")]
)
def test_a_class_that_there_is_not_is_refused(y: Any, said: str) -> None:
    assert said in fault_of(changed(LABELLED, "values", y=y))
    assert solved(LABELLED)["quantities"]["L"] == pytest.approx(math.log(2))


def test_a_label_that_is_also_computed_with_is_refused() -> None:
    nodes = ["p = softmax(o)", "L = nll(p, y) + y"]
    assert "takes a class index" in fault_of(changed(LABELLED, "graph", nodes=nodes))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither"),
        (b"[network", "not TOML"),
        (b'{"network": ', "not JSON"),
        (b'{"values": {"x": NaN}}', "not JSON"),
        (b"[1, 2]", "a JSON list; expected an object"),
        (b"\xff\xfe", "UTF-8"),
        (b"a = 1\x00", "control character"),
        (b"x = [" + b"[" * 5000, "not TOML"),
        (b'{"a":' + b"[" * 5000, "not JSON"),
    ],
)
def test_content_that_is_no_table_is_told_with_the_file(content: bytes, said: str) -> None:
    with pytest.raises(FileFaultError, match=r"\Ahere\.toml") as caught:
        solve_file("here.toml", content)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
