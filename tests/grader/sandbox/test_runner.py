"""The runner, as a process: it starts zygotes for others, and leaves none behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from grader.doctor import sandbox_checks
from grader.sandbox.job import Call, Ending, Job, Run, SandboxError
from grader.sandbox.runner import health
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from grader.sandbox.values import Value
from tests.grader.conftest import WALLS
from tests.sources import ROOT

PATIENCE_S = 20.0
PROGRAM = b"""
import time
import numpy as np

def slow(x, seconds):
    time.sleep(seconds)
    return x @ x.T
"""


@dataclass(frozen=True)
class Started:
    """A runner that listens, and where."""

    process: subprocess.Popen[str]
    path: Path

    @property
    def settings(self) -> SandboxSettings:
        return SandboxSettings(runner_socket=self.path, runner_wait_s=0.0)

    def below(self) -> set[int]:
        """Every process that it has started, and those that they have."""
        return descendants(self.process.pid)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def descendants(pid: int) -> set[int]:
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(name)] = int(fields[1])
    found: set[int] = set()
    while new := {child for child, parent in parents.items() if parent in {pid, *found}} - found:
        found |= new
    return found


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "it did not become so in time"
        time.sleep(0.02)


def command(path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "grader.sandbox.runner", "--socket", str(path), *words]


def environment(wall: str) -> dict[str, str]:
    return {**os.environ, "BACKMARK_SANDBOX": wall}


@contextmanager
def runner(path: Path, *words: str, wall: str = "B") -> Iterator[Started]:
    process = subprocess.Popen(
        command(path, *words), env=environment(wall), cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    with closing(process.stderr):
        said = process.stderr.readline()
        assert f"wall {wall} holds" in said, said
        try:
            yield Started(process, path)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


@pytest.fixture
def place() -> Iterator[Path]:
    """A path for a socket: short, as the kernel wants it."""
    with tempfile.TemporaryDirectory(prefix="runner-") as folder:
        yield Path(folder) / "s"


@pytest.fixture
def started(place: Path) -> Iterator[Started]:
    with runner(place, "--most", "2") as found:
        yield found


def job(seconds: float = 0.0) -> Job:
    inputs: dict[str, Value] = {"x": np.eye(2) * 3, "seconds": seconds}
    return Job({"p.py": PROGRAM}, "p.py", [Call("answer = slow(x, seconds)", inputs, ("answer",))])


def is_right(run: Run) -> bool:
    if run.ending is not Ending.FINISHED:
        return False
    return np.array_equal(np.asarray(run.replies[0].outputs["answer"]), np.eye(2) * 9)


def said_to(path: Path, word: bytes) -> str:
    """What the runner answers first."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.settimeout(PATIENCE_S)
        asking.connect(str(path))
        asking.send(word)
        return asking.recv(1024).decode()


class InThread:
    """A job that is being run while the test does something to the sandbox."""

    def __init__(self, sandbox: Sandbox, asked: Job) -> None:
        self.found: Run | SandboxError | None = None
        self.sandbox, self.asked = sandbox, asked
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.found = self.sandbox.run(self.asked)
        except SandboxError as error:
            self.found = error

    def result(self) -> Run | SandboxError | None:
        self.thread.join(PATIENCE_S)
        return self.found


# ---- running -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wall", WALLS)
def test_a_program_is_run_by_way_of_the_runner(place: Path, wall: str) -> None:
    if wall == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    with runner(place, wall=wall) as found, Sandbox.open(found.settings) as sandbox:
        assert is_right(sandbox.run(job()))
        assert found.below()


@pytest.mark.parametrize("wall", WALLS)
def test_nothing_is_left_when_the_other_side_has_closed(place: Path, wall: str) -> None:
    if wall == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    with runner(place, wall=wall) as found:
        with Sandbox.open(found.settings) as sandbox:
            sandbox.run(job())
        until(lambda: not found.below())


def test_nothing_is_left_when_the_other_side_is_killed_in_mid_run(started: Started) -> None:
    code = (
        "from tests.grader.sandbox.test_runner import *\n"
        f"settings = SandboxSettings(runner_socket=Path({str(started.path)!r}))\n"
        "with Sandbox.open(settings) as sandbox:\n"
        "    print('running', flush=True)\n"
        "    sandbox.run(job(2.5))\n"
    )
    client = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert client.stdout is not None
    with closing(client.stdout):
        client.stdout.readline()
        until(lambda: len(started.below()) == 2)  # a zygote and its child
        client.kill()
        client.wait()
        until(lambda: not started.below())


def test_two_clients_have_zygotes_of_their_own(started: Started) -> None:
    with Sandbox.open(started.settings) as one, Sandbox.open(started.settings) as other:
        first = InThread(one, job(1.0))
        assert is_right(other.run(job()))
        found = first.result()
        assert isinstance(found, Run)
        assert is_right(found)


# ---- asking --------------------------------------------------------------------------------------


def test_as_many_zygotes_as_allowed_are_started_and_no_more(started: Started) -> None:
    with Sandbox.open(started.settings), Sandbox.open(started.settings) as second:
        with pytest.raises(SandboxError, match="2 zygotes run, and no more are allowed") as refused:
            Sandbox.open(started.settings)
        assert str(started.path) in str(refused.value)
        assert is_right(second.run(job()))


def test_a_place_is_free_again_when_a_zygote_has_ended(started: Started) -> None:
    with Sandbox.open(started.settings):
        Sandbox.open(started.settings).close()
        until(lambda: len(started.below()) == 1)
        Sandbox.open(started.settings).close()


@pytest.mark.parametrize("word", [b"ruby", b"numpy ", b"NUMPY", b"\xff\x00", b"x" * 5000])
def test_another_word_than_a_runtime_s_name_starts_nothing(started: Started, word: bytes) -> None:
    assert "numpy, torch are accepted" in said_to(started.path, word)
    assert not started.below()


@pytest.mark.slow
def test_who_says_nothing_keeps_nobody_waiting(started: Started) -> None:
    silent = []
    for _ in range(20):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect(str(started.path))
        silent.append(connection)
    with Sandbox.open(started.settings) as sandbox:
        assert is_right(sandbox.run(job()))
    for connection in silent:
        connection.settimeout(PATIENCE_S)
        assert connection.recv(10) == b""  # hung up, after a while
        connection.close()


def test_who_hangs_up_at_once_starts_nothing(started: Started) -> None:
    for _ in range(50):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as hasty:
            hasty.connect(str(started.path))
    assert "0 of 2" in health(started.path)
    assert not started.below()


# ---- what is killed ------------------------------------------------------------------------------


def test_a_zygote_that_is_killed_in_mid_run_costs_nobody_the_run(started: Started) -> None:
    with Sandbox.open(started.settings) as sandbox:
        (before,) = started.below()
        running = InThread(sandbox, job(1.0))
        until(lambda: len(started.below()) == 2)
        os.kill(before, signal.SIGKILL)
        found = running.result()
        assert isinstance(found, Run)
        assert is_right(found)
        assert before not in started.below()


def test_a_run_goes_on_when_the_runner_alone_is_killed(started: Started) -> None:
    with Sandbox.open(started.settings) as sandbox:
        running = InThread(sandbox, job(1.0))
        until(lambda: len(started.below()) == 2)
        started.kill()
        found = running.result()
        assert isinstance(found, Run)
        assert is_right(found)


def test_a_run_is_repeated_by_the_runner_that_comes_after_a_killed_one(place: Path) -> None:
    with (
        runner(place) as first,
        Sandbox.open(SandboxSettings(runner_socket=place, runner_wait_s=PATIENCE_S)) as sandbox,
    ):
        running = InThread(sandbox, job(1.0))
        until(lambda: len(first.below()) == 2)
        below = first.below()
        first.kill()
        for pid in below:
            os.kill(pid, signal.SIGKILL)
        with runner(place):
            found = running.result()
            assert isinstance(found, Run)
            assert is_right(found)


def test_a_runner_that_is_gone_for_good_is_our_fault(started: Started) -> None:
    with Sandbox.open(started.settings) as sandbox:
        running = InThread(sandbox, job(1.0))
        until(lambda: len(started.below()) == 2)
        below = started.below()
        started.kill()
        for pid in below:
            os.kill(pid, signal.SIGKILL)
        found = running.result()
        assert isinstance(found, SandboxError)
        assert f"the runner at {started.path} does not answer" in str(found)


@pytest.mark.parametrize("wall", WALLS)
def test_told_to_stop_it_ends_with_all_that_it_has_started(place: Path, wall: str) -> None:
    if wall == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    with runner(place, wall=wall) as found, Sandbox.open(found.settings) as sandbox:
        running = InThread(sandbox, job(2.5))
        until(lambda: len(found.below()) >= 2)
        below = found.below()
        found.process.send_signal(signal.SIGTERM)
        assert found.process.wait(PATIENCE_S) == 0
        assert isinstance(running.result(), SandboxError)
        assert not place.exists()
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in below))


# ---- its socket ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "mode"), [((), 0o660), (("--mode", "600"), 0o600)])
def test_the_socket_has_the_mode_that_was_asked_for(
    place: Path, words: tuple[str, ...], mode: int
) -> None:
    with runner(place, *words):
        assert stat.S_IMODE(place.stat().st_mode) == mode


def test_a_socket_that_nobody_listens_at_is_replaced(place: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as stale:
        stale.bind(str(place))
    with runner(place):
        assert "0 of 16" in health(place)


def refused(path: Path, *words: str, wall: str = "B") -> str:
    """Why a second runner does not start."""
    done = subprocess.run(
        command(path, *words),
        env=environment(wall),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_runner_that_is_there_is_not_pushed_aside(started: Started) -> None:
    assert "a runner is listening there already" in refused(started.path)
    assert "0 of 2" in health(started.path)


def test_a_file_at_the_socket_s_place_is_left_alone(place: Path) -> None:
    place.write_text("mine")
    assert "no socket" in refused(place)
    assert place.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    said = refused(tmp_path / "missing" / "s")
    assert "no socket can be made there" in said
    assert said.count("\n") == 1


def test_a_wall_that_is_not_known_is_told_in_one_line(place: Path) -> None:
    assert "auto, A, B are accepted" in refused(place, wall="C")


def test_it_says_whether_it_is_well(started: Started) -> None:
    done = subprocess.run(
        command(started.path, "--check"), cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "WELL 0 of 2 zygotes\n")


def test_a_runner_that_is_not_there_is_not_well(place: Path) -> None:
    assert f"the runner at {place} does not answer" in refused(place, "--check")


# ---- what is said of it --------------------------------------------------------------------------


def test_doctor_proves_the_runner(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKMARK_RUNNER_SOCKET", str(started.path))
    (check,) = sandbox_checks()
    assert (check.name, check.is_in_order, check.mend) == ("Sandbox, by the runner", True, "")


@pytest.mark.slow
def test_doctor_says_which_runner_is_missing_and_how_to_start_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKMARK_RUNNER_SOCKET", str(place))
    (check,) = sandbox_checks()
    assert not check.is_in_order
    assert str(place) in check.found
    assert f"python -m grader.sandbox.runner --socket {place}" in check.mend
