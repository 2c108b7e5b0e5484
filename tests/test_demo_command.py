"""`python3 dev.py demo` from its start to Ctrl-C, on a port and in a folder of its own."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dev import DEV_LOCK, Environment
from tests.sources import ROOT

START_WITHIN_S = 90

pytestmark = pytest.mark.skipif(
    not Environment(ROOT).is_current(DEV_LOCK),
    reason="the demo would install its requirements: run the tests with dev.py",
)


@dataclass(frozen=True)
class Demo:
    """A running demo and what it said until it was ready."""

    process: subprocess.Popen[str]
    port: int
    said: str

    def get(self, path: str) -> str:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def ends_after(self, number: signal.Signals) -> tuple[int, str]:
        """The exit code and what was said on standard error after this signal."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kept from one start to the next, as var/demo is."""
    return tmp_path_factory.mktemp("a demo") / "data"


@pytest.fixture
def demo(folder: Path, tmp_path: Path) -> Iterator[Demo]:
    port = free_port()
    program = f"import sys, pathlib, dev; sys.exit(dev.demo({port}, pathlib.Path({str(folder)!r})))"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    killer = threading.Timer(START_WITHIN_S, process.kill)
    killer.start()
    try:
        yield Demo(process, port, "".join(until_ready(process)))
    finally:
        killer.cancel()
        process.kill()
        process.communicate()


def until_ready(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line
        if line.startswith("Ctrl-C"):
            return
    raise AssertionError(f"the demo ended: {process.stderr.read() if process.stderr else ''}")


def test_it_says_where_to_go_and_how_to_log_in(demo: Demo) -> None:
    assert f"http://127.0.0.1:{demo.port}/" in demo.said
    assert re.search(r"instructor@example\.org +password \S+", demo.said)
    assert re.search(r"student1@example\.org +password \S+", demo.said)
    assert "Log in" in demo.get("/login")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_of_it_without_a_word(demo: Demo, number: signal.Signals) -> None:
    assert demo.ends_after(number) == (0, "")
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", demo.port)) != 0
