"""On which line of a TOML text each key stands; tomllib itself does not tell.

The text has already been read by tomllib, so the scanner only has to find its way, not to judge.
Where it loses it, it stops: a line is then unknown rather than wrong.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element, by its path."""
    scanner = _Scanner(text)
    with contextlib.suppress(_LostError):
        scanner.document()
    return scanner.lines


def line_at(lines: Lines, path: Path) -> int | None:
    """The line of the key, or of the nearest table around it that stands in the text."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


class _LostError(Exception):
    """The scanner met something that it does not know."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.table: Path = ()
        self.lengths: dict[Path, int] = {}
        self._counted_to, self._line = 0, 1

    def document(self) -> None:
        self.blank()
        while self.at < len(self.text):
            if self.sees("["):
                self.header()
            else:
                self.entry(self.table)
            self.blank()

    def header(self) -> None:
        start, double = self.at, self.sees("[[")
        self.at += 2 if double else 1
        path = self.resolved(self.key())
        self.take("]]" if double else "]")
        if double:
            index = self.lengths.get(path, 0)
            self.lengths[path] = index + 1
            path = (*path, index)
        self.table = path
        self.mark(path, start)

    def resolved(self, key: tuple[str, ...]) -> Path:
        """A header's key with the latest index of every array of tables that it goes through."""
        path: Path = ()
        for depth, part in enumerate(key):
            path = (*path, part)
            if path in self.lengths and depth < len(key) - 1:
                path = (*path, self.lengths[path] - 1)
        return path

    def entry(self, table: Path) -> None:
        start = self.at
        path = table
        for part in self.key():
            path = (*path, part)
            self.mark(path, start)
        self.take("=")
        self.spaces()
        self.value(path)

    def key(self) -> tuple[str, ...]:
        parts = [self.key_part()]
        while self.sees("."):
            self.at += 1
            parts.append(self.key_part())
        return tuple(parts)

    def key_part(self) -> str:
        self.spaces()
        quoted = self.text[self.at : self.at + 1] in ('"', "'")
        part = self.match(_STRING if quoted else _BARE)
        self.spaces()
        return part[1:-1] if quoted else part

    def value(self, path: Path) -> None:
        if self.sees("["):
            self.array(path)
        elif self.sees("{"):
            self.inline_table(path)
        elif self.sees('"') or self.sees("'"):
            self.match(_STRING)
        else:
            self.match(_PLAIN)

    def array(self, path: Path) -> None:
        self.take("[")
        index = 0
        self.blank()
        while not self.sees("]"):
            self.mark((*path, index), self.at)
            self.value((*path, index))
            self.separator("]")
            index += 1
        self.take("]")

    def inline_table(self, path: Path) -> None:
        self.take("{")
        self.blank()
        while not self.sees("}"):
            self.entry(path)
            self.separator("}")
        self.take("}")

    def separator(self, closing: str) -> None:
        self.blank()
        if not self.sees(closing):
            self.take(",")
            self.blank()

    def mark(self, path: Path, at: int) -> None:
        self._line += self.text.count("\n", self._counted_to, at)
        self._counted_to = at
        self.lines.setdefault(path, self._line)

    def blank(self) -> None:
        self.match(_BLANK)

    def spaces(self) -> None:
        while self.sees(" ") or self.sees("\t"):
            self.at += 1

    def sees(self, token: str) -> bool:
        return self.text.startswith(token, self.at)

    def take(self, token: str) -> None:
        if not self.sees(token):
            raise _LostError
        self.at += len(token)

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _LostError
        self.at = found.end()
        return found.group()
