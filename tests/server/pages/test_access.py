"""Every page as everybody: what is not yours does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from server.models import Person
from tests.cast import Cast
from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Visitor

Visit = Callable[..., Visitor]

EVERYBODY = (
    "instructor",
    "assistant",
    "student_a",
    "student_b",
    "other_instructor",
    "stranger",
    "nobody",
)
MEMBERS = {"instructor": 200, "assistant": 200, "student_a": 200, "student_b": 200}
STAFF = {"instructor": 200, "assistant": 200}
LOG_IN = 303

# What each of them gets; nobody is sent to log in, and who is not named gets 404.
PAGES: dict[str, dict[str, int]] = {
    "/": {**MEMBERS, "other_instructor": 200, "stranger": 200},
    "/courses/{course}": MEMBERS,
    "/courses/{course}/assignments/{homework}": {
        **MEMBERS,
        "instructor": 303,
        "assistant": 303,
    },
    "/courses/{course}/assignments/{unpublished}": {"instructor": 303, "assistant": 303},
    "/courses/{course}/assignments/{not_open}": {"instructor": 303, "assistant": 303},
    "/courses/{other_course}/assignments/{homework}": {},
    "/attempts/{attempt_a}": {"student_a": 200},
    "/submissions/{submission_a}": {**STAFF, "student_a": 200},
    "/submissions/{submission_b}": {"instructor": 200, "student_b": 200},
    "/courses/{course}/manage": STAFF,
    "/assignments/{homework}/manage": STAFF,
    "/assignments/{unpublished}/manage": STAFF,
    "/assignments/{unpublished}/preview": STAFF,
    "/assignments/{homework}/preview?variant=2&key=1": STAFF,
    "/courses/{course}/gradebook": STAFF,
    "/courses/{course}/gradebook.csv": STAFF,
    "/courses/{other_course}": {"other_instructor": 200},
    "/courses/nothing-here": {},
    "/attempts/nothing-here": {},
    "/submissions/%00": {},
}
ACTS: dict[str, dict[str, int]] = {
    "/courses/{course}/assignments": {"instructor": 422, "assistant": 403},
    "/assignments/{unpublished}/publish": {"instructor": 303, "assistant": 403},
    "/assignments/{on_release}/release": {"instructor": 303, "assistant": 403},
    "/courses/{course}/assignments/{homework}/attempts": {
        "student_a": 303,
        "student_b": 303,
        "instructor": 409,
        "assistant": 409,
    },
    "/courses/{course}/assignments/{not_open}/attempts": {"instructor": 409, "assistant": 409},
    "/attempts/{attempt_a}/submit": {"student_a": 422},
    "/attempts/{attempt_a}/draft": {"student_a": 409},
}


def person_called(cast: Cast, who: str) -> Person | None:
    found: Person | None = getattr(cast, who, None)
    return found


def filled(path: str, scene: Scene) -> str:
    return path.format(
        course=scene.course,
        other_course=scene.cast.other_course.public_id,
        homework=scene.homework.public_id,
        unpublished=scene.unpublished.public_id,
        not_open=scene.not_open.public_id,
        on_release=scene.on_release.public_id,
        attempt_a=scene.attempt_a.public_id,
        submission_a=scene.submission_a.public_id,
        submission_b=scene.submission_b.public_id,
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_opens_for_those_it_is_for_and_for_nobody_else(
    scene: Scene, visit: Visit, who: str
) -> None:
    visitor = visit(person_called(scene.cast, who))
    got = {path: visitor.get(filled(path, scene)).status_code for path in PAGES}
    otherwise = LOG_IN if who == "nobody" else 404
    assert got == {path: allowed.get(who, otherwise) for path, allowed in PAGES.items()}


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_act_is_done_for_those_who_may_and_for_nobody_else(
    scene: Scene, visit: Visit, who: str
) -> None:
    visitor = visit(person_called(scene.cast, who))
    if who == "nobody":
        visitor.token = visitor.read_token("/login")
    got = {path: visitor.post(filled(path, scene)).status_code for path in ACTS}
    otherwise = 401 if who == "nobody" else 404
    assert got == {path: allowed.get(who, otherwise) for path, allowed in ACTS.items()}


@pytest.mark.parametrize("who", ["student_b", "instructor", "stranger"])
def test_nobody_else_saves_into_an_attempt(scene: Scene, visit: Visit, who: str) -> None:
    path = f"/attempts/{scene.attempt_a.public_id}/draft"
    visitor = visit(person_called(scene.cast, who))
    assert visitor.send("PUT", path, {"revision": 0, "answers": {}}).status_code == 404


def without_token(page: bytes) -> bytes:
    """A page without its CSRF token, which tells the second in which it was made."""
    return re.sub(rb'name="csrf_token" value="[^"]*"', b"", page)


def test_what_is_not_yours_looks_like_what_does_not_exist(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    missing = visitor.get("/submissions/AAAAAAAAAAAAAAAA")
    not_yours = visitor.get(f"/submissions/{scene.submission_b.public_id}")
    assert without_token(not_yours.data) == without_token(missing.data)
    assert not_yours.status_code == missing.status_code == 404


def test_titles_of_what_is_not_open_are_nowhere(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    for path in ("/", f"/courses/{scene.course}"):
        page = visitor.get(path).text
        assert "Sample homework" in page
        assert "secret-plan" not in page
        assert "not-open" not in page


def test_a_dropped_student_loses_access_at_once(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    database = visitor.app.extensions["backmark"].database
    with database.write() as session:
        enrollment = session.get_one(type(scene.cast.as_student_a), scene.cast.as_student_a.id)
        enrollment.dropped_at = scene.attempt_a.started_at
    assert visitor.get(f"/attempts/{scene.attempt_a.public_id}").status_code == 404
    assert visitor.get(f"/courses/{scene.course}").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_and_overrides_do_nothing(scene: Scene, visit: Visit, method: str) -> None:
    visitor = visit(scene.cast.student_a)
    path = scene.homework_path
    assert visitor.send(method, path, {}).status_code == 405
    answer = visitor.post(path, {"_method": method}, headers={"X-HTTP-Method-Override": "GET"})
    assert answer.status_code == 405
