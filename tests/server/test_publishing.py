"""Uploading, vetting, publishing, releasing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from grader.assignment import AssignmentError
from server.db import Database
from server.models import Assignment, AssignmentVersion, StoredFile, Variant
from server.policy import AssignmentState, Feedback, Mode, Numbers
from server.publishing import (
    PublishingError,
    Upload,
    assignment_record,
    preview,
    publish,
    release,
    upload,
    variant_seed,
    versions_of,
)
from server.workshop import Workshop
from tests.cast import Cast, add_students
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import Sample, publish_sample, reread


def uploaded(database: Database, cast: Cast, sample: Sample | None = None) -> AssignmentVersion:
    new = Upload(cast.course, (sample or Sample()).zip(), cast.instructor)
    return upload(database, new, NOW)


def positions(database: Database, version: AssignmentVersion) -> int:
    of_version = Variant.assignment_version_id == version.id
    with database.read() as session:
        return (
            session.scalar(select(func.count(Variant.position.distinct())).where(of_version)) or 0
        )


def test_an_upload_is_checked_vetted_and_not_yet_published(database: Database, cast: Cast) -> None:
    version = uploaded(database, cast)
    assignment = reread(database, version.assignment_id)
    assert assignment.state is AssignmentState.uploaded
    assert (assignment.slug, assignment.title) == ("sample", "Sample sample")
    assert version.number == 1
    assert version.uploaded_by_id == cast.instructor.id
    assert set(version.vetting["problems"]) == {"first", "second"}
    assert version.vetting["problems"]["first"]["accepted"] > 0


def test_dates_and_rules_are_those_of_the_file_in_the_course_s_time_zone(
    database: Database, cast: Cast
) -> None:
    sample = Sample(
        mode="exam",
        attempts=1,
        numbers="new",
        feedback="on-release",
        opens_at="2026-12-01T09:00:00",
        due_at="2027-07-01T10:00:00",
    )
    assignment = reread(database, uploaded(database, cast, sample).assignment_id)
    assert assignment.opens_at == datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    assert assignment.due_at == datetime(2027, 7, 1, 8, 0, tzinfo=UTC)
    assert assignment.mode is Mode.exam
    assert assignment.max_attempts == 1
    assert assignment.numbers is Numbers.new
    assert assignment.feedback is Feedback.on_release
    assert assignment.points == 10


def test_the_same_content_again_is_the_same_version(database: Database, cast: Cast) -> None:
    assert uploaded(database, cast).id == uploaded(database, cast).id
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_other_content_is_the_next_version_of_the_same_assignment(
    database: Database, cast: Cast
) -> None:
    first = uploaded(database, cast)
    second = uploaded(database, cast, Sample(statement="Otherwise.\n"))
    assert second.assignment_id == first.assignment_id
    assert (first.number, second.number) == (1, 2)
    with database.read() as session:
        assignment = session.get_one(Assignment, first.assignment_id)
        assert [version.number for version in versions_of(session, assignment)] == [2, 1]


def test_the_same_slug_in_another_course_is_another_assignment(
    database: Database, cast: Cast
) -> None:
    here = uploaded(database, cast)
    there = upload(database, Upload(cast.other_course, Sample().zip()), NOW)
    assert here.assignment_id != there.assignment_id
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_a_faulty_upload_stores_nothing(database: Database, cast: Cast) -> None:
    for data in (b"", b"no zip", Sample(mode="party").zip()):
        with pytest.raises(AssignmentError):
            upload(database, Upload(cast.course, data), NOW)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Assignment)) == 0


def test_uploading_a_new_version_leaves_the_published_one_in_force(
    database: Database, cast: Cast
) -> None:
    before = publish_sample(database, cast, Sample(attempts=1))
    newer = uploaded(database, cast, Sample(attempts=3))
    after = reread(database, before.id)
    assert after.current_version_id != newer.id
    assert after.max_attempts == 1
    publish(database, newer, NOW + timedelta(days=1), seed_key=SEED_KEY, pool=1)
    after = reread(database, before.id)
    assert after.current_version_id == newer.id
    assert after.max_attempts == 3
    assert after.published_at == NOW


@pytest.mark.parametrize(
    ("numbers", "attempts", "size"),
    [("same", 3, 12 + 5), ("new", 3, 36 + 5), ("new", "unlimited", 12 + 5)],
)
def test_there_is_a_position_for_every_student_and_some_more(
    database: Database, cast: Cast, numbers: str, attempts: int | str, size: int
) -> None:
    add_students(database, cast.course, 10, NOW)  # beside the two of the cast
    mode = "practice" if attempts == "unlimited" else "homework"
    version = uploaded(database, cast, Sample(mode=mode, numbers=numbers, attempts=attempts))
    publish(database, version, NOW, seed_key=SEED_KEY)
    assert positions(database, version) == size


def test_publishing_again_after_more_have_enrolled_adds_to_the_pool(
    database: Database, cast: Cast
) -> None:
    version = uploaded(database, cast)
    publish(database, version, NOW, seed_key=SEED_KEY)
    assert positions(database, version) == 2 + 5
    add_students(database, cast.course, 8, NOW)
    publish(database, version, NOW, seed_key=SEED_KEY)
    assert positions(database, version) == 10 + 5


@pytest.mark.parametrize("pool", [0, -1, 100_001])
def test_a_pool_of_a_silly_size_is_refused(database: Database, cast: Cast, pool: int) -> None:
    version = uploaded(database, cast)
    with pytest.raises(PublishingError, match="1 to 100000"):
        publish(database, version, NOW, seed_key=SEED_KEY, pool=pool)


def test_seeds_depend_on_the_key_and_on_everything_that_names_a_variant(
    database: Database, cast: Cast
) -> None:
    first = uploaded(database, cast)
    second = uploaded(database, cast, Sample(statement="Otherwise.\n"))
    seeds = {
        variant_seed(key, version, problem, position)
        for key in (b"one key", b"another")
        for version in (first, second)
        for problem in ("first", "second")
        for position in range(3)
    }
    assert len(seeds) == 2 * 2 * 2 * 3
    assert all(len(seed) == 64 for seed in seeds)


def test_the_same_seed_gives_the_same_numbers_however_many_are_drawn(
    database: Database, cast: Cast
) -> None:
    version = uploaded(database, cast)
    publish(database, version, NOW, seed_key=SEED_KEY, pool=1)
    publish(database, version, NOW, seed_key=SEED_KEY, pool=7)
    other = upload(database, Upload(cast.other_course, Sample().zip()), NOW)
    with database.write() as session:  # the same name, so the same seeds
        public_id, version.public_id = version.public_id, "renamed"
        session.get_one(AssignmentVersion, version.id).public_id = "renamed"
        session.flush()
        session.get_one(AssignmentVersion, other.id).public_id = public_id
    publish(database, other, NOW, seed_key=SEED_KEY, pool=7)

    def bodies(of: AssignmentVersion) -> list[object]:
        with database.read() as session:
            rows = session.scalars(
                select(Variant)
                .where(Variant.assignment_version_id == of.id)
                .order_by(Variant.problem_id, Variant.position)
            )
            return [row.body for row in rows]

    assert bodies(version) == bodies(other)


def test_a_preview_is_drawn_apart_from_the_pool(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    with database.read() as session:
        version = session.get_one(Assignment, assignment.id).current_version
        assert version is not None
        seeds = set(session.scalars(select(Variant.seed)))
        for seed in ("1", next(iter(seeds))):
            shown = preview(version, seed, Workshop())
            assert set(shown.by_hand) == {"first", "second"}
            assert seeds.isdisjoint(variant.seed for variant in shown.by_hand.values())


def test_the_record_is_parsed_once_per_content(database: Database, cast: Cast) -> None:
    version = uploaded(database, cast)
    records = []
    for _ in range(2):
        with database.read() as session:
            records.append(assignment_record(session.get_one(AssignmentVersion, version.id)))
    assert records[0] is records[1]


def test_the_first_release_counts(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast)
    release(database, assignment, NOW)
    release(database, assignment, NOW + timedelta(days=1))
    assert reread(database, assignment.id).released_at == NOW
