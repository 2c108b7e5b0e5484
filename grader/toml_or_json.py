"""A table from a file in TOML or JSON; which of the two shows in the content, not in the name."""

from __future__ import annotations

import tomllib
from typing import Any

import orjson

from grader.faults import AssignmentError
from grader.toml_file import LARGEST_FILE, read_text, read_toml

LARGEST_OWN_FILE = 64 * 2**20
LARGEST_JSON = 256 * 2**10

Table = dict[str, Any]


class FileFaultError(ValueError):
    """A file cannot be used as it is; one line names it, what is wrong and what would do."""


def read_own_table(name: str, content: bytes) -> Table:
    """The table in a file of the user's own; raises FileFaultError."""
    try:
        text = read_text(name, content, LARGEST_OWN_FILE)
    except AssignmentError as error:
        raise FileFaultError(str(error)) from None
    if _is_json(text):
        return _from_json(name, text)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileFaultError(f"{name}: not TOML: {error}") from None


def read_table_of_strangers(name: str, content: bytes) -> Table:
    """The same for what somebody else sent: small, and cheap to read whatever it holds."""
    try:
        text = read_text(name, content, LARGEST_JSON)
        if not _is_json(text):
            return read_toml(name, content)[0]
    except AssignmentError as error:
        raise FileFaultError(str(error)) from None
    return _from_json(name, text)


def largest_of_strangers() -> int:
    """One byte more than anything that is read: enough to see that a file is too large."""
    return max(LARGEST_FILE, LARGEST_JSON) + 1


def _is_json(text: str) -> bool:
    """No TOML begins with a brace, and none is a bare list."""
    text = text.strip()
    return text.startswith("{") or (text.startswith("[") and _is_a_list(text))


def _is_a_list(text: str) -> bool:
    try:
        return isinstance(orjson.loads(text), list)
    except orjson.JSONDecodeError:
        return False


def _from_json(name: str, text: str) -> Table:
    try:
        table: Table | list[object] = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise FileFaultError(f"{name}: not JSON: {error}") from None
    if isinstance(table, list):
        raise FileFaultError(f"{name}: a JSON list; expected an object, in braces")
    return table
