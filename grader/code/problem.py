"""The records of a checked code problem: what is handed in, what is called, and with what.

A code problem has *functions*, each with points of its own. Marking a function means calling it
(or whatever piece of Python the author wrote as its `call`) in several *cases*, each with inputs
of its own, and comparing the named outputs with reference values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grader.sandbox.job import Limits, Runtime

Axis = str | int  # the name of a size (`N`), or a number
AxisShape = tuple[Axis, ...]


class Draw(StrEnum):
    """What an input is filled with."""

    NUMBERS = "numbers"  # normal, on a grid, so that float32 holds them exactly
    LABELS = "labels"  # class indices, below the size named by `classes`
    ONE_HOT = "one-hot"  # the same, one-hot along the axis named by `classes`
    BINARY = "binary"  # 0.0 or 1.0
    PROBABILITIES = "probabilities"  # positive, adding up to 1 along the axis named by `classes`
    FIXED = "fixed"  # `value`, the same for everybody


class Situation(StrEnum):
    """What a case is there to show."""

    PLAIN = "plain"  # sizes that differ from one another
    SINGLE = "single"  # one example
    SQUARE = "square"  # all sizes equal: no shape gives a transposed matrix away
    ZEROS = "zeros"  # exact zeros, where a ReLU has its kink
    LARGE = "large"  # scores so large that exp of them overflows
    ABSENT = "absent"  # a class that no example has


class Credit(StrEnum):
    """A share of the points for every output of every case, or only for all of them."""

    per_case = "per-case"
    all_or_nothing = "all-or-nothing"


@dataclass(frozen=True)
class Input:
    """An input of a function. `shape` names sizes.

    `scale` multiplies what is drawn. `zeros`: in the case "zeros" a third of the entries are 0.
    `silent` names a size: in the case "zeros" everything that belongs to one of its indices, the
    same one in every input that names it, is 0 (a hidden unit whose preactivation is exactly 0).
    `large`: in the case "large" 1,000 is added. `quantity` takes the value from the built-in
    network instead of drawing one. `dtype` is float64, float32 or int64.
    """

    name: str
    shape: AxisShape
    draw: Draw = Draw.NUMBERS
    scale: float = 1.0
    classes: Axis = ""
    value: float = 0.0
    zeros: bool = False
    silent: str = ""
    large: bool = False
    quantity: str = ""
    dtype: str = "float64"


@dataclass(frozen=True)
class Output:
    """An output of a function. `quantity` names the built-in network's, if it is the reference."""

    name: str
    quantity: str = ""


@dataclass(frozen=True)
class GradientCheck:
    """`gradient` (an output) against differences of `loss` (an output) as `of` (an input) moves."""

    gradient: str
    of: str
    loss: str = "loss"


@dataclass(frozen=True)
class Function:
    """One graded part of a program.

    `call` is Python, run with the program's names and the inputs; it assigns the outputs. `names`
    are what the program has to define for it, each with how many arguments it is called with (-1
    where that is not checked). `unchanged` are inputs that must stay as they are.
    """

    name: str
    points: float
    call: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    names: Mapping[str, int]
    credit: Credit = Credit.per_case
    cases: int = 6
    shown: int = 1
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    situations: tuple[Situation, ...] = ()
    tolerance: float = 1e-5
    unchanged: tuple[str, ...] = ()
    same_twice: bool = False
    gradient_checks: tuple[GradientCheck, ...] = ()

    @property
    def uses_network(self) -> bool:
        """Whether the built-in network gives something to its calls or what is right for them."""
        quantities = [one.quantity for one in self.inputs]
        return any(quantities) or any(one.quantity for one in self.outputs)

    @property
    def is_of_network(self) -> bool:
        """Whether the built-in network gives its reference values."""
        return all(output.quantity for output in self.outputs)


@dataclass(frozen=True)
class Convention:
    """How the course lays out what the built-in network computes with columns as examples.

    `examples`: "columns" or "rows". `weights`: "out-in" (W x) or "in-out" (x W). `biases`: "vector"
    (H,), "column" (H, 1), "row" (1, H) or "none". `averaged`: the loss is the "mean" over the
    examples, their "sum", or "mean-in-weights" (1/N only in the gradients of weights and biases).
    `labels`: "index" or "one-hot".
    """

    examples: str = "columns"
    weights: str = "out-in"
    biases: str = "column"
    averaged: str = "mean"
    labels: str = "index"


@dataclass(frozen=True)
class NetworkReference:
    """The built-in network as the source of inputs and reference values.

    `sizes` are those of x, of each hidden layer and of the scores; `examples` is the number of
    examples, "" for a single one that is held in vectors. `accepts` are codes of the catalogue
    whose values count as right too.
    """

    sizes: tuple[Axis, ...]
    examples: Axis
    activations: tuple[str, ...]
    output: str
    loss: str
    convention: Convention
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slip:
    """A known mistake as a change of the solution: `find`, which occurs once, becomes `put`.

    `code` is the catalogue's or the author's own, `sentence` what a student reads. `loses` names
    the functions that a program with this mistake loses points in. An `accepted` one is another
    convention and no mistake (such as relu'(0) = 1): what it gives is right too, and it loses none.
    """

    code: str
    sentence: str
    file: str
    find: str
    put: str
    loses: tuple[str, ...]
    accepted: bool = False


@dataclass(frozen=True)
class CodeProblem:
    """A checked code problem.

    `files` are what students hand in, the main one first; a single .py may be handed in as a
    notebook of the same name. `starter` is what they begin with, `given` are modules laid beside
    theirs, `solution` is the author's program (empty where the built-in network gives all the
    reference values). `examples` names the size that counts the examples.
    """

    id: str
    title: str
    statement: str
    files: tuple[str, ...]
    starter: Mapping[str, bytes]
    given: Mapping[str, bytes]
    solution: Mapping[str, bytes]
    functions: tuple[Function, ...]
    examples: str = ""
    network: NetworkReference | None = None
    slips: tuple[Slip, ...] = ()
    runtime: Runtime = Runtime.numpy
    limits: Limits = field(default_factory=Limits)

    @property
    def main(self) -> str:
        return self.files[0]

    def function(self, name: str) -> Function:
        return next(function for function in self.functions if function.name == name)

    @property
    def points(self) -> float:
        return sum(function.points for function in self.functions)
