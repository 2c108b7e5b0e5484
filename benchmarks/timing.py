"""Timing pieces of work in CPU seconds and in seconds on the clock, and how much memory it took."""

from __future__ import annotations

import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Work = Callable[[], object]
Piece = tuple[int, Work]  # how many units are done, and what does them

CLOCK_TICK_S = 1e-6  # nothing that is measured here is shorter


@dataclass(frozen=True)
class Sample:
    """One timed piece of work on `units` units."""

    units: int
    cpu_s: float
    wall_s: float


@dataclass(frozen=True)
class Measured:
    """The samples of one measurement, and the process's peak memory at its end."""

    samples: tuple[Sample, ...]
    peak_mib: float

    @property
    def units(self) -> int:
        return sum(sample.units for sample in self.samples)

    @property
    def cpu_s(self) -> float:
        return sum(sample.cpu_s for sample in self.samples)

    @property
    def wall_s(self) -> float:
        return sum(sample.wall_s for sample in self.samples)

    @property
    def rates(self) -> list[float]:
        """Units in a CPU second, sample by sample."""
        return [sample.units / sample.cpu_s for sample in self.samples]

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def to_json(self) -> dict[str, Any]:
        wall = statistics.median(sample.units / sample.wall_s for sample in self.samples)
        return {
            "units": self.units,
            "samples": [[s.units, round(s.cpu_s, 6), round(s.wall_s, 6)] for s in self.samples],
            "per_cpu_s": {
                "median": self.rate,
                "lowest": min(self.rates),
                "highest": max(self.rates),
            },
            "per_wall_s": {"median": wall},
            "cpu_s": round(self.cpu_s, 6),
            "wall_s": round(self.wall_s, 6),
            "peak_mib": round(self.peak_mib, 1),
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Measured:
        return cls(tuple(Sample(*sample) for sample in body["samples"]), body["peak_mib"])


def timed(units: int, work: Work) -> Sample:
    """Do the work once."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    cpu_s, wall_s = time.process_time() - cpu, time.perf_counter() - wall
    return Sample(units, max(cpu_s, CLOCK_TICK_S), max(wall_s, CLOCK_TICK_S))


def measure(sources: Sequence[Iterator[Piece]]) -> list[Measured]:
    """Time every piece of every source, in turns; what making the next one takes is not timed."""
    samples: list[list[Sample]] = [[] for _ in sources]
    open_sources = dict(enumerate(sources))
    while open_sources:
        for place, source in list(open_sources.items()):
            if piece := next(source, None):
                samples[place].append(timed(*piece))
            else:
                del open_sources[place]
    return [Measured(tuple(found), peak_mib()) for found in samples]


def peak_mib() -> float:
    """The most memory that this process ever held.

    From /proc where there is one: on Linux, getrusage counts the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
