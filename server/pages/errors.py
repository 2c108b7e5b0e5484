"""Error pages: what happened, in words, and what to do; never what went on inside."""

from __future__ import annotations

import structlog
from flask import Flask, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from grader.sandbox.job import SandboxError
from server.answers_body import BodyError

_WORDS = {
    400: (
        "This request cannot be read",
        "Something in it is missing or is not as it should be. Go back, reload and try again.",
    ),
    401: ("You are not logged in", "Log in and try again; what you typed is still in the form."),
    403: ("This is not open to you", "Your account may not do this."),
    404: ("There is no such page", "It does not exist, or it is not yours to see."),
    405: ("This cannot be done here", "Go back and use the buttons of the page."),
    409: ("This cannot be done now", "Something has changed in the meantime. Reload the page."),
    413: (
        "This is too large",
        "An assignment may have 16 MB, a program 4 MB, and an answer 200 characters.",
    ),
    429: ("Too many tries", "Wait a little and try again."),
    500: (
        "Something went wrong on our side",
        "It is not your fault and it has been noted. Nothing that was handed in is lost.",
    ),
    503: (
        "The service is busy",
        "Nothing that was saved is lost. Try again in a few seconds.",
    ),
}
_STALE_FORM = (
    "This form is no longer valid",
    "It was opened before you logged in. Go back, reload the page and send it again.",
)


def add_to(app: Flask) -> None:
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(BodyError, _answers)
    app.register_error_handler(SandboxError, _sandbox)
    app.register_error_handler(500, _http)


def error_page(status: int, heading: str, explanation: str) -> Response:
    """An answer of this status: JSON for scripts, else a page."""
    if request.is_json:
        body = jsonify({"error": heading, "reason": explanation})
    else:
        page = render_template("error.html", heading=heading, explanation=explanation)
        body = Response(page, mimetype="text/html")  # type: ignore[assignment]
    body.status_code = status
    return body


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:  # a redirect on its way, not an error
        return error.get_response()
    known = status if status in _WORDS else 400 if status < 500 else 500
    answer = error_page(status, *_WORDS[known])
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _stale_form(_: CSRFError) -> Response:
    return error_page(400, *_STALE_FORM)


def _answers(error: BodyError) -> Response:
    return error_page(413, "This was not saved", f"{error}.")


def _sandbox(error: SandboxError) -> Response:
    """Where a solution is to be run: only staff come here, but for a pool that has to grow."""
    structlog.get_logger().error("programs cannot be run", reason=str(error))
    words = "Programs cannot be run on this machine at present; backmark doctor says why."
    return error_page(503, "No program can be run", f"{words} Nothing has been changed.")


def _database(error: OperationalError) -> Response:
    structlog.get_logger().error("database is not available", error=type(error.orig).__name__)
    answer = error_page(503, *_WORDS[503])
    answer.headers["Retry-After"] = "5"
    return answer
