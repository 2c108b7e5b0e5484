"""Many at once, in threads and in processes: exactly one wins, and everybody has their own."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from server.attempts import HandIn, start, submit
from server.db import Database
from server.grading import grade
from server.models import Assignment, Attempt, AttemptVariant, Mark, Submission, Variant
from server.policy import Refusal
from tests.cast import Cast, add_students
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import Sample, publish_sample

MANY = 50

START_ALL = """
import sys
from datetime import datetime
from server.attempts import start
from server.db import Database
from server.models import Assignment, Attempt, Enrollment
url, now, seed_key, assignment_id, *enrollment_ids = sys.argv[1:]
database = Database(url)
with database.read() as session:
    assignment = session.get_one(Assignment, int(assignment_id))
    enrollments = [session.get_one(Enrollment, int(each)) for each in enrollment_ids]
for enrollment in enrollments:
    attempt = start(database, enrollment, assignment, datetime.fromisoformat(now),
                    seed_key=seed_key.encode())
    assert isinstance(attempt, Attempt), attempt
database.dispose()
"""


def begin(database: Database, cast: Cast, sample: Sample | None = None) -> Attempt:
    assignment = publish_sample(database, cast, sample)
    attempt = start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
    assert isinstance(attempt, Attempt)
    return attempt


def test_of_fifty_parallel_submissions_with_one_attempt_left_one_is_accepted(
    database: Database, cast: Cast
) -> None:
    attempt = begin(database, cast, Sample(attempts=1))

    def post(number: int) -> Submission | Refusal:
        return submit(database, attempt, HandIn({"first": {"o": str(number)}}, f"{number}"), NOW)

    with ThreadPoolExecutor(MANY) as pool:
        outcomes = list(pool.map(post, range(MANY)))
    accepted = [outcome for outcome in outcomes if isinstance(outcome, Submission)]
    assert len(accepted) == 1
    assert outcomes.count(Refusal.handed_in) == MANY - 1
    with database.read() as session:
        stored = session.scalars(select(Submission)).one()
        assignment = session.get_one(Assignment, attempt.assignment_id)
    assert stored.body == accepted[0].body
    again = start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
    assert again == Refusal.no_attempts_left


def test_fifty_parallel_double_clicks_are_one_submission(database: Database, cast: Cast) -> None:
    attempt = begin(database, cast)
    with ThreadPoolExecutor(MANY) as pool:
        outcomes = list(
            pool.map(lambda _: submit(database, attempt, HandIn({}, "key"), NOW), range(MANY))
        )
    ids = {outcome.id for outcome in outcomes if isinstance(outcome, Submission)}
    assert len(ids) == 1
    assert not any(isinstance(outcome, Refusal) for outcome in outcomes)


def test_grading_the_same_submission_at_once_is_one_mark(database: Database, cast: Cast) -> None:
    submission = submit(database, begin(database, cast), HandIn({}, "key"), NOW)
    assert isinstance(submission, Submission)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: grade(database, submission, NOW), range(8)))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Mark)) == 1


def test_starting_twice_at_once_is_one_attempt(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, Sample(attempts=3))
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(
            pool.map(
                lambda _: start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY),
                range(16),
            )
        )
    assert len({outcome.id for outcome in outcomes if isinstance(outcome, Attempt)}) == 1
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 1
        taken = select(func.count()).where(Variant.taken_by_id.is_not(None))
        assert session.scalar(taken) == 2


def test_processes_never_give_two_students_the_same_variant_and_the_pool_grows(
    database: Database, database_url: str, cast: Cast
) -> None:
    students = [str(each.id) for each in add_students(database, cast.course, 24, NOW)]
    assignment = publish_sample(database, cast, pool=3)
    common = [sys.executable, "-c", START_ALL, database_url, NOW.isoformat(), SEED_KEY.decode()]
    # Every student is in two of the four processes: each gets one attempt all the same.
    shares = [students[:12], students[12:], students[6:18], students[:6] + students[18:]]
    processes = [subprocess.Popen([*common, str(assignment.id), *share]) for share in shares]
    assert [process.wait(120) for process in processes] == [0] * 4
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 24
        given = session.scalars(select(AttemptVariant.variant_id)).all()
        positions = session.execute(
            select(Variant.taken_by_id, Variant.position).where(Variant.taken_by_id.is_not(None))
        ).all()
    assert len(given) == len(set(given)) == 48
    assert set(Counter(tuple(row) for row in positions).values()) == {2}
