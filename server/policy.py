"""What is allowed when: windows, refusals, feedback and scores; pure functions of values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from grader.assignment import Feedback, Mode, Numbers

__all__ = [
    "AssignmentState",
    "Feedback",
    "Mode",
    "Numbers",
    "Refusal",
    "Role",
    "Rules",
    "SubmissionState",
    "Window",
    "attempts_left",
    "feedback_visible",
    "may_see",
    "may_start",
    "may_submit",
    "may_work",
    "score_of",
    "window_in_zone",
]


class Role(StrEnum):
    student = "student"
    assistant = "assistant"
    instructor = "instructor"

    @property
    def is_staff(self) -> bool:
        return self is not Role.student


class AssignmentState(StrEnum):
    uploaded = "uploaded"
    published = "published"


class SubmissionState(StrEnum):
    """`queued` waits to be graded, `held` met a fault of ours: nobody is marked down for it."""

    queued = "queued"
    graded = "graded"
    held = "held"


class Refusal(StrEnum):
    """Why an act was not done; `words` is what the person reads."""

    not_found = "not-found"
    not_a_student = "not-a-student"
    not_open = "not-open"
    past_due = "past-due"
    released = "released"
    no_attempts_left = "no-attempts-left"
    handed_in = "handed-in"
    too_many_waiting = "too-many-waiting"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Refusal.not_found: "There is no such assignment for you.",
    Refusal.not_a_student: "Only students of the course make attempts; staff can preview.",
    Refusal.not_open: "This assignment is not open yet.",
    Refusal.past_due: "The due date has passed; nothing can be handed in any more.",
    Refusal.released: "The marks have been released; nothing can be handed in any more.",
    Refusal.no_attempts_left: "All attempts have been used.",
    Refusal.handed_in: "This attempt has been handed in already.",
    Refusal.too_many_waiting: "Several of your attempts are still waiting to be marked; start"
    " another once they are.",
}

# One student's pile must not delay the others.
WAITING_AT_MOST = 3


@dataclass(frozen=True)
class Window:
    """From `opens_at` to the end of the second `due_at`; None leaves that side open."""

    opens_at: datetime | None = None
    due_at: datetime | None = None

    def has_opened(self, now: datetime) -> bool:
        return self.opens_at is None or now >= self.opens_at

    def is_past_due(self, now: datetime) -> bool:
        # A due date of 23:59:00 is met by everything that arrives while a clock shows 23:59:00.
        return self.due_at is not None and now.replace(microsecond=0) > self.due_at


@dataclass(frozen=True)
class Rules:
    """All of an assignment that decides what is allowed; dates are aware UTC."""

    is_published: bool
    window: Window
    max_attempts: int | None  # None: no limit
    feedback: Feedback
    released_at: datetime | None = None

    def is_released(self, now: datetime) -> bool:
        return self.released_at is not None and now >= self.released_at


def may_see(role: Role, rules: Rules, now: datetime) -> bool:
    """Students see nothing of it, not even its title, before it is published and open."""
    return role.is_staff or (rules.is_published and rules.window.has_opened(now))


def may_work(rules: Rules, now: datetime) -> Refusal | None:
    """Why nobody may start, save or hand in at this moment; None if they may."""
    if not rules.is_published:
        return Refusal.not_found
    if not rules.window.has_opened(now):
        return Refusal.not_open
    if rules.window.is_past_due(now):
        return Refusal.past_due
    if rules.is_released(now) and rules.feedback is not Feedback.at_once:
        return Refusal.released
    return None


def may_start(
    role: Role, rules: Rules, made: int, now: datetime, *, waiting: int = 0
) -> Refusal | None:
    """Why attempt number `made + 1` may not be started while so many wait; None if it may."""
    if role is not Role.student:
        return Refusal.not_a_student
    refusal = may_work(rules, now)
    if refusal is None and attempts_left(rules, made) == 0:
        return Refusal.no_attempts_left
    if refusal is None and waiting >= WAITING_AT_MOST:
        return Refusal.too_many_waiting
    return refusal


def may_submit(rules: Rules, *, is_handed_in: bool, now: datetime) -> Refusal | None:
    """Why this attempt may not be handed in; None if it may."""
    return Refusal.handed_in if is_handed_in else may_work(rules, now)


def attempts_left(rules: Rules, made: int) -> int | None:
    """How many more may be started; None where there is no limit."""
    return None if rules.max_attempts is None else max(rules.max_attempts - made, 0)


def feedback_visible(rules: Rules, now: datetime) -> bool:
    """Whether a student sees points, verdicts and findings; released always wins.

    `after-due` without a due date is never due, so it waits for the release.
    """
    if rules.is_released(now) or rules.feedback is Feedback.at_once:
        return True
    return rules.feedback is Feedback.after_due and rules.window.is_past_due(now)


def score_of(points: Iterable[float | None]) -> float | None:
    """The best mark over the attempts; None where nothing has been marked."""
    return max((value for value in points if value is not None), default=None)


def window_in_zone(opens_at: datetime | None, due_at: datetime | None, zone: ZoneInfo) -> Window:
    """The window of naive local times.

    Where the clocks change, a local time can occur twice or not at all; students then get the
    longer window: the earlier reading of `opens_at` and the later one of `due_at`.
    """
    return Window(
        opens_at=None if opens_at is None else min(_readings(opens_at, zone)),
        due_at=None if due_at is None else max(_readings(due_at, zone)),
    )


def _readings(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if local.tzinfo is not None:  # a time that names its own offset needs no reading
        return local.astimezone(UTC), local.astimezone(UTC)
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second
