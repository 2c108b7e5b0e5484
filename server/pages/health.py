"""Whether the service can do its work, for load balancers and containers."""

from __future__ import annotations

from flask import Blueprint, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from server.pages.site import site

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 if the database answers with our tables in it and programs can be marked, else 503."""
    try:
        with site().database.read() as session:
            session.execute(text("SELECT 1 FROM alembic_version")).first()
    except SQLAlchemyError:
        return jsonify({"status": "the database does not answer"}), 503
    if site().marking.fault:  # the reason is for the log and for `backmark doctor`
        return jsonify({"status": "programs cannot be run: the sandbox does not hold"}), 503
    return jsonify({"status": "well"}), 200
