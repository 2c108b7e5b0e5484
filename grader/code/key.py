"""An answer key: what is the same for every program that is marked on one variant.

The calls, what counts as right, what each known mistake gives, and the verdicts on answers that
were seen before. A verdict depends on the very bytes of an answer and on nothing else, so that the
same bytes, in a second run or from another student, need not be judged again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from grader.code.cases import network_of
from grader.code.judging import Judged, judge
from grader.code.network import NetworkRun
from grader.code.problem import CodeProblem, Function, Slip
from grader.code.programs import Asked, Passed, call_of
from grader.code.variant import Arrays, CodeVariant
from grader.sandbox.job import Reply
from grader.sandbox.seen import Seen


@dataclass(frozen=True)
class AnswerKey:
    """Made once for a variant, and asked for every program."""

    problem: CodeProblem
    variant: CodeVariant
    _predicted: dict[str, dict[Slip, Passed]] = field(default_factory=dict)
    _judged: dict[int, Seen[Judged]] = field(default_factory=dict)
    _runs: dict[int, NetworkRun | None] = field(default_factory=dict)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The call of every case."""
        return tuple(
            Asked(case.function, call_of(self.functions[case.function], case))
            for case in self.variant.cases
        )

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        return {function.name: function for function in self.problem.functions}

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where each function's cases stand among all of them."""
        found: dict[str, list[int]] = {name: [] for name in self.functions}
        for place, case in enumerate(self.variant.cases):
            found[case.function].append(place)
        return found

    def predicted(self, function: str) -> dict[Slip, Passed]:
        """What mistakes give in this function's cases, as far as anybody wanted to know."""
        return self._predicted.setdefault(function, {})

    def judge(self, place: int, reply: Reply) -> Judged:
        """The verdict on what was answered in the case of this place."""
        seen = self._judged.setdefault(place, Seen())
        return seen.get(reply.body) or seen.keep(reply.body, self._judge(place, reply))

    def run(self, place: int) -> NetworkRun | None:
        """The built-in network behind the case of this place, if there is one."""
        if place not in self._runs:
            case = self.variant.cases[place]
            self._runs[place] = network_of(self.problem, self.functions[case.function], case)
        return self._runs[place]

    def _judge(self, place: int, reply: Reply) -> Judged:
        case = self.variant.cases[place]
        return judge(self.functions[case.function], case, reply, self.right_ones(place))

    def right_ones(self, place: int) -> list[Arrays]:
        """The outputs that count as right in the case of this place."""
        others = [convention[place] for convention in self.variant.accepted]
        return [self.variant.references[place], *(one for one in others if one is not None)]
