"""The `backmark` command: what it prints, how it ends, and that its page documents all of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from grader import cli
from tests.grader.batches import (
    ASSIGNMENTS,
    FOLDER,
    PROBLEM,
    Form,
    csv_text,
    hand_in,
    lines,
    right_answers,
    submission,
    wait_for_marks,
)

DOCS = (Path(__file__).parents[2] / "docs/cli.md").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parents[1] / "golden/solve"
PROGRAMS = ASSIGNMENTS / "layers-with-caches"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=stdin)


def json_of(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str | Path, code: int = 1, stdin: str | None = None) -> str:
    """The one line that a refused command gives."""
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    if code == 1:
        assert result.stderr.count("\n") == 1
    return result.stderr


# ---- the documentation ------------------------------------------------------------


COMMANDS = sorted(cli.main.commands.items())


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    section = DOCS[DOCS.index(f"\n## {name}\n") :].split("\n## ")[1]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {option for option in options if option[:2] == "--" and option not in section} == set()


def test_no_command_is_documented_that_there_is_not() -> None:
    assert set(re.findall(r"^## (\w+)$", DOCS, re.MULTILINE)) == set(cli.main.commands)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_has_help_with_an_example(name: str, command: click.Command) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: backmark {name}" in result.stdout


@pytest.mark.parametrize(
    "example", re.findall(r"```toml\n(\[(?:network|graph)\].*?)```", DOCS, re.S)
)
def test_the_documented_files_are_solved_as_the_page_says(example: str) -> None:
    result = run("solve", "-", "--json", stdin=example)
    assert json.loads(result.stdout)["quantities"]["a1"] == [3.0, -1.5, 4.0]


def test_the_documented_answers_are_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(\[two-layer\].*?)```", DOCS, re.S)
    answers = tmp_path / "a.toml"
    answers.write_text(example)
    found = json_of("mark", FOLDER, "--seed", "1", "--answers", answers)["problems"][PROBLEM]
    understood = {name: one["understood"] for name, one in found["quantities"].items()}
    assert understood["h1"] == "[3, 0, 4]"
    assert understood["dL/dx"] == "[5, -2.5]"
    assert not any(one["verdict"] == "unreadable" for one in found["quantities"].values())


def test_the_documented_csv_and_file_are_read(tmp_path: Path) -> None:
    (table,) = re.findall(r"```\n(student,seed,.*?)```", DOCS, re.S)
    (body,) = re.findall(r"```json\n(.*?)```", DOCS, re.S)
    hand_in(tmp_path, "in/form.csv", table)
    hand_in(tmp_path, "folder/other-name.json", body)
    for place, source in (("in/form.csv", "form.csv:2"), ("folder", "other-name.json")):
        run("grade", FOLDER, tmp_path / place, "--out", tmp_path / "out")
        (line,) = lines(tmp_path / "out")
        assert (line["student"], line["source"]) == ("student-1", source)
        assert line["state"] == "graded"


# ---- solve ------------------------------------------------------------


def test_solve_prints_every_quantity_beside_its_name() -> None:
    result = run("solve", GOLDEN / "lecture.toml")
    assert result.exit_code == 0
    assert "dL/dh1  [2, -1.5, -1.5]\n" in result.stdout
    assert "dL/dW1  [[   2,    4],\n         [   0,    0],\n" in result.stdout


def test_solve_reads_standard_input() -> None:
    text = (GOLDEN / "lecture-as-graph.json").read_text()
    assert run("solve", "-", "--json", stdin=text).exit_code == 0


def test_solve_notes_what_is_not_finite() -> None:
    text = '{"graph": {"inputs": ["x"], "nodes": ["y = 1 / x"], "output": "y"}, "values": {"x": 0}}'
    assert "note: y holds inf" in run("solve", "-", stdin=text).stdout
    assert '"y":null' in run("solve", "-", "--json", stdin=text).stdout


def test_a_file_that_does_not_exist_is_a_fault_of_usage() -> None:
    assert "nowhere.toml" in refused("solve", "nowhere.toml", code=2)


def test_a_file_at_fault_is_told_in_one_line_without_what_steers_a_terminal() -> None:
    said = refused("solve", "-", stdin='{"network": {}, "values": {}, "a\\u001b[31m\\nb": 1}')
    assert "\x1b" not in said


# ---- check, vet, show ------------------------------------------------------------


@pytest.mark.parametrize("name", ["backprop-by-hand", "why-relu", "two-hidden-layers-with-bias"])
def test_check_finds_no_fault_in_the_shipped_assignments(name: str) -> None:
    assert "no faults" in run("check", ASSIGNMENTS / name).stdout


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    text = (FOLDER / "assignment.toml").read_text().replace("decimals = 3", "decimals = 9")
    hand_in(tmp_path, "faulty/assignment.toml", text.replace('mode = "homework"', 'mode = "quiz"'))
    hand_in(tmp_path, "faulty/two-layer.md", "text")
    return tmp_path / "faulty"


def test_check_tells_every_fault_and_ends_with_1(faulty: Path) -> None:
    result = run("check", faulty)
    assert result.exit_code == 1
    assert "problems[0].decimals" in result.stdout
    assert '"quiz"' in result.stdout
    body = json.loads(run("check", faulty, "--json").stdout)
    assert {fault["key"] for fault in body["faults"]} == {"mode", "problems[0].decimals"}


def test_other_commands_tell_the_first_fault_and_how_many_more_there_are(faulty: Path) -> None:
    said = refused("show", faulty, "--seed", "1")
    assert "assignment.toml:3: mode" in said
    assert "1 more" in said


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in FOLDER.iterdir():
            archive.write(file, file.name)
    assert json_of("show", path, "--seed", "1") == json_of("show", FOLDER, "--seed", "1")
    path.write_bytes(b"no zip")
    assert "not a readable zip" in refused("vet", path)


def test_vet_reports_what_was_drawn_turned_down_and_told_apart() -> None:
    (report,) = json_of("vet", FOLDER, "--variants", "20")["problems"]
    assert report["accepted"] == 20
    assert "C1-not-transposed" in report["told_apart"]["dL/dh1"]
    text = run("vet", FOLDER, "--variants", "20").stdout
    assert "20 fit variants" in text
    assert "too near a kink" in text


def test_vet_ends_with_1_where_no_variant_is_fit(tmp_path: Path) -> None:
    text = (FOLDER / "assignment.toml").read_text()
    text = text.replace("weights = { from = -2, to = 2, step = 0.5 }",
                        "weights = { from = 0.01, to = 0.02, step = 0.01 }")  # fmt: skip
    hand_in(tmp_path, "assignment.toml", text.replace("values =", "# values ="))
    hand_in(tmp_path, "two-layer.md", "text")
    result = run("vet", tmp_path, "--variants", "1")
    assert result.exit_code == 1
    assert "no candidate is fit" in result.stderr or "no fit variant" in result.stderr


def test_show_gives_the_same_numbers_for_a_seed_and_others_for_another() -> None:
    first = json_of("show", FOLDER, "--seed", "1")
    assert first == json_of("show", FOLDER, "--seed", "1")
    assert (
        first["problems"][0]["values"]
        != json_of("show", FOLDER, "--seed", "2")["problems"][0]["values"]
    )


def test_show_keeps_the_key_to_itself_unless_it_is_asked_for() -> None:
    (hidden,) = json_of("show", FOLDER, "--seed", "1")["problems"]
    (shown,) = json_of("show", FOLDER, "--seed", "1", "--key")["problems"]
    assert set(shown) - set(hidden) == {"key", "certificate"}
    assert shown["key"]["L"]["tolerance"] > 0
    assert "key:" not in run("show", FOLDER, "--seed", "1").stdout
    assert "key:" in run("show", FOLDER, "--seed", "1", "--key").stdout


# ---- mark ------------------------------------------------------------


def marked(tmp_path: Path, answers: dict[str, Any]) -> Any:
    path = hand_in(tmp_path, "answers.json", answers)
    return json_of("mark", FOLDER, "--seed", "1", "--answers", path)


def test_right_answers_earn_every_point_with_or_without_the_problem_s_name(tmp_path: Path) -> None:
    assert marked(tmp_path, {PROBLEM: dict(right_answers("1"))})["points"] == 30
    assert marked(tmp_path, dict(right_answers("1")))["points"] == 30


def test_a_matrix_as_rows_must_have_the_asked_shape(tmp_path: Path) -> None:
    transposed = [list(row) for row in zip(*right_answers("1")["dL/dW1"], strict=True)]
    quantities = marked(tmp_path, {"dL/dW1": transposed})["problems"][PROBLEM]["quantities"]
    assert quantities["dL/dW1"]["verdict"] == "unreadable"


def test_cells_are_read_row_by_row_and_null_is_blank(tmp_path: Path) -> None:
    cells = [str(entry) for row in right_answers("1")["dL/dW1"] for entry in row]
    answers: dict[str, Any] = {"dL/dW1": cells, "h1": [None, 5, "1/2"]}
    quantities = marked(tmp_path, answers)["problems"][PROBLEM]["quantities"]
    assert quantities["dL/dW1"]["verdict"] == "right"
    assert quantities["h1"]["understood"] == "[_, 5, 0.5]"


def test_mark_prints_points_verdicts_and_findings(tmp_path: Path) -> None:
    wrong = [[-entry for entry in row] for row in right_answers("1")["dL/dW2"]]
    path = hand_in(tmp_path, "a.json", {PROBLEM: {**right_answers("1"), "dL/dW2": wrong}})
    result = run("mark", FOLDER, "--seed", "1", "--answers", path)
    assert result.exit_code == 0
    assert "26 of 30 points" in result.stdout
    assert re.search(r"^dL/dW2 +0 of 4 +wrong", result.stdout, re.MULTILINE)
    assert "right right right" in result.stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"two-leyer": {}}', "did you mean two-layer"),
        ('{"two-layer": {"dL/dw2": 1}}', "did you mean dL/dW2"),
        ('{"two-layer": [1]}', "a table of quantities"),
        ('{"two-layer": {"L": true}}', "text, a number or a list"),
        ("{", "not JSON"),
    ],
)
def test_answers_at_fault_are_told_in_one_line(tmp_path: Path, body: str, said: str) -> None:
    path = hand_in(tmp_path, "a.json", body)
    assert said in refused("mark", FOLDER, "--seed", "1", "--answers", path)


def test_no_markup_in_an_answer_reaches_the_terminal(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "a.json", {PROBLEM: {"L": "[bold red]\x1b[31m[/bold]"}})
    result = run("mark", FOLDER, "--seed", "1", "--answers", path)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout


# ---- grade ------------------------------------------------------------


def test_grade_says_how_many_came_to_which_end_and_ends_with_0(tmp_path: Path) -> None:
    hand_in(tmp_path, "in/a.json", submission("1"))
    hand_in(tmp_path, "in/b.json", "{")
    result = run("grade", FOLDER, tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "2 submissions: 1 graded, 1 unreadable, 0 held" in result.stdout
    assert result.stderr == ""  # no progress bar where nobody looks
    again = json_of("grade", FOLDER, tmp_path / "in", "--out", tmp_path / "out")
    # What could not be read is recorded once, like a mark, until it changes.
    assert again == {
        "submissions": 2, "graded": 1, "unreadable": 1, "held": 0, "marked_before": 2
    }  # fmt: skip


def test_grade_takes_a_csv_and_names_the_columns_it_ignored(tmp_path: Path) -> None:
    table = Form("12").table()
    text = csv_text([["When", *table[0]], *(["now", *row] for row in table[1:])])
    path = hand_in(tmp_path, "form.csv", text)
    out = tmp_path / "out"
    result = run("grade", FOLDER, path, "--out", out, "--format", "gradescope")
    assert "2 graded" in result.stdout
    assert "columns that hold no answers: When" in result.stdout
    assert (out / "gradescope/s1/results.json").exists()


def test_results_are_not_written_among_the_submissions(tmp_path: Path) -> None:
    hand_in(tmp_path, "in/a.json", submission("1"))
    refused("grade", FOLDER, tmp_path / "in", "--out", tmp_path / "in/out", code=2)
    assert not (tmp_path / "in/out").exists()


def test_a_csv_that_cannot_be_used_is_the_input_s_fault(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "form.csv", "a,b\n1,2\n")
    assert "no column 'student'" in refused("grade", FOLDER, path, "--out", tmp_path / "out")


# ---- doctor, and how commands end ------------------------------------------------------------


def test_doctor_finds_this_environment_in_order() -> None:
    assert json_of("doctor")["in_order"] is True
    assert "everything is in order" in run("doctor").stdout


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("solve",), ("vet", FOLDER, "--variants", "0"), ("show", FOLDER)],
)
def test_a_wrong_call_ends_with_2(arguments: tuple[str | Path, ...]) -> None:
    refused(*arguments, code=2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    path = hand_in(tmp_path, "a.toml", "")
    path.chmod(0)
    refused("solve", path, code=2)


def process(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "grader.cli", *map(str, arguments)]


def test_the_installed_command_ends_with_the_codes_that_scripts_rely_on(tmp_path: Path) -> None:
    bad = hand_in(tmp_path, "bad.toml", "[network]\n")
    for arguments, code in [
        (("solve", GOLDEN / "lecture.toml", "--json"), 0),
        (("solve", bad), 1),
        (("solve", tmp_path / "missing.toml"), 2),
    ]:
        ended = subprocess.run(process(*arguments), capture_output=True, text=True, check=False)
        assert ended.returncode == code
        assert "Traceback" not in ended.stderr
        assert len(ended.stderr.splitlines()) == {0: 0, 1: 1, 2: 4}[code]


def test_a_reader_who_has_seen_enough_gets_no_traceback() -> None:
    program = f"{' '.join(process('vet', FOLDER, '--variants', '5'))} | true"
    ended = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert ended.stderr == ""


def test_ctrl_c_ends_with_130_and_one_line(tmp_path: Path) -> None:
    solution = PROGRAMS / "solution" / "layers.py"
    hand_in(tmp_path, "in/a/layers.py", solution.read_text(encoding="utf-8"))
    for name in "bcdefghijk":  # each takes seconds: nobody is done before the signal comes
        hand_in(tmp_path, f"in/{name}/layers.py", "while True:\n    pass\n")
    out = tmp_path / "out"
    command = process("grade", PROGRAMS, tmp_path / "in", "--out", out, "--jobs", "2")
    marking = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    wait_for_marks(out)
    marking.send_signal(signal.SIGINT)
    _, said = marking.communicate(timeout=60)
    assert marking.returncode == 130
    assert said == "stopped\n"
    assert not (out / "marks.csv").exists()


def test_a_fault_of_ours_says_so_and_ends_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("sum\nof nothing")

    monkeypatch.setattr(cli, "examine", broken)
    result = run("doctor")
    assert result.exit_code == 3
    assert result.stderr.startswith(
        "this is a fault in Backmark: ZeroDivisionError: sum of nothing"
    )
    assert result.stderr.count("\n") == 1
    assert isinstance(run("--debug", "doctor").exception, ZeroDivisionError)
