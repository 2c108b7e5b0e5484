"""What is made of bodies that are large, deep, slow or odd: a refusal in words, never a fault."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from typing_extensions import Buffer

from server.pages.bodies import FORM_MIB, KIB, MIB, STRANGERS_KIB
from tests.server.pages.conftest import Scene
from tests.server.pages.visitor import Clock, Visitor
from tests.server.sample import change

Visit = Callable[..., Visitor]

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def student(scene: Scene, visit: Visit) -> Visitor:
    return visit(scene.cast.student_a)


@pytest.fixture
def path(scene: Scene) -> str:
    return f"/attempts/{scene.attempt_a.public_id}"


def body_of(size: int, token: str) -> str:
    return f"csrf_token={token}&x=".ljust(size, "a")


def multipart(token: str, file: bytes) -> bytes:
    """As a browser writes it; the test client's own writer leaves a temporary file open."""
    field = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
    parts = (
        field.format("csrf_token", "").encode() + token.encode(),
        field.format("assignment", '; filename="a.zip"').encode() + file,
    )
    return b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"


@pytest.mark.parametrize("endpoint", ["/login", "/courses/{course}/assignments", "/understand"])
def test_of_a_stranger_no_more_is_read_than_a_log_in_form(
    scene: Scene, app: Flask, endpoint: str
) -> None:
    stranger = app.test_client()
    target = endpoint.format(course=scene.course)
    for size, status in ((STRANGERS_KIB * KIB, 400), (STRANGERS_KIB * KIB + 1, 413)):
        answer = stranger.post(target, data=body_of(size, "wrong"), content_type=FORM)
        assert answer.status_code == status


def test_the_fullest_log_in_form_is_read(scene: Scene, visit: Visit) -> None:
    email = f"{'e' * 242}@example.org"
    assert visit().log_in(email, "😀" * 1024, next="/" + "n" * 499).status_code == 401


def test_only_a_file_may_be_as_large_as_an_upload(scene: Scene, visit: Visit) -> None:
    instructor = visit(scene.cast.instructor)
    target = f"/courses/{scene.course}/assignments"
    size = FORM_MIB * MIB
    form = body_of(size, instructor.token)
    assert instructor.client.post(target, data=form, content_type=FORM).status_code == 422
    assert instructor.client.post(target, data=form + "a", content_type=FORM).status_code == 413
    answer = instructor.client.post(
        target,
        data=multipart(instructor.token, b"x" * 2 * size),
        content_type="multipart/form-data; boundary=edge",
    )
    assert answer.status_code == 422
    assert "not a readable zip" in answer.text


@pytest.mark.parametrize("nested", ["[" * 100_000, '{"a":' * 50_000])
def test_json_nested_without_end_is_refused_as_unreadable(
    student: Visitor, path: str, nested: str
) -> None:
    for method, target in (("PUT", f"{path}/draft"), ("POST", "/understand")):
        answer = student.client.open(
            target,
            method=method,
            data=nested,
            content_type="application/json",
            headers={"X-CSRFToken": student.token},
        )
        assert answer.status_code == 400


@pytest.mark.parametrize("act", ["draft", "submit"])
def test_answers_too_large_to_be_kept_are_refused_in_words(
    student: Visitor, path: str, act: str
) -> None:
    pasted = {f"w.{p}.{q}": "é" * 20_000 for p in range(2) for q in range(2)}
    answer = student.post(f"{path}/{act}", {**pasted, "revision": "0", "key": "k" * 16})
    assert answer.status_code == 413
    assert "262,144 are accepted" in answer.text


def test_half_a_character_in_a_draft_does_not_shut_its_owner_out(
    student: Visitor, path: str
) -> None:
    answers = {"first": {"o": ["\ud83d", "\ud83d\ude00"], "dL/dW2": "[[1, \udfff], [0, 1]]"}}
    saved = student.send("PUT", f"{path}/draft", {"revision": 0, "answers": answers})
    assert saved.status_code == 200
    page = student.get(path)
    assert page.status_code == 200
    assert 'value="\N{REPLACEMENT CHARACTER}"' in page.text
    assert 'value="\N{GRINNING FACE}"' in page.text


def test_reading_cells_of_thousands_of_sums_at_once_is_refused(student: Visitor) -> None:
    long = "1/3+" * 49 + "1"
    for cells, status in (([long] * 300, 200), ([long] * 400, 413)):
        body = {"shape": [len(cells)], "cells": cells}
        assert student.send("POST", "/understand", body).status_code == status


def test_a_draft_counts_from_its_last_byte(
    student: Visitor, scene: Scene, path: str, clock: Clock
) -> None:
    change(student.app.extensions["backmark"].database, scene.homework, due_at=clock.now)
    body = json.dumps({"revision": 0, "answers": {}}).encode()

    class SlowBody(io.BytesIO):
        def readinto(self, buffer: Buffer) -> int:
            clock.now += timedelta(seconds=2)
            return super().readinto(buffer)

    answer = student.client.put(
        f"{path}/draft",
        input_stream=SlowBody(body),
        content_length=len(body),
        content_type="application/json",
        headers={"X-CSRFToken": student.token},
    )
    assert answer.status_code == 403
