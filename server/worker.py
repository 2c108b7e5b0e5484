"""Marks programs beside the web requests: `python -m server.worker`, or threads of the service.

A worker waits for a bell and looks at the database anyway, every quarter of a second: the row is
the truth, and losing the bell or a worker loses no work. It takes programs only while its sandbox
holds; otherwise they wait, are held for staff to see, and are marked once it is mended.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from grader.sandbox.job import SandboxError
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from server import claims, grading
from server.config import Config
from server.db import Database
from server.models import Assignment, AssignmentVersion
from server.policy import AssignmentState
from server.secret_key import with_secret_key

log = structlog.get_logger()


@dataclass(frozen=True)
class Pace:
    """How long a worker waits for what; `lease_s` is what a dead one's submission waits for."""

    poll_s: float = 0.25
    lease_s: float = 30.0
    reopen_s: float = 30.0
    patience_s: float = 60.0
    error_s: float = 2.0


class Worker:
    """Marks one submission after the other with a sandbox of its own, in one thread."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        bell: threading.Event | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.bell = bell or threading.Event()
        self.pace = pace or Pace()
        self.fault = ""  # why no program can be run here
        self._stopping = threading.Event()
        self._sandbox: Sandbox | None = None
        self._opened_at = float("-inf")

    def run(self) -> None:
        """Until `stop`; nothing but that ends it."""
        try:
            while not self._stopping.is_set():
                try:
                    is_idle = not self.step()
                except SQLAlchemyError:  # the database is away; the row waits there
                    log.exception("worker cannot reach the database")
                    self._stopping.wait(self.pace.error_s)
                    continue
                if is_idle and self.bell.wait(self.pace.poll_s):
                    self.bell.clear()
        finally:
            self._close()

    def stop(self) -> None:
        self._stopping.set()
        self.bell.set()

    def step(self) -> bool:
        """Mark the next submission, if one waits and can be marked here; whether one did."""
        if self._sandbox is None and not self._open():
            return False
        held = claims.claim(self.database, self.clock(), self._lease)
        if held is None:
            return grading.try_held_again(self.database) > 0
        assert self._sandbox is not None
        try:
            with self._kept(held):
                grading.grade_claimed(self.database, held, self._sandbox, self.clock)
        except SandboxError as error:
            self._failed(error)
        return True

    # -- the sandbox -------------------------------------------------------------------------

    def _open(self) -> bool:
        """Whether there is a sandbox now. None is opened before there is anything to run in it."""
        if not self.fault and not _has_programs(self.database):
            return False
        if time.monotonic() - self._opened_at < self.pace.reopen_s:
            self._hold_waiting()
            return False
        self._opened_at = time.monotonic()
        try:
            self._sandbox = Sandbox.open(SandboxSettings.from_environment(os.environ))
        except SandboxError as error:
            self._failed(error)
            self._hold_waiting()
            return False
        self.fault = ""
        return True

    def _failed(self, error: SandboxError) -> None:
        log.error("programs cannot be run", reason=str(error))
        self.fault = str(error)
        self._close()

    def _hold_waiting(self) -> None:
        patience = timedelta(seconds=self.pace.patience_s)
        reason = f"SandboxError: {self.fault}"
        grading.hold_waiting(self.database, reason, self.clock(), patience=patience)

    def _close(self) -> None:
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    # -- the claim ---------------------------------------------------------------------------

    @property
    def _lease(self) -> timedelta:
        return timedelta(seconds=self.pace.lease_s)

    @contextmanager
    def _kept(self, held: claims.Claim) -> Iterator[None]:
        """Extends the claim for as long as the marking takes."""
        done = threading.Event()

        def extend() -> None:
            while not done.wait(self.pace.lease_s / 3):
                try:
                    if not claims.extend(self.database, held, self.clock() + self._lease):
                        return
                except SQLAlchemyError:  # the next one may get through; if not, the lease ends
                    log.exception("a claim could not be extended")

        keeper = threading.Thread(target=extend, daemon=True)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()


class Marking:
    """The workers of this process; `start` is called where the process serves."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._bell = threading.Event()
        self._workers: list[Worker] = []
        self._threads: list[threading.Thread] = []

    def start(self, count: int) -> None:
        for number in range(count):
            worker = Worker(self._database, self._clock, self._bell)
            thread = threading.Thread(target=worker.run, name=f"marking-{number}", daemon=True)
            thread.start()
            self._workers.append(worker)
            self._threads.append(thread)

    def ring(self) -> None:
        """Something waits to be marked."""
        self._bell.set()

    def stop(self, timeout_s: float = 5.0) -> None:
        for worker in self._workers:
            worker.stop()
        for thread in self._threads:
            thread.join(timeout_s)

    @property
    def fault(self) -> str:
        """Why programs cannot be marked in this process, or ""."""
        return next((worker.fault for worker in self._workers if worker.fault), "")


def _has_programs(database: Database) -> bool:
    query = (
        select(Assignment.id)
        .join(AssignmentVersion, AssignmentVersion.id == Assignment.current_version_id)
        .where(Assignment.state == AssignmentState.published, AssignmentVersion.has_programs)
        .limit(1)
    )
    with database.read() as session:
        return session.scalar(query) is not None


def main() -> None:
    """A worker in a process of its own, until SIGTERM or SIGINT."""
    config = Config.from_environment(with_secret_key(os.environ))
    database = Database(config.database_url)
    worker = Worker(database, lambda: datetime.now(UTC))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    worker.run()
    database.dispose()


if __name__ == "__main__":
    main()
