"""How the cost of marking programs grows: with cases, with submissions, with workers, with loops.

python -m benchmarks.code_growth NAME COUNT measures one of them in a process of its own, so that
its peak memory is its own, and prints what it found as JSON.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.code_class import CASES, MAIN, SLUG, problem, students
from benchmarks.code_meter import tree_cpu_s, tree_peak_mib
from benchmarks.code_rivals import VAR
from benchmarks.simulate import SHIPPED
from benchmarks.timing import peak_mib
from grader.code.marking import CodeMarker
from grader.code.vetting import CodeVetter
from grader.sandbox.supervisor import Sandbox

SEED = "a class"
MARKED = 50  # times that one program is marked for a figure of "cases"
LOOP_EVERY = 10
CALL_S = 1.0  # what a call may take in the batch with endless loops
LOOP = b"while True:\n        pass\n    out = np.maximum(x, 0)"
LONGEST_S = 1800.0

Found = Mapping[str, float]


@dataclass(frozen=True)
class Growth:
    """Which counts: of cases for each function, of submissions, and of programs in a batch."""

    cases: Sequence[int]
    submissions: Sequence[int]
    batch: int


def by_cases(cases: int) -> Found:
    """A right program, again and again, with so many cases for each function."""
    return _marking(cases, MARKED)


def by_submissions(count: int) -> Found:
    """So many submissions, those of the class in turn."""
    return _marking(CASES, count)


def _marking(cases: int, count: int) -> Found:
    with Sandbox.open() as sandbox:
        variant = CodeVetter(problem(cases), sandbox).draw([SEED])[0]
        marker = CodeMarker(problem(cases), sandbox)
        everybody = students() if cases == CASES else students()[:1]
        for student in everybody:  # what is learnt once is not counted
            marker.mark(variant, student.files)
        wall, cpu = time.perf_counter(), tree_cpu_s()
        for i in range(count):
            marker.mark(variant, everybody[i % len(everybody)].files)
        found = {"cpu_s": tree_cpu_s() - cpu, "wall_s": time.perf_counter() - wall}
        return {**found, "peak_mib": peak_mib() + tree_peak_mib()}


def by_workers(workers: int, count: int) -> Found:
    """A folder of right programs through the command."""
    return _graded(workers, count, with_loops=False)


def with_loops(workers: int, count: int) -> Found:
    """The same, one in ten an endless loop, and what the limits alone make of that."""
    found = _graded(workers, count, with_loops=True)
    return {**found, "limits_s": (count // LOOP_EVERY) * CALL_S / workers}


def _graded(workers: int, count: int, *, with_loops: bool) -> Found:
    folder = VAR / "batch"
    shutil.rmtree(folder, ignore_errors=True)
    handed_in = folder / "handed-in"
    handed_in.mkdir(parents=True)
    right = problem().solution[MAIN]
    endless = right.replace(b"out = np.maximum(x, 0)", LOOP)
    for i in range(count):
        is_endless = with_loops and i % LOOP_EVERY == 0
        (handed_in / f"s{i:05}.py").write_bytes(endless if is_endless else right)
    command = [sys.executable, "-m", "grader.cli", "grade", str(_quick_to_stop(folder))]
    command += [str(handed_in), "--out", str(folder / "marks")]
    wall, cpu = time.perf_counter(), tree_cpu_s()
    subprocess.run(
        [*command, "--jobs", str(workers), "--seed", SEED],
        stdout=subprocess.DEVNULL,
        timeout=LONGEST_S,
        check=True,
    )
    found = {"cpu_s": tree_cpu_s() - cpu, "wall_s": time.perf_counter() - wall}
    _check_marks(folder / "marks" / "marks.csv", count, with_loops=with_loops)
    return found


def _quick_to_stop(folder: Path) -> Path:
    """The shipped assignment with a shorter limit for one call."""
    place = folder / SLUG
    shutil.copytree(SHIPPED / SLUG, place)
    text = (place / "assignment.toml").read_text()
    limits = f'kind = "code"\nlimits = {{ call_s = {CALL_S} }}'
    (place / "assignment.toml").write_text(text.replace('kind = "code"', limits, 1))
    return place


def _check_marks(summary: Path, count: int, *, with_loops: bool) -> None:
    """Everybody was marked, and who loops lost that function only."""
    rows = summary.read_text().splitlines()[1:]
    lost = sum(",18,18," not in row for row in rows)
    if len(rows) != count or lost != (count // LOOP_EVERY if with_loops else 0):
        raise RuntimeError(f"{len(rows)} rows, {lost} of them without full points")


MEASUREMENTS: Mapping[str, Callable[..., Found]] = {
    "cases": by_cases,
    "submissions": by_submissions,
    "workers": by_workers,
    "loops": with_loops,
}


def in_own_process(name: str, *counts: int) -> Found:
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.code_growth", name, *map(str, counts)],
        stdout=subprocess.PIPE,
        timeout=LONGEST_S,
        check=True,
    )
    found: Found = json.loads(ended.stdout)
    return found


def growth_body(growth: Growth) -> dict[str, Any]:
    batch = growth.batch
    return {
        "cases": [_point(n, in_own_process("cases", n)) for n in growth.cases],
        "submissions": [_point(n, in_own_process("submissions", n)) for n in growth.submissions],
        "batch": batch,
        "workers": [_point(n, in_own_process("workers", n, batch)) for n in (1, 2)],
        "loops": in_own_process("loops", 2, batch),
    }


def _point(count: int, found: Found) -> dict[str, float]:
    return {"count": count, **found}


# ---- what is printed -----------------------------------------------------------------------------


def growth_lines(growth: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "| cases for each function | " + _cells(growth["cases"], "count"))
    yield "|---|" + "---:|" * len(growth["cases"])
    each = [point["cpu_s"] / MARKED for point in growth["cases"]]
    yield "| ms of CPU for a right program | " + _joined(f"{1000 * one:.1f}" for one in each)
    yield from ("", "| submissions of the class | " + _cells(growth["submissions"], "count"))
    yield "|---|" + "---:|" * len(growth["submissions"])
    points = growth["submissions"]
    yield "| s of CPU | " + _joined(f"{point['cpu_s']:.2f}" for point in points)
    yield "| peak memory of all processes | " + _joined(f"{p['peak_mib']:.0f} MiB" for p in points)
    batch, loops = growth["batch"], growth["loops"]
    yield from ("", f"| `backmark grade`, {batch:,} programs | s | a minute |")
    yield "|---|---:|---:|"
    for point in growth["workers"]:
        who = "1 worker" if point["count"] == 1 else f"{point['count']} workers"
        yield _batch_line(f"{who}, right programs", point, batch)
    words = f"2 workers, one in ten an endless loop (the loops alone: {loops['limits_s']:.0f} s)"
    yield _batch_line(words, loops, batch)


def _batch_line(words: str, found: Mapping[str, float], batch: int) -> str:
    rate = 60 * batch / found["wall_s"]
    return f"| {words} | {found['wall_s']:.1f} | {rate:,.0f} |"


def _cells(points: Sequence[Mapping[str, float]], name: str) -> str:
    return _joined(f"{point[name]:,}" for point in points)


def _joined(cells: Iterator[str]) -> str:
    return " | ".join(cells) + " |"


def main() -> None:
    name, *counts = sys.argv[1:]
    print(json.dumps(MEASUREMENTS[name](*map(int, counts))))


if __name__ == "__main__":
    main()
