"""docs/assignment-format.md says what is read: every key is there, every example loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.assignment_file import (
    AssignmentTable,
    Checked,
    GraphTable,
    GridTable,
    NetworkTable,
    ProblemTable,
    QuantityTable,
)
from reference.ops import OPS

TEXT = (Path(__file__).parents[2] / "docs/assignment-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
OPERATORS = {"add", "subtract", "multiply", "divide", "matmul", "power", "negative"}

START = """\
title = "Example"
mode = "homework"
[[problems]]
id = "example"
statement = "two-layer.md"
"""
NETWORK = 'kind = "network"\nnetwork = { sizes = [2, 3, 3] }\n'
ASKED = 'quantities = [{ name = "o" }]\n'


@pytest.mark.parametrize(
    "model",
    [AssignmentTable, ProblemTable, NetworkTable, GraphTable, GridTable, QuantityTable],
)
def test_every_key_is_in_a_table_of_the_reference(model: type[Checked]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    cells = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `")]
    documented = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    assert keys - documented == set()


def test_every_operation_is_in_the_reference() -> None:
    section = TEXT[TEXT.index("## Graphs") : TEXT.index("## Numbers")]
    words = set(re.findall(r"[a-z_]+", section + TEXT[TEXT.index("| `loss`") :]))
    assert set(OPS) - OPERATORS - words == set()


def completed(example: str) -> str:
    """An example with what it leaves to the reader's imagination."""
    if example.startswith("title"):
        return example
    if "[problems.graph]" in example:
        return START + 'kind = "graph"\n' + ASKED + example
    if example.startswith("network"):
        return START + 'kind = "network"\n' + ASKED + example
    return START + NETWORK + (example if "quantities" in example else ASKED + example)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_loads(tmp_path: Path, example: str) -> None:
    (tmp_path / "assignment.toml").write_text(completed(example))
    (tmp_path / "two-layer.md").write_text("text")
    assert load_assignment(tmp_path).problems


def test_the_message_that_is_shown_is_the_one_that_is_given(tmp_path: Path) -> None:
    shown = re.search(r"^assignment\.toml:12: (.*)$", TEXT, re.MULTILINE)
    assert shown
    assert shown.group(1) == "problems[0].decimals = 9: expected a whole number from 1 to 6"
