"""The attempt page: typing, drafts and handing in."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.assignment import Assignment as Record
from grader.vetting import Variant
from server import attempts, grading, publishing
from server.answers_body import Answers
from server.attempts import DraftSave, HandIn, Stale
from server.models import Attempt, Draft, Submission
from server.pages.cards import ProblemView, Sheet, problem_views, shapes_of
from server.pages.errors import error_page
from server.pages.site import now, person, site
from server.pages.typed_answers import Shapes, fitted, read_form
from server.policy import Refusal, feedback_visible, may_work

pages = Blueprint("attempt", __name__)

HIDDEN_MARKING_S = 0.1  # what handing in takes at least while its mark is not to be seen

View = Response | str | tuple[Response | str, int]


@dataclass(frozen=True)
class Desk:
    """An attempt of the asker with all that its page needs."""

    attempt: Attempt
    record: Record
    variants: Mapping[str, Variant]
    draft: Draft

    @property
    def shapes(self) -> Shapes:
        return shapes_of(self.variants, self.record)

    def views(self, answers: Answers) -> list[ProblemView]:
        return problem_views(Sheet(self.record, self.variants, answers), site().drawings)


@pages.get("/attempts/<attempt_id>")
def show(attempt_id: str) -> View:
    desk = _desk(attempt_id)
    handed_in = desk.attempt.submission
    if handed_in is not None:
        return redirect(url_for("student.submission", submission_id=handed_in.public_id), 303)
    return _page(desk, fitted(desk.draft.body, desk.shapes))


@pages.put("/attempts/<attempt_id>/draft")
def save(attempt_id: str) -> View:
    """Takes `{"revision": 3, "answers": {...}}`; 409 with the newer draft if there is one."""
    desk = _desk(attempt_id)
    body = request.get_json()
    if not isinstance(body, dict) or type(body.get("revision")) is not int:
        abort(400)
    try:
        answers = fitted(body.get("answers"), desk.shapes)
        saving = DraftSave(body["revision"], answers)
        saved = attempts.save_draft(site().database, desk.attempt, saving, now())
    except ValueError as fault:
        return jsonify({"reason": str(fault)}), 400
    if isinstance(saved, Refusal):
        return jsonify({"reason": saved.words}), 403
    if isinstance(saved, Stale):
        theirs = fitted(saved.body, desk.shapes)
        return jsonify({"revision": saved.revision, "answers": theirs}), 409
    zone = ZoneInfo(desk.attempt.enrollment.course.time_zone)
    time = f"{saved.saved_at.astimezone(zone):%H:%M:%S}"
    return jsonify({"revision": saved.revision, "saved_at": time})


@pages.post("/attempts/<attempt_id>/draft")
def save_form(attempt_id: str) -> View:
    """The Save button of the page without JavaScript; it also shows what was understood."""
    desk = _desk(attempt_id)
    answers = read_form(request.form, desk.shapes)
    saved = attempts.save_draft(site().database, desk.attempt, _saving(answers), now())
    if isinstance(saved, Refusal):
        return error_page(409, "The draft was not saved", saved.words)
    if isinstance(saved, Stale):
        return _page(desk, answers, state="stale", revision=saved.revision), 409
    return _page(desk, answers, state="saved", revision=saved.revision)


@pages.post("/attempts/<attempt_id>/submit")
def submit(attempt_id: str) -> View:
    """Hand in, unless something cannot be read (that costs nothing) or is blank by oversight."""
    desk = _desk(attempt_id)
    answers = read_form(request.form, desk.shapes)
    if desk.attempt.submission is None and may_work(desk.attempt.assignment.rules, now()) is None:
        views = desk.views(answers)
        state = _not_yet(views, confirmed="confirm" in request.form)
        if state:
            revision = _keep(desk, answers)
            return _page(desk, answers, state=state, revision=revision), 422
    made = _hand_in(desk.attempt, answers, request.form.get("key", ""))
    if isinstance(made, Refusal):
        return error_page(409, "This was not handed in", made.words)
    return redirect(url_for("student.submission", submission_id=made.public_id), 303)


def _desk(attempt_id: str) -> Desk:
    with site().database.read() as session:
        attempt = attempts.own_attempt(session, person(), attempt_id)
        if attempt is None:
            abort(404)
        return Desk(
            attempt,
            publishing.assignment_record(attempt.assignment_version),
            attempts.variants_of(session, attempt),
            attempts.draft_of(session, attempt),
        )


def _page(desk: Desk, answers: Answers, *, state: str = "", revision: int | None = None) -> str:
    views = desk.views(answers)
    return render_template(
        "attempt.html",
        attempt=desk.attempt,
        place=desk.attempt.enrollment,
        assignment=desk.attempt.assignment,
        record=desk.record,
        problems=views,
        state=state,
        blanks=_blanks(views) if state == "blank" else [],
        revision=desk.draft.revision if revision is None else revision,
        saved_at=desk.draft.saved_at,
        # One page, one act of handing in, however often it is clicked.
        key=request.form.get("key") or secrets.token_urlsafe(16),
        closed=may_work(desk.attempt.assignment.rules, now()),
    )


def _saving(answers: Answers) -> DraftSave:
    return DraftSave(request.form.get("revision", -1, type=int), answers)


def _keep(desk: Desk, answers: Answers) -> int:
    """Save what was typed before it is shown again; the revision to go on from."""
    saved = attempts.save_draft(site().database, desk.attempt, _saving(answers), now())
    return desk.draft.revision if isinstance(saved, Refusal) else saved.revision


def _not_yet(views: list[ProblemView], *, confirmed: bool) -> str:
    """Why the page comes back instead: "unreadable", "blank", or "" if it can be handed in."""
    cards = [card for view in views for card in view.cards]
    if not all(card.understood.is_readable for card in cards):
        return "unreadable"
    return "" if confirmed or not _blanks(views) else "blank"


def _blanks(views: list[ProblemView]) -> list[tuple[str, str, str]]:
    """What is blank: the card's id, the quantity, and how much of it."""
    found = []
    for card in (card for view in views for card in view.cards):
        count = sum(len(row) for row in card.rows)
        if card.understood.blanks:
            words = f"{card.understood.blanks} of {count} entries" if count > 1 else "blank"
            found.append((card.id, card.name, words))
    return found


def _hand_in(attempt: Attempt, answers: Answers, key: str) -> Submission | Refusal:
    """Committed first and marked afterwards, so that no fault of ours can lose it."""
    if not 8 <= len(key) <= 100:
        abort(400)
    made = attempts.submit(site().database, attempt, HandIn(answers, key), now())
    if isinstance(made, Refusal):
        return made
    started = time.monotonic()
    graded = grading.grade(site().database, made, now())
    if not feedback_visible(attempt.assignment.rules, now()):
        # Right answers are marked faster: the time would tell what is not to be seen yet.
        time.sleep(max(0.0, HIDDEN_MARKING_S - (time.monotonic() - started)))
    return graded
