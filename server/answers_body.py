"""The form and size of what students type, before any of it is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Answers = dict[str, dict[str, str | list[str]]]

BODY_BYTES_AT_MOST = 256 * 1024
CELL_CHARACTERS_AT_MOST = 200
PASTE_CHARACTERS_AT_MOST = 20_000
NAME_CHARACTERS_AT_MOST = 100


class BodyError(ValueError):
    """Answers of a wrong form or size; nothing was stored; the message says why."""


def checked_answers(body: object) -> Answers:
    """The body as problem -> quantity -> text, or a list of the texts of the cells.

    Raises BodyError.
    """
    answers = {
        _name("problem", problem): {
            _name("quantity", quantity): _answer(f"{problem}, {quantity}", typed)
            for quantity, typed in _mapping(f"problem {problem}", quantities).items()
        }
        for problem, quantities in _mapping("the body", body).items()
    }
    size = len(json.dumps(answers))
    if size > BODY_BYTES_AT_MOST:
        raise BodyError(
            f"the answers take {size:,} bytes: at most {BODY_BYTES_AT_MOST:,} are accepted"
        )
    return answers


def _mapping(what: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BodyError(f"{what[:150]} is a {type(value).__name__}: an object is accepted")
    return value


def _name(what: str, name: object) -> str:
    if not isinstance(name, str) or not 0 < len(name) <= NAME_CHARACTERS_AT_MOST:
        raise BodyError(
            f"{what} {str(name)[:50]!r}: a name of 1 to {NAME_CHARACTERS_AT_MOST}"
            " characters is accepted"
        )
    return name


def _answer(where: str, typed: object) -> str | list[str]:
    if isinstance(typed, list):
        return [_text(f"{where}, entry {i}", cell, CELL_CHARACTERS_AT_MOST)
                for i, cell in enumerate(typed, start=1)]  # fmt: skip
    return _text(where, typed, PASTE_CHARACTERS_AT_MOST)


def _text(where: str, typed: object, at_most: int) -> str:
    if not isinstance(typed, str):
        raise BodyError(f"{where[:150]} is a {type(typed).__name__}: text is accepted")
    if len(typed) > at_most:
        raise BodyError(
            f"{where[:150]} has {len(typed):,} characters: at most {at_most:,} are accepted"
        )
    return typed
