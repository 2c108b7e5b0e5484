"""What is wrong with an assignment: every fault with its place and what would be accepted."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from grader.toml_lines import Lines, Path, line_at, lines_of

MOST_FAULTS = 100
LONGEST_VALUE = 80

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}\Z")


@dataclass(frozen=True)
class AssignmentFault:
    """One fault; `key` is a path such as `problems[1].quantities[0].name`, "" for the whole file.

    `value` is the offending value as text, "" where there is none (a missing key); `reason` says
    what would be accepted; `line` counts from 1 and is None where it cannot be known.
    """

    file: str
    key: str
    value: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = " = ".join(part for part in (self.key, self.value) if part)
        return ": ".join(part for part in (place, subject, self.reason) if part)


class AssignmentError(Exception):
    """The assignment cannot be used as it is; `faults` names everything that has to be mended."""

    def __init__(self, faults: Iterable[AssignmentFault]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """Collects the faults of one file, each with its line."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.lines: Lines = lines_of(text)
        self.found: list[AssignmentFault] = []

    def add(self, path: Path, value: object, reason: str) -> None:
        """One fault at a key; None for a value that is not there."""
        shown = "" if value is None else value_text(value)
        line = line_at(self.lines, path)
        self.found.append(AssignmentFault(self.file, key_text(path), shown, reason, line))

    def at(self, path: Path) -> bool:
        """Whether a fault is known at this key itself."""
        return any(fault.key == key_text(path) for fault in self.found)

    def within(self, path: Path) -> bool:
        """Whether a fault is known at this key or inside its table."""
        key = key_text(path)
        return any(f.key == key or f.key.startswith((f"{key}.", f"{key}[")) for f in self.found)

    def error(self) -> AssignmentError:
        """All of them, in the order of the file."""
        return AssignmentError(sorted(self.found, key=lambda fault: fault.line or 0))


def key_text(path: Path) -> str:
    """The path as an author writes it: `problems[1].quantities[0].name`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{_key(part)}" if text else _key(part)
    return text


def value_text(value: object) -> str:
    """The value as TOML on one short line, however large or odd it is."""
    text = _toml(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."


def _key(key: str) -> str:
    return key if _BARE_KEY.match(key) else value_text(key)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {_toml(inner)}" for key, inner in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(inner) for inner in value)}]"
    return _toml_scalar(value)


def _toml_scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=not value.isprintable())
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, int) and abs(value) >= 10**40:
        return "a number of more than 40 digits"
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest known name as a hint, or nothing."""
    near = difflib.get_close_matches(name[:60], list(known), n=1)
    return f"did you mean {near[0]}? " if near else ""
