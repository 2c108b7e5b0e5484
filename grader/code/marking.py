"""The way to a program's mark: two passes through the sandbox, judged outside it.

The second pass makes the calls in another order, in a process of its own, for the functions that
the first one found right: what depends on what was called before, or on luck, shows there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.code.findings import answered_by, find
from grader.code.gradient_check import gradient_words
from grader.code.judging import ENDING_WORDS, Judged, failure_detail, failure_words
from grader.code.key import AnswerKey
from grader.code.marks import (
    CaseMark,
    CaseVerdict,
    CodeFinding,
    CodeProblemMark,
    PartMark,
    PartVerdict,
)
from grader.code.problem import CodeProblem, Credit, Function
from grader.code.programs import Files, Passed, is_there, run_pass
from grader.code.variant import CodeVariant
from grader.sandbox.job import Ending, NameKind, Reply
from grader.sandbox.supervisor import Sandbox

NOTHING = "nothing"  # no file was handed in
NOT_LOADED = "not-loaded"
OTHER_ORDER = "gives another result when the calls come in another order"
MOST_KEYS = 16
AGAIN = "gives another result when it is called again with the same arguments"


@dataclass(frozen=True)
class CodeMarker:
    """Marks programs for one problem in one sandbox."""

    problem: CodeProblem
    sandbox: Sandbox
    _keys: dict[str, AnswerKey] = field(default_factory=dict)  # by seed, the last ones

    def mark(
        self, variant: CodeVariant, files: Files, *, with_findings: bool = True
    ) -> CodeProblemMark:
        """Raises SandboxError where the fault is ours."""
        key = self._key(variant)
        if not is_there(self.problem, files):
            return self._nothing(key)
        first = self._first_pass(key, files)
        judged = {i: key.judge(i, reply) for i, reply in first.replies.items()}
        self._try_again(key, files, judged)
        parts = [self._part(function, key, first, judged) for function in self.problem.functions]
        if with_findings:
            parts = [self._explained(part, key, files, first) for part in parts]
        return CodeProblemMark(
            id=self.problem.id,
            points=round(sum(part.points for part in parts), 6),
            out_of=self.problem.points,
            ending=_ending(first),
            message=_loading_words(first),
            parts=tuple(parts),
            output=_output(variant, first),
        )

    def _key(self, variant: CodeVariant) -> AnswerKey:
        found = self._keys.get(variant.seed)
        if found is None or found.variant is not variant:
            while len(self._keys) >= MOST_KEYS:
                del self._keys[next(iter(self._keys))]
            found = self._keys[variant.seed] = AnswerKey(self.problem, variant)
        return found

    def _nothing(self, key: AnswerKey) -> CodeProblemMark:
        empty = Passed()
        parts = tuple(self._part(f, key, empty, {}) for f in self.problem.functions)
        said = f"{self.problem.main} was not handed in"
        return CodeProblemMark(self.problem.id, 0.0, self.problem.points, NOTHING, said, parts, "")

    def _first_pass(self, key: AnswerKey, files: Files) -> Passed:
        """The shown cases come first: what they print is shown, and must know of no hidden one."""
        cases = key.variant.cases
        places = sorted(range(len(cases)), key=lambda i: not cases[i].shown)
        found = run_pass(self.sandbox, self.problem, files, [key.asked[i] for i in places])
        return replace(
            found,
            replies={places[i]: reply for i, reply in found.replies.items()},
            endings={places[i]: ending for i, ending in found.endings.items()},
        )

    def _try_again(self, key: AnswerKey, files: Files, judged: dict[int, Judged]) -> None:
        """What was right must be right again in another order, and twice where that is asked."""
        asked = key.asked
        again = [i for i in reversed(range(len(asked))) if i in judged and judged[i].share > 0]
        if not again:
            return
        places = [
            i for i in again for _ in range(2 if key.functions[asked[i].function].same_twice else 1)
        ]
        second = run_pass(self.sandbox, self.problem, files, [asked[i] for i in places])
        for place, i in enumerate(places):
            reply = second.replies.get(place)
            repeated = place > 0 and places[place - 1] == i
            if reply is None:
                judged[i] = Judged(0.0, OTHER_ORDER)
                continue
            found = key.judge(i, reply)
            if found.share < judged[i].share:
                # Not its exception's text: by now it may know every hidden case.
                said = AGAIN if repeated else OTHER_ORDER
                judged[i] = replace(found, message=said, detail="")

    # -- one function ------------------------------------------------------------------------

    def _part(
        self,
        function: Function,
        key: AnswerKey,
        passed: Passed,
        judged: Mapping[int, Judged],
    ) -> PartMark:
        places = key.places[function.name]
        cases = tuple(_case_mark(key.variant, i, passed, judged.get(i)) for i in places)
        shares = [judged[i].share if i in judged else 0.0 for i in places]
        share = sum(shares) / len(shares)
        if function.credit is Credit.all_or_nothing and share < 1:
            share = 0.0
        missing = _missing(function, passed)
        return PartMark(
            name=function.name,
            points=round(function.points * share, 6),
            out_of=function.points,
            verdict=_verdict(share, cases, bool(missing)),
            findings=(),
            message=missing or _first_message(function, places, passed, judged),
            cases=cases,
        )

    def _explained(self, part: PartMark, key: AnswerKey, files: Files, passed: Passed) -> PartMark:
        if part.verdict not in (PartVerdict.WRONG, PartVerdict.PARTLY):
            return part
        answered = answered_by(key, key.functions[part.name], passed.replies)
        findings = find(self.sandbox, self.problem, answered)
        said = gradient_words(self.sandbox, self.problem, files, answered)
        if said:
            findings = (*findings, CodeFinding(("gradient-check",), said))
        return replace(part, findings=findings)


def _case_mark(variant: CodeVariant, i: int, passed: Passed, judged: Judged | None) -> CaseMark:
    case = variant.cases[i]
    message, verdict, printed = "", CaseVerdict.NOT_RUN, ""
    if judged is not None:
        message = judged.detail or judged.message
        whole = CaseVerdict.RIGHT if judged.share == 1 else CaseVerdict.PARTLY
        verdict = whole if judged.share > 0 else CaseVerdict.WRONG
        printed = passed.replies[i].printed
    elif i in passed.endings:
        message, verdict = ENDING_WORDS[passed.endings[i]], CaseVerdict.WRONG
    return CaseMark(
        number=case.number,
        situation=case.situation.value,
        shown=case.shown,
        seed=case.seed if case.shown else "",
        verdict=verdict,
        message=message if case.shown else "",
        printed=printed if case.shown else "",
    )


def _verdict(share: float, cases: Sequence[CaseMark], missing: bool) -> PartVerdict:
    if share == 1:
        return PartVerdict.RIGHT
    if missing:
        return PartVerdict.MISSING
    if all(case.verdict is CaseVerdict.NOT_RUN for case in cases):
        return PartVerdict.NOT_RUN
    return PartVerdict.PARTLY if share > 0 else PartVerdict.WRONG


def _missing(function: Function, passed: Passed) -> str:
    """The first needed name that is not there or takes another number of arguments."""
    if passed.loaded is None:
        return ""
    for name, count in function.names.items():
        found = passed.loaded.names[name]
        if found.kind is NameKind.MISSING:
            return f"there is no {name}"
        if count >= 0 and found.least >= 0:
            most = found.most
            if count < found.least or (0 <= most < count):
                takes = f"{found.least}" if most == found.least else f"at least {found.least}"
                return f"{name} takes {takes} arguments; it is called with {count}"
    return ""


def _first_message(
    function: Function, places: Sequence[int], passed: Passed, judged: Mapping[int, Judged]
) -> str:
    for i in places:
        if i in passed.endings:
            return f"{function.name} {ENDING_WORDS[passed.endings[i]]}"
        if i in judged and judged[i].share < 1:
            said = judged[i].message
            return f"{function.name} {said}" if said.startswith(_VERBS) else said
    return ""


_VERBS = ("raises", "gives", "is not written")


def _ending(passed: Passed) -> str:
    if passed.ending is Ending.FINISHED and passed.loaded and passed.loaded.failure:
        defined = any(n.kind is not NameKind.MISSING for n in passed.loaded.names.values())
        return Ending.FINISHED.value if defined else NOT_LOADED
    return passed.ending.value


def _loading_words(passed: Passed) -> str:
    """What happened before any function was called."""
    if passed.loaded is None:
        return f"while it was loaded, the program {ENDING_WORDS[passed.ending]}"
    failure = passed.loaded.failure
    if failure is None:
        return ""
    words = f"loading {failure_words(failure)} ({failure_detail(failure)})"
    if failure.type == "ModuleNotFoundError":
        words += "; only the standard library, NumPy and the files handed in are there"
    return words


def _output(variant: CodeVariant, passed: Passed) -> str:
    """What loading and the shown cases printed."""
    said = [passed.loaded.printed if passed.loaded else passed.printed]
    replies: Mapping[int, Reply] = passed.replies
    said += [
        replies[i].printed for i, case in enumerate(variant.cases) if case.shown and i in replies
    ]
    return "".join(said)
