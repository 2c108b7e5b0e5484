"""docs/benchmarks.md and its plots, from the results of a run.

python -m benchmarks.page does it again from benchmarks/results/latest.json and code.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import code_speed
from benchmarks.code_growth import MARKED
from benchmarks.speed import RESULTS, markdown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOCS = Path(__file__).parents[1] / "docs"
PAGE, PLOTS = DOCS / "benchmarks.md", DOCS / "benchmarks"
FIGURES, PROGRAMS, WAITS = "figures", "programs", "waits"  # what stands between marks of this name
CPU = ("count", "cpu_s")
INK, GREY = "#222222", "#999999"
COLOURS, MARKERS = ("#0b6e99", "#b3541e", "#4a7c2c"), ("o", "s", "^")


def write(results: Mapping[str, Any]) -> None:
    PAGE.write_text(with_figures(PAGE.read_text(), "\n".join(markdown(results))))
    draw(results["growth"])


def write_programs(results: Mapping[str, Any]) -> None:
    figures = "\n".join(code_speed.markdown(results))
    PAGE.write_text(with_figures(PAGE.read_text(), figures, PROGRAMS))
    draw_programs(results["growth"])


def write_waits(figures: str) -> None:
    PAGE.write_text(with_figures(PAGE.read_text(), figures, WAITS))


def with_figures(page: str, figures: str, name: str = FIGURES) -> str:
    """The page with what stands between the marks replaced; raises ValueError without marks."""
    begins, ends = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, begin, rest = page.partition(begins)
    _, end, after = rest.partition(ends)
    if not begin or not end:
        raise ValueError(f"the page has no {begins} followed by {ends}")
    return f"{before}{begins}\n{figures}\n{ends}{after}"


def draw(growth: Mapping[str, Any]) -> None:
    PLOTS.mkdir(exist_ok=True)
    counts = growth["counts"]
    lines = {name: _pairs(points, "count", "cpu_s") for name, points in counts.items()}
    _plot("time", lines, ("how many, log scale", "CPU seconds, log scale"))
    lines = {name: _pairs(points, "count", "peak_mib") for name, points in counts.items()}
    _plot("memory", lines, ("how many, log scale", "peak memory in MiB"), is_flat=True)
    lines = {
        name: [(entries, 1e6 * cpu_s) for entries, cpu_s in _pairs(points, "entries", "cpu_s")]
        for name, points in growth["entries"].items()
    }
    _plot("entries", lines, ("entries asked, log scale", "µs of CPU for one, log scale"))


def draw_programs(growth: Mapping[str, Any]) -> None:
    PLOTS.mkdir(exist_ok=True)
    cases = [(count, 1000 * cpu_s / MARKED) for count, cpu_s in _pairs(growth["cases"], *CPU)]
    lines = {"a right program, by cases for each function": cases}
    _plot("cases", lines, ("cases for each function, log scale", "ms of CPU, log scale"))
    submissions = {"submissions of the class": _pairs(growth["submissions"], *CPU)}
    _plot("programs", submissions, ("submissions, log scale", "CPU seconds, log scale"))


def _pairs(points: Sequence[Mapping[str, Any]], x: str, y: str) -> list[tuple[float, float]]:
    return [(point[x], point[y]) for point in points]


def _plot(
    name: str,
    lines: Mapping[str, list[tuple[float, float]]],
    labels: tuple[str, str],
    is_flat: bool = False,
) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    # The same results give the same file: no date, no random ids; text stays text.
    with pyplot.rc_context({"svg.hashsalt": "backmark", "svg.fonttype": "none", "font.size": 10}):
        figure, axes = pyplot.subplots(figsize=(6.4, 4.0), layout="constrained")
        for place, (label, points) in enumerate(lines.items()):
            x, y = zip(*points, strict=True)
            axes.plot(x, y, color=COLOURS[place], marker=MARKERS[place], label=label)
            if not is_flat:
                _proportional(axes, points)
        _dress(axes, labels, is_flat)
        figure.savefig(PLOTS / f"{name}.svg", metadata={"Date": None})
        pyplot.close(figure)


def _proportional(axes: Axes, points: list[tuple[float, float]]) -> None:
    """What proportional growth would be, through the last point."""
    (start, _), (end, cost) = points[0], points[-1]
    axes.plot([start, end], [cost * start / end, cost], color=GREY, linestyle=":", linewidth=1)


def _dress(axes: Axes, labels: tuple[str, str], is_flat: bool) -> None:
    axes.set_xscale("log")
    if is_flat:
        axes.set_ylim(bottom=0)
    else:
        axes.set_yscale("log")
        axes.plot([], [], color=GREY, linestyle=":", label="proportional growth")
    axes.set_xlabel(labels[0], color=INK)
    axes.set_ylabel(labels[1], color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)


if __name__ == "__main__":
    write(json.loads((RESULTS / "latest.json").read_text()))
    write_programs(json.loads((RESULTS / "code.json").read_text()))
