"""Programs on their way through the sandbox: which calls are made, and what came back for each.

A call that ends the run (a loop, a crash) costs its own function only: a fresh run goes on with the
calls of the other functions, as long as the time for all of them together lasts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.code.cases import Case
from grader.code.problem import CodeProblem, Function
from grader.sandbox.job import Call, Ending, Job, Loaded, Reply, Run
from grader.sandbox.supervisor import Sandbox

Files = Mapping[str, bytes]

LEAST_S = 0.2  # with less time left nothing is started


@dataclass(frozen=True)
class Asked:
    """A call, and the function that it belongs to."""

    function: str
    call: Call


@dataclass
class Passed:
    """What one pass over the calls gave.

    `replies` is by the places of the calls; those that were not answered have an ending instead if
    the run ended in them, and nothing if they were not made.
    """

    loaded: Loaded | None = None
    replies: dict[int, Reply] = field(default_factory=dict)
    endings: dict[int, Ending] = field(default_factory=dict)
    ending: Ending = Ending.FINISHED  # the first that is not "finished"
    cpu_s: float = 0.0
    printed: str = ""


def call_of(function: Function, case: Case) -> Call:
    outputs = tuple(output.name for output in function.outputs)
    return Call(function.call, case.inputs, outputs, function.unchanged)


def names_of(problem: CodeProblem) -> tuple[str, ...]:
    """Everything that a program has to define, each once."""
    return tuple(dict.fromkeys(name for f in problem.functions for name in f.names))


def run_pass(
    sandbox: Sandbox, problem: CodeProblem, files: Files, asked: Sequence[Asked]
) -> Passed:
    """Make the calls, in this order. Raises SandboxError."""
    found = Passed()
    left = list(range(len(asked)))
    limits = problem.limits
    main = problem.main if problem.main in files else _notebook(problem, files)
    while left and limits.wall_s >= LEAST_S:
        calls = [asked[i].call for i in left]
        job = Job(
            files={**problem.given, **files},
            main=main,
            calls=calls,
            names=names_of(problem),
            runtime=problem.runtime,
            limits=limits,
        )
        run = sandbox.run(job)
        _take(found, run, left)
        if run.ending is Ending.FINISHED:
            break
        answered = len(run.replies)
        if run.loaded is None or answered >= len(left):
            break
        stopped = left[answered]
        found.endings[stopped] = run.ending
        gone = asked[stopped].function
        left = [i for i in left[answered + 1 :] if asked[i].function != gone]
        limits = replace(limits, wall_s=limits.wall_s - run.wall_s)
    return found


def _take(found: Passed, run: Run, left: Sequence[int]) -> None:
    if found.loaded is None:
        found.loaded, found.printed = run.loaded, run.printed
    if found.ending is Ending.FINISHED:
        found.ending = run.ending
    found.cpu_s += run.cpu_s
    found.replies.update(zip(left, run.replies, strict=False))


def _notebook(problem: CodeProblem, files: Files) -> str:
    """A notebook of the main file's name stands for it."""
    name = f"{problem.main.rpartition('.')[0]}.ipynb"
    return name if name in files else problem.main


def is_there(problem: CodeProblem, files: Files) -> bool:
    """Whether the main file has been handed in at all."""
    return _notebook(problem, files) in files
