"""A real service under gunicorn on a real SQLite file, and a real Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from server.db import Database, migrate
from server.demo import zip_folder
from server.models import Assignment, Person
from server.publishing import Upload, publish, upload
from tests.cast import PASSWORD, Cast, add_students, make_cast
from tests.sources import ROOT

SECRET = "the secret key of the browser tests, only"
START_WITHIN_S = 60.0


@dataclass(frozen=True)
class Running:
    """A service, its database, and who may log in."""

    url: str
    database: Database
    cast: Cast
    students: tuple[Person, ...]
    assignment: Assignment
    programs: Assignment


def find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    chosen = os.environ.get("BACKMARK_CHROMIUM")
    return chosen or next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium: install it, or set BACKMARK_CHROMIUM to where it is")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'backmark.sqlite3'}"
    migrate(url)
    database = Database(url)
    now = datetime.now(UTC)
    cast = make_cast(database, now)
    students = [e.person_id for e in add_students(database, cast.course, 8, now)]
    by_hand = _published(database, cast, "backprop-by-hand")
    programs = _published(database, cast, "layers-with-caches")
    with database.read() as session:
        people = tuple(session.get_one(Person, person_id) for person_id in students)
    with _gunicorn(url) as base:
        yield Running(base, database, cast, people, by_hand, programs)
    database.dispose()


def _published(database: Database, cast: Cast, name: str) -> Assignment:
    """One of the shipped assignments, open to the students of course one."""
    now, data = datetime.now(UTC), zip_folder(ROOT / "assignments" / name)
    version = upload(database, Upload(cast.course, data, cast.instructor), now)
    publish(database, version, now, seed_key=b"of the browser tests")
    with database.read() as session:
        return session.get_one(Assignment, version.assignment_id)


@contextmanager
def _gunicorn(database_url: str) -> Iterator[str]:
    """The service as it is deployed, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {
        **os.environ,
        "BACKMARK_DATABASE_URL": database_url,
        "BACKMARK_SECRET_KEY": SECRET,
        "BACKMARK_SECURE_COOKIES": "no",
        "BACKMARK_BIND": address,
        "BACKMARK_WORKERS": "1",
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "python:server.gunicorn_conf"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(process, f"http://{address}/healthz")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while not _answers(url):
        assert process.poll() is None, "gunicorn stopped"
        assert time.monotonic() < deadline, "gunicorn does not answer"
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # refused, reset, or too slow as yet
        return False


@dataclass(frozen=True)
class Surfer:
    """A page of somebody's own browser; `errors` are what its console complained about."""

    page: Page
    service: Running
    errors: list[str]

    def go(self, path: str) -> None:
        self.page.goto(self.service.url + path)

    def log_in(self, person: Person) -> None:
        self.go("/login")
        self.page.get_by_label("E-mail address").fill(person.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        self.page.get_by_role("heading", name="My courses").wait_for()

    def start_attempt(self, assignment: Assignment | None = None) -> None:
        course = self.service.cast.course.public_id
        chosen = assignment or self.service.assignment
        self.go(f"/courses/{course}/assignments/{chosen.public_id}")
        self.page.locator("main .primary").click()
        self.page.locator("#work").wait_for()
        self.page.wait_for_load_state("load")  # the page's scripts have run

    def cells(self, quantity: str) -> Any:
        return self.page.locator(f'[data-quantity="{quantity}"] input.cell')

    @property
    def status(self) -> Any:
        return self.page.locator("[data-status]")


@pytest.fixture
def surf(browser: Browser, service: Running) -> Iterator[Callable[..., Surfer]]:
    """A new browser for somebody: `surf(person, viewport=..., java_script_enabled=False)`."""
    contexts = []

    def open_one(person: Person | None = None, **options: Any) -> Surfer:
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text)
                if message.type == "error" and "Failed to load resource" not in message.text
                else None
            ),
        )
        surfer = Surfer(page, service, errors)
        if person is not None:
            surfer.log_in(person)
        return surfer

    yield open_one
    for context in contexts:
        context.close()
