"""Killing what runs programs, in mid-run: nobody is marked down for it, and nothing goes on alone.

The same for zygotes that a runner has started stands in test_runner.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.assignment import load_assignment
from grader.code.desk import ProgramDesk
from grader.code.folders import ProgramSubmission
from grader.code.marking import CodeMarker
from grader.desk import State, Task
from grader.sandbox.job import Run, SandboxError
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from tests.grader.code.golden_programs import LAYERS, layers, variant_of
from tests.grader.code.traces import below, processes
from tests.grader.conftest import WALLS
from tests.grader.sandbox.test_runner import InThread, is_right, job, until
from tests.sources import ROOT

GONE_S = 3.0
SLOW = b"import time\ntime.sleep(0.4)\n"


@pytest.fixture(params=WALLS)
def wall(request: pytest.FixtureRequest) -> str:
    if request.param == "A" and shutil.which("bwrap") is None:
        pytest.skip("wall A needs bubblewrap, and bwrap is not installed")
    return str(request.param)


@dataclass(frozen=True)
class Mine:
    """A sandbox of this test's own, and the processes of it."""

    sandbox: Sandbox
    before: frozenset[int]

    def there(self) -> set[int]:
        return below(os.getpid()) - self.before

    def chain(self) -> list[int]:
        """Each one the parent of the next; the zygote is the last, or the last but one in a run."""
        parents, found = {p.pid: p.parent for p in processes()}, [os.getpid()]
        while nexts := {n for n, p in parents.items() if p == found[-1]} - self.before:
            found.append(min(nexts))
        return found[1:]


@pytest.fixture
def mine(wall: str) -> Iterator[Mine]:
    before = frozenset(below(os.getpid()))
    with Sandbox.open(SandboxSettings(wall=wall)) as sandbox:
        yield Mine(sandbox, before)


def has_a_child(mine: Mine, idle: Sequence[int]) -> Callable[[], bool]:
    return lambda: len(mine.chain()) > len(idle)


class Killer:
    """Kills each zygote that it sees, once a run goes on in it, until it is told to stop."""

    def __init__(self, mine: Mine) -> None:
        self.mine, self.killed, self.stopped = mine, set[int](), threading.Event()
        self.idle = len(mine.chain())
        self.thread = threading.Thread(target=self._kill)
        self.thread.start()

    def _kill(self) -> None:
        while not self.stopped.wait(0.005):
            chain = self.mine.chain()
            if len(chain) > self.idle:
                with suppress(ProcessLookupError):
                    os.kill(chain[self.idle - 1], signal.SIGKILL)
                self.killed.add(chain[self.idle - 1])

    def stop(self) -> int:
        """How many it has killed."""
        self.stopped.set()
        self.thread.join()
        return len(self.killed)


# ---- the zygote ----------------------------------------------------------------------------------


def test_the_job_is_run_again_when_its_zygote_is_killed(mine: Mine) -> None:
    idle = mine.chain()
    running = InThread(mine.sandbox, job(0.5))
    until(has_a_child(mine, idle))
    os.kill(idle[-1], signal.SIGKILL)
    found = running.result()
    assert isinstance(found, Run)
    assert is_right(found)
    until(lambda: not set(idle) & mine.there())


def test_nobody_is_marked_down_when_a_zygote_is_killed(mine: Mine) -> None:
    variant, files = variant_of(mine.sandbox), {"layers.py": SLOW + layers().solution["layers.py"]}
    marker = CodeMarker(layers(), mine.sandbox)
    undisturbed = marker.mark(variant, files)
    idle, marks = mine.chain(), []
    marking = threading.Thread(target=lambda: marks.append(marker.mark(variant, files)))
    marking.start()
    until(has_a_child(mine, idle))
    os.kill(idle[-1], signal.SIGKILL)
    marking.join()
    assert marks == [undisturbed]
    assert undisturbed.points == undisturbed.out_of


def test_a_zygote_that_is_killed_between_runs_costs_nothing(mine: Mine) -> None:
    assert is_right(mine.sandbox.run(job()))
    os.kill(mine.chain()[-1], signal.SIGKILL)
    assert is_right(mine.sandbox.run(job()))


def test_a_zygote_that_has_been_stopped_is_replaced(mine: Mine) -> None:
    idle = mine.chain()
    running = InThread(mine.sandbox, job(0.3))
    until(has_a_child(mine, idle))
    os.kill(idle[-1], signal.SIGSTOP)
    found = running.result()
    assert isinstance(found, Run)
    assert is_right(found)
    until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in idle[1:]))


def test_three_zygotes_killed_in_one_run_are_our_fault(mine: Mine) -> None:
    killer = Killer(mine)
    with pytest.raises(SandboxError, match="went away 3 times during one run"):
        mine.sandbox.run(job(2.5))
    assert killer.stop() >= 3  # those that a probe was running in too
    assert is_right(mine.sandbox.run(job()))


def test_a_submission_is_held_when_its_zygotes_are_killed(
    wall: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKMARK_SANDBOX", wall)
    (tmp_path / "anna.py").write_bytes(SLOW + layers().solution["layers.py"])
    task = Task(ProgramSubmission("anna.py", "anna", (("layers.py", tmp_path / "anna.py"),)))
    desk, before = ProgramDesk(load_assignment(LAYERS)), frozenset(below(os.getpid()))
    with desk.marker.sandbox as sandbox:
        desk.marker.variants("anna")
        killer = Killer(Mine(sandbox, before))
        (held,) = desk.mark([task])
        assert killer.stop() >= 3  # those that a probe was running in too
        (marked,) = desk.mark([task])
    assert held.state is State.HELD
    assert b"went away 3 times" in held.text
    assert json.loads(held.text)["mark"] is None
    assert marked.state is State.GRADED


# ---- who holds the sandbox -----------------------------------------------------------------------


def script(wall: str) -> list[str]:
    code = (
        "from tests.grader.sandbox.test_runner import *\n"
        f"with Sandbox.open(SandboxSettings(wall={wall!r})) as sandbox:\n"
        "    sandbox.run(job(2.5))\n"
    )
    return [sys.executable, "-c", code]


def command(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("backmark")), *words]


def environment(wall: str) -> dict[str, str]:
    return {**os.environ, "BACKMARK_SANDBOX": wall}


def hand_in(folder: Path) -> Path:
    """Programs that take their time, more of them than can be marked in the time of a test."""
    folder.mkdir()
    for number in range(12):
        (folder / f"student{number}.py").write_text("import time\ntime.sleep(2.8)\n")
    return folder


def alive(pids: set[int]) -> set[int]:
    return {process.pid for process in processes() if process.pid in pids} - {
        process.pid for process in processes() if process.state in "ZX"
    }


def is_in_mid_run(pid: int) -> bool:
    """Whether a run has been going on for a while: the probe's are short."""
    seen = below(pid)
    time.sleep(0.7)
    return len(seen) > 1 and seen == below(pid)


def assert_killed_with_all_of_its_own(words: list[str], wall: str) -> None:
    holder = subprocess.Popen(
        words, cwd=ROOT, env=environment(wall), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert holder.stdout is not None
    with closing(holder.stdout):
        until(lambda: is_in_mid_run(holder.pid))
        pids = below(holder.pid)
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        time_of_death = time.monotonic()
        while left := alive(pids):
            assert time.monotonic() - time_of_death < GONE_S, f"{left} of {pids} are left"
            time.sleep(0.02)


def test_nothing_of_a_sandbox_outlives_who_holds_it(wall: str) -> None:
    assert_killed_with_all_of_its_own(script(wall), wall)


def test_nothing_of_a_command_that_marks_outlives_it(wall: str, tmp_path: Path) -> None:
    program = hand_in(tmp_path / "handed-in") / "student1.py"
    words = command("mark", str(LAYERS), "--seed", "1", "--code", str(program))
    assert_killed_with_all_of_its_own(words, wall)


def test_nothing_of_a_batch_of_several_processes_outlives_it(wall: str, tmp_path: Path) -> None:
    folder, out = hand_in(tmp_path / "handed-in"), tmp_path / "out"
    words = command("grade", str(LAYERS), str(folder), "--out", str(out), "--jobs", "2")
    assert_killed_with_all_of_its_own(words, wall)
