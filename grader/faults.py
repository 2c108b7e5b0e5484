"""What is wrong with an assignment: every fault with its place and what would be accepted."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]

MOST_FAULTS = 100


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
        subject = f"{self.key} = {self.value}" if self.key and self.value else self.key or self.value
        return ": ".join(part for part in (place, subject, self.reason) if part)


class AssignmentError(Exception):
    """The assignment cannot be used as it is; `faults` names everything that has to be mended."""

    def __init__(self, faults: Iterable[AssignmentFault]) -> None:
        self.faults = tuple(faults)[:MOST_FAULTS]
        super().__init__("\n".join(str(fault) for fault in self.faults))


def key_text(path: Path) -> str:
    """The path as an author writes it: `problems[1].quantities[0].name`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def value_text(value: object) -> str:
    """The value as one short line, however large or odd it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _SHORT.repr_str(value, 1).replace("\n", "\\n")
    if isinstance(value, int) and abs(value) >= 10**40:
        return "a number of more than 40 digits"
    return str(value) if hasattr(value, "isoformat") else _SHORT.repr(value)


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 60
_SHORT.maxlevel, _SHORT.maxdict, _SHORT.maxlist, _SHORT.maxlong = 3, 4, 8, 40
