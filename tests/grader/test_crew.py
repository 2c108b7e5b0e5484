"""Marking processes side by side: who is slow keeps nobody waiting, and the order stays."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.code.folders import ProgramSubmission
from grader.crew import mark_in_order
from grader.desk import Line, State, Task

MANY = 8
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Waiting:
    """A desk that is done with the first chunk only when it is done with the last one."""

    sign: Path

    def mark(self, tasks: Sequence[Task]) -> list[Line]:
        (content,) = (task.marked_content for task in tasks)
        if content == str(MANY - 1):
            self.sign.touch()
        deadline = time.monotonic() + PATIENCE_S
        while content == "0" and not self.sign.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        kept_waiting = content == "0" and not self.sign.exists()
        return [Line(State.HELD if kept_waiting else State.GRADED, content.encode())]


def test_a_slow_chunk_keeps_the_others_from_nothing_and_comes_first_all_the_same(
    tmp_path: Path,
) -> None:
    submission = ProgramSubmission("somebody", "somebody", ())
    chunks = [[Task(submission, str(number))] for number in range(MANY)]
    found = list(mark_in_order(Waiting(tmp_path / "sign"), chunks, 2))
    assert found == [[Line(State.GRADED, str(number).encode())] for number in range(MANY)]
