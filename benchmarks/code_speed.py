"""How cheaply programs are marked, beside other ways, in one run: python -m benchmarks.code_speed

Everybody marks the same twenty programs and has to find the same points. Prints two tables and how
the cost grows, and writes all samples to benchmarks/results/code.json (--quick: small counts,
without nbgrader and Otter, into code-quick.json). --write also puts the tables into
docs/benchmarks.md and draws the plot beside it.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.code_class import Student, problem, students
from benchmarks.code_growth import Growth, growth_body, growth_lines
from benchmarks.code_meter import KernelAccount, tree_cpu_s
from benchmarks.code_rivals import (
    RIVALS,
    FreshPython,
    FreshSandbox,
    OneThreadSandbox,
    Rival,
    RivalError,
)
from benchmarks.speed import RESULTS, as_text, machine
from benchmarks.timing import Sample
from grader.code.marking import CodeMarker
from grader.code.variant import CodeVariant
from grader.code.vetting import CodeVetter
from grader.sandbox.supervisor import Sandbox

SEED = "a class"
OURS = "Backmark, isolated, twice in different orders, with findings"


@dataclass(frozen=True)
class Extent:
    """How much is done: rounds in which all take their turn, and how many classes of twenty are
    ours in each, so that a sample is not shorter than the kernel's ticks."""

    rounds: int
    classes: int
    rivals: tuple[type[Rival], ...]
    growth: Growth


FULL = Extent(3, 10, RIVALS, Growth((5, 10, 20, 40, 80), (100, 300, 1000, 3000), 1000))
QUICK = Extent(1, 1, (FreshPython, FreshSandbox, OneThreadSandbox), Growth((5, 10), (20, 40), 20))


@dataclass
class Contender:
    """Somebody who marks, with what that took each time."""

    words: str
    work: Callable[[], object]
    units: int
    samples: list[Sample]
    fault: str = ""

    def take_turn(self) -> None:
        """One more sample; a fault is kept, and the others go on."""
        if self.fault:
            return
        wall, cpu = time.perf_counter(), tree_cpu_s()
        try:
            self.work()
        except RivalError as error:
            self.fault = str(error)
            return
        self.samples.append(Sample(self.units, tree_cpu_s() - cpu, time.perf_counter() - wall))


class DisagreementError(RuntimeError):
    """Somebody found other points than everybody has to: no figure would mean anything."""


def _agreed(words: str, found: Mapping[str, float]) -> None:
    wanted = {student.name: student.points for student in students()}
    off = {name: found.get(name) for name, points in wanted.items() if found.get(name) != points}
    if off:
        raise DisagreementError(f"{words}: {off}; expected { ({n: wanted[n] for n in off}) }")


# ---- ours ----------------------------------------------------------------------------------------


def _marked(
    marker: CodeMarker, variant: CodeVariant, whom: Sequence[Student]
) -> Callable[[], None]:
    def work() -> None:
        for student in whom:
            found = marker.mark(variant, student.files).points
            if found != student.points:
                raise DisagreementError(f"{OURS}: {student.name} was given {found}")

    return work


def our_contenders(marker: CodeMarker, variant: CodeVariant, classes: int) -> list[Contender]:
    """The class, and then those of one kind only."""
    everybody = students()
    kinds = (
        (OURS, everybody * classes),
        ("of these, right programs", [s for s in everybody if s.points == 100] * classes),
        ("of these, with mistakes", [s for s in everybody if 0 < s.points < 100] * classes),
    )
    return [
        Contender(words, _marked(marker, variant, whom), len(whom), []) for words, whom in kinds
    ]


# ---- side by side --------------------------------------------------------------------------------


def side_by_side(marker: CodeMarker, variant: CodeVariant, extent: Extent) -> dict[str, Any]:
    """Everybody in turns; what is prepared, and the first time of ours, is not counted."""
    ours = our_contenders(marker, variant, extent.classes)
    rivals, others = [], []
    for kind in extent.rivals:
        rival = kind(variant, students())
        one = Contender(rival.words, rival.mark, len(students()), [])
        try:
            rival.prepare()
        except RivalError as error:
            one.fault = str(error)
        rivals.append(rival)
        others.append(one)
    _marked(marker, variant, students())()
    for _ in range(extent.rounds):
        for contender in (*ours, *others):
            contender.take_turn()
    for rival, contender in zip(rivals, others, strict=True):
        if not contender.fault:
            _agreed(contender.words, rival.points())
    slow = _cpu_s(ours[0])
    return {"rows": [_row(one, slow) for one in (*ours, *others)]}


def _cpu_s(contender: Contender) -> float:
    return statistics.median(sample.cpu_s / sample.units for sample in contender.samples)


def _row(one: Contender, ours_s: float) -> dict[str, Any]:
    if one.fault:
        return {"words": one.words, "fault": one.fault}
    each = [sample.cpu_s / sample.units for sample in one.samples]
    return {
        "words": one.words,
        "samples": [[s.units, round(s.cpu_s, 6), round(s.wall_s, 6)] for s in one.samples],
        "cpu_s": {"median": _cpu_s(one), "lowest": min(each), "highest": max(each)},
        "wall_s": statistics.median(sample.wall_s / sample.units for sample in one.samples),
        "ratio": _cpu_s(one) / ours_s,
    }


# ---- what is printed -----------------------------------------------------------------------------


def markdown(results: Mapping[str, Any]) -> Iterator[str]:
    """The tables, as they are printed and as they stand in docs/benchmarks.md."""
    on = results["machine"]
    yield (
        f"{on['processor']}, {on['cores']} cores; Python {on['python']}, NumPy {on['numpy']}; load "
        f"{on['load_at_start']} when it started, {results['took_s']:.0f} s in all."
    )
    yield from ("", "| marked by | ms of CPU each | lowest to highest | ms each | ratio |")
    yield "|---|---:|---:|---:|---:|"
    yield from map(_line, results["side_by_side"]["rows"])
    if share := results["kernel_share"]:
        yield ""
        yield f"The kernel's own account of the whole group of processes says {share:.3f} of that."
    yield from growth_lines(results["growth"])


def _line(row: Mapping[str, Any]) -> str:
    if "fault" in row:
        return f"| {row['words']} | not measured: {row['fault']} | | | |"
    cpu = row["cpu_s"]
    spread = f"{_ms(cpu['lowest'])} to {_ms(cpu['highest'])}"
    ratio = f"{row['ratio']:,.1f}"
    return f"| {row['words']} | {_ms(cpu['median'])} | {spread} | {_ms(row['wall_s'])} | {ratio} |"


def _ms(seconds: float) -> str:
    return f"{float(f'{1000 * seconds:.3g}'):,g}"


# ---- the command ---------------------------------------------------------------------------------


def run(extent: Extent) -> dict[str, Any]:
    """Side by side, and then the growth."""
    start, on, account = time.perf_counter(), machine(), KernelAccount()
    try:
        with Sandbox.open() as sandbox:
            variant = CodeVetter(problem(), sandbox).draw([SEED])[0]
            cpu, kernel = tree_cpu_s(), account.cpu_s()
            found = side_by_side(CodeMarker(problem(), sandbox), variant, extent)
            kernel_s = (account.cpu_s() or 0.0) - (kernel or 0.0)
            share = kernel_s / (tree_cpu_s() - cpu)
    finally:
        account.close()
    growth = growth_body(extent.growth)
    took_s = time.perf_counter() - start
    return {
        "machine": on,
        "took_s": took_s,
        "side_by_side": found,
        "kernel_share": share,
        "growth": growth,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small counts, a few seconds")
    parser.add_argument("--write", action="store_true", help="docs/benchmarks.md and its plot too")
    chosen = parser.parse_args()
    results = run(QUICK if chosen.quick else FULL)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / ("code-quick.json" if chosen.quick else "code.json")
    file.write_text(as_text(results))
    print("\n".join(markdown(results)))
    if chosen.write:
        from benchmarks.page import write_programs

        write_programs(results)


if __name__ == "__main__":
    main()
