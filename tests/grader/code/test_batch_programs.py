"""`backmark grade` and `backmark mark` with programs: layouts, interruptions, what is printed."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader import cli
from tests.grader.batches import lines, rows, wait_for_marks
from tests.grader.code.small import SOLUTION, STARTER, TOML, written

RIGHT = SOLUTION.encode()
WRONG = SOLUTION.replace("dw = x.T @ dout", "dw = x.T @ dout * 3").encode()
TWO_FILES = TOML.replace('files = ["small.py"]', 'files = ["small.py", "layers.py"]')


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def two_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("two"), TWO_FILES)
    (folder / "solution" / "layers.py").write_text("SCALE = 1\n")
    (folder / "starter" / "layers.py").write_text("SCALE = 1\n")
    return folder


@pytest.fixture(autouse=True)
def wall_b(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKMARK_SANDBOX", "B")


def laid(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def graded(assignment: Path, folder: Path, out: Path, *more: str, code: int = 0) -> dict[str, Any]:
    """What became of each student, by name."""
    result = run("grade", assignment, folder, "--out", out, "--jobs", "1", *more)
    assert result.exit_code == code, result.output
    return {line["student"]: line for line in lines(out)}


def points(found: dict[str, Any]) -> dict[str, float | None]:
    return {student: line["points"] for student, line in found.items()}


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def notebook(source: bytes) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": source.decode()}]}).encode()


# ---- layouts -------------------------------------------------------------------------------------


def test_a_flat_folder_has_a_file_for_each_student(assignment: Path, tmp_path: Path) -> None:
    files = {
        "anna.py": RIGHT, "bert.py": WRONG, "cleo.ipynb": notebook(RIGHT), ".hidden.py": RIGHT,
        "dora.zip": zipped(**{"hw/small.py": RIGHT}), "notes.txt": b"", "emil.py": STARTER.encode(),
    }  # fmt: skip
    found = graded(assignment, laid(tmp_path / "in", **files), tmp_path / "out")
    assert points(found) == {"anna": 10, "bert": 8, "cleo": 10, "dora": 10, "emil": 0}
    assert {line["state"] for line in found.values()} == {"graded"}
    assert {student: line["seed"] for student, line in found.items()} == {n: n for n in found}


@pytest.mark.parametrize(
    "layout", ["{}/small.py", "{}/hw1/small.py", "{}/a/b/c/small.py", "submission_{}/small.py"]
)
def test_a_folder_for_each_student_may_be_as_deep_as_course_systems_make_it(
    assignment: Path, tmp_path: Path, layout: str
) -> None:
    files = {layout.format("1"): RIGHT, layout.format("2"): WRONG}
    found = graded(assignment, laid(tmp_path / "in", **files), tmp_path / "out")
    names = [layout.format(number).partition("/")[0] for number in "12"]
    assert points(found) == dict(zip(names, (10, 8), strict=True))


def test_nbgrader_s_notebooks_are_found_beside_its_own_files(
    assignment: Path, tmp_path: Path
) -> None:
    files = {"anna/hw/small.ipynb": notebook(RIGHT), "anna/hw/timestamp.txt": b"2026",
             "anna/hw/.ipynb_checkpoints/small-checkpoint.ipynb": b"{}"}  # fmt: skip
    assert points(graded(assignment, laid(tmp_path / "in", **files), tmp_path / "out")) == {
        "anna": 10
    }


CANVAS = {
    "doejane_101_9001_small.py": RIGHT,
    "roejohn_LATE_102_9002_small.py": WRONG,
    "poeedgar_103_9003_small-1.py": RIGHT,
    "loeliz_LATE_104_9004_small-12.ipynb": notebook(RIGHT),
    "moemax_105_9005_my_home_work.py": RIGHT,
}


def test_canvas_s_names_tell_student_lateness_and_copies(assignment: Path, tmp_path: Path) -> None:
    found = graded(assignment, laid(tmp_path / "in", **CANVAS), tmp_path / "out")
    assert points(found) == {
        "doejane_101": 10, "roejohn_102": 8, "poeedgar_103": 10, "loeliz_104": 10, "moemax_105": 10,
    }  # fmt: skip
    assert found["doejane_101"]["source"] == "doejane_101_9001_small.py"


def test_several_files_of_one_student_come_together(two_files: Path, tmp_path: Path) -> None:
    files = {
        "doejane_101_9001_small.py": b"from layers import SCALE\n" + RIGHT,
        "doejane_101_9002_layers-1.py": b"SCALE = 1\n",  # handed in a second time
        "roejohn_102_9003_small.py": b"from layers import SCALE\n" + RIGHT,
        "poe/small.py": b"from layers import SCALE\n" + RIGHT,
        "poe/layers.py": b"SCALE = 2\n",
        "poe/layers-1.py": b"raise ValueError\n",  # an older one lies beside it
    }
    found = graded(two_files, laid(tmp_path / "in", **files), tmp_path / "out")
    assert points(found) == {"doejane_101": 10, "roejohn_102": 0, "poe": 10}
    assert "layers" in found["roejohn_102"]["mark"]["problems"]["small"]["message"]


def test_everybody_may_have_the_numbers_of_one_seed(assignment: Path, tmp_path: Path) -> None:
    folder = laid(tmp_path / "in", **{"anna.py": RIGHT, "bert.py": RIGHT})
    same = graded(assignment, folder, tmp_path / "same", "--seed", "7")
    assert [line["seed"] for line in same.values()] == ["7", "7"]
    seeds = {name: shown_seeds(line) for name, line in same.items()}
    assert seeds["anna"] == seeds["bert"]
    own = graded(assignment, folder, tmp_path / "own")
    assert shown_seeds(own["anna"]) != shown_seeds(own["bert"])


def shown_seeds(line: dict[str, Any]) -> list[str]:
    parts = line["mark"]["problems"]["small"]["parts"]
    return [case["seed"] for part in parts.values() for case in part["cases"] if case["shown"]]


# ---- what cannot be read, and what is ours -------------------------------------------------------


def test_one_odd_submission_stops_nobody_else(assignment: Path, tmp_path: Path) -> None:
    folder = laid(tmp_path / "in", **{"anna.py": RIGHT, "bomb.zip": b"PK", "empty/x.txt": b"",
                                      "big.py": b"#" * (256 * 1024 + 1), "zoe.py": RIGHT,
                                      "two/a.py": b"", "two/b.py": b""})  # fmt: skip
    (folder / "link.py").symlink_to("/etc/passwd")
    (folder / "linked").symlink_to(folder)
    os.mkfifo(folder / "pipe.py")
    found = graded(assignment, folder, tmp_path / "out")
    states = {name: line["state"] for name, line in found.items()}
    odd = dict.fromkeys(("bomb", "empty", "big", "link", "pipe", "two"), "unreadable")
    assert states == {"anna": "graded", "zoe": "graded", **odd}
    assert "257 KiB; at most 256 KiB are accepted" in found["big"]["reason"]
    assert "found nothing; expected small.py or small.ipynb" in found["empty"]["reason"]
    assert "root:" not in json.dumps(found)
    assert points(found)["bomb"] is None
    assert {row["student"]: row["points"] for row in rows(tmp_path / "out")}["bomb"] == ""


def test_without_a_sandbox_everybody_is_held_and_the_next_run_marks_them(
    assignment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = laid(tmp_path / "in", **{"anna.py": RIGHT, "bert.py": WRONG})
    with monkeypatch.context() as patched:
        patched.setenv("BACKMARK_SANDBOX", "A")
        patched.setenv("PATH", str(tmp_path))
        found = graded(assignment, folder, tmp_path / "out", code=3)
    assert points(found) == {"anna": None, "bert": None}
    assert {line["state"] for line in found.values()} == {"held"}
    assert all("bwrap" in line["reason"] for line in found.values())
    assert points(graded(assignment, folder, tmp_path / "out")) == {"anna": 10, "bert": 8}


# ---- again, and after an interruption ------------------------------------------------------------


def test_only_what_has_changed_is_marked_again(assignment: Path, tmp_path: Path) -> None:
    folder = laid(tmp_path / "in", **{f"s{i}.py": RIGHT for i in range(3)})
    first = graded(assignment, folder, tmp_path / "out")
    laid(folder, **{"s1.py": WRONG})
    result = run("grade", assignment, folder, "--out", tmp_path / "out", "--jobs", "1", "--json")
    assert json.loads(result.stdout) == {
        "submissions": 3, "graded": 3, "unreadable": 0, "held": 0, "marked_before": 2,
    }  # fmt: skip
    assert points({line["student"]: line for line in lines(tmp_path / "out")}) == {
        **points(first),
        "s1": 8,
    }


def test_a_batch_that_was_killed_goes_on_and_ends_as_if_it_had_not_been(
    assignment: Path, tmp_path: Path
) -> None:
    slow = b"import time\ntime.sleep(0.3)\n" + RIGHT
    folder = laid(tmp_path / "in", **{f"s{i}.py": slow if i > 3 else RIGHT for i in range(6)})
    words = [sys.executable, "-m", "grader.cli", "grade", str(assignment), str(folder)]
    process = subprocess.Popen([*words, "--out", str(tmp_path / "killed"), "--jobs", "1"])
    wait_for_marks(tmp_path / "killed")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(lines(tmp_path / "killed")) < 6
    graded(assignment, folder, tmp_path / "killed", "--jobs", "2")
    graded(assignment, folder, tmp_path / "whole")
    for name in ("marks.jsonl", "marks.csv"):
        killed, whole = ((tmp_path / place / name).read_bytes() for place in ("killed", "whole"))
        assert killed == whole


def test_the_summary_has_a_column_for_the_program(assignment: Path, tmp_path: Path) -> None:
    graded(assignment, laid(tmp_path / "in", **{"=anna.py": WRONG}), tmp_path / "out")
    text = (tmp_path / "out" / "marks.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["points"], row["out_of"], row["small"]) == ("8", "10", "8")
    assert not row["student"].startswith("=")


# ---- one program ---------------------------------------------------------------------------------


def marked(assignment: Path, program: Path, code: int = 0) -> Any:
    result = run("mark", assignment, "--seed", "1", "--code", program, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_mark_prints_the_documented_form_and_nothing_else(assignment: Path, tmp_path: Path) -> None:
    program = laid(tmp_path, **{"small.py": b"print('loading')\n" + WRONG}) / "small.py"
    found = marked(assignment, program)
    assert (found["state"], found["points"], found["out_of"], found["score"]) == (
        "graded",
        8,
        10,
        0.8,
    )
    (problem,) = found["problems"].values()
    assert set(found["problems"]) == {"small"}
    assert set(problem) == {"kind", "points", "out_of", "ending", "message", "parts", "output"}
    assert (problem["kind"], problem["ending"], problem["message"]) == ("code", "finished", "")
    assert problem["output"] == "loading\n"
    assert list(problem["parts"]) == ["affine", "back", "relu_back", "loss"]
    for part in problem["parts"].values():
        assert set(part) == {"points", "out_of", "verdict", "findings", "message", "cases"}
    assert problem["parts"]["back"]["verdict"] == "partly"
    assert problem["parts"]["affine"]["points"] == problem["parts"]["affine"]["out_of"] == 2


def test_a_folder_a_zip_and_a_notebook_get_the_same_mark(assignment: Path, tmp_path: Path) -> None:
    laid(tmp_path, **{"f/small.py": WRONG, "a.zip": zipped(**{"small.py": WRONG}),
                      "b.ipynb": notebook(WRONG)})  # fmt: skip
    found = [marked(assignment, tmp_path / name)["points"] for name in ("f", "a.zip", "b.ipynb")]
    assert found == [8, 8, 8]


def test_a_wrong_program_is_no_failure_of_the_command(assignment: Path, tmp_path: Path) -> None:
    program = laid(tmp_path, **{"small.py": b"while True: pass"}) / "small.py"
    text = TOML.replace('examples = "N"', 'examples = "N"\nlimits = { call_s = 0.3, wall_s = 1 }')
    found = marked(written(tmp_path / "short", text), program)
    assert (found["state"], found["points"]) == ("graded", 0)
    assert found["problems"]["small"]["ending"] == "out-of-time"


@pytest.mark.parametrize("as_json", [True, False])
def test_where_there_is_no_sandbox_the_program_is_held(
    assignment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    program = laid(tmp_path, **{"small.py": RIGHT}) / "small.py"
    monkeypatch.setenv("BACKMARK_SANDBOX", "A")
    monkeypatch.setenv("PATH", str(tmp_path))
    words = ("mark", assignment, "--seed", "1", "--code", program)
    result = run(*words, *(("--json",) if as_json else ()))
    assert result.exit_code == 3
    assert "held, our fault: wall A: bubblewrap (bwrap) is not installed" in result.stderr
    assert result.stderr.count("\n") == 1
    if as_json:
        found = json.loads(result.stdout)
        assert (found["state"], found["points"], found["score"]) == ("held", None, None)
        assert (found["out_of"], found["problems"]) == (10, {})
    else:
        assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "a .py, .ipynb or .zip is accepted"),
        ("a.zip", b"PK", "the zip cannot be read"),
        ("a.py", b"#" * 300_000, "at most 256 KiB are accepted"),
        ("d/b.txt", b"", "found nothing; expected small.py"),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_line(
    assignment: Path, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    laid(tmp_path, **{name: data})
    program = tmp_path / name.partition("/")[0]
    result = run("mark", assignment, "--seed", "1", "--code", program, "--json")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert words in result.stderr


def test_neither_answers_nor_code_is_wrong_usage(assignment: Path) -> None:
    assert run("mark", assignment, "--seed", "1").exit_code == 2


def test_wall_a_marks_as_wall_b_does(
    assignment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    program = laid(tmp_path, **{"small.py": WRONG}) / "small.py"
    found = marked(assignment, program)
    monkeypatch.setenv("BACKMARK_SANDBOX", "A")
    assert marked(assignment, program) == found
