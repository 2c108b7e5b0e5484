"""Where students stand with assignments: attempts made, what is left, the score they may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from server.attempts import AttemptLine
from server.models import (
    Assignment,
    AssignmentVersion,
    Attempt,
    Enrollment,
    Mark,
    Submission,
    newest_mark_id,
)
from server.policy import (
    Refusal,
    SubmissionState,
    attempts_left,
    feedback_visible,
    may_start,
    score_of,
)


@dataclass(frozen=True)
class Standing:
    """One student and one assignment; `refusal` says why no further attempt can be started."""

    lines: tuple[AttemptLine, ...]
    refusal: Refusal | None
    left: int | None
    is_visible: bool

    @property
    def open_attempt(self) -> Attempt | None:
        """The attempt that waits to be handed in."""
        return next((line.attempt for line in self.lines if line.submission is None), None)

    @property
    def score(self) -> float | None:
        return score_of(line.points for line in self.lines) if self.is_visible else None

    @property
    def is_held(self) -> bool:
        states = [line.submission.state for line in self.lines if line.submission]
        return SubmissionState.held in states


def standings(
    session: Session, place: Enrollment, assignments: Iterable[Assignment], now: datetime
) -> dict[int, Standing]:
    """By the assignment's id; one query for all of them."""
    assignments = list(assignments)
    lines = _lines(session, place, [assignment.id for assignment in assignments])
    return {a.id: _standing(place, a, lines.get(a.id, []), now) for a in assignments}


def standing(
    session: Session, place: Enrollment, assignment: Assignment, now: datetime
) -> Standing:
    return standings(session, place, [assignment], now)[assignment.id]


def _standing(
    place: Enrollment, assignment: Assignment, lines: list[AttemptLine], now: datetime
) -> Standing:
    rules = assignment.rules
    waiting = sum(line.is_waiting for line in lines)
    return Standing(
        lines=tuple(lines),
        refusal=may_start(place.role, rules, len(lines), now, waiting=waiting),
        left=attempts_left(rules, len(lines)),
        is_visible=feedback_visible(rules, now),
    )


def _lines(
    session: Session, place: Enrollment, assignment_ids: list[int]
) -> Mapping[int, list[AttemptLine]]:
    rows = session.execute(
        select(Attempt, Submission, Mark.points, Mark.out_of, AssignmentVersion.has_programs)
        .join(Attempt.assignment_version)
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Mark, Mark.id == newest_mark_id())
        .options(defer(Submission.body))
        .where(Attempt.enrollment_id == place.id, Attempt.assignment_id.in_(assignment_ids))
        .order_by(Attempt.number)
    )
    found: defaultdict[int, list[AttemptLine]] = defaultdict(list)
    for row in rows:
        found[row[0].assignment_id].append(AttemptLine(*row))
    return found
