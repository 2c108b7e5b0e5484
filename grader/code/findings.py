"""Which known mistake gives what came out: the author's wrong programs, and a few plain ones.

A mistake explains a function if, wherever its program gives an answer, the student's gives the same
one, and if that is not the right answer throughout. Exceptions of the same type in the same cases
show a mistake too, such as one that only an absent class brings to light.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.cases import Case
from grader.code.judging import judge, within
from grader.code.key import AnswerKey
from grader.code.marks import CodeFinding
from grader.code.network_answers import codes_of, predicted_reply
from grader.code.problem import CodeProblem, Function, Slip
from grader.code.programs import Asked, Passed, call_of, run_pass
from grader.code.variant import Arrays
from grader.mistakes import SENTENCES
from grader.sandbox.job import Failure, NoArray, Reply
from grader.sandbox.supervisor import Sandbox

Number = NDArray[Any]


def program_with(problem: CodeProblem, slip: Slip) -> Mapping[str, bytes]:
    """The solution with one mistake in it."""
    text = problem.solution[slip.file].decode("utf-8", "replace")
    return {**problem.solution, slip.file: text.replace(slip.find, slip.put, 1).encode()}


@dataclass(frozen=True)
class Answered:
    """A function's cases with what the student's program gave for each, None for no answer."""

    function: Function
    key: AnswerKey
    replies: Sequence[Reply | None]

    @property
    def places(self) -> Sequence[int]:
        return self.key.places[self.function.name]

    @property
    def cases(self) -> Sequence[Case]:
        return [self.key.variant.cases[place] for place in self.places]

    @property
    def references(self) -> Sequence[Arrays]:
        return [self.key.variant.references[place] for place in self.places]

    @property
    def is_written(self) -> bool:
        """Not so where every call ends in NotImplementedError: there is nothing to explain."""
        failures = [reply.failure for reply in self.replies if reply]
        return any(f is None or f.type != "NotImplementedError" for f in failures)

    @property
    def only_raises(self) -> bool:
        return all(reply is not None and reply.failure is not None for reply in self.replies)


def find(sandbox: Sandbox, problem: CodeProblem, answered: Answered) -> tuple[CodeFinding, ...]:
    """Runs the author's wrong programs on the same cases. Raises SandboxError."""
    if not all(answered.replies) or not answered.is_written:
        return ()
    slips = [s for s in problem.slips if answered.function.name in s.loses]
    matching = [
        (slip.code, slip.sentence)
        for slip in slips
        if _explains(_predicted(sandbox, problem, slip, answered).replies.get, answered)
    ]
    matching = matching or _of_catalogue(answered)
    if matching:
        codes = tuple(dict.fromkeys(code for code, _ in matching))
        sentences = dict.fromkeys(sentence for _, sentence in matching)
        return (CodeFinding(codes, " Or: ".join(sentences)),)
    return _plain(answered)


def _predicted(sandbox: Sandbox, problem: CodeProblem, slip: Slip, answered: Answered) -> Passed:
    known = answered.key.predicted(answered.function.name)
    if slip not in known:
        function = answered.function
        asked = [Asked(function.name, call_of(function, case)) for case in answered.cases]
        known[slip] = run_pass(sandbox, problem, program_with(problem, slip), asked)
    return known[slip]


def _of_catalogue(answered: Answered) -> list[tuple[str, str]]:
    """Mistakes of the catalogue, where the built-in network says what they give."""
    key, places = answered.key, answered.places

    def theirs_of(code: str) -> Callable[[int], Reply | None]:
        return lambda i: predicted_reply(key, places[i], code)

    return [
        (code, SENTENCES[code])
        for code in codes_of(key, answered.function)
        if _explains(theirs_of(code), answered)
    ]


def _explains(theirs_of: Callable[[int], Reply | None], answered: Answered) -> bool:
    shows = False
    columns = (answered.cases, answered.replies, answered.references)
    for i, (case, reply, reference) in enumerate(zip(*columns, strict=True)):
        theirs = theirs_of(i)
        if reply is None or theirs is None:
            return False
        if (reply.failure is None) != (theirs.failure is None):
            return False
        if reply.failure is not None and theirs.failure is not None:
            # With no result to compare, nothing but the very same exceptions will do.
            if answered.only_raises and _words(reply.failure) != _words(theirs.failure):
                return False
            shows = shows or reply.failure.type == theirs.failure.type
            continue
        if not _same(reply, theirs, answered.function):
            return False
        # Also if it only shows on the arguments: they are echoed where they must not change.
        shows = shows or judge(answered.function, case, theirs, [reference]).share < 1
    return shows


def _words(failure: Failure) -> tuple[str, str]:
    return failure.type, failure.message


def _same(reply: Reply, other: Reply, function: Function) -> bool:
    """Whether two programs gave the same for one call; NaN is like NaN here."""
    for name, got in reply.outputs.items():
        want = other.outputs[name]
        if isinstance(got, NoArray) or isinstance(want, NoArray):
            # By type first: an array that is compared with anything else gives an array.
            if type(got) is not type(want) or got != want:
                return False
        elif not _alike(got, want, function.tolerance):
            return False
    return _echoes(reply) == _echoes(other)


def _echoes(reply: Reply) -> list[object]:
    """What the call left of its inputs, in a form that can be compared."""
    return [one if isinstance(one, NoArray) else one.tolist() for one in reply.echoes.values()]


def _alike(got: Number, want: Number, tolerance: float) -> bool:
    if got.shape != want.shape:
        return False
    known = np.isfinite(want)
    if not np.array_equal(known, np.isfinite(got)):
        return False
    return bool(within(np.where(known, got, 0.0), np.where(known, want, 0.0), tolerance).all())


# ---- without anybody's program -------------------------------------------------------------------

_PLAIN: tuple[tuple[str, str, Callable[[Number, float], Number]], ...] = (
    ("transposed", "rows and columns are exchanged", lambda want, n: want.T),
    ("sign", "every sign is the other way round", lambda want, n: -want),
    ("zero", "it is 0 throughout", lambda want, n: np.zeros_like(want)),
    ("times-n", "it is as many times too large as there are examples", lambda want, n: want * n),
    ("by-n", "it is divided by the number of examples once too often", lambda want, n: want / n),
    ("twice", "it is twice as large as it should be", lambda want, n: want * 2),
    ("half", "it is half of what it should be", lambda want, n: want / 2),
)


def _plain(answered: Answered) -> tuple[CodeFinding, ...]:
    """Findings that need no program: output by output, a simple relation to what is right."""
    found = []
    for output in answered.function.outputs:
        for code, words, relation in _PLAIN:
            if _relates(answered, output.name, relation):
                found.append(CodeFinding((f"plain-{code}",), f"{output.name}: {words}."))
                break
    return tuple(found)


def _relates(answered: Answered, name: str, relation: Callable[[Number, float], Number]) -> bool:
    tolerance, shows = answered.function.tolerance, 0
    for case, reference, reply in zip(
        answered.cases, answered.references, answered.replies, strict=True
    ):
        got = reply.outputs.get(name) if reply else None
        if got is None or isinstance(got, NoArray):
            return False
        want = reference[name]
        if not _alike(
            got, relation(want, case.sizes.get(answered.key.problem.examples, 1)), tolerance
        ):
            return False
        shows += not _alike(got, want, tolerance)
    return shows >= 2


def answered_by(key: AnswerKey, function: Function, replies: Mapping[int, Reply]) -> Answered:
    """What a pass gave for one function; `replies` is by the place of the case in the variant."""
    return Answered(function, key, [replies.get(i) for i in key.places[function.name]])
