"""TOML from strangers: bounded in size, depth and work, refused in words and never a traceback."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from grader.faults import AssignmentError, AssignmentFault

LARGEST_FILE = 64 * 2**10
DEEPEST = 12
MOST_DOTS = 100
LONGEST_SHOWN = 80

Table = dict[str, Any]


def read_toml(file: str, content: bytes) -> tuple[Table, str]:
    """The tables of the file and its text; raises AssignmentError where it is not TOML."""
    text = read_text(file, content, LARGEST_FILE)
    # tomllib needs time and memory quadratic in the number of parts of a dotted key.
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > MOST_DOTS:
            reason = f"more than {MOST_DOTS} dots in one line; break it up"
            raise AssignmentError([AssignmentFault(file, "", "", reason, number)])
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_toml(file, text, error) from None
    if _is_deeper(tables, DEEPEST):
        reason = f"tables and lists are nested more than {DEEPEST} deep"
        raise AssignmentError([AssignmentFault(file, "", "", reason)])
    return tables, text


def read_text(file: str, content: bytes, largest: int) -> str:
    """The content as UTF-8 text of bounded size; raises AssignmentError."""
    if len(content) > largest:
        reason = f"{len(content):,} bytes; at most {largest // 1024} KiB are accepted"
        raise AssignmentError([AssignmentFault(file, "", "", reason)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AssignmentError(
            [AssignmentFault(file, "", "", "not UTF-8 text; save it as UTF-8", line)]
        ) from None
    if odd := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        line = text.count("\n", 0, odd.start()) + 1
        reason = f"a control character (U+{ord(odd.group()):04X}); only plain text is accepted"
        raise AssignmentError([AssignmentFault(file, "", "", reason, line)])
    return text


def _not_toml(file: str, text: str, error: Exception) -> AssignmentError:
    if isinstance(error, RecursionError):
        reason = f"tables and lists are nested more than {DEEPEST} deep"
        return AssignmentError([AssignmentFault(file, "", "", reason)])
    message = str(error)
    at = re.search(r" \(at line (\d+), column \d+\)\Z", message)
    line = int(at.group(1)) if at else None
    if not isinstance(error, tomllib.TOMLDecodeError):  # int() refuses more than 4,300 digits
        message = "a number with too many digits"
    lines = text.split("\n")
    found = lines[line - 1] if line and line <= len(lines) else ""
    hint = _hint(message.partition(" (at ")[0], found)
    shown = found.strip()[:LONGEST_SHOWN]
    return AssignmentError([AssignmentFault(file, "", shown, f"not TOML: {message}{hint}", line)])


def _hint(message: str, line: str) -> str:
    """What most often stands behind a complaint of the parser, for who does not know TOML."""
    if "'\\n'" in message and line.count('"') % 2:
        return '; the quote " that opens a text has to close it, too, in the same line'
    if message == "Invalid value":
        return '; a text stands in straight quotes, such as mode = "homework"'
    if message.startswith("Expected '='"):
        return "; expected a line such as key = value"
    return ""


def _is_deeper(value: object, most: int) -> bool:
    level: list[object] = [value]
    for _ in range(most + 1):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
