"""Uploading, vetting, previewing, publishing, submissions and the gradebook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from server.models import Submission
from server.policy import SubmissionState
from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Clock, Visitor
from tests.server.sample import Sample

Visit = Callable[..., Visitor]


@pytest.fixture
def instructor(scene: Scene, visit: Visit) -> Visitor:
    return visit(scene.cast.instructor)


def send_zip(visitor: Visitor, scene: Scene, data: bytes) -> TestResponse:
    form = {"assignment": (io.BytesIO(data), "new.zip")}
    path = f"/courses/{scene.course}/assignments"
    return visitor.post(path, form, content_type="multipart/form-data")


def test_an_upload_is_vetted_previewed_published_and_open(
    instructor: Visitor, scene: Scene, visit: Visit
) -> None:
    sent = send_zip(instructor, scene, Sample(slug="fresh").zip())
    assert sent.status_code == 303
    page = instructor.get(sent.location).text
    assert "not published" in page
    assert re.search(r"<b>\d+</b> of \d+ drawn are fit", page)
    assert "Never told apart" in page or "told apart in every step" in page
    student = visit(scene.cast.student_b)
    assert "Sample fresh" not in student.get("/").text
    assert instructor.post(sent.location.replace("/manage", "/publish")).status_code == 303
    assert "Sample fresh" in student.get("/").text


def test_uploading_what_is_there_already_says_which_version_it_is(
    instructor: Visitor, scene: Scene, clock: Clock
) -> None:
    first, second = Sample(slug="again"), Sample(slug="again", attempts=3)
    assert "is here already" not in instructor.get(_uploaded(instructor, scene, first)).text
    clock.now += timedelta(seconds=1)
    assert (
        "is version 1, which is here already"
        in instructor.get(_uploaded(instructor, scene, first)).text
    )
    _uploaded(instructor, scene, second)
    page = instructor.get(_uploaded(instructor, scene, first)).text
    assert "is version 1, which has been here before; version 2 stays the newest" in page


def _uploaded(visitor: Visitor, scene: Scene, sample: Sample) -> str:
    return send_zip(visitor, scene, sample.zip()).location


def test_releasing_marks_says_first_what_follows_from_it(instructor: Visitor, scene: Scene) -> None:
    sample = Sample(slug="dated", feedback="on-release", due_at="2027-01-01T09:00:00")
    manage = _uploaded(instructor, scene, sample)
    instructor.post(manage.replace("/manage", "/publish"))
    page = instructor.get(manage).text
    assert "nobody can hand in any more, although it is due only on" in page
    assert "This cannot be taken back" in page
    instructor.post(manage.replace("/manage", "/release"))
    assert "Release the marks now" not in instructor.get(manage).text


def test_every_fault_of_an_upload_is_shown_with_its_place(
    instructor: Visitor, scene: Scene
) -> None:
    bad = replace(Sample(slug="bad"), mode="holiday", feedback="never")
    answer = send_zip(instructor, scene, bad.zip())
    assert answer.status_code == 422
    assert "2 faults" in answer.text
    for words in ("assignment.toml", "holiday", "never", "homework"):
        assert words in answer.text


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_zip_is_a_fault_and_not_an_error(
    instructor: Visitor, scene: Scene, data: bytes
) -> None:
    assert send_zip(instructor, scene, data).status_code == 422


def test_a_hostile_statement_is_shown_as_text(instructor: Visitor, scene: Scene) -> None:
    statement = (
        "<script>alert(1)</script>\n\n$\\text{<svg/onload=alert(1)>}$\n\n"
        "[x](javascript:alert(1))\n\n$\\href{javascript:alert(1)}{x}$\n"
    )
    sent = send_zip(instructor, scene, Sample(slug="hostile", statement=statement).zip())
    if sent.status_code == 422:  # refused on the way in: as good
        return
    page = instructor.get(sent.location.replace("/manage", "/preview")).text
    assert "<script>alert" not in page
    assert "<svg/onload" not in page
    assert 'href="javascript' not in page


def test_a_preview_has_the_student_s_fields_and_the_key_only_when_asked(
    instructor: Visitor, scene: Scene
) -> None:
    path = f"/assignments/{scene.homework.public_id}/preview?variant=3"
    without, with_key = instructor.get(path).text, instructor.get(f"{path}&key=1").text
    assert without.count('<input class="cell"') == with_key.count('<input class="cell"') > 0
    assert "Key (staff only)" not in without
    assert "Key (staff only)" in with_key


def test_a_preview_s_number_stands_for_its_variant(instructor: Visitor, scene: Scene) -> None:
    path = f"/assignments/{scene.homework.public_id}/preview?variant="
    third, again, fourth = (
        re.findall(r"data-copy>([^<]*)<", instructor.get(f"{path}{n}").text) for n in (3, 3, 4)
    )
    assert third == again != fourth


@pytest.mark.parametrize("variant", ["0", "-1", "100001", "9" * 30])
def test_previews_that_cannot_be_are_refused(
    instructor: Visitor, scene: Scene, variant: str
) -> None:
    path = f"/assignments/{scene.homework.public_id}/preview?variant={variant}"
    assert instructor.get(path).status_code == 400


def test_students_cannot_ask_for_the_key(scene: Scene, visit: Visit) -> None:
    student = visit(scene.cast.student_a)
    page = student.get(f"/attempts/{scene.attempt_a.public_id}?key=1&preview=1&view_as=staff")
    assert page.status_code == 200
    assert "Key (staff only)" not in page.text


def test_held_work_shows_the_reason_to_staff_and_no_blame_to_the_student(
    instructor: Visitor, scene: Scene, visit: Visit
) -> None:
    database = instructor.app.extensions["backmark"].database
    with database.write() as session:
        row = session.get_one(Submission, scene.submission_a.id)
        row.state, row.held_reason = SubmissionState.held, "ZeroDivisionError: our fault"
    path = f"/submissions/{scene.submission_a.public_id}"
    student_page = visit(scene.cast.student_a).get(path).text
    assert "fault on our side" in student_page
    assert "ZeroDivisionError" not in student_page
    assert "ZeroDivisionError" in instructor.get(path).text
    listed = f"/assignments/{scene.reviewed.public_id}/manage"
    assert "ZeroDivisionError" in instructor.get(listed).text


def test_the_gradebook_downloads_as_csv_with_the_same_students(
    instructor: Visitor, scene: Scene
) -> None:
    page = instructor.get(f"/courses/{scene.course}/gradebook").text
    answer = instructor.get(f"/courses/{scene.course}/gradebook.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gradebook.csv"'
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    for student in (scene.cast.student_a, scene.cast.student_b):
        assert student.email in page
        assert any(student.email in line for line in lines)


def test_an_assistant_of_a_section_sees_that_section_only(scene: Scene, visit: Visit) -> None:
    assistant = visit(scene.cast.assistant)
    for path in ("gradebook", "gradebook.csv"):
        text = assistant.get(f"/courses/{scene.course}/{path}").text
        assert scene.cast.student_a.email in text
        assert scene.cast.student_b.email not in text


def test_times_are_those_of_the_course_with_their_zone(instructor: Visitor, scene: Scene) -> None:
    page = instructor.get(f"/assignments/{scene.not_open.public_id}/manage").text
    assert "Fri 1 Jan 2027, 09:00 CET" in page
