"""How fast it is, beside what most would write, in one run. Run: python -m benchmarks.speed

Prints three tables and how the cost grows, and writes all samples to benchmarks/results/latest.json
(--quick: small counts, into quick.json). --write also puts the tables into docs/benchmarks.md and
draws the plots beside it, which needs matplotlib: `uv sync --inexact --group benchmarks`.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measurements import (
    BY_HAND,
    DEEP,
    NEEDS_TORCH,
    SIZES,
    Request,
    entries,
    in_own_process,
)
from benchmarks.timing import Measured

RESULTS = Path(__file__).parent / "results"
QUICK_SHARE = 50  # a quick run does a fiftieth of the work
POWERS = (100, 1_000, 10_000, 100_000)
GROWING = ("vetting/" + BY_HAND, "marking/arrays", "marking/text")


@dataclass(frozen=True)
class Row:
    """One line of a table: what is measured, how many units of it, and in which words."""

    words: str
    name: str
    count: int


@dataclass(frozen=True)
class Table:
    """Rows that do the same task; ratios are to the row named `against`."""

    title: str
    unit: str
    against: str
    rows: tuple[Row, ...]


def _vetting_table(slug: str) -> Table:
    return Table(
        f"Variants drawn, vetted and certified: {slug}",
        "variants",
        f"vetting-torch/{slug}",
        (
            Row("Backmark, seeds in batches of 2,000", f"vetting/{slug}", 10_000),
            Row("Backmark, one seed at a time", f"vetting-alone/{slug}", 50),
            Row("loop over PyTorch, a few checks only", f"vetting-torch/{slug}", 250),
        ),
    )


TABLES = (
    Table(
        "Values and gradients of the 2-3-3 network",
        "variants",
        "gradients/torch",
        (
            Row("Backmark's graphs, {count:,} at once", "gradients/graph", 10_000),
            Row("Backmark's closed form, {count:,} at once", "gradients/closed-form", 10_000),
            Row("torch.func.vmap, {count:,} at once", "gradients/vmap", 10_000),
            Row("NumPy, one by one", "gradients/numpy", 2_000),
            Row("PyTorch autograd, one by one", "gradients/torch", 1_000),
        ),
    ),
    _vetting_table(BY_HAND),
    _vetting_table(DEEP),
    Table(
        "Submissions marked, answers given as arrays",
        "submissions",
        "marking-torch/arrays",
        (
            Row("Backmark, {count:,} in batches of 2,000", "marking/arrays", 100_000),
            Row("loop over PyTorch and np.allclose", "marking-torch/arrays", 2_000),
        ),
    ),
    Table(
        "Submissions marked, answers given as typed text",
        "submissions",
        "marking-torch/text",
        (
            Row("Backmark, {count:,} in batches of 2,000", "marking/text", 100_000),
            Row("loop over PyTorch and np.allclose", "marking-torch/text", 2_000),
        ),
    ),
)


WIDTHS = tuple(
    Row(sizes, f"{kind}/{sizes}", 1_000)
    for kind in ("checking", "judging")
    for sizes in ("-".join(map(str, each)) for each in SIZES)
)


class Session:
    """One run: everything is measured once, and then looked up."""

    def __init__(self, share: int) -> None:
        self.share = share
        self.has_torch = importlib.util.find_spec("torch") is not None
        self.powers = [count for count in POWERS if count <= POWERS[-1] // share]
        self.measured: dict[Request, Measured] = {}

    def count(self, row: Row) -> int:
        """How many in this run: a full one's, or its share of it."""
        return max(5, row.count // self.share)

    def measure(self) -> None:
        """What grows in processes of its own, the rest together, each table's rows in turns."""
        tables = [[(row.name, self.count(row)) for row in table.rows] for table in TABLES]
        tables += [[(row.name, self.count(row)) for row in WIDTHS]]
        beside = [
            [(name, count) for name, count in table if name not in GROWING and self.can(name)]
            for table in tables
        ]
        alone = [(name, count) for name in GROWING for count in self.powers]
        alone += [one for table in tables for one in table if one[0] in GROWING]
        self._measure(beside)
        for request in dict.fromkeys(alone):
            self._measure([[request]])

    def can(self, name: str) -> bool:
        return self.has_torch or name not in NEEDS_TORCH

    def find(self, row: Row) -> Measured | None:
        return self.measured.get((row.name, self.count(row)))

    def _measure(self, groups: list[list[Request]]) -> None:
        for group, found in zip(groups, in_own_process(groups), strict=True):
            self.measured |= dict(zip(group, found, strict=True))


# ---- what is measured ----------------------------------------------------------------------------


def table_body(session: Session, table: Table) -> dict[str, Any]:
    found = {row.name: session.find(row) for row in table.rows}
    slow, rows = found[table.against], []
    for row in table.rows:
        body: dict[str, Any] = {"words": row.words.format(count=session.count(row))}
        if one := found[row.name]:
            body |= {"name": row.name, **one.to_json()}
            body |= {"ratio": one.rate / slow.rate} if slow else {}
        rows.append(body)
    return {"title": table.title, "unit": table.unit, "rows": rows}


def growth_body(session: Session) -> dict[str, Any]:
    """CPU seconds and memory against how many; cost of one against a network's entries."""
    return {
        "counts": {name: [_point(session, name, n) for n in session.powers] for name in GROWING},
        "entries": {
            kind: [_width(session, row) for row in WIDTHS if row.name.startswith(kind)]
            for kind in ("checking", "judging")
        },
    }


def _point(session: Session, name: str, count: int) -> dict[str, float]:
    one = session.measured[name, count]
    return {"count": count, "cpu_s": one.cpu_s, "wall_s": one.wall_s, "peak_mib": one.peak_mib}


def _width(session: Session, row: Row) -> dict[str, Any]:
    one = session.measured[row.name, session.count(row)]
    sizes = tuple(int(size) for size in row.words.split("-"))
    return {"sizes": row.words, "entries": entries(sizes), "cpu_s": 1 / one.rate}


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": importlib.metadata.version("numpy"),
        "torch": importlib.metadata.version("torch") if importlib.util.find_spec("torch") else None,
        "load_at_start": round(os.getloadavg()[0], 2),
        "threads": 1,
    }


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


# ---- what is printed -----------------------------------------------------------------------------


def markdown(results: Mapping[str, Any]) -> Iterator[str]:
    """The tables, as they are printed and as they stand in docs/benchmarks.md."""
    on = results["machine"]
    yield (
        f"{on['processor']}, {on['cores']} cores, one thread in use; Python {on['python']}, "
        f"NumPy {on['numpy']}, PyTorch {on['torch'] or 'not installed'}; load "
        f"{on['load_at_start']} when it started, {results['took_s']:.0f} s in all."
    )
    for table in results["tables"]:
        yield from ("", f"### {table['title']}", "")
        yield f"| | {table['unit']} per CPU second | lowest to highest | per second | ratio |"
        yield "|---|---:|---:|---:|---:|"
        yield from map(_line, table["rows"])
    yield from _growth_lines(results["growth"])


def _line(row: Mapping[str, Any]) -> str:
    if "per_cpu_s" not in row:
        return f"| {row['words']} | PyTorch is not installed | | | |"
    cpu = row["per_cpu_s"]
    ratio = f"{row['ratio']:,.1f}" if "ratio" in row else ""
    spread = f"{_round(cpu['lowest'])} to {_round(cpu['highest'])}"
    wall = _round(row["per_wall_s"]["median"])
    return f"| {row['words']} | {_round(cpu['median'])} | {spread} | {wall} | {ratio} |"


def _growth_lines(growth: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "### Growth", "")
    counts = [point["count"] for point in next(iter(growth["counts"].values()))]
    yield "| CPU seconds; peak memory | " + " | ".join(f"{count:,}" for count in counts) + " |"
    yield "|---|" + "---:|" * len(counts)
    for name, points in growth["counts"].items():
        cells = (f"{point['cpu_s']:.2g} s; {point['peak_mib']:.0f} MiB" for point in points)
        yield f"| {name} | " + " | ".join(cells) + " |"
    widths = growth["entries"]["checking"]
    yield ""
    names = " | ".join(f"{width['sizes']} ({width['entries']})" for width in widths)
    yield f"| µs of CPU for one; network (entries asked) | {names} |"
    yield "|---|" + "---:|" * len(widths)
    for kind, points in growth["entries"].items():
        yield f"| {kind} | " + " | ".join(f"{1e6 * point['cpu_s']:,.0f}" for point in points) + " |"


def _round(rate: float) -> str:
    """Three figures; more would promise what another run does not keep."""
    return f"{float(f'{rate:.3g}'):,.0f}"


# ---- the command ---------------------------------------------------------------------------------


def run(share: int) -> dict[str, Any]:
    """Every table and the growth."""
    start, session, on = time.perf_counter(), Session(share), machine()
    session.measure()
    return {
        "machine": on,
        "took_s": time.perf_counter() - start,
        "tables": [table_body(session, table) for table in TABLES],
        "growth": growth_body(session),
    }


def as_text(results: Mapping[str, Any]) -> str:
    """JSON with one sample on a line."""
    text = json.dumps(results, indent=1) + "\n"
    return re.sub(r"\[\s+([\d.e-]+),\s+([\d.e-]+),\s+([\d.e-]+)\s+\]", r"[\1, \2, \3]", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small counts, under 40 s")
    parser.add_argument("--write", action="store_true", help="docs/benchmarks.md and its plots too")
    chosen = parser.parse_args()
    results = run(QUICK_SHARE if chosen.quick else 1)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / ("quick.json" if chosen.quick else "latest.json")
    file.write_text(as_text(results))
    print("\n".join(markdown(results)))
    if chosen.write:
        from benchmarks.page import write

        write(results)


if __name__ == "__main__":
    main()
