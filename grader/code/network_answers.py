"""What the built-in network says of a function's cases: what is right, and what a mistake gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from grader.code.cases import Case, network_of
from grader.code.judging import judge
from grader.code.key import AnswerKey
from grader.code.network import NetworkRun
from grader.code.problem import CodeProblem, Function
from grader.code.variant import Arrays
from grader.mistakes import CATALOGUE
from grader.sandbox.job import Reply


def references_of_network(problem: CodeProblem, cases: Sequence[Case]) -> tuple[Arrays | None, ...]:
    """The outputs of every case that the network serves, None for the others."""
    found: list[Arrays | None] = []
    for case in cases:
        function = problem.function(case.function)
        run = network_of(problem, function, case) if function.is_of_network else None
        found.append(
            {one.name: run.value(one.quantity) for one in function.outputs} if run else None
        )
    return tuple(found)


def accepted_of_network(
    problem: CodeProblem, cases: Sequence[Case]
) -> tuple[tuple[Arrays | None, ...], ...]:
    """The same once for each mistake that the network accepts."""
    accepts = problem.network.accepts if problem.network else ()
    return tuple(
        tuple(_mistaken(problem.function(case.function), problem, case, code) for case in cases)
        for code in accepts
    )


def _mistaken(function: Function, problem: CodeProblem, case: Case, code: str) -> Arrays | None:
    run = network_of(problem, function, case) if function.is_of_network else None
    return predicted(function, run, code) if run else None


def predicted(function: Function, run: NetworkRun, code: str) -> Arrays | None:
    """The outputs of somebody who makes a mistake of the catalogue and is right otherwise."""
    known = {one.quantity for one in function.inputs if one.quantity}
    found = run.predicted(code, [one.quantity for one in function.outputs], known)
    return {one.name: found[one.quantity] for one in function.outputs} if found else None


def predicted_reply(key: AnswerKey, place: int, code: str) -> Reply | None:
    """The same as an answer; None where the mistake cannot be made in this case."""
    case = key.variant.cases[place]
    function, run = key.functions[case.function], key.run(place)
    outputs = predicted(function, run, code) if run else None
    if outputs is None:
        return None
    return Reply(outputs, {name: np.asarray(case.inputs[name]) for name in function.unchanged})


def codes_of(key: AnswerKey, function: Function) -> tuple[str, ...]:
    """The mistakes of the catalogue that can be made in this function's cases."""
    if not function.is_of_network:
        return ()
    runs = [key.run(place) for place in key.places[function.name]]
    if not all(runs):
        return ()
    first = runs[0]
    accepts = key.problem.network.accepts if key.problem.network else ()
    known = first.wrong_rules if first else {}
    return tuple(m.code for m in CATALOGUE if m.code in known and m.code not in accepts)


def lost_by_catalogue(key: AnswerKey) -> Mapping[str, tuple[str, ...]]:
    """By mistake, the functions of the network whose points it costs."""
    found: dict[str, list[str]] = {}
    for function in key.problem.functions:
        for code in codes_of(key, function):
            if any(_loses(key, place, code) for place in key.places[function.name]):
                found.setdefault(f"network: {code}", []).append(function.name)
    return {label: tuple(names) for label, names in found.items()}


def _loses(key: AnswerKey, place: int, code: str) -> bool:
    reply, case = predicted_reply(key, place, code), key.variant.cases[place]
    if reply is None:
        return False
    return judge(key.functions[case.function], case, reply, key.right_ones(place)).share < 1
