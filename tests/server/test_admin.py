"""backmark-admin: the first people, courses and places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.admin import main

PASSWORD = "a good long password"


class Admin:
    """The command on a database of its own."""

    def __init__(self, data_dir: Path) -> None:
        self._environ = {
            "BACKMARK_DATA_DIR": str(data_dir),
            "BACKMARK_DATABASE_URL": "",
            "BACKMARK_SECRET_KEY": "",
        }

    def run(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, words, input=typed, env=self._environ)

    def does(self, *words: str, typed: str = "") -> str:
        result = self.run(*words, typed=typed)
        assert result.exit_code == 0, result.output
        return result.output.strip()

    def refuses(self, *words: str, typed: str = "") -> str:
        result = self.run(*words, typed=typed)
        assert result.exit_code == 1, result.output
        assert result.stderr.count("\n") == 1
        return result.stderr

    def has_person(self, email: str) -> None:
        named = ("create-person", email, "--name", "Somebody", "--password-stdin")
        self.does(*named, typed=f"{PASSWORD}\n")


@pytest.fixture
def admin(tmp_path: Path) -> Admin:
    made = Admin(tmp_path)
    made.does("migrate")
    return made


def test_the_first_instructor_has_a_course_after_two_commands(admin: Admin) -> None:
    admin.has_person("instructor@example.org")
    course = ("create-course", "Networks", "--time-zone", "Europe/Berlin")
    admin.does(*course, "--instructor", "instructor@example.org")
    assert json.loads(admin.does("list", "places", "--json")) == [
        {
            "course": "Networks",
            "email": "instructor@example.org",
            "role": "instructor",
            "section": "",
        }
    ]


def test_a_typed_password_is_asked_for_twice_and_not_shown(admin: Admin) -> None:
    words = ("create-person", "instructor@example.org", "--name", "Somebody")
    assert PASSWORD not in admin.does(*words, typed=f"{PASSWORD}\n{PASSWORD}\n")


def test_one_address_is_one_account(admin: Admin) -> None:
    admin.has_person("instructor@example.org")
    again = ("create-person", "Instructor@Example.ORG", "--name", "Other", "--password-stdin")
    assert "instructor@example.org" in admin.refuses(*again, typed=f"{PASSWORD}\n")


def test_a_short_password_is_refused(admin: Admin) -> None:
    words = ("create-person", "instructor@example.org", "--name", "A", "--password-stdin")
    assert "password" in admin.refuses(*words, typed="short\n")
    assert admin.does("list", "people") == ""


def test_a_password_can_be_set_anew(admin: Admin) -> None:
    admin.has_person("student@example.org")
    admin.does("set-password", "student@example.org", "--password-stdin", typed=f"{PASSWORD}2\n")


def test_nobody_s_password_cannot_be_set(admin: Admin) -> None:
    words = ("set-password", "nobody@example.org", "--password-stdin")
    assert "nobody@example.org" in admin.refuses(*words, typed=f"{PASSWORD}\n")


def test_an_unknown_time_zone_is_refused(admin: Admin) -> None:
    words = ("create-course", "Networks", "--time-zone", "Berlin")
    assert "Europe/Berlin" in admin.refuses(*words)


def test_a_course_for_nobody_is_not_made(admin: Admin) -> None:
    words = ("create-course", "Networks", "--time-zone", "UTC", "--instructor", "no@example.org")
    assert "no@example.org" in admin.refuses(*words)
    assert admin.does("list", "courses") == ""


def test_a_student_is_enrolled_by_the_course_s_id_or_title(admin: Admin) -> None:
    admin.has_person("one@example.org")
    admin.has_person("two@example.org")
    course = admin.does("create-course", "Networks", "--time-zone", "UTC")
    admin.does("enroll", course, "one@example.org", "--section", "A")
    admin.does("enroll", "Networks", "two@example.org")
    places = json.loads(admin.does("list", "places", "--json"))
    assert [(place["email"], place["section"]) for place in places] == [
        ("one@example.org", "A"),
        ("two@example.org", ""),
    ]


def test_a_title_of_two_courses_asks_for_the_id(admin: Admin) -> None:
    admin.has_person("one@example.org")
    for _ in range(2):
        admin.does("create-course", "Networks", "--time-zone", "UTC")
    assert "2 courses" in admin.refuses("enroll", "Networks", "one@example.org")


def test_a_database_without_tables_is_told_in_one_line(tmp_path: Path) -> None:
    assert "no such table" in Admin(tmp_path).refuses("list", "people")


def test_nothing_that_waits_is_nothing_marked(admin: Admin) -> None:
    assert admin.does("mark-waiting") == "0 marked, 0 still held"
