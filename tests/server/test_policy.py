"""What is allowed when, with both sides of every edge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.policy import (
    Feedback,
    Refusal,
    Role,
    Rules,
    Window,
    attempts_left,
    feedback_visible,
    may_see,
    may_start,
    may_submit,
    may_work,
    score_of,
    window_in_zone,
)

OPENS = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 8, 23, 59, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)
WITHIN = OPENS + timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
local = datetime.fromisoformat


def rules(
    *,
    is_published: bool = True,
    max_attempts: int | None = 3,
    feedback: Feedback = Feedback.at_once,
    released_at: datetime | None = None,
    window: Window | None = None,
) -> Rules:
    return Rules(is_published, window or Window(OPENS, DUE), max_attempts, feedback, released_at)


@pytest.mark.parametrize(
    ("now", "refusal"),
    [
        (OPENS - SECOND, Refusal.not_open),
        (OPENS - INSTANT, Refusal.not_open),
        (OPENS, None),
        (DUE - SECOND, None),
        (DUE, None),
        (DUE + SECOND - INSTANT, None),
        (DUE + SECOND, Refusal.past_due),
    ],
)
def test_work_is_possible_from_opening_to_the_end_of_the_due_second(
    now: datetime, refusal: Refusal | None
) -> None:
    assert may_work(rules(), now) == refusal


def test_without_dates_it_is_always_open_and_never_due() -> None:
    undated = rules(window=Window())
    assert may_work(undated, OPENS - timedelta(days=9999)) is None
    assert may_work(undated, DUE + timedelta(days=9999)) is None


def test_what_is_not_published_is_not_there() -> None:
    assert may_work(rules(is_published=False), WITHIN) == Refusal.not_found


def test_students_see_nothing_before_it_opens_or_is_published() -> None:
    assert not may_see(Role.student, rules(), OPENS - INSTANT)
    assert may_see(Role.student, rules(), OPENS)
    assert may_see(Role.student, rules(), DUE + timedelta(days=30))
    assert not may_see(Role.student, rules(is_published=False), WITHIN)


@pytest.mark.parametrize("role", [Role.assistant, Role.instructor])
def test_staff_see_everything_and_start_nothing(role: Role) -> None:
    assert may_see(role, rules(is_published=False), OPENS - SECOND)
    assert may_start(role, rules(), 0, WITHIN) == Refusal.not_a_student


@pytest.mark.parametrize(
    ("made", "left", "refusal"),
    [
        (0, 3, None),
        (2, 1, None),
        (3, 0, Refusal.no_attempts_left),
        (4, 0, Refusal.no_attempts_left),
    ],
)
def test_attempts_run_out(made: int, left: int, refusal: Refusal | None) -> None:
    assert attempts_left(rules(), made) == left
    assert may_start(Role.student, rules(), made, WITHIN) == refusal


def test_unlimited_attempts_never_run_out() -> None:
    assert attempts_left(rules(max_attempts=None), 10_000) is None
    assert may_start(Role.student, rules(max_attempts=None), 10_000, WITHIN) is None


def test_an_attempt_is_handed_in_once() -> None:
    assert may_submit(rules(), is_handed_in=False, now=WITHIN) is None
    assert may_submit(rules(), is_handed_in=True, now=WITHIN) == Refusal.handed_in


@pytest.mark.parametrize("feedback", [Feedback.after_due, Feedback.on_release])
def test_after_the_release_nothing_can_be_handed_in_for_credit(feedback: Feedback) -> None:
    released = rules(feedback=feedback, released_at=WITHIN)
    assert may_submit(released, is_handed_in=False, now=WITHIN - INSTANT) is None
    assert may_submit(released, is_handed_in=False, now=WITHIN) == Refusal.released


def test_feedback_at_once_is_visible_at_once_and_a_release_closes_nothing() -> None:
    assert feedback_visible(rules(), OPENS)
    assert may_work(rules(released_at=OPENS), WITHIN) is None


def test_feedback_after_due_waits_for_the_end_of_the_due_second() -> None:
    after = rules(feedback=Feedback.after_due)
    assert not feedback_visible(after, DUE + SECOND - INSTANT)
    assert feedback_visible(after, DUE + SECOND)


def test_feedback_after_due_without_a_due_date_waits_for_the_release() -> None:
    window = Window(OPENS, None)
    assert not feedback_visible(rules(feedback=Feedback.after_due, window=window), DUE)
    released = rules(feedback=Feedback.after_due, window=window, released_at=WITHIN)
    assert feedback_visible(released, WITHIN)


def test_feedback_on_release_waits_for_the_release_however_late() -> None:
    assert not feedback_visible(rules(feedback=Feedback.on_release), DUE + timedelta(days=99))
    released = rules(feedback=Feedback.on_release, released_at=WITHIN)
    assert not feedback_visible(released, WITHIN - INSTANT)
    assert feedback_visible(released, WITHIN)


def test_nobody_can_see_feedback_while_they_can_still_hand_in_but_at_once() -> None:
    moments = [OPENS, WITHIN, DUE, DUE + SECOND - INSTANT, DUE + SECOND, DUE + timedelta(days=9)]
    for feedback in (Feedback.after_due, Feedback.on_release):
        for released_at in (None, OPENS, WITHIN, DUE + SECOND):
            these = rules(feedback=feedback, released_at=released_at)
            for now in moments:
                assert not (feedback_visible(these, now) and may_work(these, now) is None)


def test_the_score_is_the_best_mark_and_nothing_without_one() -> None:
    assert score_of([2.0, 5.0, None, 3.0]) == 5.0
    assert score_of([0.0, None]) == 0.0
    assert score_of([None]) is None
    assert score_of([]) is None


def test_dates_are_read_in_the_course_s_time_zone() -> None:
    window = window_in_zone(local("2026-12-01T09:00"), local("2026-07-01T09:00"), BERLIN)
    assert window == Window(
        datetime(2026, 12, 1, 8, 0, tzinfo=UTC), datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    )


def test_an_hour_that_occurs_twice_is_read_in_the_students_favour() -> None:
    twice = local("2026-10-25T02:30")
    window = window_in_zone(twice, twice, BERLIN)
    assert window.opens_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert window.due_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_hour_that_does_not_occur_is_read_in_the_students_favour() -> None:
    never = local("2026-03-29T02:30")
    window = window_in_zone(never, never, BERLIN)
    assert window.opens_at == datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert window.due_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_no_dates_stay_no_dates() -> None:
    assert window_in_zone(None, None, BERLIN) == Window(None, None)
