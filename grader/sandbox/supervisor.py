"""The way in: opens a sandbox behind a wall that has been proven, and runs jobs in it.

It fails closed. The probe runs the real path before the first job, every few minutes, and after
any surprise; where it does not hold there is a SandboxError and nothing is run. No setting runs a
program without a wall.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grader.sandbox.job import Job, Run, Runtime, SandboxError
from grader.sandbox.probe import surprise
from grader.sandbox.runtime import runtime_tree
from grader.sandbox.walls import Tier, end, start_zygote
from grader.sandbox.zygote import Zygote, ZygoteGoneError

TRIES = 3
RUNNER_PAUSE_S = 0.1
CONNECT_S = 5.0
CHOICES = ("auto", "A", "B")


@dataclass(frozen=True)
class SandboxSettings:
    """`wall` is A, B, or auto: A where its probe passes, else B where its own does.

    `runtime_dir` is where the programs' runtime is kept. With `runner_socket` zygotes are asked of
    a runner in a container of its own, instead of being started here; one that was killed is
    waited for so long.
    """

    wall: str = "auto"
    runtime_dir: Path | None = None
    runner_socket: Path | None = None
    probe_every_s: float = 300.0
    runner_wait_s: float = 5.0

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> SandboxSettings:
        """Reads BACKMARK_SANDBOX, BACKMARK_RUNTIME_DIR, BACKMARK_RUNNER_SOCKET; SandboxError."""
        wall = environ.get("BACKMARK_SANDBOX", "").strip() or "auto"
        if wall not in CHOICES:
            raise SandboxError(f"BACKMARK_SANDBOX={wall}: {', '.join(CHOICES)} are accepted")
        folder = environ.get("BACKMARK_RUNTIME_DIR", "").strip()
        runner = environ.get("BACKMARK_RUNNER_SOCKET", "").strip()
        return cls(wall, Path(folder) if folder else None, Path(runner) if runner else None)


class Sandbox:
    """Runs one job at a time; threads each open their own. Use `open`."""

    def __init__(self, settings: SandboxSettings, tier: Tier) -> None:
        self.settings = settings
        self.tier = tier
        self._zygotes: dict[Runtime, Zygote] = {}
        self._proven_at: float | None = None

    @classmethod
    def open(cls, settings: SandboxSettings | None = None) -> Sandbox:
        """The strongest wall that is allowed and proves itself; raises SandboxError."""
        settings = settings or SandboxSettings()
        tiers = list(Tier) if settings.wall == "auto" else [Tier(settings.wall)]
        if settings.runner_socket is not None:
            tiers = [Tier.B]  # the runner has chosen; what it has is proven from here
        said = []
        for tier in tiers:
            sandbox = cls(settings, tier)
            try:
                sandbox.prove()
            except SandboxError as error:
                sandbox.close()
                said.append(str(error))
            else:
                return sandbox
        raise SandboxError("; ".join(said))

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    def run(self, job: Job) -> Run:
        """What became of the job. Raises SandboxError where the fault is the sandbox's.

        A zygote that goes away in mid-run costs nobody anything: the job is run again, after the
        probe, for that is a surprise.
        """
        return self._run(job, self._prove_if_due)

    def _prove_if_due(self) -> None:
        proven, every_s = self._proven_at, self.settings.probe_every_s
        if proven is None or time.monotonic() - proven > every_s:
            self.prove()

    def prove(self) -> None:
        """Run the probe; raises SandboxError with what went otherwise than it must."""
        self._proven_at = None
        if found := surprise(self._run):
            self.close()
            raise SandboxError(f"{self._place} does not hold: {found}")
        self._proven_at = time.monotonic()

    @property
    def _place(self) -> str:
        runner = self.settings.runner_socket
        return f"wall {self.tier}" if runner is None else f"the runner at {runner}"

    def _run(self, job: Job, before_each: Callable[[], None] = lambda: None) -> Run:
        said = ""
        for _ in range(TRIES):
            before_each()
            try:
                return self._zygote(job.runtime).run(job)
            except ZygoteGoneError as error:
                said = str(error)
                self._zygotes.pop(job.runtime).close()
                self._proven_at = None
        raise SandboxError(f"the sandbox went away {TRIES} times during one run: {said}")

    def _zygote(self, runtime: Runtime) -> Zygote:
        zygote = self._zygotes.get(runtime)
        if zygote is not None and zygote.is_worn:
            self._zygotes.pop(runtime).close()
            zygote = None
        if zygote is None:
            zygote = self._zygotes[runtime] = self._started(runtime)
        return zygote

    def _started(self, runtime: Runtime) -> Zygote:
        if self.settings.runner_socket is not None:
            deadline = time.monotonic() + self.settings.runner_wait_s
            return _from_runner(self.settings.runner_socket, runtime, deadline)
        tree = runtime_tree(runtime, self.settings.runtime_dir)
        process, control = start_zygote(self.tier, tree, namespaces=self.tier is Tier.A)
        return Zygote(socket.socket(fileno=control), partial(end, process))


def _from_runner(path: Path, runtime: Runtime, deadline: float) -> Zygote:
    """A zygote of the runner's: the connection is its control socket."""
    control = _connected(path, deadline)
    try:
        control.send(runtime.value.encode())
        return Zygote(control, lambda: None)
    except OSError as error:
        control.close()
        raise SandboxError(f"the runner at {path} does not answer: {error}") from error
    except SandboxError as error:
        raise SandboxError(f"the runner at {path}: {error}") from error


def _connected(path: Path, deadline: float) -> socket.socket:
    """A runner that was killed is soon there again."""
    while True:
        control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        control.settimeout(CONNECT_S)  # where nobody accepts, connecting waits for ever
        try:
            control.connect(str(path))
        except OSError as error:
            control.close()
            if time.monotonic() > deadline:
                raise SandboxError(f"the runner at {path} does not answer: {error}") from error
            time.sleep(RUNNER_PAUSE_S)
        else:
            return control
