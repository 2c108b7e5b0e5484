"""Starting an attempt, its variants, its draft and handing it in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from server.answers_body import BodyError
from server.attempts import (
    DraftSave,
    HandIn,
    Saved,
    Stale,
    attempt_seen_by,
    attempts_of,
    draft_of,
    own_attempt,
    save_draft,
    start,
    submit,
    variants_of,
)
from server.db import Database
from server.models import Assignment, Attempt, Enrollment, Submission, Variant
from server.policy import Refusal
from server.publishing import Upload, publish, release, upload
from server.roster import drop
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import Sample, change, publish_sample

SECOND = timedelta(seconds=1)
DUE = NOW + timedelta(days=7)
ANSWERS = {"first": {"o": ["1", "2"], "dL/dW2": "[[1, 2], [3, 4]]"}}


def begin(
    database: Database, who: Enrollment, assignment: Assignment, after: timedelta = timedelta()
) -> Attempt:
    attempt = start(database, who, assignment, NOW + after, seed_key=SEED_KEY)
    assert isinstance(attempt, Attempt)
    return attempt


def refused(
    database: Database, who: Enrollment, assignment: Assignment, after: timedelta = timedelta()
) -> Refusal:
    refusal = start(database, who, assignment, NOW + after, seed_key=SEED_KEY)
    assert isinstance(refusal, Refusal)
    return refusal


def hand_in(
    database: Database, attempt: Attempt, key: str = "key", after: timedelta = timedelta()
) -> Submission | Refusal:
    return submit(database, attempt, HandIn(ANSWERS, key), NOW + after)


def seeds_of(database: Database, attempt: Attempt) -> dict[str, str]:
    with database.read() as session:
        return {name: drawn.seed for name, drawn in variants_of(session, attempt).items()}


def test_an_attempt_has_a_variant_of_every_problem(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    assert attempt.number == 1
    assert attempt.started_at == NOW
    assert set(seeds_of(database, attempt)) == {"first", "second"}


def test_every_student_has_variants_of_their_own(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    seeds = [
        seeds_of(database, begin(database, who, assignment))
        for who in (cast.as_student_a, cast.as_student_b)
    ]
    assert not set(seeds[0].values()) & set(seeds[1].values())


def test_starting_again_goes_on_with_the_open_attempt(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    first = begin(database, cast.as_student_a, assignment)
    again = begin(database, cast.as_student_a, assignment, after=SECOND)
    assert again.id == first.id
    assert again.started_at == NOW


def test_a_later_attempt_keeps_the_numbers_and_what_was_typed(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast, Sample(numbers="same"))
    first = begin(database, cast.as_student_a, assignment)
    hand_in(database, first)
    second = begin(database, cast.as_student_a, assignment)
    assert second.number == 2
    assert seeds_of(database, second) == seeds_of(database, first)
    with database.read() as session:
        draft = draft_of(session, second)
    assert (draft.revision, draft.body) == (0, ANSWERS)


def test_a_later_attempt_with_new_numbers_begins_empty(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, Sample(numbers="new"))
    first = begin(database, cast.as_student_a, assignment)
    hand_in(database, first)
    second = begin(database, cast.as_student_a, assignment)
    assert not set(seeds_of(database, second).values()) & set(seeds_of(database, first).values())
    with database.read() as session:
        assert draft_of(session, second).body == {}


def test_after_a_new_version_an_open_attempt_stays_and_the_next_one_has_new_numbers(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast, Sample(numbers="same"))
    first = begin(database, cast.as_student_a, assignment)
    changed = publish_sample(database, cast, Sample(numbers="same", statement="Try this.\n"))
    assert begin(database, cast.as_student_a, changed).id == first.id
    assert seeds_of(database, first)
    hand_in(database, first)
    second = begin(database, cast.as_student_a, changed)
    assert second.assignment_version_id == changed.current_version_id
    assert seeds_of(database, second) != seeds_of(database, first)


def test_attempts_run_out(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, Sample(attempts=2))
    for number in (1, 2):
        attempt = begin(database, cast.as_student_a, assignment)
        assert attempt.number == number
        hand_in(database, attempt)
    assert refused(database, cast.as_student_a, assignment) == Refusal.no_attempts_left
    assert begin(database, cast.as_student_b, assignment).number == 1


def test_practice_without_a_limit_goes_on_and_the_pool_grows(
    database: Database, cast: Cast
) -> None:
    sample = Sample(mode="practice", attempts="unlimited", numbers="new")
    assignment = publish_sample(database, cast, sample, pool=1)
    seeds: list[str] = []
    for number in range(1, 9):
        attempt = begin(database, cast.as_student_a, assignment)
        assert attempt.number == number
        seeds += seeds_of(database, attempt).values()
        hand_in(database, attempt)
    assert len(set(seeds)) == 16


@pytest.mark.parametrize(
    ("after", "is_open"),
    [(-SECOND, False), (timedelta(), True)],
)
def test_an_attempt_starts_from_the_opening_on(
    database: Database, cast: Cast, after: timedelta, is_open: bool
) -> None:
    # 13:00 in Berlin is 12:00 UTC, which is NOW.
    assignment = publish_sample(database, cast, Sample(opens_at="2026-12-01T13:00:00"))
    if is_open:
        begin(database, cast.as_student_a, assignment, after)
    else:
        assert refused(database, cast.as_student_a, assignment, after) == Refusal.not_open


def test_an_attempt_starts_until_the_end_of_the_due_second(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, Sample(due_at="2026-12-01T13:00:00"))
    too_late = refused(database, cast.as_student_a, assignment, after=SECOND)
    assert too_late == Refusal.past_due
    begin(database, cast.as_student_a, assignment, after=0.999 * SECOND)


def test_only_students_who_are_in_the_course_start(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    assert refused(database, cast.as_instructor, assignment) == Refusal.not_a_student
    assert refused(database, cast.as_assistant, assignment) == Refusal.not_a_student
    with database.write() as session:
        drop(session, cast.as_student_a, NOW)
    assert refused(database, cast.as_student_a, assignment) == Refusal.not_found


def test_a_place_in_another_course_starts_nothing(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    with database.read() as session:
        elsewhere = session.scalars(
            select(Enrollment).where(Enrollment.course_id == cast.other_course.id)
        ).one()
    assert refused(database, elsewhere, assignment) == Refusal.not_found


def test_what_is_only_uploaded_cannot_be_started(database: Database, cast: Cast) -> None:
    version = upload(database, Upload(cast.course, Sample().zip()), NOW)
    with database.read() as session:
        assignment = session.get_one(Assignment, version.assignment_id)
    assert refused(database, cast.as_student_a, assignment) == Refusal.not_found


def test_a_draft_counts_its_revisions(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    assert save_draft(database, attempt, DraftSave(0, ANSWERS), NOW) == Saved(1, NOW)
    assert save_draft(database, attempt, DraftSave(1, {}), NOW) == Saved(2, NOW)
    with database.read() as session:
        assert draft_of(session, attempt).body == {}


def test_a_draft_never_overwrites_a_newer_one(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    save_draft(database, attempt, DraftSave(0, ANSWERS), NOW)
    for revision in (0, 2, -1, 10**18):
        stale = save_draft(database, attempt, DraftSave(revision, {"first": {"o": "9"}}), NOW)
        assert stale == Stale(1, ANSWERS)


def test_the_same_draft_again_is_a_save_whose_answer_was_lost(
    database: Database, cast: Cast
) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    save_draft(database, attempt, DraftSave(0, ANSWERS), NOW)
    again = save_draft(database, attempt, DraftSave(0, ANSWERS), NOW + SECOND)
    assert again == Saved(1, NOW)


def test_odd_characters_in_a_draft_come_back_as_typed(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    odd = {"first": {"o": "\x00 \ud800 ½ −1 \u2028"}}
    assert save_draft(database, attempt, DraftSave(0, odd), NOW) == Saved(1, NOW)
    with database.read() as session:
        assert draft_of(session, attempt).body == odd


def test_a_draft_that_is_too_large_is_refused_and_the_old_one_stays(
    database: Database, cast: Cast
) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    save_draft(database, attempt, DraftSave(0, ANSWERS), NOW)
    with pytest.raises(BodyError):
        save_draft(database, attempt, DraftSave(1, {"first": {"o": "9" * 20_001}}), NOW)
    with database.read() as session:
        assert draft_of(session, attempt).body == ANSWERS


def test_drafts_are_saved_until_the_end_of_the_due_second(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    attempt = begin(database, cast.as_student_a, assignment)
    change(database, assignment, due_at=DUE)
    in_time = save_draft(database, attempt, DraftSave(0, ANSWERS), DUE + 0.999 * SECOND)
    assert isinstance(in_time, Saved)
    late = save_draft(database, attempt, DraftSave(1, {}), DUE + SECOND)
    assert late == Refusal.past_due


def test_nothing_is_saved_after_handing_in(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    hand_in(database, attempt)
    assert save_draft(database, attempt, DraftSave(0, {}), NOW) == Refusal.handed_in


def test_what_is_handed_in_is_kept_as_typed(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt, after=SECOND)
    assert isinstance(submission, Submission)
    assert submission.body == ANSWERS
    assert submission.received_at == NOW + SECOND


def test_a_double_click_is_one_submission_also_after_the_due_date(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast)
    attempt = begin(database, cast.as_student_a, assignment)
    first = hand_in(database, attempt, "key")
    change(database, assignment, due_at=NOW)
    again = hand_in(database, attempt, "key", after=timedelta(days=1))
    assert isinstance(first, Submission)
    assert isinstance(again, Submission)
    assert first.id == again.id
    assert again.received_at == NOW


def test_another_submission_of_the_same_attempt_is_refused(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    hand_in(database, attempt, "key")
    assert hand_in(database, attempt, "another key") == Refusal.handed_in


@pytest.mark.parametrize("key", ["", "\0", "\ud800", "x" * 100_000])
def test_any_text_may_come_as_a_key(database: Database, cast: Cast, key: str) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    assert isinstance(hand_in(database, attempt, key), Submission)
    assert isinstance(hand_in(database, attempt, key), Submission)


def test_handing_in_is_possible_until_the_end_of_the_due_second(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast)
    mine = begin(database, cast.as_student_a, assignment)
    theirs = begin(database, cast.as_student_b, assignment)
    change(database, assignment, due_at=NOW)
    assert hand_in(database, mine, after=SECOND) == Refusal.past_due
    assert isinstance(hand_in(database, theirs, after=0.999 * SECOND), Submission)


def test_after_the_release_of_the_solutions_nothing_is_taken(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast, Sample(feedback="on-release"))
    attempt = begin(database, cast.as_student_a, assignment)
    release(database, assignment, NOW + SECOND)
    assert hand_in(database, attempt, after=SECOND) == Refusal.released


def test_a_dropped_student_hands_nothing_in(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    with database.write() as session:
        drop(session, cast.as_student_a, NOW)
    assert hand_in(database, attempt) == Refusal.not_found
    assert save_draft(database, attempt, DraftSave(0, {}), NOW) == Refusal.not_found


def test_a_refused_body_costs_no_attempt(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    with pytest.raises(BodyError):
        submit(database, attempt, HandIn({"first": 1}, "key"), NOW)
    assert isinstance(hand_in(database, attempt), Submission)


def test_an_attempt_is_its_student_s_and_their_staff_s_and_nobody_else_s(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast)
    in_a = begin(database, cast.as_student_a, assignment)
    in_b = begin(database, cast.as_student_b, assignment)
    with database.read() as session:

        def sees(person_name: str) -> tuple[bool, bool, bool]:
            person = getattr(cast, person_name)
            return (
                own_attempt(session, person, in_a.public_id) is not None,
                attempt_seen_by(session, person, in_a.public_id) is not None,
                attempt_seen_by(session, person, in_b.public_id) is not None,
            )

        assert sees("student_a") == (True, True, False)
        assert sees("student_b") == (False, False, True)
        assert sees("assistant") == (False, True, False)  # of section A
        assert sees("instructor") == (False, True, True)
        assert sees("other_instructor") == (False, False, False)
        assert sees("stranger") == (False, False, False)
        assert own_attempt(session, cast.student_a, "no such\0id") is None


def test_a_dropped_student_s_attempt_is_gone_for_them_at_once(
    database: Database, cast: Cast
) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    with database.write() as session:
        drop(session, cast.as_student_a, NOW)
    with database.read() as session:
        assert own_attempt(session, cast.student_a, attempt.public_id) is None
        assert attempt_seen_by(session, cast.student_a, attempt.public_id) is None
        assert attempt_seen_by(session, cast.instructor, attempt.public_id) is not None


def test_attempts_are_listed_in_order(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    first = begin(database, cast.as_student_a, assignment)
    submission = hand_in(database, first)
    second = begin(database, cast.as_student_a, assignment)
    with database.read() as session:
        lines = attempts_of(session, cast.as_student_a, assignment)
    assert [line.attempt.id for line in lines] == [first.id, second.id]
    assert lines[0].submission is not None
    assert isinstance(submission, Submission)
    assert lines[0].submission.id == submission.id
    assert lines[1].submission is None
    assert [line.points for line in lines] == [None, None]


def test_no_variant_is_taken_twice(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    for who in (cast.as_student_a, cast.as_student_b):
        begin(database, who, assignment)
    with database.read() as session:
        taken = session.execute(
            select(Variant.taken_by_id, func.count(), func.count(Variant.position.distinct()))
            .where(Variant.taken_by_id.is_not(None))
            .group_by(Variant.taken_by_id)
        ).all()
    assert [(count, positions) for _, count, positions in taken] == [(2, 1), (2, 1)]


def test_publishing_again_takes_nothing_away(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, pool=2)
    attempt = begin(database, cast.as_student_a, assignment)
    before = seeds_of(database, attempt)
    version = attempt.assignment_version_id
    with database.read() as session:
        current = session.get_one(Assignment, assignment.id).current_version
    assert current is not None
    publish(database, current, NOW, seed_key=SEED_KEY, pool=6)
    assert current.id == version
    assert seeds_of(database, attempt) == before
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Variant)) == 12
