"""What is due, the assignment before and between attempts, and the result of a submission."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import attempts, grading, publishing, roster
from server.models import Assignment, Enrollment, Submission
from server.pages.cards import ProblemView, Sheet, problem_views, shapes_of
from server.pages.errors import error_page
from server.pages.site import assignment_in, now, person, place_in, site
from server.pages.typed_answers import fitted
from server.policy import Refusal, feedback_visible
from server.standing import Standing, standing, standings

pages = Blueprint("student", __name__)

View = Response | str


@dataclass(frozen=True)
class Task:
    """One line of what is due."""

    assignment: Assignment
    standing: Standing | None


@pages.get("/")
def home() -> View:
    with site().database.read() as session:
        places = roster.enrollments_of(session, person())
        tasks = {place.id: _tasks(session, place) for place in places}
        return render_template("home.html", places=places, tasks=tasks)


@pages.get("/courses/<course_id>")
def course(course_id: str) -> View:
    with site().database.read() as session:
        place = place_in(session, course_id)
        tasks = {place.id: _tasks(session, place)}
        return render_template("course.html", place=place, tasks=tasks[place.id])


@pages.get("/courses/<course_id>/assignments/<assignment_id>")
def assignment(course_id: str, assignment_id: str) -> View:
    with site().database.read() as session:
        place = place_in(session, course_id)
        found = assignment_in(session, place, assignment_id)
        if place.is_staff:
            target = url_for("course_staff.assignment", assignment_id=found.public_id)
            return redirect(target, 303)
        stands = standing(session, place, found, now())
        version = found.current_version
        record = publishing.assignment_record(version) if version else None
        return render_template(
            "assignment.html", place=place, assignment=found, standing=stands, record=record
        )


@pages.post("/courses/<course_id>/assignments/<assignment_id>/attempts")
def start(course_id: str, assignment_id: str) -> View:
    with site().database.read() as session:
        place = place_in(session, course_id)
        found = assignment_in(session, place, assignment_id)
    seed_key = site().config.seed_key
    made = attempts.start(site().database, place, found, now(), seed_key=seed_key)
    if isinstance(made, Refusal):
        if made is Refusal.not_found:
            abort(404)
        return error_page(409, "No attempt was started", made.words)
    return redirect(url_for("attempt.show", attempt_id=made.public_id), 303)


@pages.get("/submissions/<submission_id>")
def submission(submission_id: str) -> View:
    with site().database.read() as session:
        found = grading.submission_seen_by(session, person(), submission_id)
        if found is None:
            abort(404)
        owner = found.attempt.enrollment
        is_owner = owner.person_id == person().id
        visible = not is_owner or feedback_visible(found.attempt.assignment.rules, now())
        return render_template(
            "submission.html",
            submission=found,
            place=owner,
            is_owner=is_owner,
            visible=visible,
            mark=grading.mark_of(session, found) if visible else None,
            standing=standing(session, owner, found.attempt.assignment, now()),
            problems=_problems(session, found, with_mark=visible),
        )


def _tasks(session: Session, place: Enrollment) -> list[Task]:
    found = roster.assignments_for(session, [place], now())
    if place.is_staff:
        return [Task(assignment, None) for assignment in found]
    stands = standings(session, place, found, now())
    return [Task(assignment, stands[assignment.id]) for assignment in found]


def _problems(session: Session, found: Submission, *, with_mark: bool) -> list[ProblemView]:
    record = publishing.assignment_record(found.attempt.assignment_version)
    variants = attempts.variants_of(session, found.attempt)
    mark = grading.mark_of(session, found) if with_mark else None
    answers = fitted(found.body, shapes_of(variants, record))
    sheet = Sheet(record, variants, answers, mark=mark.body if mark else None)
    return problem_views(sheet, site().drawings)
