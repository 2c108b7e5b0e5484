"""The keys of assignment.toml: what each may hold, and every fault in the words of the author.

The description of a field is what its fault says; docs/assignment-format.md explains the same
keys at length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from grader.faults import MOST_FAULTS, Faults, did_you_mean
from grader.toml_file import Table
from grader.toml_lines import Path

LARGEST = 1000

KINDS = ("network", "graph")
LATER_KINDS = ("choice", "text", "adversarial")

Model = TypeVar("Model", bound="Checked")


class Checked(BaseModel):
    """A table of the file: no unknown keys, no conversions, no infinities."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, hide_input_in_errors=True
    )
    # What stands in for a key with a fault, so that the others can still be checked; a key that
    # has neither this nor a default leaves nothing to check the others against.
    stand_ins: ClassVar[Mapping[str, Any]] = {}


def _one_or_more(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _naive(value: object) -> object:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        raise PydanticCustomError(
            "aware",
            "expected a date and time without Z or offset, such as 2026-12-01T09:00:00: "
            "it is read in the course's time zone",
        )
    return value


def _attempts(value: object) -> object:
    return None if value == "unlimited" else value


Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\z", max_length=60)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ClassName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Moment = Annotated[dt.datetime, BeforeValidator(_naive)]
Size = Annotated[int, Field(ge=1, le=32)]
Shape = Annotated[list[Size], Field(max_length=2)]
Points = Annotated[float, Field(gt=0, le=LARGEST)]
Decimals = Annotated[int, Field(ge=1, le=6)]
NodeName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*\z", max_length=30)]

_SLUG = "lower-case letters, digits and single hyphens, such as two-layer (at most 60 characters)"
_MOMENT = (
    "a date and time without quotes and without offset, such as 2026-12-01T09:00:00, "
    "in the course's time zone"
)
_GRID = "a table such as { from = -2, to = 2, step = 0.5 }"
_DECIMALS = "a whole number from 1 to 6"
ACTIVATIONS = (
    "identity, relu, sigmoid, tanh or leaky_relu; one name, or a list of one per hidden layer"
)
LOSSES = "nll, half_squared_error, squared_error, mean_squared_error or binary_cross_entropy"
Activations = Annotated[
    list[Literal["identity", "relu", "sigmoid", "tanh", "leaky_relu"]],
    BeforeValidator(_one_or_more),
]
LossName = Literal[
    "nll",
    "half_squared_error",
    "squared_error",
    "mean_squared_error",
    "binary_cross_entropy",
]


class GridTable(Checked):
    low: Number = Field(alias="from", description=f"a number from -{LARGEST} to {LARGEST}")
    high: Number = Field(alias="to", description=f"a number from -{LARGEST} to {LARGEST}")
    step: float = Field(ge=1e-6, le=LARGEST, description="a number above 0 that divides the range")
    nonzero: bool = Field(True, description="true (0 is never drawn) or false")


class NetworkTable(Checked):
    sizes: list[Size] = Field(
        min_length=2,
        max_length=9,
        description="2 to 9 whole numbers from 1 to 32, from the entries of x to those of o, "
        "such as [2, 3, 3]",
    )
    activation: Activations = Field(["relu"], description=ACTIVATIONS)
    output: Literal["softmax", "identity", "sigmoid", "tanh"] | None = Field(
        None, description="softmax, identity, sigmoid or tanh"
    )
    loss: LossName = Field("nll", description=LOSSES)
    bias: bool = Field(False, description="true or false")
    examples: Size | None = Field(None, description="a whole number from 1 to 32")
    l2: float = Field(0.0, ge=0, le=10, description="a number from 0 to 10")


class GraphTable(Checked):
    inputs: list[NodeName] = Field(
        max_length=20, description='a list of at most 20 names, such as ["x", "y"]'
    )
    parameters: list[NodeName] = Field(
        default_factory=list,
        max_length=20,
        description='a list of at most 20 names, such as ["W1", "W2"]',
    )
    nodes: list[Annotated[str, StringConstraints(max_length=500)]] = Field(
        min_length=1,
        max_length=60,
        description='a list of 1 to 60 definitions, such as ["a = W1 @ x", "h = relu(a)"]',
    )
    output: NodeName = Field(description="the name of a node")
    shapes: dict[str, Shape] = Field(
        default_factory=dict,
        description="a table with the shape of every input and parameter, such as "
        "{ x = [2], W1 = [3, 2] }: at most two whole numbers from 1 to 32, [] for a scalar",
    )


class QuantityTable(Checked):
    name: str = Field(description="the name of a quantity, such as dL/dW2")
    points: Points = Field(1.0, description=f"a number above 0 and at most {LARGEST}")
    credit: Literal["per-entry", "all-or-nothing"] = Field(
        "per-entry", description="per-entry or all-or-nothing"
    )
    decimals: Decimals | None = Field(None, description=_DECIMALS)


class ProblemTable(Checked):
    stand_ins = {"id": "unknown", "statement": "", "quantities": []}

    id: Slug = Field(description=_SLUG)
    kind: Literal["network", "graph"] = Field(description=" or ".join(KINDS))
    title: Title = Field("", description="1 to 200 characters")
    statement: str = Field(
        description="the path of a Markdown file in the folder, such as two-layer.md"
    )
    network: NetworkTable | None = Field(
        None, description='a table such as { sizes = [2, 3, 3], activation = "relu" }'
    )
    graph: GraphTable | None = Field(
        None, description="a table with inputs, parameters, nodes, output and shapes"
    )
    classes: list[ClassName] = Field(
        default_factory=list,
        max_length=32,
        description="a list of names of 1 to 40 characters, one for each class",
    )
    weights: GridTable | None = Field(None, description=_GRID)
    inputs: GridTable | None = Field(None, description=_GRID)
    biases: GridTable | None = Field(None, description=_GRID)
    targets: GridTable | None = Field(None, description=_GRID)
    values: dict[str, GridTable] = Field(
        default_factory=dict,
        description="a table of grids, such as { W2 = { from = -1, to = 1, step = 0.5 } }",
    )
    fixed: dict[str, Any] = Field(
        default_factory=dict,
        description="a table of numbers, vectors and matrices, such as { x = [1, 2], y = 0 }",
    )
    decimals: Decimals = Field(3, description=_DECIMALS)
    inactive: int | None = Field(None, ge=0, le=31, description="a whole number from 0")
    learning_rate: float | None = Field(
        None, gt=0, le=LARGEST, description=f"a number above 0 and at most {LARGEST}"
    )
    quantities: list[Table] = Field(
        max_length=200,
        description='1 to 200 tables such as { name = "dL/dW2", points = 4 }',
    )


class AssignmentTable(Checked):
    stand_ins = {"title": "Untitled", "mode": "homework", "problems": []}

    title: Title = Field(description="1 to 200 characters")
    slug: Slug = Field("", description=_SLUG)
    mode: Literal["practice", "homework", "exam"] = Field(description="practice, homework or exam")
    opens_at: Moment | None = Field(None, description=_MOMENT)
    due_at: Moment | None = Field(None, description=_MOMENT)
    attempts: Annotated[int | None, BeforeValidator(_attempts)] = Field(
        3,
        ge=1,
        le=100,
        description='a whole number from 1 to 100; in practice mode also "unlimited"',
    )
    numbers: Literal["same", "new"] | None = Field(None, description="same or new")
    feedback: Literal["at-once", "after-due", "on-release"] | None = Field(
        None, description="at-once, after-due or on-release"
    )
    problems: list[Table] = Field(
        max_length=50, description="1 to 50 tables, each under [[problems]]"
    )


def check(model: type[Model], table: object, path: Path, faults: Faults) -> Model | None:
    """The table as a record; its faults are collected.

    A key with a fault is left at its default or stand-in, so that what depends on the others can
    still be checked; None where that is impossible.
    """
    try:
        return model.model_validate(table)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_FAULTS]
    for detail in details:
        faults.add(*_fault_of(model, detail, table, path))
    wrong = {detail["loc"][0] for detail in details if detail["loc"]}
    if not isinstance(table, dict):
        return None
    usable = {key: value for key, value in table.items() if key not in wrong}
    try:
        return model.model_validate({**model.stand_ins, **usable})
    except ValidationError:
        return None


def _fault_of(
    model: type[Checked], detail: ErrorDetails, table: object, path: Path
) -> tuple[Path, object, str]:
    loc = _as_written(detail["loc"], table)
    where = (*path, *loc)
    inner, description = _innermost(model, loc)
    if detail["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in inner.model_fields.items()]
        hint = did_you_mean(str(loc[-1]), known)
        return where, detail["input"], f"unknown key; {hint}expected one of {', '.join(known)}"
    if detail["type"] == "missing":
        return where, None, f"is missing; expected {description}"
    reason = detail["msg"] if detail["type"] == "aware" else f"expected {description}"
    return where, detail["input"], reason


def _as_written(loc: Path, table: object) -> Path:
    """The path without an index into what was written as a single value."""
    for depth, part in enumerate(loc):
        if isinstance(part, int) and not isinstance(table, list):
            return loc[:depth]
        if isinstance(table, dict):
            table = table.get(part)
        elif isinstance(table, list) and isinstance(part, int):
            table = table[part]
    return loc


def _innermost(model: type[Checked], loc: Path) -> tuple[type[Checked], str]:
    """The model of the table that the path leads into, and what its last key may hold."""
    description = "a table"
    for part in loc:
        by_key = {field.alias or name: field for name, field in model.model_fields.items()}
        if part in by_key:
            description = by_key[str(part)].description or description
            model = _TABLES.get(str(part), model) if model is ProblemTable else model
        elif model is GridTable:
            description = _GRID
    return model, description


_TABLES: Mapping[str, type[Checked]] = {
    "network": NetworkTable,
    "graph": GraphTable,
    **dict.fromkeys(("weights", "inputs", "biases", "targets", "values"), GridTable),
}
