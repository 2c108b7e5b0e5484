"""Workers: what they mark, what they do when something dies, and what they never do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from server import claims, grading
from server.claims import INTERRUPTED, claim, extend
from server.db import Database
from server.models import Assignment, Submission
from server.policy import SubmissionState
from server.worker import Marking, Pace, Worker
from server.workshop import Workshop
from tests.cast import Cast, add_students
from tests.server.conftest import NOW
from tests.server.program_sample import SOLUTION, WRONG, hand_in, publish_programs
from tests.sources import ROOT

LEASE = timedelta(seconds=30)
ENDLESS = f"{SOLUTION}\n\ndef relu(x):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    shared = Workshop()
    yield shared
    shared.close()


@pytest.fixture
def published(database: Database, cast: Cast, workshop: Workshop) -> Assignment:
    return publish_programs(database, cast, workshop)


@pytest.fixture
def worker(database: Database) -> Iterator[Worker]:
    made = Worker(database, lambda: NOW)
    yield made
    made.stop()
    made.run()  # has been told to stop: closes its sandbox and ends


def state_of(database: Database, submission: Submission) -> SubmissionState:
    return row_of(database, submission).state


def row_of(database: Database, submission: Submission) -> Submission:
    with database.read() as session:
        return session.get_one(Submission, submission.id)


def points_of(database: Database, submission: Submission) -> float | None:
    with database.read() as session:
        mark = grading.mark_of(session, submission)
    return mark.points if mark else None


def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sandbox holds on this machine any more."""
    monkeypatch.setenv("BACKMARK_SANDBOX", "A")
    monkeypatch.setenv("PATH", "/nowhere")


def test_programs_are_marked_in_the_order_in_which_they_came(
    database: Database, cast: Cast, published: Assignment, worker: Worker
) -> None:
    right = hand_in(database, cast.as_student_a, published)
    wrong = hand_in(database, cast.as_student_b, published, WRONG)
    assert worker.step()
    assert (points_of(database, right), points_of(database, wrong)) == (4.0, None)
    assert worker.step()
    assert points_of(database, wrong) == 1.0
    assert not worker.step()
    with database.read() as session:
        mark = grading.mark_of(session, wrong)
        assert mark is not None
        parts = mark.body["problems"]["layers"]["parts"]
    assert parts["affine"]["findings"][0]["codes"] == ["no-bias"]


def test_nothing_handed_in_is_a_mark_of_nothing_and_no_fault(
    database: Database, cast: Cast, published: Assignment, worker: Worker
) -> None:
    empty = hand_in(database, cast.as_student_a, published, "")
    worker.step()
    assert state_of(database, empty) is SubmissionState.graded
    assert points_of(database, empty) == 0


def test_an_endless_loop_loses_its_own_part_and_holds_nobody_up(
    database: Database, cast: Cast, published: Assignment, worker: Worker
) -> None:
    endless = hand_in(database, cast.as_student_a, published, ENDLESS)
    honest = hand_in(database, cast.as_student_b, published)
    worker.step()
    worker.step()
    assert points_of(database, endless) == 3.0
    assert points_of(database, honest) == 4.0


def test_without_a_sandbox_programs_are_held_and_marked_once_it_is_mended(
    database: Database, cast: Cast, published: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = hand_in(database, cast.as_student_a, published)
    clock = [NOW]
    worker = Worker(database, lambda: clock[0], pace=Pace(reopen_s=0))
    with monkeypatch.context() as patched:
        broken(patched)
        assert not worker.step()
        assert "bubblewrap" in worker.fault
        assert state_of(database, waiting) is SubmissionState.queued  # another may yet mark it
        clock[0] = NOW + timedelta(seconds=61)
        assert not worker.step()
    held = row_of(database, waiting)
    assert held.state is SubmissionState.held
    assert held.held_reason is not None
    assert "bubblewrap" in held.held_reason
    assert worker.step()  # queues it again
    assert worker.step()
    assert points_of(database, waiting) == 4.0
    assert worker.fault == ""
    worker.stop()
    worker.run()


def test_a_fault_of_ours_holds_after_three_tries_and_no_more(
    database: Database, cast: Cast, published: Assignment, worker: Worker
) -> None:
    spoilt = hand_in(database, cast.as_student_a, published)
    with database.write() as session:
        session.execute(update(Submission).values(body={"layers": {"no": 1}, "x": 3}))
        session.connection().exec_driver_sql('UPDATE variant SET body = \'{"kind": "code"}\'')
    for _ in range(12):
        worker.step()
    row = row_of(database, spoilt)
    assert (row.state, row.tries) == (SubmissionState.held, 3)
    assert points_of(database, spoilt) is None


def test_marking_what_waits_queues_held_programs_again(
    database: Database, cast: Cast, published: Assignment
) -> None:
    held = hand_in(database, cast.as_student_a, published)
    with database.write() as session:
        session.execute(update(Submission).values(state=SubmissionState.held, tries=3))
    assert grading.regrade_held(database, NOW) == []
    row = row_of(database, held)
    assert (row.state, row.tries) == (SubmissionState.queued, 0)


# ---- claims --------------------------------------------------------------------------------------


def test_a_claim_is_nobody_else_s_until_its_lease_has_ended(
    database: Database, cast: Cast, published: Assignment
) -> None:
    hand_in(database, cast.as_student_a, published)
    first = claim(database, NOW, LEASE)
    assert first is not None
    assert claim(database, NOW + LEASE, LEASE) is None
    second = claim(database, NOW + LEASE + timedelta(seconds=1), LEASE)
    assert second is not None
    assert second.submission_id == first.submission_id
    assert second.token != first.token


def test_a_lease_that_is_extended_goes_on(
    database: Database, cast: Cast, published: Assignment
) -> None:
    hand_in(database, cast.as_student_a, published)
    first = claim(database, NOW, LEASE)
    assert first is not None
    assert extend(database, first, NOW + 3 * LEASE)
    assert claim(database, NOW + 2 * LEASE, LEASE) is None


def test_a_worker_that_comes_back_late_writes_nothing(
    database: Database, cast: Cast, published: Assignment, workshop: Workshop
) -> None:
    submission = hand_in(database, cast.as_student_a, published)
    late = claim(database, NOW, LEASE)
    quick = claim(database, NOW + 2 * LEASE, LEASE)
    assert late is not None
    assert quick is not None
    assert not extend(database, late, NOW + 9 * LEASE)
    with workshop.sandbox() as sandbox:
        grading.grade_claimed(database, late, sandbox, lambda: NOW)
        assert points_of(database, submission) is None
        grading.grade_claimed(database, quick, sandbox, lambda: NOW)
    assert points_of(database, submission) == 4.0


def test_nobody_has_two_marked_at_once(
    database: Database, cast: Cast, published: Assignment
) -> None:
    for _ in range(2):
        hand_in(database, cast.as_student_a, published)
    other = hand_in(database, cast.as_student_b, published)
    assert claim(database, NOW, LEASE) is not None
    second = claim(database, NOW, LEASE)
    assert second is not None
    assert second.submission_id == other.id
    assert claim(database, NOW, LEASE) is None


def test_what_was_interrupted_three_times_is_held(
    database: Database, cast: Cast, published: Assignment
) -> None:
    submission = hand_in(database, cast.as_student_a, published)
    times = [NOW + number * 2 * LEASE for number in range(4)]
    assert [claim(database, each, LEASE) is not None for each in times] == [True] * 3 + [False]
    row = row_of(database, submission)
    assert (row.state, row.held_reason) == (SubmissionState.held, INTERRUPTED)


def test_of_many_that_claim_at_once_each_gets_another(
    database: Database, cast: Cast, published: Assignment
) -> None:
    students = add_students(database, cast.course, 4, NOW)
    made = {hand_in(database, each, published).id for each in students}
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: claim(database, NOW, LEASE), range(8)))
    taken = [each.submission_id for each in found if each]
    assert sorted(taken) == sorted(set(taken))
    assert set(taken) <= made
    while (more := claim(database, NOW, LEASE)) is not None:  # who found one taken may ask again
        taken.append(more.submission_id)
    assert sorted(taken) == sorted(made)


def test_how_many_come_before_is_told(
    database: Database, cast: Cast, published: Assignment
) -> None:
    first = hand_in(database, cast.as_student_a, published)
    second = hand_in(database, cast.as_student_b, published)
    with database.read() as session:
        assert [claims.ahead_of(session, each) for each in (first, second)] == [0, 1]


# ---- threads and processes -----------------------------------------------------------------------


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_the_service_s_threads_mark_what_is_handed_in(
    database: Database, cast: Cast, published: Assignment
) -> None:
    marking = Marking(database, lambda: NOW)
    marking.start(2)
    made = [hand_in(database, who, published) for who in (cast.as_student_a, cast.as_student_b)]
    marking.ring()
    assert within(30, lambda: all(points_of(database, each) == 4.0 for each in made))
    assert marking.fault == ""
    marking.stop()


SCRIPT = """
import sys
from datetime import UTC, datetime
from server.db import Database
from server.worker import Pace, Worker
Worker(Database(sys.argv[1]), lambda: datetime.now(UTC), pace=Pace(lease_s=1.0)).run()
"""


def run_worker(database_url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, database_url], cwd=ROOT, stderr=subprocess.DEVNULL
    )


def is_claimed(database: Database, submission: Submission, now: Callable[[], datetime]) -> bool:
    until = row_of(database, submission).claimed_until
    return until is not None and until > now()


def test_a_worker_killed_in_mid_run_loses_nothing_and_marks_nobody_down(
    database: Database, database_url: str, cast: Cast, published: Assignment
) -> None:
    slow = SOLUTION.replace(
        "return np.maximum", "__import__('time').sleep(0.15)\n    return np.maximum"
    )
    submission = hand_in(database, cast.as_student_a, published, slow)
    first = run_worker(database_url)
    assert within(30, lambda: row_of(database, submission).tries == 1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert state_of(database, submission) is SubmissionState.queued
    second = run_worker(database_url)
    try:
        assert within(30, lambda: points_of(database, submission) == 4.0)
    finally:
        second.kill()
        second.wait()
    assert row_of(database, submission).tries == 2


def test_a_killed_zygote_costs_nobody_anything(
    database: Database, cast: Cast, published: Assignment, worker: Worker
) -> None:
    worker.step()  # opens the sandbox
    for who in (cast.as_student_a, cast.as_student_b):
        submission = hand_in(database, who, published)
        for pid in zygotes():
            os.kill(pid, signal.SIGKILL)
        assert worker.step()
        assert points_of(database, submission) == 4.0


def zygotes() -> list[int]:
    """Those that this very process has started."""
    found = []
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                parent = int(file.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{name}/cmdline") as file:
                command = file.read()
        except OSError:
            continue
        if parent == os.getpid() and ("bwrap" in command or "zygote" in command):
            found.append(int(name))
    return found
