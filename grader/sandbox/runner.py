"""`python -m grader.sandbox.runner`: starts zygotes for others, in a container of its own.

It listens at a UNIX socket. Whoever connects says one word: a runtime's name, and from then on the
connection is the control socket of a zygote that was started for it; or `health`. The runner holds
no secret and reads nothing more. A zygote ends when the other side hangs up, and so does the
connection when the zygote has ended.
"""

from __future__ import annotations

import argparse
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from grader.sandbox.job import Runtime, SandboxError
from grader.sandbox.runtime import runtime_tree
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from grader.sandbox.walls import Tier, end, zygote_on

HEALTH = b"health"
MOST_ZYGOTES = 16
MOST_ASKING = 64
ASK_S = 5.0
STOP_S = 2.0
CHECK_S = 5.0
_LONGEST_WORD = 32


@dataclass(frozen=True)
class RunnerOptions:
    """`mode` is that of the socket's file: who may write to it may have programs run."""

    path: Path
    mode: int = 0o660
    most: int = MOST_ZYGOTES


@dataclass(frozen=True)
class _Asking:
    """A connection that has said nothing yet."""

    connection: socket.socket
    until: float


@dataclass(frozen=True)
class _Serving:
    """A zygote, its connection, and a descriptor that can be read when the zygote has ended."""

    connection: socket.socket
    process: subprocess.Popen[bytes]
    handle: int


class Runner:
    """Accepts, starts and reaps, all in one thread: zygotes must not outlive a pool's thread."""

    def __init__(self, options: RunnerOptions, settings: SandboxSettings, tier: Tier) -> None:
        self.options, self.settings, self.tier = options, settings, tier
        self.asking: dict[int, _Asking] = {}
        self.serving: dict[int, _Serving] = {}
        self.selector = selectors.DefaultSelector()
        self.listener = listening(options)
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)

    def serve(self, stop: socket.socket) -> None:
        """Until something can be read from `stop`; then every zygote is ended."""
        self.selector.register(stop, selectors.EVENT_READ, None)
        try:
            while self._turn():
                pass
        finally:
            self._end_all()

    def _turn(self) -> bool:
        patience = ASK_S if self.asking else None
        for key, _ in self.selector.select(patience):
            if key.data is None:
                return False
            key.data(key.fd)
        now = time.monotonic()
        for asking in [each for each in self.asking.values() if each.until < now]:
            self._forget(asking.connection).close()
        return True

    def _accept(self, _: int) -> None:
        try:
            connection, _address = self.listener.accept()
        except OSError:  # it has hung up again, or descriptors are short for a moment
            return
        connection.setblocking(False)
        if len(self.asking) >= MOST_ASKING:
            connection.close()
            return
        self.asking[connection.fileno()] = _Asking(connection, time.monotonic() + ASK_S)
        self.selector.register(connection, selectors.EVENT_READ, self._hear)

    def _forget(self, connection: socket.socket) -> socket.socket:
        self.selector.unregister(connection)
        del self.asking[connection.fileno()]
        return connection

    def _hear(self, descriptor: int) -> None:
        connection = self._forget(self.asking[descriptor].connection)
        try:
            word = connection.recv(_LONGEST_WORD)
            if word == HEALTH:
                self._say(connection, f"WELL {len(self.serving)} of {self.options.most} zygotes")
            elif word:
                self._start(connection, word)
                return
        except (OSError, SandboxError) as error:
            self._say(connection, f"refused: {error}")
        connection.close()

    def _start(self, connection: socket.socket, word: bytes) -> None:
        """From here on the zygote reads from the connection, and we never do."""
        runtime = _runtime(word)
        if len(self.serving) >= self.options.most:
            raise SandboxError(f"{len(self.serving)} zygotes run, and no more are allowed")
        tree = runtime_tree(runtime, self.settings.runtime_dir)
        connection.setblocking(True)  # one flag for both of us: the zygote waits in its reads
        process = zygote_on(connection.fileno(), self.tier, tree, self.tier is Tier.A)
        handle = os.pidfd_open(process.pid)
        self.serving[handle] = _Serving(connection, process, handle)
        self.selector.register(handle, selectors.EVENT_READ, self._reap)

    def _say(self, connection: socket.socket, words: str) -> None:
        with suppress(OSError):
            connection.send(words.encode("ascii", "replace")[:1000])
        if words.startswith("refused"):
            sys.stderr.write(f"runner: {words}\n")

    def _reap(self, handle: int) -> None:
        ended = self.serving.pop(handle)
        self.selector.unregister(handle)
        os.close(handle)
        ended.process.wait()
        ended.connection.close()

    def _end_all(self) -> None:
        """Hang up for everybody, which ends the zygotes; kill what is still there after a while."""
        self.options.path.unlink(missing_ok=True)
        self.listener.close()
        for asking in self.asking.values():
            asking.connection.close()
        for each in self.serving.values():
            with suppress(OSError):
                each.connection.shutdown(socket.SHUT_RDWR)
        deadline = time.monotonic() + STOP_S
        for each in self.serving.values():
            try:
                each.process.wait(max(deadline - time.monotonic(), 0.01))
            except subprocess.TimeoutExpired:
                end(each.process)


def _runtime(word: bytes) -> Runtime:
    name = word.decode("ascii", "replace")
    if name not in list(Runtime):
        raise SandboxError(f"runtime {name!r}: {', '.join(Runtime)} are accepted")
    return Runtime(name)


def listening(options: RunnerOptions) -> socket.socket:
    """A socket at the path, in place of one that nobody listens at any more; SandboxError."""
    path = options.path
    if path.exists():
        if not stat.S_ISSOCK(path.stat().st_mode):
            raise SandboxError(f"{path}: there is a file that is no socket; name another path")
        if _is_answered(path):
            raise SandboxError(f"{path}: a runner is listening there already")
        path.unlink()
    found = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    before = os.umask(0o777)  # nobody connects before the mode is the one that was asked for
    try:
        found.bind(str(path))
    except OSError as error:
        raise SandboxError(f"{path}: no socket can be made there: {error}") from error
    finally:
        os.umask(before)
    path.chmod(options.mode)
    found.listen(MOST_ASKING)
    found.setblocking(False)
    return found


def _is_answered(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as trial:
        trial.settimeout(CHECK_S)
        try:
            trial.connect(str(path))
        except OSError:
            return False
        return True


def health(path: Path) -> str:
    """What the runner says of itself; raises SandboxError where it does not answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.settimeout(CHECK_S)
        try:
            asking.connect(str(path))
            asking.send(HEALTH)
            said = asking.recv(1024).decode("ascii", "replace")
        except OSError as error:
            raise SandboxError(f"the runner at {path} does not answer: {error}") from error
    if not said.startswith("WELL"):
        raise SandboxError(f"the runner at {path} does not answer as a runner does")
    return said


def run(options: RunnerOptions, settings: SandboxSettings) -> None:
    """Serves until SIGTERM or SIGINT; raises SandboxError where no wall holds here."""
    told, stop = socket.socketpair()
    with told, stop:
        stop.setblocking(False)
        signal.set_wakeup_fd(stop.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)  # only wakes us
        with Sandbox.open(replace(settings, runner_socket=None)) as sandbox:
            tier = sandbox.tier
        runner = Runner(options, settings, tier)
        most = options.most
        sys.stderr.write(f"runner: wall {tier} holds; {options.path}, up to {most} zygotes\n")
        runner.serve(told)


def main(arguments: Sequence[str]) -> None:
    """BACKMARK_SANDBOX and BACKMARK_RUNTIME_DIR are read as everywhere."""
    parser = argparse.ArgumentParser(prog="python -m grader.sandbox.runner", description=__doc__)
    given = os.environ.get("BACKMARK_RUNNER_SOCKET")
    parser.add_argument("--socket", type=Path, default=given, required=not given)
    parser.add_argument("--mode", type=lambda text: int(text, 8), default=0o660)
    parser.add_argument("--most", type=int, default=MOST_ZYGOTES, help="zygotes at once")
    parser.add_argument("--check", action="store_true", help="is the runner there?")
    told = parser.parse_args(arguments)
    try:
        if told.check:
            sys.stdout.write(f"{health(Path(told.socket))}\n")
            return
        options = RunnerOptions(Path(told.socket), told.mode, told.most)
        run(options, SandboxSettings.from_environment(os.environ))
    except SandboxError as error:
        sys.exit(f"runner: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
