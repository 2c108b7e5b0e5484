"""What every view needs: the site's parts, the time of this request and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import accounts, roster
from server.config import Config
from server.db import Database
from server.models import Assignment, Enrollment, Person
from server.pages.drawings import Drawings
from server.worker import Marking
from server.workshop import Workshop

TOKEN = "token"
# Everything else needs somebody logged in; a new page is closed until it is listed here.
ENDPOINTS_FOR_ALL = frozenset({"static", "login.show", "login.enter", "health.healthz"})


@dataclass(frozen=True)
class Site:
    """The parts of one running service; `clock` gives aware UTC."""

    config: Config
    database: Database
    clock: Callable[[], datetime]
    drawings: Drawings
    workshop: Workshop
    marking: Marking

    def close(self) -> None:
        """Ends what it has started: threads, sandboxes, connections."""
        self.marking.stop()
        self.workshop.close()
        self.database.dispose()


def site() -> Site:
    found: Site = current_app.extensions["backmark"]
    return found


def now() -> datetime:
    """The time of this request: taken once, the same for everything that it decides."""
    if "now" not in g:
        g.now = site().clock()
    moment: datetime = g.now
    return moment


def person() -> Person:
    """Who is logged in; views that everybody may see ask `g.person` instead."""
    found: Person | None = g.get("person")
    if found is None:
        abort(401)
    return found


def load_person() -> Response | None:
    """Before each request: who is asking, and back to the log-in page if nobody is."""
    if request.endpoint in {"static", "health.healthz"}:
        return None
    g.person = _person_of_cookie()
    if g.person is not None or request.endpoint in ENDPOINTS_FOR_ALL:
        return None
    if request.is_json or request.method not in {"GET", "HEAD"}:
        abort(401)
    target = request.full_path if request.query_string else request.path
    return redirect(url_for("login.show", next=target), 303)


def _person_of_cookie() -> Person | None:
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    with site().database.read() as reading:
        found = accounts.login_session_for(reading, token, now())
    if found is None:
        return None
    accounts.keep_alive(site().database, found, now())
    return found.person


def own_path(target: str | None) -> str | None:
    """`target` if it is a path of this site and nothing else: no scheme, no host, no tricks."""
    if not target or not target.isprintable() or len(target) > 500 or "\\" in target:
        return None
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith("//")
    return target if is_ours and not parts.scheme and not parts.netloc else None


def place_in(reading: Session, course_id: str, *, staff: bool = False) -> Enrollment:
    """The asker's place in the course, or 404; with `staff`, only if it is one of the staff."""
    found = roster.enrollment_in(reading, person(), course_id)
    if found is None or (staff and not found.is_staff):
        abort(404)
    return found


def assignment_in(reading: Session, place: Enrollment, assignment_id: str) -> Assignment:
    """An assignment of the course of `place` that may be seen now, or 404."""
    found = roster.assignment_for(reading, place, assignment_id, now())
    if found is None:
        abort(404)
    return found
