"""Files of programs: drafts that never overwrite one another, and submissions that stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from grader.vetting import VettingError
from server import attempts
from server.attempts import HandIn, given_to, save_programs
from server.db import Database
from server.models import Attempt, StoredFile, Submission, SubmissionFile
from server.policy import Refusal
from server.programs import DraftPrograms, StalePrograms, draft_programs
from server.publishing import Upload, preview, publish, upload
from server.workshop import Workshop
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.program_sample import (
    SOLUTION,
    WRONG,
    ProgramSample,
    begin,
    files_of,
    hand_in,
    publish_programs,
    put,
)
from tests.server.sample import PROBLEM, change


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    shared = Workshop()
    yield shared
    shared.close()


def draft_files(database: Database, attempt: Attempt) -> dict[str, bytes]:
    with database.read() as session:
        attempt = session.get_one(Attempt, attempt.id)
        found = draft_programs(session, attempt, attempts.draft_of(session, attempt))
        return dict(found.files.get("layers", {}))


def test_a_variant_is_drawn_for_each_place_of_the_pool(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    assignment = publish_programs(database, cast, workshop)
    first = begin(database, cast.as_student_a, assignment)
    second = begin(database, cast.as_student_b, assignment)
    with database.read() as session:
        one, other = (given_to(session, each.id).programs["layers"] for each in (first, second))
    assert len(one.cases) == 7
    assert one.seed != other.seed
    assert one.references[0]["out"].tolist() != other.references[0]["out"].tolist()


def test_what_is_answered_by_hand_and_by_program_stand_in_one_assignment(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    sample = ProgramSample(by_hand=PROBLEM.format(id="first"))
    publish_programs(database, cast, workshop, sample)
    version = upload(database, Upload(cast.course, sample.zip()), NOW, workshop)
    assert set(version.vetting["problems"]) == {"first", "layers"}
    with database.read() as session:
        version = session.merge(version, load=False)
        shown = preview(version, "1", workshop)
    assert (set(shown.by_hand), set(shown.programs)) == ({"first"}, {"layers"})


def test_an_assignment_whose_mistakes_lose_otherwise_than_said_is_not_published(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    manifest = ProgramSample().manifest.replace('loses = ["affine"]', 'loses = ["relu"]')
    data = ProgramSample(manifest=manifest).zip()
    version = upload(database, Upload(cast.course, data, cast.instructor), NOW, workshop)
    with pytest.raises(VettingError, match=r"no-bias.*affine.*relu"):
        publish(database, version, NOW, seed_key=SEED_KEY, pool=1, workshop=workshop)


def test_a_save_from_an_older_page_changes_nothing(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    attempt = begin(database, cast.as_student_a, publish_programs(database, cast, workshop))
    first = put(database, attempt, {"layers.py": SOLUTION})
    late = DraftPrograms(first - 1, {"layers": {"layers.py": b"older"}})
    assert save_programs(database, attempt, late, NOW) == StalePrograms(first)
    assert draft_files(database, attempt) == {"layers.py": SOLUTION.encode()}


def test_the_same_files_again_are_no_change_whatever_page_they_come_from(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    attempt = begin(database, cast.as_student_a, publish_programs(database, cast, workshop))
    revision = put(database, attempt, {"layers.py": SOLUTION})
    same = DraftPrograms(0, {"layers": {"layers.py": SOLUTION.encode()}})
    assert save_programs(database, attempt, same, NOW) == revision


def test_files_can_be_changed_and_taken_away(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    attempt = begin(database, cast.as_student_a, publish_programs(database, cast, workshop))
    put(database, attempt, {"layers.py": SOLUTION})
    put(database, attempt, {"layers.ipynb": "{}"})
    assert draft_files(database, attempt) == {"layers.ipynb": b"{}"}
    put(database, attempt, {})
    assert draft_files(database, attempt) == {}


def test_nothing_is_saved_after_the_due_date(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    assignment = publish_programs(database, cast, workshop)
    attempt = begin(database, cast.as_student_a, assignment)
    change(database, assignment, due_at=NOW - timedelta(seconds=1))
    new = DraftPrograms(0, {"layers": {"layers.py": b"late"}})
    assert save_programs(database, attempt, new, NOW) is Refusal.past_due
    assert draft_files(database, attempt) == {}


def test_what_is_handed_in_is_kept_once_per_content(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    assignment = publish_programs(database, cast, workshop)
    before = _count(database, StoredFile)
    for who in (cast.as_student_a, cast.as_student_b):
        submission = hand_in(database, who, assignment)
        assert files_of(database, submission) == {"layers": {"layers.py": SOLUTION.encode()}}
    assert _count(database, SubmissionFile) == 2
    assert _count(database, StoredFile) == before + 1


def test_bytes_that_are_no_text_are_kept_as_they_are(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    attempt = begin(database, cast.as_student_a, publish_programs(database, cast, workshop))
    odd = bytes(range(256))
    new = DraftPrograms(0, {"layers": {"layers.py": odd}})
    assert save_programs(database, attempt, new, NOW) == 1
    made = attempts.submit(database, attempt, HandIn({}, "0123456789"), NOW)
    assert isinstance(made, Submission)
    assert files_of(database, made) == {"layers": {"layers.py": odd}}


def test_handing_in_twice_keeps_the_files_of_the_first_time(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    attempt = begin(database, cast.as_student_a, publish_programs(database, cast, workshop))
    put(database, attempt, {"layers.py": SOLUTION})
    first = attempts.submit(database, attempt, HandIn({}, "0123456789"), NOW)
    assert isinstance(first, Submission)
    again = attempts.submit(database, attempt, HandIn({}, "0123456789"), NOW)
    assert isinstance(again, Submission)
    assert again.id == first.id
    assert _count(database, SubmissionFile) == 1
    late = DraftPrograms(1, {"layers": {"layers.py": b"after"}})
    assert save_programs(database, attempt, late, NOW) is Refusal.handed_in


def test_a_later_attempt_goes_on_from_the_files_of_the_last_one(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    assignment = publish_programs(database, cast, workshop)
    hand_in(database, cast.as_student_a, assignment, WRONG)
    second = begin(database, cast.as_student_a, assignment)
    assert draft_files(database, second) == {"layers.py": WRONG.encode()}


def test_one_student_s_pile_ends_at_three(
    database: Database, cast: Cast, workshop: Workshop
) -> None:
    assignment = publish_programs(database, cast, workshop)
    for _ in range(3):
        hand_in(database, cast.as_student_a, assignment)
    refused = attempts.start(database, cast.as_student_a, assignment, NOW, seed_key=SEED_KEY)
    assert refused is Refusal.too_many_waiting
    begin(database, cast.as_student_b, assignment)


def _count(database: Database, table: type[StoredFile | SubmissionFile]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
