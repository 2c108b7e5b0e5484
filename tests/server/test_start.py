"""Starting the service: its secret key, its settings, and what is said when they are no use."""

from __future__ import annotations

import http.client
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from server import attempts
from server.db import Database
from server.models import Attempt, Submission
from server.policy import SubmissionState
from server.secret_key import kept_key, with_secret_key
from server.start import prepare
from tests.cast import make_cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import publish_sample
from tests.sources import ROOT

KEY = "k" * 43


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = kept_key(tmp_path / "data").read_text()
    assert kept_key(tmp_path / "data").read_text() == first
    assert len(first) >= 32


def test_two_data_folders_have_two_keys(tmp_path: Path) -> None:
    assert kept_key(tmp_path / "a").read_text() != kept_key(tmp_path / "b").read_text()


def test_a_made_key_is_for_its_owner_s_eyes(tmp_path: Path) -> None:
    assert stat.S_IMODE(kept_key(tmp_path).stat().st_mode) == 0o600


def test_all_who_start_at_once_get_one_whole_key(tmp_path: Path) -> None:
    def read(_: int) -> str:
        return kept_key(tmp_path).read_text()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(read, range(32)))
    assert len(keys) == 1
    assert os.listdir(tmp_path) == ["secret_key"]


@pytest.mark.parametrize(
    "given", [{"BACKMARK_SECRET_KEY": KEY}, {"BACKMARK_SECRET_KEY_FILE": "/run/secrets/key"}]
)
def test_a_given_key_is_left_alone(tmp_path: Path, given: dict[str, str]) -> None:
    environ = {"BACKMARK_DATA_DIR": str(tmp_path), **given}
    assert with_secret_key(environ) == environ
    assert os.listdir(tmp_path) == []


def test_an_empty_setting_is_no_key(tmp_path: Path) -> None:
    environ = {"BACKMARK_DATA_DIR": str(tmp_path), "BACKMARK_SECRET_KEY": ""}
    assert with_secret_key(environ)["BACKMARK_SECRET_KEY_FILE"] == str(tmp_path / "secret_key")


def test_the_database_is_made_before_anything_serves(tmp_path: Path) -> None:
    prepare({"BACKMARK_DATA_DIR": str(tmp_path)})
    assert sorted(os.listdir(tmp_path)) == ["backmark.sqlite3", "secret_key"]


def test_what_a_killed_service_left_unmarked_is_marked_before_it_serves_again(
    tmp_path: Path,
) -> None:
    environ = {"BACKMARK_DATA_DIR": str(tmp_path)}
    prepare(environ)
    database = Database(f"sqlite:///{tmp_path}/backmark.sqlite3")
    cast = make_cast(database, NOW)
    sample = publish_sample(database, cast)
    attempt = attempts.start(database, cast.as_student_a, sample, NOW, seed_key=SEED_KEY)
    assert isinstance(attempt, Attempt)
    handed_in = attempts.HandIn({}, "0123456789abcdef")
    made = attempts.submit(database, attempt, handed_in, NOW)
    assert isinstance(made, Submission)
    assert made.state is SubmissionState.queued
    prepare(environ)
    with database.read() as session:
        assert session.scalars(select(Submission.state)).all() == [SubmissionState.graded]
    database.dispose()


def test_preparing_twice_changes_nothing(tmp_path: Path) -> None:
    environ = {"BACKMARK_DATA_DIR": str(tmp_path)}
    assert prepare(environ) == prepare(environ)


def start(**settings: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BACKMARK_")}
    return subprocess.run(
        [sys.executable, "-m", "server.start"],
        cwd=ROOT,
        env={**own, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"BACKMARK_SECRET_KEY": "short"}, "at least 32 random bytes"),
        ({"BACKMARK_DATABASE_URL": "no address"}, "postgresql://... is accepted"),
        ({"BACKMARK_DATABASE_URL": "mysql://localhost/x"}, "postgresql://... is accepted"),
        ({"BACKMARK_DATABASE_URL": "postgresql://u:hidden@127.0.0.1:1/x"}, "cannot be used"),
        ({"BACKMARK_DATA_DIR": "/proc/nothing"}, "must be writable"),
    ],
)
def test_a_setting_that_is_no_use_is_told_in_one_line(
    tmp_path: Path, settings: dict[str, str], words: str
) -> None:
    ended = start(**{"BACKMARK_DATA_DIR": str(tmp_path), **settings})
    assert ended.returncode == 1
    assert ended.stderr.startswith("backmark: ")
    assert words in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert "hidden" not in ended.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of the service as `server.start` runs it, with its data in this folder."""
    port = free_port()
    settings = {"BACKMARK_DATA_DIR": str(folder), "BACKMARK_BIND": f"127.0.0.1:{port}"}
    own = {name: value for name, value in os.environ.items() if not name.startswith("BACKMARK_")}
    command = [sys.executable, "-m", "server.start"]
    with subprocess.Popen(command, cwd=ROOT, env={**own, **settings}) as process:
        try:
            deadline = time.monotonic() + 60
            while not answers(port) and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_gunicorn_believes_no_forwarded_header_that_we_were_not_told_to_trust(
    tmp_path: Path,
) -> None:
    with serving(tmp_path) as port:
        for headers in ({"X-Forwarded-Proto": "https"}, {"SCRIPT_NAME": "/log"}):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/login", headers=headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            connection.close()
            assert answer.status == 200
            assert 'href="/static/' in page
            assert answer.getheader("Strict-Transport-Security") is None
