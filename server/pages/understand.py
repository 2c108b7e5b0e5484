"""`POST /understand`: what typed or pasted text is read as; nothing about right or wrong."""

from __future__ import annotations

import math
from typing import Any

from flask import Blueprint, abort, jsonify, request
from werkzeug.wrappers import Response

from server.answers_body import CELL_CHARACTERS_AT_MOST, PASTE_CHARACTERS_AT_MOST
from server.pages.typed_answers import Shape, understand

pages = Blueprint("understand", __name__)

ENTRIES_AT_MOST = 4096
CHARACTERS_AT_MOST = 64 * 1024  # of all cells together: reading them takes a fifth of a second


@pages.post("/understand")
def show() -> Response:
    """Takes `{"shape": [3, 2], "text": ...}` or `{"shape": ..., "cells": [...]}`."""
    body = request.get_json()
    if not isinstance(body, dict):
        abort(400)
    shape = _shape(body.get("shape"))
    read = understand(_answer(body, math.prod(shape)), shape)
    return jsonify(
        {
            "shown": read.shown,
            "worked_out": read.worked_out,
            "faults": {str(index): reason for index, reason in read.faults.items()},
            "fault": read.fault,
            "cells": read.cells,
        }
    )


def _shape(value: object) -> Shape:
    if not isinstance(value, list) or len(value) > 2:
        abort(400)
    sizes = [n for n in value if type(n) is int and 1 <= n <= ENTRIES_AT_MOST]
    if len(sizes) != len(value) or math.prod(sizes) > ENTRIES_AT_MOST:
        abort(400)
    return tuple(sizes)


def _answer(body: dict[str, Any], count: int) -> str | list[str]:
    text, cells = body.get("text"), body.get("cells")
    if isinstance(text, str) and len(text) <= PASTE_CHARACTERS_AT_MOST:
        return text
    if isinstance(cells, list) and len(cells) == count and all(map(_is_cell, cells)):
        return cells if sum(map(len, cells)) <= CHARACTERS_AT_MOST else abort(413)
    return abort(400)


def _is_cell(value: object) -> bool:
    return isinstance(value, str) and len(value) <= CELL_CHARACTERS_AT_MOST
