"""The golden programs, and what their headers say has to come of them.

A header is lines of the form `# expect: key = value`: `ending` (several with `|` between them),
`loses` (none, all, or names of functions: those that lose points, and no others), `says` (occurs in
what the student is told or in what was printed; it may stand more than once).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from grader.assignment import load_assignment
from grader.code.marks import CodeProblemMark
from grader.code.problem import CodeProblem
from grader.code.variant import CodeVariant
from grader.code.vetting import CodeVetter
from grader.sandbox.job import Limits
from grader.sandbox.supervisor import Sandbox

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "code"
LAYERS = ROOT / "assignments" / "layers-with-caches"
# Many hostile programs go on until a limit ends them.
SHORT = Limits(wall_s=1.5, call_s=0.5, cpu_s=1.0, memory_mib=128, array_kib=64)
_LINE = re.compile(r'# expect: (\w+) = (.*?)(?=\\n|\\r|"|\r|\n|\Z)')


@dataclass(frozen=True)
class Expected:
    """What a header says."""

    endings: frozenset[str]
    loses: frozenset[str]
    says: tuple[str, ...]

    def differences(self, mark: CodeProblemMark) -> list[str]:
        """In what the mark is not as expected."""
        found = []
        if mark.ending not in self.endings:
            found.append(f"ending {mark.ending}, expected {' or '.join(sorted(self.endings))}")
        if (lost := lost_by(mark)) != self.loses:
            found.append(f"loses {sorted(lost)}, expected {sorted(self.loses)}")
        said = told_by(mark)
        found += [f"does not say {words!r}: {said[:500]!r}" for words in self.says
                  if words not in said]  # fmt: skip
        return found


@cache
def layers() -> CodeProblem:
    """The shipped problem that all golden programs are written for, with short limits."""
    (problem,) = load_assignment(LAYERS).code_problems
    return replace(problem, limits=SHORT)


def variant_of(sandbox: Sandbox, seed: str = "1") -> CodeVariant:
    return CodeVetter(layers(), sandbox).draw([seed])[0]


def programs(folder: str) -> Iterator[Path]:
    """The golden programs of a folder, by name."""
    for path in sorted((GOLDEN / folder).iterdir()):
        if path.suffix in (".py", ".ipynb"):
            yield path


def files_of(path: Path) -> Mapping[str, bytes]:
    """The program as it would have been handed in."""
    return {f"layers{path.suffix}": path.read_bytes()}


def expected_of(path: Path) -> Expected:
    """What the header says; ValueError where it says too little."""
    found: dict[str, list[str]] = {"ending": [], "loses": [], "says": []}
    for key, value in _LINE.findall(path.read_bytes().decode("latin-1")):
        found[key].append(value.strip())
    if len(found["ending"]) != 1 or len(found["loses"]) != 1:
        raise ValueError(f"{path.name}: one ending and one loses are expected in its header")
    names = {function.name for function in layers().functions}
    loses = {"none": set(), "all": names}.get(found["loses"][0])
    if loses is None:
        loses = {name.strip() for name in found["loses"][0].split(",")}
    if not loses <= names:
        raise ValueError(f"{path.name}: loses {sorted(loses - names)}, which is no function")
    endings = frozenset(ending.strip() for ending in found["ending"][0].split("|"))
    return Expected(endings, frozenset(loses), tuple(found["says"]))


def lost_by(mark: CodeProblemMark) -> frozenset[str]:
    """The functions that lost points."""
    return frozenset(part.name for part in mark.parts if part.points < part.out_of)


def told_by(mark: CodeProblemMark) -> str:
    """Everything that a student reads, and what the program printed."""
    said = [mark.message, mark.output]
    for part in mark.parts:
        said += [part.message, *(finding.sentence for finding in part.findings)]
        said += [f"{case.message} {case.printed}" for case in part.cases]
    return "\n".join(said)
