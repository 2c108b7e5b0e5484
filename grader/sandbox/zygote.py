"""One zygote: started behind a wall, asked for one run at a time, replaced when anything is odd.

Deadlines are absolute and nobody waits for the end of a file or for a clean exit: what has to stop
is killed, and if even the zygote does not answer then, it is killed too.
"""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import select
import signal
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from grader.sandbox import protocol
from grader.sandbox.job import (
    Ending,
    Job,
    Limits,
    Loaded,
    Reply,
    Run,
    SandboxError,
)
from grader.sandbox.protocol import ProtocolError

START_S = 30.0
ANSWER_S = 2.0
HANGUP_S = 0.2
MOST_RUNS = 2000
FLOOD = 16  # times what is kept of the output ends the run
_RUN = struct.Struct("<4sQI")
_ENDED = struct.Struct("<4siddQ")


class ZygoteGoneError(Exception):
    """The zygote is gone or mute; whatever it was doing has not been done."""


@dataclass(frozen=True)
class Ended:
    """What the zygote says of a child that has ended."""

    status: int
    cpu_s: float
    peak_kib: int


class _StopError(Exception):
    """Ends a run from outside."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending = ending


@dataclass
class _Pipes:
    """Our ends of a run's pipes, and what has come through them."""

    calls: int
    answers: int
    printed: int
    unread: bytearray = field(default_factory=bytearray)
    output: bytearray = field(default_factory=bytearray)
    output_bytes: int = 0

    def close(self) -> None:
        for descriptor in (self.calls, self.answers, self.printed):
            os.close(descriptor)


class Zygote:
    """A zygote and its control socket; `stop` ends the process behind it, if it is ours."""

    def __init__(self, control: socket.socket, stop: Callable[[], None]) -> None:
        self.control = control
        self.stop = stop
        self.runs = 0
        control.settimeout(START_S)
        try:
            self.facts = control.recv(1024).decode("ascii", "replace")
        except OSError as error:
            self.close()
            raise SandboxError(f"the sandbox did not start: {error}") from error
        if not self.facts.startswith("READY"):
            self.close()
            said = protocol.cleaned(self.facts) or "it ended before it was ready"
            raise SandboxError(f"the sandbox did not start: {said}")

    @property
    def is_worn(self) -> bool:
        return self.runs >= MOST_RUNS

    def close(self) -> None:
        self.control.close()
        self.stop()

    def run(self, job: Job) -> Run:
        """Raises ZygoteGoneError where nothing can be said of the program."""
        self.runs += 1
        pipes = self._start(job.limits)
        try:
            return _Running(self, job, pipes).run()
        finally:
            pipes.close()

    def _start(self, limits: Limits) -> _Pipes:
        (job_r, job_w), (answer_r, answer_w), (print_r, print_w) = os.pipe(), os.pipe(), os.pipe()
        theirs = [job_r, answer_w, print_w]
        memory = limits.memory_mib * 2**20
        message = _RUN.pack(b"RUN!", memory, math.ceil(limits.cpu_s))
        try:
            socket.send_fds(self.control, [message], theirs)
        except OSError as error:
            for descriptor in (job_w, answer_r, print_r):
                os.close(descriptor)
            raise ZygoteGoneError(str(error)) from error
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        for descriptor in (job_w, answer_r, print_r):
            os.set_blocking(descriptor, False)
        return _Pipes(job_w, answer_r, print_r)

    def kill_child(self) -> Ended:
        """Raises ZygoteGoneError if the zygote does not say that it is done."""
        try:
            self.control.send(b"KILL")
        except OSError as error:
            raise ZygoteGoneError(str(error)) from error
        return self.ended()

    def ended(self) -> Ended:
        self.control.settimeout(ANSWER_S)
        try:
            message = self.control.recv(256)
        except OSError as error:
            raise ZygoteGoneError(str(error)) from error
        if len(message) != _ENDED.size:
            raise ZygoteGoneError("the zygote ended")
        _, status, user_s, system_s, peak_kib = _ENDED.unpack(message)
        return Ended(status, user_s + system_s, peak_kib)


class _Running:
    """One run in lock-step: a call is sent when the one before it has been answered."""

    def __init__(self, zygote: Zygote, job: Job, pipes: _Pipes) -> None:
        self.zygote, self.job, self.pipes = zygote, job, pipes
        self.nonce = secrets.token_bytes(16)
        self.started = time.monotonic()
        self.loaded: Loaded | None = None
        self.replies: list[Reply] = []
        self.ended: Ended | None = None
        self.poll = select.poll()
        self.poll.register(pipes.answers, select.POLLIN)
        self.poll.register(pipes.printed, select.POLLIN)
        self.poll.register(zygote.control, select.POLLIN)

    def run(self) -> Run:
        ending = Ending.FINISHED
        try:
            self._converse()
        except _StopError as stop:
            ending = stop.ending
        except ProtocolError:
            ending = Ending.WRONG_PROTOCOL
        ended = self.ended or self.zygote.kill_child()
        with contextlib.suppress(_StopError):
            self._read_printed()
        if ending is Ending.FINISHED and self._has_surplus():
            ending = Ending.WRONG_PROTOCOL
        return Run(
            ending=ending,
            loaded=self.loaded,
            replies=tuple(self.replies),
            printed=_words(self.pipes.output),
            cpu_s=ended.cpu_s,
            wall_s=time.monotonic() - self.started,
            signal=os.WTERMSIG(ended.status) if os.WIFSIGNALED(ended.status) else 0,
        )

    def _converse(self) -> None:
        job = self.job
        body = self._ask(protocol.JOB, protocol.job_body(job), protocol.most_loaded(job))
        loaded = protocol.read_loaded(body, job.names)
        self.loaded = Loaded(loaded.failure, loaded.names, self._printed_since(0))
        for call in job.calls:
            before = self.pipes.output_bytes
            body = self._ask(protocol.CALL, call.body, protocol.most_reply(job, call))
            reply = protocol.read_reply(body, call)
            printed = self._printed_since(before)
            if printed:
                reply = replace(reply, printed=printed)
            self.replies.append(reply)

    def _ask(self, magic: bytes, body: bytes, most: int) -> bytes:
        """Send a frame, and wait for the body of its answer."""
        limits, now = self.job.limits, time.monotonic()
        deadline = min(now + limits.call_s, self.started + limits.wall_s)
        waiting = memoryview(protocol.frame(magic, self.nonce, body))
        waiting = self._send(waiting)
        expected = protocol.LOADED if magic == protocol.JOB else protocol.REPLY
        while True:
            found = self._take(expected, most)
            if found is not None and not waiting:
                return found
            self._wait(deadline, is_sending=bool(waiting))
            waiting = self._send(waiting)

    def _send(self, waiting: memoryview) -> memoryview:
        try:
            while waiting:
                waiting = waiting[os.write(self.pipes.calls, waiting) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # the child has ended, or closed it; its own end will tell
            return waiting[:0]
        return waiting

    def _take(self, magic: bytes, most: int) -> bytes | None:
        """The next answer's body, if it is all there; raises ProtocolError."""
        unread, head = self.pipes.unread, protocol.HEAD.size
        if len(unread) < head:
            return None
        length = protocol.body_length(bytes(unread[:head]), magic, self.nonce, most)
        if len(unread) > head + length:
            raise ProtocolError("more was said than asked")
        if len(unread) < head + length:
            return None
        body = bytes(unread[head:])
        unread.clear()
        return body

    def _wait(self, deadline: float, *, is_sending: bool) -> None:
        """Until something has come, or can be sent; raises _StopError."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise _StopError(Ending.OUT_OF_TIME)
        if is_sending:
            self.poll.register(self.pipes.calls, select.POLLOUT)
        ready = {fd for fd, _ in self.poll.poll(min(left * 1000 + 1, 1000))}
        if is_sending:
            self.poll.unregister(self.pipes.calls)
        if self.pipes.printed in ready:
            self._read_printed()
        if self.pipes.answers in ready:
            self._read_answers()
        if self.zygote.control.fileno() in ready:
            self._child_ended()

    def _read_answers(self) -> None:
        try:
            part = os.read(self.pipes.answers, 1 << 20)
        except BlockingIOError:
            return
        if not part:  # the child has ended, or has closed it
            self._child_ended()
        self.pipes.unread += part

    def _child_ended(self) -> None:
        """Ends the run: by the child's end, or because it hung up and goes on."""
        if not select.select([self.zygote.control], [], [], HANGUP_S)[0]:
            raise ProtocolError("the answers' pipe was closed")
        self.ended = self.zygote.ended()
        self._read_printed()
        ending = _ending_of(self.ended, self.job.limits)
        if ending is None:
            raise ZygoteGoneError("a run was killed from outside")
        raise _StopError(ending)

    def _read_printed(self) -> None:
        pipes, limits = self.pipes, self.job.limits
        kept = limits.output_kib * 1024
        with contextlib.suppress(BlockingIOError):
            while part := os.read(pipes.printed, 1 << 16):
                pipes.output += part[: max(kept - len(pipes.output), 0)]
                pipes.output_bytes += len(part)
                if pipes.output_bytes > FLOOD * kept:
                    raise _StopError(Ending.TOO_MUCH_OUTPUT)
            with contextlib.suppress(KeyError):  # closed inside; known already the second time
                self.poll.unregister(pipes.printed)

    def _printed_since(self, start: int) -> str:
        """What came since so many bytes had come; the child flushes before it answers."""
        if self.pipes.output_bytes == start:
            self._read_printed()
        return _words(self.pipes.output[start:])

    def _has_surplus(self) -> bool:
        try:
            return bool(os.read(self.pipes.answers, 1))
        except BlockingIOError:
            return False


def _ending_of(ended: Ended, limits: Limits) -> Ending | None:
    """Why a child ended that we had not killed; None where its program is not to blame."""
    if not os.WIFSIGNALED(ended.status):
        return Ending.EXITED_EARLY
    number = os.WTERMSIG(ended.status)
    if number not in (signal.SIGXCPU, signal.SIGKILL):
        return Ending.CRASHED
    # The kernel's limit counts whole ticks: on a busy machine far more than what was used.
    if number == signal.SIGXCPU or ended.cpu_s >= 0.5 * math.ceil(limits.cpu_s):
        return Ending.OUT_OF_TIME
    # The kernel was short of memory: whose, the program's or everybody's?
    return Ending.OUT_OF_MEMORY if ended.peak_kib >= 512 * limits.memory_mib else None


def _words(output: bytearray) -> str:
    return protocol.cleaned(bytes(output).decode("utf-8", "replace"))
