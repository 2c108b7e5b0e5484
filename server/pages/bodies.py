"""How much of a request's body is read, before anybody has said who they are.

The token of a form is in its body, so bodies are parsed before the log-in session is looked up:
what a stranger can make us parse is kept small here.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, request, session
from flask.json.provider import DefaultJSONProvider

from server.pages.site import TOKEN

KIB, MIB = 1024, 1024 * 1024

STRANGERS_KIB = 32  # a log-in form with every field full
FORM_MIB = 1  # the largest answers that are stored, as a form writes them
ZIP_MIB = 16  # the largest upload; what is in it is bounded where it is read
PROGRAM_MIB = 4  # all that an attempt's form brings with its programs; each has its own bound
_WITH_PROGRAMS = frozenset({"attempt.save_form", "attempt.submit"})


class BoundedJson(DefaultJSONProvider):
    """JSON nested deeper than the reader can follow is unreadable, and no fault of ours."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        try:
            return super().loads(s, **options)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def limit(app: Flask) -> None:
    """Only uploads of somebody who carries a log-in may be large."""
    app.json = BoundedJson(app)
    app.before_request(_limit)


def _limit() -> None:
    # Fields of other encodings are parsed all at once, whatever MAX_FORM_PARTS says.
    is_upload = request.endpoint == "course_staff.upload"
    if TOKEN not in session:
        request.max_content_length = STRANGERS_KIB * KIB
    elif is_upload and request.mimetype == "multipart/form-data":
        request.max_content_length = ZIP_MIB * MIB
    elif request.endpoint in _WITH_PROGRAMS and request.mimetype == "multipart/form-data":
        request.max_content_length = PROGRAM_MIB * MIB
        request.max_form_memory_size = 2 * MIB  # what stands in the editors
        request.max_form_parts = 5000  # every cell is a part here
    # A request arrives with its last byte: forms are read when their token is checked, which is
    # before the time is taken; JSON would be read after.
    if request.is_json:
        request.get_data()
