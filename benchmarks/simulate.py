"""The marking proven on simulated students. Run: python -m benchmarks.simulate [ASSIGNMENT ...]

Four claims, each with its count, for every problem of the given assignments (default: all that
are shipped):

1. honest students, who round every asked value and go on from there, are never marked wrong;
2. a student who makes a known mistake is never marked right in the step it is made in;
3. a student who makes one mistake and carries on correctly loses points in no other step (but
   for the softmax's row sums, which leave nothing but zeros to carry on from);
4. from silly early answers (zeros, numbers copied off the sheet, one number throughout, huge
   numbers), carried on from correctly, no entry is carried.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from benchmarks.students import Habit, rounds, work_through
from grader.assignment import load_assignment
from grader.chain import Chain, Judged
from grader.problem import Problem
from grader.vetting import Variant, Vetter
from reference.arrays import Array, row_any
from reference.losses import one_hot

ZEROS = "A4-softmax-row-sums"
SHIPPED = Path(__file__).parents[1] / "assignments"


class Class:
    """A problem's vetted variants, one student each, and the chain that judges them."""

    def __init__(
        self,
        problem: Problem,
        count: int,
        *,
        vetter: Vetter | None = None,
        name: str = "student ",
    ) -> None:
        self.vetter = vetter or Vetter(problem)
        self.workings = self.vetter.workings
        variants = self.vetter.draw([f"{name}{i}" for i in range(count)])[0]
        self.leaves = _stacked([v.leaves for v in variants])
        self.tolerances = _stacked([v.tolerances for v in variants])
        self.chain = Chain(self.workings, variants[0].certificate.told_apart)
        self.variants: list[Variant] = variants

    def judge(self, answers: Mapping[str, Array]) -> dict[str, Judged]:
        return self.chain.judge(self.leaves, self.tolerances, answers)


def _stacked(rows: list[Mapping[str, Array]]) -> dict[str, Array]:
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def honest(students: Class) -> Counter[str]:
    """How many honest students are not right in some quantity, by quantity."""
    answers = work_through(students.workings, students.leaves, rounds(students.workings))
    judged = students.judge(answers)
    return +Counter({n: int(row_any(~j.right).sum()) for n, j in judged.items()})


def mistaken(students: Class) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Marked right in spite of a mistake; points lost elsewhere; steps without any finding."""
    workings, habit = students.workings, rounds(students.workings)
    right: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for step in workings.steps:
        for bite in step.bites:
            if bite.code not in students.vetter.told_apart[step.name]:
                continue
            answers = work_through(workings, students.leaves, habit, (step, bite.rules))
            judged = students.judge(answers)
            here = judged[step.name]
            key = f"{step.name} {bite.code}"
            right[key] += int((~row_any(here.wrong)).sum())
            named = [m for (code, _), m in here.findings.items() if code == bite.code]
            found = np.logical_or.reduce(named) if named else np.zeros(len(here.typed), bool)
            silent[key] += int((row_any(here.wrong) & ~found).sum())
            elsewhere = [row_any(j.wrong) for name, j in judged.items() if name != step.name]
            lost[key] += int(np.logical_or.reduce(elsewhere).sum())
    return +right, +lost, +silent


def silly_answers(students: Class, shape: tuple[int, ...]) -> Iterator[tuple[str, Array]]:
    """Answers that cost no work, for a quantity of the given core shape."""
    count = len(students.variants)
    full = (count, *shape)
    yield "zeros", np.zeros(full)
    yield "ones", np.ones(full)
    yield "huge numbers", 1e6 * (1 + np.arange(np.prod(full)).reshape(full) % 7)
    for name, value in students.leaves.items():
        if name in students.vetter.problem.labels:
            if len(shape) == 1 and value.ndim == 1:
                yield f"the one-hot of {name}", one_hot(value, np.zeros((1, *shape)))
            continue
        if value.shape[1:] == shape:
            yield f"{name} copied", value
        if value.ndim == 3 and value.shape[:0:-1] == shape:
            yield f"{name} transposed", value.swapaxes(1, 2)
        if value.ndim == 3 and len(shape) == 1:
            yield from ((f"row of {name}", value[:, i]) for i in range(value.shape[1])
                        if value[:, i].shape[1:] == shape)  # fmt: skip
            yield from ((f"column of {name}", value[:, :, j]) for j in range(value.shape[2])
                        if value[:, :, j].shape[1:] == shape)  # fmt: skip


def silly(students: Class) -> Counter[str]:
    """How many students earn a carried entry from a silly early answer."""
    workings = students.workings
    paid: Counter[str] = Counter()
    for step in workings.steps:
        for what, value in silly_answers(students, workings.derivation.by_name[step.name].shape):
            answers = work_through(
                workings, students.leaves, _replacing(rounds(workings), step.name, value)
            )
            carried = [row_any(j.carried) for j in students.judge(answers).values()]
            paid[f"{what} for {step.name}"] += int(np.logical_or.reduce(carried).sum())
    return +paid


def _replacing(habit: Habit, name: str, value: Array) -> Habit:
    return lambda n, computed: value if n == name else habit(n, computed)


def report(problem: Problem, count: int, repeat: int) -> bool:
    """Print the counts for one problem; were all of them 0?"""
    start = time.perf_counter()
    students = Class(problem, count)
    wrong = honest(students)
    for chunk in range(1, repeat):
        others = Class(problem, count, vetter=students.vetter, name=f"student {chunk}/")
        wrong += honest(others)
    right, lost, silent = mistaken(students)
    nothing_left = sum(lost.pop(key) for key in list(lost) if key.endswith(ZEROS))
    paid = silly(students)
    made = sum(len(c) for c in students.vetter.told_apart.values())
    print(f"{problem.id}: {count} variants, {made} mistakes in its steps")
    print(f"  honest students marked wrong: {sum(wrong.values())} of {count * repeat}", _top(wrong))
    print(f"  mistakes marked right: {sum(right.values())} of {made * count}", _top(right))
    print(f"  points lost in other steps: {sum(lost.values())} of {made * count}", _top(lost))
    print(f"  zeros left nothing to carry on from: {nothing_left}")
    print(f"  mistakes not named: {sum(silent.values())} of {made * count}", _top(silent))
    print(f"  silly answers that carried: {sum(paid.values())}", _top(paid))
    print(f"  took {time.perf_counter() - start:.0f} s")
    return not (wrong or right or lost or paid)


def _top(counts: Counter[str]) -> str:
    return "; ".join(f"{what}: {n}" for what, n in counts.most_common(8))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignments", nargs="*", type=Path)
    parser.add_argument("--variants", type=int, default=10_000)
    parser.add_argument("--honest", type=int, default=100_000)
    chosen = parser.parse_args()
    folders = chosen.assignments or sorted(p for p in SHIPPED.iterdir() if p.is_dir())
    repeat = max(1, chosen.honest // chosen.variants)
    good = [
        report(problem, chosen.variants, repeat)
        for folder in folders
        for problem in load_assignment(folder).problems
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
