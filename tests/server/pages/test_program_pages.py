"""Programs on pages: uploads, the editor, what is refused, and what a result shows to whom."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.models import Assignment, DraftFile, Submission
from server.pages.site import Site
from server.worker import Worker
from server.workshop import Workshop
from tests.server.conftest import NOW
from tests.server.pages.conftest import Scene, started
from tests.server.pages.visitor import TOKEN, Visitor
from tests.server.program_sample import (
    SOLUTION,
    STARTER,
    WRONG,
    ProgramSample,
    publish_programs,
)

Visit = Callable[..., Visitor]
SECRET_INPUT = f"{SOLUTION}\n\ndef affine(x, w, b):\n    raise ValueError(repr(x))\n"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    shared = Workshop()
    yield shared
    shared.close()


@dataclass
class Desk:
    """Student A's attempt at a published code assignment."""

    site: Site
    assignment: Assignment
    student: Visitor
    attempt: str

    @property
    def path(self) -> str:
        return f"/attempts/{self.attempt}"

    def post(
        self, act: str, upload: tuple[str, bytes] | None = None, editor: str = "", **more: str
    ) -> TestResponse:
        form = {"t.0.0": editor} if editor else {}
        form |= {"files_revision": str(self.revision), "revision": "0"}
        form |= more
        data = {"key": "a key of this page", **form}
        files = {"f.0": (io.BytesIO(upload[1]), upload[0])} if upload else {}
        return self.student.post(f"{self.path}/{act}", {**data, **files})

    @property
    def revision(self) -> int:
        page = self.student.get(self.path).text
        marker = 'name="files_revision" value="'
        return int(page.partition(marker)[2].partition('"')[0]) if marker in page else -1

    @property
    def files(self) -> dict[str, bytes]:
        with self.site.database.read() as session:
            return {row.name: row.body for row in session.scalars(select(DraftFile))}

    def submission(self) -> Submission:
        with self.site.database.read() as session:
            rows = session.scalars(select(Submission).order_by(Submission.id.desc()))
            return rows.first()  # type: ignore[return-value]

    def hand_in(self, text: str, name: str = "layers.py") -> str:
        """The path of the submission, not marked yet."""
        answer = self.post("submit", upload=(name, text.encode()))
        assert answer.status_code == 303, answer.text
        return str(answer.headers["Location"])

    def mark(self) -> None:
        worker = Worker(self.site.database, lambda: NOW)
        assert worker.step()
        worker.stop()
        worker.run()


@pytest.fixture
def feedback() -> str:
    return "at-once"


@pytest.fixture
def desk(app: Flask, scene: Scene, visit: Visit, workshop: Workshop, feedback: str) -> Desk:
    site: Site = app.extensions["backmark"]
    sample = ProgramSample(feedback=feedback)
    assignment = publish_programs(site.database, scene.cast, workshop, sample)
    attempt = started(site.database, scene.cast.as_student_a, assignment)
    return Desk(site, assignment, visit(scene.cast.student_a), attempt.public_id)


def test_the_page_offers_the_starter_the_shown_cases_and_a_place_for_files(desk: Desk) -> None:
    page = desk.student.get(desk.path).text
    assert 'type="file"' in page
    assert "def affine(x, w, b):" in page  # the starter, in the editor
    starter = desk.student.get(f"{desk.path}/programs/layers/begin/layers.py")
    assert starter.data == STARTER.encode()
    script = desk.student.get(f"{desk.path}/programs/layers/shown-cases")
    assert script.headers["Content-Disposition"].startswith("attachment")
    compile(script.text, "shown", "exec")
    assert script.text.count("# affine, case") == 1


def test_an_upload_is_kept_under_the_name_that_is_asked_for(desk: Desk) -> None:
    answer = desk.post("draft", upload=("layers (2).py", WRONG.encode()))
    assert answer.status_code == 200
    assert desk.files == {"layers.py": WRONG.encode()}
    again = desk.student.get(f"{desk.path}/programs/layers/draft/layers.py")
    assert again.data == WRONG.encode()


def test_an_upload_takes_the_place_of_what_stands_in_the_editor(desk: Desk) -> None:
    answer = desk.post("draft", upload=("layers.py", WRONG.encode()), editor=STARTER)
    assert "x @ w\n" in answer.text
    desk.post("draft", editor=WRONG.replace("\n", "\r\n"))
    assert desk.files == {"layers.py": WRONG.encode()}


def test_a_notebook_takes_the_place_of_a_program_and_back(desk: Desk) -> None:
    desk.post("draft", upload=("layers.py", WRONG.encode()))
    desk.post("draft", upload=("homework.ipynb", b'{"cells": []}'))
    assert desk.files == {"layers.ipynb": b'{"cells": []}'}
    desk.post("draft", upload=("layers.py", b"x = 1\n"))
    assert desk.files == {"layers.py": b"x = 1\n"}


def test_the_untouched_starter_in_the_editor_is_nothing_handed_over(desk: Desk) -> None:
    desk.post("draft", editor=STARTER.replace("\n", "\r\n"))
    assert desk.files == {}
    answer = desk.post("submit", editor=STARTER)
    assert answer.status_code == 422
    assert "something is missing" in answer.text


def test_bytes_that_the_editor_cannot_show_are_left_alone(desk: Desk) -> None:
    latin = "# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n".encode("latin-1")
    page = desk.post("draft", upload=("layers.py", latin)).text
    assert "<textarea" not in page
    desk.post("draft")
    assert desk.files == {"layers.py": latin}


def test_a_file_can_be_removed(desk: Desk) -> None:
    desk.post("draft", upload=("layers.py", WRONG.encode()))
    desk.post("draft", remove="0/layers.py", editor=WRONG)
    assert desk.files == {}


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, WRONG)
    return buffer.getvalue()


def test_a_zip_is_taken_apart_by_name(desk: Desk) -> None:
    desk.post("draft", upload=("work.zip", zipped("me/layers.py", "me/notes.txt")))
    assert desk.files == {"layers.py": WRONG.encode()}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("notes.txt", b"hello", "a .py, .ipynb or .zip is accepted"),
        ("work.zip", b"PK not a zip", "cannot be read"),
        ("work.zip", zipped("other.py"), "expected layers.py"),
        ("work.zip", zipped("../layers.py"), "climbing"),
        ("layers.py", b"#" * (256 * 1024 + 1), "at most 256 KiB"),
        ("<b>.txt", b"x", "&lt;b&gt;.txt"),
    ],
)
@pytest.mark.parametrize("act", ["draft", "submit"])
def test_an_upload_that_is_refused_costs_nothing(
    desk: Desk, name: str, data: bytes, words: str, act: str
) -> None:
    desk.post("draft", upload=("layers.py", WRONG.encode()))
    answer = desk.post(act, upload=(name, data), editor=WRONG)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<b>" not in answer.text.partition('role="alert"')[2][:200].replace("<b>Not", "")
    assert desk.files == {"layers.py": WRONG.encode()}
    assert desk.student.get(desk.path).status_code == 200  # not handed in


def test_what_is_larger_than_any_program_is_not_read_at_all(desk: Desk) -> None:
    answer = desk.student.client.post(
        f"{desk.path}/draft",
        data=b"#" * (4 * 2**20 + 1),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413


def test_another_tab_s_files_are_not_overwritten(desk: Desk) -> None:
    old = desk.revision
    desk.post("draft", upload=("layers.py", WRONG.encode()))
    for act in ("draft", "submit"):
        answer = desk.post(act, files_revision=str(old), upload=("layers.py", b"x = 1\n"))
        assert answer.status_code == 409
        assert "Another tab" in answer.text
    assert desk.files == {"layers.py": WRONG.encode()}


def save(desk: Desk, revision: object, texts: object) -> TestResponse:
    return desk.student.send("PUT", f"{desk.path}/programs", {"revision": revision, "texts": texts})


def test_the_editor_is_saved_as_it_is_typed(desk: Desk) -> None:
    first = save(desk, 0, {"t.0.0": "x = 1\n"})
    assert json.loads(first.text) == {"revision": 1}
    assert save(desk, 0, {"t.0.0": "x = 2\n"}).status_code == 409
    assert save(desk, 1, {"t.0.0": "x = 2\n"}).status_code == 200
    assert desk.files == {"layers.py": b"x = 2\n"}


@pytest.mark.parametrize(
    ("revision", "texts"),
    [
        (0, None),
        (0, ["x"]),
        ("0", {}),
        (True, {}),
        (0, {"t.0.0": 1}),
        (0, {"t": "x"} | {str(i): "" for i in range(200)}),
    ],
)
def test_a_save_that_is_none_is_refused(desk: Desk, revision: object, texts: object) -> None:
    assert save(desk, revision, texts).status_code == 400


def test_a_text_that_is_too_large_says_so(desk: Desk) -> None:
    answer = save(desk, 0, {"t.0.0": "#" * (257 * 1024)})
    assert answer.status_code == 400
    assert "256 KiB" in answer.text


def test_half_a_surrogate_pair_does_no_harm(desk: Desk) -> None:
    assert save(desk, 0, {"t.0.0": "x = '\ud800'\n"}).status_code == 200
    assert desk.files == {"layers.py": b"x = '?'\n"}


def test_a_program_waits_is_marked_and_shows_its_finding(desk: Desk) -> None:
    path = desk.hand_in(WRONG)
    page = desk.student.get(path).text
    assert "waiting to be marked" in page
    state = desk.student.get(f"{path}/state")
    assert json.loads(state.text) == {"state": "queued", "ahead": 0}
    desk.mark()
    assert json.loads(desk.student.get(f"{path}/state").text)["state"] == "graded"
    page = desk.student.get(path).text
    assert "The bias was left out." in page
    assert "<b>1</b> <span>of 4 points" in page
    assert desk.student.get(f"{path}/programs/layers/layers.py").data == WRONG.encode()


def test_only_the_shown_case_quotes_an_exception(desk: Desk) -> None:
    path = desk.hand_in(SECRET_INPUT)
    desk.mark()
    page = desk.student.get(path).text
    assert page.count("ValueError: array(") == 1
    assert "raises ValueError in line" in page


def test_what_a_program_prints_and_is_called_is_text_and_nothing_more(desk: Desk) -> None:
    evil = "print('<script>alert(1)</script>\\x1b[31m\\u202e')\n" + SOLUTION
    path = desk.hand_in(evil, name="<script>.py")
    desk.mark()
    page = desk.student.get(path).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("feedback", ["on-release"])
def test_marks_that_are_not_to_be_seen_are_not_on_the_page(desk: Desk) -> None:
    path = desk.hand_in(WRONG)
    before = TOKEN.sub("", desk.student.get(path).text), desk.student.get(f"{path}/state").text
    desk.mark()
    page = TOKEN.sub("", desk.student.get(path).text)
    # Nor is it to be seen how long it took: findings are looked for where something is wrong.
    assert (page, desk.student.get(f"{path}/state").text) == before
    assert "Your work has arrived." in page
    assert "bias" not in page
    assert "of 4 points" not in page


def test_a_held_program_says_so_to_the_student_and_why_to_the_staff(
    desk: Desk, scene: Scene, visit: Visit
) -> None:
    path = desk.hand_in(SOLUTION)
    with desk.site.database.write() as session:
        row = session.get_one(Submission, desk.submission().id)
        row.state, row.held_reason = row.state.held, "SandboxError: wall A fell"
    assert "nobody loses points" in desk.student.get(path).text
    assert "wall A fell" not in desk.student.get(path).text
    assert "wall A fell" in visit(scene.cast.instructor).get(path).text


def test_files_are_for_their_owner_and_the_staff_who_see_the_student(
    desk: Desk, scene: Scene, visit: Visit
) -> None:
    path = f"{desk.hand_in(SOLUTION)}/programs/layers/layers.py"
    for who in (scene.cast.student_a, scene.cast.instructor, scene.cast.assistant):
        answer = visit(who).get(path)
        assert answer.data == SOLUTION.encode()
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for who in (scene.cast.student_b, scene.cast.other_instructor, scene.cast.stranger):
        assert visit(who).get(path).status_code == 404
        assert visit(who).get(path.partition("/programs")[0] + "/state").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "programs/layers/begin/none.py",
        "programs/none/begin/layers.py",
        "programs/layers/begin/..%2flayers.py",
        "programs/layers/draft/layers.py",
        "programs/none/shown-cases",
        "programs/layers/begin/%00",
    ],
)
def test_what_is_not_there_is_not_found(desk: Desk, path: str) -> None:
    assert desk.student.get(f"{desk.path}/{path}").status_code == 404


def test_nobody_else_reaches_an_attempt_s_files(desk: Desk, scene: Scene, visit: Visit) -> None:
    for who in (scene.cast.student_b, scene.cast.instructor, scene.cast.stranger):
        other = visit(who)
        for path in ("programs/layers/begin/layers.py", "programs/layers/shown-cases"):
            assert other.get(f"{desk.path}/{path}").status_code == 404
        body = {"revision": 0, "texts": {"t.0.0": "x"}}
        assert other.send("PUT", f"{desk.path}/programs", body).status_code == 404


def test_staff_see_what_running_the_programs_showed_and_the_solution_as_the_key(
    desk: Desk, scene: Scene, visit: Visit
) -> None:
    instructor = visit(scene.cast.instructor)
    page = instructor.get(f"/assignments/{desk.assignment.public_id}/manage").text
    assert "1. no-bias" in page
    preview = f"/assignments/{desk.assignment.public_id}/preview?variant=1"
    assert "return x @ w + b" not in instructor.get(preview).text
    assert "return x @ w + b" in instructor.get(f"{preview}&key=1").text


def test_health_says_when_programs_cannot_be_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.student.get("/healthz").status_code == 200
    monkeypatch.setenv("BACKMARK_SANDBOX", "A")
    monkeypatch.setenv("PATH", "/nowhere")
    desk.site.marking.start(1)
    try:
        for _ in range(200):
            if desk.site.marking.fault:
                break
            __import__("time").sleep(0.02)
        answer = desk.student.get("/healthz")
    finally:
        desk.site.marking.stop()
    assert answer.status_code == 503
    assert "sandbox" in answer.text
