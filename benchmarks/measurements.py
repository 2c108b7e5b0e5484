"""Each thing that is measured, by name, in a process of its own with one thread.

python -m benchmarks.measurements reads groups of [NAME, COUNT] as JSON and prints the same groups
of what `Measured.to_json` gives. The measurements of a group take turns, piece by piece, so that
whatever else the machine does meets them all. What prepares a piece (drawing a class, typing its
answers) is not timed.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.one_by_one import (
    ByTorch,
    by_numpy,
    draw_by_torch,
    mark_by_torch,
    mark_text_by_torch,
)
from benchmarks.simulate import SHIPPED, Class
from benchmarks.submissions import Batch, batches
from benchmarks.timing import Measured, Piece, Work, measure
from grader.assignment import Assignment, load_assignment
from grader.chain import Chain
from grader.mark import Marker
from grader.problem import Problem
from grader.vetting import Vetter
from reference.arrays import Array
from reference.derivation import Derivation
from reference.mlp import Network, as_graph, solve
from reference.variants import draw

ROOT = Path(__file__).parents[1]
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
BY_HAND, DEEP = "backprop-by-hand", "two-hidden-layers-with-bias"
REPEATS = 7
TOGETHER = 2_000  # variants drawn, or submissions marked, in one call
LOOP = 200  # rounds of a loop that are timed together
SIZES = ((2, 3, 3), (4, 8, 4), (8, 16, 8))
LONGEST_S = 900.0  # a guard only: the longest takes under a minute of CPU

Measurement = Callable[[int], Iterator[Piece]]


@cache
def assignment_of(slug: str) -> Assignment:
    return load_assignment(SHIPPED / slug)


def problem_of(slug: str) -> Problem:
    return assignment_of(slug).problems[0]


def _for_each(work: Callable[..., object], rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        work(*row)


def _chunks(count: int, size: int) -> Iterator[range]:
    return (range(start, min(start + size, count)) for start in range(0, count, size))


# ---- gradients of the 2-3-3 network --------------------------------------------------------------


def _network() -> Network:
    network = problem_of(BY_HAND).network
    assert network is not None  # for the type checker: it is shipped with one
    return network


def _leaves(count: int) -> dict[str, Array]:
    seeds = [str(seed) for seed in range(-(-count // 16))]
    drawn = draw(Vetter(problem_of(BY_HAND)).recipe, seeds, range(1), 16)
    return {name: value[:count] for name, value in drawn.items()}


def _repeated(count: int, work: Work) -> Iterator[Piece]:
    work()  # once before the clock runs: caches, lazy imports, compilation
    return ((count, work) for _ in range(REPEATS))


def gradients_by_graph(count: int) -> Iterator[Piece]:
    leaves = _leaves(count)
    derivation = Derivation(as_graph(_network()), _network().leaf_shapes())
    return _repeated(count, lambda: derivation.run(leaves))


def gradients_in_closed_form(count: int) -> Iterator[Piece]:
    leaves = _leaves(count)
    return _repeated(count, lambda: solve(_network(), leaves))


def _each(count: int, work: Callable[[dict[str, Array]], object]) -> Iterator[Piece]:
    leaves = _leaves(count)
    rows = [({name: value[i] for name, value in leaves.items()},) for i in range(count)]
    return _repeated(count, partial(_for_each, work, rows))


def gradients_by_numpy(count: int) -> Iterator[Piece]:
    return _each(count, by_numpy)


def gradients_by_torch(count: int) -> Iterator[Piece]:
    return _each(count, lambda row: ByTorch(_network(), row).quantities())


def gradients_by_vmap(count: int) -> Iterator[Piece]:
    """PyTorch at its best here: the gradients of all variants in one call (leaves only)."""
    import torch

    def loss(given: dict[str, torch.Tensor], y: torch.Tensor) -> torch.Tensor:
        p = torch.softmax(given["W2"] @ torch.relu(given["W1"] @ given["x"]), dim=0)
        return -torch.log((p * y).sum())

    leaves = _leaves(count)
    given = {name: torch.tensor(value) for name, value in leaves.items() if name != "y"}
    y = torch.nn.functional.one_hot(torch.tensor(leaves["y"]), 3).to(torch.float64)
    gradients = torch.func.vmap(torch.func.grad(loss))
    return _repeated(count, lambda: gradients(given, y))


# ---- drawing and vetting -------------------------------------------------------------------------


def vetting(slug: str, count: int) -> Iterator[Piece]:
    vetter = Vetter(problem_of(slug))
    vetter.draw(["warm up"])
    for chunk in _chunks(count, TOGETHER):
        yield len(chunk), partial(vetter.draw, [f"seed {number}" for number in chunk])


def vetting_one_by_one(slug: str, count: int) -> Iterator[Piece]:
    vetter = Vetter(problem_of(slug))
    vetter.draw(["warm up"])
    for chunk in _chunks(count, max(1, count // 5)):
        seeds = [([f"seed {number}"],) for number in chunk]
        yield len(chunk), partial(_for_each, vetter.draw, seeds)


def vetting_by_torch(slug: str, count: int) -> Iterator[Piece]:
    problem = problem_of(slug)
    draw_by_torch(problem, count)
    for chunk in _chunks(count, max(1, count // 5)):
        seeds = [(problem, seed) for seed in chunk]
        yield len(chunk), partial(_for_each, draw_by_torch, seeds)


# ---- marking -------------------------------------------------------------------------------------


def _class(count: int) -> Class:
    return Class(problem_of(BY_HAND), min(count, TOGETHER))


def _whole_batches(count: int) -> Iterator[Batch]:
    return batches(_class(count), count)


def marking_arrays(count: int) -> Iterator[Piece]:
    for batch in _whole_batches(count):
        yield len(batch.students.variants), partial(batch.students.judge, batch.answers)


def marking_text(count: int) -> Iterator[Piece]:
    marker = Marker(assignment_of(BY_HAND))
    for batch in _whole_batches(count):
        submissions = batch.typed()
        if batch.number == 0:
            marker.mark_many(submissions[:10])
        yield len(submissions), partial(marker.mark_many, submissions)


def marking_arrays_by_torch(count: int) -> Iterator[Piece]:
    for batch in _whole_batches(count):
        rows = [
            (_network(), variant.leaves, {name: value[i] for name, value in batch.answers.items()})
            for i, variant in enumerate(batch.students.variants)
        ]
        yield from _in_loops(mark_by_torch, rows)


def marking_text_by_torch(count: int) -> Iterator[Piece]:
    for batch in _whole_batches(count):
        rows = [
            (_network(), variants[problem].leaves, answers[problem])
            for variants, answers in batch.typed()
            for problem in variants
        ]
        yield from _in_loops(mark_text_by_torch, rows)


def _in_loops(work: Callable[..., object], rows: list[tuple[Any, ...]]) -> Iterator[Piece]:
    _for_each(work, rows[:10])
    for chunk in _chunks(len(rows), LOOP):
        yield len(chunk), partial(_for_each, work, rows[chunk.start : chunk.stop])


# ---- growing networks ----------------------------------------------------------------------------


def grown(sizes: tuple[int, ...]) -> Vetter:
    """The problem of backprop-by-hand on a network of other sizes."""
    network = dataclasses.replace(_network(), sizes=sizes)
    return Vetter(
        dataclasses.replace(
            problem_of(BY_HAND),
            network=network,
            graph=as_graph(network),
            leaf_shapes=network.leaf_shapes(),
            labels={"y": sizes[-1]},
            inactive=None,
        )
    )


def entries(sizes: tuple[int, ...]) -> int:
    """How many numbers a student gives."""
    shapes = grown(sizes).workings.derivation.by_name
    return sum(int(np.prod(shapes[name].shape)) for name in grown(sizes).workings.decimals)


def _candidates(vetter: Vetter, count: int) -> dict[str, Array]:
    drawn = draw(vetter.recipe, [str(seed) for seed in range(-(-count // 16))], range(1), 16)
    return {name: value[:count] for name, value in drawn.items()}


def checking(sizes: tuple[int, ...], count: int) -> Iterator[Piece]:
    """What vetting computes of a candidate: its gradients, its tolerances and every mistake."""
    vetter = grown(sizes)
    leaves, workings = _candidates(vetter, count), vetter.workings

    def check() -> None:
        used = workings.run(leaves)
        workings.tolerances(used)
        for step in workings.steps:
            for bite in step.bites:
                workings.predict(step, used, bite.rules)

    return _repeated(count, check)


def judging(sizes: tuple[int, ...], count: int) -> Iterator[Piece]:
    """Wrong answers in every quantity, so that all is carried, guarded and diagnosed."""
    vetter = grown(sizes)
    leaves, workings = _candidates(vetter, count), vetter.workings
    used = workings.run(leaves)
    tolerances = workings.tolerances(used).tolerance
    told_apart = {step.name: tuple(bite.code for bite in step.bites) for step in workings.steps}
    answers = {name: used[name] + 0.1 for name in workings.decimals}
    chain = Chain(workings, told_apart)
    return _repeated(count, lambda: chain.judge(leaves, tolerances, answers))


# ---- by name -------------------------------------------------------------------------------------

MEASUREMENTS: Mapping[str, Measurement] = {
    "gradients/graph": gradients_by_graph,
    "gradients/closed-form": gradients_in_closed_form,
    "gradients/numpy": gradients_by_numpy,
    "gradients/torch": gradients_by_torch,
    "gradients/vmap": gradients_by_vmap,
    **{f"vetting/{slug}": partial(vetting, slug) for slug in (BY_HAND, DEEP)},
    **{f"vetting-alone/{slug}": partial(vetting_one_by_one, slug) for slug in (BY_HAND, DEEP)},
    **{f"vetting-torch/{slug}": partial(vetting_by_torch, slug) for slug in (BY_HAND, DEEP)},
    "marking/arrays": marking_arrays,
    "marking/text": marking_text,
    "marking-torch/arrays": marking_arrays_by_torch,
    "marking-torch/text": marking_text_by_torch,
    **{f"checking/{'-'.join(map(str, sizes))}": partial(checking, sizes) for sizes in SIZES},
    **{f"judging/{'-'.join(map(str, sizes))}": partial(judging, sizes) for sizes in SIZES},
}
NEEDS_TORCH = frozenset(name for name in MEASUREMENTS if "torch" in name or "vmap" in name)


Request = tuple[str, int]  # a measurement's name, and how many units


def in_own_process(groups: Sequence[Sequence[Request]]) -> list[list[Measured]]:
    """Measure in a process of its own, so that memory is its own and there is one thread."""
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.measurements"],
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
        input=json.dumps(groups).encode(),
        stdout=subprocess.PIPE,
        timeout=LONGEST_S,
        check=True,
    )
    return [[Measured.from_json(one) for one in group] for group in json.loads(ended.stdout)]


def main() -> None:
    groups = json.load(sys.stdin)
    if any(name in NEEDS_TORCH for group in groups for name, _ in group):
        import torch

        torch.set_num_threads(1)
    found = [measure([MEASUREMENTS[name](count) for name, count in group]) for group in groups]
    print(json.dumps([[one.to_json() for one in group] for group in found]))


if __name__ == "__main__":
    main()
