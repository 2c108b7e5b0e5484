"""Where a batch's submissions come from: a folder of answer files, or one CSV with a row each.

Nothing is read here that could be at fault but the CSV itself: a submission is only found, named
and handed on; whoever marks it reads it, so that one bad file is one bad outcome.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from pathlib import Path
from typing import IO

from grader.answer_file import AnswerForm, unknown
from grader.toml_or_json import FileFaultError

STUDENT, SEED = "student", "seed"
DELIMITERS = ",;\t"

# What operating systems and editors leave behind; nobody handed it in.
_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_ENTRY = re.compile(r"(.+?)\[\s*(\d{1,5})\s*(?:,\s*(\d{1,5})\s*)?\]\Z")


@dataclass(frozen=True)
class FileSubmission:
    """A file that somebody handed in; `student` is what its place says, the file may say other."""

    source: str
    student: str
    path: Path


@dataclass(frozen=True)
class RowSubmission:
    """A row of a CSV; None for one that breaks the rules of CSV."""

    source: str
    cells: tuple[str, ...] | None


Submission = FileSubmission | RowSubmission


@dataclass(frozen=True)
class Folder:
    """A folder of answer files: flat, or with a folder for each student."""

    path: Path

    def __iter__(self) -> Iterator[FileSubmission]:
        """By name, so that the order is the same every time."""
        for path in _files(self.path):
            parts = [label(part) for part in path.relative_to(self.path).parts]
            student = parts[0] if len(parts) > 1 else label(path.stem)
            yield FileSubmission("/".join(parts), student, path)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_litter(name))
        yield from (Path(place) / name for name in sorted(names) if not is_litter(name))


def is_litter(name: str) -> bool:
    return name.startswith(".") or name in _LITTER


# ---- CSV -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """What each column of a CSV holds.

    `whole` maps a column to a quantity typed as one text; `cells` a quantity to its columns in
    row-major order, None where there is none for an entry. `ignored` are columns of other things.
    """

    width: int
    student: int
    seed: int
    whole: Mapping[int, tuple[str, str]]
    cells: Mapping[tuple[str, str], Sequence[int | None]]
    ignored: tuple[str, ...] = ()

    def answers(self, row: Sequence[str]) -> dict[str, dict[str, str | list[str]]]:
        found: dict[str, dict[str, str | list[str]]] = {}
        for column, (problem, quantity) in self.whole.items():
            found.setdefault(problem, {})[quantity] = row[column]
        for (problem, quantity), columns in self.cells.items():
            texts = ["" if column is None else row[column] for column in columns]
            found.setdefault(problem, {})[quantity] = texts
        return found


@dataclass(frozen=True)
class Table:
    """A CSV in UTF-8 with one row per student; raises FileFaultError where it is none."""

    path: Path
    form: AnswerForm

    @cached_property
    def delimiter(self) -> str:
        """The one that cuts the header into the most columns: a comma, or what Excel writes."""
        with self._open() as file:
            first = file.readline()
        return max(DELIMITERS, key=first.count)

    @cached_property
    def header(self) -> list[str]:
        with self._open() as file:
            return next(csv.reader(file, delimiter=self.delimiter), [])

    @cached_property
    def columns(self) -> Columns:
        return _Header(self.path.name, self.header, self.form).read()

    def __iter__(self) -> Iterator[RowSubmission]:
        """Every row that holds anything, in the order of the file."""
        with self._open() as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            next(reader, None)
            while True:
                source = f"{label(self.path.name)}:{reader.line_num + 1}"
                try:
                    row = next(reader)
                except StopIteration:
                    return
                except csv.Error:  # a quote that is never closed
                    yield RowSubmission(source, None)
                    continue
                if any(cell.strip() for cell in row):
                    yield RowSubmission(source, tuple(row))

    def _open(self) -> IO[str]:
        return self.path.open(encoding="utf-8-sig", newline="")


Source = Folder | Table


def count(source: Source) -> int:
    """How many submissions there are; raises FileFaultError where a CSV cannot be used at all."""
    try:
        if isinstance(source, Table):
            _ = source.columns
        return sum(1 for _ in source)
    except UnicodeDecodeError:
        raise FileFaultError(f"{source.path.name}: not UTF-8; save it as CSV UTF-8") from None


def label(path: str) -> str:
    """A path as text that can be written anywhere, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


@dataclass
class _Header:
    """Reads the names of the columns."""

    file: str
    names: Sequence[str]
    form: AnswerForm
    whole: dict[int, tuple[str, str]] = field(default_factory=dict)
    cells: dict[tuple[str, str], list[int | None]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def read(self) -> Columns:
        folded = [name.strip().casefold() for name in self.names]
        student, seed = (self.place_of(name, folded) for name in (STUDENT, SEED))
        for index, name in enumerate(self.names):
            if index not in (student, seed):
                self.column(index, name.strip())
        if not self.whole and not self.cells:
            raise self.fault("no column holds answers; they are called <problem>.<quantity>")
        if both := set(self.whole.values()) & set(self.cells):
            raise self.fault(f"{'.'.join(min(both))} has a column of its own and one per entry")
        return Columns(len(self.names), student, seed, self.whole, self.cells, tuple(self.ignored))

    def place_of(self, name: str, folded: Sequence[str]) -> int:
        if folded.count(name) != 1:
            often = "no" if name not in folded else "more than one"
            raise self.fault(f"there is {often} column {name!r}; exactly one is expected")
        return folded.index(name)

    def column(self, index: int, name: str) -> None:
        """One that is called after a problem or a quantity holds answers; others are ignored."""
        entry = _ENTRY.match(name)
        target = self.target(entry.group(1).strip() if entry else name)
        if target is None:
            self.ignored.append(name)
        elif entry:
            self.cell(index, name, target)
        elif target in self.whole.values():
            raise self.fault(f"there are two columns {name}")
        else:
            self.whole[index] = target

    def target(self, name: str) -> tuple[str, str] | None:
        only = self.form.only_problem
        if only is not None and name in self.form.shapes[only]:
            return only, name
        problem, dot, quantity = name.partition(".")
        if not dot or problem not in self.form.shapes:
            return None
        if quantity not in self.form.shapes[problem]:
            known = self.form.shapes[problem]
            raise self.fault(f"column {name}: {unknown(f'quantity of {problem}', quantity, known)}")
        return problem, quantity

    def cell(self, index: int, name: str, target: tuple[str, str]) -> None:
        shape = self.form.shapes[target[0]][target[1]]
        place = _place(name, shape)
        if place is None:
            raise self.fault(f"column {name}: there is no such entry; {_indices(shape)}")
        places = self.cells.setdefault(target, [None] * prod(shape))
        if places[place] is not None:
            raise self.fault(f"there are two columns {name}")
        places[place] = index

    def fault(self, reason: str) -> FileFaultError:
        return FileFaultError(f"{self.file}: {reason}")


def _indices(shape: tuple[int, ...]) -> str:
    if not shape:
        return "it is a number, without an index"
    first, last = ",".join("1" for _ in shape), ",".join(map(str, shape))
    return f"they run from [{first}] to [{last}]"


def _place(name: str, shape: tuple[int, ...]) -> int | None:
    """The row-major place of an entry such as `[2,3]`; None where the shape has none."""
    entry = _ENTRY.match(name)
    indices = [int(part) - 1 for part in entry.groups()[1:] if part] if entry else []
    if len(indices) != len(shape) or not all(
        0 <= index < size for index, size in zip(indices, shape, strict=True)
    ):
        return None
    place = 0
    for index, size in zip(indices, shape, strict=True):
        place = place * size + index
    return place
