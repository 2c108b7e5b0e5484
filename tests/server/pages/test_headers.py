"""Headers of every answer, the health page, limits and error pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from server.app import create_app
from server.config import Config
from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Clock, Visitor

Visit = Callable[..., Visitor]


@pytest.mark.parametrize("path", ["/", "/login", "/nothing", "/static/theme.css", "/healthz"])
def test_every_answer_forbids_inline_scripts_frames_and_sniffing(
    scene: Scene, visit: Visit, path: str
) -> None:
    headers = visit(scene.cast.student_a).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_personal_pages_are_never_stored_and_static_files_are(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    for path in ("/", scene.homework_path, "/nothing", f"{scene.homework_path}/x.css"):
        assert visitor.get(path).headers["Cache-Control"] == "no-store"
    assert "no-store" not in visitor.get("/static/theme.css").headers["Cache-Control"]


def test_the_session_cookie_is_for_this_site_and_not_for_scripts(visit: Visit) -> None:
    fresh = visit().app.test_client().get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in fresh
    assert "SameSite=Lax" in fresh
    assert "Domain" not in fresh


def test_no_page_has_inline_scripts_styles_or_handlers(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    pages = ("/", scene.homework_path, f"/attempts/{scene.attempt_a.public_id}")
    for path in (*pages, f"/submissions/{scene.submission_a.public_id}"):
        page = visitor.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert "javascript:" not in page
        assert " onclick" not in page
        assert "<script>" not in page


def test_forwarded_headers_count_only_behind_a_proxy_that_we_trust(
    visit: Visit, database_url: str, clock: Clock
) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    direct = visit().client.get("/login", headers=forged)
    assert "Strict-Transport-Security" not in direct.headers
    behind = create_app(
        Config(database_url, "k" * 40, secure_cookies=False, trusted_proxies=1), clock
    )
    answer = behind.test_client().get("/login", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" in answer.headers
    behind.extensions["backmark"].database.dispose()


def test_healthz_says_whether_the_database_answers(
    visit: Visit, tmp_path_factory: pytest.TempPathFactory, clock: Clock
) -> None:
    assert visit().get("/healthz").status_code == 200
    empty = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'nothing.sqlite3'}"
    app = create_app(Config(empty, "k" * 40, secure_cookies=False), clock)
    assert app.test_client().get("/healthz").status_code == 503
    app.extensions["backmark"].database.dispose()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_of_ours_shows_nothing_of_what_went_on_inside(
    app: Flask, scene: Scene, visit: Visit
) -> None:
    def broken() -> str:
        raise RuntimeError("the secret is 0.123")

    app.add_url_rule("/broken", "broken", broken)
    answer = visit(scene.cast.student_a).get("/broken")
    assert answer.status_code == 500
    assert "on our side" in answer.text
    assert "0.123" not in answer.text
    assert "Traceback" not in answer.text


def test_too_large_a_form_is_refused(scene: Scene, visit: Visit) -> None:
    visitor = visit(scene.cast.student_a)
    path = f"/attempts/{scene.attempt_a.public_id}/submit"
    assert visitor.post(path, {"c.0.0.0": "1" * 3_000_000}).status_code == 413


@pytest.mark.parametrize(("parts", "status"), [(4_990, 422), (5_001, 413)])
def test_a_form_of_too_many_parts_is_refused(
    scene: Scene, visit: Visit, parts: int, status: int
) -> None:
    visitor = visit(scene.cast.student_a)
    part = b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'
    answer = visitor.client.post(
        f"/attempts/{scene.attempt_a.public_id}/submit",
        data=part * parts + b"--b--\r\n",
        content_type="multipart/form-data; boundary=b",
        headers={"X-CSRFToken": visitor.token},
    )
    assert answer.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"shape": "3"},
        {"shape": [3, 3, 3]},
        {"shape": [-1]},
        {"shape": [True]},
        {"shape": [10**9]},
        {"shape": [2], "cells": ["1"]},
        {"shape": [2], "cells": [1, 2]},
        {"shape": [2], "text": "1" * 30_000},
        {"shape": []},
    ],
)
def test_questions_about_typed_text_that_make_no_sense_are_refused(
    scene: Scene, visit: Visit, body: object
) -> None:
    answer = visit(scene.cast.student_a).send("POST", "/understand", body)
    assert answer.status_code == 400
