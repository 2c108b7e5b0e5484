"""The attempt page without JavaScript, its drafts, and handing in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event, func, select

from server.attempts import variants_of
from server.models import Attempt, Submission
from server.pages.attempt import HIDDEN_MARKING_S
from server.pages.preview import references
from server.publishing import assignment_record
from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Clock, Visitor
from tests.server.sample import change

Visit = Callable[..., Visitor]

KEY = "0123456789abcdef"
FULL = {f"c.{p}.{q}.{i}": "1" for p in range(2) for q, n in ((0, 2), (1, 4)) for i in range(n)}


@pytest.fixture
def path(scene: Scene) -> str:
    return f"/attempts/{scene.attempt_a.public_id}"


@pytest.fixture
def student(scene: Scene, visit: Visit) -> Visitor:
    return visit(scene.cast.student_a)


def form(**cells: str) -> dict[str, str]:
    return {
        **FULL,
        "key": KEY,
        "revision": "0",
        **{k.replace("_", "."): v for k, v in cells.items()},
    }


def submissions(student: Visitor) -> int:
    with student.app.extensions["backmark"].database.read() as session:
        return session.scalar(select(func.count()).select_from(Submission)) or 0


def right_answers(student: Visitor, attempt: Attempt) -> dict[str, Any]:
    """The reference values as a student would round them, as fields of the form."""
    with student.app.extensions["backmark"].database.read() as session:
        row = session.get_one(Attempt, attempt.id)
        record = assignment_record(row.assignment_version)
        variants = variants_of(session, row)
    fields: dict[str, str] = {}
    for p, problem in enumerate(record.problems):
        values = references(problem, variants[problem.id])
        for q, asked in enumerate(problem.asked):
            rounded = np.round(values[asked.name], asked.decimals)
            fields |= {f"c.{p}.{q}.{i}": f"{v:.3f}" for i, v in enumerate(rounded.flat)}
    return fields


def test_each_asked_entry_has_a_field_that_says_which_it_is(student: Visitor, path: str) -> None:
    page = student.get(path).text
    assert len(re.findall(r'<input class="cell"', page)) == len(FULL)
    assert 'aria-label="dL/dW2, row 2, column 1"' in page
    assert 'aria-label="o, entry 2"' in page


def test_given_numbers_are_drawn_and_listed_and_can_be_copied(student: Visitor, path: str) -> None:
    page = student.get(path).text
    assert 'class="drawing network"' in page
    assert "W1 = np.array([[" in page
    assert "classes: 0 yes, 1 no" in page


def test_the_page_shows_no_reference_value_tolerance_or_seed(
    student: Visitor, scene: Scene, path: str
) -> None:
    page = student.get(path).text
    with student.app.extensions["backmark"].database.read() as session:
        row = session.get_one(Attempt, scene.attempt_a.id)
        variants = variants_of(session, row)
        record = assignment_record(row.assignment_version)
    for problem in record.problems:
        variant = variants[problem.id]
        assert variant.seed not in page
        for value in references(problem, variant)["dL/dW2"].flat:
            assert not value or f"{value:.6g}"[:7] not in page
        for tolerance in variant.tolerances["dL/dW2"].flat:
            assert f"{tolerance:.4g}" not in page
    assert "tolerance" not in page
    assert "certificate" not in page


def test_right_answers_get_all_points_and_the_result_says_so(
    student: Visitor, scene: Scene, path: str
) -> None:
    answer = student.post(f"{path}/submit", form() | right_answers(student, scene.attempt_a))
    assert answer.status_code == 303
    result = student.get(answer.location).text
    assert '<p class="total"><b>10</b> <span>of 10 points</span></p>' in result
    assert 'class="verdict right"' in result
    assert "✗" not in result.split("</ul>", 2)[2]


def test_wrong_entries_are_marked_with_a_sign_and_a_word(
    student: Visitor, scene: Scene, path: str
) -> None:
    fields = form() | right_answers(student, scene.attempt_a) | {"c.0.0.0": "77.5"}
    result = student.get(student.post(f"{path}/submit", fields).location).text
    assert re.search(
        r'<td class="wrong"><span class="typed">77.5</span><span class="sign" aria-hidden="true">✗'
        r'</span><span class="hidden"> wrong</span>',
        result,
    )


def test_what_cannot_be_read_comes_back_with_the_reason_and_costs_nothing(
    student: Visitor, path: str
) -> None:
    before = submissions(student)
    answer = student.post(f"{path}/submit", form(c_0_0_1="2..5", c_1_1_3="1,2,3"))
    assert answer.status_code == 422
    assert "Not handed in yet" in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert 'value="2..5"' in answer.text
    assert submissions(student) == before
    assert 'value="2..5"' in student.get(path).text  # and it is kept


def test_blanks_are_listed_and_handed_in_only_when_that_is_meant(
    student: Visitor, path: str
) -> None:
    before = submissions(student)
    answer = student.post(f"{path}/submit", form(c_0_0_1="", c_1_1_0=" ", c_1_1_1=""))
    assert answer.status_code == 422
    assert "1 of 2 entries" in answer.text
    assert "2 of 4 entries" in answer.text
    assert submissions(student) == before
    confirmed = student.post(f"{path}/submit", form(c_0_0_1="", confirm="blank"))
    assert confirmed.status_code == 303
    assert submissions(student) == before + 1


def test_a_double_click_is_one_submission(student: Visitor, path: str) -> None:
    first = student.post(f"{path}/submit", form())
    again = student.post(f"{path}/submit", form())
    assert first.status_code == again.status_code == 303
    assert first.location == again.location


def test_another_page_of_an_attempt_that_was_handed_in_is_refused(
    student: Visitor, path: str
) -> None:
    first = student.post(f"{path}/submit", form())
    other = student.post(f"{path}/submit", form(key="another key of another page"))
    assert other.status_code == 409
    assert "handed in already" in other.text
    assert student.get(path).location == first.location


def test_a_later_attempt_with_the_same_numbers_brings_the_answers_along(
    student: Visitor, scene: Scene, path: str
) -> None:
    student.post(f"{path}/submit", form(c_0_0_0="3.25"))
    made = student.post(f"{scene.homework_path}/attempts")
    assert 'value="3.25"' in student.get(made.location).text


def test_a_whole_matrix_in_the_text_field_takes_the_place_of_the_grid(
    student: Visitor, path: str
) -> None:
    fields = form(**{"w_0_1": "[1 2; 3 4.50]"})
    page = student.post(f"{path}/draft", fields).text
    values = re.findall(r'name="c\.0\.1\.\d" value="([^"]*)"', page)
    assert values == ["1", "2", "3", "4.50"]


def test_a_whole_matrix_that_cannot_be_read_stays_where_it_was_typed(
    student: Visitor, path: str
) -> None:
    answer = student.post(f"{path}/submit", form(**{"w_0_1": "[1 2; 3]"}))
    assert answer.status_code == 422
    assert ">[1 2; 3]</textarea>" in answer.text
    assert "different lengths" in answer.text


def test_saving_by_the_button_shows_what_was_understood(student: Visitor, path: str) -> None:
    page = student.post(f"{path}/draft", form(c_0_0_0="-1/3")).text
    assert "-1/3 = -0.333333" in page
    assert 'data-revision="1"' in page


def test_a_draft_over_a_newer_one_is_refused_with_the_newer(student: Visitor, path: str) -> None:
    mine = {"first": {"o": ["1", "2"]}}
    saved = student.send("PUT", f"{path}/draft", {"revision": 0, "answers": mine})
    assert saved.status_code == 200
    stale = student.send("PUT", f"{path}/draft", {"revision": 0, "answers": {}})
    assert stale.status_code == 409
    assert stale.json is not None
    assert stale.json["revision"] == 1
    assert stale.json["answers"]["first"]["o"] == ["1", "2"]
    assert stale.json["answers"]["second"]["o"] == ["", ""]


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"answers": {}},
        {"revision": "0", "answers": {}},
        {"revision": True, "answers": {}},
        {"revision": 0},
        {"revision": 0, "answers": {"third": {}}},
        {"revision": 0, "answers": {"first": {"seed": ["1"]}}},
        {"revision": 0, "answers": {"first": {"o": ["1"]}}},
        {"revision": 0, "answers": {"first": {"o": [1, 2]}}},
        {"revision": 0, "answers": {"first": {"o": ["1" * 300, ""]}}},
        {"revision": 0, "answers": {"first": {"o": {"0": "1"}}}},
    ],
)
def test_drafts_that_make_no_sense_are_refused(student: Visitor, path: str, body: object) -> None:
    assert student.send("PUT", f"{path}/draft", body).status_code == 400


def test_fields_that_nobody_asked_for_change_nothing(student: Visitor, path: str) -> None:
    fields = form(points="100", score="100", seed="1", attempt_no="9", student_id="2")
    answer = student.post(f"{path}/submit", fields)
    assert "of 10 points" in student.get(answer.location).text


def test_after_the_due_date_nothing_is_taken_and_what_was_typed_is_shown(
    student: Visitor, scene: Scene, path: str, clock: Clock
) -> None:
    student.send("PUT", f"{path}/draft", {"revision": 0, "answers": {"first": {"o": ["7.5", ""]}}})
    database = student.app.extensions["backmark"].database
    change(database, scene.homework, due_at=clock.now)
    clock.now += timedelta(seconds=2)
    late = student.post(f"{path}/submit", form())
    assert late.status_code == 409
    assert "due date has passed" in late.text
    assert student.send("PUT", f"{path}/draft", {"revision": 1, "answers": {}}).status_code == 403
    assert 'value="7.5"' in student.get(path).text


def test_the_time_of_handing_in_does_not_tell_a_mark_that_is_not_to_be_seen(
    scene: Scene, visit: Visit
) -> None:
    visitor = visit(scene.cast.student_b)
    course, later = scene.cast.course.public_id, scene.on_release.public_id
    attempt = visitor.post(f"/courses/{course}/assignments/{later}/attempts").headers["Location"]
    began = time.monotonic()
    assert visitor.post(f"{attempt}/submit", form()).status_code == 303
    assert time.monotonic() - began >= HIDDEN_MARKING_S


def test_marks_that_are_not_released_are_not_in_the_page(
    student: Visitor, scene: Scene, visit: Visit
) -> None:
    path = f"/submissions/{scene.unseen_submission_a.public_id}"
    page = student.get(path).text
    assert "once the staff release them" in page
    for word in ('class="verdict', 'class="total"', "✓", "✗"):
        assert word not in page
    assert 'class="total"' in visit(scene.cast.instructor).get(path).text
    visit(scene.cast.instructor).post(f"/assignments/{scene.on_release.public_id}/release")
    assert 'class="total"' in student.get(path).text


def test_names_and_answers_are_text_wherever_they_are_shown(
    student: Visitor, scene: Scene, visit: Visit, path: str
) -> None:
    hostile = "<script>alert(1)</script>"
    database = student.app.extensions["backmark"].database
    with database.write() as session:
        person = session.get_one(type(scene.cast.student_a), scene.cast.student_a.id)
        person.name = f"{hostile}{{{{7*7}}}}"
    refused = student.post(f"{path}/submit", form(c_0_0_0=hostile, **{"w_0_1": hostile})).text
    saved = student.post(f"{path}/draft", form(c_0_0_0='"><img src=x onerror=alert(1)>')).text
    staff = visit(scene.cast.instructor)
    pages = [refused, saved, student.get("/").text]
    pages += [staff.get(f"/courses/{scene.course}/gradebook").text]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "{{7*7}}" in pages[-1]


def test_the_attempt_page_asks_the_database_no_more_for_more_problems(
    student: Visitor, path: str
) -> None:
    asked: list[str] = []
    engine = student.app.extensions["backmark"].database.engine

    def count(*arguments: Any) -> None:
        if arguments[2].startswith("SELECT"):
            asked.append(arguments[2])

    student.get(path)
    event.listen(engine, "before_cursor_execute", count)
    student.get(path)
    page, asked[:] = list(asked), []
    student.get("/")
    event.remove(engine, "before_cursor_execute", count)
    assert len(page) <= 5, page
    assert len(asked) <= 4, asked
