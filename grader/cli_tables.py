"""What the commands print: numbers in columns, tables, and marks in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress
from rich.table import Table as Drawn

from grader.assignment import Assignment, AssignmentFault
from grader.batch import SUMMARY, Report
from grader.cli_errors import printable
from grader.code.folders import ProgramFolder
from grader.desk import State
from grader.doctor import Check
from grader.mark import Mark, QuantityMark
from grader.problem import Problem
from grader.submissions import Source, Table
from grader.vetting import Variant, VettingReport
from reference.arrays import Array

WIDE = 1000  # what is not a terminal does not wrap


def console(stderr: bool = False) -> Console:
    """A console that takes nobody's text for markup, and wraps on terminals only."""
    found = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not found.is_terminal:
        found.width = WIDE
    return found


def table_of(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Drawn:
    table = Drawn(box=None, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(printable(cell) for cell in row))
    return table


# ---- numbers -------------------------------------------------------------------------------------


def numbers(value: Array, form: str = ".6g") -> list[str]:
    """A value as lines: one for a number or a vector, one for each row of a matrix."""
    texts = [format(float(entry), form) for entry in np.asarray(value).flat]
    if value.ndim == 0:
        return texts
    if value.ndim == 1:
        return [f"[{', '.join(texts)}]"]
    columns = value.shape[1]
    width = max(map(len, texts))
    rows = [texts[i : i + columns] for i in range(0, len(texts), columns)]
    lines = [f"[{', '.join(text.rjust(width) for text in row)}]" for row in rows]
    opened = [("[" if i == 0 else " ") + line for i, line in enumerate(lines)]
    return [line + ("]" if i == len(opened) - 1 else ",") for i, line in enumerate(opened)]


def named_values(values: Mapping[str, Array], form: str = ".6g") -> str:
    """Every value beside its name, on as many lines as it needs."""
    width = max((len(name) for name in values), default=0)
    lines = []
    for name, value in values.items():
        for i, line in enumerate(numbers(value, form)):
            lines.append(f"{name if i == 0 else '':<{width}}  {line}")
    return printable("\n".join(lines))


# ---- check, doctor -------------------------------------------------------------------------------


def faults_table(faults: Iterable[AssignmentFault]) -> Drawn:
    rows = [(f.file, str(f.line or ""), f.key, f.value, f.reason) for f in faults]
    return table_of(("file", "line", "key", "value", "reason"), rows)


def doctor_table(checks: Iterable[Check]) -> Drawn:
    rows = [("ok" if c.is_in_order else "NOT OK", c.name, c.found, c.mend) for c in checks]
    return table_of(("", "what", "found", "mend with"), rows)


def assignment_line(assignment: Assignment) -> str:
    asked = sum(len(problem.asked) for problem in assignment.problems)
    functions = sum(len(problem.functions) for problem in assignment.code_problems)
    said = [counted(len(assignment.problems) + len(assignment.code_problems), "problem")]
    said += [counted(asked, "quantity", "quantities")] if asked else []
    said += [counted(functions, "function")] if functions else []
    said.append(f"{assignment.points:g} points")
    return printable(f"{assignment.title} ({assignment.slug}): {', '.join(said)}; no faults")


def counted(count: int, noun: str, plural: str = "") -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


# ---- vet -----------------------------------------------------------------------------------------


def vetting_text(report: VettingReport) -> list[str | Drawn]:
    share = report.accepted / report.drawn if report.drawn else 0.0
    parts: list[str | Drawn] = [
        f"{report.problem_id}: {counted(report.accepted, 'fit variant')} among "
        f"{counted(report.drawn, 'candidate')} ({share:.1%})"
    ]
    reasons = sorted(report.rejected.items(), key=lambda item: -item[1])
    if reasons:
        parts.append(table_of(("turned down", "because"), [(f"{n:,}", why) for why, n in reasons]))
    told = [(name, str(len(codes)), ", ".join(codes)) for name, codes in report.told_apart.items()]
    parts.append(
        table_of(("step", "mistakes", "every variant tells these from the right rule"), told)
    )
    if report.never_told_apart:
        rows = [(d.quantity, d.code, f"{d.shown_by:.1%}") for d in report.never_told_apart]
        parts.append(table_of(("step", "never told apart from the right rule", "shown by"), rows))
    same = [(name, " = ".join(g)) for name, groups in report.confusable.items() for g in groups]
    if same:
        parts.append(
            table_of(("step", "give the same value, so a finding names all of them"), same)
        )
    return parts


# ---- show ----------------------------------------------------------------------------------------


def problem_text(problem: Problem, variant: Variant) -> str:
    lines = [f"{problem.title} ({problem.id})", "", problem.statement.strip(), ""]
    lines.append(named_values(variant.leaves, ".10g"))
    if problem.classes:
        label = next(iter(problem.labels), None)
        lines.append("classes: " + ", ".join(f"{i} = {c}" for i, c in enumerate(problem.classes)))
        if label is not None and variant.leaves[label].ndim == 0:
            lines.append(f"true class: {problem.classes[int(variant.leaves[label])]}")
    return printable("\n".join(lines))


def asked_table(problem: Problem, shapes: Mapping[str, tuple[int, ...]]) -> Drawn:
    rows = [
        (a.name, shape_words(shapes[a.name]), f"{a.points:g}", str(a.decimals), a.credit.value)
        for a in problem.asked
    ]
    return table_of(("asked", "shape", "points", "decimals", "credit"), rows)


def key_text(key: Mapping[str, Array], tolerances: Mapping[str, Array]) -> str:
    both = {}
    for name, value in key.items():
        both[name] = value
        both[f"  +/- {name}"] = tolerances[name]
    return named_values(both)


def shape_words(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) if shape else "number"


# ---- mark ----------------------------------------------------------------------------------------


def mark_parts(mark: Mark) -> list[str | Drawn]:
    parts: list[str | Drawn] = [f"{mark.points:g} of {mark.out_of:g} points"]
    for problem in mark.problems:
        parts.append(f"\n{problem.id}: {problem.points:g} of {problem.out_of:g}")
        rows = [_quantity_row(quantity) for quantity in problem.quantities]
        parts.append(table_of(("quantity", "points", "verdict", "entries", "understood"), rows))
        parts += [words for quantity in problem.quantities for words in _findings(quantity)]
    return parts


def _quantity_row(quantity: QuantityMark) -> tuple[str, ...]:
    return (
        quantity.name,
        f"{quantity.points:g} of {quantity.out_of:g}",
        quantity.verdict.value,
        _entries(quantity),
        quantity.understood,
    )


def _entries(quantity: QuantityMark) -> str:
    """The verdict of every entry; a matrix has one row of them per line."""
    entries = quantity.entries
    if not isinstance(entries, list):
        return str(entries)
    rows = entries if entries and isinstance(entries[0], list) else [entries]
    return "\n".join(" ".join(str(entry) for entry in row) for row in rows if isinstance(row, list))


def _findings(quantity: QuantityMark) -> list[str]:
    said = []
    if quantity.carried_from:
        said.append(f"{quantity.name}: marked from your own {', '.join(quantity.carried_from)}")
    if quantity.message:
        said.append(f"{quantity.name}: {quantity.message}")
    for finding in quantity.findings:
        one_of = "one of these: " if len(finding.codes) > 1 else ""
        codes = ", ".join(finding.codes)
        said.append(f"{quantity.name}: {finding.sentence} ({one_of}{codes})")
    return [printable(words) for words in said]


# ---- grade ---------------------------------------------------------------------------------------


@contextmanager
def progress_bar(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal's standard error; nothing where that is no terminal."""
    out = console(stderr=True)
    with Progress(
        *Progress.get_default_columns(),
        MofNCompleteColumn(),
        console=out,
        disable=not out.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def report_lines(report: Report, source: Source | ProgramFolder, out: Path) -> Iterator[str]:
    states = report.states
    before = f", {report.marked_before:,} of them before" if report.marked_before else ""
    yield (
        f"{counted(report.total, 'submission')}: {states[State.GRADED]:,} graded, "
        f"{states[State.UNREADABLE]:,} unreadable, {states[State.HELD]:,} held{before}; "
        f"see {out / SUMMARY}"
    )
    if states[State.UNREADABLE]:
        yield "unreadable: the last column of marks.csv says why; nothing was marked"
    if states[State.HELD]:
        yield "held: not the students' fault; once it is mended, run the same command again"
    if isinstance(source, Table) and source.columns.ignored:
        yield f"columns that hold no answers: {', '.join(source.columns.ignored)}"
