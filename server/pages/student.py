"""What is due, the assignment before and between attempts, and the result of a submission."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from grader.assignment import Assignment as Record
from server import attempts, claims, grading, programs, publishing, roster
from server.attempts import Given
from server.models import Assignment, Enrollment, Mark, Submission
from server.pages.cards import ProblemView, Sheet, problem_views, shapes_of
from server.pages.errors import error_page
from server.pages.program_views import ProgramSheet, ProgramView, program_views
from server.pages.site import assignment_in, now, person, place_in, site
from server.pages.typed_answers import fitted
from server.pages.typed_programs import TypedPrograms
from server.policy import Refusal, SubmissionState, feedback_visible
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
    made = attempts.start(
        site().database,
        place,
        found,
        now(),
        seed_key=site().config.seed_key,
        workshop=site().workshop,
    )
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
        mark = grading.mark_of(session, found) if visible else None
        shown = _Shown(publishing.assignment_record(found.attempt.assignment_version), found, mark)
        given = attempts.given_to(session, found.attempt_id)
        return render_template(
            "submission.html",
            submission=found,
            place=owner,
            is_owner=is_owner,
            visible=visible,
            mark=mark,
            ahead=claims.ahead_of(session, found) if shown.is_waiting else 0,
            standing=standing(session, owner, found.attempt.assignment, now()),
            problems=_problems(shown, given),
            programs=_programs(session, shown, given),
        )


def _tasks(session: Session, place: Enrollment) -> list[Task]:
    found = roster.assignments_for(session, [place], now())
    if place.is_staff:
        return [Task(assignment, None) for assignment in found]
    stands = standings(session, place, found, now())
    return [Task(assignment, stands[assignment.id]) for assignment in found]


@dataclass(frozen=True)
class _Shown:
    """A submission as its page shows it; the mark is None where it is not to be seen."""

    record: Record
    submission: Submission
    mark: Mark | None

    @property
    def is_waiting(self) -> bool:
        return self.submission.state is SubmissionState.queued


def _problems(shown: _Shown, given: Given) -> list[ProblemView]:
    answers = fitted(shown.submission.body, shapes_of(given.by_hand, shown.record))
    body = shown.mark.body if shown.mark else None
    sheet = Sheet(shown.record, given.by_hand, answers, mark=body)
    return problem_views(sheet, site().drawings)


def _programs(session: Session, shown: _Shown, given: Given) -> list[ProgramView]:
    if not shown.record.code_problems:
        return []
    typed = TypedPrograms(programs.submitted_programs(session, shown.submission.id))
    body = shown.mark.body if shown.mark else None
    sheet = ProgramSheet(shown.record, given.programs, typed, mark=body)
    return program_views(sheet, site().drawings)
