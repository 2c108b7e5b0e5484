"""The `backmark` command: every command is a thin wrapper over one library call."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

import click
import orjson

from grader.answer_file import AnswerForm
from grader.assignment import (
    Assignment,
    AssignmentError,
    AssignmentFault,
    load_assignment,
    load_assignment_zip,
)
from grader.batch import Batch, grade
from grader.cli_errors import OUR_FAULT, InputError, OneLineErrors, printable
from grader.cli_programs import (
    code_mark_parts,
    code_vetting_parts,
    held_json,
    mark_json,
    opened_sandbox,
    shown_cases_text,
)
from grader.cli_tables import (
    asked_table,
    assignment_line,
    console,
    doctor_table,
    faults_table,
    key_text,
    mark_parts,
    named_values,
    problem_text,
    progress_bar,
    report_lines,
    vetting_text,
)
from grader.code.folders import ProgramFolder
from grader.code.program_files import read_programs
from grader.code.submissions import ProgramMarker
from grader.code.vetting import vet_code
from grader.desk import State
from grader.doctor import examine
from grader.mark import GRADER_VERSION, Mark, Marker
from grader.sandbox.job import SandboxError
from grader.sheet import Sheet
from grader.solve_file import solve_file
from grader.submissions import Folder, Table
from grader.toml_or_json import largest_of_strangers, read_table_of_strangers
from grader.vetting import VettingError, vet

ASSIGNMENT = click.argument("assignment", type=click.Path(exists=True, path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")
SEED = click.option("--seed", required=True, metavar="S", help="Whose numbers: any text.")
MOST_VARIANTS = 100_000
MOST_PROGRAM_VARIANTS = 20  # each is marked once for every mistake: enough to show all of them
MOST_JOBS = 256


def processors() -> int:
    """How many of the machine's processors this process may use."""
    return min(len(os.sched_getaffinity(0)), MOST_JOBS)


@click.group(cls=OneLineErrors)
@click.option("--debug", is_flag=True, help="Show the traceback of a fault in Backmark.")
@click.version_option(package_name="backmark")
def main(debug: bool) -> None:
    """Solve, set and mark problems on backpropagation.

    A command ends with 0 when done, 1 when the input is at fault, 2 when it was called wrongly,
    3 when the fault is Backmark's own, and 130 after Ctrl-C.
    """


@main.command()
@click.argument("file", type=click.File("rb"))
@AS_JSON
def solve(file: IO[bytes], as_json: bool) -> None:
    """Print every quantity of the forward and backward pass of FILE's network or graph.

    FILE is TOML or JSON; - reads standard input.

    Example: backmark solve lecture.toml --json
    """
    solution = solve_file(name_of(file), file.read())
    if as_json:
        print_json(solution.to_json())
    else:
        print_parts(named_values(solution.quantities), *(f"note: {n}" for n in solution.notes))


@main.command()
@ASSIGNMENT
@AS_JSON
def check(assignment: Path, as_json: bool) -> None:
    """Tell every fault of an assignment's folder or zip, with its line and what is accepted.

    Example: backmark check assignments/backprop-by-hand
    """
    faults: tuple[AssignmentFault, ...] = ()
    loaded = None
    try:
        loaded = load(assignment)
    except AssignmentError as error:
        faults = error.faults
    if as_json:
        print_json({"faults": [vars(fault) for fault in faults]})
    else:
        print_parts(assignment_line(loaded) if loaded else faults_table(faults))
    if faults:
        raise click.exceptions.Exit(1)


@main.command("vet")
@ASSIGNMENT
@click.option(
    "--variants",
    type=click.IntRange(1, MOST_VARIANTS),
    default=200,
    show_default=True,
    help="How many to draw of each problem.",
)
@AS_JSON
def vet_command(assignment: Path, variants: int, as_json: bool) -> None:
    """Draw variants of every problem; say what was turned down and which mistakes they tell apart.

    Example: backmark vet assignments/backprop-by-hand --variants 1000
    """
    loaded = load(assignment)
    reports, failed = [], []
    for problem in loaded.problems:
        try:
            reports.append(vet(problem, variants))
        except VettingError as error:
            failed.append(str(error))
    programs = []
    if loaded.code_problems:
        count = min(variants, MOST_PROGRAM_VARIANTS)
        with opened_sandbox() as sandbox:
            programs = [vet_code(problem, count, sandbox) for problem in loaded.code_problems]
        failed += [f"{one.problem_id}: {fault}" for one in programs for fault in one.faults]
    if as_json:
        bodies = [*(one.to_json() for one in reports), *(one.to_json() for one in programs)]
        print_json({"problems": bodies, "failed": failed})
    else:
        print_parts(*(part for report in reports for part in vetting_text(report)))
        print_parts(*(part for report in programs for part in code_vetting_parts(report)))
    if failed:
        raise InputError("; ".join(failed))


@main.command()
@ASSIGNMENT
@SEED
@click.option("--key", is_flag=True, help="Also the right values and their tolerances.")
@AS_JSON
def show(assignment: Path, seed: str, key: bool, as_json: bool) -> None:
    """Show the problems of an assignment with the numbers that a seed gives.

    Example: backmark show assignments/backprop-by-hand --seed 7 --key
    """
    sheet = Sheet.draw(load(assignment), seed)
    if as_json:
        print_json(sheet.to_json(key))
        return
    for problem in sheet.assignment.problems:
        variant = sheet.variants[problem.id]
        print_parts(problem_text(problem, variant), "", asked_table(problem, sheet.shapes(problem)))
        if key:
            print_parts("", "key:", key_text(sheet.key(problem), variant.tolerances))
        print_parts("")
    if sheet.assignment.code_problems:
        with opened_sandbox() as sandbox:
            variants = ProgramMarker(sheet.assignment, sandbox).variants(seed)
        for program in sheet.assignment.code_problems:
            print_parts(shown_cases_text(program, variants[program.id]))


@main.command()
@ASSIGNMENT
@SEED
@click.option(
    "--answers",
    type=click.File("rb"),
    metavar="FILE",
    help="TOML or JSON: problem -> quantity -> text as typed.",
)
@click.option(
    "--code",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE_OR_FOLDER",
    help="A program: .py, .ipynb, .zip, or a folder of them.",
)
@AS_JSON
def mark(
    assignment: Path, seed: str, answers: IO[bytes] | None, code: Path | None, as_json: bool
) -> None:
    """Mark one submission, answers or a program: points, verdicts and findings.

    Example: backmark mark assignments/backprop-by-hand --seed 7 --answers mine.toml
    """
    loaded = load(assignment)
    if answers is None and code is None:
        raise click.UsageError("one of --answers and --code is needed")
    if code is not None and not loaded.code_problems:
        raise InputError(f"{loaded.slug} has no code problem; --answers is accepted")
    found = Mark(0.0, loaded.points, (), Marker(loaded).rubric, GRADER_VERSION)
    if answers is not None:
        content = answers.read(largest_of_strangers())
        given = AnswerForm(loaded).read(read_table_of_strangers(name_of(answers), content))
        found = Marker(loaded).mark(Sheet.draw(loaded, seed).variants, given)
    if code is not None:
        programs = read_programs(code, loaded.code_problems)
        try:
            with opened_sandbox() as sandbox:
                marker = ProgramMarker(loaded, sandbox)
                found = marker.add(found, marker.variants(seed), programs)
        except SandboxError as fault:
            if as_json:
                print_json(held_json(loaded, str(fault)))
            click.echo(f"held, our fault: {fault}", err=True)
            raise click.exceptions.Exit(OUR_FAULT) from fault
    if as_json:
        print_json(mark_json(found))
    else:
        print_parts(*mark_parts(found))
        print_parts(*(part for one in found.code for part in code_mark_parts(one)))


@main.command("grade")
@ASSIGNMENT
@click.argument("submissions", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where marks.jsonl and marks.csv go; run again with the same DIR, it goes on.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=processors,
    show_default="one for each processor",
    help="How many processes mark.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["gradescope"]),
    multiple=True,
    help="Also DIR/gradescope/<student>/results.json.",
)
@click.option(
    "--seed",
    default="",
    metavar="S",
    help="Programs: everybody's numbers; without it, each student's name is the seed.",
)
@AS_JSON
def grade_command(  # noqa: PLR0913 - click passes the options by name
    assignment: Path,
    submissions: Path,
    out: Path,
    jobs: int,
    formats: tuple[str, ...],
    seed: str,
    as_json: bool,
) -> None:
    """Mark a folder of answer files or programs, or a CSV with one row per student.

    Example: backmark grade assignments/backprop-by-hand handed-in/ --out marks/
    """
    if out.resolve().is_relative_to(submissions.resolve()):
        raise click.BadParameter("must not lie inside SUBMISSIONS", param_hint="--out")
    loaded = load(assignment)
    source = source_of(loaded, submissions, seed)
    with progress_bar("marking") as on_progress:
        report = grade(Batch(loaded, source, out, jobs, "gradescope" in formats), on_progress)
    if as_json:
        print_json(report.to_json())
    else:
        print_parts(*report_lines(report, source, out))
    if report.states[State.HELD]:
        raise click.exceptions.Exit(OUR_FAULT)


@main.command()
@AS_JSON
def doctor(as_json: bool) -> None:
    """Say what of this installation is in order, and how to mend what is not.

    Example: backmark doctor
    """
    checks = examine()
    in_order = all(check.is_in_order for check in checks)
    if as_json:
        print_json({"in_order": in_order, "checks": [check.to_json() for check in checks]})
    else:
        print_parts(doctor_table(checks), "everything is in order" if in_order else "")
    if not in_order:
        raise click.exceptions.Exit(1)


def source_of(loaded: Assignment, path: Path, seed: str) -> Folder | Table | ProgramFolder:
    """Where the submissions are; raises InputError where they cannot be of this assignment."""
    if not loaded.code_problems:
        if seed:
            raise InputError("--seed is for programs; answers come with their own seeds")
        return Folder(path) if path.is_dir() else Table(path, AnswerForm(loaded))
    if loaded.problems:
        raise InputError(
            f"{loaded.slug} asks for answers and for programs: only the service marks both"
        )
    if not path.is_dir():
        raise InputError(f"{path}: a folder of programs is expected")
    return ProgramFolder(path, seed)


def load(path: Path) -> Assignment:
    """The assignment in a folder or a zip of it; raises AssignmentError."""
    return load_assignment(path) if path.is_dir() else load_assignment_zip(path.read_bytes())


def name_of(file: IO[bytes]) -> str:
    """A file's name in messages; standard input may have none."""
    return str(getattr(file, "name", "<stdin>"))


def print_json(body: Any) -> None:
    click.echo(orjson.dumps(body))


def print_parts(*parts: Any) -> None:
    """Texts as they are, and tables drawn."""
    out = console()
    for part in parts:
        if isinstance(part, str):
            click.echo(printable(part))
            continue
        with out.capture() as drawn:
            out.print(part)
        # rich fills every line up to the table's width
        click.echo("\n".join(line.rstrip() for line in drawn.get().splitlines()))


if __name__ == "__main__":
    main()
