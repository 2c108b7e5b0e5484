"""Logging in and out through the pages, and the tokens that forms carry."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from server.app import create_app
from server.config import Config
from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Clock, Visitor

Visit = Callable[..., Visitor]


def test_the_cookie_after_log_in_is_another_one(scene: Scene, visit: Visit) -> None:
    visitor = visit()
    visitor.read_token("/login")
    before = visitor.client.get_cookie("backmark")
    visitor.log_in(scene.cast.student_a.email)
    after = visitor.client.get_cookie("backmark")
    assert before is not None
    assert after is not None
    assert before.value != after.value


def test_a_wrong_password_and_an_unknown_address_read_the_same(scene: Scene, visit: Visit) -> None:
    known = visit().log_in(scene.cast.student_a.email, "not the password")
    unknown = visit().log_in("nobody-here@example.org", "not the password")
    assert known.status_code == unknown.status_code == 401
    sentence = "The e-mail address or the password is not right."
    assert sentence in known.text
    assert sentence in unknown.text


def test_log_out_ends_the_session_for_every_copy_of_the_cookie(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    cookie = visitor.client.get_cookie("backmark")
    assert cookie is not None
    copy = visit()
    copy.client.set_cookie("backmark", cookie.value)
    assert copy.get("/").status_code == 200
    visitor.post("/logout")
    assert copy.get("/").status_code == 303


def test_opening_log_out_does_nothing(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    assert visitor.get("/logout").status_code == 405
    assert visitor.get("/").status_code == 200


def test_many_wrong_passwords_have_to_wait(scene: Scene, visit: Visit) -> None:
    visitor = visit()
    statuses = [visitor.log_in(scene.cast.student_b.email, "wrong").status_code for _ in range(13)]
    assert statuses[:5] == [401] * 5
    assert statuses[-1] == 429


def test_after_log_in_one_comes_back_to_the_page_one_wanted(scene: Scene, visit: Visit) -> None:
    visitor = visit()
    sent = visitor.get(f"/courses/{scene.course}")
    assert sent.location == f"/login?next=/courses/{scene.course}"
    answer = visitor.log_in(scene.cast.student_a.email, next=f"/courses/{scene.course}")
    assert answer.location == f"/courses/{scene.course}"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\tevil.example",
        "evil.example",
        "https:evil.example",
        "/a\r\nSet-Cookie: x=1",
    ],
)
def test_the_way_back_is_never_to_another_site(scene: Scene, visit: Visit, target: str) -> None:
    assert visit().log_in(scene.cast.student_a.email, next=target).location == "/"


@pytest.mark.parametrize("token", ["", "wrong", "IjEyMyI.aaaa.bbbb"])
def test_a_form_without_its_token_is_refused(scene: Scene, visit: Visit, token: str) -> None:
    visitor = visit(scene.cast.student_b)
    visitor.token = token
    for path in (f"{scene.homework_path}/attempts", "/logout", "/login"):
        answer = visitor.post(path)
        assert answer.status_code == 400
        assert "no longer valid" in answer.text
    assert visitor.get("/").status_code == 200


def test_the_token_of_somebody_else_is_refused(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_b)
    visitor.token = visit(scene.cast.student_a).token
    assert visitor.post(f"{scene.homework_path}/attempts").status_code == 400


def test_json_needs_the_token_too_and_text_does_not_pass_for_json(
    scene: Scene, visit: Visit
) -> None:
    visitor = visit(scene.cast.student_a)
    path = f"/attempts/{scene.attempt_a.public_id}/draft"
    body = {"revision": 0, "answers": {}}
    assert visitor.send("PUT", path, body, token="").status_code == 400
    as_text = visitor.client.put(
        path, data="{}", content_type="text/plain", headers={"X-CSRFToken": visitor.token}
    )
    assert as_text.status_code in (400, 415)


def test_a_cookie_of_another_deployment_is_refused(
    scene: Scene, visit: Visit, app: Flask, database_url: str, clock: Clock
) -> None:
    other = create_app(Config(database_url, "other" * 10, secure_cookies=False), clock)
    foreign = Visitor(other, scene.cast.student_a).client.get_cookie("backmark")
    assert foreign is not None
    visitor = visit()
    visitor.client.set_cookie("backmark", foreign.value)
    assert visitor.get("/").status_code == 303
    other.extensions["backmark"].database.dispose()


def test_secure_cookies_are_bound_to_this_host(
    scene: Scene, database_url: str, clock: Clock
) -> None:
    app = create_app(Config(database_url, "k" * 40, secure_cookies=True), clock)
    cookie = app.test_client().get("/login", base_url="https://localhost").headers["Set-Cookie"]
    assert cookie.startswith("__Host-backmark=")
    assert "Secure" in cookie
    assert "Path=/;" in cookie
    app.extensions["backmark"].database.dispose()
