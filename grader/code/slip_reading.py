"""From the mistakes' tables of a code problem to its slips: changes of the solution."""

from __future__ import annotations

from collections.abc import Mapping

from grader.assignment_file import check
from grader.code.problem import Slip
from grader.code.tables import CodeProblemTable, MistakeTable
from grader.faults import Faults, did_you_mean
from grader.mistakes import SENTENCES
from grader.toml_lines import Path


def read_slips(
    problem: CodeProblemTable, path: Path, solution: Mapping[str, bytes], faults: Faults
) -> tuple[Slip, ...]:
    """The mistakes of a problem; what does not fit is added to `faults`."""
    # As they are written: a function with a fault elsewhere is known all the same.
    functions = [str(table.get("name", "")) for table in problem.functions]
    found = []
    for index, one in enumerate(problem.mistakes):
        key = (*path, "mistakes", index)
        checked = check(MistakeTable, one, key, faults)
        if checked is not None:
            file = checked.file or (problem.files[0] if problem.files else "")
            found.append(_slip(checked, key, (file, solution), faults))
            known(checked.loses, functions, (*key, "loses"), faults)
    return tuple(found)


def _slip(
    table: MistakeTable, path: Path, place: tuple[str, Mapping[str, bytes]], faults: Faults
) -> Slip:
    file, solution = place
    text = solution.get(file, b"").decode("utf-8", "replace")
    if solution and (times := text.count(table.find)) != 1:
        reason = f"occurs {times} times in {file}; expected a text that occurs once"
        faults.add((*path, "find"), table.find, reason)
    sentence = table.says or SENTENCES.get(table.code, "")
    if not sentence and not table.accepted:
        hint = did_you_mean(table.code, SENTENCES)
        reason = f"not in the catalogue, and `says` is missing; {hint}expected one of the two"
        faults.add((*path, "code"), table.code, reason)
    if table.accepted == bool(table.loses):
        reason = "expected the functions that lose points, or accepted = true and none"
        faults.add((*path, "loses"), table.loses, reason)
    return Slip(
        table.code, sentence, file, table.find, table.put, tuple(table.loses), table.accepted
    )


def known(names: object, accepted: object, path: Path, faults: Faults) -> None:
    """Every name has to be one of the known ones."""
    there = list(accepted) if isinstance(accepted, list | Mapping) else []
    for name in names if isinstance(names, list) else ():
        if name not in there:
            hint = did_you_mean(str(name), there)
            faults.add(path, name, f"{hint}expected one of {', '.join(there)}")
