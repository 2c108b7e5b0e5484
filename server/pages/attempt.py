"""The attempt page: typing, drafts and handing in."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.assignment import Assignment as Record
from server import attempts, grading, programs, publishing
from server.answers_body import Answers
from server.attempts import DraftSave, Given, HandIn, Stale
from server.models import Attempt, Draft, Submission
from server.pages.cards import ProblemView, Sheet, problem_views, shapes_of
from server.pages.errors import error_page
from server.pages.program_views import ProgramSheet, ProgramView, program_views
from server.pages.site import now, person, site
from server.pages.typed_answers import Shapes, fitted, read_form
from server.pages.typed_programs import TypedPrograms, read_programs
from server.policy import Refusal, feedback_visible, may_work
from server.programs import DraftPrograms, StalePrograms

pages = Blueprint("attempt", __name__)

HIDDEN_MARKING_S = 0.1  # what handing in takes at least while its mark is not to be seen

View = Response | str | tuple[Response | str, int]


@dataclass(frozen=True)
class Desk:
    """An attempt of the asker with all that its page needs."""

    attempt: Attempt
    record: Record
    given: Given
    draft: Draft
    files: DraftPrograms

    @property
    def shapes(self) -> Shapes:
        return shapes_of(self.given.by_hand, self.record)

    def views(self, answers: Answers) -> list[ProblemView]:
        return problem_views(Sheet(self.record, self.given.by_hand, answers), site().drawings)

    def program_views(self, typed: TypedPrograms) -> list[ProgramView]:
        return program_views(ProgramSheet(self.record, self.given.programs, typed), site().drawings)

    def typed_programs(self) -> TypedPrograms:
        """The files after this request's form; those of the draft where none was posted."""
        return read_programs(
            self.record.code_problems, self.files.files, request.form, request.files
        )


@dataclass(frozen=True)
class Work:
    """What a form brought."""

    answers: Answers
    typed: TypedPrograms


@dataclass(frozen=True)
class Kept:
    """The revisions that a page goes on from, and what was not kept for another tab's sake."""

    revision: int
    files_revision: int
    are_answers_stale: bool = False
    are_files_stale: bool = False


@pages.get("/attempts/<attempt_id>")
def show(attempt_id: str) -> View:
    desk = _desk(attempt_id)
    handed_in = desk.attempt.submission
    if handed_in is not None:
        return redirect(url_for("student.submission", submission_id=handed_in.public_id), 303)
    return _page(desk, Work(fitted(desk.draft.body, desk.shapes), desk.typed_programs()))


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
    """The Save button; it also takes uploads, and shows what was understood."""
    desk = _desk(attempt_id)
    work = _work(desk)
    kept = _keep(desk, work)
    if isinstance(kept, Refusal):
        return error_page(409, "The draft was not saved", kept.words)
    if kept.are_answers_stale or kept.are_files_stale:
        return _page(desk, work, "stale", kept), 409
    if work.typed.faults:
        return _page(desk, work, "unreadable", kept), 422
    return _page(desk, work, "saved", kept)


@pages.post("/attempts/<attempt_id>/submit")
def submit(attempt_id: str) -> View:
    """Hand in, unless something cannot be read (that costs nothing) or is blank by oversight."""
    desk = _desk(attempt_id)
    work = _work(desk)
    if desk.attempt.submission is None and may_work(desk.attempt.assignment.rules, now()) is None:
        state = _not_yet(desk, work, confirmed="confirm" in request.form)
        kept = _keep(desk, work) if state or desk.record.code_problems else None
        if isinstance(kept, Kept) and kept.are_files_stale:
            return _page(desk, work, "stale", kept), 409
        if state:
            return _page(desk, work, state, kept if isinstance(kept, Kept) else None), 422
    made = _hand_in(desk, work.answers, request.form.get("key", ""))
    if isinstance(made, Refusal):
        return error_page(409, "This was not handed in", made.words)
    return redirect(url_for("student.submission", submission_id=made.public_id), 303)


def _desk(attempt_id: str) -> Desk:
    with site().database.read() as session:
        attempt = attempts.own_attempt(session, person(), attempt_id)
        if attempt is None:
            abort(404)
        draft = attempts.draft_of(session, attempt)
        return Desk(
            attempt,
            publishing.assignment_record(attempt.assignment_version),
            attempts.given_to(session, attempt.id),
            draft,
            programs.draft_programs(session, attempt, draft),
        )


def _work(desk: Desk) -> Work:
    return Work(read_form(request.form, desk.shapes), desk.typed_programs())


def _page(desk: Desk, work: Work, state: str = "", kept: Kept | None = None) -> str:
    views, programs_here = desk.views(work.answers), desk.program_views(work.typed)
    kept = kept or Kept(desk.draft.revision, desk.files.revision)
    return render_template(
        "attempt.html",
        attempt=desk.attempt,
        place=desk.attempt.enrollment,
        assignment=desk.attempt.assignment,
        record=desk.record,
        problems=views,
        programs=programs_here,
        state=state,
        blanks=_blanks(views, programs_here) if state == "blank" else [],
        revision=kept.revision,
        files_revision=kept.files_revision,
        saved_at=desk.draft.saved_at,
        # One page, one act of handing in, however often it is clicked.
        key=request.form.get("key") or secrets.token_urlsafe(16),
        closed=may_work(desk.attempt.assignment.rules, now()),
    )


def _keep(desk: Desk, work: Work) -> Kept | Refusal:
    """Save what a form brought before it is shown again."""
    database, form = site().database, request.form
    saving = DraftSave(form.get("revision", -1, type=int), work.answers)
    saved = attempts.save_draft(database, desk.attempt, saving, now())
    if isinstance(saved, Refusal):
        return saved
    files: int | StalePrograms | Refusal = desk.files.revision
    if desk.record.code_problems:
        new = DraftPrograms(form.get("files_revision", -1, type=int), work.typed.files)
        files = attempts.save_programs(database, desk.attempt, new, now())
    if isinstance(files, Refusal):
        return files
    is_stale = isinstance(files, StalePrograms)
    newest = files.revision if isinstance(files, StalePrograms) else files
    return Kept(saved.revision, newest, isinstance(saved, Stale), is_stale)


def _not_yet(desk: Desk, work: Work, *, confirmed: bool) -> str:
    """Why the page comes back instead: "unreadable", "blank", or "" if it can be handed in."""
    views, programs_here = desk.views(work.answers), desk.program_views(work.typed)
    cards = [card for view in views for card in view.cards]
    if work.typed.faults or not all(card.understood.is_readable for card in cards):
        return "unreadable"
    return "" if confirmed or not _blanks(views, programs_here) else "blank"


def _blanks(
    views: list[ProblemView], programs_here: list[ProgramView]
) -> list[tuple[str, str, str]]:
    """What is blank: the card's id, the quantity or file, and how much of it."""
    found = []
    for card in (card for view in views for card in view.cards):
        count = sum(len(row) for row in card.rows)
        if card.understood.blanks:
            words = f"{card.understood.blanks} of {count} entries" if count > 1 else "blank"
            found.append((card.id, card.name, words))
    for view in programs_here:
        found += [(f"program-{view.position}", name, "not there yet") for name in view.missing]
    return found


def _hand_in(desk: Desk, answers: Answers, key: str) -> Submission | Refusal:
    """Committed first and marked afterwards, so that no fault of ours can lose it."""
    if not 8 <= len(key) <= 100:
        abort(400)
    made = attempts.submit(site().database, desk.attempt, HandIn(answers, key), now())
    if isinstance(made, Refusal):
        return made
    if desk.record.code_problems:
        site().marking.ring()
        return made
    started = time.monotonic()
    graded = grading.grade(site().database, made, now())
    if not feedback_visible(desk.attempt.assignment.rules, now()):
        # Right answers are marked faster: the time would tell what is not to be seen yet.
        time.sleep(max(0.0, HIDDEN_MARKING_S - (time.monotonic() - started)))
    return graded
