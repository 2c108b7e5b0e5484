"""Marks a batch's programs in one process, with a sandbox of its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.assignment import Assignment
from grader.code.folders import ProgramSubmission
from grader.code.handin import UploadError
from grader.code.program_files import programs_of, read_plain
from grader.code.submissions import ProgramMarker, Programs
from grader.desk import Line, Outcome, State, Task, line_of, our_fault
from grader.mark import Mark
from grader.sandbox.job import SandboxError
from grader.sandbox.supervisor import Sandbox, SandboxSettings
from grader.vetter import VettingError


@dataclass(frozen=True)
class ProgramDesk:
    """`seed` is everybody's; "" makes each student's name the seed."""

    assignment: Assignment
    seed: str = ""

    @cached_property
    def marker(self) -> ProgramMarker:
        """Opened in the process that marks; raises SandboxError."""
        settings = SandboxSettings.from_environment(os.environ)
        return ProgramMarker(self.assignment, Sandbox.open(settings))

    def close(self) -> None:
        """End the sandbox, if there is one in this process."""
        if "marker" in self.__dict__:
            self.marker.sandbox.close()

    def mark(self, tasks: Sequence[Task]) -> list[Line]:
        """One line for each task, in order; never raises for what a submission holds."""
        return [self._mark(task) for task in tasks]

    def _mark(self, task: Task) -> Line:
        submission = task.submission
        if not isinstance(submission, ProgramSubmission):
            raise TypeError("answers came to the desk of programs")
        seed, content, mark = self.seed or submission.student, "", None
        state, reason = State.GRADED, ""
        try:
            named = [(name, read_plain(path)) for name, path in submission.files]
            content = _digest([seed, *(part for pair in named for part in pair)])
            if content == task.marked_content:
                return Line(State.GRADED)
            mark = self._marked(programs_of(named, self.assignment.code_problems), seed)
        except UploadError as fault:
            state, reason = State.UNREADABLE, str(fault)
        except (SandboxError, VettingError) as fault:  # ours or the assignment's: nobody's loss
            state, reason = State.HELD, str(fault)
        except Exception as fault:  # noqa: BLE001 - the batch's boundary: the rest goes on
            state, reason = State.HELD, our_fault(fault)
        done = Outcome(submission.student, submission.source, seed, content)
        return line_of(self.assignment, done, (state, reason), mark)

    def _marked(self, programs: Programs, seed: str) -> Mark:
        return self.marker.mark(seed, programs)


def _digest(parts: Sequence[str | bytes]) -> str:
    """Each part after its length, so that none can shift into another."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
