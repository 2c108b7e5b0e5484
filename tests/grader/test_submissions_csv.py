"""A CSV with one row per student: a form's or a spreadsheet's export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.answer_file import AnswerForm
from grader.assignment import load_assignment
from grader.submissions import Table, count
from grader.toml_or_json import FileFaultError
from tests.grader.batches import ASSIGNMENTS, PROBLEM, Form, assignment, csv_text, graded, rows


def table(tmp_path: Path, text: str | bytes) -> Table:
    path = tmp_path / "form.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Table(path, AnswerForm(assignment()))


def points(tmp_path: Path, text: str | bytes) -> list[tuple[str, str]]:
    out = tmp_path / "out"
    graded(table(tmp_path, text), out)
    return [(row["student"], row["points"] or row["reason"]) for row in rows(out)]


def test_a_column_for_each_entry_is_marked(tmp_path: Path) -> None:
    assert points(tmp_path, csv_text(Form("12").table())) == [("s0", "30"), ("s1", "30")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_a_spreadsheet_separates_by_is_found_out(tmp_path: Path, delimiter: str) -> None:
    text = "\ufeff" + csv_text(Form("1").table(), delimiter)
    assert points(tmp_path, text) == [("s0", "30")]


def test_the_columns_may_stand_anywhere_and_student_and_seed_in_any_case(tmp_path: Path) -> None:
    body = [list(reversed(row)) for row in Form("1").table()]
    body[0][-1], body[0][-2] = " STUDENT ", "Seed"
    assert points(tmp_path, csv_text(body)) == [("s0", "30")]


def test_a_column_may_hold_a_whole_quantity_in_quotes(tmp_path: Path) -> None:
    text = f'student,seed,{PROBLEM}.h1,L\ns,1,"1, 2, 3",0.5\n'
    found = graded_verdicts(tmp_path, text)
    assert found["h1"] == "[1, 2, 3]"
    assert found["L"] == "0.5"


def graded_verdicts(tmp_path: Path, text: str) -> dict[str, str]:
    graded(table(tmp_path, text), tmp_path / "out")
    line = json.loads((tmp_path / "out/marks.jsonl").read_text())
    quantities = line["mark"]["problems"][PROBLEM]["quantities"]
    return {name: quantity["understood"] for name, quantity in quantities.items()}


def test_an_entry_without_a_column_counts_as_blank(tmp_path: Path) -> None:
    found = graded_verdicts(tmp_path, "student,seed,h1[3],h1[1]\ns,1,7,5\n")
    assert found["h1"] == "[5, _, 7]"


def test_entries_of_a_matrix_are_counted_by_row_and_column_from_1(tmp_path: Path) -> None:
    found = graded_verdicts(tmp_path, 'student,seed,"dL/dW1[3,1]"\ns,1,7\n')
    assert found["dL/dW1"] == "[[_, _], [_, _], [7, _]]"


def test_other_columns_are_ignored_and_named(tmp_path: Path) -> None:
    source = table(tmp_path, "Timestamp,student,seed,L,Comment\n1,a,b,c,d\n")
    assert source.columns.ignored == ("Timestamp", "Comment")


def test_a_row_at_fault_is_recorded_with_its_line_and_the_others_are_marked(tmp_path: Path) -> None:
    text = "student,seed,L\na,1,0\n\n,2,0\nb,,0\nc,3\nd,4,0,0\ne,5,0\n"
    found = dict(points(tmp_path, text))
    assert found["a"] == "0"
    assert found["e"] == "0"
    assert "student is missing" in found[""]
    assert "seed is missing" in found["b"]
    assert found["c"].startswith("2 cells, but the header has 3")
    assert found["d"].startswith("4 cells")
    sources = [row["source"] for row in rows(tmp_path / "out")]
    assert sources == [f"form.csv:{line}" for line in (2, 4, 5, 6, 7, 8)]


def test_a_cell_that_is_never_closed_is_recorded_too(tmp_path: Path) -> None:
    text = 'student,seed,L\na,1,0\nb,2,"' + "x" * 200_000 + "\n"
    found = points(tmp_path, text)
    assert found[0] == ("a", "0")
    assert "never closed" in found[1][1]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("", "no column 'student'"),
        ("name,seed,L", "no column 'student'"),
        ("student,L", "no column 'seed'"),
        ("student,Student,seed,L", "more than one column 'student'"),
        ("student,seed,comment", "no column holds answers"),
        ("student,seed,two-layer.dL/dw2", "did you mean dL/dW2"),
        ("student,seed,L,two-layer.L", "two columns"),
        ("student,seed,h1[1],h1[1]", "two columns"),
        ("student,seed,h1,h1[1]", "has a column of its own and one per entry"),
        ("student,seed,h1[4]", "they run from [1] to [3]"),
        ("student,seed,h1[0]", "they run from [1] to [3]"),
        ("student,seed,dL/dW1[3]", "they run from [1,1] to [3,2]"),
        ("student,seed,L[1]", "without an index"),
    ],
)
def test_a_header_at_fault_is_told_before_anything_is_marked(
    tmp_path: Path, header: str, said: str
) -> None:
    with pytest.raises(FileFaultError) as caught:
        count(table(tmp_path, f"{header}\na,1,0\n"))
    assert said in str(caught.value)
    assert str(caught.value).startswith("form.csv: ")


@pytest.mark.parametrize("text", [b"\xff", b"student,seed,L\n\xe9,1,0\n"])
def test_another_encoding_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(FileFaultError, match="UTF-8"):
        count(table(tmp_path, text))


def test_with_several_problems_a_column_names_its_problem(tmp_path: Path) -> None:
    several = AnswerForm(load_assignment(ASSIGNMENTS / "why-relu"))
    path = tmp_path / "form.csv"
    path.write_text("student,seed,a,collapse.a,bend.a[2]\n")
    columns = Table(path, several).columns
    assert columns.ignored == ("a",)
    assert list(columns.whole.values()) == [("collapse", "a")]
    assert columns.cells == {("bend", "a"): [None, 4, None, None]}
