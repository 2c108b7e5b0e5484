"""Cases: the inputs that a function is called with, a pure function of the problem and a seed.

Every function gets instances of its own, so that no input is another function's answer. Numbers lie
on a grid of 1/1024, which float32 holds exactly: who works in float32 starts from the same numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from grader.code.network import NetworkRun, draw_run
from grader.code.numbers import LARGE, draw_labels, grid_numbers
from grader.code.problem import Axis, CodeProblem, Draw, Function, Input, Situation
from grader.sandbox.values import Value

_TRIES = 50


@dataclass(frozen=True)
class Case:
    """One call of a function, with its inputs. `seed` is this case's own."""

    function: str
    number: int
    situation: Situation
    shown: bool
    seed: str
    sizes: Mapping[str, int]
    inputs: Mapping[str, Value]


def draw_cases(problem: CodeProblem, seed: str) -> tuple[Case, ...]:
    """The cases of every function, in order."""
    return tuple(case for function in problem.functions for case in _cases(problem, function, seed))


def _cases(problem: CodeProblem, function: Function, seed: str) -> tuple[Case, ...]:
    """Drawn anew where a size is the same in all of them, which who hard-codes it would pass."""
    for redraw in range(_TRIES):
        found = []
        for number, situation in enumerate(_plan(function), start=1):
            text = f"{seed}|{problem.id}|{function.name}|{number}"
            text += f"|{redraw}" if redraw else ""
            own = hashlib.sha256(text.encode()).hexdigest()[:16]
            found.append(draw_case(problem, function, (number, situation), own))
        if _do_sizes_vary(function, found):
            break
    return tuple(found)


def _do_sizes_vary(function: Function, cases: Sequence[Case]) -> bool:
    return len(cases) == 1 or all(
        low == high or len({case.sizes[name] for case in cases}) > 1
        for name, (low, high) in _used(function).items()
    )


def _used(function: Function) -> dict[str, tuple[int, int]]:
    """The ranges of the sizes that its inputs have, classes too; the network may have all."""
    if function.uses_network:
        return dict(function.sizes)
    axes = {axis for one in function.inputs for axis in (*one.shape, one.classes)}
    return {name: ends for name, ends in function.sizes.items() if name in axes}


def draw_case(
    problem: CodeProblem, function: Function, place: tuple[int, Situation], seed: str
) -> Case:
    """The case of this seed; `place` is its number and situation."""
    return _drawn(problem, function, place, seed)[0]


def network_of(problem: CodeProblem, function: Function, case: Case) -> NetworkRun | None:
    """The network behind a case, drawn again; None where there is none.

    A generator may draw otherwise in another version: then what is here is not the case's, and
    None is given too.
    """
    again, run = _drawn(problem, function, (case.number, case.situation), case.seed)
    alike = all(
        np.array_equal(np.asarray(again.inputs[name]), np.asarray(value))
        for name, value in case.inputs.items()
    )
    return run if alike else None


def _drawn(
    problem: CodeProblem, function: Function, place: tuple[int, Situation], seed: str
) -> tuple[Case, NetworkRun | None]:
    number, situation = place
    generator = np.random.Generator(np.random.PCG64(int(seed, 16)))
    sizes = _sizes(function, situation, problem.examples, generator)
    drawing = _Drawing(situation, sizes, generator)
    run = None
    if problem.network is not None and function.uses_network:
        run = draw_run(problem.network, sizes, situation, generator)
    inputs = {
        one.name: plain(run.value(one.quantity, one.dtype))
        if run is not None and one.quantity
        else drawing.value(one)
        for one in function.inputs
    }
    shown = number <= function.shown
    return Case(function.name, number, situation, shown, seed, sizes, inputs), run


def plain(value: NDArray[Any]) -> Value:
    """A number for an array without axes."""
    return value.item() if value.shape == () else np.ascontiguousarray(value)


def _plan(function: Function) -> list[Situation]:
    """What the cases are there for: the shown ones are plain, and every situation has one."""
    wanted = [s for s in function.situations if s is not Situation.PLAIN]
    plain = max(function.cases - len(wanted), function.shown, 1)
    return [Situation.PLAIN] * plain + wanted


def _sizes(
    function: Function, situation: Situation, examples: str, generator: Generator
) -> dict[str, int]:
    ranges = function.sizes
    if situation is Situation.SQUARE and ranges:
        side = _side(_used(function), generator)
        return {name: side if a < b else a for name, (a, b) in ranges.items()}
    found: dict[str, int] = {}
    for _ in range(_TRIES):
        found = {n: int(generator.integers(a, b + 1)) for n, (a, b) in ranges.items()}
        if len(set(found.values())) == len(found):
            break
    if situation is Situation.SINGLE and examples in found:
        found[examples] = 1
    return found


def _side(ranges: Mapping[str, tuple[int, int]], generator: Generator) -> int:
    """Of a square: the one size that cannot vary, if there is one, else what the ranges share."""
    fixed = {low for low, high in ranges.values() if low == high > 1}
    if len(fixed) == 1:
        return fixed.pop()
    ends = [(low, high) for low, high in ranges.values() if low < high] or [(1, 1)]
    low, high = max(low for low, _ in ends), min(high for _, high in ends)
    return int(generator.integers(min(low, high), max(low, high) + 1))


class _Drawing:
    """Draws the inputs of one case."""

    def __init__(
        self, situation: Situation, sizes: Mapping[str, int], generator: Generator
    ) -> None:
        self.situation = situation
        self.sizes = sizes
        self.generator = generator
        self.silent = {name: int(generator.integers(0, n)) for name, n in sizes.items()}
        self.absent = {name: int(generator.integers(0, n)) for name, n in sizes.items()}

    def value(self, wanted: Input) -> Value:
        shape = tuple(self.size(axis) for axis in wanted.shape)
        found = self.drawn(wanted, shape).astype(wanted.dtype)
        self.make_special(wanted, found)
        return plain(found)

    def size(self, axis: Axis) -> int:
        return self.sizes[axis] if isinstance(axis, str) else axis

    def drawn(self, wanted: Input, shape: tuple[int, ...]) -> NDArray[Any]:
        generator = self.generator
        if wanted.draw is Draw.FIXED:
            return np.full(shape, wanted.value)
        if wanted.draw is Draw.LABELS:
            return self.labels(wanted, shape)
        if wanted.draw is Draw.BINARY:
            return generator.integers(0, 2, shape).astype(np.float64)
        if wanted.draw is Draw.NUMBERS:
            # A scale leaves the grid: what float32 makes of it is what everybody gets.
            scaled = grid_numbers(generator, shape) * wanted.scale
            return scaled.astype(np.float32).astype(np.float64)
        axis = wanted.shape.index(wanted.classes)
        if wanted.draw is Draw.ONE_HOT:
            labels = self.labels(wanted, shape[:axis] + shape[axis + 1 :])
            hot = np.arange(shape[axis]) == labels[..., np.newaxis]
            return np.moveaxis(hot.astype(np.float64), -1, axis)
        powers = np.exp(grid_numbers(generator, shape))
        return np.asarray(powers / powers.sum(axis=axis, keepdims=True))

    def labels(self, wanted: Input, shape: tuple[int, ...]) -> NDArray[np.int64]:
        is_absent = self.situation is Situation.ABSENT
        absent = self.absent.get(str(wanted.classes), 0) if is_absent else None
        return draw_labels(self.generator, self.size(wanted.classes), shape, absent)

    def make_special(self, wanted: Input, found: NDArray[Any]) -> None:
        if self.situation is Situation.LARGE and wanted.large:
            found += found.dtype.type(LARGE)
        if self.situation is not Situation.ZEROS:
            return
        if wanted.zeros and found.size:
            mask = self.generator.random(found.shape) < 1 / 3
            mask.flat[int(self.generator.integers(0, found.size))] = True
            found[mask] = 0
        if wanted.silent:
            axis = wanted.shape.index(wanted.silent)
            np.moveaxis(found, axis, 0)[self.silent[wanted.silent]] = 0
