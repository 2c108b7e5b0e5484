"""The Flask application: `server.app:create_app()`; nothing happens when this is imported."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from server.config import Config
from server.db import Database
from server.pages import (
    attempt,
    bodies,
    course_staff,
    errors,
    headers,
    health,
    login,
    preview,
    program,
    request_log,
    student,
    understand,
)
from server.pages.drawings import Drawings
from server.pages.site import Site, load_person
from server.pages.words import add_filters
from server.worker import Marking
from server.workshop import Workshop


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(config: Config | None = None, clock: Callable[[], datetime] = utc_now) -> Flask:
    """The service; raises ConfigError if the environment is not in order."""
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__)
    app.config.update(_settings(config))
    database = Database(config.database_url)
    app.extensions["backmark"] = Site(
        config, database, clock, Drawings(), Workshop(), Marking(database, clock)
    )
    request_log.watch(app)
    bodies.limit(app)
    CSRFProtect(app)
    app.before_request(load_person)
    headers.add_to(app)
    errors.add_to(app)
    add_filters(app)
    for part in (login, student, attempt, program, course_staff, preview, understand, health):
        app.register_blueprint(part.pages)
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    return app


def _settings(config: Config) -> dict[str, Any]:
    return {
        "SECRET_KEY": config.secret_key,
        "SECRET_KEY_FALLBACKS": list(config.old_secret_keys),
        # With __Host- a browser takes the cookie only over HTTPS and from this very host.
        "SESSION_COOKIE_NAME": "__Host-backmark" if config.secure_cookies else "backmark",
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: exams last longer than an hour
        "MAX_CONTENT_LENGTH": bodies.FORM_MIB * bodies.MIB,
        "MAX_FORM_MEMORY_SIZE": 512 * bodies.KIB,
        "MAX_FORM_PARTS": 1000,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "TRAP_HTTP_EXCEPTIONS": False,
    }
