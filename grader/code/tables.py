"""The keys of a code problem in assignment.toml: what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from grader.assignment_file import (
    ACTIVATIONS,
    LOSSES,
    Activations,
    Checked,
    LossName,
    Points,
    Slug,
    Title,
)
from grader.toml_file import Table

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\z", max_length=40)]
FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.(py|ipynb)\z", max_length=60)
]
Code = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Arguments = Annotated[int, Field(ge=-1, le=100)]

UNCHANGED = "true, false or a list of inputs"
SHAPE = 'a shape such as "N D" (names of sizes or numbers; "" for a number)'


class CodeProblemTable(Checked):
    stand_ins: ClassVar[Mapping[str, Any]] = {
        "id": "unknown",
        "statement": "",
        "files": [],
        "functions": [],
    }

    id: Slug = Field(description="lower-case letters, digits and single hyphens")
    kind: Literal["code"] = Field(description="code")
    title: Title = Field("", description="1 to 200 characters")
    statement: str = Field(description="the path of a Markdown file, such as layers.md")
    files: list[FileName] = Field(
        min_length=1, max_length=20, description='the files to hand in, such as ["layers.py"]'
    )
    starter: str = Field("", description="a folder with what students begin with, such as starter")
    solution: str = Field("", description="a folder with your own program, such as solution")
    runtime: Literal["numpy", "torch"] = Field("numpy", description="numpy or torch")
    examples: str = Field("", description="the name of the size that counts the examples")
    sizes: dict[Identifier, Any] = Field(
        default_factory=dict,
        description="a table of ranges or numbers, such as { N = [3, 6], C = 3 }",
    )
    limits: Table | None = Field(None, description="a table such as { wall_s = 10, call_s = 3 }")
    network: Table | None = Field(
        None, description='a table such as { sizes = ["D", "H", "C"], layout = "rows" }'
    )
    functions: list[Table] = Field(
        min_length=1, max_length=50, description="1 to 50 tables under [[problems.functions]]"
    )
    mistakes: list[Table] = Field(
        default_factory=list,
        max_length=200,
        description="tables under [[problems.mistakes]]",
    )


class LimitsTable(Checked):
    wall_s: float = Field(10.0, ge=1, le=120, description="seconds, 1 to 120")
    call_s: float = Field(3.0, ge=0.1, le=60, description="seconds, 0.1 to 60")
    cpu_s: float = Field(6.0, ge=1, le=120, description="seconds, 1 to 120")
    memory_mib: int = Field(512, ge=16, le=8192, description="a whole number from 16 to 8192")
    output_kib: int = Field(64, ge=1, le=1024, description="a whole number from 1 to 1024")
    source_kib: int = Field(256, ge=1, le=1024, description="a whole number from 1 to 1024")


class FunctionTable(Checked):
    name: Identifier = Field(description="a name such as affine_backward")
    points: Points = Field(1.0, description="a number above 0")
    call: Code | None = Field(
        None, description='Python that assigns the outputs, such as "out, cache = forward(x, w)"'
    )
    inputs: dict[Identifier, Any] = Field(
        description='a table such as { x = "N D", y = { shape = "N", draw = "labels" } }'
    )
    outputs: list[Identifier] = Field(
        min_length=1,
        max_length=30,
        description='a list of names, such as ["dx", "dw"], or a table of them with quantities of '
        'the network, such as { dx = "dL/dx" }',
    )
    needs: dict[str, Arguments] | None = Field(
        None,
        description="names that must be defined, each with its number of arguments, "
        "-1 (any) to 100, such as { affine_forward = 3 }",
    )
    credit: Literal["per-case", "all-or-nothing"] = Field(
        "per-case", description="per-case or all-or-nothing"
    )
    cases: int = Field(6, ge=1, le=50, description="a whole number from 1 to 50")
    shown: int = Field(1, ge=0, le=10, description="a whole number from 0 to 10")
    sizes: dict[Identifier, Any] = Field(
        default_factory=dict, description="a table of ranges or numbers, such as { N = [3, 6] }"
    )
    situations: list[Literal["plain", "single", "square", "zeros", "large", "absent"]] | None = (
        Field(None, description="a list of plain, single, square, zeros, large, absent")
    )
    tolerance: float = Field(1e-5, gt=0, le=0.01, description="a number above 0, at most 0.01")
    unchanged: Any = Field(False, description=UNCHANGED)
    same_twice: bool = Field(False, description="true or false")
    gradient_checks: list[Table] = Field(
        default_factory=list,
        max_length=20,
        description='a list of tables such as { gradient = "dw", of = "w", loss = "loss" }',
    )


class InputTable(Checked):
    shape: str = Field("", description=SHAPE)
    draw: Literal["numbers", "labels", "one-hot", "binary", "probabilities", "fixed"] = Field(
        "numbers", description="numbers, labels, one-hot, binary, probabilities or fixed"
    )
    classes: str = Field("", description="the name of the size that counts the classes")
    scale: float = Field(1.0, gt=0, le=1000, description="a number above 0")
    value: float = Field(0.0, ge=-1e6, le=1e6, description="a number")
    zeros: bool = Field(False, description="true or false")
    silent: str = Field("", description="the name of a size of this input's shape")
    large: bool = Field(False, description="true or false")
    quantity: str = Field("", description="a quantity of the network, such as x, W1 or dL/do")
    dtype: Literal["float64", "float32", "int64"] = Field(
        "float64", description="float64, float32 or int64"
    )


class CodeNetworkTable(Checked):
    stand_ins: ClassVar[Mapping[str, Any]] = {"sizes": ["x", "o"]}

    sizes: list[Identifier | int] = Field(
        min_length=2,
        max_length=9,
        description="2 to 9 names of sizes or numbers, from x to the scores, such as "
        '["D", "H", "C"]',
    )
    activation: Activations = Field(["relu"], description=ACTIVATIONS)
    output: Literal["softmax", "identity", "sigmoid", "tanh"] | None = Field(
        None, description="softmax, identity, sigmoid or tanh"
    )
    loss: LossName = Field("nll", description=LOSSES)
    layout: Literal["columns", "rows"] = Field("columns", description="columns or rows")
    weights: Literal["out-in", "in-out"] | None = Field(None, description="out-in or in-out")
    biases: Literal["column", "row", "vector", "none"] | None = Field(
        None, description="column, row, vector or none"
    )
    averaged: Literal["mean", "sum", "mean-in-weights"] = Field(
        "mean", description="mean, sum or mean-in-weights"
    )
    labels: Literal["index", "one-hot"] = Field("index", description="index or one-hot")
    accepts: list[str] = Field(
        default_factory=list,
        max_length=20,
        description="codes of the catalogue whose values count as right too, such as "
        '["D5-one-at-zero"]',
    )


class GradientTable(Checked):
    gradient: str = Field(description="the name of an output")
    of: str = Field(description="the name of an input")
    loss: str = Field("loss", description="the name of an output")


class MistakeTable(Checked):
    code: str = Field(description="a code of the catalogue, or one of your own")
    file: str = Field("", description="the name of one of the solution's files")
    find: Code = Field(description="text that occurs once in the solution")
    put: str = Field(max_length=4000, description="what takes its place")
    loses: list[str] = Field(default_factory=list, description="names of functions")
    accepted: bool = Field(False, description="true or false")
    says: str = Field("", max_length=500, description="what a student reads")
