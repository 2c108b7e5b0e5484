"""How long a student waits for the mark of a program, through the real service.

python -m benchmarks.code_web starts the service on a free port of this machine, in a folder of its
own, with one process as it is deployed, and lets students hand in over HTTP: one after the other,
and then many at once. A wait begins with the request that hands in and ends when the mark can be
read, which is asked for less and less often, as the page does.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path

from benchmarks.code_class import MAIN, SLUG
from benchmarks.code_class import students as programs
from benchmarks.simulate import SHIPPED
from server.accounts import NewPerson, create_person
from server.db import Database, migrate
from server.demo import zip_folder
from server.models import Person
from server.policy import Role
from server.publishing import Upload, publish, upload
from server.roster import Place, create_course, enroll
from server.workshop import Workshop

KEY = "the secret key of a benchmark, and of nothing else"
PASSWORD = "a password for a benchmark"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(key|revision|files_revision)" value="([^"]*)"')
SUBMISSION = re.compile(r"/submissions/([\w-]+)")
ASK_S, GROWS, LONGEST_PAUSE_S = 0.02, 1.5, 2.0  # between two questions for the mark
LONGEST_S = 120.0
SHARES = (0.5, 0.95, 1.0)


@dataclass(frozen=True)
class Waits:
    """Seconds from handing in to the mark, and how long all of it took."""

    words: str
    waits_s: Sequence[float]
    took_s: float

    def line(self) -> str:
        ordered = sorted(self.waits_s)
        shares = [ordered[min(int(share * len(ordered)), len(ordered) - 1)] for share in SHARES]
        cells = " | ".join(f"{1000 * share:,.0f}" for share in shares)
        return (
            f"| {self.words} | {len(ordered)} | {cells} | {60 * len(ordered) / self.took_s:,.0f} |"
        )


class _Browser:
    """Somebody's own cookies; forms are sent as the page would send them."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=LONGEST_S) as answer:
            return str(answer.read().decode())

    def post(self, path: str, form: Mapping[str, str], files: Mapping[str, bytes]) -> str:
        """The address of the page that answers."""
        bound, parts = "a-benchmark-s-boundary", []
        for name, value in form.items():
            parts.append(f'--{bound}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
                         f"{value}\r\n".encode())  # fmt: skip
        for name, body in files.items():
            head = f'form-data; name="{name}"; filename="{MAIN}"'
            head = f"--{bound}\r\nContent-Disposition: {head}\r\nContent-Type: text/plain\r\n\r\n"
            parts.append(head.encode() + body + b"\r\n")
        request = urllib.request.Request(
            self.base + path,
            b"".join(parts) + f"--{bound}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={bound}"},
        )
        with self.opener.open(request, timeout=LONGEST_S) as answer:
            return str(answer.url)


@dataclass(frozen=True)
class _Student:
    """Logged in, on the page of an attempt."""

    browser: _Browser
    attempt: str
    form: Mapping[str, str]

    def hand_in(self, program: bytes) -> float:
        """Seconds until the mark is there."""
        start = time.perf_counter()
        page = self.browser.post(f"{self.attempt}/submit", self.form, {"u.0": program})
        found = SUBMISSION.search(page)
        if found is None:
            raise RuntimeError(f"handing in led to {page}, and not to a submission")
        pause_s = ASK_S
        while '"graded"' not in self.browser.get(f"/submissions/{found[1]}/state"):
            if time.perf_counter() - start > LONGEST_S:
                raise RuntimeError(f"no mark after {LONGEST_S:g} s: {page}")
            time.sleep(pause_s)
            pause_s = min(pause_s * GROWS, LONGEST_PAUSE_S)
        return time.perf_counter() - start


# ---- the service ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where the students of the benchmark begin."""

    base: str
    start: str  # the address that starts an attempt


def _email(number: int) -> str:
    return f"student{number}@example.org"


def _seed(database: Database, count: int) -> str:
    """A course with students and the shipped layers; the address that starts an attempt."""
    now, workshop = datetime.now(UTC), Workshop()
    with database.write() as session:
        course = create_course(session, "Benchmark", "UTC", now)
        people = [_person(session, number, now) for number in range(count + 1)]
        for number, person in enumerate(people):
            role = Role.instructor if number == 0 else Role.student
            enroll(session, course, person, Place(role), now=now)
    data = zip_folder(SHIPPED / SLUG)
    version = upload(database, Upload(course, data, people[0]), now, workshop)
    version = publish(database, version, now, seed_key=b"of a benchmark", workshop=workshop)
    workshop.close()
    with database.read() as session:
        assignment = session.merge(version).assignment
        return f"/courses/{course.public_id}/assignments/{assignment.public_id}/attempts"


def _person(session: object, number: int, now: datetime) -> Person:
    return create_person(session, NewPerson(_email(number), f"Student {number}", PASSWORD), now)  # type: ignore[arg-type]


@contextmanager
def _service(count: int) -> Iterator[_Place]:
    with tempfile.TemporaryDirectory(prefix="backmark-benchmark-") as folder:
        url = f"sqlite:///{Path(folder) / 'backmark.sqlite3'}"
        migrate(url)
        database = Database(url)
        start = _seed(database, count)
        database.dispose()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        settings = {
            "BACKMARK_DATABASE_URL": url,
            "BACKMARK_DATA_DIR": folder,
            "BACKMARK_SECRET_KEY": KEY,
            "BACKMARK_SECURE_COOKIES": "no",
            "BACKMARK_BIND": address,
            "BACKMARK_WORKERS": "1",
        }
        command = [sys.executable, "-m", "server.start"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stderr=quiet, stdout=quiet
        )
        try:
            _wait_for(process, f"http://{address}/healthz")
            yield _Place(f"http://{address}", start)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + LONGEST_S
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while process.poll() is None and time.monotonic() < deadline:
        try:
            opener.open(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the service did not start")


# ---- the measurement -----------------------------------------------------------------------------


def _at_work(place: _Place, number: int) -> _Student:
    browser = _Browser(place.base)
    token = _token(browser.get("/login"))
    login = {"email": _email(number), "password": PASSWORD, "csrf_token": token}
    browser.post("/login", login, {})
    attempt = browser.post(place.start, {"csrf_token": _token(browser.get("/"))}, {})
    path = attempt.removeprefix(place.base)
    page = browser.get(path)
    form = {**dict(HIDDEN.findall(page)), "csrf_token": _token(page), "confirm": "blank"}
    return _Student(browser, path, form)


def _token(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("a page without a form")
    return found[1]


def measured(alone: int, together: int) -> list[Waits]:
    """One after the other, and then all the others at once."""
    class_of = [student.program for student in programs()]
    with _service(alone + together) as place:
        students = [_at_work(place, number) for number in range(1, alone + together + 1)]
        students[0].hand_in(class_of[0])  # what only the first one waits for: a sandbox is opened
        start = time.perf_counter()
        waits = [
            one.hand_in(class_of[i % len(class_of)]) for i, one in enumerate(students[1:alone])
        ]
        found = [Waits("one after the other", waits, time.perf_counter() - start)]
        start, rest = time.perf_counter(), students[alone:]
        with ThreadPoolExecutor(len(rest)) as pool:
            jobs = [
                pool.submit(one.hand_in, class_of[i % len(class_of)]) for i, one in enumerate(rest)
            ]
            waits = [job.result() for job in jobs]
        found.append(Waits("all at once", waits, time.perf_counter() - start))
        return found


def markdown(found: Sequence[Waits]) -> Iterator[str]:
    yield "| programs handed in | how many | median ms | 95 % ms | longest ms | a minute |"
    yield "|---|---:|---:|---:|---:|---:|"
    yield from (waits.line() for waits in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alone", type=int, default=100, help="one after the other")
    parser.add_argument("--together", type=int, default=100, help="all at once")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md too")
    chosen = parser.parse_args()
    figures = "\n".join(markdown(measured(chosen.alone, chosen.together)))
    print(figures)
    if chosen.write:
        from benchmarks.page import write_waits

        write_waits(figures)


if __name__ == "__main__":
    main()
