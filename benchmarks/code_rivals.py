"""Other ways to mark the same twenty programs: a fresh process each, nbgrader, and Otter.

nbgrader and Otter live in environments of their own under var/benchmarks, made by pip from the
versions that benchmarks/rivals pins. Where one cannot be had there is a RivalError that says why.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import venv
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.code_class import COMPARE, POINTS, Student, checks, script
from grader.code.variant import CodeVariant
from grader.sandbox.job import Runtime
from grader.sandbox.runtime import runtime_tree

PINS = Path(__file__).parent / "rivals"
VAR = Path(__file__).parents[1] / "var" / "benchmarks"
LONGEST_S = 900.0

Points = Mapping[str, float]  # by student


class RivalError(RuntimeError):
    """It cannot be installed or does not run here; the message says which and why."""


class Rival(ABC):
    """Marks programs in some other way, in a folder of its own."""

    words = ""  # what it is called in a table

    def __init__(self, variant: CodeVariant, students: Sequence[Student]) -> None:
        self.variant = variant
        self.students = students
        self.folder = VAR / f"{type(self).__name__.lower()}-course"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    @abstractmethod
    def prepare(self) -> None:
        """What is not timed: installing, and the files of all students. Raises RivalError."""

    @abstractmethod
    def mark(self) -> None:
        """What is timed: everybody's program."""

    @abstractmethod
    def points(self) -> Points:
        """What everybody was given."""


def _run(command: Sequence[str | Path], folder: Path) -> str:
    """What it printed; RivalError where it fails."""
    words = [str(word) for word in command]
    environment = os.environ | {"PATH": f"{Path(words[0]).parent}:{os.environ['PATH']}"}
    try:
        ended = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST_S
        )
    except OSError as error:
        raise RivalError(str(error)) from error
    if ended.returncode:
        said = (ended.stderr or ended.stdout).strip().splitlines()
        raise RivalError(f"{words[0]} ended with {ended.returncode}: {said[-1] if said else ''}")
    return ended.stdout


# ---- a fresh process for each --------------------------------------------------------------------


class FreshPython(Rival):
    words = "a fresh Python with NumPy for each, no sandbox"

    def prepare(self) -> None:
        (self.folder / "grade.py").write_text(script(self.variant))
        for student in self.students:
            (self.folder / f"{student.name}.py").write_bytes(student.program)
        self.said: dict[str, float] = {}

    def mark(self) -> None:
        for student in self.students:
            self.said[student.name] = float(_run(self.command(student.name), self.folder))

    def points(self) -> Points:
        return self.said

    def command(self, name: str) -> list[str | Path]:
        packages = Path(np.__file__).parents[1]
        return [os.path.realpath(sys.executable), *_python(packages, self.folder, name)]


class FreshSandbox(FreshPython):
    words = "a fresh bubblewrap with Python and NumPy for each, as they come"
    settings = ("LD_LIBRARY_PATH=/runtime/lib",)

    def command(self, name: str) -> list[str | Path]:
        bubblewrap = shutil.which("bwrap")
        if bubblewrap is None:
            raise RivalError("bubblewrap (bwrap) is not installed")
        words = ["--unshare-all", "--new-session", "--as-pid-1", "--cap-drop", "ALL", "--clearenv"]
        for setting in self.settings:
            words += ["--setenv", *setting.split("=")]
        words += ["--ro-bind", str(runtime_tree(Runtime.numpy).folder), "/runtime"]
        words += ["--ro-bind", str(self.folder), "/work"]
        for library in filter(os.path.isdir, ("/usr/lib", "/usr/lib64", "/lib", "/lib64")):
            words += ["--ro-bind", library, library]
        words += ["--remount-ro", "/", "--", "/runtime/bin/python3"]
        return [bubblewrap, *words, *_python(Path("/runtime/packages"), Path("/work"), name)]


class OneThreadSandbox(FreshSandbox):
    words = "the same with one thread for NumPy's algebra"
    settings = (*FreshSandbox.settings, "OPENBLAS_NUM_THREADS=1")


def _python(packages: Path, folder: Path, name: str) -> list[str]:
    """Arguments that start it without what a virtual environment costs."""
    start = f"import sys; sys.path.append({str(packages)!r}); sys.argv = {['', f'{name}.py']!r}; "
    start += f"import os; os.chdir({str(folder)!r}); "
    start += "exec(compile(open('grade.py').read(), 'grade.py', 'exec'))"
    return ["-I", "-S", "-B", "-c", start]


# ---- graders of notebooks ------------------------------------------------------------------------


def installed(name: str) -> Path:
    """The Python of an environment with what benchmarks/rivals pins; made where it is not there."""
    folder, pins = VAR / name, PINS / f"{name}.txt"
    done, python = folder / "pins.txt", folder / "bin" / "python"
    if done.exists() and done.read_text() == pins.read_text():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    _run([python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "-r", pins], VAR)
    shutil.copy(pins, done)
    return python


class Nbgrader(Rival):
    words = "nbgrader, all of them in one command"

    def prepare(self) -> None:
        self.python = installed("nbgrader")
        self._write("source/layers", self.students[0])
        for student in self.students:
            self._write(f"submitted/{student.name}/layers", student)
        _run([self.python, "-m", "nbgrader", "generate_assignment", "layers"], self.folder)

    def mark(self) -> None:
        _run([self.python, "-m", "nbgrader", "autograde", "layers", "--force"], self.folder)

    def points(self) -> Points:
        _run([self.python, "-m", "nbgrader", "export"], self.folder)
        with (self.folder / "grades.csv").open(newline="") as file:
            return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}

    def _write(self, place: str, student: Student) -> None:
        (self.folder / place).mkdir(parents=True)
        text = json.dumps(notebook(student, self.variant))
        (self.folder / place / "layers.ipynb").write_text(text)


def notebook(student: Student, variant: CodeVariant) -> dict[str, object]:
    """The program in one cell, and a cell of tests for each function."""
    cells = [_cell("program", student.program.decode(), {"solution": True, "grade": False})]
    for name, codes in checks(variant).items():
        told = {"solution": False, "grade": True, "points": POINTS}
        cells.append(_cell(name, "\n".join([COMPARE, *codes]), told))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}


def _cell(name: str, source: str, told: Mapping[str, object]) -> dict[str, object]:
    own = {"grade_id": name, "locked": not told["solution"], "task": False, "schema_version": 3}
    return {
        "cell_type": "code",
        "id": name,
        "source": source,
        "execution_count": None,
        "outputs": [],
        "metadata": {"nbgrader": own | dict(told)},
    }


class Otter(Rival):
    words = "Otter, all of them in one process"

    def prepare(self) -> None:
        self.python = installed("otter")
        (self.folder / "tests").mkdir()
        for name, codes in checks(self.variant).items():
            (self.folder / "tests" / f"{name}.py").write_text(_otter_test(name, codes))
        for student in self.students:
            text = f"{COMPARE}\n{student.program.decode()}"
            (self.folder / f"{student.name}.py").write_text(text)
        command = ["-m", "otter", "generate", "-t", "tests", "-o", "autograder.zip"]
        _run([self.python, *command], self.folder)
        self.said: dict[str, float] = {}

    def mark(self) -> None:
        names = [f"{student.name}.py" for student in self.students]
        said = _run([self.python, "-c", _OTTER_LOOP, *names], self.folder)
        found = json.loads(said.splitlines()[-1])
        self.said = {name.removesuffix(".py"): points for name, points in found.items()}

    def points(self) -> Points:
        return self.said


_OTTER_LOOP = """
import json, sys
import otter.api
grade = otter.api.grade_submission
print(json.dumps({name: grade(name, "autograder.zip", quiet=True).total for name in sys.argv[1:]}))
"""


def _otter_test(name: str, codes: Sequence[str]) -> str:
    lines = "\n".join(codes).splitlines()
    case = {"code": "\n".join(f">>> {line}" for line in lines), "hidden": True}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": name, "points": POINTS, "suites": [suite]}
    return f"OK_FORMAT = True\n\ntest = {test!r}\n"


RIVALS: tuple[type[Rival], ...] = (
    FreshPython,
    FreshSandbox,
    OneThreadSandbox,
    Nbgrader,
    Otter,
)
