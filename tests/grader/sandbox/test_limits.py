"""What a run may use: just under each limit it finishes, and just over it ends as it should."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from grader.sandbox.job import Call, Ending, Job, Limits, NoArray, Odd, Run
from grader.sandbox.supervisor import Sandbox
from grader.sandbox.values import Value
from tests.grader.sandbox.test_runner import descendants, until

PROGRAM = b"""
import os, sys, time
import numpy as np


def sleep(seconds):
    time.sleep(seconds)
    return 1.0


def burn(seconds):
    while time.process_time() < seconds:
        pass
    return 1.0


def say(count):
    print("x" * (count - 1))
    return 1.0


def hold(mebibytes):
    return float(len(bytearray(int(mebibytes) * 2**20)))


def address():
    import ctypes
    ctypes.string_at(0)


def write(data):
    os.write(4, data)
    return 1.0
"""


def ran(sandbox: Sandbox, calls: Sequence[str], limits: Limits, **inputs: Value) -> Run:
    asked = [Call(f"out = {code}", inputs, ("out",)) for code in calls]
    return sandbox.run(Job({"p.py": PROGRAM}, "p.py", asked, limits=limits))


def failures(run: Run) -> list[str]:
    return [reply.failure.type if reply.failure else "" for reply in run.replies]


def next_one_works(sandbox: Sandbox) -> bool:
    return ran(sandbox, ["sleep(0)"], Limits()).ending is Ending.FINISHED


# ---- time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "ending"), [(0.1, Ending.FINISHED), (1.5, Ending.OUT_OF_TIME)])
def test_a_call_has_its_time(sandbox: Sandbox, seconds: float, ending: Ending) -> None:
    run = ran(sandbox, [f"sleep({seconds})", "sleep(0)"], Limits(wall_s=5, call_s=0.8))
    assert run.ending is ending
    assert len(run.replies) == (2 if ending is Ending.FINISHED else 0)
    assert run.wall_s < 2


@pytest.mark.parametrize(("calls", "ending"), [(2, Ending.FINISHED), (5, Ending.OUT_OF_TIME)])
def test_a_run_has_its_time(sandbox: Sandbox, calls: int, ending: Ending) -> None:
    run = ran(sandbox, ["sleep(0.25)"] * calls, Limits(wall_s=1, call_s=0.9))
    assert run.ending is ending
    assert 1 <= len(run.replies) < 5
    assert run.wall_s < 2


def test_loading_has_the_time_of_a_call(sandbox: Sandbox) -> None:
    slow = {"p.py": b"import time\ntime.sleep(0.1)\n" + PROGRAM}
    assert sandbox.run(Job(slow, "p.py", [], limits=Limits(call_s=0.6))).loaded is not None
    slow = {"p.py": b"import time\ntime.sleep(2)\n" + PROGRAM}
    run = sandbox.run(Job(slow, "p.py", [], limits=Limits(call_s=0.3)))
    assert (run.ending, run.loaded, run.replies) == (Ending.OUT_OF_TIME, None, ())


@pytest.mark.parametrize(("seconds", "ending"), [(0.5, Ending.FINISHED), (3, Ending.OUT_OF_TIME)])
def test_a_run_has_its_processor_time(sandbox: Sandbox, seconds: float, ending: Ending) -> None:
    run = ran(sandbox, [f"burn({seconds})"], Limits(wall_s=10, call_s=10, cpu_s=1))
    assert run.ending is ending
    assert run.cpu_s < 1.5


def test_sleeping_costs_no_processor_time(sandbox: Sandbox) -> None:
    run = ran(sandbox, ["sleep(1.2)"], Limits(wall_s=5, call_s=5, cpu_s=1))
    assert (run.ending, run.cpu_s < 0.5) == (Ending.FINISHED, True)


# ---- output --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "kept"), [(1023, 1023), (1024, 1024), (1025, 1024)])
def test_so_much_of_the_output_is_kept(sandbox: Sandbox, count: int, kept: int) -> None:
    run = ran(sandbox, [f"say({count})"], Limits(output_kib=1))
    assert (run.ending, len(run.printed)) == (Ending.FINISHED, kept)


@pytest.mark.parametrize(
    ("count", "ending"),
    [(16 * 1024, Ending.FINISHED), (16 * 1024 + 1, Ending.TOO_MUCH_OUTPUT)],
)
def test_sixteen_times_as_much_output_ends_the_run(
    sandbox: Sandbox, count: int, ending: Ending
) -> None:
    run = ran(sandbox, [f"say({count})"], Limits(output_kib=1))
    assert (run.ending, len(run.printed)) == (ending, 1024)


# ---- memory --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mebibytes", "failure"), [(48, ""), (72, "MemoryError")])
def test_memory_that_is_not_there_is_an_exception(
    sandbox: Sandbox, mebibytes: int, failure: str
) -> None:
    run = ran(sandbox, [f"hold({mebibytes})", "sleep(0)"], Limits(memory_mib=64))
    assert (run.ending, failures(run)) == (Ending.FINISHED, [failure, ""])


@pytest.mark.parametrize(
    ("mebibytes", "endings"), [(200, [Ending.OUT_OF_MEMORY]), (1, [Ending.FINISHED])]
)
def test_who_is_killed_with_much_memory_was_short_of_it_and_with_little_is_run_again(
    sandbox: Sandbox, mebibytes: int, endings: list[Ending]
) -> None:
    before = descendants(os.getpid())
    found: list[Run] = []
    limits = Limits(wall_s=20, call_s=20, memory_mib=256)
    calls = [f"hold({mebibytes})", "sleep(1.5)"]
    thread = threading.Thread(target=lambda: found.append(ran(sandbox, calls, limits)))
    thread.start()
    until(lambda: len(descendants(os.getpid()) - before) == 1)
    (child,) = descendants(os.getpid()) - before
    time.sleep(0.7)
    os.kill(child, signal.SIGKILL)
    thread.join(20)
    assert [run.ending for run in found] == endings
    assert next_one_works(sandbox)


@pytest.mark.parametrize(("numbers", "fits"), [(128, True), (129, False)])
@pytest.mark.parametrize("way", ["out", "echo"])
def test_an_array_that_comes_back_has_its_bound(
    sandbox: Sandbox, numbers: int, fits: bool, way: str
) -> None:
    inputs: Mapping[str, Value] = {"x": np.ones(numbers)}
    echo = ("x",) if way == "echo" else ()
    call = Call("out = x if 'out' == way else 1", {**inputs, "way": way}, ("out",), echo)
    run = sandbox.run(Job({"p.py": PROGRAM}, "p.py", [call], limits=Limits(array_kib=1)))
    (reply,) = run.replies
    got = reply.echoes["x"] if echo else reply.outputs["out"]
    assert run.ending is Ending.FINISHED
    if fits:
        assert np.array_equal(np.asarray(got), np.ones(numbers))
    else:
        assert got == NoArray(Odd.TOO_LARGE, "ndarray")


# ---- ends of one's own ---------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["os._exit(0)", "os._exit(3)"])
def test_who_ends_the_process_has_exited_early(sandbox: Sandbox, code: str) -> None:
    run = ran(sandbox, ["sleep(0)", code, "sleep(0)"], Limits())
    assert (run.ending, len(run.replies)) == (Ending.EXITED_EARLY, 1)
    assert next_one_works(sandbox)


@pytest.mark.parametrize("code", ["sys.exit(0)", "exit()", "quit(3)"])
def test_who_asks_to_leave_has_raised_and_the_next_call_is_made(
    sandbox: Sandbox, code: str
) -> None:
    run = ran(sandbox, [code, "sleep(0)"], Limits())
    assert run.ending is Ending.FINISHED
    assert failures(run)[0] in ("SystemExit", "NameError")
    assert failures(run)[1] == ""


def test_who_breaks_python_has_crashed(sandbox: Sandbox) -> None:
    run = ran(sandbox, ["sleep(0)", "address()"], Limits())
    assert (run.ending, run.signal) == (Ending.CRASHED, signal.SIGSEGV)
    assert next_one_works(sandbox)


@pytest.mark.parametrize(
    "data",
    [b"x", b"BMR1" + bytes(16) + b"\1\0\0\0\0", b"BMR1" + bytes(16) + b"\xff\xff\xff\x7f",
     b"x" * 100_000],
)  # fmt: skip
def test_who_writes_where_results_go_breaks_the_protocol(sandbox: Sandbox, data: bytes) -> None:
    run = ran(sandbox, ["sleep(0)", "write(data)"], Limits(wall_s=2, call_s=1), data=data)
    assert (run.ending, len(run.replies)) == (Ending.WRONG_PROTOCOL, 1)
    assert next_one_works(sandbox)


def test_who_writes_after_the_last_answer_breaks_the_protocol_too(sandbox: Sandbox) -> None:
    program = PROGRAM + b"\nclass Late:\n    def flush(self):\n        os.write(4, b'late')\n"
    program += b"    def write(self, text):\n        pass\n\n\ndef late():\n"
    program += b"    sys.stdout = Late()\n    return 1.0\n"
    call = Call("out = late()", {}, ("out",))
    run = sandbox.run(Job({"p.py": program}, "p.py", [call]))
    assert run.ending is Ending.WRONG_PROTOCOL


def test_half_an_answer_keeps_nobody_waiting_longer_than_a_call(sandbox: Sandbox) -> None:
    started = time.monotonic()
    limits = Limits(wall_s=2, call_s=0.4)
    run = ran(sandbox, ["os.write(4, b'BMR1') and sleep(9)"], limits)
    assert run.ending in (Ending.OUT_OF_TIME, Ending.WRONG_PROTOCOL)
    assert time.monotonic() - started < 2


# ---- beside limits -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 200_000])
def test_large_inputs_get_in_while_nobody_reads(sandbox: Sandbox, size: int) -> None:
    call = Call("out = x.sum()", {"x": np.ones(size)}, ("out",))
    run = sandbox.run(Job({"p.py": PROGRAM}, "p.py", [call, call]))
    assert run.ending is Ending.FINISHED
    assert [float(np.asarray(reply.outputs["out"])) for reply in run.replies] == [size, size]
