"""One line of JSON per request: what was asked, by whom and how it went; no bodies, no secrets."""

from __future__ import annotations

import sys
import time
import uuid

import structlog
from flask import Flask, g, request
from flask.signals import got_request_exception
from werkzeug.wrappers import Response


def watch(app: Flask) -> None:
    """Log every request of `app` to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    app.logger.disabled = True  # Flask would log exceptions a second time, as plain text
    app.before_request(_start)
    app.after_request(_finish)
    got_request_exception.connect(_report, app)


def _start() -> None:
    g.started_at_s = time.perf_counter()
    g.request_id = uuid.uuid4().hex[:12]


def _finish(response: Response) -> Response:
    if request.endpoint in {"static", "health.healthz"} and response.status_code < 400:
        return response
    structlog.get_logger().info(
        "request",
        id=g.get("request_id"),
        method=request.method,
        route=str(request.url_rule) if request.url_rule else None,
        status=response.status_code,
        ms=round(1000 * (time.perf_counter() - g.get("started_at_s", time.perf_counter())), 1),
        person=getattr(g.get("person"), "public_id", None),
        address=request.remote_addr,
    )
    return response


def _report(_: Flask, exception: BaseException, **__: object) -> None:
    # The trace says where, never what was typed: values of variables are not in it.
    structlog.get_logger().error("unexpected exception", id=g.get("request_id"), exc_info=exception)
