"""Programs in a folder, student by student, in the layouts that course systems leave behind.

Flat: `anna.py`. A folder each, of any depth: `anna/layers.py`, nbgrader's
`anna/<assignment>/layers.ipynb`, Gradescope's `submission_123/layers.py`. Canvas: files called
`lastnamefirstname_123_456_layers.py`, with _LATE_ or a copy's number in it or without. Nothing is
read here but names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.submissions import is_litter, label

SUFFIXES = (".py", ".ipynb", ".zip")
DEEPEST = 4
_CANVAS = re.compile(r"([^_]+)(?:_LATE)?_(\d+)_(\d+)_(.+)\Z")


@dataclass(frozen=True)
class ProgramSubmission:
    """The files that somebody handed in, by the names that they had."""

    source: str
    student: str
    files: tuple[tuple[str, Path], ...]


@dataclass(frozen=True)
class ProgramFolder:
    """A folder of programs; `seed` is everybody's, or "" where each student's name is the seed."""

    path: Path
    seed: str = ""

    def __iter__(self) -> Iterator[ProgramSubmission]:
        """By name, so that the order is the same every time."""
        alone: dict[str, list[tuple[str, Path]]] = {}
        for entry in sorted(os.scandir(self.path), key=lambda one: one.name):
            if is_litter(entry.name):
                continue
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                files = tuple(_within(path, DEEPEST))
                yield ProgramSubmission(label(entry.name), label(entry.name), files)
            elif entry.name.lower().endswith(SUFFIXES):
                student, name = _of_name(label(entry.name))
                alone.setdefault(student, []).append((name, path))
        for student, found in alone.items():
            yield ProgramSubmission(label(found[0][1].name), student, tuple(found))


def _of_name(name: str) -> tuple[str, str]:
    """Whose a file in a flat folder is, and what it was called."""
    if canvas := _CANVAS.match(name):
        return f"{canvas.group(1)}_{canvas.group(2)}", canvas.group(4)
    return name.rpartition(".")[0], name


def _within(folder: Path, deep: int) -> Iterator[tuple[str, Path]]:
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if is_litter(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False) and deep > 1:
            yield from _within(Path(entry.path), deep - 1)
        elif entry.name.lower().endswith(SUFFIXES):
            yield label(entry.name), Path(entry.path)
