"""Pages of the staff: assignments, upload, vetting, publishing, submissions and the gradebook."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from grader.assignment import AssignmentError
from grader.vetting import VettingError
from server import grading, publishing, roster
from server.db import find
from server.gradebook import gradebook, to_csv
from server.models import Assignment, Enrollment
from server.pages.errors import error_page
from server.pages.site import now, person, place_in, site
from server.policy import Role
from server.publishing import Upload

pages = Blueprint("course_staff", __name__)

View = Response | str | tuple[Response | str, int]


@pages.get("/courses/<course_id>/manage")
def course(course_id: str) -> View:
    with site().database.read() as session:
        place = place_in(session, course_id, staff=True)
        return _course_page(session, place)


@pages.post("/courses/<course_id>/assignments")
def upload(course_id: str) -> View:
    """A zip of an assignment's folder: its faults, or its vetting report."""
    with site().database.read() as session:
        place = instructor_in(session, course_id)
    sent = request.files.get("assignment")
    try:
        new = Upload(place.course, sent.read() if sent else b"", person())
        version = publishing.upload(site().database, new, now(), site().workshop)
    except (AssignmentError, VettingError) as error:
        faults = getattr(error, "faults", ())
        with site().database.read() as session:
            page = _course_page(session, place, faults=faults, file=sent, unfit=str(error))
            return page, 422
    with site().database.read() as session:
        assignment = session.get_one(Assignment, version.assignment_id)
        known = version.number if version.uploaded_at < now() else None
        target = url_for("course_staff.assignment", assignment_id=assignment.public_id, known=known)
    return redirect(target, 303)


@pages.get("/assignments/<assignment_id>/manage")
def assignment(assignment_id: str) -> View:
    with site().database.read() as session:
        place, found = managed(session, assignment_id)
        versions = publishing.versions_of(session, found)
        record = publishing.assignment_record(versions[0])
        return render_template(
            "manage_assignment.html",
            place=place,
            assignment=found,
            version=versions[0],
            versions=versions,
            known=request.args.get("known", type=int),
            record=record,
            reports=versions[0].vetting.get("problems", {}),
            submissions=grading.submissions_of(session, found, place.only_section),
            handed_in_of=len(roster.students_in(session, place)),
            now=now(),
        )


@pages.post("/assignments/<assignment_id>/publish")
def publish(assignment_id: str) -> View:
    """Draw and vet the variants of the newest version and open it to students."""
    with site().database.read() as session:
        _, found = managed(session, assignment_id, instructor=True)
        version = publishing.versions_of(session, found)[0]
    try:
        publishing.publish(
            site().database,
            version,
            now(),
            seed_key=site().config.seed_key,
            workshop=site().workshop,
        )
    except VettingError as error:
        return error_page(409, "This was not published", str(error))
    return redirect(url_for("course_staff.assignment", assignment_id=assignment_id), 303)


@pages.post("/assignments/<assignment_id>/release")
def release(assignment_id: str) -> View:
    """Show marks and findings to students from now on."""
    with site().database.read() as session:
        _, found = managed(session, assignment_id, instructor=True)
    publishing.release(site().database, found, now())
    return redirect(url_for("course_staff.assignment", assignment_id=assignment_id), 303)


@pages.get("/courses/<course_id>/gradebook")
def grades(course_id: str) -> View:
    with site().database.read() as session:
        place = place_in(session, course_id, staff=True)
        book = gradebook(session, place.course, place.only_section)
        return render_template("gradebook.html", place=place, book=book)


@pages.get("/courses/<course_id>/gradebook.csv")
def grades_csv(course_id: str) -> View:
    with site().database.read() as session:
        place = place_in(session, course_id, staff=True)
        text = to_csv(gradebook(session, place.course, place.only_section))
    answer = make_response(text.encode("utf-8-sig"))  # Excel reads UTF-8 only with the mark
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="gradebook.csv"'
    return answer


def instructor_in(session: Session, course_id: str) -> Enrollment:
    """The asker's place if it is an instructor's, or 404 (403 for an assistant, who sees it)."""
    place = place_in(session, course_id, staff=True)
    if place.role is not Role.instructor:
        abort(403)
    return place


def managed(
    session: Session, assignment_id: str, *, instructor: bool = False
) -> tuple[Enrollment, Assignment]:
    """An assignment and the asker's place on the staff of its course, or 404."""
    found = find(session, Assignment, assignment_id)
    if found is None:
        abort(404)
    course_id = found.course.public_id
    place = instructor_in(session, course_id) if instructor else None
    return place or place_in(session, course_id, staff=True), found


def _course_page(session: Session, place: Enrollment, **upload_result: object) -> str:
    assignments = roster.assignments_for(session, [place], now())
    return render_template(
        "manage_course.html", place=place, assignments=assignments, **upload_result
    )
