"""Judging what came out of one call against its reference: shape first, then every entry.

Nothing broadcasts, NaN is never right, and the scale is the reference's alone.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.cases import Case
from grader.code.problem import Function
from grader.code.variant import Arrays
from grader.sandbox.job import Ending, Failure, NoArray, Odd, Output, Reply

SINGLE_PRECISION = 1e-4  # what float32 arithmetic may lose, at least
SMALLEST_SCALE = 1e-6

# Names that a program cannot choose: any other could be made of a hidden input.
_KNOWN_TYPES = frozenset(
    {name for name, value in vars(builtins).items() if isinstance(value, type)}
    | {"NoneType", "generator", "function", "method", "module", "dict_values", "matrix", "Tensor"}
    | {"builtin_function_or_method", "dict_keys", "dict_items", "deque", "array", "Fraction"}
    | {"Decimal", "ndarray", "datetime64", "timedelta64", "str_", "bytes_", "void", "memmap"}
    | {"AxisError", "ComplexWarning", "DTypePromotionError", "LinAlgError", "UFuncTypeError"}
    | {"_ArrayMemoryError", "_UFuncBinaryResolutionError", "_UFuncNoLoopError"}
    | {"_UFuncInputCastingError", "_UFuncOutputCastingError", "JSONDecodeError"}
)
_ODD_WORDS = {
    Odd.NOT_ASSIGNED: "was not given",
    Odd.NOT_NUMBERS: "is no array of numbers but {type}",
    Odd.RAGGED: "has rows of different lengths",
    Odd.MASKED: "is a masked array; a plain array is expected",
    Odd.COMPLEX: "has complex numbers",
    Odd.TOO_LARGE: "is larger than anything that is expected here",
}
ENDING_WORDS = {
    Ending.OUT_OF_TIME: "ran out of time",
    Ending.OUT_OF_MEMORY: "ran out of memory",
    Ending.TOO_MUCH_OUTPUT: "printed too much",
    Ending.CRASHED: "crashed Python itself",
    Ending.EXITED_EARLY: "ended the program",
    Ending.WRONG_PROTOCOL: "wrote where only results are expected",
}


@dataclass(frozen=True)
class Judged:
    """One call: the share of its outputs that are right, and what is off first, in words.

    `detail` may quote the student's own exception and is for shown cases only.
    """

    share: float
    message: str = ""
    detail: str = ""
    wrong: tuple[str, ...] = ()


def judge(function: Function, case: Case, reply: Reply, references: list[Arrays]) -> Judged:
    """`references` are all that counts as right; the best one is taken."""
    if reply.failure is not None:
        return Judged(0.0, failure_words(reply.failure), failure_detail(reply.failure))
    changed = _changed(case, reply)
    if changed:
        return Judged(0.0, f"the call changes {changed}, which belongs to its caller")
    best = Judged(-1.0)
    for reference in references:
        found = _against(function, case, reply.outputs, reference)
        if found.share > best.share:
            best = found
        if best.share == 1:
            break
    return best


def failure_words(failure: Failure) -> str:
    """Type and line only: the message may carry a hidden input."""
    if failure.type == "NotImplementedError":
        return "is not written yet (NotImplementedError)"
    place = f" in line {failure.line} of {failure.file}" if failure.line else ""
    kind = failure.type if failure.type in _KNOWN_TYPES else "an exception of its own"
    return f"raises {kind}{place}"


def failure_detail(failure: Failure) -> str:
    return f"{failure.type}: {failure.message}" if failure.message else failure.type


def _changed(case: Case, reply: Reply) -> str:
    for name, after in reply.echoes.items():
        before = case.inputs[name]
        same = not isinstance(after, NoArray) and np.array_equal(np.asarray(before), after)
        if not same:
            return name
    return ""


def _against(
    function: Function, case: Case, outputs: Mapping[str, Output], reference: Arrays
) -> Judged:
    faults = {
        name: fault
        for name, want in reference.items()
        if (fault := _fault(name, outputs[name], want, (function, case)))
    }
    share = 1 - len(faults) / len(reference)
    return Judged(share, next(iter(faults.values()), ""), "", tuple(faults))


def _fault(name: str, got: Output, want: NDArray[Any], called: tuple[Function, Case]) -> str:
    """What is wrong with one output, or ""."""
    if isinstance(got, NoArray):
        kind = f"a {got.type}" if got.type in _KNOWN_TYPES else "an object of its own class"
        return f"{name} {_ODD_WORDS[got.odd].format(type=kind)}"
    if got.shape != want.shape:
        return _shape_words(name, got, want, called[1])
    if not np.isfinite(got).all():
        found = "NaN" if np.isnan(got).any() else "infinity"
        return f"{name} has entries that are {found}"
    off = ~within(got, want, called[0].tolerance)
    if not off.any():
        return ""
    if want.ndim == 0:
        return f"{name} is off"
    return f"{name}: {int(off.sum())} of {off.size} entries are off"


def within(got: NDArray[Any], want: NDArray[Any], tolerance: float) -> NDArray[np.bool_]:
    """Entry by entry; both have the same shape and `got` is finite."""
    if got.dtype in (np.float32, np.float16):
        tolerance = max(tolerance, SINGLE_PRECISION)
    scale = max(float(np.abs(want).max(initial=0.0)), SMALLEST_SCALE)
    error = np.abs(got.astype(np.float64) - want)
    return np.asarray(error <= tolerance * scale + tolerance * np.abs(want))


def _shape_words(name: str, got: NDArray[Any], want: NDArray[Any], case: Case) -> str:
    if got.size == 0:  # beside a 0 any numbers may stand
        return f"{name} has no entries, expected the shape {want.shape}"
    said = f"{name} has the shape {got.shape}, expected {want.shape}"
    alike = [
        other
        for other, value in case.inputs.items()
        if isinstance(value, np.ndarray) and value.shape == want.shape and want.ndim > 0
    ]
    if alike:
        said += f", the shape of {alike[0]}"
    if got.shape == want.shape[::-1] and want.ndim == 2:
        return f"{said}: transposed?"
    if got.size == want.size and got.ndim != want.ndim:
        return f"{said}: an axis too {'many' if got.ndim > want.ndim else 'few'}?"
    return said
