"""One fault does not hide another: what can be told together is told together."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.assignment import AssignmentError, load_assignment

TOML = """\
title = "Several faults"
mode = "homework"

[[problems]]
id = "one"
kind = "network"
statement = "missing.md"
network = { sizes = [2, 3, 3], activation = "relo" }
weights = { from = -2, to = 2, step = 0.3 }
inputs = { from = -2, to = 2, step = 0.5 }
values = { W2 = { from = 1, to = -1, step = 0.5 } }

[[problems.quantities]]
name = "dL/do"
point = 3
"""


def test_a_fault_of_the_network_hides_none_of_its_grids_statement_and_quantities(
    tmp_path: Path,
) -> None:
    (tmp_path / "assignment.toml").write_text(TOML, encoding="utf-8")
    with pytest.raises(AssignmentError) as caught:
        load_assignment(tmp_path)
    assert [fault.key.removeprefix("problems[0].") for fault in caught.value.faults] == [
        "statement",
        "network.activation",
        "weights",
        "values.W2",
        "quantities[0].point",
    ]


def test_a_faulty_grid_is_told_once(tmp_path: Path) -> None:
    sound = TOML.replace('"relo"', '"relu"')
    (tmp_path / "assignment.toml").write_text(sound, encoding="utf-8")
    with pytest.raises(AssignmentError) as caught:
        load_assignment(tmp_path)
    keys = [fault.key for fault in caught.value.faults]
    assert keys.count("problems[0].weights") == keys.count("problems[0].values.W2") == 1
