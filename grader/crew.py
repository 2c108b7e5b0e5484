"""Processes that mark chunks side by side and hand the results back in order.

Each has a pipe of its own. None outlives the command, however that was stopped: a chunk of programs
may take minutes, so each process watches whether the one that started it is still there.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Protocol

from grader.desk import Line, Task

Chunk = list[Task]

MOST_AHEAD = 64  # chunks that wait for a slow one before them


class Desk(Protocol):
    """What marks; it is sent to every process of the crew."""

    def mark(self, tasks: Sequence[Task]) -> list[Line]:
        """One line for each task, in order."""


class CrewError(RuntimeError):
    """A marking process ended before its work was done; what it had was not marked."""


def mark_in_order(desk: Desk, chunks: Iterable[Chunk], jobs: int) -> Iterator[list[Line]]:
    """The lines of every chunk, in order; at most `jobs` chunks are worked on at a time."""
    waiting = iter(chunks)
    first = list(islice(waiting, jobs))
    if jobs == 1 or len(first) == 1:
        yield from (desk.mark(chunk) for chunk in chain(first, waiting))
        return
    with _Crew(desk, len(first)) as crew:
        yield from crew.mark(first, waiting)


class _Crew:
    def __init__(self, desk: Desk, size: int) -> None:
        # Not forked: a copy of this process would keep its open files and the display's thread.
        context = multiprocessing.get_context("spawn")
        self.pipes: list[Connection] = []
        self.processes = []
        for _ in range(size):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, desk), daemon=True)
            process.start()
            theirs.close()
            self.pipes.append(ours)
            self.processes.append(process)

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self.pipes:
            pipe.close()
        for process in self.processes:
            process.terminate()
            process.join()

    def mark(self, first: list[Chunk], waiting: Iterator[Chunk]) -> Iterator[list[Line]]:
        """A process gets its next chunk as soon as it has handed one back, whoever is slow.

        Two chunks on their way to one process could fill the pipe in both directions at once.
        """
        numbered = enumerate(chain(first, waiting))
        free, busy = list(self.pipes), dict[Connection, int]()
        done: dict[int, list[Line]] = {}
        turn = 0  # whose lines are to be handed back next
        try:
            while True:
                while free and len(done) < MOST_AHEAD and (dealt := next(numbered, None)):
                    pipe = free.pop()
                    busy[pipe], chunk = dealt
                    pipe.send(chunk)
                if not busy:
                    return
                ready = wait(list(busy))
                for pipe in [one for one in busy if one in ready]:
                    done[busy.pop(pipe)] = pipe.recv()
                    free.append(pipe)
                while turn in done:
                    yield done.pop(turn)
                    turn += 1
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise CrewError(
                "a marking process was stopped; run the same command to go on"
            ) from None


def _work(pipe: Connection, desk: Desk) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches everybody; the command decides
    threading.Thread(target=_end_with_the_command, daemon=True).start()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(desk.mark(pipe.recv()))


def _end_with_the_command() -> None:
    if command := multiprocessing.parent_process():
        command.join()
        os._exit(1)
