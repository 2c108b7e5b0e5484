"""What Gradescope reads of a program's mark: one test for each function, and nothing hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from grader.assignment import load_assignment
from grader.code.marks import (
    CaseMark,
    CaseVerdict,
    CodeFinding,
    CodeProblemMark,
    PartMark,
    PartVerdict,
)
from grader.gradescope import results
from grader.mark import Mark

FOLDER = Path(__file__).parents[2] / "assignments" / "layers-with-caches"

SHOWN = CaseMark(1, "plain", True, "5eed", CaseVerdict.RIGHT, "")
HIDDEN = CaseMark(2, "zeros", False, "", CaseVerdict.WRONG, "")
WRONG = PartMark(
    "relu_backward",
    1.5,
    3.0,
    PartVerdict.PARTLY,
    (CodeFinding(("C3-no-mask",), "The mask is missing."),),
    "dx: 3 of 6 entries are off",
    (SHOWN, HIDDEN),
)
RIGHT = replace(WRONG, name="relu_forward", points=3.0, verdict=PartVerdict.RIGHT, findings=())


def test_each_function_is_a_test_of_its_own() -> None:
    program = CodeProblemMark("layers", 4.5, 6.0, "finished", "", (WRONG, RIGHT), "")
    mark = Mark(4.5, 6.0, (), "rubric", "1", (program,))
    body = {"mark": mark.to_json(), "content": "", "grader_version": "1", "state": "graded"}
    found = results(body, load_assignment(FOLDER))
    assert found["score"] == 4.5
    wrong, right = found["tests"]
    assert (wrong["name"], wrong["number"], wrong["status"]) == ("relu_backward", "1.1", "failed")
    assert (right["score"], right["max_score"], right["status"]) == (3.0, 3.0, "passed")
    assert wrong["output"].splitlines() == [
        "Partly right. 1 of 2 cases are right.",
        "dx: 3 of 6 entries are off",
        "Case 1 is shown (seed 5eed).",
        "The mask is missing.",
    ]
