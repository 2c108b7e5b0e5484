"""marks.jsonl: one line for each submission, only ever appended to while a batch runs.

Whatever stops a batch, at most the last line is torn; the next run cuts it off and goes on. When
everything is marked the file is put into the order of the submissions, and lines that no longer
count (an older content, assignment or grader) are moved to superseded.jsonl: no mark is lost.
"""

from __future__ import annotations

import fcntl
import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import orjson

from grader.toml_or_json import FileFaultError

MARKS, SUPERSEDED, LOCK = "marks.jsonl", "superseded.jsonl", ".lock"

HELD = "held"
_MARK = b',"mark":'


@dataclass(frozen=True)
class Known:
    """A line of an earlier run: where it stands, and what was marked."""

    offset: int
    content: str


class Journal:
    """The lines in `folder`; one writer at a time, let go however it ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = (folder / LOCK).open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise FileFaultError(f"{folder}: another backmark grade is writing there") from None
        self._file: BinaryIO = (folder / MARKS).open("a+b")
        self.lines = _cut_torn_line(self._file)
        self.appended = 0

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._lock.close()

    def known(self, wanted: Mapping[str, Any]) -> dict[str, Known]:
        """By source: the latest line of each whose summary has all of the `wanted` values.

        What was held is not known: it is tried again.
        """
        found: dict[str, Known] = {}
        for offset, line in self._lines():
            summary = summary_of(line)
            fits = all(summary.get(key) == value for key, value in wanted.items())
            if summary and fits and summary["state"] != HELD:
                found[summary["source"]] = Known(offset, summary["content"])
        return found

    def append(self, lines: list[bytes]) -> list[int]:
        """Write lines through to the system; where each of them begins."""
        offset = self._file.seek(0, os.SEEK_END)
        offsets = []
        for line in lines:
            offsets.append(offset)
            offset += len(line)
        self._file.write(b"".join(lines))
        self._file.flush()
        self.lines += len(lines)
        self.appended += len(lines)
        return offsets

    def settle(self, offsets: array[int]) -> None:
        """Leave exactly the lines at these offsets, in this order; move the others aside."""
        in_order = all(a < b for a, b in pairwise(offsets))
        if in_order and len(offsets) == self.lines:
            return
        kept = set(offsets)
        with (self.folder / SUPERSEDED).open("ab") as aside:
            aside.writelines(line for offset, line in self._lines() if offset not in kept)
        beside = self.folder / f"{MARKS}.new"
        with beside.open("wb") as new:
            for offset in offsets:
                self._file.seek(offset)
                new.write(self._file.readline())
        beside.replace(self.folder / MARKS)
        self._file.close()
        self._file = (self.folder / MARKS).open("a+b")
        self.lines = len(offsets)

    def summaries(self) -> Iterator[dict[str, Any]]:
        """Every line without its mark, in order."""
        yield from (summary_of(line) for _, line in self._lines())

    def bodies(self) -> Iterator[dict[str, Any]]:
        """Every line with its mark, in order."""
        yield from (orjson.loads(line) for _, line in self._lines())

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        offset = 0
        self._file.seek(0)
        for line in self._file:
            yield offset, line
            offset += len(line)


def summary_of(line: bytes) -> dict[str, Any]:
    """The line without its mark; empty for a line that is damaged.

    The mark comes last, and inside a JSON string its key would have escaped quotes: so the first
    place that looks like it is it.
    """
    try:
        summary = orjson.loads(line.partition(_MARK)[0] + b"}")
    except orjson.JSONDecodeError:
        return {}
    return summary if isinstance(summary, dict) and "source" in summary else {}


def _cut_torn_line(file: BinaryIO) -> int:
    """Drop what follows the last line break; how many lines there are."""
    file.seek(0)
    end = count = 0
    for line in file:
        if line.endswith(b"\n"):
            end += len(line)
            count += 1
    file.truncate(end)
    return count
