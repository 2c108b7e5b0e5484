"""The gradebook and its CSV."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from server.attempts import HandIn, start, submit
from server.db import Database
from server.gradebook import Column, Gradebook, Row, Score, gradebook, safe_cell, to_csv
from server.models import Assignment, Attempt, Enrollment, Mark, Submission
from server.policy import SubmissionState
from server.publishing import Upload, upload
from server.roster import drop
from tests.cast import Cast
from tests.server.conftest import NOW, SEED_KEY
from tests.server.sample import Sample, change, publish_sample


def scored(
    database: Database, who: Enrollment, assignment: Assignment, points: float | None
) -> None:
    """Hand an attempt in; None leaves it held."""
    attempt = start(database, who, assignment, NOW, seed_key=SEED_KEY)
    assert isinstance(attempt, Attempt)
    submission = submit(database, attempt, HandIn({}, "key"), NOW)
    assert isinstance(submission, Submission)
    with database.write() as session:
        row = session.get_one(Submission, submission.id)
        row.state = SubmissionState.held if points is None else SubmissionState.graded
        if points is not None:
            about = {"rubric": "r", "grader_version": "1", "body": {}, "graded_at": NOW}
            session.add(Mark(submission_id=row.id, points=points, out_of=10, **about))


def book_of(database: Database, cast: Cast, section: str | None = None) -> Gradebook:
    with database.read() as session:
        return gradebook(session, cast.course, section)


def test_each_student_has_a_row_and_each_published_assignment_a_column(
    database: Database, cast: Cast
) -> None:
    publish_sample(database, cast)
    upload(database, Upload(cast.course, Sample(slug="not-yet").zip()), NOW)
    book = book_of(database, cast)
    assert [row.name for row in book.rows] == ["Student A", "Student B"]
    assert [(column.title, column.out_of) for column in book.columns] == [("Sample sample", 10)]
    assert all(row.scores == (Score(),) for row in book.rows)


def test_the_best_attempt_counts(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, Sample(attempts=3))
    for points in (3.5, 8.0, 5.0):
        scored(database, cast.as_student_a, assignment, points)
    scored(database, cast.as_student_b, assignment, 0.0)
    book = book_of(database, cast)
    assert [row.scores[0].points for row in book.rows] == [8.0, 0.0]


def test_a_held_submission_is_no_score_and_takes_none_away(database: Database, cast: Cast) -> None:
    assignment = publish_sample(database, cast, Sample(attempts=2))
    scored(database, cast.as_student_a, assignment, 4.0)
    scored(database, cast.as_student_a, assignment, None)
    scored(database, cast.as_student_b, assignment, None)
    book = book_of(database, cast)
    assert [row.scores[0] for row in book.rows] == [Score(4.0, held=1), Score(None, held=1)]


def test_columns_are_in_the_order_of_the_due_dates(database: Database, cast: Cast) -> None:
    never, late, early = (
        publish_sample(database, cast, Sample(slug=slug)) for slug in ("never", "late", "early")
    )
    change(database, late, due_at=NOW + timedelta(days=2))
    change(database, early, due_at=NOW + timedelta(days=1))
    titles = [column.public_id for column in book_of(database, cast).columns]
    assert titles == [early.public_id, late.public_id, never.public_id]


def test_a_section_is_a_part_of_the_rows(database: Database, cast: Cast) -> None:
    assert [row.name for row in book_of(database, cast, "B").rows] == ["Student B"]


def test_dropped_students_are_not_listed(database: Database, cast: Cast) -> None:
    with database.write() as session:
        drop(session, cast.as_student_a, NOW)
    assert [row.name for row in book_of(database, cast).rows] == ["Student B"]


def test_another_course_s_marks_do_not_show(database: Database, cast: Cast) -> None:
    scored(database, cast.as_student_a, publish_sample(database, cast), 4.0)
    with database.read() as session:
        assert gradebook(session, cast.other_course) == Gradebook((), ())


def test_the_csv_has_a_line_per_student() -> None:
    book = Gradebook(
        columns=(Column("id", "Backprop, by hand", 10.0), Column("id", "Why", 2.5)),
        rows=(
            Row("Student A", "a@example.org", "A", (Score(7.25), Score(None, held=1))),
            Row("Student B", "b@example.org", "", (Score(0.0), Score(1 / 3))),
        ),
    )
    assert list(csv.reader(io.StringIO(to_csv(book)))) == [
        ["Name", "Email", "Section", "Backprop, by hand (of 10)", "Why (of 2.5)"],
        ["Student A", "a@example.org", "A", "7.25", ""],
        ["Student B", "b@example.org", "", "0", "0.333333"],
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "|calc", "%x", "＝1", "-", "+", "=", "-2-3", "- 5"],
)
def test_no_cell_starts_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + text
    row = Row(text, text, text, ())
    for cells in csv.reader(io.StringIO(to_csv(Gradebook((Column("i", text, 1),), (row,))))):
        assert not any(cell[:1] in tuple("=+-@|%＝") and cell for cell in cells)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("\t=1", "'=1"), ("a\r\n=1", "a =1"), ("\n@x", "'@x"), ("  +x", "'+x"), ("", ""), ("a", "a")],
)
def test_a_cell_is_one_line_without_space_around_it(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@pytest.mark.parametrize("text", ["-5", "+3", "-0.5", "-.5", "7"])
def test_numbers_stay_numbers(text: str) -> None:
    assert safe_cell(text) == text


def test_quotes_and_commas_in_names_come_back_as_they_were() -> None:
    name = 'O"Neil, "Student"; one'
    book = Gradebook((), (Row(name, "e@example.org", "", ()),))
    assert list(csv.reader(io.StringIO(to_csv(book))))[1][0] == name


def test_negative_points_stay_numbers() -> None:
    book = Gradebook((Column("i", "t", 1),), (Row("n", "e", "s", (Score(-2.0),)),))
    assert to_csv(book).splitlines()[1] == "n,e,s,-2"


def test_a_spreadsheet_that_expects_semicolons_finds_no_formula_behind_one() -> None:
    book = Gradebook((), (Row('n;=1;"=2', "e@example.org", 'a; @b;"-3";d;e', ()),))
    for line in to_csv(book).splitlines():
        assert not any(cell.lstrip(' "')[:1] in tuple("=@-") for cell in line.split(";"))
    assert safe_cell("one; two") == "one; two"
