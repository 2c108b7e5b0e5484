"""Marking a folder of submissions: every outcome recorded, resumable, the same every time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.batch import Report
from grader.desk import Desk, State, Task
from grader.journal import Journal
from grader.mark import Mark
from grader.submissions import Folder, RowSubmission
from grader.toml_or_json import FileFaultError
from tests.grader.batches import (
    FOLDER,
    PROBLEM,
    assignment,
    graded,
    hand_in,
    lines,
    right_answers,
    rows,
    submission,
    wait_for_marks,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two students with everything right, one with one slip."""
    place = tmp_path / "handed-in"
    hand_in(place, "ada.json", submission("1"))
    hand_in(place, "ben.json", submission("2", L="99"))
    hand_in(place, "cem.json", submission("3"))
    return place


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "marks"


def states(report: Report) -> dict[str, int]:
    return {state.value: count for state, count in report.states.items() if count}


def test_every_file_gets_a_line_with_its_mark(folder: Path, out: Path) -> None:
    report = graded(Folder(folder), out)
    assert states(report) == {"graded": 3}
    found = lines(out)
    assert [line["student"] for line in found] == ["ada", "ben", "cem"]
    assert [line["points"] for line in found] == [30, 29, 30]
    assert found[1]["source"] == "ben.json"
    mark = Mark.from_json(found[1]["mark"])
    assert [q.name for q in mark.problems[0].quantities if q.points < q.out_of] == ["L"]


def test_the_summary_has_a_row_for_each_in_the_order_of_the_sources(
    folder: Path, out: Path
) -> None:
    graded(Folder(folder), out)
    found = rows(out)
    assert [row["student"] for row in found] == ["ada", "ben", "cem"]
    assert [row[PROBLEM] for row in found] == ["30", "29", "30"]
    assert {row["out_of"] for row in found} == {"30"}


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("bad.json", "{", "not JSON"),
        ("bad.json", '{"a":' + "[" * 50_000, "not JSON"),
        ("bad.toml", "a = " + "[" * 50_000, "nested"),
        ("bad.toml", "answers = [", "not TOML"),
        ("bad.json", '{"seed": "1"}', "answers is missing"),
        ("bad.json", '{"answers": {}}', "seed is missing"),
        ("bad.json", '{"seed": 1.5, "answers": {}}', "seed = 1.5"),
        ("bad.json", '{"seed": "1", "student": ["x"], "answers": {}}', "student ="),
        ("bad.json", '{"seed": "1", "answers": {"two-leyer": {}}}', "did you mean two-layer"),
        ("bad.json", '{"seed": "1", "answers": {"two-layer": {"dL/dw2": "1"}}}', "dL/dW2"),
        ("bad.json", '{"seed": "1", "answers": {"two-layer": {"L": {"v": 1}}}}', "text, a number"),
        ("bad.json", b"\xff\xfe\x00", "UTF-8"),
        ("bad.json", b'{"a": "' + b"x" * 400_000, "at most"),
        ("bad.pdf", b"%PDF-1.7", ".json or .toml"),
        ("bad.json", "[]", "a JSON list"),
        ("bad.json", "[" * 50_000, "not TOML"),
        ("bad.toml", "a" + ".a" * 20_000 + " = 1", "dots"),
    ],
)
def test_a_file_at_fault_is_recorded_and_never_stops_the_rest(
    folder: Path, out: Path, name: str, body: str | bytes, reason: str
) -> None:
    hand_in(folder, name, body)
    report = graded(Folder(folder), out)
    assert states(report) == {"graded": 3, "unreadable": 1}
    bad = next(line for line in lines(out) if line["state"] == "unreadable")
    assert reason in bad["reason"]
    assert bad["points"] is None
    assert bad["mark"] is None
    row = next(row for row in rows(out) if row["state"] == "unreadable")
    assert row["student"] == "bad"
    assert row["points"] == ""


def test_an_answer_that_cannot_be_read_costs_its_own_points_only(folder: Path, out: Path) -> None:
    hand_in(folder, "dan.json", submission("4", L="one point five"))
    graded(Folder(folder), out)
    assert rows(out)[3]["points"] == "29"
    quantities = lines(out)[3]["mark"]["problems"][PROBLEM]["quantities"]
    assert quantities["L"]["verdict"] == "unreadable"


def test_toml_and_a_folder_per_student_are_read_as_well(tmp_path: Path, out: Path) -> None:
    answers = "\n".join(f'"{name}" = {value}' for name, value in right_answers("5").items())
    hand_in(tmp_path / "in", "ada/answers.toml", f"seed = 5\n[answers.{PROBLEM}]\n{answers}\n")
    hand_in(tmp_path / "in", "ben/try 2.json", {**submission("5"), "student": "Ben B."})
    graded(Folder(tmp_path / "in"), out)
    assert [(row["student"], row["points"]) for row in rows(out)] == [
        ("ada", "30"),
        ("Ben B.", "30"),
    ]


def test_what_systems_leave_behind_is_not_a_submission(folder: Path, out: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "__MACOSX/ada.json", ".git/config"):
        hand_in(folder, name, "junk")
    assert graded(Folder(folder), out).total == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_links_and_pipes_are_refused_without_being_opened(folder: Path, out: Path) -> None:
    (folder / "link.json").symlink_to(folder / "ada.json")
    os.mkfifo(folder / "pipe.json")
    assert states(graded(Folder(folder), out)) == {"graded": 3, "unreadable": 2}


def test_an_empty_folder_gives_empty_results(tmp_path: Path, out: Path) -> None:
    (tmp_path / "none").mkdir()
    assert graded(Folder(tmp_path / "none"), out).total == 0
    assert rows(out) == []


# ---- going on ------------------------------------------------------------


def test_a_second_run_marks_nothing_again_and_leaves_the_same_bytes(
    folder: Path, out: Path
) -> None:
    graded(Folder(folder), out)
    before = {name: (out / name).read_bytes() for name in ("marks.jsonl", "marks.csv")}
    report = graded(Folder(folder), out)
    assert report.marked_before == 3
    assert before == {name: (out / name).read_bytes() for name in before}


def test_a_changed_file_is_marked_anew_and_the_old_mark_is_kept_aside(
    folder: Path, out: Path
) -> None:
    graded(Folder(folder), out)
    hand_in(folder, "ben.json", submission("2"))
    assert graded(Folder(folder), out).marked_before == 2
    assert [line["points"] for line in lines(out)] == [30, 30, 30]
    aside = [json.loads(line) for line in (out / "superseded.jsonl").read_text().splitlines()]
    assert [(line["student"], line["points"]) for line in aside] == [("ben", 29)]


def test_a_submission_that_came_later_takes_its_place_in_the_order(folder: Path, out: Path) -> None:
    graded(Folder(folder), out)
    hand_in(folder, "abe.json", submission("6"))
    assert graded(Folder(folder), out).marked_before == 3
    assert [line["student"] for line in lines(out)] == ["abe", "ada", "ben", "cem"]
    assert not (out / "superseded.jsonl").read_text()


def test_marks_of_another_assignment_are_not_taken_for_this_one_s(folder: Path, out: Path) -> None:
    graded(Folder(folder), out)
    text = (out / "marks.jsonl").read_text()
    digest = lines(out)[0]["assignment"]
    (out / "marks.jsonl").write_text(text.replace(digest, "0" * 64))
    assert graded(Folder(folder), out).marked_before == 0
    assert len((out / "superseded.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize("cut", [1, 30, 2000])
def test_a_torn_last_line_is_dropped_and_marked_again(folder: Path, out: Path, cut: int) -> None:
    graded(Folder(folder), out)
    whole = (out / "marks.jsonl").read_bytes()
    (out / "marks.jsonl").write_bytes(whole[:-cut])
    assert graded(Folder(folder), out).marked_before == 2
    assert (out / "marks.jsonl").read_bytes() == whole


def test_a_damaged_line_in_the_middle_is_marked_again(folder: Path, out: Path) -> None:
    graded(Folder(folder), out)
    whole = (out / "marks.jsonl").read_bytes()
    first, _, third = whole.splitlines(keepends=True)
    (out / "marks.jsonl").write_bytes(first + b"\x00" * 40 + b"\n" + third)
    assert graded(Folder(folder), out).marked_before == 2
    assert (out / "marks.jsonl").read_bytes() == whole


def test_two_runs_cannot_write_to_one_folder(folder: Path, out: Path) -> None:
    with Journal(out), pytest.raises(FileFaultError, match="another backmark grade"):
        graded(Folder(folder), out)
    assert graded(Folder(folder), out).total == 3


def test_several_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    place = tmp_path / "in"
    for i in range(130):
        hand_in(place, f"s{i:03}.json", submission(str(i % 7), L=str(i)))
    graded(Folder(place), tmp_path / "one", jobs=1)
    graded(Folder(place), tmp_path / "two", jobs=2)
    for name in ("marks.jsonl", "marks.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_run_that_is_killed_goes_on_and_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    place = tmp_path / "in"
    for i in range(600):
        hand_in(place, f"s{i:03}.json", submission(str(i % 7), L=str(i)))
    graded(Folder(place), tmp_path / "whole")
    out = tmp_path / "killed"
    command = [sys.executable, "-m", "grader.cli", "grade", str(FOLDER), str(place)]
    process = subprocess.Popen([*command, "--out", str(out), "--jobs", "2"])
    wait_for_marks(out)
    process.send_signal(signal.SIGKILL)
    process.wait()
    report = graded(Folder(place), out)
    assert report.marked_before > 0
    assert (out / "marks.jsonl").read_bytes() == (tmp_path / "whole" / "marks.jsonl").read_bytes()
    assert (out / "marks.csv").read_bytes() == (tmp_path / "whole" / "marks.csv").read_bytes()


# ---- what is written ------------------------------------------------------------


def test_no_cell_of_the_summary_is_a_formula(folder: Path, out: Path) -> None:
    names = ["=1+1", "@cmd", "+49", "-5", "-2+3", "plain"]
    for i, name in enumerate(names):
        hand_in(folder, f"x{i}.json", {**submission("1"), "student": name})
    graded(Folder(folder), out)
    found = [row["student"] for row in rows(out)][3:]
    assert found == ["'=1+1", "'@cmd", "+49", "-5", "'-2+3", "plain"]


def test_gradescope_gets_one_results_file_for_each_submission(folder: Path, out: Path) -> None:
    hand_in(folder, "bad.json", "{")
    graded(Folder(folder), out, for_gradescope=True)
    results = json.loads((out / "gradescope/ben/results.json").read_text())
    assert results["score"] == 29
    assert results["visibility"] == "visible"
    tests = {test["name"]: test for test in results["tests"]}
    assert sum(test["max_score"] for test in tests.values()) == 30
    assert tests["L"]["status"] == "failed"
    assert tests["o"]["status"] == "passed"
    allowed = {"score", "max_score", "status", "name", "name_format", "number", "output"}
    allowed |= {"output_format", "tags", "visibility", "extra_data"}
    assert all(set(test) <= allowed for test in tests.values())
    unreadable = json.loads((out / "gradescope/bad/results.json").read_text())
    assert unreadable["score"] == 0
    assert "not JSON" in unreadable["output"]


@pytest.mark.parametrize(
    "student",
    ["../../evil", "/etc/passwd", "..", ".", "a\x00b", "a\nb", "con", "NUL.txt", "é" * 300, "-rf"],
)
def test_no_student_s_name_leads_out_of_the_folder(tmp_path: Path, student: str) -> None:
    place, out = tmp_path / "in", tmp_path / "deep" / "out"
    hand_in(place, "x.json", {**submission("1"), "student": student[:200]})
    graded(Folder(place), out, for_gradescope=True)
    (results,) = tmp_path.rglob("results.json")
    assert results.parent.parent == out / "gradescope"
    assert results.parent.name.isascii()
    assert not results.parent.name.startswith((".", "-"))


def test_students_of_one_name_or_of_names_that_differ_in_case_keep_their_own_results(
    tmp_path: Path, out: Path
) -> None:
    for i, name in enumerate(["Ada", "ada", "ada"]):
        hand_in(tmp_path / "in", f"{i}.json", {**submission("1"), "student": name})
    graded(Folder(tmp_path / "in"), out, for_gradescope=True)
    names = sorted(path.name.casefold() for path in (out / "gradescope").iterdir())
    assert names == ["ada", "ada__2", "ada__3"]


def test_a_seed_that_everybody_shares_is_drawn_for_all(tmp_path: Path, out: Path) -> None:
    for name in "abc":
        hand_in(tmp_path / "in", f"{name}.json", submission("exam"))
    report = graded(Folder(tmp_path / "in"), out)
    assert report.states[State.GRADED] == 3
    assert {row["points"] for row in rows(out)} == {"30"}


# ---- faults of ours ------------------------------------------------------------


def test_a_fault_of_ours_holds_the_submission() -> None:
    # A row without the columns of its CSV is nothing that anybody can hand in.
    impossible = Task(RowSubmission("x.csv:2", ("a", "1")))
    (held,) = Desk(assignment()).mark([impossible])
    assert held.state is State.HELD
    body = json.loads(held.text)
    assert body["reason"].startswith("a fault in Backmark: TypeError")
    assert body["points"] is None


def test_what_was_held_is_tried_again(folder: Path, out: Path) -> None:
    graded(Folder(folder), out)
    path = out / "marks.jsonl"
    path.write_text(path.read_text().replace('"state":"graded"', '"state":"held"', 1))
    assert graded(Folder(folder), out).marked_before == 2
    assert {line["state"] for line in lines(out)} == {"graded"}
