"""What is asked of a sandbox, and what came of it.

A job is a program (some files, one of them the main one) and calls: pieces of Python that are run
one after the other in the program's namespace, each with inputs of its own. What a piece assigns
to its outputs' names comes back as arrays. Nothing here says what is right: that is decided
elsewhere, from these arrays alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.sandbox.seen import Seen
from grader.sandbox.values import Value, encode


class SandboxError(RuntimeError):
    """The sandbox is at fault: not built, not safe, or gone. Nobody's program is to blame."""


class Runtime(StrEnum):
    """Which packages a program finds, beside the standard library."""

    numpy = "numpy"
    torch = "torch"


@dataclass(frozen=True)
class Limits:
    """What a run may use; each has an ending of its own.

    `wall_s` and `cpu_s` are for the whole run, `call_s` for one call (or for loading). `memory_mib`
    comes on top of what the idle interpreter has. Of what is printed `output_kib` are kept, and
    sixteen times as much ends the run. `array_kib` bounds one array that comes back.
    """

    wall_s: float = 10.0
    call_s: float = 3.0
    cpu_s: float = 6.0
    memory_mib: int = 512
    output_kib: int = 64
    source_kib: int = 256
    array_kib: int = 1024


@dataclass(frozen=True)
class Call:
    """One call: `code` is run with the program's names and a fresh copy of the `inputs`.

    `outputs` are names that the code assigns. `echo` are inputs (arrays) to be sent back as they
    are afterwards: were they changed? `seen` are the answers of whatever program that were read
    before.
    """

    code: str
    inputs: Mapping[str, Value]
    outputs: tuple[str, ...]
    echo: tuple[str, ...] = ()
    seen: Seen[Reply] = field(default_factory=lambda: Seen(), compare=False, repr=False)

    @cached_property
    def body(self) -> bytes:
        """What is sent: made once, and the same for every program."""
        told: tuple[Value, ...] = (
            self.code,
            list(self.outputs),
            list(self.echo),
            dict(self.inputs),
        )
        return b"".join(encode(part) for part in told)


@dataclass(frozen=True)
class Job:
    """A program and the calls, in the order in which they are made.

    `files` maps plain names (`layers.py`, `homework.ipynb`) to their bytes; all can be imported by
    one another, the notebook among them too. `main` is the file whose names the calls see. `names`
    (dotted for attributes: `Value.backward`) are looked up after loading.
    """

    files: Mapping[str, bytes]
    main: str
    calls: Sequence[Call]
    names: tuple[str, ...] = ()
    runtime: Runtime = Runtime.numpy
    limits: Limits = field(default_factory=Limits)


class Ending(StrEnum):
    """How a run ended. All but the first are the program's own doing."""

    FINISHED = "finished"
    OUT_OF_TIME = "out-of-time"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_MUCH_OUTPUT = "too-much-output"
    CRASHED = "crashed"
    EXITED_EARLY = "exited-early"
    WRONG_PROTOCOL = "wrong-protocol"


@dataclass(frozen=True)
class Failure:
    """An exception of the program: its type and message, cleaned and cut, and where it came from.

    `file` and `line` are of the innermost frame in the program's own files; "" and 0 for none.
    """

    type: str
    message: str
    file: str = ""
    line: int = 0


class NameKind(StrEnum):
    MISSING = "missing"
    FUNCTION = "function"
    CLASS = "class"
    VALUE = "value"


@dataclass(frozen=True)
class Name:
    """What stands behind a name: how many positional arguments it takes at least and at most.

    `most` is -1 where there is no limit; both are -1 where it cannot be told.
    """

    kind: NameKind
    least: int = -1
    most: int = -1


@dataclass(frozen=True)
class Loaded:
    """What loading gave. A `failure` may come late: names defined before it are there."""

    failure: Failure | None
    names: Mapping[str, Name]
    printed: str = ""


class Odd(StrEnum):
    """Why an output is no array of numbers."""

    NOT_ASSIGNED = "not-assigned"
    NOT_NUMBERS = "not-numbers"
    RAGGED = "ragged"
    MASKED = "masked"
    COMPLEX = "complex"
    TOO_LARGE = "too-large"


@dataclass(frozen=True)
class NoArray:
    """An output that is no array of numbers; `type` names what it is instead."""

    odd: Odd
    type: str


Output = NDArray[Any] | NoArray  # float64, float32, float16, int64 or bool


@dataclass(frozen=True)
class Reply:
    """What one call gave: its outputs and echoes by name, or the exception that ended it.

    `body` is all of that as it came, byte for byte.
    """

    outputs: Mapping[str, Output]
    echoes: Mapping[str, Output]
    failure: Failure | None = None
    printed: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Run:
    """What became of a job.

    `replies` has one entry for each call that was answered, in order: all of them where `ending` is
    FINISHED, fewer otherwise, and the next call is the one in which the run ended (or loading, if
    `loaded` is None). `printed` is everything that was printed, cut and cleaned.
    """

    ending: Ending
    loaded: Loaded | None
    replies: tuple[Reply, ...]
    printed: str
    cpu_s: float
    wall_s: float
    signal: int = 0


def is_array(output: Output) -> bool:
    return isinstance(output, np.ndarray)
