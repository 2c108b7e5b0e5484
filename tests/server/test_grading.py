"""Marking what was handed in: marks written once, and faults of ours costing nobody anything."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import func, select, update

from grader.vetting import Variant as Drawn
from server.attempts import HandIn, attempts_of, start, submit, variants_of
from server.db import Database
from server.grading import (
    grade,
    grader_mark,
    mark_of,
    regrade_held,
    submission_seen_by,
    submissions_of,
)
from server.models import Assignment, Attempt, Enrollment, Mark, Submission, Variant
from server.policy import SubmissionState
from server.roster import drop
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import Sample, publish_sample


def right_answers(drawn: Drawn) -> dict[str, str | list[str]]:
    """Worked by hand, independently of the engine: o, and dL/dW2 as a grid of cells."""
    W1, W2, x = (np.asarray(drawn.leaves[name], dtype=float) for name in ("W1", "W2", "x"))
    h = np.maximum(W1 @ x, 0)
    o = W2 @ h
    p = np.exp(o) / np.exp(o).sum()
    p[int(drawn.leaves["y"])] -= 1
    cells = [f"{value:.3f}" for value in np.outer(p, h).ravel()]
    return {"o": "[" + ", ".join(f"{value:.3f}" for value in o) + "]", "dL/dW2": cells}


def begin(database: Database, who: Enrollment, assignment: Assignment) -> Attempt:
    attempt = start(database, who, assignment, NOW, seed_key=SEED_KEY)
    assert isinstance(attempt, Attempt)
    return attempt


def hand_in(database: Database, attempt: Attempt, *, right: tuple[str, ...] = ()) -> Submission:
    """Right answers to the problems named, nothing to the others."""
    with database.read() as session:
        drawn = variants_of(session, attempt)
    body = {problem: right_answers(drawn[problem]) for problem in right}
    submission = submit(database, attempt, HandIn(body, "key"), NOW)
    assert isinstance(submission, Submission)
    return submission


def break_variants(database: Database) -> None:
    """As if a fault of ours had spoilt what marking needs."""
    with database.write() as session:
        session.execute(update(Variant).values(body={"spoilt": True}))


def marks_in(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Mark)) or 0


@pytest.mark.parametrize(
    ("right", "points"), [((), 0), (("first",), 5), (("second",), 5), (("first", "second"), 10)]
)
def test_right_answers_earn_their_points(
    database: Database, cast: Cast, right: tuple[str, ...], points: float
) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    graded = grade(database, hand_in(database, attempt, right=right), NOW)
    assert graded.state is SubmissionState.graded
    with database.read() as session:
        row = mark_of(session, graded)
    assert row is not None
    assert (row.points, row.out_of) == (points, 10)
    assert row.graded_at == NOW
    assert grader_mark(row).points == points


def test_another_student_s_right_answers_are_wrong_here(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    mine = begin(database, cast.as_student_a, assignment)
    theirs = begin(database, cast.as_student_b, assignment)
    with database.read() as session:
        drawn = variants_of(session, theirs)
    body = {problem: right_answers(each) for problem, each in drawn.items()}
    submission = submit(database, mine, HandIn(body, "key"), NOW)
    assert isinstance(submission, Submission)
    grade(database, submission, NOW)
    with database.read() as session:
        row = mark_of(session, submission)
    assert row is not None
    assert row.points < row.out_of


def test_answers_to_what_was_not_asked_are_no_fault(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    body = {"no such problem": {"o": "1"}, "first": {"no such quantity": ["1"], "o": ["1"] * 99}}
    submission = submit(database, attempt, HandIn(body, "key"), NOW)
    assert isinstance(submission, Submission)
    assert grade(database, submission, NOW).state is SubmissionState.graded


def test_odd_characters_are_an_answer_that_cannot_be_read(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    body = {"first": {"o": "\x00 \ud800 1e999", "dL/dW2": ["\x00", "\udfff", "nan", "9**9**9"]}}
    submission = submit(database, attempt, HandIn(body, "key"), NOW)
    assert isinstance(submission, Submission)
    assert grade(database, submission, NOW).state is SubmissionState.graded
    with database.read() as session:
        row = mark_of(session, submission)
    assert row is not None
    assert row.points == 0
    assert row.body["problems"]["first"]["quantities"]["o"]["verdict"] == "unreadable"


def test_grading_again_is_one_mark(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt)
    grade(database, submission, NOW)
    grade(database, submission, NOW)
    assert marks_in(database) == 1


def test_a_fault_of_ours_holds_the_submission_and_marks_nobody_down(
    database: Database, cast: Cast
) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt, right=("first",))
    break_variants(database)
    held = grade(database, submission, NOW)
    assert held.state is SubmissionState.held
    assert held.held_reason == "KeyError: 'leaves'"
    assert held.body == submission.body
    assert marks_in(database) == 0


def test_a_reason_may_quote_anything_that_was_typed(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt)
    with database.write() as session:
        odd = {
            "leaves": {},
            "problem": "p",
            "seed": "s",
            "tolerances": {"\x00\ud800": "\x00\ud800é"},
        }
        session.execute(update(Variant).values(body=odd))
    held = grade(database, submission, NOW)
    assert held.state is SubmissionState.held
    assert held.held_reason is not None
    assert held.held_reason.isascii()


def test_what_was_held_is_marked_once_we_are_well(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt, right=("first",))
    with database.read() as session:
        bodies = {row.id: row.body for row in session.scalars(select(Variant))}
    break_variants(database)
    grade(database, submission, NOW)
    with database.write() as session:
        for variant in session.scalars(select(Variant)):
            variant.body = bodies[variant.id]
    regraded = regrade_held(database, NOW)
    assert [each.id for each in regraded] == [submission.id]
    assert regraded[0].state is SubmissionState.graded
    assert regraded[0].held_reason is None
    with database.read() as session:
        row = mark_of(session, submission)
    assert row is not None
    assert row.points == 5
    assert regrade_held(database, NOW) == []


def test_what_a_dead_process_left_ungraded_is_graded_too(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt)
    assert submission.state is SubmissionState.queued
    assert [each.state for each in regrade_held(database, NOW)] == [SubmissionState.graded]


def test_a_late_fault_does_not_hold_what_another_process_has_graded(
    database: Database, cast: Cast
) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    submission = hand_in(database, attempt)
    grade(database, submission, NOW)
    break_variants(database)
    assert grade(database, submission, NOW).state is SubmissionState.graded


def test_an_old_version_marks_what_was_started_with_it(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast.as_student_a, publish_sample(database, cast))
    publish_sample(database, cast, Sample(problems=("other",)))
    submission = hand_in(database, attempt, right=("first", "second"))
    grade(database, submission, NOW)
    with database.read() as session:
        row = mark_of(session, submission)
    assert row is not None
    assert (row.points, row.out_of) == (10, 10)


def test_the_newest_mark_counts(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    attempt = begin(database, cast.as_student_a, assignment)
    submission = hand_in(database, attempt)
    grade(database, submission, NOW)
    with database.write() as session:
        old = session.scalars(select(Mark)).one()
        again = {"points": 7.0, "out_of": 10.0, "body": old.body, "graded_at": NOW}
        session.add(
            Mark(submission_id=submission.id, rubric=old.rubric, grader_version="9", **again)
        )
    with database.read() as session:
        newest = mark_of(session, submission)
        assert newest is not None
        assert newest.points == 7
        assert [line.points for line in attempts_of(session, cast.as_student_a, assignment)] == [7]
        assert [line.points for line in submissions_of(session, assignment)] == [7]


def test_a_submission_is_seen_by_its_student_and_their_staff_only(
    database: Database, cast: Cast
) -> None:
    assignment = publish_sample(database, cast)
    in_a = hand_in(database, begin(database, cast.as_student_a, assignment))
    in_b = hand_in(database, begin(database, cast.as_student_b, assignment))
    with database.read() as session:

        def sees(name: str) -> tuple[bool, bool]:
            person = getattr(cast, name)
            found = [submission_seen_by(session, person, s.public_id) for s in (in_a, in_b)]
            return found[0] is not None, found[1] is not None

        assert sees("student_a") == (True, False)
        assert sees("student_b") == (False, True)
        assert sees("assistant") == (True, False)
        assert sees("instructor") == (True, True)
        assert sees("other_instructor") == (False, False)
        assert sees("stranger") == (False, False)
        assert submission_seen_by(session, cast.instructor, "\0") is None


def test_staff_who_leave_see_nothing_at_once(database: Database, cast: Cast) -> None:
    submission = hand_in(
        database, begin(database, cast.as_student_a, publish_sample(database, cast))
    )
    with database.write() as session:
        drop(session, cast.as_instructor, NOW)
    with database.read() as session:
        assert submission_seen_by(session, cast.instructor, submission.public_id) is None


def test_submissions_are_listed_by_section(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    for who in (cast.as_student_a, cast.as_student_b):
        hand_in(database, begin(database, who, assignment))
    with database.read() as session:
        everybody = submissions_of(session, assignment)
        section = submissions_of(session, assignment, cast.as_assistant.only_section)
    assert [line.name for line in everybody] == ["Student B", "Student A"]
    assert [line.name for line in section] == ["Student A"]
    assert everybody[0].state is SubmissionState.queued
    assert everybody[0].received_at == NOW
