"""Files of programs: to begin with, to go on from, and as they were handed in; saving the editor.

Whatever is sent out is a download of plain text under a name that the assignment gives.
"""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, make_response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from grader.code.problem import CodeProblem
from grader.code.shown import script_name, shown_script
from server import attempts, claims, grading, programs, publishing
from server.models import AssignmentVersion, Attempt
from server.pages.site import now, person, site
from server.pages.typed_programs import read_programs
from server.policy import Refusal, feedback_visible
from server.programs import DraftPrograms, StalePrograms

pages = Blueprint("program", __name__)

View = Response | tuple[Response, int]

TEXTS_AT_MOST = 100


@pages.get("/attempts/<attempt_id>/programs/<problem_id>/begin/<name>")
def begin(attempt_id: str, problem_id: str, name: str) -> View:
    """A file of the starter, or a module that is laid beside the student's."""
    with site().database.read() as session:
        problem = _problem(_attempt(session, attempt_id).assignment_version, problem_id)
    return _download(name, {**problem.starter, **problem.given}.get(name))


@pages.get("/attempts/<attempt_id>/programs/<problem_id>/shown-cases")
def shown_cases(attempt_id: str, problem_id: str) -> View:
    """The shown cases as a script to run at home."""
    with site().database.read() as session:
        attempt = _attempt(session, attempt_id)
        problem = _problem(attempt.assignment_version, problem_id)
        variant = attempts.given_to(session, attempt.id).programs[problem_id]
    return _download(script_name(problem), shown_script(problem, variant).encode())


@pages.get("/attempts/<attempt_id>/programs/<problem_id>/draft/<name>")
def drafted(attempt_id: str, problem_id: str, name: str) -> View:
    """What has been uploaded or typed so far."""
    with site().database.read() as session:
        attempt = _attempt(session, attempt_id)
        draft = attempts.draft_of(session, attempt)
        found = programs.draft_programs(session, attempt, draft)
    return _download(name, found.files.get(problem_id, {}).get(name))


@pages.get("/submissions/<submission_id>/programs/<problem_id>/<name>")
def handed_in(submission_id: str, problem_id: str, name: str) -> View:
    """A file as it was handed in, for its owner and their staff."""
    with site().database.read() as session:
        found = grading.submission_seen_by(session, person(), submission_id)
        if found is None:
            abort(404)
        files = programs.submitted_programs(session, found.id)
    return _download(name, files.get(problem_id, {}).get(name))


@pages.get("/submissions/<submission_id>/state")
def state(submission_id: str) -> View:
    """Whether it has been marked, and how many come before it until then.

    Where the mark is not to be seen yet neither is that: what is wrong takes longer.
    """
    with site().database.read() as session:
        found = grading.submission_seen_by(session, person(), submission_id)
        if found is None:
            abort(404)
        is_owner = found.attempt.enrollment.person_id == person().id
        if is_owner and not feedback_visible(found.attempt.assignment.rules, now()):
            return jsonify({"state": "received", "ahead": 0})
        ahead = claims.ahead_of(session, found) if found.state == "queued" else 0
        return jsonify({"state": found.state, "ahead": ahead})


@pages.put("/attempts/<attempt_id>/programs")
def save(attempt_id: str) -> View:
    """Takes `{"revision": 3, "texts": {"t.0.0": "def ..."}}`; 409 if the files have moved on."""
    body = request.get_json()
    texts = body.get("texts") if isinstance(body, dict) else None
    if not isinstance(texts, dict) or len(texts) > TEXTS_AT_MOST:
        abort(400)
    if type(body.get("revision")) is not int or not all(isinstance(t, str) for t in texts.values()):
        abort(400)
    with site().database.read() as session:
        attempt = _attempt(session, attempt_id)
        record = publishing.assignment_record(attempt.assignment_version)
        draft = attempts.draft_of(session, attempt)
        stored = programs.draft_programs(session, attempt, draft)
    typed = read_programs(record.code_problems, stored.files, texts)
    if typed.faults:
        return jsonify({"reason": " ".join(typed.faults.values())}), 400
    new = DraftPrograms(body["revision"], typed.files)
    saved = attempts.save_programs(site().database, attempt, new, now())
    if isinstance(saved, Refusal):
        return jsonify({"reason": saved.words}), 403
    if isinstance(saved, StalePrograms):
        return jsonify({"revision": saved.revision}), 409
    return jsonify({"revision": saved})


def _attempt(session: Session, attempt_id: str) -> Attempt:
    found = attempts.own_attempt(session, person(), attempt_id)
    return found or abort(404)


def _problem(version: AssignmentVersion, problem_id: str) -> CodeProblem:
    known = publishing.assignment_record(version).code_problems
    found = next((problem for problem in known if problem.id == problem_id), None)
    return found or abort(404)


def _download(name: str, body: bytes | None) -> Response:
    if body is None:  # only names that are there get as far as a header
        abort(404)
    answer = make_response(body)
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
