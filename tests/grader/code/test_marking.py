"""A program's mark: credit by function and case, what is told of it, and what is kept back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from grader.code.marking import AGAIN, OTHER_ORDER, CodeMarker
from grader.code.marks import CodeProblemMark, PartMark
from grader.code.problem import CodeProblem, Function
from grader.code.shown import literal, script_name, shown_script
from grader.code.variant import CodeVariant
from grader.code.vetting import CodeVetter
from grader.sandbox.job import Limits
from grader.sandbox.supervisor import Sandbox
from tests.grader.code.small import FUNCTIONS, HEAD, PROBLEM, SOLUTION, TOML, changed, problem_in
from tests.grader.conftest import Walls

QUICK = Limits(wall_s=3, call_s=0.5, cpu_s=2, memory_mib=128)
STRICT = HEAD + PROBLEM + FUNCTIONS  # accepts one convention only
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Bench:
    """A problem, a variant of it, and a sandbox to mark programs in."""

    problem: CodeProblem
    variant: CodeVariant
    sandbox: Sandbox

    def mark(self, files: Files) -> CodeProblemMark:
        return CodeMarker(self.problem, self.sandbox).mark(self.variant, files)

    def parts(self, files: Files) -> dict[str, PartMark]:
        return {part.name: part for part in self.mark(files).parts}

    def points(self, files: Files) -> dict[str, float]:
        return {name: part.points for name, part in self.parts(files).items()}

    def with_functions(self, change: Callable[[Function], Function]) -> Bench:
        functions = tuple(change(one) for one in self.problem.functions)
        return replace(self, problem=replace(self.problem, functions=functions))


@pytest.fixture(scope="module")
def sandbox(walls: Walls) -> Sandbox:
    return walls.sandbox("B")


def bench_of(folder: Path, toml: str, sandbox: Sandbox) -> Bench:
    problem = problem_in(folder, toml, QUICK)
    return Bench(problem, CodeVetter(problem, sandbox).draw(["anna"])[0], sandbox)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Bench:
    return bench_of(tmp_path_factory.mktemp("small"), TOML, sandbox)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Bench:
    return bench_of(tmp_path_factory.mktemp("strict"), STRICT, sandbox)


FULL = {"affine": 2.0, "back": 4.0, "relu_back": 3.0, "loss": 1.0}


def verdicts(part: PartMark) -> list[str]:
    return [case.verdict.value for case in part.cases]


# ---- credit --------------------------------------------------------------------------------------


def test_the_solution_earns_every_point(bench: Bench) -> None:
    mark = bench.mark(bench.problem.solution)
    assert (mark.points, mark.out_of, mark.ending, mark.message) == (10, 10, "finished", "")
    assert all(part.message == "" and part.findings == () for part in mark.parts)
    assert all(set(verdicts(part)) == {"right"} for part in mark.parts)


def test_an_output_of_two_that_is_wrong_costs_half_of_its_function_alone(bench: Bench) -> None:
    wrong = changed("dw = x.T @ dout", "dw = x.T @ dout * 3")
    assert bench.points(wrong) == {**FULL, "back": 2.0}
    part = bench.parts(wrong)["back"]
    assert (part.verdict, set(verdicts(part))) == ("partly", {"partly"})
    assert part.message.startswith("dw: ")


def test_a_case_that_is_wrong_costs_its_share(bench: Bench) -> None:
    wrong = changed("return x @ w + b", "return x @ w + b + (len(x) == 1)")
    part = bench.parts(wrong)["affine"]
    assert part.points == round(2 * 5 / 6, 6)
    assert [c.situation for c in part.cases if c.verdict == "wrong"] == ["single"]


def test_all_or_nothing_gives_nothing_for_one_case_less(strict: Bench) -> None:
    part = strict.parts(changed("x > 0", "(x > 0) + 0 * (1 / (len(x) - 1))"))["relu_back"]
    assert verdicts(part).count("right") == len(part.cases) - 1
    assert (part.points, part.verdict) == (0, "wrong")


def test_another_convention_is_right_where_it_is_accepted_and_only_there(
    bench: Bench, strict: Bench
) -> None:
    one_at_zero = changed("x > 0", "x >= 0")
    assert bench.points(one_at_zero) == FULL
    part = strict.parts(one_at_zero)["relu_back"]
    assert part.points == 0
    assert [c.situation for c in part.cases if c.verdict == "wrong"] == ["zeros"]


def test_a_known_mistake_is_told_in_its_words(bench: Bench) -> None:
    part = bench.parts(changed("x @ w + b", "x @ w"))["affine"]
    assert [(f.codes, f.sentence) for f in part.findings] == [
        (("no-bias",), "The bias was left out.")
    ]


# ---- programs that are not whole -----------------------------------------------------------------


def test_what_students_begin_with_earns_nothing_and_says_so(bench: Bench) -> None:
    mark = bench.mark(bench.problem.starter)
    assert (mark.points, mark.ending) == (0, "finished")
    for part in mark.parts:
        assert part.message == f"{part.name} is not written yet (NotImplementedError)"
        assert (part.verdict, part.findings) == ("wrong", ())


def test_a_name_that_is_not_there_costs_its_function_alone(bench: Bench) -> None:
    wrong = changed("def back(", "def bakc(")
    part = bench.parts(wrong)["back"]
    assert (part.verdict, part.message) == ("missing", "there is no back")
    assert bench.points(wrong) == {**FULL, "back": 0}


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        ("def affine(x, w):", "affine takes 2 arguments; it is called with 3"),
        ("def affine(x, w, b, c):", "affine takes 4 arguments; it is called with 3"),
        ("def affine(x, w, b, c, *d):", "affine takes at least 4 arguments; it is called with 3"),
    ],
)
def test_a_wrong_signature_is_told_with_both_counts(
    bench: Bench, signature: str, words: str
) -> None:
    part = bench.parts(changed("def affine(x, w, b):", signature))["affine"]
    assert (part.verdict, part.points, part.message) == ("missing", 0, words)


@pytest.mark.parametrize(
    "signature", ["def affine(x, w, b, c=1):", "def affine(*all, x=1):", "def affine(x, *more):"]
)
def test_a_signature_that_can_be_called_so_is_no_fault(bench: Bench, signature: str) -> None:
    body = "    x, w, b = all\n" if "all" in signature else ""
    body += "    w, b = more\n" if "more" in signature else ""
    assert bench.points(changed("def affine(x, w, b):\n", f"{signature}\n{body}")) == FULL


def test_a_program_that_fails_half_way_keeps_what_came_before(bench: Bench) -> None:
    wrong = changed("def relu_back", "raise ValueError('half way')\n\n\ndef relu_back")
    mark = bench.mark(wrong)
    assert mark.ending == "finished"
    assert mark.message == "loading raises ValueError in line 14 of small.py (ValueError: half way)"
    assert bench.points(wrong) == {**FULL, "relu_back": 0, "loss": 0}


def test_a_program_that_cannot_be_loaded_says_why(bench: Bench) -> None:
    mark = bench.mark({"small.py": b"def affine(:\n"})
    assert (mark.points, mark.ending) == (0, "not-loaded")
    assert "loading raises SyntaxError in line 1 of small.py" in mark.message


def test_a_missing_package_is_told_with_what_is_there(bench: Bench) -> None:
    mark = bench.mark({"small.py": b"import pandas\n" + SOLUTION.encode()})
    assert "only the standard library, NumPy and the files handed in are there" in mark.message


def test_nothing_handed_in_is_an_ending_of_its_own(bench: Bench) -> None:
    mark = bench.mark({})
    assert (mark.points, mark.out_of, mark.ending) == (0, 10, "nothing")
    assert mark.message == "small.py was not handed in"
    assert {part.verdict.value for part in mark.parts} == {"not-run"}


def test_a_call_that_never_ends_costs_its_own_function(bench: Bench) -> None:
    wrong = changed("    dx = dout @ w.T\n", "    while True: pass\n")
    mark = bench.mark(wrong)
    assert mark.ending == "out-of-time"
    assert bench.points(wrong) == {**FULL, "back": 0}
    assert bench.parts(wrong)["back"].message == "back ran out of time"


# ---- what is kept back ---------------------------------------------------------------------------

SPY = """
def affine(x, w, b):
    print("printed", repr(x.tolist()))
    raise ValueError("exception " + repr(x.tolist()))
"""


def test_a_hidden_case_shows_no_input_no_reference_and_no_exception_s_text(bench: Bench) -> None:
    told = json.dumps(bench.mark({"small.py": SOLUTION.encode() + SPY.encode()}).to_json())
    for case in bench.variant.cases:
        if case.function == "affine":
            numbers = repr(np.asarray(case.inputs["x"]).tolist())
            assert (f"printed {numbers}" in told) is case.shown
            assert (f"exception {numbers}" in told) is case.shown


def test_no_number_of_a_reference_is_in_the_mark(bench: Bench) -> None:
    zeros = b"".join(
        b"def %s(*a):\n    return [a[0] * 0 + 7.5] * 2\n" % name.encode() for name in FULL
    )
    told = json.dumps(bench.mark({"small.py": zeros}).to_json())
    for reference in bench.variant.references:
        for value in reference.values():
            for number in np.ravel(value):
                assert number == 0 or f"{number:.4g}"[:6] not in told


def test_only_shown_cases_have_seed_message_and_print(bench: Bench) -> None:
    for part in bench.mark({"small.py": SOLUTION.encode() + SPY.encode()}).parts:
        for case in part.cases:
            if not case.shown:
                assert (case.seed, case.message, case.printed) == ("", "", "")
            else:
                assert len(case.seed) == 16


def test_a_program_cannot_bring_hidden_numbers_out_with_a_later_shown_case(bench: Bench) -> None:
    hoard = "\nkept = []\n\ndef affine(x, w, b):\n    kept.append(x.tolist())\n    print(kept)\n"
    told = json.dumps(bench.mark({"small.py": SOLUTION.encode() + hoard.encode()}).to_json())
    hidden = [case for case in bench.variant.cases if case.function == "affine" and not case.shown]
    assert all(repr(np.asarray(c.inputs["x"]).tolist()) not in told for c in hidden)


# ---- what depends on more than the arguments -----------------------------------------------------


def test_an_input_must_stay_as_it_is_where_that_is_asked(bench: Bench) -> None:
    wrong = changed("    dw = x.T @ dout", "    dw = x.T @ dout\n    x *= 2")
    part = bench.parts(wrong)["back"]
    assert part.points == 0
    assert part.message == "the call changes x, which belongs to its caller"


def test_an_input_may_be_changed_where_nothing_is_asked(bench: Bench) -> None:
    own = "    out = x @ w + b\n    x *= 0\n    return out"
    assert bench.points(changed("    return x @ w + b", own)) == FULL


def test_the_same_call_twice_must_give_the_same_where_that_is_asked(bench: Bench) -> None:
    once = "    import builtins\n    seen = builtins.__dict__.setdefault('seen', set())\n"
    once += "    key = x.tobytes()\n    again = key in seen\n    seen.add(key)\n"
    wrong = changed("    e = x - y\n", f"{once}    e = (x - y) * (2 if again else 1)\n")
    part = bench.parts(wrong)["loss"]
    assert (part.points, part.message) == (0, f"loss {AGAIN}")
    other = changed("    return x @ w + b", f"{once}    return (x @ w + b) * (2 if again else 1)")
    assert bench.points(other) == FULL


def test_another_order_of_the_calls_must_not_matter(bench: Bench) -> None:
    first = next(case for case in bench.variant.cases if case.function == "affine")
    # Right as long as the first call of the process is the first of the ascending order.
    wrong = changed(
        "def affine(x, w, b):\n",
        "begun = []\n\n\ndef affine(x, w, b):\n    begun.append(x.sum())\n"
        f"    b = b + (begun[0] != {float(np.asarray(first.inputs['x']).sum())!r})\n",
    )
    part = bench.parts(wrong)["affine"]
    assert part.points == 0
    assert part.message == f"affine {OTHER_ORDER}"


def test_a_program_may_remember_what_does_not_matter(bench: Bench) -> None:
    own = "    kept.append(x)\n    return x @ w + b\n\n\nkept = []"
    assert bench.points(changed("    return x @ w + b", own)) == FULL


# ---- a wrong gradient, or a wrong loss -----------------------------------------------------------


def gradient_words(bench: Bench, files: Files) -> list[str]:
    findings = bench.parts(files)["loss"].findings
    return [one.sentence for one in findings if one.codes == ("gradient-check",)]


def test_a_gradient_that_fits_no_differences_is_told_apart(bench: Bench) -> None:
    (words,) = gradient_words(bench, changed("return value, 2 * e", "return value, e * e"))
    assert words.startswith("dx does not fit the differences of your own value")


def test_a_gradient_of_another_loss_than_the_handout_s_is_told_apart(bench: Bench) -> None:
    other = "    value = (e ** 4).sum()\n    return value, 4 * e ** 3\n"
    wrong = changed("    value = (e * e).sum()\n    return value, 2 * e\n", other)
    (words,) = gradient_words(bench, wrong)
    assert words.startswith("dx fits the differences of your own value")


def test_a_right_gradient_of_a_wrong_loss_needs_no_differences(bench: Bench) -> None:
    wrong = changed("(e * e).sum()", "(e * e).sum() + 1")
    assert gradient_words(bench, wrong) == []
    assert bench.parts(wrong)["loss"].points == 0.5


@pytest.mark.parametrize("value", ["None", "x", "float('nan')", "1 / 0"])
def test_without_a_loss_there_is_nothing_to_say(bench: Bench, value: str) -> None:
    wrong = changed("return value, 2 * e", f"return {value}, e * e")
    said = gradient_words(bench, wrong)
    assert said == [] or (value == "float('nan')" and "does not fit" in said[0])


# ---- the shown cases at home ---------------------------------------------------------------------


def at_home(folder: Path, bench: Bench, files: Files) -> tuple[int, list[str]]:
    """How the script of the shown cases ends beside a program, and what it prints."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    script = folder / script_name(bench.problem)
    script.write_text(shown_script(bench.problem, bench.variant), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script.name], cwd=folder, capture_output=True, text=True, timeout=30
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


ALL_RIGHT = [
    "affine, out: right", "back, dx: right", "back, dw: right", "relu_back, dx: right",
    "loss, value: right", "loss, dx: right",
]  # fmt: skip


def test_the_script_of_the_shown_cases_passes_with_the_solution(
    tmp_path: Path, bench: Bench
) -> None:
    assert at_home(tmp_path, bench, bench.problem.solution) == (0, ALL_RIGHT)


def test_the_script_of_the_shown_cases_fails_with_a_wrong_program(
    tmp_path: Path, bench: Bench
) -> None:
    end, told = at_home(tmp_path, bench, changed("dw = x.T @ dout", "dw = dout.T @ x"))
    assert end == 1
    assert any(line.startswith("back, dw: has the shape (") for line in told)
    assert "affine, out: right" in told
    end, told = at_home(tmp_path, bench, changed("x @ w + b", "x @ w"))
    assert (end, told[0]) == (1, "affine, out: is off, expected")


def test_the_script_allows_what_marking_allows(tmp_path: Path, bench: Bench) -> None:
    single = changed("return x @ w + b", "return (x @ w + b).astype('float32')")
    assert at_home(tmp_path, bench, single) == (0, ALL_RIGHT)
    close = changed("return x @ w + b", "return (x @ w + b) * (1 + 0.9e-5)")
    assert at_home(tmp_path, bench, close) == (0, ALL_RIGHT)
    assert bench.points(close) == FULL
    nothing = changed("return x @ w + b", "return (x @ w + b) * float('nan')")
    assert at_home(tmp_path, bench, nothing)[0] == 1


def test_the_script_goes_on_after_what_is_not_written_yet(tmp_path: Path, bench: Bench) -> None:
    begun = changed("    return x @ w + b", "    raise NotImplementedError('later')")
    end, told = at_home(tmp_path, bench, begun)
    assert end == 1
    assert told == ["affine: NotImplementedError: later", *ALL_RIGHT[1:]]


def test_the_script_runs_where_a_case_uses_a_name_of_the_program(
    tmp_path: Path, bench: Bench
) -> None:
    def shadowing(one: Function) -> Function:
        return replace(
            one, call=f"relu_back = loss = 1\n{one.call}" if "af" in one.name else one.call
        )

    assert at_home(tmp_path, bench.with_functions(shadowing), bench.problem.solution)[0] == 0


def test_no_hidden_case_is_in_the_script(bench: Bench) -> None:
    script = shown_script(bench.problem, bench.variant)
    for case in bench.variant.cases:
        for value in case.inputs.values():
            assert (literal(value) in script) is case.shown
        assert (case.seed in script) is case.shown
